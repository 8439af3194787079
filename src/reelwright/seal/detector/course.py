"""What lies along a line of time: how alike each moment looks, and how alike what moves in it is.

Two films that share a set, its light and a camera move look alike to the pixel; what tells them apart
is how each picture differs from the one before it: mouths, hands, words. Cuts are left out, since two
films may well cut at the same pace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .fingerprint import ASKED_RATE
from .overlay import Overlay, Stack
from .timeline import TimeLine

_NUDGES: Final = tuple(step / 24 for step in range(-4, 5))
_PACES: Final = (0.98, 0.99, 1.0, 1.01, 1.02)
_CUT: Final = 0.6
_CELL: Final = 6
_MOVING: Final = 10


@dataclass(frozen=True, slots=True)
class Course:
    """File and film along a line, one row for each of the film's small pictures, one column for each cell.

    Args:
        times: in the file, of each row.
        seen: how alike the row's pictures are.
        moved: product of what changed since the row before, in file and film; nought at cuts.
        here: size of the change in the file, squared; ``there`` in the film.
    """

    line: TimeLine
    times: NDArray[np.float64]
    seen: NDArray[np.float64]
    moved: NDArray[np.float64]
    here: NDArray[np.float64]
    there: NDArray[np.float64]

    def motion(self, first: int, last: int) -> float:
        """How alike what moves in a run of rows is, -1 to 1."""
        moved, here, there = self._sums(first, last)
        size = float(here.sum() * there.sum())
        return float(moved.sum() / np.sqrt(size)) if size > 1e-9 else 0.0

    def agreement(self, first: int, last: int) -> float:
        """How alike the cells are that move most: three quarters of them are at least this alike."""
        moved, here, there = self._sums(first, last)
        most = np.argsort(-np.maximum(here, there), kind="stable")[: max(4, len(here) // _MOVING)]
        alike = moved[most] / np.sqrt(np.maximum(here[most] * there[most], 1e-9))
        return float(np.quantile(alike, 0.25))

    def _sums(self, first: int, last: int) -> tuple[NDArray[np.float64], ...]:
        run = slice(first, last + 1)
        return self.moved[run].sum(axis=0), self.here[run].sum(axis=0), self.there[run].sum(axis=0)


def best_course(
    overlay: Overlay, line: TimeLine, here: NDArray[np.float64], there: NDArray[np.float64]
) -> Course | None:
    """The course along a line, moved a little in time and speed to where file and film move most alike.

    Unchanged speed is the likelier one and is kept when it explains as much.
    """
    middle = float(here.mean())
    nudged = _best(overlay, [TimeLine(line.speed, line.offset + each, line.gathered) for each in _NUDGES], here, there)
    if nudged is None:
        return None
    finer = _best(overlay, [_about(nudged.line, middle, line.speed * each) for each in _PACES], here, there) or nudged
    plain = _best(overlay, [_about(finer.line, middle, 1.0)], here, there) if abs(line.speed - 1) < 0.06 else None
    return plain if plain is not None and worth(plain) > worth(finer) - 0.02 else finer


def _about(line: TimeLine, middle: float, speed: float) -> TimeLine:
    return TimeLine(speed, line.there(middle) - speed * middle, line.gathered)


def _best(
    overlay: Overlay, lines: list[TimeLine], here: NDArray[np.float64], there: NDArray[np.float64]
) -> Course | None:
    pairs = [(line, *matched(line, here, there)) for line in lines]
    courses = [_course(overlay, line, rows, columns, here) for line, rows, columns in pairs if len(rows) >= 4]
    return max(courses, key=worth, default=None)


def worth(course: Course) -> float:
    """How well file and film agree along a course, in what is seen and what moves."""
    return course.motion(0, len(course.times)) + float(np.median(course.seen))


def matched(
    line: TimeLine, here: NDArray[np.float64], there: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The file's picture nearest to each of the film's on a line: rows of the file, columns of the film."""
    wanted = (there - line.offset) / line.speed
    after = np.clip(np.searchsorted(here, wanted), 1, max(1, len(here) - 1))
    rows = np.where(np.abs(here[after] - wanted) < np.abs(here[after - 1] - wanted), after, after - 1)
    columns = np.flatnonzero(np.abs(here[rows] - wanted) <= 1.1 / float(ASKED_RATE))
    return rows[columns], columns


def _course(
    overlay: Overlay, line: TimeLine, rows: NDArray[np.intp], columns: NDArray[np.intp], here: NDArray[np.float64]
) -> Course:
    copy, original = overlay.copy[rows], overlay.original[columns]
    change_here, change_there = np.diff(copy, axis=0), np.diff(original, axis=0)
    steady = np.minimum(_cosines(copy[1:], copy[:-1]), _cosines(original[1:], original[:-1]))
    kept = np.ones(len(rows), bool)
    kept[0] = False
    for cut in np.flatnonzero(steady < _CUT * np.median(steady)) + 1:
        kept[max(0, cut - 1) : cut + 2] = False
    pairs = ((change_here, change_there), (change_here, change_here), (change_there, change_there))
    sums = (_by_cell(one * other, overlay.shape) * kept[1:, None] for one, other in pairs)
    return Course(line, here[rows], _cosines(copy, original), *(np.pad(each, ((1, 0), (0, 0))) for each in sums))


def _by_cell(products: Stack, shape: tuple[int, int]) -> NDArray[np.float64]:
    height, width = shape
    rows, columns = max(1, height // _CELL), max(1, width // _CELL)
    cells = products.reshape(-1, height, width)[:, : rows * _CELL, : columns * _CELL]
    cells = cells.reshape(len(cells), rows, min(_CELL, height), columns, min(_CELL, width))
    return np.asarray(cells.sum(axis=(2, 4)).reshape(len(cells), -1), np.float64)


def _cosines(these: Stack, those: Stack) -> NDArray[np.float64]:
    sizes = np.linalg.norm(these, axis=1) * np.linalg.norm(those, axis=1)
    return np.asarray((these * those).sum(axis=1) / np.maximum(sizes, 1e-6), np.float64)
