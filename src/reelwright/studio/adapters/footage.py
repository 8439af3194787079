"""Reads films and takes back: their facts, their coded pictures, their soft words.

Knows the frame grid of a constant-rate H.264 film in MP4. Refuses to write anything; that is
``x264.py``, ``cutter.py`` and ``hls.py``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelwright.film import FrameSize
from reelwright.studio.errors import EncodingError
from reelwright.studio.model import FilmFacts, StreamFacts

from .take_index import CodedPicture, TakeIndex, read_index


@contextmanager
def opened(film: bytes | Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """Open a film and its one picture stream.

    Raises:
        EncodingError: it cannot be read, or holds no picture stream.
    """
    where = str(film) if isinstance(film, Path) else "a take in memory"
    try:
        with av.open(io.BytesIO(film) if isinstance(film, bytes) else str(film), "r", format="mp4") as container:
            if not container.streams.video:
                raise EncodingError("this file holds no pictures", where=where)
            yield container, container.streams.video[0]
    except (av.error.FFmpegError, OSError) as error:
        reason = error.strerror or str(error)
        raise EncodingError(f"this film cannot be read: {reason}", where=where, mend="make it again") from error


def probe(film: bytes | Path) -> FilmFacts:
    """Say what a film or take holds, from its index alone.

    Raises:
        EncodingError: it cannot be read.
    """
    with opened(film) as (container, video):
        streams = tuple(
            StreamFacts(stream.type, stream.codec_context.name, stream.language or "und", _seconds(stream))
            for stream in container.streams
        )
        return FilmFacts(
            size=FrameSize(video.width, video.height),
            frames=video.frames,
            rate=_rate(video),
            title=container.metadata.get("title", ""),
            streams=streams,
        )


def coded_pictures(container: InputContainer, video: VideoStream) -> Iterator[CodedPicture]:
    """Give the coded pictures of an open film in decoding order.

    Raises:
        EncodingError: a picture does not stand on the frame grid.
    """
    ticks = 1 / (_rate(video) * _time_base(video))
    for packet in container.demux(video):
        if not packet.size:
            continue
        shown = Fraction(packet.pts or 0) / ticks
        if shown.denominator != 1:
            raise EncodingError("a picture stands between two frames of the grid", where=f"at {float(shown)} frames")
        yield CodedPicture(bytes(packet), int(shown), packet.is_keyframe)


def take_index(take: bytes) -> TakeIndex:
    """The coded pictures of a take: from its index, or by the library where its form is another.

    Raises:
        EncodingError: it cannot be read, or a picture does not stand on the frame grid.
    """
    known = read_index(take)
    if known is not None:
        return known
    with opened(take) as (container, video):
        setup = video.codec_context.extradata or b""
        rate = Fraction(video.average_rate or 0)
        return TakeIndex(video.width, video.height, rate, setup, tuple(coded_pictures(container, video)))


def soft_cues(film: Path) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Read the soft subtitles of a film: for each track its language and cues in milliseconds.

    Raises:
        EncodingError: the film cannot be read.
    """
    with opened(film) as (container, _):
        found: dict[int, tuple[str, list[tuple[int, int, str]]]] = {
            stream.index: (stream.language or "und", []) for stream in container.streams.subtitles
        }
        if found:
            for packet in container.demux(*container.streams.subtitles):
                words = _words(bytes(packet))
                if words and packet.pts is not None:
                    start, length = packet.pts * packet.time_base, (packet.duration or 0) * packet.time_base
                    cue = (round(start * 1000), round((start + length) * 1000), words)
                    found[packet.stream_index][1].append(cue)
    return list(found.values())


def _words(sample: bytes) -> str:
    # 3GPP TS 26.245: a 16-bit length, then the text; style boxes may follow.
    return sample[2 : 2 + int.from_bytes(sample[:2])].decode("utf-8", "replace")


def decoded_pictures(container: InputContainer, video: VideoStream) -> Iterator[VideoFrame]:
    """Give the pictures of an open film in the order in which they are shown."""
    video.thread_type = "NONE"
    yield from container.decode(video)


def _rate(video: VideoStream) -> Fraction:
    if not video.average_rate:
        raise EncodingError("this film has no frame rate", mend="make it again")
    return Fraction(video.average_rate)


def _time_base(video: VideoStream) -> Fraction:
    return Fraction(video.time_base or 1)


def _seconds(stream: av.stream.Stream) -> Fraction:
    return Fraction(stream.duration or 0) * Fraction(stream.time_base or 0)
