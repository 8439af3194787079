"""The usual readings of media: every picture's mark, pictures, and sound as one piece."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from .model import FrameMark, MediaWish, Picture, PictureWish, ReadingEnd, SoundBlock
from .ports import MediaReader


def frame_marks(reader: MediaReader, media: Path) -> tuple[tuple[FrameMark, ...], ReadingEnd]:
    """The mark of every picture of a film, and how the reading ended.

    Raises:
        MediaError: the file cannot be read.
    """
    marks: list[FrameMark] = []
    end = ReadingEnd(0, 0, Fraction(0))
    for item in reader.read(media, MediaWish(marks=True)):
        if isinstance(item, FrameMark):
            marks.append(item)
        elif isinstance(item, ReadingEnd):
            end = item
    return tuple(marks), end


def pictures(
    reader: MediaReader, media: Path, wish: PictureWish, *, since: Fraction = Fraction(0), until: Fraction | None = None
) -> Iterator[Picture]:
    """The pictures of a film that were wished for.

    Raises:
        MediaError: the file cannot be read.
    """
    for item in reader.read(media, MediaWish(wish, since=since, until=until)):
        if isinstance(item, Picture):
            yield item


def picture_at(reader: MediaReader, media: Path, time: Fraction, *, long_side: int = 640) -> Picture | None:
    """The picture in colour that is shown at a time, None when the film is over by then.

    Raises:
        MediaError: the file cannot be read.
    """
    return next(pictures(reader, media, PictureWish(long_side, colour=True), since=time), None)


def sound_of(reader: MediaReader, media: Path, rate: int) -> SoundBlock:
    """A file's whole sound in one channel; no samples when it has none.

    Raises:
        MediaError: the file cannot be read.
    """
    blocks = [item for item in reader.read(media, MediaWish(sound_rate=rate)) if isinstance(item, SoundBlock)]
    start = blocks[0].time if blocks else Fraction(0)
    return SoundBlock(start, rate, b"".join(block.samples for block in blocks))
