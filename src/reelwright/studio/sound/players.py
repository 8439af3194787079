"""Players: what each plays over the chords of a section, a pattern a player.

Knows rhythm and figures; refuses to know why a section is where it is (``sheet.py``) and how a note
sounds (``instruments.py``).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

from .notation import Note, Section


@dataclass(slots=True)
class Page:
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
        """Seconds of one beat."""
        return self.bar / self.beats

    def pitch(self, degree: int, near: float) -> int:
        """The pitch of a scale degree (0 is the tonic) in the octave nearest to a pitch."""
        octave, step = divmod(degree, 7)
        raw = self.section.tonic + self.mode[step] + 12 * octave
        return int(raw + 12 * round((near - raw) / 12))

    def spoken(self, at: float, seconds: float) -> bool:
        """Whether somebody speaks while such a note would sound."""
        return any(start - 0.15 < at + seconds and at < end + 0.1 for start, end in self.speech)

    def play(
        self, at: float, midi: float, seconds: float, velocity: float, player: Player, *, pan: float = 0.0
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
        """The pitches of the chord on a root, nearest to a centre."""
        return sorted(self.pitch(root + step, centre) for step in self.colour)


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays: the pattern, the instrument, how loud, and how many octaves above the centre."""

    pattern: str
    instrument: str
    level: float
    octave: int


def _chords(page: Page, player: Player) -> None:
    centre = page.centre + 12 * player.octave
    for number, at, root in page.bars():
        tones = page.voicing(root, centre)
        for index, midi in enumerate(tones):
            spread = (index / max(len(tones) - 1, 1) - 0.5) * 0.9
            held = page.bar + (0.25 if number < len(page.chords) - 1 else 0.0)
            page.play(at, midi, held, 0.8, player, pan=spread)


def _arpeggio(page: Page, player: Player) -> None:
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


def _broken(page: Page, player: Player) -> None:
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


def _melody(page: Page, player: Player) -> None:
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


def _bass(page: Page, player: Player) -> None:
    low = 40 + 12 * player.octave
    for number, at, root in page.bars():
        page.play(at, page.pitch(root, low), page.bar * 0.95, 0.85, player)
        if page.beats == 4 and number < len(page.chords) - 1 and not page.spoken(at + 2 * page.beat, 0.5):
            page.play(at + 3 * page.beat, page.pitch(root + 4, low), page.beat, 0.55, player)


def _bounce(page: Page, player: Player) -> None:
    low = 41 + 12 * player.octave
    for _, at, root in page.bars():
        for beat in range(0, page.beats, 2):
            degree = root if beat == 0 else root + 4
            page.play(at + beat * page.beat, page.pitch(degree, low), page.beat * 0.8, 0.85, player)


def _offbeat(page: Page, player: Player) -> None:
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


def _pulse(page: Page, player: Player) -> None:
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


def _drone(page: Page, player: Player) -> None:
    low = 45 + 12 * player.octave
    length = page.section.end - page.section.start
    for degree, velocity in ((0, 0.9), (4, 0.5)):
        page.play(page.section.start, page.pitch(degree, low), length, velocity, player)


def _high(page: Page, player: Player) -> None:
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


def _drums(page: Page, player: Player) -> None:
    sound = Player(player.pattern, "thump" if player.instrument == "heart" else player.instrument, player.level, 0)
    for number, at, _ in page.bars():
        for beat, size, velocity in _DRUMS[player.instrument]:
            last = number == len(page.chords) - 1 and beat > 0
            if beat < page.beats and not last:
                page.play(at + beat * page.beat, size, 0.5, velocity, sound, pan=0.1)


PATTERNS: Final = {
    "chords": _chords, "arpeggio": _arpeggio, "broken": _broken, "melody": _melody, "bass": _bass, "bounce": _bounce,
    "offbeat": _offbeat, "pulse": _pulse, "drone": _drone, "high": _high, "drums": _drums,
}  # fmt: skip
