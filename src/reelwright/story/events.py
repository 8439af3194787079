"""What happens in a story, as the ledger keeps it: one noun for an event, one for a note that holds some.

Knows which kinds of event there are and what each may carry. Refuses to know how they are written
(``ledger/forms.py``) and what they change (``ledger/replay.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reelwright.film import Mark, SourceLine

NOWHERE = SourceLine("", 0)


class EventKind(StrEnum):
    """What can happen; the value is the word that a note begins with."""

    WEAR = "wear"
    HOLD = "hold"
    TAKE = "take"
    PUT = "put"
    GIVE = "give"
    STATE = "state"
    BREAK = "break"
    REPAIR = "repair"
    GONE = "gone"
    HURT = "hurt"
    HEAL = "heal"
    ENTER = "enter"
    EXIT = "exit"
    AT = "at"
    DIE = "die"
    KNOWS = "knows"
    LEARNS = "learns"
    TELLS = "tells"
    LIE = "lie"
    NEEDS = "needs"
    GOAL = "goal"
    REACHED = "reached"
    FAILED = "failed"
    RELATION = "relation"
    PLANT = "plant"
    PAYS = "pays"
    OPEN = "open"
    QUESTION = "question"
    ANSWERS = "answers"
    VALUE = "value"
    DAY = "day"
    FLASHBACK = "flashback"
    DREAM = "dream"
    MEANWHILE = "meanwhile"
    TRAVEL = "travel"
    VEHICLE = "vehicle"
    BOARD = "board"
    ALIGHT = "alight"
    DRIVE = "drive"
    ANCHORS = "anchors"
    SHOWS = "shows"


@dataclass(frozen=True, slots=True)
class TimeShift:
    """When a scene plays, as a note says it; what it does not say is None.

    Args:
        day: the day of the story, from 1.
        minutes: after the scene before (of the same line of time); below 0 is before.
        clock: minute of the day at which the scene begins.
        until: minute of the day at which it ends.
    """

    day: int | None = None
    minutes: int | None = None
    clock: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens, or that is claimed to be so.

    Two events are equal when they say the same; where they stand does not count.

    Args:
        who: the people who do it or whom it befalls: names as written in a note, ids in a screenplay.
        what: the thing, look, mark, fact, goal, question or place concerned.
        whom: who is given or told something.
        to: what something becomes or where it goes: state, spot, place, anchor, relation.
        minutes: how long it takes at least, 0 when nobody says.
        time: for the kinds that say when.
        drawn: the kind of prop that is drawn for the thing, "" for none.
    """

    kind: EventKind
    who: tuple[str, ...] = ()
    what: str = ""
    whom: tuple[str, ...] = ()
    to: str = ""
    minutes: int = 0
    time: TimeShift | None = None
    drawn: str = ""
    source: SourceLine = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of how one person is seen; what stays as it is, is None or empty.

    Args:
        look: name of the look from now on, "" for the first one of the card.
        holds: kind of the prop in hand from now on, "" for an empty hand.
        gains, loses: marks that begin or cease to show.
        present: comes on stage (True) or goes off (False).
    """

    person: str
    look: str | None = None
    holds: str | None = None
    gains: frozenset[Mark] = frozenset()
    loses: frozenset[Mark] = frozenset()
    present: bool | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """How one person is seen at a moment: the one place where everything that shows people looks it up."""

    look: str = ""
    holds: str = ""
    marks: frozenset[Mark] = frozenset()

    def after(self, change: Change) -> Appearance:
        """The person once a change has happened."""
        return Appearance(
            self.look if change.look is None else change.look,
            self.holds if change.holds is None else change.holds,
            (self.marks | change.gains) - change.loses,
        )


@dataclass(frozen=True, slots=True)
class StoryTime:
    """When a scene plays in the story.

    Args:
        start, end: minutes; 0 is midnight before the first day of the story.
        exact: somebody wrote the hour; else only the order counts.
        line: "" for the present, "flashback" or "dream".
    """

    start: int = 0
    end: int = 0
    exact: bool = False
    line: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """A note of the ledger: what it says happens here, as a beat of its scene."""

    events: tuple[Event, ...]
    source: SourceLine
    changes: tuple[Change, ...] = ()
