"""Sales: a signed order costs nothing until somebody fills it, and ends with the title's next transfer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from ..errors import TitleError
from ..evm.contracts import Given
from ..evm.keccak import checksummed
from ..model import NOBODY, Address, Hash, Receipt
from ..money.wallet import account_of, allow, have_money
from ..registry.registry import Registry
from ..titles.show import own_title


@dataclass(frozen=True, slots=True)
class Order:
    """What a seller signed: this title, for this price, by then.

    Args:
        uses: the title's count of uses; another transfer makes another count, and ends the order.
        payee: the account that gets what the film does not.
        taker: who may buy, nobody's address for anybody.
        nonce: which of the seller's papers it is, so that it can be taken back.
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
    own_title(registry, title, "only its owner can sell it")
    let_move(registry)
    token = registry.contract("pay_token").address
    uses = uses_of(registry, title)
    order = Order(registry.me, title, uses, token, price, account_of(registry.me), NOBODY, nonce, deadline)
    return replace(order, signature=registry.sign("market", "Order", *order.plain))


def buy_title(registry: Registry, order: Order) -> Receipt:
    """Buy a title at its seller's price.

    Raises:
        TitleError: the seller did not sign this order.
        RevertedError: it was taken back, filled or is too late.
    """
    if not registry.is_signed(order.maker, order.signature, "market", "Order", *order.plain):
        raise TitleError("the seller did not sign this order", where=str(order.title), mend="ask him for another")
    if order.maker == registry.me:
        raise TitleError("this order is your own", where=str(order.title), mend="to end it: reel market cancel")
    key = f"buy/{order.title}/{order.uses}/{order.nonce}"
    if not registry.was_asked(key):
        have_money(registry, order.price)
    allow(registry, "market")
    return registry.send(key, "market", "buy", order.plain, order.signature)


def take_back(registry: Registry, maker: Address, nonce: int) -> None:
    """Take an order, offer or auction back by its number; taken back already, nothing is done.

    Raises:
        TitleError: it is somebody else's.
    """
    if maker != registry.me:
        who = f"{checksummed(maker)}'s, and you are {checksummed(registry.me)}"
        raise TitleError(f"this paper is {who}", mend="only who signed it takes it back")
    word, mask = nonce >> 8, 1 << (nonce & 255)
    (gone,) = registry.read("market", "cancelled", registry.me, word)
    if not cast("int", gone) & mask:
        registry.send(f"cancel/{registry.me}/{nonce}", "market", "cancel", word, mask)


def let_move(registry: Registry) -> None:
    """Let the market move this account's titles; it moves one only by its holder's word."""
    market = registry.contract("market").address
    (allowed,) = registry.read("title", "isApprovedForAll", registry.me, market)
    if not allowed:
        registry.send(f"operate/{registry.me}/{market}", "title", "setApprovalForAll", market, True)  # noqa: FBT003 the contract's own order


def uses_of(registry: Registry, title: Hash) -> int:
    """How often a title has moved; every paper about it names the count, and ends with the next move."""
    return cast("int", registry.read("title", "nonces", title.number)[0])
