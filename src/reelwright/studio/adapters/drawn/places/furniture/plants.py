"""Plants in pots, on the floor or on a cord.

Knows leaves under the light of a room; trees and meadows are in ``nature``.
"""

from __future__ import annotations

import math
from random import Random

from ...canvas import Canvas, Linear, ramp
from ...colour import darken, lighten
from ...path import Path, polygon, rect
from ..interior import Room
from ..nature import leaf
from .pieces import stand


def potted_plant(
    canvas: Canvas, room: Room, x: float, y: float, z: float, tall: float, *, pot: str = "#b9683f", kind: str = ""
) -> None:
    """A plant in a pot, of the height given in metres: fern, rubber tree, snake plant or trailing ivy."""
    k = room.eye.scale(z)
    cx, cy = room.eye.at(x, y, z)
    h = tall * k
    dice = room.site.dice("plant", round(x, 2), round(z, 2), round(y, 2))
    kind = kind or dice.choice(("fern", "rubber", "snake"))
    tone = room.lit(room.site.varied(pot, round(x, 2)))
    green = room.lit(dice.choice(("#4f8a4d", "#5d9a52", "#3f7a55", "#6a9a48")))
    w = h * (0.17 if tall > 0.5 else 0.24)
    rim = cy - h * 0.3
    if y < 0.05:
        stand(canvas, room, x, z, w / k * 1.1)
    _leaves(canvas, dice, kind, cx, rim, h * 0.7, green)
    body = polygon([(cx - w, rim), (cx + w, rim), (cx + w * 0.74, cy), (cx - w * 0.74, cy)])
    canvas.fill(body, Linear((cx - w, 0), (cx + w, 0), ramp(lighten(tone, 0.18), tone, darken(tone, 0.35))))
    canvas.fill(rect(cx - w * 1.08, rim - h * 0.03, w * 2.16, h * 0.07), lighten(tone, 0.08))


def _leaves(canvas: Canvas, dice: Random, kind: str, x: float, y: float, h: float, green: str) -> None:
    for layer, tone in enumerate((darken(green, 0.35), green, lighten(green, 0.16))):
        path = Path()
        if kind == "snake":
            for _ in range(4):
                dx, tip = dice.uniform(-0.16, 0.16) * h, dice.uniform(-0.26, 0.26) * h
                up = h * dice.uniform(0.65, 1.0) * (1 - 0.12 * layer)
                path.move(x + dx - h * 0.045, y).quad(x + dx - h * 0.06 + tip * 0.4, y - up * 0.6, x + dx + tip, y - up)
                path.quad(x + dx + h * 0.07 + tip * 0.4, y - up * 0.55, x + dx + h * 0.045, y).close()
        elif kind == "rubber":
            for _ in range(9):
                angle = dice.uniform(195, 345)
                far = h * dice.uniform(0.2, 0.78)
                path.add(
                    leaf(
                        x + math.cos(math.radians(angle)) * far * 0.62,
                        y + math.sin(math.radians(angle)) * far,
                        h * 0.16,
                        angle + dice.uniform(-40, 40),
                        0.5,
                    )
                )
        else:
            for i in range(8):
                angle = math.radians(200 + i * 20 + dice.uniform(-9, 9))
                long = h * dice.uniform(0.6, 1.0)
                ex, ey = x + math.cos(angle) * long * 0.8, y + math.sin(angle) * long * 0.8 + long * 0.24
                mx, my = x + math.cos(angle) * long * 0.5, y + math.sin(angle) * long * 0.95
                path.move(x - h * 0.02, y).quad(mx - h * 0.06, my, ex, ey).quad(
                    mx + h * 0.06, my + h * 0.09, x + h * 0.03, y
                ).close()
        canvas.fill(path, tone)


def hanging_plant(canvas: Canvas, room: Room, x: float, z: float, low: float) -> None:
    """A pot on a cord with trailing stems."""
    eye = room.eye
    k = eye.scale(z)
    cx, cy = eye.at(x, low, z)
    dice = room.site.dice("hanging", round(x, 2))
    canvas.stroke(
        Path()
        .move(cx - 0.13 * k, cy)
        .line(cx, cy - 0.5 * k)
        .line(cx + 0.13 * k, cy)
        .move(cx, cy - 0.5 * k)
        .line(cx, eye.at(x, room.tall, z)[1]),
        room.lit("#8a7258"),
        4,
    )
    green = room.lit("#5a9450")
    stems, leaves, light = Path(), Path(), Path()
    for i in range(7):
        dx = (i - 3) * 0.055 * k
        long = k * dice.uniform(0.25, 0.75)
        stems.move(cx + dx, cy).quad(cx + dx * 2.0, cy + long * 0.3, cx + dx * 2.2, cy + long)
        for j in range(5):
            u = (j + 1) / 5
            (light if (i + j) % 3 == 0 else leaves).add(
                leaf(cx + dx * (1 + 1.2 * u), cy + long * u, 0.055 * k, dice.uniform(20, 160), 0.55)
            )
    canvas.stroke(stems, darken(green, 0.3), 3)
    canvas.fill(leaves, green)
    canvas.fill(light, lighten(green, 0.22))
    tone = room.lit("#e8dccb")
    canvas.fill(
        polygon(
            [
                (cx - 0.16 * k, cy - 0.06 * k),
                (cx + 0.16 * k, cy - 0.06 * k),
                (cx + 0.1 * k, cy + 0.14 * k),
                (cx - 0.1 * k, cy + 0.14 * k),
            ]
        ),
        Linear((cx - 0.16 * k, 0), (cx + 0.16 * k, 0), ramp(lighten(tone, 0.2), darken(tone, 0.25))),
    )
