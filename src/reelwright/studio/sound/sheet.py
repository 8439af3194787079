"""The sheet: which notes the score is made of, written from the film's moods, scenes and speech.

Knows harmony, rhythm and the film's clock; refuses to know how a note sounds (``instruments.py``
makes notes, ``score.py`` performs the sheet). Same shots and seed, same sheet.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from reelwright.film import FrameRate, Mood, ShotKind
from reelwright.studio.model import TimedShot

MODES: Final = {
    "ionian": (0, 2, 4, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
    "harmonic_minor": (0, 2, 3, 5, 7, 8, 11),
}
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
class Note:
    """One note.

    Args:
        at: seconds from the start of the film.
        midi: pitch number; for a drum its size.
        part: which player of which section it belongs to, "sting" for a blow.
    """

    at: float
    midi: float
    seconds: float
    velocity: float
    instrument: str
    pan: float = 0.0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of film with one mood.

    Args:
        tonic: pitch class of the first degree, 0 for C.
        card: it lies under a title or next-time card.
    """

    start: float
    end: float
    mood: Mood
    tonic: int
    scene: int
    card: bool = False

    @property
    def scale(self) -> tuple[int, ...]:
        """The pitch classes that the section's harmony uses."""
        return tuple(sorted((self.tonic + step) % 12 for step in MODES[str(_moods()[self.mood]["mode"])]))


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


@cache
def _moods() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("moods.toml").read_text(encoding="utf-8"))


def mood_level(mood: Mood) -> float:
    """How loud a mood's music is beside the others, in dB."""
    return float(_moods()[mood]["level"])


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
    moods = _moods()
    raw: list[Section] = []
    for timed in shots:
        start = float(rate.seconds(timed.start))
        end = float(rate.seconds(timed.start + timed.shot.length))
        card, mood = timed.shot.kind in _CARDS, timed.shot.mood
        # Dark moods stand in the relative minor: the same notes, so every change of scene is smooth.
        tonic = home if str(moods[mood]["mode"]) in _BRIGHT else (home + 9) % 12
        last = raw[-1] if raw else None
        same = last is not None and last.scene == timed.shot.scene and last.card == card
        if last is not None and same and (last.mood is mood or end - start < _SHORTEST_SECTION):
            raw[-1] = Section(last.start, end, last.mood, last.tonic, last.scene, card)
        elif last is not None and same and last.end - last.start < _SHORTEST_SECTION:
            raw[-1] = Section(last.start, end, mood, tonic, last.scene, card)
        else:
            raw.append(Section(start, end, mood, tonic, timed.shot.scene, card))
    return tuple(raw)


@dataclass(slots=True)
class _Page:
    """One section while it is being written: its bars, chords, and what the players need to know."""

    section: Section
    name: str
    mode: tuple[int, ...]
    bar: float
    beats: int
    chords: list[int]
    centre: int
    colour: tuple[int, ...]
    motif: tuple[tuple[float, int], ...]
    speech: tuple[tuple[float, float], ...]
    dice: random.Random
    notes: list[Note] = field(default_factory=list)

    @property
    def beat(self) -> float:
        return self.bar / self.beats

    def pitch(self, degree: int, near: float) -> int:
        """The pitch of a scale degree (0 is the tonic) in the octave nearest to a pitch."""
        octave, step = divmod(degree, 7)
        raw = self.section.tonic + self.mode[step] + 12 * octave
        return int(raw + 12 * round((near - raw) / 12))

    def spoken(self, at: float, seconds: float) -> bool:
        return any(start - 0.15 < at + seconds and at < end + 0.1 for start, end in self.speech)

    def play(
        self, at: float, midi: float, seconds: float, velocity: float, player: _Player, *, pan: float = 0.0
    ) -> None:
        """Write a note, a little off the grid and a little uneven, as a hand plays it."""
        late = self.dice.gauss(0, 0.006) if seconds < 2 else 0.0
        loud = velocity * player.level * self.dice.uniform(0.9, 1.06)
        start = max(at + late, self.section.start)
        if start < self.section.end - 0.05:
            self.notes.append(Note(start, midi, seconds, loud, player.instrument, pan, f"{self.name}:{player.pattern}"))

    def bars(self) -> list[tuple[int, float, int]]:
        """Every bar: number, start in seconds, root degree from 0."""
        return [(n, self.section.start + n * self.bar, chord - 1) for n, chord in enumerate(self.chords)]

    def voicing(self, root: int, centre: float) -> list[int]:
        return sorted(self.pitch(root + step, centre) for step in self.colour)


@dataclass(frozen=True, slots=True)
class _Player:
    pattern: str
    instrument: str
    level: float
    octave: int


def _chords(page: _Page, player: _Player) -> None:
    centre = page.centre + 12 * player.octave
    for number, at, root in page.bars():
        tones = page.voicing(root, centre)
        for index, midi in enumerate(tones):
            spread = (index / max(len(tones) - 1, 1) - 0.5) * 0.9
            held = page.bar + (0.25 if number < len(page.chords) - 1 else 0.0)
            page.play(at, midi, held, 0.8, player, pan=spread)


def _arpeggio(page: _Page, player: _Player) -> None:
    centre = page.centre + 5 + 12 * player.octave
    shape = page.dice.choice([(0, 1, 2, 3, 2, 1), (0, 2, 1, 3, 1, 2), (0, 1, 2, 1, 3, 2)])
    step = page.beat / 2
    for number, at, root in page.bars():
        tones = page.voicing(root, centre)
        tones = [*tones, tones[0] + 12] if len(tones) < 4 else tones
        for index in range(page.beats * 2):
            when = at + index * step
            talking = page.spoken(when, step)
            if talking and index % 2:
                continue
            if number == len(page.chords) - 1 and index > page.beats:
                break  # the phrase ends: let it ring
            accent = 0.85 if index == 0 else 0.62
            page.play(
                when, tones[shape[index % 6] % len(tones)], step * 2, accent * (0.8 if talking else 1), player, pan=0.25
            )


def _broken(page: _Page, player: _Player) -> None:
    centre = page.centre + 12 * player.octave
    for _, at, root in page.bars():
        tones = [page.pitch(root, centre - 12), *page.voicing(root, centre + 3)]
        for index in range(page.beats):
            if index and page.spoken(at + index * page.beat, page.beat) and index % 2:
                continue
            page.play(
                at + index * page.beat,
                tones[index % len(tones)],
                page.beat * 2,
                0.8 if not index else 0.6,
                player,
                pan=-0.2,
            )


def _melody(page: _Page, player: _Player) -> None:
    """The film's motif over every other pair of bars, wherever nobody speaks."""
    centre = page.centre + 9 + 12 * player.octave
    for number, at, root in page.bars():
        if number % 2 or (number % 4 == 2 and page.dice.random() < 0.4):
            continue
        span = min(2, len(page.chords) - number) * page.beats
        for index, (beat, degree) in enumerate(page.motif):
            following = page.motif[index + 1][0] if index + 1 < len(page.motif) else span
            if beat >= span:
                break
            when, seconds = at + beat * page.beat, (min(following, span) - beat) * page.beat
            if not page.spoken(when, min(seconds, 0.8)):
                page.play(when, page.pitch(root + degree, centre), seconds * 0.96, 0.8, player, pan=-0.1)


def _bass(page: _Page, player: _Player) -> None:
    low = 40 + 12 * player.octave
    for number, at, root in page.bars():
        page.play(at, page.pitch(root, low), page.bar * 0.95, 0.85, player)
        if page.beats == 4 and number < len(page.chords) - 1 and not page.spoken(at + 2 * page.beat, 0.5):
            page.play(at + 3 * page.beat, page.pitch(root + 4, low), page.beat, 0.55, player)


def _bounce(page: _Page, player: _Player) -> None:
    low = 41 + 12 * player.octave
    for _, at, root in page.bars():
        for beat in range(0, page.beats, 2):
            degree = root if beat == 0 else root + 4
            page.play(at + beat * page.beat, page.pitch(degree, low), page.beat * 0.8, 0.85, player)


def _offbeat(page: _Page, player: _Player) -> None:
    centre = page.centre + 3 + 12 * player.octave
    for number, at, root in page.bars():
        tones = page.voicing(root, centre)
        ending = number == len(page.chords) - 1
        for beat in range(1, page.beats, 2):
            for midi in tones[-2:]:
                page.play(at + beat * page.beat, midi, 0.4, 0.7, player, pan=0.3)
        run = [0, 1, 2, 4] if page.dice.random() < 0.35 and not ending else []
        for index, degree in enumerate(run):
            when = at + (page.beats - 2 + index / 2) * page.beat
            if not page.spoken(when, 0.3):
                page.play(when, page.pitch(root + degree, centre + 6), 0.3, 0.6, player, pan=-0.3)


def _pulse(page: _Page, player: _Player) -> None:
    low = 40 + 12 * player.octave
    count = len(page.chords)
    for number, at, root in page.bars():
        growth = 0.65 + 0.35 * number / max(count - 1, 1)
        for index in range(page.beats * 2):
            if number == count - 1 and index > page.beats:
                break
            accent = 1.0 if index % (page.beats * 2) == 0 else (0.75 if index % 2 == 0 else 0.5)
            degree = root + (4 if index == page.beats * 2 - 1 and number % 2 else 0)
            page.play(
                at + index * page.beat / 2,
                page.pitch(degree, low),
                page.beat * 0.3,
                accent * growth,
                player,
                pan=(-0.15, 0.15)[index % 2],
            )


def _drone(page: _Page, player: _Player) -> None:
    low = 45 + 12 * player.octave
    length = page.section.end - page.section.start
    for degree, velocity in ((0, 0.9), (4, 0.5)):
        page.play(page.section.start, page.pitch(degree, low), length, velocity, player)


def _high(page: _Page, player: _Player) -> None:
    centre = 72 + 12 * (player.octave - 1)
    for number, at, root in page.bars():
        if number % 2 == 0:
            held = page.bar * min(2, len(page.chords) - number)
            page.play(at, page.pitch(root + 4 if number % 4 else root, centre), held, 0.7, player, pan=0.35)


_DRUMS: Final = {  # beat, size, velocity; sizes are pitches
    "shaker": ((0, 60, 0.7), (0.5, 60, 0.4), (1, 60, 0.6), (1.5, 60, 0.4), (2, 60, 0.7), (2.5, 60, 0.4),
        (3, 60, 0.6), (3.5, 60, 0.45)),
    "brush": ((1, 60, 0.8), (2.5, 60, 0.35), (3, 60, 0.8)),
    "tick": ((0, 60, 0.8), (1, 60, 0.6), (2, 60, 0.7), (3, 60, 0.6)),
    "thump": ((0, 33, 0.9), (2.5, 33, 0.5)),
    "heart": ((0, 33, 0.9), (0.42, 31, 0.6), (2, 33, 0.8), (2.42, 31, 0.5)),
    "taiko": ((0, 36, 1.0), (1.5, 36, 0.5), (2, 38, 0.7), (3, 36, 0.6), (3.5, 38, 0.5)),
}  # fmt: skip


def _drums(page: _Page, player: _Player) -> None:
    sound = _Player(player.pattern, "thump" if player.instrument == "heart" else player.instrument, player.level, 0)
    for number, at, _ in page.bars():
        for beat, size, velocity in _DRUMS[player.instrument]:
            last = number == len(page.chords) - 1 and beat > 0
            if beat < page.beats and not last:
                page.play(at + beat * page.beat, size, 0.5, velocity, sound, pan=0.1)


_PATTERNS: Final = {
    "chords": _chords, "arpeggio": _arpeggio, "broken": _broken, "melody": _melody, "bass": _bass, "bounce": _bounce,
    "offbeat": _offbeat, "pulse": _pulse, "drone": _drone, "high": _high, "drums": _drums,
}  # fmt: skip


def _write_motif(dice: random.Random) -> tuple[tuple[float, int], ...]:
    """The film's own figure: five or so notes over two bars, degrees over the chord's root."""
    rhythm = dice.choice([(0, 1.5, 2, 4, 6), (0, 1, 2, 4, 5.5, 6), (0.5, 1, 2, 3, 4), (0, 2, 3, 4, 7)])
    line, degree = [], dice.choice([0, 2, 4])
    for beat in rhythm:
        line.append((float(beat), degree))
        degree = min(max(degree + dice.choice([-2, -1, -1, 1, 1, 2]), -1), 7)
    return (*line[:-1], (line[-1][0], dice.choice([0, 2, 4])))


def _open_page(section: Section, number: int, sheet_seed: int, speech: tuple[tuple[float, float], ...]) -> _Page:
    style = _moods()[section.mood]
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
    return _Page(
        section, f"{number}:{section.mood}", MODES[str(style["mode"])], length / bars, beats, chords,
        int(style["centre"]),
        _COLOURS[str(style["colour"])], _write_motif(random.Random(sheet_seed)), speech, dice,
    )  # fmt: skip


def _write_section(page: _Page, language: str) -> list[Note]:
    eastern = language.lower().startswith("zh")
    for words in _moods()[page.section.mood]["players"]:
        pattern, instrument, level, octave = str(words).split()
        chosen = _EASTERN.get(instrument, instrument) if eastern else instrument
        _PATTERNS[pattern](page, _Player(pattern, chosen, 10 ** (float(level) / 20), int(octave)))
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
            bright = str(_moods()[shot.mood]["mode"]) in _BRIGHT
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
