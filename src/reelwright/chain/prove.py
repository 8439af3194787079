"""The chain proof of a title: all that shows, by hashing alone, that a film stands in a block.

Version 1. Whoever checks it needs no node to see that film, anchor and block belong together; that
the block belongs to the chain is for a node to say.
"""

from __future__ import annotations

from typing import Final

from reelwright.film import Plain

from .model import Hash
from .ports import Ledger
from .title_file import TitleFile

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
    anchor = file.anchor
    form: dict[str, Plain] = {
        "schema": PROOF_SCHEMA,
        "chain": file.chain_id,
        "contract": str(file.contract),
        "title": str(file.title),
        "author": str(anchor.work.author),
        "root": anchor.work.root.raw.hex(),
        "segments": anchor.work.segments,
        "salt": anchor.salt.hex(),
        "anchor": {
            "root": anchor.root.raw.hex(),
            "sides": anchor.sides,
            "proof": [each.raw.hex() for each in anchor.proof],
            "time": anchor.time,
        },
        "tx": str(tx),
    }
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
