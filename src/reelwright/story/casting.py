"""Casting: cards for the people and places of a script, drawn from the digests of their names.

Knows how to guess gender, age and work from names and from the pronouns beside them, and how to keep
people apart. Refuses to use chance: the same script gives the same cast on every machine. What is
guessed wrong, the user changes on the card.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from reelwright.film import digest_bytes

from .emphasis import plain_text
from .headings import HeadingWords, find_place, read_heading
from .lexicon import load_lexicon
from .model import Cards, Look, Person, Place, VoiceCard
from .names import NameFinder, fold_name
from .placing import place_kind, stands_in
from .script import ElementKind, Script
from .tables import Table, Value, load_table, words_in

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z]+|[\u3400-\u9fff]")
_RESERVED: Final = frozenset({"con", "prn", "aux", "nul", "com1", "lpt1"})
_AGES: Final = {"elder": -2.0, "child": 4.0, "teen": 1.5, "adult": 0.0}


def cast_script(script: Script, *, language: str) -> Cards:
    """Draw a card for everybody who speaks and everywhere that a heading names."""
    return Cards(people=_cast_people(script, language), places=_cast_places(script, language))


def cast_named(genders: Mapping[str, str], *, language: str) -> dict[str, Person]:
    """Draw a card for each name, where somebody knows the gender already; "" leaves it to the name."""
    told = ((name, Counter({gender: 1} if gender else {})) for name, gender in genders.items())
    return cast_parts((_guess(name, pronouns) for name, pronouns in told), language=language)


def cast_parts(parts: Iterable[Part], *, language: str) -> dict[str, Person]:
    """Draw a card for each part, so that no two of them look alike."""
    people: dict[str, Person] = {}
    taken = _Taken()
    for part in parts:
        key = card_id(part.name, people)
        people[key] = _draw_person(key, part, taken, language)
    return people


def draw(name: str, what: str, choices: Sequence[str], taken: Iterable[str] = ()) -> str:
    """The choice that a name's digest falls on, or the next one that is not taken."""
    start = int(digest_bytes(f"{what}:{name}".encode()).hex[:8], 16) % len(choices)
    used = set(taken)
    order = [*choices[start:], *choices[:start]]
    return next((choice for choice in order if choice not in used), order[0])


def card_id(name: str, taken: Iterable[str]) -> str:
    """A file name for a card: letters of any script, lower case, words joined by hyphens."""
    slug = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:40] or "card"
    slug = f"{slug}-card" if slug in _RESERVED else slug
    used = set(taken)
    number = 2
    unique = slug
    while unique in used:
        unique, number = f"{slug}-{number}", number + 1
    return unique


# --- people


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of somebody before they are cast; "" and "neutral" leave it to the draw."""

    name: str
    gender: str = "neutral"
    age: str = "adult"
    garment: str = ""
    hat: str = "none"


@dataclass(slots=True)
class _Taken:
    """What earlier people look like, so that later ones differ."""

    hair: list[str] = field(default_factory=list)
    garment: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)


def _cast_people(script: Script, language: str) -> dict[str, Person]:
    names = _speaking(script)
    pronouns = _pronouns_beside(script, names)
    return cast_parts((_guess(name, pronouns[fold_name(name)]) for name in names), language=language)


def _speaking(script: Script) -> list[str]:
    """The names of all cues, each once, as first written; a cue of two known people is not a third."""
    names: dict[str, str] = {}
    for element in script.elements:
        if element.kind is ElementKind.CHARACTER:
            name = " ".join(plain_text(element.text).split())
            if fold_name(name):
                names.setdefault(fold_name(name), name)
    finder = NameFinder(Cards(people={key: Person(id=key, name=name) for key, name in names.items()}))
    return [name for key, name in names.items() if not finder.parts(name) - {key}]


def _pronouns_beside(script: Script, names: list[str]) -> dict[str, Counter[str]]:
    """How often each pronoun follows each name in the same or the next sentence."""
    counts: dict[str, Counter[str]] = {fold_name(name): Counter() for name in names}
    cards = Cards(people={fold_name(name): Person(id=fold_name(name), name=name) for name in names})
    finder = NameFinder(cards)
    for element in script.elements:
        if element.kind is not ElementKind.ACTION:
            continue
        text = element.text[:2000]
        mentions = finder.find(text)
        for number, mention in enumerate(mentions):
            end = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
            said = text[mention.end : min(end, mention.end + 120)].lower()
            she = len(re.findall(r"\b(?:she|hers?|herself)\b|她", said))
            he = len(re.findall(r"\b(?:he|his|him|himself)\b|他(?!们)", said))
            counts[mention.person].update({"female": she, "male": he})
    return counts


def _guess(name: str, pronouns: Counter[str]) -> Part:
    table = load_table("casting")
    gender, age = _from_words(name, table["roles"], ("", "")) or ("", "")
    garment, hat = _from_words(name, table["work"], ("", "")) or ("", "none")
    if not age:
        age = _age_word(name)
    if gender in ("", "neutral"):
        gender = _gender_of_name(name, table["first_names"]) or gender
    if pronouns["female"] != pronouns["male"] and not _from_words(name, table["roles"], None):
        gender = "female" if pronouns["female"] > pronouns["male"] else "male"
    return Part(name, gender or "neutral", age or "adult", garment, hat or "none")


def gender_of(name: str) -> str:
    """What a name tells of its bearer's gender, by a word in it or as a first name; "" for nothing."""
    table = load_table("casting")
    gender = (_from_words(name, table["roles"], ("", "")) or ("", ""))[0]
    return gender if gender in ("female", "male") else _gender_of_name(name, table["first_names"])


def _from_words(name: str, rows: Value, default: tuple[str, str] | None) -> tuple[str, str] | None:
    """The row whose longest word stands in a name, as its two halves."""
    best, chosen = 0, default
    for value, words in rows.items() if isinstance(rows, dict) else ():
        for word in words_in(words):
            if len(word) > best and stands_in(word, name):
                best = len(word)
                first, _, second = value.partition(" ")
                chosen = (first, second)
    return chosen


def _age_word(name: str) -> str:
    if re.search(r"\b(?:OLD|ELDERLY|AGED)\b|^老(?!板|师|公|婆|大)", name.upper()):
        return "elder"
    return (
        "teen" if re.search(r"\b(?:YOUNG|TEENAGE)\b|^小(?!姐|贩)", name.upper()) and _HAN.search(name) is None else ""
    )


def _gender_of_name(name: str, lists: Value) -> str:
    if not isinstance(lists, dict):
        return ""
    words = _WORD.findall(name.casefold())
    for gender in ("female", "male"):
        if any(word in words_in(lists[gender]) for word in words if word.isascii()):
            return gender
    votes = {gender: sum(word in words_in(lists[f"han_{gender}"]) for word in words) for gender in ("female", "male")}
    if votes["female"] == votes["male"]:
        return ""
    return max(votes, key=lambda gender: votes[gender])


def _draw_person(key: str, guess: Part, taken: _Taken, language: str) -> Person:
    table = load_table("casting")
    name = guess.name
    if guess.gender == "neutral":
        guess = replace(guess, gender=draw(name, "gender", ("female", "male")))
    han = language == "zh" or _HAN.search(name) is not None

    def row(section: str, *keys: str) -> tuple[str, ...]:
        return _row(table, section, *keys)

    hair = draw(name, "hair", row("hair", f"{guess.gender}_{guess.age}", guess.gender), taken.hair)
    colours = draw(name, "colours", row("looks", "colours"), taken.colours)
    garments = row("looks", guess.age, guess.gender)
    garment = guess.garment or draw(name, "garment", garments, taken.garment)
    taken.hair.append(hair)
    taken.colours.append(colours)
    taken.garment.append(garment)
    grown = guess.age in ("adult", "elder")
    beards = row("faces", f"{guess.age}_beards", "beards")
    colour, second, accent = colours.split()
    hair_colours = row("hair", f"{guess.age}_colours", "han_colours" if han else "colours")
    shift = draw(name, "pitch", ("-1.5", "-0.5", "0", "0.5", "1.5"))
    return Person(
        id=key,
        name=_shown(name),
        names=(name,) if name != _shown(name) else (),
        gender=guess.gender,
        age=guess.age,
        build=draw(name, "build", ("slim", "average", "broad", "average")),
        face=draw(name, "face", ("oval", "round", "square", "long", "heart")),
        skin=draw(name, "skin", row("faces", "han_skins" if han else "skins")),
        hair=hair,
        hair_colour=draw(name, "hair colour", hair_colours),
        eyes=draw(name, "eyes", row("faces", "han_eyes" if han else "eyes")),
        glasses=draw(name, "glasses", row("faces", "glasses")),
        beard=draw(name, "beard", beards) if grown and guess.gender == "male" else "none",
        earrings=draw(name, "earrings", row("faces", "earrings")) if guess.gender == "female" else "none",
        freckles=draw(name, "freckles", ("no", "no", "no", "yes")) == "yes" and not han,
        looks=(
            Look(
                name="日常" if language == "zh" else "everyday",
                garment=garment,
                colour=colour,
                second_colour=second,
                pattern=draw(name, "pattern", row("looks", "patterns")),
                neckwear="tie" if garment == "suit" else "none",
                accent=accent,
                hat=guess.hat,
            ),
        ),
        voice=VoiceCard(
            pitch=_AGES[guess.age] + float(shift),
            rate=float(draw(name, "rate", ("0.94", "1", "1", "1.06"))) - (0.06 if guess.age == "elder" else 0),
            timbre=float(draw(name, "timbre", ("0.35", "0.45", "0.55", "0.65"))),
        ),
    )


def _row(table: Table, section: str, *keys: str) -> tuple[str, ...]:
    """The first of these rows that a section of the table has."""
    rows = table[section]
    if not isinstance(rows, dict):
        raise KeyError(section)
    return next(words_in(rows[key]) for key in keys if key in rows)


def _shown(name: str) -> str:
    """A cue in capitals as a name: OLD MAN → Old Man, JOSÉ → José."""
    return name.title().replace("'S", "'s") if name == name.upper() and name != name.lower() else name


# --- places


def _cast_places(script: Script, language: str) -> dict[str, Place]:
    lexicon = load_lexicon(language)
    places: dict[str, Place] = {}
    known: dict[str, str] = {}
    for element in script.elements:
        if element.kind is not ElementKind.HEADING:
            continue
        words = read_heading(element.text, lexicon)
        if not words.place or find_place(HeadingWords(words.place[:2]), known) in places:
            continue
        name = words.place[0]
        key = card_id(name, places)
        kind = place_kind(name, outside=_is_outside(element.text))
        places[key] = Place(
            id=key,
            name=_shown(name.upper()) if not _HAN.search(name) else name,
            names=(name,) if not _HAN.search(name) else (),
            kind=kind,
            seed=1 + int(digest_bytes(f"place:{name}".encode()).hex[:6], 16) % 9999,
        )
        known[name] = key
    return places


def _is_outside(heading: str) -> bool:
    return re.match(r"\s*(?:EXT|\.?EXT)|.{0,8}外", heading, re.IGNORECASE) is not None
