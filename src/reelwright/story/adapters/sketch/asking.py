"""What a premise asks for: the kind of story, the secret that it turns on, and the words that tell it.

Knows turns of phrase (``events_<language>.toml``) and which of them together ask for what (``cues.toml``). Refuses to
know people and scenes: those are ``world.py`` and ``planning.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ...lexicon import find_words
from ...tables import Table, load_table, words_in
from .nouns import find_nouns, one_of, rows_in
from .persons import Other, taken_up
from .reading import Reading

_KIN: Final = frozenset({"kin", "elder"})


@dataclass(frozen=True, slots=True)
class Cue:
    """What a premise asks for; "" leaves it open.

    Args:
        core: the secret that the story turns on.
    """

    family: str = ""
    core: str = ""


def events_of(reading: Reading) -> frozenset[str]:
    """What a premise says that happens, what it is about, and what follows from who and what it names."""
    rows = rows_in(load_table(f"sketch/events_{reading.language}"), "event")
    said = {hit.value for row in rows for hit in find_words(reading.language, {row: rows[row]}).find(reading.text)}
    follows = {
        "other": bool(reading.others),
        "thing": bool(reading.topics),
        "post": bool(post_of(reading)),
        "kin": any(_KIN & set(other.parts[:1]) for other in reading.others),
        "beloved": any(other.parts[0] == "love" and other.kin for other in reading.others),
        "feared": any(other.parts[0] == "foe" for other in reading.others),
        "place": bool(reading.place),
    }
    return reading.concepts | said | {word for word, holds in follows.items() if holds}


def cue_of(reading: Reading) -> Cue:
    """The first row of the table all of whose words the premise says."""
    events = events_of(reading)
    listed = load_table("sketch/cues")["cue"]
    for row in listed if isinstance(listed, list) else ():
        if isinstance(row, dict) and all(
            (word.removeprefix("!") in events) != word.startswith("!") for word in words_in(row["says"])
        ):
            return Cue(str(row["family"]), str(row["core"]))
    return Cue()


def post_of(reading: Reading) -> str:
    """The trade that somebody of another trade takes up, as in "a spy is hired as a teacher"."""
    nouns = [noun for noun in find_nouns(reading.text, reading.language) if noun.kind == "job"]
    found = [noun.text for noun in nouns if taken_up(reading.text, reading.language, noun)]
    return found[0] if found and found[0] != reading.craft else ""


def age_of(reading: Reading, other: Other | None) -> str:
    """How old somebody is by what the premise calls them, "" where that says nothing."""
    children = words_in(_table(load_table(f"sketch/events_{reading.language}")["noun"])["children"])
    return "child" if other is not None and {other.what, other.kin} & set(children) else ""


def place_in_trade(reading: Reading) -> tuple[str, ...]:
    """The place that a trade has in its name, and what kind it is: of a lighthouse keeper the lighthouse."""
    rows = rows_in(load_table(f"sketch/premise_{reading.language}"), "place")
    for trade in filter(None, (post_of(reading), reading.craft)):
        found = [
            (word, kind)
            for kind, words in rows.items()
            for word in words
            if (f" {word} " in f" {trade} " if reading.language == "en" else word in trade and len(word) > 1)
        ]
        if found:
            return max(found, key=lambda each: len(each[0]))
    return ()


def place_of_thing(reading: Reading) -> tuple[str, ...]:
    """Where it plays that turns on a thing, and what kind of place that is; nothing for most things."""
    rows = _table(load_table(f"sketch/events_{reading.language}")["belongs"])
    topics = [one_of(topic) if reading.language == "en" else topic for topic in reading.topics[:1]]
    return next((words_in(rows[topic]) for topic in topics if topic in rows), ())


def told_stuff(reading: Reading, partner: Other | None, stake: str) -> dict[str, str]:
    """What the lines of an opening call the things of a premise.

    Args:
        reading: the premise.
        partner: who else it names and is in the story.
        stake: what stands for the thing that it turns on, where it names none.
    """
    table = load_table(f"sketch/events_{reading.language}")
    words = _table(table["noun"])
    thing = next(iter(reading.topics), stake)
    further = [_spoken(topic, reading.language, words) for topic in reading.topics if not _shown(topic, table)]
    other = partner.kin or partner.what if partner is not None else ""
    stuff = {
        "thing": one_of(thing) if reading.language == "en" else thing,
        "things": _several(thing, reading.language, words),
        "told": _spoken(thing, reading.language, words),
        "told2": next(iter(further), str(words["that"])),
        "thing_prop": _shown(thing, table) or "document",
        "word_prop": "phone" if _shown(thing, table) == "phone" else "letter",
        "post": post_of(reading),
        "relation": other,
        "being": partner.what if partner is not None else "",
    }
    return stuff | _times(reading, words)


def as_spoken(thing: str, language: str) -> str:
    """A thing as one speaks of it: the taxi, the cakes, sleep."""
    return _spoken(thing, language, _table(load_table(f"sketch/events_{language}")["noun"]))


def _spoken(thing: str, language: str, words: Table) -> str:
    """A thing as one speaks of it: the taxi, the cakes, sleep."""
    return thing if language == "zh" or thing in words_in(words["mass"]) else f"the {thing}"


def _several(thing: str, language: str, words: Table) -> str:
    """More of a thing than one: cakes, boxes, memories."""
    if language == "zh" or thing in words_in(words["mass"]) or one_of(thing) != thing:
        return thing
    if re.search(r"[^aeiou]y$", thing):
        return f"{thing[:-1]}ies"
    return f"{thing}es" if re.search(r"(?:s|sh|ch|x|z)$", thing) else f"{thing}s"


def _shown(thing: str, table: Table) -> str:
    """The kind of prop on which a thing can be read, "" for none."""
    rows = rows_in(table, "shown")
    return next((prop for prop, words in rows.items() if thing.endswith(words)), "")


def _times(reading: Reading, words: Table) -> dict[str, str]:
    """The day and the span that a premise names: they are those of the story."""
    days = [day for day in words_in(words["days"]) if day.lower() in reading.text.lower()]
    spans = [span for span in words_in(words["spans"]) if str(words["span"]).format(span) in reading.text.lower()]
    stuff = {"day": days[0]} if days else {}
    return stuff | ({"years": max(spans, key=len)} if spans else {})


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}
