"""Sales: a signed order costs nothing until somebody fills it, and ends with the title's next transfer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from .contracts import Given
from .errors import TitleError
from .model import NOBODY, Address, Hash, Receipt
from .money import allow
from .ports import Signer
from .registry import Registry
from .show import show_title
from .signatures import signed_by
from .tables import account_of


@dataclass(frozen=True, slots=True)
class Order:
    """What a seller signed: this title, for this price, by then.

    Args:
        uses: the title's count of uses; another transfer makes another count, and ends the order.
        payee: the account that gets what the film does not.
        taker: who may buy, nobody's address for anybody.
        nonce: which of the seller's orders it is, so that it can be taken back.
    """

    maker: Address
    title: Hash
    uses: int
    token: Address
    price: int
    payee: Hash
    taker: Address
    nonce: int
    deadline: int
    signature: bytes = b""

    @property
    def plain(self) -> tuple[Given, ...]:
        """The order as the contract takes it."""
        return (
            self.maker,
            self.title.number,
            self.uses,
            self.token,
            self.price,
            self.payee,
            self.taker,
            self.nonce,
            self.deadline,
        )


def list_title(registry: Registry, title: Hash, *, price: int, deadline: int, nonce: int = 0) -> Order:
    """Offer a title for sale by a signature; it moves only when somebody pays.

    Args:
        registry: where; its signer must hold the title.
        title: what is for sale.
        price: how many units.
        deadline: until when, seconds since 1970.
        nonce: a number of the seller's own, to take the order back by.

    Raises:
        TitleError: somebody else holds it.
    """
    found = show_title(registry, title)
    if found.owner != registry.me:
        raise TitleError(f"this title is held by {found.owner}", where=str(title), mend="only its owner can sell it")
    market = registry.contract("market").address
    (allowed,) = registry.read("title", "isApprovedForAll", registry.me, market)
    if not allowed:
        registry.send(f"operate/{registry.me}/{market}", "title", "setApprovalForAll", market, True)  # noqa: FBT003 the contract's own order
    uses = cast("int", registry.read("title", "nonces", title.number)[0])
    token = registry.contract("pay_token").address
    order = Order(registry.me, title, uses, token, price, account_of(registry.me), NOBODY, nonce, deadline)
    return _signed(registry, order, registry.outbox.signer)


def buy_title(registry: Registry, order: Order) -> Receipt:
    """Buy a title at its seller's price.

    Raises:
        TitleError: the seller did not sign this order.
        RevertedError: it was taken back, filled or is too late.
    """
    typed = registry.contract("market").typed(registry.ledger.chain_id, "Order", _message(order))
    if not signed_by(typed, order.signature, order.maker, registry.ledger):
        raise TitleError("the seller did not sign this order", where=str(order.title), mend="ask him for another")
    allow(registry, "market")
    return registry.send(f"buy/{order.title}/{order.uses}/{order.nonce}", "market", "buy", order.plain, order.signature)


def cancel_order(registry: Registry, order: Order) -> None:
    """Take an order back before anybody fills it; taken back already, nothing is done."""
    if order.maker != registry.me:
        raise TitleError(f"this order is {order.maker}'s", where=str(order.title), mend="only he can take it back")
    word, mask = order.nonce >> 8, 1 << (order.nonce & 255)
    (gone,) = registry.read("market", "cancelled", registry.me, word)
    if not cast("int", gone) & mask:
        registry.send(f"cancel/{registry.me}/{order.nonce}", "market", "cancel", word, mask)


def _signed(registry: Registry, order: Order, signer: Signer) -> Order:
    typed = registry.contract("market").typed(registry.ledger.chain_id, "Order", _message(order))
    return replace(order, signature=signer.sign_typed(typed))


def _message(order: Order) -> dict[str, int | bytes | Address]:
    return {
        "maker": order.maker,
        "tokenId": order.title.number,
        "uses": order.uses,
        "token": order.token,
        "price": order.price,
        "payee": order.payee.raw,
        "taker": order.taker,
        "nonce": order.nonce,
        "deadline": order.deadline,
    }
