"""Lists of addresses, against a server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from format_samples import PAGE

from timeline.ingest import from_urls
from timeline.ingest.formats import format_of
from timeline.ingest.source import Article
from timeline.model import Problem


class Wire(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        known = {
            "/envoys": PAGE,
            "/closed/envoys": PAGE,
            "/robots.txt": "User-agent: *\nDisallow: /closed/\n",
        }
        body = known.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(from_urls, "WAIT", 0.0)
    settings = from_urls._settings()
    settings.set("DEFAULT", "SSRF_PROTECTION", "off")  # loopback is what it protects
    Wire.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wire)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    settings.remove_option("DEFAULT", "SSRF_PROTECTION")
    server.shutdown()
    server.server_close()
    thread.join()


def test_pages_are_fetched_and_dated_by_their_metadata(wire: str) -> None:
    content = f"# to read\n{wire}/envoys\n\n{wire}/gone\n{wire}/closed/envoys\n".encode()
    assert format_of("list.txt", content).name == "urls"
    article, gone, closed = from_urls.read_urls(content, "list.txt")
    assert isinstance(article, Article)
    assert (article.url, str(article.published)) == (f"{wire}/envoys", "2021-04-27")
    assert isinstance(gone, Problem)
    assert gone.where.endswith("/gone")
    assert isinstance(closed, Problem)
    assert "forbids" in closed.message
    assert "/closed/envoys" not in Wire.asked


def test_one_look_at_the_robots_file_of_a_host(wire: str) -> None:
    list(from_urls.read_urls(f"{wire}/envoys\n{wire}/gone\n".encode(), "list.txt"))
    assert Wire.asked.count("/robots.txt") == 1


@pytest.mark.parametrize(
    "text", ["file:///etc/passwd\n", "https://wire.example/a and more\n", "ftp://a.example/b\n"]
)
def test_only_web_addresses_make_a_list(text: str) -> None:
    assert format_of("list.txt", text.encode()).name == "text"


def test_addresses_inside_the_own_network_are_refused(wire: str) -> None:
    from_urls._settings().set("DEFAULT", "SSRF_PROTECTION", "on")
    (problem,) = from_urls.read_urls(f"{wire}/envoys\n".encode(), "list.txt")
    assert isinstance(problem, Problem)
    assert not Wire.asked
