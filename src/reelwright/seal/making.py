"""The log of a making: salted commitments, chained by hash, to be opened later piece by piece.

An entry says that somebody had something at a stage, without showing what. Who later opens it
(salt, name, digest) shows that he had exactly that when the entry was written; the entries after it
keep it in its place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from reelwright.film import Digest, FilmError, Plain, canonical_json, digest_bytes

from .errors import EvidenceError

SCHEMA: Final = "reelwright.making-log/1"
FIRST: Final = Digest("0" * 64)
"""What the first entry says came before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment: at a time, at a stage, after the entry before it."""

    number: int
    at: datetime
    stage: str
    commitment: Digest
    before: Digest

    @property
    def record(self) -> bytes:
        """The canonical JSON text, one line of the log."""
        plain: dict[str, Plain] = {
            "schema": SCHEMA,
            "n": self.number,
            "at": self.at.isoformat(),
            "stage": self.stage,
            "commitment": self.commitment.hex,
            "before": self.before.hex,
        }
        return canonical_json(plain)

    @property
    def name(self) -> Digest:
        """What the next entry says came before it."""
        return digest_bytes(self.record)

    @classmethod
    def read(cls, line: bytes) -> Self:
        """The entry of a line.

        Raises:
            EvidenceError: this is no entry.
        """
        try:
            plain = json.loads(line)
            entry = cls(
                int(plain["n"]),
                datetime.fromisoformat(plain["at"]),
                str(plain["stage"]),
                Digest(plain["commitment"]),
                Digest(plain["before"]),
            )
        except (FilmError, KeyError, TypeError, ValueError, RecursionError) as error:
            raise EvidenceError(f"this is no entry of a log: {error}") from error
        if entry.record != line:
            raise EvidenceError("an entry of the log is not written as entries are")
        return entry


@dataclass(frozen=True, slots=True)
class Opening:
    """What an entry is about: kept by the maker, shown when he chooses to."""

    number: int
    stage: str
    name: str
    digest: Digest
    salt: bytes

    @property
    def commitment(self) -> Digest:
        """SHA-256 over the method's name, the salt, stage and name, each with its end, and the digest."""
        content = self.salt + f"{self.stage}\0{self.name}\0".encode() + bytes.fromhex(self.digest.hex)
        return digest_bytes(b"reelwright.commitment.v1\0" + content)

    @property
    def record(self) -> bytes:
        """The opening as JSON text."""
        return canonical_json(
            {
                "n": self.number,
                "stage": self.stage,
                "name": self.name,
                "sha256": self.digest.hex,
                "salt": self.salt.hex(),
            }
        )

    @classmethod
    def read(cls, line: bytes) -> Self:
        """The opening of a line.

        Raises:
            EvidenceError: this is no opening.
        """
        try:
            plain = json.loads(line)
            salt = bytes.fromhex(plain["salt"])
            return cls(int(plain["n"]), str(plain["stage"]), str(plain["name"]), Digest(plain["sha256"]), salt)
        except (FilmError, KeyError, TypeError, ValueError, RecursionError) as error:
            raise EvidenceError(f"this is no opening of a log: {error}") from error


def check_log(entries: Sequence[Entry]) -> Digest:
    """Follow the chain and give the name of its last entry.

    Raises:
        EvidenceError: an entry is not where it was.
    """
    before = FIRST
    for number, entry in enumerate(entries):
        if entry.number != number or entry.before != before:
            raise EvidenceError(f"entry {number} of the log is not the one that was written there")
        before = entry.name
    return before


def check_opening(entries: Sequence[Entry], opening: Opening) -> Entry:
    """The entry that an opening opens.

    Raises:
        EvidenceError: it opens none.
    """
    check_log(entries)
    entry = entries[opening.number] if 0 <= opening.number < len(entries) else None
    if entry is None or entry.stage != opening.stage or entry.commitment != opening.commitment:
        raise EvidenceError(f"this opens no entry of the log: {opening.name!r} at number {opening.number}")
    return entry
