"""The chain proof of a title: all that shows, by hashing alone, that a film stands in a block.

Version 1. Whoever checks it needs no node to see that film, anchor and block belong together; that
the block belongs to the chain is for a node to say.
"""

from __future__ import annotations

from typing import Final

from reelwright.film import Plain

from ..model import Hash
from ..ports import Ledger
from .title_file import TitleFile, title_form

PROOF_SCHEMA: Final = "reelwright.chain-proof/1"


def chain_proof(ledger: Ledger, file: TitleFile, tx: Hash) -> dict[str, Plain]:
    """What a ledger can show of a film.

    Args:
        ledger: where it stands.
        file: its title file.
        tx: the transaction that anchored it.

    Returns:
        Plain data; without ``block`` when the ledger gives no proof that its headers bear out.
    """
    form: dict[str, Plain] = {"schema": PROOF_SCHEMA, **title_form(file), "tx": str(tx)}
    shown = ledger.inclusion(tx)
    if shown is not None:
        form["block"] = {
            "number": shown.block.number,
            "hash": str(shown.block.hash),
            "header": shown.header.hex(),
            "place": shown.place,
            "receipt": shown.receipt.hex(),
            "path": [node.hex() for node in shown.path],
        }
    return form
