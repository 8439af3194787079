"""Titling: when the words of a card come up, and in which colour they glow.

Refuses to know how they are set (``title_card.py``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reelwright.film import Mood, Shot, ShotKind

from .camera import ease
from .pixels import thinned
from .words import Lettering, Placed

_TITLE_AT: Final = 4
"""The frame at which the words of a title begin to come."""
_COMES: Final = (0.25, 0.5, 0.75)
"""How much of a card's words is there as they come, in drawings of two frames."""
_TWOS: Final = 2
_ACCENTS: Final = {
    Mood.CALM: "#5fb0d8",
    Mood.WARM: "#f2a24b",
    Mood.ROMANTIC: "#ff6f9f",
    Mood.PLAYFUL: "#ffb52e",
    Mood.COMIC: "#ffd02e",
    Mood.SAD: "#6f8fff",
    Mood.TENSE: "#ff4f6e",
    Mood.ANGRY: "#ff3b30",
    Mood.FEARFUL: "#8f6fff",
    Mood.MYSTERIOUS: "#35c6b8",
    Mood.TRIUMPHANT: "#ffc94f",
    Mood.SHOCK: "#ff2f5f",
}
"""The colour of a title's glow and rule, by what the shot feels like."""


def card_over(shot: Shot, lettering: Lettering) -> list[tuple[int, int, Placed]]:
    """The words of a shot's card as they come up, each with the frames from and until which they are there."""
    if not shot.card:
        return []
    card = lettering.card(shot.card, accent=_ACCENTS[shot.mood], next_time=shot.kind is ShotKind.NEXT_TIME)
    begin = _TITLE_AT if shot.kind is ShotKind.TITLE else 0
    coming = [
        (begin + _TWOS * step, begin + _TWOS * (step + 1), replace(card, picture=thinned(card.picture, ease(share))))
        for step, share in enumerate(_COMES)
    ]
    return [*coming, (begin + _TWOS * len(_COMES), shot.length, card)]
