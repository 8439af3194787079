"""Which pictures of a film are taken when fewer are wanted than it has."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from .model import MediaWish


class Grid:
    """Takes the pictures from a time on, of those the first after each step of a rate.

    Args:
        rate: steps a second, None for every picture.
        since: pictures before it are left out.
    """

    def __init__(self, rate: Fraction | None, since: Fraction = Fraction(0)) -> None:
        self._rate, self._since = rate, since
        self._next = 0

    @classmethod
    def of(cls, wish: MediaWish) -> Self:
        """The grid of a wish."""
        return cls(wish.pictures.rate if wish.pictures else None, wish.since)

    def takes(self, when: Fraction) -> bool:
        """Whether the picture of a time is taken; asked in order of time."""
        if when < self._since:
            return False
        if self._rate is None:
            return True
        step = when * self._rate
        if step < self._next:
            return False
        self._next = int(step) + 1
        return True
