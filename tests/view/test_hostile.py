"""Hostile text in every field of an article: it is shown as text, and nothing else happens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hostile_page import TEXTS, actor, harmless, reading
from playwright.sync_api import expect

from timeline.model import Problem, Timeline
from timeline.view import to_html as page_maker
from timeline.view.escape import readable, web_address
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile_timeline() -> Timeline:
    readings = tuple(reading(index, text, TEXTS[index - 1]) for index, text in enumerate(TEXTS))
    return Timeline(
        tuple(item.document for item in readings),
        tuple(actor(text) for text in TEXTS),
        tuple(event for item in readings for event in item.events),
        tuple(Problem(text, text, text, "warning") for text in TEXTS),
        readings,
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, hostile_timeline: Timeline) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    path.write_text(to_html(hostile_timeline, title=TEXTS[1]), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def loopback(hostile: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(hostile.parent)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    thread.join()
    server.server_close()


def walk(page: Any, texts: list[str] = TEXTS) -> None:
    """Opens every event and looks at every field of it."""
    for text in texts:
        shown = readable(text)
        page.evaluate(
            "id => { location.hash = new URLSearchParams({event: id}).toString(); }", shown
        )
        page.wait_for_function(
            "text => document.querySelector('aside.detail h2')?.textContent === text",
            arg=shown,
            timeout=20_000,
        )
        page.locator("aside.detail mark").first.wait_for(state="attached")
        texts = page.evaluate(
            """() => {
                const all = name => [...document.querySelectorAll('aside.detail ' + name)]
                    .map(one => one.textContent);
                return {edtf: all('code'), said: all('q'), why: all('.why'),
                    who: all('.actor-chip'),
                    facts: all('.facts dd'), notes: all('.block li'), passage: all('.passage'),
                    claims: all('.disputes dd strong'),
                    mark: all('mark').join(''), by: all('figcaption strong'),
                    article: all('.article-title')};
            }"""
        )
        assert texts["edtf"] == [shown]
        assert texts["said"][0] == shown
        assert texts["why"][0].endswith(shown)
        assert texts["who"][0] == shown
        assert texts["facts"][0] == f"{shown} {shown}"
        assert texts["notes"] == [shown]
        assert texts["claims"] == [shown, "2"]
        assert texts["passage"][0].startswith(f"Before. {shown} struck ")
        assert texts["mark"].startswith(f"{shown} struck ")
        assert texts["by"] == [shown]
        assert texts["article"] == [shown]
        link = page.locator("aside.detail figcaption a")
        address = web_address(text)
        expect(link).to_have_count(0 if address is None else 1)
        if address is not None:
            assert link.get_attribute("href") == readable(address)
            assert link.get_attribute("rel") == "noopener noreferrer"
        assert harmless(page)


def test_every_field_from_disk(watch: Callable[..., Any], hostile: Path) -> None:
    page = watch().open(hostile)
    walk(page)


def test_fields_of_a_packed_page(
    watch: Callable[..., Any],
    hostile_timeline: Timeline,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Coded by words they come out as they went in; a third of them will do here."""
    monkeypatch.setattr(page_maker, "PLAIN_UP_TO", 0)
    text = to_html(hostile_timeline)
    assert 'type="application/gzip" id="data"' in text
    path = tmp_path / "packed.html"
    path.write_text(text, encoding="utf-8", newline="\n")
    walk(watch().open(path), TEXTS[::3])


def test_from_a_server(chromium: Any, loopback: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    context.on("request", lambda request: asked.append(request.url))
    page.goto(loopback)
    page.wait_for_selector(".plot[data-ready]")
    for tab in ("Network", "Map", "Articles", "Problems"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(200)
    assert harmless(page)
    assert said == []
    assert asked == [loopback]
    context.close()


@pytest.mark.parametrize("lanes", ["actor", "class", "status", "source"])
def test_chart(watch: Callable[..., Any], hostile: Path, lanes: str) -> None:
    page = watch().open(hostile, f"#lanes={lanes}")
    assert page.locator("h1").evaluate("one => one.textContent") == readable(TEXTS[1])
    assert page.title() == readable(TEXTS[1]).strip()
    if lanes in {"actor", "source"}:
        names = page.locator(".lane-label").evaluate_all("all => all.map(one => one.textContent)")
        assert set(names[:-1]) <= {readable(text) for text in TEXTS}
    for point in page.locator(".plot .point").all()[:12]:
        point.hover(force=True)
        page.wait_for_timeout(30)
    # Nothing in the plot comes from an article, and nothing became a link or a run of its own.
    expect(page.locator(".plot a, .plot tspan[style]")).to_have_count(0)
    assert harmless(page)


def test_network_labels_are_plain(watch: Callable[..., Any], hostile: Path) -> None:
    page = watch().open(hostile, "#tab=network")
    page.wait_for_selector(".network-plot[data-ready]")
    labels = page.locator(".network-plot .textpoint text").evaluate_all(
        "all => all.map(one => one.textContent)"
    )
    assert len(labels) > 5

    def plain(text: str) -> str:
        return "".join(text.replace("\u200b", "").split())

    wanted = {plain(readable(text)[:25]) for text in TEXTS}
    for label in labels:
        start = plain(label.rstrip("…"))
        assert any(text.startswith(start[:20]) for text in wanted), label
    expect(page.locator(".network-plot a")).to_have_count(0)
    expect(page.locator(".network-plot .textpoint tspan")).to_have_count(0)
    for point in page.locator(".network-plot .point").all()[:10]:
        point.hover(force=True)
        page.wait_for_timeout(30)
    assert harmless(page)


def test_search_and_filter_by_each(watch: Callable[..., Any], hostile: Path) -> None:
    page = watch().open(hostile)
    for text in TEXTS:
        shown = readable(text)
        if not shown.strip() or "\n" in shown or "\r" in shown:
            continue
        page.locator("#search").fill(shown)
        page.wait_for_function(
            "text => new URLSearchParams(location.hash.slice(1)).get('q') === text",
            arg=shown.strip(),
            timeout=5000,
        )
        titles = page.locator(".row-title").evaluate_all("all => all.map(one => one.textContent)")
        assert titles, text
    page.locator("#search").fill("")
    page.wait_for_function("() => !new URLSearchParams(location.hash.slice(1)).has('q')")
    for text in (
        "__proto__",
        "constructor",
        "toString",
        "<b>bold</b><br><i>slanted</i><sup>up</sup>",
    ):
        page.get_by_placeholder("Find an actor").fill(text)
        name = page.get_by_text(text, exact=True)
        page.locator("fieldset label").filter(has=name).first.click()
        page.wait_for_function(
            "text => new URLSearchParams(location.hash.slice(1)).get('actor') === text", arg=text
        )
        expect(page.locator(".row")).to_have_count(2)
        page.locator(".chosen-chip button").click()
    assert harmless(page)


def test_lists_of_articles_and_problems(watch: Callable[..., Any], hostile: Path) -> None:
    page = watch().open(hostile, "#tab=problems")
    shown = [readable(text) for text in TEXTS]
    where = page.locator(".problems strong").evaluate_all("all => all.map(one => one.textContent)")
    assert where == shown
    page.get_by_role("tab", name="Articles").click()
    titles = page.locator(".articles .article-title").evaluate_all(
        "all => all.map(one => one.textContent)"
    )
    assert titles == shown
    assert harmless(page)


@pytest.mark.parametrize(
    "code",
    [
        "document.body.innerHTML = '<b>x</b>'",
        "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
        "fetch('data:text/plain,x').catch(() => { throw Error('refused'); })",
    ],
)
def test_the_policy_refuses_what_the_page_never_does(
    chromium: Any, hostile: Path, code: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(hostile.as_uri())
    page.wait_for_selector("#app[data-ready]")
    with pytest.raises(Exception, match=r"TrustedHTML|refused"):
        page.evaluate(code)
    context.close()


def test_the_watch_sees_what_an_unsafe_page_does(chromium: Any, tmp_path: Path) -> None:
    """Calibration: without the page's care the same list does run script."""
    context = chromium.new_context()
    page = context.new_page()
    ran = 0
    for index, text in enumerate((TEXTS[0], TEXTS[1], TEXTS[2], TEXTS[3], TEXTS[5])):
        path = tmp_path / f"{index}.html"
        path.write_text(
            f"<!doctype html><meta charset=utf-8><p>{text}", encoding="utf-8", errors="replace"
        )
        page.goto(path.as_uri())
        page.wait_for_timeout(50)
        ran += page.evaluate("typeof __pwned !== 'undefined'")
    context.close()
    assert ran >= 3
