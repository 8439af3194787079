"""Paths: outlines made of lines and cubic curves, built by chaining.

Knows geometry only. Coordinates are in the units of whoever draws, y down.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from typing import Final

Point = tuple[float, float]

_CLOSE: Final = 0
_MOVE: Final = 1
_LINE: Final = 2
_CUBIC: Final = 3
_KAPPA: Final = 0.5522847498  # handle length that makes four cubics a circle


class Path:
    """An outline; each method adds to it and returns it."""

    __slots__ = ("commands", "points")

    def __init__(self) -> None:
        self.commands = array("B")
        self.points = array("f")

    def move(self, x: float, y: float) -> Path:
        """Start a new part of the outline."""
        self.commands.append(_MOVE)
        self.points.extend((x, y))
        return self

    def line(self, x: float, y: float) -> Path:
        """Go straight to a point."""
        self.commands.append(_LINE)
        self.points.extend((x, y))
        return self

    def lines(self, points: Iterable[Point]) -> Path:
        """Go straight through several points."""
        for x, y in points:
            self.line(x, y)
        return self

    def cubic(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> Path:
        """Go to a point by a cubic Bézier curve with two handles."""
        self.commands.append(_CUBIC)
        self.points.extend((x1, y1, x2, y2, x, y))
        return self

    def quad(self, cx: float, cy: float, x: float, y: float) -> Path:
        """Go to a point by a quadratic Bézier curve with one handle."""
        x0, y0 = self.points[-2], self.points[-1]
        return self.cubic(
            x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y
        )

    def close(self) -> Path:
        """Go back to where this part began."""
        self.commands.append(_CLOSE)
        return self

    def add(self, other: Path) -> Path:
        """Take over the parts of another path; with the non-zero rule this is their union."""
        self.commands.extend(other.commands)
        self.points.extend(other.points)
        return self

    def moved(self, dx: float, dy: float, *, sx: float = 1.0, sy: float = 1.0) -> Path:
        """A copy that is scaled about the origin and then moved."""
        path = Path()
        path.commands = array("B", self.commands)
        path.points = array("f", self.points)
        for i in range(0, len(path.points), 2):
            path.points[i] = path.points[i] * sx + dx
            path.points[i + 1] = path.points[i + 1] * sy + dy
        return path

    def rotated(self, degrees: float, cx: float = 0.0, cy: float = 0.0) -> Path:
        """A copy that is turned clockwise about a point."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        path = Path()
        path.commands = array("B", self.commands)
        path.points = array("f", self.points)
        for i in range(0, len(path.points), 2):
            x, y = path.points[i] - cx, path.points[i + 1] - cy
            path.points[i], path.points[i + 1] = cx + x * cos - y * sin, cy + x * sin + y * cos
        return path

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all points and handles."""
        xs, ys = self.points[0::2], self.points[1::2]
        return min(xs), min(ys), max(xs), max(ys)


def polygon(points: Sequence[Point]) -> Path:
    """A closed outline of straight lines."""
    return Path().move(*points[0]).lines(points[1:]).close()


def polyline(points: Sequence[Point]) -> Path:
    """An open line through points."""
    return Path().move(*points[0]).lines(points[1:])


def rect(x: float, y: float, width: float, height: float) -> Path:
    """A rectangle from its top left corner."""
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def round_rect(x: float, y: float, width: float, height: float, radius: float) -> Path:
    """A rectangle with round corners."""
    r = max(0.0, min(radius, width / 2, height / 2))
    k = r * (1 - _KAPPA)
    right, bottom = x + width, y + height
    return (
        Path()
        .move(x + r, y)
        .line(right - r, y)
        .cubic(right - k, y, right, y + k, right, y + r)
        .line(right, bottom - r)
        .cubic(right, bottom - k, right - k, bottom, right - r, bottom)
        .line(x + r, bottom)
        .cubic(x + k, bottom, x, bottom - k, x, bottom - r)
        .line(x, y + r)
        .cubic(x, y + k, x + k, y, x + r, y)
        .close()
    )


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None) -> Path:
    """An ellipse about a centre; one radius makes a circle."""
    ry = rx if ry is None else ry
    kx, ky = rx * _KAPPA, ry * _KAPPA
    return (
        Path()
        .move(cx + rx, cy)
        .cubic(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)
        .cubic(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)
        .cubic(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)
        .cubic(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)
        .close()
    )


def turn(point: Point, degrees: float, about: Point = (0.0, 0.0)) -> Point:
    """A point turned clockwise about another."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = point[0] - about[0], point[1] - about[1]
    return about[0] + x * cos - y * sin, about[1] + x * sin + y * cos


def smooth(points: Sequence[Point], *, closed: bool = True, tension: float = 0.5) -> Path:
    """A soft curve through points (Catmull–Rom as cubics).

    Args:
        points: what the curve passes through, in order.
        closed: whether it returns to the first point.
        tension: 0 is straight, 0.5 natural, 1 swollen.
    """
    n = len(points)
    path = Path().move(*points[0])
    k = tension / 3
    for i in range(n if closed else n - 1):
        before = points[(i - 1) % n] if closed or i > 0 else points[i]
        here, there = points[i], points[(i + 1) % n]
        after = points[(i + 2) % n] if closed or i + 2 < n else there
        path.cubic(
            here[0] + (there[0] - before[0]) * k,
            here[1] + (there[1] - before[1]) * k,
            there[0] - (after[0] - here[0]) * k,
            there[1] - (after[1] - here[1]) * k,
            there[0],
            there[1],
        )
    return path.close() if closed else path
