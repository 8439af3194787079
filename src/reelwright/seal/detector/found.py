"""What was found in one stretch, and what it is: a copy, the same set, or nothing.

The rule is one for films of cameras and for drawn ones, in which a café is the same to the pixel each
time, and its light and its camera move alike too. A copy moves like the film. Where two pictures lie
clearly on each other, what moves in either of them alone speaks against it, for then nothing but
another shot explains it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from reelwright.seal.transform import WHOLE, Box

from .fingerprint import PULSE_RATE
from .geometry import Placement
from .hearing import Heard
from .model import Relation
from .timeline import TimeLine

COPY_LIKENESS: Final = 0.16
CLOSE_MOTION: Final = 0.42
CLOSE_AGREEMENT: Final = 0.30
CLEAR_LIKENESS: Final = 0.85
CLEAR_MOTION: Final = 0.35
CLEAR_ALIKE: Final = 0.50
CLEAR_STRANGE: Final = 4.0
SURE_BOTH: Final = 1.30
SURE_ODD: Final = 1.45
HEARD_MOTION: Final = 0.15
HEARD_ALIKE: Final = 0.0
TOLD_ALIKE: Final = 0.20
INSET_SHOWN: Final = 0.80
INSET_SEEN: Final = 0.90
COLLAGE_SHOWN: Final = 0.92
ODD_SPEED: Final = 0.03
ODD_SECONDS: Final = 2.0
ODD_ALIKE: Final = 1.95
ODD_STRANGE: Final = 2.0
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
    strange: float = 0.0
    heard: Heard | None = None


def relation_of(found: Found) -> Relation | None:
    """What a found stretch is."""
    if found.likeness >= COPY_LIKENESS and (_moves_alike(found) or _sounds_and_moves(found)):
        return Relation.COPY
    if found.likeness >= SET_LIKENESS and found.seen >= 0.2:
        return Relation.SAME_SET
    music = found.heard is not None and found.heard.is_alike and found.heard.is_music
    return Relation.SAME_MUSIC if music else None


def _sounds_and_moves(found: Found) -> bool:
    # The same sound at the same moments lets the picture ask for less, and the same words for less still. Music is
    # shared by films that share nothing else, so it lets nothing; and whoever mutes or replaces the sound is judged by
    # the picture alone.
    if found.heard is None or not found.heard.is_alike or found.heard.is_music:
        return False
    motion = found.motion - _chance(found)
    if found.heard.is_telling and motion + found.agreement >= TOLD_ALIKE:
        return motion >= HEARD_MOTION
    return motion >= HEARD_MOTION and motion + found.agreement - CLEAR_STRANGE * found.strange >= HEARD_ALIKE


def _moves_alike(found: Found) -> bool:
    motion, agreement, strange = found.motion - _chance(found), found.agreement, found.strange
    clear, odd = found.likeness >= CLEAR_LIKENESS, abs(found.line.speed - 1) > ODD_SPEED
    if clear and odd:
        # A free speed lets two shots of one set nod together, and a second or two cannot tell a speed.
        alike = motion + agreement + found.weakest - ODD_STRANGE * strange
        return found.last - found.first >= ODD_SECONDS and (alike >= ODD_ALIKE or motion + agreement >= SURE_ODD)
    if motion + agreement - (strange if clear else 0.0) >= SURE_BOTH:
        return True
    if not clear or _edited(found):
        return motion >= CLOSE_MOTION and agreement >= CLOSE_AGREEMENT
    return motion >= CLEAR_MOTION and motion + agreement - CLEAR_STRANGE * strange >= CLEAR_ALIKE


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
