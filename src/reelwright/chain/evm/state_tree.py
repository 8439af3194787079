"""The tree in which an EVM's state lies (a Merkle Patricia tree: yellow paper, appendix D), read without an EVM.

Knows how accounts and storage slots are found from a root. Refuses to know where the nodes are kept, and to change any.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ..errors import CodingError
from .keccak import keccak256
from .rlp import read_rlp

_BRANCH: Final = 17
_NO_NODES: Final = bytes.fromhex("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421")
"""The root of a tree with nothing in it: keccak256(rlp(b""))."""
_NO_CODE: Final = bytes.fromhex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
"""keccak256(b"")."""

Nodes = Callable[[bytes], bytes | None]
"""Gives what has a hash, None when it is not there."""


@dataclass(frozen=True, slots=True)
class StateAccount:
    """An account as it lies in the tree."""

    nonce: int = 0
    balance: int = 0
    storage: bytes = _NO_NODES
    code: bytes = _NO_CODE


def account_in(nodes: Nodes, root: bytes, address: bytes) -> StateAccount:
    """An account; one that was never used is empty.

    Raises:
        CodingError: a node is missing or malformed.
    """
    found = _find(nodes, root, keccak256(address))
    if found is None:
        return StateAccount()
    nonce, balance, storage, code = _list(found, 4)
    return StateAccount(int.from_bytes(nonce), int.from_bytes(balance), storage, code)


def slot_in(nodes: Nodes, account: StateAccount, slot: int) -> bytes:
    """The 32 bytes of a storage slot; one that was never written is zero.

    Raises:
        CodingError: a node is missing or malformed.
    """
    found = _find(nodes, account.storage, keccak256(slot.to_bytes(32, "big")))
    if found is None:
        return bytes(32)
    value, _ = read_rlp(found)
    if not isinstance(value, bytes) or len(value) > 32:
        raise CodingError("a storage slot of this state holds no number")
    return value.rjust(32, b"\0")


def code_in(nodes: Nodes, account: StateAccount) -> bytes:
    """An account's code, empty when it is no contract.

    Raises:
        CodingError: it is missing.
    """
    return b"" if account.code == _NO_CODE else _node(nodes, account.code)


def _find(nodes: Nodes, root: bytes, key: bytes) -> bytes | None:
    """Go down from the root by the half-bytes of a key."""
    if root == _NO_NODES:
        return None
    path = key.hex()
    node: Any = _list(_node(nodes, root))
    while True:
        if len(node) == _BRANCH:
            if not path:
                return node[16] or None
            below, path = node[int(path[0], 16)], path[1:]
        else:
            part, is_leaf = _part(node[0])
            if not path.startswith(part):
                return None
            path = path[len(part) :]
            if is_leaf:
                return None if path else node[1]
            below = node[1]
        if below == b"":
            return None
        node = below if isinstance(below, list) else _list(_node(nodes, below))


def _part(packed: bytes) -> tuple[str, bool]:
    """The half-bytes that a node skips, and whether it is a leaf (hex-prefix form)."""
    digits = packed.hex()
    flag = int(digits[0], 16)
    return digits[1 if flag & 1 else 2 :], bool(flag & 2)


def _node(nodes: Nodes, name: bytes) -> bytes:
    found = nodes(name)
    if found is None:
        raise CodingError("a part of this state is missing", where=name.hex())
    return found


def _list(content: bytes, size: int = 0) -> list[Any]:
    items, rest = read_rlp(content)
    if rest or not isinstance(items, list) or len(items) not in ((size,) if size else (2, _BRANCH)):
        raise CodingError("a part of this state is no node")
    return items
