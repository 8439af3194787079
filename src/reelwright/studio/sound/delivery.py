"""Delivery: from an engine's bare voice to a person saying a line in a certain way.

Takes one channel at ``SAMPLE_RATE`` and gives one back. Knows manners, timbre and microphones;
refuses to know engines, and rooms (the mix puts a voice into its place).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from reelwright.film import Emotion, Manner
from reelwright.studio.model import SAMPLE_RATE

from .filters import Samples, band, curve, decibels, pink_noise, shape_spectrum, smooth


@dataclass(frozen=True, slots=True)
class Feeling:
    """What an emotion or a manner does to speech: semitones, speed, liveliness, level in dB."""

    pitch: float = 0.0
    rate: float = 1.0
    range: float = 1.0
    level: float = 0.0


_EMOTIONS: Final = {
    Emotion.NEUTRAL: Feeling(),
    Emotion.HAPPY: Feeling(1.6, 1.05, 1.35, 0.5),
    Emotion.TENDER: Feeling(-0.4, 0.92, 0.9, -1.5),
    Emotion.SMUG: Feeling(-0.6, 0.94, 1.2, 0.0),
    Emotion.SAD: Feeling(-1.2, 0.86, 0.65, -2.0),
    Emotion.ANGRY: Feeling(1.2, 1.08, 1.45, 2.0),
    Emotion.AFRAID: Feeling(2.2, 1.14, 1.2, -0.5),
    Emotion.SURPRISED: Feeling(2.4, 1.04, 1.6, 1.0),
    Emotion.DISGUSTED: Feeling(-0.8, 0.95, 1.2, 0.5),
    Emotion.ASHAMED: Feeling(-0.8, 0.9, 0.7, -2.0),
    Emotion.DETERMINED: Feeling(-0.3, 0.98, 1.1, 1.0),
    Emotion.TIRED: Feeling(-1.4, 0.84, 0.6, -2.0),
}
_MANNERS: Final = {
    Manner.WHISPER: Feeling(0.0, 0.95, 0.7, -5.0),
    Manner.SHOUT: Feeling(3.5, 1.04, 1.5, 4.0),
    Manner.SOFT: Feeling(-0.6, 0.94, 0.85, -3.0),
    Manner.FAST: Feeling(0.5, 1.28, 1.0, 0.0),
    Manner.SLOW: Feeling(-0.4, 0.78, 0.95, 0.0),
    Manner.LAUGHING: Feeling(2.0, 1.04, 1.5, 0.5),
    Manner.CRYING: Feeling(1.2, 0.88, 1.1, -1.0),
    Manner.PHONE: Feeling(0.0, 1.0, 1.0, -1.5),
    Manner.THOUGHT: Feeling(-0.5, 0.93, 0.8, -2.0),
}


def feel(emotion: Emotion, intensity: float, manner: Manner) -> Feeling:
    """How a line of such an emotion and manner differs from the same words said plainly."""
    mood, way = _EMOTIONS[emotion], _MANNERS.get(manner, Feeling())
    share = min(max(intensity, 0.0), 1.0) / 0.6  # the table is for the usual intensity
    return Feeling(
        mood.pitch * share + way.pitch,
        (1 + (mood.rate - 1) * share) * way.rate,
        (1 + (mood.range - 1) * share) * way.range,
        mood.level * share + way.level,
    )


@dataclass(frozen=True, slots=True)
class Colour:
    """A person's microphone colour.

    Args:
        equaliser: (Hz → dB) that brings the engine's voice to natural speech.
        timbre: 0 dark to 1 bright.
        breath: how much air is in the voice, 0 to 1.
        age: tremor, 0 none to 1 the voice of the very old.
    """

    equaliser: Mapping[float, float]
    timbre: float = 0.5
    breath: float = 0.3
    tremor: float = 0.0


_NATURAL: Final = -21.0  # dBFS RMS of the spoken parts


def _envelope(voice: Samples, milliseconds: float = 12.0) -> Samples:
    return np.sqrt(np.maximum(smooth(voice * voice, int(SAMPLE_RATE * milliseconds / 1000)), 0))


def _wander(count: int, generator: np.random.Generator, hertz: float) -> Samples:
    """A smooth random line, about -1 to 1, changing ``hertz`` times a second."""
    knots = generator.uniform(-1, 1, int(count / SAMPLE_RATE * hertz) + 4)
    line = np.interp(np.arange(count) * (hertz / SAMPLE_RATE), np.arange(len(knots)), knots)
    return smooth(line.astype(np.float32), int(SAMPLE_RATE / hertz))


def _bend(voice: Samples, pitch: Samples) -> Samples:
    """Bend the pitch by a small share (0.01 is a sixth of a semitone); its sum must stay near zero."""
    where = np.arange(len(voice)) + np.cumsum(pitch - np.float32(pitch.mean()))
    return np.interp(where, np.arange(len(voice)), voice).astype(np.float32)


def _colour(voice: Samples, colour: Colour) -> Samples:
    tilt = (colour.timbre - 0.5) * 5
    points = {30.0: -24.0, 70.0: -6.0, 110.0: 0.0, 250.0: 0.0, 500.0: 0.0, 1000.0: 0.0, 2000.0: 0.0, 4000.0: 0.0}
    points |= {8000.0: -2.5, 10_000.0: -9.0, 16_000.0: -30.0}
    for hz, gain in colour.equaliser.items():
        points[hz] = points.get(hz, 0.0) + gain
    leaning = {hz: gain + tilt * np.log2(max(hz, 100.0) / 1000) / 3 for hz, gain in points.items()}
    return shape_spectrum(voice, curve(leaning))


def _breathe(voice: Samples, amount: float, generator: np.random.Generator) -> Samples:
    air = shape_spectrum(pink_noise(len(voice), generator, tilt=0.3), band(1800, 7000, slope=2), taps=511)
    return voice + air * _envelope(voice, 8.0) * np.float32(0.10 * amount)


def _compress(voice: Samples, *, ratio: float = 2.2) -> Samples:
    level = 20 * np.log10(_envelope(voice, 30.0) + 1e-6)
    over = np.maximum(level - (_NATURAL - 2), 0)
    return np.asarray(voice * (10 ** (-over * (1 - 1 / ratio) / 20)).astype(np.float32), np.float32)


def _whisper(voice: Samples, generator: np.random.Generator) -> Samples:
    """Keep the vocal tract, lose the vocal cords: smoothed magnitudes on random phases."""
    size, hop = 1024, 256
    padded = np.pad(voice, (size, size * 2))
    starts = np.arange(0, len(padded) - size, hop)
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    frames = np.fft.rfft(padded[starts[:, None] + np.arange(size)] * window, axis=1)
    power = np.abs(frames) ** 2
    sums = np.cumsum(np.pad(power, ((0, 0), (5, 4)), mode="edge"), axis=1)
    tract = np.sqrt(np.maximum(sums[:, 8:] - np.pad(sums[:, :-9], ((0, 0), (1, 0))), 0)[:, : power.shape[1]] / 9)
    hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    lift = (np.clip(hz / 900, 0.05, 1.8) * np.clip(4500 / np.maximum(hz, 1), 0, 1) ** 1.3).astype(np.float32)
    phase = np.exp(2j * np.pi * generator.random(power.shape))
    pieces = np.fft.irfft(tract * lift * phase, size, axis=1) * window
    out = np.zeros(len(padded), np.float32)
    for start, piece in zip(starts, pieces, strict=True):
        out[start : start + size] += piece
    return out[size : size + len(voice)]


def _shout(voice: Samples, _: np.random.Generator) -> Samples:
    pressed = np.tanh(voice / (np.abs(voice).max() + 1e-9) * 2.2)
    return shape_spectrum(pressed, curve({100: -4, 500: 0, 1500: 2.5, 3500: 2, 8000: -3}), taps=511)


def _cry(voice: Samples, generator: np.random.Generator) -> Samples:
    count = len(voice)
    wobble = np.sin(2 * np.pi * np.cumsum(5.6 + 1.2 * _wander(count, generator, 2.0)) / SAMPLE_RATE).astype(np.float32)
    sob = 1 - 0.3 * np.maximum(wobble, 0) * (0.6 + 0.4 * _wander(count, generator, 1.5))
    return _breathe(_bend(voice, 0.022 * wobble) * sob.astype(np.float32), 1.4, generator)


def _laugh(voice: Samples, generator: np.random.Generator) -> Samples:
    beat = np.sin(2 * np.pi * 5.0 * np.arange(len(voice)) / SAMPLE_RATE + generator.uniform(0, 6)).astype(np.float32)
    return _breathe(
        np.asarray(_bend(voice, 0.018 * beat) * (1 - 0.35 * np.maximum(beat, 0) ** 2), np.float32), 1.2, generator
    )


def _telephone(voice: Samples, _: np.random.Generator) -> Samples:
    return np.asarray(np.tanh(shape_spectrum(voice, band(330, 3300, slope=6)) * 4) / np.float32(2.6), np.float32)


def _soften(voice: Samples, generator: np.random.Generator) -> Samples:
    return _breathe(shape_spectrum(voice, curve({500: 0, 3000: -3, 8000: -6}), taps=511), 0.8, generator)


def _inside(voice: Samples, _: np.random.Generator) -> Samples:
    return shape_spectrum(voice, curve({150: 2, 500: 0, 4000: -4, 9000: -10}), taps=511)


_WAYS: Final[dict[Manner, Callable[[Samples, np.random.Generator], Samples]]] = {
    Manner.WHISPER: _whisper,
    Manner.SHOUT: _shout,
    Manner.CRYING: _cry,
    Manner.LAUGHING: _laugh,
    Manner.PHONE: _telephone,
    Manner.SOFT: _soften,
    Manner.THOUGHT: _inside,
}


def level_speech(voice: Samples, decibels_full_scale: float = _NATURAL) -> Samples:
    """Bring the spoken parts to a level (RMS in dBFS), with no sample above -1 dBFS."""
    power = _envelope(voice, 30.0) ** 2
    spoken = power[power > power.max(initial=0) * 1e-3]
    if not len(spoken):
        return voice
    gain = decibels(decibels_full_scale) / np.sqrt(float(spoken.mean()))
    loud = voice * np.float32(gain)
    peak = float(np.abs(loud).max())
    return loud * np.float32(min(1.0, decibels(-1.0) / peak))


def deliver(voice: Samples, manner: Manner, level: float, colour: Colour, *, seed: int) -> Samples:
    """A bare voice as the person would say it: colour, unsteadiness, breath, manner, level in dB."""
    generator = np.random.default_rng(seed)
    shaped = level_speech(_colour(voice, colour))
    # Real pitch is never quite steady; a perfectly steady one is most of what sounds like a machine.
    shaped = _bend(shaped, 0.006 * _wander(len(shaped), generator, 9.0))
    if colour.tremor > 0:
        shake = np.sin(2 * np.pi * 4.7 * np.arange(len(shaped)) / SAMPLE_RATE).astype(np.float32)
        shaped = _bend(shaped, np.float32(0.012 * colour.tremor) * shake)
    shaped = _compress(_breathe(shaped, colour.breath, generator))
    said = _WAYS[manner](shaped, generator) if manner in _WAYS else shaped
    return level_speech(said, _NATURAL + level)


def trim_silence(voice: Samples, *, kept: float = 0.03) -> tuple[Samples, float]:
    """Cut silence at both ends down to ``kept`` seconds; also says how many seconds went in front."""
    loud = np.flatnonzero(np.abs(voice) > np.abs(voice).max(initial=0) * 0.004 + 1e-6)
    margin = int(kept * SAMPLE_RATE)
    if not len(loud):
        return np.zeros(2 * margin, np.float32), 0.0
    first, last = int(loud[0]), int(loud[-1]) + 1
    out = np.zeros(last - first + 2 * margin, np.float32)
    begin, end = max(0, first - margin), min(len(voice), last + margin)
    at = begin - (first - margin)
    out[at : at + end - begin] = voice[begin:end]
    ramp = np.linspace(0, 1, margin // 2, dtype=np.float32)
    out[: len(ramp)] *= ramp
    out[-len(ramp) :] *= ramp[::-1]
    return out, (first - margin) / SAMPLE_RATE


def as_pcm(voice: Samples) -> bytes:
    """Samples as signed 16-bit little-endian bytes."""
    return np.clip(np.rint(voice * 32767), -32768, 32767).astype("<i2").tobytes()


def from_pcm(pcm: bytes) -> Samples:
    """Signed 16-bit little-endian bytes as samples."""
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
