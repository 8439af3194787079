"""Keeps of a film's points those that tell something new: what stands still is kept every few seconds."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .fingerprint import Fingerprint, Keyframe
from .points import Points

REPEAT_KEYFRAMES: Final = 6
"""A point that stands still is kept again after so many keyframes."""
_PLACE: Final = 1 / 100
_BITS: Final = 16


def thinned(fingerprint: Fingerprint) -> Fingerprint:
    """The same fingerprint without the points that one of the keyframes just before has at the same place."""
    recent: list[Points] = []
    keyframes = []
    for frame in fingerprint.keyframes:
        new = ~_repeated(frame.points, recent)
        points = Points(frame.points.codes[new], frame.points.places[new])
        recent = [*recent[1 - REPEAT_KEYFRAMES :], points]
        keyframes.append(Keyframe(frame.pulse, points))
    return replace(fingerprint, keyframes=tuple(keyframes))


def _repeated(points: Points, recent: list[Points]) -> NDArray[np.bool_]:
    repeated = np.zeros(len(points), bool)
    for before in recent:
        if not len(before) or not len(points):
            continue
        apart = np.abs(points.places[:, None, :2] - before.places[None, :, :2]).max(axis=2)
        rows, columns = np.nonzero(apart < _PLACE)
        bits = np.bitwise_count(points.codes[rows] ^ before.codes[columns]).sum(axis=1)
        repeated[rows[bits <= _BITS]] = True
    return repeated
