"""Lays the small pictures of a copy over those of the original, and compares them.

What is compared is each picture's local contrast, so that grading, vignettes and dim screens weigh
little. Two measures come out for every pair of moments: how alike the pictures are, and how alike
what changed in them since a third of a second before is. A set that two films share is alike in the
first; only the same shot is in the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.seal.transform import Box

from .geometry import Placement

CHANGE_PULSES: Final = 2
_BLUR: Final = 1 / 12
_FLAT: Final = 8.0
_COVER: Final = 250
_ROUNDS: Final = 4

Pictures = NDArray[np.uint8]
Stack = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Overlay:
    """Copy and original on one grid.

    Args:
        copy: local contrast of the copy's pictures, one flat row each; ``original`` the same.
        shape: rows and columns of a picture.
        seen: share of the original's picture that the copy shows.
        shown: share of the copy's picture that shows the original.
    """

    copy: Stack
    original: Stack
    shape: tuple[int, int]
    seen: float
    shown: float

    def likeness(self) -> NDArray[np.float64]:
        """How alike each picture of the copy (row) is to each of the original (column), -1 to 1."""
        one, other = np.linalg.norm(self.copy, axis=1), np.linalg.norm(self.original, axis=1)
        return np.asarray(self.copy @ self.original.T / np.maximum(np.outer(one, other), 1e-6), np.float64)

    def cut(self, part: Box) -> Overlay:
        """The same for a part of the original's picture."""
        height, width = self.shape
        top, bottom = round(part.top * height), round(part.bottom * height)
        left, right = round(part.left * width), round(part.right * width)

        def of(stack: Stack) -> Stack:
            return np.ascontiguousarray(stack.reshape(-1, height, width)[:, top:bottom, left:right]).reshape(
                len(stack), -1
            )

        share = min(1.0, part.area / max(self.seen, 1e-6))
        return Overlay(
            of(self.copy),
            of(self.original),
            (bottom - top, right - left),
            min(self.seen, part.area),
            self.shown * share,
        )


def lay_over(copy: Pictures, original: Pictures, placement: Placement, *, coarse: bool = False) -> Overlay:
    """Lay the pictures of a copy over those of the original; ``coarse`` at half the size, for a first look."""
    if coarse:
        half = (max(8, original.shape[2] // 2), max(8, original.shape[1] // 2))
        original = np.stack([cv2.resize(each, half, interpolation=cv2.INTER_AREA) for each in original])
    side, copy_side = max(original.shape[1:]), max(copy.shape[1:])
    zoom = placement.scale * side / copy_side
    matrix = _in_pixels(placement, side, copy_side, copy.shape[2])
    size = (original.shape[2], original.shape[1])
    blur = 0.45 / zoom if zoom < 0.8 else 0.0

    def moved(picture: Pictures) -> Pictures:
        soft = cv2.GaussianBlur(picture, (0, 0), blur) if blur else picture
        return np.asarray(cv2.warpAffine(soft, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)

    mask = (moved(np.full(copy.shape[1:], 255, np.uint8)) >= _COVER).astype(np.float32)
    area = float(mask.mean())
    shown = area * size[0] * size[1] / (zoom**2 * copy.shape[1] * copy.shape[2])
    here, there = _contrast([moved(each) for each in copy], mask), _contrast(list(original), mask)
    return Overlay(here, there, (size[1], size[0]), area, min(1.0, shown))


def settle(copy: Pictures, original: Pictures, placement: Placement) -> Placement:
    """Make a placement finer, from pairs of pictures that show the same moment (row by row).

    Gauss and Newton's steps on the whole pictures (S. Baker, I. Matthews, Lucas-Kanade 20 Years On,
    2004, the inverse compositional form), all pairs together; what does not get better is not taken.
    """
    best, best_likeness = placement, -1.0
    for _ in range(_ROUNDS):
        laid = lay_over(copy, original, placement)
        likeness = float((laid.copy * laid.original).sum()) / max(
            1e-6, float(np.linalg.norm(laid.copy) * np.linalg.norm(laid.original))
        )
        if likeness <= best_likeness + 1e-3:
            break
        best, best_likeness = placement, likeness
        placement = _step(laid, placement)
    return best


def _step(laid: Overlay, placement: Placement) -> Placement:
    height, width = laid.shape
    original = laid.original.reshape(-1, height, width)
    gain = float((laid.copy * laid.original).sum()) / max(1e-6, float((laid.original**2).sum()))
    down, across = np.gradient(original, axis=1), np.gradient(original, axis=2)
    side = max(height, width)
    rows, columns = (np.mgrid[:height, :width] + 0.5) / side
    slopes = [across * columns, down * columns, across * rows, down * rows, across, down]
    flat = np.stack([each.reshape(-1) for each in slopes], axis=1) * side * gain
    wrong = (laid.copy - gain * laid.original).reshape(-1)
    normal = flat.T @ flat + 1e-3 * np.eye(6)
    a, b, c, d, e, f = np.clip(np.nan_to_num(np.linalg.solve(normal, flat.T @ wrong)), -0.08, 0.08).tolist()
    step = np.array([[1 + a, c, e], [b, 1 + d, f]])
    return Placement(step @ np.vstack([placement.matrix, [0, 0, 1]]), placement.mirror)


def _in_pixels(placement: Placement, side: int, copy_side: int, width: int) -> NDArray[np.float64]:
    # A share s of the longer side is the pixel place s · side - ½.
    turn = placement.matrix[:, :2] * side / copy_side
    shift = placement.matrix[:, 2] * side + turn @ (0.5, 0.5) - 0.5
    matrix = np.column_stack([turn, shift])
    if placement.mirror:
        matrix[:, 2] += matrix[:, 0] * (width - 1)
        matrix[:, 0] = -matrix[:, 0]
    return matrix


def _contrast(pictures: list[Pictures], mask: NDArray[np.float32]) -> Stack:
    # A box whose spread is that of the Gaussian it stands for; it costs the same at any size.
    side = 2 * round(max(2.0, _BLUR * max(mask.shape)) * float(np.sqrt(3))) + 1
    window = (side, side)
    weight = cv2.blur(mask, window) + 1e-6
    flat = np.empty((len(pictures), mask.size), np.float32)
    for row, picture in enumerate(pictures):
        light = cv2.multiply(picture.astype(np.float32), mask)
        apart = cv2.subtract(light, cv2.multiply(cv2.divide(cv2.blur(light, window), weight), mask))
        power = cv2.divide(cv2.blur(cv2.multiply(apart, apart), window), weight)
        spread = cv2.sqrt(np.maximum(power, 0))  # running sums may end a little under nought
        flat[row] = cv2.divide(apart, spread + np.float32(_FLAT)).ravel()
    return flat


def changes(stack: Stack, step: int = CHANGE_PULSES) -> Stack:
    """What changed in each picture since ``step`` pictures before; the first ones take their first step."""
    before = np.maximum(np.arange(len(stack)) - step, 0)
    after = np.maximum(np.arange(len(stack)), min(step, len(stack) - 1))
    return np.asarray(stack[after] - stack[before], np.float32)
