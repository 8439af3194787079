"""Describes whole pictures without weights: their light and dark at sixteen by sixteen."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

_SIDE: Final = 16
_AROUND: Final = 7


class ShapeDescriber:
    """Rows of 256 numbers: each small picture less what is around it, at unit length."""

    name = "shapes 1"

    def describe(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """One row for each grey picture; one without any shape has noughts."""
        rows = np.zeros((len(pictures), _SIDE * _SIDE), np.float32)
        for row, picture in zip(rows, pictures, strict=True):
            small = cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
            row[:] = (small - cv2.blur(small, (_AROUND, _AROUND))).ravel()
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0), np.float32)
