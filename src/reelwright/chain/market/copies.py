"""Copies: tickets, prints or keys of an episode, of which there are so many and no more (ERC-1155).

The holder of a title signs how many there are and at what price; anybody buys; the money goes to the
film's account of the shares, so everybody who has a part in the film has a part in its copies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from ..errors import TitleError
from ..evm.contracts import Given
from ..evm.keccak import checksummed
from ..evm.typed import struct_hash
from ..model import Address, Hash, Receipt
from ..money.wallet import allow, have_money
from ..registry.registry import Registry
from ..titles.show import own_title


@dataclass(frozen=True, slots=True)
class Copies:
    """What the holder of a title signed.

    Args:
        price: units for one copy.
        supply: how many there will ever be.
        content: SHA-256 of what one who has a copy gets, or of words that say so.
    """

    maker: Address
    title: Hash
    token: Address
    price: int
    supply: int
    content: bytes
    deadline: int
    signature: bytes = b""

    @property
    def plain(self) -> tuple[Given, ...]:
        """The terms as the contract takes them."""
        return (
            self.maker,
            self.title.number,
            self.token,
            self.price,
            self.supply,
            self.content,
            self.deadline,
        )


def offer_copies(registry: Registry, copies: Copies) -> Copies:
    """Sign the terms of an edition; a copy is made when somebody buys it.

    Raises:
        TitleError: somebody else holds the title, or there would be no copy or no price.
    """
    own_title(registry, copies.title, "only its owner can sell copies")
    if copies.maker != registry.me or min(copies.price, copies.supply) < 1:
        raise TitleError("copies are sold by the title's holder, one or more, for one unit or more")
    return replace(copies, signature=registry.sign("edition", "Edition", *copies.plain))


def copies_id(registry: Registry, copies: Copies) -> Hash:
    """The edition's name on the ledger: the hash of what was signed."""
    typed = registry.contract("edition").typed_of(registry.ledger.chain_id, "Edition", copies.plain)
    return Hash(struct_hash(typed))


def buy_copies(registry: Registry, copies: Copies, amount: int, *, key: str) -> Receipt:
    """Buy copies; under one key it is done once.

    Raises:
        TitleError: the holder did not sign these terms.
        RevertedError: they are sold out or ended, it is too late, or the title has another holder by now.
    """
    if not registry.is_signed(copies.maker, copies.signature, "edition", "Edition", *copies.plain):
        raise TitleError("the holder did not sign these copies", where=str(copies.title), mend="ask him for others")
    name = f"copies/{copies_id(registry, copies)}/{key}"
    if not registry.was_asked(name):
        have_money(registry, copies.price * amount)
    allow(registry, "edition")
    receipt = registry.send(name, "edition", "buy", copies.plain, copies.signature, amount, registry.me)
    bought = cast("int", registry.happened(receipt, "edition.Bought")["amount"])
    if bought != amount:
        what = f"{bought} of these copies were bought before for the same purpose, and not {amount}"
        raise TitleError(what, where=key, mend="name another purpose: --for TEXT; one buys once")
    return receipt


def copies_of(registry: Registry, copies: Copies, owner: Address) -> tuple[int, int]:
    """How many of these copies somebody has, and how many were sold."""
    name = copies_id(registry, copies).number
    (held,) = registry.read("edition", "balanceOf", owner, name)
    (sold,) = registry.read("edition", "sold", name)
    return cast("int", held), cast("int", sold)


def end_copies(registry: Registry, copies: Copies) -> None:
    """Sell no more of these copies; ended already, nothing is done.

    Raises:
        TitleError: they are somebody else's.
    """
    if copies.maker != registry.me:
        raise TitleError(f"these copies are {checksummed(copies.maker)}'s, and you are {checksummed(registry.me)}")
    name = copies_id(registry, copies)
    if not registry.read("edition", "ended", registry.me, name.number)[0]:
        registry.send(f"end/{name}", "edition", "end", name.number)
