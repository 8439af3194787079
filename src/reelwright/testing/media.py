"""A fake of the media reader: films that a test makes of plain pictures, without a codec."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from reelwright.film import Digest
from reelwright.seal import (
    FrameMark,
    MediaFacts,
    MediaFormatError,
    MediaWish,
    Picture,
    PictureFacts,
    ReadingEnd,
    SoundBlock,
    SoundFacts,
)


@dataclass(frozen=True, slots=True)
class FakeFilm:
    """What a fake file holds: grey pictures at a rate, and 16-bit sound in one channel."""

    pictures: tuple[Picture, ...]
    rate: Fraction = Fraction(25)
    sound: bytes = b""
    sound_rate: int = 8000


class FakeMediaReader:
    """A reader of films that a test made; any other path is no film."""

    def __init__(self, films: Mapping[Path, FakeFilm]) -> None:
        self._films = dict(films)

    def probe(self, media: Path) -> MediaFacts:
        """Say what the fake file holds."""
        film = self._film(media)
        shown = film.pictures[0]
        size = (shown.width, shown.height, shown.width, shown.height)
        picture = PictureFacts("fake", *size, rate=film.rate, frames=len(film.pictures))
        sound = SoundFacts("fake", film.sound_rate, 1) if film.sound else None
        return MediaFacts("fake", len(film.pictures) / film.rate, picture, sound)

    def read(self, media: Path, wish: MediaWish) -> Iterator[Picture | FrameMark | SoundBlock | ReadingEnd]:
        """Give what was asked for; sound comes in one piece and at its own rate, pictures at their own size."""
        film = self._film(media)
        if wish.sound_rate and film.sound:
            yield SoundBlock(Fraction(0), film.sound_rate, film.sound)
        shown, due, end = 0, 0, len(film.pictures) / film.rate
        for index, picture in enumerate(film.pictures):
            if wish.until is not None and picture.time >= wish.until:
                break
            shown += 1
            if wish.marks:
                yield FrameMark(index, picture.time, Digest(hashlib.sha256(picture.pixels).hexdigest()))
            rate = wish.pictures.rate if wish.pictures else None
            step = picture.time * rate if rate else Fraction(index)
            if wish.pictures and picture.time >= wish.since and step >= due:
                due = int(step) + 1
                yield _coloured(picture) if wish.pictures.colour else picture
        yield ReadingEnd(shown, 0, end if wish.until is None else min(end, wish.until))

    def _film(self, media: Path) -> FakeFilm:
        if media not in self._films:
            raise MediaFormatError("there is no such file", where=str(media), mend="check the path")
        return self._films[media]


def _coloured(picture: Picture) -> Picture:
    return dataclasses.replace(picture, colour=True, pixels=b"".join(bytes([each]) * 3 for each in picture.pixels))
