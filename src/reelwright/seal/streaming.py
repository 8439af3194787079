"""The seal of a streaming folder: one signed picture that names every file of it.

C2PA signs fragments one by one only with a part of its SDK that Python does not have, and a signature on the
first piece alone covers no picture. So the folder's poster is signed instead: its credential says what the film's
own says, with the film's segments, and holds the SHA-256 of every other file of the folder.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .credentials import FOLDER_LABEL, Reading
from .errors import MediaError
from .media.playlist import segment_spans
from .model import SpoiltFile
from .sealing import Sealed, SealOrder, SealTools, seal_media

POSTER: Final = "poster.jpg"
"""The picture in a streaming folder that bears its seal."""

_SCHEMA: Final = "reelwright.folder/1"
_PLAYED: Final = {".m3u8", ".m4s", ".mp4", ".m4a", ".m4v", ".ts", ".aac", ".vtt"}


def seal_folder(folder: Path, poster: bytes, order: SealOrder, tools: SealTools) -> Sealed:
    """Put a seal on a streaming folder: a signed poster beside its playlists.

    Args:
        folder: the whole folder as it will be served.
        poster: a picture of the film, as JPEG.
        order: what the film's own seal says, with its segments.
        tools: all that sealing works with.

    Raises:
        MediaError: the folder cannot be read.
        SigningError: the signer failed.
        TimeStampError: a time stamp was asked for and not given.
    """
    bare = folder / f".{POSTER}"
    try:
        files = _digests(folder)
        bare.write_bytes(poster)
        # A watermark is for the film: a poster with one would be another picture than the segments are of.
        order, tools = dataclasses.replace(order, folder=files), dataclasses.replace(tools, watermark=None)
        return seal_media(bare, folder / POSTER, order, tools)
    except OSError as error:
        what = f"the streaming folder cannot be sealed: {error.strerror or error}"
        raise MediaError(what, where=str(folder), mend="make room there, and make the film again") from error
    finally:
        bare.unlink(missing_ok=True)


def folder_files(reading: Reading) -> Mapping[str, str] | None:
    """The files that a folder's seal names, each with its SHA-256; None when this is no seal of a folder."""
    said = reading.manifest.assertions.get(FOLDER_LABEL)
    if not isinstance(said, dict) or said.get("schema") != _SCHEMA:
        return None
    files = said.get("files")
    return {str(name): str(digest) for name, digest in files.items()} if isinstance(files, dict) else None


def spoilt_files(folder: Path, said: Mapping[str, str]) -> tuple[SpoiltFile, ...]:
    """What in a folder is not what was signed; stray files that no player opens do not count.

    Raises:
        MediaError: the folder cannot be read.
    """
    try:
        there = _digests(folder)
    except OSError as error:
        raise MediaError(f"cannot read: {error.strerror or error}", where=str(folder)) from error
    spans = segment_spans(folder)
    changed = {
        name: "changed" if name in there else "missing" for name, hex_ in said.items() if there.get(name) != hex_
    }
    added = {name: "added" for name in there if name not in said and Path(name).suffix.lower() in _PLAYED}
    return tuple(SpoiltFile(name, how, spans.get(name)) for name, how in sorted((changed | added).items()))


def _digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, but for the poster and what is hidden."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.as_posix() != POSTER and not any(part.startswith(".") for part in name.parts):
            with path.open("rb") as file:
                found[name.as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
