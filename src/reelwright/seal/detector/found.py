"""What was found in one stretch, and what it is: a copy, the same set, or nothing.

The rule is one for films of cameras and for drawn ones, in which a café is the same to the pixel each
time. A copy moves like the film. The clearer two pictures lie on each other, the more alike their
motion must be, for then nothing but another shot explains that it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from .fingerprint import PULSE_RATE
from .geometry import Placement
from .model import Relation
from .timeline import TimeLine

COPY_MOTION: Final = 0.20
COPY_AGREEMENT: Final = 0.18
CLOSE_LIKENESS: Final = 0.70
CLOSE_AGREEMENT: Final = 0.30
COPY_LIKENESS: Final = 0.16
CLEAR_LIKENESS: Final = 0.85
CLEAR_MOTION: Final = 0.40
SET_LIKENESS: Final = 0.30


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of one window that lies well on a film."""

    film: int
    placement: Placement
    line: TimeLine
    first: float
    last: float
    likeness: float
    motion: float
    agreement: float
    points: float
    seen: float
    shown: float


def relation_of(found: Found) -> Relation | None:
    """What a found stretch is.

    A short run, one that few points hold, one of a small part of the picture or at an odd speed is
    alike by chance more easily, so more is asked of it.
    """
    agreement = COPY_AGREEMENT if found.likeness < CLOSE_LIKENESS else CLOSE_AGREEMENT
    if found.motion >= _asked(found) and found.agreement >= agreement and found.likeness >= COPY_LIKENESS:
        return Relation.COPY
    return Relation.SAME_SET if found.likeness >= SET_LIKENESS and found.seen >= 0.2 else None


def _asked(found: Found) -> float:
    pictures = max(1.0, abs(found.last - found.first) * found.line.speed * float(PULSE_RATE) + 1)
    asked = COPY_MOTION + 0.6 / float(np.sqrt(pictures))
    asked += 0.08 * (found.points < 12) + 0.06 * (found.seen < 0.25)
    odd = abs(found.line.speed - 1) > 0.03
    if found.likeness > CLEAR_LIKENESS:
        # A second or so cannot tell a speed: what needs an odd one to fit is taken for another shot.
        return max(asked, CLEAR_MOTION + 0.23 * odd + 0.3 * (odd and pictures < 16))
    return asked + 0.04 * odd
