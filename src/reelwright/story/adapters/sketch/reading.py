"""Reading a premise: who it is about, what they do, where, and what kind of story it wants to be.

Knows the words of ``premise_<language>.toml``. A premise whose words it does not know is read by its
grammar: the first noun is who, the next is what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reelwright.film import PLACE_KINDS

from ...lexicon import Matcher, find_words
from ...tables import Table, load_table, words_in

_HAN_NOUN: Final = re.compile(
    r"(?:一[个位名家间只条座本台对]|[这那]个)(?P<noun>[\u4e00-\u9fff的]{1,10}?)"
    r"(?=继承|发现|爱上|遇|捡|收到|回|醒|被|和|与|在|每|突然|要|想|为了|必须|只|嫁|娶|成|能|会|开|听|看|接|带|卖|[，。！？、]|$)"
)
_HAN_SUBJECT: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,6}的)?(?P<noun>[\u4e00-\u9fff]{1,4}?)"
    r"(?=独自|继承|发现|爱上|遇|捡|收到|回|醒|被|和|与|在|每|突然|要|想|为了|必须|嫁|娶|成|会|开|听|看|接|带|卖|[，。！？、])"
)
_NOUN_PHRASE: Final = re.compile(
    r"\b(a|an|the|his|her|its|their|my|one|two)\s+((?:(?!(?:an?|the|his|her|its|their|my)\b)[a-z][a-z'’-]*\s?){1,5})",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"\b(?:named|called)\s+([A-Z][a-z]{1,11})\b|^([A-Z][a-z]{1,11})(?:\s[A-Z][a-z]+)?(?=,? \w|$|\.)"
)
_HAN_NAMED: Final = re.compile(
    r"(?:名叫|叫做|叫)([\u4e00-\u9fff]{2,3})(?=的|[，。])|^([\u4e00-\u9fff]{2,3}?)(?=在|继承|发现|爱上|捡|收到|回|醒|被|每|[，。]|$)"
)
_ADJECTIVE: Final = re.compile(r"\w+(?:ed|ly|ful|ous|less|ive|ic|ish|ian|al)$")
_PERSON: Final = re.compile(r"\w+(?:er|or|ist|man|woman|ess|naut|boy|girl|eer|smith|wright)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a premise says.

    Args:
        concepts: what it is about, such as "ghost" or "inherit".
        craft: what the hero is called by trade, as the premise says it.
        job: the family of trades that is.
        quality: the kind of quality the hero has, and the premise's own word for it.
        place, kind: what is at stake, as the premise says it, and its kind.
        thing: a noun that is left over, "" for none.
        name: what the premise calls the hero by name, "" where it does not.
    """

    text: str
    language: str
    concepts: frozenset[str]
    craft: str
    job: str
    quality: str
    quality_word: str
    place: str
    kind: str
    thing: str
    gender: str
    name: str = ""


def read_premise(text: str, language: str) -> Reading:
    """Read a premise."""
    table = load_table(f"sketch/premise_{language}")
    concepts = frozenset(hit.value for hit in _finder(language, table, "concept").find(text))
    job, craft = _first(_finder(language, table, "job"), text)
    quality, quality_word = _first(_finder(language, table, "quality"), text)
    kind, place = _place(text, language, table)
    craft = _one_of(craft) if language == "en" else craft
    name = _name(text, language, table)
    nouns = [noun for noun in _nouns(text, language, {craft, place}) if noun != name]
    if not craft and nouns:
        craft = next((noun for noun in nouns if _PERSON.fullmatch(noun)), nouns[0])
        nouns.remove(craft)
    people = find_words(language, _rows(table, "job") | _rows(table, "people") | _rows(table, "concept"))
    nouns = [noun for noun in nouns if not people.find(noun)]
    if not place and nouns:
        place = nouns.pop()
    return Reading(
        text=text,
        language=language,
        concepts=concepts,
        craft=craft.lower(),
        job=job or "nobody",
        quality=quality or "plain",
        quality_word=quality_word.lower(),
        place=place.lower(),
        thing=nouns[-1].lower() if nouns else "",
        kind=kind,
        gender=_gender(text, table) or _gender_of(name, table),
        name=name,
    )


def _rows(table: Table, section: str) -> dict[str, tuple[str, ...]]:
    rows = table[section]
    return {key: words_of(value) for key, value in rows.items()} if isinstance(rows, dict) else {}


def words_of(value: object) -> tuple[str, ...]:
    """The phrases of a row that are words of a premise, not lines about it."""
    words = words_in(value) if isinstance(value, list | str) else ()
    return tuple(word for word in words if word[:1] not in tuple("><@"))


def _finder(language: str, table: Table, *sections: str) -> Matcher:
    rows: dict[str, tuple[str, ...]] = {}
    for section in sections:
        rows |= _rows(table, section)
    return find_words(language, rows)


def _first(finder: Matcher, text: str) -> tuple[str, str]:
    found = finder.find(text)
    return (found[0].value, text[found[0].start : found[0].end]) if found else ("", "")


def _place(text: str, language: str, table: Table) -> tuple[str, str]:
    """The kind and the words of the place that a premise names, a house before a street."""
    own = _finder(language, table, "place").find(text)
    cast = load_table("casting")["places"]
    rows = (
        {kind: _of_language(words_in(words), language) for kind, words in cast.items()}
        if isinstance(cast, dict)
        else {}
    )
    found = own or find_words(language, rows).find(text)
    for hit in found:
        if hit.value in PLACE_KINDS:
            return hit.value, _whole_place(text, hit.start, hit.end) if language == "en" else text[hit.start : hit.end]
    return "", ""


def _whole_place(text: str, start: int, end: int) -> str:
    """A place with the noun before it that says what it is for: a space station, a magic school."""
    before = re.search(r"\b(?:an?|the|his|her|their|my)\s+([a-z]+)\s$", text[:start], re.IGNORECASE)
    place = text[start:end]
    if (
        before is None
        or _ADJECTIVE.fullmatch(before[1])
        or before[1].lower() in _stops()
        or before[1].lower() in _traits()
    ):
        return place
    return f"{before[1]} {place}"


def _stops() -> frozenset[str]:
    return frozenset(words_in(load_table("sketch/premise_en")["stops"]))


def _traits() -> frozenset[str]:
    """What a noun may be called without being another noun."""
    table = load_table("sketch/premise_en")
    return frozenset(word for words in _rows(table, "quality").values() for word in words) | frozenset(
        words_in(table["traits"])
    )


def _of_language(words: Iterable[str], language: str) -> list[str]:
    han = language == "zh"
    return [word.lower() for word in words if any(letter >= "\u3400" for letter in word) == han and len(word) > 1]


def _one_of(people: str) -> str:
    """One of several: "pastry chefs" are a pastry chef each."""
    if people.endswith("ies"):
        return f"{people[:-3]}y"
    return people[:-1] if re.search(r"[^s]s$", people) and not people.endswith("boss") else people


def _nouns(text: str, language: str, known: set[str]) -> list[str]:
    """The nouns of a premise whose words nobody knows, as good as its grammar tells."""
    if language == "zh":
        found = [hit.group("noun").rpartition("的")[2] for hit in _HAN_NOUN.finditer(text)]
        subject = _HAN_SUBJECT.search(text)
        found = found or ([subject.group("noun")] if subject else [])
        return [noun for noun in found if noun and noun not in known]
    nouns = []
    for hit in _NOUN_PHRASE.finditer(text):
        noun = _noun_of(hit[2].lower().split(), single=hit[1].lower() in ("a", "an", "one"))
        if noun and not any(noun in other.lower() for other in known if other):
            nouns.append(noun)
    return nouns


def _noun_of(written: Sequence[str], *, single: bool) -> str:
    """The noun at the end of a noun phrase, with the noun that qualifies it; "" for none.

    Args:
        written: the words after the article.
        single: one thing is meant, so that a second word in s is what it does.
    """
    stops, traits = _stops(), _traits()
    words: list[str] = []
    for word in written:
        if word.endswith(("'s", "’s")):
            words.clear()
            single = True
            continue
        ends = word in stops or (len(words) > (0 if single else 1) and re.search(r"[^sui]s$", word) is not None)
        if ends or (words and re.fullmatch(r"\w+(?:ed|ly)", word)):
            break
        words.append(word)
    words = [word for word in words[:-1] if not _ADJECTIVE.fullmatch(word) and word not in traits] + words[-1:]
    noun = " ".join(words[-2:])
    return "" if noun in traits else noun


def _name(text: str, language: str, table: Table) -> str:
    """What the hero is called by name: "Ada, a pilot, …", "a pilot named Ada", "Ada inherits …"."""
    found = (_HAN_NAMED if language == "zh" else _NAMED).search(text.strip())
    name = next(filter(None, found.groups()), "") if found else ""
    if language == "zh":
        return name if name[:1] in words_of(table["surnames"]) and not _known(name, language, table) else ""
    called = found is not None and found[1] is not None
    return name if called or (name and name.lower() not in _stops() and not _known(name, language, table)) else ""


def _known(word: str, language: str, table: Table) -> bool:
    """Whether a word says what somebody is, or what it is about, and so is no name."""
    sections = ("concept", "place", "job", "quality", "people")
    rows = {f"{section}.{key}": words for section in sections for key, words in _rows(table, section).items()}
    rows |= {"cast": tuple(_traits())} if language == "en" else {}
    return bool(find_words(language, rows).find(word))


def _gender_of(name: str, table: Table) -> str:
    names = _rows(table, "names")
    for gender in ("female", "male"):
        if name in (*names[gender], *names[f"elder_{gender}"]):
            return gender
    return "female" if name.isascii() and name.endswith("a") else ""


def _gender(text: str, table: Table) -> str:
    words = _rows(table, "gender")
    lowered = f" {text.lower()} "
    votes = {
        gender: sum(lowered.count(word if table["language"] == "zh" else f" {word} ") for word in words[gender])
        for gender in ("female", "male")
    }
    if votes["female"] == votes["male"]:
        return ""
    return max(votes, key=lambda gender: votes[gender])
