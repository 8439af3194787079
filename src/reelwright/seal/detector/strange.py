"""What two shots of one set do not have in common, however well all else of them lies on each other.

Mouths speak, eyes shut and words stand at other times. In a copy, cells may lose what changed in the
original (blur, compression) or gain what did not (captions, grain), but none does both; and what moves fast
loses a little everywhere, where in another shot some of it has no counterpart at all. And while nothing moves,
other words stand in the captions and heads are held otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .course import Pair, by_cell

_LAGS: Final = (1, 2, 3)
_LEAST_STEPS: Final = 3
_GRAIN: Final = 2.0
_LEAST_SHARE: Final = 0.3
_LEAST_STANDING: Final = 0.02
_STANDS: Final = 4
"""Rows, two thirds of a second: what is otherwise for so long is no error of time."""


@dataclass(frozen=True, slots=True)
class Moves:
    """How much moves in each cell of the picture, in both films and in each.

    Changes over one to three rows count, so a small error in time weighs little.

    Args:
        both: what changes in both alike; nought where it changes otherwise.
        here: what changes in the copy; ``there`` in the original.
    """

    both: NDArray[np.float64]
    here: NDArray[np.float64]
    there: NDArray[np.float64]

    @property
    def strange(self) -> float:
        """The share of what moves that has no part in the other film, 0 to 1.

        In the copy or in the original, whichever has less of it. Grain and compression change every
        cell a little: twice what the middle cell has is taken off each.
        """
        return min(_alone(self.here, self.there, self.both), _alone(self.there, self.here, self.both))

    @property
    def shared(self) -> float:
        """How far what moves least alike is the same, 0 to 1: the mean of the least alike three tenths of it."""
        return _least_alike(self.both, self.here, self.there, _LEAST_SHARE)


def moves(pair: Pair) -> Moves:
    """What moves in a run of two films."""
    copy, original = pair.copy, pair.original
    sums = np.zeros((3, by_cell(copy[:1], pair.shape).shape[1]))
    for lag in _LAGS:
        steps = _unbroken(pair.kept, lag)
        if len(steps) >= _LEAST_STEPS:
            here, there = copy[steps + lag] - copy[steps], original[steps + lag] - original[steps]
            sums += [by_cell(each, pair.shape).sum(axis=0) for each in (here * there, here * here, there * there)]
    return Moves(np.maximum(sums[0], 0), sums[1], sums[2])


def standing(pair: Pair) -> float:
    """How far what is seen least alike is the same, 0 to 1, be it moving or not: the mean of the least alike fiftieth.

    Cell by cell and two thirds of a second by two thirds of a second, so that a caption that stands for a second in a
    small part of the picture is all of what is judged. In each the moment that is least alike is left out: at cuts
    and where words come and go a copy is a picture early or late.
    """
    copy, original = pair.copy[pair.kept], pair.original[pair.kept]
    if len(copy) < _STANDS:
        return 0.0
    products = np.stack([by_cell(each, pair.shape) for each in (copy * original, copy * copy, original * original)])
    gain = float(products[0].sum()) / max(1e-9, float(products[2].sum()))
    apart = products[1] + gain**2 * products[2] - 2 * gain * products[0]
    runs = np.array_split(np.arange(len(copy)), max(1, round(len(copy) / _STANDS)))
    both, here, there = np.concatenate([_but_worst(products[:, run], apart[run]) for run in runs], axis=1)
    return _least_alike(np.maximum(both, 0.0), here, there, _LEAST_STANDING)


def _but_worst(products: NDArray[np.float64], apart: NDArray[np.float64]) -> NDArray[np.float64]:
    # The sums over a run of rows without that which is furthest apart, cell by cell.
    worst = apart.argmax(axis=0)
    return np.asarray(products.sum(axis=1) - products[:, worst, np.arange(apart.shape[1])])


def _least_alike(
    both: NDArray[np.float64], here: NDArray[np.float64], there: NDArray[np.float64], share: float
) -> float:
    # How far the least alike share of what is in both films is the same, weighed by the lesser of its shares in either.
    weights = np.minimum(*(each / max(1e-9, float(each.sum())) for each in (here, there)))
    explained = np.minimum(both**2 / np.maximum(here * there, 1e-9), 1.0)
    order = np.argsort(explained, kind="stable")
    sums = np.cumsum(weights[order])
    least = share * float(sums[-1])
    parts = np.clip(least - (sums - weights[order]), 0.0, weights[order])
    return float((parts * explained[order]).sum() / max(1e-9, least))


def _unbroken(kept: NDArray[np.bool_], lag: int) -> NDArray[np.intp]:
    # Rows from which so many steps are taken without a cut.
    if len(kept) <= lag:
        return np.zeros(0, np.intp)
    return np.flatnonzero(np.lib.stride_tricks.sliding_window_view(kept[1:], lag).all(axis=1))


def _alone(own: NDArray[np.float64], other: NDArray[np.float64], both: NDArray[np.float64]) -> float:
    # What of one film's changes is not explained by the other's, cell by cell, above what grain gives every cell.
    unexplained = own - both**2 / np.maximum(other, 1e-9)
    above = np.maximum(unexplained - _GRAIN * float(np.median(unexplained)), 0.0)
    return float(above.sum() / max(1e-9, float(own.sum())))
