"""Any server that speaks the OpenAI chat protocol: ``POST /v1/chat/completions``, streamed.

Works with the services and the local programs that share the protocol but not its finer points:
where a server knows no JSON schema it is asked for a JSON object, and where it knows neither, in
words; broken JSON is repaired; token counts that are not told are estimated, and the reply says so.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from json_repair import repair_json

from reelwright.film import Plain
from reelwright.story.chat import Cost, Message, Question, Reply, schema_words
from reelwright.story.errors import ChatError

_AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LARGEST: Final = 8 * 1024 * 1024
_LETTERS_A_TOKEN: Final = 3.5
_LONGEST_WAIT: Final = 60.0
_FORMS: Final = ("json_schema", "json_object", "words")
"""How a server can be asked for JSON, best first."""


@dataclass(frozen=True, slots=True)
class ChatServer:
    """Where and how to ask.

    Args:
        url: base address, such as "https://api.openai.com/v1".
        model: name of the model.
        key: the secret that pays; never shown in errors or recipes. "" where none is needed.
        timeout: seconds without a byte before the server is given up.
        tries: how often a busy or broken server is asked before the question fails.
        price_in: millionths of a currency unit for a million tokens of question, 0 where unknown.
        price_out: the same for a million tokens of answer.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    tries: int = 4
    price_in: int = 0
    price_out: int = 0


class OpenAiChat:
    """Asks a model over the OpenAI chat protocol.

    Args:
        server: where and how to ask.
        sleep: how to wait before asking again.
    """

    def __init__(self, server: ChatServer, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._server = server
        self._sleep = sleep
        self._form = _FORMS[0]

    @property
    def recipe(self) -> dict[str, Plain]:
        """The server and its model; never the key."""
        return {"engine": "openai-chat", "url": self._server.url, "model": self._server.model}

    def reply(self, question: Question, hear: Callable[[str], None] | None = None) -> Reply:
        """Answer a question.

        Raises:
            ChatError: the server refuses, stalls, breaks off, or answers with something that is no answer.
        """
        last = self._failed("was never asked", "")
        wait = 0.0
        for turn in range(max(1, self._server.tries)):
            if turn:
                self._sleep(min(wait or 2.0 ** (turn - 1), _LONGEST_WAIT))
            try:
                return self._ask(question, hear or _deaf)
            except _BusyError as busy:
                last, wait = busy.error, busy.wait
        raise last

    def _ask(self, question: Question, hear: Callable[[str], None]) -> Reply:
        while True:
            try:
                return self._ask_in_form(question, hear)
            except _FormError:
                self._form = _FORMS[_FORMS.index(self._form) + 1]

    def _ask_in_form(self, question: Question, hear: Callable[[str], None]) -> Reply:
        headers = {"Accept": "text/event-stream"}
        if self._server.key:
            headers["Authorization"] = f"Bearer {self._server.key}"
        limits = httpx.Timeout(self._server.timeout, connect=min(10.0, self._server.timeout))
        url = f"{self._server.url.rstrip('/')}/chat/completions"
        try:
            with (
                httpx.Client(timeout=limits, follow_redirects=False) as client,
                client.stream("POST", url, json=self._body(question), headers=headers) as answer,
            ):
                if answer.status_code != 200:
                    self._refuse(answer.status_code, answer.headers, _limited(answer), question)
                return self._gather(answer, question, hear)
        except httpx.TimeoutException:
            raise _BusyError(self._failed("stalled", "try again later, or raise the time-out")) from None
        except httpx.UnsupportedProtocol:
            raise self._failed("has no http address", "give a base address such as https://host/v1") from None
        except httpx.InvalidURL:
            raise self._failed("has no http address", "give a base address such as https://host/v1") from None
        except httpx.TransportError as error:
            raise _BusyError(self._failed(f"broke off: {error}", "check the address and the network")) from None

    def _body(self, question: Question) -> dict[str, Any]:
        messages = list(question.messages)
        body: dict[str, Any] = {
            "model": self._server.model,
            "temperature": question.temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if question.seed is not None:
            body["seed"] = question.seed
        if question.most_tokens:
            body["max_tokens"] = question.most_tokens
        if question.schema is not None:
            if self._form == "json_schema":
                schema = {"name": question.name, "schema": dict(question.schema)}
                body["response_format"] = {"type": "json_schema", "json_schema": schema}
            elif self._form == "json_object":
                body["response_format"] = {"type": "json_object"}
            # Some servers refuse JSON unless the word stands in the conversation.
            messages.append(Message("system", schema_words(question.schema)))
        body["messages"] = [{"role": message.role, "content": message.text} for message in messages]
        return body

    def _gather(self, answer: httpx.Response, question: Question, hear: Callable[[str], None]) -> Reply:
        gathered = _Gathered()
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == "text/event-stream":
            for event in _events(answer):
                piece = gathered.take(event)
                if piece:
                    hear(piece)
            if not gathered.ended:
                raise _BusyError(self._failed("broke off in the middle of an answer", "try again"))
        elif kind == "application/json":
            gathered.take_whole(_read_json(_limited(answer)))
            hear(gathered.text)
        else:
            raise self._failed(f"answers with {kind or 'no type'}, not with an answer", "check that it ends in /v1")
        if gathered.error:
            raise _BusyError(self._failed(f"fails: {gathered.error}", "try again later"))
        return self._reply(gathered, question)

    def _reply(self, gathered: _Gathered, question: Question) -> Reply:
        estimated = gathered.tokens_in is None or gathered.tokens_out is None
        asked = sum(len(message.text) for message in question.messages)
        tokens_in = gathered.tokens_in if gathered.tokens_in is not None else _tokens(asked)
        tokens_out = gathered.tokens_out if gathered.tokens_out is not None else _tokens(len(gathered.text))
        micros = -(-(tokens_in * self._server.price_in + tokens_out * self._server.price_out) // 1_000_000)
        return Reply(
            text=gathered.refusal or gathered.text,
            model=gathered.model or self._server.model,
            stopped="refused" if gathered.refusal or gathered.finish == "content_filter" else gathered.stopped,
            data=None if question.schema is None else read_answer(gathered.text),
            cost=Cost(1, tokens_in, tokens_out, micros),
            estimated=estimated,
        )

    def _refuse(self, status: int, headers: Mapping[str, str], content: bytes, question: Question) -> None:
        reason = _reason(content)
        if status in {400, 404, 422} and question.schema is not None and self._form != _FORMS[-1]:
            told = reason.lower()
            if "response_format" in told or "json" in told or "schema" in told:
                raise _FormError
        if status in _AGAIN:
            wait = headers.get("retry-after", "")
            mend = "wait, or ask the provider for a higher limit" if status == 429 else "try again later"
            raise _BusyError(
                self._failed(f"answers {status} ({reason})", mend), float(wait) if wait.isdecimal() else 0.0
            )
        if status in {401, 403}:
            raise self._failed(f"refuses the key ({status})", "set a valid key for this server")
        raise self._failed(f"answers {status} ({reason})", "check the model's name and the address")

    def _failed(self, what: str, mend: str) -> ChatError:
        return ChatError(f"the chat server {what}", where=self._server.url, mend=mend)


class _BusyError(Exception):
    """Asking again may help."""

    def __init__(self, error: ChatError, wait: float = 0.0) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


class _FormError(Exception):
    """The server does not know this way of asking for JSON."""


class _Gathered:
    """An answer as its pieces come in."""

    def __init__(self) -> None:
        self.text = ""
        self.refusal = ""
        self.model = ""
        self.finish = ""
        self.error = ""
        self.ended = False
        self.tokens_in: int | None = None
        self.tokens_out: int | None = None

    @property
    def stopped(self) -> str:
        return "length" if self.finish == "length" else "stop"

    def take(self, event: str) -> str:
        """Take in one event of a stream; gives the piece of text in it."""
        if event == "[DONE]":
            self.ended = True
            return ""
        told = _read_json(event.encode())
        self._note(told)
        piece = ""
        for choice in _choices(told):
            delta = choice.get("delta") or {}
            piece += delta.get("content") or ""
            self.refusal += delta.get("refusal") or ""
        self.text += piece
        return piece

    def take_whole(self, told: Any) -> None:  # noqa: ANN401 JSON is untyped until here
        """Take in an answer that was not streamed."""
        self._note(told)
        for choice in _choices(told):
            message = choice.get("message") or {}
            self.text += message.get("content") or ""
            self.refusal += message.get("refusal") or ""
        self.ended = True

    def _note(self, told: Any) -> None:  # noqa: ANN401 JSON is untyped until here
        if not isinstance(told, dict):
            self.error = self.error or "an answer that is no object"
            return
        if told.get("error"):
            self.error = _words(told["error"])
        self.model = str(told.get("model") or self.model)
        usage = told.get("usage")
        if isinstance(usage, dict):
            self.tokens_in = _count(usage.get("prompt_tokens"), self.tokens_in)
            self.tokens_out = _count(usage.get("completion_tokens"), self.tokens_out)
        for choice in _choices(told):
            if choice.get("finish_reason"):
                # Some servers send no [DONE]; a reason to finish is an end too.
                self.finish, self.ended = str(choice["finish_reason"]), True


def read_answer(text: str) -> Plain:
    """The JSON in an answer, repaired where it can be; None where there is none."""
    begins = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    if not begins:
        return None
    try:
        whole: Plain = json.loads(text[min(begins) :])
    except (ValueError, RecursionError):
        repaired: Any = repair_json(text[min(begins) :], return_objects=True)
        return repaired if isinstance(repaired, dict | list) and repaired else None
    return whole


def _events(answer: httpx.Response) -> Iterator[str]:
    """The data of each server-sent event (WHATWG HTML §9.2), up to a size."""
    size = 0
    for line in answer.iter_lines():
        size += len(line)
        if size > _LARGEST:
            return
        if line.startswith("data:"):
            yield line.removeprefix("data:").strip()


def _limited(answer: httpx.Response) -> bytes:
    content = b""
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > _LARGEST:
            break
    return content


def _read_json(content: bytes) -> Any:  # noqa: ANN401 JSON is untyped until here
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return {"error": "something that is not JSON"}


def _choices(told: Any) -> list[dict[str, Any]]:  # noqa: ANN401 JSON is untyped until here
    listed = told.get("choices") if isinstance(told, dict) else None
    return [choice for choice in listed or [] if isinstance(choice, dict)]


def _count(value: object, before: int | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else before


def _tokens(letters: int) -> int:
    return round(letters / _LETTERS_A_TOKEN) + 1


def _words(told: object) -> str:
    words = told.get("message") if isinstance(told, dict) else told
    return " ".join(str(words).split())[:160] or "no reason given"


def _reason(content: bytes) -> str:
    told = _read_json(content)
    if isinstance(told, dict) and told.get("error") and told["error"] != "something that is not JSON":
        return _words(told["error"])
    return " ".join(content[:120].decode("utf-8", "replace").split()) or "no reason given"


def _deaf(_: str) -> None:
    """Hear nothing."""
