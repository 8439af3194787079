"""The outlines of a clothed body: torso, skirts, legs, sleeves, neck. Shapes only, no colours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from ..path import Path, Point
from .cuts import Garment
from .gestures import Arm
from .ink import between, joined, lerp, mass, ribbon, ring, taper
from .proportions import Body


@dataclass(frozen=True, slots=True)
class Stand:
    """A body with its clothes' cut, and which way it is a little turned.

    Args:
        facing: −1 to frame left, 1 to frame right, 0 square to the camera.
        bend: of hips and knees, 0 to 1; the trunk then ends at the lap, which is drawn with the legs.
        stride: of a walk, −1 to 1.
    """

    body: Body
    cut: Garment
    facing: int
    bend: float = 0.0
    stride: float = 0.0

    def x(self, x: float, y: float = 0.0) -> float:
        """A torso x after the slight turn: the far side is narrower, the chest bulges."""
        far = x * self.facing > 0
        bulge = 0.02 * self.body.shoulder * self.facing if y > self.body.shoulder_y else 0.0
        return x * (0.955 if far else 1.02 if self.facing else 1.0) + bulge

    @property
    def centre(self) -> float:
        """The x of the front's middle line."""
        return self.facing * self.body.shoulder * 0.085

    @property
    def seated(self) -> bool:
        """Whether the legs are bent: on a chair, or on the way to it."""
        return self.bend > 0

    @property
    def hem_y(self) -> float:
        """Where the garment ends."""
        low = self.hanging_y
        return min(low, self.body.hip_y + 60 * self.body.scale) if self.seated else low

    @property
    def hanging_y(self) -> float:
        """Where the garment ends on somebody who stands."""
        b, h = self.body, self.cut.hem
        stops = (b.waist_y, b.hip_y + (b.crotch_y - b.hip_y) * 0.7, b.knee_y, b.ankle_y)
        low = min(2, int(h))
        return lerp(stops[low], stops[low + 1], h - low)

    def half(self, y: float) -> float:
        """Half the width of the clothed torso at a height."""
        b, e = self.body, self.cut.ease * self.body.scale
        waist = lerp((b.chest + b.hip) / 2, b.waist, min(1.0, self.cut.drape)) + e
        marks = [
            (b.shoulder_y + 150 * b.scale, b.chest * 0.97 + e),
            (b.chest_y, b.chest + e + 6 * b.bust),
            (b.waist_y, waist),
            (b.hip_y, b.hip + e),
        ]
        if y > b.hip_y:
            full = (b.hip + e) * self.cut.flare
            share = (y - b.hip_y) / max(1.0, b.ankle_y - b.hip_y)
            return lerp(b.hip + e, lerp(b.hip + e, full, min(1.0, 0.35 + share)), min(1.0, share * 2.5))
        for (y0, w0), (y1, w1) in pairwise(marks):
            if y <= y1:
                t = max(0.0, (y - y0) / (y1 - y0))
                return lerp(w0, w1, t * t * (3 - 2 * t))
        return marks[-1][1]


def torso_points(stand: Stand, side: int) -> list[Point]:
    """One side of the clothed torso from the neck to the hem."""
    b = stand.body
    s = b.scale
    e = stand.cut.ease * s
    sy = b.shoulder_y
    slope = 12 * b.manly
    points = [
        (b.neck * 0.98 + 4, b.neck_y - 26 * s),
        (b.neck + 44 * s, sy - 22 * s - slope * 0.2),
        (b.shoulder * 0.66, sy + 1 * s),
        (b.shoulder - 26 * s + e * 0.5, sy + (30 - 8 * b.manly) * s),
        (b.shoulder - 2 * s + e * 0.7, sy + 74 * s),
        (max(b.chest * 1.0 + e, b.shoulder * 0.82), sy + 160 * s),
    ]
    y = b.chest_y
    while y < stand.hem_y - 60 * s:
        points.append((stand.half(y), y))
        y += 130 * s
    points.append((stand.half(stand.hem_y), stand.hem_y))
    return [(stand.x(side * px, py), py) for px, py in points]


def torso_path(stand: Stand) -> Path:
    """The outline of the clothed torso."""
    left, right = torso_points(stand, -1), torso_points(stand, 1)
    low = stand.hem_y + 10 * stand.body.scale
    return mass([*left, (stand.centre, low), *right[::-1]], tension=0.5)


def neck_path(body: Body, lean: float = 0.0) -> Path:
    """Neck and the skin that a collar leaves free."""
    n, y = body.neck, body.neck_y
    s = body.scale
    right = [
        (n - 2 + lean, 110),
        (n - 4 + lean * 0.7, y - 70 * s),
        (n + 8, y - 22 * s),
        (n + 54 * s, body.shoulder_y + 16 * s),
        (n + 70 * s, y + 190 * s),
    ]
    left = [
        (-(n - 2) + lean, 110),
        (-(n - 4) + lean * 0.7, y - 70 * s),
        (-n - 8, y - 22 * s),
        (-n - 54 * s, body.shoulder_y + 16 * s),
        (-n - 70 * s, y + 190 * s),
    ]
    return mass([*left, (0, y + 330 * s), *right[::-1]], tension=0.42)


@dataclass(frozen=True, slots=True)
class Limb:
    """A sleeve, an arm or a leg in two parts that meet in a joint."""

    upper: Path
    lower: Path
    joint: Path
    upper_edges: tuple[list[Point], list[Point]]
    lower_edges: tuple[list[Point], list[Point]]

    @property
    def whole(self) -> Path:
        """All of it as one outline."""
        return joined((self.upper, self.joint, self.lower))


def limb(a: Point, b: Point, c: Point, widths: tuple[float, float, float, float], *, swell: float = 0.0) -> Limb:
    """A limb from a over b to c.

    Args:
        a: where it begins.
        b: its joint.
        c: where it ends.
        widths: half widths at the beginning, above the joint, below the joint, and at the end.
        swell: how much the muscle below the joint swells.
    """
    upper = _edges([a, between(a, b, 0.5), b], [widths[0], lerp(widths[0], widths[1], 0.42), widths[1]])
    lower = _edges([b, between(b, c, 0.4), c], [widths[2], lerp(widths[2], widths[3], 0.34) + swell, widths[3]])
    return Limb(
        joined((ribbon(*upper), ring(*a, widths[0], widths[0]))),
        ribbon(*lower),
        ring(*b, min(widths[1], widths[2]) * 0.985, min(widths[1], widths[2]) * 0.985),
        upper,
        lower,
    )


def _edges(line: list[Point], widths: list[float]) -> tuple[list[Point], list[Point]]:
    left: list[Point] = []
    right: list[Point] = []
    for i, (p, w) in enumerate(zip(line, widths, strict=True)):
        before, after = line[max(0, i - 1)], line[min(len(line) - 1, i + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        left.append((p[0] + dy / length * w, p[1] - dx / length * w))
        right.append((p[0] - dy / length * w, p[1] + dx / length * w))
    return left, right


def sleeve_path(stand: Stand, arm: Arm, *, bare: bool = False) -> Limb:
    """An arm's shape, in its sleeve or bare."""
    b = stand.body
    ease = 0.0 if bare else stand.cut.ease * 0.9 * b.scale + 4 * b.scale
    w = b.arm
    widths = (w + ease * 0.5, w * 0.84 + ease, w * 0.8 + ease, w * 0.56 + ease * 0.75)
    return limb(arm.shoulder, arm.elbow, arm.wrist, widths)


def folds(a: Point, b: Point, c: Point, width: float, side: int) -> list[Path]:
    """Folds of cloth at a bent joint."""
    bend = abs(math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(b[1] - a[1], b[0] - a[0]))
    lines = []
    dx, dy = c[0] - a[0], c[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length, dx / length
    count = 3 if bend > 0.7 else 2
    for k in range(count):
        along = (k - (count - 1) / 2) * width * 0.5
        px, py = b[0] + dx / length * along, b[1] + dy / length * along
        reach = width * (0.75 - 0.16 * k)
        lines.append(
            taper(
                [
                    (px - nx * side * width * 0.86, py - ny * side * width * 0.86),
                    (px - nx * side * width * 0.2, py - ny * side * width * 0.2 + 9),
                    (px + nx * side * (reach - width * 0.4), py + ny * side * (reach - width * 0.4) - 4),
                ],
                5.0,
                start=0.8,
                end=0.0,
                peak=0.2,
            )
        )
    return lines


def leg_points(stand: Stand, side: int) -> tuple[Point, Point, Point]:
    """Hip, knee and ankle of a leg; the weight rests on one, the other stands out a little."""
    b = stand.body
    free = side == (stand.facing or 1)
    hip = (side * (b.hip - b.thigh * 0.98), b.hip_y - 30 * b.scale)
    knee = (side * (b.hip * 0.5 + (58 if free else -10) * b.scale), b.knee_y)
    ankle = (side * (b.hip * 0.44 + (132 if free else -6) * b.scale), b.ankle_y)
    return hip, knee, ankle
