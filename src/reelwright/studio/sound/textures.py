"""Textures: the materials that foley and ambience are made of: bands of noise, ringing things, talk."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelwright.studio.model import SAMPLE_RATE

from .filters import Samples, band, coloured_noise, fast_length, sine, stretch
from .space import Stereo, pan

Dice = np.random.Generator


def clock(seconds: float) -> Samples:
    """The seconds since the start, a sample each."""
    return np.arange(int(seconds * SAMPLE_RATE), dtype=np.float32) / np.float32(SAMPLE_RATE)


def noise(seconds: float, low: float, high: float, dice: Dice, *, tilt: float = 0.3) -> Samples:
    """Noise in a band, RMS about 1."""
    count = int(seconds * SAMPLE_RATE)
    return coloured_noise(fast_length(count), dice, band(low, high, slope=2), tilt=tilt)[:count]


def decay(seconds: float, fall: float, *, attack: float = 0.002) -> Samples:
    """An envelope: up in ``attack`` seconds, then 60 dB down in ``fall``, to zero at the end."""
    time = clock(seconds)
    end = np.clip((seconds - time) / 0.01, 0, 1)
    return np.asarray(np.clip(time / attack, 0, 1) * np.exp(-6.9 * time / fall) * end, np.float32)


def ring(seconds: float, partials: Sequence[tuple[float, float, float]], dice: Dice) -> Samples:
    """A struck thing: partials as (Hz, level, seconds to fall by 60 dB)."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    out = np.zeros(len(time), np.float32)
    for frequency, level, fall in partials:
        tuned = frequency * dice.uniform(0.985, 1.015)
        out += np.float32(level) * sine(tuned * time + dice.uniform(0, 1)) * decay(seconds, fall, attack=0.001)
    return out


def slow(seconds: float, dice: Dice, hertz: float, *, low: float = 0.0) -> Samples:
    """A smooth random level between ``low`` and 1 that changes ``hertz`` times a second."""
    count, step = int(seconds * SAMPLE_RATE), 240
    knots = dice.uniform(low, 1, int(seconds * hertz) + 4)
    place = np.arange(count // step + 2) * (step / SAMPLE_RATE * hertz)
    index = place.astype(np.int32)
    part = place - index
    ease = part * part * (3 - 2 * part)
    return stretch(np.asarray(knots[index] * (1 - ease) + knots[index + 1] * ease, np.float32), step, count)


def murmur(seconds: float, dice: Dice, *, people: int = 9) -> Stereo:
    """Many people talking all around, none to be understood: formant bands that open and close in syllables."""
    count = int(seconds * SAMPLE_RATE)
    out = np.zeros((count, 2), np.float32)
    lows = (220, 380, 620, 950, 1500, 2300)
    bands = [noise(seconds + 1.0, low, low * 1.5, dice, tilt=0.0) for low in lows]
    for _ in range(people):
        voice = np.zeros(count, np.float32)
        for index in dice.choice(len(bands), 3, replace=False):
            shift = int(dice.integers(0, SAMPLE_RATE))
            syllables = slow(seconds, dice, float(dice.uniform(4.0, 6.5)))
            voice += bands[index][shift : shift + count] * (syllables * syllables) * np.float32(1 / (1 + 0.7 * index))
        talk = np.clip(slow(seconds, dice, 0.5) * 2 - 0.7, 0, 1)
        out += pan(voice * talk, float(dice.uniform(-0.8, 0.8)))
    return np.asarray(out / (np.sqrt(np.mean(np.square(out))) + 1e-9), np.float32)
