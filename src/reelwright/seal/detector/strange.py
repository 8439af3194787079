"""What two shots of one set do not have in common, however well all else of them lies on each other.

Mouths speak, eyes shut and words stand at other times. In a copy, cells may lose what changed in the
original (blur, compression) or gain what did not (captions, grain), but none does both.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .course import Pair, by_cell

_LAGS: Final = (1, 2, 3)
_LEAST_STEPS: Final = 3
_GRAIN: Final = 2.0


def strangeness(pair: Pair) -> float:
    """The share of what moves that has no part in the other film, 0 to 1.

    In the copy or in the original, whichever has less of it.
    Changes over one to three rows count, so a small error in time weighs little. Grain and compression change every
    cell a little: twice what the middle cell has is taken off each.
    """
    copy, original = pair.copy, pair.original
    sums = np.zeros((3, by_cell(copy[:1], pair.shape).shape[1]))
    for lag in _LAGS:
        steps = _unbroken(pair.kept, lag)
        if len(steps) >= _LEAST_STEPS:
            here, there = copy[steps + lag] - copy[steps], original[steps + lag] - original[steps]
            sums += [by_cell(each, pair.shape).sum(axis=0) for each in (here * there, here * here, there * there)]
    both, here, there = np.maximum(sums[0], 0), sums[1], sums[2]
    return min(_alone(here, there, both), _alone(there, here, both))


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
