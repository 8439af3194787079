"""Keccak-256 as Ethereum uses it, so that one root of segments serves a file and a contract.

It is not SHA3-256 of FIPS 202: the padding differs by one bit.
"""

from __future__ import annotations


def keccak256(content: bytes) -> bytes:
    """The 32 bytes that a contract's ``keccak256`` gives for the same content."""
    from Crypto.Hash import keccak  # noqa: PLC0415 slow to load, and a process that reads a film hashes nothing by it

    return keccak.new(digest_bits=256, data=content).digest()
