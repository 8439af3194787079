"""The sheet: which notes the score is made of, written from the film's moods, scenes and speech.

Knows harmony and the film's clock; refuses to know what each player makes of a chord (``players.py``) and
how a note sounds (``instruments.py`` makes notes, ``score.py`` performs the sheet). Same shots and seed, same sheet.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reelwright.film import FrameRate, Mood, ShotKind
from reelwright.studio.model import TimedShot

from .notation import MODES, Note, Section, moods
from .players import PATTERNS, Page, Player

_BRIGHT: Final = frozenset({"ionian", "lydian", "mixolydian"})
_KEYS: Final = (0, 2, 3, 5, 7, 9)  # C D E♭ F G A
_COLOURS: Final = {
    "plain": (0, 2, 4),
    "add9": (0, 2, 4, 8),
    "seventh": (0, 2, 4, 6),
    "sus": (0, 3, 4),
    "power": (0, 4),
    "cluster": (0, 1, 4),
}
_CARDS: Final = frozenset({ShotKind.TITLE, ShotKind.NEXT_TIME})
_EASTERN: Final = {"guitar": "guzheng", "harp": "guzheng", "celesta": "guzheng", "clarinet": "erhu", "cello": "erhu"}
_SHORTEST_SECTION: Final = 3.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole score as notes.

    Args:
        hushes: stretches (start, end) where the music keeps silent on purpose.
        swells: stretches that a riser fills, ending in a blow.
    """

    seconds: float
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    hushes: tuple[tuple[float, float], ...] = ()
    swells: tuple[tuple[float, float], ...] = ()
    speech: tuple[tuple[float, float], ...] = field(default=(), repr=False)


def speech_spans(shots: Sequence[TimedShot], rate: FrameRate) -> tuple[tuple[float, float], ...]:
    """When somebody speaks, in seconds of the film, in order."""
    spans = []
    for shot in shots:
        for line in shot.lines:
            if line.utterance.phonemes:
                start = float(rate.seconds(shot.start + line.start))
                spans.append((start, start + line.utterance.seconds))
    return tuple(sorted(spans))


def plan_sections(shots: Sequence[TimedShot], rate: FrameRate, seed: int) -> tuple[Section, ...]:
    """Divide the film where scene or mood change; a change too short for music joins its neighbour."""
    home = random.Random(seed).choice(_KEYS)
    known = moods()
    raw: list[Section] = []
    for timed in shots:
        start = float(rate.seconds(timed.start))
        end = float(rate.seconds(timed.start + timed.shot.length))
        card, mood = timed.shot.kind in _CARDS, timed.shot.mood
        # Dark moods stand in the relative minor: the same notes, so every change of scene is smooth.
        tonic = home if str(known[mood]["mode"]) in _BRIGHT else (home + 9) % 12
        last = raw[-1] if raw else None
        same = last is not None and last.scene == timed.shot.scene and last.card == card
        if last is not None and same and (last.mood is mood or end - start < _SHORTEST_SECTION):
            raw[-1] = Section(last.start, end, last.mood, last.tonic, last.scene, card)
        elif last is not None and same and last.end - last.start < _SHORTEST_SECTION:
            raw[-1] = Section(last.start, end, mood, tonic, last.scene, card)
        else:
            raw.append(Section(start, end, mood, tonic, timed.shot.scene, card))
    return tuple(raw)


def _write_motif(dice: random.Random) -> tuple[tuple[float, int], ...]:
    """The film's own figure: five or so notes over two bars, degrees over the chord's root."""
    rhythm = dice.choice([(0, 1.5, 2, 4, 6), (0, 1, 2, 4, 5.5, 6), (0.5, 1, 2, 3, 4), (0, 2, 3, 4, 7)])
    line, degree = [], dice.choice([0, 2, 4])
    for beat in rhythm:
        line.append((float(beat), degree))
        degree = min(max(degree + dice.choice([-2, -1, -1, 1, 1, 2]), -1), 7)
    return (*line[:-1], (line[-1][0], dice.choice([0, 2, 4])))


def _open_page(section: Section, number: int, sheet_seed: int, speech: tuple[tuple[float, float], ...]) -> Page:
    style = moods()[section.mood]
    dice = random.Random(f"{sheet_seed}/{section.scene}/{section.mood}/{number}")
    beats = int(style["meter"])
    length = section.end - section.start
    bars = max(1, round(length * float(style["tempo"]) / 60 / beats))
    progression = dice.choice(style["progressions"])
    chords = [progression[n % len(progression)] for n in range(bars)]
    if bars > 2:
        chords[-2] = int(style["cadence"])
    if bars > 1:
        chords[-1] = 1 if style["closed"] else (5 if int(style["cadence"]) != 5 else 1)
    return Page(
        section, f"{number}:{section.mood}", MODES[str(style["mode"])], length / bars, beats, chords,
        int(style["centre"]),
        _COLOURS[str(style["colour"])], _write_motif(random.Random(sheet_seed)), speech, dice,
    )  # fmt: skip


def _write_section(page: Page, language: str) -> list[Note]:
    eastern = language.lower().startswith("zh")
    for words in moods()[page.section.mood]["players"]:
        pattern, instrument, level, octave = str(words).split()
        chosen = _EASTERN.get(instrument, instrument) if eastern else instrument
        PATTERNS[pattern](page, Player(pattern, chosen, 10 ** (float(level) / 20), int(octave)))
    return page.notes


@dataclass(slots=True)
class _Blows:
    """The stings of the film while they are collected."""

    notes: list[Note] = field(default_factory=list)
    hushes: list[tuple[float, float]] = field(default_factory=list)
    swells: list[tuple[float, float]] = field(default_factory=list)

    def hit(self, at: float, tonic: int, steps: Sequence[tuple[str, float, float, float]]) -> None:
        self.notes += [
            Note(at, tonic + pitch, seconds, velocity, instrument, 0.0, "sting")
            for instrument, pitch, seconds, velocity in steps
        ]


_SHOCK: Final = (
    ("boom", 24, 3, 0.9), ("taiko", 30, 1, 0.7), ("piano", 24, 3, 0.5), ("piano", 36, 3, 0.4), ("piano", 37, 3, 0.3),
    ("tremolo", 60, 1.6, 0.16), ("tremolo", 61, 1.6, 0.13), ("tremolo", 66, 1.6, 0.12),
)  # fmt: skip
_HOOK: Final = (("boom", 24, 3, 0.45), ("piano", 36, 3, 0.28), ("piano", 43, 3, 0.2))
_CLIFF: Final = (("boom", 24, 3, 0.8), ("taiko", 31, 1, 0.5), ("cello", 36, 1.2, 0.2), ("tremolo", 67, 1.2, 0.08))


def _title(*, bright: bool) -> tuple[tuple[str, float, float, float], ...]:
    third = 4 if bright else 3
    return (
        ("boom", 24, 3, 0.5), ("strings", 48, 2.2, 0.22), ("strings", 55, 2.2, 0.2), ("strings", 60 + third, 2.2, 0.16),
        ("celesta", 72, 2, 0.25), ("celesta", 79, 2, 0.16), ("piano", 36, 3, 0.35),
    )  # fmt: skip


def _collect_blows(shots: Sequence[TimedShot], sections: Sequence[Section], rate: FrameRate) -> _Blows:
    blows = _Blows()
    before: TimedShot | None = None
    for index, timed in enumerate(shots):
        at = float(rate.seconds(timed.start))
        tonic = next((s.tonic for s in sections if s.start <= at < s.end), 0)
        shot, previous = timed.shot, before.shot if before else None
        if shot.kind is ShotKind.TITLE:
            bright = str(moods()[shot.mood]["mode"]) in _BRIGHT
            blows.hit(at, tonic, _title(bright=bright))
            if at > 2.0:
                blows.swells.append((at - 1.4, at))
        elif shot.kind is ShotKind.NEXT_TIME or (previous and previous.kind not in _CARDS and shot.kind in _CARDS):
            blows.hit(at, tonic, _CLIFF)
            blows.swells.append((max(at - 1.6, 0.0), at))
            blows.hushes.append((max(at - 0.5, 0.0), at))
        elif shot.mood is Mood.SHOCK and (previous is None or previous.mood is not Mood.SHOCK):
            blows.hit(at, tonic, _SHOCK)
            if at > 1.5:
                blows.swells.append((at - 1.1, at - 0.12))
            blows.hushes.append((max(at - 0.7, 0.0), at + 1.4))
        elif index == 0 and shot.hook:
            blows.hit(at, tonic, _HOOK)
        before = timed
    last = shots[-1] if shots else None
    if (
        last
        and last.shot.kind not in _CARDS
        and last.shot.mood in {Mood.TENSE, Mood.FEARFUL, Mood.MYSTERIOUS, Mood.SHOCK}
    ):
        # An episode that ends on a question: the music stops before the picture does.
        end = float(rate.seconds(last.start + last.shot.length))
        blows.hit(max(end - 1.3, 0.0), sections[-1].tonic, _CLIFF)
        blows.hushes.append((max(end - 1.5, 0.0), end))
    return blows


def write_sheet(shots: Sequence[TimedShot], *, rate: FrameRate, seed: int, language: str = "en") -> Sheet:
    """Write the score of a film: sections by mood, phrases that end with their scenes, blows, silences."""
    sections = plan_sections(shots, rate, seed)
    speech = speech_spans(shots, rate)
    notes: list[Note] = []
    for number, section in enumerate(sections):
        if section.card:
            continue
        notes += _write_section(_open_page(section, number, seed, speech), language)
    blows = _collect_blows(shots, sections, rate)
    end = float(rate.seconds(shots[-1].start + shots[-1].shot.length)) if shots else 0.0
    ordered = tuple(sorted([*notes, *blows.notes], key=lambda note: (note.at, note.midi, note.instrument)))
    return Sheet(end, sections, ordered, tuple(blows.hushes), tuple(blows.swells), speech)
