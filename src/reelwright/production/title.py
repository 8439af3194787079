"""The title stage: a sealed film is entered on the ledger, where nobody can change who made it and when.

A film is anchored: one root, which hides it behind a salt. The same film is entered once; its title
file is found again by its recipe as long as seal, ledger and account stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from reelwright.film import EARLIER_TITLES, TITLE_FILE, Digest, Plain, digest_bytes, digest_plain

from .errors import OrderError
from .events import ItemDone, Listen, StageDone, StageStarted
from .model import MadeSeal, MadeTitle, Piece, Stage
from .ports import Studio, Tray

_TITLE: Final = re.compile(r"(?:0x)?[0-9a-f]{2,64}")


def title_film(seal: MadeSeal, studio: Studio, tray: Tray, listen: Listen) -> MadeTitle:
    """Enter a sealed film on the ledger and lay its title file, unless it is there.

    Args:
        seal: the film's seal, whose root and number of segments are entered.
        studio: all that is worked with.
        tray: where the title file is laid.
        listen: hears what happens.

    Raises:
        OrderError: nobody can enter titles here.
        ReelError: the ledger or the account cannot be used; the film is sealed all the same.
    """
    if studio.registrar is None:
        raise OrderError("nobody enters titles here", mend="stop before it: --until seal")
    recipe = _recipe(seal, studio.registrar.recipe)
    standing = _standing(studio, tray, recipe)
    listen(StageStarted(Stage.TITLE, 1, int(standing is not None)))
    title = standing or _made(seal, studio, tray, recipe)
    listen(ItemDone(Stage.TITLE, "title", 1, 1, reused=title.reused))
    listen(StageDone(Stage.TITLE, int(not title.reused), int(title.reused)))
    return title


def put_title_by(tray: Tray) -> None:
    """Put the title file of an earlier film by: it speaks of that film, which may be sold and owed for.

    It is not left beside a film that it does not speak of. When its own film is made again, it is laid there again.
    """
    content = tray.look(TITLE_FILE)
    if content is not None:
        tray.lay(_put_by_as(content), content)
        tray.drop(TITLE_FILE)


def _put_by_as(content: bytes) -> str:
    """Where a title file is put by: under its title's name, or after its bytes where it tells none."""
    try:
        told = json.loads(content)
        name = str(told["title"])
    except (ValueError, KeyError, TypeError):
        name = ""
    return f"{EARLIER_TITLES}/{name if _TITLE.fullmatch(name) else digest_bytes(content).hex}.json"


def _standing(studio: Studio, tray: Tray, recipe: Digest) -> MadeTitle | None:
    """The title file that lies in the tray, or is put by there, and is still the right one; else None."""
    piece = studio.shelf.find(recipe)
    if piece is None:
        return None
    name = _put_by_as(piece.content)
    if piece.content not in (tray.look(TITLE_FILE), tray.look(name)):
        return None
    _lay(tray, piece.content)
    return _title_of(piece, reused=True)


def _lay(tray: Tray, content: bytes) -> None:
    """Lay a film's title file; that of another film is put by before."""
    if tray.look(TITLE_FILE) != content:
        put_title_by(tray)
        tray.lay(TITLE_FILE, content)
    tray.drop(_put_by_as(content))
    if not tray.names(f"{EARLIER_TITLES}/*"):
        tray.drop(EARLIER_TITLES)


def _made(seal: MadeSeal, studio: Studio, tray: Tray, recipe: Digest) -> MadeTitle:
    assert studio.registrar is not None  # noqa: S101 for the type checker; told above
    entry = studio.registrar.enter(str(seal.facts["root"]), _count(seal.facts))
    _lay(tray, entry.content)
    studio.shelf.keep(recipe, "title", entry)
    return _title_of(entry)


def _title_of(piece: Piece, *, reused: bool = False) -> MadeTitle:
    facts = dict(piece.facts)
    proof = facts.pop("proof", None)
    return MadeTitle(digest_bytes(piece.content), facts, reused, proof if isinstance(proof, dict) else {})


def _count(facts: Mapping[str, Plain]) -> int:
    count = facts["segments"]
    return count if isinstance(count, int) else 0


def _recipe(seal: MadeSeal, engine: Mapping[str, Plain]) -> Digest:
    return digest_plain(
        {
            "step": "title/1",
            "root": seal.facts["root"],
            "segments": seal.facts["segments"],
            "engine": dict(engine),
        }
    )
