"""Where a copy lies in time: the straight line through moments that look and move alike.

A copy may be faster or slower by a constant, may be a part, and may lie inside another film; so the
line that gathers most likeness wins, and only moments that are unlike cost a little.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .fingerprint import PULSE_RATE
from .overlay import Overlay, changes

SPEEDS: Final = np.geomspace(0.5, 2.0, 49)
_STEP: Final = 1 / 12
_COST: Final = 0.05
_FINE: Final = 4
_GRID: Final = 1 / 96


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The film's time is ``speed`` times the file's time and ``offset``, in seconds."""

    speed: float
    offset: float
    gathered: float

    def there(self, here: float) -> float:
        """The film's time of a time of the file."""
        return self.speed * here + self.offset


@dataclass(frozen=True, slots=True)
class Moments:
    """Likeness of all pairs of moments: of what is seen, and of what changed.

    Args:
        seen: cosines, file by film.
        moved: products of changes, not yet divided by their sizes.
        moves_here: size of the change in each moment of the file; ``moves_there`` of the film.
    """

    times_here: NDArray[np.float64]
    times_there: NDArray[np.float64]
    seen: NDArray[np.float64]
    moved: NDArray[np.float64]
    moves_here: NDArray[np.float64]
    moves_there: NDArray[np.float64]

    def columns(self, line: TimeLine) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The pairs of rows and columns on a line."""
        places = _Nearest(self.times_there).places(line.speed * self.times_here + line.offset)
        inside = np.flatnonzero((places >= 0) & (places < len(self.times_there)))
        return inside, places[inside]

    def likeness(self, line: TimeLine) -> tuple[float, float]:
        """How alike the moments on a line look (that of the better ones) and move."""
        rows, columns = self.columns(line)
        if len(rows) < 4:
            return 0.0, 0.0
        return quantile(self.seen[rows, columns], 0.85), self.motion(rows, columns)

    def motion(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> float:
        """How alike the changes in some pairs of moments are together, -1 to 1."""
        size = (self.moves_here[rows] ** 2).sum() * (self.moves_there[columns] ** 2).sum()
        return float(self.moved[rows, columns].sum() / np.sqrt(size)) if size > 1e-9 else 0.0


def moments(overlay: Overlay, times_here: NDArray[np.float64], times_there: NDArray[np.float64]) -> Moments:
    """Compare every moment of a file with every moment of a film."""
    here, there = changes(overlay.copy), changes(overlay.original)
    sizes = np.linalg.norm(here, axis=1), np.linalg.norm(there, axis=1)
    moved = np.asarray(here @ there.T, np.float64)
    return Moments(
        times_here, times_there, overlay.likeness(), moved, *(np.asarray(each, np.float64) for each in sizes)
    )


def best_line(pairs: Moments) -> TimeLine:
    """The line that gathers most likeness."""
    return best_lines(pairs)[0]


def best_lines(pairs: Moments) -> tuple[TimeLine, ...]:
    """The line that gathers most likeness, and that at the film's own speed where it is another one."""
    size = np.maximum(np.outer(pairs.moves_here, pairs.moves_there), 1e-6)
    distinct = pairs.seen - np.median(pairs.seen, axis=1, keepdims=True)
    worth = np.maximum((distinct + pairs.moved / size) / 2 - _COST, -_COST)
    coarse = _best(pairs, worth, SPEEDS, None, _STEP)
    near = coarse.speed * np.array([0.98, 0.99, 1.0, 1.01, 1.02])
    fine = _best(pairs, worth, near, coarse, _STEP / 2)
    # The plainest speed that explains as much is the likelier one.
    plain = _best(pairs, worth, np.array([1.0]), coarse if abs(coarse.speed - 1) < 0.05 else None, _STEP / 2)
    return (plain,) if plain.gathered > 0.97 * fine.gathered else (fine, plain)


def _best(
    pairs: Moments,
    worth: NDArray[np.float64],
    speeds: NDArray[np.float64],
    near: TimeLine | None,
    step: float,
) -> TimeLine:
    here, there = pairs.times_here, pairs.times_there
    middle = float(here.mean())
    best = TimeLine(1.0, 0.0, -np.inf)
    nearest = _Nearest(there)
    # A column more, for moments that lie on no picture.
    padded = np.pad(worth, ((0, 0), (0, 1)))
    rows = np.arange(len(here))[:, None]
    for speed in speeds:
        first, last = there[0] - speed * here[-1] + 0.3, there[-1] - speed * here[0] - 0.3
        if near is not None:
            centre = near.there(middle) - speed * middle
            first, last = centre - _FINE * _STEP, centre + _FINE * _STEP
        offsets = np.arange(first, last + 1e-9, step)
        if not len(offsets):
            continue
        sums = padded[rows, nearest.places(speed * here[:, None] + offsets[None, :])].sum(axis=0)
        top = int(np.argmax(sums))
        if sums[top] > best.gathered:
            best = TimeLine(float(speed), float(offsets[top]), float(sums[top]))
    return best


class _Nearest:
    """Which moment is nearest to a time: looked up in a fine grid, since it is asked a million times.

    Moments lie about a pulse apart, but a film may have pauses: none counts that is further away than a pulse.
    """

    def __init__(self, times: NDArray[np.float64]) -> None:
        pulse = 1 / float(PULSE_RATE)
        self._start = float(times[0]) - pulse
        grid = np.arange(self._start, float(times[-1]) + pulse, _GRID)
        after = np.clip(np.searchsorted(times, grid), 1, max(1, len(times) - 1))
        nearer = np.where(
            np.abs(times[np.minimum(after, len(times) - 1)] - grid) < np.abs(times[after - 1] - grid), after, after - 1
        )
        nearer = np.minimum(nearer, len(times) - 1)
        far = np.abs(times[nearer] - grid) > pulse
        self._places = np.pad(np.where(far, -1, nearer), 1, constant_values=-1).astype(np.intp)

    def places(self, wanted: NDArray[np.float64]) -> NDArray[np.intp]:
        """For each time the place of the nearest moment, -1 for none."""
        steps = ((wanted - self._start) * (1 / _GRID) + 1.5).astype(np.intp)
        return self._places[np.clip(steps, 0, len(self._places) - 1)]


def like_moments(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which moments are alike: well above what unlike ones are, and at least half as much as the best."""
    return np.asarray(values > max(0.12, 0.5 * quantile(values, 0.85)))


def quantile(values: NDArray[np.float64], share: float) -> float:
    """As NumPy's, for a row of numbers: asked for hundreds of times in a search, and ten times as quick for a few."""
    ordered = np.sort(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    above = ordered[min(low + 1, len(ordered) - 1)]
    return float(ordered[low] + (above - ordered[low]) * (place - low))


def like_stretches(values: NDArray[np.float64], *, gap: int = 3, least: int = 4) -> list[tuple[int, int]]:
    """The runs of moments (first, last) whose likeness is well above that of unlike ones.

    Args:
        values: the likeness of each moment.
        gap: so many unlike moments inside a run are passed over.
        least: shorter runs are left out.
    """
    if not len(values):
        return []
    good = np.flatnonzero(like_moments(values))
    runs: list[tuple[int, int]] = []
    for place in good.tolist():
        if runs and place - runs[-1][1] <= gap + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return [run for run in runs if run[1] - run[0] + 1 >= least]
