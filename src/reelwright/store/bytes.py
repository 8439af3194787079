"""Bytes by digest, in a folder.

Knows that a digest is a file's name, so writing twice is writing once and reading is checking.
Refuses to know what the bytes mean (that is the records' work).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reelwright.film import Digest, digest_bytes

from .errors import CorruptError, MissingError, StoreError
from .writing import sweep_drafts, write_whole

_HEX: Final = "[0-9a-f]"


@dataclass(frozen=True, slots=True)
class ByteFolder:
    """A folder of files named by the SHA-256 of what is in them.

    Several processes may write at once: each writes a file of its own and renames it, and
    whoever comes second replaces the bytes by the same bytes.
    """

    root: Path

    def path(self, digest: Digest) -> Path:
        """Where the bytes of a digest lie, or would lie."""
        return self.root / digest.hex[:2] / digest.hex[2:]

    def holds(self, digest: Digest) -> bool:
        """Say whether bytes lie under a digest, without reading them."""
        return self.path(digest).is_file()

    def put(self, content: bytes) -> Digest:
        """Keep some bytes and name them.

        Raises:
            NoSpaceError: the disk is full.
            NotWritableError: the folder may not be written.
        """
        digest = digest_bytes(content)
        if not self._sound(digest):
            write_whole(self.path(digest), content, drafts=self.root / "drafts")
        return digest

    def get(self, digest: Digest) -> bytes:
        """The bytes of a digest, checked.

        Raises:
            MissingError: nothing lies there.
            CorruptError: what lies there is something else; it was moved aside.
        """
        content = self._read(digest)
        if digest_bytes(content) != digest:
            aside = self._move_aside(digest)
            raise CorruptError(
                f"stored bytes changed on the disk: they were {digest.hex[:12]}…",
                where=str(aside),
                mend="the damaged file was moved aside; run again and it will be made again",
            )
        return content

    def sweep(self, *, before: float) -> int:
        """Remove what killed writers left behind before a time; returns how many files went."""
        return sweep_drafts(self.root / "drafts", before=before)

    def remove_all_but(self, digests: Collection[Digest]) -> int:
        """Remove all bytes under other digests, and what lies aside as damaged; returns the bytes freed.

        A file that cannot be removed stays, and is no error: it only takes room.
        """
        keep = {self.path(digest) for digest in digests}
        found = [*self.root.glob(f"{_HEX * 2}/*"), *(self.root / "damaged").glob("*")]
        return sum(_removed(path) for path in found if path not in keep)

    def _sound(self, digest: Digest) -> bool:
        path = self.path(digest)
        return path.is_file() and digest_bytes(path.read_bytes()) == digest

    def _read(self, digest: Digest) -> bytes:
        path = self.path(digest)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise MissingError(f"nothing is stored as {digest.hex[:12]}…", where=str(path)) from None
        except OSError as error:
            raise StoreError(
                f"cannot read: {error.strerror or error}", where=str(path), mend="check the disk and run again"
            ) from error

    def _move_aside(self, digest: Digest) -> Path:
        aside = self.root / "damaged" / digest.hex
        try:
            aside.parent.mkdir(parents=True, exist_ok=True)
            self.path(digest).replace(aside)
        except OSError:  # a disk that only reads: the error about the bytes matters more
            return self.path(digest)
        return aside


def _removed(path: Path) -> int:
    """Remove a file and give its size, 0 when it stays."""
    try:
        size = path.stat().st_size
        path.unlink()
    except OSError:
        return 0
    return size
