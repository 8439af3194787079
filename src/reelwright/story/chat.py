"""Asking a language model: questions, replies, and what they cost.

Knows the nouns of a conversation and how to insist on an answer that can be read. Refuses to know
protocols (``ports.py``) and what the answers are for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from reelwright.film import Plain

from .errors import ChatError, PurseError

_T = TypeVar("_T")
ROLES: Final = ("system", "user", "assistant")
_TRIES: Final = 3
_SHOWN: Final = 400


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation; the role is one of ``ROLES``."""

    role: str
    text: str

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ChatError(f"nobody in a conversation is a {self.role!r}", mend=f"choose one of {', '.join(ROLES)}")


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is asked.

    Args:
        messages: the conversation so far.
        schema: JSON schema of the answer, None where the answer is plain text.
        name: what the answer is called, such as "outline".
        most_tokens: length at which an answer is cut off, 0 for the model's own.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, Plain] | None = None
    name: str = "answer"
    temperature: float = 0.7
    seed: int | None = None
    most_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """What asking has cost: calls, tokens, and money where the price is known.

    Args:
        micros: millionths of the currency that the price was given in.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    micros: int = 0

    def __add__(self, other: Cost) -> Cost:
        """Both together."""
        return Cost(
            self.calls + other.calls,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.micros + other.micros,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered.

    Args:
        text: as it came.
        data: what the text says as JSON, where a schema was asked for and it could be read.
        stopped: "stop" when it came to its end, "length" when it was cut off, "refused" when the
            model would not answer.
        estimated: the server told no token counts; they were estimated from the texts.
    """

    text: str
    model: str
    stopped: str = "stop"
    data: Plain = None
    cost: Cost = field(default_factory=Cost)
    estimated: bool = False


@dataclass(slots=True)
class Purse:
    """Counts what is spent, and refuses when a limit is reached.

    Args:
        most_calls: 0 for no limit.
        most_micros: millionths of the price's currency, 0 for no limit.
    """

    most_calls: int = 0
    most_micros: int = 0
    spent: Cost = field(default_factory=Cost)

    def admit(self) -> None:
        """Say whether one more call may be made.

        Raises:
            PurseError: a limit is reached; what was made so far is kept by whoever made it.
        """
        if self.most_calls and self.spent.calls >= self.most_calls:
            raise PurseError(f"{self.spent.calls} calls were made, which is the limit", mend="raise the limit to go on")
        if self.most_micros and self.spent.micros >= self.most_micros:
            raise PurseError(
                f"{self.spent.micros / 1e6:.4f} was spent, of {self.most_micros / 1e6:.4f}",
                mend="raise the limit to go on; what was made so far is kept",
            )

    def pay(self, cost: Cost) -> None:
        """Add what a call cost, whether or not its answer was of use."""
        self.spent += cost


def insist(ask: Callable[[Question], Reply], question: Question, read: Callable[[Plain], _T]) -> _T:
    """Ask until the answer can be read, telling the model each time what was wrong with the last one.

    Args:
        ask: puts a question to a model.
        question: with the schema of its answer.
        read: makes the noun of an answer; raises ValueError, KeyError or TypeError with what is wrong.

    Raises:
        ChatError: no answer could be read, or the model refuses.
    """
    now, wrong = question, ""
    for _ in range(_TRIES):
        reply = ask(now)
        if reply.stopped == "refused":
            raise ChatError(
                f"the model refuses: {reply.text[:_SHOWN]}", where=reply.model, mend="reword it, or ask another model"
            )
        try:
            return read(_whole(reply))
        except (ValueError, KeyError, TypeError) as error:
            wrong = f"missing {error}" if isinstance(error, KeyError) else str(error)
        now = replace(question, messages=(*question.messages, *_complaint(reply, wrong)))
    raise ChatError(
        f"the model gave no {question.name} that can be read in {_TRIES} tries: {wrong}",
        mend="try again, or another model",
    )


def _whole(reply: Reply) -> Plain:
    if reply.stopped == "length":
        raise ValueError("the answer was cut off before its end; answer in fewer words")
    if reply.data is None:
        raise ValueError("the answer is not JSON")
    return reply.data


def _complaint(reply: Reply, wrong: str) -> tuple[Message, ...]:
    said = reply.text[: 4 * _SHOWN] or "(nothing)"
    return (
        Message("assistant", said),
        Message("user", f"That cannot be used: {wrong}. Answer again, with the whole JSON object and nothing else."),
    )


def schema_words(schema: Mapping[str, Plain]) -> str:
    """A schema as words for a model that takes none: it must read them in the conversation."""
    return f"Answer with one JSON object and nothing else. Its JSON schema: {json.dumps(schema, ensure_ascii=False)}"
