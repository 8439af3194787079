"""The published vectors are what the contracts take."""

import json

import pytest
from vectors import TREES, plain, vectors
from world import World

FOUND = json.loads(TREES.read_text(encoding="utf-8"))


def test_vectors_are_the_trees_of_the_tests() -> None:
    """The trees that all tests use give the published bytes."""
    assert json.loads(json.dumps(plain(vectors()))) == FOUND


@pytest.mark.parametrize("number", range(len(FOUND["anchors"])))
def test_contract_takes_the_anchors(world: World, number: int) -> None:
    """Every work of every anchor can be registered by its proof."""
    tree = FOUND["anchors"][number]
    world.title.anchor(bytes.fromhex(tree["root"]))
    for work, proof in zip(tree["works"], tree["proofs"], strict=True):
        author, root, salt = (bytes.fromhex(work[key]) for key in ("author", "root", "salt"))
        siblings = [bytes.fromhex(each) for each in proof["siblings"]]
        anchor = bytes.fromhex(tree["root"])
        film = world.title.register_anchored(root, 1, 0, anchor, salt, proof["sides"], siblings, sender=author).value
        assert world.title.ownerOf(film) == author


@pytest.mark.parametrize("number", range(len(FOUND["tables"])))
def test_contract_takes_the_tables(world: World, number: int) -> None:
    """Every row of every table has its part by its proof, and the whole is nobody else's."""
    tree, money = FOUND["tables"][number], world.token.address
    root = bytes.fromhex(tree["root"])
    world.shares.pay(money, root, tree["total"], sender=world.dan.address)
    for (payee, weight), proof in zip(tree["rows"], tree["proofs"], strict=True):
        siblings = [(bytes.fromhex(node), below) for node, below in proof["siblings"]]
        given = (money, root, (bytes.fromhex(payee), weight), proof["sides"], siblings)
        assert world.shares.claim(*given).value == weight
