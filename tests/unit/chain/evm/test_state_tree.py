"""The state is read without an EVM as an EVM reads it: py-evm's own tree is the second opinion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.chain import CodingError, keccak256
from reelwright.chain.adapters.recursion import usual_after_import
from reelwright.chain.evm.rlp import number_bytes, rlp
from reelwright.chain.evm.state_tree import StateAccount, account_in, code_in, slot_in

with usual_after_import():
    from trie.hexary import HexaryTrie

SLOTS = st.dictionaries(st.integers(0, 40) | st.integers(0, 2**256 - 1), st.integers(1, 2**256 - 1), max_size=30)


def tree_of(values: dict[bytes, bytes]) -> tuple[dict[bytes, bytes], bytes]:
    """The nodes of a tree of hashed keys, and its root."""
    nodes: dict[bytes, bytes] = {}
    tree = HexaryTrie(nodes)
    for key, value in values.items():
        tree[keccak256(key)] = value
    return nodes, tree.root_hash


@settings(max_examples=60)
@given(SLOTS, st.integers(0, 2**256 - 1))
def test_slots_are_read_as_they_were_written(slots: dict[int, int], other: int) -> None:
    """Every slot of a tree of any shape has its value, and a slot that nobody wrote is zero."""
    nodes, root = tree_of({slot.to_bytes(32): rlp(number_bytes(value)) for slot, value in slots.items()})
    account = StateAccount(storage=root)
    for slot in [*slots, other]:
        assert slot_in(nodes.get, account, slot) == slots.get(slot, 0).to_bytes(32)


@settings(max_examples=30)
@given(st.dictionaries(st.binary(min_size=20, max_size=20), st.integers(0, 2**70), min_size=1, max_size=20))
def test_accounts_are_read_as_they_were_written(balances: dict[bytes, int]) -> None:
    """Every account has its number, money and code; one that was never used has none."""
    code = b"\x00" * 40
    accounts = {
        address: rlp([number_bytes(at), number_bytes(money), StateAccount().storage, keccak256(code)])
        for at, (address, money) in enumerate(balances.items())
    }
    nodes, root = tree_of(accounts)
    nodes[keccak256(code)] = code
    for at, (address, money) in enumerate(balances.items()):
        found = account_in(nodes.get, root, address)
        assert (found.nonce, found.balance, code_in(nodes.get, found)) == (at, money, code)
    assert account_in(nodes.get, root, keccak256(b"nobody")[:20]) == StateAccount()
    assert code_in(nodes.get, StateAccount()) == b""


@pytest.mark.parametrize("spoil", [None, b"", b"\x00", b"\xc1\x80", b"\xc2\x80"])
def test_state_that_is_damaged_is_told(spoil: bytes | None) -> None:
    """A node that is missing, cut or no node is an error and never a zero."""
    root = tree_of({slot.to_bytes(32): rlp(number_bytes(slot)) for slot in range(1, 9)})[1]
    spoilt = {root: spoil} if spoil is not None else {}
    with pytest.raises(CodingError):
        slot_in(spoilt.get, StateAccount(storage=root), 1)
