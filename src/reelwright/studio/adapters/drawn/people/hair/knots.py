"""Tied hair seen from the front: tails, buns, braids."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reelwright.story import Person

from ...path import Path, Point
from ..aim import Aim
from ..ink import lerp, mass, ring, taper
from .spec import HairStyle
from .strands import swing

_CHILDS_TAIL: Final = 0.62


@dataclass(frozen=True, slots=True)
class Tied:
    """What a knot adds: shapes behind the body, shapes before it, their lines, and ribbons."""

    rear: list[Path]
    over: list[Path]
    lines: list[Path]
    ribbons: list[Path]


def tail(points: list[Point], width: float) -> Path:
    """A tail of hair: full below its tie, pointed at the end."""
    return taper(points, width, start=0.42, end=0.0, peak=0.4)


def _tail_lines(points: list[Point], width: float) -> list[Path]:
    lines = []
    for share in (-0.22, 0.06, 0.28):
        shifted = [
            (x + share * width * math.sin(math.pi * (0.25 + 0.6 * i / len(points))), y)
            for i, (x, y) in enumerate(points)
        ]
        lines.append(taper(shifted[1:], 4.0, start=0.1))
    return lines


def bun(x: float, y: float, size: float) -> tuple[list[Path], list[Path]]:
    """A bun: a round mass with a few turns."""
    shape = mass(
        [
            (x - size, y + size * 0.1),
            (x - size * 0.74, y - size * 0.72),
            (x, y - size),
            (x + size * 0.76, y - size * 0.7),
            (x + size, y + size * 0.1),
            (x + size * 0.62, y + size * 0.8),
            (x - size * 0.62, y + size * 0.8),
        ]
    )
    turns = [
        taper(
            [(x - size * 0.8, y + size * 0.1), (x - size * 0.2, y - size * 0.62), (x + size * 0.62, y - size * 0.4)], 5
        ),
        taper([(x - size * 0.5, y + size * 0.5), (x, y - size * 0.1), (x + size * 0.7, y)], 5),
        taper(
            [(x - size * 0.2, y + size * 0.66), (x + size * 0.3, y + size * 0.3), (x + size * 0.5, y + size * 0.4)], 4
        ),
    ]
    return [shape], turns


def tail_share(person: Person) -> float:
    """How long and full a tied tail is: hair grows with its owner."""
    return _CHILDS_TAIL if person.age == "child" else 1.0


def shortened(points: Sequence[Point], share: float) -> list[Point]:
    """A tail that is a share as long, from its tie."""
    (x0, y0), *_ = points
    return [(x0 + (x - x0) * (0.3 + 0.7 * share), y0 + (y - y0) * share) for x, y in points]


def tied(style: HairStyle, aim: Aim, sway: float, *, share: float = 1.0) -> Tied:
    """What the knot of a style adds on a turned head.

    Args:
        style: with the knot.
        aim: of the head.
        sway: of loose hair.
        share: how long and full a tail is, against that of somebody grown.
    """
    t = aim.turn
    match style.knot:
        case "ponytail":
            out = max(-1.0, min(1.0, 0.62 - t * 1.25))
            line = [
                (aim.side(0) + 40 * out, -226.0),
                (150 * out, -262.0),
                (232 * out, -120.0),
                (226 * out, 90.0),
                (212 * out, 300.0),
                (176 * out, 440.0),
            ]
            line = [swing(p, sway * 1.8) for p in shortened(line, share)]
            full = 0.3 + 0.7 * share
            return Tied(
                [tail(line, 128 * full)],
                [],
                _tail_lines(line, 110 * full),
                [ring(aim.side(0) + 92 * out, -250, 22, 26)],
            )
        case "high_bun" | "topknot" | "low_bun":
            return _round_knot(style.knot, aim)
        case "twin_tails":
            rear: list[Path] = []
            lines2: list[Path] = []
            ribbons: list[Path] = []
            for side in (-1, 1):
                away = t * side
                x = side * (150 - 22 * max(0.0, away)) - 12 * t
                line = [
                    (x, -120.0),
                    (x + side * 74, -136.0),
                    (x + side * 92, 30.0),
                    (x + side * 66, 230.0),
                    (x + side * 84, 430.0),
                    (x + side * 40, 560.0),
                ]
                line = [swing(p, sway * 1.6) for p in shortened(line, share)]
                full = 0.3 + 0.7 * share
                rear.append(tail(line, 132 * full))
                lines2 += _tail_lines(line, 108 * full)
                ribbons += [ring(x + side * 20, -124, 20, 30)]
            return Tied(rear, [], lines2, ribbons)
        case "braid":
            return _braid(aim, sway)
    return Tied([], [], [], [])


def _round_knot(kind: str, aim: Aim) -> Tied:
    t = aim.turn
    if kind == "low_bun":
        shapes, lines = bun(max(-140.0, min(140.0, 92 - 84 * t)), 118, 74)
        return Tied(shapes, [], lines, [])
    high = kind == "high_bun"
    x = aim.side(0) - (34 if high else 26) * t
    shapes, lines = bun(x, (-308 if high else -286) + 8 * aim.pitch, 82 if high else 50)
    reach = 60 if high else 34
    return Tied(shapes, [], lines, [taper([(x - reach, -250), (x, -240), (x + reach, -250)], 20, start=0.6, end=0.6)])


def _braid(aim: Aim, sway: float) -> Tied:
    x0 = 112 - 34 * aim.turn
    over: list[Path] = []
    lines: list[Path] = []
    links = 7
    for k in range(links):
        share = k / links
        y = 150 + k * 60
        x, _ = swing((x0 + 34 * math.sin(share * 2.4), y), sway * 1.2)
        size = lerp(50, 30, share)
        side = 1 if k % 2 else -1
        over.append(
            mass(
                [
                    (x - side * size, y - 44),
                    (x + side * size * 0.5, y - 30),
                    (x + side * size, y + 14),
                    (x + side * size * 0.2, y + 54),
                    (x - side * size * 0.5, y + 20),
                ]
            )
        )
        lines.append(
            taper([(x - side * size * 0.6, y - 24), (x + side * size * 0.2, y - 4), (x + side * size * 0.5, y + 26)], 4)
        )
    y = 150 + links * 60
    x, _ = swing((x0 + 34 * math.sin(2.4), y), sway * 1.2)
    end = taper([(x, y), (x + 8, y + 60), (x - 6, y + 130)], 56, start=0.5, peak=0.4)
    return Tied([], [*over, end], lines, [ring(x, y + 4, 22, 16)])
