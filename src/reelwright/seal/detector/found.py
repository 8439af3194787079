"""What was found in one stretch, and what it is: a copy, the same set, or nothing.

The rule is one for films of cameras and for drawn ones, in which a café is the same to the pixel each
time, and its light and its camera move alike too. A copy moves like the film. Where two pictures lie
clearly on each other, what moves in either of them alone speaks against it, for then nothing but
another shot explains it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reelwright.seal.transform import WHOLE, Box

from .fingerprint import PULSE_RATE
from .geometry import Placement
from .hearing import Heard
from .model import Relation
from .thresholds import (
    CHANCE,
    CHANCE_FEW_POINTS,
    CHANCE_ODD,
    CHANCE_SMALL,
    CHANCE_TINY,
    CLEAR_ALIKE,
    CLEAR_LIKENESS,
    CLEAR_MOTION,
    CLEAR_STRANGE,
    CLOSE_ALIKE,
    CLOSE_MOTION,
    CLOSE_OWN,
    CLOSE_SHORT_ALIKE,
    COLLAGE_SHOWN,
    COPY_LIKENESS,
    EDITED_ALIKE,
    EDITED_ODD_ALIKE,
    FAR_MORE,
    FAR_SPEEDS,
    FEW_POINTS,
    HEARD_ALIKE,
    HEARD_MOTION,
    INSET_SEEN,
    INSET_SHOWN,
    LEAST_SECONDS,
    LONG_SECONDS,
    ODD_ALIKE,
    ODD_MOMENT,
    ODD_SECONDS,
    ODD_SPEED,
    PAST_SECONDS,
    PLAIN_MOTION,
    PLAIN_OWN,
    PLAIN_SHARED,
    SET_LIKENESS,
    SET_SEEN,
    SHARED_ALIKE,
    SHARED_LEAST,
    SHARED_MOMENT,
    SHARED_ODD,
    STANDING,
    STANDING_MORE,
    STILL_ALIKE,
    STILL_MOTION,
    STILL_STRANGE,
    SURE_BOTH,
    TOLD_ALIKE,
    TOLD_SECONDS,
)
from .timeline import TimeLine


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of one window that lies well on a film.

    Args:
        motion: how alike what moves is; ``agreement`` how alike the cells are that move most.
        strange: the share of what moves that moves in either alone.
        shared: how far what moves least alike is the same.
        standing: how far what is seen least alike is the same, be it moving or not.
    """

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
    strange: float = 0.0
    shared: float = 0.0
    standing: float = 0.0
    heard: Heard | None = None


def relation_of(found: Found) -> Relation | None:
    """What a found stretch is."""
    if found.likeness >= COPY_LIKENESS and (_moves_alike(found) or _sounds_and_moves(found)):
        return Relation.COPY
    if found.likeness >= SET_LIKENESS and found.seen >= SET_SEEN:
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
    told = found.heard.is_telling and found.heard.seconds >= TOLD_SECONDS
    if told and motion + found.agreement >= TOLD_ALIKE:
        return motion >= HEARD_MOTION
    return motion >= HEARD_MOTION and motion + found.agreement - CLEAR_STRANGE * found.strange >= HEARD_ALIKE


def _moves_alike(found: Found) -> bool:
    motion, seconds = found.motion - _chance(found), found.last - found.first
    both, odd = motion + found.agreement, abs(found.line.speed - 1) > ODD_SPEED
    if seconds < (ODD_SECONDS if odd else LEAST_SECONDS):
        return False
    clear, edited = found.likeness >= CLEAR_LIKENESS, _collaged(found) or found.placement.mirror
    if clear and not _collaged(found):
        return _clear_moves_alike(found, motion, seconds, odd=odd)
    if both - found.strange >= SURE_BOTH[1]:
        return True
    if clear:
        own = both - CLEAR_STRANGE * found.strange
        return motion >= CLOSE_MOTION and own >= (EDITED_ODD_ALIKE if odd else EDITED_ALIKE)
    alike = both >= (CLOSE_ALIKE if seconds >= LONG_SECONDS else CLOSE_SHORT_ALIKE)
    if edited:
        return motion >= CLOSE_MOTION and motion - found.strange >= CLOSE_OWN and alike
    parted = found.shared >= PLAIN_SHARED and motion - found.strange >= PLAIN_OWN
    return motion >= PLAIN_MOTION and parted and alike and not odd


def _clear_moves_alike(found: Found, motion: float, seconds: float, *, odd: bool) -> bool:
    # A set stands before the same camera in every film of it, so nothing but what moves tells two shots apart: a moment
    # tells little, and a free speed lets them nod together.
    # Where other words stand in the captions, or heads are held otherwise, what moves must say more.
    more = (STANDING[1] - min(max(found.standing, STANDING[0]), STANDING[1])) * _asked(STANDING_MORE, seconds)
    more += FAR_MORE * (not FAR_SPEEDS[0] <= found.line.speed <= FAR_SPEEDS[1])
    both = motion + found.agreement - more
    own = both - CLEAR_STRANGE * found.strange
    # What moves fast loses a little everywhere to blur, to few bits and to dropped pictures: all that moves in either
    # alone is then much together, and nothing of what moves is without its part in the other film.
    brief = seconds < LONG_SECONDS
    moment, shared = (ODD_MOMENT, SHARED_ODD) if odd else (SHARED_MOMENT, SHARED_ALIKE)
    enough = moment if brief else _asked(shared, seconds)
    whole = motion >= CLOSE_MOTION and motion + found.shared >= enough + more
    # What moves most may be the camera and the light, which are the same in all films of a set: however alike it is,
    # what moves least alike must have its part in the film too.
    parted = found.shared >= SHARED_LEAST
    if odd:
        return whole or (not brief and parted and motion >= CLOSE_MOTION and own >= _asked(ODD_ALIKE, seconds))
    still = found.strange <= STILL_STRANGE and motion >= STILL_MOTION and own >= STILL_ALIKE and not brief
    alike = motion >= CLEAR_MOTION and own >= _asked(CLEAR_ALIKE, seconds)
    return whole or still or (parted and (alike or both - found.strange >= _asked(SURE_BOTH, seconds)))


def _asked(asked: tuple[float, float], seconds: float) -> float:
    # A shot lasts three or four seconds, and another of the same set may hold, blink and reach out at the same moments:
    # what ends with a shot must be more alike than what goes on past it.
    past = min(1.0, max(0.0, (seconds - LONG_SECONDS) / (PAST_SECONDS - LONG_SECONDS)))
    return asked[0] + past * (asked[1] - asked[0])


def _collaged(found: Found) -> bool:
    # Nobody shows one of his shots small or beside another film: such a picture was taken, be it from another film of
    # the set; so what moves in either alone counts, but less is asked for. A mirrored picture was taken too, but where
    # it is clear it may be of a face before a wall, and those are their own mirror pictures.
    padded = found.shown < INSET_SHOWN and found.seen > INSET_SEEN
    return padded or found.patch.area < COLLAGE_SHOWN


def _chance(found: Found) -> float:
    """What a stretch has by chance: more, when it is short, small, at an odd speed, or held by few points."""
    pictures = max(1.0, abs(found.last - found.first) * found.line.speed * float(PULSE_RATE) + 1)
    chance = CHANCE / float(np.sqrt(pictures))
    chance += CHANCE_FEW_POINTS * (found.points < FEW_POINTS) + CHANCE_ODD * (abs(found.line.speed - 1) > ODD_SPEED)
    return chance + sum(more for seen, more in (CHANCE_SMALL, CHANCE_TINY) if found.seen < seen)
