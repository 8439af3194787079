"""Writes a film for streaming: HTTP Live Streaming (RFC 8216) with fragmented MP4 segments.

Knows three picture sizes, one sound and any soft subtitles, cut at IDR pictures. The largest size
is the film's own coded pictures; the smaller ones are encoded anew with IDRs at the same frames, so
that a player can change size at any segment. Refuses to know where the film will be served.
"""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from reelwright.film import FrameRate, FrameSize
from reelwright.studio.errors import EncodingError
from reelwright.studio.model import FilmFacts, PictureSettings

from .boxes import boxes, decode_time, first_edit, media_timescale, put_off
from .footage import coded_pictures, decoded_pictures, opened, probe, soft_cues
from .languages import two_letters
from .playlists import (
    INIT,
    MEDIA,
    MediaSegment,
    Rendition,
    Streaming,
    master_playlist,
    media_playlist,
    segment_name,
    webvtt_segment,
)
from .x264 import TakeEncoder

SEGMENT_SECONDS: Final = 4
"""Segments are as long as GOPs allow, but no longer than this."""

MASTER: Final = "master.m3u8"

_SHARES: Final = (Fraction(2, 3), Fraction(4, 9))  # 1080 → 720 → 480
_PRESET: Final = "veryfast"
_CRF: Final = 22


def write_hls(film: Path, folder: Path) -> Path:
    """Write a film's streaming folder, whole or not at all, and give the master playlist's path.

    Args:
        film: a film as the cutter joins it.
        folder: a new folder, or one that this function wrote before.

    Raises:
        EncodingError: the film cannot be read, the folder holds something else, or it cannot be
            written.
    """
    _refuse_strangers(folder)
    streaming = _streaming(film)
    with _replacing_folder(folder) as unfinished:
        for rendition in streaming.renditions:
            _write(unfinished / rendition.name, rendition, target_seconds=streaming.target_seconds)
        (unfinished / MASTER).write_text(master_playlist(streaming), encoding="utf-8", newline="\n")
    return folder / MASTER


def ladder(size: FrameSize) -> tuple[FrameSize, ...]:
    """The three picture sizes for a film: its own, two thirds and four ninths, sides even."""
    return size, *(FrameSize(_even(size.width * share), _even(size.height * share)) for share in _SHARES)


def _even(side: Fraction) -> int:
    return max(16, round(side / 2) * 2)


def _streaming(film: Path) -> Streaming:
    facts = probe(film)
    with opened(film) as (container, video):
        idrs = frozenset(picture.shown for picture in coded_pictures(container, video) if picture.idr)
    sizes = ladder(facts.size)
    films: list[bytes | Path] = [film, *_smaller(film, facts, sizes[1:], idrs)]
    pictures = tuple(_pictures(one, size, facts.seconds) for one, size in zip(films, sizes, strict=True))
    bounds = [segment.seconds for segment in pictures[0].segments]
    return Streaming(facts.rate, pictures, tuple(_sounds(film, facts)), tuple(_words(film, bounds)))


def _smaller(film: Path, facts: FilmFacts, sizes: Sequence[FrameSize], idrs: frozenset[int]) -> list[bytes]:
    rate = FrameRate(facts.rate.numerator, facts.rate.denominator)
    encoders = [TakeEncoder(PictureSettings(size, rate, preset=_PRESET, crf=_CRF)) for size in sizes]
    with opened(film) as (container, video):
        for index, picture in enumerate(decoded_pictures(container, video)):
            for encoder, size in zip(encoders, sizes, strict=True):
                encoder.add(_scaled(picture, size), idr=index in idrs)
    return [encoder.finish() for encoder in encoders]


def _scaled(picture: VideoFrame, size: FrameSize) -> NDArray[np.uint8]:
    small = picture.reformat(width=size.width, height=size.height, format="yuv420p", interpolation="AREA")
    return np.asarray(small.to_ndarray(), np.uint8)


def _pictures(film: bytes | Path, size: FrameSize, seconds: Fraction) -> Rendition:
    with opened(film) as (_, video):
        header = video.codec_context.extradata or b""
    # RFC 6381 §3.3: profile, constraints and level are bytes 1 to 3 of the decoder configuration.
    codec = f"avc1.{header[1:4].hex()}"
    init, fragments = _fragments(film, "video", {"movflags": "+frag_keyframe"}, seconds)
    return Rendition(f"{min(size.width, size.height)}p", codec, "m4s", init, tuple(gather(fragments)), size=size)


def _sounds(film: Path, facts: FilmFacts) -> Iterator[Rendition]:
    # A little under the limit, because a fragment ends with the first packet that passes it.
    limit = {"frag_duration": str(SEGMENT_SECONDS * 1_000_000 - 100_000)}
    sound = next((stream for stream in facts.streams if stream.kind == "audio"), None)
    if sound:
        init, fragments = _fragments(film, "audio", limit, facts.seconds)
        yield Rendition("sound", "mp4a.40.2", "m4s", init, fragments, two_letters(sound.language))


def _words(film: Path, bounds: Sequence[Fraction]) -> Iterator[Rendition]:
    seen: Counter[str] = Counter()
    for tag, cues in soft_cues(film):
        language = two_letters(tag)
        seen[language] += 1
        name = f"words-{language}" + (f"-{seen[language]}" if seen[language] > 1 else "")
        yield Rendition(name, "", "vtt", b"", tuple(_word_segments(cues, bounds)), language)


def _word_segments(cues: Sequence[tuple[int, int, str]], bounds: Sequence[Fraction]) -> Iterator[MediaSegment]:
    begin = Fraction(0)
    for seconds in bounds:
        end = begin + seconds
        # RFC 8216 §3.5: a cue stands in every segment that it reaches into.
        shown = [cue for cue in cues if cue[0] < end * 1000 and cue[1] > begin * 1000]
        yield MediaSegment(seconds, webvtt_segment(shown).encode())
        begin = end


def _fragments(
    film: bytes | Path, kind: str, cut: dict[str, str], seconds: Fraction
) -> tuple[bytes, tuple[MediaSegment, ...]]:
    """Copy one stream into a fragmented MP4 and take that apart: its head, and each fragment."""
    # delay_moov: the head is written when the first packets are known, with the edit list that
    # takes away the pictures' reordering delay and the sound's priming.
    movflags = "+delay_moov+default_base_moof" + cut.get("movflags", "")
    written = io.BytesIO()
    with (
        opened(film) as (source, _),
        av.open(written, "w", format="mp4", options={**cut, "movflags": movflags, "fflags": "+bitexact"}) as target,
    ):
        template = next(stream for stream in source.streams if stream.type == kind)
        stream = target.add_stream_from_template(template, opaque=True)
        for packet in source.demux(template):
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    return _taken_apart(written.getvalue(), seconds)


def _taken_apart(content: bytes, seconds: Fraction) -> tuple[bytes, tuple[MediaSegment, ...]]:
    found = list(boxes(content))
    heads = [box.start for box in found if box.kind == "moof"]
    ends = [*heads[1:], max(box.end for box in found if box.kind == "mdat")]
    init = content[: heads[0]]
    parts = [content[start:end] for start, end in zip(heads, ends, strict=True)]
    starts = [Fraction(0), *(_shown_at(init, part) for part in parts[1:])]
    lengths = [end - start for start, end in zip(starts, [*starts[1:], seconds], strict=True)]
    return init, tuple(MediaSegment(length, part) for length, part in zip(lengths, parts, strict=True))


def _shown_at(init: bytes, fragment: bytes) -> Fraction:
    """When a fragment's first sample is seen or heard: decoded, put off, and moved by the edit list."""
    return Fraction(decode_time(fragment) + put_off(fragment) - first_edit(init), media_timescale(init))


def gather(fragments: Sequence[MediaSegment]) -> Iterator[MediaSegment]:
    """Join neighbouring GOPs into segments of up to ``SEGMENT_SECONDS``; none is lost or split."""
    held: list[MediaSegment] = []
    for fragment in fragments:
        if held and sum(one.seconds for one in held) + fragment.seconds > SEGMENT_SECONDS:
            yield _joined(held)
            held = []
        held.append(fragment)
    if held:
        yield _joined(held)


def _joined(parts: Sequence[MediaSegment]) -> MediaSegment:
    return MediaSegment(sum((part.seconds for part in parts), Fraction(0)), b"".join(part.content for part in parts))


def _write(folder: Path, rendition: Rendition, *, target_seconds: int) -> None:
    folder.mkdir()
    if rendition.init:
        (folder / INIT).write_bytes(rendition.init)
    for number, segment in enumerate(rendition.segments):
        (folder / segment_name(rendition, number)).write_bytes(segment.content)
    text = media_playlist(rendition, target_seconds=target_seconds)
    (folder / MEDIA).write_text(text, encoding="utf-8", newline="\n")


def _refuse_strangers(folder: Path) -> None:
    """A folder is replaced only when it is ours or empty: a slip must not delete other things."""
    if not folder.exists() or (folder / MASTER).exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    raise EncodingError(
        "this is not a streaming folder and will not be replaced", where=str(folder), mend="name a new folder"
    )


@contextmanager
def _replacing_folder(target: Path) -> Iterator[Path]:
    """Give a folder to write to; when the block ends well it takes the target's place."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    before = target.with_name(f".{target.name}.before")
    try:
        for litter in (unfinished, before):  # of a run that was killed
            shutil.rmtree(litter, ignore_errors=True)
        unfinished.mkdir()
        yield unfinished
        if target.exists():
            target.rename(before)
        unfinished.rename(target)
    except OSError as error:
        raise EncodingError(
            f"the streaming folder cannot be written: {error.strerror or error}",
            where=str(target),
            mend="free some space or choose a folder that you may write to, and run again",
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)
