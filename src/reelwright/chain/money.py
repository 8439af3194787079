"""Money as the contracts count it: whole units of a token, and what may move it."""

from __future__ import annotations

from typing import Final, cast

from .contracts import Artifact, Contract, load_artifact
from .model import Address
from .outbox import Outbox
from .registry import Registry, set_up

EVERYTHING: Final = 2**256 - 1
_MINT_GAS: Final = 120_000


def set_up_contracts(outbox: Outbox, *, pay_token: Address | None = None) -> dict[str, Contract]:
    """All our contracts on a ledger, each made where it is missing.

    Args:
        outbox: the ledger, and who makes them.
        pay_token: the money of a chain of others, None for a money of the embedded chain that the
            outbox's signer issues.
    """
    made: dict[str, Contract] = {}

    def made_of(name: str, *needs: str) -> Contract:
        made[name] = set_up(outbox, load_artifact(name), *(made[each].address for each in needs))
        return made[name]

    made_of("title")
    made_of("market", "title")
    made_of("licence", "title", "market")
    made_of("tab", "market")
    made_of("campaign", "market")
    token: Artifact = load_artifact("pay_token")
    made["pay_token"] = (
        Contract(token, pay_token) if pay_token is not None else set_up(outbox, token, outbox.signer.address)
    )
    return made


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


def allow(registry: Registry, name: str) -> None:
    """Let a contract take the money that this account's own calls and signatures give it."""
    spender = registry.contract(name).address
    allowed = cast("int", registry.read("pay_token", "allowance", registry.me, spender)[0])
    if allowed < EVERYTHING // 2:
        key = f"allow/{registry.me}/{spender}/{allowed}"
        registry.send(key, "pay_token", "approve", spender, EVERYTHING)
