"""What a story asks of the world.

Each port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from reelwright.film import Plain

from .chat import Question, Reply
from .model import Finding
from .writing import Bible, Episode, Outline, Premise, WritingProgress


class ChatModel(Protocol):
    """A language model that answers in a conversation."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Where and which model; never a secret."""

    def reply(self, question: Question, hear: Callable[[str], None] | None = None) -> Reply:
        """Answer a question.

        Args:
            question: what is asked.
            hear: hears each piece of the answer as it comes.

        Raises:
            ChatError: the model cannot be asked, or broke off for good; says why and what to do.
        """


class Writer(Protocol):
    """Writes series: premise to bible, bible to outlines, outline to screenplay.

    It plans before it writes, so that a series can be looked at, mended and paid for step by step;
    the caller keeps all that it gives, so that work which was done is never lost.

    The same arguments give the same answer from a writer whose ``exact`` is true; another one may
    be asked again for what was lost, at a price.
    """

    exact: bool

    def plan(self, premise: Premise, hear: Callable[[WritingProgress], None], after: Bible | None = None) -> Bible:
        """Invent the series; with ``after``, its next season, which keeps to what was told so far.

        Raises:
            WritingError: no story can be made of it.
        """

    def outline(self, bible: Bible, hear: Callable[[WritingProgress], None]) -> tuple[Outline, ...]:
        """Say what happens in each episode of all seasons.

        Raises:
            WritingError: the bible is not one that this writer understands.
        """

    def write(
        self,
        bible: Bible,
        outlines: Sequence[Outline],
        number: int,
        hear: Callable[[WritingProgress], None],
    ) -> Episode:
        """Write one episode as a screenplay with continuity notes.

        Raises:
            WritingError: there is no such episode.
        """

    def mend(
        self,
        bible: Bible,
        episode: Episode,
        findings: Sequence[Finding],
        hear: Callable[[WritingProgress], None],
    ) -> Episode:
        """Write an episode again so that what was found wrong is right; unchanged when it knows no better."""
