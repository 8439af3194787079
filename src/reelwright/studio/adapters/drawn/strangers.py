"""Strangers: people whom nobody in the film has a card for, as an old photograph shows them.

Drawn by lot from a seed, and the same whenever that photograph is looked at.
"""

from __future__ import annotations

from random import Random
from typing import Final

from reelwright.story import Look, Person

_SKINS: Final = ("#f7d9bf", "#f3c7a2", "#e0a878", "#c98f63", "#a46a43", "#7d4c30")
_HAIR: Final = ("#2c1f2a", "#4a3020", "#7a4a2c", "#9a7440", "#5c5860")
_CLOTHES: Final = ("#b8394e", "#2d4468", "#4f7a5c", "#c98a3c", "#6a5c9c", "#d9c7a8")
_WOMEN: Final = (("bob", "long_wavy", "lob", "low_bun"), ("blouse", "dress", "sweater"))
_MEN: Final = (("crop", "side_part", "curls_short"), ("shirt", "sweater", "vest"))


def two_strangers(seed: int) -> tuple[Person, Person]:
    """A woman and a man whom nobody knows, of one family."""
    random = Random(f"strangers/{seed}")
    at = random.randrange(len(_SKINS))
    return _stranger(random, "female", _WOMEN, at), _stranger(random, "male", _MEN, at)


def _stranger(random: Random, gender: str, words: tuple[tuple[str, ...], tuple[str, ...]], skin: int) -> Person:
    hair, garment = (random.choice(choices) for choices in words)
    look = Look(garment=garment, colour=random.choice(_CLOTHES), second_colour="#f1e8d8")
    colour = random.choice(_HAIR)
    return Person(gender, "", gender=gender, hair=hair, hair_colour=colour, skin=_SKINS[skin], looks=(look,))
