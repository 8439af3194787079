"""The living room: a window wall, a sofa, a bookcase, lamps; reversed, the door and the television."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, fade, ramp
from ..colour import darken, lighten
from ..path import polyline, rect, round_rect
from ..stage import Scenery
from .furniture import (
    bookcase,
    box,
    clock,
    door,
    floor_lamp,
    lamp_pool,
    pendant,
    picture,
    potted_plant,
    rug,
    sofa,
    stand,
    table_lamp,
)  # fmt: skip
from .interior import (
    Room,
    Window,
    ceiling_cove,
    furnished_room,
    gloom,
    paint_shell,
    paint_window,
    repeated,
    room_for,
    skirting,
    window_light,
)  # fmt: skip
from .lights import glow
from .nature import reeds
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    sofa: str
    cushion: str
    wood: str
    curtain: str
    rug: str


_STYLES: Final = (
    _Style("#e9d9c4", "#5f7f8a", "#e0a050", "#8a5c3c", "#d8c2a0", "#b86a54"),
    _Style("#b9c7bd", "#c8925e", "#3f6a66", "#6e4a34", "#f0e6d4", "#d9c7a4"),
    _Style("#d9b8ac", "#7a5168", "#e8c07a", "#7a4a34", "#b8707a", "#6a5a78"),
    _Style("#c4cdd9", "#e0d6c8", "#4a6a9a", "#a98660", "#8fa2bd", "#7a8aa6"),
)


def paint_living_room(site: Site) -> Scenery:
    """A flat's living room; sun or town through the curtains, lamps after dark."""
    style = site.blend(_STYLES, "sofa", "cushion", "rug")
    room = room_for(
        site, wall=site.varied(style.wall), floor=site.dice("floor").choice(("#b98a5c", "#a06f48", "#c9a67a")),
        ceiling="#efe6d8", back=3.3, tall=3.0, roomy=1.0,
    )  # fmt: skip
    return furnished_room(
        room,
        style,
        (_walls, 0.62),
        (_things, 0.84),
        (_front, 1.25),
        lamp="#ffcf94",
        motes="dust",
    )


def _window(room: Room, style: _Style, side: int) -> Window:
    dice = room.site.dice("window")
    left, right = room.seen(room.back, margin=False)
    middle = left + (right - left) * (0.36 if side < 0 else 0.64)
    half = min(1.35, (right - left) * 0.3)
    return Window(
        middle - half, middle + half, dice.choice((0.45, 0.85)), 2.35, frame=lighten(style.wood, 0.2),
        panes=dice.choice(((2, 1), (3, 1), (2, 2))), curtain=style.curtain,
        view=dice.choice(("city", "towers", "garden")),
    )  # fmt: skip


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    paint_shell(canvas, room, floor="planks", bright=-side)
    skirting(canvas, room, "#f4ede0", cornice=0.1)
    ceiling_cove(canvas, room)
    gloom(canvas, room, site.width * (0.7 if side < 0 else 0.3), 900, max(1250.0, site.width * 0.62))
    left, right = room.seen(room.back, margin=False)
    if site.reverse:
        flip = site.facing % 2 == 1
        door(canvas, room, left + 0.2 if flip else right - 1.1, lighten(style.wood, 0.15))
        at = (left + 1.4, right) if flip else (left, right - 1.4)
        middle = sum(at) / 2
        picture(canvas, room, (middle - 0.42, middle + 0.42), (1.5, 2.1), style.wood, "reverse")
        clock(canvas, room, middle + (0.75 if flip else -0.75), 2.2)
        return
    window = _window(room, style, side)
    free = (window.x1 + 0.45, right) if side < 0 else (left, window.x0 - 0.45)
    middle = sum(free) / 2
    if free[1] - free[0] > 0.4 and not _cased(room):
        picture(canvas, room, (middle - 0.28, middle + 0.28), (1.55, 2.2), style.wood, "a")
        if free[1] - free[0] > 1.8:
            picture(canvas, room, (middle + 0.45, middle + 0.9), (1.7, 2.1), style.wood, "b")
    for each in repeated(window, -room.half + 0.4, room.half - (1.9 if side < 0 else 0.4)):
        paint_window(canvas, room, each, thick=0.05)
        window_light(canvas, room, each, lean=-0.5 * side)


def _cased(room: Room) -> bool:
    """A bookcase stands in the corner of a narrow room, where others have a lamp and a picture."""
    left, right = room.seen(2.6, margin=False)
    return right - left < 4.5 and room.site.dice("corner").random() < 0.5


def _things(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    site = room.site
    dice = site.dice("things")
    left, right = room.seen(2.6, margin=False)
    rug_span = (-1.3, 1.3)
    rug(canvas, room, rug_span, (-0.6, 1.7), site.tinted(style.rug, 0.2), lighten(style.rug, 0.4))
    if site.reverse:
        _television_wall(canvas, room, style)
    else:
        middle = (left + right) / 2 - 0.35 * side
        wide = min(2.3, (right - left) * 0.72)
        if right - left > 4.5:
            case = (right - 1.4, right - 0.1) if side < 0 else (left + 0.1, left + 1.4)
            bookcase(canvas, room, case, 2.1, style.wood, "case")
        sofa(
            canvas,
            room,
            (middle - wide / 2, middle + wide / 2),
            2.0,
            site.tinted(style.sofa, 0.3),
            cushion=style.cushion,
            seats=2 if wide < 2 else 3,
        )
        edge = right - 0.1 if side < 0 else left + 0.1
        if _cased(room):
            bookcase(
                canvas, room, (edge - 0.4, edge + 0.7) if side < 0 else (edge - 0.7, edge + 0.4), 2.0, style.wood, "c"
            )
        else:
            floor_lamp(canvas, room, edge, 2.4, "#f0dcb8")
            lamp_pool(canvas, room, edge, 2.2, 1.0, 0.35)
        potted_plant(canvas, room, left + 0.1 if side < 0 else right - 0.1, 0, 2.5, dice.uniform(1.3, 1.7))
        _coffee_table(canvas, room, style, middle)
        if right - left > 6:
            _reading_corner(canvas, room, style, -side * (right - left) * 0.3)
    if dice.random() < 0.55 or site.width > 1600:
        pendant(
            canvas,
            room,
            0.2,
            1.5,
            2.1,
            dice.choice(("#f2e8d8", style.cushion)),
            form=dice.choice(("globe", "dome")),
            size=0.44,
        )
        lamp_pool(canvas, room, 0.2, 1.5, 1.2, 0.22)


def _reading_corner(canvas: Canvas, room: Room, style: _Style, x: float) -> None:
    """What fills the far side of a wide room: an armchair, its lamp, a low case and a plant."""
    rug(canvas, room, (x - 1.1, x + 1.1), (0.6, 2.2), style.cushion, lighten(style.cushion, 0.4))
    bookcase(canvas, room, (x + 0.8, x + 2.0) if x > 0 else (x - 2.0, x - 0.8), 1.1, style.wood, "low", shelves=3)
    floor_lamp(canvas, room, x + 0.75, 2.4, "#f0dcb8")
    lamp_pool(canvas, room, x + 0.6, 2.0, 1.0, 0.35)
    sofa(canvas, room, (x - 0.6, x + 0.55), 1.6, style.curtain, cushion=style.sofa, seats=1)
    potted_plant(canvas, room, x - 1.1, 0, 2.4, 1.4)


def _coffee_table(canvas: Canvas, room: Room, style: _Style, x: float) -> None:
    z = 1.0
    stand(canvas, room, x, z, 0.6, 0.3)
    box(canvas, room, (x - 0.55, x + 0.55), (0.34, 0.4), (z, z + 0.55), style.wood)
    eye, k = room.eye, room.eye.scale(z)
    for dx in (-0.5, 0.48):
        canvas.stroke(
            polyline([eye.at(x + dx, 0, z), eye.at(x + dx, 0.34, z)]),
            room.lit(darken(style.wood, 0.3)),
            0.04 * k,
            cap="butt",
        )
    bx, by = eye.at(x - 0.25, 0.4, z + 0.2)
    for i, colour in enumerate(("#a8423a", "#e8dcc6", "#2f5a6e")):
        canvas.fill(rect(bx - 0.02 * k * i, by - 0.035 * k * (i + 1), 0.3 * k, 0.035 * k), room.lit(colour))
    cx, cy = eye.at(x + 0.25, 0.4, z + 0.15)
    canvas.fill(round_rect(cx, cy - 0.1 * k, 0.09 * k, 0.1 * k, 8), room.lit(style.cushion))


def _television_wall(canvas: Canvas, room: Room, style: _Style) -> None:
    left, right = room.seen(2.6, margin=False)
    flip = room.site.facing % 2 == 1
    x = (right - 1.55, right - 0.05) if flip else (left + 0.05, left + 1.55)
    box(canvas, room, x, (0.08, 0.5), (2.7, 3.2), style.wood)
    eye, z = room.eye, 2.9
    ax, ay = eye.at(x[0] + 0.2, 1.3, z)
    bx, by = eye.at(x[1] - 0.2, 0.58, z)
    canvas.fill(round_rect(ax, ay, bx - ax, by - ay, 8), room.lit("#17151c"))
    on = room.site.lamps
    canvas.fill(
        rect(ax + 8, ay + 8, bx - ax - 16, by - ay - 16),
        Linear((ax, ay), (bx, by), ramp("#7fb4e8", "#3f5a9a", "#27305a") if on else ramp("#3a3c48", "#1c1c24")),
    )
    if on:
        glow(canvas, (ax + bx) / 2, (ay + by) / 2, 420, "#7fb4ff", 0.35)
    potted_plant(canvas, room, left + 0.15 if flip else right - 0.15, 0, 2.6, 1.5)
    table_lamp(canvas, room, x[0] + 0.1, 0.5, 2.9, "#f0dcb8")


def _front(canvas: Canvas, room: Room, _style: _Style, side: int) -> None:
    site = room.site
    canvas.fill(site.whole, Linear((0, 1450), (0, site.bottom), fade("#140810", 0.0, 0.42)))
    dice = site.dice("front", site.facing)
    x = site.left + 80 if (side < 0) != site.reverse else site.right - 80
    dark = darken(room.lit("#3f6a4c"), 0.45)
    canvas.fill(
        reeds(dice, x, site.bottom + 40, 640, 15, 300),
        Linear((0, 1500), (0, site.bottom), ramp(dark, darken(dark, 0.5))),
    )
