"""Editions: as many copies as were signed for, at that price, and the money to the film."""

import pytest
from doubles import COPY_RECEIVER, put
from refusals import refused
from world import NATIVE, World, table


@pytest.fixture(params=["token", "native"])
def money(world: World, request: pytest.FixtureRequest) -> bytes:
    """The address of a token, or of the chain's own money."""
    return world.token.address if request.param == "token" else NATIVE


@pytest.fixture
def film(world: World) -> int:
    """Ann's film."""
    return int.from_bytes(world.film(world.ann, b"a film", table((world.ann, 1))))


def terms(world: World, film: int, money: bytes, **changes: object) -> tuple[object, ...]:
    """Ann's edition of ten copies at 7."""
    given = {
        "maker": world.ann.address, "token_id": film, "token": money, "price": 7, "supply": 10,
        "content": b"c" * 32, "deadline": world.chain.now,
    }  # fmt: skip
    return tuple((given | changes).values())


def buy(world: World, given: tuple[object, ...], amount: int, receiver: bytes, value: int | None = None) -> object:
    """Bob buys copies that Ann signed for."""
    value = given[3] * amount if value is None and given[2] == NATIVE else value or 0
    signature = world.sign(world.ann, "edition", "Edition", *given)
    return world.edition.buy(given, signature, amount, receiver, sender=world.bob.address, value=value)


def test_buy_gives_copies_and_pays_the_film(world: World, film: int, money: bytes) -> None:
    """Three copies at 7 are 21 for the title's account; nothing stays behind."""
    given = terms(world, film, money)
    receipt = buy(world, given, 3, world.cat.address)
    edition = receipt.value
    assert edition == world.edition.edition_id(given)
    assert (world.edition.balanceOf(world.cat.address, edition), world.edition.sold(edition)) == (3, 3)
    assert world.shares.book(money, film.to_bytes(32)) == (21, 0)
    assert world.money(money, world.edition.address) == 0


def test_supply_is_never_passed(world: World, film: int, money: bytes) -> None:
    """The last copy can be had, the one after it cannot, and none of none."""
    given = terms(world, film, money)
    buy(world, given, 10, world.cat.address)
    for amount in (0, 1):
        with refused("edition: sold out"):
            buy(world, given, amount, world.cat.address)


def test_buy_is_refused_outside_the_terms(world: World, film: int, money: bytes) -> None:
    """Late, changed, ended, by one who holds the title no more, with too little, for nobody."""
    good = terms(world, film, money)
    with refused("edition: too late"):
        buy(world, terms(world, film, money, deadline=world.chain.now - 1), 1, world.cat.address)
    with refused("edition: bad signature"):
        signature = world.sign(world.ann, "edition", "Edition", *good)
        world.edition.buy(terms(world, film, money, price=0), signature, 1, world.cat.address, sender=world.bob.address)
    with refused("edition: no receiver"):
        buy(world, good, 1, bytes(20))
    with refused("edition: wrong amount"):
        buy(world, good, 1, world.cat.address, value=6)
    world.edition.end(world.edition.edition_id(good), sender=world.eve.address)
    buy(world, good, 1, world.cat.address)
    world.edition.end(world.edition.edition_id(good), sender=world.ann.address)
    with refused("edition: ended"):
        buy(world, good, 1, world.cat.address)
    world.title.transferFrom(world.ann.address, world.dan.address, film, sender=world.ann.address)
    with refused("edition: not the holder"):
        buy(world, terms(world, film, money, supply=11), 1, world.cat.address)


def test_copies_move_with_leave(world: World, film: int) -> None:
    """Copies are conserved, and only their holder or his operator moves them."""
    edition = buy(world, terms(world, film, NATIVE), 5, world.cat.address).value
    cat, dan, eve = world.cat.address, world.dan.address, world.eve.address
    world.edition.safeTransferFrom(cat, dan, edition, 2, b"", sender=cat)
    with refused("edition: not allowed"):
        world.edition.safeTransferFrom(cat, eve, edition, 1, b"", sender=eve)
    with refused("edition: not enough"):
        world.edition.safeTransferFrom(cat, dan, edition, 4, b"", sender=cat)
    with refused("edition: no receiver"):
        world.edition.safeTransferFrom(cat, bytes(20), edition, 1, b"", sender=cat)
    with refused("edition: unequal lists"):
        world.edition.safeBatchTransferFrom(cat, dan, [edition], [], b"", sender=cat)
    world.edition.setApprovalForAll(eve, True, sender=cat)
    world.edition.safeBatchTransferFrom(cat, dan, [edition, edition], [1, 2], b"", sender=eve)
    assert world.edition.balanceOfBatch([cat, dan], [edition, edition]) == (0, 5)
    with refused("edition: unequal lists"):
        world.edition.balanceOfBatch([cat], [], sender=cat)


@pytest.mark.parametrize("yes", [True, False])
def test_receivers_are_asked(world: World, film: int, yes: bool) -> None:
    """A contract gets copies when it takes them."""
    words = ("f23a6e61", "bc197c81") if yes else ("ffffffff", "ffffffff")
    safe = put(world.chain, COPY_RECEIVER, *map(bytes.fromhex, words))
    edition = buy(world, terms(world, film, NATIVE), 5, world.cat.address).value
    cat = world.cat.address
    for call in (
        lambda: buy(world, terms(world, film, NATIVE), 1, safe.address),
        lambda: world.edition.safeTransferFrom(cat, safe.address, edition, 1, b"", sender=cat),
        lambda: world.edition.safeBatchTransferFrom(cat, safe.address, [edition], [1], b"", sender=cat),
    ):
        if yes:
            call()
        else:
            with refused("edition: refused by the receiver"):
                call()
    assert world.edition.balanceOf(safe.address, edition) == (3 if yes else 0)
    assert world.edition.supportsInterface(bytes.fromhex("d9b67a26"))
