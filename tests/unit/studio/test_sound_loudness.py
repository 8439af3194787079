"""Loudness and true peak by ITU-R BS.1770-4, and the limiter."""

import math

import numpy as np
import pytest

from reelwright.studio import SAMPLE_RATE, integrated_loudness, true_peak
from reelwright.studio.sound.loudness import limit


def sine(hertz: float, decibels: float, seconds: float, phase: float = 0.0) -> np.ndarray:
    """A sine whose peak is at so many dBFS."""
    clock = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * clock + phase)).astype(np.float32)


def both(mono: np.ndarray) -> np.ndarray:
    """The same sound left and right."""
    return np.stack([mono, mono], axis=1)


@pytest.mark.parametrize("level", [-23.0, -33.0, -14.0])
def test_stereo_sine_reads_its_level(level: float) -> None:
    """EBU Tech 3341 cases 1 and 2: 997 Hz in both channels at x dBFS reads x LUFS, within 0.1."""
    assert integrated_loudness(both(sine(997, level, 5))) == pytest.approx(level, abs=0.1)


def test_one_channel_reads_3_decibels_less() -> None:
    """BS.1770 annex 1: 997 Hz at 0 dBFS in one channel reads -3.01 LUFS."""
    assert integrated_loudness(sine(997, 0, 5)) == pytest.approx(-3.01, abs=0.05)


def test_quiet_passages_are_gated_out() -> None:
    """EBU Tech 3341 case 3: 10 s at -36, 60 s at -23, 10 s at -36 reads -23 within 0.1."""
    parts = [sine(997, -36, 10), sine(997, -23, 60), sine(997, -36, 10)]
    assert integrated_loudness(both(np.concatenate(parts))) == pytest.approx(-23, abs=0.1)


def test_steps_of_level_are_gated_and_averaged() -> None:
    """EBU Tech 3341 case 5: 20 s at -26, 20.1 s at -20, 20 s at -26 reads -23 within 0.1."""
    parts = [sine(997, -26, 20), sine(997, -20, 20.1), sine(997, -26, 20)]
    assert integrated_loudness(both(np.concatenate(parts))) == pytest.approx(-23, abs=0.1)


def test_bass_counts_for_less_and_treble_for_more() -> None:
    """The K-weighting: 40 Hz reads softer, 4 kHz louder than 1 kHz at the same level."""
    low, middle, high = (integrated_loudness(sine(hz, -20, 2)) for hz in (40, 997, 4000))
    assert low < middle - 5
    assert middle + 2 < high < middle + 4


@pytest.mark.parametrize("sound", [np.zeros((0, 2)), np.zeros((96_000, 2)), np.ones((1000, 2))])
def test_nothing_to_measure_is_minus_infinity(sound: np.ndarray) -> None:
    """Silence, and sound shorter than one gating block, has no loudness."""
    assert integrated_loudness(sound.astype(np.float32)) == -math.inf


@pytest.mark.parametrize(
    ("hertz", "phase"), [(SAMPLE_RATE / 4, 0.0), (SAMPLE_RATE / 4, math.pi / 4), (SAMPLE_RATE / 6, math.pi / 3)]
)
def test_true_peak_finds_what_lies_between_samples(hertz: float, phase: float) -> None:
    """EBU Tech 3341 cases 15 to 18: a sine at -6 dBFS reads -6.0 dBTP (+0.2, -0.4) whatever its phase."""
    sound = sine(hertz, -6.0, 0.5, phase)
    sound[:200] *= np.linspace(0, 1, 200, dtype=np.float32)
    sound[-200:] *= np.linspace(1, 0, 200, dtype=np.float32)
    assert -6.4 <= true_peak(sound) <= -5.8


def test_true_peak_of_silence_is_minus_infinity() -> None:
    """Silence has no peak."""
    assert true_peak(np.zeros((480, 2), np.float32)) == -math.inf


def test_limiter_holds_the_true_peak() -> None:
    """Whatever comes in, nothing above the ceiling comes out, between samples too."""
    dice = np.random.default_rng(3)
    loud = both(sine(SAMPLE_RATE / 4, 6, 1, math.pi / 4)) + dice.normal(0, 0.2, (SAMPLE_RATE, 2)).astype(np.float32)
    loud[1000:1010] = 4
    assert true_peak(loud) > 3
    assert true_peak(limit(loud, -1.0)) <= -1.0 + 0.05


def test_limiter_leaves_alone_what_is_below() -> None:
    """A sound under the ceiling passes bit for bit."""
    soft = both(sine(440, -6, 0.5))
    assert np.array_equal(limit(soft, -1.0), soft)


def test_limiter_comes_back_after_a_peak() -> None:
    """Half a second after a peak the level is what it was."""
    sound = both(sine(440, -12, 2))
    sound[10_000:10_050] = 3
    assert np.abs(limit(sound, -1.0)[-24_000:] - sound[-24_000:]).max() < 0.005
