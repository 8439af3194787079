"""The title stage: a sealed film is entered on the ledger, where nobody can change who made it and when.

A film is anchored: one root, which hides it behind a salt. The same film is entered once; its title
file is found again by its recipe as long as seal, ledger and account stay.
"""

from __future__ import annotations

from collections.abc import Mapping

from reelwright.film import TITLE_FILE, Digest, Plain, digest_bytes, digest_plain

from .errors import OrderError
from .events import ItemDone, Listen, StageDone, StageStarted
from .model import MadeSeal, MadeTitle, Piece, Stage
from .ports import Studio, Tray


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


def _standing(studio: Studio, tray: Tray, recipe: Digest) -> MadeTitle | None:
    """The title file that lies in the tray and is still the right one, or None."""
    piece = studio.shelf.find(recipe)
    if piece is None or tray.look(TITLE_FILE) != piece.content:
        return None
    return _title_of(piece, reused=True)


def _made(seal: MadeSeal, studio: Studio, tray: Tray, recipe: Digest) -> MadeTitle:
    assert studio.registrar is not None  # noqa: S101 for the type checker; told above
    entry = studio.registrar.enter(str(seal.facts["root"]), _count(seal.facts))
    tray.lay(TITLE_FILE, entry.content)
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
