"""Money as the contracts count it: whole units of a token, and what may move it."""

from __future__ import annotations

from typing import Final, cast

from ..errors import CodingError, RevertedError, TitleError
from ..evm.keccak import checksummed
from ..model import Address, Hash, Receipt
from ..registry.registry import Registry
from .amounts import amount_argument, amount_text

EVERYTHING: Final = 2**256 - 1
_MINT_GAS: Final = 120_000
_CALLS_RECEIVER: Final = bytes.fromhex("b0202a11")


def account_of(address: Address) -> Hash:
    """A person's account in the books of the shares."""
    return Hash(address.raw.rjust(32, b"\0"))


def balance(registry: Registry, owner: Address) -> int:
    """How much of the registry's money somebody holds."""
    return cast("int", registry.read("pay_token", "balanceOf", owner)[0])


def issue(registry: Registry, key: str, receiver: Address, amount: int) -> bool:
    """Issue money of the embedded chain; only the account that set it up can. Gives False when it was done before.

    Args:
        registry: where.
        key: what it is for; under one key it is issued once.
        receiver: who gets it.
        amount: how many units.

    Raises:
        TitleError: it was issued under this key before, and more or less of it.
    """
    before = registry.was_asked(f"issue/{key}")
    receipt = registry.send(f"issue/{key}", "pay_token", "mint", receiver, amount, gas=_MINT_GAS)
    same_amount(registry, receipt, "pay_token.Transfer", amount, key)
    return not before


def same_amount(registry: Registry, receipt: Receipt, kind: str, amount: int, purpose: str) -> None:
    """See that what was done for a purpose, now or before, was done with this amount.

    Raises:
        TitleError: it was done before with another.
    """
    said = cast("int", registry.happened(receipt, kind)["amount"])
    if said != amount:
        raise TitleError(
            f"this was done before for the same purpose, with {amount_text(said)} and not {amount_text(amount)}",
            where=purpose,
            mend="name another purpose: --for TEXT; one is paid for once",
        )


def issuer(registry: Registry) -> Address:
    """Who issues the money of the embedded chain."""
    return cast("Address", registry.read("pay_token", "minter")[0])


def kept_balance(registry: Registry, owner: Address) -> int:
    """How much lies for somebody in his account of the shares: sales, outbid bids, and what could not be sent."""
    token = registry.contract("pay_token").address
    came, went = (cast("int", each) for each in registry.read("market", "book", token, account_of(owner)))
    return came - went


def withdraw(registry: Registry, owner: Address) -> int:
    """Send somebody what lies for him in his account of the shares; gives how much that was, 0 for nothing."""
    token = registry.contract("pay_token").address
    came, went = (cast("int", each) for each in registry.read("market", "book", token, account_of(owner)))
    if came == went:
        return 0
    registry.send(f"withdraw/{owner}/{came}", "market", "withdraw", token, owner)
    return came - went


def have_money(registry: Registry, amount: int) -> None:
    """See that this account holds so much.

    Raises:
        TitleError: it holds less.
    """
    held = balance(registry, registry.me)
    if held < amount:
        short = amount_argument(amount - held)
        raise TitleError(
            f"this takes {amount_text(amount)}, and your account holds {amount_text(held)}",
            where=checksummed(registry.me),
            mend=f"get more; on a chain of your own: reel money issue --amount {short} --for TEXT",
        )


def calls_receiver(registry: Registry) -> bool:
    """Say whether the money tells a contract that it has come (ERC-1363); one that does not answer does not."""
    try:
        return bool(registry.read("pay_token", "supportsInterface", _CALLS_RECEIVER)[0])
    except (RevertedError, CodingError):
        return False


def allow(registry: Registry, name: str) -> None:
    """Let a contract take the money that this account's own calls and signatures give it."""
    spender = registry.contract(name).address
    allowed = cast("int", registry.read("pay_token", "allowance", registry.me, spender)[0])
    if allowed < EVERYTHING // 2:
        key = f"allow/{registry.me}/{spender}/{allowed}"
        registry.send(key, "pay_token", "approve", spender, EVERYTHING)
