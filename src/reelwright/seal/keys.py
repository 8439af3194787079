"""The files of a signer's keys, by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """Where the keys and certificates of one signer lie."""

    folder: Path

    @property
    def root(self) -> Path:
        """The root's certificate: give it to those who shall know you."""
        return self.folder / "root.pem"

    @property
    def chain(self) -> Path:
        """The certificates of leaf and intermediate: they travel in every signed file."""
        return self.folder / "chain.pem"

    @property
    def root_key(self) -> Path:
        """The root's key: keep it offline."""
        return self.folder / "root.key.pem"

    @property
    def middle_key(self) -> Path:
        """The intermediate's key: needed when the leaf is replaced."""
        return self.folder / "intermediate.key.pem"

    @property
    def leaf_key(self) -> Path:
        """The key that signs."""
        return self.folder / "leaf.key.pem"
