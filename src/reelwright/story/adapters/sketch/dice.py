"""Chance that is always the same: every draw is a digest of a seed and of what is drawn for.

No draw moves another: asking for one thing more leaves all others as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from reelwright.film import digest_bytes

_Choice = TypeVar("_Choice")


@dataclass(frozen=True, slots=True)
class Dice:
    """Draws for one story."""

    seed: str

    def number(self, *what: object) -> float:
        """A number from 0 up to 1."""
        text = "\x1f".join((self.seed, *map(str, what)))
        return int(digest_bytes(text.encode()).hex[:12], 16) / 16**12

    def pick(self, choices: Sequence[_Choice], *what: object) -> _Choice:
        """One of the choices."""
        return choices[int(self.number(*what) * len(choices))]

    def shuffle(self, choices: Sequence[_Choice], *what: object) -> list[_Choice]:
        """The choices in another order."""
        order = sorted(range(len(choices)), key=lambda number: self.number(*what, number))
        return [choices[number] for number in order]
