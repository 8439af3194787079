"""The process that burns a label into a film: reads it from standard input, answers with an MP4.

Gives up every right before it looks at the first byte, like the process that decodes. The sound is
copied as it is where MP4 can hold it. On standard error it says how far it is: one byte for each hundredth.
"""

from __future__ import annotations

import io
import sys
from fractions import Fraction
from typing import Any, Final

import av
import av.error
import cv2
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container.input import InputContainer
from av.container.output import OutputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from .media.child import Source, make_ready
from .media.confinement import confine
from .media.decoding import PICTURE_CODECS, SOUND_CODECS

LARGE: Final = 0.08  # of the shorter side; capitals are then 5.7 % of it, where the law asks for 5 %
_SMALL: Final = 0.03
_KEPT: Final = frozenset({"aac", "mp3", "ac3", "eac3", "opus", "alac", "flac"})
_MEMORY: Final = 3 << 30
_SECONDS: Final = 4 * 3600
_WHOLE: Final = 100


class Brush:
    """Letters a label into pictures of one size."""

    def __init__(self, words: str, width: int, height: int) -> None:
        side = min(width, height)
        self._large = _letters(words, round(LARGE * side) + 1)
        self._small = _letters(words, max(8, round(_SMALL * side)))
        self._at = max(4, round(0.04 * side))
        if self._large.shape[1] + 2 * self._at > width or self._large.shape[0] + 2 * self._at > height:
            raise ValueError("the label does not fit into the picture at the size that the law asks for")

    def paint(self, picture: NDArray[np.uint8], *, large: bool) -> None:
        """Letter one picture: white with a dark rim, at the upper left."""
        ink = self._large if large else self._small
        height, width = ink.shape
        place = picture[self._at : self._at + height, self._at : self._at + width]
        rim = cv2.dilate(ink, np.ones((5, 5), np.uint8))
        for mask, shade in ((rim, 0), (ink, 255)):
            share = mask[: place.shape[0], : place.shape[1], None].astype(np.float32) / 255
            place[:] = (place * (1 - share) + shade * share).astype(np.uint8)


def _letters(words: str, size: int) -> NDArray[np.uint8]:
    face = cv2.FontFace("sans")
    _, _, width, _ = cv2.getTextSize((1, 1), words, (0, 0), face, size, 700)
    ink = np.zeros((round(size * 1.5), int(width) + size // 2), np.uint8)
    cv2.putText(ink, words, (size // 4, round(size * 1.1)), (255,), face, size, 700)
    if not ink.any():
        raise ValueError("the label cannot be written with the letters that are here")
    return ink


def burn(source: object, container: str, words: str, seconds: float) -> bytes:
    """The film with its label, as an MP4."""
    codecs = ",".join((*PICTURE_CODECS, *SOUND_CODECS))
    options = {"codec_whitelist": codecs, "protocol_whitelist": "pipe"}
    target = io.BytesIO()
    with (
        av.open(source, "r", format=container, container_options=options, metadata_errors="replace") as film,
        av.open(target, "w", format="mp4") as labelled,
    ):
        _Burning(film, labelled, words, seconds).run()
    return target.getvalue()


class _Burning:
    def __init__(self, film: InputContainer, labelled: OutputContainer, words: str, seconds: float) -> None:
        self._film, self._out, self._words, self._seconds = film, labelled, words, seconds
        if not film.streams.video:
            raise ValueError("there are no pictures to put a label on")
        self._video = film.streams.video[0]
        self._sound = film.streams.audio[0] if film.streams.audio else None
        self._shown = self._add_video(self._video)
        self._copied = self._sound is not None and self._sound.codec_context.name in _KEPT
        self._heard = None if self._sound is None else self._add_sound(self._sound)
        self._brush: Brush | None = None
        self._said = 0

    def _add_video(self, video: VideoStream) -> VideoStream:
        rate = video.average_rate or video.guessed_rate or Fraction(25)
        shown = self._out.add_stream("libx264", rate=rate, options={"preset": "veryfast", "crf": "18"})
        context = video.codec_context
        shown.width, shown.height, shown.pix_fmt = context.width // 2 * 2, context.height // 2 * 2, "yuv420p"
        shown.codec_context.time_base = video.time_base or Fraction(1, 90_000)
        return shown

    def _add_sound(self, sound: AudioStream) -> AudioStream:
        if self._copied:
            return self._out.add_stream_from_template(sound)
        return self._out.add_stream("aac", rate=sound.codec_context.sample_rate)

    def run(self) -> None:
        wanted = [self._video] if self._sound is None else [self._video, self._sound]
        for packet in self._film.demux(wanted):
            if packet.stream is self._video:
                for frame in packet.decode():
                    if isinstance(frame, VideoFrame):
                        self._out.mux(self._shown.encode(self._painted(frame)))
            else:
                self._hear(packet)
        self._out.mux(self._shown.encode(None))
        if self._heard is not None and not self._copied:
            self._out.mux(self._heard.encode(None))

    def _hear(self, packet: Packet[Any]) -> None:
        """Copy a piece of sound, or encode it anew where MP4 does not hold its kind."""
        if self._heard is None:
            return
        if self._copied:
            if packet.dts is not None:
                packet.stream = self._heard
                self._out.mux(packet)
            return
        for sound in packet.decode():
            if isinstance(sound, AudioFrame):
                self._out.mux(self._heard.encode(sound))

    def _painted(self, frame: VideoFrame) -> VideoFrame:
        if frame.rotation:
            raise ValueError("the film says that players turn it; turn it first")
        whole = np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
        picture = np.ascontiguousarray(whole[: self._shown.height, : self._shown.width])
        if self._brush is None:
            self._brush = Brush(self._words, picture.shape[1], picture.shape[0])
        self._brush.paint(picture, large=float(frame.time or 0) < self._seconds)
        painted = VideoFrame.from_ndarray(picture, format="bgr24")
        painted.pts, painted.time_base = frame.pts, frame.time_base
        self._tell(float(frame.time or 0))
        return painted

    def _tell(self, time: float) -> None:
        share = int(100 * time * av.time_base / self._film.duration) if self._film.duration else 0
        if self._said < share <= _WHOLE:
            self._said = share
            sys.stderr.buffer.write(bytes([share]))
            sys.stderr.buffer.flush()


def main(arguments: list[str]) -> None:
    """Answer with the film, or with a line that begins with "!"."""
    container, words, seconds = arguments
    av.logging.set_level(av.logging.PANIC)
    make_ready()
    cv2.FontFace("sans")
    confine(_MEMORY, _SECONDS)
    try:
        answer = burn(Source(), container, words, float(seconds))
    except (av.error.FFmpegError, ValueError) as error:
        answer = f"!{error}".encode()
    except MemoryError:
        answer = b"!the film is too long to be labelled in memory"
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
