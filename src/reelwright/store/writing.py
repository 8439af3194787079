"""Writing a file whole or not at all.

Knows the order of steps after which a file survives a power cut. Refuses to know what is written.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from reelwright.film import plain_file

from .errors import store_error


def write_whole(path: Path, content: bytes, *, drafts: Path | None = None) -> None:
    """Write a file so that whoever looks sees the old content or the new one, never a part.

    The bytes go to a temporary file, which is flushed to the disk and renamed; then the folder
    itself is flushed, because a rename lives in the folder.

    Args:
        path: the file; missing folders above it are made.
        content: all of what shall be in it.
        drafts: folder for the temporary file, on the same disk; the file's own folder by default.

    Raises:
        FilmError: a device lies there.
        NoSpaceError: the disk is full; no part of the file remains.
        NotWritableError: the folder may not be written.
    """
    plain_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        (drafts or path.parent).mkdir(parents=True, exist_ok=True)
        _write(path, content, drafts or path.parent)
    except OSError as error:
        raise store_error(error, path) from error


def _write(path: Path, content: bytes, drafts: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".draft-", dir=drafts)
    try:
        try:
            _pour(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        Path(name).chmod(0o644)  # mkstemp hides its files; a film is for showing
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _flush_folder(path.parent)


def _pour(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle of a folder to flush; NTFS journals renames
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_drafts(drafts: Path, *, before: float) -> int:
    """Remove temporary files that a killed process left; returns how many.

    Args:
        drafts: the folder of temporary files.
        before: only files last written before this time (seconds since the epoch) go, because a
            younger one may still be written by somebody.
    """
    gone = 0
    for draft in drafts.glob(".draft-*"):
        with contextlib.suppress(OSError):
            if draft.stat().st_mtime < before:
                draft.unlink()
                gone += 1
    return gone
