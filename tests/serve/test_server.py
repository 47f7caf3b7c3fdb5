"""The server of `timeline serve`: what it gives to whom, by raw requests and in a real Chromium."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Timeline
from timeline.serve.server import MOST_BODY, Server
from timeline.serve.site import Site, tag
from timeline.view.to_html import to_html

HIDE = {"event": "e2", "hide": True}
NOTHING = b'{"version": 1, "corrections": []}'
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def site(small_timeline: Timeline, tmp_path: Path) -> Site:
    made = Site(tmp_path / "corrections.json")
    made.show(to_html(small_timeline, title="First", served="r1"), "r1")
    return made


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    made = Server(site, 0)
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield made
    site.close()
    made.shutdown()
    made.server_close()


@pytest.fixture
def ask(server: Server) -> Callable[..., Answer]:
    def send(method: str, path: str, *, body: bytes = b"", **fields: str | None) -> Answer:
        port = server.server_port
        headers = {"Host": f"127.0.0.1:{port}"}
        if method == "POST":
            headers |= {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}
            headers |= {"If-Match": tag(NOTHING)}
        for name, value in fields.items():
            headers.pop(name.replace("_", "-"), None)
            if value is not None:
                headers[name.replace("_", "-")] = value
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        headers.setdefault("Content-Length", str(len(body)))
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found

    return send


def corrections(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"version": 1, "corrections": entries}).encode()


def test_the_page_and_nothing_else(server: Server, ask: Callable[..., Answer]) -> None:
    secret = server.secret
    status, headers, page = ask("GET", f"/{secret}/")
    assert (status, b"First" in page) == (200, True)
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert (headers["Cache-Control"], headers["Server"]) == ("no-store", "timeline ")
    assert b"connect-src 'self'" in page
    for path in (
        "/",
        f"/{secret}",
        "//",
        f"/{secret}/../corrections.json",
        f"/{secret}/..%2f..%2fetc/passwd",
        f"/{secret}/%2e%2e/",
        f"/{secret}/corrections.json",
        f"/{secret}/corrections/",
        "/etc/passwd",
        f"/{secret[:-1]}/",
        f"/{secret}x/corrections",
        "http://127.0.0.1/x",
        "*",
    ):
        assert ask("GET", path)[0] == 404, path
    assert ask("PUT", f"/{secret}/corrections")[0] == 501
    assert ask("OPTIONS", f"/{secret}/corrections")[0] == 501


def test_a_page_that_is_not_there_yet(server: Server, ask: Callable[..., Answer]) -> None:
    server.site.show("", "")
    status, _, body = ask("GET", f"/{server.secret}/")
    assert status == 503
    assert b'http-equiv="refresh"' in body
    server.site.show("<p>now", "r2")
    assert ask("GET", f"/{server.secret}/")[::2] == (200, b"<p>now")


def test_it_listens_on_this_machine_only(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address.startswith("http://127.0.0.1:")
    assert len(server.secret) >= 32


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "", None])
def test_other_names_of_this_host_are_refused(
    server: Server, ask: Callable[..., Answer], host: str | None
) -> None:
    for path in ("", "corrections"):
        assert ask("GET", f"/{server.secret}/{path}", Host=host)[0] == 421
    done = ask("POST", f"/{server.secret}/corrections", body=corrections(HIDE), Host=host)
    assert done[0] == 421
    assert not server.site.corrections.exists()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "", None])
def test_other_pages_may_not_write(
    server: Server, ask: Callable[..., Answer], origin: str | None
) -> None:
    done = ask("POST", f"/{server.secret}/corrections", body=corrections(HIDE), Origin=origin)
    assert done[0] == 403
    assert not server.site.corrections.exists()


def test_other_pages_may_not_read(server: Server, ask: Callable[..., Answer]) -> None:
    for path in ("corrections", "changes"):
        assert ask("GET", f"/{server.secret}/{path}", Sec_Fetch_Site="cross-site")[0] == 403
    # A link may stand anywhere; what it leads to is the page in a window of its own.
    assert ask("GET", f"/{server.secret}/", Sec_Fetch_Site="cross-site")[0] == 200


def test_corrections_are_written_and_read_back(server: Server, ask: Callable[..., Answer]) -> None:
    path = f"/{server.secret}/corrections"
    status, headers, body = ask("GET", path)
    assert (status, json.loads(body)) == (200, {"version": 1, "corrections": []})
    sent = corrections(HIDE, {"event": "e1", "note": "Lāčplēsis \ud83d\ude00"})
    status, after, saved = ask("POST", path, body=sent, If_Match=headers["ETag"])
    assert status == 200
    assert json.loads(saved) == json.loads(sent)
    assert server.site.corrections.read_bytes() == saved
    assert ask("GET", path)[1]["ETag"] == after["ETag"] != headers["ETag"]


def test_what_somebody_else_wrote_is_not_overwritten(
    server: Server, ask: Callable[..., Answer]
) -> None:
    path = f"/{server.secret}/corrections"
    server.site.corrections.write_bytes(corrections(HIDE))
    status, _, body = ask("POST", path, body=corrections())
    assert status == 412
    assert "load the page again" in json.loads(body)["error"]
    assert server.site.corrections.read_bytes() == corrections(HIDE)
    assert ask("POST", path, body=corrections(), If_Match=None)[0] == 412


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"[]", "version 1"),
        (b"{", "not valid JSON"),
        (b"\xff", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (corrections({"event": "e1", "colour": "red"}), "unknown field"),
        (corrections({"event": "e1", "date": "2022-02-31"}), "no date"),
    ],
)
def test_corrections_of_no_use_are_not_written(
    server: Server, ask: Callable[..., Answer], body: bytes, words: str
) -> None:
    status, _, answer = ask("POST", f"/{server.secret}/corrections", body=body)
    assert status == 422
    assert words in json.loads(answer)["error"]
    assert not server.site.corrections.exists()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"Content_Length": str(MOST_BODY + 1)}, 413),
        ({"Content_Length": "9" * 5000}, 413),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "²"}, 411),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_bodies_have_a_kind_and_a_limit(
    server: Server, ask: Callable[..., Answer], fields: dict[str, str], status: int
) -> None:
    assert ask("POST", f"/{server.secret}/corrections", **fields)[0] == status


def test_a_broken_file_is_named_and_kept(server: Server, ask: Callable[..., Answer]) -> None:
    server.site.corrections.write_text("no JSON", encoding="utf-8")
    status, _, body = ask("GET", f"/{server.secret}/corrections")
    assert (status, "not valid JSON" in json.loads(body)["error"]) == (422, True)
    status, _, _ = ask("POST", f"/{server.secret}/corrections", body=corrections())
    assert status == 422
    assert server.site.corrections.read_text(encoding="utf-8") == "no JSON"


def test_noise_harms_nothing(server: Server, ask: Callable[..., Answer]) -> None:
    for noise in (b"", b"\0" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"A" * 70_000):
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as plain:
            plain.sendall(noise)
            plain.shutdown(socket.SHUT_WR)
            while plain.recv(4096):
                pass
    assert ask("GET", f"/{server.secret}/")[0] == 200


def test_changes_are_told(server: Server, small_timeline: Timeline) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", f"/{server.secret}/changes")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    assert answer.readline() + answer.readline() == b"data: r1\n\n"
    server.site.show(to_html(small_timeline, served="r2"), "r2")
    assert answer.readline() + answer.readline() == b"data: r2\n\n"
    server.site.close()
    assert answer.read() == b""
    connection.close()


@pytest.fixture
def page(chromium: Any, server: Server) -> Iterator[Any]:
    context = chromium.new_context()
    opened = context.new_page()
    opened.goto(server.address)
    opened.wait_for_selector("#app[data-ready]")
    yield opened
    context.close()


@pytest.mark.browser
def test_in_a_browser(page: Any, server: Server, small_timeline: Timeline) -> None:
    # The page follows the articles and keeps its place.
    page.evaluate("location.hash = 'event=e2'")
    page.wait_for_selector("aside.detail")
    server.site.show(to_html(small_timeline, title="Second", served="r2"), "r2")
    page.wait_for_function("() => document.title === 'Second'", timeout=10_000)
    page.wait_for_selector("aside.detail")
    # It may write to its server, and to nobody else.
    saved = page.evaluate(
        """async entry => {
            const read = await fetch('corrections');
            const done = await fetch('corrections', {
                method: 'POST', body: JSON.stringify({version: 1, corrections: [entry]}),
                headers: {'Content-Type': 'application/json', 'If-Match': read.headers.get('ETag')},
            });
            return [done.status, (await done.json()).corrections.length];
        }""",
        HIDE,
    )
    assert saved == [200, 1]
    assert json.loads(server.site.corrections.read_bytes())["corrections"] == [HIDE]
    other = f"http://localhost:{server.server_port}/{server.secret}/corrections"
    for address in (other, "https://example.org/"):
        refused = page.evaluate(
            "address => fetch(address).then(() => 'sent', error => error.name)", address
        )
        assert refused == "TypeError"


@pytest.mark.browser
def test_a_page_is_not_renewed_while_somebody_writes(
    page: Any, server: Server, small_timeline: Timeline
) -> None:
    page.locator("#search").fill("half a wor")
    page.locator("#search").focus()
    server.site.show(to_html(small_timeline, title="Second", served="r2"), "r2")
    page.wait_for_timeout(600)
    assert page.title() == "First"
    page.locator("#search").fill("")
    page.locator("h1").click()
    page.locator("#search").blur()
    page.wait_for_function("() => document.title === 'Second'", timeout=10_000)


@pytest.mark.browser
def test_a_correction_made_in_the_page_goes_to_the_file(
    page: Any, server: Server, small_timeline: Timeline
) -> None:
    view = {"name": "mine", "view": "q=x"}
    held = {"version": 1, "corrections": [{"event": "e1", "note": "by hand"}], "views": [view]}
    server.site.corrections.write_text(json.dumps(held), encoding="utf-8")
    page.evaluate("location.hash = 'event=e2'")
    page.get_by_role("button", name="Correct", exact=True).click()
    form = page.locator("aside.detail .edit").first
    form.get_by_label("Class", exact=True).select_option(label="Aid")
    # Meanwhile the articles change: the form stays until it is saved.
    server.site.show(to_html(small_timeline, title="Second", served="r2"), "r2")
    page.wait_for_timeout(1500)
    assert page.title() == "First"
    form.get_by_role("button", name="Save").click()
    page.wait_for_function("() => document.title === 'Second'", timeout=10_000)
    stored = json.loads(server.site.corrections.read_bytes())
    assert [entry["event"] for entry in stored["corrections"]] == ["e1", "e2"]
    assert stored["corrections"][1]["type"] == "AID"
    assert stored["views"] == [view]
