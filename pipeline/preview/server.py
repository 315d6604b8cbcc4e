"""HTTP on this machine alone, by the standard library: one reader needs no more, and there is nothing to install."""

from __future__ import annotations

import errno
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import TYPE_CHECKING, Any

from pipeline.errors import BuildError, Problem
from pipeline.preview.answers import HEADERS, Answer, Waiting, answer, refusal

if TYPE_CHECKING:
    from pipeline.preview.session import Session

HOST = "127.0.0.1"
FIRST = 8000
_TRIES = 100
_PATIENCE = 10.0
"""After so many seconds of silence a word is sent, to learn whether somebody still listens."""


class Server(ThreadingMixIn, TCPServer):
    """Serves a session on 127.0.0.1."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # there it would let two programs share a port
    request_queue_size = 64

    def __init__(self, session: Session, port: int) -> None:
        self.session = session
        super().__init__((HOST, port), _Handler)

    @classmethod
    def listen(cls, session: Session, port: int | None) -> Server:
        """Return a server on a port, or on the first free one from 8000 on. Raise BuildError where it is taken."""
        for number in range(FIRST, FIRST + _TRIES) if port is None else (port,):
            try:
                return cls(session, number)
            except OSError as error:
                if error.errno != errno.EADDRINUSE and port is None:
                    raise
                reason = (
                    "is taken by another program" if error.errno == errno.EADDRINUSE else f"fails: {error.strerror}"
                )
        advice = "Choose another one with --port, or leave --port out."
        raise BuildError(Problem("navina preview", 0, f"port {number} {reason}. {advice}"))

    @property
    def port(self) -> int:
        """Return the port."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Return the address of the site."""
        return f"http://{HOST}:{self.port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hung up; everything else is a mistake of ours, to be seen."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Carries the answers."""

    server: Server
    timeout = 30

    def do_GET(self) -> None:
        """Answer."""
        found = self._answer()
        if isinstance(found, Waiting):
            self._tell(found)
        else:
            self._send(found)

    def do_HEAD(self) -> None:
        """Answer without a body."""
        found = self._answer()
        self._send(found if isinstance(found, Answer) else Answer(200, "text/event-stream", b""))

    def version_string(self) -> str:
        """Say no more of us than the name."""
        return "navina"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep no log."""

    def _answer(self) -> Answer | Waiting:
        hosts = self.headers.get_all("Host") or [""]
        refused = refusal(hosts[0] if len(hosts) == 1 else "", self.server.port)
        return refused or answer(self.server.session, self.path)

    def _send(self, found: Answer) -> None:
        self._head(found.status, {"Content-Type": found.kind, "Content-Length": str(len(found.body)), **found.headers})
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, **HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()

    def _tell(self, waiting: Waiting) -> None:
        """Send an event once the page would look different; a comment now and then shows who is gone."""
        self._head(200, {"Content-Type": "text/event-stream; charset=utf-8"})
        with suppress(ConnectionError):
            self._say(b": listening\n\n")
            while not self.server.session.wait(waiting.page, waiting.seen, patience=_PATIENCE):
                self._say(b": nothing new\n\n")
            self._say(b"event: changed\ndata:\n\n")

    def _say(self, words: bytes) -> None:
        self.wfile.write(words)
        self.wfile.flush()
