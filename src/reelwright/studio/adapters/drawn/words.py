"""Words on screen: subtitles, title cards, the AI-made label.

Placed inside the safe area of vertical players: subtitles end above the buttons and captions that a
phone app lays over the lower fifth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np

from reelwright.film import Card

from .canvas import Canvas, Pixels
from .colour import luminance, mix, rgb
from .letters import measure, text_ink
from .path import round_rect
from .pixels import Gray, Picture, from_bgra, longest_run
from .stage import STAGE_HEIGHT
from .title_card import paint_card

LABEL_SHARE: Final = 0.05
"""Height of the AI label's letters at the opening, of the frame's shorter side (GB 45438-2025 §5.3)."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A picture and where its top left corner belongs in the frame."""

    picture: Picture
    x: int
    y: int


class Lettering:
    """Sets words for one picture size.

    Args:
        frame: pixels (across, down).
        stage: width of the stage in units.
    """

    def __init__(self, frame: tuple[int, int], stage: float) -> None:
        self._frame, self._stage = frame, stage
        self._pixel = frame[1] / STAGE_HEIGHT
        self._tall = stage < 1300

    def subtitle(self, lines: tuple[str, ...], *, speaker: str = "", colour: str = "#c8384a") -> Placed:
        """One or two lines of what is said, with the speaker's name on a tab of their colour."""
        size = 62.0 if self._tall else 68.0
        base = (1560.0 if self._tall else 1770.0) - (len(lines) - 1) * size * 1.26
        top, bottom = base - size * 3.0, base + len(lines) * size * 1.3
        canvas = Canvas(
            self._frame[0], _even((bottom - top) * self._pixel), scale=self._pixel, origin=(0, -top * self._pixel)
        )
        middle = self._stage / 2
        if speaker:
            _tab(canvas, speaker, middle, base - size * 2.02, size * 0.62, colour)
        pixels = canvas.pixels()
        for number, line in enumerate(lines):
            y = (base + number * size * 1.26 - top) * self._pixel
            _outlined_line(pixels, line, self._frame[0] / 2, y, size * self._pixel)
        return self._crop(pixels, 0, round(top * self._pixel))

    def label(self, words: str, *, large: bool) -> Placed:
        """The AI-made label: large at the opening, then a small mark that stays."""
        short = min(self._frame) / self._pixel
        height = short * (LABEL_SHARE if large else 0.026)
        size = height / 0.72  # capitals of the face are 0.72 of its em square
        canvas = Canvas(*self._frame, scale=self._pixel)
        x, y = 44.0, 64.0 + height
        if large:
            width = measure(words, size, 600)
            canvas.fill(round_rect(x - 22, y - height * 1.42, width + 44, height * 1.84, height * 0.5), "#0a0a12", 0.55)
        else:
            with canvas.group(blur=5, alpha=0.8):  # a soft shade, so that the mark is read on a white ceiling too
                canvas.text(words, x, y, size, "#0a0a12", weight=700)
        canvas.text(words, x, y, size, "#ffffff", weight=600, alpha=0.96 if large else 0.78)
        return self._crop(canvas.pixels(), 0, 0)

    def card(self, card: Card, *, accent: str, next_time: bool = False) -> Placed:
        """A title or next-time card's words over a soft shade."""
        canvas = Canvas(*self._frame, scale=self._pixel)
        paint_card(canvas, card, stage=self._stage, accent=accent, next_time=next_time)
        return self._crop(canvas.pixels(), 0, 0)

    def _crop(self, pixels: Pixels, x: int, y: int) -> Placed:
        """Keep only the part with ink, so that blending touches few pixels."""
        rows = np.flatnonzero(pixels[..., 3].any(axis=1))
        columns = np.flatnonzero(pixels[..., 3].any(axis=0))
        if not rows.size:
            return Placed(from_bgra(np.zeros((2, 2, 4), np.uint8)), 0, 0)
        top, left = int(rows[0]) & ~1, int(columns[0]) & ~1
        bottom = min(pixels.shape[0], (int(rows[-1]) + 2) & ~1)
        right = min(pixels.shape[1], (int(columns[-1]) + 2) & ~1)
        part = np.ascontiguousarray(pixels[top:bottom, left:right])
        return Placed(from_bgra(part), x + left, (y + top) & ~1)


def readable_tab(colour: str) -> tuple[str, str]:
    """A tab colour and the letter colour that can be read on it."""
    tab = mix(colour, "#1a1626", 0.12)
    return tab, "#ffffff" if luminance(tab) < 0.62 else "#1a1420"


def _tab(canvas: Canvas, name: str, middle: float, y: float, size: float, colour: str) -> None:
    tab, letters = readable_tab(colour)
    width = measure(name, size, 600) + size * 1.2
    canvas.fill(round_rect(middle - width / 2, y, width, size * 1.5, size * 0.75), tab, 0.94)
    canvas.text(name, middle, y + size * 1.08, size, letters, weight=600, align="centre")


def _outlined_line(pixels: Pixels, line: str, middle: float, base: float, size: float) -> None:
    """White letters with a dark edge and a soft shadow, which can be read on anything."""
    edge, left, foot = text_ink(line, size, 700, outline=size * 0.085)
    ink, ink_left, ink_foot = text_ink(line, size, 700)
    x = round(middle - measure(line, size, 700) / 2)
    shadow = np.asarray(cv2.GaussianBlur(edge, (0, 0), size * 0.07), np.uint8)
    _stamp(pixels, shadow, x - left, round(base + size * 0.05) - foot, "#05030c", 0.55)
    _stamp(pixels, edge, x - left, round(base) - foot, "#0b0714", 0.94)
    _stamp(pixels, ink, x - ink_left, round(base) - ink_foot, "#ffffff", 1.0)


def _stamp(
    pixels: Pixels, ink: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], x: int, y: int, colour: str, alpha: float
) -> None:
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(pixels.shape[1], x + ink.shape[1]), min(pixels.shape[0], y + ink.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    cover = ink[y0 - y : y1 - y, x0 - x : x1 - x, None].astype(np.float32) * (alpha / 255)
    part = pixels[y0:y1, x0:x1].astype(np.float32)
    paint = np.array([*rgb(colour)[::-1], 255], np.float32)
    pixels[y0:y1, x0:x1] = np.rint(part * (1 - cover) + paint * cover)


def _even(number: float) -> int:
    return 2 * round(number / 2)


_ROWS: Final = 320
"""Rows of a vignette darkened by one call: more calls cost more than the pixels that they spare."""


class Vignette:
    """What darkens the corners of a frame; the middle, which it leaves alone, is not touched.

    Args:
        width: pixels across.
        height: pixels down.
        strength: 0 to 1.
    """

    def __init__(self, width: int, height: int, strength: float) -> None:
        ys = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
        xs = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
        distance = np.sqrt((xs * 0.82) ** 2 + ((ys + 0.06) * 0.9) ** 2)
        low = np.clip((ys - 0.25) / 0.9, 0, 1) * 0.35
        dark = np.clip((distance - 0.55) / 0.75, 0, 1) ** 1.6 * 0.75 + low
        factor = np.clip(1 - strength * dark, 0, 1)
        self.keep: Gray = np.asarray(np.rint(factor * 255), np.uint8)
        self.black: Gray = np.asarray(np.rint((1 - factor) * 16), np.uint8)
        self._parts = tuple(self._find_parts())

    def _find_parts(self) -> Iterator[tuple[slice, slice]]:
        height, width = self.keep.shape
        for top in range(0, height, _ROWS):
            rows = slice(top, min(height, top + _ROWS))
            left, right = longest_run(self.keep[rows].min(axis=0) == 255)
            yield from ((rows, part) for part in (slice(0, left), slice(right, width)) if part.stop > part.start)

    def darken(self, luma: Gray) -> None:
        """Darken a frame's luma in place, towards the code of black."""
        for part in self._parts:
            view = luma[part]
            cv2.add(cv2.multiply(view, self.keep[part], scale=1 / 255), self.black[part], dst=view)


@lru_cache(maxsize=8)
def vignette(width: int, height: int, strength: float) -> Vignette:
    """The vignette for a frame size, worked out once."""
    return Vignette(width, height, strength)
