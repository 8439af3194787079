"""Reading a premise: who it is about, what they do, where, what it turns on, and what kind of story it wants to be.

Knows the words of ``premise_<language>.toml`` and ``nouns_<language>.toml``. What people are called and where
they are comes from those lists alone; a noun of no list becomes something that people talk about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...lexicon import find_words
from ...tables import Table, load_table
from .nouns import Noun, as_written, find_nouns, grammar_words, rows_in
from .persons import (
    Other,
    call_hero,
    find_hero,
    find_others,
    gender_of_late,
    gender_of_name,
    is_hero,
    keeper_of,
    keys_of,
    read_gender,
    read_name,
    taken_up,
    tale_of,
)

_WHO_IS: Final = re.compile(
    r"(?:\s[A-Z]\w+)?(?:,|\s+(?:is|was|the|works as|becomes))\s*(?:once\s+)?(?:an?|the)?\s*(?:[\w-]+\s+){0,2}"
    r"|(?:，|是)(?:一[个位名]|个)?[\u4e00-\u9fff]{0,6}"
)
"""What stands between a name and what its bearer is."""
_AT_STAKE: Final = {
    "en": re.compile(
        r"\b(?:saves?|keeps?|loses?|inherits?|owns?|rescues?|buys?|opens?|runs?)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
    ),
    "zh": re.compile(r"(?:救|守住?|保住|继承了?|开了?|接手了?|买下)[\u4e00-\u9fff]{0,4}$"),
}
"""What stands before what somebody has or wants."""
_OLD: Final = re.compile(r"grand|old |pensioner|老[头人太]|[爷奶]|外[公婆]")
_NEAR: Final = ("retired", "young", "honest", "shy", "arrogant", "dying")
"""Qualities whose words may stand for other things too, so that they must stand by the hero."""
_ANYBODY: Final = ("man", "woman", "男人", "女人")
_CLOSE: Final = 28
_MOST_TOPICS: Final = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a premise says.

    Args:
        concepts: what it is about, such as "ghost" or "inherit".
        craft: what the hero is called, by trade or otherwise, as the premise says it.
        job: the family of trades that is.
        quality: the kind of quality the hero has, and the premise's own word for it.
        place, kind: what is at stake, as the premise says it, and its kind.
        thing: a thing of the lists that one can own and make, "" for none.
        topics: things that it turns on, for people to talk about.
        others: who else is named.
        cues: turns of phrase that speak for a family of stories, each by family.
        age: "elder" for a grandmother or an old man.
        name: what the premise calls the hero by name, "" where it does not.
        named: all that was read, as the premise says it.
        late: the gender of whoever is dead in it or left something behind, "" where it does not say.
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
    age: str = "adult"
    name: str = ""
    topics: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    cues: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    late: str = ""


def read_premise(text: str, language: str) -> Reading:
    """Read a premise."""
    text = " ".join(text.split()).strip("\"'“”‘’「」 ")
    if language == "en" and text.isupper():
        text = text.capitalize()
    table, lists = load_table(f"sketch/premise_{language}"), load_table(f"sketch/nouns_{language}")
    nouns = find_nouns(text, language)
    name = read_name(text, language, nouns)
    tale = next((key for key in keys_of(lists, "tale") if key in text), "")
    nouns = [noun for noun in nouns if not tale or not text.find(tale) <= noun.start < text.find(tale) + len(tale)]
    hero = find_hero(text, language, nouns)
    if hero is not None and name and not _said_what(text, name, hero):
        hero = None
    kind, place = _place(text, language, nouns, lists)
    craft, job = (call_hero(hero, language), hero.value if hero.kind == "job" else "nobody") if hero else ("", "")
    if not hero or (hero.kind == "kin" and not hero.owner and hero.value == "kin"):
        craft, job = keeper_of(f"{place} {' '.join(noun.text for noun in nouns)}", lists) or (craft, job)
    quality, quality_word = _quality(text, language, table, hero, nouns)
    others = find_others(text, language, nouns, hero)
    own = {
        noun.text
        for noun in nouns
        if noun.person and (taken_up(text, language, noun) or is_hero(text, language, hero, noun))
    }
    topics = _topics(nouns, hero, others, {place, name.lower(), *own}, language)
    listed = [noun.text for noun in nouns if noun.kind == "thing" and noun.value and not noun.text.endswith("s")]
    gender = read_gender(text, table, hero) or gender_of_name(name, table)
    gender = gender or (tale_of(lists, tale)[1] if tale else "")
    words = [noun.text for noun in nouns if not noun.within]
    return Reading(
        text=text,
        language=language,
        concepts=frozenset(hit.value for hit in find_words(language, rows_in(table, "concept")).find(text)),
        craft=craft,
        job=job or "nobody",
        quality=quality or "plain",
        quality_word=quality_word.lower(),
        place=place,
        kind=kind,
        thing=next((each for each in listed if each in topics), ""),
        gender=gender,
        age="elder" if hero is not None and _OLD.match(hero.text) else "adult",
        name=name or (tale if tale and " " not in tale else ""),
        topics=topics,
        others=others,
        cues=tuple(
            [hit.value for hit in find_words(language, rows_in(lists, "cue")).find(text)]
            + ([tale_of(lists, tale)[0]] if tale else [])
        ),
        named=tuple(dict.fromkeys((*filter(None, (name or tale, quality_word)), *words))),
        late=gender_of_late(text, language, nouns),
    )


def _said_what(text: str, name: str, hero: Noun) -> bool:
    """Whether a person is whom a name names: "Otto, a boxer", not "Mara meets a boxer"; a name may also follow."""
    at = text.find(name)
    between = text[at + len(name) : hero.start]
    return not 0 <= at < hero.start or _WHO_IS.fullmatch(between) is not None


def _place(text: str, language: str, nouns: Sequence[Noun], lists: Table) -> tuple[str, str]:
    """The kind and the words of the place that a premise names; of what nobody can own, a place where it is kept."""
    renamed = lists["renamed"]
    other = dict(renamed) if isinstance(renamed, dict) else {}
    places = [noun for noun in nouns if noun.kind == "place"]
    # What somebody keeps or saves is at stake before what is only there.
    places.sort(key=lambda noun: (not _AT_STAKE[language].search(text[: noun.start]), noun.within))
    for noun in places:
        name = str(other.get(noun.text, noun.text))
        if name:
            return noun.value, name
    for noun in nouns:
        if noun.kind == "thing" and other.get(noun.text):
            return "office", str(other[noun.text])
    return "", ""


def _topics(
    nouns: Sequence[Noun], hero: Noun | None, others: Sequence[Other], known: set[str], language: str
) -> tuple[str, ...]:
    told = {each for other in others for each in (other.kin, other.what)}
    known = known | {*_ANYBODY} | grammar_words(language, "unsaid")
    things = [noun for noun in nouns if noun.kind == "thing" and not noun.within and noun.text not in known]
    people = [
        noun for noun in nouns if noun.person and noun is not hero and not noun.owns and not noun.within
        and noun.kind != "kin" and noun.text not in told | known
    ]  # fmt: skip
    # What a list knows is worth more than what only grammar found.
    things.sort(key=lambda noun: not noun.value)
    return tuple(dict.fromkeys(as_written(noun.text) for noun in (*things, *people)))[:_MOST_TOPICS]


def _quality(text: str, language: str, table: Table, hero: Noun | None, nouns: Sequence[Noun]) -> tuple[str, str]:
    rows = rows_in(table, "quality")
    listed = {word for words in rows.values() for word in words}
    for hit in find_words(language, rows).find(text):
        if hero is not None and hero.start <= hit.start and hit.end <= hero.end:
            continue  # a divorce lawyer need not be divorced
        if any(each.person and each is not hero and each.start <= hit.end + 1 <= each.end + 1 for each in nouns):
            continue  # of an arrogant boss it is said who is arrogant
        written = text[hit.start : hit.end].lower()
        if language == "en" and written not in listed:
            continue  # nor need somebody who has to divorce
        near = hero is not None and hero.start - _CLOSE <= hit.start <= hero.end
        if near or (hit.value not in _NEAR and language == "en") or (language == "zh" and hero is None):
            return hit.value, text[hit.start : hit.end]
        if language == "zh" and hit.value not in _NEAR:
            return hit.value, text[hit.start : hit.end]
    return "", ""
