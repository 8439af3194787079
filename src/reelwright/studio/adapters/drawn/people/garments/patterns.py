"""Patterns of cloth: stripes, checks, dots, flowers, large on light cloth and fine on heavy.

Drawn inside whatever is clipped.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from reelwright.story import Look

from ...canvas import Canvas
from ...path import Path, rect
from ..ink import joined, ring

TAILORED: Final = frozenset(
    {"suit", "blazer", "coat", "trench_coat", "leather_jacket", "uniform", "lab_coat", "vest", "tracksuit"}
)
"""Garments of heavy cloth, on which a pattern is woven fine: large dots on a suit are a clown's."""
Box = tuple[float, float, float, float]
Disc = tuple[float, float, float]
"""Where a disc lies about its point, and its radius."""


def paint_pattern(canvas: Canvas, look: Look, box: Box, scale: float) -> None:
    """Draw the pattern of a look over a box."""
    left, top, right, bottom = box
    scale = max(0.5, scale)
    colour = look.second_colour
    tailored = look.garment in TAILORED
    match look.pattern:
        case "stripes" if not tailored:
            step = 74 * scale
            canvas.fill(
                joined(
                    rect(left, top + k * step, right - left, step * 0.44) for k in range(int((bottom - top) / step) + 1)
                ),
                colour,
                0.92,
            )
        case "pinstripes" | "stripes":
            step = 36 * scale
            canvas.fill(
                joined(
                    rect(left + k * step, top, 3.6 * scale, bottom - top) for k in range(int((right - left) / step) + 1)
                ),
                colour,
                0.5,
            )
        case "checks":
            step = 96 * scale
            across = joined(
                rect(left, top + k * step, right - left, step * 0.4) for k in range(int((bottom - top) / step) + 1)
            )
            down = joined(
                rect(left + k * step, top, step * 0.4, bottom - top) for k in range(int((right - left) / step) + 1)
            )
            canvas.fill(across, colour, 0.26 if tailored else 0.42)
            canvas.fill(down, colour, 0.26 if tailored else 0.42)
        case "dots" if tailored:
            canvas.fill(_scattered(box, 42 * scale, ((0.0, 0.0, 4.6 * scale),)), colour, 0.45)
        case "floral" if tailored:
            canvas.fill(_scattered(box, 104 * scale, _petals(16 * scale)), colour, 0.2)
        case "dots":
            canvas.fill(_scattered(box, 62 * scale, ((0.0, 0.0, 11 * scale),)), colour, 0.95)
        case "floral":
            canvas.fill(_scattered(box, 108 * scale, _petals(20 * scale)), colour, 0.95)
            canvas.fill(_scattered(box, 108 * scale, ((0.0, 0.0, 7.5 * scale),)), look.accent)
        case _:
            return


@lru_cache(maxsize=12)
def _scattered(box: Box, step: float, discs: tuple[Disc, ...]) -> Path:
    """Discs about every point of a lattice: thousands of curves, the same for torso and sleeves in every pose."""
    left, top, right, bottom = box
    rows, columns = int((bottom - top) / step) + 1, int((right - left) / step) + 1
    spots = ((left + (c + (r % 2) * 0.5) * step, top + r * step) for r in range(rows) for c in range(columns))
    return joined(ring(x + dx, y + dy, size, size) for x, y in spots for dx, dy, size in discs)


def _petals(size: float) -> tuple[Disc, ...]:
    turns = (k * 1.2566 for k in range(5))
    return tuple((math.cos(turn) * size * 0.62, math.sin(turn) * size * 0.62, size * 0.5) for turn in turns)
