"""The output folder of a project, every file in it written whole."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from reelwright.store import StoreError, store_error, sweep_drafts, write_whole


@dataclass(frozen=True, slots=True)
class FolderTray:
    """Lays files in a folder for people to take."""

    root: Path

    def lay(self, name: str, content: bytes) -> None:
        """Write a file whole, unless it lies there already with the same bytes."""
        if self.look(name) != content:
            write_whole(self.root / name, content)

    def look(self, name: str) -> bytes | None:
        """The file's bytes, or None when it is not there."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(
                f"cannot read: {error.strerror or error}",
                where=str(self.root / name),
                mend="move it away and run again",
            ) from error

    def place(self, name: str) -> Path:
        """The path of a file, after its folder was made."""
        path = self.root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise store_error(error, path) from error
        return path

    def clear(self, folder: str, keep: frozenset[str]) -> None:
        """Remove files of earlier makes, and drafts that a killed run left."""
        sweep_drafts(self.root, before=float("inf"))
        for draft in self.root.glob(".film-*"):  # what a killed cutter left
            draft.unlink(missing_ok=True)
        for path in (self.root / folder).glob("*"):
            if path.name not in keep and path.is_file():
                with contextlib.suppress(OSError):  # a file that stays does no harm
                    path.unlink()

    def names(self, pattern: str) -> tuple[str, ...]:
        """The names of the files that match."""
        return tuple(
            sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern) if path.is_file())
        )

    def drop(self, name: str) -> None:
        """Remove a file, or a folder with all that is in it."""
        path = self.root / name
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise store_error(error, path) from error
