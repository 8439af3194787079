"""Fakes of the seal's ports: a clock that is set, chance that repeats, a registry that is told."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reelwright.seal import CopyReport, MediaError


class FakeClock:
    """A clock that somebody sets, and that goes on by a second at every look."""

    def __init__(self, start: datetime = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)) -> None:
        self._next = start

    def now(self) -> datetime:
        """The time that it is set to."""
        time, self._next = self._next, self._next + timedelta(seconds=1)
        return time


class FakeChance:
    """Chance that draws the same bytes in every run, and others at every draw."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._drawn = 0

    def draw(self, size: int) -> bytes:
        """So many bytes, made of the seed and the number of the draw."""
        self._drawn += 1
        return hashlib.shake_256(f"{self._seed}/{self._drawn}".encode()).digest(size)


class FakeCopySearch:
    """A registry that says what it was told to say."""

    def __init__(self, report: CopyReport) -> None:
        self._report = report

    def search(self, media: Path) -> CopyReport:
        """The report that it was given."""
        if not media.exists():
            raise MediaError("there is no such file", where=str(media), mend="name a file that is there")
        return self._report
