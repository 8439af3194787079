"""Patterns of cloth: stripes, checks, dots, flowers. Drawn inside whatever is clipped."""

from __future__ import annotations

import math

from reelwright.story import Look

from ...canvas import Canvas
from ...path import Path, rect
from ..ink import joined, ring

Box = tuple[float, float, float, float]


def paint_pattern(canvas: Canvas, look: Look, box: Box, scale: float) -> None:
    """Draw the pattern of a look over a box."""
    left, top, right, bottom = box
    scale = max(0.5, scale)
    colour = look.second_colour
    match look.pattern:
        case "stripes":
            step = 74 * scale
            canvas.fill(
                joined(
                    rect(left, top + k * step, right - left, step * 0.44) for k in range(int((bottom - top) / step) + 1)
                ),
                colour,
                0.92,
            )
        case "pinstripes":
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
            canvas.fill(across, colour, 0.42)
            canvas.fill(down, colour, 0.42)
        case "dots":
            canvas.fill(joined(ring(x, y, 11 * scale, 11 * scale) for x, y in _lattice(box, 62 * scale)), colour, 0.95)
        case "floral":
            spots = list(_lattice(box, 108 * scale))
            canvas.fill(joined(_flower(x, y, 20 * scale) for x, y in spots), colour, 0.95)
            canvas.fill(joined(ring(x, y, 7.5 * scale, 7.5 * scale) for x, y in spots), look.accent)
        case _:
            return


def _lattice(box: Box, step: float) -> list[tuple[float, float]]:
    left, top, right, bottom = box
    rows = int((bottom - top) / step) + 1
    columns = int((right - left) / step) + 1
    return [(left + (c + (r % 2) * 0.5) * step, top + r * step) for r in range(rows) for c in range(columns)]


def _flower(x: float, y: float, size: float) -> Path:
    return joined(
        ring(x + math.cos(k * 1.2566) * size * 0.62, y + math.sin(k * 1.2566) * size * 0.62, size * 0.5, size * 0.5)
        for k in range(5)
    )
