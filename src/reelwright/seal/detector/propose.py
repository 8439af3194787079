"""Proposes where a window of a file may lie: films, places of their pictures and times, from near points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .fingerprint import Fingerprint, Keyframe
from .geometry import MOST_PAIRS, Agreement, agree
from .points import Points, mirrored
from .ports import FingerprintRegistry, Near

_BRIEF_PULSES: Final = 30
_LEAST_POINTS: Final = 4.0
_SLACK_SECONDS: Final = 9.0
_ROUNDS: Final = 2
_VOTES: Final = ((1.0, 2),)
_BRIEF_VOTES: Final = (*_VOTES, (0.5, 6))
_SLACK: Final = 0.8
_FILMS: Final = 8
_LIKELY: Final = 0.5
_STILL_SECONDS: Final = 30.0
_SAME_SECONDS: Final = 1.5
_SAME_PLACE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that a window may show, how its picture would lie, and the seconds of the film in which to look.

    Args:
        weight: of the points that agree, each shared among the films that have it.
    """

    film: int
    agreement: Agreement
    weight: float
    since: float
    until: float


def candidates(asked: Fingerprint, window: range, registry: FingerprintRegistry) -> list[Candidate]:
    """What near points propose for a window of a file, the best first.

    In a few seconds in which the camera comes nearer, most pairs of points are of other seconds, in which all lies at
    another size: so more seconds vote by themselves where the window is brief.
    """
    frames = [frame for frame in asked.keyframes if frame.pulse in window]
    votes = _BRIEF_VOTES if is_brief(window) else _VOTES
    proposed = [each for mirror in (False, True) for each in _proposed(asked, frames, registry, votes, mirror=mirror)]
    return sorted(proposed, key=lambda each: -each.weight)


def is_brief(window: range) -> bool:
    """A window of at most two and a half seconds: more is tried of it, since less of it tells where it lies."""
    return len(window) <= _BRIEF_PULSES


def _proposed(
    asked: Fingerprint,
    frames: list[Keyframe],
    registry: FingerprintRegistry,
    votes: tuple[tuple[float, int], ...],
    *,
    mirror: bool,
) -> list[Candidate]:
    shown = [mirrored(frame.points, asked.aspect) if mirror else frame.points for frame in frames]
    if not sum(map(len, shown)):
        return []
    points = Points(np.concatenate([each.codes for each in shown]), np.concatenate([each.places for each in shown]))
    times = np.repeat([asked.times[frame.pulse] for frame in frames], [len(each) for each in shown])
    near = registry.near(points.codes)
    films, rarity = _likely_films(near, len(points))
    span = float(times.max() - times.min())
    proposed: list[Candidate] = []
    for film in films:
        of_film = near.films == film
        some = Near(*(getattr(near, name)[of_film] for name in ("asked", "films", "times", "places", "apart")))
        for agreement, good, (first, last) in _agreements(points, times, some, votes, mirror=mirror):
            start, end = first + float(times.min()), last + float(times.min())
            weight = float(rarity[np.unique(some.asked[good])].sum())
            one = Candidate(film, agreement, weight, start - _SLACK_SECONDS, end + span + _SLACK_SECONDS)
            if not any(_alike(one, other) for other in proposed):
                proposed.append(one)
    return proposed


def _likely_films(near: Near, points: int) -> tuple[list[int], NDArray[np.float64]]:
    # A point that many films have tells little of which one it is: what a set has is rare in none of its films.
    counts = np.bincount(near.films)
    numbers = np.flatnonzero(counts)
    places = np.cumsum(counts > 0) - 1
    has = np.zeros((len(numbers), points), bool)
    has[places[near.films], near.asked] = True
    rarity = 1.0 / np.maximum(1, has.sum(axis=0))
    totals = has @ rarity
    likely = np.argsort(-totals, kind="stable")[:_FILMS]
    return [int(numbers[place]) for place in likely], rarity


def _alike(one: Candidate, other: Candidate) -> bool:
    this, that = one.agreement.similarity, other.agreement.similarity
    return (
        one.film == other.film
        and abs(one.since - other.since) < _SAME_SECONDS
        and abs(this.turn_scale - that.turn_scale) < _SAME_PLACE * this.scale
        and abs(this.shift - that.shift) < _SAME_PLACE
    )


def _agreements(
    points: Points, times: NDArray[np.float64], near: Near, votes: tuple[tuple[float, int], ...], *, mirror: bool
) -> list[tuple[Agreement, NDArray[np.intp], tuple[float, float]]]:
    """How the film may lie and how much later, by all pairs together, and by those of the likeliest moments alone.

    Where a picture is panned or credits roll, each second of the film lies at another place.
    """
    apart, weights = near.times - times[near.asked], _weights(near.asked)
    found = []
    left = np.ones(len(near.asked), bool)
    for _ in range(_ROUNDS):
        best = _agreement(points, near, np.flatnonzero(left), mirror=mirror)
        if best is None:
            break
        agreement, good = best
        found.append((agreement, good, _likely_seconds(apart[good], _weights(near.asked[good]))))
        left[good] = False
    moments = [(step, each) for step, count in votes for each in _fullest(apart, weights, step)[0][:count]]
    for step, moment in moments:
        best = _agreement(points, near, np.flatnonzero(np.abs(apart - moment) < _SLACK * step), mirror=mirror)
        if best is not None:
            found.append((*best, (moment, moment)))
    return found


def _agreement(
    points: Points, near: Near, rows: NDArray[np.intp], *, mirror: bool
) -> tuple[Agreement, NDArray[np.intp]] | None:
    if len(rows) > MOST_PAIRS:
        rows = rows[np.argsort(near.apart[rows], kind="stable")[:MOST_PAIRS]]
    asked = near.asked[rows]
    weights = _weights(asked)
    if weights.sum() < _LEAST_POINTS:
        return None
    agreement = agree(points.places[asked], near.places[rows], weights, mirror=mirror)
    if agreement is None or agreement.weight < _LEAST_POINTS:
        return None
    return agreement, rows[agreement.agreeing]


def _weights(asked: NDArray[np.intp]) -> NDArray[np.float64]:
    # The pairs of one point count as one together.
    return np.asarray(1.0 / np.bincount(asked)[asked]) if len(asked) else np.zeros(0)


def _likely_seconds(apart: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float]:
    # Points of what stands still lie on all seconds of a shot alike: from the first to the last that may be meant.
    seconds, votes = _fullest(apart, weights)
    likely = [each for each, vote in zip(seconds, votes, strict=True) if vote >= _LIKELY * votes[0]]
    near = [each for each in likely if abs(each - seconds[0]) <= _STILL_SECONDS]
    return min(near), max(near)


def _fullest(
    apart: NDArray[np.float64], weights: NDArray[np.float64], step: float = 1.0
) -> tuple[list[float], list[float]]:
    # Differences in time in steps of so many seconds, that with most weight first, and their weights.
    steps, where = np.unique(np.rint(apart / step), return_inverse=True)
    votes = np.bincount(where, weights)
    order = np.argsort(-votes, kind="stable")
    return (steps[order] * step).tolist(), votes[order].tolist()
