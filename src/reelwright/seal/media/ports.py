"""What the seal asks of the world to look into media files.

The port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

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
