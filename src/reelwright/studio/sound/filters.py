"""Filters, resampling and long convolution by FFT: nothing here rings, drifts or depends on a block size.

Works on one channel as a one-dimensional array. Knows no clock but samples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.studio.model import SAMPLE_RATE

Samples = NDArray[np.float32]
Response = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Gain (not decibels) for each frequency in Hz."""
_BLOCK: Final = 1 << 14
"""Samples that are transformed together, where the kernel does not ask for more."""
_AT_ONCE: Final = 1 << 20
"""Samples that are transformed in one call."""


def fast_length(count: int) -> int:
    """The next length at or above ``count`` that an FFT likes (2, 3 and 5 its only factors)."""
    best = 1 << max(count - 1, 1).bit_length()
    five = 1
    while five < best:
        three = five
        while three < best:
            two = three
            while two < count:
                two *= 2
            best = min(best, two)
            three *= 3
        five *= 5
    return best


def convolve(signal: Samples, kernel: Samples, *, block: int = _BLOCK) -> Samples:
    """Full convolution by overlap-add.

    The transforms are OpenCV's: in single precision and many rows at a time they take a fifth of the
    time of NumPy's, as long as a block and its spectrum lie in a processor's nearest memory.
    """
    whole: Samples = convolve_each(signal, kernel[None, :], block=block)[0]
    return whole


def convolve_each(signal: Samples, kernels: NDArray[np.float32], *, block: int = _BLOCK) -> NDArray[np.float32]:
    """Full convolution with several kernels of one length, a row for each; the signal is transformed once."""
    if not len(signal) or not kernels.size:
        return np.zeros((len(kernels), 0), np.float32)
    length = kernels.shape[1]
    whole = len(signal) + length - 1
    size = 1 << (min(whole, max(4 * length, block)) - 1).bit_length()
    step = min(size - length + 1, len(signal))
    blocks = -(-len(signal) // step)
    rows = np.zeros((blocks, step), np.float32)
    rows.reshape(-1)[: len(signal)] = signal
    out = np.zeros((len(kernels), blocks * step + length - 1), np.float32)
    sounding = np.flatnonzero(rows.any(axis=1))  # silence stays silence; most effect buses are mostly silent
    spectra = [np.asarray(cv2.dft(_padded(each[None, :], size), flags=cv2.DFT_ROWS), np.float32) for each in kernels]
    at_once = max(1, _AT_ONCE // size)
    for first in range(0, len(sounding), at_once):
        chosen = sounding[first : first + at_once]
        dry = np.asarray(cv2.dft(_padded(rows[chosen], size), flags=cv2.DFT_ROWS), np.float32)
        for line, spectrum in zip(out, spectra, strict=True):
            _add_wet(line, dry, chosen * step, spectrum)
    return out[:, :whole]


def _add_wet(out: Samples, dry: NDArray[np.float32], starts: NDArray[np.int_], kernel: NDArray[np.float32]) -> None:
    """Filter the spectra of rows by a kernel's, and add what they sound like to a line, each from its start on."""
    wet = np.empty_like(dry)
    for row, filtered in zip(dry, wet, strict=True):
        cv2.mulSpectrums(row[None, :], kernel, cv2.DFT_ROWS, filtered[None, :])
    for start, heard in zip(starts, cv2.idft(wet, flags=cv2.DFT_ROWS | cv2.DFT_SCALE), strict=True):
        end = min(start + len(heard), len(out))
        out[start:end] += heard[: end - start]


def _padded(rows: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    return np.pad(rows.astype(np.float32, copy=False), ((0, 0), (0, size - rows.shape[1])))


def shape_spectrum(signal: Samples, response: Response, *, rate: int = SAMPLE_RATE, taps: int = 2047) -> Samples:
    """Filter with a linear-phase FIR of the wanted gains, the delay taken out."""
    size = fast_length(4 * taps)
    gains = response(np.asarray(np.fft.rfftfreq(size, 1 / rate), np.float64))
    kernel = np.fft.fftshift(np.fft.irfft(gains, size))
    middle, half = size // 2, taps // 2
    windowed = kernel[middle - half : middle + half + 1] * np.hanning(taps + 2)[1:-1]
    return convolve(signal, windowed.astype(np.float32))[half : half + len(signal)]


def band(low: float, high: float, *, slope: float = 4.0) -> Response:
    """A band pass, ``slope`` × 6 dB an octave outside; 0 or a huge number leaves a side open."""

    def gains(hz: NDArray[np.float64]) -> NDArray[np.float64]:
        safe = np.maximum(hz, 1e-3)
        rise = 1 / np.sqrt(1 + (low / safe) ** (2 * slope)) if low > 0 else np.ones_like(safe)
        fall = 1 / np.sqrt(1 + (safe / high) ** (2 * slope))
        return np.asarray(rise * fall)

    return gains


def curve(points: Mapping[float, float]) -> Response:
    """An equaliser through (Hz, dB) points, straight between them on a logarithmic frequency axis."""
    hz = np.log2(np.array(sorted(points)))
    decibels = np.array([points[f] for f in sorted(points)])

    def gains(at: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(10 ** (np.interp(np.log2(np.maximum(at, 1.0)), hz, decibels) / 20))

    return gains


def resample(signal: Samples, ratio: float) -> Samples:
    """Stretch to ``ratio`` times as many samples: pitch and formants fall by the same ratio."""
    if not len(signal):
        return signal
    padded = fast_length(len(signal) + 512)
    wanted = max(2, round(padded * ratio))
    spectrum = np.fft.rfft(signal, padded)
    bins = wanted // 2 + 1
    fitted = np.zeros(bins, spectrum.dtype)
    kept = min(bins, len(spectrum))
    fitted[:kept] = spectrum[:kept]
    stretched = np.fft.irfft(fitted, wanted) * (wanted / padded)
    return stretched[: max(1, round(len(signal) * wanted / padded))].astype(np.float32)


def tripled(signal: Samples) -> Samples:
    """The same sound at three times as many samples a second; it must lie below 0.9 of half its own rate."""
    sparse = np.zeros(3 * len(signal), np.float32)
    sparse[::3] = 3 * signal
    return shape_spectrum(sparse, lambda hz: (hz < SAMPLE_RATE / 6).astype(np.float64), taps=255)


def smooth(signal: Samples, width: int) -> Samples:
    """A centred moving average of ``width`` samples."""
    if width <= 1 or not len(signal):
        return signal
    half = width // 2
    sums = np.cumsum(np.concatenate([np.zeros(1), np.pad(signal.astype(np.float64), half, mode="edge")]))
    span = 2 * half
    means = (sums[span:] - sums[:-span]) / span
    return np.asarray(means[: len(signal)].astype(np.float32), np.float32)


def stretch(control: Samples, step: int, count: int) -> Samples:
    """A line given every ``step`` samples, drawn straight between its points, ``count`` samples long."""
    needed = -(-count // step) + 1
    points = np.pad(control[:needed], (0, max(0, needed - len(control))), mode="edge").astype(np.float32)
    ramp = np.arange(step, dtype=np.float32) / np.float32(step)
    rises = points[:-1, None] + (points[1:] - points[:-1])[:, None] * ramp
    return np.asarray(rises.reshape(-1)[:count], np.float32)


def sine(turns: NDArray[np.float64]) -> Samples:
    """The sine of a phase in turns: reduced in double, computed in single precision."""
    part = (turns - np.floor(turns)).astype(np.float32)
    return np.asarray(np.sin(np.float32(2 * np.pi) * part), np.float32)


def coloured_noise(count: int, generator: np.random.Generator, response: Response, *, tilt: float = 0.5) -> Samples:
    """Noise of a wanted spectrum, RMS 1, that joins its own beginning without a seam.

    Args:
        count: samples; best a length that ``fast_length`` gives.
        generator: where the noise comes from.
        response: gain for each frequency.
        tilt: power falls by ``tilt`` × 6 dB an octave besides.
    """
    hz = np.asarray(np.fft.rfftfreq(count, 1 / SAMPLE_RATE), np.float64)
    points = np.linspace(0, SAMPLE_RATE / 2, 8193)  # every 3 Hz: powers are slow, straight lines are not
    gains = np.interp(hz, points, response(points) / np.maximum(points, 20.0) ** tilt).astype(np.float32)
    gains[0] = 0
    top = int(np.flatnonzero(gains > gains.max() * 1e-4)[-1]) + 1  # nothing is drawn where nothing is heard
    drawn = generator.standard_normal((2, top), dtype=np.float32) * gains[:top]
    # A real line's spectrum as OpenCV packs it: the mean, then real and imaginary part by turns.
    packed = np.zeros(2 * len(hz), np.float32)
    packed[: 2 * top] = drawn.T.reshape(-1)
    noise = cv2.idft(packed[None, 1 : count + 1], flags=cv2.DFT_ROWS)[0]
    return np.asarray(noise / (np.sqrt(np.mean(np.square(noise))) + 1e-12), np.float32)


def _all(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.ones_like(hz)


def pink_noise(count: int, generator: np.random.Generator, *, tilt: float = 0.5) -> Samples:
    """Noise whose power falls by ``tilt`` × 6 dB an octave (0 white, 0.5 pink, 1 brown), RMS about 1."""
    return coloured_noise(fast_length(max(count, 16)), generator, _all, tilt=tilt)[:count]


def decibels(value: float) -> float:
    """The gain of so many decibels."""
    return float(10 ** (value / 20))
