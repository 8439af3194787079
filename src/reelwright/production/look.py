"""Looks at the takes of a film that shall be sealed: each once, under the name of its own bytes.

A take that was filmed for a sealed film was looked at while it was filmed. The others are decoded here,
side by side by the crew: takes of an earlier run that stopped at the cut, for example.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from reelwright.film import Digest, FrameRate

from .ahead import ahead
from .errors import ProductionError
from .events import ItemMoved, Listen
from .model import MadeShot, Piece, Progress, Stage, Task
from .pace import Pace
from .ports import Looker, Studio
from .recipes import look_recipe
from .shoot import there

_TELLINGS: Final = 50  # times that looking tells how far it is


@dataclass(frozen=True, slots=True)
class LookAtTake:
    """The task of one look, ready to travel to a process of the crew."""

    looker: Looker
    take: bytes = field(repr=False)

    def __call__(self, progress: Progress) -> Piece:
        """Look."""
        return Piece(self.looker.look(self.take, progress))


@dataclass(slots=True)
class FilmLooks:
    """The looks at all takes of a film, taken when somebody wants to know something of them."""

    shots: Sequence[MadeShot]
    looker: Looker
    studio: Studio
    listen: Listen
    looked: bool = field(default=False, init=False)
    _found: dict[Digest, bytes] = field(default_factory=dict, init=False, repr=False)
    _seen: Future[object] | None = field(default=None, init=False)
    _known: Future[bytes] | None = field(default=None, init=False)

    def names(self) -> tuple[tuple[Digest, ...], ...]:
        """The names of the frames of every shot, in screen order.

        Raises:
            ProductionError: a take has another number of frames than it says.
        """
        names = tuple(map(self.looker.names, self.looks()))
        for shot, found in zip(self.shots, names, strict=True):
            if len(found) != shot.frames:
                told = f"{len(found)} frames, and says that it has {shot.frames}"
                raise ProductionError(
                    f"the take of shot {shot.timed.shot.id} decodes to {told}",
                    where=str(shot.timed.shot.source),
                    mend="this is a fault of the renderer; try another with --renderer",
                )
        return names

    def shown(self) -> tuple[str, ...]:
        """The codes of what every shot shows, in screen order."""
        return tuple(map(self.looker.shown, self.looks()))

    def use(self) -> None:
        """Count the looks as used though nobody looked now: the film's next seal wants them again."""
        for shot in self.shots:
            self.studio.shelf.find(self._recipe(shot))

    def begin(self, rate: FrameRate) -> None:
        """Begin to make the fingerprint in a thread, while the film is cut and sealed; when no look is missing."""
        if self._seen is None and not self._missing():
            self._seen = ahead(partial(self.looker.seen, self.looks(), rate))

    def hear(self, film: Path) -> None:
        """Go on with the film's sound in that thread, once the film is cut: sealing changes nothing of it."""
        if self._seen is not None and os.name != "nt":  # Windows replaces no file while somebody reads it
            self._known = ahead(partial(self._heard, self._seen, film))

    def fingerprint(self, film: Path, rate: FrameRate) -> bytes:
        """What the film is known by in other files.

        Args:
            film: the master.
            rate: frames a second.

        Raises:
            ReelError: a take, or the master's sound, cannot be decoded.
        """
        if self._known is not None:
            return self._known.result()
        seen = self.looker.seen(self.looks(), rate) if self._seen is None else self._seen.result()
        return self.looker.fingerprint(seen, film)

    def _heard(self, seen: Future[object], film: Path) -> bytes:
        return self.looker.fingerprint(seen.result(), film)

    def looks(self) -> tuple[bytes, ...]:
        """The looks, in screen order.

        Raises:
            ReelError: a take cannot be decoded.
        """
        tasks = self._missing()
        if tasks:
            self.looked = True
            self._work(tasks)
            self._found |= {
                task.recipe: there(self.studio.shelf.find(task.recipe), task.label).content for task in tasks
            }
        return tuple(self._found[self._recipe(shot)] for shot in self.shots)

    def _recipe(self, shot: MadeShot) -> Digest:
        return look_recipe(shot.take, self.looker.recipe)

    def _missing(self) -> list[Task]:
        """What is not found yet; each look is read from the shelf once, for together they are as large as the takes."""
        tasks: dict[Digest, Task] = {}
        for shot in self.shots:
            recipe = self._recipe(shot)
            if recipe in tasks or recipe in self._found:
                continue
            look = self.studio.shelf.find(recipe)
            if look is not None:
                self._found[recipe] = look.content
                continue
            name = shot.timed.shot.id
            take = there(self.studio.shelf.find(shot.recipe), name).content
            tasks[recipe] = Task(recipe, "look", name, shot.frames, LookAtTake(self.looker, take))
        return list(tasks.values())

    def _work(self, tasks: Sequence[Task]) -> None:
        total = sum(task.weight for task in tasks)
        pace, done = Pace(self.studio.clock, total), dict.fromkeys((task.label for task in tasks), 0)
        told = 0

        def hear(task: Task, part: int, _: int) -> None:
            nonlocal told
            done[task.label] = part
            pace.move(task.label, part)
            frames = sum(done.values())
            if frames * _TELLINGS // total != told:
                told = frames * _TELLINGS // total
                self.listen(ItemMoved(Stage.SEAL, "frames", frames, total, pace.seconds_left))

        for task in self.studio.crew.work(tasks, self.studio.shelf, hear, self.listen):
            hear(task, task.weight, task.weight)
