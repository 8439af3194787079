"""One look at a film: the names of all its frames and its fingerprint, from a single decoding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .detector.describe import wish_for
from .detector.fingerprint import PULSE_RATE, REGISTERED, fingerprint_v1
from .detector.packing import pack_fingerprint_v2
from .detector.sound import SOUND_HERTZ
from .detector.thin import thinned
from .errors import MediaError
from .media.model import FrameMark, MediaWish, Picture, SoundBlock
from .media.ports import MediaReader


@dataclass(frozen=True, slots=True)
class FilmLook:
    """What one decoding of a film shows.

    Args:
        marks: the name of every frame, in order.
        fingerprint: packed, as a registry keeps it.
    """

    marks: tuple[FrameMark, ...]
    fingerprint: bytes = field(repr=False)


def look_at_film(reader: MediaReader, media: Path, hear: Callable[[int], None] = lambda _: None) -> FilmLook:
    """Decode a film once for its frames' names and its fingerprint.

    Args:
        reader: opens it.
        media: the film.
        hear: told how many frames are done.

    Raises:
        MediaError: it cannot be decoded, or has no picture.
    """
    marks: list[FrameMark] = []

    def pictures() -> Iterator[Picture | SoundBlock]:
        for item in reader.read(media, MediaWish(wish_for(REGISTERED, PULSE_RATE), marks=True, sound_rate=SOUND_HERTZ)):
            if isinstance(item, FrameMark):
                marks.append(item)
                hear(len(marks))
            elif isinstance(item, Picture | SoundBlock):
                yield item

    fingerprint = pack_fingerprint_v2(thinned(fingerprint_v1(pictures(), REGISTERED)))
    if not marks:
        raise MediaError("there is no picture in this file", where=str(media), mend="give a film or a still")
    return FilmLook(tuple(marks), fingerprint)
