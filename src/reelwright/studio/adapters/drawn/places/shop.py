"""The corner shop: full shelves and a bright window; reversed, the till and what hangs behind it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from ..canvas import Canvas, Linear, ramp
from ..colour import darken, lighten
from ..path import Path, polyline, rect, round_rect
from ..stage import Scenery
from .city import board
from .fittings import ceiling_panels, chosen, floor_shine, foreground
from .furniture import Span, box, door, row, stand
from .interior import Room, Window, furnished_room, paint_shell, paint_window, room_for, window_light
from .lights import glow
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    shelf: str
    accent: str
    floor: str


_STYLES: Final = (
    _Style("#eef0ea", "#d8dcd8", "#2f9a6a", "#d8d8d0"),
    _Style("#f4ead8", "#b98a5c", "#d8583a", "#cbb89a"),
    _Style("#e8eef4", "#cfd6de", "#3f6fd0", "#c8ced6"),
)
_PACKS: Final = (
    "#e0483e", "#f2b43a", "#3f8f5f", "#3a72c4", "#f4efe4", "#d8508a", "#6a4a9a", "#f28a3a", "#58b8c8", "#8a5a34",
)  # fmt: skip


def paint_shop(site: Site) -> Scenery:
    """A shop that sells a little of everything."""
    style = chosen(site, _STYLES)
    room = room_for(
        site,
        wall=site.tinted(style.wall),
        floor=style.floor,
        ceiling="#f0f0ec",
        back=4.0,
        tall=2.85,
        roomy=0.86,
        least=1.5,
        lamp="#f4f6ff",
    )
    return furnished_room(
        room,
        style,
        (_walls, 0.6),
        (_counter if site.reverse else _island, 0.84),
        (_front, 1.25),
        lamp="#f0f4ff",
    )


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="tiles", bright=-side)
    ceiling_panels(canvas, room, (-0.6, 0.6), wide=0.16, long=1.6, step=1.9, colour="#ffffff")
    floor_shine(canvas, room, (-0.6, 0.6), "#ffffff", 0.3)
    for sign in (-1, 1):
        _side_shelves(canvas, room, sign, style)
    left, right = room.seen(room.back, margin=False)
    words = site.sign("便利店", "Day & Night", "小卖部", "Corner Store")
    x0, y0 = room.eye.at(left + 0.3, 2.72, room.back)
    x1, y1 = room.eye.at(right - 0.3, 2.42, room.back)
    if site.reverse:
        _wall_shelves(canvas, room, (left, right), style)
    else:
        middle = (left + right) / 2
        wide = right - left
        at = middle + side * wide * 0.12
        window = Window(at - wide * 0.3, at + wide * 0.3, 0.7, 2.25, frame="#8f979c", panes=(2, 1), view="street")
        paint_window(canvas, room, window, thick=0.05)
        window_light(canvas, room, window, lean=-0.4 * side)
        door(canvas, room, left + 0.05 if side > 0 else right - 0.95, "#8f979c", glass=True)
    board(canvas, words, (x0, y0, x1 - x0, y1 - y0), back=style.accent, ink="#ffffff", lit=site.lamps)


def _packs(canvas: Canvas, room: Room, dice: Random, span: Span, foot: float, tall: float, k: float) -> None:
    """A row of packets, tins and bottles on the stage between two x, standing on a line."""
    paths: dict[str, Path] = {}
    labels, x = Path(), span[0]
    while x < span[1] - 8:
        colour, wide = dice.choice(_PACKS), dice.uniform(0.07, 0.15) * k
        for _ in range(dice.randint(1, 4)):
            if x + wide > span[1]:
                break
            high = tall * dice.uniform(0.62, 0.92)
            paths.setdefault(colour, Path()).add(round_rect(x, foot - high, wide - 2, high, 5))
            labels.add(rect(x + wide * 0.18, foot - high * 0.66, wide * 0.56, high * 0.26))
            x += wide
        x += 0.01 * k
    for colour, path in paths.items():
        canvas.fill(path, room.lit(colour))
    canvas.fill(labels, "#ffffff", 0.55)


def _wall_shelves(canvas: Canvas, room: Room, span: Span, style: _Style) -> None:
    eye, z = room.eye, room.back - 0.3
    k = eye.scale(z)
    dice = room.site.dice("wall goods")
    for y in (0.95, 1.3, 1.65, 2.0):
        (x0, foot), (x1, _) = eye.at(span[0] + 0.1, y, z), eye.at(span[1] - 0.1, y, z)
        canvas.fill(rect(x0, foot - 0.34 * k, x1 - x0, 0.34 * k), darken(room.lit(style.wall), 0.4))
        _packs(canvas, room, dice, (x0 + 8, x1 - 8), foot, 0.3 * k, k)
        canvas.fill(rect(x0, foot, x1 - x0, 0.04 * k), room.lit(lighten(style.shelf, 0.2)))


def _side_shelves(canvas: Canvas, room: Room, sign: int, style: _Style) -> None:
    """Shelving along a side wall, its goods in perspective."""
    eye, x = room.eye, sign * (room.half - 0.02)
    dice = room.site.dice("side goods", sign)
    canvas.fill(eye.side(x, 0, 2.2, -2.5, room.back - 0.5), darken(room.lit(style.wall), 0.45))
    shelf = room.lit(style.shelf)
    for y in (0.12, 0.55, 0.98, 1.4, 1.82):
        paths: dict[str, Path] = {}
        z = -2.4
        while z < room.back - 0.7:
            colour, wide = dice.choice(_PACKS), dice.uniform(0.1, 0.22)
            for _ in range(dice.randint(1, 3)):
                high = dice.uniform(0.2, 0.34)
                paths.setdefault(colour, Path()).add(
                    eye.side(x, y, y + high, z, min(room.back - 0.52, z + wide - 0.015))
                )
                z += wide
        for colour, path in paths.items():
            canvas.fill(path, darken(room.lit(colour), 0.18))
        canvas.fill(eye.side(x, y - 0.05, y, -2.5, room.back - 0.5), shelf)
        canvas.stroke(polyline([eye.at(x, y, -2.5), eye.at(x, y, room.back - 0.5)]), lighten(shelf, 0.5), 3, 0.7)


def _island(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """A low gondola and a fridge that glows."""
    eye = room.eye
    reach = room.half - 0.35
    x = (0.15, reach) if side < 0 else (-reach, -0.15)
    stand(canvas, room, sum(x) / 2, 2.2, (x[1] - x[0]) * 0.6)
    box(canvas, room, x, (0, 1.05), (2.2, 2.7), style.shelf)
    k = eye.scale(2.2)
    dice = room.site.dice("island")
    for y in (0.1, 0.42, 0.74):
        (x0, foot), (x1, _) = eye.at(x[0] + 0.04, y, 2.2), eye.at(x[1] - 0.04, y, 2.2)
        canvas.fill(rect(x0, foot - 0.28 * k, x1 - x0, 0.28 * k), darken(room.lit(style.shelf), 0.5))
        _packs(canvas, room, dice, (x0 + 6, x1 - 6), foot, 0.27 * k, k)
    (x0, foot), (x1, _) = eye.at(x[0] + 0.06, 1.05, 2.4), eye.at(x[1] - 0.06, 1.05, 2.4)
    _packs(canvas, room, dice, (x0, x1), foot, 0.24 * k, k)
    _fridge(canvas, room, -reach + 0.1 if side < 0 else reach - 0.8)


def _fridge(canvas: Canvas, room: Room, x: float) -> None:
    eye, z = room.eye, 3.2
    k = eye.scale(z)
    stand(canvas, room, x + 0.35, z, 0.42)
    box(canvas, room, (x, x + 0.7), (0, 2.0), (z, z + 0.6), "#e4e8ec")
    left, top = eye.at(x + 0.06, 1.78, z)
    right, low = eye.at(x + 0.64, 0.14, z)
    canvas.fill(rect(left, top, right - left, low - top), "#dff2ff")
    glow(canvas, (left + right) / 2, (top + low) / 2, 1.2 * k, "#cfeaff", 0.3)
    dice = room.site.dice("fridge")
    for i in range(5):
        foot = top + (low - top) * (i + 1) / 5 - 6
        row(canvas, room, left + 6, right - 4, foot, k, f"fridge{dice.random()}", ("bottle", "jar", "bottle"))
        canvas.fill(rect(left, foot, right - left, 6), "#9ab4c4")
    canvas.stroke(rect(left, top, right - left, low - top), room.lit("#5f6a74"), 6)
    canvas.fill(rect(left + 12, top + 10, 14, low - top - 20), "#ffffff", 0.35)


def _counter(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """The till counter with its screen, sweets and a jar."""
    eye, z = room.eye, 2.0
    reach = room.half - 0.2
    stand(canvas, room, 0, z, reach)
    box(canvas, room, (-reach, reach), (0, 0.92), (z, z + 0.55), style.shelf)
    box(canvas, room, (-reach, reach), (0.5, 0.66), (z - 0.02, z), style.accent)
    box(canvas, room, (-reach - 0.04, reach + 0.04), (0.92, 0.98), (z - 0.06, z + 0.6), lighten(style.shelf, 0.3))
    k = eye.scale(z)
    x, foot = eye.at(side * 0.42, 0.98, z + 0.2)
    canvas.fill(round_rect(x - 0.22 * k, foot - 0.12 * k, 0.44 * k, 0.12 * k, 8), room.lit("#3a3f48"))
    canvas.fill(round_rect(x - 0.17 * k, foot - 0.42 * k, 0.34 * k, 0.26 * k, 8), room.lit("#2a2e36"))
    canvas.fill(rect(x - 0.15 * k, foot - 0.4 * k, 0.3 * k, 0.22 * k), "#bfe8ff")
    canvas.fill(rect(x - 0.13 * k, foot - 0.36 * k, 0.14 * k, 0.03 * k), "#3a6ab0")
    dice = room.site.dice("counter")
    (x0, foot), (x1, _) = eye.at(-side * 0.25, 0.98, z), eye.at(-side * (reach - 0.1), 0.98, z)
    _packs(canvas, room, dice, (min(x0, x1), max(x0, x1)), foot, 0.16 * k, k * 0.7)


def _front(canvas: Canvas, room: Room, style: _Style, _side: int) -> None:
    site = room.site
    foreground(canvas, room)
    left = site.dice("front", site.facing).random() < 0.5
    x0, x1 = (site.left, 90.0) if left else (site.width - 90, site.right)
    tone = darken(room.lit(style.shelf), 0.5)
    canvas.fill(rect(x0, 1180, x1 - x0, 1200), Linear((x0, 0), (x1, 0), ramp(darken(tone, 0.3), tone)))
    dice = site.dice("near goods")
    for y in (1430.0, 1720.0, 2010.0):
        for colour, path in _blurred(dice, x0, x1, y).items():
            canvas.fill(path, darken(room.lit(colour), 0.45))
        canvas.fill(rect(x0, y, x1 - x0, 26), lighten(tone, 0.12))


def _blurred(dice: Random, x0: float, x1: float, foot: float) -> dict[str, Path]:
    paths: dict[str, Path] = {}
    x = x0
    while x < x1 - 30:
        wide, high = dice.uniform(70, 110), dice.uniform(150, 215)
        paths.setdefault(dice.choice(_PACKS), Path()).add(round_rect(x, foot - high, min(wide, x1 - x) - 6, high, 18))
        x += wide
    return paths
