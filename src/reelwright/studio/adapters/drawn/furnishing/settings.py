"""Setting a shot's furniture: a seat behind whoever sits, one table before them, things on the table.

Knows where people have been placed and when things change hands. Everything is painted once for
each set of things on the table, lit like the people, and put between them by the compositor.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reelwright.story import Person

from ..bearing import LIDS, Bearing
from ..canvas import Canvas
from ..light import figure_grade, light_map, light_up
from ..people import CUP_ASIDE, CUP_BEFORE, SeatedBody, seated_body
from ..pixels import Picture, from_bgra
from ..props import prop_box
from ..stage import STAGE_HEIGHT, Light
from .kinds import Furniture
from .seats import SHARED, paint_seat
from .tables import Laid, paint_laid, paint_table

_STANDING_TABLE: Final = 1180.0
"""Figure units from the face down to the top of a table, of somebody grown who stands at it."""
_ACROSS: Final = 1120.0
"""How far a table goes before somebody in profile."""
_TO_THE_END: Final = 60.0
"""How far before the face of somebody in profile the table begins."""
_APART: Final = 210.0
_MARGIN: Final = 60.0
_SEAT_REACH: Final = 1150.0
_NEARER: Final = 40.0
"""How far before the middle of a table a lid stands, in figure units: the hands lie behind it."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody in the shot, as furniture sees them.

    Args:
        x: of their face across the stage.
        y: of their face when they sit where they were placed, or stand there when they never sit.
        scale: stage units for each figure unit.
        depth: as the board placed them.
        seed_of: the seed of a thing of theirs, by kind.
    """

    person: Person
    x: float
    y: float
    scale: float
    depth: float
    bearing: Bearing
    seed_of: Callable[[str], int]

    @property
    def body(self) -> SeatedBody:
        """Their measures."""
        return seated_body(self.person)

    def cup(self, furniture: Furniture) -> str:
        """What such a table has standing before them where the story puts nothing, "" for nothing."""
        free = self.bearing.sits and not self.bearing.needs_table
        return furniture.laid if free else ""


@dataclass(frozen=True, slots=True)
class TableTop:
    """A shot's table: who is at it, whose measures it has, and the y of its top on the stage."""

    people: tuple[Sitter, ...]
    main: Sitter
    y: float


@dataclass(frozen=True, slots=True)
class Canvassing:
    """How furniture becomes a picture: light, the stage's width, pixels a unit, and the frame in pixels."""

    light: Light
    stage: float
    pixel: float
    frame: tuple[int, int]
    overhang: tuple[float, float]


class Piece:
    """Furniture as a picture that may change with the things on it."""

    def __init__(
        self,
        paint: Callable[[Canvas, int], None],
        box: Box,
        canvassing: Canvassing,
        *,
        depth: float,
        key: Callable[[int], object] = lambda _: None,
    ) -> None:
        self._paint, self._canvassing, self._key = paint, canvassing, key
        self._pictures: dict[object, Picture] = {}
        self.depth = depth
        pixel, (across, down) = canvassing.pixel, canvassing.overhang
        left, top = max(box[0] * pixel, -across), max(box[1] * pixel, -down)
        right = min(box[2] * pixel, canvassing.frame[0] + across)
        bottom = min(box[3] * pixel, canvassing.frame[1] + down)
        self.corner = (_even_down(left), _even_down(top))
        self._size = (_even_down(right - self.corner[0]) + 2, _even_down(bottom - self.corner[1]) + 2)

    @property
    def seen(self) -> bool:
        """Whether any of it lies in the frame."""
        return min(self._size) >= 4

    def picture(self, frame: int) -> Picture:
        """What is seen of it at a frame; its top left corner belongs at ``corner``."""
        key = self._key(frame)
        if key not in self._pictures:
            self._pictures[key] = self._make(frame)
        return self._pictures[key]

    def _make(self, frame: int) -> Picture:
        how, (x, y), size = self._canvassing, self.corner, self._size
        canvas = Canvas(*size, scale=how.pixel, origin=(-x, -y))
        self._paint(canvas, frame)
        factor, lift = figure_grade(how.light)
        lights = light_map(
            how.light,
            width=how.stage,
            left=x / how.pixel,
            top=y / how.pixel,
            right=(x + size[0]) / how.pixel,
            bottom=(y + size[1]) / how.pixel,
            size=size,
            factor=factor,
        )
        return from_bgra(light_up(canvas.pixels(), lights), lift=lift)


def furnish(
    sitters: Sequence[Sitter], furniture: Furniture, canvassing: Canvassing, *, whole: bool
) -> tuple[list[tuple[int, Piece]], Piece | None, Piece | None]:
    """The seats of a shot, each with the number of the sitter whom it stands behind, the table, and open lids on it.

    Args:
        sitters: everybody whose face is seen, the furthest first.
        furniture: of the place.
        canvassing: how it is painted.
        whole: people are seen from head to foot, so furniture ends where it ends; else it fills the frame.
    """
    seated = [(n, each) for n, each in enumerate(sitters) if each.bearing.sits]
    seats = _seats(seated, furniture, canvassing) if furniture.seat else []
    top = table_of(sitters, furniture)
    table = _table(top, furniture, canvassing, whole=whole) if top else None
    lids = _lids(top, furniture, canvassing) if top and any(_lid_of(each) for each in top.people) else None
    seen = [(n, seat) for n, seat in seats if seat.seen]
    return seen, table if table is None or table.seen else None, lids if lids is None or lids.seen else None


def _seats(seated: list[tuple[int, Sitter]], furniture: Furniture, canvassing: Canvassing) -> list[tuple[int, Piece]]:
    if furniture.seat not in SHARED:
        return [(n, _seat([each], furniture, canvassing)) for n, each in seated]
    return [(seated[0][0], _seat([each for _, each in seated], furniture, canvassing))] if seated else []


def _seat(people: list[Sitter], furniture: Furniture, canvassing: Canvassing) -> Piece:
    main = max(people, key=lambda each: each.scale * each.body.scale)
    body, scale = main.body, main.scale
    left = min(each.x for each in people) - main.x
    right = max(each.x for each in people) - main.x

    def paint(canvas: Canvas, _: int) -> None:
        with canvas.at(main.x, main.y, scale=scale):
            turned = main.bearing.facing if main.bearing.turned else 0
            paint_seat(canvas, furniture, body, left=left / scale, right=right / scale, turned=turned)

    reach = _SEAT_REACH * scale
    box = (
        main.x + left - reach,
        main.y + (body.shoulder - 120) * scale,
        main.x + right + reach,
        main.y + (body.floor + 40) * scale,
    )
    return Piece(paint, box, canvassing, depth=max(each.depth for each in people))


def table_of(sitters: Sequence[Sitter], furniture: Furniture) -> TableTop | None:
    """The one table of a shot, None where nobody needs any.

    Args:
        sitters: everybody whose face is seen.
        furniture: of the place.
    """
    people = [each for each in sitters if each.bearing.tables or (each.bearing.sits and furniture.table)]
    if not people:
        return None
    main = max(people, key=lambda each: (each.bearing.sits, each.scale * each.body.scale))
    body = main.body
    low = body.table if furniture.table else body.seat + 30 * body.scale  # a sofa has a low table before it
    below = low if main.bearing.sits else _STANDING_TABLE * body.scale
    return TableTop(tuple(people), main, main.y + below * main.scale)


def _table(table: TableTop, furniture: Furniture, canvassing: Canvassing, *, whole: bool) -> Piece:
    people, main, top = table.people, table.main, table.y
    scale = main.scale
    floor = main.y + main.body.floor * scale if main.bearing.sits else top + 1000 * scale
    half = furniture.half * scale
    left, right = min(_reach_of(each, -1, half) for each in people), max(_reach_of(each, 1, half) for each in people)
    near = not whole and main.bearing.sits  # who stands at a table stands at a small one
    if near:
        left, right = -canvassing.stage, 2 * canvassing.stage
        floor = STAGE_HEIGHT + 600

    def laid(frame: int) -> tuple[Laid, ...]:
        return tuple(thing for each in people for thing in _laid(each, frame, top, furniture) if thing.kind not in LIDS)

    def paint(canvas: Canvas, frame: int) -> None:
        paint_table(canvas, furniture, left=left, right=right, top=top, floor=floor, size=scale, whole=not near)
        paint_laid(canvas, laid(frame))

    tallest = 420 * scale
    box = (left - _MARGIN, top - tallest, right + _MARGIN, floor + _MARGIN)
    return Piece(paint, box, canvassing, depth=min(0.0, *(each.depth for each in people)), key=laid)


def _lid_of(sitter: Sitter) -> bool:
    return any(kind in LIDS for kind in sitter.bearing.lies(0))


def _lids(table: TableTop, furniture: Furniture, canvassing: Canvassing) -> Piece:
    """What stands open between people's hands and us."""
    laid = [thing for each in table.people for thing in _laid(each, 0, table.y, furniture) if thing.kind in LIDS]
    things = [replace(thing, y=thing.y + _NEARER * thing.size) for thing in laid]
    boxes = [(thing, prop_box(thing.kind).box) for thing in things]

    def paint(canvas: Canvas, _: int) -> None:
        paint_laid(canvas, things)

    box = (
        min(t.x + b[0] * t.size for t, b in boxes) - _MARGIN,
        min(t.y + (b[1] - b[3]) * t.size for t, b in boxes) - _MARGIN,
        max(t.x + b[2] * t.size for t, b in boxes) + _MARGIN,
        table.y + 2 * _MARGIN,
    )
    return Piece(paint, box, canvassing, depth=min(0.0, *(each.depth for each in table.people)))


def _reach_of(sitter: Sitter, side: int, half: float) -> float:
    """How far a table goes on one side of somebody who is at it: who faces its end sits beside it."""
    if not sitter.bearing.turned:
        return sitter.x + side * half
    beyond = _TO_THE_END if side != sitter.bearing.facing else _ACROSS
    return sitter.x + sitter.bearing.facing * beyond * sitter.scale


def _laid(sitter: Sitter, frame: int, top: float, furniture: Furniture) -> list[Laid]:
    """The things before one person, side by side; where the story puts nothing, what such a table has."""
    things = sitter.bearing.lies(frame)
    if not things and (cup := sitter.cup(furniture)):
        aside = (CUP_BEFORE if sitter.bearing.turned else -CUP_ASIDE) * sitter.scale * sitter.bearing.facing
        return [Laid(cup, sitter.x + aside, top, sitter.scale, sitter.seed_of(cup))]
    size = sitter.scale * min(1.0, 0.4 + 0.6 * sitter.body.scale)
    if sitter.bearing.turned:
        ahead = sitter.bearing.facing * size
        return [
            Laid(kind, sitter.x + ahead * (CUP_BEFORE + n * _APART), top, size, sitter.seed_of(kind))
            for n, kind in enumerate(things)
        ]
    side = 1 if sitter.x <= 0 else -1
    first = -(len(things) - 1) / 2
    return [
        Laid(kind, sitter.x + side * (first + n) * _APART * size, top, size, sitter.seed_of(kind))
        for n, kind in enumerate(things)
    ]


def _even_down(number: float) -> int:
    return math.floor(number / 2) * 2
