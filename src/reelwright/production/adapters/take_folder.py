"""The takes that somebody brings, in the folder ``takes`` of a project: one file a shot, under the shot's id.

Knows names, and what may be told of a file beside it. Refuses to open a film; whoever takes it for a shot does that.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from reelwright.film import Digest
from reelwright.production.errors import OrderError
from reelwright.studio import Renderer

FOLDER: Final = "takes"
_FILMS: Final = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm"})
_TOLD: Final = frozenset({"source", "by"})
_SOURCES: Final = ("generated", "filmed", "drawn")


class Take(Protocol):
    """Makes a renderer of one file."""

    def __call__(self, path: Path, name: str, content: Digest, *, source: str, by: str) -> Renderer:
        """Who films a shot from this file."""


@dataclass(frozen=True, slots=True)
class TakeFolder:
    """Finds brought takes in a project.

    Args:
        root: the project.
        take: makes a renderer of a file.
    """

    root: Path
    take: Take

    def renderers(self, episode: int) -> Mapping[str, Renderer]:
        """Who films the shots for which a file lies there; those of an episode lie in a folder of its number."""
        folder = Path(FOLDER) / f"{episode:02d}" if episode else Path(FOLDER)
        try:
            names = sorted(path.name for path in (self.root / folder).iterdir() if path.suffix.lower() in _FILMS)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise _unreadable(error, folder.as_posix()) from error
        found: dict[str, Renderer] = {}
        for name in names:
            shot, where = Path(name).stem, (folder / name).as_posix()
            if shot in found:
                raise OrderError(f"two files are for shot {shot}", where=where, mend="keep one of them there")
            found[shot] = self._renderer(folder / name, where)
        return found

    def _renderer(self, path: Path, where: str) -> Renderer:
        told = self._told(path.with_suffix(".toml"))
        try:
            with (self.root / path).open("rb") as file:
                content = Digest(hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            raise _unreadable(error, where) from error
        source, by = told.get("source", _SOURCES[0]), told.get("by", "")
        return self.take(self.root / path, where, content, source=source, by=by)

    def _told(self, path: Path) -> dict[str, str]:
        """What is told of a file in the one beside it: how it came about, and by whom."""
        try:
            told = tomllib.loads((self.root / path).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:  # ValueError: no TOML, or no UTF-8
            raise OrderError(
                f"this cannot be read: {error}", where=path.as_posix(), mend="write it as TOML in UTF-8"
            ) from error
        wrong = next((key for key, value in told.items() if key not in _TOLD or not isinstance(value, str)), None)
        if wrong is not None or told.get("source", _SOURCES[0]) not in _SOURCES:
            words = f"{wrong!r} is not known there" if wrong is not None else f"source = {told['source']!r} is none"
            sources = ", ".join(_SOURCES)
            mend = f'write source = one of {sources}, and by = "who or what made it"'
            raise OrderError(words, where=path.as_posix(), mend=mend)
        return told


def _unreadable(error: OSError, where: str) -> OrderError:
    return OrderError(f"this cannot be read: {error.strerror}", where=where, mend="give yourself the right to read it")
