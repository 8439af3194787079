"""Loudness and true peak by ITU-R BS.1770-4, and the limiter that keeps a mix below its ceiling.

Knows numbers only; what is loud and what is soft in a film is the mix's business.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.studio.model import SAMPLE_RATE

from .filters import Samples, convolve, decibels, stretch

# BS.1770-4 annex 1, tables 1 and 2: the coefficients at 48 kHz.
_SHELF: Final = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS: Final = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_BLOCK: Final = SAMPLE_RATE // 1000
_SPARE: Final = 0.85
_ABSOLUTE_GATE: Final = -70.0
_RELATIVE_GATE: Final = -10.0


@cache
def _k_weighting() -> Samples:
    """The impulse response of both filters; its tail past 4096 samples is below -170 dB."""
    size = 1 << 15
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    response = np.ones_like(turn)
    for above, below in (_SHELF, _HIGH_PASS):
        response *= np.polynomial.Polynomial(above)(turn) / np.polynomial.Polynomial(below)(turn)
    kernel = np.fft.irfft(response, size)[:4096].astype(np.float32)
    kernel.flags.writeable = False
    return kernel


def _as_channels(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    return sound[:, None] if sound.ndim == 1 else sound


def integrated_loudness(sound: NDArray[np.float32]) -> float:
    """Integrated loudness in LUFS of samples at 48 kHz, mono (n,) or left and right (n, 2).

    Returns:
        The gated loudness; minus infinity for silence or less than 400 ms of sound.
    """
    step = SAMPLE_RATE // 10
    channels = _as_channels(sound)
    count = len(channels) // step
    if count < 4:
        return -math.inf
    kernel = _k_weighting()
    tenths = np.zeros(count)
    for channel in channels.T:
        weighted = convolve(np.ascontiguousarray(channel), kernel)[: count * step].astype(np.float64)
        tenths += np.square(weighted).reshape(count, step).mean(axis=1)
    blocks = np.convolve(tenths, np.full(4, 0.25), mode="valid")  # 400 ms, overlapping by 75 %
    loud = -0.691 + 10 * np.log10(np.maximum(blocks, 1e-30))
    heard = blocks[loud > _ABSOLUTE_GATE]
    if not len(heard):
        return -math.inf
    gate = -0.691 + 10 * math.log10(float(heard.mean())) + _RELATIVE_GATE
    kept = blocks[(loud > _ABSOLUTE_GATE) & (loud > gate)]
    return -0.691 + 10 * math.log10(float(kept.mean()))


def _phases() -> list[Samples]:
    """The three sub-filters that interpolate between samples (4 × oversampling, Kaiser-windowed sinc)."""
    taps = 16
    window = np.kaiser(4 * taps + 1, 8.0)
    index = np.arange(-2 * taps, 2 * taps + 1)
    prototype = np.sinc(index / 4) * window
    kernels = []
    for phase in (1, 2, 3):
        kernel = prototype[phase::4]
        kernels.append((kernel / kernel.sum()).astype(np.float32))
    return kernels


def block_peaks(sound: NDArray[np.float32], block: int, *, floor: float = 0.0) -> NDArray[np.float32]:
    """The true peak of each block of samples, over all channels, with 4 × oversampling.

    Args:
        sound: mono (n,) or left and right (n, 2).
        block: samples in a block.
        floor: blocks whose samples stay below this are not oversampled: no wave rises by half between
            samples unless most of it lies in the top octave, which no sound of ours fills.
    """
    channels = _as_channels(sound)
    count = -(-len(channels) // block)
    kernels = np.stack(_phases(), axis=1)
    before = len(kernels) // 2
    peaks = np.zeros(count, np.float32)
    for channel in channels.T:
        line = np.zeros(count * block + len(kernels), np.float32)
        line[before : before + len(channel)] = channel
        own = np.abs(line[before : before + count * block]).reshape(count, block).max(axis=1, initial=0)
        np.maximum(peaks, own, out=peaks)
        near = np.maximum(own, np.maximum(np.append(own[1:], 0), np.append(0, own[:-1])))
        # Each loud block with the samples round it, a row each; one matrix product interpolates all.
        for chosen in np.array_split(np.flatnonzero(near >= floor), max(1, count * block // (1 << 18))):
            rows = line[chosen[:, None] * block + np.arange(block + len(kernels) - 1)]
            windows = np.lib.stride_tricks.sliding_window_view(rows, len(kernels), axis=1)
            between = np.abs(windows @ kernels[::-1]).max(axis=(1, 2), initial=0)
            peaks[chosen] = np.maximum(peaks[chosen], between)
    return peaks


def true_peak(sound: NDArray[np.float32]) -> float:
    """The true peak in dBTP of samples at 48 kHz; minus infinity for silence."""
    floor = 0.5 * float(np.abs(sound).max(initial=0))
    peak = float(block_peaks(sound, 480, floor=floor).max(initial=0)) if len(sound) else 0.0
    return 20 * math.log10(peak) if peak > 0 else -math.inf


def _sliding_minimum(values: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    padded = np.pad(values, reach, mode="edge")
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(axis=1))


def limit(sound: NDArray[np.float32], ceiling: float, *, release: float = 0.12) -> NDArray[np.float32]:
    """Hold the true peak under a ceiling in dBTP by turning the gain down before each peak comes.

    Args:
        sound: mono (n,) or left and right (n, 2).
        ceiling: in dBTP.
        release: seconds to come back to full level.
    """
    return Limiter(sound, release=release).raised(1.0, ceiling)


class Limiter:
    """Raises one sound by several gains, each time held under a ceiling; its peaks are looked for once.

    Args:
        sound: mono (n,) or left and right (n, 2).
        release: seconds to come back to full level.
    """

    def __init__(self, sound: NDArray[np.float32], *, release: float = 0.12) -> None:
        self._sound = sound
        self._ease = 1 - math.exp(-1 / (release * 1000))
        self._peaks: NDArray[np.float32] | None = None
        self._floor = math.inf

    def raised(self, gain: float, ceiling: float) -> NDArray[np.float32]:
        """The sound at a gain, its true peak under a ceiling in dBTP."""
        if not len(self._sound):
            return self._sound
        peaks = self._peaks_above(0.5 * decibels(ceiling) / gain) * np.float32(gain)
        wanted = np.minimum(1.0, decibels(ceiling) / np.maximum(peaks, 1e-9)).astype(np.float32)
        if wanted.min(initial=1) >= 1:
            return self._sound * np.float32(gain)
        curve = self._eased(_sliding_minimum(wanted, 7)) * np.float32(gain)
        return self._sound * (curve[:, None] if self._sound.ndim == 2 else curve)

    def _peaks_above(self, floor: float) -> NDArray[np.float32]:
        """The peaks of all blocks, exact from a floor on, and from a little below it for a gain that is higher next."""
        if self._peaks is None or floor < self._floor:
            self._floor = floor * _SPARE
            self._peaks = block_peaks(self._sound, _BLOCK, floor=self._floor)
        return self._peaks

    def _eased(self, gains: NDArray[np.float32]) -> Samples:
        """The gains of all blocks as a line: down at once, up slowly."""
        held, now = gains.tolist(), 1.0
        for index, goal in enumerate(held):
            now = goal if goal < now else now + (goal - now) * self._ease
            held[index] = now
        window = np.hanning(13)[1:-1]
        eased = np.convolve(np.pad(np.array(held), 5, mode="edge"), window / window.sum(), mode="valid")
        # One block early: a sample is under the gains of its own block and the next, both wide enough.
        return stretch(eased.astype(np.float32), _BLOCK, len(self._sound))
