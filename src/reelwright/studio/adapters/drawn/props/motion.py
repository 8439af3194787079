"""When an insert moves and when it rests, in shares of its shot from 0 to 1.

Knows times only. The painters take their eased values from here, so that a picture cannot change
where this module says that it rests.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from reelwright.film import Insert

Span = tuple[float, float]

SWEEP: Final[Span] = (0.26, 0.58)
"""When the underline runs along the line that matters."""
SHEEN: Final[Span] = (0.2, 0.5)
"""When a band of light runs over a photograph."""
_GLINTS: Final[tuple[Span, ...]] = ((0.16, 0.36), (0.58, 0.78))
_LAST_POP: Final = 0.58
"""When the last bubble of a chat pops up: the rest of the shot is for reading it."""
TICKS: Final = 10
"""How many times the second hand of a watch jumps in one shot."""
_RINGS: Final = frozenset({"ring", "key", "necklace", "knife", "usb_stick", "card", "wine_glass", "pen", "bottle"})
_WRITTEN: Final = frozenset({"letter", "document", "medicine", "ticket", "envelope", "laptop"})
_ALIVE: Final = frozenset({"candle", "cup", "bowl"})  # flame and steam never rest


@dataclass(frozen=True, slots=True)
class Message:
    """When one bubble of a chat is typed, pops up and has settled."""

    typing: float
    pops: float
    settled: float


def messages(count: int) -> tuple[Message, ...]:
    """The times of the bubbles of a chat; of several, the first is there from the start."""
    if count == 1:
        return (Message(0.04, 0.24, 0.3),)
    gap = _LAST_POP / max(1, count - 1)
    pop = min(0.06, gap * 0.4)
    first = Message(-1.0, -1.0, -1.0)
    return (first, *(Message(i * gap - min(0.2, gap * 0.62), i * gap, i * gap + pop) for i in range(1, count)))


def spans(insert: Insert) -> tuple[Span, ...]:
    """When the picture of an insert changes from frame to frame."""
    kind = insert.prop
    if kind == "phone":
        if not insert.writing:
            return ((0.0, 1.0),) if insert.heading else ()
        return tuple((message.typing, message.settled) for message in messages(len(insert.writing)) if message.pops > 0)
    if kind in _ALIVE:
        return ((0.0, 1.0),)
    if kind in _RINGS:
        return _GLINTS
    if kind == "photo":
        return (SHEEN,)
    return (SWEEP,) if kind in _WRITTEN and insert.writing else ()


def jumps(insert: Insert) -> tuple[float, ...]:
    """When the picture of an insert changes at one blow."""
    return tuple(i / TICKS for i in range(1, TICKS)) if insert.prop == "watch" else ()


def insert_steps(insert: Insert) -> tuple[float, ...]:
    """The moments at which a resting picture of an insert becomes another, in order.

    Between two of them the picture either rests or, where ``insert_is_moving`` says so, moves.
    """
    edges = {moment for span in spans(insert) for moment in span if 0 < moment < 1}
    return tuple(sorted(edges | set(jumps(insert))))


def insert_is_moving(insert: Insert, progress: float) -> bool:
    """Whether the picture of an insert changes from frame to frame at this moment of its shot."""
    return any(start <= progress < end for start, end in spans(insert))


def share(progress: float, span: Span) -> float:
    """How much of a span is over, 0 before it and 1 after it."""
    start, end = span
    return min(1.0, max(0.0, (progress - start) / (end - start)))


def eased(progress: float, span: Span) -> float:
    """The same, starting and ending softly."""
    t = share(progress, span)
    return t * t * (3 - 2 * t)


def glint(progress: float) -> float:
    """How bright a highlight sparkles, 0 while the picture rests."""
    return round(max(math.sin(math.pi * share(progress, span)) for span in _GLINTS), 4)
