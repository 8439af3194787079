"""The search for copies where no registry of films is set up."""

from __future__ import annotations

from pathlib import Path

from reelwright.seal.errors import MediaError
from reelwright.seal.model import CopyReport


class NoRegistry:
    """Searches nothing, and says so."""

    def search(self, media: Path) -> CopyReport:
        """A report that nothing was searched."""
        if not media.exists():
            raise MediaError("there is no such file", where=str(media), mend="name a file that is there")
        return CopyReport()
