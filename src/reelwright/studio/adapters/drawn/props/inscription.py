"""Words on things: fitted into a box, in the largest size that they allow.

Knows how writing fits. Refuses to know on what.
"""

from __future__ import annotations

from typing import Final, Literal

from ..canvas import Canvas
from ..letters import measure, wrap
from ..path import polygon

LEADING: Final = 1.32
_MARKER: Final = "#ffd84a"
_PRECISION: Final = 8.0  # letters are measured in steps of a quarter pixel; small units are measured enlarged


def fitted(
    writing: tuple[str, ...], width: float, height: float, *, largest: float, least: float = 26.0, weight: int = 500
) -> tuple[float, list[list[str]]]:
    """The largest size at which the lines of a text, wrapped, fit into a box; and the wrapped lines."""
    size = largest
    while True:
        lines = [wrap(line, size * _PRECISION, width * _PRECISION, weight) or [""] for line in writing]
        rows = sum(map(len, lines))
        if size <= least or (rows * size * LEADING <= height and not _too_wide(lines, size, width, weight)):
            return size, lines
        size *= 0.93


def unbroken(
    writing: tuple[str, ...], width: float, *, largest: float, weight: int = 500, readable: float = 64.0
) -> float:
    """The largest size at which no line has to be broken, if it is still readable at arm's length; else ``largest``."""
    widest = max((measured(line, largest, weight) for line in writing), default=0.0)
    size = largest * min(1.0, width / widest) if widest else largest
    return size if size >= readable else largest


def measured(line: str, size: float, weight: int) -> float:
    """How wide a line is, also in units so small that a pixel of them would round it."""
    return measure(line, size * _PRECISION, weight) / _PRECISION


def _too_wide(lines: list[list[str]], size: float, width: float, weight: int) -> bool:
    """Whether a word that cannot be broken is wider than the box."""
    return any(
        measure(line, size * _PRECISION, weight) > width * _PRECISION * 1.01 for block in lines for line in block
    )


def key_line(writing: tuple[str, ...]) -> int:
    """Which written line matters most: the first with a figure or an exclamation, else the last.

    A figure is what documents turn on; a letter says what it has to say at its end.
    """
    for i, line in enumerate(writing):
        if any(char.isdigit() for char in line) or line.rstrip().endswith(("!", "！")):
            return i
    return len(writing) - 1


def mark_line(canvas: Canvas, line: str, x: float, y: float, size: float, sweep: float, row: int, rows: int) -> None:
    """A stroke of yellow marker behind one wrapped line, drawn when the sweep has reached its row."""
    drawn = min(1.0, max(0.0, sweep * rows - row))
    if drawn > 0:
        end = x + (measured(line, size, 600) + size * 0.2) * drawn
        band = [
            (x - size * 0.16, y - size * 0.86),
            (end, y - size * 0.9),
            (end + size * 0.08, y + size * 0.26),
            (x - size * 0.08, y + size * 0.3),
        ]
        canvas.fill(polygon(band), _MARKER, 0.75)


def inscribe(
    canvas: Canvas,
    writing: tuple[str, ...],
    box: tuple[float, float, float, float],
    colour: str,
    *,
    largest: float,
    weight: int = 500,
    centred: bool = False,
    alpha: float = 1.0,
    sweep: float = 0.0,
) -> float:
    """Write lines into a box given as left, top, width and height; returns where they end.

    ``sweep`` is how far a marker has run along the line that matters, 0 for not at all.
    """
    x, y, width, height = box
    size, blocks = fitted(writing, width, height, largest=largest, least=largest * 0.3, weight=weight)
    rows = sum(map(len, blocks))
    key = key_line(writing)
    if centred:
        y += max(0.0, (height - rows * size * LEADING) / 2)
    for i, block in enumerate(blocks):
        for row, line in enumerate(block):
            y += size * LEADING
            base = y - size * 0.34
            if i == key and sweep > 0:
                start = x + (width - measured(line, size, weight)) / 2 if centred else x
                mark_line(canvas, line, start, base, size, sweep, row, len(block))
            place = x + width / 2 if centred else x
            align: Literal["centre", "left"] = "centre" if centred else "left"
            canvas.text(line, place, base, size, colour, weight=weight, align=align, alpha=alpha)
    return y
