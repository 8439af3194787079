"""The market: a title moves only by its holder's word, and the money of a sale is whole and goes where it was said."""

import pytest
from doubles import BAD_TOKEN, FALSE_TOKEN, put, wallet
from evm import Receipt, RevertedError
from refusals import refused
from typed import Key, _types, malleated, struct_hash
from world import DAY, NATIVE, World, table

PRICE = 10_001


@pytest.fixture(params=["token", "native"])
def money(world: World, request: pytest.FixtureRequest) -> bytes:
    """The address of a token, or of the chain's own money."""
    return world.token.address if request.param == "token" else NATIVE


@pytest.fixture
def film(world: World) -> int:
    """Ann's film with a royalty of 5 %."""
    return int.from_bytes(world.film(world.ann, b"a film", table((world.ann, 1), (world.cat, 1))))


def order(world: World, film: int, money: bytes, **changes: object) -> tuple[object, ...]:
    """Ann's order for her film."""
    given = {
        "maker": world.ann.address, "token_id": film, "uses": world.title.nonces(film), "token": money, "price": PRICE,
        "payee": world.ann.account, "taker": bytes(20), "nonce": 3, "deadline": world.chain.now,
    }  # fmt: skip
    return tuple((given | changes).values())


def offer(world: World, film: int, **changes: object) -> tuple[object, ...]:
    """Bob's offer for a film."""
    given = {
        "maker": world.bob.address, "token_id": film, "uses": world.title.nonces(film), "token": world.token.address,
        "price": PRICE, "nonce": 4, "deadline": world.chain.now,
    }  # fmt: skip
    return tuple((given | changes).values())


def buy(world: World, terms: tuple[object, ...], signer: Key, buyer: Key, value: int | None = None) -> Receipt:
    """Somebody buys by an order."""
    given = value if value is not None else terms[4] if terms[3] == NATIVE else 0
    signature = world.sign(signer, "market", "Order", *terms)
    return world.market.buy(terms, signature, sender=buyer.address, value=given)


def test_buy_moves_title_and_money(world: World, film: int, money: bytes) -> None:
    """The buyer holds the title; 5 % are the film's and the rest the seller's, to the unit."""
    before = world.money(money, world.ann.address)
    receipt = buy(world, order(world, film, money), world.ann, world.bob)
    assert world.title.ownerOf(film) == world.bob.address
    assert world.shares.book(money, film.to_bytes(32)) == (500, 0)
    assert world.shares.book(money, world.ann.account) == (9501, 0)
    assert receipt.events("Sold") == [
        {
            "token_id": film, "seller": world.ann.address, "buyer": world.bob.address, "token": money,
            "price": PRICE, "royalty": 500, "payee": world.ann.account,
        }
    ]  # fmt: skip
    world.shares.withdraw(money, world.ann.address, sender=world.eve.address)
    assert world.money(money, world.ann.address) - before == 9501


def test_proceeds_may_go_to_the_film(world: World, film: int, money: bytes) -> None:
    """A seller who names the title as payee gives all to everybody who has a part in the film."""
    buy(world, order(world, film, money, payee=film.to_bytes(32)), world.ann, world.bob)
    assert world.shares.book(money, film.to_bytes(32)) == (PRICE, 0)


def test_secondary_sale_pays_upstream(world: World, film: int, money: bytes) -> None:
    """Each later sale pays the film its part again, which its table shares."""
    buy(world, order(world, film, money), world.ann, world.bob)
    again = order(world, film, money, maker=world.bob.address, payee=world.bob.account)
    buy(world, again, world.bob, world.eve)
    assert world.shares.book(money, film.to_bytes(32)) == (1000, 0)
    tree = table((world.ann, 1), (world.cat, 1))
    world.shares.forward(money, film.to_bytes(32))
    before = world.money(money, world.cat.address)
    world.shares.draw_many(money, tree.root, tree.rows)
    assert world.money(money, world.cat.address) - before == 500


def test_order_ends_with_any_transfer(world: World, film: int) -> None:
    """A filled order, and one for a title that has moved and come back, is worth nothing."""
    stale = order(world, film, NATIVE)
    buy(world, stale, world.ann, world.bob)
    world.title.transferFrom(world.bob.address, world.ann.address, film, sender=world.bob.address)
    with refused("market: has moved since"):
        buy(world, stale, world.ann, world.eve)


def test_buy_is_refused_outside_the_order(world: World, film: int, money: bytes) -> None:
    """Late, changed, another's, for another, for nobody, for less or more: nothing moves."""
    good = order(world, film, money)
    for terms, signer, reason in (
        (order(world, film, money, deadline=world.chain.now - 1), world.ann, "market: too late"),
        (order(world, film, money, taker=world.eve.address), world.ann, "market: for another"),
        (good, world.eve, "market: bad signature"),
        (order(world, film, money, maker=world.eve.address), world.eve, "title: not the owner"),
        (order(world, film, money, uses=9), world.ann, "market: has moved since"),
        (order(world, film, money, payee=bytes(32)), world.ann, "market: no payee"),
    ):
        with refused(reason):
            buy(world, terms, signer, world.bob)
    signature = world.sign(world.ann, "market", "Order", *good)
    cheaper = order(world, film, money, price=1)
    with refused("market: bad signature"):
        world.market.buy(cheaper, signature, sender=world.bob.address, value=1 if money == NATIVE else 0)
    with refused("market: bad signature"):
        value = PRICE if money == NATIVE else 0
        world.market.buy(good, malleated(signature), sender=world.bob.address, value=value)
    with refused("market: wrong amount"):
        buy(world, good, world.ann, world.bob, value=PRICE - 1)
    assert world.title.ownerOf(film) == world.ann.address


def test_buy_for_one_taker(world: World, film: int) -> None:
    """The one named may buy."""
    buy(world, order(world, film, NATIVE, taker=world.bob.address), world.ann, world.bob)
    assert world.title.ownerOf(film) == world.bob.address


def test_one_write_takes_256_orders_back(world: World, film: int) -> None:
    """All nonces of a word end together, others stay; by call or by signature, and by nobody else."""
    world.market.cancel(0, 2**256 - 1, sender=world.eve.address)
    receipt = world.market.cancel(0, 2**256 - 1, sender=world.ann.address)
    assert receipt.new_slots == 1
    for nonce in (0, 3, 255):
        with refused("market: taken back"):
            buy(world, order(world, film, NATIVE, nonce=nonce), world.ann, world.bob)
    given = (world.ann.address, 1, 1 << 44)
    with refused("market: bad signature"):
        world.market.cancel_for(*given, world.sign(world.eve, "market", "Cancel", *given), sender=world.eve.address)
    world.market.cancel_for(*given, world.sign(world.ann, "market", "Cancel", *given), sender=world.eve.address)
    with refused("market: taken back"):
        buy(world, order(world, film, NATIVE, nonce=300), world.ann, world.bob)
    buy(world, order(world, film, NATIVE, nonce=301), world.ann, world.bob)


def test_accept_sells_to_the_offer(world: World, film: int) -> None:
    """The holder takes an offer; the money is the buyer's that was signed for."""
    terms = offer(world, film)
    signature = world.sign(world.bob, "market", "Offer", *terms)
    with refused("title: not the owner"):
        world.market.accept(terms, signature, world.eve.account, sender=world.eve.address)
    world.market.accept(terms, signature, world.ann.account, sender=world.ann.address)
    assert world.title.ownerOf(film) == world.bob.address
    assert world.shares.book(world.token.address, world.ann.account) == (9501, 0)
    with refused("market: has moved since"):
        world.market.accept(terms, signature, world.ann.account, sender=world.ann.address)


def test_accept_is_refused_outside_the_offer(world: World, film: int) -> None:
    """Late, taken back, another's, or without the money."""
    for terms, signer, reason in (
        (offer(world, film, deadline=world.chain.now - 1), world.bob, "market: too late"),
        (offer(world, film), world.eve, "market: bad signature"),
        (offer(world, film, price=10**18), world.bob, "pay_token: not enough"),
    ):
        with refused(reason):
            signature = world.sign(signer, "market", "Offer", *terms)
            world.market.accept(terms, signature, world.ann.account, sender=world.ann.address)
    world.market.cancel(0, 1 << 4, sender=world.bob.address)
    terms = offer(world, film)
    with refused("market: taken back"):
        signature = world.sign(world.bob, "market", "Offer", *terms)
        world.market.accept(terms, signature, world.ann.account, sender=world.ann.address)


def test_match_joins_two_signatures_at_the_sellers_price(world: World, film: int) -> None:
    """Anybody may bring them together, once they agree."""
    wanted = order(world, film, world.token.address)
    more = offer(world, film, price=PRICE + 5)
    signed = world.sign(world.ann, "market", "Order", *wanted)
    for wrong in (offer(world, film, price=PRICE - 1), offer(world, film, token=NATIVE)):
        with refused("market: no match"):
            world.market.match(wanted, signed, wrong, world.sign(world.bob, "market", "Offer", *wrong))
    before = world.token.balanceOf(world.bob.address)
    good = world.sign(world.bob, "market", "Offer", *more)
    world.market.match(wanted, signed, more, good, sender=world.eve.address)
    assert before - world.token.balanceOf(world.bob.address) == PRICE
    assert world.title.ownerOf(film) == world.bob.address


def auction(world: World, film: int, **changes: object) -> tuple[object, ...]:
    """Ann's auction, an hour long."""
    given = {
        "maker": world.ann.address, "token_id": film, "uses": world.title.nonces(film), "token": world.token.address,
        "reserve": 1000, "payee": world.ann.account, "ends": world.chain.now + 3600, "nonce": 9,
    }  # fmt: skip
    return tuple((given | changes).values())


def bid(world: World, terms: tuple[object, ...], bidder: Key, amount: int, signer: Key | None = None) -> Receipt:
    """Anybody brings somebody's bid."""
    what = (bidder.address, struct_hash(_types("market"), "Auction", terms), amount)
    signed = world.sign(world.ann, "market", "Auction", *terms)
    given = world.sign(signer or bidder, "market", "Bid", *what)
    return world.market.bid(terms, signed, what, given, sender=world.eve.address)


def test_auction_goes_to_the_best_bid(world: World, film: int) -> None:
    """Bids rise, the outbid have their money at once, and at the end everybody has what is his."""
    terms = auction(world, film)
    money = world.token.address
    bid(world, terms, world.bob, 1000)
    assert world.title.ownerOf(film) == world.market.address
    bid(world, terms, world.cat, 1050)
    assert world.shares.book(money, world.bob.account) == (1000, 0)
    with refused("market: too low"):
        bid(world, terms, world.bob, 1101)
    with refused("market: still open"):
        world.market.close(terms)
    world.chain.pass_time(3600)
    with refused("market: too late"):
        bid(world, terms, world.bob, 5000)
    receipt = world.market.close(terms, sender=world.eve.address)
    assert receipt.events("Sold")[0]["price"] == 1050
    assert world.title.ownerOf(film) == world.cat.address
    assert world.shares.book(money, film.to_bytes(32)) == (52, 0)
    assert world.shares.book(money, world.ann.account) == (998, 0)
    with refused("market: no bid"):
        world.market.close(terms)
    with refused("market: too late"):
        bid(world, terms, world.bob, 5000)


@pytest.mark.parametrize("best", [1, 19, 20, 21, 1000, 1001])
def test_a_bid_is_higher_by_a_twentieth_and_never_equal(world: World, film: int, best: int) -> None:
    """The same amount, and one unit less than a twentieth more (rounded up), are too low; the best bid counts once."""
    terms = auction(world, film, reserve=1)
    bid(world, terms, world.bob, best)
    step = -(-best // 20)
    for bidder, amount in ((world.bob, best), (world.cat, best), (world.cat, best + step - 1)):
        with refused("market: too low"):
            bid(world, terms, bidder, amount)
    bid(world, terms, world.cat, best + step)
    assert world.market.best(struct_hash(_types("market"), "Auction", terms))[2] == best + step


def test_a_title_is_no_money(world: World, film: int) -> None:
    """A title's transferFrom has the selector of a token's; it answers nothing, so nobody can pay with one."""
    titles = world.title.address
    sold, copies = order(world, film, titles, price=film), (world.ann.address, film, titles, film, 9, b"c" * 32, 2**40)
    bidden = auction(world, film, token=titles, reserve=1)
    house, now = b"h" * 32, world.chain.now
    brand = (world.ann.address, world.ann.address, titles, now + DAY, 0, 0, bytes(32))
    for call in (
        lambda: world.shares.pay(titles, house, film, sender=world.ann.address),
        lambda: buy(world, sold, world.ann, world.ann),
        lambda: bid(world, bidden, world.ann, film),
        lambda: world.tab.deposit(titles, house, film % 2**90, now + DAY, sender=world.ann.address),
        lambda: world.campaign.fund(brand, film, sender=world.ann.address),
        lambda: world.edition.buy(
            copies, world.sign(world.ann, "edition", "Edition", *copies), 1, world.ann.address, sender=world.ann.address
        ),
    ):
        for operator in (world.market, world.tab, world.campaign, world.edition):
            world.title.setApprovalForAll(operator.address, True, sender=world.ann.address)
        with pytest.raises(RevertedError):
            call()
        assert world.title.ownerOf(film) == world.ann.address


def test_late_bids_give_more_time(world: World, film: int) -> None:
    """A bid in the last ten minutes leaves the others ten to answer."""
    terms = auction(world, film)
    bid(world, terms, world.bob, 1000)
    world.chain.pass_time(3599)
    receipt = bid(world, terms, world.cat, 2000)
    assert receipt.events("Bidden")[0]["ends"] == world.chain.now + 600
    world.chain.pass_time(599)
    bid(world, terms, world.bob, 3000)
    with refused("market: still open"):
        world.market.close(terms)
    world.chain.pass_time(600)
    world.market.close(terms)
    assert world.title.ownerOf(film) == world.bob.address


def test_bid_is_refused_outside_the_auction(world: World, film: int) -> None:
    """Too low, forged, for another auction, late, taken back, in the chain's own money, or without the title."""
    terms = auction(world, film)
    with refused("market: too low"):
        bid(world, terms, world.bob, 999)
    with refused("market: bad signature"):
        bid(world, terms, world.bob, 1000, signer=world.eve)
    with refused("market: no token"):
        bid(world, auction(world, film, token=NATIVE), world.bob, 1000)
    with refused("market: no bid"):
        world.market.close(terms)
    other = auction(world, film, nonce=10)
    what = (world.bob.address, bytes(32), 1000)
    with refused("market: another auction"):
        signed = world.sign(world.ann, "market", "Auction", *other)
        world.market.bid(other, signed, what, world.sign(world.bob, "market", "Bid", *what))
    with refused("market: bad signature"):
        bid(world, auction(world, film, maker=world.dan.address), world.bob, 1000)
    world.market.cancel(0, 1 << 9, sender=world.ann.address)
    with refused("market: taken back"):
        bid(world, terms, world.bob, 1000)
    with refused("market: too late"):
        bid(world, auction(world, film, nonce=11, ends=world.chain.now), world.bob, 1000)
    gone = auction(world, film, nonce=12)
    world.title.transferFrom(world.ann.address, world.dan.address, film, sender=world.ann.address)
    with refused("market: has moved since"):
        bid(world, gone, world.bob, 1000)


def test_false_token_buys_nothing(world: World, film: int) -> None:
    """A token that says no has not paid."""
    bad = put(world.chain, FALSE_TOKEN)
    with refused("market: not received"):
        buy(world, order(world, film, bad.address), world.ann, world.bob)
    assert world.title.ownerOf(film) == world.ann.address


def test_reentrant_token_buys_once(world: World, film: int) -> None:
    """A token that buys again while it pays moves the title once, and one price is credited."""
    bad = put(world.chain, BAD_TOKEN)
    bad.mint(world.bob.address, 10**6)
    bad.mint(bad.address, 10**6)
    terms = order(world, film, bad.address)
    signature = world.sign(world.ann, "market", "Order", *terms)
    bad.call_back(world.market.address, world.market.data("buy", terms, signature))
    try:
        world.market.buy(terms, signature, sender=world.bob.address)
    except Exception:  # noqa: BLE001 - refusing is as good
        assert world.title.ownerOf(film) == world.ann.address
        return
    credited = (
        world.shares.book(bad.address, world.ann.account)[0] + world.shares.book(bad.address, film.to_bytes(32))[0]
    )
    assert credited == PRICE <= bad.balanceOf(world.market.address)


@pytest.mark.parametrize("yes", [True, False])
def test_contract_wallet_sells_by_erc1271(world: World, film: int, yes: bool) -> None:
    """A title held by a contract is sold by what the contract says; its allowance is still needed."""
    safe = wallet(world.chain, yes=yes)
    world.title.transferFrom(world.ann.address, safe.address, film, sender=world.ann.address)
    terms = order(world, film, NATIVE, maker=safe.address, payee=safe.account)
    with refused("title: not allowed" if yes else "market: bad signature"):
        world.market.buy(terms, b"words", sender=world.bob.address, value=PRICE)
