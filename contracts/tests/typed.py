"""Signatures for the tests: EIP-712 by the definitions that the sources themselves hold, and keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from build import domain_of, texts_of, typed_data
from coincurve import PrivateKey
from eth_abi import encode
from eth_hash.auto import keccak

ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


@dataclass(frozen=True, slots=True)
class Key:
    """A private key with its address."""

    secret: PrivateKey
    address: bytes

    @classmethod
    def of(cls, name: str) -> Key:
        """The key that belongs to a name."""
        secret = PrivateKey(keccak(f"key of {name}".encode()))
        return cls(secret, keccak(secret.public_key.format(compressed=False)[1:])[12:])

    @property
    def account(self) -> bytes:
        """The address as an account of the shares."""
        return self.address.rjust(32, b"\0")

    def sign(self, digest: bytes) -> bytes:
        """A signature of 65 bytes: r, s, v."""
        raw = self.secret.sign_recoverable(digest, hasher=None)
        return raw[:64] + bytes([27 + raw[64]])


@cache
def _types(name: str) -> dict[str, list[dict[str, str]]]:
    return typed_data(texts_of(name))


@cache
def _name(name: str) -> str:
    return domain_of(texts_of(name)[f"{name}.vy"])


def _described(types: dict[str, list[dict[str, str]]], struct: str) -> str:
    """A struct's type with those it refers to, as EIP-712 orders them."""
    needed, todo = set(), [struct]
    while todo:
        each = todo.pop()
        for member in types[each]:
            base = re.sub(r"\[\d*\]$", "", member["type"])
            if base in types and base not in needed:
                needed.add(base)
                todo.append(base)
    return "".join(
        f"{each}({','.join(m['type'] + ' ' + m['name'] for m in types[each])})"
        for each in [struct, *sorted(needed - {struct})]
    )


def _encoded(types: dict[str, list[dict[str, str]]], kind: str, given: Any) -> bytes:
    """One member as 32 bytes."""
    if kind.endswith("]"):
        base = re.sub(r"\[\d*\]$", "", kind)
        return keccak(b"".join(_encoded(types, base, each) for each in given))
    if kind in types:
        return struct_hash(types, kind, given)
    if kind in {"string", "bytes"}:
        return keccak(given.encode() if isinstance(given, str) else given)
    return encode([kind], [given])


def struct_hash(types: dict[str, list[dict[str, str]]], struct: str, given: Any) -> bytes:
    """EIP-712's hashStruct."""
    parts = [_encoded(types, m["type"], each) for m, each in zip(types[struct], given, strict=True)]
    return keccak(keccak(_described(types, struct).encode()) + b"".join(parts))


def domain(name: str, version: str, chain_id: int, contract: bytes) -> bytes:
    """An EIP-712 domain separator."""
    kind = keccak(b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
    words = ["bytes32", "bytes32", "bytes32", "uint256", "address"]
    return keccak(encode(words, [kind, keccak(name.encode()), keccak(version.encode()), chain_id, contract]))


def digest(contract: str, address: bytes, struct: str, given: tuple[Any, ...], *, chain_id: int = 31337) -> bytes:
    """What is signed for a struct of a contract at an address."""
    within = domain(_name(contract), "1", chain_id, address)
    return keccak(b"\x19\x01" + within + struct_hash(_types(contract), struct, given))


def malleated(signature: bytes) -> bytes:
    """The other signature of the same key and digest: high s, flipped v."""
    s = ORDER - int.from_bytes(signature[32:64])
    return signature[:32] + s.to_bytes(32) + bytes([55 - signature[64]])
