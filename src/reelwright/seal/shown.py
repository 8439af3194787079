"""A code of what a segment shows: 256 bits that stay nearly the same when a film is scaled or encoded anew.

The mean of a segment's pictures is shrunk to 64 × 64 and turned into bits as PDQ does it (Facebook, The TMK+PDQF
Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm, 2019): its 16 × 16 slowest waves against their median.
A code is a hint where to look and never a proof: shots of one set may have nearly the same, and a mirror has another.
Refuses to know how pictures are decoded.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .media.model import Picture

SHOWN: Final = "org.reelwright.shown.v1"
"""The code's name in a segment's record, and as a soft binding."""

BITS: Final = 256
SHOWN_APART: Final = 64
"""Codes of one segment, of its pictures or of some of them, differ in fewer bits; those of two films in half."""

_CODE: Final = re.compile(r"[0-9a-f]{64}")
_SIDE: Final = 64
_WAVES: Final = 16
_FLAT: Final = 1.0


class MeanPicture:
    """Gathers the grey pictures of one segment."""

    def __init__(self) -> None:
        self._sum: NDArray[np.uint32] | None = None
        self._count = 0

    def take(self, picture: NDArray[np.uint8]) -> None:
        """Add a picture; one of another size than the first is passed over."""
        if self._sum is None:
            self._sum = np.zeros(picture.shape, np.uint32)
        if self._sum.shape == picture.shape:
            self._sum += picture
            self._count += 1

    def code_v1(self) -> str:
        """The code, 64 hexadecimal digits; "" of nothing, and of what is one grey all over."""
        return "" if self._sum is None else _code_v1(self._sum / self._count)


def _code_v1(mean: NDArray[np.float64]) -> str:
    height, width = mean.shape
    small = _area(height) @ mean @ _area(width).T
    waves = _cosines() @ small @ _cosines().T
    if np.abs(waves).max() < _FLAT:
        return ""
    return np.packbits(waves > np.median(waves)).tobytes().hex()


@functools.cache
def _area(length: int) -> NDArray[np.float64]:
    """Shrinks a line of so many pixels to 64: the share of each pixel that lies in each."""
    edges, pixels = np.arange(_SIDE + 1) * length / _SIDE, np.arange(length)
    inside = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return np.asarray(np.clip(inside, 0, None) * _SIDE / length, np.float64)


@functools.cache
def _cosines() -> NDArray[np.float64]:
    # DCT-II, without the constant.
    wave, place = np.arange(1, _WAVES + 1)[:, None], np.arange(_SIDE)
    return np.asarray(np.sqrt(2 / _SIDE) * np.cos(np.pi / 2 / _SIDE * wave * (2 * place + 1)), np.float64)


@dataclass(frozen=True, slots=True)
class ShownSpan:
    """A stretch of a film in whole milliseconds, from the first to before the last, and the code of what it shows."""

    start: int
    end: int
    code: str


class SpanWatcher:
    """Finds the codes of some stretches anew while a film's pictures come by in order of time."""

    def __init__(self, spans: Sequence[ShownSpan]) -> None:
        self._spans, self._place = spans, 0
        self._means = [MeanPicture() for _ in spans]

    def take(self, picture: Picture) -> None:
        """See a grey picture."""
        milliseconds = picture.time * 1000
        while self._place < len(self._spans) and milliseconds >= self._spans[self._place].end:
            self._place += 1
        if self._place < len(self._spans) and milliseconds >= self._spans[self._place].start:
            grey = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)
            self._means[self._place].take(grey)

    def apart(self) -> tuple[int, ...]:
        """Of each stretch in how many bits its code differs from what was seen; all bits where nothing was."""
        pairs = zip(self._spans, self._means, strict=True)
        return tuple(bits_apart(span.code, mean.code_v1()) for span, mean in pairs)


def bits_apart(one: str, other: str) -> int:
    """In how many of its 256 bits a code differs from another; in all of them from what is no code."""
    if not (_CODE.fullmatch(one) and _CODE.fullmatch(other)):
        return BITS
    return (int(one, 16) ^ int(other, 16)).bit_count()


def span_of(start: Fraction, end: Fraction, code: str) -> ShownSpan:
    """The stretch of a segment; times are rounded down, so that a segment's first picture lies in it."""
    return ShownSpan(int(start * 1000), int(end * 1000), code)


def in_order(spans: Iterable[ShownSpan]) -> bool:
    """Stretches follow one another, none is empty, and each bears a code."""
    last = 0
    for span in spans:
        if not last <= span.start < span.end or not _CODE.fullmatch(span.code):
            return False
        last = span.end
    return True
