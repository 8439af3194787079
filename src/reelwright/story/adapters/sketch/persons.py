"""Who: the hero of a premise, who else is named and what they are to the hero, names and genders.

Knows how a sentence says whom it is about. What somebody is called comes from the lists of nouns alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...lexicon import find_words
from ...tables import Table, load_table, words_in
from .nouns import Noun, grammar_words, plain_word, rows_in

_NAMED: Final = re.compile(
    r"\b(?:named|called)\s+([A-Z][a-z]{1,11})\b|^([A-Z][a-z]{1,11})(?:\s[A-Z][a-z]+)?(?=,? \w|$|\.)"
)
_ACTS: Final = re.compile(
    r"^[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?:,\s+(?:an?|the|who|once)\b|\s+(?:\w+[^s\W]s|has|is|was|and)\b)"
)
_HAN_NAMED: Final = re.compile(
    r"(?:名叫|叫做|叫)([\u4e00-\u9fff]{2,3})(?=的|[，。])|^([\u4e00-\u9fff]{2,3}?)(?=在|继承|发现|爱上|捡|收到|回|醒|被|每|和|与|跟|是|嫁|娶|重生|穿越|[，。]|$)"
)
_NOBODY_YET: Final = {
    "en": re.compile(r"^(?:she|he|they|i|we|my|our|someone|somebody|something)\b", re.IGNORECASE),
    "zh": re.compile(r"^(?:我|她|他|有人|总有人|谁|大家)"),
}
"""How a premise begins that does not say with a noun whom it is about."""
_I_AM: Final = {
    "en": re.compile(r"^(?:i am|i'm|we are|we're|i was)\s+(?:an?|the|two|three)?\s*(?:[\w-]+\s)?$", re.IGNORECASE),
    "zh": re.compile(r"^我们?是(?:一个|个|一名|两个)?[\u4e00-\u9fff]{0,8}$"),
}
_IS: Final = {
    "en": re.compile(r"\s+(?:is|was|turns out to be|becomes)\s+(?:an?|the|his|her|my|their|our)\s+(?:\w+\s+){0,2}"),
    "zh": re.compile(r"(?:就|竟|竟然|居然|原来)?是(?:一个|个|她的|他的|我的|自己的)?[\u4e00-\u9fff]{0,3}?"),
}
_IS_KIN: Final = {
    "en": re.compile(r"\b(?:he|she|they|who|it)(?:'s|\s+(?:is|was|are|were))\s+(?:[\w']+\s+){0,4}$", re.IGNORECASE),
    "zh": re.compile(r"(?:自己|原来|竟然?|居然|其实|[他她])(?:竟然?|居然|其实|原来|才|就)?是[\u4e00-\u9fff]{0,9}$"),
}
"""What stands before whose child the hero turns out to be."""
_CHILD_OF: Final = re.compile(
    r"\b(?:sons?|daughters?|child|children|heir|heiress|grandson|granddaughter)\s+of\s+(?:an?|the)\s+(?:\w+\s+){0,2}$"
)
_LOVED: Final = {
    "en": re.compile(
        r"(?:marr(?:y|ies)|in love with|falls? for|loves?|dates?|kisses)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
    ),
    "zh": re.compile(r"(?:嫁给?了?|娶了?|爱上了?|恋上了?)[\u4e00-\u9fff]{0,6}$"),
}
_DEAD: Final = {
    "en": re.compile(r"\b(?:late|dead|deceased|murder of (?:an?|the))\s+$", re.IGNORECASE),
    "zh": re.compile(r"(?:死去|已故|去世|过世)(?:多年)?的?$|亡$"),
}
"""What stands before somebody who is no more."""
_LEFT: Final = {
    "en": re.compile(
        r"(?:'s)?\s+(?:(?:last|old)\s+)?(?:will|estate|inheritance|testament|legacy|funeral|death|dies|died|"
        r"has died|leaves (?:her|him|them)|left (?:her|him|them))\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:的)?(?:遗嘱|遗产|遗物|葬礼|去世|过世|死后|临终|留下|留给)"),
}
"""What follows somebody who has left something behind."""
_FROM: Final = {
    "en": re.compile(r"\binherits?\b[^.,;]*\bfrom\s+(?:an?|the|her|his|their|my)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE),
    "zh": re.compile(r"继承了?[\u4e00-\u9fff]{0,3}$|从$"),
}
"""What stands before somebody of whom something is inherited."""
_GONE: Final = ("去世", "过世", "死后", "亡故", "临终")
_ME: Final = {"en": re.compile(r"\b(?:me|my|I)\b"), "zh": re.compile(r"我(?!行我素)")}
"""That the one who tells it is whom it is about."""
_I_WHO: Final = {
    "en": re.compile(r"\b(?:me|I),\s+(?:just\s+|only\s+)?(?:an?|the)\s+(?:[\w-]+\s)?$"),
    "zh": re.compile(r"我(?:这个|一个|，一个|，|这)[\u4e00-\u9fff]{0,4}$"),
}
"""What stands before what the one who tells it is: "loves me, a courier"."""
_WHO_I_AM: Final = re.compile(r"的?我(?![们的])")
"""What follows it in Chinese: 爱上送外卖的我."""
_MISTAKEN: Final = {
    "en": re.compile(
        r"\b(?:mistaken|taken|mistakes?\s\w+|takes?\s\w+|passes|passed off)\s(?:for|as)\s+"
        r"(?:an?|the|their)\s+(?:\w+\s+){0,2}$",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:认错|错认|误认|当|错当|认)(?:成|作|为)了?[\u4e00-\u9fff]{0,5}$"),
}
"""What stands before somebody for whom the hero is taken, and who is not there."""
_OWN: Final = re.compile(
    r"(?:\b(?:own|her|his|my|their|our|the|of|about|after|before|from|by|to)|['’]s)\s$", re.IGNORECASE
)
"""What stands before a death that is an event and no person."""
_RAISED: Final = {
    "en": re.compile(
        r"(?:teach(?:es)?|trains?|coach(?:es)?|adopts?|raises?|saves?|looks after)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
    ),
    "zh": re.compile(r"(?:教|收养了?|带大|救了?|捡到了?)[\u4e00-\u9fff]{0,6}$"),
}
_AS: Final = {
    "en": re.compile(r"\b(?:as|plays?|become|becomes|became)\s+(?:an?\s+)?(?:\w+ing\s+)?$", re.IGNORECASE),
    "zh": re.compile(r"(?:当上?|做|成为?|成了|应聘|被聘为|变成)(?:了|一[名个位])?$"),
}
"""What stands before a trade that the hero takes up."""
_WIDOWED: Final = ("widow", "widower", "寡妇")
_PRONOUNS: Final = {"she": "female", "her": "female", "hers": "female", "he": "male", "his": "male", "him": "male"}
_PARTS: Final = {
    "love": ("love", "ally"),
    "foe": ("foe",),
    "ally": ("ally", "love"),
    "kin": ("kin", "foe", "ally"),
    "elder": ("elder", "ally"),
    "": ("love", "ally", "kin", "elder", "foe"),
}
"""By whom somebody else of the premise may be played, the best first."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else whom the premise names.

    Args:
        parts: roles that the person may play, the best first.
        kin: what the person is to the hero, "" for nothing.
        what: what the person is besides, "" for nothing.
    """

    parts: tuple[str, ...]
    kin: str
    what: str
    gender: str


def find_hero(text: str, language: str, nouns: Sequence[Noun]) -> Noun | None:
    """Whom it is about: the first person who is not there only as somebody's owner, else the first owner."""
    people = [noun for noun in nouns if noun.person and not noun.owns and not noun.within] or _owners(nouns)
    never = grammar_words(language, "never_lead")
    people = [noun for noun in people if noun.text not in never and not is_dead(text, language, noun)]
    if not people:
        return None
    told = [noun for noun in people if _is_me(text, language, noun)]
    if told:
        return told[0]
    before = text[: people[0].start]
    known = before.endswith((", a ", ", an ")) or _I_AM[language].search(before)
    return people[0] if known or not (_NOBODY_YET[language].match(text) or _ME[language].search(text)) else None


def _is_me(text: str, language: str, noun: Noun) -> bool:
    """Whether a noun says what the one is who tells it."""
    after = language == "zh" and _WHO_I_AM.match(text, noun.end)
    return bool(after) or _I_WHO[language].search(text[: noun.start]) is not None


def is_dead(text: str, language: str, noun: Noun) -> bool:
    """Whether somebody is no more, and so cannot be there."""
    after = language == "zh" and text[noun.end :].startswith(_GONE)
    return after or _DEAD[language].search(text[: noun.start]) is not None


def gender_of_late(text: str, language: str, nouns: Sequence[Noun]) -> str:
    """The gender of somebody who is no more, or of whom something is inherited; "" where nobody is."""
    for noun in nouns:
        left = _LEFT[language].match(text, noun.end) or _FROM[language].search(text[: noun.start])
        if noun.person and (left or noun.text.startswith("late ") or is_dead(text, language, noun)):
            return _own_gender(noun, language)
    return ""


def _owners(nouns: Sequence[Noun]) -> list[Noun]:
    return [noun for noun in nouns if noun.kind in ("job", "being") and noun.owns and not noun.within]


def call_hero(hero: Noun, language: str) -> str:
    """What the hero is called: a trade, a girl, an astronaut's wife."""
    if hero.text in grammar_words(language, "unsaid"):
        return ""
    if hero.kind == "kin" and hero.owner:
        return f"{hero.owner}的{hero.text}" if language == "zh" else f"{hero.owner}'s {hero.text}"
    return hero.text


def keys_of(lists: Table, section: str) -> tuple[str, ...]:
    """What a section has rows for."""
    rows = lists[section]
    return tuple(rows) if isinstance(rows, dict) else ()


def tale_of(lists: Table, tale: str) -> tuple[str, ...]:
    """Of a tale that everybody knows the kind of story and the hero's gender."""
    rows = lists["tale"]
    return words_in(rows[tale]) if isinstance(rows, dict) else ()


def keeper_of(where: str, lists: Table) -> tuple[str, str] | None:
    """Who keeps a place, or what the premise turns on: of a lighthouse the keeper, of a taxi the driver."""
    rows = lists["keeper"]
    words = where.isascii()
    fitting = [
        key for key in keys_of(lists, "keeper") if (re.search(rf"\b{key}s?\b", where) if words else key in where)
    ]
    if not fitting or not isinstance(rows, dict):
        return None
    trade, job = words_in(rows[max(fitting, key=len)])
    return trade, job


def find_others(text: str, language: str, nouns: Sequence[Noun], hero: Noun | None) -> tuple[Other, ...]:
    """Who else is named, at most two."""
    people = [noun for noun in nouns if noun.person and not noun.owns and not noun.within and noun is not hero]
    if hero is not None and hero.kind == "kin" and not hero.owner and hero.value == "kin":
        # "Two brothers fight": one is the hero, the other against whom.
        return (Other(_PARTS["kin"], hero.text.rstrip("俩们").lstrip("两三四"), "", _own_gender(hero, language)),)
    others: list[Other] = []
    skip: Noun | None = None
    for number, noun in enumerate(people):
        if noun is skip or taken_up(text, language, noun) or is_hero(text, language, hero, noun):
            continue
        if is_dead(text, language, noun) or noun.text in grammar_words(language, "unsaid"):
            continue
        if noun.text == "death" and _OWN.search(text[: noun.start]):
            continue  # her own death is nobody who visits
        after = people[number + 1] if number + 1 < len(people) else None
        same = after is not None and _IS[language].fullmatch(text[noun.end : after.start])
        kin, what = (noun, after if same else None) if noun.kind == "kin" else (after if same else None, noun)
        if kin is not None and kin.kind != "kin":
            kin, what = None, noun
        skip = after if same else None
        loved = bool(_LOVED[language].search(text[: noun.start]))
        raised = bool(_RAISED[language].search(text[: noun.start]))
        if kin is None and (what is None or (what.text in ("man", "woman", "girl", "boy") and not (loved or raised))):
            continue
        if kin is not None and kin.owner:
            continue
        feared = what is not None and what.text in grammar_words(language, "never_lead")
        parent = _CHILD_OF.search(text[: noun.start]) is not None
        part = (
            "love"
            if loved
            else "foe"
            if feared
            else "elder"
            if parent
            else (kin.value if kin is not None else "ally" if raised else "")
        )
        gender = next((sex for each in (kin, what) if each and (sex := _own_gender(each, language))), "")
        others.append(Other(_PARTS[part], kin.text if kin else "", what.text if what else "", gender))
    return tuple(others[:2])


def is_hero(text: str, language: str, hero: Noun | None, noun: Noun) -> bool:
    """Whether somebody is the hero again, "the janitor is the real heir", or is dead, as a widow's husband."""
    if hero is None:
        return False
    if hero.start >= noun.start:
        return False
    between = text[hero.end : noun.start]
    again = noun.kind != "kin" and _IS[language].fullmatch(between) is not None
    again = again or (noun.kind == "kin" and _IS_KIN[language].search(between) is not None)
    return again or (hero.text.endswith(_WIDOWED) and noun.value == "love")


def taken_up(text: str, language: str, noun: Noun) -> bool:
    """Whether somebody is what the hero becomes, is hired as or is taken for, and nobody else."""
    before = text[: noun.start]
    return _AS[language].search(before) is not None or _MISTAKEN[language].search(before) is not None


def read_name(text: str, language: str, nouns: Sequence[Noun]) -> str:
    """What the hero is called by name: "Ada, a pilot, …", "a pilot named Ada", "Ada inherits …"."""
    found = (_HAN_NAMED if language == "zh" else _NAMED).search(text)
    name = next(filter(None, found.groups()), "") if found else ""
    unnamed = load_table(f"sketch/nouns_{language}")["unnamed"]
    barred = words_in(unnamed["words"]) if isinstance(unnamed, dict) else ()
    if language == "zh":
        surnames = words_in(load_table("sketch/premise_zh")["surnames"])
        taken = any(noun.start < len(name) for noun in nouns) or name in barred
        return name if name[:1] in surnames and not taken else ""
    if found is not None and found[1] is not None:
        return name
    if name.lower() in barred or any(noun.start == 0 for noun in nouns):
        return ""
    first = load_table("casting")["first_names"]
    known = isinstance(first, dict) and any(name.lower() in words_in(first[key]) for key in ("female", "male"))
    odd = name.endswith(("s", "ing")) or plain_word(name) or _is_word(name)
    return name if known or (not odd and _ACTS.match(text)) else ""


def _is_word(word: str) -> bool:
    """Whether a word says what a story is about, and so is no name."""
    return bool(find_words("en", rows_in(load_table("sketch/premise_en"), "concept")).find(word))


def gender_of_name(name: str, table: Table) -> str:
    """The gender that a name tells, "" for none."""
    names = rows_in(table, "names")
    first = load_table("casting")["first_names"]
    for gender in ("female", "male"):
        known = words_in(first[gender]) if isinstance(first, dict) else ()
        if name in (*names[gender], *names[f"elder_{gender}"]) or name.lower() in known:
            return gender
    return "female" if name.isascii() and name.endswith("a") else ""


def _own_gender(noun: Noun, language: str) -> str:
    """What a noun says of somebody's gender, "" for nothing."""
    if noun.kind == "being" and noun.value in ("female", "male"):
        return noun.value
    words = rows_in(load_table(f"sketch/premise_{language}"), "gender")
    for gender in ("female", "male"):
        if language == "zh":
            if any(word in noun.text for word in words[gender]):
                return gender
        elif noun.text.rpartition(" ")[2] in words[gender]:
            return gender
    return ""


def read_gender(text: str, table: Table, hero: Noun | None) -> str:
    """The hero's gender: of the word for the hero, else of the next pronoun."""
    language = str(table["language"])
    if hero is not None and (own := _own_gender(hero, language)):
        return own
    rest = text[hero.end if hero is not None else 0 :]
    if language == "zh":
        found = re.search(r"[她他]", rest)
        return {"她": "female", "他": "male"}[found[0]] if found else ""
    found = re.search(r"\b(?:she|hers?|he|his|him)\b", rest, re.IGNORECASE)
    return _PRONOUNS[found[0].lower()] if found else ""
