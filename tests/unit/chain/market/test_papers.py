"""Signed papers: offers, auctions, copies, licences and passbooks are good as signed, once, and as files."""

import dataclasses
import json
import re
from fractions import Fraction

import pytest
from people import MONEY, As, Wall, other

from reelwright.chain import (
    Copies,
    Deposit,
    Hash,
    Licence,
    Passbook,
    Prices,
    Registry,
    RevertedError,
    TitleError,
    Work,
    accept_offer,
    account_of,
    balance,
    best_bid,
    bind_table,
    bring_bid,
    buy_copies,
    buy_title,
    close_auction,
    copies_of,
    derive_film,
    end_copies,
    energy_text,
    film_footprint,
    footprint_html,
    footprint_json,
    for_anybody,
    is_voucher,
    keccak256,
    kept_balance,
    license_title,
    list_title,
    make_offer,
    offer_copies,
    open_auction,
    open_tab,
    owed_upstream,
    read_paper,
    read_passbook,
    read_prices,
    refund_tab,
    settle_tabs,
    show_title,
    sign_bid,
    sign_voucher,
    tab_of,
    table_of,
    take_back,
    title_id,
    withdraw,
    write_paper,
    write_passbook,
)

DAY = 86_400


def test_offer_is_taken_by_the_holder_once(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """The title goes to the buyer, the price less the royalty to the holder's account, from which he has it sent."""
    buyer = other(house, acting, 2, 100)
    offer = make_offer(buyer, title, price=100 * MONEY, deadline=wall.now + 60)
    with pytest.raises(TitleError, match="held by"):
        accept_offer(buyer, offer)
    with pytest.raises(TitleError, match="did not sign"):
        accept_offer(house, dataclasses.replace(offer, price=101 * MONEY))
    before = balance(house, house.me)
    accept_offer(house, offer)
    assert show_title(house, title).owner == buyer.me
    assert kept_balance(house, house.me) == 95 * MONEY
    assert withdraw(house, house.me) == 95 * MONEY
    assert withdraw(house, house.me) == 0
    assert (balance(house, house.me) - before, balance(house, buyer.me)) == (95 * MONEY, 0)
    with pytest.raises(TitleError, match="yours already"):
        make_offer(buyer, title, price=1, deadline=wall.now + 60)


def test_offer_is_taken_back_by_its_number(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """Only its maker takes it back, and then nobody can use it."""
    buyer = other(house, acting, 2, 100)
    offer = make_offer(buyer, title, price=MONEY, deadline=wall.now + 60, nonce=300)
    with pytest.raises(TitleError, match="only who signed"):
        take_back(house, offer.maker, offer.nonce)
    take_back(buyer, offer.maker, offer.nonce)
    with pytest.raises(RevertedError, match="taken back"):
        accept_offer(house, offer)


def test_auction_goes_to_the_best_bid(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """Bids are brought by anybody, the outbid have their money at once, the best has the title when it is closed."""
    ann, ben = (other(house, acting, number, 200) for number in (2, 3))
    auction = open_auction(house, title, reserve=100 * MONEY, ends=wall.now + 3600)
    assert best_bid(house, auction).bidder is None
    with pytest.raises(TitleError, match="too low"):
        sign_bid(ann, auction, 100 * MONEY - 1)
    bring_bid(house, auction, sign_bid(ann, auction, 100 * MONEY))
    with pytest.raises(TitleError, match="too low") as low:
        sign_bid(ben, auction, 105 * MONEY - 1)
    assert "105.00 or more" in low.value.mend
    good = sign_bid(ben, auction, 105 * MONEY)
    with pytest.raises(TitleError, match="did not sign this bid"):
        bring_bid(house, auction, dataclasses.replace(good, bidder=ann.me))
    with pytest.raises(TitleError, match="did not sign this auction"):
        bring_bid(house, dataclasses.replace(auction, reserve=1), good)
    bring_bid(house, auction, good)
    bring_bid(house, auction, good)  # once under its key
    assert (kept_balance(house, ann.me), balance(house, ben.me)) == (100 * MONEY, 95 * MONEY)
    with pytest.raises(RevertedError, match="still open"):
        close_auction(house, auction)
    wall.now += 3600
    close_auction(ann, auction)
    assert show_title(house, title).owner == ben.me
    assert best_bid(house, auction).closed
    assert kept_balance(house, house.me) == 105 * MONEY * 95 // 100
    with pytest.raises(TitleError, match="closed"):
        sign_bid(ann, auction, 200 * MONEY)


def test_copies_are_bound_by_their_number(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """Three copies and no more, one key buys once, and what was ended sells nothing."""
    fan = other(house, acting, 2, 100)
    token = house.contract("pay_token").address
    draft = Copies(house.me, title, token, 2 * MONEY, 3, b"c" * 32, wall.now + 60)
    copies = offer_copies(house, draft)
    for _ in range(2):
        buy_copies(fan, copies, 2, key="mine")
    assert copies_of(fan, copies, fan.me) == (2, 2)
    with pytest.raises(RevertedError, match="sold out"):
        buy_copies(fan, copies, 2, key="more")
    with pytest.raises(TitleError, match="did not sign"):
        buy_copies(fan, dataclasses.replace(copies, supply=9), 1, key="more")
    with pytest.raises(TitleError, match="these copies are"):
        end_copies(fan, copies)
    end_copies(house, copies)
    end_copies(house, copies)
    with pytest.raises(RevertedError, match="ended"):
        buy_copies(fan, copies, 1, key="last")
    with pytest.raises(TitleError, match="one or more"):
        offer_copies(house, dataclasses.replace(draft, supply=0))


def test_absolute_share_is_owed_by_grandchildren(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """A remake of a remake owes its parent, and by the first licence the first film as well, in one row each."""
    ben, cat = (other(house, acting, number) for number in (2, 3))
    wish = dataclasses.replace(
        for_anybody(title, terms=keccak256(b"terms"), share=100_000, deadline=wall.now + 60), absolute=True
    )
    first = license_title(house, wish)
    child = Work(ben.me, Hash(keccak256(b"child")), 3)
    _derived(ben, child, first)
    second = license_title(ben, for_anybody(title_id(child), terms=keccak256(b"t"), share=200_000, deadline=wall.now))
    assert owed_upstream(cat, second) == ((title_id(child), Fraction(1, 5)), (title, Fraction(1, 10)))
    grandchild = Work(cat.me, Hash(keccak256(b"grandchild")), 3)
    _derived(cat, grandchild, second)
    with pytest.raises(TitleError, match="did not sign this licence"):
        owed_upstream(cat, dataclasses.replace(second, share=1))


def _derived(author: Registry, film: Work, licence: Licence) -> None:
    """Registers a film whose table gives upstream what the licence asks, and the rest to its author."""
    from reelwright.chain import register_title  # noqa: PLC0415 only here

    register_title(author, film, royalty_bps=0)
    upstream = owed_upstream(author, licence)
    rest = 1 - sum((part for _, part in upstream), Fraction(0))
    table = table_of([*upstream, (account_of(author.me), rest)])
    bind_table(author, film, table)
    assert derive_film(author, film, licence, table) is not None


def test_passbook_proves_the_price_of_every_unlock(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """Free episodes and the cap hold, an episode is paid once, and what was settled is what the book says."""
    viewer = other(house, acting, 2, 50)
    prices = Prices(house.ledger.chain_id, title, MONEY, free=2, cap=3 * MONEY)
    assert [prices.cost(range(1, last)) for last in (3, 4, 4, 9)] == [0, MONEY, MONEY, 3 * MONEY]
    assert read_prices(prices.content) == prices
    deposit = Deposit(10 * MONEY, wall.now + DAY, bytes(32))
    open_tab(house, prices.listed, viewer.outbox.signer, deposit)
    book = Passbook(viewer.me, prices, 0)
    for episode in (3, 1, 3, 4):
        book = book.with_episode(episode)
        voucher = sign_voucher(viewer, prices.listed, book.spent, viewer.outbox.signer)
        book = dataclasses.replace(book, voucher=voucher)
    assert (book.episodes, book.spent) == ((1, 3, 4), 2 * MONEY)
    assert read_passbook(write_passbook(book)) == book
    assert book.voucher is not None
    assert is_voucher(house, prices.listed, book.voucher)
    assert not is_voucher(house, dataclasses.replace(prices, episode=1).listed, book.voucher)
    said = house.happened(settle_tabs(house, prices.listed, [book.voucher]), "tab.Settled")
    assert (said["total"], said["vouchers"]) == (2 * MONEY, 1)
    with pytest.raises(TitleError, match="comes back from"):
        refund_tab(house, prices.listed, viewer.me)
    wall.now += 9 * DAY
    assert refund_tab(house, prices.listed, viewer.me) == 8 * MONEY
    assert refund_tab(house, prices.listed, viewer.me) == 0
    assert tab_of(house, prices.listed, viewer.me)[:2] == (2 * MONEY, 2 * MONEY)
    assert balance(house, viewer.me) == 48 * MONEY


def test_passbook_that_does_not_add_up_is_none(house: Registry) -> None:
    """A sum that is not its episodes', an episode twice, no episode, and what is no passbook at all."""
    prices = Prices(1, Hash(bytes(32)), 5)
    book = Passbook(house.me, prices, 7).with_episode(2)
    signed = dataclasses.replace(book, voucher=sign_voucher(_with_money(house), prices.listed, 12, house.outbox.signer))
    text = write_passbook(signed)
    for bad in (
        text.replace(b'"spent":"12"', b'"spent":"11"'),
        text.replace(b"[2]", b"[2,2]"),
        text.replace(b"[2]", b"[0]"),
        text.replace(b"[2]", b"[2.0]"),
        text.replace(b'"7"', b'"-7"'),
        b"[" * 100_000,
        b"{}",
    ):
        with pytest.raises(TitleError):
            read_passbook(bad)
    for bad in (b"{}", prices.content.replace(b'"5"', b'"0"'), prices.content.replace(b"/1", b"/2")):
        with pytest.raises(TitleError):
            read_prices(bad)


def _with_money(house: Registry) -> Registry:
    from reelwright.chain import set_up_contracts  # noqa: PLC0415 only here

    return dataclasses.replace(house, contracts=set_up_contracts(house.outbox))


def test_papers_are_read_as_they_were_written(house: Registry, wall: Wall, title: Hash) -> None:
    """Every kind comes back the same; another chain's, a damaged and a foreign one are refused."""
    token = house.contract("pay_token").address
    papers = [
        open_auction(house, title, reserve=1, ends=wall.now + 60),
        license_title(house, for_anybody(title, terms=keccak256(b"t"), share=5, deadline=2**200)),
        offer_copies(house, Copies(house.me, title, token, 2**90, 3, b"c" * 32, wall.now)),
    ]
    for paper in papers:
        text = write_paper(paper, chain_id=7)
        assert read_paper(text, chain_id=7) == paper
        with pytest.raises(TitleError, match="of chain 7"):
            read_paper(text, chain_id=8)
        for bad in (text[:-9], text.replace(b"reelwright.", b"other."), text.replace(b'"nonce"', b'"n"'), b"[]"):
            if bad != text:
                with pytest.raises(TitleError, match="no signed paper"):
                    read_paper(bad, chain_id=7)


def test_footprint_is_what_the_receipts_say(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """Every transaction of the film counts once, with its gas and bytes; energy stands beside its source."""
    buyer = other(house, acting, 2, 100)
    order = list_title(house, title, price=MONEY, deadline=wall.now + 60)
    sold = buy_title(buyer, order)
    found = film_footprint(house, title)
    assert [deed.kind for deed in found.deeds] == ["title.Registered", "market.Sold"]
    assert found.deeds[1].gas == sold.gas_used
    assert found.payload == sum(deed.payload for deed in found.deeds) > 4 + 32 * 9
    assert found.by_kind()["market.Sold"] == (1, sold.gas_used, 110 + sold.payload_bytes)
    form = json.loads(footprint_json(found))
    assert form["gas"] == sum(each["gas"] for each in form["transactions"])
    near, rollup, far = (each["nwh"] for each in form["energy"])
    assert near < rollup < far
    assert all(len(each["source"]) > 80 and each["estimate"] for each in form["energy"])
    page = footprint_html(found).decode()
    assert f"<b>{found.gas:,}</b> gas" in page
    assert not re.search("@[A-Z]+@", page)
    assert [energy_text(each) for each in (5, 1_500, 45 * 10**6, 3 * 10**12)] == ["5 nWh", "1.5 µWh", "45 mWh", "3 kWh"]
