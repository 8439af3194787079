"""Hair as shapes: a style, turned as the head is turned, becomes masses, locks and lines.

Knows how hair lies on a head seen from the front to three-quarter.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from ...path import Path, Point
from ..aim import Aim
from ..ink import lock, mass, taper
from .spec import HairStyle, Strand


@dataclass(frozen=True, slots=True)
class Hairdo:
    """A style as it stands on the picture.

    Args:
        rear: mass behind the body.
        ends: locks that end it.
        rear_lines: lines on them.
        cap: what lies on the skull.
        cap_locks: fringe, spikes and tufts that are one with it.
        over: locks that lie over everything with a line of their own.
        lines: strand lines on the cap.
        shine: soft strokes of light.
        glint: the brightest of them.
    """

    rear: list[Path]
    ends: list[Strand]
    rear_lines: list[Path]
    cap: Path
    cap_locks: list[Strand]
    over: list[Strand]
    lines: list[Path]
    shine: list[Path]
    glint: list[Path]


def front(aim: Aim, x: float, y: float) -> Point:
    """Where a point of the hair before the face lands."""
    depth = 138 * math.sqrt(max(0.0, 1 - (x / 176) ** 2)) - max(0.0, -y - 130) * 0.62
    return aim.at(x, y, max(-20.0, depth))


def swing(point: Point, sway: float) -> Point:
    """Loose hair moves the more, the lower it hangs."""
    x, y = point
    return x + sway * 17 * max(0.0, y + 20) / 300, y


def skull_side(aim: Aim, side: int, x: float, y: float) -> Point:
    """A point of the outline of the hair: the back of the head shows on the near side."""
    near = max(0.0, -aim.turn * side)
    far = max(0.0, aim.turn * side)
    down = max(0.0, min(1.0, (y + 150) / 150))
    return side * (x + (9 * near - 7 * far) * (0.4 + 0.6 * down)) - 9 * aim.turn, y + aim.nod * 12


def cap_path(style: HairStyle, aim: Aim) -> Path:
    """The hair that lies on the skull, from one side over the crown to the other."""
    top = -246 - style.lift
    outer = [
        (style.wide, style.low),
        (style.wide + 2, -70),
        (style.wide - 6, -128),
        (style.wide - 34, -196),
        (78, top + 20),
        (28, top + 2),
    ]
    right = [skull_side(aim, 1, x, y) for x, y in outer]
    left = [skull_side(aim, -1, x, y) for x, y in outer]
    line = [aim.at(x, y, _line_depth(x, y)) for x, y in style.line]
    line_left = [aim.at(-x, y, _line_depth(x, y)) for x, y in style.line]
    if line and style.line[-1][0] == 0:
        line_left = line_left[:-1]
    return mass([*left, *right[::-1], *line, *line_left[::-1]], tension=0.48)


def _line_depth(x: float, y: float) -> float:
    return max(-4.0, 134 * math.sqrt(max(0.0, 1 - (x / 143) ** 2)) - max(0.0, -y - 110) * 0.5)


def _inside(point: Point, aim: Aim, margin: float) -> Point:
    """A root pulled under the dome of the hair, where a turned head would push it out."""
    x, y = point[0] - aim.side(0), point[1] + 70
    reach = math.hypot(x / (158 - margin), y / (186 - margin))
    return point if reach <= 1 else (aim.side(0) + x / reach, y / reach - 70)


def turned(strand: Strand, aim: Aim, sway: float) -> Strand:
    """A lock of the fringe where it lands."""
    return Strand(
        _inside(front(aim, *strand.root), aim, strand.width * 0.9),
        front(aim, *strand.bend),
        swing(front(aim, *strand.tip), sway * 0.5),
        strand.width,
    )


def hung(strand: Strand, aim: Aim, side: int, sway: float, wide: float) -> Strand:
    """A side lock where it lands, on one side."""
    rooted = (min(strand.root[0], wide - 22 - strand.width), min(strand.root[1], -168.0))  # under the cap, unseen
    return Strand(
        skull_side(aim, side, *rooted),
        swing(skull_side(aim, side, *strand.bend), sway),
        swing(skull_side(aim, side, *strand.tip), sway),
        strand.width,
    )


def _end(strand: Strand, aim: Aim, side: int, sway: float) -> Strand:
    root, bend, tip = (swing(skull_side(aim, side, *point), sway) for point in (strand.root, strand.bend, strand.tip))
    return Strand(root, bend, tip, strand.width)


def lock_of(strand: Strand) -> Path:
    """The shape of a lock."""
    return lock(strand.root, strand.bend, strand.tip, strand.width)


def edges(strand: Strand, width: float = 3.6, begin: float = 0.34) -> list[Path]:
    """Lines along both sides of a lock's lower part; its root melts into the hair."""
    (ax, ay), (bx, by), (cx, cy) = strand.root, strand.bend, strand.tip
    length = math.hypot(bx - ax, by - ay) or 1.0
    nx, ny = (by - ay) / length * strand.width, -(bx - ax) / length * strand.width
    lines = []
    for s, w in ((1, width), (-1, width * 0.8)):
        curve = []
        for k in range(5):
            t = begin + (1 - begin) * k / 4
            u = 1 - t
            px = u * u * (ax + s * nx) + 2 * u * t * (bx + s * nx * 0.95) + t * t * cx
            py = u * u * (ay + s * ny) + 2 * u * t * (by + s * ny * 0.95) + t * t * cy
            curve.append((px, py))
        lines.append(taper(curve, w, start=0.0, end=0.5, peak=0.75))
    return lines


def rear_path(style: HairStyle, aim: Aim, sway: float) -> Path:
    """What lies behind the head: both halves of an outline over the crown."""
    right = [swing(skull_side(aim, 1, x, y), sway) for x, y in style.rear]
    left = [swing(skull_side(aim, -1, x, y), sway) for x, y in style.rear]
    if abs(right[-1][0] - left[-1][0]) < 12:
        left = left[:-1]
    top = -150.0 if style.texture in {"stubble", "receding"} else -236 - min(20.0, style.lift)
    crown = [(aim.side(-100), top + 26), (aim.side(0), top), (aim.side(100), top + 26)]
    return mass([*crown, *right, *left[::-1]])


def shine_of(style: HairStyle, aim: Aim) -> tuple[list[Path], list[Path]]:
    """A band of light that follows the head: long smooth above, ending in drips of uneven length below."""
    dice = random.Random(f"{style.shine}{style.part}{style.lift}")
    soft: list[Path] = []
    bright: list[Path] = []
    scale = style.wide / 164

    def band(x: float) -> float:
        return style.shine - style.lift * 0.5 + 0.0034 * x * x

    for begin, end, high in ((-118, -30, 24), (-14, 62, 30), (80, 118, 18)):
        top: list[Point] = []
        low: list[Point] = []
        x = float(begin)
        while x <= end:
            at = (x - begin) / (end - begin)
            thick = high * math.sin(math.pi * min(1.0, max(0.0, at * 0.92 + 0.04))) ** 0.6
            top.append(front(aim, x * scale, band(x) - thick * 0.5))
            drip = dice.uniform(0.9, 1.9) if len(low) % 2 else dice.uniform(0.1, 0.4)
            lean = (x - style.part) * 0.05
            low.append(front(aim, (x + lean) * scale, band(x) + thick * drip * 0.7))
            x += dice.uniform(8, 13)
        soft.append(mass([*top, *low[::-1]], tension=0.32))
        mid = (begin + end) / 2
        bright.append(
            taper(
                [
                    front(aim, (mid - 22) * scale, band(mid - 22) - high * 0.18),
                    front(aim, mid * scale, band(mid) - high * 0.3),
                    front(aim, (mid + 24) * scale, band(mid + 24) - high * 0.2),
                ],
                6.5,
            )
        )
    return soft, bright


def crown_lines(style: HairStyle, aim: Aim) -> list[Path]:
    """Thin lines that run from the parting over the crown."""
    dice = random.Random(f"{style.part}{style.wide}{style.lift}lines")
    top = -246 - style.lift
    lines = []
    for x in (-104, -62, -20, 24, 66, 104):
        x2 = x + dice.uniform(-10, 10)
        a = front(aim, style.part + (x2 - style.part) * 0.5, top + 26 + abs(x2) * 0.12)
        b = front(aim, style.part + (x2 - style.part) * 0.86, top + 56 + abs(x2) * 0.22)
        c = front(aim, x2, top + dice.uniform(84, 118) + abs(x2) * 0.3)
        lines.append(taper([a, b, c], 3.0))
    return lines


def build(style: HairStyle, aim: Aim, sway: float) -> Hairdo:
    """A style on a turned head."""
    fringe = [turned(s, aim, sway) for s in style.fringe]
    every = [(s, hung(s, aim, side, sway, style.wide)) for side in (-1, 1) for s in style.sides]
    sides = [h for s, h in every if s.tip[1] > 100]
    tufts = [h for s, h in every if s.tip[1] <= 100]
    spikes = [
        Strand(skull_side(aim, 1, *s.root), skull_side(aim, 1, *s.bend), skull_side(aim, 1, *s.tip), s.width)
        for s in style.spikes
    ]
    ends = [_end(s, aim, side, sway) for side in (-1, 1) for s in style.ends]
    shine, glint = shine_of(style, aim) if style.shine else ([], [])
    return Hairdo(
        rear=[rear_path(style, aim, sway)] if style.rear else [],
        ends=ends,
        rear_lines=[line for s in ends for line in edges(s, begin=0.0)],
        cap=cap_path(style, aim),
        cap_locks=[*fringe, *spikes, *tufts],
        over=sides,
        lines=[line for s in fringe for line in edges(s)]
        + [line for s in spikes for line in edges(s, begin=0.5)]
        + crown_lines(style, aim),
        shine=shine,
        glint=glint,
    )
