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

from .filters import Samples, band, convolve, curve, decibels, shape_spectrum, smooth, stretch, tripled
from .instruments import HELD, HELD_RATE, STRUCK, bow, hit_noise, riser, strike
from .sheet import Note, Sheet, mood_level, write_sheet
from .space import ROOMS, Stereo, impulse, pan_gains

_WET: Final = {"drone": 0.5, "pulse": 0.35, "bass": 0.25, "thump": 0.3, "tick": 0.5, "shaker": 0.5, "pizzicato": 0.8}
_HALL_SEED: Final = 7
_HELD_STEP: Final = SAMPLE_RATE // HELD_RATE


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
    """The buses that notes are laid on: dry and to the hall, struck at full rate and held at a third.

    Left and right are rows here: a note is laid on each in one go.
    """

    def __init__(self, seconds: float) -> None:
        count = round(seconds * SAMPLE_RATE)
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
        stage.swell(wave, round(start * SAMPLE_RATE))
    dry, sent = stage.gather()
    hall, wet = impulse(ROOMS["score"], seed=_HALL_SEED), np.float32(ROOMS["score"].wet * 2.2)
    dry += wet * np.stack([convolve(sent, np.ascontiguousarray(side))[: stage.count] for side in hall.T])
    return np.ascontiguousarray(_master(_balance(dry, sheet)).T)


def _balance(played: NDArray[np.float32], sheet: Sheet) -> NDArray[np.float32]:
    """Bring each section to the level its mood asks for, as heard: bass counts for little on a phone."""
    step = SAMPLE_RATE // 100
    count = played.shape[1] // step + 2
    rough = (played[0, ::3] + played[1, ::3]) * np.float32(0.5)  # 16 kHz is enough to weigh it
    heard = shape_spectrum(rough, band(220, 6000, slope=1), rate=SAMPLE_RATE // 3, taps=255)
    line = np.zeros(count, np.float32)
    for section in sheet.sections:
        start, end = int(section.start * SAMPLE_RATE), int(section.end * SAMPLE_RATE)
        power = float(np.mean(np.square(heard[start // 3 : end // 3]))) if end > start + 2 else 0.0
        wanted = 0.0 if section.card or power <= 0 else mood_level(section.mood) - 26.0 - 10 * np.log10(power)
        line[start // step : end // step + 1] = np.clip(wanted, -12, 12)
    eased = smooth(smooth(line, 80), 80)
    return played * stretch(np.asarray(10 ** (eased / 20), np.float32), step, played.shape[1])


def _master(played: NDArray[np.float32]) -> NDArray[np.float32]:
    """The score's own tone: no rumble, a dip where voices live, a soft top; then its level."""
    tone = curve({20: -18, 45: -2, 90: 0, 400: -1, 1200: -1.5, 2600: -3.0, 5000: -1.5, 9000: -2, 14_000: -10})
    shaped = np.stack([shape_spectrum(side, tone, taps=1023) for side in played])
    power = float(np.mean(np.square(shaped))) if shaped.size else 0.0
    if power <= 0:
        return shaped
    return shaped * np.float32(decibels(-21.0) / np.sqrt(power))


def compose_score(
    timed_shots: Sequence[TimedShot], *, seed: int, rate: FrameRate | None = None, language: str = "en"
) -> NDArray[np.float32]:
    """Compose and play the music of a film: (n, 2) samples, exactly as long as the shots."""
    sheet = write_sheet(timed_shots, rate=rate or FrameRate(), seed=seed, language=language)
    return perform(sheet, seed=seed)
