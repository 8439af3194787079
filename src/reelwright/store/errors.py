"""Errors of the store room.

StoreError
├── NoSpaceError         the disk (or a quota) is full, or takes no file of that size
├── NotWritableError     the folder may not be written
├── MissingError         no bytes lie under this digest
├── CorruptError         the bytes under a digest are not those that were put there
└── RecordsError         the records file cannot be used
    └── SchemaError      a newer program wrote it
"""

from __future__ import annotations

import errno
from pathlib import Path

from reelwright.film import ReelError


class StoreError(ReelError):
    """Something could not be kept or found again."""


class NoSpaceError(StoreError):
    """The disk, or a quota on it, is full, or takes no file of that size."""


class NotWritableError(StoreError):
    """The folder may not be written."""


class MissingError(StoreError):
    """No bytes lie under this digest."""


class CorruptError(StoreError):
    """The bytes under a digest are not those that were put there."""


class RecordsError(StoreError):
    """The records file cannot be used."""


class SchemaError(RecordsError):
    """The records file was written by a newer program."""


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

NO_SPACE_MEND = "free some space and run again: everything made so far is kept"


def store_error(error: OSError, path: Path) -> StoreError:
    """Say what an operating system's refusal means for somebody who makes a film."""
    if error.errno in _FULL:
        return NoSpaceError("the disk is full", where=str(path), mend=NO_SPACE_MEND)
    if error.errno == errno.EFBIG:
        return NoSpaceError(
            "no file of this size may be written here",
            where=str(path),
            mend="raise the limit (ulimit -f), or copy the project to a disk that takes it, and run again",
        )
    if error.errno in _CLOSED:
        return NotWritableError(
            "this folder may not be written",
            where=str(path),
            mend="give yourself the right to write there, or copy the project to a folder of your own",
        )
    return StoreError(f"cannot write: {error.strerror or error}", where=str(path), mend="check the disk and run again")
