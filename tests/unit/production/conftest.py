"""A project of three short shots and a studio of fakes to make it with."""

import contextlib
import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from reelwright.production import Event, Made, Order, Studio, make_film
from reelwright.production.adapters.darkroom import SheetDarkroom
from reelwright.production.adapters.tray import FolderTray
from reelwright.testing import FakeCraft, FakeRenderer, FakeVoice, InlineCrew, MemoryShelf

SCRIPT = "Ann: Hello there.\nBob: Hi.\n\nAnn: It rains.\n\nBob: So it does."


class Set:
    """A project folder, a studio, and what was heard while it worked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.diary = root / "diary.txt"
        self.shelf = MemoryShelf()
        self.events: list[Event] = []
        ticks = itertools.count()
        self.studio = Studio(
            craft=FakeCraft(),
            renderer=FakeRenderer(diary=self.diary),
            voice=FakeVoice(),
            shelf=self.shelf,
            crew=InlineCrew(),
            darkroom=SheetDarkroom(),
            tray=lambda folder: FolderTray(root / folder),
            lock=contextlib.nullcontext,
            clock=lambda: float(next(ticks)),
        )
        self.write(SCRIPT)

    def write(self, script: str, name: str = "film.txt") -> None:
        """Write a script."""
        (self.root / name).parent.mkdir(exist_ok=True, parents=True)
        (self.root / name).write_text(script, encoding="utf-8")

    def change(self, **parts: object) -> None:
        """Work with other equipment from now on."""
        self.studio = replace(self.studio, **parts)

    def make(self, order: Order | None = None) -> Made:
        """Make the project; what is heard is kept in ``events``."""
        self.events.clear()
        return make_film(self.root, order or Order(), self.studio, self.events.append)

    def filmed(self) -> list[str]:
        """The words of every take filmed so far."""
        return [row.split(" ", 1)[1] for row in self.diary.read_text(encoding="utf-8").splitlines()]

    def out(self, name: str) -> bytes:
        """A file of the output folder."""
        return (self.root / "out" / name).read_bytes()


@pytest.fixture
def film_set(tmp_path: Path) -> Set:
    """A fresh project and studio."""
    return Set(tmp_path / "film")
