"""What two shots of one set do not have in common, however well all else of them lies on each other.

Mouths speak, eyes shut and words stand at other times. In a copy, cells may lose what changed in the
original (blur, compression) or gain what did not (captions, grain), but none does both; and what moves fast
loses a little everywhere, where in another shot some of it has no counterpart at all.
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
        weights = np.minimum(*(each / max(1e-9, float(each.sum())) for each in (self.here, self.there)))
        explained = np.minimum(self.both**2 / np.maximum(self.here * self.there, 1e-9), 1.0)
        order = np.argsort(explained, kind="stable")
        sums = np.cumsum(weights[order])
        least = _LEAST_SHARE * float(sums[-1])
        parts = np.clip(least - (sums - weights[order]), 0.0, weights[order])
        return float((parts * explained[order]).sum() / max(1e-9, least))


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
