"""Finding copies: from a file's fingerprint to the stretches of registered films that it shows.

Eight seconds of the file are looked at a time. Near points of registered films propose a film, a
place of its picture and a time; the small pictures laid over each other decide. What agrees from
one stretch to the next is joined.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import numpy as np

from reelwright.seal.model import Stretch
from reelwright.seal.transform import Transform

from .direction import upstream_of
from .extent import box_seen, box_shown
from .fingerprint import ASKED_RATE, PULSE_RATE, Fingerprint
from .found import Found, relation_of
from .join import joined, surest
from .lay import first_look, lay
from .model import CopyMatch, Upstream
from .ports import FingerprintRegistry
from .propose import candidates
from .whole import WholePictures

WINDOW_PULSES: Final = 96
_LOOKED_AT: Final = 8
_LAID: Final = 3
_DIRECTION_PICTURES: Final = 6
_PAIRS: Final = 4


def find_copies(
    asked: Fingerprint, registry: FingerprintRegistry, whole: WholePictures | None = None
) -> tuple[CopyMatch, ...]:
    """The stretches of registered films that a file shows or shares a set with, in the order of the file.

    Args:
        asked: the file's fingerprint, made as ``ASKED`` says.
        registry: holds the films.
        whole: proposes by whole pictures too.
    """
    found = [each for window in _windows(asked) for each in look_at(asked, window, registry, whole)]
    matches = [_match(each, asked, registry) for each in surest(joined(found))]
    return tuple(sorted((each for each in matches if each), key=lambda match: (match.here.start, match.film)))


def _windows(asked: Fingerprint) -> list[range]:
    count = len(asked.times)
    starts = list(range(0, max(1, count - WINDOW_PULSES // 3), WINDOW_PULSES))
    return [range(a, b) for a, b in zip(starts, [*starts[1:], count], strict=True) if b > a]


def look_at(
    asked: Fingerprint, window: range, registry: FingerprintRegistry, whole: WholePictures | None = None
) -> list[Found]:
    """What lies well on registered films in one window of a file."""
    sights = []
    proposed = candidates(asked, window, registry)[:_LOOKED_AT]
    proposed += whole.candidates(asked, window) if whole else []
    for candidate in proposed:
        pulses = registry.pulses(candidate.film, candidate.since, candidate.until)
        sight = first_look(asked, window, pulses, candidate) if len(pulses.times) >= 4 else None
        sights += [sight] if sight else []
    sights.sort(key=lambda sight: -sight.worth)
    return surest([found for sight in sights[:_LAID] for found in lay(asked, window, sight)])


def _match(found: Found, asked: Fingerprint, registry: FingerprintRegistry) -> CopyMatch | None:
    relation = relation_of(found)
    if relation is None:
        return None
    # Each small picture is shown until the next one.
    start, end = (
        found.first,
        min(found.last + found.line.speed**-1 / float(PULSE_RATE), float(asked.times[-1] + 1 / ASKED_RATE)),
    )
    there = sorted((found.line.there(start), found.line.there(end)))
    pictures = registry.pulses(found.film, there[0], there[1]).pictures
    if not len(pictures):
        return None
    placement = found.placement
    transform = Transform(
        mirrored=placement.mirror,
        degrees=placement.degrees if placement.mirror else -placement.degrees,
        scale=1 / placement.scale,
        speed=Fraction(found.line.speed).limit_denominator(100),
        seen=box_seen(placement, asked, pictures, found.patch),
        shown=box_shown(placement, asked, pictures, found.patch),
    )
    some = np.unique(np.linspace(0, len(pictures) - 1, _DIRECTION_PICTURES).astype(int))
    shown = asked.pulses[(asked.times >= start) & (asked.times < end)]
    some_here = np.unique(np.linspace(0, len(shown) - 1, _DIRECTION_PICTURES).astype(int))
    return CopyMatch(
        registry.film_id(found.film),
        relation,
        Stretch(_time(start), _time(end)),
        Stretch(_time(max(0.0, there[0])), _time(there[1])),
        transform,
        max(0.0, found.likeness),
        found.motion,
        round(found.points),
        None if found.heard is None else found.heard.alike,
        upstream=upstream_of(transform, shown[some_here], pictures[some]) if len(shown) else Upstream.UNDECIDED,
        pairs=tuple(
            (_time(each), _time(max(0.0, found.line.there(each))))
            for each in np.linspace(found.first, found.last, _PAIRS).tolist()
        ),
    )


def _time(seconds: float) -> Fraction:
    return Fraction(round(seconds * 1000), 1000)
