"""Signed papers as files: what one person gives to another, who may use it as it says and no other way.

Orders, offers, auctions, bids, copies and licences have one form: the name of the kind, the chain, and
each field as a text. Whoever has a paper may use it, so it is no secret; whether it is signed is asked
when it is used.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias, get_type_hints

from reelwright.film import Plain, canonical_json

from ..errors import AddressError, CodingError, TitleError
from ..licences.license import Licence
from ..model import Address, Hash
from .auction import Auction, Bid
from .copies import Copies
from .offer import Offer
from .sale import Order

Paper: TypeAlias = "Order | Offer | Auction | Bid | Copies | Licence"

PAPERS: Final[Mapping[str, type[Paper]]] = {
    "reelwright.order/1": Order,
    "reelwright.offer/1": Offer,
    "reelwright.auction/1": Auction,
    "reelwright.bid/1": Bid,
    "reelwright.copies/1": Copies,
    "reelwright.licence/1": Licence,
}
"""The kinds of papers by the name that stands in their files."""

_LARGEST: Final = 65_536


def write_paper(paper: Paper, *, chain_id: int) -> bytes:
    """The one JSON text of a paper; amounts are texts, since they may pass what JSON's readers hold."""
    schema = next(name for name, kind in PAPERS.items() if kind is type(paper))
    fields: dict[str, Plain] = {each.name: _text(getattr(paper, each.name)) for each in dataclasses.fields(paper)}
    return canonical_json({"schema": schema, "chain": chain_id, **fields}) + b"\n"


def read_paper(content: bytes, *, chain_id: int, where: str = "") -> Paper:
    """Read a paper; whatever is in it was written by somebody else until its signature is asked.

    Raises:
        TitleError: it is none, or is of another chain.
    """
    try:
        form: Any = json.loads(content[: _LARGEST + 1]) if len(content) <= _LARGEST else None
        kind, chain = PAPERS[form["schema"]], form["chain"]
        hints = get_type_hints(kind)
        paper = kind(**{each.name: _READERS[hints[each.name]](form[each.name]) for each in dataclasses.fields(kind)})
    except (ValueError, KeyError, TypeError, RecursionError, AddressError, CodingError) as error:
        raise TitleError(
            "this is no signed paper", where=where, mend="ask who gave it to you for the file that reel wrote"
        ) from error
    if chain != chain_id:
        raise TitleError(
            f"this paper is of chain {chain}, and the ledger is of chain {chain_id}",
            where=where,
            mend="name the right ledger in REEL_CHAIN",
        )
    return paper


def _text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _whole(text: object) -> int:
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 78:
        raise CodingError(f"{text!r:.40} is no whole number")
    return int(text)


def _flag(text: object) -> bool:
    if text not in ("True", "False"):
        raise CodingError(f"{text!r:.40} is neither True nor False")
    return text == "True"


_READERS: Final[Mapping[object, Callable[[Any], Any]]] = {
    Address: Address.from_hex,
    Hash: Hash.from_hex,
    bytes: bytes.fromhex,
    bool: _flag,
    int: _whole,
}
