"""How a copied picture lies in the original: scale, turn and shift, found from pairs of points.

A place is a complex number, in shares of the picture's longer side. Each pair of points proposes a
whole transform, since points have a size and a direction; the proposal that most others agree with
is fitted anew to those. A mirror is applied to the copy before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_PROPOSALS: Final = 40
_NEAR: Final = 0.022
_SIZE_OCTAVES: Final = 0.7
_TURN: Final = 0.4
MOST_PAIRS: Final = 1500


@dataclass(frozen=True, slots=True)
class Similarity:
    """Takes a place of the copy (mirrored before, where ``mirror``) to the place of the original.

    Args:
        turn_scale: what places are multiplied by: its size is the scale, its angle the turn.
        shift: what is added then.
    """

    turn_scale: complex
    shift: complex
    mirror: bool = False

    @property
    def scale(self) -> float:
        """How much larger the copied picture must be made to lie on the original."""
        return abs(self.turn_scale)

    @property
    def degrees(self) -> float:
        """How far the copy must be turned, between -180 and 180, clockwise on the screen."""
        return float(np.rad2deg(np.angle(self.turn_scale)))

    def placement(self) -> Placement:
        """The same as a matrix."""
        alpha, shift = self.turn_scale, self.shift
        matrix = np.array([[alpha.real, -alpha.imag, shift.real], [alpha.imag, alpha.real, shift.imag]])
        return Placement(matrix, self.mirror)


@dataclass(frozen=True, slots=True)
class Placement:
    """Any straight transform from copy to original: the similarity, made finer.

    Args:
        matrix: two rows of three: what x and y are multiplied by, and what is added.
    """

    matrix: NDArray[np.float64]
    mirror: bool = False

    @property
    def scale(self) -> float:
        """How much larger the copied picture must be made to lie on the original."""
        return float(np.sqrt(abs(np.linalg.det(self.matrix[:, :2]))))

    @property
    def degrees(self) -> float:
        """How far the copy must be turned, between -180 and 180, clockwise on the screen."""
        return float(
            np.rad2deg(np.arctan2(self.matrix[1, 0] - self.matrix[0, 1], self.matrix[0, 0] + self.matrix[1, 1]))
        )

    def apply(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where places of the copy (rows of x and y; mirrored before, where ``mirror``) lie in the original."""
        return np.asarray(places @ self.matrix[:, :2].T + self.matrix[:, 2])

    def back(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where places of the original lie in the copy."""
        return np.asarray((places - self.matrix[:, 2]) @ np.linalg.inv(self.matrix[:, :2]).T)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A transform and the pairs that agree with it.

    Args:
        agreeing: for each pair whether it does.
        weight: how many points of the copy they are.
    """

    similarity: Similarity
    agreeing: NDArray[np.bool_]
    weight: float


def agree(
    copy: NDArray[np.float32], original: NDArray[np.float32], weights: NDArray[np.float64], *, mirror: bool
) -> Agreement | None:
    """The transform that most pairs agree with, None when fewer than three points do.

    Args:
        copy: x, y, size and direction of each pair's point in the copy.
        original: the same of its point in the original.
        weights: of the pairs; those of one point of the copy add up to one.
        mirror: whether the copy was mirrored before.
    """
    here, there = _complex(copy), _complex(original)
    proposed = np.exp(1j * (original[:, 3] - copy[:, 3])) * original[:, 2] / copy[:, 2]
    chosen = _crowded(proposed, there - proposed * here, weights)
    alphas = proposed[chosen]
    shifts = there[chosen] - alphas * here[chosen]
    alike = _alike(alphas[:, None], shifts[:, None], here, there, proposed)
    totals = alike @ weights
    best = int(np.argmax(totals))
    alpha, shift, agreeing = complex(alphas[best]), complex(shifts[best]), alike[best]
    for _ in range(3):
        if float(weights[agreeing].sum()) < 3:
            return None
        alpha, shift = _fit(here[agreeing], there[agreeing], weights[agreeing])
        agreeing = _alike(np.array(alpha), np.array(shift), here, there, proposed)
    weight = float(weights[agreeing].sum())
    return Agreement(Similarity(alpha, shift, mirror), agreeing, weight) if weight >= 3 else None


def _crowded(
    proposed: NDArray[np.complex128], shifts: NDArray[np.complex128], weights: NDArray[np.float64]
) -> NDArray[np.intp]:
    # One proposal from each of the cells of (scale, turn, shift) where most weight lies.
    cells = np.stack(
        [
            np.rint(np.log2(np.abs(proposed)) * 2.5),
            np.rint(np.angle(proposed) * 9 / np.pi) % 18,
            np.rint(shifts.real * 9),
            np.rint(shifts.imag * 9),
        ]
    ).astype(np.int64)
    packed = ((cells[0] + 64) * 32 + cells[1]) * 16_777_216 + (np.clip(cells[2:], -2000, 2000) + 2048).T @ (4096, 1)
    _, first, cell = np.unique(packed, return_index=True, return_inverse=True)
    crowd = np.bincount(cell, weights)
    return np.asarray(first[np.argsort(-crowd, kind="stable")[:_PROPOSALS]], np.intp)


def _alike(
    alpha: NDArray[np.complex128],
    shift: NDArray[np.complex128],
    here: NDArray[np.complex128],
    there: NDArray[np.complex128],
    proposed: NDArray[np.complex128],
) -> NDArray[np.bool_]:
    scale = np.abs(alpha)
    near = np.abs(alpha * here + shift - there) < _NEAR * np.maximum(1, np.minimum(scale, 3))
    ratio = proposed / np.where(scale > 0, alpha, 1)
    same_size = np.abs(np.log2(np.maximum(np.abs(ratio), 1e-9))) < _SIZE_OCTAVES
    return np.asarray(near & same_size & (np.abs(np.angle(ratio)) < _TURN) & (scale > 0.12) & (scale < 8))


def _fit(
    here: NDArray[np.complex128], there: NDArray[np.complex128], weights: NDArray[np.float64]
) -> tuple[complex, complex]:
    whole = weights.sum()
    middle_here, middle_there = (weights * here).sum() / whole, (weights * there).sum() / whole
    from_here, from_there = here - middle_here, there - middle_there
    spread = (weights * np.abs(from_here) ** 2).sum()
    if spread < 1e-9:
        return 0j, complex(middle_there)
    alpha = complex((weights * from_there * np.conj(from_here)).sum() / spread)
    return alpha, complex(middle_there - alpha * middle_here)


def _complex(places: NDArray[np.float32]) -> NDArray[np.complex128]:
    return places[:, 0].astype(np.float64) + 1j * places[:, 1]
