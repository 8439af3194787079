"""Chat models for tests: one that answers from a list, and a server that misbehaves on a script."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from reelwright.film import Plain
from reelwright.story import ChatError, Cost, Question, Reply

_STALL: Final = 1.0


class FakeChat:
    """Answers from a list, in order, or by a function of the question.

    Args:
        answers: what to answer; a dictionary or list as JSON, an error to raise it.
        by: answers when the list is empty.
    """

    def __init__(self, *answers: object, by: Callable[[Question], object] | None = None) -> None:
        self._answers = list(answers)
        self._by = by
        self.asked: list[Question] = []

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name of the model."""
        return {"engine": "fake-chat", "model": "fake"}

    def reply(self, question: Question, hear: Callable[[str], None] | None = None) -> Reply:
        """The next answer."""
        self.asked.append(question)
        if not self._answers and self._by is None:
            raise ChatError("the fake has no more answers", mend="give it more")
        answer = self._answers.pop(0) if self._answers else self._by(question) if self._by else None
        if isinstance(answer, Exception):
            raise answer
        data: Any = answer if isinstance(answer, dict | list) else None
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        if hear is not None:
            hear(text)
        return Reply(
            text, "fake", data=data if question.schema is not None else None, cost=Cost(1, 10, len(text) // 4, 7)
        )


class ChatServerDouble(ThreadingHTTPServer):
    """Speaks the OpenAI chat protocol on loopback and misbehaves when told to.

    Each of ``moods`` is used up by one request, then all is well: "well", a status such as "429",
    "truncated" (finish reason length), "break" (the stream ends in the middle), "refuse", "error"
    (an error inside a stream of status 200), "stall", "html", "fenced" (JSON in a code block),
    "broken" (JSON with a fault that can be repaired), "no-schema" and "no-json" (400 for a
    response format), "whole" (not streamed), "bare" (no usage, no [DONE]).

    Args:
        answer: gives the text of a good answer to a request's body.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Callable[[dict[str, Any]], str]) -> None:
        super().__init__(("127.0.0.1", 0), _ChatHandler)
        self.answer = answer
        self.moods: list[str] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The base address to give to the adapter."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def stop(self) -> None:
        """End the server."""
        self.shutdown()
        self.server_close()
        self._thread.join(5)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are part of the tests."""


class _ChatHandler(BaseHTTPRequestHandler):
    server: ChatServerDouble
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **body})
        self.server.keys.append(self.headers.get("Authorization", ""))
        mood = self.server.moods.pop(0) if self.server.moods else "well"
        if mood.isdigit():
            self._send(
                int(mood), "application/json", json.dumps({"error": {"message": "not now"}}), retry=mood == "429"
            )
        elif mood in {"no-schema", "no-json"}:
            self._refuse_form(mood, body)
        elif mood == "html":
            self._send(200, "text/html", "<html>hello</html>")
        elif mood == "stall":
            time.sleep(_STALL)
        elif mood == "whole":
            told = {
                "model": body["model"],
                "choices": [{"message": {"content": self.server.answer(body)}}],
                "usage": _USAGE,
            }
            self._send(200, "application/json", json.dumps(told))
        else:
            self._stream(mood, body)

    def _refuse_form(self, mood: str, body: dict[str, Any]) -> None:
        form = body.get("response_format", {}).get("type", "")
        if form == "json_schema" or (form and mood == "no-json"):
            self.server.moods.insert(0, mood)
            words = f"response_format {form} is not supported"
            self._send(400, "application/json", json.dumps({"error": {"message": words}}))
        else:
            self._stream("well", body)

    def _stream(self, mood: str, body: dict[str, Any]) -> None:
        text = self.server.answer(body)
        text = {"fenced": f"Here it is:\n```json\n{text}\n```", "broken": text[:-1] + ",}"}.get(mood, text)
        half = len(text) // 2
        pieces = [text[:half], text[half:]] if mood not in {"truncated", "break"} else [text[:half]]
        events: list[dict[str, Any]] = [{"choices": [{"delta": {"content": piece}}]} for piece in pieces]
        if mood == "refuse":
            events = [{"choices": [{"delta": {"refusal": "I cannot help with that."}}]}]
        if mood == "error":
            events = [{"error": {"message": "overloaded"}}]
        if mood not in {"break", "error"}:
            finish = "length" if mood == "truncated" else "stop"
            events.append({"choices": [{"delta": {}, "finish_reason": finish}]})
        if mood not in {"bare", "break", "error"}:
            events.append({"model": body["model"], "choices": [], "usage": _USAGE})
        lines = [f"data: {json.dumps(event)}\n\n" for event in events]
        self._send(200, "text/event-stream", "".join(lines) + ("" if mood in {"bare", "break"} else "data: [DONE]\n\n"))

    def _send(self, status: int, kind: str, text: str, *, retry: bool = False) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if retry:
            self.send_header("Retry-After", "7")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base class's name
        """Say nothing."""


_USAGE: Final = {"prompt_tokens": 120, "completion_tokens": 45, "total_tokens": 165}
