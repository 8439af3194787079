"""Member trees: many things under one root, each with a proof that it is there.

Version 0, the same as the contracts' ``merkle.vy`` and docs/reference/contracts.md: leaves begin
with 0x00 and inner nodes with 0x01; an odd last node goes up a level as it is and is never doubled.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import CodingError
from ..evm.keccak import keccak256
from ..model import Hash


def member_root(leaves: Sequence[Hash]) -> Hash:
    """The root above some leaves.

    Raises:
        CodingError: there are none.
    """
    level = _some(leaves)
    while len(level) > 1:
        level = _up(level)
    return level[0]


def member_proof(leaves: Sequence[Hash], index: int) -> tuple[int, tuple[Hash, ...]]:
    """The sides and siblings that lead from a leaf to the root, from the bottom up.

    A level at which the node goes up alone has no sibling and no bit.
    """
    level, sides, proof = _some(leaves), 0, list[Hash]()
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            sides |= (index & 1) << len(proof)
            proof.append(level[sibling])
        level, index = _up(level), index >> 1
    return sides, tuple(proof)


def proven_root(leaf: Hash, sides: int, proof: Sequence[Hash]) -> Hash:
    """The root to which a proof leads."""
    for place, sibling in enumerate(proof):
        leaf = _node(sibling, leaf) if sides >> place & 1 else _node(leaf, sibling)
    return leaf


def _some(leaves: Sequence[Hash]) -> list[Hash]:
    if not leaves:
        raise CodingError("a tree has at least one leaf")
    return list(leaves)


def _up(level: list[Hash]) -> list[Hash]:
    pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return pairs + level[len(level) - 1 :] if len(level) % 2 else pairs


def _node(left: Hash, right: Hash) -> Hash:
    return Hash(keccak256(b"\x01" + left.raw + right.raw))
