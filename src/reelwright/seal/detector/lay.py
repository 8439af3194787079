"""Lays a window of a file over a film as a candidate says, and says what comes of it.

A first look at half the size tells which candidates are worth the exact one: where many films share a
set there are many candidates, and all but the right one move otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.seal.transform import WHOLE, Box

from .course import Track, Tracks, course_of, pair_of
from .fingerprint import Fingerprint
from .found import Found
from .geometry import Placement
from .hearing import hear
from .overlay import Overlay, lay_over, settle
from .patch import patch_of
from .ports import Pulses
from .propose import Candidate, is_brief
from .sound import Sound
from .strange import moves, standing
from .timeline import Moments, TimeLine, best_lines, like_stretches, moments

_SETTLED: Final = 8
_FINER: Final = 3
_BETTER: Final = 0.01
_ODD: Final = 0.03
_LEAST_SEEN: Final = 0.05
_FIRST_LIKENESS: Final = 0.15
_FIRST_MOTION: Final = 0.08
_NOTHING: Final = 0.0


@dataclass(frozen=True, slots=True)
class Sight:
    """A first look at a candidate.

    Args:
        pairs: every moment of the window's against every one of the film's.
        worth: how alike they look and move on the line.
    """

    candidate: Candidate
    pulses: Pulses
    pairs: Moments
    line: TimeLine
    worth: float


def first_looks(asked: Fingerprint, window: range, pulses: Pulses, candidate: Candidate) -> list[Sight]:
    """Lay over coarsely, along the likeliest line through time; none when nothing is alike.

    A brief window can hardly tell a speed: it is laid along a line at the film's own speed too.
    """
    here, times = asked.pulses[window.start : window.stop : 2], asked.times[window.start : window.stop : 2]
    here = np.stack([cv2.resize(each, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) for each in here])
    pairs = _compared(here, times, pulses, candidate.agreement.similarity.placement())
    if pairs is None:
        return []
    lines = best_lines(pairs)[: 2 if is_brief(window) else 1]
    # A part that stands still is alike at all times of the film: no line gathers anything, and the best one is that on
    # which the film hardly lies. Any time that was proposed shows as well what the part is of.
    sights = [sight for line in lines if (sight := _sight(candidate, pulses, pairs, line))]
    still = None if sights else _sight(candidate, pulses, pairs, _as_proposed(asked, window, candidate))
    return sights if still is None else [still]


def _sight(candidate: Candidate, pulses: Pulses, pairs: Moments, line: TimeLine) -> Sight | None:
    likeness, motion = pairs.likeness(line)
    alike = likeness >= _FIRST_LIKENESS or motion >= _FIRST_MOTION
    return Sight(candidate, pulses, pairs, line, likeness + motion) if alike else None


def _as_proposed(asked: Fingerprint, window: range, candidate: Candidate) -> TimeLine:
    middle = float(asked.times[window.start] + asked.times[window.stop - 1]) / 2
    return TimeLine(1.0, (candidate.since + candidate.until) / 2 - middle, _NOTHING)


def lay(asked: Fingerprint, window: range, sight: Sight) -> list[Found]:
    """Lay over exactly, and give each stretch that lies well."""
    here, times = asked.pulses[window.start : window.stop], asked.times[window.start : window.stop]
    some, some_times = here[::2], times[::2]
    pulses, candidate = sight.pulses, sight.candidate
    rows, columns = sight.pairs.columns(sight.line)
    chosen = np.argsort(-sight.pairs.seen[rows, columns], kind="stable")[:_SETTLED]
    placement = candidate.agreement.similarity.placement()
    placement = settle(some[rows[chosen]], pulses.pictures[columns[chosen]], placement)
    pairs = _compared(some, some_times, pulses, placement)
    if pairs is None:
        return []
    lines = (sight.line,) if sight.line.gathered == _NOTHING else best_lines(pairs)
    # Where little moves, a first look may take another speed for the film's own.
    tried = [each for line in lines if (each := _followed(here, times, pulses, placement, line))]
    if not tried:
        return []
    near, overlay, track = max(tried, key=lambda each: each[2].worth)
    film, film_times = pulses.pictures[near], pulses.times[near]
    # With the time known to a twelfth of a second the pictures can be laid on each other better still.
    for _ in range(_FINER):
        chosen = np.argsort(-track.seen, kind="stable")[:_SETTLED]
        finer = settle(here[track.rows[chosen]], film[track.columns[chosen]], placement)
        finer_overlay = lay_over(here, film, finer)
        finer_track = Tracks(finer_overlay, times, film_times).best(track.line)
        if finer_track is None or finer_track.worth < track.worth + _BETTER:
            break
        placement, overlay, track = finer, finer_overlay, finer_track
    patch = patch_of(overlay, track)
    if patch is not None:
        overlay = overlay.cut(patch.alike)
        track = Tracks(overlay, times, film_times).best(track.line) or track
    laid = Laid(placement, overlay, patch.shown if patch else WHOLE, asked.sound, pulses.sound)
    return _stretches(candidate, laid, track)


def _followed(
    here: NDArray[np.uint8], times: NDArray[np.float64], pulses: Pulses, placement: Placement, line: TimeLine
) -> tuple[NDArray[np.bool_], Overlay, Track] | None:
    # The film's pictures near a line, how they lie under the file's, and the track along it.
    near = (pulses.times > line.there(times[0]) - 0.5) & (pulses.times < line.there(times[-1]) + 0.5)
    if not near.any():
        return None
    overlay = lay_over(here, pulses.pictures[near], placement)
    track = Tracks(overlay, times, pulses.times[near]).best(line, wide=abs(line.speed - 1) > _ODD)
    return None if track is None else (near, overlay, track)


@dataclass(frozen=True, slots=True)
class Laid:
    """A window laid over a film: by which placement, which part of its picture it shows at most, how both sound."""

    placement: Placement
    overlay: Overlay
    patch: Box
    sound_here: Sound
    sound_there: Sound


def _stretches(candidate: Candidate, laid: Laid, track: Track) -> list[Found]:
    pair = pair_of(laid.overlay, track)
    course = course_of(pair)
    found = []
    for first, last in like_stretches(track.seen):
        part, start, end = pair.part(first, last), float(track.times[first]), float(track.times[last])
        moved = moves(part)
        found.append(
            Found(
                candidate.film,
                laid.placement,
                track.line,
                start,
                end,
                float(np.median(track.seen[first : last + 1])),
                course.motion(first, last),
                course.agreement(first, last),
                candidate.agreement.weight,
                laid.overlay.seen,
                laid.overlay.shown,
                laid.patch,
                moved.strange,
                moved.shared,
                standing(part),
                hear(laid.sound_here, laid.sound_there, track.line, start, end),
            )
        )
    return found


def _compared(
    here: NDArray[np.uint8], times: NDArray[np.float64], pulses: Pulses, placement: Placement
) -> Moments | None:
    overlay = lay_over(here, pulses.pictures, placement, coarse=True)
    return moments(overlay, times, pulses.times) if overlay.seen >= _LEAST_SEEN else None
