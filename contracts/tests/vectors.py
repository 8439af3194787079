"""Vectors for programs that build the contracts' trees: what must come out, byte for byte.

``python vectors.py --write`` keeps them in tests/golden/chain; version 1 is never written anew once it was published.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from eth_hash.auto import keccak
from trees import MemberTree, WeighedTree, anchor_leaf, word

TREES = Path(__file__).parents[2] / "tests/golden/chain/trees-v1.json"
COUNTS = (1, 2, 3, 5, 8, 13)


def plain(found: Any) -> Any:
    """Bytes as hexadecimal digits, at any depth."""
    if isinstance(found, bytes):
        return found.hex()
    return [plain(each) for each in found] if isinstance(found, (list, tuple)) else found


def anchors(count: int) -> dict[str, Any]:
    """An anchor of some works."""
    works = [(keccak(b"author %d" % i)[12:], keccak(b"root %d" % i), keccak(b"salt %d" % i)) for i in range(count)]
    tree = MemberTree([anchor_leaf(*work) for work in works])
    proofs = [{"sides": (proof := tree.proof(i)).sides, "siblings": plain(proof.siblings)} for i in range(count)]
    members = [dict(zip(("author", "root", "salt"), plain(work), strict=True)) for work in works]
    return {"works": members, "leaves": plain(tree.levels[0]), "root": tree.root.hex(), "proofs": proofs}


def tables(count: int) -> dict[str, Any]:
    """A table of some payees; the last is a table itself."""
    rows = [(word(int.from_bytes(keccak(b"payee %d" % i)[12:])), i * 1000 + 1) for i in range(count - 1)]
    tree = WeighedTree([*rows, (keccak(b"a table"), 7)])
    proofs = []
    for i in range(count):
        sides, siblings = tree.proof(i)
        proofs.append({"sides": sides, "siblings": plain(siblings), "start": tree.start(i)})
    return {"rows": plain(tree.rows), "root": tree.root.hex(), "total": tree.total, "proofs": proofs}


def vectors() -> dict[str, Any]:
    """All of them."""
    return {
        "schema": "reelwright.chain-trees/1",
        "anchors": [anchors(count) for count in COUNTS],
        "tables": [tables(count) for count in COUNTS],
    }


if __name__ == "__main__" and "--write" in sys.argv:
    TREES.parent.mkdir(parents=True, exist_ok=True)
    TREES.write_text(json.dumps(vectors(), indent=1) + "\n", encoding="utf-8")
