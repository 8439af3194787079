"""Stills and contact sheets: PyAV decodes, OpenCV sets and writes."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Final

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from reelwright.film import Plain
from reelwright.production.ports import Cell
from reelwright.studio import EncodingError

_STILL_HEIGHT: Final = 640
_JPEG_QUALITY: Final = 84
_CELL_WIDTH: Final = 216
_MARGIN: Final = 24
_WORDS_HEIGHT: Final = 66
_PAPER: Final = (246, 247, 248)
_INK: Final = ((38, 34, 30), (110, 104, 98), (110, 104, 98))


class SheetDarkroom:
    """Makes JPEG stills and PNG contact sheets."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and versions; the picture of a sheet depends on OpenCV's lettering."""
        return {"name": "darkroom", "version": 3, "pyav": av.__version__, "opencv": cv2.__version__}

    def still(self, film: bytes, *, at: float) -> bytes:
        """One frame of a take, small enough for a page."""
        frame = _frame(film, at)
        height, width = frame.shape[:2]
        if height > _STILL_HEIGHT:
            size = (round(width * _STILL_HEIGHT / height), _STILL_HEIGHT)
            frame = np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), np.uint8)
        return _encoded(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])

    def sheet(self, cells: Sequence[Cell]) -> bytes:
        """All cells in rows, as near to a screen's shape as they will go."""
        pictures = [_picture(cell) for cell in cells]
        height = max((picture.shape[0] for picture in pictures), default=_CELL_WIDTH)
        step_x, step_y = _CELL_WIDTH + _MARGIN, height + _WORDS_HEIGHT + _MARGIN
        columns = _columns(len(cells), step_x, step_y)
        rows = -(-len(cells) // columns)
        paper = np.full((rows * step_y + _MARGIN, columns * step_x + _MARGIN, 3), _PAPER, np.uint8)
        for number, (cell, picture) in enumerate(zip(cells, pictures, strict=True)):
            left = _MARGIN + number % columns * step_x
            top = _MARGIN + number // columns * step_y
            paper[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
            _letter(paper, cell.words, left, top + height)
        # Run lengths alone: as small as zlib's search at level 6, in a quarter of the time.
        strategy = [cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
        return _encoded(".png", paper, [cv2.IMWRITE_PNG_COMPRESSION, 3, *strategy])


def _columns(number: int, step_x: int, step_y: int) -> int:
    widest = max(1, round(math.sqrt(number * 1.5 * step_y / step_x)))
    return max(1, min(number or 1, widest, 12))


def _frame(film: bytes, at: float) -> NDArray[np.uint8]:
    """The first frame at or after a moment that other frames build on: those are quicker to get at."""
    last: VideoFrame | None = None
    try:
        with av.open(io.BytesIO(film), "r") as container:
            stream = container.streams.video[0]
            stream.codec_context.skip_frame = "NONREF"
            moment = at * (stream.duration or 0)
            for frame in container.decode(stream):
                last = frame
                if frame.pts is not None and frame.pts >= moment:
                    break
    except (av.error.FFmpegError, IndexError) as error:
        raise EncodingError(f"a take cannot be read: {error}", mend="make it again: move .reel/ away") from error
    if last is None:
        raise EncodingError("a take has no frames", mend="make it again: move .reel/ away")
    return np.asarray(last.to_ndarray(format="bgr24"), np.uint8)


def _picture(cell: Cell) -> NDArray[np.uint8]:
    frame = cv2.imdecode(np.frombuffer(cell.picture, np.uint8), cv2.IMREAD_COLOR)
    if frame is None:
        raise EncodingError("a still cannot be read", mend="make it again: move .reel/ away")
    height = max(1, round(frame.shape[0] * _CELL_WIDTH / frame.shape[1]))
    return np.asarray(cv2.resize(frame, (_CELL_WIDTH, height), interpolation=cv2.INTER_AREA), np.uint8)


def _letter(paper: NDArray[np.uint8], words: Sequence[str], left: int, top: int) -> None:
    # Ids, sizes and times are ASCII, which is all that OpenCV's own letters know.
    for number, word in enumerate(words[: len(_INK)]):
        size = 0.5 if number == 0 else 0.4
        where = (left, top + 20 + 18 * number)
        cv2.putText(paper, word, where, cv2.FONT_HERSHEY_SIMPLEX, size, _INK[number], 1, cv2.LINE_AA)


def _encoded(ending: str, picture: NDArray[np.uint8], options: list[int]) -> bytes:
    done, content = cv2.imencode(ending, picture, options)
    if not done:
        raise EncodingError(f"a picture cannot be written as {ending}", mend="reinstall opencv-python-headless")
    return content.tobytes()
