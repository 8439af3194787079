"""What a story asks of the world.

Each port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reelwright.film import Plain

from .chat import Question, Reply


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
