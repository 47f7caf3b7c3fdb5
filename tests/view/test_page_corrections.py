"""Corrections made in the page: shown at once, kept in the browser, applied by the next build."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from page_steps import hash_of, search, shown
from playwright.sync_api import expect

from timeline.cli import cli
from timeline.corrections import apply_changes, read_corrections
from timeline.model import Problem, Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]
ARTICLES = {
    "one": "published: 2022-02-22\nlanguage: en\nsource: Harbour Gazette\n\n"
    "Russia attacked Kharkiv on Monday. Anton Petrenko met Tony Petrenkow in Kyiv on Monday.\n"
    "France accused Russia on Tuesday.",
    "two": "published: 2022-02-25\nlanguage: en\nsource: North Ledger\n\n"
    "Germany will meet France on 3 March. Poland threatened Belarus on Thursday.",
}


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]) -> Path:
    path = tmp_path_factory.mktemp("corrected") / "twenty.html"
    path.write_text(to_html(timeline_of(20)), encoding="utf-8")
    return path


def open_event(page: Any, title: str) -> str:
    """Opens the event and gives back its id."""
    page.evaluate(
        """title => {
            const row = [...document.querySelectorAll('.row-title')].find(
                one => one.textContent.includes(title));
            row.click();
        }""",
        title,
    )
    page.wait_for_function("() => location.hash.includes('event=')")
    return str(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('event')"))


def exported(page: Any) -> dict[str, Any]:
    """The file that the page gives out."""
    page.get_by_role("tab", name="Corrections").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export corrections").click()
    value: dict[str, Any] = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    return value


def correct(page: Any, **fields: str) -> None:
    """Fills the open event's form by its labels and saves it."""
    page.get_by_role("button", name="Correct", exact=True).click()
    form = page.locator("aside.detail .edit").first
    for label, text in fields.items():
        field = form.get_by_label(label, exact=True)
        if label in {"Class", "Status"}:
            field.select_option(label=text)
        else:
            field.fill(text)
    form.get_by_role("button", name="Save").click()


def test_a_date_a_class_and_a_status(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    name = open_event(page, "Graustark saw marches")
    correct(page, Date="2021-12-24/2021-12-26", Class="Aid", Status="denied", Note="see the log")
    detail = page.locator("aside.detail")
    assert re.search(r"24\s*–\s*26 December 2021", detail.locator(".date").inner_text())
    assert "denied" in detail.locator(".detail-tags").inner_text()
    lines = detail.locator(".corrected li")
    expect(lines).to_have_count(4)
    assert "Protest → Aid" in lines.nth(1).inner_text()
    expect(page.locator(".row.open .chip.edited")).to_have_count(1)
    tops = page.locator(".list-inner > *").evaluate_all(
        "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    )
    assert tops == sorted(tops)
    # Filters and search know it, too.
    search(page, "2021-12-24/2021")
    assert shown(page) == 1
    search(page, "")
    # It outlasts a reload, and every field can be taken back by itself.
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    expect(page.locator("aside.detail .corrected li")).to_have_count(4)
    page.get_by_role("button", name="Undo: Class").click()
    expect(page.locator("aside.detail .corrected li")).to_have_count(3)
    assert "Protest" in detail.locator(".detail-tags").inner_text()
    (entry,) = exported(page)["corrections"]
    assert entry == {
        "event": name,
        "date": "2021-12-24/2021-12-26",
        "status": "denied",
        "note": "see the log",
        "was": {"date": entry["was"]["date"], "status": "happened"},
    }
    page.locator(".entry").get_by_role("button", name="Undo").click()
    expect(page.locator(".entry")).to_have_count(0)
    expect(page.locator("aside.detail .corrected")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('timeline-e'))") == []


def test_a_wrong_date_is_refused(watch: Watch, twenty: Path) -> None:
    page = watch(locale="de-DE").open(twenty)
    open_event(page, "Graustark saw marches")
    page.keyboard.press("e")
    date = page.locator("aside.detail").get_by_label("Datum", exact=True)
    for text in ("gestern", "2021-02-30", "2022-13", "2022-02-03/2022-02-01", "0000-01-01"):
        date.fill(text)
        date.press("Enter")
        assert page.get_by_role("alert").inner_text() == "Das ist kein Datum."
    date.press("Escape")
    expect(page.locator("aside.detail .edit")).to_have_count(0)
    expect(page.locator("aside.detail .corrected")).to_have_count(0)


def test_a_hidden_event_comes_back(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    open_event(page, "Graustark saw marches")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_role("button", name="Hide event").click()
    assert shown(page) == 19
    expect(page.locator("aside.brief")).to_have_count(1)
    page.locator(".notice").get_by_role("button", name="Undo").click()
    assert shown(page) == 20
    expect(page.locator(".entry")).to_have_count(0)


def test_it_is_all_done_by_the_keyboard(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.keyboard.press("ArrowDown")
    title = page.locator("aside.detail h2").inner_text()
    page.keyboard.press("e")
    page.locator("aside.detail .date-field:focus").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("2020")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("plan")
    page.keyboard.press("Tab")
    page.keyboard.type("as the minutes say")
    page.keyboard.press("Control+Enter")
    expect(page.locator("aside.detail .corrected li")).to_have_count(3)
    assert page.evaluate("document.activeElement.id") == "correct"
    assert page.locator("aside.detail h2").inner_text() == title
    assert page.locator(".day-name").first.inner_text() == "2020"
    page.keyboard.press("Control+z")
    expect(page.locator("aside.detail .corrected")).to_have_count(0)


def test_an_added_event(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.get_by_role("tab", name="Corrections").click()
    page.get_by_role("button", name="Add an event").click()
    form = page.locator(".panel .edit")
    form.get_by_role("button", name="Save").click()
    assert page.get_by_role("alert").inner_text() == "Say what happened."
    form.get_by_label("What happened").fill("Talks <b>in</b> Klow")
    form.get_by_label("Date", exact=True).fill("2021-12-31")
    form.get_by_label("Class").select_option(label="Consult")
    form.get_by_label("Who acts").fill("ruritanien; The Mediator")
    form.get_by_label("Where").fill("Klow")
    form.get_by_role("button", name="Save").click()
    assert shown(page) == 21
    page.locator(".entry .link").click()
    detail = page.locator("aside.detail")
    assert detail.locator("h2").inner_text() == "Talks <b>in</b> Klow"
    assert detail.locator(".actor-chip").all_inner_texts()[:2] == ["Ruritania", "The Mediator"]
    page.get_by_placeholder("Find an actor").fill("mediat")
    assert "The Mediator" in page.locator(".facet label").first.inner_text()
    # It can be written anew.
    page.get_by_role("button", name="Correct", exact=True).click()
    detail.get_by_label("What happened").fill("Talks at Klow")
    detail.get_by_role("button", name="Save").click()
    (entry,) = exported(page)["corrections"]
    assert entry["add"]["title"] == "Talks at Klow"
    assert entry["add"]["actors"][0] == {"name": "ruritanien", "role": "actor"}
    assert shown(page) == 21


def test_actors_are_joined_and_parted(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty, "#actor=state%3Agraustark")
    before = shown(page)
    open_event(page, "Graustark")
    page.get_by_role("button", name="Correct", exact=True).click()
    edits = page.get_by_role("group", name="Actors of this event")
    edits.get_by_label("Actor", exact=True).select_option(label="Graustark")
    edits.get_by_label("is the same as").fill("nobody at all")
    edits.get_by_role("button", name="Join").click()
    assert page.get_by_role("alert").inner_text() == "Nobody else is called that."
    edits.get_by_label("is the same as").fill("zubrowka")
    edits.get_by_role("button", name="Join").click()
    both = shown(page)
    assert both > before
    for text in page.locator(".row .who").all_inner_texts():
        assert "Zubrowka" not in text
    page.get_by_role("tab", name="Corrections").click()
    assert "Graustark is the same as Zubrowka" in page.locator(".entry").inner_text()
    page.get_by_role("tab", name="Events").click()
    # The other name is now a spelling of the same actor, and can be parted from it again.
    edits.get_by_label("called").select_option(label="Zubrowka")
    edits.get_by_role("button", name="Is somebody else").click()
    assert shown(page) == before
    assert [entry["same"] for entry in exported(page)["corrections"]] == [True, False]


def test_a_browser_that_keeps_nothing(watch: Watch, twenty: Path) -> None:
    watched = watch()
    watched.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"
    )
    page = watched.open(twenty)
    open_event(page, "Graustark saw marches")
    correct(page, Date="2021-12-24")
    assert "refuses to keep it" in page.locator(".notice").inner_text()
    assert "24 December 2021" in page.locator("aside.detail .date").inner_text()
    page.get_by_role("tab", name="Corrections").click()
    assert "lost when it is closed" in page.locator(".panel").inner_text()
    assert len(exported(page)["corrections"]) == 1


def test_what_is_kept_may_be_nonsense(watch: Watch, twenty: Path) -> None:
    watched = watch()
    page = watched.open(twenty)
    key = "timeline-edits:" + page.evaluate(
        "JSON.parse(document.getElementById('data').text).corpus"
    )
    for text in (
        "{",
        "7",
        '{"added": 1, "views": [1], "withdrawn": [1]}',
        '{"added": [{"event": "x", "date": "soon"}, {"add": {}}, {"actors": ["a"], "same": 1},'
        ' {"event": "e", "type": "WAR"}, {"__proto__": 1}, null], "withdrawn": ["x"]}',
    ):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
        page.reload()
        page.wait_for_selector("#app[data-ready]")
        assert shown(page) == 20
        page.get_by_role("tab", name="Corrections").click()
        expect(page.locator(".entry")).to_have_count(0)
    page.evaluate("localStorage.clear()")


def built(folder: Path, *options: str) -> tuple[Path, str]:
    """The page of the articles in the folder, and what the build said."""
    out = folder / "page.html"
    done = CliRunner().invoke(cli, ["build", str(folder / "in"), "-o", str(out), *options])
    assert done.exit_code == 0, done.output
    return out, done.output


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_next_build_applies_what_the_page_exports(watch: Watch, corpus: Path) -> None:
    out, _ = built(corpus)
    watched = watch()
    page = watched.open(out)
    before = shown(page)
    attacked = open_event(page, "Russia attacked Kharkiv")
    correct(page, Date="2022-02-19", Status="claimed", Note="per the ministry")
    open_event(page, "Poland threatened")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_role("button", name="Hide event").click()
    open_event(page, "Petrenko met")
    page.get_by_role("button", name="Correct", exact=True).click()
    edits = page.get_by_role("group", name="Actors of this event")
    edits.get_by_label("Actor", exact=True).select_option(label="Anton Petrenko")
    edits.get_by_label("is the same as").fill("Tony Petrenkow")
    edits.get_by_role("button", name="Join").click()
    page.get_by_role("tab", name="Corrections").click()
    page.get_by_role("button", name="Add an event").click()
    form = page.locator(".panel .edit")
    form.get_by_label("What happened").fill("Talks in Geneva")
    form.get_by_label("Date", exact=True).fill("2022-02-24")
    form.get_by_label("Who acts").fill("Russia; The Mediator")
    form.get_by_role("button", name="Save").click()
    assert shown(page) == before
    value = exported(page)
    assert len(value["corrections"]) == 4
    path = corpus / "corrections.json"
    path.write_text(json.dumps(value), encoding="utf-8")

    # The rebuilt page at the same address shows it from the file, once, and nothing is pending.
    out, said = built(corpus, "--corrections", str(path))
    assert "stale" not in said
    page.goto("about:blank")
    page = watched.open(out)
    assert shown(page) == before
    page.get_by_role("tab", name="Corrections").click()
    notes = page.locator(".entry .dim").all_inner_texts()
    assert notes == ["from the file"] * 4
    assert exported(page)["corrections"] == value["corrections"]
    page.evaluate("id => { location.hash = 'event=' + id; }", attacked)
    detail = page.locator("aside.detail")
    expect(detail.locator(".corrected li")).to_have_count(3)
    assert "19 February 2022" in detail.locator(".date").inner_text()

    # Taken back: at once where the page knows what was before, else at the next build.
    page.get_by_role("button", name="Undo: Date").click()
    assert "21 February 2022" in detail.locator(".date").inner_text()
    expect(detail.locator(".corrected li")).to_have_count(2)
    page.get_by_role("tab", name="Corrections").click()
    hidden = page.locator(".entry", has_text="hidden")
    hidden.get_by_role("button", name="Undo").click()
    assert "takes effect at the next build" in hidden.inner_text()
    added = page.locator(".entry", has_text="Talks in Geneva")
    added.get_by_role("button", name="Undo").click()
    assert shown(page) == before - 1
    path.write_text(json.dumps(exported(page)), encoding="utf-8")
    out, said = built(corpus, "--corrections", str(path))
    assert "stale" not in said
    page.goto("about:blank")
    page = watched.open(out)
    assert shown(page) == before
    page.evaluate("localStorage.clear()")


def test_stale_corrections_are_shown_as_such(watch: Watch, corpus: Path) -> None:
    out, _ = built(corpus)
    page = watch().open(out)
    name = open_event(page, "Russia attacked Kharkiv")
    entries = [
        {"event": name, "status": "denied", "was": {"status": "planned"}},
        {"event": "gone", "hide": True},
        {"actors": ["Russia", "Nobody at all"], "same": True},
        {"event": name, "type": "AID"},
    ]
    path = corpus / "corrections.json"
    path.write_text(json.dumps({"version": 1, "corrections": entries}), encoding="utf-8")
    page.get_by_role("tab", name="Corrections").click()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator(".entry")).to_have_count(4)
    expect(page.locator(".entry.stale")).to_have_count(3)
    text = page.locator(".entries").inner_text()
    assert "its event now says happened, it said planned" in text
    assert "its event is no longer there (gone)" in text
    assert "nobody is called “Nobody at all”" in text
    # The build says the same of the same file.
    out, said = built(corpus, "--corrections", str(path))
    assert said.count("stale:") == 3
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    again = watch(locale="de-DE").open(out)
    again.get_by_role("tab", name="Korrekturen").click()
    expect(again.locator(".entry.stale")).to_have_count(3)
    text = again.locator(".entries").inner_text()
    assert "das Ereignis sagt jetzt geschehen, es sagte geplant" in text
    assert "das Ereignis gibt es nicht mehr (gone)" in text
    assert "niemand heißt “Nobody at all”" in text
    expect(again.locator(".entry")).to_have_count(4)


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"version": 2, "corrections": []}', '{"version": 1, "corrections": [{"dat": 1}]}'],
)
def test_a_file_of_no_use_is_refused(watch: Watch, twenty: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")
    page = watch().open(twenty, "#tab=corrections")
    page.locator("input[type=file]").set_input_files(path)
    page.locator(".notice").wait_for()
    assert "nothing was taken over" in page.locator(".notice").inner_text()
    expect(page.locator(".entry")).to_have_count(0)


def test_a_large_page_is_corrected_as_a_small_one(
    watch: Watch, timeline_of: Callable[..., Timeline], tmp_path: Path
) -> None:
    """Its texts are packed and coded by events and actors, which corrections move."""
    timeline = timeline_of(3000, days=400)
    path = tmp_path / "large.html"
    path.write_text(to_html(timeline), encoding="utf-8")
    one = next(event for event in timeline.events if event.id == "article-00400-1")
    page = watch().open(path, f"#event={one.id}")
    detail = page.locator("aside.detail")

    def check() -> None:
        assert detail.locator("h2").inner_text() == one.title
        detail.locator("mark").first.wait_for()
        marked = "".join(detail.locator(".report").first.locator("mark").all_inner_texts())
        assert marked == one.evidence[0].text

    check()
    correct(page, Date="2021-01-01", Status="denied")
    check()
    assert detail.locator(".date").inner_text() == "Friday, 1 January 2021"
    page.locator(".list").focus()
    page.keyboard.press("Home")
    check()
    page.get_by_role("button", name="Correct", exact=True).click()
    edits = page.get_by_role("group", name="Actors of this event")
    first = edits.get_by_label("Actor", exact=True).locator("option").first.inner_text()
    other = "Zubrowka" if first != "Zubrowka" else "Latveria"
    edits.get_by_label("is the same as").fill(other)
    edits.get_by_role("button", name="Join").click()
    check()
    assert detail.locator("mark.actor").count() == 2
    page.get_by_role("tab", name="Corrections").click()
    page.get_by_role("button", name="Add an event").click()
    page.locator(".panel").get_by_label("What happened").fill("Something else")
    page.locator(".panel").get_by_label("What happened").press("Control+Enter")
    assert shown(page) == 3001
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    assert shown(page) == 3001
    check()
    search(page, "something else")
    assert shown(page) == 1


def test_edits_outlast_new_articles(watch: Watch, corpus: Path) -> None:
    out, _ = built(corpus)
    watched = watch()
    page = watched.open(out)
    name = open_event(page, "Russia attacked Kharkiv")
    correct(page, Status="denied")
    # The new report is of the same event and gives it its own id.
    more = "published: 2022-02-22\nlanguage: en\nsource: Port News\n\n"
    more += "Russia attacked Kharkiv on Monday."
    (corpus / "in" / "earlier.txt").write_text(more, encoding="utf-8")
    built(corpus)
    page.goto("about:blank")
    page = watched.open(out, f"#event={name}")
    detail = page.locator("aside.detail")
    expect(detail.locator(".report")).to_have_count(2)
    assert name not in hash_of(page)
    assert "happened → denied" in detail.locator(".corrected").inner_text()
    path = corpus / "corrections.json"
    path.write_text(json.dumps(exported(page)), encoding="utf-8")
    assert name in path.read_text(encoding="utf-8")
    _, said = built(corpus, "--corrections", str(path))
    assert "stale" not in said
    page.get_by_role("button", name="Undo: Status").click()
    expect(page.locator(".entry")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('timeline-e'))") == []


def some_entries(timeline: Timeline) -> list[dict[str, Any]]:
    """Corrections of every kind that is applied after linking, many of them twice to one event."""
    chance = random.Random(11)
    dates = ("2021-12-24", "2022-01", "2020", "undated", "2021-12-20/2022-01-03", "2021/2022-02-03")
    entries: list[dict[str, Any]] = []
    for _ in range(90):
        event = chance.choice(timeline.events)
        entry: dict[str, Any] = {"event": event.id}
        if chance.random() < 0.6:
            entry["date"] = chance.choice(dates)
        if chance.random() < 0.4:
            entry["type"] = chance.choice(("AID", "ASSAULT", "OTHER"))
        if chance.random() < 0.4:
            entry["status"] = chance.choice(("denied", "planned"))
        if chance.random() < 0.1:
            entry["hide"] = True
        if chance.random() < 0.3:
            entry["was"] = {"status": chance.choice(("happened", "denied")), "type": event.type}
        if chance.random() < 0.2:
            entry["was"] = {"date": chance.choice(("2022-01", event.edtf or "undated"))}
        if len(entry) > 1:
            entries.append(entry)
    for index, date in enumerate((*dates, None)):
        add: dict[str, Any] = {"title": f"Added {index}", "type": "AID", "place": "Klow"}
        add["actors"] = ["Ruritania", {"name": f"New {index % 2}", "role": "recipient"}]
        entries.append({"add": add if date is None else add | {"date": date}})
    return entries


def test_the_page_and_the_build_say_the_same(
    watch: Watch, timeline_of: Callable[..., Timeline], tmp_path: Path
) -> None:
    timeline = timeline_of(60)
    entries = some_entries(timeline)
    path = tmp_path / "corrections.json"
    path.write_text(json.dumps({"version": 1, "corrections": entries}), encoding="utf-8")
    problems: list[Problem] = []
    done = apply_changes(timeline.events, timeline.actors, read_corrections(path), problems)
    by_build = replace(timeline, events=done.events, actors=done.actors, by_hand=done.by_hand)
    assert len(problems) > 5

    def told(page: Any) -> tuple[list[tuple[Any, ...]], list[Any]]:
        page.get_by_role("button", name="Export", exact=True).click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Data (JSON)").click()
        value = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
        fields = ("title", "date", "end", "basis", "type", "status", "mode")
        # Events of one date may stand in any order.
        rows = (
            (
                *(event[name] for name in fields),
                [(one["name"], one["role"]) for one in event["actors"]],
                (event["place"] or {}).get("name"),
                len(event["evidence"]),
                event["corrections"],
            )
            for event in value["events"]
        )
        return sorted(rows, key=str), [event["date"] for event in value["events"]]

    def stale(page: Any) -> list[int]:
        page.get_by_role("tab", name="Corrections").click()
        page.locator(".entry").first.wait_for()
        found: list[int] = page.locator(".entry").evaluate_all(
            "all => all.flatMap((one, at) => one.matches('.stale') ? [at + 1] : [])"
        )
        return found

    first, second = tmp_path / "page.html", tmp_path / "built.html"
    first.write_text(to_html(timeline), encoding="utf-8")
    second.write_text(to_html(by_build), encoding="utf-8")
    page = watch().open(first, "#tab=corrections")
    page.locator("input[type=file]").set_input_files(path)
    built_page = watch().open(second)
    reported = [int(problem.where.rsplit(maxsplit=1)[1]) for problem in problems]
    assert stale(page) == stale(built_page) == reported
    assert told(page) == told(built_page)
