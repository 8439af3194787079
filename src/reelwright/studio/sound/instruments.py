"""The orchestra: each instrument makes one note as samples; a struck note is made once and kept by its asker.

Struck and plucked instruments are sums of decaying partials (exactly in tune, no aliasing); bowed and
held ones are wavetables with slow, independent detuning. Knows pitches as MIDI numbers and seconds;
refuses to know music (``score.py``) and rooms (``space.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from reelwright.studio.model import SAMPLE_RATE

from .filters import Samples, band, pink_noise, shape_spectrum, sine


def hertz(midi: float) -> float:
    """The frequency of a MIDI pitch number, A4 = 69 = 440 Hz."""
    return float(440.0 * 2 ** ((midi - 69) / 12))


@dataclass(frozen=True, slots=True)
class Body:
    """How a struck thing sounds.

    Args:
        ratios: of the partials to the fundamental.
        levels: of the partials.
        decay: seconds for the fundamental to fall by 60 dB at middle C.
        damping: how much faster higher partials die.
        stiffness: stretches the partials (piano strings).
        knock: level of the noise of the stroke, and the band it lies in.
        attack: seconds to full level.
    """

    ratios: tuple[float, ...]
    levels: tuple[float, ...]
    decay: float
    damping: float = 0.5
    stiffness: float = 0.0
    knock: float = 0.0
    knock_band: tuple[float, float] = (200.0, 2000.0)
    attack: float = 0.003


def _harmonic(count: int, rolloff: float, struck_at: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The partials of a string struck at a share of its length."""
    numbers = range(1, count + 1)
    levels = tuple(abs(float(np.sin(np.pi * k * struck_at))) / k**rolloff for k in numbers)
    return tuple(float(k) for k in numbers), levels


_BODIES: Final = {
    "piano": Body(*_harmonic(14, 1.15, 0.12), 7.0, 0.42, 0.00035, 0.05, (120.0, 900.0), 0.004),
    "guitar": Body(*_harmonic(18, 0.75, 0.19), 3.2, 0.75, 0.0001, 0.06, (300.0, 2500.0), 0.002),
    "guzheng": Body(*_harmonic(22, 0.55, 0.09), 3.6, 0.62, 0.0002, 0.07, (700.0, 5000.0), 0.0015),
    "pizzicato": Body(*_harmonic(9, 1.0, 0.3), 0.75, 0.7, 0.0, 0.10, (150.0, 1200.0), 0.003),
    "celesta": Body((1, 2.01, 4.06, 6.9), (1, 0.18, 0.22, 0.05), 2.6, 0.35, 0.0, 0.03, (2000.0, 6000.0), 0.002),
    "harp": Body(*_harmonic(12, 1.1, 0.33), 2.8, 0.7, 0.0, 0.04, (200.0, 1500.0), 0.003),
    "bass": Body(*_harmonic(8, 1.3, 0.22), 2.4, 0.8, 0.0, 0.04, (80.0, 500.0), 0.008),
    "marimba": Body((1, 3.98, 9.2), (1, 0.25, 0.06), 0.9, 0.9, 0.0, 0.08, (300.0, 1800.0), 0.002),
    "bell": Body((0.5, 1, 1.19, 1.5, 2, 2.74, 3.76), (0.4, 1, 0.5, 0.3, 0.6, 0.25, 0.15), 6.0, 0.35, 0.0, 0.02),
    "taiko": Body((1, 1.59, 2.14, 2.65), (1, 0.35, 0.2, 0.1), 1.1, 0.8, 0.0, 0.35, (60.0, 700.0), 0.004),
    "thump": Body((1, 1.5), (1, 0.15), 0.5, 0.9, 0.0, 0.10, (50.0, 300.0), 0.006),
    "boom": Body((1, 1.41, 2.3), (1, 0.4, 0.15), 3.6, 0.5, 0.0, 0.2, (40.0, 400.0), 0.012),
}  # fmt: skip
STRUCK: Final = frozenset(_BODIES)
LONGEST_RING: Final = 6.05
"""Seconds after which no struck note is heard any more."""


def strike(instrument: str, midi: float, velocity: float, *, seed: int = 0) -> Samples:
    """One note of a struck or plucked instrument, ringing until it is 60 dB down."""
    body = _BODIES[instrument]
    base = hertz(midi)
    # High strings ring shorter than low ones, as on any real instrument.
    ring = min(body.decay * float(np.clip((261.6 / base) ** 0.45, 0.25, 2.0)), 6.0)
    generator = np.random.default_rng([seed, int(midi * 16)])
    out = np.zeros(int((ring + 0.05) * SAMPLE_RATE), np.float32)
    clock = np.arange(len(out)) / SAMPLE_RATE
    seconds = clock.astype(np.float32)
    brightness = 0.35 + 0.65 * velocity
    for ratio, level in zip(body.ratios, body.levels, strict=True):
        frequency = base * ratio * np.sqrt(1 + body.stiffness * ratio * ratio)
        if frequency > 14_000:
            break
        life = ring / (1 + body.damping * (ratio - 1))
        count = min(len(out), int(life * SAMPLE_RATE))
        time = seconds[:count]
        loud = level * brightness ** np.log2(max(ratio, 1.0))
        phase = generator.uniform(0, 1)
        wave = sine(frequency * clock[:count] + phase)
        # Two strings a hair apart, and a decay that is quick at first: what makes a string not a test tone.
        beat = 1 + 0.12 * np.cos(np.float32(2 * np.pi * generator.uniform(0.3, 0.9)) * time)
        fall = np.exp(np.float32(-6.9 / life) * time)
        out[:count] += np.float32(loud) * wave * beat * (0.72 * fall + 0.28 * fall * fall * fall)
    out /= np.abs(out).max(initial=0) + 1e-9
    if body.knock:
        hit = pink_noise(int(0.06 * SAMPLE_RATE), generator, tilt=0.3)
        hit = shape_spectrum(hit, band(*body.knock_band, slope=2), taps=255)
        hit *= np.exp(-np.arange(len(hit), dtype=np.float32) / np.float32(0.011 * SAMPLE_RATE))
        out[: len(hit)] += np.float32(body.knock * brightness) * hit[: len(out)]
    return _fade(out, body.attack, 0.03) * np.float32(velocity)


def _fade(wave: Samples, attack: float, release: float, *, rate: int = SAMPLE_RATE) -> Samples:
    rise, fall = max(int(attack * rate), 2), max(int(release * rate), 2)
    rise, fall = min(rise, len(wave) // 2), min(fall, len(wave) // 2)
    wave[:rise] *= (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, rise))).astype(np.float32)
    if fall:
        wave[-fall:] *= (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fall))).astype(np.float32)
    return wave


@dataclass(frozen=True, slots=True)
class Bow:
    """How a held thing sounds.

    Args:
        rolloff: how fast its harmonics fall (1 is a saw).
        ceiling: Hz above which harmonics vanish.
        voices: how many play together.
        detune: how far apart they play, in cents.
        vibrato: depth in cents, coming in late.
        attack: seconds to full level.
        release: seconds to nothing.
        air: level of bow or breath noise.
        odd: the even harmonics are softer by this share.
    """

    rolloff: float
    ceiling: float
    voices: int
    detune: float
    vibrato: float
    attack: float
    release: float
    air: float = 0.0
    odd: float = 0.0


_BOWS: Final = {
    "pad": Bow(1.7, 2200.0, 3, 9.0, 0.0, 1.1, 1.8, 0.0),
    "choir": Bow(1.5, 3200.0, 3, 12.0, 9.0, 0.7, 1.4, 0.05, 0.2),
    "strings": Bow(1.12, 5200.0, 3, 8.0, 11.0, 0.38, 0.9, 0.02),
    "cello": Bow(1.15, 3600.0, 2, 4.0, 14.0, 0.22, 0.6, 0.02),
    "erhu": Bow(1.0, 5200.0, 1, 0.0, 24.0, 0.12, 0.3, 0.03, 0.25),
    "flute": Bow(2.2, 6000.0, 1, 0.0, 12.0, 0.09, 0.2, 0.10, 0.3),
    "drone": Bow(1.35, 900.0, 2, 11.0, 0.0, 1.6, 2.4, 0.03),
    "pulse": Bow(1.2, 1100.0, 2, 7.0, 0.0, 0.012, 0.12, 0.0),
    "spiccato": Bow(1.0, 3800.0, 2, 9.0, 0.0, 0.018, 0.16, 0.05),
    "tremolo": Bow(1.05, 6000.0, 2, 14.0, 5.0, 0.3, 0.6, 0.04),
    "clarinet": Bow(1.3, 4000.0, 1, 0.0, 5.0, 0.05, 0.12, 0.02, 0.85),
}  # fmt: skip
HELD: Final = frozenset(_BOWS)
LONGEST_RELEASE: Final = max(how.release for how in _BOWS.values())
"""Seconds after which a held note that was let go is heard no more."""
_TABLE: Final = 4096
_BREATH: Final = 1 << 16
"""Samples of the noise of a bow or a breath before it comes round again: four seconds."""
HELD_RATE: Final = SAMPLE_RATE // 3
"""Samples per second of held notes: nothing in them lies above 7 kHz, so a third will do."""


def _table(bow: Bow, base: float) -> Samples:
    top = max(1, min(int(bow.ceiling * 1.6 / base), int(7000 / base), 60))
    numbers = np.arange(1, top + 1)
    levels = numbers**-bow.rolloff / (1 + (numbers * base / bow.ceiling) ** 4)
    levels = np.where(numbers % 2 == 0, levels * (1 - bow.odd), levels)
    spectrum = np.zeros(_TABLE // 2 + 1, np.complex128)
    # Phases by the square of the number spread the energy over the cycle: no buzz, low crest.
    spectrum[1 : top + 1] = levels * np.exp(1j * np.pi * numbers * (numbers - 1) / max(top, 2))
    cycle = np.fft.irfft(spectrum, _TABLE)
    cycle /= np.sqrt(np.mean(cycle**2)) + 1e-12
    return np.append(cycle, cycle[0]).astype(np.float32)


@lru_cache(maxsize=32)
def _breath(midi: float) -> Samples:
    """The noise of bow or breath at a pitch, endless: its end joins its beginning."""
    noise = pink_noise(_BREATH, np.random.default_rng(int(midi * 16)), tilt=0.3)
    twice = shape_spectrum(np.tile(noise, 2), band(hertz(midi) * 1.5, 6000, slope=1), rate=HELD_RATE, taps=255)
    return np.roll(twice[_BREATH // 2 : _BREATH // 2 + _BREATH], _BREATH // 2)


def bow(instrument: str, midi: float, seconds: float, velocity: float, *, seed: int = 0) -> Samples:
    """One note of a bowed, blown or held instrument at ``HELD_RATE``, its release after ``seconds``."""
    how = _BOWS[instrument]
    base = hertz(midi)
    table = _table(how, base)
    count = int((seconds + how.release) * HELD_RATE)
    generator = np.random.default_rng([seed, int(midi * 16), count])
    clock = np.arange(count) / HELD_RATE
    time = clock.astype(np.float32)
    late = np.clip((time - np.float32(0.25)) / np.float32(0.6), 0, 1)
    out = np.zeros(count, np.float32)
    for voice in range(how.voices):
        cents = (voice - (how.voices - 1) / 2) * how.detune
        # Vibrato and drift as movements of the phase: the integral of the pitch, without summing.
        speed, start, slow = generator.uniform(4.6, 5.8), generator.uniform(0, 1), generator.uniform(0.11, 0.31)
        phase = base * 2 ** (cents / 1200) * clock + start
        turns = (phase - np.floor(phase)).astype(np.float32)
        wander = base * 0.35 * how.detune / 1731 / (2 * np.pi * slow)
        turns += np.float32(wander) * np.cos(np.float32(2 * np.pi * slow) * time + np.float32(6.28 * start))
        if how.vibrato:
            depth = base * how.vibrato / 1731 / (2 * np.pi * speed)
            turns += np.float32(depth) * late * np.cos(np.float32(2 * np.pi * speed) * time + np.float32(6.28 * start))
        place = (turns - np.floor(turns)) * np.float32(_TABLE)
        index = np.minimum(place.astype(np.int32), _TABLE - 1)
        out += table[index] + (table[index + 1] - table[index]) * (place - index)
    out /= np.float32(np.sqrt(how.voices) * 2.4)
    if how.air:
        out += np.float32(how.air) * np.resize(np.roll(_breath(midi), -int(generator.integers(_BREATH))), count)
    if instrument == "tremolo":
        out *= np.float32(0.62) + np.float32(0.38) * np.sin(np.float32(2 * np.pi * 11.5) * time)
    out *= np.float32(0.82) + np.float32(0.18) * np.sin(np.float32(np.pi) * np.clip(time / max(seconds, 0.1), 0, 1))
    return _fade(out, min(how.attack, 0.7 * seconds + 0.01), how.release, rate=HELD_RATE) * np.float32(velocity)


def _shaker(generator: np.random.Generator) -> Samples:
    count = int(0.09 * SAMPLE_RATE)
    noise = shape_spectrum(pink_noise(count, generator, tilt=0.0), band(4500, 11_000, slope=3), taps=255)
    return _fade(noise * np.linspace(1, 0, count, dtype=np.float32) ** 2, 0.02, 0.02) * np.float32(0.3)


def _brush(generator: np.random.Generator) -> Samples:
    count = int(0.22 * SAMPLE_RATE)
    noise = shape_spectrum(pink_noise(count, generator, tilt=0.2), band(900, 7000, slope=2), taps=255)
    return _fade(noise * np.exp(-np.arange(count, dtype=np.float32) / 3600), 0.006, 0.05) * np.float32(0.3)


def _tick(generator: np.random.Generator) -> Samples:
    count = int(0.05 * SAMPLE_RATE)
    time = np.arange(count) / SAMPLE_RATE
    ping = np.sin(2 * np.pi * 2350 * time) * np.exp(-time * 190) + 0.5 * np.sin(2 * np.pi * 1480 * time) * np.exp(
        -time * 260
    )
    return _fade((ping + 0.03 * generator.standard_normal(count) * np.exp(-time * 400)).astype(np.float32), 0.001, 0.01)


_NOISES: Final[dict[str, Callable[[np.random.Generator], Samples]]] = {
    "shaker": _shaker,
    "brush": _brush,
    "tick": _tick,
}
NOISES: Final = frozenset(_NOISES)


def hit_noise(instrument: str, velocity: float, *, seed: int = 0) -> Samples:
    """One stroke of an instrument without pitch."""
    return _NOISES[instrument](np.random.default_rng(seed)) * np.float32(velocity)


def riser(seconds: float, *, seed: int = 0) -> Samples:
    """A swell of air and high strings that grows until it stops: what comes before a blow."""
    count = int(seconds * SAMPLE_RATE)
    generator = np.random.default_rng(seed)
    grow = np.linspace(0, 1, count, dtype=np.float32)
    dark = shape_spectrum(pink_noise(count, generator, tilt=0.5), band(150, 900, slope=2), taps=511)
    bright = shape_spectrum(pink_noise(count, generator, tilt=0.3), band(900, 6000, slope=2), taps=511)
    air = dark * (1 - grow) + bright * grow
    string = np.zeros(count, np.float32)
    for start, end in ((57, 69), (60.2, 72), (64, 75.8)):
        pitch = start + (end - start) * grow.astype(np.float64) ** 2
        string += sine(np.cumsum(440 * 2 ** ((pitch - 69) / 12)) / SAMPLE_RATE)
    return _fade((0.22 * air + 0.08 * string) * grow**2.2, 0.02, 0.05)
