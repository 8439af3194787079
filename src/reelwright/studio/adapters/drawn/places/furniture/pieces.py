"""Pieces that stand on the floor: boxes, tables, chairs, sofas, rugs.

Knows their measures in metres and how the room lights them. Refuses to know where they stand.
"""

from __future__ import annotations

from ...canvas import Canvas, Linear, Stop, ramp
from ...colour import darken, lighten
from ...path import Path, ellipse, polyline, rect, round_rect, smooth
from ..interior import Room
from ..lights import shadow

Span = tuple[float, float]


def box(canvas: Canvas, room: Room, x: Span, y: Span, z: Span, colour: str, *, top: str = "") -> None:
    """A box in the room: its front and whichever other sides the camera sees."""
    eye = room.eye
    (x0, x1), (y0, y1), (z0, z1) = x, y, z
    tone = room.lit(colour)
    lid = room.lit(top) if top else lighten(tone, 0.14)
    if x0 > 0:
        canvas.fill(eye.side(x0, y0, y1, z0, z1), darken(tone, 0.34))
    elif x1 < 0:
        canvas.fill(eye.side(x1, y0, y1, z0, z1), darken(tone, 0.26))
    if y1 < eye.height:
        canvas.fill(eye.flat(x0, x1, z0, z1, y1), lid)
    elif y0 > eye.height:
        canvas.fill(eye.flat(x0, x1, z0, z1, y0), darken(tone, 0.5))
    left, high = eye.at(x0, y1, z0)
    _, low = eye.at(x1, y0, z0)
    canvas.fill(
        eye.front(x0, x1, y0, y1, z0), Linear((left, high), (left, low), ramp(lighten(tone, 0.04), darken(tone, 0.18)))
    )
    canvas.stroke(polyline([eye.at(x0, y1, z0), eye.at(x1, y1, z0)]), lighten(lid, 0.35), 2.5, 0.65, cap="butt")


def stand(canvas: Canvas, room: Room, x: float, z: float, half: float, alpha: float = 0.34) -> None:
    """The shadow on the floor under a thing."""
    cx, cy = room.eye.at(x, 0, z)
    k = room.eye.scale(z)
    shadow(canvas, cx, cy, half * k * 1.25, half * k * 0.24, alpha)


def round_table(
    canvas: Canvas, room: Room, x: float, z: float, colour: str, *, radius: float = 0.38, high: float = 0.74
) -> None:
    """A café table on one leg."""
    eye, tone = room.eye, room.lit(colour)
    stand(canvas, room, x, z, radius)
    k = eye.scale(z)
    cx, cy = eye.at(x, high, z)
    fx, fy = eye.at(x, 0, z)
    canvas.fill(ellipse(fx, fy - 4, 0.2 * k, 0.035 * k), room.lit("#2a2226"))
    canvas.stroke(polyline([(fx, fy - 8), (cx, cy)]), room.lit("#2e2629"), 0.05 * k, cap="butt")
    depth = max(8.0, (eye.at(x, high, z - radius)[1] - eye.at(x, high, z + radius)[1]) / 2)
    canvas.fill(ellipse(cx, cy + 0.03 * k, radius * k, depth), darken(tone, 0.42))
    canvas.fill(
        ellipse(cx, cy, radius * k, depth),
        Linear((cx - radius * k, 0), (cx + radius * k, 0), ramp(lighten(tone, 0.3), tone, darken(tone, 0.1))),
    )


def chair(
    canvas: Canvas, room: Room, x: float, z: float, colour: str, *, back: bool = True, high: float = 0.46
) -> None:
    """A plain chair that faces the camera or, without ``back`` before it, a stool."""
    eye, tone = room.eye, room.lit(colour)
    k = eye.scale(z)
    w = 0.42
    stand(canvas, room, x, z, 0.24, 0.28)
    legs = Path()
    for dx in (-w / 2 + 0.03, w / 2 - 0.03):
        for dz in (0.36, 0.0):
            legs.add(polyline([eye.at(x + dx, 0, z + dz), eye.at(x + dx, high, z + dz)]))
    if back:
        for dx in (-w / 2 + 0.03, w / 2 - 0.03):
            legs.add(polyline([eye.at(x + dx, high, z + 0.36), eye.at(x + dx, 0.88, z + 0.38)]))
    canvas.stroke(legs, darken(tone, 0.35), 0.035 * k, cap="butt")
    if back:
        bx0, by0 = eye.at(x - w / 2, 0.9, z + 0.38)
        bx1, by1 = eye.at(x + w / 2, 0.66, z + 0.38)
        canvas.fill(
            round_rect(bx0, by0, bx1 - bx0, by1 - by0, 12),
            Linear((0, by0), (0, by1), ramp(lighten(tone, 0.16), darken(tone, 0.1))),
        )
    canvas.fill(eye.flat(x - w / 2, x + w / 2, z, z + 0.4, high), lighten(tone, 0.12))
    canvas.fill(eye.front(x - w / 2, x + w / 2, high - 0.05, high, z), darken(tone, 0.12))


def stool(canvas: Canvas, room: Room, x: float, z: float, colour: str, *, high: float = 0.68) -> None:
    """A round bar stool."""
    eye, tone = room.eye, room.lit(colour)
    k = eye.scale(z)
    stand(canvas, room, x, z, 0.2, 0.3)
    sx, sy = eye.at(x, high, z)
    legs = Path()
    for dx, dz in ((-0.17, 0.0), (0.17, 0.0), (-0.1, 0.2), (0.1, 0.2)):
        legs.move(sx + dx * k * 0.5, sy).line(*eye.at(x + dx, 0, z + dz))
    legs.move(sx - 0.12 * k, sy + high * 0.65 * k).line(sx + 0.12 * k, sy + high * 0.65 * k)
    canvas.stroke(legs, room.lit("#2c2428"), 0.03 * k)
    canvas.fill(round_rect(sx - 0.19 * k, sy - 0.02 * k, 0.38 * k, 0.09 * k, 0.04 * k), darken(tone, 0.25))
    canvas.fill(ellipse(sx, sy - 0.02 * k, 0.19 * k, 0.045 * k), lighten(tone, 0.12))


def sofa(
    canvas: Canvas, room: Room, x: Span, z: float, colour: str, *, cushion: str = "#d9a05a", seats: int = 2
) -> None:
    """A soft sofa that faces the camera."""
    eye, tone = room.eye, room.lit(colour)
    x0, x1 = x
    k = eye.scale(z)
    for share in (0.2, 0.5, 0.8):
        stand(canvas, room, x0 + (x1 - x0) * share, z, (x1 - x0) * 0.36, 0.3)
    left, back_top = eye.at(x0, 0.84, z + 0.6)
    right, _ = eye.at(x1, 0.84, z + 0.6)
    seat_y = eye.at(0, 0.42, z)[1]
    foot = eye.at(0, 0.08, z)[1]
    canvas.fill(
        round_rect(left, back_top, right - left, seat_y - back_top + 40, 46),
        Linear((0, back_top), (0, seat_y), ramp(lighten(tone, 0.12), darken(tone, 0.16))),
    )
    fx0, fx1 = eye.at(x0 + 0.1, 0, z)[0], eye.at(x1 - 0.1, 0, z)[0]
    wide = (fx1 - fx0) / seats
    for i in range(seats):  # back cushions, then seats
        canvas.fill(
            round_rect(
                left + 40 + (right - left - 80) * i / seats + 4,
                back_top + 26,
                (right - left - 80) / seats - 8,
                seat_y - back_top,
                30,
            ),
            Linear((0, back_top), (0, seat_y), ramp(lighten(tone, 0.2), darken(tone, 0.05))),
        )
    canvas.fill(
        rect(fx0, seat_y + 10, fx1 - fx0, foot - seat_y - 10),
        Linear((0, seat_y), (0, foot), ramp(darken(tone, 0.1), darken(tone, 0.4))),
    )
    for i in range(seats):
        canvas.fill(
            round_rect(fx0 + wide * i + 3, seat_y - 0.1 * k, wide - 6, 0.2 * k, 26),
            Linear((0, seat_y - 0.1 * k), (0, seat_y + 0.1 * k), ramp(lighten(tone, 0.22), darken(tone, 0.12))),
        )
    arm_top = eye.at(0, 0.6, z)[1]
    for side in (0, 1):
        ax = eye.at(x0 if side == 0 else x1 - 0.2, 0, z)[0]
        canvas.fill(
            round_rect(ax, arm_top, 0.2 * k, foot - arm_top, 0.09 * k),
            Linear((ax, arm_top), (ax + 0.1 * k, foot), ramp(lighten(tone, 0.2), darken(tone, 0.28))),
        )
    pillow = room.lit(cushion)
    for px, degrees in ((fx0 + 0.34 * k, -12), (fx1 - 0.36 * k, 10)):
        shape = smooth(
            [
                (px - 0.2 * k, seat_y - 0.44 * k),
                (px, seat_y - 0.41 * k),
                (px + 0.2 * k, seat_y - 0.44 * k),
                (px + 0.18 * k, seat_y - 0.25 * k),
                (px + 0.2 * k, seat_y - 0.06 * k),
                (px, seat_y - 0.09 * k),
                (px - 0.2 * k, seat_y - 0.06 * k),
                (px - 0.18 * k, seat_y - 0.25 * k),
            ],
            tension=0.4,
        ).rotated(degrees, px, seat_y - 0.25 * k)
        canvas.fill(
            shape, Linear((px, seat_y - 0.44 * k), (px, seat_y), ramp(lighten(pillow, 0.2), darken(pillow, 0.15)))
        )


def rug(canvas: Canvas, room: Room, x: Span, z: Span, colour: str, line: str) -> None:
    """A rug with a border."""
    eye = room.eye
    tone, edge = room.lit(colour), room.lit(line)
    canvas.fill(eye.flat(*x, *z), tone)
    inset = 0.12
    border = eye.flat(x[0] + inset, x[1] - inset, z[0] + inset, z[1] - inset)
    canvas.stroke(border, edge, 9, 0.8)
    canvas.stroke(eye.flat(x[0] + 2.2 * inset, x[1] - 2.2 * inset, z[0] + 2 * inset, z[1] - 2 * inset), edge, 4, 0.6)
    y = eye.at(0, 0, z[1])[1]
    canvas.fill(
        eye.flat(*x, *z), Linear((0, y), (0, y + 420), (Stop(0, lighten(tone, 0.4), 0.22), Stop(1, "#100816", 0.25)))
    )
