"""Sounds that tests make themselves: babble that is like speech, and chords that are like music."""

from fractions import Fraction

import numpy as np

from reelwright.seal import SoundBlock
from reelwright.seal.detector.sound import SOUND_HERTZ, Listener, Sound


def babble(seed: int, seconds: float = 6.0, pitch: float = 1.0) -> np.ndarray:
    """Syllables: three tones each, of their own height and length, with pauses between."""
    chance = np.random.default_rng(seed)
    made: list[np.ndarray] = []
    while sum(map(len, made)) < seconds * SOUND_HERTZ:
        time = np.arange(int(chance.uniform(0.08, 0.25) * SOUND_HERTZ)) / SOUND_HERTZ
        tones = [np.sin(2 * np.pi * pitch * hertz * time) for hertz in chance.uniform(250, 3500, 3)]
        made += [
            chance.uniform(0.1, 1.0) * np.hanning(len(time)) * sum(tones) / 4,
            np.zeros(int(chance.uniform(0.02, 0.16) * SOUND_HERTZ)),
        ]
    return np.concatenate(made)[: int(seconds * SOUND_HERTZ)]


def chords(seed: int, seconds: float = 6.0) -> np.ndarray:
    """A chord of four strings every second and a half, dying away."""
    chance = np.random.default_rng(seed)
    time = np.arange(int(1.5 * SOUND_HERTZ)) / SOUND_HERTZ
    bars = [sum(np.sin(2 * np.pi * hertz * time) for hertz in chance.uniform(220, 2000, 4)) for _ in range(9)]
    return np.concatenate([bar * np.exp(-3 * time) / 8 for bar in bars])[: int(seconds * SOUND_HERTZ)]


def block(samples: np.ndarray, since: float = 0.0) -> SoundBlock:
    """Samples between -1 and 1 as a block."""
    whole = np.clip(np.rint(samples * 32767), -32768, 32767).astype("<i2")
    return SoundBlock(Fraction(since).limit_denominator(1000), SOUND_HERTZ, whole.tobytes())


def heard(samples: np.ndarray) -> Sound:
    """The sound of some samples."""
    listener = Listener()
    listener.take(block(samples))
    return listener.sound_v1()
