"""What lies along a line of time: how alike each moment looks, and how alike what moves in it is.

Two films that share a set, its light and a camera move look alike to the pixel; what tells them apart
is how each picture differs from the one before it: mouths, hands, words. Cuts are left out, since two
films may well cut at the same pace.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .fingerprint import ASKED_RATE
from .overlay import Overlay, Stack
from .timeline import TimeLine, like_moments, quantile

_NUDGES: Final = tuple(step / 24 for step in range(-4, 5))
_FINE_NUDGES: Final = tuple(step / 96 for step in range(-2, 3))
_WIDE_PACES: Final = (1.0, 0.91, 0.94, 0.97, 1.03, 1.06, 1.09)
_PACES: Final = (1.0, 0.98, 0.99, 1.01, 1.02)
_FINE_PACES: Final = (1.0, 0.995, 1.005)
_PLAIN: Final = 0.01
_PLAIN_SHORT: Final = 0.10
_CUT: Final = 0.6
_FAR: Final = 0.2
_CELL: Final = 6
_MOVING: Final = 10
_QUIET: Final = 0.25
_NOISE_MOST: Final = 0.3
_SHAKE: Final = (1.0, 1.0, 0.3)
_LEAST_STEADIED: Final = 8


@dataclass(frozen=True, slots=True)
class Track:
    """File and film along a line, one row for each of the film's small pictures that has one of the file.

    Args:
        times: in the file, of each row.
        shares: which of the file's pictures each row is mixed of; ``columns`` the film's pictures.
        kept: whether what changed since the row before counts; not so at cuts.
        seen: how alike the row's pictures are.
        motion: how alike what moves is along all of it, -1 to 1.
    """

    line: TimeLine
    times: NDArray[np.float64]
    shares: NDArray[np.float64]
    columns: NDArray[np.intp]
    kept: NDArray[np.bool_]
    seen: NDArray[np.float64]
    motion: float

    @property
    def rows(self) -> NDArray[np.intp]:
        """The file's picture nearest to each row."""
        return np.asarray(self.shares.argmax(axis=1))

    @property
    def worth(self) -> float:
        """How well file and film agree, in what is seen and what moves."""
        alike = self.seen[like_moments(self.seen)]
        return self.motion + (float(np.mean(alike)) if len(alike) else 0.0)


class Tracks:
    """Gives the track of any line in no time: all it takes is in the products of every picture with every other.

    Args:
        overlay: file and film on one grid.
        here: times of the file's pictures; ``there`` of the film's.
    """

    def __init__(self, overlay: Overlay, here: NDArray[np.float64], there: NDArray[np.float64]) -> None:
        self._here, self._there = here, there
        # Changes are small against pictures: without what stands still, single precision is enough.
        still_copy, still_original = overlay.copy.mean(axis=0), overlay.original.mean(axis=0)
        copy, original = overlay.copy - still_copy, overlay.original - still_original
        self._copy, self._original, self._both = (
            np.asarray(one @ other.T, np.float64)
            for one, other in ((copy, copy), (original, original), (copy, original))
        )
        like_copy, like_original = copy @ still_copy, original @ still_original
        self._like_copy = self._copy + like_copy[:, None] + like_copy[None, :] + float(still_copy @ still_copy)
        self._like_original = (
            self._original + like_original[:, None] + like_original[None, :] + float(still_original @ still_original)
        )
        like = self._both + (copy @ still_original)[:, None] + (original @ still_copy)[None, :]
        self._like = like + float(still_copy @ still_original)
        every = np.arange(len(here))
        steady = _steps(self._like_copy, every)
        self._smooth = np.concatenate([[True], steady > _CUT * np.median(steady)]) if len(steady) else np.ones(1, bool)

    def best(self, line: TimeLine, *, wide: bool = False) -> Track | None:
        """The track along a line, moved a little in time and speed to where file and film move most alike.

        Unchanged speed is the likelier one and is kept when it explains as much.

        Args:
            line: near which it lies.
            wide: of a first look, which tells speeds coarsely where little moves: the speed may be a tenth off.
        """
        middle = float(self._here.mean())
        starts = [_about(line, middle, line.speed * each) for each in (_WIDE_PACES if wide else (1.0,))]
        nudged = self._best([replace(each, offset=each.offset + nudge) for each in starts for nudge in _NUDGES])
        if nudged is None:
            return None
        finer = nudged
        for paces in (_PACES, _PACES, _FINE_PACES):
            around = [_about(finer.line, middle, finer.line.speed * each) for each in paces]
            finer = self._best(around) or finer
        start = _about(finer.line, middle, 1.0)
        plain = self._best([TimeLine(1.0, start.offset + each, line.gathered) for each in _NUDGES])
        finer = self._finest(finer)
        # A second or so cannot tell a speed.
        margin = _PLAIN + _PLAIN_SHORT / max(1.0, float(self._here[-1] - self._here[0]))
        return plain if plain is not None and (plain := self._finest(plain)).worth > finer.worth - margin else finer

    def _finest(self, track: Track) -> Track:
        # What moves fast is elsewhere a fiftieth of a second later.
        return self._best([replace(track.line, offset=track.line.offset + each) for each in _FINE_NUDGES]) or track

    def _best(self, lines: list[TimeLine]) -> Track | None:
        tracks = [track for line in lines if (track := self.track(line)) is not None]
        return max(tracks, key=lambda track: track.worth, default=None)

    def track(self, line: TimeLine) -> Track | None:
        """The track along a line, None when fewer than four pictures lie on it."""
        columns, shares = self._between(line)
        if len(columns) < 4:
            return None
        copy = shares @ self._copy @ shares.T
        both = shares @ self._both
        like_copy = shares @ self._like_copy @ shares.T
        sizes = np.sqrt(np.maximum(np.diag(like_copy) * np.diag(self._like_original)[columns], 1e-12))
        every = np.arange(len(columns))
        seen = (shares @ self._like)[every, columns] / sizes
        steady = np.minimum(_steps(like_copy, every), _steps(self._like_original, columns))
        kept = np.ones(len(columns), bool)
        kept[0] = False
        for cut in np.flatnonzero(steady < _CUT * quantile(steady, 0.5)) + 1:
            kept[max(0, cut - 1) : cut + 2] = False
        # Where the film is not shown at all, chance would choose the line.
        alike = like_moments(seen)
        after = np.flatnonzero(kept & alike)
        before = after - 1
        moved = _changes(both, after, before, columns[after], columns[before])
        size = _changes(copy, after, before, after, before) * _changes(
            self._original, columns[after], columns[before], columns[after], columns[before]
        )
        motion = moved / float(np.sqrt(size)) if size > 1e-9 else 0.0
        times = shares @ self._here
        return Track(line, times, shares, columns, kept, np.asarray(seen), motion)

    def _between(self, line: TimeLine) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        # The film's pictures that lie on the line, and of which two of the file's each is to be mixed:
        # a copy is seldom sampled at the very moments at which the film was.
        wanted = (self._there - line.offset) / line.speed
        after = np.clip(np.searchsorted(self._here, wanted), 1, max(1, len(self._here) - 1))
        apart = np.maximum(self._here[after] - self._here[after - 1], 1e-6)
        share = np.clip((wanted - self._here[after - 1]) / apart, 0.0, 1.0)
        share = np.where((apart > _FAR) | ~self._smooth[after], np.rint(share), share)
        near = share * self._here[after] + (1 - share) * self._here[after - 1]
        columns = np.flatnonzero(np.abs(near - wanted) <= 1.1 / float(ASKED_RATE))
        shares = np.zeros((len(columns), len(self._here)))
        rows = np.arange(len(columns))
        shares[rows, after[columns] - 1] = 1 - share[columns]
        shares[rows, after[columns]] += share[columns]
        return columns, shares


def _about(line: TimeLine, middle: float, speed: float) -> TimeLine:
    return TimeLine(speed, line.there(middle) - speed * middle, line.gathered)


def _steps(likeness: NDArray[np.float64], rows: NDArray[np.intp]) -> NDArray[np.float64]:
    # The cosine of each picture and the one before it.
    sizes = np.sqrt(np.maximum(np.diag(likeness)[rows], 1e-12))
    return np.asarray(likeness[rows[1:], rows[:-1]] / (sizes[1:] * sizes[:-1]))


def _changes(
    products: NDArray[np.float64],
    after: NDArray[np.intp],
    before: NDArray[np.intp],
    also_after: NDArray[np.intp],
    also_before: NDArray[np.intp],
) -> float:
    # The sum of (x_after - x_before) · (y_after - y_before) from the products of all x with all y.
    whole = products[after, also_after] - products[after, also_before]
    whole = whole - products[before, also_after] + products[before, also_before]
    return float(whole.sum())


@dataclass(frozen=True, slots=True)
class Course:
    """What moves along a track, cell by cell of the picture.

    Args:
        moved: product of what changed since the row before, in file and film; nought at cuts.
        here: size of the change in the file, squared; ``there`` in the film.
    """

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
        moved, here, there = self.moved[run].sum(axis=0), self.here[run].sum(axis=0), self.there[run].sum(axis=0)
        # Grain and compression change every cell a little, in the copy alone: what a quiet quarter of the
        # cells has of it is taken off all. Where other things move, the quiet quarter has none.
        noise = float(np.quantile(here - moved**2 / np.maximum(there, 1e-9), _QUIET))
        return moved, np.maximum(here - max(0.0, noise), _NOISE_MOST * here), there


@dataclass(frozen=True, slots=True)
class Pair:
    """File and film picture by picture along a track, each picture of the file laid on its own.

    Args:
        copy: the file's, mixed to the moments of the film's, one flat row each; ``original`` the film's.
        kept: whether what changed since the row before counts; not so at cuts.
        shape: rows and columns of a picture.
    """

    copy: Stack
    original: Stack
    kept: NDArray[np.bool_]
    shape: tuple[int, int]

    def part(self, first: int, last: int) -> Pair:
        """A run of rows."""
        run = slice(first, last + 1)
        return Pair(self.copy[run], self.original[run], self.kept[run], self.shape)


def pair_of(overlay: Overlay, track: Track) -> Pair:
    """File and film picture by picture along a track."""
    original = overlay.original[track.columns]
    copy = np.asarray(track.shares @ overlay.copy, np.float32)
    return Pair(_steadied(copy, original, track.kept, overlay.shape), original, track.kept, overlay.shape)


def _steadied(copy: Stack, original: Stack, kept: NDArray[np.bool_], shape: tuple[int, int]) -> Stack:
    # A camera that films a screen shakes in the hand: all of the picture moves where the film stood still. A film that
    # runs faster drops a picture here and two there. So each picture is moved by as much as makes it most like its
    # original, at most a pixel and a part of a row's time.
    if min(shape) < _LEAST_STEADIED:
        return copy
    pictures = original.reshape(-1, *shape)
    down, across = (np.asarray(np.gradient(pictures, axis=axis)) for axis in (1, 2))
    later = np.gradient(original, axis=0)
    later[~(kept & np.append(kept[1:], True))] = 0.0
    slopes = np.stack([each.reshape(len(copy), -1) for each in (original, down, across, later)], axis=1)
    normal = slopes @ slopes.transpose(0, 2, 1) + 1e-3 * np.eye(4, dtype=np.float32)
    gain, *moves = np.linalg.solve(normal, slopes @ copy[..., None])[..., 0].T
    most = np.maximum(np.abs(gain), 1e-3)
    limited = [np.clip(each, -most * limit, most * limit) for each, limit in zip(moves, _SHAKE, strict=True)]
    return np.asarray(copy - (np.stack(limited, axis=1)[:, None, :] @ slopes[:, 1:])[:, 0], np.float32)


def course_of(pair: Pair) -> Course:
    """What moves along a track."""
    change_here, change_there = np.diff(pair.copy, axis=0), np.diff(pair.original, axis=0)
    pairs = ((change_here, change_there), (change_here, change_here), (change_there, change_there))
    sums = (by_cell(one * other, pair.shape) * pair.kept[1:, None] for one, other in pairs)
    return Course(*(np.pad(each, ((1, 0), (0, 0))) for each in sums))


def by_cell(products: Stack, shape: tuple[int, int]) -> NDArray[np.float64]:
    """The sums of some pictures' products over each cell, one row a picture."""
    height, width = shape
    rows, columns = max(1, height // _CELL), max(1, width // _CELL)
    cells = products.reshape(-1, height, width)[:, : rows * _CELL, : columns * _CELL]
    cells = cells.reshape(len(cells), rows, min(_CELL, height), columns, min(_CELL, width))
    return np.asarray(cells.sum(axis=(2, 4)).reshape(len(cells), -1), np.float64)
