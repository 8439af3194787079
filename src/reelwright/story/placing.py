"""Placing: what kind of place a heading or a story means, as far as what it is called tells.

Knows the lists ``places`` and ``nearest`` of ``casting.toml``. Refuses to know what happens there: what is
guessed wrong, the user changes on the card, and is told that it was guessed.
"""

from __future__ import annotations

import re
from typing import Final

from reelwright.film import OUTDOOR_KINDS

from .model import Cards, Place
from .tables import load_table, words_in

_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def place_kind(name: str, *, outside: bool) -> str:
    """The kind of place that the words of a heading speak of, else the nearest kind; where there is none, a default."""
    return _listed_kind(name, outside=outside) or _nearest_kind(name) or ("street" if outside else "living_room")


def places_guessed(cards: Cards) -> tuple[Place, ...]:
    """The places of which no list says what they are, so that their kind is the nearest."""
    return tuple(
        place
        for place in cards.places.values()
        if not any(_listed_kind(name, outside=False) for name in (place.name, *place.names))
    )


def _listed_kind(name: str, *, outside: bool) -> str:
    best, kind = 0.0, ""
    rows = load_table("casting")["places"]
    for each, words in rows.items() if isinstance(rows, dict) else ():
        for word in words_in(words):
            fits = len(word) + (0.5 if outside == (each in OUTDOOR_KINDS) else 0)
            if fits > best and stands_in(word, name):
                best, kind = fits, each
    return kind


def _nearest_kind(name: str) -> str:
    """The kind of places that are called alike: by the last word of a name, or by how a Chinese one ends."""
    rows = load_table("casting")["nearest"]
    bare = " ".join(re.findall(r"\w+", name.upper()))
    fits = [
        (len(word), kind)
        for kind, words in (rows.items() if isinstance(rows, dict) else ())
        for word in words_in(words)
        if (bare.endswith(word) if _HAN.search(word) else f" {bare}".endswith((f" {word}", f" {word}S")))
    ]
    return max(fits, key=lambda each: each[0])[1] if fits else ""


def stands_in(word: str, name: str) -> bool:
    """Whether a word of a list stands in what somebody or somewhere is called."""
    if _HAN.search(word):
        return word in name
    return re.search(rf"\b{re.escape(word)}S?\b", name.upper()) is not None
