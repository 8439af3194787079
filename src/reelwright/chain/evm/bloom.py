"""Blooms: what a block says that its logs may be about (yellow paper, 4.3.1).

A bloom may say yes to what is not there, and never no to what is. So a node that leaves a log out
contradicts the bloom in the block's header.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Log
from .keccak import keccak256

_BITS = 2048


def may_hold(bloom: bytes, word: bytes) -> bool:
    """Say whether logs under this bloom may have this address or topic."""
    bits = int.from_bytes(bloom, "big")
    return all(bits >> place & 1 for place in _places(word))


def bloom_of(logs: Iterable[Log]) -> bytes:
    """The 256 bytes of the bloom of some logs."""
    bits = 0
    for log in logs:
        for word in (log.address.raw, *log.topics):
            for place in _places(word):
                bits |= 1 << place
    return bits.to_bytes(_BITS // 8, "big")


def _places(word: bytes) -> tuple[int, int, int]:
    name = keccak256(word)
    first, second, third = (int.from_bytes(name[at : at + 2], "big") % _BITS for at in (0, 2, 4))
    return first, second, third
