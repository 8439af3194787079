"""One run at a time on one project.

The operating system holds the lock for as long as the process lives, so the lock of a dead process
is no lock; the process number in the file is only for the message.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reelwright.production.errors import BusyError
from reelwright.store import store_error

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte beyond the text, so that others may read who holds the lock

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def project_lock(path: Path) -> Iterator[None]:
    """Hold a project for this run.

    Raises:
        BusyError: another run holds it.
        NotWritableError: the folder may not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise store_error(error, path.parent) from error
    try:
        _lock_or_tell(handle, path)
        yield
    finally:
        os.close(handle)  # closing gives the lock back


def _lock_or_tell(handle: int, path: Path) -> None:
    try:
        _take(handle)
    except OSError:
        holder = _holder(path)
        raise BusyError(
            f"another run is working on this project{holder}",
            where=str(path.parent.parent),
            mend="wait for it to end, or stop it and run again",
        ) from None
    try:
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode("ascii"))
    except OSError as error:
        raise store_error(error, path) from error


def _holder(path: Path) -> str:
    try:
        number = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return f" (process {number})" if number.isdigit() else ""
