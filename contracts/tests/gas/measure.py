"""What every action costs: gas of the whole transaction (21,000 and call data included) and new storage slots.

``python measure.py`` prints the table, ``python measure.py --write`` keeps it in golden.json. An action is measured in
its steady state, that is, when the people in it were there before, unless it says "first".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from eth_hash.auto import keccak
from evm import Chain, Receipt
from trees import MemberTree, SegmentTree, anchor_leaf, word
from typed import Key, digest

GOLDEN = Path(__file__).parent / "golden.json"
Row = tuple[str, Receipt, int]
"""An action, its receipt, and among how many its cost is shared."""

ANN, BOB, EVE = Key.of("Ann"), Key.of("Bob"), Key.of("Eve")
SALT = keccak(b"a secret")


def people(chain: Chain) -> None:
    """Gives everybody money for gas."""
    for each in (ANN, BOB, EVE):
        chain.state.set_balance(each.address, 10**24)


def titles() -> Iterator[Row]:
    """Registering, anchoring, proving and moving titles."""
    chain = Chain()
    people(chain)
    title = chain.deploy("title")
    assert title.receipt is not None
    yield "title: deploy", title.receipt, 1
    yield "title: register, first of an author", title.register(word(0), 20, 500, sender=ANN.address), 1
    for count in (1, 20, 200, 5000):
        tree = SegmentTree([b"%d" % i for i in range(count)])
        yield f"title: register, {count} segments", title.register(tree.root, count, 500, sender=ANN.address), 1
        given = (ANN.address, tree.root, count - 1, keccak(b"%d" % (count - 1)), tree.proof(count - 1))
        yield f"title: has_segment of {count}, as a transaction", title.has_segment(*given, sender=ANN.address), 1
    given = (BOB.address, word(1), 20, 500, chain.now)
    signed = BOB.sign(digest("title", title.address, "Register", given))
    title.register(word(2), 20, 500, sender=BOB.address)
    yield "title: register_for", title.register_for(*given, signed, sender=EVE.address), 1
    works = [(word(1000 + i), 20) for i in range(100)]
    yield "title: register_batch of 100, each", title.register_batch(works, 500, sender=ANN.address), 100
    roots = [word(5000 + i) for i in range(1000)]
    tree = MemberTree([anchor_leaf(ANN.address, root, SALT) for root in roots])
    yield "title: anchor of 1000 works, each", title.anchor(tree.root, sender=EVE.address), 1000
    proof = tree.proof(700)
    given = (roots[700], 20, 500, tree.root, SALT, proof.sides, proof.siblings)
    yield "title: register_anchored, of 1000", title.register_anchored(*given, sender=ANN.address), 1
    film = title.title_id(ANN.address, word(0))
    yield "title: transferFrom", title.transferFrom(ANN.address, BOB.address, film, sender=ANN.address), 1


LIMITS = {f"title: register, {count} segments": 55_000 for count in (1, 20, 200, 5000)} | {
    "title: anchor of 1000 works, each": 50
}
"""What an action may cost at most (docs/reference/contracts.md)."""


def measured() -> dict[str, dict[str, int]]:
    """Every action with its gas and its new slots."""
    rows = [*titles()]
    return {name: {"gas": -(-done.gas // shared), "new_slots": done.new_slots} for name, done, shared in rows}


def main() -> None:
    """Prints, and writes when asked."""
    table = measured()
    if "--write" in sys.argv:
        GOLDEN.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{'action':<52}{'gas':>12}{'new slots':>12}{'limit':>10}")  # noqa: T201
    for name, row in table.items():
        print(f"{name:<52}{row['gas']:>12,}{row['new_slots']:>12}{LIMITS.get(name, ''):>10}")  # noqa: T201


if __name__ == "__main__":
    main()
