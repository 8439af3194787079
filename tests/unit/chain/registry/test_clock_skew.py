"""Clocks that are wrong: what is signed lives by the chain's time, and where two clocks differ nothing is signed."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from people import MONEY, NOW, As, Wall, other

from reelwright.chain import (
    Deposit,
    Hash,
    LedgerError,
    PriceList,
    Registry,
    RevertedError,
    TitleError,
    bring_bid,
    buy_title,
    close_auction,
    issue,
    keccak256,
    list_title,
    open_auction,
    open_tab,
    refund_tab,
    settle_tabs,
    show_title,
    sign_bid,
    sign_voucher,
)
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.rpc import RpcLedger
from reelwright.testing import Lies, NodeDouble

DAY = 86_400
WEEK = 7 * DAY


@pytest.fixture
def late(house: Registry, acting: As, wall: Wall) -> tuple[Registry, Registry]:
    """A seller and a buyer on a chain that a clock 400 days ahead wrote a block to, before it was set right."""
    buyer = other(house, acting, 2, 1_000)
    wall.now = NOW + 400 * DAY
    issue(house, "while the clock was wrong", house.me, 1)
    wall.now = NOW
    return house, buyer


def test_order_by_the_time_of_the_chain_sells(late: tuple[Registry, Registry], title: Hash) -> None:
    """The clock is 400 days behind the chain: its deadline is over at once, the chain's is not."""
    house, buyer = late
    with pytest.raises(RevertedError, match="too late"):
        buy_title(buyer, list_title(house, title, price=5, deadline=NOW + DAY))
    buy_title(buyer, list_title(house, title, price=5, deadline=house.ledger.time() + DAY, nonce=1))
    assert show_title(house, title).owner == buyer.me


def test_auction_ends_by_the_time_of_the_chain(late: tuple[Registry, Registry], title: Hash, wall: Wall) -> None:
    """It stays open until the chain says so, whatever the clock says, and is closed then."""
    house, buyer = late
    ends = house.ledger.time() + DAY
    auction = open_auction(house, title, reserve=5, ends=ends)
    bring_bid(buyer, auction, sign_bid(buyer, auction, 7))
    wall.now = NOW + 2 * DAY  # the clock has long passed a day, the chain has not
    with pytest.raises(RevertedError, match="still open"):
        close_auction(house, auction)
    wall.now = ends + 1
    close_auction(house, auction)
    assert show_title(house, title).owner == buyer.me


def test_tab_expires_and_is_refunded_by_the_time_of_the_chain(
    late: tuple[Registry, Registry], title: Hash, wall: Wall
) -> None:
    """Vouchers count until the tab's end and a week more; a clock that runs behind gives nothing back early."""
    house, viewer = late
    prices, key = PriceList(title, keccak256(b"prices")), viewer.outbox.signer
    with pytest.raises(RevertedError):  # by the clock's own time it is over before it begins
        open_tab(house, prices, key, Deposit(5, NOW + DAY, bytes(32)))
    expiry = house.ledger.time() + DAY
    open_tab(house, prices, key, Deposit(5 * MONEY, expiry, b"\1" * 32))
    for now in (NOW, expiry + WEEK - 1):
        wall.now = now
        with pytest.raises(TitleError, match="comes back from"):
            refund_tab(house, prices, viewer.me)
    settle_tabs(house, prices, [sign_voucher(house, prices, MONEY, key)])
    wall.now = expiry + WEEK
    assert refund_tab(house, prices, viewer.me) == 4 * MONEY


@pytest.fixture
def far(tmp_path: Path) -> Any:
    """A way to a node whose chain is NOW, from a machine with a clock of its own; and the node."""
    chain = EmbeddedLedger(tmp_path / "far.db", lambda: NOW)
    with NodeDouble(chain) as node:
        ledgers = []

        def away(seconds: int) -> RpcLedger:
            ledgers.append(RpcLedger(node.url, pause=lambda _: None, clock=lambda: NOW + seconds))
            return ledgers[-1]

        yield away, node
        for each in ledgers:
            each.close()
    chain.close()


Far = tuple[Callable[[int], RpcLedger], NodeDouble]


@pytest.mark.parametrize("seconds", [-3_599, 0, 3_599])
def test_clock_that_is_a_little_wrong_changes_nothing(far: Far, seconds: int) -> None:
    """The chain's time counts, not this machine's."""
    assert far[0](seconds).time() == NOW


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-3_600, "on this machine 2023-11-14 21:13:20 UTC"), (10**9, "on this machine 2055-07-24 00:00:00 UTC")],
)
def test_clock_that_is_far_off_is_told(far: Far, seconds: int, said: str) -> None:
    """Nobody knows which of the two is wrong, so nothing is signed by either, and both are named."""
    with pytest.raises(LedgerError, match="on the chain it is 2023-11-14 22:13:20 UTC") as caught:
        far[0](seconds).time()
    assert said in str(caught.value)
    assert "set this machine's clock" in str(caught.value)


@pytest.mark.parametrize("seconds", [3_600, -3_600, 2**40])
def test_node_that_lies_about_the_time_is_told(far: Far, seconds: int) -> None:
    """A paper of thirty days would last for years, or be over at once."""
    far[1].lies = Lies(later=seconds)
    with pytest.raises(LedgerError, match="use another node"):
        far[0](0).time()


def test_node_without_a_pending_block_tells_its_newest(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some nodes show no block in the making, and some give null for it; then the newest block's time counts."""
    away, node = far
    whole = node._eth_getBlockByNumber
    newest = node.ledger.head().time

    def without(which: str, full: object) -> dict[str, Any] | None:
        return None if which == "pending" else whole(which, full)

    monkeypatch.setattr(node, "_eth_getBlockByNumber", without)
    assert dataclasses.replace(node.lies) == Lies()
    assert away(newest - NOW).time() == newest
