"""Transactions as bytes: what is signed, and what is handed in (EIP-1559 in an EIP-2718 envelope).

Knows RLP as far as transactions need it. Refuses to know keys: a signer gets the hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .keccak import keccak256
from .model import Hash, Transaction

_TYPE: Final = b"\x02"


def signing_hash(transaction: Transaction) -> bytes:
    """The 32 bytes that the sender signs."""
    return keccak256(_TYPE + rlp(_fields(transaction)))


def signed_bytes(transaction: Transaction, *, r: int, s: int, parity: int) -> bytes:
    """The transaction with its signature, ready to hand in."""
    return _TYPE + rlp([*_fields(transaction), _number(parity), _number(r), _number(s)])


def transaction_hash(raw: bytes) -> Hash:
    """The hash by which everybody knows a transaction that is handed in."""
    return Hash(keccak256(raw))


def rlp(item: bytes | Sequence[bytes | Sequence[bytes]]) -> bytes:
    """Recursive length prefix: the yellow paper's appendix B."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _headed(0x80, item)
    return _headed(0xC0, b"".join(rlp(part) for part in item))


def _headed(base: int, body: bytes) -> bytes:
    if len(body) < 56:
        return bytes([base + len(body)]) + body
    length = _number(len(body))
    return bytes([base + 55 + len(length)]) + length + body


def _fields(transaction: Transaction) -> list[bytes | list[bytes]]:
    no_access_list: list[bytes] = []
    return [
        _number(transaction.chain_id),
        _number(transaction.nonce),
        _number(transaction.tip),
        _number(transaction.fee_cap),
        _number(transaction.gas),
        b"" if transaction.to is None else transaction.to.raw,
        _number(transaction.value),
        transaction.payload,
        no_access_list,
    ]


def _number(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
