"""Money on the ledger: sold, licensed, shared, unlocked, advertised, and stated to the unit."""

import csv
import dataclasses
import io
import json
from fractions import Fraction

import pytest
from people import MONEY, ROOT, As, Wall, other

from reelwright.chain import (
    Address,
    Campaign,
    Deposit,
    Hash,
    PriceList,
    Registry,
    RevertedError,
    TitleError,
    Work,
    accept_views,
    account_of,
    balance,
    bind_table,
    buy_title,
    calls_receiver,
    claim_row,
    claim_views,
    derive_film,
    draw_table,
    for_anybody,
    forward,
    fund_campaign,
    issue,
    keccak256,
    license_title,
    list_title,
    make_statement,
    open_tab,
    owed_now,
    pay_account,
    received,
    register_title,
    settle_tabs,
    show_title,
    sign_voucher,
    statement_csv,
    statement_html,
    statement_json,
    tab_of,
    table_of,
    take_back,
    title_id,
    transfer_title,
)


def test_title_is_sold_once(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """The buyer holds it, the seller has the price less the royalty, and the order is used up."""
    buyer = other(house, acting, 2, 100)
    order = list_title(house, title, price=100 * MONEY, deadline=wall.now + 60)
    buy_title(buyer, order)
    assert show_title(house, title).owner == buyer.me
    with pytest.raises(RevertedError):
        buy_title(other(house, acting, 3, 100), order)
    assert balance(house, buyer.me) == 0


def test_order_is_good_as_signed_only(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """A lower price, another seller, a late buyer, a moved title and a cancelled order sell nothing."""
    buyer = other(house, acting, 2, 1_000)
    order = list_title(house, title, price=100 * MONEY, deadline=wall.now + 60)
    with pytest.raises(TitleError, match="did not sign"):
        buy_title(buyer, dataclasses.replace(order, price=1))
    take_back(house, order.maker, order.nonce)
    take_back(house, order.maker, order.nonce)
    with pytest.raises(RevertedError, match="taken back"):
        buy_title(buyer, order)
    second = list_title(house, title, price=100 * MONEY, deadline=wall.now + 60, nonce=1)
    transfer_title(house, title, buyer.me)
    transfer_title(buyer, title, house.me)
    with pytest.raises(RevertedError, match="moved since"):
        buy_title(buyer, second)
    third = list_title(house, title, price=100 * MONEY, deadline=wall.now + 60, nonce=2)
    wall.now += 61
    with pytest.raises(RevertedError, match="too late"):
        buy_title(buyer, third)
    with pytest.raises(TitleError, match="held by"):
        list_title(buyer, title, price=1, deadline=wall.now + 60)
    assert show_title(house, title).owner == house.me


def test_remake_pays_its_parent(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """A licensed film has a row for its parent, whose title is paid from the child's income."""
    ben = other(house, acting, 2, 50)
    child = Work(ben.me, Hash(keccak256(b"remake")), 3)
    table = table_of([(title, Fraction(1, 10)), (account_of(ben.me), Fraction(9, 10))])
    licence = license_title(house, for_anybody(title, terms=keccak256(b"terms"), share=100_000, deadline=wall.now + 60))
    register_title(ben, child, royalty_bps=0)
    bind_table(ben, child, table)
    assert derive_film(ben, child, licence, table) is not None
    assert derive_film(ben, child, licence, table) is None
    pay_account(ben, "ticket", title_id(child), 50 * MONEY)
    forward(ben, title_id(child))
    assert claim_row(ben, table, title) == 5 * MONEY
    assert claim_row(ben, table, title) == 0
    with pytest.raises(TitleError, match="no row"):
        derive_film(ben, child, licence, table_of([(account_of(ben.me), Fraction(1))]))
    with pytest.raises(TitleError, match="bound to"):
        bind_table(ben, child, table_of([(account_of(ben.me), Fraction(1))]))


def test_licence_is_its_holders_to_give(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """Nobody else signs a licence that counts, and no share is none."""
    ben = other(house, acting, 2)
    wish = for_anybody(title, terms=keccak256(b"terms"), share=100_000, deadline=wall.now + 60)
    with pytest.raises(TitleError, match="held by"):
        license_title(ben, wish)
    with pytest.raises(TitleError, match="no share"):
        license_title(house, dataclasses.replace(wish, share=0))


def test_income_is_stated_to_the_unit(house: Registry, acting: As, wall: Wall, title: Hash) -> None:
    """Unlocks, views, a sale and a gift reach three payees; each statement is his balance and what is still open."""
    people = [other(house, acting, number).me for number in (2, 3, 4)]
    parts = [Fraction(1, 7), Fraction(2, 7), Fraction(4, 7)]
    table = table_of([(account_of(who), part) for who, part in zip(people, parts, strict=True)])
    bind_table(house, Work(house.me, ROOT, 20), table)
    prices = PriceList(title, keccak256(b"prices"))
    viewer, brand, buyer = (other(house, acting, number, 1_000) for number in (5, 6, 7))
    open_tab(house, prices, viewer.outbox.signer, Deposit(50 * MONEY, wall.now + 60, bytes(32)))
    voucher = sign_voucher(house, prices, 1_234_567, viewer.outbox.signer)
    settle_tabs(house, prices, [sign_voucher(house, prices, 999, viewer.outbox.signer), voucher])
    assert tab_of(house, prices, viewer.me)[:2] == (50 * MONEY, 1_234_567)
    with pytest.raises(RevertedError, match="nothing to settle"):
        settle_tabs(house, prices, [voucher])
    campaign = Campaign(brand.me, brand.me, house.contract("pay_token").address, wall.now + 60)
    fund_campaign(brand, campaign, 100 * MONEY)
    signature = accept_views(brand, campaign, title, 7_777_777, brand.outbox.signer)
    claim_views(house, campaign, title, 7_777_777, signature)
    forward(house, title)
    assert sum(owed_now(house, table)) in range(1_234_567 + 7_777_777 - 3, 1_234_567 + 7_777_777 + 1)
    draw_table(house, table)
    buy_title(buyer, list_title(house, title, price=100 * MONEY, deadline=wall.now + 60))
    pay_account(buyer, "gift", title, 11)
    forward(house, title)
    claim_row(house, table, account_of(people[0]))
    for who in people:
        statement = make_statement(house, who, [table])
        assert statement.paid == balance(house, who)
        assert statement.open == owed_now(house, table)[people.index(who)]
        assert {line.income.source for line in statement.lines} == {"unlocks", "views", "royalty", "payment"}
        assert {line.income.film for line in statement.lines} == {title}
        form = json.loads(statement_json(statement))
        assert sum(line["units"] for line in form["lines"]) == form["paid_units"] + form["open_units"]
        rows = list(csv.DictReader(io.StringIO(statement_csv(statement).decode())))
        assert sum(int(row["units"]) for row in rows) == statement.paid + statement.open
        assert statement_html(statement).startswith(b"<!doctype html>")


def test_money_that_calls_is_paid_in_without_an_allowance(house: Registry, acting: As, title: Hash) -> None:
    """One transaction does it, and the same key pays nothing twice."""
    ben, market = other(house, acting, 2, 50), house.contract("market").address
    before = house.ledger.account(ben.me).nonce
    pay_account(ben, "gift", title, 7)
    pay_account(ben, "gift", title, 7)
    assert house.ledger.account(ben.me).nonce == before + 1
    assert received(house, title) == 7
    assert ben.read("pay_token", "allowance", ben.me, market) == (0,)


@pytest.mark.parametrize("name", ["title", "market", "nobody"])
def test_money_that_does_not_call_is_taken(
    house: Registry, acting: As, title: Hash, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A contract that says no, one that says nothing, an address without code: then the shares take it."""
    ben = other(house, acting, 2, 50)
    address = house.contract(name).address if name in house.contracts else Address(b"\7" * 20)
    token = dataclasses.replace(house.contract("pay_token"), address=address)
    silent = dataclasses.replace(ben, contracts={**house.contracts, "pay_token": token})
    assert calls_receiver(ben)
    assert not calls_receiver(silent)
    monkeypatch.setattr("reelwright.chain.shares.books.calls_receiver", lambda _: False)
    pay_account(ben, "gift", title, 7)
    assert received(house, title) == 7


def test_statement_follows_its_own_films_alone(house: Registry, acting: As, title: Hash) -> None:
    """Others use the same contracts; their tables are not needed, and a film whose table is not named is one item."""
    who, stranger = other(house, acting, 2), other(house, acting, 3, 100)
    table = table_of([(account_of(who.me), Fraction(1, 3)), (account_of(house.me), Fraction(2, 3))])
    bind_table(house, Work(house.me, ROOT, 20), table)
    issue(house, "me", house.me, 90)
    pay_account(house, "gift", title, 90)
    assert make_statement(house, who.me, [table]).open == 30  # it lies in the film's account, and is there all the same
    forward(house, title)
    draw_table(house, table)
    theirs = table_of([(account_of(stranger.me), Fraction(2, 3)), (account_of(who.me), Fraction(1, 3))])
    pay_account(stranger, "theirs", theirs.root, 100)
    draw_table(stranger, theirs)
    found = make_statement(house, who.me, [table], {title: "Film & <Co>"})
    assert [(line.income.source, line.part) for line in found.lines] == [("payment", 30), ("other film", 33)]
    assert make_statement(house, who.me, []).paid == found.paid == 63
    assert b"Film &amp; &lt;Co&gt;" in statement_html(found)
    own = make_statement(house, house.me, [table])
    assert theirs.root.raw not in b"".join(b"".join(event.log.topics) for event in own.events)
