"""Who is meant: names in a text to the cards that bear them.

Knows how names are written in headings, cues and action lines, in Latin and in Chinese. Refuses to
know what the people do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .model import Cards, Person, Place
from .tables import table_words

_HAN = re.compile(r"[\u3400-\u9fff]")
_VOICE = re.compile(r"(?:['’]s?\s+voice|的声音)$", re.IGNORECASE)
_NO_NAMES = frozenset({"the", "old", "young", "little", "big", "tall", "first", "second", "another", "and", "voice"})
_SPLIT = re.compile(r"\s+(?:and|&)\s+|\s*[&、/]\s*|(?<=[\u3400-\u9fff])[和与](?=[\u3400-\u9fff])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: from where to where, and whose."""

    start: int
    end: int
    person: str


def fold_name(name: str) -> str:
    """A name in the one form in which names are compared."""
    return " ".join(name.replace("’", "'").replace("_", " ").strip().rstrip(":：.").casefold().split())


def aliases(card: Person | Place) -> tuple[str, ...]:
    """Every way a card may be called, folded, without repetition."""
    written = (card.name, *card.names, card.id, card.id.replace("-", " "))
    return tuple(dict.fromkeys(folded for folded in map(fold_name, written) if folded))


def index_names(cards: Mapping[str, Person] | Mapping[str, Place]) -> dict[str, str]:
    """Folded name to card id; where two cards claim a name the first has it."""
    index: dict[str, str] = {}
    for key, card in cards.items():
        for alias in aliases(card):
            index.setdefault(alias, key)
    return index


def _short_names(people: Mapping[str, Person]) -> dict[str, str]:
    """Parts of full names that only one person has: Sarah for Detective Sarah Moss, 小满 for 林小满."""
    owners: dict[str, set[str]] = {}
    for key, person in people.items():
        for alias in aliases(person):
            words = [] if len(_SPLIT.split(alias)) > 1 else alias.split()
            parts = [word for word in words if len(words) > 1 and len(word) > 2 and word.isalpha()]
            if len(alias) == 3 and all(_HAN.match(letter) for letter in alias):
                parts.append(alias[1:])
            for part in parts:
                owners.setdefault(part, set()).add(key)
    titles = {fold_name(word) for section in ("roles", "work") for word in table_words("casting", section)}
    short = {part: min(keys) for part, keys in owners.items() if len(keys) == 1 and part not in titles | _NO_NAMES}
    return dict(sorted(short.items()))


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter changed, added, left out or two swapped makes one name of the other."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    swapped = len(a) == len(b) and len(a) >= 2 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


class NameFinder:
    """Finds the people of a project in its texts."""

    def __init__(self, cards: Cards, *, before_short: Iterable[str] = ()) -> None:
        self.index = {**_short_names(cards.people), **index_names(cards.people)}
        self._before_short = frozenset(before_short)
        han = sorted((alias for alias in self.index if _HAN.search(alias)), key=len, reverse=True)
        latin = sorted((alias for alias in self.index if not _HAN.search(alias)), key=len, reverse=True)
        pieces = [re.escape(alias) for alias in han]
        if latin:
            words = "|".join(re.escape(alias).replace(r"\ ", r"\s+") for alias in latin)
            pieces.append(rf"(?<!\w)(?:{words})(?!\w)")
        self._pattern = re.compile("|".join(pieces), re.IGNORECASE) if pieces else None

    def speaker(self, cue: str) -> str:
        """The id of who a cue names, "" when nobody is called so."""
        name = fold_name(cue)
        if name in self.index:
            return self.index[name]
        plain = fold_name(_VOICE.sub("", name))
        return self.index.get(plain, "")

    def speakers(self, cue: str) -> tuple[str, ...]:
        """The ids of everybody that a cue such as "LIN AND KAI" names, () when one is unknown."""
        single = self.speaker(cue)
        if single:
            return (single,)
        parts = [self.speaker(part) for part in _SPLIT.split(fold_name(cue))]
        return tuple(dict.fromkeys(parts)) if len(parts) > 1 and all(parts) else ()

    def parts(self, cue: str) -> set[str]:
        """The ids of the people that a cue is made of: both of a pair, or whose voice it is; else none."""
        name = fold_name(cue)
        pieces = [piece for piece in _SPLIT.split(name) if piece]
        if len(pieces) < 2:
            plain = fold_name(_VOICE.sub("", name))
            pieces = [plain] if plain != name else []
        people = [self.index.get(piece, "") for piece in pieces]
        return set(people) if all(people) else set()

    def find(self, text: str) -> list[Mention]:
        """The people named in a text, from left to right."""
        if self._pattern is None:
            return []
        found = []
        for hit in self._pattern.finditer(text):
            person = self.index.get(fold_name(hit.group()))
            if person and self._is_a_name(text, hit.start(), hit.group()):
                found.append(Mention(hit.start(), hit.end(), person))
        return found

    def _is_a_name(self, text: str, start: int, written: str) -> bool:
        if _HAN.search(written):
            # A one-letter name such as 林 also stands inside words such as 森林.
            before = text[start - 1 : start]
            return len(written) > 1 or not _HAN.match(before) or before in self._before_short
        if any(letter.isupper() for letter in written) or not written[:1].isalpha():
            return True
        return text[max(0, start - 4) : start].lower() == "the "
