"""The looker of our own room: the seal room brought to the line's takes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reelwright.film import Digest, FrameRate, FrameSize, Plain
from reelwright.production.model import Progress
from reelwright.seal import (
    LOOK_SIDE,
    LOOK_VERSION,
    Eye,
    Fingerprint,
    LookTaker,
    MediaReader,
    TakeLook,
    fingerprint_of_looks,
    heard,
    look_at_take,
    seen_in_looks,
)


@dataclass(slots=True)
class EyeWatching:
    """Sees the frames of one take through an eye."""

    eye: Eye
    size: FrameSize
    _taker: LookTaker = field(default_factory=LookTaker)
    _seen: int = 0

    def __call__(self, number: int, i420: bytes, /) -> None:
        """See a frame."""
        name, small = self.eye.see(i420, (self.size.width, self.size.height), LOOK_SIDE)
        self._taker.name(number, name)
        self._taker.show(number, small)
        self._seen += 1

    def look(self, frames: int) -> bytes:
        """The look at all of them."""
        return self._taker.look().write() if frames and self._seen == frames else b""


@dataclass(frozen=True, slots=True)
class RoomLooker:
    """Looks by our own room.

    Args:
        reader: decodes where nothing else can be opened.
        eye: opens an eye, in the process where something is watched.
    """

    reader: MediaReader
    eye: Callable[[], Eye]

    @property
    def recipe(self) -> dict[str, Plain]:
        """The form of a look and what pictures are shrunk with."""
        return {"looker": LOOK_VERSION, **self.eye().recipe}

    def watch(self, size: FrameSize) -> EyeWatching:
        """Begin to watch."""
        return EyeWatching(self.eye(), size)

    def look(self, take: bytes, progress: Progress) -> bytes:
        """Decode a take."""
        with tempfile.TemporaryDirectory(prefix="reel-") as folder:
            path = Path(folder) / "take.mp4"
            path.write_bytes(take)
            return look_at_take(self.reader, path, lambda frames: progress(frames, 0)).write()

    def names(self, look: bytes) -> tuple[Digest, ...]:
        """The names of the frames."""
        return TakeLook.read(look).names

    def shown(self, look: bytes) -> str:
        """The code of what the take shows."""
        return TakeLook.read(look).shown

    def seen(self, looks: Sequence[bytes], rate: FrameRate) -> Fingerprint:
        """The fingerprint without sound."""
        return seen_in_looks([TakeLook.read(each) for each in looks], rate.ratio)

    def fingerprint(self, seen: object, film: Path) -> bytes:
        """The fingerprint with the master's sound."""
        if not isinstance(seen, Fingerprint):
            raise TypeError("this was seen by another looker")
        return fingerprint_of_looks(seen, heard(self.reader, film))
