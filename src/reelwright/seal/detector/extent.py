"""Which part of each picture the other one shows, as boxes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .fingerprint import Fingerprint
from .geometry import Placement
from .model import WHOLE, Box
from .overlay import Pictures


def box_seen(placement: Placement, asked: Fingerprint, film: Pictures) -> Box:
    """The part of the film's picture that the file shows."""
    copy, original = asked.pulses.shape[2:0:-1], film.shape[2:0:-1]
    return _box(placement.apply(_corners(copy)), original)


def box_shown(placement: Placement, asked: Fingerprint, film: Pictures) -> Box:
    """The part of the file's picture that shows the film."""
    copy, original = asked.pulses.shape[2:0:-1], film.shape[2:0:-1]
    corners = placement.back(_corners(original))
    if placement.mirror:
        corners[:, 0] = copy[0] / max(copy) - corners[:, 0]
    return _box(corners, copy)


def _corners(size: tuple[int, ...]) -> NDArray[np.float64]:
    width, height = (side / max(size) for side in size)
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def _box(corners: NDArray[np.float64], size: tuple[int, ...]) -> Box:
    shares = corners * max(size) / np.array(size)
    # A turned rectangle has its corners on its sides: the middle two of each coordinate are inside both.
    left, right = np.sort(shares[:, 0])[[0, 3]].clip(0, 1)
    top, bottom = np.sort(shares[:, 1])[[0, 3]].clip(0, 1)
    if right - left < 1e-3 or bottom - top < 1e-3:
        return WHOLE
    return Box(float(left), float(top), float(right), float(bottom))
