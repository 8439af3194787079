"""Nouns: who and what a premise names, in the order in which it names them.

Knows trades, people, places and things from closed lists, compounds by their last word, and whose somebody
is. A word of no list may be a thing to talk about, never a person or a place. Refuses to know what a story
makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from reelwright.film import PLACE_KINDS

from ...lexicon import Matcher, find_words
from ...tables import Table, load_table, table_words, words_in

PERSONS: Final = ("job", "kin", "being")
_DET: Final = r"an?|the|his|her|its|their|my|our|your|one|two|three|four|five|some|every|another"
_BEFORE: Final = re.compile(rf"\b(?:{_DET})\s+((?:(?!(?:{_DET})\b)[a-z][\w'’-]*\s+){{0,3}})$", re.IGNORECASE)
_VERB_AFTER: Final = re.compile(
    r"\s+(?:an?|the|his|her|its|their|my|our|him|them|me|us|of|up|back|off|it|that|out)\b", re.IGNORECASE
)
_LONE: Final = re.compile(
    r"\b(?:an?|the|his|her|its|their|my)\s+(?:[a-z]+(?:ed|ing|ful|ous|less|ic|ish)\s+|(?:last|first|second|old|new|lost|secret|own|real|whole|big|small|good|bad)\s+|"
    r"(?:[a-z]+\s+)?[a-z]+['’]s\s+)?"
    r"(?P<noun>[a-z]{3,})(?=\s+(?:in|on|at|to|from|with|for|by|and|or|that|who|which|is|are|was|has|but|into|before|"
    r"after|until|when|over|under|of\s+(?:an?|the|his|her|their))\b|\s*[,.;:!?…]|\s*$)",
    re.IGNORECASE,
)
"""A noun of no list that cannot be a verb: between an article and a word that begins another part of the sentence."""
_ADJECTIVE: Final = re.compile(r"\w+(?:ed|ly|ful|ous|less|ive|ic|ish|ian|al|able|ible|ing)$")
_NOUNS: Final = "family|assembly|belly|jelly|bully|ally|rally|lily|monopoly|anomaly|seed|bed|weed"
"""Nouns that end as an adverb or a verb does."""
_ADVERB: Final = re.compile(rf"(?!{_NOUNS})\w+(?:ed|ly)")
_SAID_HOW: Final = re.compile(rf"(?!{_NOUNS})\w+(?:ed|ly|ful|ous|less|ish|able)$")
_MAY: Final = re.compile(
    r"\b(?:can|could|must|will|would|may|might|cannot|can't|not|never|don't|they|we|who)\s+$", re.IGNORECASE
)
"""What stands before a deed and never before a noun."""
_ONE: Final = re.compile(r"\ban?\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_OWN: Final = re.compile(r"\b(?:an?|the|his|her|my|their)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
_CAPITALS: Final = re.compile(r"\b(?:ai|ceo|dj|mc|tv|vip|dna|usb)\b")
_SUBJECT: Final = re.compile(
    r"^(?:an?|the)\s+((?:[a-z-]+\s+)?[a-z-]+(?:er|or|ist|man|woman|naut|eer|smith|wright))\s", re.IGNORECASE
)
_IRREGULAR: Final = {"thieves": "thief", "wives": "wife", "men": "man", "women": "woman", "bosses": "boss"}
_HAN_COUNTED: Final = re.compile(
    r"(?:一[个位名家间只条座本台对封把张件首幅]|[这那]个)(?P<noun>[\u4e00-\u9fff]{1,4}?)"
    r"(?=继承|发现|爱上|遇|捡|收到|回|醒|被|和|与|在|每|突然|要|想|为了|必须|嫁|娶|成|能|会|开|听|看|接|带|卖|[，。！？、]|$)"
)
_HAN_HELD: Final = "封把本张只匹杯碗瓶朵幅首盏扇口棵条艘枚台件的偷捡卖买写送养"
"""What stands before a thing of one character; without it the character is part of another word."""


@dataclass(frozen=True, slots=True)
class Noun:
    """Somebody or something that a premise names.

    Args:
        kind: "job", "kin", "being", "place" or "thing".
        value: the row of its list: a family of trades, a part, a kind of place, a prop.
        text: what the premise calls it, people in the singular.
        owner: whose it is, where the premise says so with a noun.
        owns: only named as the owner of something else.
        within: only named as part of a compound.
    """

    kind: str
    value: str
    text: str
    start: int
    end: int
    owner: str = ""
    owns: bool = False
    within: bool = False

    @property
    def person(self) -> bool:
        """Whether it is somebody."""
        return self.kind in PERSONS


def find_nouns(text: str, language: str) -> list[Noun]:
    """All that a premise names, in order."""
    return _han_nouns(text) if language == "zh" else _english_nouns(text)


def rows_in(table: Table, section: str) -> dict[str, tuple[str, ...]]:
    """The lists of a section; a phrase that begins with a mark is a line about the word and no word."""
    rows = table[section]
    listed = rows.items() if isinstance(rows, dict) else ()
    return {key: tuple(word for word in words_in(words) if word[:1] not in "><@=") for key, words in listed}


@cache
def _finder(language: str) -> Matcher:
    premise, nouns = load_table(f"sketch/premise_{language}"), load_table(f"sketch/nouns_{language}")
    casting = load_table("casting")["places"]
    sites = casting.items() if isinstance(casting, dict) else ()
    rows: dict[str, Iterable[str]] = {}
    listed: Sequence[tuple[str, Mapping[str, Iterable[str]]]] = (
        ("job", rows_in(premise, "job")),
        *((kind, rows_in(nouns, kind)) for kind in ("kin", "being")),
        ("place", rows_in(premise, "place")),
        ("thing", rows_in(nouns, "thing")),
        ("site", {kind: _of_language(words_in(words), language) for kind, words in sites}),
    )
    for kind, table in listed:
        rows |= {f"{kind}:{row}": words for row, words in table.items()}
    return find_words(language, rows)


def _of_language(words: Iterable[str], language: str) -> list[str]:
    han = language == "zh"
    return [word.lower() for word in words if any(letter >= "\u3400" for letter in word) == han and len(word) > 1]


def _hits(text: str, language: str) -> list[Noun]:
    nouns = []
    idioms = [span for idiom in _idioms(language) for span in _spans(idiom, text.lower())]
    for hit in _finder(language).find(text):
        if text[hit.start : hit.end].lower() in grammar_words(language, "function"):
            continue
        if any(start <= hit.start < end for start, end in idioms):
            continue
        kind, _, value = hit.value.partition(":")
        kind = "place" if kind == "site" else kind
        if kind != "place" or value in PLACE_KINDS:
            written = text[hit.start : hit.end]
            end = hit.end - 2 if written.endswith(("'s", "’s")) else hit.end
            nouns.append(Noun(kind, value, text[hit.start : end].lower(), hit.start, end))
    return nouns


def _idioms(language: str) -> frozenset[str]:
    """Phrases in which no noun is meant: once upon a time."""
    return grammar_words("en", "idioms") if language == "en" else frozenset()


def _spans(phrase: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(rf"\b{re.escape(phrase)}\b", text)]


# --- English


def _english_nouns(text: str) -> list[Noun]:
    nouns: list[Noun] = []
    for hit in _hits(text, "en"):
        noun = hit
        before = nouns[-1] if nouns else None
        if _is_deed(text, noun, before):
            continue
        kind = before is not None and before.kind == "being" and noun.kind == "thing" and not noun.text.endswith("s")
        if before and text[before.end : noun.start] == " " and (not before.person or noun.person or kind):
            # The last word of a compound says what it is: a morgue list is a list.
            nouns[-1] = replace(before, within=True)
            noun = replace(noun, text=f"{before.text} {noun.text}", start=before.start)
        elif not _said_of(text, noun):
            continue
        else:
            noun = _qualified(text, noun)
        if before and re.fullmatch(r"['’]s\s+(?:[\w-]+\s+){0,2}|s['’]\s+", text[before.end : noun.start]):
            nouns[-1] = replace(before, owns=True)
            noun = replace(noun, owner=before.text)
        nouns.append(replace(noun, text=one_of(noun.text)) if noun.person else noun)
    nouns = [replace(noun, owns=noun.owns or text[noun.end : noun.end + 2] in ("'s", "’s")) for noun in nouns]
    return sorted([*nouns, *_unlisted(text, nouns)], key=lambda noun: noun.start)


def _is_deed(text: str, noun: Noun, before: Noun | None) -> bool:
    """Whether a word is what somebody does: "an insomniac rents", "who can hear"."""
    if noun.kind == "place":
        return False
    after_one = before is not None and before.person and text[before.end : noun.start] == " "
    does = (
        after_one
        and one_of(noun.text) != noun.text
        and before is not None
        and (_OWN if noun.kind == "thing" else _ONE).search(text[: before.start])
    )
    return bool(does) or _MAY.search(text[: noun.start]) is not None


def _said_of(text: str, noun: Noun) -> bool:
    """Whether a word stands for a thing or a person: "dreams of it" is no dream, "cooks for her" no cook."""
    if noun.kind == "place" or _BEFORE.search(text[: noun.start]):
        return True
    return _VERB_AFTER.match(text, noun.end) is None


def _qualified(text: str, noun: Noun) -> Noun:
    """A noun with the noun before it that says which: a night-shift nurse, a magic school."""
    before = _BEFORE.search(text[: noun.start])
    words = before[1].split() if before else []
    odd = [word for word in words if word.lower() in grammar_words("en", "function")]
    if not words or odd or plain_word(words[-1]) or re.search(r"(?:['’]s|[^s]s)$", words[-1]):
        return noun
    return replace(noun, text=f"{words[-1].lower()} {noun.text}", start=noun.start - len(words[-1]) - 1)


def plain_word(word: str, *, last: bool = False) -> bool:
    """Whether a word only says how something is, or begins another part of the sentence.

    Args:
        word: of a noun phrase.
        last: it ends the phrase, and so may be a noun in -ing or -al.
    """
    word = word.lower()
    form = (_SAID_HOW if last else _ADJECTIVE).fullmatch(word)
    return bool(form) or word in _stops() or word in _traits() or word in _verbs()


@cache
def _verbs() -> frozenset[str]:
    return frozenset({"fight", "fall", "meet", "share", "run", "open", "find", "keep", "lose", "swap", "own", "close"})


@cache
def _stops() -> frozenset[str]:
    return frozenset(words_in(load_table("sketch/premise_en")["stops"]))


@cache
def _traits() -> frozenset[str]:
    """What a noun may be called without being another noun."""
    table = load_table("sketch/premise_en")
    return frozenset(word for words in rows_in(table, "quality").values() for word in words) | frozenset(
        words_in(table["traits"])
    )


def as_written(words: str) -> str:
    """Words with the capitals that some have by themselves: a CEO, an AI."""
    return _CAPITALS.sub(lambda found: found[0].upper(), words)


def one_of(people: str) -> str:
    """One of several: "pastry chefs" are a pastry chef each."""
    first, _, last = people.rpartition(" ")
    if last in _IRREGULAR:
        return f"{first} {_IRREGULAR[last]}".strip()
    if people.endswith("ies"):
        return f"{people[:-3]}y"
    return people[:-1] if re.search(r"[^siu]s$", people) else people


def _unlisted(text: str, known: Sequence[Noun]) -> list[Noun]:
    """Nouns of no list, as good as the grammar tells: a walrus may be talked about, a teller of tales be somebody."""
    found = []
    subject = _SUBJECT.match(text)
    if subject and not any(noun.start < subject.end(1) for noun in known):
        words = [word for word in subject[1].lower().split() if not plain_word(word)]
        if words and words[-1] not in table_words("sketch/nouns_en", "thing"):
            found.append(Noun("job", "nobody", " ".join(words), subject.start(1), subject.end(1)))
    for hit in _LONE.finditer(text):
        noun = hit["noun"].lower()
        start, end = hit.span("noun")
        idiom = any(one <= start < two for phrase in _idioms("en") for one, two in _spans(phrase, text.lower()))
        sure = not idiom and not plain_word(noun, last=True) and noun not in grammar_words("en", "function")
        if sure and not any(each.start < end and start < each.end for each in (*known, *found)):
            found.append(Noun("thing", "", noun, start, end))
    return found


@cache
def grammar_words(language: str, row: str) -> frozenset[str]:
    """Words of a language that a reader must know for what they are not."""
    rows = load_table(f"sketch/nouns_{language}")["grammar"]
    return frozenset(words_in(rows[row])) if isinstance(rows, dict) else frozenset()


# --- Chinese


def _han_nouns(text: str) -> list[Noun]:
    nouns: list[Noun] = []
    for noun in _hits(text, "zh"):
        if noun.kind == "thing" and len(noun.text) == 1 and text[noun.start - 1 : noun.start] not in tuple(_HAN_HELD):
            continue
        before = nouns[-1] if nouns else None
        joined = before is not None and before.end == noun.start and noun.kind not in ("kin", "place")
        if before and joined and (not before.person or noun.person):
            nouns[-1] = replace(before, within=True)
            noun = replace(noun, text=before.text + noun.text, start=before.start)  # noqa: PLW2901 it grows
        elif before and text[before.end : noun.start] == "的":
            nouns[-1] = replace(before, owns=True)
            noun = replace(noun, owner=before.text)  # noqa: PLW2901 it is somebody's
        nouns.append(noun)
    for hit in _HAN_COUNTED.finditer(text):
        start, end = hit.span("noun")
        if not any(noun.start < end and start < noun.end for noun in nouns) and len(hit["noun"]) > 1:
            nouns.append(Noun("thing", "", hit["noun"], start, end))
    return sorted(nouns, key=lambda noun: noun.start)
