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

_LEAST_POINTS: Final = 4.0
_SLACK_SECONDS: Final = 9.0
_ROUNDS: Final = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that a window may show, how its picture would lie, and the seconds of the film in which to look."""

    film: int
    agreement: Agreement
    since: float
    until: float


def candidates(asked: Fingerprint, window: range, registry: FingerprintRegistry) -> list[Candidate]:
    """What near points propose for a window of a file, the best first."""
    frames = [frame for frame in asked.keyframes if frame.pulse in window]
    proposed = [each for mirror in (False, True) for each in _proposed(asked, frames, registry, mirror=mirror)]
    return sorted(proposed, key=lambda each: -each.agreement.weight)


def _proposed(
    asked: Fingerprint, frames: list[Keyframe], registry: FingerprintRegistry, *, mirror: bool
) -> list[Candidate]:
    shown = [mirrored(frame.points, asked.aspect) if mirror else frame.points for frame in frames]
    if not sum(map(len, shown)):
        return []
    points = Points(np.concatenate([each.codes for each in shown]), np.concatenate([each.places for each in shown]))
    times = np.repeat([asked.times[frame.pulse] for frame in frames], [len(each) for each in shown])
    near = registry.near(points.codes)
    span = float(times.max() - times.min())
    proposed = []
    for film in np.unique(near.films):
        of_film = near.films == film
        some = Near(*(getattr(near, name)[of_film] for name in ("asked", "films", "times", "places", "apart")))
        for agreement, since in _agreements(points, times, some, mirror=mirror):
            start = since + float(times.min())
            proposed.append(Candidate(int(film), agreement, start - _SLACK_SECONDS, start + span + _SLACK_SECONDS))
    return proposed


def _agreements(
    points: Points, times: NDArray[np.float64], near: Near, *, mirror: bool
) -> list[tuple[Agreement, float]]:
    found = []
    left = np.ones(len(near.asked), bool)
    for _ in range(_ROUNDS):
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
