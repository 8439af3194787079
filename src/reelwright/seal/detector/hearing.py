"""How alike the sound of two films is along a line of time.

A cousin of the robust hashes of J. Haitsma and T. Kalker (A Highly Robust Audio Fingerprinting System, 2002): what is
compared is how the differences between neighbouring bands change, so level, equaliser and codec weigh little. The
levels are compared, not their signs, so a file that runs faster, at its pitch or a higher one, is heard at its speed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .sound import BANDS, HEARD_RATE, HIGHEST_HERTZ, LOWEST_HERTZ, UNIT_DECIBELS, Sound
from .timeline import TimeLine

_BLOCK: Final = HEARD_RATE
_HISS: Final = 60
_RANGE: Final = 60
_LOUD_SHARE: Final = 0.6
_LEAST_BLOCKS: Final = 2
_PITCHES: Final = 3
_NUDGES: Final = tuple(step / 48 for step in range(-4, 5))
_EDGE: Final = 2
_ALIKE: Final = 0.45
_MUSIC: Final = 0.45
_TELLING_DECIBELS: Final = 3.5


@dataclass(frozen=True, slots=True)
class Heard:
    """How alike the sound of a stretch is.

    Args:
        alike: the middle one of the seconds that are loud in both, -1 to 1.
        least: three quarters of those seconds are at least as alike.
        standing: the share of the spectrum's peaks that stand for two seconds, 0 to 1: those of notes do, and those of
            speech, steps and water move.
        seconds: how many there are.
        sway: how much the loudness goes up and down within two seconds, in decibels: words and events make it sway,
            music, rain and rooms do not.
    """

    alike: float
    least: float
    standing: float
    seconds: float
    sway: float

    @property
    def is_alike(self) -> bool:
        """Whether it is the same sound."""
        return self.least >= _ALIKE

    @property
    def is_music(self) -> bool:
        """Whether it is music or a hum and hardly anything else: films share it that share nothing more."""
        return self.standing >= _MUSIC

    @property
    def is_telling(self) -> bool:
        """Whether words or events are heard, and not the music, rain or room that many films have."""
        return not self.is_music and self.sway >= _TELLING_DECIBELS


def hear(here: Sound, there: Sound, line: TimeLine, first: float, last: float) -> Heard | None:
    """How alike a file sounds to a film along a line, between two times of the file; None where either is silent.

    A file at another speed is heard at its pitch and at the one that the speed gives it.
    """
    rows = np.arange(round(first * HEARD_RATE), round(last * HEARD_RATE) + 1) / HEARD_RATE
    shift = np.log2(line.speed) / np.log2(HIGHEST_HERTZ / LOWEST_HERTZ) * (BANDS + 1)
    shifts = (0.0,) if abs(shift) < 1 / _PITCHES else (0.0, float(shift))
    tried = [
        blocks
        for nudge in _NUDGES
        for pitch in shifts
        if len((blocks := _blocks(here, there, rows, line.speed * (rows + nudge) + line.offset, pitch)).alike)
        >= _LEAST_BLOCKS
    ]
    return max(tried, key=lambda blocks: float(np.median(blocks.alike))).heard() if tried else None


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The seconds of a stretch that are loud in both.

    Args:
        alike: how alike each is, -1 to 1.
        starts: the row at which each begins.
        levels: of the film, row by row.
    """

    alike: list[float]
    starts: list[int]
    levels: NDArray[np.float64]

    def heard(self) -> Heard:
        around = [self.levels[start : start + 2 * _BLOCK + 1] for start in self.starts]
        return Heard(
            float(np.median(self.alike)),
            float(np.quantile(self.alike, 0.25)),
            float(np.median([_standing(each) for each in around])),
            (len(self.alike) + 1) / 2,
            float(np.median([float(each.mean(axis=1).std()) * UNIT_DECIBELS for each in around])),
        )


def _blocks(here: Sound, there: Sound, rows: NDArray[np.float64], wanted: NDArray[np.float64], pitch: float) -> _Blocks:
    one, other = _at(here, rows * HEARD_RATE, pitch), _at(there, wanted * HEARD_RATE, 0.0)
    loud = _loud(one) & _loud(other)
    changes = [np.diff(np.diff(each, axis=1), axis=0) for each in (one, other)]
    loud = loud[1:] & loud[:-1]
    blocks = _Blocks([], [], other)
    for start in range(0, len(loud) - _BLOCK + 1, _BLOCK // 2):
        block = slice(start, start + _BLOCK)
        if loud[block].mean() >= _LOUD_SHARE:
            blocks.alike.append(_cosine(changes[0][block][loud[block]], changes[1][block][loud[block]]))
            blocks.starts.append(start)
    return blocks


def _at(sound: Sound, rows: NDArray[np.float64], pitch: float) -> NDArray[np.float64]:
    # Levels between two rows and two bands are mixed; beyond the ends it is silent.
    if len(sound) < _EDGE:
        return np.zeros((len(rows), BANDS))
    before = np.clip(np.floor(rows).astype(np.intp), 0, len(sound) - 2)
    share = np.clip(rows - before, 0, 1)[:, None]
    mixed = sound.levels[before] * (1 - share) + sound.levels[before + 1] * share
    mixed[(rows < -1) | (rows > len(sound))] = 0
    if not pitch:
        return np.asarray(mixed)
    places = np.arange(BANDS) + pitch
    low = np.clip(np.floor(places).astype(np.intp), 0, BANDS - 2)
    part = np.clip(places - low, 0, 1)
    return np.asarray(mixed[:, low] * (1 - part) + mixed[:, low + 1] * part)


def _loud(levels: NDArray[np.float64]) -> NDArray[np.bool_]:
    # What is well above a recorder's hiss, and no more than 30 dB under the loudest of the stretch.
    loudness = levels.max(axis=1)
    return np.asarray((loudness > _HISS) & (loudness > loudness.max(initial=0) - _RANGE))


def _cosine(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float((one * other).sum() / max(1e-9, float(np.linalg.norm(one) * np.linalg.norm(other))))


def _standing(levels: NDArray[np.float64]) -> float:
    # Peaks over the neighbouring bands: the share of them that stands still in two seconds, beside those that move.
    padded = np.pad(levels, ((0, 0), (2, 2)), mode="edge")
    peaks = levels - np.lib.stride_tricks.sliding_window_view(padded, 5, axis=1).mean(axis=2)
    standing, moving = peaks.mean(axis=0).std(), (peaks - peaks.mean(axis=0)).std()
    return float(standing / max(1e-9, standing + moving))
