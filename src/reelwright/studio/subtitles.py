"""Subtitles: cues of at most two short lines, timed to the words, and the files that carry them.

The renderer burns the very same cues; WebVTT and SRT are written from them. Knows where a text may
break in Latin and Chinese. Refuses to know pixels and fonts.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Final

from reelwright.film import FrameRate, Manner
from reelwright.story import Cards, Person

from .breaking import break_lines, display_width, fits, part_text
from .model import TimedLine, TimedShot, Utterance
from .timing import line_frames
from .words import holds_cjk

LEAST_SECONDS: Final = Fraction(4, 5)
LATIN_SPEED: Final = 20
"""Characters a second that a Latin cue may ask a viewer to read."""
CJK_SPEED: Final = 11
_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle.

    Args:
        start: frame of the film where it appears.
        end: first frame without it.
        shot_id: the shot that it lies in.
        shot_start: frame of the film where that shot begins.
        person: id of who speaks; ``speaker`` is the name shown.
        colour: the speaker's colour, "#rrggbb".
        lines: one or two lines of text.
        line_id: the line of the film that it is a part of.
    """

    start: int
    end: int
    shot_id: str
    shot_start: int
    person: str
    speaker: str
    colour: str
    lines: tuple[str, ...]
    line_id: str
    off_screen: bool = False
    manner: Manner = Manner.PLAIN

    @property
    def text(self) -> str:
        """The lines joined as they are shown."""
        return "\n".join(self.lines)


def subtitle_cues(
    shots: Iterable[TimedShot], cards: Cards, language: str, rate: FrameRate, *, names: Mapping[str, str] | None = None
) -> tuple[Cue, ...]:
    """The cues of a film or of one shot, in order of time.

    Args:
        shots: with settled lengths.
        cards: names and colours of the speakers.
        rate: the film's frame grid.
        language: a BCP 47 tag; decides how fast a viewer reads.
        names: other names for speakers, by person id.
    """
    speed = 2 * CJK_SPEED if language.split("-", maxsplit=1)[0].lower() in {"zh", "ja", "ko"} else LATIN_SPEED
    called = {person.id: person.name for person in cards.people.values()} | dict(names or {})
    colours = speaker_colours(cards)
    cues: list[Cue] = []
    for shot in shots:
        in_shot = [
            cue
            for timed in shot.lines
            for cue in _cues_of(
                timed,
                shot,
                called.get(timed.line.person, timed.line.person),
                colours.get(timed.line.person, "#ffffff"),
                rate,
            )
        ]
        cues += _held(in_shot, shot, rate, speed)
    return tuple(cues)


def _cues_of(timed: TimedLine, shot: TimedShot, speaker: str, colour: str, rate: FrameRate) -> list[Cue]:
    line = timed.line
    parts = _paced(line.text, line_frames(timed.utterance, rate), rate)
    starts = _starts(parts, timed.utterance, rate)
    begin = shot.start + timed.start
    ends = [*starts[1:], line_frames(timed.utterance, rate)]
    return [
        Cue(
            start=begin + start,
            end=begin + end,
            shot_id=shot.shot.id,
            shot_start=shot.start,
            person=line.person,
            speaker=speaker,
            colour=colour,
            lines=break_lines(part),
            line_id=line.id,
            off_screen=line.off_screen,
            manner=line.manner,
        )
        for part, start, end in zip(parts, starts, ends, strict=True)
    ]


def _paced(text: str, frames: int, rate: FrameRate) -> list[str]:
    """The text in parts that fit two lines, as few as the time allows to read."""
    parts = part_text(text)
    room = max(1, int(rate.seconds(frames) / LEAST_SECONDS))
    while len(parts) > room and (joined := _merged(parts)):
        parts = joined
    return parts


def _merged(parts: list[str]) -> list[str] | None:
    """The shortest neighbours joined, where the two fit one cue together."""
    joined = [(display_width(a) + display_width(b), i) for i, (a, b) in enumerate(pairwise(parts)) if fits(_glue(a, b))]
    if not joined:
        return None
    i = min(joined)[1]
    return [*parts[:i], _glue(parts[i], parts[i + 1]), *parts[i + 2 :]]


def _glue(a: str, b: str) -> str:
    tight = holds_cjk(a[-1:]) or holds_cjk(b[:1]) or a[-1:] in "，。！？；：、…—”』」"
    return a + b if tight else f"{a} {b}"


def _starts(parts: list[str], utterance: Utterance, rate: FrameRate) -> list[int]:
    """Frames of the utterance where each part begins: by its phonemes, which keep the pauses."""
    weights = [display_width(part) for part in parts]
    total = sum(weights) or 1
    starts = []
    for i in range(len(parts)):
        share = Fraction(sum(weights[:i]), total)
        starts.append(0 if i == 0 else rate.frames(_moment(share, utterance)))
    return starts


def _moment(share: Fraction, utterance: Utterance) -> float:
    """When a share of the speech sounds has been said."""
    spoken = [p for p in utterance.phonemes if p.symbol.strip("_ .")]
    if not spoken:
        return float(share) * utterance.seconds
    index = min(len(spoken) - 1, round(float(share) * len(spoken)))
    return min(spoken[index].start, utterance.seconds)


def _held(cues: list[Cue], shot: TimedShot, rate: FrameRate, speed: int) -> list[Cue]:
    """Each cue held long enough to be read, as far as its neighbours in the shot and the cut allow."""
    ordered = sorted(cues, key=lambda c: (c.start, c.end))
    end_of_shot = shot.start + shot.shot.length
    held: list[Cue] = []
    for i, cue in enumerate(ordered):
        following = next((c.start for c in ordered[i + 1 :] if c.start > cue.start), end_of_shot)
        least = ceil(max(LEAST_SECONDS, Fraction(display_width(cue.text), speed)) * rate.ratio)
        end = max(cue.start + 1, min(max(cue.end, cue.start + least), following, end_of_shot))
        floor = max([c.end for c in held if c.start < cue.start], default=shot.start)
        start = min(cue.start, max(floor, end - ceil(LEAST_SECONDS * rate.ratio)))
        held.append(replace(cue, start=start, end=end))
    return held


def speaker_colours(cards: Cards) -> dict[str, str]:
    """A light colour for every speaker, near what they wear and unlike everybody else's."""
    taken: list[float] = []
    colours: dict[str, str] = {}
    for person in cards.people.values():
        hue = _hue(person)
        for _ in range(12):
            if all(min(abs(hue - h), 1 - abs(hue - h)) >= 0.07 for h in taken):
                break
            hue = (hue + 0.15) % 1
        taken.append(hue)
        light = colorsys.hls_to_rgb(hue, 0.8, 0.9)
        colours[person.id] = "#" + "".join(f"{round(255 * c):02x}" for c in light)
    return colours


def _hue(person: Person) -> float:
    worn = person.looks[0].colour if person.looks else ""
    red, green, blue = (int(worn[i : i + 2], 16) / 255 for i in (1, 3, 5)) if _HEX.fullmatch(worn) else (1.0, 1.0, 1.0)
    return colorsys.rgb_to_hls(red, green, blue)[0]


# --- files ---------------------------------------------------------------------------------------


def write_webvtt(cues: Iterable[Cue], rate: FrameRate) -> str:
    """The cues as a WebVTT file: each with its speaker as a voice span, placed above the app's buttons."""
    blocks = ["WEBVTT"]
    for number, cue in enumerate(cues, 1):
        start, end = (_clock(f, rate, ".") for f in (cue.start, cue.end))
        speaker = _escaped(" ".join(cue.speaker.split()))
        words = "\n".join(_escaped(line) for line in cue.lines)
        blocks.append(f"{number}\n{start} --> {end} line:78%\n<v {speaker}>{words}</v>")
    return "\n\n".join(blocks) + "\n"


def write_srt(cues: Iterable[Cue], rate: FrameRate) -> str:
    """The cues as a SubRip file; a new speaker is named at the start of the cue."""
    blocks = []
    spoke = ""
    for number, cue in enumerate(cues, 1):
        start, end = (_clock(f, rate, ",") for f in (cue.start, cue.end))
        name = f"{cue.speaker}: " if cue.person != spoke else ""
        spoke = cue.person
        words = "\n".join(line.replace("-->", "→") for line in cue.lines)
        blocks.append(f"{number}\n{start} --> {end}\n{name}{words}\n")
    return "\n".join(blocks)


def _escaped(text: str) -> str:
    """WebVTT §3.1: & and < have a meaning in cue text, and --> must not stand in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(frame: int, rate: FrameRate, mark: str) -> str:
    milliseconds = round(rate.seconds(frame) * 1000)
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{milliseconds:03}"
