"""What the seal asks of the world to look into media files.

The port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from reelwright.film import Digest, Plain

from .model import FrameMark, MediaFacts, MediaWish, Picture, ReadingEnd, SoundBlock


class MediaReader(Protocol):
    """Opens files that nobody vouches for: films, stills, sounds, and streaming folders on this disk."""

    def probe(self, media: Path) -> MediaFacts:
        """Say what a file holds; at least one picture or sound of it was decoded.

        Args:
            media: a file, or the folder of a streaming film (HLS) whose fragments lie in it.

        Raises:
            MediaError: one of its four kinds, each with what to do.
        """

    def read(self, media: Path, wish: MediaWish) -> Iterator[Picture | FrameMark | SoundBlock | ReadingEnd]:
        """Decode a file once and give what was asked for, in order of time within each kind; the end comes last.

        Raises:
            MediaError: before the first item, or later when the file turns out to be more than it may be.
        """


class Eye(Protocol):
    """Sees pictures that need not be decoded, because whoever encoded them shows what a decoder will give."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Changes whenever the same picture would come out otherwise."""

    def see(self, i420: bytes, size: tuple[int, int], long_side: int) -> tuple[Digest, NDArray[np.uint8]]:
        """The digest that a reader's mark of this picture would hold, and the picture that it would give.

        Args:
            i420: its planes of 4:2:0 one after the other, without padding, BT.709 at limited range.
            size: width and height.
            long_side: pixels of the longer side of the small grey picture.
        """
