"""Keccak-256, the hash of every EVM chain, and the spelling of addresses that it checks.

Knows that this is not SHA3-256 (the padding differs, so ``hashlib`` will not do). Refuses to know
what is hashed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..errors import AddressError
from ..model import Address


def keccak256(content: bytes) -> bytes:
    """The 32 bytes of Keccak-256."""
    digest: bytes = _new()(digest_bits=256, data=content).digest()
    return digest


@lru_cache(maxsize=1)
def _new() -> Callable[..., Any]:
    from Crypto.Hash import keccak  # noqa: PLC0415 a tenth of a second, which only who hashes should pay

    return keccak.new


def checksummed(address: Address) -> str:
    """An address as people write it: mixed case that catches a mistyped digit (ERC-55)."""
    plain = address.raw.hex()
    sums = keccak256(plain.encode("ascii")).hex()
    return "0x" + "".join(
        digit.upper() if int(check, 16) >= 8 else digit for digit, check in zip(plain, sums, strict=False)
    )


def read_address(text: str) -> Address:
    """Read an address that a person wrote.

    Raises:
        AddressError: it is not one, or its capital letters do not fit (ERC-55).
    """
    address = Address.from_hex(text.strip())
    digits = text.strip()[2:]
    if digits not in (digits.lower(), digits.upper()) and checksummed(address)[2:] != digits:
        raise AddressError(
            "the capital letters of this address do not fit: a digit is mistyped", where=text, mend="copy it again"
        )
    return address
