"""Finding copies: from a file's fingerprint to the stretches of registered films that it shows.

Eight seconds of the file are looked at a time. Near points of registered films propose a film, a
place of its picture and a time; the small pictures laid over each other decide. What agrees from
one stretch to the next is joined.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.seal.model import Stretch

from .course import best_course, matched, worth
from .direction import upstream_of
from .extent import box_seen, box_shown
from .fingerprint import ASKED_RATE, PULSE_RATE, Fingerprint, Keyframe
from .found import Found, relation_of
from .geometry import MOST_PAIRS, Agreement, Placement, agree
from .model import CopyMatch, Relation, Transform, Upstream
from .overlay import lay_over, settle
from .points import Points, mirrored
from .ports import FingerprintRegistry, Near, Pulses
from .timeline import Moments, TimeLine, best_line, like_stretches, moments

WINDOW_PULSES: Final = 96
_CANDIDATES: Final = 10
_LEAST_POINTS: Final = 4.0
_SLACK_SECONDS: Final = 9.0
_SETTLED: Final = 8
_FINER: Final = 3
_BETTER: Final = 0.01
_LEAST_SEEN: Final = 0.05
_DIRECTION_PICTURES: Final = 6
_PAIRS: Final = 4
_FIRST_LIKENESS: Final = 0.15
_FIRST_MOTION: Final = 0.08


@dataclass(frozen=True, slots=True)
class _Candidate:
    film: int
    agreement: Agreement
    since: float
    until: float


def find_copies(asked: Fingerprint, registry: FingerprintRegistry) -> tuple[CopyMatch, ...]:
    """The stretches of registered films that a file shows or shares a set with, in the order of the file."""
    found = [each for window in _windows(asked) for each in look_at(asked, window, registry)]
    matches = [_match(each, asked, registry) for each in _surest(_joined(found))]
    return tuple(sorted((each for each in matches if each), key=lambda match: (match.here.start, match.film)))


def _windows(asked: Fingerprint) -> list[range]:
    count = len(asked.times)
    starts = list(range(0, max(1, count - WINDOW_PULSES // 3), WINDOW_PULSES))
    return [range(a, b) for a, b in zip(starts, [*starts[1:], count], strict=True) if b > a]


def look_at(asked: Fingerprint, window: range, registry: FingerprintRegistry) -> list[Found]:
    """What lies well on registered films in one window of a file."""
    frames = [frame for frame in asked.keyframes if frame.pulse in window]
    candidates = [each for mirror in (False, True) for each in _candidates(asked, frames, registry, mirror=mirror)]
    candidates.sort(key=lambda each: -each.agreement.weight)
    found: list[Found] = []
    for candidate in candidates[:_CANDIDATES]:
        pulses = registry.pulses(candidate.film, candidate.since, candidate.until)
        if len(pulses.times) >= 4:
            found += _laid(asked, window, pulses, candidate)
    return _surest(found)


def _candidates(
    asked: Fingerprint, frames: list[Keyframe], registry: FingerprintRegistry, *, mirror: bool
) -> list[_Candidate]:
    shown = [mirrored(frame.points, asked.aspect) if mirror else frame.points for frame in frames]
    if not sum(map(len, shown)):
        return []
    points = Points(np.concatenate([each.codes for each in shown]), np.concatenate([each.places for each in shown]))
    times = np.repeat([asked.times[frame.pulse] for frame in frames], [len(each) for each in shown])
    near = registry.near(points.codes)
    span = float(times.max() - times.min())
    candidates = []
    for film in np.unique(near.films):
        of_film = near.films == film
        some = Near(*(getattr(near, name)[of_film] for name in ("asked", "films", "times", "places", "apart")))
        for agreement, since in _agreements(points, times, some, mirror=mirror):
            start = since + float(times.min())
            candidates.append(_Candidate(int(film), agreement, start - _SLACK_SECONDS, start + span + _SLACK_SECONDS))
    return candidates


def _agreements(
    points: Points, times: NDArray[np.float64], near: Near, *, mirror: bool
) -> list[tuple[Agreement, float]]:
    found = []
    left = np.ones(len(near.asked), bool)
    for _ in range(2):
        rows = np.flatnonzero(left)
        if len(rows) < _LEAST_POINTS:
            break
        if len(rows) > MOST_PAIRS:
            rows = rows[np.argsort(near.apart[rows], kind="stable")[:MOST_PAIRS]]
        asked = near.asked[rows]
        weights = 1.0 / np.bincount(asked)[asked]
        if weights.sum() < _LEAST_POINTS:
            break
        agreement = agree(points.places[asked], near.places[rows], weights, mirror=mirror)
        if agreement is None or agreement.weight < _LEAST_POINTS:
            break
        good = agreement.agreeing
        # Where the film most likely stands in time: the fullest second of differences.
        apart = near.times[rows[good]] - times[asked[good]]
        seconds, where = np.unique(np.rint(apart), return_inverse=True)
        found.append((agreement, float(seconds[int(np.argmax(np.bincount(where, weights[good])))])))
        left[rows[good]] = False
    return found


def _laid(asked: Fingerprint, window: range, pulses: Pulses, candidate: _Candidate) -> list[Found]:
    here, times = asked.pulses[window.start : window.stop], asked.times[window.start : window.stop]
    some, some_times = here[::2], times[::2]
    placement = candidate.agreement.similarity.placement()
    pairs = _compared(some, some_times, pulses, placement)
    if pairs is None:
        return []
    line = best_line(pairs)
    likeness, motion = pairs.likeness(line)
    if likeness < _FIRST_LIKENESS and motion < _FIRST_MOTION:
        return []
    rows, columns = pairs.columns(line)
    chosen = np.argsort(-pairs.seen[rows, columns], kind="stable")[:_SETTLED]
    placement = settle(some[rows[chosen]], pulses.pictures[columns[chosen]], placement)
    pairs = _compared(some, some_times, pulses, placement)
    if pairs is None:
        return []
    line = best_line(pairs)
    near = (pulses.times > line.there(times[0]) - 0.5) & (pulses.times < line.there(times[-1]) + 0.5)
    film, film_times = pulses.pictures[near], pulses.times[near]
    overlay = lay_over(here, film, placement)
    along = best_course(overlay, line, times, film_times)
    if along is None:
        return []
    # With the time known to a twelfth of a second the pictures can be laid on each other better still.
    for _ in range(_FINER):
        rows, columns = matched(along.line, times, film_times)
        chosen = np.argsort(-along.seen, kind="stable")[:_SETTLED]
        finer = settle(here[rows[chosen]], film[columns[chosen]], placement)
        finer_overlay = lay_over(here, film, finer)
        finer_along = best_course(finer_overlay, along.line, times, film_times)
        if finer_along is None or worth(finer_along) < worth(along) + _BETTER:
            break
        placement, overlay, along = finer, finer_overlay, finer_along
    return [
        Found(
            candidate.film,
            placement,
            along.line,
            float(along.times[first]),
            float(along.times[last]),
            float(np.median(along.seen[first : last + 1])),
            along.motion(first, last),
            along.agreement(first, last),
            candidate.agreement.weight,
            overlay.seen,
            overlay.shown,
        )
        for first, last in like_stretches(along.seen)
    ]


def _compared(
    here: NDArray[np.uint8], times: NDArray[np.float64], pulses: Pulses, placement: Placement
) -> Moments | None:
    overlay = lay_over(here, pulses.pictures, placement, coarse=True)
    return moments(overlay, times, pulses.times) if overlay.seen >= _LEAST_SEEN else None


def _joined(found: list[Found]) -> list[Found]:
    joined: list[Found] = []
    for each in sorted(found, key=lambda one: (one.film, one.placement.mirror, one.first)):
        before = joined[-1] if joined else None
        if before is not None and _continues(before, each):
            joined[-1] = _both(before, each)
        else:
            joined.append(each)
    return joined


def _continues(before: Found, after: Found) -> bool:
    near = 4 / float(PULSE_RATE)
    return (
        before.film == after.film
        and before.placement.mirror == after.placement.mirror
        and after.first - before.last <= near
        and abs(before.line.there(after.first) - after.line.there(after.first)) < 0.5
        and abs(before.placement.scale / after.placement.scale - 1) < 0.2
    )


def _both(before: Found, after: Found) -> Found:
    one, other = before.last - before.first, max(1e-3, after.last - after.first)
    longer = before if one >= other else after
    first, last = before.first, max(before.last, after.last)
    start, end = before.line.there(first), after.line.there(last)
    if after.last >= before.last and last - first > 1:
        speed = (end - start) / (last - first)
        line = TimeLine(speed, start - speed * first, before.line.gathered + after.line.gathered)
    else:
        line = longer.line
    share = one / (one + other)
    return replace(
        longer,
        line=line,
        first=first,
        last=last,
        likeness=share * before.likeness + (1 - share) * after.likeness,
        motion=share * before.motion + (1 - share) * after.motion,
        agreement=share * before.agreement + (1 - share) * after.agreement,
        points=before.points + after.points,
    )


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
        seen=box_seen(placement, asked, pictures),
        shown=box_shown(placement, asked, pictures),
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
        upstream=upstream_of(transform, shown[some_here], pictures[some]) if len(shown) else Upstream.UNDECIDED,
        pairs=tuple(
            (_time(each), _time(max(0.0, found.line.there(each))))
            for each in np.linspace(found.first, found.last, _PAIRS).tolist()
        ),
    )


def _surest(found: list[Found]) -> list[Found]:
    # The same seconds of the same film are said once: as what is surer.
    kept: list[Found] = []
    for each in sorted(found, key=_sureness):
        if not any(one.film == each.film and _overlap(one, each) > 0.3 for one in kept):
            kept.append(each)
    return kept


def _sureness(found: Found) -> tuple[bool, float]:
    return relation_of(found) is not Relation.COPY, -found.motion * (found.last - found.first)


def _overlap(one: Found, other: Found) -> float:
    both = min(one.last, other.last) - max(one.first, other.first)
    return both / max(1e-3, min(one.last - one.first, other.last - other.first))


def _time(seconds: float) -> Fraction:
    return Fraction(round(seconds * 1000), 1000)
