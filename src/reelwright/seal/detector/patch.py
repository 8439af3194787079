"""Takes collages apart: which part of two pictures laid over each other is alike, where the rest is another film.

In half a split screen and under an inset the pictures are alike up to a seam and not at all beyond it.
In another shot of the same set they are alike nearly everywhere, and no seam is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.seal.transform import Box

from .course import Track
from .overlay import Overlay
from .timeline import like_stretches

_CELL: Final = 4
_ALIKE: Final = 0.35
_OUTSIDE: Final = 0.22
_INSIDE: Final = 0.5
_WHOLE: Final = 0.92
_LEAST: Final = 0.04
_FAIR: Final = 0.5
_ENERGY: Final = 0.02


@dataclass(frozen=True, slots=True)
class Patch:
    """The part of the original's picture in which the copy is like it.

    Args:
        alike: what is worth comparing.
        shown: the part up to the seams; a side beyond which the pictures are alike again has a caption and no seam.
    """

    alike: Box
    shown: Box


def patch_of(overlay: Overlay, track: Track) -> Patch | None:
    """The part in which copy and original are alike, None where they are so nearly everywhere."""
    like, known = _cells(overlay, track)
    if not known.any():
        return None
    top, bottom, left, right = _fullest(np.where(known, like - _ALIKE, 0.0))
    inside = np.zeros(like.shape, bool)
    inside[top:bottom, left:right] = True
    within, beyond = like[inside & known], like[~inside & known]
    share = float((inside & known).sum() / known.sum())
    if not _LEAST < share < _WHOLE or float(np.mean(within)) < _INSIDE or float(np.mean(beyond)) > _OUTSIDE:
        return None
    rows, columns = like.shape
    alike = _box(overlay, left, top, right, bottom)
    seams = [
        0 if _again(like[:, :left].T, known[:, :left].T) else left,
        0 if _again(like[:top], known[:top]) else top,
        columns if _again(like[:, right:].T, known[:, right:].T) else right,
        rows if _again(like[bottom:], known[bottom:]) else bottom,
    ]
    return Patch(alike, _box(overlay, *seams))


def _again(like: NDArray[np.float64], known: NDArray[np.bool_]) -> bool:
    # Whether the pictures are alike again along most of a line beyond a side.
    lines = ((like > _ALIKE) & known).sum(axis=1), known.sum(axis=1)
    return bool((lines[0] > _FAIR * np.maximum(lines[1], known.shape[1] / 2)).any())


def _box(overlay: Overlay, left: int, top: int, right: int, bottom: int) -> Box:
    # The last cells may be short of the edge.
    height, width = overlay.shape
    rows, columns = height // _CELL, width // _CELL
    return Box(
        left * _CELL / width,
        top * _CELL / height,
        1.0 if right == columns else right * _CELL / width,
        1.0 if bottom == rows else bottom * _CELL / height,
    )


def _cells(overlay: Overlay, track: Track) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    # How alike each cell is over all moments that are alike at all, and whether anything is in it.
    alike = np.zeros(len(track.seen), bool)
    for first, last in like_stretches(track.seen):
        alike[first : last + 1] = True
    copy = np.asarray(track.shares[alike] @ overlay.copy, np.float32)
    original = overlay.original[track.columns[alike]]
    height, width = overlay.shape
    rows, columns = height // _CELL, width // _CELL

    def by_cell(products: NDArray[np.float32]) -> NDArray[np.float64]:
        picture = products.sum(axis=0).reshape(height, width)[: rows * _CELL, : columns * _CELL]
        return np.asarray(picture.reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3)), np.float64)

    both, here, there = by_cell(copy * original), by_cell(copy * copy), by_cell(original * original)
    size = np.sqrt(here * there)
    known = size > _ENERGY * max(1e-9, float(size.max(initial=0.0)))
    return both / np.maximum(size, 1e-9), known


def _fullest(values: NDArray[np.float64]) -> tuple[int, int, int, int]:
    # The rectangle with the greatest sum, of all there are: rows top to bottom, columns left to right.
    rows, columns = values.shape
    sums = np.zeros((rows + 1, columns + 1))
    sums[1:, 1:] = values.cumsum(axis=0).cumsum(axis=1)
    best, place = -np.inf, (0, rows, 0, columns)
    for top in range(rows):
        # One row for each bottom: the fullest run ends where the running sum is highest above its lowest before.
        bands = sums[top + 1 :] - sums[top]
        lowest = np.minimum.accumulate(bands, axis=1)
        gains = bands[:, 1:] - lowest[:, :-1]
        at = int(np.argmax(gains))
        if gains.flat[at] > best:
            best = float(gains.flat[at])
            band, end = divmod(at, columns)
            start = int(np.argmin(bands[band, : end + 1]))
            place = (top, top + 1 + band, start, end + 1)
    return place
