"""Glasses and earrings, on a head seen from the front to three-quarter."""

from __future__ import annotations

from reelwright.story import Person

from ..canvas import Canvas, Linear, ramp
from ..path import Path, Point
from .aim import Aim
from .ink import facet, joined, mass, outlined, ring, taper
from .proportions import Head


def _lens(kind: str, x: float, y: float, w: float, side: int) -> Path:
    h = 42.0
    match kind:
        case "round":
            return ring(x, y + 3, w * 1.0, 47)
        case "square":
            return mass(
                [
                    (x - w * 1.06, y - h * 0.8),
                    (x, y - h * 0.92),
                    (x + w * 1.06, y - h * 0.8),
                    (x + w * 0.96, y + h * 0.8),
                    (x, y + h * 0.98),
                    (x - w * 0.96, y + h * 0.8),
                ],
                tension=0.22,
            )
        case "half_rim":
            return mass(
                [
                    (x - w * 1.06, y - h * 0.62),
                    (x, y - h * 0.74),
                    (x + w * 1.06, y - h * 0.62),
                    (x + w * 0.9, y + h * 0.55),
                    (x, y + h * 0.76),
                    (x - w * 0.9, y + h * 0.55),
                ],
                tension=0.4,
            )
        case _:
            return mass(
                [
                    (x - side * w * 0.98, y - h * 0.78),
                    (x + side * w * 1.16, y - h * 0.9),
                    (x + side * w * 1.1, y + h * 0.3),
                    (x + side * w * 0.3, y + h * 1.06),
                    (x - side * w * 0.76, y + h * 0.7),
                ],
                tension=0.42,
            )


def paint_glasses(canvas: Canvas, person: Person, head: Head, aim: Aim) -> None:
    """Draw glasses with bridge, temples and a gleam."""
    kind = person.glasses
    if kind == "none":
        return
    frame = {"round": "#4a3a2c", "square": "#15151c", "half_rim": "#3a3f4a", "sunglasses": "#0e0e13"}.get(
        kind, "#15151c"
    )
    spots: list[tuple[float, float, float, int]] = []
    for side in (-1, 1):
        x, y = aim.at(side * (head.eye_x + 1), head.eye_y + 4, 112)
        spots.append((x, y, 53 * aim.squeeze(side * 52), side))
    lenses = [_lens(kind, *spot) for spot in spots]
    bridge_y = spots[0][1] - 8
    left: Point = (spots[0][0] + spots[0][2] * 0.96, bridge_y)
    right: Point = (spots[1][0] - spots[1][2] * 0.96, bridge_y)
    nose = aim.at(0, head.eye_y - 12, 146)
    lines = [taper([left, nose, right], 8, start=0.8, end=0.8)]
    for x, y, w, side in spots:
        if aim.turn * side < 0.5:
            ear = aim.at(side * 148, head.eye_y - 14, -6)
            lines.append(taper([(x + side * w * 1.02, y - 16), ear], 8, start=0.9, end=0.7))
    if kind == "sunglasses":
        y = spots[0][1]
        for lens in lenses:
            outlined(canvas, lens, Linear((0, y - 44), (0, y + 48), ramp("#0b0b12", "#20222e", "#4a4a5a")), frame, 3.4)
    else:
        canvas.fill(joined(lenses), "#dcecff", 0.16)
    gleams = [
        facet([(x - w * 0.5, y - 30), (x - w * 0.14, y - 32), (x - w * 0.6, y + 22), (x - w * 0.84, y + 8)])
        for x, y, w, _ in spots
    ]
    canvas.fill(joined(gleams), "#ffffff", 0.22 if kind != "sunglasses" else 0.14)
    for (x, y, w, _), lens in zip(spots, lenses, strict=True):
        if kind == "half_rim":
            lines.append(
                taper(
                    [
                        (x - w * 1.06, y - 20),
                        (x - w * 0.9, y - 27),
                        (x, y - 32),
                        (x + w * 0.9, y - 27),
                        (x + w * 1.06, y - 20),
                    ],
                    10,
                    start=0.8,
                    end=0.8,
                )
            )
            canvas.stroke(lens, frame, 1.8, 0.5)
        else:
            canvas.stroke(lens, frame, 8 if kind == "square" else 5.5)
    canvas.fill(joined(lines), frame)


def paint_earrings(canvas: Canvas, person: Person, aim: Aim) -> None:
    """Draw earrings below the lobes of the ears that are seen."""
    if person.earrings == "none":
        return
    for side in (-1, 1):
        if aim.turn * side > 0.5:
            continue
        x, y = aim.at(side * 148, 54, -8)
        x += side * 2
        match person.earrings:
            case "stud":
                outlined(canvas, ring(x, y - 2, 6.5, 6.5), "#ffe9a8", "#7a5a1e", 2.4)
            case "hoop":
                canvas.stroke(ring(x, y + 26, 22 * (1 - 0.3 * abs(aim.turn)), 27), "#7a5a1e", 8)
                canvas.stroke(ring(x, y + 26, 22 * (1 - 0.3 * abs(aim.turn)), 27), "#f0cd72", 4.4)
            case _:
                canvas.fill(taper([(x, y - 4), (x, y + 26)], 4, start=1, end=1), "#a8842e")
                outlined(
                    canvas,
                    mass([(x, y + 20), (x + 9, y + 42), (x, y + 54), (x - 9, y + 42)]),
                    "#7fd0e8",
                    "#24586e",
                    2.6,
                )
                canvas.fill(ring(x - 3, y + 38, 2.6, 4), "#ffffff", 0.9)
