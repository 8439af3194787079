"""How our contracts come to stand on a ledger: at the addresses that they have on every chain, each made once."""

from __future__ import annotations

from ..errors import LedgerError, LyingNodeError
from ..evm.contracts import CONTRACT_MAKER, NEEDS, Artifact, Contract, Given, home_of, load_artifact
from ..model import Address, Call
from ..ports import Ledger
from .outbox import Outbox

_SALT = bytes(32)


def set_up(outbox: Outbox, artifact: Artifact, *values: Given) -> Contract:
    """Make sure that a contract stands on a ledger, at the address that it has on every chain.

    Raises:
        LyingNodeError: there is something else at its address.
        LedgerError: this chain lacks the maker of contracts.
    """
    address = artifact.address(*values)
    code = outbox.ledger.code(address)
    if not code:
        if not outbox.ledger.code(CONTRACT_MAKER):
            raise LedgerError(
                "this chain lacks the maker of contracts", where=str(CONTRACT_MAKER), mend="deploy it there first"
            )
        call = Call(CONTRACT_MAKER, _SALT + artifact.making(*values), outbox.signer.address)
        outbox.send(f"make/{artifact.name}/{address}", call)
        code = outbox.ledger.code(address)
    if not code.startswith(artifact.runtime):
        raise LyingNodeError(
            f"at the address of {artifact.name} stands something else", where=str(address), mend="use another node"
        )
    return Contract(artifact, address)


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
