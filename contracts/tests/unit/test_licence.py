"""Licences: an edge stands only by the licensor's word, and only once the child's table pays for it."""

import pytest
from doubles import wallet
from eth_hash.auto import keccak
from refusals import refused
from trees import WeighedTree
from typed import Key
from world import World, table

TERMS = keccak(b"terms")
NO_PLACE = (0, 0, [])
Licence = tuple[int, bytes, bytes, int, bool, bytes, int, int]


@pytest.fixture
def parent(world: World) -> bytes:
    """Ann's film, of which Ann alone has the income."""
    return world.film(world.ann, b"parent", table((world.ann, 1)))


def licence(world: World, parent: bytes, **changes: object) -> Licence:
    """Terms of a fifth of the income, for Bob, relative, for a day."""
    given = {
        "parent": int.from_bytes(parent), "licensee": world.bob.address, "terms": TERMS, "share": 200_000,
        "absolute": False, "table": bytes(32), "nonce": 7, "deadline": world.chain.now + 100,
    }  # fmt: skip
    return tuple((given | changes).values())


def place(tree: WeighedTree, payee: bytes) -> tuple[int, int, list[tuple[bytes, int]]]:
    """Where a table has its row for a payee."""
    index = [each for each, _ in tree.rows].index(payee)
    return (tree.rows[index][1], *tree.proof(index))


def derive(
    world: World, author: Key, name: bytes, terms: Licence, licensor: Key, tree: WeighedTree, upstream: bytes = b""
) -> object:
    """The author brings a licence that the licensor signed."""
    signature = world.sign(licensor, "licence", "Licence", *terms)
    above = place(tree, upstream) if upstream else NO_PLACE
    row = place(tree, terms[0].to_bytes(32))
    return world.licence.derive(keccak(name), terms, signature, row, above, sender=author.address)


def test_derive_records_the_terms(world: World, parent: bytes) -> None:
    """The edge is there with its terms, in one new slot, and money takes the way of the table."""
    tree = table((world.bob, 4), (parent, 1))
    child = world.film(world.bob, b"child", tree)
    receipt = derive(world, world.bob, b"child", licence(world, parent), world.ann, tree)
    assert receipt.events("Derived") == [
        {
            "child": int.from_bytes(child), "parent": int.from_bytes(parent), "licensor": world.ann.address,
            "terms": TERMS, "share": 200_000, "absolute": False,
        }
    ]  # fmt: skip
    assert world.licence.terms_of(int.from_bytes(child), int.from_bytes(parent)) == TERMS
    assert receipt.new_slots == 1
    assert world.licence.upstream(int.from_bytes(child)) == (bytes(32), 0)


def test_derive_is_refused_without_the_licensor(world: World, parent: bytes) -> None:
    """Another's signature, changed terms, the former holder's word: none is the licensor's."""
    tree = table((world.bob, 4), (parent, 1))
    world.film(world.bob, b"child", tree)
    with refused("licence: bad signature"):
        derive(world, world.bob, b"child", licence(world, parent), world.eve, tree)
    signature = world.sign(world.ann, "licence", "Licence", *licence(world, parent))
    with refused("licence: bad signature"):
        world.licence.derive(
            keccak(b"child"), licence(world, parent, share=1), signature, place(tree, parent), NO_PLACE,
            sender=world.bob.address,
        )  # fmt: skip
    world.title.transferFrom(world.ann.address, world.cat.address, int.from_bytes(parent), sender=world.ann.address)
    with refused("licence: bad signature"):
        derive(world, world.bob, b"child", licence(world, parent), world.ann, tree)
    derive(world, world.bob, b"child", licence(world, parent), world.cat, tree)


def test_derive_is_refused_outside_the_terms(world: World, parent: bytes) -> None:
    """Late, for another, revoked, without terms or share, of nothing, or twice."""
    tree = table((world.bob, 4), (parent, 1))
    world.film(world.bob, b"child", tree)
    world.film(world.cat, b"child", tree)
    for changes, reason in (
        ({"deadline": world.chain.now - 1}, "licence: too late"),
        ({"licensee": world.cat.address}, "licence: for another"),
        ({"share": 0}, "licence: no share"),
        ({"share": 1_000_001}, "licence: no share"),
        ({"terms": bytes(32)}, "licence: no terms"),
        ({"table": keccak(b"another table")}, "licence: another table"),
        ({"share": 200_001}, "licence: no row for the parent"),
    ):
        with refused(reason):
            derive(world, world.bob, b"child", licence(world, parent, **changes), world.ann, tree)
    anybody = licence(world, parent, licensee=bytes(20), nonce=300)
    world.licence.revoke(300 >> 8, 1 << (300 & 255), sender=world.ann.address)
    with refused("licence: revoked"):
        derive(world, world.bob, b"child", anybody, world.ann, tree)
    anybody = licence(world, parent, licensee=bytes(20), nonce=301, table=tree.root)
    derive(world, world.bob, b"child", anybody, world.ann, tree)
    derive(world, world.cat, b"child", anybody, world.ann, tree)
    with refused("licence: derived before"):
        derive(world, world.bob, b"child", anybody, world.ann, tree)


def test_derive_needs_the_row(world: World, parent: bytes) -> None:
    """A film that is bound to nothing, or to a table without the parent, is no licensed child."""
    tree = table((world.bob, 4), (parent, 1))
    with refused("licence: no row for the parent"):
        derive(world, world.bob, b"unbound", licence(world, parent), world.ann, tree)
    world.film(world.bob, b"child", table((world.bob, 1)))
    with refused("licence: no row for the parent"):
        derive(world, world.bob, b"child", licence(world, parent), world.ann, tree)


def test_a_table_that_weighs_nothing_gives_no_share(world: World, parent: bytes) -> None:
    """Rows without weight are no rows, whatever part of nothing they are."""
    for name, tree in ((b"all", table((world.bob, 0), (parent, 0))), (b"one", table((world.bob, 4), (parent, 0)))):
        world.film(world.bob, name, tree)
        with refused("licence: no row for the parent"):
            derive(world, world.bob, name, licence(world, parent), world.ann, tree)


def test_derive_for_needs_the_author(world: World, parent: bytes) -> None:
    """Anybody brings both signatures; nobody puts an edge on another's film."""
    tree = table((world.bob, 4), (parent, 1))
    world.film(world.bob, b"child", tree)
    terms = licence(world, parent, licensee=bytes(20))
    signature = world.sign(world.ann, "licence", "Licence", *terms)
    given = (world.bob.address, keccak(b"child"), terms, world.chain.now)
    call = (world.bob.address, keccak(b"child"), terms, signature, place(tree, parent), NO_PLACE, world.chain.now)
    with refused("licence: bad signature"):
        world.licence.derive_for(*call, world.sign(world.eve, "licence", "Derive", *given), sender=world.eve.address)
    good = world.sign(world.bob, "licence", "Derive", *given)
    world.licence.derive_for(*call, good, sender=world.eve.address)
    with refused("licence: derived before"):
        world.licence.derive_for(*call, good, sender=world.eve.address)
    world.chain.pass_time(1)
    with refused("licence: too late"):
        world.licence.derive_for(*call, good, sender=world.eve.address)


def test_absolute_share_goes_on_to_every_generation(world: World, parent: bytes) -> None:
    """A grandchild pays its grandparent through one row, whatever the depth, and must have that row."""
    first = table((world.bob, 8), (parent, 2))
    child = world.film(world.bob, b"child", first)
    derive(world, world.bob, b"child", licence(world, parent, absolute=True), world.ann, first)
    assert world.licence.upstream(int.from_bytes(child)) == (parent, 200_000)

    terms = licence(world, child, licensee=world.cat.address, share=100_000, absolute=True)
    without = table((world.cat, 9), (child, 1))
    world.film(world.cat, b"cheap", without)
    with refused("licence: no row for its upstream"):
        derive(world, world.cat, b"cheap", terms, world.bob, without, upstream=child)

    second = table((world.cat, 7), (child, 1), (parent, 2))
    grandchild = world.film(world.cat, b"grandchild", second)
    derive(world, world.cat, b"grandchild", terms, world.bob, second, upstream=parent)
    upstream = table((parent, 200_000), (child, 100_000))
    assert world.licence.upstream(int.from_bytes(grandchild)) == (upstream.root, 300_000)

    third = table((world.dan, 5), (grandchild, 2), (upstream.root, 3))
    world.film(world.dan, b"great", third)
    relative = licence(world, grandchild, licensee=world.dan.address)
    derive(world, world.dan, b"great", relative, world.cat, third, upstream=upstream.root)


def test_edge_before_the_parents_own_edge_owes_it_nothing_and_says_when(world: World, parent: bytes) -> None:
    """A film derived before its parent's absolute edge pays that one's licensor nothing; one derived later must.

    The contract cannot know what is signed later. Both edges are in the log, the earlier one first, so a licensor who
    asks before he signs sees it, and so does everybody after.
    """
    first = table((world.bob, 8), (parent, 2))
    child = world.film(world.bob, b"child", first)
    terms = licence(world, child, licensee=bytes(20), share=100_000)
    cheap = table((world.cat, 9), (child, 1))
    world.film(world.cat, b"early", cheap)
    early = derive(world, world.cat, b"early", terms, world.bob, cheap)
    world.chain.pass_time(10)
    late = derive(world, world.bob, b"child", licence(world, parent, absolute=True), world.ann, first)
    told = [event["parent"] for receipt in (early, late) for event in receipt.events("Derived")]
    assert told == [int.from_bytes(child), int.from_bytes(parent)]
    world.film(world.cat, b"later", cheap)
    with refused("licence: no row for its upstream"):
        derive(world, world.cat, b"later", terms, world.bob, cheap, upstream=child)


def test_upstream_cannot_pass_the_whole(world: World, parent: bytes) -> None:
    """Absolute shares of all parents together leave the children something to give."""
    other = world.film(world.cat, b"other", table((world.cat, 1)))
    tree = table((parent, 6), (other, 4))
    world.film(world.bob, b"child", tree)
    derive(world, world.bob, b"child", licence(world, parent, share=600_000, absolute=True), world.ann, tree)
    with refused("licence: no row for the parent"):
        derive(world, world.bob, b"child", licence(world, other, share=400_001, absolute=True), world.cat, tree)
    derive(world, world.bob, b"child", licence(world, other, share=400_000, absolute=True), world.cat, tree)


def test_income_climbs_edge_by_edge(world: World, parent: bytes) -> None:
    """What a child earns reaches its parent's people by the table alone: a fifth, to the unit."""
    tree = table((world.bob, 4), (parent, 1))
    child = world.film(world.bob, b"child", tree)
    derive(world, world.bob, b"child", licence(world, parent), world.ann, tree)
    money = world.token.address
    world.shares.pay(money, child, 1000, sender=world.dan.address)
    before = world.money(money, world.ann.address)
    world.shares.forward(money, child)
    world.shares.draw_many(money, tree.root, tree.rows)
    world.shares.forward(money, parent)
    top = table((world.ann, 1))
    world.shares.draw_many(money, top.root, top.rows)
    assert world.money(money, world.ann.address) - before == 200


@pytest.mark.parametrize("yes", [True, False])
def test_contract_wallet_licenses_by_erc1271(world: World, yes: bool) -> None:
    """A title held by a contract is licensed by what the contract says."""
    safe = wallet(world.chain, yes=yes)
    parent = world.film(world.ann, b"parent", table((world.ann, 1)))
    world.title.transferFrom(world.ann.address, safe.address, int.from_bytes(parent), sender=world.ann.address)
    tree = table((world.bob, 4), (parent, 1))
    world.film(world.bob, b"child", tree)
    call = (keccak(b"child"), licence(world, parent), b"words", place(tree, parent), NO_PLACE)
    if yes:
        world.licence.derive(*call, sender=world.bob.address)
    else:
        with refused("licence: bad signature"):
            world.licence.derive(*call, sender=world.bob.address)
