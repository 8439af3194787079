"""The sound of a film as bands of loudness: what a fingerprint keeps of it.

Knows how levels are made of samples; how alike two films sound is said in ``hearing``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.seal.media.model import SoundBlock

SOUND_HERTZ: Final = 16_000
"""Samples a second that a fingerprint listens to."""
HEARD_RATE: Final = 16
"""Rows of bands a second."""
BANDS: Final = 32
LOWEST_HERTZ: Final = 200.0
HIGHEST_HERTZ: Final = 4000.0
_WINDOW: Final = 4096
_STEP: Final = SOUND_HERTZ // HEARD_RATE
_GAP: Final = SOUND_HERTZ // 10
_LONGEST_GAP: Final = 3600 * SOUND_HERTZ
UNIT_DECIBELS: Final = 0.5
_FLOOR_DECIBELS: Final = -90.0


@dataclass(frozen=True, slots=True)
class Sound:
    """The loudness of a film's sound in bands, ``HEARD_RATE`` rows a second from its start.

    Args:
        levels: 32 bands from 200 to 4,000 Hz, equally wide to the ear, in half decibels above -90 dB of full scale;
            0 is silence.
    """

    levels: NDArray[np.uint8] = field(repr=False)

    def __len__(self) -> int:
        return len(self.levels)


SILENT: Final = Sound(np.zeros((0, BANDS), np.uint8))


class Listener:
    """Takes the sound of a film block by block and gives its levels; holds no more than a second of it.

    Blocks are of one channel at ``SOUND_HERTZ``, in order of time; what is missing between them is silent.
    """

    def __init__(self) -> None:
        # A row tells of the window around its moment, so the first one begins before the film.
        self._waiting = np.zeros(_WINDOW // 2, np.float32)
        self._count = 0
        self._levels: list[NDArray[np.uint8]] = []

    def take(self, block: SoundBlock) -> None:
        """Hear a block."""
        gap = round(block.time * SOUND_HERTZ) - self._count
        samples = np.frombuffer(block.samples, "<i2").astype(np.float32) / 32768
        # A step or so is how time stamps are rounded; an hour is a lie.
        silence = np.zeros(gap if _GAP < gap < _LONGEST_GAP else 0, np.float32)
        self._count += len(silence) + len(samples)
        self._waiting = np.concatenate([self._waiting, silence, samples])
        if len(self._waiting) >= _WINDOW + SOUND_HERTZ:
            self._hear()

    def sound_v1(self) -> Sound:
        """The sound so far; what comes after it is silent."""
        rows = self._count // _STEP
        self._waiting = np.concatenate([self._waiting, np.zeros(_WINDOW, np.float32)])
        self._hear()
        return Sound(np.concatenate(self._levels)[:rows]) if rows else SILENT

    def _hear(self) -> None:
        windows = np.lib.stride_tricks.sliding_window_view(self._waiting, _WINDOW)[::_STEP]
        self._levels.append(_levels(windows))
        self._waiting = self._waiting[len(windows) * _STEP :]


def _levels(windows: NDArray[np.float32]) -> NDArray[np.uint8]:
    bands = _bands()
    waves = np.fft.rfft(windows * _hann(), axis=1)[:, : len(bands)]
    power = (waves.real**2 + waves.imag**2) @ bands * (8 / 3 / _WINDOW**2)
    decibels = 10 * np.log10(np.maximum(power, 1e-12))
    return np.clip(np.rint((decibels - _FLOOR_DECIBELS) / UNIT_DECIBELS), 0, 255).astype(np.uint8)


@cache
def _hann() -> NDArray[np.float32]:
    return np.hanning(_WINDOW).astype(np.float32)


@cache
def _bands() -> NDArray[np.float32]:
    # Overlapping triangles, so that a tone between two bands is in both.
    edges = np.geomspace(LOWEST_HERTZ, HIGHEST_HERTZ, BANDS + 2)
    hertz = np.fft.rfftfreq(_WINDOW, 1 / SOUND_HERTZ)
    hertz = hertz[hertz < HIGHEST_HERTZ]
    rising = (hertz[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hertz[:, None]) / (edges[2:] - edges[1:-1])
    return np.clip(np.minimum(rising, falling), 0, 1).astype(np.float32)
