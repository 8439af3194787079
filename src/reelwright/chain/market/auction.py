"""Auctions: the holder signs the terms, bidders sign bids, anybody brings them, and the best one has the title.

The first bid takes the title into the contract's keeping, each bid its money, so that neither side can
go back. Who is outbid finds his money in his account of the shares at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, cast

from ..errors import TitleError
from ..evm.contracts import Given
from ..evm.typed import struct_hash
from ..model import Address, Hash, Receipt
from ..money.amounts import amount_text
from ..money.wallet import account_of, allow, have_money
from ..registry.registry import Registry
from ..titles.show import own_title
from .sale import let_move, take_back, uses_of

_CLOSED: Final = 2**256 - 1
_STEP: Final = 20


@dataclass(frozen=True, slots=True)
class Auction:
    """What the holder of a title signed.

    Args:
        reserve: the least that a bid must be.
        payee: the account that gets what the film does not.
        ends: when it is over, seconds since 1970; a bid in the last ten minutes gives ten more.
        nonce: which of the seller's papers it is, so that it can be taken back before the first bid.
    """

    maker: Address
    title: Hash
    uses: int
    token: Address
    reserve: int
    payee: Hash
    ends: int
    nonce: int
    signature: bytes = b""

    @property
    def plain(self) -> tuple[Given, ...]:
        """The auction as the contract takes it."""
        return (
            self.maker,
            self.title.number,
            self.uses,
            self.token,
            self.reserve,
            self.payee,
            self.ends,
            self.nonce,
        )


@dataclass(frozen=True, slots=True)
class Bid:
    """What a bidder signed: so much in this auction."""

    bidder: Address
    auction: Hash
    amount: int
    signature: bytes = b""

    @property
    def plain(self) -> tuple[Given, ...]:
        """The bid as the contract takes it."""
        return (self.bidder, self.auction, self.amount)


@dataclass(frozen=True, slots=True)
class Best:
    """How an auction stands: the best bid, None while there is none, and when it ends."""

    bidder: Address | None
    amount: int
    ends: int
    closed: bool = False

    @property
    def next_bid(self) -> int:
        """The least that another bid must be: a twentieth more, rounded up."""
        return self.amount + -(-self.amount // _STEP)


def open_auction(registry: Registry, title: Hash, *, reserve: int, ends: int, nonce: int = 0) -> Auction:
    """Sign an auction of a title; it begins with the first bid.

    Raises:
        TitleError: somebody else holds the title.
    """
    own_title(registry, title, "only its owner can sell it")
    let_move(registry)
    token = registry.contract("pay_token").address
    uses = uses_of(registry, title)
    auction = Auction(registry.me, title, uses, token, reserve, account_of(registry.me), ends, nonce)
    return replace(auction, signature=registry.sign("market", "Auction", *auction.plain))


def auction_id(registry: Registry, auction: Auction) -> Hash:
    """The auction's name on the ledger: the hash of what was signed."""
    typed = registry.contract("market").typed_of(registry.ledger.chain_id, "Auction", auction.plain)
    return Hash(struct_hash(typed))


def best_bid(registry: Registry, auction: Auction) -> Best:
    """How an auction stands."""
    (found,) = registry.read("market", "best", auction_id(registry, auction))
    who, ends, amount = cast("tuple[Address, int, int]", found)
    if who.is_zero:
        return Best(None, 0, auction.ends)
    closed = amount == _CLOSED
    return Best(who, 0 if closed else amount, ends, closed)


def sign_bid(registry: Registry, auction: Auction, amount: int) -> Bid:
    """Sign a bid, and let the market take the money when somebody brings it.

    Raises:
        TitleError: it is less than the auction asks for, or the auction is over.
    """
    best = best_bid(registry, auction)
    least = max(auction.reserve, best.next_bid, 1)
    if best.closed or amount < least:
        raise TitleError(
            "this auction is closed" if best.closed else f"a bid of {amount_text(amount)} is too low",
            where=str(auction.title),
            mend="look who has the title: reel title history" if best.closed else f"bid {amount_text(least)} or more",
        )
    have_money(registry, amount)
    allow(registry, "market")
    bid = Bid(registry.me, auction_id(registry, auction), amount)
    return replace(bid, signature=registry.sign("market", "Bid", *bid.plain))


def bring_bid(registry: Registry, auction: Auction, bid: Bid) -> Receipt:
    """Bring a bid to the ledger, one's own or another's.

    Raises:
        TitleError: the seller did not sign the auction, or the bidder the bid.
        RevertedError: it is too low or too late, or the title or the money is not there.
    """
    for who, signature, struct, plain in (
        (auction.maker, auction.signature, "Auction", auction.plain),
        (bid.bidder, bid.signature, "Bid", bid.plain),
    ):
        if not registry.is_signed(who, signature, "market", struct, *plain):
            raise TitleError(f"{who} did not sign this {struct.lower()}", where=str(auction.title))
    key = f"bid/{bid.auction}/{bid.bidder}/{bid.amount}"
    return registry.send(key, "market", "bid", auction.plain, auction.signature, bid.plain, bid.signature)


def call_off(registry: Registry, auction: Auction) -> None:
    """Take an auction back before its first bid; taken back already, nothing is done.

    Raises:
        TitleError: it is somebody else's, or somebody bid: then the best bidder gets the title.
    """
    best = best_bid(registry, auction)
    if best.bidder is not None:
        what = "this auction is closed" if best.closed else f"{amount_text(best.amount)} is bid in this auction"
        raise TitleError(what, where=str(auction.title), mend="it is taken back before the first bid, and not after")
    take_back(registry, auction.maker, auction.nonce)


def close_auction(registry: Registry, auction: Auction) -> Receipt:
    """Close an auction that is over: the title to the best bidder, the money to those it belongs to.

    Raises:
        RevertedError: it is still open, or nobody bid.
    """
    return registry.send(f"close/{auction_id(registry, auction)}", "market", "close", auction.plain)
