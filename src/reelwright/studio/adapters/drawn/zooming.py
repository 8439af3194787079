"""Zooming: a part of a picture at another size, as quickly as whole pixels can be resized.

Knows which block of whole pixels lands where a zoom should, and where the covered runs of a picture lie
afterwards. Refuses to know what is zoomed and why (``set_up.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from .pixels import Gray, Picture, Run


@dataclass(frozen=True, slots=True)
class Window:
    """Which whole pixels to take and what size to make them, so that a zoom lands where it should.

    Args:
        first: first pixel of the source taken.
        count: how many are taken.
        size: to how many they are resized.
        skip: how many of those lie before the frame's first.
    """

    first: int
    count: int
    size: int
    skip: int


@lru_cache(maxsize=65536)
def find_window(start: float, step: float, length: int, extent: int) -> Window:
    """Find whole-pixel numbers for a zoom whose exact numbers are not whole.

    Resizing a block of whole pixels is several times faster than sampling at fractions, but a slow
    zoom then trembles by up to a pixel. Taking a slightly larger block and cutting the result gives
    many choices; the best of them is right to a small part of a pixel at both ends.

    Args:
        start: where in the source the frame's first edge lies, in pixels.
        step: source pixels for each pixel of the frame.
        length: pixels of the frame, even.
        extent: pixels of the source, even.

    Returns:
        Even numbers, so that they can be halved for chroma.
    """
    skips = np.arange(0, 34, 2)[:, None]
    sizes = length + skips + np.arange(0, 50, 2)[None, :]
    counts = 2 * np.rint(sizes * step / 2)
    real = counts / sizes
    firsts = 2 * np.rint((start - skips * real) / 2)
    begin = np.abs(firsts + skips * real - start)
    end = np.abs(firsts + (skips + length) * real - start - length * step)
    error = np.maximum(begin, end) / step + 1e-4 * (sizes - length)
    error[(firsts < 0) | (firsts + counts > extent) | (counts < 2)] = np.inf
    best = np.unravel_index(int(np.argmin(error)), error.shape)
    if not np.isfinite(error[best]):
        first = min(max(0, 2 * round(start / 2)), max(0, extent - 2))
        return Window(first, max(2, min(extent - first, 2 * round(length * step / 2))), length, 0)
    return Window(int(firsts[best]), int(counts[best]), int(sizes[best]), int(skips[best[0], 0]))


def resample(source: Picture, x: float, y: float, step: float, width: int, height: int) -> Picture:
    """Take a part of a picture at another size.

    Args:
        source: the picture.
        x: left edge of the part, in pixels of the source; fractions count.
        y: top edge.
        step: source pixels for each pixel of the result; below 1 magnifies.
        width: of the result, even.
        height: of the result, even.
    """
    if step == 1:
        left = min(max(0, round(x)), source.width - width)
        top = min(max(0, round(y)), source.height - height)
        return _view(source, left, top, width, height)
    across = find_window(round(x, 2), round(step, 5), width, source.width)
    down = find_window(round(y, 2), round(step, 5), height, source.height)
    alpha = None if source.alpha is None else _zoom(source.alpha, across, down, width, height, 1)
    half = None if source.alpha_half is None else _zoom(source.alpha_half, across, down, width, height, 2)
    zoomed = Picture(
        _zoom(source.luma, across, down, width, height, 1),
        _zoom(source.cb, across, down, width, height, 2),
        _zoom(source.cr, across, down, width, height, 2),
        alpha,
        half,
    )
    if alpha is not None:
        full, halves = source.runs()
        zoomed.know_runs(
            (
                tuple(_zoom_runs(full, across, down, (width, height), 1)),
                tuple(_zoom_runs(halves, across, down, (width // 2, height // 2), 2)),
            )
        )
    return zoomed


def _zoom_runs(runs: Sequence[Run], across: Window, down: Window, size: tuple[int, int], shrink: int) -> Iterator[Run]:
    """Where the rectangles of a picture lie after a zoom; looking again would cost more than the zoom."""
    x_step, y_step = across.size / across.count, down.size / down.count
    x_from = (across.first * x_step + across.skip) / shrink
    y_from = (down.first * y_step + down.skip) / shrink
    give = 1 + math.ceil(x_step)  # a zoomed edge is as soft as this

    def x_at(edge: int, more: int) -> int:
        return min(size[0], max(0, round(edge * x_step - x_from) + more))

    def y_at(edge: int) -> int:
        return min(size[1], max(0, round(edge * y_step - y_from)))

    for top, bottom, left, right, solid in runs:
        # A covered stretch gives up its edges to those beside it, so that all still touch.
        more = give if solid else -give
        yield y_at(top), y_at(bottom), x_at(left, more), x_at(right, -more), solid


def _view(source: Picture, x: int, y: int, width: int, height: int) -> Picture:
    """A part that may begin at an odd pixel: exact in luma, to the nearest even pixel in chroma."""
    full = (slice(y, y + height), slice(x, x + width))
    half = (slice(y // 2, y // 2 + height // 2), slice(x // 2, x // 2 + width // 2))
    alpha = None if source.alpha is None else source.alpha[full]
    alpha_half = None if source.alpha_half is None else source.alpha_half[half]
    return Picture(source.luma[full], source.cb[half], source.cr[half], alpha, alpha_half)


def _zoom(plane: Gray, across: Window, down: Window, width: int, height: int, shrink: int) -> Gray:
    block = plane[
        down.first // shrink : (down.first + down.count) // shrink,
        across.first // shrink : (across.first + across.count) // shrink,
    ]
    size = (across.size // shrink, down.size // shrink)
    zoomed = cv2.resize(block, size, interpolation=cv2.INTER_LINEAR)
    x, y = across.skip // shrink, down.skip // shrink
    return np.asarray(zoomed[y : y + height // shrink, x : x + width // shrink], np.uint8)
