"""What was found in one stretch, and what it is: a copy, the same set, or nothing.

The rule is one for films of cameras and for drawn ones, in which a café is the same to the pixel each
time, and its light and its camera move alike too. A copy moves like the film. The clearer two pictures
lie on each other, the more alike their motion must be, and the more alike must be those cells that are
least alike, for then nothing but another shot explains that they are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from reelwright.seal.transform import WHOLE, Box

from .fingerprint import PULSE_RATE
from .geometry import Placement
from .model import Relation
from .timeline import TimeLine

COPY_LIKENESS: Final = 0.16
CLOSE_MOTION: Final = 0.42
CLOSE_AGREEMENT: Final = 0.30
CLEAR_LIKENESS: Final = 0.85
CLEAR_MOTION: Final = 0.35
CLEAR_AGREEMENT: Final = 0.20
CLEAR_BOTH: Final = 1.35
SURE_BOTH: Final = 1.30
SURE_ODD: Final = 1.40
INSET_SHOWN: Final = 0.80
INSET_SEEN: Final = 0.90
COLLAGE_SHOWN: Final = 0.92
ODD_SPEED: Final = 0.03
ODD_SECONDS: Final = 2.0
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
    patch: Box = WHOLE
    weakest: float = 0.0


def relation_of(found: Found) -> Relation | None:
    """What a found stretch is."""
    if found.likeness >= COPY_LIKENESS and _moves_alike(found):
        return Relation.COPY
    return Relation.SAME_SET if found.likeness >= SET_LIKENESS and found.seen >= 0.2 else None


def _moves_alike(found: Found) -> bool:
    chance = _chance(found)
    motion, agreement = found.motion - chance, found.agreement
    clear, odd = found.likeness >= CLEAR_LIKENESS, abs(found.line.speed - 1) > ODD_SPEED
    if clear and odd and found.last - found.first < ODD_SECONDS:
        # A second or two cannot tell a speed: what needs an odd one to fit is taken for another shot.
        return False
    if motion + agreement >= (SURE_ODD if clear and odd else SURE_BOTH):
        return True
    if not clear or _edited(found):
        return motion >= CLOSE_MOTION and agreement >= CLOSE_AGREEMENT
    # A free speed lets two shots of one set nod together: at an odd one only what is sure counts.
    both = motion + found.weakest
    return not odd and motion >= CLEAR_MOTION and agreement >= CLEAR_AGREEMENT and both >= CLEAR_BOTH


def _edited(found: Found) -> bool:
    # Nobody builds a set mirrored, or shows one of his shots small or beside another film: such a picture was taken.
    padded = found.shown < INSET_SHOWN and found.seen > INSET_SEEN
    return found.placement.mirror or padded or found.patch.area < COLLAGE_SHOWN


def _chance(found: Found) -> float:
    """What a stretch has by chance: more, when it is short, small, at an odd speed, or held by few points."""
    pictures = max(1.0, abs(found.last - found.first) * found.line.speed * float(PULSE_RATE) + 1)
    small = 0.06 * (found.seen < 0.25) + 0.14 * (found.seen < 0.12)
    odd = 0.04 * (abs(found.line.speed - 1) > ODD_SPEED)
    return 0.6 / float(np.sqrt(pictures)) + 0.08 * (found.points < 12) + small + odd
