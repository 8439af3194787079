"""Typed data: what a person or a program signs, hashed as contracts hash it (EIP-712).

Knows the hash. Refuses to know keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ..errors import CodingError
from ..model import Address, Domain, Hash, Plainly, TypedData
from . import abi
from .keccak import keccak256

_DOMAIN: Final = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
_ARRAY: Final = re.compile(r"(.*)\[(\d*)\]")


def typed_hash(typed: TypedData) -> Hash:
    """The 32 bytes that a signature over typed data is made for.

    Raises:
        CodingError: the message does not fit its type.
    """
    return Hash(keccak256(b"\x19\x01" + domain_separator(typed.domain) + struct_hash(typed)))


def domain_separator(domain: Domain) -> bytes:
    """The hash of a domain: no signature for it is good on another chain or for another contract."""
    return keccak256(
        keccak256(_DOMAIN.encode())
        + keccak256(domain.name.encode())
        + keccak256(domain.version.encode())
        + abi.encode_values(("uint256", "address"), (domain.chain_id, domain.contract))
    )


def struct_hash(typed: TypedData) -> bytes:
    """The hash of the message alone, without its domain."""
    return _hash_struct(typed.primary, typed.message, typed.types)


def encode_type(primary: str, types: Mapping[str, tuple[tuple[str, str], ...]]) -> str:
    """A type with all types that it refers to, as EIP-712 spells it: its own first, the others sorted."""
    found: set[str] = set()
    waiting = [primary]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        if name not in types:
            raise CodingError(f"there is no type {name!r} in this typed data")
        found.add(name)
        waiting += [base for _, each in types[name] if (base := each.partition("[")[0]) in types]
    ordered = [primary, *sorted(found - {primary})]
    return "".join(f"{name}({','.join(f'{kind} {field}' for field, kind in types[name])})" for name in ordered)


def _hash_struct(name: str, message: Mapping[str, Plainly], types: Mapping[str, tuple[tuple[str, str], ...]]) -> bytes:
    fields = types.get(name)
    if fields is None or set(message) != {field for field, _ in fields}:
        raise CodingError(f"the message does not have exactly the fields of {name}")
    parts = [keccak256(encode_type(name, types).encode())]
    parts += [_word(kind, message[field], types) for field, kind in fields]
    return keccak256(b"".join(parts))


def _word(kind: str, value: Plainly, types: Mapping[str, tuple[tuple[str, str], ...]]) -> bytes:
    if found := _ARRAY.fullmatch(kind):
        if not isinstance(value, list | tuple) or (found[2] and len(value) != int(found[2])):
            raise CodingError(f"{value!r:.80} is no {kind}")
        return keccak256(b"".join(_word(found[1], each, types) for each in value))
    if kind in types:
        if not isinstance(value, Mapping):
            raise CodingError(f"{value!r:.80} is no {kind}")
        return _hash_struct(kind, value, types)
    if kind == "string" and isinstance(value, str):
        return keccak256(value.encode("utf-8"))
    if kind == "bytes" and isinstance(value, bytes):
        return keccak256(value)
    if not isinstance(value, int | bytes | Address) or kind in ("string", "bytes"):
        raise CodingError(f"{value!r:.80} is no {kind}")
    return abi.encode_values((kind,), (value,))
