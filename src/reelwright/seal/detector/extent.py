"""Which part of each picture the other one shows, as boxes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelwright.seal.transform import WHOLE, Box

from .fingerprint import Fingerprint
from .geometry import Placement
from .overlay import Pictures


def box_seen(placement: Placement, asked: Fingerprint, film: Pictures, patch: Box = WHOLE) -> Box:
    """The part of the film's picture that the file shows; no more than the patch."""
    copy, original = asked.pulses.shape[2:0:-1], film.shape[2:0:-1]
    seen = _box(placement.apply(_corners(copy)), original)
    sides = (
        max(seen.left, patch.left),
        max(seen.top, patch.top),
        min(seen.right, patch.right),
        min(seen.bottom, patch.bottom),
    )
    return Box(*sides) if sides[0] < sides[2] and sides[1] < sides[3] else seen


def box_shown(placement: Placement, asked: Fingerprint, film: Pictures, patch: Box = WHOLE) -> Box:
    """The part of the file's picture that shows the film, or the patch of it."""
    copy, original = asked.pulses.shape[2:0:-1], film.shape[2:0:-1]
    corners = _corners(original) * (patch.right - patch.left, patch.bottom - patch.top)
    corners += np.array(original) / max(original) * (patch.left, patch.top)
    corners = placement.back(corners)
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
