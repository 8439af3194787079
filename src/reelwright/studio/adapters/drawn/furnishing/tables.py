"""Tables before people, and the things that lie or stand on them.

Units are those of the stage times ``size``; the table's top is a strip seen a little from above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, rect
from ..props import paint_prop, prop_box
from .kinds import Furniture

FAR: Final = 46.0
"""How far above its top's middle a table's far edge is seen, in figure units."""
NEAR: Final = 52.0
_EDGE: Final = 44.0
_LINE: Final = 6.0
_LYING: Final = 0.42  # how much of a flat thing's length is seen from the side


@dataclass(frozen=True, slots=True)
class Laid:
    """One thing on a table: its kind, where (stage units), how large, and which of its kind it is."""

    kind: str
    x: float
    y: float
    size: float
    seed: int


def paint_table(
    canvas: Canvas,
    furniture: Furniture,
    *,
    left: float,
    right: float,
    top: float,
    floor: float,
    size: float,
    whole: bool = True,
) -> None:
    """Draw a table in stage units.

    Args:
        canvas: in stage units.
        furniture: of the place.
        left: where it begins across.
        right: where it ends.
        top: y of the middle of its top.
        floor: y of the floor below it.
        size: stage units for each figure unit.
        whole: its legs are seen; else it is so near that only its front is.
    """
    wood = furniture.wood
    near, far = top + NEAR * size, top - FAR * size
    inset = 46 * size
    line = _LINE * max(0.5, size)
    _below(canvas, furniture, (left, right), near, floor, size, whole=whole)
    surface = Path().move(left + inset, far).line(right - inset, far).line(right, near).line(left, near).close()
    canvas.fill(surface, Linear((0, far), (0, near), ramp(lighten(wood, 0.22), lighten(wood, 0.08))))
    sheen = (left + 0.4 * (right - left), top)
    with canvas.clip(surface):
        canvas.fill(
            ellipse(*sheen, 0.3 * (right - left), 40 * size), Radial(sheen, 300 * size, fade("#fff4e0", 0.26, 0))
        )
    canvas.stroke(surface, darken(wood, 0.6), line)
    edge = rect(left, near, right - left, _EDGE * size)
    canvas.fill(edge, Linear((0, near), (0, near + _EDGE * size), ramp(wood, darken(wood, 0.25))))
    canvas.stroke(edge, darken(wood, 0.6), line)


def _below(
    canvas: Canvas,
    furniture: Furniture,
    across: tuple[float, float],
    top: float,
    floor: float,
    size: float,
    *,
    whole: bool,
) -> None:
    """Legs of a table, or the front of a desk or counter."""
    left, right = across
    wood = darken(furniture.wood, 0.18)
    line = _LINE * max(0.5, size)
    if furniture.table in {"desk", "counter"}:
        front = rect(left + 30 * size, top, right - left - 60 * size, floor - top)
        canvas.fill(front, Linear((0, top), (0, floor), ramp(wood, darken(wood, 0.35))))
        canvas.stroke(front, darken(wood, 0.6), line)
        panels = max(1, round((right - left) / (560 * size)))
        step = (right - left - 60 * size) / panels
        for n in range(panels):
            inner = rect(
                left + 30 * size + n * step + 50 * size, top + 110 * size, step - 100 * size, floor - top - 190 * size
            )
            canvas.stroke(inner, darken(wood, 0.4), line)
        return
    if not whole:
        front = rect(left, top, right - left, floor - top)
        canvas.fill(
            front, Linear((0, top), (0, top + 760 * size), ramp(mix(wood, "#120a16", 0.3), mix(wood, "#120a16", 0.72)))
        )
        _boards(canvas, wood, across, top, floor, size)
        return
    # What the top shades fades out before it ends: a dark pane down to the floor would look like glass.
    apron = top + (_EDGE + 130) * size
    shaded = min(floor, apron + 460 * size)
    under = rect(left + 100 * size, apron, right - left - 200 * size, shaded - apron)
    canvas.fill(under, Linear((0, apron), (0, shaded), fade(mix(wood, "#120a16", 0.7), 0.8, 0.4, 0.0)))
    board = rect(left + 80 * size, top, right - left - 160 * size, apron - top)
    canvas.fill(board, Linear((0, top), (0, apron), ramp(darken(wood, 0.34), darken(wood, 0.2))))
    canvas.stroke(board, darken(wood, 0.6), line)
    for x in (left + 70 * size, right - 130 * size):
        leg = rect(x, top, 60 * size, floor - top)
        canvas.fill(leg, wood)
        canvas.stroke(leg, darken(wood, 0.6), line)


def _boards(canvas: Canvas, wood: str, across: tuple[float, float], top: float, floor: float, size: float) -> None:
    """The boards of a front that is so near that nothing else of the table is seen."""
    left, right = across
    step, under = 330 * size, top + (_EDGE + 34) * size
    seams, glints = Path(), Path()
    for n in range(int((right - left) / step) + 1):
        x = left + n * step
        seams.move(x, under).line(x, floor)
        glints.move(x + 7 * size, under).line(x + 7 * size, floor)
    canvas.fill(rect(left, top + _EDGE * size, right - left, 34 * size), "#0c0610", 0.34)  # what the top shades
    canvas.stroke(seams, mix(wood, "#120a16", 0.85), 5 * size, 0.7, cap="butt")
    canvas.stroke(glints, lighten(wood, 0.12), 4 * size, 0.16, cap="butt")


def paint_laid(canvas: Canvas, things: Sequence[Laid]) -> None:
    """Draw the things on a table, each with a soft shadow below it."""
    for thing in things:
        left, _, right, bottom = prop_box(thing.kind).box
        shade = ellipse(thing.x, thing.y + 4 * thing.size, (right - left) * 0.55 * thing.size, 20 * thing.size)
        canvas.fill(shade, "#140c18", 0.34)
        with canvas.at(thing.x, thing.y, scale=thing.size):
            _put(canvas, thing, -bottom)


def _put(canvas: Canvas, thing: Laid, rise: float) -> None:
    if prop_box(thing.kind).stands:
        with canvas.at(0.0, rise):
            paint_prop(canvas, thing.kind, seed=thing.seed)
        return
    # Something flat lies turned a little, and is seen from its edge on.
    with canvas.at(scale=1.0, scale_y=_LYING), canvas.at(degrees=24), canvas.at(0.0, rise / 2):
        paint_prop(canvas, thing.kind, seed=thing.seed)
