"""Going through a story scene by scene, the first time and after an edit.

After an edit a scene is replayed only when it is new, plays at another time, or hangs on something that is
other than it was (``unlike.py``); else it is taken as it was kept. Knows the order in which things happened.
Refuses to know what a scene does: that is ``replay.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from ..events import StoryTime
from ..model import Finding, Scene
from .clock import DAY
from .replay import replay_scene
from .scene_state import Claim, Register
from .unlike import Unlike, register_subjects, shifted_steps, subjects_of
from .world import Step, WatchedWorld, World, take_steps

_OF_FACTS = ("L301", "L302")
"""Rules whose findings say where a fact comes into the story."""


@dataclass(frozen=True, slots=True)
class KeptScene:
    """One scene in the ledger.

    Args:
        steps: how it changes the world.
        claims: what was checked in it.
        subjects: everything that its replay may have asked the world about.
        keys: the fluents that its steps change.
    """

    scene: Scene
    when: StoryTime
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    subjects: frozenset[str] = field(repr=False)
    keys: frozenset[tuple[int, Any]] = field(repr=False)

    @property
    def dreamed(self) -> bool:
        """Whether nothing of it is so afterwards."""
        return self.when.line == "dream"

    def at(self, when: StoryTime, minutes: int) -> KeptScene:
        """The same scene so many minutes later."""
        steps = shifted_steps(self.steps, when, minutes)
        return KeptScene(self.scene, when, steps, self.findings, self.claims, self.subjects, self.keys)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A story as it was gone through.

    Args:
        kept: its scenes in the order in which they happened.
        opening, after: the world before it, and when all is over.
        count: how many scenes had to be replayed.
    """

    kept: list[KeptScene]
    opening: World
    after: World
    register: Register
    count: int


class Fold:
    """Goes through the scenes of a story.

    Args:
        scenes, times: in the order in which they happened.
        register: what is so for the whole story.
    """

    def __init__(self, scenes: list[Scene], times: list[StoryTime], register: Register) -> None:
        self._scenes = scenes
        self._times = times
        self._register = register
        self._dreamed = WatchedWorld(World())
        self._count = 0

    def first(self, opening: World) -> Replayed:
        """Replay every scene."""
        world = WatchedWorld(opening)
        kept = [self._replay(position, world) for position in range(len(self._scenes))]
        return Replayed(kept, opening, world.copy(), self._register, self._count)

    def again(self, opening: World, last: Replayed) -> Replayed:
        """Replay what an edit can have changed since the last time."""
        always = register_subjects(last.register, self._register)
        if always is None:
            return self.first(opening)
        walk = _Walk(last, always, givers_moved=_sources(last.register.givers) != _sources(self._register.givers))
        walk.begin, walk.end = self._same_ends(opening, walk)
        if walk.begin == len(self._scenes) == len(last.kept):
            return replace(last, opening=opening, register=self._register, count=0)
        kept, after = self._walk(opening, walk)
        return Replayed(kept, opening, after, self._register, self._count)

    def _same_ends(self, opening: World, walk: _Walk) -> tuple[int, int]:
        """How many scenes from the beginning, and then from the end, are as they were; none from within a dream."""
        known = walk.last.kept
        most = min(len(known), len(self._scenes))
        begin = end = 0
        whole = not walk.always and not walk.givers_moved and _same_opening(opening, walk.last.opening)
        while whole and begin < most and self._is(begin, known[begin]):
            begin += 1
        while begin and begin < len(self._times) and self._times[begin - 1].line == "dream":
            begin -= 1
        while end < most - begin and self._is(len(self._scenes) - 1 - end, known[-1 - end]):
            end += 1
        while end and known[-end].dreamed:
            end -= 1
        return begin, end

    def _is(self, position: int, kept: KeptScene) -> bool:
        return kept.scene is self._scenes[position] and kept.when == self._times[position]

    def _walk(self, opening: World, walk: _Walk) -> tuple[list[KeptScene], World]:
        """Go on from the first scene that is not as it was, both worlds side by side."""
        known, kept = walk.last.kept, walk.last.kept[: walk.begin]
        now = opening.copy()
        for each in kept:
            if not each.dreamed:
                take_steps(now, each.steps)
        was = now.copy() if walk.begin else walk.last.opening.copy()
        unlike = Unlike(was, now, walk.always, self._register.tracked)
        if not walk.begin:
            unlike.compare_all()
        for position in range(walk.begin, len(self._scenes)):
            left = len(self._scenes) - position
            if self._settled(position, walk, unlike):
                walk.forward(len(known) - left, unlike)
                if unlike.nothing:
                    unlike.settle(each.keys for each in known[walk.at :] if not each.dreamed)
                    return kept + known[walk.at :], unlike.after(walk.last.after)
            kept.append(self._next(position, walk.find(self._scenes[position], unlike), walk, unlike))
        walk.forward(len(known), unlike)
        return kept, unlike.after(walk.last.after)

    def _settled(self, position: int, walk: _Walk, unlike: Unlike) -> bool:
        """Whether all that is left is as it was, if nothing that is gone made a difference."""
        left = len(self._scenes) - position
        as_it_was = left <= walk.end and walk.at <= len(walk.last.kept) - left
        return as_it_was and unlike.nothing and not walk.givers_moved and not self._within_dream(position)

    def _within_dream(self, position: int) -> bool:
        return bool(position) and self._times[position].line == self._times[position - 1].line == "dream"

    def _next(self, position: int, known: KeptScene | None, walk: _Walk, unlike: Unlike) -> KeptScene:
        """The scene at a place: as it was kept, or replayed."""
        when = self._times[position]
        steps = () if known is None or known.dreamed else known.steps
        if known is not None and not known.dreamed and when.line != "dream":
            minutes = _moved_by(known.when, when)
            if minutes is not None:
                unlike.shift(minutes)
                concerned = unlike.concerns(known.subjects, found=bool(known.findings))
                if not concerned and not walk.told_anew(known, minutes):
                    same = known.at(when, minutes) if minutes else known
                    unlike.passed(steps, same.steps, known.keys)
                    return same
        made = self._replay(position, unlike.now)
        unlike.replayed(steps, () if made.dreamed else made.steps)
        return made

    def _replay(self, position: int, world: WatchedWorld) -> KeptScene:
        self._count += 1
        scene, when = self._scenes[position], self._times[position]
        if when.line == "dream":
            if not self._within_dream(position):
                self._dreamed = WatchedWorld(world)
            world = self._dreamed
        state = replay_scene(scene, when, world, self._register)
        steps = world.taken()
        keys = frozenset([(number, key) for number, key, _ in steps])
        subjects = subjects_of(scene, state.cast)
        return KeptScene(scene, when, steps, tuple(state.findings), tuple(state.claims), subjects, keys)


class _Walk:
    """The scenes of the last time while the story is gone through again.

    Args:
        last: what was kept.
        always: subjects that the register of the story sees otherwise now.
        givers_moved: facts come into the story elsewhere.
    """

    def __init__(self, last: Replayed, always: set[str], *, givers_moved: bool) -> None:
        self.last = last
        self.always = always
        self.givers_moved = givers_moved
        self.begin = 0
        self.end = 0
        self._at: int | None = None
        self._places: dict[int, list[int]] | None = None

    @property
    def at(self) -> int:
        """The first scene of the last time that was not come to yet."""
        return self.begin if self._at is None else self._at

    def find(self, scene: Scene, unlike: Unlike) -> KeptScene | None:
        """A scene as it was kept, None when it is new; what stood between is gone."""
        known, at = self.last.kept, self.at
        if at < len(known) and known[at].scene is scene:
            found = at
        else:
            later_on = self._ahead().get(id(scene), ())
            found = next((each for each in later_on if each >= at), -1)
        if found < 0:
            return None
        self.forward(found, unlike)
        self._at = found + 1
        return known[found]

    def forward(self, to: int, unlike: Unlike) -> None:
        """What stands before a place is gone."""
        for gone in self.last.kept[self.at : to]:
            if not gone.dreamed:
                unlike.gone(gone.steps)
        self._at = max(self.at, to)

    def told_anew(self, known: KeptScene, minutes: int) -> bool:
        """Whether what a scene told names a time or a place in the story that is another now."""
        if minutes and known.findings:
            return True
        return self.givers_moved and any(each.rule in _OF_FACTS for each in known.findings)

    def _ahead(self) -> dict[int, list[int]]:
        """Where each scene was, by its identity."""
        if self._places is None:
            self._places = {}
            for number in range(self.begin, len(self.last.kept)):
                self._places.setdefault(id(self.last.kept[number].scene), []).append(number)
        return self._places


def _moved_by(was: StoryTime, now: StoryTime) -> int | None:
    """By how many minutes a scene has moved; None when not by whole days, or when it is another time."""
    if was == now:
        return 0
    minutes = now.start - was.start
    same = now.end - was.end == minutes and (was.exact, was.line) == (now.exact, now.line)
    return minutes if same and not minutes % DAY else None


def _sources(givers: dict[str, Any]) -> dict[str, Any]:
    return {fact: event.source for fact, event in givers.items()}


def _same_opening(one: World, other: World) -> bool:
    return one == other and _sources(one.knows) == _sources(other.knows)  # type: ignore[arg-type]
