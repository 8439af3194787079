"""Titles: one slot a film, nobody takes another's, and every write can be signed and brought by anybody."""

import json
from pathlib import Path

import pytest
from doubles import receiver, wallet
from eth_hash.auto import keccak
from evm import Chain, Contract
from refusals import refused
from trees import MemberTree, SegmentTree, anchor_leaf
from typed import Key, digest, malleated

ANN, BOB, EVE = Key.of("Ann"), Key.of("Bob"), Key.of("Eve")
ROOT, SALT = keccak(b"a film"), keccak(b"a secret")
VECTORS = Path(__file__).parents[3] / "tests/golden/seal/segments-v1.json"


@pytest.fixture
def title(chain: Chain) -> Contract:
    """The registry, and three people with money for gas."""
    for each in (ANN, BOB, EVE):
        chain.state.set_balance(each.address, 10**24)
    return chain.deploy("title")


@pytest.fixture
def film(title: Contract) -> int:
    """A film of Ann's with 20 segments and a royalty of 5 %."""
    return title.register(ROOT, 20, 500, sender=ANN.address).value


def signed(title: Contract, key: Key, struct: str, *given: object) -> bytes:
    """Somebody's signature of a struct for this contract."""
    return key.sign(digest("title", title.address, struct, given))


def test_register_records_everything_in_one_slot(title: Contract, chain: Chain) -> None:
    """Holder, time, royalty and segments are there; a second film of an author takes one new slot."""
    first = title.register(ROOT, 20, 500, sender=ANN.address)
    assert title.film(first.value) == (ANN.address, chain.now, 500, 20)
    assert title.ownerOf(first.value) == ANN.address
    assert first.events("Registered") == [
        {
            "token_id": first.value,
            "author": ANN.address,
            "root": ROOT,
            "segments": 20,
            "royalty_bps": 500,
            "created": chain.now,
        }
    ]
    assert title.register(keccak(b"another"), 5000, 0, sender=ANN.address).new_slots == 1
    assert title.balanceOf(ANN.address) == 2


def test_id_is_the_hash_of_author_and_root(title: Contract, film: int) -> None:
    """Anybody can work an id out; two authors of one root have two ids."""
    assert film == int.from_bytes(keccak(ANN.account + ROOT)) == title.title_id(ANN.address, ROOT)
    assert title.register(ROOT, 20, 500, sender=BOB.address).value != film


def test_register_is_refused_twice_or_out_of_range(title: Contract, film: int) -> None:
    """An id exists once; segments are 1 to 2**24 - 1 and a royalty is at most the whole."""
    with refused("title: registered before"):
        title.register(ROOT, 20, 500, sender=ANN.address)
    for segments in (0, 2**24):
        with refused("title: segments out of range"):
            title.register(SALT, segments, 500, sender=ANN.address)
    with refused("title: royalty above the whole"):
        title.register(SALT, 1, 10_001, sender=ANN.address)
    with refused("title: not registered"):
        title.film(film + 1, sender=EVE.address)


def test_register_for_needs_the_author(title: Contract, chain: Chain) -> None:
    """Anybody brings it, the author gets it; a changed or late word is refused, and a used one too."""
    given = (ANN.address, ROOT, 20, 500, chain.now)
    good = signed(title, ANN, "Register", *given)
    with refused("title: bad signature"):
        title.register_for(*given, signed(title, EVE, "Register", *given), sender=EVE.address)
    with refused("title: bad signature"):
        title.register_for(ANN.address, ROOT, 20, 0, chain.now, good, sender=EVE.address)
    with refused("title: bad signature"):
        title.register_for(*given, malleated(good), sender=EVE.address)
    film = title.register_for(*given, good, sender=EVE.address).value
    assert title.ownerOf(film) == ANN.address
    with refused("title: registered before"):
        title.register_for(*given, good, sender=EVE.address)
    chain.pass_time(1)
    with refused("title: too late"):
        title.register_for(*given, good, sender=EVE.address)


def test_register_batch_registers_each(title: Contract, chain: Chain) -> None:
    """A batch does what its works would do alone; one bad work refuses all."""
    works = [(keccak(bytes([i])), i + 1) for i in range(5)]
    title.register_batch(works, 250, sender=ANN.address)
    for root, segments in works:
        assert title.film(title.title_id(ANN.address, root)) == (ANN.address, chain.now, 250, segments)
    with refused("title: registered before"):
        title.register_batch([(SALT, 1), works[0]], 250, sender=ANN.address)
    with refused("title: not registered"):
        title.film(title.title_id(ANN.address, SALT), sender=EVE.address)


def test_register_batch_for_needs_the_author(title: Contract, chain: Chain) -> None:
    """One signature stands for the whole list, in its order and to its end."""
    works = [(keccak(bytes([i])), i + 1) for i in range(3)]
    good = signed(title, ANN, "RegisterBatch", ANN.address, works, 250, chain.now)
    for changed in (works[:2], works[::-1], [*works, (SALT, 1)], []):
        with refused("title: bad signature"):
            title.register_batch_for(ANN.address, changed, 250, chain.now, good, sender=EVE.address)
    title.register_batch_for(ANN.address, works, 250, chain.now, good, sender=EVE.address)
    assert title.balanceOf(ANN.address) == 3


def test_anchor_is_kept_once(title: Contract, chain: Chain) -> None:
    """The first time of a root stays its time."""
    receipt = title.anchor(ROOT, sender=EVE.address)
    assert receipt.events("Anchored") == [{"root": ROOT}]
    first = chain.now
    chain.pass_time(10)
    with refused("title: anchored before"):
        title.anchor(ROOT, sender=ANN.address)
    assert title.anchored_at(ROOT) == first


@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_register_anchored_keeps_the_time(title: Contract, chain: Chain, count: int) -> None:
    """A film registered later has the time of its anchor, whatever its place in the tree."""
    leaves = [anchor_leaf(ANN.address, keccak(bytes([i])), SALT) for i in range(count)]
    tree = MemberTree(leaves)
    title.anchor(tree.root, sender=EVE.address)
    then = chain.now
    chain.pass_time(1000)
    for i in range(count):
        proof = tree.proof(i)
        film = title.register_anchored(
            keccak(bytes([i])), 3, 0, tree.root, SALT, proof.sides, proof.siblings, sender=ANN.address
        ).value
        assert title.film(film) == (ANN.address, then, 0, 3)


def test_register_anchored_is_refused_for_what_was_not_anchored(title: Contract) -> None:
    """Another author, root, salt or path has no place in the tree, and a tree must be anchored first."""
    tree = MemberTree([anchor_leaf(ANN.address, keccak(bytes([i])), SALT) for i in range(4)])
    root, proof = keccak(bytes([1])), tree.proof(1)
    with refused("title: not anchored"):
        title.register_anchored(root, 3, 0, tree.root, SALT, proof.sides, proof.siblings, sender=ANN.address)
    title.anchor(tree.root, sender=ANN.address)
    for sender, work, salt, sides, siblings in (
        (EVE, root, SALT, proof.sides, proof.siblings),
        (ANN, ROOT, SALT, proof.sides, proof.siblings),
        (ANN, root, ROOT, proof.sides, proof.siblings),
        (ANN, root, SALT, proof.sides ^ 1, proof.siblings),
        (ANN, root, SALT, proof.sides, proof.siblings[:1]),
    ):
        with refused("title: not anchored"):
            title.register_anchored(work, 3, 0, tree.root, salt, sides, siblings, sender=sender.address)


def test_register_anchored_for_needs_the_author(title: Contract, chain: Chain) -> None:
    """The same by signature."""
    tree = MemberTree([anchor_leaf(ANN.address, ROOT, SALT)])
    title.anchor(tree.root, sender=EVE.address)
    given = (ANN.address, ROOT, 3, 0, tree.root, SALT, chain.now)
    call = (ANN.address, ROOT, 3, 0, tree.root, SALT, 0, [], chain.now)
    with refused("title: bad signature"):
        title.register_anchored_for(*call, signed(title, EVE, "RegisterAnchored", *given), sender=EVE.address)
    good = signed(title, ANN, "RegisterAnchored", *given)
    film = title.register_anchored_for(*call, good, sender=EVE.address).value
    assert title.ownerOf(film) == ANN.address


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 20])
def test_has_segment_knows_every_segment_at_its_place(title: Contract, count: int) -> None:
    """Each segment proves at its index, and at no other."""
    records = [b"record %d" % i for i in range(count)]
    tree = SegmentTree(records)
    title.register(tree.root, count, 0, sender=ANN.address)
    for i, record in enumerate(records):
        assert title.has_segment(ANN.address, tree.root, i, keccak(record), tree.proof(i))
        assert not title.has_segment(ANN.address, tree.root, i ^ 1, keccak(record), tree.proof(i))
        assert not title.has_segment(EVE.address, tree.root, i, keccak(record), tree.proof(i))


def test_has_segment_refuses_what_is_no_segment(title: Contract) -> None:
    """Filling, inner nodes, shorter and longer proofs, and places beyond the count are nothing."""
    tree = SegmentTree([b"record %d" % i for i in range(5)])
    title.register(tree.root, 5, 0, sender=ANN.address)
    record, proof = keccak(b"record 1"), tree.proof(1)
    assert title.has_segment(ANN.address, tree.root, 1, record, proof)
    for index, what, way in (
        (5, bytes(32), tree.proof(5)),
        (0, tree.levels[1][0], tree.proof(0)[1:]),
        (1, record, proof[:-1]),
        (1, record, [*proof, bytes(32)]),
        (9, record, proof),
        (1, tree.root, []),
    ):
        assert not title.has_segment(ANN.address, tree.root, index, what, way)


def test_has_segment_agrees_with_the_seal(title: Contract) -> None:
    """The published vectors of the seal hold on the chain."""
    for tree in json.loads(VECTORS.read_text(encoding="utf-8"))["trees"]:
        root, proof = bytes.fromhex(tree["root"]), tree["proof"]
        title.register(root, len(tree["records"]), 0, sender=ANN.address)
        index = proof["segment"]["index"]
        path = [bytes.fromhex(each) for each in proof["path"]]
        record = keccak(tree["records"][index].encode())
        assert title.has_segment(ANN.address, root, index, record, path)
        assert not title.has_segment(ANN.address, root, index, keccak(b"another"), path)


def test_transfer_moves_the_title_and_ends_the_approval(title: Contract, film: int) -> None:
    """Both balances follow, an approval ends with its owner, and the film's facts stay."""
    title.approve(EVE.address, film, sender=ANN.address)
    before = title.film(film)
    receipt = title.transferFrom(ANN.address, BOB.address, film, sender=ANN.address)
    assert receipt.events("Transfer") == [{"sender": ANN.address, "receiver": BOB.address, "token_id": film}]
    assert title.film(film) == (BOB.address, *before[1:])
    assert (title.balanceOf(ANN.address), title.balanceOf(BOB.address)) == (0, 1)
    assert title.getApproved(film) == bytes(20)
    with refused("title: not allowed"):
        title.transferFrom(BOB.address, EVE.address, film, sender=EVE.address)


def test_transfer_is_refused_without_leave(title: Contract, film: int) -> None:
    """Only the owner and those he let may move a title, from its owner, to somebody."""
    with refused("title: not allowed"):
        title.transferFrom(ANN.address, EVE.address, film, sender=EVE.address)
    with refused("title: not the owner"):
        title.transferFrom(BOB.address, EVE.address, film, sender=ANN.address)
    with refused("title: no receiver"):
        title.transferFrom(ANN.address, bytes(20), film, sender=ANN.address)
    with refused("title: not registered"):
        title.transferFrom(ANN.address, BOB.address, film + 1, sender=ANN.address)


def test_approved_account_moves_one_title(title: Contract, film: int) -> None:
    """An approval is for one title, and can be taken back."""
    other = title.register(SALT, 1, 0, sender=ANN.address).value
    title.approve(BOB.address, film, sender=ANN.address)
    assert title.getApproved(film) == BOB.address
    with refused("title: not allowed"):
        title.transferFrom(ANN.address, BOB.address, other, sender=BOB.address)
    title.approve(bytes(20), film, sender=ANN.address)
    with refused("title: not allowed"):
        title.transferFrom(ANN.address, BOB.address, film, sender=BOB.address)
    with refused("title: not allowed"):
        title.approve(EVE.address, film, sender=EVE.address)
    title.approve(BOB.address, film, sender=ANN.address)
    title.transferFrom(ANN.address, BOB.address, film, sender=BOB.address)
    assert title.ownerOf(film) == BOB.address


def test_operator_moves_all_titles_until_dismissed(title: Contract, film: int) -> None:
    """An operator may move and approve; a dismissed one may not."""
    title.setApprovalForAll(BOB.address, True, sender=ANN.address)
    assert title.isApprovedForAll(ANN.address, BOB.address)
    title.approve(EVE.address, film, sender=BOB.address)
    title.setApprovalForAll(BOB.address, False, sender=ANN.address)
    with refused("title: not allowed"):
        title.transferFrom(ANN.address, BOB.address, film, sender=BOB.address)
    title.transferFrom(ANN.address, EVE.address, film, sender=EVE.address)


def test_operate_for_needs_the_owner_once(title: Contract, film: int, chain: Chain) -> None:
    """An operator by signature; the signature works once, so dismissal lasts."""
    good = signed(title, ANN, "Operate", ANN.address, BOB.address, True, 0, chain.now)
    with refused("title: bad signature"):
        title.operate_for(ANN.address, EVE.address, True, chain.now, good, sender=EVE.address)
    title.operate_for(ANN.address, BOB.address, True, chain.now, good, sender=EVE.address)
    title.setApprovalForAll(BOB.address, False, sender=ANN.address)
    with refused("title: bad signature"):
        title.operate_for(ANN.address, BOB.address, True, chain.now, good, sender=BOB.address)
    with refused("title: not allowed"):
        title.transferFrom(ANN.address, BOB.address, film, sender=BOB.address)


def test_safe_transfer_asks_the_receiver(title: Contract, film: int, chain: Chain) -> None:
    """A contract that says yes gets it; one that says no or nothing does not; a person is not asked."""
    for bad in (receiver(chain, yes=False), chain.deploy("pay_token", ANN.address)):
        with pytest.raises(Exception, match=r"refused by the receiver|no reason|Revert"):
            title.safeTransferFrom(ANN.address, bad.address, film, sender=ANN.address)
    title.safeTransferFrom(ANN.address, BOB.address, film, sender=ANN.address)
    good = receiver(chain)
    title.safeTransferFrom(BOB.address, good.address, film, b"with words", sender=BOB.address)
    assert title.ownerOf(film) == good.address


def test_permit_approves_once(title: Contract, film: int, chain: Chain) -> None:
    """A signed approval works once, so that one taken back stays taken back."""
    good = signed(title, ANN, "Permit", BOB.address, film, 0, chain.now)
    with refused("title: bad signature"):
        title.permit(EVE.address, film, chain.now, good, sender=EVE.address)
    title.permit(BOB.address, film, chain.now, good, sender=EVE.address)
    assert (title.getApproved(film), title.nonces(film)) == (BOB.address, 1)
    title.approve(bytes(20), film, sender=ANN.address)
    with refused("title: bad signature"):
        title.permit(BOB.address, film, chain.now, good, sender=EVE.address)


def test_signatures_about_a_title_end_with_its_transfer(title: Contract, film: int, chain: Chain) -> None:
    """What the owner signed before a transfer means nothing when the title comes back."""
    stale = signed(title, ANN, "Permit", EVE.address, film, 0, chain.now)
    title.transferFrom(ANN.address, BOB.address, film, sender=ANN.address)
    title.transferFrom(BOB.address, ANN.address, film, sender=BOB.address)
    with refused("title: bad signature"):
        title.permit(EVE.address, film, chain.now, stale, sender=EVE.address)


def test_transfer_for_needs_the_owner_once(title: Contract, film: int, chain: Chain) -> None:
    """A transfer by signature, to the one named, in time, once."""
    good = signed(title, ANN, "Transfer", BOB.address, film, 0, chain.now)
    with refused("title: bad signature"):
        title.transfer_for(EVE.address, film, chain.now, good, sender=EVE.address)
    title.transfer_for(BOB.address, film, chain.now, good, sender=EVE.address)
    assert title.ownerOf(film) == BOB.address
    with refused("title: bad signature"):
        title.transfer_for(BOB.address, film, chain.now, good, sender=EVE.address)
    chain.pass_time(1)
    with refused("title: too late"):
        title.transfer_for(BOB.address, film, chain.now - 1, good, sender=EVE.address)


def test_describe_changes_the_uri(title: Contract, film: int, chain: Chain) -> None:
    """A description is a content id; without one the URI is the title's own name."""
    assert title.tokenURI(film) == f"urn:reelwright:{film:064x}"
    receipt = title.describe(film, SALT, sender=ANN.address)
    assert receipt.events("MetadataUpdate") == [{"token_id": film}]
    assert title.tokenURI(film) == f"ipfs://f01551220{SALT.hex()}"
    with refused("title: not allowed"):
        title.describe(film, ROOT, sender=EVE.address)
    good = signed(title, ANN, "Describe", ROOT, film, 0, chain.now)
    title.describe_for(film, ROOT, chain.now, good, sender=EVE.address)
    assert title.content_of(film) == ROOT
    with refused("title: bad signature"):
        title.describe_for(film, ROOT, chain.now, good, sender=EVE.address)


def test_royalty_follows_the_price(title: Contract, film: int) -> None:
    """5 % of a price, rounded down; nothing is known of a film that is not there."""
    assert title.royaltyInfo(film, 1999) == (ANN.address, 99)
    with refused("title: not registered"):
        title.royaltyInfo(film + 1, 1999, sender=EVE.address)


def test_standards_are_announced(title: Contract) -> None:
    """ERC-165 names what is spoken, and nothing else."""
    for known in ("01ffc9a7", "80ac58cd", "5b5e139f", "2a55205a", "5604e225", "49064906"):
        assert title.supportsInterface(bytes.fromhex(known))
    for other in ("ffffffff", "00000000", "d9b67a26"):
        assert not title.supportsInterface(bytes.fromhex(other))
    assert json.loads(title.contractURI().removeprefix("data:application/json,"))["symbol"] == title.symbol()
    assert title.name() == "Reelwright Title"


def test_nobody_holds_nothing(title: Contract) -> None:
    """The empty address is no owner."""
    with refused("title: no owner"):
        title.balanceOf(bytes(20), sender=EVE.address)


@pytest.mark.parametrize("yes", [True, False])
def test_contract_wallet_registers_by_erc1271(title: Contract, chain: Chain, yes: bool) -> None:
    """A contract may be an author, by what it says of a signature."""
    safe = wallet(chain, yes=yes)
    given = (safe.address, ROOT, 20, 500, chain.now, b"any words of any length")
    if yes:
        assert title.ownerOf(title.register_for(*given).value) == safe.address
    else:
        with refused("title: bad signature"):
            title.register_for(*given)


def test_signature_of_another_chain_or_contract_is_refused(title: Contract, chain: Chain) -> None:
    """The domain binds the chain, as it is now, and the contract."""
    given = (ANN.address, ROOT, 20, 500, chain.now)
    other = ANN.sign(digest("title", title.address, "Register", given, chain_id=1))
    with refused("title: bad signature"):
        title.register_for(*given, other)
    other = ANN.sign(digest("title", BOB.address, "Register", given))
    with refused("title: bad signature"):
        title.register_for(*given, other)
    chain.state.execution_context._chain_id = 1
    with refused("title: bad signature"):
        title.register_for(*given, signed(title, ANN, "Register", *given))
    assert title.register_for(*given, ANN.sign(digest("title", title.address, "Register", given, chain_id=1)))
