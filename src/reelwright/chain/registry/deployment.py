"""Since which block our contracts stand on a chain, so that a long chain is not read from its beginning.

A contract's code never goes away, so the block in which it came is found by halving. What was found is
kept with the block's hash: another chain under the same number, or a block that was taken back, is seen
by it, and then it is looked for anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from reelwright.film import Plain, canonical_json

from ..errors import CodingError, RecordError, RefusedError
from ..evm.contracts import NEEDS, home_of
from ..model import Address, Hash
from ..ports import Ledger
from .follow import DEEPEST

DEPLOYMENT_SCHEMA: Final = "reelwright.deployment/1"


@dataclass(frozen=True, slots=True)
class Deployment:
    """The block in which the first of our contracts came to stand on a chain."""

    chain_id: int
    block: int
    block_hash: Hash

    @property
    def start(self) -> int:
        """From where to read: so much before it as a chain may take back, in which it may stand elsewhere."""
        return max(0, self.block - DEEPEST)


def find_deployment(ledger: Ledger) -> Deployment | None:
    """The deployment on a chain, found by asking for code at some thirty blocks.

    Gives None when none of our contracts stands there, or the node does not keep what was so long ago.
    """
    last = ledger.head().number
    try:
        found: int | None = None
        for home in map(home_of, NEEDS):
            before = last if found is None else found - 1
            if before >= 0 and ledger.code(home, before):
                found = _first_with_code(ledger, home, before)
    except RefusedError:
        return None
    mark = None if found is None else ledger.block(found)
    return None if mark is None else Deployment(ledger.chain_id, mark.number, mark.hash)


def is_there(ledger: Ledger, deployment: Deployment) -> bool:
    """Say whether a chain is still the one that a deployment was found on."""
    mark = ledger.block(deployment.block)
    return ledger.chain_id == deployment.chain_id and mark is not None and mark.hash == deployment.block_hash


def write_deployment(deployment: Deployment) -> bytes:
    """The one JSON text of a deployment record."""
    form: dict[str, Plain] = {
        "schema": DEPLOYMENT_SCHEMA,
        "chain": deployment.chain_id,
        "block": deployment.block,
        "hash": str(deployment.block_hash),
    }
    return canonical_json(form) + b"\n"


def read_deployment(content: bytes, *, where: str = "") -> Deployment:
    """Read a deployment record.

    Raises:
        RecordError: it is none.
    """
    try:
        form: Any = json.loads(content)
        if form["schema"] == DEPLOYMENT_SCHEMA and type(form["chain"]) is type(form["block"]) is int:
            return Deployment(form["chain"], form["block"], Hash.from_hex(form["hash"]))
    except (ValueError, KeyError, TypeError, RecursionError, CodingError) as error:
        raise RecordError("this is no deployment record", where=where, mend="move it away; it is made anew") from error
    raise RecordError("this deployment record is of another version", where=where, mend="move it away")


def _first_with_code(ledger: Ledger, address: Address, last: int) -> int:
    """The first block after which there is code at an address, which has some after the last one."""
    without = -1
    while last - without > 1:
        middle = (without + last) // 2
        if ledger.code(address, middle):
            last = middle
        else:
            without = middle
    return last
