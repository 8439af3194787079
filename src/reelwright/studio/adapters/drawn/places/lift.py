"""The lift: brushed metal, a mirror, a rail; reversed, the doors and the panel with its floors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, round_rect
from ..stage import Scenery
from .fittings import chosen, floor_shine, foreground, passage
from .furniture import box
from .interior import Room, furnished_room, paint_shell
from .lights import glow
from .perspective import NEAREST
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    metal: str
    panel: str
    floor: str
    light: str


_STYLES: Final = (
    _Style("#b4bac4", "#8a919c", "#4a4650", "#fff6e4"),
    _Style("#c9a878", "#8f6a48", "#3a3030", "#ffe4b4"),
    _Style("#8f9aa8", "#3f4a5c", "#5f6470", "#e4f2ff"),
)


def paint_lift(site: Site) -> Scenery:
    """A lift's car. The hour shows in the lobby behind the glass strip of its doors, and in its dimmed light."""
    style = chosen(site, _STYLES)
    room = passage(
        site,
        wall=site.tinted(style.metal),
        floor=style.floor,
        ceiling="#d8dade",
        half=1.2,
        back=1.5,
        tall=2.6,
        lamp=style.light,
    )
    return furnished_room(
        room,
        style,
        (_walls, 0.78),
        (_fittings, 0.9),
        (_near, 1.2),
        lamp=style.light,
    )


def _near(canvas: Canvas, room: Room, _style: _Style, _side: int) -> None:
    foreground(canvas, room, 0.5)


def _walls(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    paint_shell(canvas, room, floor="tiles", bright=-side)
    _ceiling(canvas, room, style)
    _seams(canvas, room, style)
    if room.site.reverse:
        _doors(canvas, room, style)
    else:
        _mirror(canvas, room, style)
    floor_shine(canvas, room, (0.0,), style.light, 0.28)


def _ceiling(canvas: Canvas, room: Room, style: _Style) -> None:
    """A ring of light and four spots."""
    eye = room.eye
    outer = eye.flat(-0.85, 0.85, -1.6, room.back - 0.25, room.tall)
    inner = eye.flat(-0.6, 0.6, -1.3, room.back - 0.45, room.tall)
    canvas.fill(Path().add(outer).add(inner), style.light, even_odd=True)
    x, y = eye.at(0, room.tall, 0.4)
    glow(canvas, x, y, 760, style.light, 0.5)
    spots = Path()
    for dx in (-0.34, 0.34):
        for z in (0.1, 0.7):
            sx, sy = eye.at(dx, room.tall, z)
            spots.add(ellipse(sx, sy, 26, 10))
    canvas.fill(spots, "#fffdf4")


def _seams(canvas: Canvas, room: Room, style: _Style) -> None:
    """Panels of brushed metal: seams, and the long soft lights that metal shows."""
    eye, h, b = room.eye, room.half, room.back
    tone = room.lit(style.panel)
    lines = Path()
    for sign in (-1, 1):
        canvas.fill(eye.side(sign * h, 0.12, 0.86, NEAREST, b), tone, 0.6)
        for z in (-1.4, -0.4, 0.6):
            lines.add(polyline([eye.at(sign * h, 0, z), eye.at(sign * h, room.tall, z)]))
        for z in (-0.9, 0.2, 1.1):
            strip = eye.side(sign * h, 0.0, room.tall, z - 0.16, z + 0.05)
            a, c = eye.at(sign * h, 0, z - 0.16)[0], eye.at(sign * h, 0, z + 0.05)[0]
            canvas.fill(strip, Linear((a, 0), (c, 0), fade("#ffffff", 0.0, 0.28, 0.0)))
    for x in (-0.4, 0.4):
        lines.add(polyline([eye.at(x, 0, b), eye.at(x, room.tall, b)]))
    canvas.fill(eye.front(-h, h, 0.12, 0.86, b), tone, 0.6)
    for x in (-0.8, 0.0, 0.8):
        (ax, ay), (cx, cy) = eye.at(x - 0.25, room.tall, b), eye.at(x + 0.25, 0, b)
        canvas.fill(rect(ax, ay, cx - ax, cy - ay), Linear((ax, 0), (cx, 0), fade("#ffffff", 0.0, 0.22, 0.0)))
    canvas.stroke(lines, darken(room.lit(style.metal), 0.5), 5, 0.6)


def _mirror(canvas: Canvas, room: Room, style: _Style) -> None:
    """A mirror in the upper half of the back wall, in which the doors and the light are seen."""
    eye, z = room.eye, room.back
    x0, y0 = eye.at(-0.86, 2.3, z)
    x1, y1 = eye.at(0.86, 1.02, z)
    glass = rect(x0, y0, x1 - x0, y1 - y0)
    metal = room.lit(style.metal)
    canvas.fill(
        glass,
        Linear((x0, y0), (x1, y1), ramp(mix(metal, "#e8f2fa", 0.45), darken(metal, 0.1), mix(metal, "#c8d8e8", 0.3))),
    )
    with canvas.clip(glass):
        middle = (x0 + x1) / 2
        for sign in (-1, 1):
            leaf = rect(middle + (2 if sign > 0 else -142), y0 + 50, 140, y1 - y0)
            canvas.fill(
                leaf, Linear((middle, 0), (middle + sign * 142, 0), ramp(darken(metal, 0.12), darken(metal, 0.34)))
            )
        canvas.stroke(polyline([(middle, y0 + 50), (middle, y1)]), darken(metal, 0.6), 4)
        canvas.fill(ellipse(middle, y0 - 10, 210, 60), style.light, 0.8)
        canvas.fill(polygon([(x0 + 60, y1), (x0 + 180, y1), (x0 + 420, y0), (x0 + 300, y0)]), "#ffffff", 0.22)
        canvas.fill(polygon([(x0 + 230, y1), (x0 + 262, y1), (x0 + 502, y0), (x0 + 470, y0)]), "#ffffff", 0.16)
    canvas.stroke(glass, darken(metal, 0.4), 8)


def _doors(canvas: Canvas, room: Room, style: _Style) -> None:
    """Two sliding leaves with a gap of outside light between them, and the display above."""
    eye, z, site = room.eye, room.back, room.site
    metal = room.lit(style.metal)
    x0, y0 = eye.at(-0.62, 2.12, z)
    x1, y1 = eye.at(0.62, 0, z)
    middle = (x0 + x1) / 2
    canvas.fill(rect(x0 - 26, y0 - 26, x1 - x0 + 52, y1 - y0 + 26), darken(metal, 0.45))
    for sign, (a, b) in ((-1, (x0, middle)), (1, (middle, x1))):
        leaf = ramp(darken(metal, 0.2), lighten(metal, 0.22), metal, lighten(metal, 0.08), darken(metal, 0.26))
        canvas.fill(rect(a, y0, b - a, y1 - y0), Linear((a, y0), (b, y0), leaf))
        glass = rect((a + b) / 2 - 34, y0 + 90, 68, y1 - y0 - 330)
        canvas.fill(glass, Linear((0, y0), (0, y1), ramp(*site.air.sky[1:])))
        canvas.stroke(glass, darken(metal, 0.5), 7)
        del sign
    canvas.stroke(polyline([(middle, y0), (middle, y1)]), "#14161c", 7)
    canvas.stroke(polyline([(middle + 5, y0), (middle + 5, y1)]), lighten(metal, 0.5), 2, 0.8)
    plate = round_rect(middle - 120, y0 - 128, 240, 82, 12)
    canvas.fill(plate, "#0e1016")
    floor = site.sign("12", "27", "8", "33")
    canvas.text(
        f"{floor}" if len(floor) > 3 else f"{floor} ↑",
        middle,
        y0 - 68,
        54 if len(floor) < 6 else 34,
        "#ff5a3a",
        weight=700,
        align="centre",
    )
    glow(canvas, middle, y0 - 86, 190, "#ff5a3a", 0.35)


def _fittings(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """The hand rail and the panel of buttons."""
    eye, h, b = room.eye, room.half, room.back
    steel = lighten(room.lit(style.metal), 0.2)
    if not room.site.reverse:
        box(canvas, room, (-h + 0.1, h - 0.1), (0.92, 0.98), (b - 0.12, b - 0.06), lighten(style.metal, 0.25))
    for sign in (-1, 1):
        x = sign * (h - 0.07)
        canvas.fill(eye.side(x, 0.92, 0.98, -1.6, b - 0.1), steel)
        canvas.stroke(polyline([eye.at(x, 0.98, -1.6), eye.at(x, 0.98, b - 0.1)]), "#ffffff", 3, 0.6)
    _buttons(canvas, room, style, side)


def _buttons(canvas: Canvas, room: Room, style: _Style, side: int) -> None:
    """A panel on a side wall near the doors, or beside them."""
    eye, metal = room.eye, room.lit(style.metal)
    if room.site.reverse:
        x0, y0 = eye.at(side * 0.92 - 0.14, 1.75, room.back)
        x1, y1 = eye.at(side * 0.92 + 0.14, 0.85, room.back)
    else:
        x0, y0 = eye.at(side * (room.half - 0.01), 1.72, 0.5)
        x1, y1 = eye.at(side * (room.half - 0.01), 0.84, 1.0)
        x0, x1 = min(x0, x1), max(x0, x1)
    plate = round_rect(x0, y0, x1 - x0, y1 - y0, 10)
    canvas.fill(plate, Linear((x0, y0), (x1, y1), ramp(lighten(metal, 0.4), darken(metal, 0.1))))
    canvas.stroke(plate, darken(metal, 0.55), 4)
    w, h = x1 - x0, y1 - y0
    canvas.fill(rect(x0 + w * 0.2, y0 + h * 0.05, w * 0.6, h * 0.12), "#10131a")
    dice = room.site.dice("buttons")
    lit = dice.randrange(12)
    for i in range(12):
        bx, by = x0 + w * (0.32 + 0.36 * (i % 2)), y0 + h * (0.27 + 0.125 * (i // 2))
        r = min(w * 0.15, h * 0.05)
        if i == lit:
            glow(canvas, bx, by, r * 5, "#ffb84a", 0.7)
        canvas.fill(
            ellipse(bx, by, r),
            "#ffd88a"
            if i == lit
            else Radial((bx - r * 0.3, by - r * 0.3), r * 1.4, ramp("#ffffff", darken(metal, 0.12))),
        )
        canvas.stroke(ellipse(bx, by, r), darken(metal, 0.5), 3)
