"""A server on the loopback, the frame of every double that speaks a protocol over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its path, its headers by their names, and its body."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """A response.

    Args:
        promised: the length that the header tells, where it is not that of the content: the line breaks.
    """

    status: int = 200
    kind: str = "application/json"
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int | None = None


class LoopbackServer(ThreadingHTTPServer):
    """Answers POST requests on a free port of this machine, from its birth until ``stop``.

    A double says in ``respond`` what it answers. ``moods`` is a list of how to behave towards the
    next requests, one each; then all is "well".
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.moods: list[str] = []
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def respond(self, asked: Asked) -> Answer | None:
        """What a request is answered with; None to hang up without a word."""
        raise NotImplementedError

    def mood(self) -> str:
        """How to behave towards this request."""
        return self.moods.pop(0) if self.moods else "well"

    def stop(self) -> None:
        """End it."""
        self.shutdown()
        self.server_close()
        self._thread.join(5)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: LoopbackServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.server.respond(Asked(self.path, dict(self.headers.items()), body))
        if answer is None:
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content) if answer.promised is None else answer.promised))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.content)
        self.close_connection = answer.promised is not None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base class's name
        """Say nothing."""
