"""Marks: what shows on a skin for a while: tears, sweat, cuts, bruises, plasters, water, dirt."""

from __future__ import annotations

from reelwright.film import Mark

from ..canvas import Canvas, Radial, fade
from ..path import Path
from ..stage import FigureState
from .aim import Aim
from .expressions import Expression
from .ink import facet, joined, mass, ring, taper
from .proportions import Head


def drop(x: float, y: float, size: float) -> Path:
    """A drop that hangs with its point up."""
    return (
        Path()
        .move(x, y - size * 1.5)
        .cubic(x + size * 0.35, y - size * 0.6, x + size, y - size * 0.2, x + size, y + size * 0.35)
        .cubic(x + size, y + size * 1.2, x - size, y + size * 1.2, x - size, y + size * 0.35)
        .cubic(x - size, y - size * 0.2, x - size * 0.35, y - size * 0.6, x, y - size * 1.5)
        .close()
    )


def face_marks(canvas: Canvas, head: Head, aim: Aim, felt: Expression, state: FigureState, low: float) -> None:
    """Draw what runs over the features: tears and sweat."""
    if Mark.TEARS in state.marks:
        _tears(canvas, head, aim, low)
    if Mark.SWEAT in state.marks or felt.sweat > 0.45 or Mark.WET in state.marks:
        _sweat(canvas, aim, wet=Mark.WET in state.marks)


def _tears(canvas: Canvas, head: Head, aim: Aim, low: float) -> None:
    streams, drops = [], []
    for side in (-1, 1):
        top = aim.face(side * 66, head.eye_y + low + 3)
        mid = aim.face(side * 75, head.eye_y + low + 42)
        end = aim.face(side * 71, head.eye_y + low + 84)
        streams.append(taper([top, mid, end], 11, start=0.75, end=0.5))
        drops.append(drop(end[0], end[1] + 6, 7.5))
    canvas.fill(joined(streams), "#dff1ff", 0.62)
    canvas.fill(joined(drops), "#eef8ff", 0.92)
    canvas.stroke(joined(drops), "#8fb6d6", 2.0, 0.75)


def _sweat(canvas: Canvas, aim: Aim, *, wet: bool) -> None:
    places = (
        [(100, 74, 9.0), (-106, 40, 7.0)]
        if not wet
        else [(98, -62, 6.0), (-72, -84, 5.5), (-104, 58, 5.5), (92, 104, 5.0), (20, -92, 4.5), (-40, 174, 5.0)]
    )
    drops = joined(drop(*aim.face(x, y), size) for x, y, size in places)
    canvas.fill(drops, "#e4f4ff", 0.9)
    canvas.stroke(drops, "#7fa9cc", 2.2, 0.8)


def skin_marks(canvas: Canvas, head: Head, aim: Aim, marks: frozenset[Mark]) -> None:
    """Draw what lies on the skin below the features: wounds, dirt, a plaster."""
    if Mark.BRUISE in marks:
        x, y = aim.face(78, head.eye_y + 48)
        canvas.fill(ring(x, y, 46, 34), Radial((x, y), 44, fade("#5a2a72", 0.62, 0.45, 0.0)))
        canvas.fill(ring(x + 8, y + 6, 24, 16), Radial((x + 8, y + 6), 24, fade("#8a3a52", 0.5, 0.0)))
    if Mark.DIRT in marks:
        for cx, cy, r in ((-86, 80, 26), (52, 160, 20), (-36, -96, 24), (100, 34, 16)):
            x, y = aim.face(cx, cy)
            smear = [
                (x - r, y),
                (x - r * 0.3, y - r * 0.5),
                (x + r, y - r * 0.2),
                (x + r * 0.5, y + r * 0.35),
                (x - r * 0.4, y + r * 0.4),
            ]
            canvas.fill(mass(smear), "#3d2c20", 0.42)
    if Mark.CUT in marks:
        a, b = aim.face(-104, 44), aim.face(-62, 82)
        canvas.fill(taper([a, ((a[0] + b[0]) / 2 + 2, (a[1] + b[1]) / 2 - 3), b], 9, start=0.2), "#b3202e")
        canvas.fill(taper([a, b], 3.4), "#5e0d1a")
        x, y = aim.face(-66, 84)
        canvas.fill(drop(x, y + 10, 4.5), "#b3202e")
    if Mark.PLASTER in marks:
        _plaster(canvas, aim)


def _plaster(canvas: Canvas, aim: Aim) -> None:
    x, y = aim.face(76, 70)
    with canvas.at(x, y, degrees=-24):
        strip = facet([(-34, -10), (-30, -12), (30, -12), (34, -10), (34, 10), (30, 12), (-30, 12), (-34, 10)])
        canvas.fill(strip, "#f0d0a4")
        canvas.fill(facet([(-12, -12), (12, -12), (12, 12), (-12, 12)]), "#e2b98a")
        canvas.stroke(strip, "#8a5f3c", 2.6)
        canvas.fill(joined(ring(sx * 22, sy * 5, 1.7, 1.7) for sx in (-1, 1) for sy in (-1, 1)), "#b08050")
