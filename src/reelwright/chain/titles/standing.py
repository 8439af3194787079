"""Looking a film up for somebody who has only its title file: what the ledger itself says, signed by nobody.

Knows how to ask without an account, and that a contract counts only at the address that its code
gives it. Changes nothing on any ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from ..errors import RevertedError, TitleError
from ..evm.abi import Value
from ..evm.contracts import Contract, Given, load_artifact
from ..model import Address, Call, Hash
from ..ports import Ledger
from .title_file import TitleFile


@dataclass(frozen=True, slots=True)
class Standing:
    """What a ledger says of a film.

    Args:
        anchored: since when it is anchored, seconds since 1970; 0 when it is not.
        owner: who holds its title, None while it is not registered.
    """

    anchored: int
    owner: Address | None


def look_up(ledger: Ledger, file: TitleFile, *, root: Hash | None = None) -> Standing:
    """Ask a ledger for a film.

    Args:
        ledger: whom to ask.
        file: the film's title file.
        root: the root of the film's segments as its seal has it, None when it is not known.

    Raises:
        TitleError: the file speaks of another film, chain or contract.
    """
    if root is not None and file.anchor.work.root != root:
        raise TitleError("the title file speaks of another film", mend="make the film again, which enters it")
    if ledger.chain_id != file.chain_id:
        raise TitleError(
            f"the title is of chain {file.chain_id}, and the ledger is of chain {ledger.chain_id}",
            mend="name the right ledger in REEL_CHAIN",
        )
    artifact = load_artifact("title")
    contract = Contract(artifact, artifact.address())
    if file.contract != contract.address or not ledger.code(contract.address).startswith(artifact.runtime):
        raise TitleError("the title is of a contract that this program does not know", where=str(file.contract))
    (time,) = _ask(ledger, contract, "anchored_at", file.anchor.root)
    try:
        owner = cast("Address", _ask(ledger, contract, "ownerOf", file.title.number)[0])
    except RevertedError:
        return Standing(cast("int", time), None)
    return Standing(cast("int", time), owner)


def _ask(ledger: Ledger, contract: Contract, function: str, value: Given) -> tuple[Value, ...]:
    output = ledger.call(Call(contract.address, contract.payload(function, value)))
    return contract.answer(function, 1, output)
