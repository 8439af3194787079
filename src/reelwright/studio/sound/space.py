"""Rooms: impulse responses made from nothing but numbers, and the panning of a sound into stereo.

Knows acoustics; refuses to know which place has which room (``mix.py`` decides).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.studio.model import SAMPLE_RATE

from .filters import Samples, band, convolve_each, shape_spectrum

Stereo = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Room:
    """A room's echo.

    Args:
        decay: seconds until it is 60 dB down, at middle frequencies.
        before: seconds until the first reflection.
        dark: how much faster high frequencies die.
        wet: level of the echo beside the direct sound.
        taps: how many early reflections are heard apart.
    """

    decay: float
    before: float
    dark: float
    wet: float
    taps: int = 8


ROOMS: Final = {
    "open": Room(0.35, 0.03, 3.0, 0.05, 3),
    "street": Room(0.8, 0.045, 2.5, 0.09, 4),
    "booth": Room(0.16, 0.003, 2.5, 0.16, 10),
    "small": Room(0.42, 0.007, 2.2, 0.17, 10),
    "large": Room(0.95, 0.014, 1.9, 0.18, 9),
    "hall": Room(1.9, 0.024, 2.0, 0.20, 8),
    "head": Room(1.5, 0.004, 1.4, 0.34, 6),
    "score": Room(2.3, 0.022, 1.9, 0.30, 8),
}


def impulse(room: Room, *, seed: int) -> Stereo:
    """The room's impulse response, left and right different but equally loud, energy 1 in all."""
    generator = np.random.default_rng(seed)
    count = int((room.decay * 1.05 + room.before) * SAMPLE_RATE)
    time = np.arange(count, dtype=np.float32) / np.float32(SAMPLE_RATE)
    sides = []
    for _ in range(2):
        noise = generator.standard_normal(count).astype(np.float32)
        tail = np.zeros(count, np.float32)
        for low, high, speed in ((0.0, 500.0, 0.9), (500.0, 2500.0, 1.0), (2500.0, 9000.0, room.dark)):
            part = shape_spectrum(noise, band(low, high, slope=2), taps=511)
            tail += part * np.exp(np.float32(-6.9 * speed / room.decay) * time)
        first = int(room.before * SAMPLE_RATE)
        tail[:first] = 0
        build = min(count - first, int(0.012 * SAMPLE_RATE))
        tail[first : first + build] *= np.linspace(0.2, 1, build, dtype=np.float32)
        for _ in range(room.taps):
            at = first + int(generator.uniform(0, 0.045) * SAMPLE_RATE)
            if at < count:
                tail[at] += np.float32(generator.choice([-1, 1]) * generator.uniform(1.5, 4.0))
        sides.append(tail / np.sqrt(np.sum(tail * tail)))
    return np.stack(sides, axis=1)


def echo(sound: Samples, response: Stereo) -> Stereo:
    """The echo alone of a mono sound, longer by the room's decay."""
    return convolve_each(sound, np.ascontiguousarray(response.T)).T


def pan(sound: Samples, place: float) -> Stereo:
    """A mono sound at a place from -1 (left) to 1 (right), equally loud everywhere."""
    return sound[:, None] * np.array(pan_gains(place), np.float32)


def pan_gains(place: float) -> tuple[float, float]:
    """What a place from -1 to 1 gives of a sound to the left and to the right."""
    angle = (min(max(place, -1.0), 1.0) + 1) * math.pi / 4
    return math.sqrt(2) * math.cos(angle), math.sqrt(2) * math.sin(angle)


def lay(bus: Stereo, sound: Stereo, start: int, gain: float = 1.0) -> None:
    """Add a sound to a bus from a sample on; what lies outside the bus is cut off."""
    begin, end = max(start, 0), min(start + len(sound), len(bus))
    if end > begin:
        bus[begin:end] += sound[begin - start : end - start] * np.float32(gain)
