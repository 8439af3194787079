"""The title file: what a film keeps of its place on a ledger, ``out/title.json``.

Version 1. With it the film can be registered later with the time of its anchor, and anybody who has
the ledger can check it. Whoever holds it knows the salt; before a film is published it is a secret.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from reelwright.film import Plain, canonical_json

from ..errors import AddressError, CodingError, TitleError
from ..model import Address, Anchor, Hash, Work
from .anchor import anchor_leaf, title_id
from .members import proven_root

TITLE_SCHEMA: Final = "reelwright.title/1"


@dataclass(frozen=True, slots=True)
class TitleFile:
    """Where a film stands: on which chain, in which contract, under which anchor."""

    chain_id: int
    contract: Address
    anchor: Anchor

    def __post_init__(self) -> None:
        anchor = self.anchor
        if proven_root(anchor_leaf(anchor.work, anchor.salt), anchor.sides, anchor.proof) != anchor.root:
            raise TitleError("the anchor of this title file does not hold its film", mend="make the film's title anew")

    @property
    def title(self) -> Hash:
        """The film's name on the ledger."""
        return title_id(self.anchor.work)


def write_title_file(file: TitleFile) -> bytes:
    """The one JSON text of a title file."""
    return canonical_json({"schema": TITLE_SCHEMA, **title_form(file)}) + b"\n"


def title_form(file: TitleFile) -> dict[str, Plain]:
    """What a title file says, as plain data without the name of a schema; a proof of the title says the same."""
    anchor = file.anchor
    return {
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
    }


def read_title_file(content: bytes, *, where: str = "") -> TitleFile:
    """Read a title file; whatever is in it was written by somebody else until proven.

    Raises:
        TitleError: it is none, or contradicts itself.
    """
    try:
        form: Any = json.loads(content)
        if form["schema"] != TITLE_SCHEMA:
            raise TitleError("this title file is of another version", where=where, mend="use a newer Reelwright")
        work = Work(Address.from_hex(form["author"]), _hash(form["root"]), _whole(form["segments"]))
        place = form["anchor"]
        proof = tuple(_hash(each) for each in place["proof"])
        salt = _hash(form["salt"]).raw
        anchor = Anchor(work, salt, _hash(place["root"]), _whole(place["sides"]), proof, _whole(place["time"]))
        file = TitleFile(_whole(form["chain"]), Address.from_hex(form["contract"]), anchor)
        if form["title"] != str(file.title):
            raise TitleError("this title file names another title than its film's", where=where)
    except (ValueError, KeyError, TypeError, AddressError, CodingError) as error:
        raise TitleError(
            "this is no title file", where=where, mend="make the film, which writes it: reel make DIR"
        ) from error
    return file


def _hash(text: str) -> Hash:
    if not isinstance(text, str) or len(text) != 64:
        raise CodingError("this is no hash of 64 digits")
    return Hash(bytes.fromhex(text))


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise CodingError(f"{value!r:.40} is no whole number")
    return value
