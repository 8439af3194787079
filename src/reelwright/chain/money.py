"""Money as the contracts count it: whole units of a token, and what may move it."""

from __future__ import annotations

from typing import Final, cast

from .amounts import amount_text
from .contracts import NEEDS, Contract, home_of, load_artifact
from .errors import TitleError
from .keccak import checksummed
from .model import Address
from .outbox import Outbox
from .ports import Ledger
from .registry import Registry, set_up
from .tables import account_of

EVERYTHING: Final = 2**256 - 1
_MINT_GAS: Final = 120_000


def set_up_contracts(
    outbox: Outbox, *, pay_token: Address | None = None, issuer: Address | None = None
) -> dict[str, Contract]:
    """All our contracts on a ledger, each made where it is missing.

    Args:
        outbox: the ledger, and who makes them.
        pay_token: the money of a chain of others, None for a money of the embedded chain.
        issuer: who issues the money of the embedded chain, the outbox's signer if not said.
    """
    made: dict[str, Contract] = {}
    for name, needs in NEEDS.items():
        made[name] = set_up(outbox, load_artifact(name), *(made[each].address for each in needs))
    token = load_artifact("pay_token")
    if pay_token is not None:
        made["pay_token"] = Contract(token, pay_token)
    else:
        made["pay_token"] = set_up(outbox, token, issuer or outbox.signer.address)
    return made


def standing_contracts(ledger: Ledger) -> dict[str, Contract]:
    """Those of our contracts that stand on a ledger already; nothing is made."""
    homes = {name: home_of(name) for name in NEEDS}
    return {
        name: Contract(artifact, home)
        for name, home in homes.items()
        if ledger.code(home).startswith((artifact := load_artifact(name)).runtime)
    }


def balance(registry: Registry, owner: Address) -> int:
    """How much of the registry's money somebody holds."""
    return cast("int", registry.read("pay_token", "balanceOf", owner)[0])


def issue(registry: Registry, key: str, receiver: Address, amount: int) -> None:
    """Issue money of the embedded chain; only the account that set it up can.

    Args:
        registry: where.
        key: what it is for; under one key it is issued once.
        receiver: who gets it.
        amount: how many units.
    """
    registry.send(f"issue/{key}", "pay_token", "mint", receiver, amount, gas=_MINT_GAS)


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
        raise TitleError(
            f"this takes {amount_text(amount)}, and your account holds {amount_text(held)}",
            where=checksummed(registry.me),
            mend=f"get more; on a chain of your own: reel money issue --amount {amount_text(amount - held)} --for TEXT",
        )


def allow(registry: Registry, name: str) -> None:
    """Let a contract take the money that this account's own calls and signatures give it."""
    spender = registry.contract(name).address
    allowed = cast("int", registry.read("pay_token", "allowance", registry.me, spender)[0])
    if allowed < EVERYTHING // 2:
        key = f"allow/{registry.me}/{spender}/{allowed}"
        registry.send(key, "pay_token", "approve", spender, EVERYTHING)
