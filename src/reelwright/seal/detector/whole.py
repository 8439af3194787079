"""Proposes by whole pictures where points may fail: blurred, dim or nearly empty ones have few.

A describer gives each picture a row of numbers; those of registered films are made of the small pictures that the
registry keeps, once a second, and stay in memory. What it proposes is laid over and judged like any other proposal,
so a describer can add copies that are found, and no copy that is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .fingerprint import PULSE_RATE, Fingerprint
from .geometry import Agreement, Similarity
from .overlay import Pictures
from .ports import FingerprintRegistry, PictureDescriber
from .propose import Candidate
from .thresholds import DESCRIBED_ALIKE

_EVERY: Final = int(PULSE_RATE)
_ASKED_EVERY: Final = 12
_FILMS: Final = 3
_SLACK_SECONDS: Final = 9.0
_DARK: Final = 24
_LEAST_SIDE: Final = 0.3
_POINTS: Final = 4.0


@dataclass(frozen=True, slots=True)
class _View:
    """A way in which the film may lie in the file: in all of its picture or in what has no bars, mirrored or not."""

    pictures: Pictures
    left: float
    top: float
    width: float
    mirror: bool


class WholePictures:
    """The registered films' whole pictures, described.

    Args:
        registry: holds the films.
        describer: gives the numbers.
    """

    def __init__(self, registry: FingerprintRegistry, describer: PictureDescriber) -> None:
        self._registry, self._describer = registry, describer
        self._rows: dict[str, tuple[NDArray[np.float32], NDArray[np.float64], float]] = {}

    def candidates(self, asked: Fingerprint, window: range) -> list[Candidate]:
        """What whole pictures propose for a window of a file, the best first."""
        shown = asked.pulses[window.start : window.stop : _ASKED_EVERY]
        times = asked.times[window.start : window.stop : _ASKED_EVERY]
        found = [each for view in _views(shown, asked.aspect) for each in self._proposed(view, times)]
        return sorted(found, key=lambda each: -each.weight)[:_FILMS]

    def _proposed(self, view: _View, times: NDArray[np.float64]) -> list[Candidate]:
        asked = self._describer.describe(view.pictures)
        found = []
        for film in self._registry.films():
            number = self._registry.number_of(film)
            rows, at, film_aspect = self._described(film, number)
            if not len(rows):
                continue
            likeness = asked @ rows.T
            best = likeness.argmax(axis=1)
            middle = float(np.median(likeness.max(axis=1)))
            if middle < DESCRIBED_ALIKE:
                continue
            since = float(np.median(at[best] - times)) + float(times[0])
            agreement = Agreement(_lies(view, film_aspect), np.zeros(0, bool), _POINTS)
            until = since + float(times[-1] - times[0]) + _SLACK_SECONDS
            found.append(Candidate(number, agreement, middle, since - _SLACK_SECONDS, until))
        return found

    def _described(self, film: str, number: int) -> tuple[NDArray[np.float32], NDArray[np.float64], float]:
        if film not in self._rows:
            pulses = self._registry.pulses(number, 0.0, np.inf)
            pictures, times = pulses.pictures[::_EVERY], pulses.times[::_EVERY]
            rows = self._describer.describe(pictures) if len(pictures) else np.zeros((0, 1), np.float32)
            self._rows[film] = (rows, times, pictures.shape[2] / max(pictures.shape[1:]))
        return self._rows[film]


def _views(shown: Pictures, aspect: float) -> list[_View]:
    if not len(shown):
        return []
    side = max(shown.shape[1:])
    left, top, right, bottom = _content(shown)
    views = [_View(shown, 0.0, 0.0, aspect, mirror=False)]
    if (right - left, bottom - top) != (shown.shape[2], shown.shape[1]):
        inner = np.ascontiguousarray(shown[:, top:bottom, left:right])
        views.append(_View(inner, left / side, top / side, (right - left) / side, mirror=False))
    mirrored = [
        _View(each.pictures[:, :, ::-1].copy(), aspect - each.left - each.width, each.top, each.width, mirror=True)
        for each in views
    ]
    return [*views, *mirrored]


def _content(shown: Pictures) -> tuple[int, int, int, int]:
    # What is left when dark bars are taken off: columns from and to, rows from and to.
    lit = shown.max(axis=0) > _DARK
    columns, rows = np.flatnonzero(lit.mean(axis=0) > 0.1), np.flatnonzero(lit.mean(axis=1) > 0.1)
    height, width = lit.shape
    if len(columns) < _LEAST_SIDE * width or len(rows) < _LEAST_SIDE * height:
        return 0, 0, width, height
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _lies(view: _View, film_aspect: float) -> Similarity:
    # The view fills the film's picture from side to side, its middle on the film's.
    height, width = view.pictures.shape[1:]
    film_height = 1.0 if film_aspect < 1 else 1.0 / max(film_aspect, 1e-6)
    scale = film_aspect / view.width
    middle = complex(view.left + view.width / 2, view.top + view.width * height / width / 2)
    there = complex(film_aspect / 2, film_height / 2)
    return Similarity(complex(scale), there - scale * middle, view.mirror)
