"""Two clocks: when each scene plays in the story, beside the order in which it is shown.

Knows headings, ``[[day]]``, ``[[flashback]]``, ``[[dream]]`` and ``[[meanwhile]]``. Story time is a partial
order with intervals: where nobody wrote the hour only the order of scenes counts. Refuses to know
what happens in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import TimeOfDay

from ..events import Event, EventKind, StoryTime, TimeShift
from ..model import Scene
from .clock import DAY, HOUR, print_clock

_K = EventKind
TIMES: Final = frozenset({_K.DAY, _K.FLASHBACK, _K.DREAM, _K.MEANWHILE})
_HOURS: Final = {
    TimeOfDay.DAWN: (5 * HOUR, 8 * HOUR),
    TimeOfDay.DAY: (8 * HOUR, 17 * HOUR),
    TimeOfDay.DUSK: (17 * HOUR, 20 * HOUR),
    TimeOfDay.NIGHT: (20 * HOUR, 29 * HOUR),
}
"""From when to when each light lasts, in minutes of the day; the night ends at five."""
_SLACK: Final = 90
"""Minutes by which an hour may lie outside its light: a winter's dusk is at four."""
DAY_BEGINS: Final = 5 * HOUR
LONG_AGO: Final = -1_000 * 365 * DAY
"""Where a flashback lies that does not say how long ago it was."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A scene in time.

    Args:
        backwards: the note that goes back without being a flashback, None when there is none.
        odd_hour: the note whose hour does not fit the light of its heading.
        light: of the heading.
    """

    when: StoryTime
    backwards: Event | None = None
    odd_hour: Event | None = None
    light: TimeOfDay = TimeOfDay.DAY


def place_in_time(scenes: Sequence[Scene], told: Sequence[Sequence[Event]]) -> list[Placed]:
    """When each scene plays.

    Args:
        scenes: in the order in which they are shown.
        told: the events of each; of two of a kind that say when, the last counts.
    """
    clock = _Clock()
    return [
        clock.place(scene, {event.kind: event for event in events if event.kind in TIMES})
        for scene, events in zip(scenes, told, strict=True)
    ]


def story_order(placed: Sequence[Placed]) -> list[int]:
    """The scenes in the order in which they happened; a dream stands where it is dreamed."""
    keys: list[tuple[int, int]] = []
    awake = (0, 0)
    for index, each in enumerate(placed):
        key = (awake[0], index) if each.when.line == "dream" else (each.when.start, index)
        keys.append(key)
        if each.when.line != "dream":
            awake = key
    return sorted(range(len(placed)), key=keys.__getitem__)


class _Clock:
    def __init__(self) -> None:
        self._now: StoryTime | None = None
        self._past: StoryTime | None = None
        self._last = StoryTime(8 * HOUR, 8 * HOUR)
        self._light = TimeOfDay.DAY
        self._long_ago = 0

    def place(self, scene: Scene, notes: Mapping[EventKind, Event]) -> Placed:
        if _K.DREAM in notes:
            placed = Placed(StoryTime(self._last.start, self._last.end, line="dream"))
        elif _K.FLASHBACK in notes:
            placed = Placed(self._flashback(scene, notes[_K.FLASHBACK]))
            self._past = placed.when
        elif _K.MEANWHILE in notes:
            placed = Placed(StoryTime(self._last.start, self._last.end, self._last.exact, self._last.line))
        else:
            placed = self._present(scene, notes.get(_K.DAY))
            self._past, self._light = None, scene.time
        if placed.when.line != "dream":
            self._last = placed.when
        if not placed.when.line and _K.MEANWHILE not in notes:
            self._now = placed.when
        return placed

    def _flashback(self, scene: Scene, note: Event) -> StoryTime:
        time = note.time
        minutes = time.minutes if time else None
        before = self._past
        if minutes is None:
            if before is not None:
                return StoryTime(before.end + 1, before.end + 2, line="flashback")
            self._long_ago += DAY
            start = LONG_AGO + self._long_ago + _HOURS[scene.time][0]
            return StoryTime(start, start + 1, line="flashback")
        base = before if minutes > 0 and before is not None else self._now or StoryTime()
        start = base.start + minutes
        if abs(minutes) >= DAY:
            hour = time.clock if time and time.clock is not None else _HOURS[scene.time][0]
            start = start // DAY * DAY + hour
            if before is not None and minutes > 0:
                start = max(start, before.end + 1)
        exact = time is not None and time.clock is not None
        return StoryTime(start, start + 1, exact, "flashback")

    def _present(self, scene: Scene, note: Event | None) -> Placed:
        before = self._now
        time = note.time if note else None
        if note is None or time is None:
            return Placed(self._by_heading(scene, before))
        begins = before if before is not None else StoryTime(0, 0)
        last_day = begins.start // DAY
        days, exact = last_day, time.clock is not None
        clock = time.clock if time.clock is not None else _HOURS[scene.time][0]
        if time.day is not None:
            days = time.day - 1
        elif time.minutes is not None and time.minutes % DAY == 0:
            days = last_day + time.minutes // DAY
        elif time.minutes is not None:
            start = begins.start + time.minutes
            return Placed(StoryTime(start, start + 1, begins.exact), odd_hour=None)
        elif before is not None and days * DAY + clock < before.start:
            days += 1
        start = days * DAY + clock
        backwards = before is not None and start < before.start
        if backwards and before is not None and not exact and start // DAY == before.start // DAY:
            start, backwards = before.end, False  # "same day": later than what was
        elif before is not None and not exact:
            start = max(start, before.end) if start // DAY == before.start // DAY else start
        end = start + 1
        if time.until is not None:
            end = start + (time.until - clock) % DAY
        when = StoryTime(start, end, exact)
        odd = exact and not _fits(scene.time, clock)
        return Placed(when, note if backwards else None, note if odd else None, scene.time)

    def _by_heading(self, scene: Scene, before: StoryTime | None) -> StoryTime:
        first, _ = _HOURS[scene.time]
        if before is None:
            return StoryTime(first, first + 1)
        day = (before.start - DAY_BEGINS) // DAY
        if not scene.follows and _HOURS[scene.time] < _HOURS[self._light]:
            day += 1
        start = max(day * DAY + first, before.end)
        return StoryTime(start, start + 1)


def in_light(note: Event, light: TimeOfDay) -> TimeShift:
    """The time of a note with the first hour of a light."""
    return replace(note.time or TimeShift(), clock=_HOURS[light][0], until=None)


def _fits(light: TimeOfDay, clock: int) -> bool:
    first, last = _HOURS[light]
    return any(first - _SLACK <= at <= last + _SLACK for at in (clock, clock + DAY))


def story_day(when: StoryTime) -> int:
    """The number of a day of the story, which begins at five in the morning."""
    return (when.start - DAY_BEGINS) // DAY


def print_when(when: StoryTime, language: str = "en") -> str:
    """A story time for people: ``day 2, 07:30``, ``3 years before day 1``, 第2天."""
    if language.startswith("zh"):
        return _print_when_zh(when)
    day = when.start // DAY + 1
    if when.start < LONG_AGO / 2:
        return "long ago"
    if day < 1:
        years, days = divmod(1 - day, 365)
        named = [f"{years} year{'s' if years > 1 else ''}"] if years else []
        named += [f"{days} day{'s' if days > 1 else ''}"] if days else []
        text = f"{' and '.join(named)} before day 1"
    else:
        text = f"day {day}"
    hour = f", {print_clock(when.start % DAY)}" if when.exact else ""
    return f"{text}{hour}{', dreamed' if when.line == 'dream' else ''}"


def _print_when_zh(when: StoryTime) -> str:
    day = when.start // DAY + 1
    if when.start < LONG_AGO / 2:
        return "很久以前"
    years, days = divmod(1 - day, 365)
    ago = f"{f'{years}年' if years else ''}{f'{days}天' if days else ''}"
    text = f"第1天的{ago}前" if day < 1 else f"第{day}天"
    hour = f" {print_clock(when.start % DAY)}" if when.exact else ""
    return f"{text}{hour}{'（梦）' if when.line == 'dream' else ''}"


def overlap(one: StoryTime, other: StoryTime) -> bool:
    """Whether two scenes play at the same time for certain."""
    return one.start < other.end and other.start < one.end
