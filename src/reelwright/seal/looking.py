"""Looks at a film take by take: names its frames, and keeps small pictures to make its fingerprint of.

A take is a closed run of pictures, so joined without encoding it anew it decodes to the same frames in
any film: it is looked at once, however often the film around it is cut. Every picture is kept, because
which of them a fingerprint takes depends on where in the film the take begins.
"""

from __future__ import annotations

import itertools
import json
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.film import Digest

from .detector.describe import wish_for
from .detector.fingerprint import PULSE_RATE, REGISTERED, Fingerprint, fingerprint_v1
from .detector.packing import pack_fingerprint_v3
from .detector.sound import SOUND_HERTZ
from .detector.thin import thinned
from .errors import MediaError
from .media.grid import Grid
from .media.model import FrameMark, MediaWish, Picture, PictureWish, SoundBlock
from .media.ports import MediaReader
from .shown import MeanPicture

LOOK_VERSION: Final = 2
"""Goes up whenever the same take would be looked at otherwise."""
LOOK_SIDE: Final = wish_for(REGISTERED, PULSE_RATE).long_side
"""Pixels of the longer side of the pictures that are kept."""
_HEAD: Final = struct.Struct("<4sI")
_MAGIC: Final = b"RLK1"
_DIGEST: Final = 32
_QUICK: Final = 1  # zlib's level: what is kept is the change from picture to picture, and mostly noughts


@dataclass(frozen=True, slots=True)
class TakeLook:
    """What a look at a take shows.

    Args:
        names: the digest of every frame, in order.
        small: the frames small and grey: frames × height × width, each as the change from the one before, packed.
        shape: height and width of these.
        shown: the code of what they show, "" where there is none.
    """

    names: tuple[Digest, ...]
    small: bytes = field(repr=False)
    shape: tuple[int, int]
    shown: str = ""

    def pictures(self) -> Iterator[NDArray[np.uint8]]:
        """The small pictures one after another, in an array that is used again: copy what you keep."""
        shown = np.zeros(self.shape, np.uint8)
        for change in np.frombuffer(zlib.decompress(self.small), np.uint8).reshape(-1, *self.shape):
            shown += change
            yield shown

    def write(self) -> bytes:
        """The look as bytes."""
        height, width = self.shape
        facts = {"frames": len(self.names), "height": height, "shown": self.shown, "width": width}
        head = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
        names = b"".join(bytes.fromhex(name.hex) for name in self.names)
        return b"".join([_HEAD.pack(_MAGIC, len(head)), head, names, self.small])

    @classmethod
    def read(cls, content: bytes) -> TakeLook:
        """The look of some bytes.

        Raises:
            MediaError: they are none.
        """
        try:
            magic, length = _HEAD.unpack_from(content)
            begin = _HEAD.size + length
            facts = json.loads(content[_HEAD.size : begin] if magic == _MAGIC else b"")
            end = begin + facts["frames"] * _DIGEST
            names = tuple(Digest(content[at : at + _DIGEST].hex()) for at in range(begin, end, _DIGEST))
            return cls(names, content[end:], (facts["height"], facts["width"]), str(facts.get("shown", "")))
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise MediaError(f"this is no look at a take, or a damaged one ({error})") from error


class LookTaker:
    """Gathers a look frame by frame, in whatever order they come."""

    def __init__(self) -> None:
        self._names: dict[int, Digest] = {}
        self._small: dict[int, NDArray[np.uint8]] = {}

    def name(self, index: int, name: Digest) -> None:
        """Hear a frame's name."""
        self._names[index] = name

    def show(self, index: int, picture: NDArray[np.uint8]) -> None:
        """See a frame, small and grey."""
        self._small[index] = picture

    def look(self) -> TakeLook:
        """The look at what was gathered.

        Raises:
            MediaError: there was nothing, or a frame is missing.
        """
        whole = range(len(self._names))
        if not whole or any(index not in self._names or index not in self._small for index in whole):
            raise MediaError("a take was not seen whole", mend="make it again: move .reel/ away")
        squeeze = zlib.compressobj(_QUICK)
        before, mean = np.zeros_like(self._small[0]), MeanPicture()
        parts = []
        for index in whole:
            mean.take(self._small[index])
            parts.append(squeeze.compress((self._small[index] - before).tobytes()))
            before = self._small[index]
        height, width = before.shape
        names = tuple(map(self._names.__getitem__, whole))
        return TakeLook(names, b"".join([*parts, squeeze.flush()]), (height, width), mean.code_v1())


def look_at_take(reader: MediaReader, media: Path, hear: Callable[[int], None] = lambda _: None) -> TakeLook:
    """Decode a take once for all that sealing and registering want to know of its pictures.

    Args:
        reader: opens it.
        media: the take, or any film as if it were one.
        hear: told how many frames are done.

    Raises:
        MediaError: it cannot be decoded, or has no picture.
    """
    taker, shown, named = LookTaker(), itertools.count(), itertools.count(1)
    for item in reader.read(media, MediaWish(PictureWish(LOOK_SIDE), marks=True)):
        if isinstance(item, FrameMark):
            taker.name(item.index, item.digest)
            hear(next(named))
        elif isinstance(item, Picture):
            taker.show(next(shown), np.frombuffer(item.pixels, np.uint8).reshape(item.height, item.width))
    try:
        return taker.look()
    except MediaError as error:
        raise MediaError("there is no picture in this file", where=str(media), mend="give a film or a still") from error


def seen_in_looks(looks: Sequence[TakeLook], rate: Fraction) -> Fingerprint:
    """The fingerprint of a film of takes, still without its sound.

    Args:
        looks: at its takes, in order.
        rate: frames a second.
    """
    return thinned(fingerprint_v1(_on_grid(looks, rate), REGISTERED))


def fingerprint_of_looks(seen: Fingerprint, sound: Iterable[SoundBlock]) -> bytes:
    """The fingerprint of a film of takes, packed as a registry keeps it: to the byte that of the whole file.

    Args:
        seen: what ``seen_in_looks`` gave.
        sound: the film's, at ``SOUND_HERTZ``.
    """
    return pack_fingerprint_v3(replace(seen, sound=fingerprint_v1(sound, REGISTERED).sound))


def _on_grid(looks: Sequence[TakeLook], rate: Fraction) -> Iterator[Picture]:
    grid, number = Grid(PULSE_RATE), 0
    for look in looks:
        for picture in look.pictures():
            when = number / rate
            number += 1
            if grid.takes(when):
                height, width = look.shape
                yield Picture(when, width, height, colour=False, pixels=picture.tobytes())


def heard(reader: MediaReader, media: Path) -> Iterator[SoundBlock]:
    """The sound of a film as a fingerprint hears it; none of its pictures is decoded.

    Raises:
        MediaError: it cannot be decoded.
    """
    wish = MediaWish(sound_rate=SOUND_HERTZ)
    return (item for item in reader.read(media, wish) if isinstance(item, SoundBlock))
