"""The layout of a chat on a telephone: bubbles, their sizes, and how far the page has scrolled.

Knows lines, sizes and times. Refuses to draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reelwright.film import Insert

from ..letters import measure, wrap
from .motion import Message, eased, messages, share

SIZE: Final = 57.0
LEADING: Final = 70.0
PAD_X: Final = 34.0
PAD_Y: Final = 25.0
GAP: Final = 24.0
_WEIGHT: Final = 500


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as it stands on the page, y from the top of the first message."""

    text: str
    lines: tuple[str, ...]
    mine: bool
    y: float
    width: float
    height: float
    time: Message

    def grown(self, progress: float) -> float:
        """How far it has popped up: 0 not yet, 1 settled, a little above 1 on the way."""
        if self.time.pops < 0:
            return 1.0
        t = share(progress, (self.time.pops, self.time.settled))
        return 0.0 if progress < self.time.pops else 1 + 2.2 * (t - 1) ** 3 + 1.2 * (t - 1) ** 2

    def is_typed(self, progress: float) -> bool:
        """Whether it is being written right now."""
        return 0 <= self.time.typing <= progress < self.time.pops


def bubbles(insert: Insert, width: float) -> tuple[Bubble, ...]:
    """The messages of a phone's chat, laid out in a column of this width."""
    found: list[Bubble] = []
    y = 0.0
    for written, time in zip(insert.writing, messages(len(insert.writing)), strict=True):
        mine = written.startswith(">")
        text = written.removeprefix(">").strip()
        lines = tuple(wrap(text, SIZE, width * 0.9 - 2 * PAD_X, _WEIGHT)) or ("…",)
        across = max(measure(line, SIZE, _WEIGHT) for line in lines) + 2 * PAD_X
        height = len(lines) * LEADING + 2 * PAD_Y - (LEADING - SIZE)
        if found:
            y = found[-1].y + found[-1].height + (GAP if found[-1].mine == mine else GAP * 1.7)
        found.append(Bubble(text, lines, mine, y, max(across, 96.0), height, time))
    return tuple(found)


def scrolled(page: tuple[Bubble, ...], room: float, progress: float) -> float:
    """How far the page has moved up so that the newest message is seen within ``room``."""
    return sum(
        (_overflow(page, i, room) - _overflow(page, i - 1, room)) * eased(progress, _scroll_span(bubble))
        for i, bubble in enumerate(page)
    )


def _scroll_span(bubble: Bubble) -> tuple[float, float]:
    return (bubble.time.pops - 1e-6, bubble.time.settled) if bubble.time.pops >= 0 else (-1.0, -0.5)


def _overflow(page: tuple[Bubble, ...], last: int, room: float) -> float:
    """What does not fit when this message is the newest; room is kept for the next one's typing dots."""
    if last < 0:
        return 0.0
    below = page[last].y + page[last].height
    after = 0.0 if last == len(page) - 1 or page[last + 1].mine else GAP * 1.7 + 86.0
    return max(0.0, below + after - room)
