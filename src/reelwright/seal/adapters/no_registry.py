"""The search for copies where no registry of films is set up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reelwright.seal.media.model import Picture, SoundBlock
from reelwright.seal.model import CopyReport


class NoRegistry:
    """Searches nothing, and says so."""

    wish = None
    sound_hertz = 0

    def search(
        self, pictures: Iterable[Picture | SoundBlock], *, still: bool = False, frames: Callable[[], str] = str
    ) -> CopyReport:
        """A report that nothing was searched."""
        del pictures, still, frames
        return CopyReport()
