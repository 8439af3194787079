"""Decoding a file with PyAV: facts, pictures, marks and sound in one pass.

Runs in the child process only. A piece that cannot be decoded is passed over and counted; a time
stamp that goes back or leaps away is replaced by the next step.
"""

from __future__ import annotations

import errno
import hashlib
import itertools
import statistics
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Self

import av
import av.error
import numpy as np
from av.audio.resampler import AudioResampler
from av.container.input import InputContainer
from av.video.frame import VideoFrame, supported_np_pix_fmts
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from reelwright.film import Digest
from reelwright.seal.media.errors import MediaDamagedError, MediaFormatError, MediaLimitError
from reelwright.seal.media.grid import Grid
from reelwright.seal.media.magic import STILLS
from reelwright.seal.media.model import (
    LONGEST_SECONDS,
    FrameMark,
    MediaFacts,
    MediaWish,
    Picture,
    PictureFacts,
    PictureWish,
    ReadingEnd,
    SoundBlock,
    SoundFacts,
    Transfer,
)

PICTURE_CODECS: Final = (
    *("h264", "hevc", "vp8", "vp9", "libdav1d", "av1", "mpeg4", "mpeg2video", "mpeg1video", "prores", "dnxhd"),
    *("mjpeg", "png", "webp", "gif", "ffv1", "theora", "h263", "msmpeg4v3"),
)
SOUND_CODECS: Final = (
    *("aac", "mp3", "mp3float", "mp2", "mp2float", "opus", "libopus", "vorbis", "flac", "alac", "ac3", "eac3"),
    *("pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_f32le", "pcm_u8", "pcm_alaw", "pcm_mulaw"),
)
_PEEK: Final = 240
_PEEK_BYTES: Final = 64_000_000
_REORDERED: Final = 16  # pictures may be stored so many places before they are shown (H.264 annex A)
_CURVES: Final = {16: Transfer.PQ, 18: Transfer.HLG}  # ITU-T H.273, table 3
_HOPELESS: Final = 600
_SIGN_OF_LIFE_SECONDS: Final = 1.0


class Decoding:
    """One open file.

    Args:
        source: the file, with read, seek and tell.
        container: the one demultiplexer that may read it.
        pixels: of the largest picture that is allowed.
    """

    def __init__(self, source: object, container: str, pixels: int) -> None:
        codecs = ",".join((*PICTURE_CODECS, *SOUND_CODECS))
        options = {"codec_whitelist": codecs, "format_whitelist": _whole_name(container), "protocol_whitelist": "pipe"}
        self._name, self._pixels = container, pixels
        self._media: InputContainer = av.open(
            source, "r", format=container, container_options=options, metadata_errors="replace"
        )
        shown = [each for each in self._media.streams.video if not each.disposition & each.disposition.attached_pic]
        heard = list(self._media.streams.audio)
        self._video = shown[0] if shown else None
        self._audio = heard[0] if heard else None
        if self._video is None and self._audio is None:
            raise MediaFormatError("the file holds neither pictures nor sound")
        self._check_codecs()
        self._damaged = self._frames = 0
        self._signed = time.monotonic()
        self._clock = _Clock(self._video or self._audio)
        self._peeked: list[Any] = []
        self._scaler = VideoReformatter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._media.close()

    def _check_codecs(self) -> None:
        for stream, allowed in ((self._video, PICTURE_CODECS), (self._audio, SOUND_CODECS)):
            if stream is None:
                continue
            name = stream.codec_context.name if stream.codec_context is not None else "nothing known"
            if name not in allowed:
                raise MediaFormatError(
                    f"{name} is not decoded here", mend="export it as H.264, HEVC, VP9, AV1 or ProRes, with AAC or Opus"
                )
        if self._video is not None:
            self._check_size(self._video.codec_context.width, self._video.codec_context.height)
            self._video.codec_context.thread_count = 1

    def _film(self) -> VideoStream:
        if self._video is None:
            raise MediaFormatError("the file holds no pictures")
        return self._video

    def _check_size(self, width: int, height: int) -> None:
        if width * height > self._pixels:
            raise MediaLimitError(
                f"a picture of {width}×{height} is larger than {self._pixels} pixels", mend="scale it down first"
            )

    def facts(self) -> MediaFacts:
        """What the file holds; decodes to the first picture, or the first sound where there is no picture."""
        sound = None
        if self._audio is not None:
            context = self._audio.codec_context
            sound = SoundFacts(context.codec.canonical_name, context.sample_rate, context.channels)
        if self._video is None:
            if next(self._sounds(8000), None) is None:
                raise MediaDamagedError("no sound could be decoded", mend="fetch or export it again")
            return MediaFacts(self._name, self._claimed(), None, sound)
        frame = next((one for one, _ in self._pictures() if one is not None), None)
        if frame is None:
            raise MediaDamagedError("no picture could be decoded", mend="fetch or export it again")
        still = self._name in STILLS
        return MediaFacts(
            self._name, None if still else self._claimed(), self._picture_facts(frame, still=still), sound, still
        )

    def _claimed(self) -> Fraction | None:
        claimed = self._media.duration
        return Fraction(claimed, 1_000_000) if claimed is not None and claimed > 0 else None

    def _picture_facts(self, frame: VideoFrame, *, still: bool) -> PictureFacts:
        video = self._film()
        turned = -frame.rotation % 360
        width, height = _shown_size(frame, video.sample_aspect_ratio)
        if turned % 180:
            width, height = height, width
        times = sorted(packet.pts for packet in self._peeked if packet.pts is not None and packet.stream is video)
        times = times if len(self._peeked) < _PEEK else times[:-_REORDERED]
        rate = video.average_rate
        return PictureFacts(
            video.codec_context.codec.canonical_name,
            width,
            height,
            frame.width,
            frame.height,
            turned,
            None if still or not rate or rate <= 0 else Fraction(rate),
            not still and _uneven(times),
            max(0, video.frames),
            max(component.bits for component in frame.format.components),
            _CURVES.get(int(frame.color_trc), Transfer.SDR),
        )

    def items(self, wish: MediaWish) -> Iterator[Picture | FrameMark | SoundBlock | ReadingEnd | None]:
        """What was wished for, then the end; None is a sign of life.

        Raises:
            MediaDamagedError: nothing could be decoded.
        """
        heard_alone = wish.sound_rate and self._audio is not None and not (wish.pictures or wish.marks)
        if self._video is None or heard_alone:
            yield from self._sounds(wish.sound_rate or 8000, keep=bool(wish.sound_rate), wish=wish)
        else:
            yield from self._shown(wish)
        if not self._frames and not self._clock.end:
            raise MediaDamagedError("nothing could be decoded", mend="fetch or export it again")
        yield ReadingEnd(self._frames, self._damaged, self._clock.end)

    def _shown(self, wish: MediaWish) -> Iterator[Picture | FrameMark | SoundBlock | None]:
        if wish.since > 2 and not wish.marks and self._name not in STILLS:
            self._go_near(wish.since)
        grid, namer = Grid.of(wish), FrameNamer()
        resampler = AudioResampler(format="s16", layout="mono", rate=wish.sound_rate) if wish.sound_rate else None
        for frame, sound in self._pictures(sound=resampler is not None):
            if frame is None:
                if sound is not None and resampler is not None:
                    yield from self._blocks(sound, resampler, wish)
                continue
            when = self._clock.next(frame)
            if wish.until is not None and when >= wish.until:
                break
            if wish.marks:
                yield from namer.name(FrameMarkOf(self._frames - 1, when), frame)
            if wish.pictures and grid.takes(when):
                yield self._picture(frame, when, wish.pictures)
            if self._quiet():
                yield None
        yield from namer.rest()

    def _go_near(self, since: Fraction) -> None:
        video = self._film()
        offset = int(since / (video.time_base or Fraction(1, 1000))) + (video.start_time or 0)
        try:
            self._media.seek(offset, stream=video)
        except av.error.FFmpegError:
            self._media.seek(0)

    def _picture(self, frame: VideoFrame, when: Fraction, wish: PictureWish) -> Picture:
        video = self._film()
        width, height = _shown_size(frame, video.sample_aspect_ratio)
        share = min(Fraction(1), Fraction(wish.long_side, max(width, height)))
        size = {"width": max(1, round(width * share)), "height": max(1, round(height * share))}
        colours = "rgb24" if wish.colour else "gray"
        # One that stays: a picture's own ``reformat`` works out every time anew how it is scaled.
        small = self._scaler.reformat(frame, **size, format=colours, interpolation="AREA").to_ndarray()
        small = np.rot90(small, (frame.rotation % 360) // 90)
        return Picture(when, small.shape[1], small.shape[0], wish.colour, np.ascontiguousarray(small).tobytes())

    def _pictures(self, *, sound: bool = False) -> Iterator[tuple[VideoFrame | None, Any]]:
        streams = [stream for stream in (self._video, self._audio if sound else None) if stream is not None]
        for packet in itertools.chain(self._peek(streams), self._packets(streams)):
            for frame in self._decoded(packet):
                if isinstance(frame, VideoFrame):
                    self._check_size(frame.width, frame.height)
                    self._frames += 1
                    yield frame, None
                else:
                    yield None, frame
            if not self._frames and self._damaged > _HOPELESS:
                return

    def _peek(self, streams: list[Any]) -> list[Any]:
        held = 0
        for packet in self._packets(streams):
            self._peeked.append(packet)
            held += packet.size
            if len(self._peeked) >= _PEEK or held > _PEEK_BYTES:
                break
        return self._peeked

    def _packets(self, streams: list[Any]) -> Iterator[Any]:
        try:
            yield from self._media.demux(streams)
        except (av.error.InvalidDataError, av.error.EOFError, av.error.PermissionError):
            self._damaged += 1

    def _decoded(self, packet: Any) -> list[Any]:  # noqa: ANN401 PyAV's packets are generic over their stream
        try:
            return list(packet.decode())
        except av.error.EOFError:  # the empty packet at the end, when the decoder had nothing left
            return []
        except av.error.FFmpegError as error:
            if error.errno == errno.ENOMEM:
                raise MemoryError from error
            self._damaged += 1
            return []

    def _sounds(self, rate: int, *, keep: bool = True, wish: MediaWish | None = None) -> Iterator[SoundBlock | None]:
        resampler = AudioResampler(format="s16", layout="mono", rate=rate)
        for packet in self._packets([self._audio]):
            for frame in self._decoded(packet):
                for block in self._blocks(frame, resampler, wish or MediaWish(), alone=True):
                    if keep:
                        yield block
            if self._quiet():
                yield None

    def _blocks(
        self,
        frame: Any,  # noqa: ANN401 PyAV's frames are generic over their kind
        resampler: AudioResampler,
        wish: MediaWish,
        *,
        alone: bool = False,
    ) -> Iterator[SoundBlock]:
        start = self._clock.sound(frame, is_only=self._video is None, is_heard_alone=alone)
        for part in resampler.resample(frame):
            if start >= wish.since and (wish.until is None or start < wish.until):
                yield SoundBlock(start, resampler.rate, part.to_ndarray().astype("<i2").tobytes())

    def _quiet(self) -> bool:
        now = time.monotonic()
        if now - self._signed < _SIGN_OF_LIFE_SECONDS:
            return False
        self._signed = now
        return True


class _Clock:
    """Gives each picture a time that never goes back, from time stamps that may lie."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 a video or an audio stream
        self._base = stream.time_base or Fraction(1, 1000)
        self._zero = None if stream.start_time is None else stream.start_time * self._base
        rate = getattr(stream, "average_rate", None) or getattr(stream, "guessed_rate", None)
        self._step = 1 / Fraction(rate) if rate and 0 < rate <= 1000 else Fraction(1, 25)
        self._last: Fraction | None = None
        self.end = Fraction(0)

    def next(self, frame: VideoFrame) -> Fraction:
        """The time of the next picture."""
        stamped = None if frame.pts is None else frame.pts * (frame.time_base or self._base)
        if self._zero is None and stamped is not None:
            self._zero = stamped
        when = None if stamped is None or self._zero is None else stamped - self._zero
        if when is None or when > LONGEST_SECONDS or when < 0 or (self._last is not None and when <= self._last):
            when = Fraction(0) if self._last is None else self._last + self._step
        self._last = when
        self.end = max(self.end, when + self._step)
        return when

    def sound(self, frame: Any, *, is_only: bool, is_heard_alone: bool) -> Fraction:  # noqa: ANN401 an audio frame
        """When a block of sound begins; it moves the end only where no picture is decoded.

        Args:
            frame: the block.
            is_only: the file has no picture, so its time begins with its sound.
            is_heard_alone: no picture is decoded.
        """
        stamped = self.end if frame.pts is None else frame.pts * frame.time_base
        if self._zero is None:
            self._zero = stamped if is_only else Fraction(0)
        start = max(Fraction(0), stamped - self._zero)
        if start > LONGEST_SECONDS:
            start = self.end
        if is_heard_alone:
            self.end = max(self.end, start + Fraction(frame.samples, frame.sample_rate))
        return start


_PLANAR: Final = frozenset({"yuv420p", "yuvj420p", "yuv444p", "yuvj444p", "gray"})
_WAITING: Final = 3
_AT_HAND: Final = 1 << 17


@dataclass(frozen=True, slots=True)
class FrameMarkOf:
    """Which picture is to be named."""

    index: int
    time: Fraction


class FrameNamer:
    """Names pictures on a second processor while the next ones are decoded.

    A few rows at a time are laid beside one another and counted while they are still at hand: a whole picture that is
    put together first goes out to memory and must come back.
    """

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: deque[tuple[FrameMarkOf, Future[str]]] = deque()

    def name(self, which: FrameMarkOf, frame: VideoFrame) -> Iterator[FrameMark]:
        """Begin with a picture, and give those that were begun some pictures ago."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1)
        self._waiting.append((which, self._pool.submit(_named, *_planes(frame))))
        if len(self._waiting) > _WAITING:
            yield self._next()

    def rest(self) -> Iterator[FrameMark]:
        """Give all that were begun."""
        while self._waiting:
            yield self._next()
        if self._pool is not None:
            self._pool.shutdown()

    def _next(self) -> FrameMark:
        which, named = self._waiting.popleft()
        return FrameMark(which.index, which.time, Digest(named.result()))


def _named(head: bytes, planes: list[np.ndarray[Any, Any]]) -> str:
    digest = hashlib.sha256(head)
    for plane in planes:
        if plane.flags.c_contiguous:
            digest.update(plane.data)
            continue
        rows = max(1, _AT_HAND // plane.shape[1])
        beside = np.empty((rows, plane.shape[1]), np.uint8)
        for first in range(0, len(plane), rows):
            some = plane[first : first + rows]
            np.copyto(beside[: len(some)], some)
            digest.update(beside[: len(some)].data)
    return digest.hexdigest()


def _planes(frame: VideoFrame) -> tuple[bytes, list[np.ndarray[Any, Any]]]:
    """The beginning of a picture's digest, and its planes without padding, in the order in which they count.

    The planes are the picture's own and keep it alive.
    """
    name = frame.format.name
    if name in _PLANAR:
        shown: list[Any] = list(frame.planes)  # a plane is a buffer, which its types do not say
        rows = [np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size) for plane in shown]
        planes = [each[: plane.height, : plane.width] for each, plane in zip(rows, shown, strict=True)]
    else:
        if name not in supported_np_pix_fmts:
            name, frame = "rgb48le", frame.reformat(format="rgb48le")
        whole = np.ascontiguousarray(frame.to_ndarray())
        planes = [whole.view(np.uint8).reshape(1, -1)]
    return _head(name, frame.width, frame.height), planes


def _head(pixels: str, width: int, height: int) -> bytes:
    return f"reelwright.frame.v1\0{pixels}\0{width}\0{height}\0".encode()


def i420_digest(i420: bytes, width: int, height: int) -> Digest:
    """The digest of a picture of 4:2:0 whose planes lie one after the other, as if it had been decoded."""
    return Digest(_named(_head("yuv420p", width, height), [np.frombuffer(i420, np.uint8)]))


def _shown_size(frame: VideoFrame, pixel_shape: Fraction | None) -> tuple[int, int]:
    # Odd shapes of pixels (ITU-T H.264 annex E allows any) are taken for lies beyond 4:1.
    shape = pixel_shape if pixel_shape and Fraction(1, 4) <= pixel_shape <= 4 else Fraction(1)
    return max(1, round(frame.width * shape)), frame.height


def _uneven(times: list[int]) -> bool:
    steps = [after - before for before, after in itertools.pairwise(times) if after > before]
    if len(steps) < 3:
        return False
    usual = statistics.median(steps)
    # Containers that count milliseconds round every step; only more than a quarter is a change of pace.
    return any(abs(step - usual) > max(1, usual / 4) for step in steps)


def _whole_name(container: str) -> str:
    return {"mov": "mov,mp4,m4a,3gp,3g2,mj2", "matroska": "matroska,webm"}.get(container, container)
