"""Points of a picture that are found again after scaling, turning and re-encoding, as 128-bit codes.

The points are SIFT's (D. Lowe, Distinctive Image Features from Scale-Invariant Keypoints, 2004).
A descriptor becomes bits by comparing each of its 128 numbers with their median. The code of the
same point in a mirrored picture is a permutation of those bits, so a mirror costs nothing to look for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
"""One row of two words for each point."""

CODE_BITS: Final = 128
_CONTRAST: Final = 0.008


@dataclass(frozen=True, slots=True)
class Points:
    """The strongest points of one picture.

    Args:
        codes: of each point.
        places: of each point x, y and size in shares of the picture's longer side, and the
            direction in radians.
    """

    codes: Codes
    places: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.codes)


def points_v1(picture: NDArray[np.uint8], most: int) -> Points:
    """The strongest points of a grey picture, at most so many."""
    finder = cv2.SIFT_create(nfeatures=most, contrastThreshold=_CONTRAST)  # type: ignore[attr-defined]
    found, numbers = finder.detectAndCompute(picture, None)
    if numbers is None or not len(numbers):
        return Points(np.zeros((0, 2), np.uint64), np.zeros((0, 4), np.float32))
    places = np.array([(*point.pt, point.size, np.deg2rad(point.angle)) for point in found[:most]], np.float32)
    places[:, :2] += 0.5  # OpenCV counts from the middle of the first pixel
    places[:, :3] /= max(picture.shape)
    return Points(codes_v1(np.asarray(numbers[:most], np.float32)), places)


def codes_v1(numbers: NDArray[np.float32]) -> Codes:
    """The codes of SIFT descriptors: bit i is set when number i is above the descriptor's median."""
    bits = numbers > np.median(numbers, axis=1, keepdims=True)
    return _words(bits[:, _shuffle()])


def mirrored(points: Points, aspect: float) -> Points:
    """The points of the mirrored picture; ``aspect`` is the width in shares of the longer side."""
    bits = np.unpackbits(np.ascontiguousarray(points.codes).view(np.uint8), axis=1)
    places = points.places.copy()
    places[:, 0] = aspect - places[:, 0]
    places[:, 3] = np.pi - places[:, 3]
    return Points(_words(bits[:, _mirror()]), places)


def distances(these: Codes, those: Codes) -> NDArray[np.uint8]:
    """The number of different bits, row by row."""
    return np.asarray(np.bitwise_count(these ^ those).sum(axis=-1, dtype=np.uint8), np.uint8)


def _words(bits: NDArray[np.bool_] | NDArray[np.uint8]) -> Codes:
    return np.ascontiguousarray(np.packbits(bits, axis=1)).view("<u8").astype(np.uint64, copy=False)


@cache
def _shuffle() -> NDArray[np.intp]:
    # Neighbouring numbers of a descriptor change together; spread over the bands of the index,
    # one change does not spoil a band more than another. 37 is prime to 128.
    return np.arange(CODE_BITS) * 37 % CODE_BITS


@cache
def _mirror() -> NDArray[np.intp]:
    # SIFT counts 8 directions in 4 × 4 cells about the point's own direction. A mirror swaps the
    # cells across that direction and reverses the sense of turning.
    row, column, turn = np.meshgrid(np.arange(4), np.arange(4), np.arange(8), indexing="ij")
    source = (((3 - row) * 4 + column) * 8 + (-turn) % 8).ravel()
    where = np.argsort(_shuffle())
    return np.asarray(where[source[_shuffle()]], np.intp)
