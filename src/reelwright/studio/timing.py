"""Timing: shots get their lengths from the lines as they were really spoken.

Knows the breath around lines, the law of 0.8 to 8 seconds, and how long a silent shot of each kind
holds. Everything lies on the frame grid. Refuses to move lines between shots: that is the board's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Final

from reelwright.film import Flow, FrameRate, Insert, Line, Mood, Shot, ShotKind, ShotList

from .errors import StudioError
from .model import SAMPLE_RATE, TimedLine, TimedShot, Utterance
from .pacing import seconds_to_say
from .words import holds_cjk

SHORTEST: Final = Fraction(4, 5)
"""Seconds that a shot lasts at least, unless asked otherwise."""
LONGEST: Final = Fraction(8)
"""Seconds that a shot lasts at most, unless asked otherwise or its lines need more."""

_LEAD, _GAP, _TAIL = Fraction(1, 4), Fraction(1, 5), Fraction(7, 20)
_HOOK_LEAD, _HOOK_TAIL = Fraction(1, 10), Fraction(1, 5)
_FLOWING = Fraction(3, 50)  # before and after a cut that a speech runs across

_SILENT: Final = {
    ShotKind.TITLE: 2.0,
    ShotKind.ESTABLISHING: 1.9,
    ShotKind.GROUP: 1.7,
    ShotKind.OVER_SHOULDER: 1.5,
    ShotKind.SINGLE: 1.4,
    ShotKind.REACTION: 1.2,
    ShotKind.INSERT: 1.3,
    ShotKind.NEXT_TIME: 2.6,
}
_HOOK_SILENT: Final = 1.2
_PACE: Final = {Mood.SAD: 1.2, Mood.CALM: 1.1, Mood.ROMANTIC: 1.15, Mood.COMIC: 0.9, Mood.TENSE: 0.9, Mood.SHOCK: 0.85}


@dataclass(frozen=True, slots=True)
class _Breath:
    """Frames before, between and after the lines of a shot."""

    lead: int
    gap: int
    tail: int


def time_film(shots: ShotList, utterances: Mapping[str, Utterance]) -> tuple[TimedShot, ...]:
    """Settle every shot's length and every line's start from the voiced lines.

    Args:
        shots: as the board or an edited timeline gives them.
        utterances: by line id; every line of the list has one.

    Raises:
        StudioError: a line was not voiced.
    """
    timed: list[TimedShot] = []
    start = 0
    for shot, flow in zip(shots.shots, flows_of(shots), strict=True):
        settled = _time_shot(shot, flow, utterances, shots.rate)
        timed.append(replace(settled, start=start))
        start += settled.shot.length
    return tuple(timed)


def flows_of(shots: ShotList) -> tuple[Flow, ...]:
    """How speech runs across the cuts of every shot: as in the cut that a person edited, or as the shots lie."""
    return shots.flows or _lying(shots.shots)


def keep_flows(shots: ShotList, flows: Sequence[Flow | None]) -> ShotList:
    """The list whose shots keep how speech ran across their cuts before it was edited.

    Args:
        shots: as they lie now.
        flows: one a shot; None where nobody knows, and it runs as the shots lie.
    """
    lying = _lying(shots.shots)
    kept = tuple(now if flow is None else flow for now, flow in zip(lying, flows, strict=True))
    return replace(shots, flows=() if kept == lying else kept)


def _lying(shots: Sequence[Shot]) -> tuple[Flow, ...]:
    cuts = [False, *(_runs_on(shot, following) for shot, following in pairwise(shots)), False]
    return tuple(Flow(*around) for around in pairwise(cuts)) if shots else ()


def film_length(timed: Iterable[TimedShot]) -> int:
    """Frames of the whole film."""
    return max((t.start + t.shot.length for t in timed), default=0)


def line_frames(utterance: Utterance, rate: FrameRate) -> int:
    """Frames that an utterance fills, rounded up so that its last sample is inside."""
    return max(1, ceil(Fraction(len(utterance.pcm) // 2, SAMPLE_RATE) * rate.ratio))


def _time_shot(shot: Shot, flow: Flow, utterances: Mapping[str, Utterance], rate: FrameRate) -> TimedShot:
    if not shot.lines:
        return TimedShot(replace(shot, length=_silent_length(shot, rate)), (), 0)
    spoken = [(line, _utterance(line, utterances)) for line in shot.lines]
    breath = _breath(shot, flow, rate)
    lines, end = _laid(spoken, breath, rate)
    if shot.length or end + breath.tail > floor(LONGEST * rate.ratio):
        lines, end, breath = _tightened(spoken, shot, breath, rate)
    length = max(end + breath.tail, _least(shot, rate))
    if shot.length:
        length = max(shot.length, end)
    return TimedShot(replace(shot, length=length), lines, 0)


def _least(shot: Shot, rate: FrameRate) -> int:
    return max(shot.least, ceil(SHORTEST * rate.ratio))


def _utterance(line: Line, utterances: Mapping[str, Utterance]) -> Utterance:
    try:
        return utterances[line.id]
    except KeyError:
        raise StudioError(
            f"the line {line.id} of {line.person} was never voiced",
            where=str(line.source),
            mend="voice every line first",
        ) from None


def _breath(shot: Shot, flow: Flow, rate: FrameRate) -> _Breath:
    """Speech that runs across a cut keeps its flow: hardly a breath at either side of it."""
    if shot.hook:
        return _Breath(rate.frames(_HOOK_LEAD), rate.frames(_GAP), rate.frames(_HOOK_TAIL))
    lead, tail = (_FLOWING if flow.comes_in else _LEAD), (_FLOWING if flow.goes_on else _TAIL)
    return _Breath(max(shot.lead, rate.frames(lead)), rate.frames(_GAP), rate.frames(tail))


def _runs_on(shot: Shot, following: Shot) -> bool:
    if not (shot.lines and following.lines) or shot.scene != following.scene:
        return False
    return shot.lines[-1].person == following.lines[0].person


def _laid(spoken: list[tuple[Line, Utterance]], breath: _Breath, rate: FrameRate) -> tuple[tuple[TimedLine, ...], int]:
    """Lines one after the other, dual ones side by side; and the frame where the last one ends."""
    laid: list[TimedLine] = []
    end, start = 0, breath.lead
    for i, (line, utterance) in enumerate(spoken):
        if i and not line.together:
            start = end + breath.gap
        laid.append(TimedLine(line, utterance, start))
        end = max(end, start + line_frames(utterance, rate))
    return tuple(laid), end


def _tightened(
    spoken: list[tuple[Line, Utterance]], shot: Shot, breath: _Breath, rate: FrameRate
) -> tuple[tuple[TimedLine, ...], int, _Breath]:
    """The breath shrunk, as far as needed, to fit the asked length or the longest that a shot may last."""
    room = shot.length or floor(LONGEST * rate.ratio)
    gaps = sum(not line.together for line, _ in spoken[1:])
    bare = _laid(spoken, _Breath(0, 0, 0), rate)[1]
    spare = max(0, room - bare)
    wanted = breath.lead + gaps * breath.gap + breath.tail
    share = min(Fraction(1), Fraction(spare, wanted)) if wanted else Fraction(0)
    lead, gap = int(breath.lead * share), int(breath.gap * share)
    tight = _Breath(lead, gap, min(breath.tail, max(0, spare - lead - gaps * gap)))
    lines, end = _laid(spoken, tight, rate)
    return lines, end, tight


def _silent_length(shot: Shot, rate: FrameRate) -> int:
    if shot.length:
        return shot.length
    seconds = _HOOK_SILENT if shot.hook else _SILENT[shot.kind] * _PACE.get(shot.mood, 1.0)
    if shot.insert is not None:
        seconds = max(seconds, reading_seconds(shot.insert))
    if shot.card is not None:
        words = seconds_to_say(shot.card.heading) + seconds_to_say(shot.card.under)
        seconds = max(_SILENT[shot.kind], 0.9 + 0.55 * words)
    if not shot.hook:
        seconds += 0.45 * max(0, max((len(f.poses) for f in shot.figures), default=1) - 2)
    frames = rate.frames(min(seconds, 2.8 if shot.hook else float(LONGEST)))
    return max(_least(shot, rate), min(frames, floor(LONGEST * rate.ratio)))


def reading_seconds(insert: Insert) -> float:
    """How long a viewer needs to read what is written on a prop."""
    texts = [t for t in (insert.heading, *insert.writing) if t]
    letters = sum(sum(2.2 if holds_cjk(c) else 1.0 for c in text) for text in texts)
    return 0.7 + 0.2 * len(insert.writing) + letters / 20 if texts else 0.0
