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
from .ends import AROUND_SECONDS, both, end_of, upstream_in_time
from .extent import box_seen, box_shown
from .fingerprint import ASKED_RATE, PULSE_RATE, Fingerprint
from .found import Found, relation_of
from .join import joined, surest
from .lay import first_looks, lay
from .model import CopyMatch, Relation, Upstream
from .overlay import Pictures
from .ports import FingerprintRegistry
from .propose import candidates, is_brief
from .unsure import is_unsure
from .whole import WholePictures

WINDOW_PULSES: Final = 96
_LOOKED_AT: Final = 8
_LAID: Final = 3
_BRIEF_LOOKED_AT: Final = 16
_BRIEF_LAID: Final = 6
_BRIEF_LEAST: Final = 1.0
_MOST: Final = 0.9
_WELL: Final = 0.7
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
    return judged(asked, stretches_of(asked, registry, whole), registry)


def stretches_of(
    asked: Fingerprint, registry: FingerprintRegistry, whole: WholePictures | None = None
) -> list[list[Found]]:
    """What lies well on registered films, for each window of a file, not judged yet."""
    return [_look_at(asked, window, registry, whole) for window in _windows(asked)]


def judged(asked: Fingerprint, stretches: list[list[Found]], registry: FingerprintRegistry) -> tuple[CopyMatch, ...]:
    """What the stretches of a file are, what goes on from window to window as one."""
    found = surest(joined([each for some in stretches for each in surest(some)]))
    matches = [_match(each, asked, registry) for each in found]
    return tuple(sorted((each for each in matches if each), key=lambda match: (match.here.start, match.film)))


def _windows(asked: Fingerprint) -> list[range]:
    count = len(asked.times)
    starts = list(range(0, max(1, count - WINDOW_PULSES // 3), WINDOW_PULSES))
    return [range(a, b) for a, b in zip(starts, [*starts[1:], count], strict=True) if b > a]


def _look_at(
    asked: Fingerprint, window: range, registry: FingerprintRegistry, whole: WholePictures | None
) -> list[Found]:
    sights = []
    looked_at, laid = (_BRIEF_LOOKED_AT, _BRIEF_LAID) if is_brief(window) else (_LOOKED_AT, _LAID)
    proposed = candidates(asked, window, registry)[:looked_at]
    proposed += whole.candidates(asked, window) if whole else []
    for candidate in proposed:
        pulses = registry.pulses(candidate.film, candidate.since, candidate.until)
        sights += first_looks(asked, window, pulses, candidate) if len(pulses.times) >= 4 else []
    sights.sort(key=lambda sight: -sight.worth)
    seconds = float(asked.times[window.stop - 1] - asked.times[window.start])
    found: list[Found] = []
    for sight in sights[:laid]:
        # Another proposal for a film that lies well on all of the window would say the same once more, but for a brief
        # window that lies well at a speed that nobody believes of so little.
        enough = (each for each in found if not is_brief(window) or relation_of(each) is Relation.COPY)
        if not any(each.film == sight.candidate.film and _is_enough(each, seconds) for each in enough):
            found += lay(asked, window, sight)
    # So much is tried of a brief window that a moment of it may lie well anywhere, mirrored in a symmetric room.
    least = _BRIEF_LEAST if is_brief(window) else 0.0
    return [each for each in found if each.last - each.first >= least]


def _is_enough(found: Found, seconds: float) -> bool:
    return found.last - found.first >= _MOST * seconds and min(found.motion, found.agreement) >= _WELL


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
        upstream=both(
            _sees_more(transform, asked.pulses[(asked.times >= start) & (asked.times < end)], pictures),
            _lasts_longer(asked, registry, found, (start, there[0]), (end, there[1])),
        ),
        pairs=tuple(
            (_time(each), _time(max(0.0, found.line.there(each))))
            for each in np.linspace(found.first, found.last, _PAIRS).tolist()
        ),
        unsure=is_unsure(found),
    )


def _sees_more(transform: Transform, here: Pictures, there: Pictures) -> Upstream:
    if not len(here):
        return Upstream.UNDECIDED
    some_here, some_there = (
        each[np.unique(np.linspace(0, len(each) - 1, _DIRECTION_PICTURES).astype(int))] for each in (here, there)
    )
    return upstream_of(transform, some_here, some_there)


def _lasts_longer(
    asked: Fingerprint,
    registry: FingerprintRegistry,
    found: Found,
    start: tuple[float, float],
    end: tuple[float, float],
) -> Upstream:
    ends = []
    for (here, there), forward in ((start, False), (end, True)):
        near = np.abs(asked.times - here) < AROUND_SECONDS
        film = registry.pulses(found.film, there - AROUND_SECONDS, there + AROUND_SECONDS)
        file_end = end_of(asked.times[near], asked.pulses[near], here, forward=forward)
        ends.append((file_end, end_of(film.times, film.pictures, there, forward=forward)))
    return upstream_in_time(ends)


def _time(seconds: float) -> Fraction:
    return Fraction(round(seconds * 1000), 1000)
