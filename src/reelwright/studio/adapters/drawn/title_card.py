"""Title cards: a heading set as a block, each line as large as fills it, over the place as dusk leaves it.

Knows sizes, lines and colours of a card. Refuses to know how its words come and go (``titling.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reelwright.film import Card

from .canvas import Canvas, Linear, Radial, Stop, fade
from .colour import lighten, mix
from .letters import measure, wrap, wrap_evenly
from .path import rect
from .stage import STAGE_HEIGHT

_WEIGHT: Final = 800
_TALL, _WIDE = 150.0, 190.0
_LARGEST: Final = 232.0
_BLOCK: Final = 0.8
"""The block's share of the stage's width."""
_STRETCH: Final = (0.84, 1.42)
"""How much smaller or larger than the even size a line may be set to fill the block."""
_LEADING: Final = 1.06
_MOST_LINES: Final = 3
_MIDDLE: Final = 740.0
_UNDER: Final = 50.0
_NIGHT: Final = "#05030c"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a heading: its words, their size, and how far its baseline is below the first line's."""

    words: str
    size: float
    y: float


def block_of(heading: str, stage: float) -> tuple[Row, ...]:
    """The lines of a heading as a block: even lines, and each as large as fills it within reason.

    Args:
        heading: the words.
        stage: width of the stage in units.
    """
    width = stage * _BLOCK
    size = _in_fewer_lines(heading, _TALL if stage < STAGE_HEIGHT * 0.7 else _WIDE, width)
    lines = wrap_evenly(heading, size, width, _WEIGHT)
    while len(lines) > _MOST_LINES and size > _TALL / 2:
        size *= 0.85
        lines = wrap_evenly(heading, size, width, _WEIGHT)
    rows: list[Row] = []
    y = 0.0
    for line in lines:
        fills = size * width / max(1.0, measure(line, size, _WEIGHT))
        least, most = (size * share for share in _STRETCH)
        set_in = min(fills, max(least, min(fills, most, _LARGEST)))  # never wider than the block
        y += set_in * _LEADING if rows else 0.0
        rows.append(Row(line, set_in, y))
    return tuple(rows)


def paint_card(canvas: Canvas, card: Card, *, stage: float, accent: str, next_time: bool) -> None:
    """Paint a title or next-time card's words and the shade behind them.

    Args:
        canvas: of the whole frame, in stage units.
        card: the words.
        stage: width of the stage.
        accent: colour of the glow, the rule and the last line.
        next_time: the card announces what comes: the place is almost dark.
    """
    middle, rows = stage / 2, block_of(card.heading, stage)
    foot = rows[-1].y if rows else 0.0
    top = _MIDDLE - foot / 2 + (rows[0].size * 0.3 if rows else 0.0)
    _shade(canvas, (middle, top + foot / 2), stage, accent, deep=0.4 if next_time else 0.0)
    last = mix(lighten(accent, 0.5), "#fff6ea", 0.25) if len(rows) > 1 else "#fff6ea"
    with canvas.group(blur=18, alpha=0.7):
        for row in rows:
            canvas.text(row.words, middle, top + row.y, row.size, accent, weight=_WEIGHT, align="centre")
    for row in rows:
        colour = last if row is rows[-1] else "#fff6ea"
        canvas.text(row.words, middle, top + row.y, row.size, colour, weight=_WEIGHT, align="centre")
    rule = top + foot + 64
    canvas.fill(rect(middle - 190, rule, 380, 6), Linear((middle - 190, 0), (middle + 190, 0), fade(accent, 0, 1, 0)))
    for number, line in enumerate(wrap_evenly(card.under, _UNDER, stage * 0.78, 500) if card.under else []):
        y = rule + 88 + number * 66
        canvas.text(line, middle, y, _UNDER, lighten(accent, 0.72), weight=500, align="centre")


def _shade(canvas: Canvas, words: tuple[float, float], stage: float, accent: str, *, deep: float) -> None:
    """What the place lies in: dark above and below, and a breath of the accent behind the words."""
    whole, dark = rect(0, 0, stage, STAGE_HEIGHT), mix(_NIGHT, accent, 0.08)
    dusk = tuple(
        Stop(at, dark, min(0.97, alpha + deep)) for at, alpha in ((0, 0.72), (0.36, 0.5), (0.6, 0.62), (1, 0.9))
    )
    canvas.fill(whole, Linear((0, 0), (0, STAGE_HEIGHT), dusk))
    canvas.fill(whole, Radial(words, 760, fade(accent, 0.2, 0.07, 0.0)))


def _in_fewer_lines(heading: str, size: float, width: float) -> float:
    """A size a little smaller where that saves a line, else the same."""
    lines = len(wrap(heading, size, width, _WEIGHT))
    smaller = (size * share for share in (0.95, 0.9, 0.86))
    return next((each for each in smaller if lines > len(wrap(heading, each, width, _WEIGHT))), size)
