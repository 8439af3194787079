"""Recursive length prefix: how Ethereum writes bytes and lists of them (yellow paper, appendix B).

Knows the form. Refuses to know what is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from ..errors import CodingError

Item: TypeAlias = "bytes | Sequence[Item]"
"""Bytes, or a list of items."""


def rlp(item: Item) -> bytes:
    """An item written down."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _headed(0x80, item)
    return _headed(0xC0, b"".join(rlp(part) for part in item))


def read_rlp(content: bytes) -> tuple[bytes | list[Any], bytes]:
    """The first item of RLP, and what comes after it.

    Raises:
        CodingError: it ends too early.
    """
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
        item, body = read_rlp(body)
        items.append(item)
    return items, rest


def _headed(base: int, body: bytes) -> bytes:
    if len(body) < 56:
        return bytes([base + len(body)]) + body
    length = number_bytes(len(body))
    return bytes([base + 55 + len(length)]) + length + body


def number_bytes(value: int) -> bytes:
    """A number without zeros before it, as RLP wants it."""
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
