"""Goods: rows of cups, books, bottles and bowls, the boards and cases that carry them, and steam.

Knows small things by the dozen, gathered into one path a colour.
"""

from __future__ import annotations

from random import Random

from ...canvas import Canvas, Linear, fade, ramp
from ...colour import darken, lighten
from ...path import Path, ellipse, polygon, rect, round_rect
from ..interior import Room
from ..nature import leaf
from .pieces import Span, box, stand


def shelf(
    canvas: Canvas,
    room: Room,
    x: Span,
    y: float,
    colour: str,
    salt: str,
    *,
    goods: tuple[str, ...] = ("cup", "plant", "jar"),
) -> None:
    """A board on the wall behind with things in a row: cup, jar, bottle, book, plant, bowl."""
    eye, z = room.eye, room.back
    k = eye.scale(z)
    tone = room.lit(colour)
    x0, y0 = eye.at(x[0], y, z - 0.2)
    x1, _ = eye.at(x[1], y, z - 0.2)
    canvas.fill(rect(x0 + 6, y0 + 14, x1 - x0, 0.1 * k), "#140a10", 0.18)
    row(canvas, room, x0 + 12, x1 - 12, y0, k, salt, goods)
    if y > eye.height:
        canvas.fill(eye.flat(*x, z - 0.2, z, y - 0.05), darken(tone, 0.4))
    canvas.fill(
        rect(x0, y0, x1 - x0, 0.05 * k),
        Linear((0, y0), (0, y0 + 0.05 * k), ramp(lighten(tone, 0.18), darken(tone, 0.15))),
    )


_GLAZES = ("#e8583f", "#f4efe4", "#3f7f86", "#f2b84b", "#f7f3ea", "#7a5a9a", "#d9cbb8")

_SPINES = ("#a8423a", "#2f5a6e", "#d9a441", "#4a6a4a", "#e8dcc6", "#6a3f5a", "#c46a3a", "#34465e", "#8a9a6a")

_GLASS = ("#5a8a4a", "#8a4a2a", "#c9d8d0", "#3a5a6a", "#b8873a")


def row(
    canvas: Canvas, room: Room, x0: float, x1: float, y: float, k: float, salt: str, goods: tuple[str, ...]
) -> None:
    """Things side by side on a line of the stage, k units a metre."""
    dice = room.site.dice("row", salt)
    paths: dict[str, Path] = {}
    shines = Path()
    x = x0
    while x < x1 - 0.1 * k:
        kind = dice.choice(goods)
        wide = _thing(paths, dice, room, kind, x, y, k, x1)
        if kind in {"cup", "jar", "bottle"}:
            shines.add(rect(x + wide * 0.2, y - 0.11 * k, wide * 0.1, 0.08 * k))
        x += wide + dice.uniform(0.015, 0.05) * k * (0.1 if kind == "book" else 1)
    for colour, path in paths.items():
        canvas.fill(path, room.lit(colour))
    canvas.fill(shines, "#ffffff", 0.35)


def _thing(
    paths: dict[str, Path], dice: Random, room: Room, kind: str, x: float, y: float, k: float, x1: float
) -> float:
    def put(colour: str, path: Path) -> None:
        paths.setdefault(colour, Path()).add(path)

    if kind == "book":
        wide = 0.0
        for _ in range(dice.randint(3, 7)):
            w, h = dice.uniform(0.025, 0.05) * k, dice.uniform(0.19, 0.29) * k
            if x + wide + w > x1:
                break
            put(room.site.tinted(dice.choice(_SPINES), 0.2), rect(x + wide, y - h, w, h))
            put("#f2e6c8", rect(x + wide + w * 0.25, y - h * 0.82, w * 0.5, h * 0.06))
            wide += w + 1
        return max(wide, 0.05 * k)
    if kind == "plant":
        put("#b9683f", polygon([(x, y - 0.1 * k), (x + 0.12 * k, y - 0.1 * k), (x + 0.1 * k, y), (x + 0.02 * k, y)]))
        for _ in range(9):
            put(
                dice.choice(("#4f8a4d", "#6fae5d", "#3c7446")),
                leaf(
                    x + 0.06 * k + dice.uniform(-0.07, 0.07) * k,
                    y - dice.uniform(0.13, 0.26) * k,
                    0.06 * k,
                    dice.uniform(200, 340),
                    0.5,
                ),
            )
        return 0.14 * k
    if kind == "jar":
        colour = room.site.tinted(dice.choice(("#d9b98a", "#8a5a3a", "#c9c0a8", "#a86a4a")), 0.2)
        put(colour, round_rect(x, y - 0.17 * k, 0.11 * k, 0.17 * k, 0.02 * k))
        put("#5a4030", rect(x + 0.01 * k, y - 0.2 * k, 0.09 * k, 0.035 * k))
        put("#f4ecd8", rect(x + 0.02 * k, y - 0.11 * k, 0.07 * k, 0.05 * k))
        return 0.12 * k
    if kind == "bottle":
        colour = dice.choice(_GLASS)
        put(
            colour,
            round_rect(x, y - 0.2 * k, 0.075 * k, 0.2 * k, 0.02 * k).add(
                rect(x + 0.024 * k, y - 0.29 * k, 0.027 * k, 0.1 * k)
            ),
        )
        put("#f0e2bc", rect(x + 0.004 * k, y - 0.14 * k, 0.067 * k, 0.07 * k))
        return 0.08 * k
    if kind == "bowl":
        colour = room.site.tinted(dice.choice(_GLAZES), 0.2)
        n = dice.randint(1, 3)
        for i in range(n):
            yy = y - i * 0.035 * k
            put(
                colour,
                Path()
                .move(x, yy - 0.08 * k)
                .line(x + 0.17 * k, yy - 0.08 * k)
                .quad(x + 0.15 * k, yy, x + 0.11 * k, yy)
                .line(x + 0.06 * k, yy)
                .quad(x + 0.02 * k, yy, x, yy - 0.08 * k)
                .close(),
            )
        return 0.18 * k
    colour = room.site.tinted(dice.choice(_GLAZES), 0.25)
    put(colour, round_rect(x, y - 0.1 * k, 0.1 * k, 0.1 * k, 0.02 * k))
    ring = ellipse(x + 0.105 * k, y - 0.05 * k, 0.035 * k, 0.033 * k)
    put(colour, ring)
    return 0.15 * k


def bookcase(
    canvas: Canvas,
    room: Room,
    x: Span,
    high: float,
    colour: str,
    salt: str,
    *,
    shelves: int = 5,
    goods: tuple[str, ...] = ("book", "book", "book", "jar", "plant"),
) -> None:
    """A tall case against the wall behind, full of things."""
    eye, z = room.eye, room.back - 0.3
    tone = room.lit(colour)
    k = eye.scale(z)
    stand(canvas, room, (x[0] + x[1]) / 2, z, (x[1] - x[0]) * 0.55)
    box(canvas, room, x, (0, high), (z, room.back), colour)
    x0, y0 = eye.at(x[0] + 0.05, high - 0.05, z)
    x1, y1 = eye.at(x[1] - 0.05, 0.08, z)
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), darken(tone, 0.55))
    step = (y1 - y0) / shelves
    for i in range(shelves):
        foot = y0 + step * (i + 1)
        row(canvas, room, x0 + 6, x1 - 4, foot - 8, k * min(1.0, step / (0.34 * k)), f"{salt}{i}", goods)
        canvas.fill(rect(x0, foot - 8, x1 - x0, 10), lighten(tone, 0.12))
    canvas.fill(rect(x0, y0, x1 - x0, y1 - y0), Linear((0, y0), (0, y1), fade("#140a14", 0.0, 0.28)))


def steam(canvas: Canvas, x: float, y: float, tall: float, salt: Random, alpha: float = 0.35) -> None:
    """Steam that rises from something hot."""
    wisps = Path()
    for _ in range(3):
        dx = salt.uniform(-0.25, 0.25) * tall
        wisps.move(x + dx * 0.4, y).cubic(
            x + dx + tall * 0.16, y - tall * 0.3, x + dx - tall * 0.18, y - tall * 0.6, x + dx + tall * 0.06, y - tall
        )
    canvas.stroke(wisps, Linear((x, y), (x, y - tall), fade("#ffffff", alpha * 0.5, alpha, 0.0)), tall * 0.09)
    canvas.stroke(wisps, Linear((x, y), (x, y - tall), fade("#ffffff", alpha * 0.3, alpha * 0.4, 0.0)), tall * 0.22)
