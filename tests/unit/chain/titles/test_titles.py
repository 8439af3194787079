"""Titles: anchored, registered, shown, given away, and their history."""

import pytest
from people import As, Wall

from reelwright.chain import (
    Anchor,
    Hash,
    LogFilter,
    Registry,
    RevertedError,
    TitleError,
    Work,
    anchor_film,
    anchor_films,
    anchor_leaf,
    find_title,
    keccak256,
    load_artifact,
    proven_root,
    register_title,
    set_up,
    show_title,
    title_history,
    title_id,
    transfer_title,
)

ROOT = Hash(keccak256(b"segments"))


def work_of(registry: Registry, root: Hash = ROOT, segments: int = 20) -> Work:
    """A film of the registry's own."""
    return Work(registry.me, root, segments)


def test_contract_stands_where_it_stands_everywhere(registry: Registry) -> None:
    """Its address is the one that its artifact names, and setting it up again does nothing."""
    title = registry.contract("title")
    assert str(title.address) == "0x" + load_artifact("title").address().raw.hex()
    nonce = registry.ledger.account(registry.me).nonce
    assert set_up(registry.outbox, load_artifact("title")) == title
    assert registry.ledger.account(registry.me).nonce == nonce


def test_film_is_anchored_once(registry: Registry, wall: Wall) -> None:
    """Anchoring tells when, hides the work, costs one transaction, and a second time costs none."""
    wall.now += 100
    anchor = anchor_film(registry, work_of(registry))
    nonce = registry.ledger.account(registry.me).nonce
    wall.now += 100
    assert anchor_film(registry, work_of(registry)) == anchor
    assert anchor.time == wall.now - 100
    assert registry.ledger.account(registry.me).nonce == nonce
    registry.follow()
    assert registry.index.logs(LogFilter())
    assert ROOT.raw not in b"".join(log.log.content for log in registry.index.logs(LogFilter()))


def test_many_films_have_one_anchor(registry: Registry) -> None:
    """Seven films cost one transaction, and each proves its place under the one root."""
    works = [work_of(registry, Hash.from_int(n + 1)) for n in range(7)]
    before = registry.ledger.account(registry.me).nonce
    anchors = anchor_films(registry, works)
    assert registry.ledger.account(registry.me).nonce == before + 1
    for anchor in anchors:
        assert proven_root(anchor_leaf(anchor.work, anchor.salt), anchor.sides, anchor.proof) == anchor.root
    assert {anchor.root for anchor in anchors} == {anchors[0].root}


@pytest.mark.parametrize("place", [0, 3, 6])
def test_title_keeps_the_time_of_its_anchor(registry: Registry, wall: Wall, place: int) -> None:
    """A film registered later has the time at which it was anchored, proven to the contract."""
    anchors = anchor_films(registry, [work_of(registry, Hash.from_int(n + 1)) for n in range(7)])
    wall.now += 10_000
    title = register_title(registry, anchors[place].work, royalty_bps=750, anchor=anchors[place])
    assert (title.time, title.royalty_bps, title.segments, title.owner) == (anchors[0].time, 750, 20, registry.me)


def test_wrong_proof_registers_nothing(registry: Registry) -> None:
    """The contract takes no anchor that does not hold the work."""
    anchors = anchor_films(registry, [work_of(registry, Hash.from_int(n + 1)) for n in range(3)])
    wrong = Anchor(anchors[0].work, anchors[1].salt, anchors[0].root, anchors[0].sides, anchors[0].proof)
    with pytest.raises(RevertedError, match="not anchored"):
        register_title(registry, anchors[0].work, royalty_bps=0, anchor=wrong)
    assert find_title(registry, title_id(anchors[0].work)) is None


def test_film_is_registered_once(registry: Registry, wall: Wall) -> None:
    """Registering again gives the same title, also with another royalty."""
    first = register_title(registry, work_of(registry), royalty_bps=500)
    wall.now += 5
    assert register_title(registry, work_of(registry), royalty_bps=900) == first
    assert first.time == wall.now - 5
    assert first.uri.startswith("urn:reelwright:")


def test_only_the_author_registers_and_anchors(registry: Registry, acting: As) -> None:
    """Somebody else's work is refused before anything is signed."""
    theirs = work_of(acting(2))
    for refuse in (lambda: anchor_film(registry, theirs), lambda: register_title(registry, theirs, royalty_bps=0)):
        with pytest.raises(TitleError, match="author"):
            refuse()


def test_copier_has_another_title(registry: Registry, acting: As) -> None:
    """The same segments under another name are another title, later in time."""
    first = register_title(registry, work_of(registry), royalty_bps=0)
    copy = register_title(acting(2), work_of(acting(2)), royalty_bps=0)
    assert first.id != copy.id
    assert copy.time >= first.time


def test_unregistered_title_is_told(registry: Registry) -> None:
    """A name that nobody registered is told as such."""
    assert find_title(registry, ROOT) is None
    with pytest.raises(TitleError, match="not registered"):
        show_title(registry, ROOT)


@pytest.mark.parametrize("royalty", [-1, 10_001])
def test_royalty_above_the_whole_is_told(registry: Registry, royalty: int) -> None:
    """A royalty is a share of the price."""
    with pytest.raises(TitleError, match="royalty"):
        register_title(registry, work_of(registry), royalty_bps=royalty)


def test_title_is_given_away(registry: Registry, acting: As) -> None:
    """The owner gives it, the new owner can give it on and back, and nobody else can."""
    title = register_title(registry, work_of(registry), royalty_bps=0)
    two, three = acting(2), acting(3)
    assert transfer_title(registry, title.id, two.me).owner == two.me
    assert transfer_title(registry, title.id, two.me).owner == two.me
    with pytest.raises(TitleError, match="held by"):
        transfer_title(registry, title.id, three.me)
    assert transfer_title(two, title.id, registry.me).owner == registry.me
    assert transfer_title(registry, title.id, two.me).owner == two.me


def test_history_tells_everything_in_order(registry: Registry, acting: As) -> None:
    """Anchor, registration and transfers are told with their times, and another title's are not."""
    anchor = anchor_film(registry, work_of(registry))
    title = register_title(registry, anchor.work, royalty_bps=0, anchor=anchor)
    register_title(registry, work_of(registry, Hash.from_int(5)), royalty_bps=0)
    transfer_title(registry, title.id, acting(2).me)
    told = title_history(registry, title.id, anchor.root)
    assert [event.kind for event in told] == [
        "title.Anchored",
        "title.Transfer",
        "title.Registered",
        "title.Transfer",
    ]
    assert all(event.final for event in told)
    assert told[2].values["root"] == ROOT.raw
    assert told[3].values["receiver"] == acting(2).me
