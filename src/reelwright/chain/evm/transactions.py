"""Transactions as bytes: what is signed, and what is handed in (EIP-1559 in an EIP-2718 envelope).

Knows RLP as far as transactions need it. Refuses to know keys: a signer gets the hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ..errors import CodingError
from ..model import Address, Hash, Transaction
from .keccak import keccak256

_TYPE: Final = b"\x02"
_FIELDS: Final = 12  # nine of the transaction, three of the signature


def signing_hash(transaction: Transaction) -> bytes:
    """The 32 bytes that the sender signs."""
    return keccak256(_TYPE + rlp(_fields(transaction)))


def signed_bytes(transaction: Transaction, *, r: int, s: int, parity: int) -> bytes:
    """The transaction with its signature, ready to hand in."""
    return _TYPE + rlp([*_fields(transaction), _number(parity), _number(r), _number(s)])


def read_transaction(raw: bytes) -> Transaction:
    """A signed transaction as it was before it was signed.

    Raises:
        CodingError: it is none of this kind.
    """
    fields, rest = _read(raw[1:])
    if raw[:1] != _TYPE or rest or not isinstance(fields, list) or len(fields) != _FIELDS:
        raise CodingError("this is no signed transaction of EIP-1559")
    words = [each for each in fields if isinstance(each, bytes)]
    if len(words) != _FIELDS - 1:  # all but the access list
        raise CodingError("this is no signed transaction of EIP-1559")
    chain, nonce, tip, cap, gas, to, value, payload = words[:8]
    return Transaction(
        chain_id=int.from_bytes(chain, "big"),
        nonce=int.from_bytes(nonce, "big"),
        to=Address(to) if to else None,
        payload=payload,
        gas=int.from_bytes(gas, "big"),
        fee_cap=int.from_bytes(cap, "big"),
        tip=int.from_bytes(tip, "big"),
        value=int.from_bytes(value, "big"),
    )


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


def _read(content: bytes) -> tuple[bytes | list[Any], bytes]:
    """The first item of RLP, and what comes after it."""
    if not content:
        raise CodingError("this RLP ends too early")
    head = content[0]
    if head < 0x80:
        return content[:1], content[1:]
    base = 0x80 if head < 0xC0 else 0xC0
    size, start = head - base, 1
    if size > 55:
        start = 1 + size - 55
        size = int.from_bytes(content[1:start], "big")
    body, rest = content[start : start + size], content[start + size :]
    if len(body) != size:
        raise CodingError("this RLP ends too early")
    if base == 0x80:
        return body, rest
    items: list[Any] = []
    while body:
        item, body = _read(body)
        items.append(item)
    return items, rest


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
