"""Seats, each drawn behind the people who sit on it, in the units of a seated figure.

(0, 0) is the face of whoever sits in the middle. Knows where hips, shoulders and floor are from the
body; a seat for several is one piece, as wide as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten
from ..path import Path, ellipse, rect, round_rect
from ..people import SeatedBody
from .kinds import Furniture

SHARED: Final = frozenset({"sofa", "bench", "bed"})
"""Seats on which several people sit side by side."""

_LINE: Final = 7.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things are: the seat's top, the floor, the shoulders, and the people's extent across."""

    top: float
    floor: float
    shoulder: float
    left: float
    right: float
    size: float


def paint_seat(
    canvas: Canvas, furniture: Furniture, body: SeatedBody, *, left: float, right: float, turned: int = 0
) -> None:
    """Draw a seat for people whose faces are between ``left`` and ``right`` of the origin.

    Args:
        canvas: in units of a seated figure.
        furniture: of the place.
        body: measures of whoever sits in the middle.
        left: the leftmost face.
        right: the rightmost face.
        turned: 1 when they look to frame right and the seat is seen from the side, -1 to frame left.
    """
    painter = _PAINTERS.get(furniture.seat)
    if painter is None:
        return
    frame = _Frame(body.seat, body.floor, body.shoulder, left, right, body.scale)
    if turned and furniture.seat in {"chair", "office_chair"}:
        with canvas.at(scale=float(turned), scale_y=1.0):
            _chair_from_the_side(canvas, frame, furniture)
        return
    painter(canvas, frame, furniture)


def _piece(canvas: Canvas, path: Path, colour: str, *, line: str = "") -> None:
    canvas.fill(path, colour)
    canvas.stroke(path, line or darken(colour, 0.62), _LINE)


def _box(canvas: Canvas, box: tuple[float, float, float, float], colour: str, *, radius: float = 0.0) -> None:
    """A piece from left, top, right, bottom, lit from above."""
    x0, y0, x1, y1 = box
    path = round_rect(x0, y0, x1 - x0, y1 - y0, radius) if radius else rect(x0, y0, x1 - x0, y1 - y0)
    canvas.fill(path, Linear((0, y0), (0, y1), ramp(lighten(colour, 0.1), colour, darken(colour, 0.2))))
    canvas.stroke(path, darken(colour, 0.62), _LINE)


def _legs(canvas: Canvas, xs: tuple[float, ...], top: float, floor: float, colour: str, *, half: float = 22.0) -> None:
    for x in xs:
        _box(canvas, (x - half, top, x + half, floor), colour)


def _chair(canvas: Canvas, at: _Frame, furniture: Furniture) -> None:
    wood, half = furniture.wood, 300 * at.size
    back = at.shoulder + 110 * at.size
    for x in (-half, half):
        _box(canvas, (x - 24, back - 30, x + 24, at.floor), darken(wood, 0.12))
    for share in (0.0, 0.36):
        y = back + share * (at.top - back)
        _box(canvas, (-half, y, half, y + 74 * at.size), wood, radius=16)
    _box(canvas, (-half - 26, at.top, half + 26, at.top + 78 * at.size), furniture.cloth, radius=26)
    _legs(canvas, (-half + 6, half - 6), at.top + 70 * at.size, at.floor, wood)


def _chair_from_the_side(canvas: Canvas, at: _Frame, furniture: Furniture) -> None:
    """A chair that looks to frame right: its back behind the sitter, its seat below them."""
    s, office = at.size, furniture.seat == "office_chair"
    wood = darken(furniture.cloth, 0.12) if office else furniture.wood
    rear, front = -250 * s, 210 * s
    back = at.shoulder + (-20 if office else 110) * s
    thick = (86 if office else 44) * s
    post = Path().move(rear - thick - 40 * s, back).line(rear - 40 * s, back - 16 * s)
    post = post.line(rear + thick * 0.3, at.top + 70 * s).line(rear - thick * 0.7, at.top + 70 * s).close()
    _piece(canvas, post, wood)
    if office:
        _box(canvas, (-26, at.top + 100 * s, 26, at.floor - 60), "#8a9098")
        _box(canvas, (rear + 40, at.floor - 66, front - 20, at.floor - 26), "#8a9098", radius=18)
        for x in (rear + 60, 0.0, front - 40):
            _piece(canvas, ellipse(x, at.floor - 18, 34, 22), "#30343a")
    else:
        _legs(canvas, (rear + 14, front - 30), at.top + 60 * s, at.floor, wood)
    _box(canvas, (rear - 20, at.top, front, at.top + 84 * s), furniture.cloth, radius=30)


def _office_chair(canvas: Canvas, at: _Frame, furniture: Furniture) -> None:
    cloth, half = furniture.cloth, 330 * at.size
    metal = "#8a9098"
    back = at.shoulder - 40 * at.size
    _box(canvas, (-half, back, half, at.top + 40), cloth, radius=110 * at.size)
    inner = round_rect(-half + 46, back + 46, 2 * half - 92, at.top - back - 60, 80 * at.size)
    canvas.stroke(inner, darken(cloth, 0.3), 8)
    for x in (-half - 40, half + 40):
        _box(canvas, (x - 26, at.top - 190 * at.size, x + 26, at.top + 60), darken(cloth, 0.25), radius=20)
    _box(canvas, (-half - 20, at.top, half + 20, at.top + 110 * at.size), cloth, radius=44)
    _box(canvas, (-26, at.top + 100 * at.size, 26, at.floor - 60), metal)
    _box(canvas, (-half, at.floor - 66, half, at.floor - 26), metal, radius=18)
    for x in (-half + 20, 0.0, half - 20):
        _piece(canvas, ellipse(x, at.floor - 18, 34, 22), "#30343a")


def _stool(canvas: Canvas, at: _Frame, furniture: Furniture) -> None:
    half, wood = 235 * at.size, furniture.wood
    for x, lean in ((-half + 50, -46), (half - 50, 46)):
        leg = Path().move(x - 22, at.top + 40).line(x + 22, at.top + 40)
        leg = leg.line(x + lean + 20, at.floor).line(x + lean - 20, at.floor).close()
        _piece(canvas, leg, wood)
    y = at.top + (at.floor - at.top) * 0.6
    _box(canvas, (-half + 16, y, half - 16, y + 30), darken(wood, 0.1))
    _box(canvas, (-half, at.top, half, at.top + 70 * at.size), furniture.cloth, radius=34)


def _sofa(canvas: Canvas, at: _Frame, furniture: Furniture) -> None:
    cloth, wood = furniture.cloth, furniture.wood
    left, right = at.left - 520 * at.size, at.right + 520 * at.size
    back = at.shoulder + 40 * at.size
    _legs(canvas, (left + 60, right - 60), at.floor - 90, at.floor, wood, half=28)
    _box(canvas, (left + 60, back, right - 60, at.top + 120), cloth, radius=70)
    seats = max(2, round((right - left) / (620 * at.size)))
    step = (right - left - 240) / seats
    for n in range(seats):
        x = left + 120 + n * step
        _box(canvas, (x, back + 60, x + step, at.top + 40), lighten(cloth, 0.05), radius=54)
        _box(canvas, (x, at.top, x + step, at.top + 150 * at.size), lighten(cloth, 0.12), radius=40)
    _box(canvas, (left + 60, at.top + 140 * at.size, right - 60, at.floor - 70), darken(cloth, 0.14), radius=24)
    for x in (left, right - 170):
        _box(canvas, (x, at.top - 190 * at.size, x + 170, at.floor - 66), lighten(cloth, 0.03), radius=70)


def _bench(canvas: Canvas, at: _Frame, furniture: Furniture) -> None:
    wood = furniture.wood
    left, right = at.left - 560 * at.size, at.right + 560 * at.size
    back = at.shoulder + 150 * at.size
    iron = darken(furniture.cloth, 0.25)
    for x in (left + 90, right - 90):
        _box(canvas, (x - 24, back - 20, x + 24, at.floor), iron)
    rise = (at.top - back) / 3
    for n in range(3):
        y = back + n * rise
        _box(canvas, (left, y, right, y + rise * 0.62), wood, radius=10)
    _box(canvas, (left - 10, at.top, right + 10, at.top + 66 * at.size), lighten(wood, 0.06), radius=12)


def _bed(canvas: Canvas, at: _Frame, furniture: Furniture) -> None:
    cloth, wood = furniture.cloth, furniture.wood
    left, right = at.left - 1000 * at.size, at.right + 760 * at.size
    _box(canvas, (left - 60, at.shoulder + 60 * at.size, left + 10, at.floor), wood, radius=26)  # the headboard
    _legs(canvas, (right - 50,), at.floor - 130, at.floor, wood, half=30)
    _box(canvas, (left, at.top + 170 * at.size, right, at.floor - 110), darken(wood, 0.1), radius=14)
    _box(canvas, (left + 20, at.top - 116 * at.size, left + 470 * at.size, at.top + 40), "#f2efe8", radius=60)  # pillow
    _box(canvas, (left, at.top - 6, right + 10, at.top + 200 * at.size), lighten(cloth, 0.12), radius=56)
    fold = Path().move(left + 540 * at.size, at.top + 4).line(left + 560 * at.size, at.top + 190 * at.size)
    canvas.stroke(fold, darken(cloth, 0.3), 8)


def _crate(canvas: Canvas, at: _Frame, furniture: Furniture) -> None:
    wood, half = furniture.wood, 330 * at.size
    _box(canvas, (-half, at.top, half, at.floor), wood, radius=10)
    for share in (0.28, 0.56, 0.82):
        y = at.top + share * (at.floor - at.top)
        canvas.stroke(Path().move(-half, y).line(half, y), darken(wood, 0.4), 7)
    for x in (-half + 50, half - 50):
        _box(canvas, (x - 34, at.top, x + 34, at.floor), lighten(wood, 0.06))


_PAINTERS: Final = MappingProxyType[str, Callable[[Canvas, _Frame, Furniture], None]](
    {
        "chair": _chair,
        "office_chair": _office_chair,
        "stool": _stool,
        "sofa": _sofa,
        "bench": _bench,
        "bed": _bed,
        "crate": _crate,
    }
)
