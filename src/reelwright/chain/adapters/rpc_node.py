"""One node asked over HTTP: questions in JSON-RPC 2.0, answers in their order, tries again when it cannot answer."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Final

import httpx

from reelwright.chain.errors import LyingNodeError, RefusedError, ThrottledError, UnreachableError

from .rpc_values import Json, data_of

_MOST_BYTES: Final = 64 << 20
_TRIES: Final = 5
_LONGEST_WAIT: Final = 20.0


class Node:
    """A node's address and the connections to it.

    Args:
        url: the address.
        pause: waits so many seconds.
        timeout: seconds for one answer.
    """

    def __init__(self, url: str, *, pause: Callable[[float], None], timeout: float) -> None:
        self._url = url
        self.where = str(httpx.URL(url).copy_with(userinfo=b"", query=None, path="/"))  # keys stay out of messages
        self._pause = pause
        secure = url.startswith("https:")  # without it no certificates are read, which takes a third of a second
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False, verify=secure)
        self._numbers = itertools.count(1)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(self, method: str, values: list[Json]) -> Json:
        """Ask one thing.

        Raises:
            NodeRefusedError: the node answers with an error of its own.
        """
        (answer,) = self._post([(method, values)])
        return _result(answer)

    def ask_many(self, method: str, each: list[list[Json]]) -> list[Json]:
        """Ask one kind of thing many times in one message."""
        return [_result(answer) for answer in self._post([(method, values) for values in each])]

    def _post(self, questions: list[tuple[str, list[Json]]]) -> list[dict[str, Json]]:
        """Ask, again and more slowly when the node cannot answer; asking twice does nothing twice."""
        for attempt in range(_TRIES):
            try:
                return self._post_once(questions)
            except UnreachableError as error:
                if attempt == _TRIES - 1:
                    raise
                wait = error.wait if isinstance(error, ThrottledError) else 0.25 * 2**attempt
                self._pause(min(wait, _LONGEST_WAIT))
        raise AssertionError

    def _post_once(self, questions: list[tuple[str, list[Json]]]) -> list[dict[str, Json]]:
        numbers = [next(self._numbers) for _ in questions]
        bodies = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": values}
            for number, (method, values) in zip(numbers, questions, strict=True)
        ]
        content = self._exchange(bodies[0] if len(bodies) == 1 else bodies)
        answers = content if isinstance(content, list) else [content]
        by_number = {
            answer["id"]: answer for answer in answers if isinstance(answer, dict) and isinstance(answer.get("id"), int)
        }
        if set(by_number) != set(numbers) or len(answers) != len(numbers):
            raise self.lie("it answers something else than it was asked")
        return [by_number[number] for number in numbers]

    def _exchange(self, body: Json) -> Json:
        try:
            with self._client.stream("POST", self._url, json=body) as response:
                self._raise_for(response)
                content = bytearray()
                for chunk in response.iter_bytes():
                    content += chunk
                    if len(content) > _MOST_BYTES:
                        raise self.lie("its answer does not end")
        except httpx.HTTPError as error:
            raise UnreachableError(
                f"the node does not answer: {type(error).__name__}", where=self.where, mend="see whether it runs"
            ) from error
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:  # the second for what is nested without end
            raise UnreachableError(
                "the node's answer is no JSON", where=self.where, mend="see whether this is the node's address"
            ) from error

    def _raise_for(self, response: httpx.Response) -> None:
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            wait = response.headers.get("Retry-After", "1")
            raise ThrottledError(
                "the node asks us to slow down",
                where=self.where,
                mend="wait, or use another node",
                wait=float(wait) if wait.isdecimal() else 1.0,
            )
        if response.status_code != httpx.codes.OK:
            raise UnreachableError(
                f"the node answers with status {response.status_code}", where=self.where, mend="see whether it runs"
            )

    def lie(self, what: str) -> LyingNodeError:
        """The error to raise when what the node says cannot be so."""
        return LyingNodeError(f"the node is not to be believed: {what}", where=self.where, mend="use another node")


class NodeRefusedError(RefusedError):
    """The node's own words for why not."""

    def __init__(self, code: int, words: str, output: bytes) -> None:
        super().__init__(f"the node refuses: {words}", mend="see whether another node does it")
        self.code, self.words, self.output = code, words, output


def _result(answer: dict[str, Json]) -> Json:
    error = answer.get("error")
    if error is None:
        if "result" not in answer:
            raise LyingNodeError("the node's answer has neither result nor error", mend="use another node")
        return answer["result"]
    if not isinstance(error, dict):
        raise LyingNodeError("the node's error is none", mend="use another node")
    output = error.get("data")
    words = "".join(sign if sign.isprintable() else " " for sign in str(error.get("message", ""))[:200])
    code = error.get("code")
    raise NodeRefusedError(
        code if isinstance(code, int) else 0,
        words,
        data_of(output) if isinstance(output, str) and output[:2] == "0x" else b"",
    )
