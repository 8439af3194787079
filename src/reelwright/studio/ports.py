"""What the studio asks of the world: voices and renderers.

Each port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reelwright.film import Line, Plain
from reelwright.story import Person

from .model import ShootJob, Take, Utterance


class Voice(Protocol):
    """Speaks lines."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version of the engine: changes whenever the same line would sound different."""

    def speak(self, line: Line, person: Person, *, language: str) -> Utterance:
        """Speak one line in a person's voice.

        Raises:
            VoiceError: the engine cannot speak it; says why and what to do.
        """


class Renderer(Protocol):
    """Makes takes."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version of the renderer: changes whenever the same job would look different."""

    def shoot(self, job: ShootJob, *, progress: Callable[[int, int], None] | None = None) -> Take:
        """Film one shot; ``progress`` hears (frames done, frames in all).

        Raises:
            DrawingError: the shot cannot be drawn; says why and what to do.
        """
