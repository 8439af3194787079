"""Whether a make will have work for the crew: a guess, which costs a moment where it is wrong and never a result.

What was made to its end, from the same script and cards and by the same order, most likely lies there.
"""

from __future__ import annotations

import contextlib
import dataclasses

from reelwright.film import Digest, ReelError, digest_plain

from .model import Commission, Order, Piece, Stage
from .ports import Studio
from .recipes import plain_form


def expect_work(order: Order, commission: Commission, studio: Studio) -> None:
    """Let the crew make itself ready, unless all of it seems to be made: what it loads takes a third of such a make."""
    if order.until.reaches(Stage.SHOOT) and studio.shelf.find(_recipe(order, commission, studio)) is None:
        studio.crew.expect()


def note_made(order: Order, commission: Commission, studio: Studio) -> None:
    """Remember that a make went to its end; where nothing can be written any more, the next one guesses wrong."""
    recipe = _recipe(order, commission, studio)
    if order.until.reaches(Stage.SHOOT) and studio.shelf.find(recipe) is None:
        with contextlib.suppress(ReelError):
            studio.shelf.keep(recipe, "made", Piece(b""))


def _recipe(order: Order, commission: Commission, studio: Studio) -> Digest:
    return digest_plain(
        {
            "step": "made/1",
            "order": plain_form(dataclasses.replace(order, tidy=False)),
            "screenplays": plain_form(commission.screenplays),
            "cards": plain_form(commission.cards),
            "renderer": dict(studio.renderer.recipe),
        }
    )
