"""The state of the story at a moment: who wears, has, knows what, and what things are like."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..events import Event, StoryTime


@dataclass(frozen=True, slots=True)
class Seen:
    """Where and when somebody was seen last."""

    place: str
    when: StoryTime


@dataclass(slots=True)
class World:
    """Every fluent of the story; a copy is a snapshot.

    Args:
        looks: person to the look worn; who is not there wears the first of their card.
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
        bound: person to the journey that they are on, and the minute at which they can be there.
        seen: person to where they were last.
        day: the day of the story for which ``looks`` holds.
    """

    looks: dict[str, str] = field(default_factory=dict)
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
    bound: dict[str, tuple[Event, int]] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    day: int = 0

    def copy(self) -> World:
        """A snapshot that later events do not change."""
        return World(
            dict(self.looks), dict(self.hands), dict(self.owners), dict(self.spots), dict(self.states),
            dict(self.marks), dict(self.dead), dict(self.knows), dict(self.believes), dict(self.goals),
            dict(self.relations), dict(self.vehicles), dict(self.aboard), dict(self.bound), dict(self.seen), self.day,
        )  # fmt: skip
