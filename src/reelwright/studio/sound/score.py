"""The score: performs a sheet with the orchestra in its own hall.

Knows levels, places on the stage and the hall; which notes are played is ``sheet.py``'s business. A sheet
falls into passages, each section and each blow one, that are played from their own beginning: a passage
whose notes stay is the same stem wherever the film has moved it to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.film import FrameRate, Plain
from reelwright.studio.model import SAMPLE_RATE, TimedShot
from reelwright.studio.ports import Stems

from .filters import Samples, band, convolve_each, curve, decibels, shape_spectrum, stretch, tripled
from .instruments import HELD, HELD_RATE, LONGEST_RELEASE, LONGEST_RING, STRUCK, bow, hit_noise, riser, strike
from .notation import Note, Section, mood_level
from .sheet import Sheet, write_sheet
from .space import ROOMS, Stereo, impulse, pan_gains
from .stems import TENTH, Stem, find_stem, lay_stem

_WET: Final = {"drone": 0.5, "pulse": 0.35, "bass": 0.25, "thump": 0.3, "tick": 0.5, "shaker": 0.5, "pizzicato": 0.8}
_HALL_SEED: Final = 7
_HELD_STEP: Final = SAMPLE_RATE // HELD_RATE
_STING: Final = "sting"
_RINGS_INTO: Final = 3.0
"""Seconds after a section's end in which a hush still silences what rings on of it."""
_FAINT: Final = 1e-4
"""What has fallen to this share of its loudest is let go: 80 dB."""
_LET_GO: Final = 0.05
_MICROSECONDS: Final = 6
"""Digits of a second that passages are told in: the same passage elsewhere in a film differs by less."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """Notes that are played together, told from the beginning of the passage.

    Args:
        start: seconds of the film at which it begins.
        most: seconds that are left of the film from there.
        hushes: when the music keeps silent in it.
        swells: length and number of a riser that begins with it.
    """

    start: float
    most: float
    notes: tuple[Note, ...] = ()
    hushes: tuple[tuple[float, float], ...] = ()
    swells: tuple[tuple[float, int], ...] = ()

    @property
    def seconds(self) -> float:
        """How long it may be heard, without its hall."""
        notes = (note.at + _ringing(note) for note in self.notes)
        return min(self.most, max([*notes, *(length for length, _ in self.swells)], default=0.0))

    def plain(self, seed: int) -> Plain:
        """All that decides how it sounds."""
        notes: list[Plain] = [[n.at, n.midi, n.seconds, n.velocity, n.instrument, n.pan] for n in self.notes]
        hushes: list[Plain] = [list(hush) for hush in self.hushes]
        return {
            "seed": seed,
            "notes": notes,
            "hushes": hushes,
            "swells": [list(swell) for swell in self.swells],
            "seconds": round(self.seconds, _MICROSECONDS),
        }


def _ringing(note: Note) -> float:
    """The longest that a note can be heard."""
    return note.seconds + LONGEST_RELEASE if note.instrument in HELD else LONGEST_RING


def _passages(sheet: Sheet) -> list[_Passage]:
    """The sections of a sheet, its blows and its swells."""
    played: dict[int, list[Note]] = {}
    for note in sheet.notes:
        if note.part != _STING:
            played.setdefault(int(note.part.partition(":")[0]), []).append(note)
    blows = [note for note in sheet.notes if note.part == _STING]
    return [
        *(_section_passage(sheet, sheet.sections[number], notes) for number, notes in sorted(played.items())),
        *(_passage(sheet, at, list(notes)) for at, notes in groupby(blows, lambda note: note.at)),
        *(
            replace(_passage(sheet, start, []), swells=((round(end - start, _MICROSECONDS), number),))
            for number, (start, end) in enumerate(sheet.swells)
        ),
    ]


def _passage(sheet: Sheet, start: float, notes: Sequence[Note]) -> _Passage:
    told = (
        replace(note, at=round(note.at - start, _MICROSECONDS), seconds=round(note.seconds, _MICROSECONDS))
        for note in notes
    )
    return _Passage(start, round(sheet.seconds - start, _MICROSECONDS), tuple(told))


def _section_passage(sheet: Sheet, section: Section, notes: Sequence[Note]) -> _Passage:
    """A section with the silences that fall into it; blows and swells are not silenced."""
    hushes = tuple(
        (round(begin - section.start, _MICROSECONDS), round(end - section.start, _MICROSECONDS))
        for begin, end in sheet.hushes
        if end > section.start and begin < section.end + _RINGS_INTO
    )
    return replace(_passage(sheet, section.start, notes), hushes=hushes)


def _struck(note: Note, kept: dict[tuple[str, float, int], Samples], seed: int) -> Samples:
    """A struck note; the same pitch at about the same strength is made once."""
    if note.instrument not in STRUCK:
        return hit_noise(note.instrument, note.velocity, seed=seed + int(note.at * 1000) % 5)
    strength = 1 + (note.velocity > 0.15) + (note.velocity > 0.4)
    key = (note.instrument, note.midi, strength)
    if key not in kept:
        kept[key] = strike(note.instrument, note.midi, 0.25 + 0.25 * strength, seed=seed) / np.float32(
            0.25 + 0.25 * strength
        )
    return kept[key] * np.float32(note.velocity)


def _held(note: Note, kept: dict[tuple[str, float, int], Samples], seed: int) -> Samples:
    """A held note; those that differ in nothing but strength are one, made once: a pulse plays hundreds."""
    count = round(note.seconds * HELD_RATE)
    key = (note.instrument, note.midi, count)
    if key not in kept:
        kept[key] = bow(note.instrument, note.midi, count / HELD_RATE, 1.0, seed=seed)
    return kept[key] * np.float32(note.velocity)


class _Stage:
    """The buses that notes are laid on: dry and to the hall, struck at full rate and held at a third.

    Left and right are rows here: a note is laid on each in one go.
    """

    def __init__(self, seconds: float) -> None:
        count = -(-round(seconds * SAMPLE_RATE) // _HELD_STEP) * _HELD_STEP
        self.count = count
        self.full = np.zeros((2, count), np.float32)
        self.full_hall = np.zeros(count, np.float32)
        self.held = np.zeros((2, count // _HELD_STEP + 1), np.float32)

    def place(self, note: Note, kept: dict[tuple[str, float, int], Samples], seed: int) -> None:
        if note.instrument in HELD:
            self._lay(self.held, _held(note, kept, seed), round(note.at * HELD_RATE), note.pan)
            return
        wave = _struck(note, kept, seed)
        start = round(note.at * SAMPLE_RATE)
        self._lay(self.full, wave, start, note.pan)
        wet = wave[: max(0, self.count - start)] * np.float32(_WET.get(note.instrument, 1.0))
        self.full_hall[start : start + len(wet)] += wet

    def swell(self, wave: Samples, start: int) -> None:
        self._lay(self.full, wave, start, 0.0, gain=0.8)

    @staticmethod
    def _lay(bus: NDArray[np.float32], wave: Samples, start: int, place: float, *, gain: float = 1.0) -> None:
        heard = wave[: max(0, bus.shape[1] - start)]
        for side, level in zip(bus, pan_gains(place), strict=True):
            side[start : start + len(heard)] += heard * np.float32(level * gain)

    def turn_down(self, gain: Samples) -> None:
        """Put everything laid so far under a gain."""
        self.full *= gain
        self.full_hall *= gain
        slower = gain[::_HELD_STEP]
        self.held[:, : len(slower)] *= slower

    def gather(self) -> tuple[NDArray[np.float32], Samples]:
        """Everything dry, and what goes to the hall."""
        if not self.held.any():
            return self.full, self.full_hall
        held = np.stack([tripled(side)[: self.count] for side in self.held])
        self.full += held
        self.full_hall += (held[0] + held[1]) * np.float32(0.5)
        return self.full, self.full_hall


def _hush(count: int, hushes: Sequence[tuple[float, float]]) -> Samples:
    """The gain that keeps the music silent where it is meant to be."""
    step = SAMPLE_RATE // 100
    gain = np.ones(count // step + 2, np.float32)
    for start, end in hushes:
        gain[max(int(start * 100), 0) : max(int(end * 100), 0)] = 0
    width = 31
    padded = np.pad(gain, width // 2, mode="edge")
    window = np.hanning(width + 2)[1:-1]
    eased = np.convolve(padded, window / window.sum(), mode="valid")
    return stretch(eased.astype(np.float32), step, count)


def perform(sheet: Sheet, *, seed: int, stems: Stems | None = None) -> Stereo:
    """Play a sheet: float32 left and right, exactly as long as the film, -21 dBFS in the mean.

    Args:
        sheet: what is played.
        seed: the same one gives the same notes.
        stems: where passages are kept from one film to the next, None for nowhere.
    """
    orchestra = _Orchestra(seed)
    played = [
        (passage, find_stem(stems, "passage", passage.plain(seed), lambda each=passage: orchestra.play(each)))  # type: ignore[misc]
        for passage in _passages(sheet)
    ]
    gains = [_gain(section, played) for section in sheet.sections]
    bus = np.zeros((round(sheet.seconds * SAMPLE_RATE), 2), np.float32)
    for passage, stem in played:
        there = (gain for section, gain in zip(sheet.sections, gains, strict=True) if passage.start < section.end)
        lay_stem(bus, stem, round(passage.start * SAMPLE_RATE), next(there, 1.0))
    power = float(np.mean(np.square(bus))) if bus.size else 0.0
    if power > 0:
        bus *= np.float32(decibels(-21.0) / np.sqrt(power))
    return bus


class _Orchestra:
    """Plays passages; a note that comes back is made once."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._kept: dict[tuple[str, float, int], Samples] = {}
        self._hall: Stereo | None = None

    def play(self, passage: _Passage) -> Stem:
        stage = _Stage(passage.seconds)
        for note in passage.notes:
            stage.place(note, self._kept, self._seed)
        if passage.hushes:
            # The hush comes before the hall: where the music stops, its echo still rings out.
            stage.turn_down(_hush(stage.count, passage.hushes))
        for length, number in passage.swells:
            stage.swell(riser(length, seed=self._seed + number), 0)
        dry, sent = (_let_go(part) for part in stage.gather())
        if self._hall is None:
            self._hall = impulse(ROOMS["score"], seed=_HALL_SEED)
        wet = convolve_each(sent, np.ascontiguousarray(self._hall.T)) * np.float32(ROOMS["score"].wet * 2.2)
        whole = np.zeros((2, max(dry.shape[1], wet.shape[1])), np.float32)
        for part in (dry, wet):
            whole[:, : part.shape[1]] += part
        shaped = np.stack([shape_spectrum(side, _TONE, taps=1023) for side in whole], axis=1)
        return Stem.of(_let_go(shaped.T).T, _powers(whole))


_TONE: Final = curve({20: -18, 45: -2, 90: 0, 400: -1, 1200: -1.5, 2600: -3.0, 5000: -1.5, 9000: -2, 14_000: -10})
"""The score's own tone: no rumble, a dip where voices live, a soft top."""


def _let_go(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """A sound up to where nothing more of it can be heard."""
    line = np.abs(sound) if sound.ndim == 1 else np.abs(sound).max(axis=0)
    heard = np.flatnonzero(line > _FAINT * line.max(initial=0))
    count = min(len(line), (int(heard[-1]) + 1 if len(heard) else 0) + int(_LET_GO * SAMPLE_RATE))
    kept = sound[..., :count].copy()
    ramp = np.linspace(1, 0, min(count, int(_LET_GO * SAMPLE_RATE)), dtype=np.float32)
    if count < len(line):
        kept[..., count - len(ramp) :] *= ramp
    return kept


def _powers(played: NDArray[np.float32]) -> NDArray[np.float32]:
    """How loud each tenth of a second is, as heard: bass counts for little on a phone."""
    rough = (played[0, ::3] + played[1, ::3]) * np.float32(0.5)  # 16 kHz is enough to weigh it
    heard = shape_spectrum(rough, band(220, 6000, slope=1), rate=SAMPLE_RATE // 3, taps=255)
    step = SAMPLE_RATE // 3 // TENTH
    tenths = np.pad(heard, (0, -len(heard) % step)).reshape(-1, step)
    return np.asarray(np.square(tenths).mean(axis=1), np.float32)


def _gain(section: Section, played: Sequence[tuple[_Passage, Stem]]) -> float:
    """What brings a section, with all that sounds in it, to the level that its mood asks for."""
    first, last = round(section.start * TENTH), round(section.end * TENTH)
    if section.card or last <= first:
        return 1.0
    heard = 0.0
    for passage, stem in played:
        begin = round(passage.start * TENTH)
        heard += float(stem.powers[max(0, first - begin) : max(0, last - begin)].sum())
    if heard <= 0:
        return 1.0
    wanted = mood_level(section.mood) - 26.0 - 10 * np.log10(heard / (last - first))
    return decibels(float(np.clip(wanted, -12, 12)))


def compose_score(
    timed_shots: Sequence[TimedShot], *, seed: int, rate: FrameRate | None = None, language: str = "en"
) -> NDArray[np.float32]:
    """Compose and play the music of a film: (n, 2) samples, exactly as long as the shots."""
    sheet = write_sheet(timed_shots, rate=rate or FrameRate(), seed=seed, language=language)
    return perform(sheet, seed=seed)
