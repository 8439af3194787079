"""The fingerprint of a film: small pictures six times a second, and points of a larger one each second.

Knows how a fingerprint is made from what a media reader gives. Refuses to know where it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.seal.media.model import Picture

from .points import Points, points_v1

PULSE_RATE: Final = Fraction(6)
"""Small pictures a second of a registered film."""

ASKED_RATE: Final = Fraction(12)
"""The same of a file that is asked about: twice as many, so that one lies near each of the film's."""


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How closely a film is looked at.

    Args:
        pulse_side: pixels of the longer side of a small picture.
        point_side: pixels of the longer side of the picture in which points are looked for.
        points: at most so many in a keyframe.
        every: one keyframe for so many small pictures.
    """

    pulse_side: int
    point_side: int
    points: int
    every: int


REGISTERED: Final = PrintSettings(pulse_side=96, point_side=256, points=120, every=6)
ASKED: Final = PrintSettings(pulse_side=160, point_side=320, points=250, every=6)


@dataclass(frozen=True, slots=True)
class Keyframe:
    """Points of one picture, and which small picture it is."""

    pulse: int
    points: Points


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a film to find it again.

    Args:
        times: of the small pictures, in seconds.
        pulses: the small pictures, grey, all of one size.
        keyframes: in order of time.
    """

    times: NDArray[np.float64]
    pulses: NDArray[np.uint8] = field(repr=False)
    keyframes: tuple[Keyframe, ...] = field(repr=False)

    @property
    def side(self) -> int:
        """Pixels of the longer side of a small picture."""
        return int(max(self.pulses.shape[1:]))

    @property
    def aspect(self) -> float:
        """The width in shares of the longer side."""
        return int(self.pulses.shape[2]) / self.side


def fingerprint_v1(pictures: Iterable[Picture], settings: PrintSettings = REGISTERED) -> Fingerprint:
    """The fingerprint of a film from its grey pictures, at ``PULSE_RATE`` or ``ASKED_RATE``."""
    times: list[float] = []
    pulses: list[NDArray[np.uint8]] = []
    keyframes: list[Keyframe] = []
    shape: tuple[int, int] | None = None
    for index, picture in enumerate(pictures):
        whole = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)
        shape = shape or _shape(whole, settings.pulse_side)
        pulses.append(np.asarray(cv2.resize(whole, shape[::-1], interpolation=cv2.INTER_AREA), np.uint8))
        times.append(float(picture.time))
        if index % settings.every == 0:
            large = cv2.resize(whole, _shape(whole, settings.point_side)[::-1], interpolation=cv2.INTER_AREA)
            keyframes.append(Keyframe(index, points_v1(np.asarray(large, np.uint8), settings.points)))
    stack = np.stack(pulses) if pulses else np.zeros((0, 1, 1), np.uint8)
    return Fingerprint(np.array(times), stack, tuple(keyframes))


def _shape(picture: NDArray[np.uint8], side: int) -> tuple[int, int]:
    share = min(1.0, side / max(picture.shape))
    return max(1, round(picture.shape[0] * share)), max(1, round(picture.shape[1] * share))
