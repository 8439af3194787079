"""Joins takes into one MP4 by copying their coded pictures, and adds sound and soft subtitles.

Knows how packets, priming and edit lists keep pictures and sound together, and how a file appears
whole or not at all. Refuses to decode or change a picture: what was filmed is what is shown.
"""

from __future__ import annotations

import heapq
import itertools
import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from av.video.stream import VideoStream
from numpy.typing import NDArray

from reelwright.film import Plain, plain_file
from reelwright.studio.errors import EncodingError
from reelwright.studio.model import SAMPLE_RATE, FilmFacts, SoftSubtitles

from .boxes import word_track_headers
from .coded_sound import AUDIO_BIT_RATE, AUDIO_CODER, CodedSound, add_sound, code_sound, planar
from .footage import opened, probe, take_index
from .hls import write_hls
from .languages import three_letters
from .take_index import CodedPicture

_MILLISECOND: Final = Fraction(1, 1000)

# The text encoder makes the sample description of a subtitle track from an ASS header; ours names
# no style, so players use their own.
_SUBTITLE_HEADER: Final = b"[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name\n\n[Events]\nFormat: Text\n"


class PyavCutter:
    """The cutter that works in this process, with the libraries inside PyAV."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """What the bytes of a film depend on besides its takes, sound and words."""
        versions = av.library_versions
        return {
            "cutter": "pyav",
            "pyav": av.__version__,
            "libavformat": ".".join(map(str, versions["libavformat"])),
            "libavcodec": ".".join(map(str, versions["libavcodec"])),
            "audio_bit_rate": AUDIO_BIT_RATE,
            "audio_coder": AUDIO_CODER,
        }

    def join(  # noqa: PLR0913 the port gives each its keyword
        self,
        takes: Sequence[bytes],
        film: Path,
        *,
        sound: bytes | NDArray[np.int16] | NDArray[np.float32],
        coded: bytes = b"",
        subtitles: Sequence[SoftSubtitles] = (),
        title: str = "",
        language: str = "und",
    ) -> int:
        """Write the film; see the port. ``sound`` may also be an array of samples × 2 channels."""
        if not takes:
            raise EncodingError("a film needs one take or more", where=str(film))
        footage = _Footage.of(takes)
        heard = _coded(coded, sound, round(footage.seconds * SAMPLE_RATE))
        with _replacing(film) as unfinished:
            options = {"movflags": "+faststart", "movie_timescale": str(lcm(SAMPLE_RATE, footage.rate.numerator))}
            with av.open(str(unfinished), "w", format="mp4", options=options) as container:
                container.metadata.update({"title": title} if title else {})
                _write(container, footage, heard, subtitles, language)
            _switch_off_words(unfinished)
        return footage.frames

    def code(self, sound: bytes) -> bytes:
        """Code a film's sound before its takes are there; see the port."""
        return code_sound(planar(sound)).write()

    def stream(self, film: Path, folder: Path) -> Path:
        """Write a film anew for streaming; see the port."""
        return write_hls(film, folder)

    def probe(self, film: bytes | Path) -> FilmFacts:
        """Say what a film or take holds; see the port."""
        return probe(film)


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to; when the block ends well it takes the target's place at once."""
    # One name for every run, so that a run that was killed leaves no litter behind the next.
    unfinished = plain_file(target).with_name(f".{target.name}.unfinished")
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())  # a full disk may only say so when the bytes must really lie there
        unfinished.replace(target)
    except (av.error.FFmpegError, OSError) as error:
        raise EncodingError(
            f"the film cannot be written: {error.strerror or error}",
            where=str(target),
            mend="free some space or choose a folder that you may write to, and run again",
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _switch_off_words(film: Path) -> None:
    """Leave subtitle tracks for the viewer to switch on: the pictures may carry the same words.

    The muxer marks the first track of each kind as enabled and cannot be told otherwise; the mark
    is the last bit of the flags in the track's header (ISO 14496-12 §8.3.2).
    """
    with film.open("rb+") as file:
        head = file.read(32)
        moov_at = int.from_bytes(head[:4])
        file.seek(moov_at)
        size = int.from_bytes(file.read(4))
        file.seek(moov_at)
        moov = file.read(size)
        for offset in word_track_headers(moov):
            flags = moov_at + offset + 11
            file.seek(flags)
            file.write(bytes([moov[offset + 11] & 0xFE]))


@dataclass(frozen=True, slots=True)
class _Footage:
    """The takes of one film, checked to fit together."""

    takes: tuple[tuple[CodedPicture, ...], ...]
    first: bytes
    rate: Fraction
    delay: int

    @classmethod
    def of(cls, takes: Sequence[bytes]) -> _Footage:
        pictures: list[tuple[CodedPicture, ...]] = []
        kind: tuple[object, ...] | None = None
        rate = Fraction(1)
        for number, take in enumerate(takes, start=1):
            index = take_index(take)
            rate = index.rate
            this = (index.width, index.height, rate, index.setup)
            kind = kind or this
            if this != kind:
                raise EncodingError(
                    f"take {number} was encoded with other settings than the first",
                    mend="make all takes of a film with one size, rate and preset",
                )
            pictures.append(_checked(number, index.pictures))
        delay = max(at - picture.shown for take in pictures for at, picture in enumerate(take))
        return cls(tuple(pictures), takes[0], rate, delay)

    @property
    def frames(self) -> int:
        return sum(map(len, self.takes))

    @property
    def seconds(self) -> Fraction:
        return self.frames / self.rate


def _checked(number: int, pictures: tuple[CodedPicture, ...]) -> tuple[CodedPicture, ...]:
    if sorted(picture.shown for picture in pictures) != list(range(len(pictures))):
        raise EncodingError(f"take {number} has holes or doubled frames", mend="make that take again")
    if not pictures or not pictures[0].idr or pictures[0].shown:
        raise EncodingError(f"take {number} does not begin with an IDR picture", mend="make that take again")
    return pictures


def _write(
    container: OutputContainer,
    footage: _Footage,
    sound: CodedSound,
    subtitles: Sequence[SoftSubtitles],
    language: str,
) -> None:
    with opened(footage.first) as (_, template):
        video = container.add_stream_from_template(template, opaque=True)
    video.metadata["language"] = three_letters(language)
    audio = add_sound(container, three_letters(language))
    texts = [_add_text(container, track.language) for track in subtitles]
    container.start_encoding()
    tracks = [
        _video_packets(video, footage),
        sound.packets_for(audio),
        *(_text_packets(stream, track, footage.seconds) for stream, track in zip(texts, subtitles, strict=True)),
    ]
    # Packets go in by time, so that the muxer never has to hold more than a moment of film.
    for packet in heapq.merge(*tracks, key=_seconds):
        container.mux(packet)


def _seconds(packet: Packet[Stream]) -> Fraction:
    return (packet.dts or 0) * packet.time_base


def _video_packets(video: VideoStream, footage: _Footage) -> Iterator[Packet[Stream]]:
    # Every take's pictures come in decoding order and fill the grid, so the film's decoding times
    # are simply the grid again, early by the longest reordering of any take.
    begin = 0
    for take in footage.takes:
        for at, picture in enumerate(take):
            packet: Packet[Stream] = Packet(picture.content)
            packet.stream = video
            packet.time_base = 1 / footage.rate
            packet.pts = begin + picture.shown
            packet.dts = begin + at - footage.delay
            packet.duration = 1
            packet.is_keyframe = picture.idr
            yield packet
        begin += len(take)


def _coded(coded: bytes, sound: bytes | NDArray[np.int16] | NDArray[np.float32], length: int) -> CodedSound:
    """The sound as coded before, or coded now when it has not the length of the pictures."""
    before = CodedSound.read(coded) if coded else None
    return before if before and before.samples == length else code_sound(_fit(planar(sound), length))


def _fit(samples: NDArray[np.float32], length: int) -> NDArray[np.float32]:
    return np.pad(samples[:, :length], ((0, 0), (0, max(0, length - samples.shape[1]))))


def _add_text(container: OutputContainer, language: str) -> SubtitleStream:
    text = container.add_stream("mov_text")
    text.codec_context.subtitle_header = _SUBTITLE_HEADER
    text.codec_context.time_base = _MILLISECOND
    text.codec_context.open()
    text.time_base = _MILLISECOND
    text.metadata["language"] = three_letters(language)
    return text


def _text_packets(text: SubtitleStream, track: SoftSubtitles, seconds: Fraction) -> Iterator[Packet[Stream]]:
    cues = lay_flat(track.cues, end=seconds)
    for at, (start, end, words) in enumerate(cues):
        content = words.encode()
        # 3GPP TS 26.245 text sample: a 16-bit length, then UTF-8.
        packet: Packet[Stream] = Packet(struct.pack(">H", len(content)) + content)
        packet.stream = text
        packet.time_base = _MILLISECOND
        packet.pts = packet.dts = start
        # The muxer ends every text with an empty sample; a millisecond keeps that sample's length
        # above zero where the next text follows at once.
        follows = at + 1 < len(cues) and cues[at + 1][0] == end
        packet.duration = max(1, end - start - follows)
        packet.is_keyframe = True
        yield packet


def lay_flat(cues: Iterable[tuple[float, float, str]], *, end: Fraction | float) -> list[tuple[int, int, str]]:
    """Lay cues on whole milliseconds, none over another: a text track shows one thing at a time.

    Cues are cut at the film's end; while two overlap both texts show, the earlier one above.

    Returns:
        Start and end in milliseconds, and the words, in order.
    """
    last = int(end * 1000)
    held = sorted(
        (round(start * 1000), min(round(stop * 1000), last), order, text)
        for order, (start, stop, text) in enumerate(cues)
    )
    edges = sorted({edge for start, stop, _, _ in held if start < stop for edge in (start, stop)})
    flat: list[tuple[int, int, str]] = []
    for start, stop in itertools.pairwise(edges):
        shown = [text for begin, finish, _, text in held if begin <= start and stop <= finish]
        if shown:
            flat.append((start, stop, "\n".join(shown)))
    return flat
