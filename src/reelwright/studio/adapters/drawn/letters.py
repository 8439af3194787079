"""Letters: text as masks of ink, from the faces that the image library carries.

The wheel of OpenCV 5 holds Rubik (Latin, Cyrillic, Hebrew; every weight) and WenQuanYi Micro Hei
(Chinese, Japanese, Korean), so words are the same on every machine and no system font is asked for.
A character that no face has is an error here, never a box on the screen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ...legibility import absent_error

Ink = NDArray[np.uint8]

_PROBE: Final = "\U0010fffd"  # a private character that no face draws: shows what "missing" looks like
_SAMPLE: Final = 24


@lru_cache(maxsize=8)
def _face(name: str) -> cv2.FontFace:
    return cv2.FontFace(name)


def _is_wide(char: str) -> bool:
    return ord(char) >= 0x2E80


@lru_cache(maxsize=8192)
def _sample(char: str) -> bytes:
    ink = np.zeros((_SAMPLE * 2, _SAMPLE * 3), np.uint8)
    cv2.putText(ink, char, (_SAMPLE, _SAMPLE + 8), (255,), _face("sans"), _SAMPLE, 400)
    return ink.tobytes()


def missing_characters(text: str) -> str:
    """The characters of a text that no face here can draw, each once, in order."""
    # What is missing is drawn as a question mark, so the question mark itself proves nothing.
    return "".join(
        char for char in dict.fromkeys(text) if not char.isspace() and char != "?" and _sample(char) == _sample(_PROBE)
    )


def require_characters(text: str, *, where: str = "") -> None:
    """Make sure that every character can be drawn.

    Raises:
        FontError: names the characters that no face has.
    """
    missing = missing_characters(text)
    if missing:
        raise absent_error(missing, where)


class CarriedTypeface:
    """The faces that the image library carries, asked before anything is drawn."""

    def missing(self, text: str) -> str:
        """The characters of a text that no face here can draw, each once, in order."""
        return missing_characters(text)


_MEASURED_AT: Final = 96
"""Pixels of the em square at which texts are measured; widths grow in proportion."""


def measure(text: str, size: float, weight: int = 600) -> float:
    """How wide a line of text is, in the units of its size (pixels of the em square)."""
    return _width(text, weight) * size / _MEASURED_AT


@lru_cache(maxsize=16384)
def _width(text: str, weight: int) -> int:
    if not text:
        return 0
    _, _, width, _ = cv2.getTextSize((1, 1), text, (0, 0), _face("sans"), _MEASURED_AT, weight)
    return int(width)


def text_ink(text: str, size: float, weight: int = 600, *, outline: float = 0.0) -> tuple[Ink, int, int]:
    """Draw one line of text as a mask.

    Args:
        text: one line.
        size: height of the em square in pixels.
        weight: 300 (light) to 800 (black).
        outline: pixels by which the letters are grown all round.

    Returns:
        The mask (height, width), and the column and row in it of the pen's start on the baseline.

    Raises:
        FontError: a character cannot be drawn.
    """
    require_characters(text)
    pad = round(size * 0.4 + outline) + 2
    width = round(measure(text, size, weight)) + 2 * pad
    left, base = pad, pad + round(size)
    ink = np.zeros((base + round(size * 0.4) + pad, width), np.uint8)
    cv2.putText(ink, text, (left, base), (255,), _face("sans"), round(size), weight)
    bold = round(size * (weight - 450) / 9000) if any(map(_is_wide, text)) else 0
    if bold > 0:  # the Chinese face has one weight: grow its strokes to sit beside the Latin
        ink = np.asarray(cv2.dilate(ink, _disc(bold)), np.uint8)
    if outline >= 1:
        ink = np.asarray(cv2.dilate(ink, _disc(round(outline))), np.uint8)
    return ink, left, base


@lru_cache(maxsize=32)
def _disc(radius: int) -> Ink:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)), np.uint8)


def wrap(text: str, size: float, width: float, weight: int = 600) -> list[str]:
    """Break a text into lines no wider than ``width``; Chinese breaks between characters.

    No line begins with closing punctuation.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and measure((line + piece).rstrip(), size, weight) > width and piece[0] not in _CLOSERS:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def wrap_evenly(text: str, size: float, width: float, weight: int = 600) -> list[str]:
    """The same lines as few as ``wrap`` makes, about as long as each other: no word is left alone below them."""
    lines = wrap(text, size, width, weight)
    narrow, wide = max((measure(word, size, weight) for word in _pieces(text)), default=0.0), width
    while wide - narrow > 8:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(wrap(text, size, middle, weight)) <= len(lines) else (middle, wide)
    return wrap(text, size, wide, weight) if len(lines) > 1 else lines


_CLOSERS: Final = frozenset("，。！？；：、）》」』”’…—,.!?;:)")


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    word = ""
    for char in text:
        if _is_wide(char):
            pieces += [word, char] if word else [char]
            word = ""
        elif char.isspace():
            pieces.append(word + " ")
            word = ""
        else:
            word += char
    return [piece for piece in [*pieces, word] if piece]
