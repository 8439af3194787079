"""Laying hair down: masses, locks and curls as one shape with one line around it.

A stroke around many locks costs more than all else; a lock grown by the width of the line and
filled with its colour gives the same outline for a fraction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...canvas import Canvas, Paint
from ...path import Path
from ..ink import joined, lock, ring
from .spec import Strand

Curl = tuple[float, float, float, float]
"""A round curl: centre x and y, radius across and down."""


def lay(
    canvas: Canvas, masses: Sequence[Path], locks: Sequence[Strand], curls: Sequence[Curl], paint: Paint, line: str
) -> Path:
    """Draw hair as one shape with a line around it; gives the shape, to clip by."""
    width = 4.0
    base = joined(masses)
    canvas.stroke(base, line, width * 2)
    halo = [_grown(strand, width) for strand in locks]
    halo += [ring(x, y, rx + width, ry + width) for x, y, rx, ry in curls]
    if halo:
        canvas.fill(joined(halo), line)
    whole = joined(
        [
            base,
            *(lock(s.root, s.bend, s.tip, s.width) for s in locks),
            *(ring(x, y, rx, ry) for x, y, rx, ry in curls),
        ]
    )
    canvas.fill(whole, paint)
    return whole


def _grown(strand: Strand, by: float) -> Path:
    (bx, by_), (tx, ty) = strand.bend, strand.tip
    length = math.hypot(tx - bx, ty - by_) or 1.0
    tip = (tx + (tx - bx) / length * by * 1.5, ty + (ty - by_) / length * by * 1.5)
    return lock(strand.root, strand.bend, tip, strand.width + by * 1.1, belly=1.0)


def curls_at(spots: Sequence[tuple[float, float]], size: float) -> list[Curl]:
    """Curls of uneven size at some places."""
    return [
        (x, y, size * (1 + 0.15 * math.sin(i * 2.3)), size * (1 + 0.15 * math.cos(i * 1.7)))
        for i, (x, y) in enumerate(spots)
    ]
