"""How long a stage will still take, judged by what it has done so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_TOO_SOON_S: Final = 2.0  # before this the guess would jump about


class Pace:
    """The speed of a stage, weighed by the size of its items.

    The clock runs from the first news, so that the start of processes does not count as work.
    """

    def __init__(self, clock: Callable[[], float], total: int) -> None:
        self._clock = clock
        self._total = total
        self._done = 0.0
        self._under_way: dict[str, float] = {}
        self._began: tuple[float, float] | None = None

    def move(self, label: str, weight: float) -> None:
        """An item has come so far."""
        self._under_way[label] = weight
        self._note()

    def finish(self, label: str, weight: int) -> None:
        """An item is done."""
        self._under_way.pop(label, None)
        self._done += weight
        self._note()

    @property
    def seconds_left(self) -> float | None:
        """The time left if everything goes on like this, None while nobody can say."""
        if self._worked >= self._total:
            return 0.0
        moment, at_first = self._began or (0.0, 0.0)
        passed, worked = self._clock() - moment, self._worked - at_first
        if self._began is None or passed < _TOO_SOON_S or worked <= 0:
            return None
        return passed * (self._total - self._worked) / worked

    @property
    def _worked(self) -> float:
        return self._done + sum(self._under_way.values())

    def _note(self) -> None:
        if self._began is None:
            self._began = (self._clock(), self._worked)
