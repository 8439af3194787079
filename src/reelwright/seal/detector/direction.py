"""Which of two films sees more, and so was not made from the other.

When one picture lies whole in a part of the other, either the small one was cut out of the large one,
or the large one was put together around the small one. What is seen across the edge tells: a picture
that goes on without a seam was there first. Bars, turned pictures and whatever else could be either
way are undecided, for a wrong answer is worse than none.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.seal.transform import Box, Transform

from .model import Upstream
from .overlay import Pictures

_PART: Final = 0.90
_WHOLE: Final = 0.95
_STRAIGHT_DEGREES: Final = 3.0
_REACH: Final = 2
_GOES_ON: Final = 1.9
_SEAM: Final = 3.0
_FLAT: Final = 4.0


class _Edge(Enum):
    GOES_ON = "the picture goes on"
    SEAM = "another picture begins"
    BARS = "nothing is there"
    UNCLEAR = "cannot be told"


def upstream_of(transform: Transform, file: Pictures, film: Pictures) -> Upstream:
    """Which one sees more.

    Args:
        transform: how the film lies in the file.
        file: some pictures of the stretch of the file.
        film: some of the stretch of the film.
    """
    if abs(transform.degrees) > _STRAIGHT_DEGREES or not len(file) or not len(film):
        return Upstream.UNDECIDED
    seen, shown = transform.seen.area, transform.shown.area
    if seen < _PART and shown > _WHOLE:
        return _by_edge(film, transform.seen, larger=Upstream.FILM, smaller=Upstream.FILE)
    if shown < _PART and seen > _WHOLE:
        return _by_edge(file, transform.shown, larger=Upstream.FILE, smaller=Upstream.FILM)
    if seen < _PART and shown < _PART:
        cut = edge_of(film, transform.seen) is _Edge.GOES_ON and edge_of(file, transform.shown) is _Edge.BARS
        return Upstream.FILM if cut else Upstream.UNDECIDED
    return Upstream.UNDECIDED


def _by_edge(pictures: Pictures, box: Box, *, larger: Upstream, smaller: Upstream) -> Upstream:
    edge = edge_of(pictures, box)
    return larger if edge is _Edge.GOES_ON else smaller if edge is _Edge.SEAM else Upstream.UNDECIDED


def edge_of(pictures: Pictures, box: Box) -> _Edge:
    """What is seen across the edge of a box in some pictures."""
    sides = list(_sides(pictures.astype(np.float32), box))
    if not sides:
        return _Edge.UNCLEAR
    filled = [strip for strip in sides if not _outside_is_flat(strip)]
    if not filled:
        return _Edge.BARS
    steps = [_step(strip) for strip in filled]
    # A dim screen in a dark room has a soft edge too, but nothing is seen beyond all of it.
    if max(steps) < _GOES_ON and len(filled) == len(sides):
        return _Edge.GOES_ON
    return _Edge.SEAM if min(steps) > _SEAM else _Edge.UNCLEAR


def _sides(pictures: NDArray[np.float32], box: Box) -> list[NDArray[np.float32]]:
    # Each side inside the picture as a strip: rows lie across the edge, the first ones outside.
    _, height, width = pictures.shape
    left, right = round(box.left * width), round(box.right * width)
    top, bottom = round(box.top * height), round(box.bottom * height)
    upright, lying = pictures[:, top:bottom], pictures[:, :, left:right]
    strips = []
    room = 2 * _REACH + 4
    if left >= room:
        strips.append(upright[:, :, left - room : left + room].transpose(2, 0, 1))
    if width - right >= room:
        strips.append(upright[:, :, right - room : right + room][:, :, ::-1].transpose(2, 0, 1))
    if top >= room:
        strips.append(lying[:, top - room : top + room].transpose(1, 0, 2))
    if height - bottom >= room:
        strips.append(lying[:, bottom - room : bottom + room][:, ::-1].transpose(1, 0, 2))
    return [strip for strip in strips if min(strip.shape) > 0]


def _step(strip: NDArray[np.float32]) -> float:
    # The steepest step near the edge, against the usual step on both sides of it.
    steps = np.abs(np.diff(strip, axis=0)).mean(axis=(1, 2))
    middle = len(steps) // 2
    near = steps[middle - _REACH : middle + _REACH + 1]
    usual = np.concatenate([steps[: middle - _REACH], steps[middle + _REACH + 1 :]])
    return float(near.max() / max(1.0, float(usual.mean())))


def _outside_is_flat(strip: NDArray[np.float32]) -> bool:
    # One line beside the edge with nothing on it is enough: the edge of what was filmed aslant is seldom straight.
    outside = strip[: len(strip) // 2 - _REACH]
    return float(outside.std(axis=2).mean(axis=1).min()) < _FLAT
