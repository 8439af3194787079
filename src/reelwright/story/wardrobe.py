"""Wardrobe: which look of somebody's card the words of an action line mean.

Knows how a line says that clothes are on or come off, and what a garment and a colour are called
(``data/annotate.toml``). Refuses to choose where two looks fit, or to invent one that no card has.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from .lexicon import Found, Matcher, find_words
from .model import Look
from .tables import Table, load_table, words_in

_JOINED: Final = re.compile(
    r"(?:\s+(?:an?|the|his|her|their|my|one))?(?:[\s-]+(?!(?:an?|the|on|of|by|with|beside|and|his|her)\b)[\w-]+){0,3}?\s+"
    r"|[\u4e00-\u9fff]{0,5}",
    re.IGNORECASE,
)
"""What may stand between the verb and the garment: an article and what the garment looks like."""
_NEAR_HUE: Final = 32.0
_GREY: Final = 0.16
"""Saturation under which a colour has no hue to speak of."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """Clothes that a line puts on somebody or takes off.

    Args:
        start: where in the line it is said.
        words: from the verb to the garment.
        on: they are on from here on; otherwise they come off.
    """

    start: int
    words: str
    garments: frozenset[str]
    colour: str
    on: bool


def find_clothes(text: str, language: str) -> list[Dressed]:
    """Where a line says that somebody wears, puts on or takes off a garment."""
    verbs, garments = _finder(language, verbs=True).find(text), _finder(language, verbs=False).find(text)
    found = []
    for hit in garments:
        before = [verb for verb in verbs if verb.end <= hit.start and _JOINED.fullmatch(text[verb.end : hit.start])]
        if before:
            found.append(_dressed(text, before[-1], hit, language))
    return found


def choose_look(looks: Sequence[Look], worn: str, dressed: Dressed) -> str:
    """The name of the look that is meant: of those on the card the only one that fits, "" for none or several.

    Args:
        looks: of the person's card; the first is what is worn where nothing else is said.
        worn: the name of the look that is worn now.
        dressed: what the line says.
    """
    fit = [look for look in looks if _fits(look, dressed)]
    if dressed.on:
        return fit[0].name if len(fit) == 1 and fit[0].name != worn else ""
    others = [look for look in looks if look.name != worn]
    takes_off = any(look.name == worn for look in fit)
    return others[0].name if takes_off and len(others) == 1 else ""


def _dressed(text: str, verb: Found, garment: Found, language: str) -> Dressed:
    between = text[verb.end : garment.end].casefold()
    hue = next((shade for name, shade in _colours(language) if name in between), "")
    kinds = frozenset(garment.value.split())
    return Dressed(verb.start, text[verb.start : garment.end], kinds, hue, on=verb.value == "on")


def _fits(look: Look, dressed: Dressed) -> bool:
    return look.garment in dressed.garments and (not dressed.colour or _is_colour(look.colour, dressed.colour))


def _is_colour(written: str, shade: str) -> bool:
    red, green, blue = (int(written[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if not shade.isdigit():
        return {"dark": light < 0.25, "light": light > 0.8, "middle": saturation < _GREY}[shade]
    away = abs(hue * 360 - float(shade)) % 360
    return saturation >= _GREY and min(away, 360 - away) <= _NEAR_HUE


@cache
def _finder(language: str, *, verbs: bool) -> Matcher:
    """Finds verbs, with the value "on" or "off", or garments, with every kind that the word may mean."""
    table = _section(language)
    if verbs:
        return find_words(language, {key: words_in(table[key]) for key in ("on", "off")})
    kinds: dict[str, list[str]] = {}
    for kind, words in table.items():
        for word in words_in(words) if kind not in ("on", "off") else ():
            kinds.setdefault(word, []).append(kind)
    rows: dict[str, list[str]] = {}
    for word, meant in kinds.items():
        rows.setdefault(" ".join(meant), []).append(word)
    return find_words(language, rows)


def _section(language: str) -> Table:
    clothes = load_table("annotate")["clothes"]
    rows = clothes[language] if isinstance(clothes, dict) else {}
    return rows if isinstance(rows, dict) else {}


@cache
def _colours(language: str) -> tuple[tuple[str, str], ...]:
    rows = load_table("annotate")["colours"]
    listed = words_in(rows[language]) if isinstance(rows, dict) else ()
    return tuple((name, shade) for name, _, shade in (row.rpartition(" ") for row in listed))
