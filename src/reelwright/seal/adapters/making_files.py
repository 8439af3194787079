"""The log of a project's making: two files of lines, written so that a power cut loses no entry.

``log.jsonl`` can be shown to anybody; ``openings.jsonl`` holds what it is about and is for the
maker's eyes. An opening reaches the disk before its entry does.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from reelwright.seal.errors import EvidenceError
from reelwright.seal.making import Entry, Opening, check_log

_MEND: Final = "restore .reel/making from a copy; to begin a new log, move that folder away"


class MakingFiles:
    """A log in a folder.

    Args:
        folder: where; it is made when the first entry is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "log.jsonl"
        self._openings = folder / "openings.jsonl"

    def entries(self) -> tuple[Entry, ...]:
        """All entries, their chain checked."""
        entries = tuple(self._read(line, n) for n, line in enumerate(_lines(self._log), start=1))
        try:
            check_log(entries)
        except EvidenceError as error:
            raise EvidenceError(error.what, where=str(self._log), mend=_MEND) from error
        return entries

    def openings(self) -> tuple[Opening, ...]:
        """What the entries are about; the last one for a number counts."""
        found = {each.number: each for each in map(Opening.read, _lines(self._openings))}
        return tuple(found[number] for number in sorted(found))

    def append(self, entry: Entry, opening: Opening) -> None:
        """Write the opening, then the entry; when this returns, both survive a power cut."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _append(self._openings, opening.record, 0o600)
            _append(self._log, entry.record, 0o644)
        except OSError as error:
            raise EvidenceError(
                f"the log cannot be written: {error.strerror or error}", where=str(self._folder), mend="make room there"
            ) from error

    def _read(self, line: bytes, number: int) -> Entry:
        try:
            return Entry.read(line)
        except EvidenceError as error:
            raise EvidenceError(error.what, where=f"{self._log}:{number}", mend=_MEND) from error


def _lines(path: Path) -> list[bytes]:
    """The whole lines; what a power cut left half written at the end does not count."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise EvidenceError(f"the log cannot be read: {error.strerror or error}", where=str(path)) from error
    return content.split(b"\n")[:-1]


def _append(path: Path, line: bytes, mode: int) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), mode)
    try:
        whole = sum(len(each) + 1 for each in _lines(path))
        os.ftruncate(handle, whole)
        os.lseek(handle, whole, os.SEEK_SET)
        rest = line + b"\n"
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
