"""Digests: the names of bytes.

Knows how bytes and plain data get a name that anyone can recompute. Refuses to know where the
bytes lie (that is the store).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TypeAlias

from .errors import FilmError

_HEX = re.compile(r"[0-9a-f]{64}")

Plain: TypeAlias = "bool | int | float | str | list[Plain] | tuple[Plain, ...] | dict[str, Plain] | None"
"""Data that has one canonical JSON text: what recipes, receipts and shot lists are made of."""


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """The SHA-256 of some bytes, as 64 lower-case hexadecimal digits."""

    hex: str

    def __post_init__(self) -> None:
        if not _HEX.fullmatch(self.hex):
            raise FilmError(f"not a SHA-256 digest: {self.hex[:80]!r}")

    def __str__(self) -> str:
        return self.hex


def digest_bytes(content: bytes) -> Digest:
    """Name some bytes."""
    return Digest(hashlib.sha256(content).hexdigest())


def canonical_json(value: Plain) -> bytes:
    """Write plain data as the one JSON text that every machine writes for it.

    Keys are sorted, no space is wasted, text is UTF-8; not-a-number and infinity are refused
    because JSON (RFC 8259 §6) has no word for them.
    """
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode(
            "utf-8"
        )
    except (ValueError, TypeError, UnicodeEncodeError) as error:
        raise FilmError(f"this has no canonical JSON text: {error}") from error


def digest_plain(value: Plain) -> Digest:
    """Name plain data by the digest of its canonical JSON text."""
    return digest_bytes(canonical_json(value))
