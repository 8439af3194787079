"""The proof of a title holds by hashing alone, and no digit of it can be another."""

import json
from pathlib import Path
from typing import Any

import pytest
import rlp
from trie import HexaryTrie

from reelwright.chain.adapters.receipt_tree import inclusion_of
from reelwright.seal import WrongError
from reelwright.seal.check_evidence import CHAIN, check_chain, place_key, rlp_decode, trie_value

GOLDEN = Path(__file__).parents[2] / "golden/seal/chain-proof-v1.json"
STATEMENT = {"root": "ab" * 32}


def proof() -> dict[str, Any]:
    """A proof as our own ledger gave it."""
    form: dict[str, Any] = json.loads(GOLDEN.read_bytes())
    return form


def told(form: dict[str, Any]) -> str:
    """What the verifier says of it."""
    return "\n".join(check_chain({CHAIN: json.dumps(form).encode()}, STATEMENT))


def test_the_way_from_film_to_block_is_told() -> None:
    """Film, anchor, block and whose ledger it is are each said."""
    words = told(proof())
    for part in ("lies under the anchor", "stands in block 2 of chain 1380271436", "is one machine's", "his own clock"):
        assert part in words


def test_a_public_chain_is_left_to_a_node() -> None:
    """A block of a chain that many keep is not called one machine's, and nobody claims to know its chain."""
    words = told(proof() | {"chain": 8453})
    assert "one machine" not in words
    assert "is for a node of that chain to say" in words
    bare = proof()
    del bare["block"]
    assert "ask a node for 0x" in told(bare)


@pytest.mark.parametrize("name", ["root", "salt", "author", "contract"])
def test_another_film_salt_author_or_contract_is_found(name: str) -> None:
    """Whatever binds the film to the anchor, or the anchor to the contract, cannot be exchanged."""
    form = proof()
    form[name] = form[name][:-1] + ("0" if form[name][-1] != "0" else "1")
    with pytest.raises(WrongError):
        told(form)


def test_no_digit_between_anchor_and_block_can_be_another() -> None:
    """Header, receipt and path hash into one another: any digit, the place, the number and the time count."""
    whole = proof()["block"]
    for name in ("hash", "header", "receipt"):
        for at in range(2, len(whole[name]), 37):
            digit = "1" if whole[name][at] == "0" else "0"
            changed = whole[name][:at] + digit + whole[name][at + 1 :]
            with pytest.raises(WrongError):
                told(proof() | {"block": whole | {name: changed}})
    for block in ({"place": 1}, {"number": 3}, {"path": []}, {"path": [whole["path"][0][:-2] + "00"]}):
        with pytest.raises(WrongError):
            told(proof() | {"block": whole | block})
    with pytest.raises(WrongError):
        told(proof() | {"anchor": proof()["anchor"] | {"time": 1}})


def test_encoded_data_is_read_whole_or_not_at_all() -> None:
    """Strings and lists, short and long, are read; what is cut short or has a tail is refused."""
    assert rlp_decode(bytes.fromhex("c88363617483646f67")) == [b"cat", b"dog"]
    assert rlp_decode(b"\xb8\x38" + bytes(56)) == bytes(56)
    for spoiled in (b"", b"\x83ca", b"\xc2\x83", b"\x01\x02", b"\xf9\xff"):
        with pytest.raises(WrongError):
            rlp_decode(spoiled)


def test_every_place_of_a_full_block_is_found_by_its_own_key() -> None:
    """In a block of 200 receipts, with branches and extensions, each way leads to its receipt and to no other."""
    receipts = [b"\x02" + bytes([at]) * (40 + at) for at in range(200)]
    tree = HexaryTrie({})
    for at, receipt in enumerate(receipts):
        tree[rlp.encode(at)] = receipt
    header = rlp.encode([bytes(32)] * 5 + [tree.root_hash] + [b""] * 6)
    for at in (0, 1, 15, 16, 127, 128, 199):
        shown = inclusion_of(header, receipts, at)
        assert shown is not None
        assert trie_value(tree.root_hash, place_key(at), list(shown.path)) == receipts[at]
        with pytest.raises(WrongError):
            trie_value(tree.root_hash, place_key(at + 1), list(shown.path))
    assert inclusion_of(header, receipts[:-1], 0) is None
