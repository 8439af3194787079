"""What the seal asks of the world: the time, chance, and a search for copies.

Each port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from .model import CopyReport


class Clock(Protocol):
    """Knows the time."""

    def now(self) -> datetime:
        """The time now, in UTC and to the second."""


class Chance(Protocol):
    """Gives what nobody can guess."""

    def draw(self, size: int) -> bytes:
        """So many bytes, fit for keys and salts."""


class CopySearch(Protocol):
    """Looks for stretches of registered films in a file."""

    def search(self, media: Path) -> CopyReport:
        """Say what was found; a search without a registry says so and finds nothing.

        Raises:
            MediaError: the file cannot be opened.
        """
