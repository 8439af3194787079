"""Chat models for tests: one that answers from a list, and a server that misbehaves on a script."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, Final

from reelwright.film import Plain
from reelwright.story import ChatError, Cost, Question, Reply

from .loopback import Answer, Asked, LoopbackServer

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


class ChatServerDouble(LoopbackServer):
    """Speaks the OpenAI chat protocol on loopback and misbehaves when told to.

    Moods: a status such as "429", "odd-wait" (429, to wait for "²"), "truncated" (finish reason
    length), "break" (the stream ends in the middle), "refuse", "error" (an error inside a stream of status 200),
    "stall", "html", "fenced" (JSON in a code block), "broken" (JSON with a fault that can be repaired), "no-schema"
    and "no-json" (400 for a response format), "whole" (not streamed), "bare" (no usage, no [DONE]).

    Args:
        answer: gives the text of a good answer to a request's body.
    """

    def __init__(self, answer: Callable[[dict[str, Any]], str]) -> None:
        super().__init__()
        self.answer = answer
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def url(self) -> str:
        """The base address to give to the adapter."""
        return f"{super().url}/v1"

    def respond(self, asked: Asked) -> Answer | None:
        """Answer in the mood whose turn it is."""
        body = json.loads(asked.body)
        self.asked.append({"path": asked.path, **body})
        self.keys.append(asked.headers.get("Authorization", ""))
        mood = self.mood()
        if mood == "odd-wait" or mood.isdigit():
            return refusal(429, "²") if mood == "odd-wait" else refusal(int(mood))
        if mood in {"no-schema", "no-json"}:
            return self._refuse_form(mood, body)
        if mood == "html":
            return Answer(kind="text/html", content=b"<html>hello</html>")
        if mood == "stall":
            time.sleep(_STALL)
            return None
        if mood == "whole":
            choices = [{"message": {"content": self.answer(body)}}]
            return _json({"model": body["model"], "choices": choices, "usage": _USAGE})
        return self._stream(mood, body)

    def _refuse_form(self, mood: str, body: dict[str, Any]) -> Answer:
        form = body.get("response_format", {}).get("type", "")
        if form == "json_schema" or (form and mood == "no-json"):
            self.moods.insert(0, mood)
            return _json({"error": {"message": f"response_format {form} is not supported"}}, status=400)
        return self._stream("well", body)

    def _stream(self, mood: str, body: dict[str, Any]) -> Answer:
        text = self.answer(body)
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
        text = "".join(lines) + ("" if mood in {"bare", "break"} else "data: [DONE]\n\n")
        return Answer(kind="text/event-stream", content=text.encode())


def refusal(status: int, wait: str = "7") -> Answer:
    """How the protocol's servers say "not now", with how long to wait where that is usual."""
    return _json(
        {"error": {"message": "not now"}}, status=status, headers={"Retry-After": wait} if status == 429 else {}
    )


def _json(told: dict[str, Any], *, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    return Answer(status, content=json.dumps(told).encode(), headers=headers or {})


_USAGE: Final = {"prompt_tokens": 120, "completion_tokens": 45, "total_tokens": 165}
