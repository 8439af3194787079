"""The contract ABI: how calls, answers and events are laid out in bytes.

Knows the Solidity ABI specification's types as far as contracts use them: integers, addresses,
booleans, fixed and free bytes, text, arrays and tuples. Strict both ways: a value that does not fit
its type, or bytes that are not the one encoding of a value, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias, cast

from ..errors import CodingError
from ..model import Address
from .keccak import keccak256

Value: TypeAlias = "int | bool | bytes | str | Address | Sequence[Value]"
"""What the ABI can say."""

_WORD: Final = 32
_ARRAY: Final = re.compile(r"(.*)\[(\d*)\]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of the ABI, understood: how its values are written and read.

    Args:
        size: bytes of its head: 32 for whatever lies elsewhere.
        dynamic: its value lies elsewhere, and its head says where.
        write: a value as bytes.
        read: the value that lies at an offset.
    """

    name: str
    size: int
    dynamic: bool
    write: Callable[[Value], bytes]
    read: Callable[[bytes, int], Value]


def encode_values(types: Sequence[str], values: Sequence[Value]) -> bytes:
    """Lay values out one after the other, as arguments of a call are.

    Raises:
        CodingError: a value does not fit its type.
    """
    return _write_all(tuple(kind(each) for each in types), values)


def decode_values(types: Sequence[str], content: bytes) -> tuple[Value, ...]:
    """Read values that were laid out one after the other.

    Raises:
        CodingError: the bytes do not hold them.
    """
    return _read_all(tuple(kind(each) for each in types), content, 0)


def selector(signature: str) -> bytes:
    """The four bytes that begin a call, of a signature such as "transfer(address,uint256)"."""
    return _selector(signature)


@lru_cache(maxsize=512)
def _selector(signature: str) -> bytes:
    return keccak256(signature.encode("ascii"))[:4]


@lru_cache(maxsize=512)
def topic(signature: str) -> bytes:
    """The first topic of an event, of a signature such as "Transfer(address,address,uint256)"."""
    return keccak256(signature.encode("ascii"))


@lru_cache(maxsize=1024)
def kind(name: str) -> Kind:
    """Understand a type's name.

    Raises:
        CodingError: the ABI has no such type, or not for our contracts.
    """
    if found := _ARRAY.fullmatch(name):
        return _array(name, kind(found[1]), int(found[2]) if found[2] else None)
    if name.startswith("(") and name.endswith(")"):
        return _tuple(name, tuple(kind(part) for part in split_types(name[1:-1])))
    if name in _PLAIN:
        return _PLAIN[name]
    for pattern, make in _SIZED:
        if found := pattern.fullmatch(name):
            return make(name, int(found[1]))
    raise CodingError(f"there is no type {name!r} in the contract ABI")


def split_types(text: str) -> tuple[str, ...]:
    """The types of a list such as "uint256,(address,bytes)[]", split at the outer commas."""
    parts, depth, begin = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(text[begin:at])
            begin = at + 1
    return (*parts, text[begin:]) if text else ()


def _uint(name: str, bits: int) -> Kind:
    if bits % 8 or not 8 <= bits <= 256:
        raise CodingError(f"there is no type {name!r} in the contract ABI")

    def write(value: Value) -> bytes:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << bits:
            raise CodingError(f"{value!r} is no {name}")
        return value.to_bytes(_WORD, "big")

    def read(content: bytes, at: int) -> Value:
        value = int.from_bytes(_word(content, at), "big")
        if value >> bits:
            raise CodingError(f"a {name} is too large")
        return value

    return Kind(name, _WORD, False, write, read)  # noqa: FBT003 the noun's own order


def _int(name: str, bits: int) -> Kind:
    if bits % 8 or not 8 <= bits <= 256:
        raise CodingError(f"there is no type {name!r} in the contract ABI")

    def write(value: Value) -> bytes:
        if not isinstance(value, int) or isinstance(value, bool) or not -(1 << bits - 1) <= value < 1 << bits - 1:
            raise CodingError(f"{value!r} is no {name}")
        return value.to_bytes(_WORD, "big", signed=True)

    def read(content: bytes, at: int) -> Value:
        value = int.from_bytes(_word(content, at), "big", signed=True)
        if not -(1 << bits - 1) <= value < 1 << bits - 1:
            raise CodingError(f"an {name} is too large")
        return value

    return Kind(name, _WORD, False, write, read)  # noqa: FBT003


def _fixed_bytes(name: str, size: int) -> Kind:
    if not 1 <= size <= _WORD:
        raise CodingError(f"there is no type {name!r} in the contract ABI")

    def write(value: Value) -> bytes:
        if not isinstance(value, bytes) or len(value) != size:
            raise CodingError(f"a {name} has {size} bytes")
        return value.ljust(_WORD, b"\0")

    def read(content: bytes, at: int) -> Value:
        word = _word(content, at)
        if any(word[size:]):
            raise CodingError(f"a {name} is followed by something")
        return word[:size]

    return Kind(name, _WORD, False, write, read)  # noqa: FBT003


def _write_address(value: Value) -> bytes:
    if not isinstance(value, Address):
        raise CodingError(f"{value!r} is no address")
    return value.raw.rjust(_WORD, b"\0")


def _read_address(content: bytes, at: int) -> Value:
    word = _word(content, at)
    if any(word[:12]):
        raise CodingError("an address is preceded by something")
    return Address(word[12:])


def _write_bool(value: Value) -> bytes:
    if not isinstance(value, bool):
        raise CodingError(f"{value!r} is neither true nor false")
    return int(value).to_bytes(_WORD, "big")


def _read_bool(content: bytes, at: int) -> Value:
    value = int.from_bytes(_word(content, at), "big")
    if value > 1:
        raise CodingError("a bool is neither 0 nor 1")
    return bool(value)


def _write_bytes(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise CodingError(f"{value!r} is not bytes")
    return len(value).to_bytes(_WORD, "big") + value + bytes(-len(value) % _WORD)


def _read_bytes(content: bytes, at: int) -> Value:
    size = int.from_bytes(_word(content, at), "big")
    padded = size + -size % _WORD
    if padded > len(content) - at - _WORD:
        raise CodingError("bytes end before their length")
    body = content[at + _WORD : at + _WORD + padded]
    if any(body[size:]):
        raise CodingError("bytes are followed by something in their last word")
    return body[:size]


def _write_text(value: Value) -> bytes:
    if not isinstance(value, str):
        raise CodingError(f"{value!r} is no text")
    return _write_bytes(value.encode("utf-8"))


def _read_text(content: bytes, at: int) -> Value:
    try:
        return cast("bytes", _read_bytes(content, at)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CodingError("a text is not UTF-8") from error


def _array(name: str, item: Kind, count: int | None) -> Kind:
    def write(value: Value) -> bytes:
        if not isinstance(value, list | tuple) or (count is not None and len(value) != count):
            raise CodingError(f"{value!r:.80} is no {name}")
        body = _write_all((item,) * len(value), value)
        return body if count is not None else len(value).to_bytes(_WORD, "big") + body

    def read(content: bytes, at: int) -> Value:
        if count is not None:
            return _read_all((item,) * count, content, at)
        many = int.from_bytes(_word(content, at), "big")
        if many * item.size > len(content) - at - _WORD:  # before any memory is taken for it
            raise CodingError(f"a {name} ends before its length")
        return _read_all((item,) * many, content, at + _WORD)

    dynamic = count is None or item.dynamic
    return Kind(name, _WORD if dynamic else item.size * (count or 0), dynamic, write, read)


def _tuple(name: str, parts: tuple[Kind, ...]) -> Kind:
    def write(value: Value) -> bytes:
        if not isinstance(value, list | tuple):
            raise CodingError(f"{value!r:.80} is no {name}")
        return _write_all(parts, value)

    def read(content: bytes, at: int) -> Value:
        return _read_all(parts, content, at)

    dynamic = any(part.dynamic for part in parts)
    return Kind(name, _WORD if dynamic else sum(part.size for part in parts), dynamic, write, read)


def _write_all(kinds: tuple[Kind, ...], values: Sequence[Value]) -> bytes:
    if len(kinds) != len(values):
        raise CodingError(f"{len(kinds)} values are wanted, not {len(values)}")
    head_size = sum(each.size for each in kinds)
    heads: list[bytes] = []
    tails: list[bytes] = []
    tail_size = 0
    for each, value in zip(kinds, values, strict=True):
        body = each.write(value)
        if each.dynamic:
            heads.append((head_size + tail_size).to_bytes(_WORD, "big"))
            tails.append(body)
            tail_size += len(body)
        else:
            heads.append(body)
    return b"".join(heads) + b"".join(tails)


def _read_all(kinds: tuple[Kind, ...], content: bytes, begin: int) -> tuple[Value, ...]:
    values: list[Value] = []
    at = begin
    for each in kinds:
        if each.dynamic:
            offset = int.from_bytes(_word(content, at), "big")
            if offset > len(content):
                raise CodingError("an offset leads out of the bytes")
            values.append(each.read(content, begin + offset))
        else:
            values.append(each.read(content, at))
        at += each.size
    return tuple(values)


def _word(content: bytes, at: int) -> bytes:
    word = content[at : at + _WORD]
    if len(word) != _WORD:
        raise CodingError("the bytes end too early")
    return word


_PLAIN: Final = {
    "address": Kind("address", _WORD, False, _write_address, _read_address),  # noqa: FBT003
    "bool": Kind("bool", _WORD, False, _write_bool, _read_bool),  # noqa: FBT003
    "bytes": Kind("bytes", _WORD, True, _write_bytes, _read_bytes),  # noqa: FBT003
    "string": Kind("string", _WORD, True, _write_text, _read_text),  # noqa: FBT003
}
_SIZED: Final = (
    (re.compile(r"uint(\d+)"), _uint),
    (re.compile(r"int(\d+)"), _int),
    (re.compile(r"bytes(\d+)"), _fixed_bytes),
)
