"""How long a stage will still take, judged by what it has done so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_TOO_SOON_S: Final = 2.0  # before this the guess would jump about
_TOO_LITTLE: Final = 0.02  # and before this share is done it says more of start-up than of work


class Pace:
    """The speed of a stage, weighed by the size of its items.

    The clock runs from the first news, so that the start of processes does not count as work. An
    item that is under way and has not told how far it is counts as coming on like the others.
    """

    def __init__(self, clock: Callable[[], float], total: int) -> None:
        self._clock = clock
        self._total = total
        self._done = 0.0
        self._under_way: dict[str, tuple[float, float]] = {}
        self._began: tuple[float, float] | None = None

    def move(self, label: str, weight: float, *, of: float = 0.0) -> None:
        """An item has come so far, of its whole weight."""
        self._under_way[label] = (weight, of)
        self._note()

    def finish(self, label: str, weight: int) -> None:
        """An item is done."""
        self._under_way.pop(label, None)
        self._done += weight
        self._note()

    @property
    def seconds_left(self) -> float | None:
        """The time left if everything goes on like this, None while nobody can say."""
        all_worked = self._worked
        if all_worked >= self._total:
            return 0.0
        moment, at_first = self._began or (0.0, 0.0)
        passed, worked = self._clock() - moment, all_worked - at_first
        if self._began is None or passed < _TOO_SOON_S or worked <= 0 or all_worked < self._total * _TOO_LITTLE:
            return None
        return passed * (self._total - all_worked) / worked

    @property
    def _worked(self) -> float:
        told = self._done + sum(weight for weight, _ in self._under_way.values())
        silent = [of for weight, of in self._under_way.values() if not weight]
        telling = max(1, len(self._under_way) - len(silent))
        return told + sum(min(of, told / telling) for of in silent)

    def _note(self) -> None:
        if self._began is None:
            self._began = (self._clock(), self._worked)
