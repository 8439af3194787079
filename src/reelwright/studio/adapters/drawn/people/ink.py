"""Ink: tapered lines, hair locks and masses that join into one outline.

Knows the pen. Every path made here runs the same way round, so that many of them in one path are
their union under the non-zero rule and no overlap becomes a hole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ..canvas import Canvas, Paint
from ..path import Path, Point, smooth


def lerp(one: float, other: float, share: float) -> float:
    """The number on the way from one (share 0) to the other (share 1)."""
    return one + (other - one) * share


def between(one: Point, other: Point, share: float) -> Point:
    """The point on the way from one (share 0) to the other (share 1)."""
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def mirrored(points: Iterable[Point]) -> list[Point]:
    """The points seen in a mirror, in the other order."""
    return [(-x, y) for x, y in points][::-1]


def _area(points: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, (*points[1:], points[0]), strict=True))


def mass(points: Sequence[Point], *, tension: float = 0.5) -> Path:
    """A soft closed shape through points, always the same way round."""
    return smooth(points if _area(points) > 0 else list(points)[::-1], tension=tension)


def hemmed(points: Sequence[Point], *, tension: float = 0.5) -> Path:
    """A soft shape through points whose edge from the last to the first is straight, always the same way round."""
    ordered = points if _area(points) > 0 else list(points)[::-1]
    return smooth(ordered, closed=False, tension=tension).close()


def facet(points: Sequence[Point]) -> Path:
    """A closed shape with straight edges, always the same way round."""
    ordered = points if _area(points) > 0 else list(points)[::-1]
    return Path().move(*ordered[0]).lines(ordered[1:]).close()


def ring(cx: float, cy: float, rx: float, ry: float) -> Path:
    """An ellipse, the same way round as everything else here."""
    k = 0.5523
    return (
        Path()
        .move(cx + rx, cy)
        .cubic(cx + rx, cy + ry * k, cx + rx * k, cy + ry, cx, cy + ry)
        .cubic(cx - rx * k, cy + ry, cx - rx, cy + ry * k, cx - rx, cy)
        .cubic(cx - rx, cy - ry * k, cx - rx * k, cy - ry, cx, cy - ry)
        .cubic(cx + rx * k, cy - ry, cx + rx, cy - ry * k, cx + rx, cy)
        .close()
    )


def taper(points: Sequence[Point], width: float, *, start: float = 0.0, end: float = 0.0, peak: float = 0.5) -> Path:
    """A line through points whose width swells to ``width`` and thins out at its ends.

    Args:
        points: what it passes through; two are enough.
        width: at its widest.
        start: share of the width where it begins.
        end: share of the width where it ends.
        peak: where along the points it is widest, 0 to 1.
    """
    if len(points) == 2:
        points = [points[0], between(points[0], points[1], 0.5), points[1]]
    last = len(points) - 1
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(points):
        before, after = points[max(0, i - 1)], points[min(last, i + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        at = i / last
        share = lerp(start, 1.0, at / peak) if at < peak else lerp(1.0, end, (at - peak) / (1 - peak or 1.0))
        half = width / 2 * math.sin(share * math.pi / 2)
        left.append((x + dy / length * half, y - dx / length * half))
        right.append((x - dy / length * half, y + dx / length * half))
    return ribbon(left, right)


def ribbon(left: Sequence[Point], right: Sequence[Point]) -> Path:
    """A band between two edges, straight at both ends."""
    path = smooth(left, closed=False)
    back = right[::-1]
    path.line(*back[0])
    n = len(back)
    for i in range(n - 1):
        before, here, there = back[max(0, i - 1)], back[i], back[i + 1]
        after = back[min(n - 1, i + 2)]
        k = 1 / 6
        path.cubic(
            here[0] + (there[0] - before[0]) * k,
            here[1] + (there[1] - before[1]) * k,
            there[0] - (after[0] - here[0]) * k,
            there[1] - (after[1] - here[1]) * k,
            there[0],
            there[1],
        )
    return path.close()


def lock(root: Point, bend: Point, tip: Point, width: float, *, belly: float = 0.95) -> Path:
    """A lock of hair from a root over a bend to a pointed tip.

    Args:
        root: where it grows.
        bend: the handle of its curve.
        tip: where it ends.
        width: half its width at the root.
        belly: the width at the bend, as a share of that at the root.
    """
    dx, dy = bend[0] - root[0], bend[1] - root[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = dy / length * width, -dx / length * width
    return (
        Path()
        .move(root[0] + nx, root[1] + ny)
        .quad(bend[0] + nx * belly, bend[1] + ny * belly, *tip)
        .quad(bend[0] - nx * belly, bend[1] - ny * belly, root[0] - nx, root[1] - ny)
        .close()
    )


def wave(points: Sequence[Point], width: float, *, root: float = 0.7, tip: float = 0.0, peak: float = 0.4) -> Path:
    """A long lock that follows several points: a tapered line, as wide as hair."""
    return taper(points, width * 2, start=root, end=tip, peak=peak)


def joined(paths: Iterable[Path]) -> Path:
    """All paths as one: their union when filled."""
    whole = Path()
    for path in paths:
        whole.add(path)
    return whole


def outlined(canvas: Canvas, paths: Path | Iterable[Path], paint: Paint, line: str, width: float) -> None:
    """Fill shapes as one and draw a line around the whole, none where they overlap."""
    whole = paths if isinstance(paths, Path) else joined(paths)
    if whole.commands:
        canvas.stroke(whole, line, width * 2)
        canvas.fill(whole, paint)
