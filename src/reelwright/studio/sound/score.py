"""The score: performs a sheet with the orchestra in its own hall.

Knows levels, places on the stage and the hall; which notes are played is ``sheet.py``'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.film import FrameRate
from reelwright.studio.model import SAMPLE_RATE, TimedShot

from .filters import Samples, band, curve, decibels, resample, shape_spectrum, smooth, stretch
from .instruments import HELD, HELD_RATE, STRUCK, bow, hit_noise, riser, strike
from .sheet import Note, Sheet, mood_level, write_sheet
from .space import ROOMS, Stereo, echo, impulse, lay, pan

_WET: Final = {"drone": 0.5, "pulse": 0.35, "bass": 0.25, "thump": 0.3, "tick": 0.5, "shaker": 0.5, "pizzicato": 0.8}
_HALL_SEED: Final = 7


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
    key = (note.instrument, note.midi, round(note.seconds * HELD_RATE))
    if key not in kept:
        kept[key] = bow(note.instrument, note.midi, note.seconds, 1.0, seed=seed)
    return kept[key] * np.float32(note.velocity)


class _Stage:
    """The buses that notes are laid on: dry and to the hall, struck at full rate and held at half."""

    def __init__(self, seconds: float) -> None:
        count = round(seconds * SAMPLE_RATE)
        self.count = count
        self.full = np.zeros((count, 2), np.float32)
        self.full_hall = np.zeros(count, np.float32)
        self.held = np.zeros((count // (SAMPLE_RATE // HELD_RATE) + 1, 2), np.float32)

    def place(self, note: Note, kept: dict[tuple[str, float, int], Samples], seed: int) -> None:
        if note.instrument in HELD:
            lay(self.held, pan(_held(note, kept, seed), note.pan), round(note.at * HELD_RATE))
            return
        wave = _struck(note, kept, seed)
        start = round(note.at * SAMPLE_RATE)
        lay(self.full, pan(wave, note.pan), start)
        wet = wave * np.float32(_WET.get(note.instrument, 1.0))
        end = min(start + len(wet), self.count)
        if start < end:
            self.full_hall[start:end] += wet[: end - start]

    def turn_down(self, gain: Samples) -> None:
        """Put everything laid so far under a gain."""
        self.full *= gain[:, None]
        self.full_hall *= gain
        slower = gain[:: SAMPLE_RATE // HELD_RATE]
        self.held[: len(slower)] *= slower[:, None]

    def gather(self) -> tuple[Stereo, Samples]:
        """Everything dry, and what goes to the hall."""
        held = np.stack(
            [resample(np.ascontiguousarray(self.held[:, side]), SAMPLE_RATE / HELD_RATE) for side in (0, 1)], axis=1
        )
        count = min(len(held), self.count)
        self.full[:count] += held[:count]
        self.full_hall[:count] += held[:count].mean(axis=1)
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


def perform(sheet: Sheet, *, seed: int) -> Stereo:
    """Play a sheet: float32 left and right, exactly as long as the film, about -21 dBFS where it is full."""
    stage = _Stage(sheet.seconds)
    kept: dict[tuple[str, float, int], Samples] = {}
    for note in sheet.notes:
        if note.part != "sting":
            stage.place(note, kept, seed)
    # The hush comes before the hall: where the music stops, its echo still rings out.
    stage.turn_down(_hush(stage.count, sheet.hushes))
    for note in sheet.notes:
        if note.part == "sting":
            stage.place(note, kept, seed)
    for number, (start, end) in enumerate(sheet.swells):
        wave = riser(end - start, seed=seed + number)
        lay(stage.full, pan(wave, 0.0), round(start * SAMPLE_RATE), 0.8)
    dry, sent = stage.gather()
    wet = echo(sent, impulse(ROOMS["score"], seed=_HALL_SEED))[: len(dry)]
    return _master(_balance(dry + np.float32(ROOMS["score"].wet * 2.2) * wet, sheet))


def _balance(played: Stereo, sheet: Sheet) -> Stereo:
    """Bring each section to the level its mood asks for, as heard: bass counts for little on a phone."""
    step = SAMPLE_RATE // 100
    count = len(played) // step + 2
    rough = np.ascontiguousarray(played[::3].mean(axis=1))  # 16 kHz is enough to weigh it
    heard = shape_spectrum(rough, band(220, 6000, slope=1), rate=SAMPLE_RATE // 3, taps=255)
    line = np.zeros(count, np.float32)
    for section in sheet.sections:
        start, end = int(section.start * SAMPLE_RATE), int(section.end * SAMPLE_RATE)
        power = float(np.mean(np.square(heard[start // 3 : end // 3]))) if end > start + 2 else 0.0
        wanted = 0.0 if section.card or power <= 0 else mood_level(section.mood) - 26.0 - 10 * np.log10(power)
        line[start // step : end // step + 1] = np.clip(wanted, -12, 12)
    eased = smooth(smooth(line, 80), 80)
    gain = stretch(np.asarray(10 ** (eased / 20), np.float32), step, len(played))
    return played * gain[:, None]


def _master(played: Stereo) -> Stereo:
    """The score's own tone: no rumble, a dip where voices live, a soft top; then its level."""
    tone = curve({20: -18, 45: -2, 90: 0, 400: -1, 1200: -1.5, 2600: -3.0, 5000: -1.5, 9000: -2, 14_000: -10})
    sides = [shape_spectrum(np.ascontiguousarray(played[:, side]), tone, taps=1023) for side in (0, 1)]
    shaped = np.stack(sides, axis=1)
    power = float(np.mean(np.square(shaped))) if len(shaped) else 0.0
    if power <= 0:
        return shaped
    return shaped * np.float32(decibels(-21.0) / np.sqrt(power))


def compose_score(
    timed_shots: Sequence[TimedShot], *, seed: int, rate: FrameRate | None = None, language: str = "en"
) -> NDArray[np.float32]:
    """Compose and play the music of a film: (n, 2) samples, exactly as long as the shots."""
    sheet = write_sheet(timed_shots, rate=rate or FrameRate(), seed=seed, language=language)
    return perform(sheet, seed=seed)
