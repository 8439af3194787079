"""The tree of a block's receipts (Ethereum's Merkle Patricia trie), and the path to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import rlp
from trie.hexary import HexaryTrie

from reelwright.chain.evm.keccak import keccak256
from reelwright.chain.model import BlockMark, Hash, Inclusion

_RECEIPTS: Final = 5  # of a header's fields (yellow paper §4.4.3); a number is the 9th, a time the 12th


def inclusion_of(header: bytes, receipts: Sequence[bytes], place: int) -> Inclusion | None:
    """The proof of one receipt; None when header and receipts do not belong together.

    Args:
        header: RLP of the block's header.
        receipts: all receipts of the block, each as the block commits to it.
        place: of the wanted one.
    """
    fields: Any = rlp.decode(header)
    tree = HexaryTrie({})
    for at, receipt in enumerate(receipts):
        tree[rlp.encode(at)] = receipt
    if tree.root_hash != fields[_RECEIPTS]:
        return None
    way: Any = tree
    nodes = [rlp.encode(list(node)) for node in way.get_proof(rlp.encode(place))]
    # a node of less than 32 bytes lies in its parent and needs no naming
    path = tuple(node for at, node in enumerate(nodes) if at == 0 or len(node) >= 32)
    number, time = int.from_bytes(fields[8]), int.from_bytes(fields[11])
    mark = BlockMark(number, Hash(keccak256(header)), Hash(fields[0]), time)
    return Inclusion(mark, header, receipts[place], place, path)
