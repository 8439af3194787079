"""The state of the story at a moment: who wears, has, knows what, and what things are like.

Knows how a state is changed step by step, and how the steps of a scene are taken again without replaying
it. Refuses to know why something changes: the handlers do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from reelwright.film import Mark

from ..events import Event, StoryTime
from .clock import DAY

GONE_KEY: Final = object()
"""What a step sets in place of a value that goes."""
Step: TypeAlias = tuple[int, Any, Any]
"""One change of a world: which of its fluents (by their order), which key, and its new value."""
HEALS: Final = frozenset({Mark.CUT, Mark.BRUISE, Mark.PLASTER, Mark.DIRT})
"""Marks that a week takes away; a scar, a tattoo or another word stays."""
WEEK: Final = 7 * DAY


@dataclass(frozen=True, slots=True)
class Seen:
    """Where and when somebody was seen last."""

    place: str
    when: StoryTime


@dataclass(slots=True)
class World:
    """Every fluent of the story; a copy is a snapshot.

    Args:
        looks: person to the look worn and the day of the story for which it holds.
        hands: person to the thing in hand.
        owners: thing to who has it, and the event since which.
        spots: thing to the place where it lies, and the event since which.
        states: thing to what it is like, and since which event; gone things are "gone".
        marks: (person, mark) to the minute since which it shows, for marks that last.
        dead: person to the event of the death.
        knows, believes: (person, folded fact) to the event since which.
        goals: (person, folded goal) to the event that set, reached or gave it up.
        relations: two people to what they are to each other.
        vehicles: vehicle to the place where it stands.
        aboard: person to the vehicle that they are in.
        bound: person to the journey that they are on, and the minute from which they can be there, if told.
        seen: person to where they were last.
    """

    looks: dict[str, tuple[str, int]] = field(default_factory=dict)
    hands: dict[str, str] = field(default_factory=dict)
    owners: dict[str, tuple[str, Event | None]] = field(default_factory=dict)
    spots: dict[str, tuple[str, Event | None]] = field(default_factory=dict)
    states: dict[str, tuple[str, Event]] = field(default_factory=dict)
    marks: dict[tuple[str, str], int] = field(default_factory=dict)
    dead: dict[str, Event] = field(default_factory=dict)
    knows: dict[tuple[str, str], Event] = field(default_factory=dict)
    believes: dict[tuple[str, str], Event] = field(default_factory=dict)
    goals: dict[tuple[str, str], Event] = field(default_factory=dict)
    relations: dict[tuple[str, ...], str] = field(default_factory=dict)
    vehicles: dict[str, str] = field(default_factory=dict)
    aboard: dict[str, str] = field(default_factory=dict)
    bound: dict[str, tuple[Event, int | None]] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def look(self, person: str, day: int) -> str:
        """The look that somebody wears on a day of the story, "" for the first of their card."""
        worn = self.looks.get(person)
        return worn[0] if worn is not None and worn[1] == day else ""

    def marks_on(self, person: str, minute: int) -> list[str]:
        """The lasting marks that show on somebody at a minute of the story."""
        return [
            mark
            for (who, mark), since in self.marks.items()
            if who == person and not (mark in HEALS and minute - since >= WEEK)
        ]

    def tables(self) -> tuple[dict[Any, Any], ...]:
        """Its fluents in their order, for steps."""
        return (
            self.looks, self.hands, self.owners, self.spots, self.states, self.marks, self.dead, self.knows,
            self.believes, self.goals, self.relations, self.vehicles, self.aboard, self.bound, self.seen,
        )  # fmt: skip

    def copy(self) -> World:
        """A snapshot that later events do not change."""
        return World(*map(dict, self.tables()))


class _Watched(dict[Any, Any]):
    """One fluent, which writes down each of its changes; it is changed in the ways below and no other."""

    __slots__ = ("_number", "_steps")

    def __init__(self, content: dict[Any, Any], number: int, steps: list[Step]) -> None:
        super().__init__(content)
        self._number = number
        self._steps = steps

    def __setitem__(self, key: Any, value: Any) -> None:  # noqa: ANN401 - of any fluent
        self._steps.append((self._number, key, value))
        super().__setitem__(key, value)

    def __delitem__(self, key: Any) -> None:  # noqa: ANN401
        super().__delitem__(key)
        self._steps.append((self._number, key, GONE_KEY))

    def pop(self, key: Any, default: Any = None) -> Any:  # noqa: ANN401
        """Take a key away, if it is there."""
        if key not in self:
            return default
        self._steps.append((self._number, key, GONE_KEY))
        return super().pop(key)

    def setdefault(self, key: Any, default: Any = None) -> Any:  # noqa: ANN401
        """Set a key that is not there."""
        if key not in self:
            self[key] = default
        return self[key]


class WatchedWorld(World):
    """A world whose changes are written down."""

    __slots__ = ("steps",)

    def __init__(self, start: World) -> None:
        self.steps: list[Step] = []
        super().__init__(*(_Watched(each, number, self.steps) for number, each in enumerate(start.tables())))

    def taken(self) -> tuple[Step, ...]:
        """The steps since this was asked last."""
        steps = tuple(self.steps)
        self.steps.clear()
        return steps


def take_steps(world: World, steps: Iterable[Step]) -> None:
    """Change a world as some steps say; one that is watched does not write them down again."""
    tables = world.tables()
    if isinstance(world, WatchedWorld):
        for number, key, value in steps:
            if value is GONE_KEY:
                dict.pop(tables[number], key, None)
            else:
                dict.__setitem__(tables[number], key, value)
        return
    for number, key, value in steps:
        if value is GONE_KEY:
            tables[number].pop(key, None)
        else:
            tables[number][key] = value
