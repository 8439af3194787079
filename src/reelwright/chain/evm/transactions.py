"""Transactions as bytes: what is signed, and what is handed in (EIP-1559 in an EIP-2718 envelope).

Refuses to know keys: a signer gets the hash.
"""

from __future__ import annotations

from typing import Final

from ..errors import CodingError
from ..model import Address, Hash, Transaction
from .keccak import keccak256
from .rlp import number_bytes, read_rlp, rlp

_TYPE: Final = b"\x02"
_FIELDS: Final = 12  # nine of the transaction, three of the signature


def signing_hash(transaction: Transaction) -> bytes:
    """The 32 bytes that the sender signs."""
    return keccak256(_TYPE + rlp(_fields(transaction)))


def signed_bytes(transaction: Transaction, *, r: int, s: int, parity: int) -> bytes:
    """The transaction with its signature, ready to hand in."""
    return _TYPE + rlp([*_fields(transaction), number_bytes(parity), number_bytes(r), number_bytes(s)])


def read_transaction(raw: bytes) -> Transaction:
    """A signed transaction as it was before it was signed.

    Raises:
        CodingError: it is none of this kind.
    """
    fields, rest = read_rlp(raw[1:])
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


def _fields(transaction: Transaction) -> list[bytes | list[bytes]]:
    no_access_list: list[bytes] = []
    return [
        number_bytes(transaction.chain_id),
        number_bytes(transaction.nonce),
        number_bytes(transaction.tip),
        number_bytes(transaction.fee_cap),
        number_bytes(transaction.gas),
        b"" if transaction.to is None else transaction.to.raw,
        number_bytes(transaction.value),
        transaction.payload,
        no_access_list,
    ]
