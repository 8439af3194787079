"""Sees pictures of 4:2:0 as the reader would have decoded them: the adapter of ``Eye``.

Knows how PyAV scales a decoded picture of BT.709 at limited range, which is what our encoder writes.
"""

from __future__ import annotations

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter
from numpy.typing import NDArray

from reelwright.film import Digest, Plain

from .decoding import i420_digest


class PlanarEye:
    """Names and shrinks pictures in this process; they are our own encoder's and need no child."""

    def __init__(self) -> None:
        self._scaler = VideoReformatter()
        self._frame: VideoFrame | None = None

    @property
    def recipe(self) -> dict[str, Plain]:
        """What scales."""
        return {"pyav": av.__version__}

    def see(self, i420: bytes, size: tuple[int, int], long_side: int) -> tuple[Digest, NDArray[np.uint8]]:
        """The picture's name, and the picture small and grey."""
        frame = self._frame_of(size)
        at = 0
        for plane in frame.planes:
            rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
            count = plane.width * plane.height
            given = np.frombuffer(i420, np.uint8, count, at).reshape(plane.height, plane.width)
            rows[: plane.height, : plane.width] = given
            at += count
        share = min(1.0, long_side / max(frame.width, frame.height))
        width, height = max(1, round(frame.width * share)), max(1, round(frame.height * share))
        small = self._scaler.reformat(frame, width=width, height=height, format="gray", interpolation="AREA")
        return i420_digest(i420, *size), np.asarray(small.to_ndarray(), np.uint8)

    def _frame_of(self, size: tuple[int, int]) -> VideoFrame:
        """A picture of a size to fill again and again."""
        if self._frame is None or (self._frame.width, self._frame.height) != size:
            self._frame = VideoFrame(*size, "yuv420p")
            self._frame.color_range, self._frame.colorspace = ColorRange.MPEG, Colorspace.ITU709
            self._frame.color_primaries, self._frame.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        return self._frame
