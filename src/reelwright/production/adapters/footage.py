"""Files that somebody brings as takes, decoded by our own room seal: in a process that can open nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from reelwright.film import FrameSize
from reelwright.seal import MediaReader, MediaWish, Picture, PictureWish, ReadingEnd, Transfer
from reelwright.studio import DrawingError, Shown


@dataclass(frozen=True, slots=True)
class ReadFootage:
    """Decodes by a reader of media."""

    reader: MediaReader

    def frames(self, take: Path, *, size: FrameSize, rate: Fraction, until: Fraction) -> Iterator[Shown]:
        """The pictures, shrunk to the film's size and rate where they are more."""
        self._check(take)
        # Twice as often, because times in files are rounded: one picture in ten could miss its step.
        wish = PictureWish(max(size.width, size.height), 2 * rate, colour=True)
        for item in self.reader.read(take, MediaWish(wish, until=until)):
            if isinstance(item, Picture):
                yield Shown(item.time, item.width, item.height, item.pixels)
            elif isinstance(item, ReadingEnd):
                if item.damaged:
                    raise DrawingError(
                        f"{item.damaged} pieces of {take.name} cannot be decoded",
                        where=str(take),
                        mend="fetch or export it again",
                    )
                yield Shown(item.seconds, 0, 0, b"", ends=True)

    def _check(self, take: Path) -> None:
        facts = self.reader.probe(take)
        if facts.picture is None or facts.still:
            what = "a still picture" if facts.still else "sound alone"
            raise DrawingError(f"{take.name} is {what}", where=str(take), mend="bring a film of the shot")
        if facts.picture.transfer is not Transfer.SDR:
            raise DrawingError(
                f"{take.name} is of high dynamic range ({facts.picture.transfer.value})",
                where=str(take),
                mend="grade it for ordinary screens (BT.709) and export it again",
            )
