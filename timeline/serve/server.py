"""HTTP on 127.0.0.1 for one `Site`: nothing is read from disk by what a request names.

All addresses begin with a secret that is new for each run, so that no other user of the machine
and no other page in the browser can name one. Requests must also name this host, which a page
that has its own name point to 127.0.0.1 cannot do, and writing ones must come from this page.
The client's side is `timeline/view/web/src/served.ts`.
"""

from __future__ import annotations

import json
import secrets
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from typing import Any

from timeline.errors import TimelineError
from timeline.serve.site import Site, StaleError

HOST = "127.0.0.1"
MOST_BODY = 20_000_000  # bytes, as many as a corrections file may have
_MOST_READERS = 32  # pages that wait for changes at one time
_SLOWEST = 30  # seconds without a byte
_PULSE = 15.0  # seconds between two signs of life to a page that waits
# Before the first build is done; the browser asks again by itself.
_WAIT = (
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="1">'
    "<title>Timeline</title><p>The page is being built …</p>"
).encode()
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # The page has its own policy; frames can only be refused here.
    "Content-Security-Policy": "frame-ancestors 'none'",
}


class Server(ThreadingHTTPServer):
    """Serves the site until it is shut down; OSError where the port is taken."""

    daemon_threads = True

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        self.secret = secrets.token_urlsafe(24)
        self.readers = BoundedSemaphore(_MOST_READERS)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.server_port}/{self.secret}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "timeline"
    sys_version = ""
    timeout = _SLOWEST

    def do_GET(self) -> None:
        """The page, its corrections, its changes."""
        match self._asked():
            case "":
                page = self.server.site.page()
                status = HTTPStatus.OK if page else HTTPStatus.SERVICE_UNAVAILABLE
                self._answer(status, page or _WAIT, "text/html; charset=utf-8")
            case "corrections":
                try:
                    content, tag = self.server.site.entries()
                except TimelineError as error:
                    self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
                else:
                    self._answer(HTTPStatus.OK, content, "application/json", {"ETag": tag})
            case "changes":
                self._changes()
            case str():
                self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")

    def do_POST(self) -> None:
        """Write the corrections."""
        asked = self._asked()
        if asked is None:
            return
        if asked != "corrections":
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")
        elif self.headers.get("Origin") not in self._origins():
            self._refuse(HTTPStatus.FORBIDDEN, "only the page itself may write")
        elif self.headers.get_content_type() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send JSON")
        else:
            self._save()

    def _save(self) -> None:
        stated = self.headers.get("Content-Length", "")
        if not (stated.isascii() and stated.isdigit()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "say how long it is")
            return
        if len(stated) > 12 or int(stated) > MOST_BODY:
            self._refuse(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST_BODY // 1_000_000} MB"
            )
            return
        body = self.rfile.read(int(stated))
        try:
            content, tag = self.server.site.save(body, self.headers.get("If-Match", ""))
        except StaleError as error:
            self._refuse(HTTPStatus.PRECONDITION_FAILED, str(error))
        except TimelineError as error:
            self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        else:
            self._answer(HTTPStatus.OK, content, "application/json", {"ETag": tag})

    def _changes(self) -> None:
        """Server-sent events: each revision, a comment in between, until either side ends."""
        if not self.server.readers.acquire(blocking=False):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "too many pages are open")
            return
        try:
            self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
            known: str | None = None
            while True:
                revision = self.server.site.next_revision(known, seconds=_PULSE)
                if revision is None:
                    return
                line = ": still here" if revision == known else f"data: {revision}"
                self.wfile.write(f"{line}\n\n".encode())
                known = revision
        except OSError:
            pass  # the browser has left
        finally:
            self.server.readers.release()

    def _asked(self) -> str | None:
        """What is asked for below the secret; None where a refusal has been sent."""
        if self.headers.get("Host", "") not in self._hosts():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "this server has another name")
            return None
        path = self.path.partition("?")[0]
        _, secret, rest = (*path.split("/", 2), "", "")[:3]
        known = secrets.compare_digest(secret.encode(), self.server.secret.encode())
        if not known or path.count("/") != 2:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")
            return None
        # A link to the page may stand in any window; the rest is for the page alone.
        if rest and self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            self._refuse(HTTPStatus.FORBIDDEN, "only the page itself may ask")
            return None
        return rest

    def _hosts(self) -> tuple[str, str]:
        return f"{HOST}:{self.server.server_port}", f"localhost:{self.server.server_port}"

    def _origins(self) -> tuple[str, ...]:
        return tuple(f"http://{host}" for host in self._hosts())

    def _refuse(self, status: HTTPStatus, words: str) -> None:
        # What was sent and not read would be taken for the next request.
        self.close_connection = True
        content = json.dumps({"error": words}, ensure_ascii=False).encode(
            "utf-8", "backslashreplace"
        )
        self._answer(status, content, "application/json")

    def _answer(
        self, status: HTTPStatus, content: bytes, kind: str, more: dict[str, str] | None = None
    ) -> None:
        length = str(len(content))
        self._head(status, {"Content-Type": kind, "Content-Length": length, **(more or {})})
        self.wfile.write(content)

    def _head(self, status: HTTPStatus, fields: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (_HEADERS | fields).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the name is given
        """Requests are not logged: their addresses hold the secret."""
