"""Which of two films shows more time, and so was not made from the other.

At an end of what both show, one may go on without a cut where the other has a cut, or begins or ends. Who cut a piece
out of a film can leave such an end; who has only the piece cannot make the film go on. (A model that continues a piece
from its last picture can: so both ends must not say otherwise, and an answer is a trace and no proof.)
"""

from __future__ import annotations

from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .geometry import Placement
from .model import Upstream
from .overlay import Pictures, lay_over

AROUND_SECONDS: Final = 1.5
"""So much of each film is looked at before and after an end."""
_NEAR: Final = 0.4
_BEYOND: Final = 0.5
_NONE: Final = 0.25
_STEADY: Final = 0.8
_CUT: Final = 0.5
_LEAST: Final = 4
_LIES: Final = Placement(np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))


class End(Enum):
    """What a film does where the stretch that it shares with another one ends."""

    GOES_ON = "the same shot goes on"
    STOPS = "the film ends, or cuts to something else"
    UNCLEAR = "cannot be told"


def end_of(times: NDArray[np.float64], pictures: Pictures, at: float, *, forward: bool) -> End:
    """What a film does at a time.

    Args:
        times: of some pictures around it.
        pictures: those.
        at: where the stretch begins or ends.
        forward: it ends there.
    """
    if not forward:
        times, pictures, at = -times[::-1], pictures[::-1], -at
    beyond = float(times[-1]) - at if len(times) else 0.0
    if beyond < _NONE:
        return End.STOPS
    laid = lay_over(pictures, pictures, _LIES).copy
    sizes = np.linalg.norm(laid, axis=1)
    steps = (laid[1:] * laid[:-1]).sum(axis=1) / np.maximum(sizes[1:] * sizes[:-1], 1e-6)
    inside = steps[times[1:] <= at - _NEAR]
    near = steps[(times[1:] > at - _NEAR) & (times[:-1] < at + _NEAR)]
    if len(inside) < _LEAST or not len(near):
        return End.UNCLEAR
    usual, least = float(np.median(inside)), float(near.min())
    if least < _CUT * usual:
        return End.STOPS
    return End.GOES_ON if beyond >= _BEYOND and least > _STEADY * usual else End.UNCLEAR


def upstream_in_time(ends: list[tuple[End, End]]) -> Upstream:
    """Who shows more time.

    Args:
        ends: what the file and the film do, at the beginning and at the end.
    """
    said = {
        Upstream.FILM if film is End.GOES_ON else Upstream.FILE
        for file, film in ends
        if {file, film} == {End.GOES_ON, End.STOPS}
    }
    return said.pop() if len(said) == 1 else Upstream.UNDECIDED


def both(one: Upstream, other: Upstream) -> Upstream:
    """What two traces say together: nothing where they say otherwise."""
    said = {one, other} - {Upstream.UNDECIDED}
    return said.pop() if len(said) == 1 else Upstream.UNDECIDED
