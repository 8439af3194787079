"""What happens in a story, as the ledger keeps it: one noun for an event, one for a note that holds some.

Knows which kinds of event there are and what each may carry. Refuses to know how they are written
(``ledger/forms.py``) and what they change (``ledger/replay.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reelwright.film import SourceLine

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
        implied: nobody wrote it as a note; the action lines show it.
    """

    kind: EventKind
    who: tuple[str, ...] = ()
    what: str = ""
    whom: tuple[str, ...] = ()
    to: str = ""
    minutes: int = 0
    time: TimeShift | None = None
    implied: bool = False
    source: SourceLine = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Happening:
    """A note of the ledger: what it says happens here, as a beat of its scene."""

    events: tuple[Event, ...]
    source: SourceLine
