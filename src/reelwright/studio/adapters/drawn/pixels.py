"""Moving pixels: pictures as YUV planes with alpha, blended; ``zooming.py`` makes them larger and smaller.

Composing happens in the colours of the encoder (Y'CbCr of Rec. 709, limited range, chroma at half
size), so that no frame is ever converted: a quarter of the work of composing in RGB. Colours are
premultiplied with alpha, chroma's resting value 128 and black's 16 included, so that "over" is one
multiplication and one addition a plane.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ...errors import DrawingError
from .colour import rgb

Gray = NDArray[np.uint8]
Run = tuple[int, int, int, int, bool]
"""A rectangle of a picture (top, bottom, left, right) and whether all of it is covered."""
Runs = tuple[tuple[Run, ...], tuple[Run, ...]]
"""Those of a picture at full and at half size."""

# Rows Y, Cb, Cr; columns B, G, R: ITU-R BT.709-6 in limited range, in whole 1024ths, because that is
# what OpenCV's quick way counts in; grey stays exactly grey.
_TO_YUV: Final = np.array([[63, 629, 187], [450, -347, -103], [-41, -409, 450]], np.float32) / 1024
_RESTS: Final = (16.0, 128.0, 128.0)
"""Black's luma and grey's chroma: what alpha carries."""


def lay_over(below: NDArray[np.uint8], above: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Blend one premultiplied BGRA picture over another of the same size."""
    shows = cv2.cvtColor(cv2.bitwise_not(np.ascontiguousarray(above[..., 3])), cv2.COLOR_GRAY2BGRA)
    shows[..., 3] = shows[..., 0]
    return np.asarray(cv2.add(cv2.multiply(below, shows, scale=1 / 255), above), np.uint8)


@dataclass(slots=True)
class Picture:
    """A picture in the encoder's colours; ``alpha`` is None when it covers everything.

    ``luma`` and ``alpha`` are (height, width), ``cb``, ``cr`` and ``alpha_half`` half of that.
    """

    luma: Gray
    cb: Gray
    cr: Gray
    alpha: Gray | None = None
    alpha_half: Gray | None = None
    _runs: Runs | None = field(default=None, repr=False, compare=False)

    def runs(self) -> Runs:
        """The rectangles that matter when it is laid over another, at full and at half size.

        Worked out once: a picture that will be laid over others must not change any more.
        """
        if self._runs is None:
            if self.alpha is None or self.alpha_half is None:
                self._runs = (
                    ((0, self.height, 0, self.width, True),),
                    ((0, self.height // 2, 0, self.width // 2, True),),
                )
            else:
                self._runs = (tuple(find_runs(self.alpha)), tuple(find_runs(self.alpha_half)))
        return self._runs

    def ink(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what is not empty; may be a little wider."""
        full, _ = self.runs()
        if not full:
            return 0, 0, 0, 0
        left, right = min(run[2] for run in full), max(run[3] for run in full)
        return left, full[0][0], right, full[-1][1]

    def know_runs(self, runs: Runs | None) -> None:
        """Be told what ``runs`` would otherwise look for; None when the picture was changed."""
        self._runs = runs

    @property
    def size(self) -> tuple[int, int]:
        """Pixels across and down."""
        return self.width, self.height

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.luma.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.luma.shape[0])

    def copy(self) -> Picture:
        """A picture of its own memory."""
        alpha = None if self.alpha is None else self.alpha.copy()
        half = None if self.alpha_half is None else self.alpha_half.copy()
        return Picture(self.luma.copy(), self.cb.copy(), self.cr.copy(), alpha, half)

    def take(self, other: Picture) -> None:
        """Become a copy of a picture of the same size, in the memory that is there."""
        self.luma[:], self.cb[:], self.cr[:] = other.luma, other.cb, other.cr
        if self.alpha is not None and other.alpha is not None:
            self.alpha[:] = other.alpha
        if self.alpha_half is not None and other.alpha_half is not None:
            self.alpha_half[:] = other.alpha_half

    def paste(self, other: Picture, x: int, y: int) -> None:
        """Take over a picture, alpha and all, laid with its corner at an even point; what juts out is cut off."""
        x0, y0 = max(0, x), max(0, y)
        width, height = min(self.width, x + other.width) - x0, min(self.height, y + other.height) - y0
        if width > 0 and height > 0:
            self.part(x0, y0, width, height).take(other.part(x0 - x, y0 - y, width, height))

    def has_outline_of(self, other: Picture) -> bool:
        """Whether the same pixels are covered, and as much."""
        return all(
            one is not None and two is not None and np.array_equal(one, two)
            for one, two in ((self.alpha, other.alpha), (self.alpha_half, other.alpha_half))
        )

    def part(self, x: int, y: int, width: int, height: int) -> Picture:
        """A view of a rectangle with even edges; writing to it writes to this picture."""
        h = (slice(y // 2, (y + height) // 2), slice(x // 2, (x + width) // 2))
        f = (slice(y, y + height), slice(x, x + width))
        alpha = None if self.alpha is None else self.alpha[f]
        half = None if self.alpha_half is None else self.alpha_half[h]
        return Picture(self.luma[f], self.cb[h], self.cr[h], alpha, half)


def yuv_of(colour: str) -> tuple[float, float, float]:
    """Luma, Cb and Cr of one opaque colour."""
    red, green, blue = rgb(colour)
    luma, cb, cr = (float(part) for part in _TO_YUV @ np.array([blue, green, red], np.float32) + _RESTS)
    return luma, cb, cr


def from_bgra(pixels: NDArray[np.uint8], *, opaque: bool = False, lift: NDArray[np.float32] | None = None) -> Picture:
    """Take a premultiplied BGRA picture of even size into the encoder's colours.

    Args:
        pixels: (height, width, 4).
        opaque: leave alpha out; every pixel counts as covered.
        lift: blue, green and red from 0 to 1 to add where something is.
    """
    if opaque:
        return from_bgr(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR), np.uint8), lift=lift)
    luma, cb, cr = _split(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR), np.uint8))
    alpha = np.asarray(cv2.extractChannel(pixels, 3), np.uint8)
    alpha_half = np.asarray(cv2.resize(alpha, cb.shape[::-1], interpolation=cv2.INTER_AREA), np.uint8)
    rests = _rests(lift)
    cv2.addWeighted(luma, 1, alpha, rests[0] / 255, 0, dst=luma)
    for plane, rest in ((cb, rests[1]), (cr, rests[2])):
        cv2.addWeighted(plane, 1, alpha_half, rest / 255, -128, dst=plane)
    return Picture(luma, cb, cr, alpha, alpha_half)


def from_bgr(pixels: NDArray[np.uint8], *, lift: NDArray[np.float32] | None = None) -> Picture:
    """Take a BGR picture of even size, which covers everything, into the encoder's colours."""
    luma, cb, cr = _split(pixels)
    rests = _rests(lift)
    return Picture(_add(luma, rests[0]), _add(cb, rests[1] - 128), _add(cr, rests[2] - 128))


def _split(pixels: NDArray[np.uint8]) -> tuple[Gray, Gray, Gray]:
    """Luma without its rest; chroma at half size, held up by 128 so that it does not go below 0.

    Three channels into three is the one change of colours that OpenCV does quickly, six times as
    quickly as from four.
    """
    height, width = pixels.shape[:2]
    planes = [np.empty((height, width), np.uint8) for _ in range(3)]
    cv2.split(cv2.transform(pixels, _HELD_UP), planes)
    half = (width // 2, height // 2)
    cb, cr = (np.asarray(cv2.resize(plane, half, interpolation=cv2.INTER_AREA), np.uint8) for plane in planes[1:])
    return planes[0], cb, cr


def _rests(lift: NDArray[np.float32] | None) -> tuple[float, float, float]:
    """What a covered pixel has besides its own colour: the codes of black, and the lift."""
    lifted = np.zeros(3) if lift is None else _TO_YUV @ lift * 255
    luma, cb, cr = (float(part) for part in lifted + _RESTS)
    return luma, cb, cr


_HELD_UP: Final = np.column_stack([_TO_YUV, [0, 128, 128]]).astype(np.float32)


def _add(plane: cv2.typing.MatLike, value: float) -> Gray:
    return np.asarray(cv2.convertScaleAbs(plane, alpha=1, beta=value) if value else plane, np.uint8)


class Frame:
    """One frame in the encoder's own layout: the three planes one after another in one array."""

    def __init__(self, width: int, height: int) -> None:
        self.i420: Gray = np.zeros((height * 3 // 2, width), np.uint8)
        luma = self.i420[:height]
        quarter = height // 4 * width + (height % 4) * width // 4
        flat = self.i420[height:].reshape(-1)
        cb = flat[:quarter].reshape(height // 2, width // 2)
        cr = flat[quarter:].reshape(height // 2, width // 2)
        self.picture = Picture(luma, cb, cr)


def as_jpeg(i420: NDArray[np.uint8], most: int) -> bytes:
    """A frame in the encoder's layout as a JPEG, no higher than so many pixels.

    Raises:
        DrawingError: OpenCV cannot write JPEGs.
    """
    height, width = i420.shape[0] * 2 // 3, i420.shape[1]
    size = (width, height) if height <= most else (round(width * most / height), most)
    chroma = i420[height:].reshape(2, height // 2, width // 2)
    planes = [cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in (i420[:height], *chroma)]
    pixels = cv2.transform(cv2.merge(planes), _FROM_YUV)
    done, jpeg = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 84])
    if not done:
        raise DrawingError("a frame cannot be written as a JPEG", mend="reinstall opencv-python-headless")
    return jpeg.tobytes()


_FROM_YUV: Final = np.column_stack([np.linalg.inv(_TO_YUV), -np.linalg.inv(_TO_YUV) @ _RESTS]).astype(np.float32)


def coarseness(sigma: float) -> int:
    """How many times smaller a picture may be blurred by so many pixels without anybody seeing it."""
    return 1 if sigma < 5 else 2 if sigma < 10 else 4


def soften(pixels: NDArray[np.uint8], sigma: float) -> NDArray[np.uint8]:
    """Blur a picture; a strong blur is worked out at a smaller size."""
    height, width = pixels.shape[:2]
    shrink = coarseness(sigma)
    small = cv2.resize(pixels, (width // shrink, height // shrink), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / shrink)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def blank(width: int, height: int) -> Picture:
    """A picture with nothing on it: all transparent."""
    return Picture(
        np.zeros((height, width), np.uint8),
        np.zeros((height // 2, width // 2), np.uint8),
        np.zeros((height // 2, width // 2), np.uint8),
        np.zeros((height, width), np.uint8),
        np.zeros((height // 2, width // 2), np.uint8),
    )


def put_over(below: Picture, above: Picture, x: int, y: int) -> None:
    """Blend a picture over another with its top left corner at a point; what juts out is cut off.

    Odd offsets are exact in luma; chroma, at half size, rounds to the nearest even pixel.
    """
    full, half = above.runs()
    pairs = [(below.luma, above.luma)]
    if below.alpha is not None:
        pairs.append((below.alpha, above.alpha if above.alpha is not None else np.full_like(above.luma, 255)))
    _blend_planes(pairs, above.alpha, full, x, y)
    halves = [(below.cb, above.cb), (below.cr, above.cr)]
    if below.alpha_half is not None:
        halves.append(
            (below.alpha_half, above.alpha_half if above.alpha_half is not None else np.full_like(above.cb, 255))
        )
    _blend_planes(halves, above.alpha_half, half, x // 2, y // 2)


def _blend_planes(pairs: list[tuple[Gray, Gray]], alpha: Gray | None, runs: Sequence[Run], x: int, y: int) -> None:
    height, width = pairs[0][0].shape
    for top, bottom, left, right, solid in runs:
        y0, y1 = max(top, -y), min(bottom, height - y)
        x0, x1 = max(left, -x), min(right, width - x)
        if y1 <= y0 or x1 <= x0:
            continue
        to = (slice(y + y0, y + y1), slice(x + x0, x + x1))
        part = (slice(y0, y1), slice(x0, x1))
        if solid or alpha is None:
            for below, above in pairs:
                below[to] = above[part]
            continue
        shows = cv2.bitwise_not(alpha[part])
        for below, above in pairs:
            ground = below[to]
            cv2.add(cv2.multiply(ground, shows, scale=1 / 255), above[part], dst=ground)


_BAND: Final = 64
"""Rows looked at together when empty and solid parts of a picture are told apart."""

_REACH: Final = 2
"""Pixels beyond a rectangle that also count, so that it stays true when the picture is zoomed."""


def find_runs(alpha: Gray) -> Iterator[Run]:
    """Cut a mask into rectangles that matter: (top, bottom, left, right, wholly covered).

    Empty sides are left out and the longest covered stretch of each band is only copied: most of a
    person is either nothing or solid, and blending costs five times as much as copying.
    """
    height, width = alpha.shape
    if height * width < 40_000:
        yield 0, height, 0, width, False
        return
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        band = alpha[max(0, top - _REACH) : bottom + _REACH]
        inked = np.flatnonzero(band.max(axis=0))
        if not inked.size:
            continue
        left, right = int(inked[0]), int(inked[-1]) + 1
        begin, end = longest_run(band[:, left:right].min(axis=0) == 255)
        yield from _three(top, bottom, (left, left + begin, left + end, right))


def _three(top: int, bottom: int, edges: tuple[int, int, int, int]) -> Iterator[Run]:
    """A blended, a copied and a blended rectangle, where the copied one is worth two more calls."""
    left, begin, end, right = edges
    if end - begin < 48:
        yield top, bottom, left, right, False
        return
    yield top, bottom, left, begin, False
    yield top, bottom, begin, end, True
    yield top, bottom, end, right, False


def longest_run(flags: NDArray[np.bool_]) -> tuple[int, int]:
    """Where the longest stretch of true values begins and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    if not edges.size:
        return 0, 0
    begins, ends = edges[0::2], edges[1::2]
    longest = int(np.argmax(ends - begins))
    return int(begins[longest]), int(ends[longest])


def mix_pictures(one: Picture, other: Picture, share: float) -> None:
    """Turn the first picture into a mixture with the second; share 1 is all the second."""
    for a, b in ((one.luma, other.luma), (one.cb, other.cb), (one.cr, other.cr)):
        cv2.addWeighted(a, 1 - share, b, share, 0, dst=a)


def defocused(picture: Picture, sigma: float) -> Picture:
    """A picture with alpha out of focus by so many pixels; premultiplied, it needs no care at its edges."""

    def soft(plane: Gray, reach: float) -> Gray:
        return np.asarray(cv2.GaussianBlur(plane, (0, 0), reach), np.uint8)

    alpha = None if picture.alpha is None else soft(picture.alpha, sigma)
    half = None if picture.alpha_half is None else soft(picture.alpha_half, sigma / 2)
    return Picture(soft(picture.luma, sigma), soft(picture.cb, sigma / 2), soft(picture.cr, sigma / 2), alpha, half)


def thinned(picture: Picture, share: float) -> Picture:
    """A picture with alpha, only so much of it there."""

    def less(plane: Gray) -> Gray:
        return np.asarray(cv2.convertScaleAbs(plane, alpha=share), np.uint8)

    alpha = None if picture.alpha is None else less(picture.alpha)
    half = None if picture.alpha_half is None else less(picture.alpha_half)
    return Picture(less(picture.luma), less(picture.cb), less(picture.cr), alpha, half)


def fade_to(picture: Picture, luma: int, share: float) -> None:
    """Fade towards black (luma 16) or white (luma 235)."""
    for plane, value in ((picture.luma, luma), (picture.cb, 128), (picture.cr, 128)):
        cv2.convertScaleAbs(plane, dst=plane, alpha=1 - share, beta=value * share)
