"""Encodes the pictures of one take with the x264 that PyAV carries.

Knows how a take must be encoded so that takes can be joined by copying packets: closed GOPs that
begin with an IDR picture, one thread, the same parameter sets for every take of a film. Refuses to
know what the pictures show; joining is in ``cutter.py``.
"""

from __future__ import annotations

import io
from fractions import Fraction
from types import TracebackType
from typing import Final, Self

import av
import cv2
import numpy as np
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream
from numpy.typing import NDArray

from reelwright.film import FrameSize, Plain
from reelwright.studio.errors import EncodingError
from reelwright.studio.model import PictureSettings
from reelwright.studio.ports import Watch

from .rushes import Rushes

ENCODER_VERSION: Final = 2
"""Goes up whenever the same frames would be encoded otherwise; takes made before are then not reused."""

GOP_SECONDS: Final = 4
"""A take up to this long is one GOP; in a longer one an IDR follows here and every 2 s after."""

_LATER_GOP_SECONDS: Final = 2

# threads=1: x264 writes different bytes for different thread counts, and one process per shot
#   already fills the machine.
# stitchable: parameter sets depend on the settings alone, never on the content, so that a joined
#   film needs only the first take's.
# keyint, scenecut: only this module decides where a GOP begins.
# asm (see ``_parameters``): x264's AVX-512 code for macroblock trees reads memory that nothing was
#   written to (core 165: six different takes in ten runs of the same frames, one in any number with
#   AVX2, which is as quick).
_PARAMETERS: Final = (
    "threads=1:lookahead-threads=1:sliced-threads=0:stitchable=1:"
    "keyint=infinite:min-keyint=1:scenecut=0:open-gop=0:force-cfr=1"
)


_ONE_STEP: Final = "veryfast"
"""The preset whose refinement of motion is cut from two steps to one (``subme``).

Drawn pictures move in whole, flat, outlined pieces. Five shots of the example came 29 % quicker,
1.1 % larger and 0.1 dB of PSNR away; presets that somebody chose for their care are left alone.
"""

_AVX_512F: Final = 13
"""OpenCV's number for that instruction set (CV_CPU_AVX_512F)."""


def _parameters(preset: str) -> str:
    """What x264 is told on this processor."""
    quicker = ":subme=1" if preset == _ONE_STEP else ""
    narrower = ":asm=AVX2" if cv2.checkHardwareSupport(_AVX_512F) else ""
    return f"{_PARAMETERS}{quicker}{narrower}"


class TakeEncoder:
    """Encodes frames into one take: an MP4 in memory, H.264 without sound.

    Used as a context manager; leaving it without ``finish`` throws the frames away.

    Args:
        settings: size, rate, preset and rate factor.
        watch: sees every picture as a decoder will give it, where this machine can show them; the bytes
            are the same with and without.
    """

    def __init__(self, settings: PictureSettings, watch: Watch | None = None) -> None:
        self._size = settings.size
        self._bytes = io.BytesIO()
        self._frames = 0
        self._first_gop = settings.rate.frames(GOP_SECONDS)
        self._later_gop = settings.rate.frames(_LATER_GOP_SECONDS)
        self._picture = _blank_picture(settings.size)
        self._rushes = None if watch is None else Rushes(settings.size, watch)
        try:
            # bitexact keeps version strings of the container library out of the bytes.
            self._container = av.open(self._bytes, "w", format="mp4", options={"fflags": "+bitexact"})
            self._stream = _add_h264_stream(self._container, settings, self._rushes.parameter if self._rushes else "")
        except (av.error.FFmpegError, ValueError) as error:
            raise EncodingError(
                f"the H.264 encoder refuses preset {settings.preset!r} at {settings.size.width}×{settings.size.height}",
                where=str(error),
                mend="choose an x264 preset such as veryfast, and reinstall PyAV if libx264 is missing",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rushes is not None:
            self._rushes.close()
        if not self._bytes.closed:
            # The container writes its index when it is closed; an abandoned take needs none.
            self._bytes.close()

    @property
    def frames(self) -> int:
        """How many frames were added."""
        return self._frames

    def add(self, i420: NDArray[np.uint8], *, idr: bool | None = None) -> None:
        """Encode the next frame; the array may be reused as soon as this returns.

        Args:
            i420: planar 4:2:0 with BT.709 limited-range values, height × 3/2 rows of width bytes:
                the layout that OpenCV calls I420.
            idr: begin a GOP here; by default at the first frame and as ``GOP_SECONDS`` says.

        Raises:
            EncodingError: the array has another shape, or the encoder fails.
        """
        height, width = self._size.height, self._size.width
        if i420.shape != (height * 3 // 2, width) or i420.dtype != np.uint8:
            raise EncodingError(
                f"a frame of {width}×{height} comes as {height * 3 // 2} rows of {width} bytes,"
                f" not {i420.shape} of {i420.dtype}"
            )
        _fill(self._picture, i420)
        self._encode(idr=idr)

    def repeat(self) -> None:
        """Encode the frame that was added last once more.

        Where the preset has B pictures it becomes one: it holds nothing that its neighbours lack, and
        x264 need not find that out (a fifth of the work of a shot on twos).

        Raises:
            EncodingError: nothing was added yet, or the encoder fails.
        """
        if not self._frames:
            raise EncodingError("there is no frame to repeat yet")
        self._encode(kind=PictureType.B if self._stream.codec_context.has_b_frames else PictureType.NONE)

    def _encode(self, *, idr: bool | None = None, kind: PictureType = PictureType.NONE) -> None:
        self._picture.pts = self._frames
        begins = self._begins_gop() if idr is None else idr or not self._frames
        self._picture.pict_type = PictureType.I if begins else kind
        self._mux(self._picture)
        self._frames += 1

    def finish(self) -> bytes:
        """Close the take and give its MP4.

        Raises:
            EncodingError: nothing was added, or the encoder fails.
        """
        if not self._frames:
            raise EncodingError("a take without frames cannot be encoded")
        self._mux(None)
        self._container.close()
        return self._bytes.getvalue()

    def _begins_gop(self) -> bool:
        after = self._frames - self._first_gop
        return self._frames == 0 or (after >= 0 and after % self._later_gop == 0)

    def _mux(self, picture: VideoFrame | None) -> None:
        try:
            packets = self._stream.encode(picture)
            numbers = [packet.pts for packet in packets if packet.pts is not None]  # muxing counts them otherwise
            self._container.mux(packets)
        except (av.error.FFmpegError, ValueError) as error:
            raise EncodingError("the H.264 encoder failed", where=f"frame {self._frames}: {error}") from error
        if self._rushes is not None:
            self._rushes.show(numbers)


def encoder_recipe(settings: PictureSettings) -> dict[str, Plain]:
    """Say what the encoded bytes depend on besides the pictures; changes whenever they would."""
    return {
        "encoder": "x264",
        "version": ENCODER_VERSION,
        "library": ".".join(str(part) for part in av.library_versions["libavcodec"]),
        "pyav": av.__version__,
        "preset": settings.preset,
        "crf": settings.crf,
        "parameters": _parameters(settings.preset),
        "gop_seconds": [GOP_SECONDS, _LATER_GOP_SECONDS],
    }


def _add_h264_stream(container: av.container.OutputContainer, settings: PictureSettings, more: str) -> VideoStream:
    rate = settings.rate.ratio
    stream = container.add_stream(
        "libx264",
        rate=rate,
        width=settings.size.width,
        height=settings.size.height,
        time_base=Fraction(1) / rate,
        options={
            "preset": settings.preset,
            "crf": str(settings.crf),
            "profile": "high",
            "forced-idr": "1",
            "x264-params": _parameters(settings.preset) + more,
        },
    )
    stream.pix_fmt = "yuv420p"
    stream.codec_context.thread_count = 1
    # The renderer converts with the BT.709 matrix; the stream must say the same or players guess.
    stream.color_primaries = ColorPrimaries.BT709
    stream.color_trc = ColorTrc.BT709
    stream.colorspace = Colorspace.ITU709
    stream.color_range = ColorRange.MPEG
    stream.codec_context.open()
    return stream


def _blank_picture(size: FrameSize) -> VideoFrame:
    # One picture is refilled for every frame: x264 copies it before ``encode`` returns.
    picture = VideoFrame(size.width, size.height, "yuv420p")
    picture.colorspace = Colorspace.ITU709
    picture.color_range = ColorRange.MPEG
    picture.color_primaries = ColorPrimaries.BT709
    picture.color_trc = ColorTrc.BT709
    return picture


def _fill(picture: VideoFrame, i420: NDArray[np.uint8]) -> None:
    height, width = picture.height, picture.width
    _copy_plane(picture, 0, i420[:height])
    # In I420 the chroma planes follow as flat runs of bytes; their rows are half as wide.
    chroma = i420[height:].reshape(2, height // 2, width // 2)
    _copy_plane(picture, 1, chroma[0])
    _copy_plane(picture, 2, chroma[1])


def _copy_plane(picture: VideoFrame, index: int, rows: NDArray[np.uint8]) -> None:
    plane = picture.planes[index]
    target = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    target[: rows.shape[0], : rows.shape[1]] = rows
