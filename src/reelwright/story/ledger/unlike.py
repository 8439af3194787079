"""What is unlike the last time: which scenes an edit can change, and which come out as they did.

A scene hangs on subjects: its people, things, facts and places. A fluent that is other than it was, in value
or in the line that set it, concerns subjects too. A scene that shares none with any of them is taken as it
was. Knows two worlds, as it was and as it is. Refuses to replay: that is ``keeping.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ..events import Event, EventKind, Happening, StoryTime
from ..model import Action, Scene
from .clock import DAY
from .naming import denied, own_thing
from .scene_state import Register
from .world import GONE_KEY, HEALS, Seen, Step, WatchedWorld, World, take_steps

# The order of ``World.tables``.
_LOOKS, _HANDS, _OWNERS, _SPOTS, _STATES, _MARKS, _DEAD, _KNOWS, _BELIEVES, _GOALS, _RELATIONS, _VEHICLES = range(12)
_ABOARD, _BOUND, _SEEN = range(12, 15)
TIMED: Final = frozenset({_LOOKS, _MARKS, _BOUND, _SEEN})
"""Fluents that hold a time."""
_OF_THINGS: Final = (_OWNERS, _SPOTS, _STATES)
_CARRIED: Final = "vehicles"
"""A subject of every scene of a story with vehicles."""
_GOES_ON: Final = "follows"
"""A subject of scenes that go on right after another one: hands are as they were."""


def subjects_of(scene: Scene, cast: Iterable[str]) -> frozenset[str]:
    """Everything that the replay of a scene with that cast may ask the world about."""
    found = {*cast, f"at:{scene.place}"}
    if scene.follows:
        found.add(_GOES_ON)
    for beat in scene.beats:
        kind = type(beat)  # asked often, and quicker than isinstance
        if kind is Happening:
            for event in beat.events:  # type: ignore[union-attr]
                found.update(event.who)
                found.update(event.whom)
                found |= {event.what, event.to}
                if event.kind is EventKind.HOLD:
                    found.update(own_thing(person, event.what) for person in event.who)
                elif event.kind is EventKind.SHOWS:
                    found.add(denied(event.to)[1])
        elif kind is Action:
            for act in beat.acts:  # type: ignore[union-attr]
                if act.prop:
                    found |= {f"kind:{act.prop}", act.prop, own_thing(act.person, act.prop)}
                    found |= {own_thing(act.toward, act.prop), own_thing(f"{act.person}*", act.prop)}
    return frozenset(found)


def register_subjects(one: Register, other: Register) -> set[str] | None:
    """The subjects that two registers see otherwise; None when it may be all of them."""
    same = (one.vehicles, one.language) == (other.vehicles, other.language)
    if not same or (one.cards is not other.cards and one.cards != other.cards):
        return None
    places = one.anchors.keys() | other.anchors.keys()
    found = {f"at:{place}" for place in places if one.anchors.get(place) != other.anchors.get(place)}
    if list(one.tracked.items()) == list(other.tracked.items()):
        return found
    ours, theirs = _by_kind(one.tracked), _by_kind(other.tracked)
    found |= {f"kind:{kind}" for kind in ours.keys() | theirs.keys() if ours.get(kind) != theirs.get(kind)}
    things = one.tracked.keys() | other.tracked.keys()
    found |= {thing for thing in things if one.tracked.get(thing) != other.tracked.get(thing)}
    return {*found, _GOES_ON}


def _by_kind(tracked: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for thing, kind in tracked.items():
        found[kind].append(thing)
    return found


class Unlike:
    """Where the world as it is differs from the world as it was, while both go through the story side by side.

    What both take alike waits until somebody looks: most scenes after an edit are passed without touching a world.

    Args:
        was, now: the two worlds as they begin.
        always: subjects that are unlike for good.
        tracked: things that notes tell of, to the kind that is drawn for them.
    """

    def __init__(self, was: World, now: World, always: Iterable[str], tracked: dict[str, str]) -> None:
        self._was, self._now = was, WatchedWorld(now)
        self._tables = was.tables(), self._now.tables()
        self._tracked = tracked
        self._keys: dict[tuple[int, Any], tuple[bool, tuple[str, ...]]] = {}
        self._other: Counter[str] = Counter(always)
        """Subjects whose values differ."""
        self._moved: Counter[str] = Counter()
        """Subjects whose values are the same and were set in another line: what is found names lines."""
        self._waiting: list[tuple[tuple[Step, ...], tuple[Step, ...]]] = []
        self._shift = 0

    @property
    def now(self) -> WatchedWorld:
        """The world as it is at this moment; who changes it says so with ``replayed``."""
        for was, now in self._waiting:
            take_steps(self._was, was)
            take_steps(self._now, now)
        self._waiting.clear()
        return self._now

    @property
    def nothing(self) -> bool:
        """Whether both worlds are one, and nothing is unlike for good."""
        return not self._other and not self._moved and not self._shift

    def concerns(self, subjects: frozenset[str], *, found: bool) -> bool:
        """Whether a scene of these subjects can come out otherwise; ``found`` says that it told something."""
        if not subjects.isdisjoint(self._other.keys()) or _CARRIED in self._other:
            return True
        return found and (not subjects.isdisjoint(self._moved.keys()) or _CARRIED in self._moved)

    def compare_all(self) -> None:
        """Compare the worlds key by key."""
        for number, (was, now) in enumerate(zip(*self._tables, strict=True)):
            for key in was.keys() | now.keys():
                self._compare(number, key)

    def passed(self, was: tuple[Step, ...], now: tuple[Step, ...], keys: frozenset[tuple[int, Any]]) -> None:
        """Both worlds go through a scene that comes out as it did; now the same, so many minutes later."""
        self._waiting.append((was, now))
        self.settle([keys])

    def settle(self, keys: Iterable[frozenset[tuple[int, Any]]]) -> None:
        """Scenes that come out as they did set these fluents in both worlds."""
        for each in keys if self._keys else ():
            if not each.isdisjoint(self._keys):
                for number, key in each & self._keys.keys():
                    self._forget(number, key)

    def replayed(self, was: tuple[Step, ...], now: tuple[Step, ...]) -> None:
        """A scene has been replayed in the world as it is; as it was, it took those steps."""
        take_steps(self._was, was)
        for number, key in {(number, key) for steps in (was, now) for number, key, _ in steps}:
            self._compare(number, key)

    def gone(self, was: tuple[Step, ...]) -> None:
        """A scene is no longer there."""
        _ = self.now
        self.replayed(was, ())

    def shift(self, minutes: int) -> None:
        """From here on both worlds are so many minutes apart: what has been so since before is longer ago, or less."""
        if minutes == self._shift:
            return
        _ = self.now
        self._shift = minutes
        for number in sorted(TIMED):
            was, now = (tables[number] for tables in self._tables)
            for key in was.keys() | now.keys():
                self._compare(number, key)

    def after(self, was: World) -> World:
        """The world when all is over, from what it was then."""
        after = was.copy()
        tables = after.tables()
        for number in TIMED if self._shift else ():
            for key, value in tables[number].items():
                tables[number][key] = shifted(number, value, self._shift)
        for number, key in self._keys:
            take_steps(after, [(number, key, self._tables[1][number].get(key, GONE_KEY))])
        return after

    def _compare(self, number: int, key: Any) -> None:  # noqa: ANN401 - of any fluent
        was = shifted(number, self._tables[0][number].get(key, GONE_KEY), self._shift)
        now = self._tables[1][number].get(key, GONE_KEY)
        self._forget(number, key)
        other = was != now
        if other or _lines(was) != _lines(now):
            subjects = tuple(self._subjects(number, key, was, now, other=other))
            self._keys[number, key] = (other, subjects)
            (self._other if other else self._moved).update(subjects)

    def _forget(self, number: int, key: Any) -> None:  # noqa: ANN401
        known = self._keys.pop((number, key), None)
        if known is None:
            return
        counts = self._other if known[0] else self._moved
        for subject in known[1]:
            counts[subject] -= 1
            if not counts[subject]:
                del counts[subject]

    def _subjects(self, number: int, key: Any, *values: Any, other: bool) -> Iterator[str]:  # noqa: ANN401
        """Whom and what a fluent concerns."""
        if number in _OF_THINGS:
            yield key
            yield f"kind:{self._tracked.get(key, '')}"
        elif number == _MARKS:
            if key[1] in HEALS or any(value is GONE_KEY for value in values):
                yield key[0]  # how long ago a scar was got is all the same
        elif number in (_KNOWS, _BELIEVES, _GOALS):
            yield key[1]
            if number == _GOALS and not other:
                yield key[0]
        elif number != _RELATIONS:
            yield key
        if number == _HANDS:
            yield from (value for value in values if value is not GONE_KEY)
        if number in (_VEHICLES, _ABOARD):
            yield _CARRIED


def shifted(number: int, value: Any, minutes: int) -> Any:  # noqa: ANN401 - of any fluent
    """A value as it is when everything happens so many minutes later."""
    if not minutes or value is GONE_KEY:
        return value
    if number == _LOOKS:
        return value[0], value[1] + minutes // DAY
    if number == _MARKS:
        return value + minutes
    if number == _BOUND:
        return value[0], None if value[1] is None else value[1] + minutes
    if number == _SEEN:
        return Seen(value.place, later(value.when, minutes))
    return value


def shifted_steps(steps: tuple[Step, ...], when: StoryTime, minutes: int) -> tuple[Step, ...]:
    """The steps of a scene that plays so many minutes later, at ``when``."""
    taken: list[Step] = []
    for step in steps:
        number, key, value = step
        if number not in TIMED or value is GONE_KEY:
            taken.append(step)
        elif number == _SEEN:
            taken.append((number, key, Seen(value.place, when)))
        else:
            taken.append((number, key, shifted(number, value, minutes)))
    return tuple(taken)


def later(when: StoryTime, minutes: int) -> StoryTime:
    """A time so many minutes later."""
    return StoryTime(when.start + minutes, when.end + minutes, when.exact, when.line)


def _lines(value: Any) -> Any:  # noqa: ANN401
    """The lines of the events in a value, which count for nothing when events are compared."""
    parts = value if isinstance(value, tuple) else (value,)
    return [part.source for part in parts if isinstance(part, Event)]
