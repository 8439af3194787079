"""Offers: a buyer signs what he would pay for a title, and its holder takes it or not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..errors import TitleError
from ..evm.contracts import Given
from ..evm.keccak import checksummed
from ..model import Address, Hash, Receipt
from ..money.amounts import amount_text
from ..money.wallet import account_of, allow, have_money
from ..registry.registry import Registry
from ..titles.show import own_title, show_title
from .sale import Order, let_move, uses_of


@dataclass(frozen=True, slots=True)
class Offer:
    """What a buyer signed: so much for this title, by then, as long as it has not moved.

    Args:
        nonce: which of the buyer's papers it is, so that it can be taken back.
    """

    maker: Address
    title: Hash
    uses: int
    token: Address
    price: int
    nonce: int
    deadline: int
    signature: bytes = b""

    @property
    def plain(self) -> tuple[Given, ...]:
        """The offer as the contract takes it."""
        return (self.maker, self.title.number, self.uses, self.token, self.price, self.nonce, self.deadline)


def make_offer(registry: Registry, title: Hash, *, price: int, deadline: int, nonce: int = 0) -> Offer:
    """Sign an offer for a title; the money stays with the buyer until the holder takes it.

    Args:
        registry: where, and whose money.
        title: what the buyer wants; it must be registered.
        price: how many units.
        deadline: until when, seconds since 1970.
        nonce: a number of the buyer's own, to take the offer back by.

    Raises:
        TitleError: it is not registered, or is the buyer's already.
    """
    if show_title(registry, title).owner == registry.me:
        raise TitleError("this title is yours already", where=str(title))
    have_money(registry, price)
    allow(registry, "market")
    token = registry.contract("pay_token").address
    offer = Offer(registry.me, title, uses_of(registry, title), token, price, nonce, deadline)
    return replace(offer, signature=registry.sign("market", "Offer", *offer.plain))


def accept_offer(registry: Registry, offer: Offer) -> Receipt:
    """Take an offer: the title goes to the buyer, the film's royalty to its shares, the rest to this account.

    Raises:
        TitleError: the buyer did not sign it, or somebody else holds the title.
        RevertedError: it was taken back, is too late, or the money is not there.
    """
    own_title(registry, offer.title, "only its owner can take an offer")
    if not registry.is_signed(offer.maker, offer.signature, "market", "Offer", *offer.plain):
        raise TitleError("the buyer did not sign this offer", where=str(offer.title), mend="ask him for another")
    let_move(registry)
    key = f"accept/{offer.title}/{offer.uses}/{offer.maker}/{offer.nonce}"
    return registry.send(key, "market", "accept", offer.plain, offer.signature, account_of(registry.me))


def match_papers(registry: Registry, order: Order, offer: Offer) -> Receipt:
    """Bring a seller's order and a buyer's offer together, whoever one is; the price is the seller's.

    Raises:
        TitleError: they are not of one title and money, the offer is too low, or one is not signed.
        RevertedError: one was taken back, is too late, or the title or the money is not there.
    """
    if (order.title, order.token) != (offer.title, offer.token):
        raise TitleError("the order and the offer are of different titles or money", where=str(order.title))
    if offer.price < order.price:
        short = f"{amount_text(offer.price)} is offered, and the seller wants {amount_text(order.price)}"
        raise TitleError(short, where=str(order.title), mend="ask the buyer for another offer")
    for who, paper, struct in ((order.maker, order, "Order"), (offer.maker, offer, "Offer")):
        if not registry.is_signed(who, paper.signature, "market", struct, *paper.plain):
            raise TitleError(f"{checksummed(who)} did not sign this {struct.lower()}", where=str(paper.title))
    key = f"match/{order.title}/{order.uses}/{order.nonce}/{offer.maker}/{offer.nonce}"
    return registry.send(key, "market", "match", order.plain, order.signature, offer.plain, offer.signature)
