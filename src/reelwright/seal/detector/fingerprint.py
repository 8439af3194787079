"""The fingerprint of a film: small pictures six times a second, points of a larger one each second, and its sound.

Knows how a fingerprint is made from what a media reader gives. Refuses to know where it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.seal.media.model import Picture, SoundBlock

from .points import Points, points_v1
from .sound import SILENT, Listener, Sound

PULSE_RATE: Final = Fraction(6)
"""Small pictures a second of a registered film."""

ASKED_RATE: Final = Fraction(12)
"""The same of a file that is asked about: twice as many, so that one lies near each of the film's."""
_LEAST_HALVED: Final = 16


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How closely a film is looked at.

    Args:
        pulse_side: pixels of the longer side of a small picture.
        point_side: pixels of the longer side of the picture in which points are looked for.
        points: at most so many in a keyframe.
        every: one keyframe for so many small pictures.
        coarse: at most so many of the points are looked for at half that size. The strongest points of grass or
            gravel are all tiny, and a copy that is blurred, small or inset has none of them.
    """

    pulse_side: int
    point_side: int
    points: int
    every: int
    coarse: int = 0


REGISTERED: Final = PrintSettings(pulse_side=96, point_side=256, points=120, every=6, coarse=60)
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
        sound: what is heard; without rows when the film is silent.
    """

    times: NDArray[np.float64]
    pulses: NDArray[np.uint8] = field(repr=False)
    keyframes: tuple[Keyframe, ...] = field(repr=False)
    sound: Sound = SILENT

    @property
    def side(self) -> int:
        """Pixels of the longer side of a small picture."""
        return int(max(self.pulses.shape[1:]))

    @property
    def aspect(self) -> float:
        """The width in shares of the longer side."""
        return int(self.pulses.shape[2]) / self.side


def fingerprint_v1(items: Iterable[Picture | SoundBlock], settings: PrintSettings = REGISTERED) -> Fingerprint:
    """The fingerprint of a film from its grey pictures, at ``PULSE_RATE`` or ``ASKED_RATE``, and its sound.

    Args:
        items: pictures and sound at ``SOUND_HERTZ``, each in order of time; sound may be missing.
        settings: how closely it is looked at.
    """
    listener, pictures = Listener(), _Pictures(settings)
    for item in items:
        if isinstance(item, SoundBlock):
            listener.take(item)
        else:
            pictures.take(item)
    return replace(pictures.fingerprint(), sound=listener.sound_v1())


class _Pictures:
    """Takes the pictures of a film one by one."""

    def __init__(self, settings: PrintSettings) -> None:
        self._settings = settings
        self._times: list[float] = []
        self._pulses: list[NDArray[np.uint8]] = []
        self._keyframes: list[Keyframe] = []
        self._shape: tuple[int, int] | None = None

    def take(self, picture: Picture) -> None:
        """Look at a picture."""
        settings, index = self._settings, len(self._times)
        whole = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)
        self._shape = shape = self._shape or _shape(whole, settings.pulse_side)
        self._pulses.append(np.asarray(cv2.resize(whole, shape[::-1], interpolation=cv2.INTER_AREA), np.uint8))
        self._times.append(float(picture.time))
        if index % settings.every == 0:
            large = cv2.resize(whole, _shape(whole, settings.point_side)[::-1], interpolation=cv2.INTER_AREA)
            self._keyframes.append(Keyframe(index, _points(np.asarray(large, np.uint8), settings)))

    def fingerprint(self) -> Fingerprint:
        """The fingerprint of what was taken."""
        stack = np.stack(self._pulses) if self._pulses else np.zeros((0, 1, 1), np.uint8)
        return Fingerprint(np.array(self._times), stack, tuple(self._keyframes))


def _points(picture: NDArray[np.uint8], settings: PrintSettings) -> Points:
    if not settings.coarse or min(picture.shape) < _LEAST_HALVED:
        return points_v1(picture, settings.points)
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    coarse = points_v1(np.asarray(half, np.uint8), settings.coarse)
    fine = points_v1(picture, settings.points - len(coarse))
    return Points(np.concatenate([fine.codes, coarse.codes]), np.concatenate([fine.places, coarse.places]))


def _shape(picture: NDArray[np.uint8], side: int) -> tuple[int, int]:
    share = min(1.0, side / max(picture.shape))
    return max(1, round(picture.shape[0] * share)), max(1, round(picture.shape[1] * share))
