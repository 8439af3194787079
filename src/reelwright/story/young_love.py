"""No love of anybody under eighteen, in a text of whatever length: a given story, a plan, a page of a script.

A premise is a line or two, and there every word counts (``screening.py``). In a novel a child and a wedding are most
often two things, so here the child must be a part of the love: who loves, or who is loved, in one sentence. Knows who
is said to be a child, by age, by word, or by name once an age was told. Refuses to guess more: whoever is not said
to be a child is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from .model import Cards
from .screening import aged_under_eighteen, is_kept, listed_words, word_pattern
from .script import Element, ElementKind, Script
from .writing import Bible, Outline

REFUSED: Final = "a love story about somebody under eighteen is not written here"
GROW_UP: Final = "make them grown up, or leave the love out"
_LONGEST_SHOWN: Final = 120
_YOUNG: Final = ("child", "teen")
_SENTENCE: Final = re.compile(r"[^.!?。！？\n]+")
_CAPITAL: Final = r"[A-Z][\w'’-]+"
_NAMELESS: Final = frozenset({
    "The", "She", "He", "It", "They", "This", "That", "There", "Her", "His", "And", "But", "When", "Who", "Chapter",
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Number", "Page", "Act",
    "In", "On", "At", "From", "Since", "By",
})  # fmt: skip
"""What is written large before a number and is nobody's name."""
_NEAR_WORDS, _NEAR_HAN = 4, 6
"""So far from a word of love, whoever is loved still stands."""
_LEAD_WORDS, _LEAD_HAN = 3, 4
"""So far from a sentence's beginning, whom it is about stands."""


def love_of_minor(text: str, minors: Iterable[str] = ()) -> str:
    """The sentence of a text that tells of the love of somebody under eighteen, "" for none.

    Args:
        text: in English or Chinese, as long as it may be.
        minors: names of people who are known to be under eighteen, beside those of whom the text says so.
    """
    names = {*minors, *_named_minors(text)}
    children = _Children(_either(names) if names else None)
    about_child = False
    for found in _SENTENCE.finditer(text):
        sentence = found[0].strip(" \"'“”‘’")
        begun = about_child and _table().pronoun.match(sentence) is not None
        spans = [(0, 0)] if begun else []
        meant, owning = children.spans(sentence)
        spans += meant
        about_child = begun or any(_leads(sentence, start) for start, _ in spans)
        if (spans or owning) and _is_part(sentence, spans, owning):
            return " ".join(sentence.split())[:_LONGEST_SHOWN]
    return ""


def love_in_plan(bible: Bible, outlines: Iterable[Outline] = ()) -> str:
    """What a writer's plan tells of the love of somebody under eighteen, "" for nothing."""
    minors = tuple(_minors_of(bible.cards))
    for each in bible.characters:
        if each.name in minors and _table().part.search(each.role):
            return f"{each.name}: {each.role}"
    told = [bible.logline, *(f"{each.name} wants {each.want}. {each.name}: {each.flaw}" for each in bible.characters)]
    told += [f"{secret.text}\n{secret.question}" for secret in bible.secrets]
    told += ["\n".join((*outline.scenes, *outline.opens, *outline.answers)) for outline in outlines]
    return love_of_minor("\n".join(told), minors)


def love_in_script(script: Script, cards: Cards) -> str:
    """What a page of a script tells of the love of somebody under eighteen, "" for nothing.

    Who says "I" is called by name, and so is whom he says "you" to where only two speak in a scene.
    """
    return love_of_minor("\n".join(_told_by_name(script.elements)), _minors_of(cards))


def _told_by_name(elements: Iterable[Element]) -> Iterator[str]:
    scene: list[tuple[str, str]] = []
    speaker = ""
    for element in elements:
        if element.kind is ElementKind.HEADING:
            yield from _lines_of(scene)
            scene, speaker = [], ""
        elif element.kind is ElementKind.CHARACTER:
            speaker = element.text.strip()
        elif element.kind is ElementKind.DIALOGUE:
            scene.append((speaker, element.text))
        elif element.kind is ElementKind.ACTION:
            scene.append(("", element.text))
    yield from _lines_of(scene)


def _lines_of(scene: list[tuple[str, str]]) -> Iterator[str]:
    speakers = {speaker for speaker, _ in scene if speaker}
    for speaker, words in scene:
        said = _called(_table().first, speaker, words) if speaker else words
        others = speakers - {speaker}
        yield _called(_table().second, next(iter(others)), said) if speaker and len(others) == 1 else said


def _called(pronoun: re.Pattern[str], name: str, words: str) -> str:
    return pronoun.sub(lambda _: name, words)


def _minors_of(cards: Cards) -> Iterator[str]:
    for person in cards.people.values():
        if person.age in _YOUNG:
            yield from (person.name, *person.names)


# --- who is a child


@dataclass(frozen=True, slots=True)
class _Children:
    """Finds the children in a sentence, by what it says of them or by their names."""

    names: re.Pattern[str] | None

    def spans(self, sentence: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """From where to where each of them stands: those who are meant, and those of whom only something is."""
        told = [*aged_under_eighteen(sentence), *(each.span() for each in _table().is_young.finditer(sentence))]
        if self.names is not None:
            told += [each.span() for each in self.names.finditer(sentence)]
        if _table().vocative.match(sentence):
            told = [span for span in told if span[0] > len("my little")]
        owning = [span for span in told if _table().owns.match(sentence, span[1])]
        return [span for span in told if span not in owning], owning


def _named_minors(text: str) -> Iterator[str]:
    """The names of people of whom a text says that they are under eighteen."""
    for pattern in _table().named:
        for found in pattern.finditer(text):
            name = next(group for group in found.groups() if group)
            if len(name) > 1 and _NAMELESS.isdisjoint(re.findall(r"\w+", found[0])):
                yield name


# --- who is a part of the love


def _is_part(sentence: str, children: list[tuple[int, int]], owning: list[tuple[int, int]]) -> bool:
    table = _table()
    tender = table.tender.search(sentence) is not None
    for love in table.love.finditer(sentence):
        if table.weak.fullmatch(love[0]) and (tender or table.a_kiss.search(sentence, 0, love.end())):
            continue
        touched = table.touches.fullmatch(love[0]) and table.object.match(sentence, love.end())
        if touched and any(end <= love.start() for _, end in owning):  # "takes Mia's hand and kisses her"
            return True
        for start, end in children:
            between = sentence[love.end() : start] if start >= love.end() else sentence[end : love.start()]
            if start >= love.end():
                if _is_near(between):
                    return True
            elif not is_kept(sentence, start, end) and _carries(sentence, start, between, love.end()):
                return True
    return False


def _carries(sentence: str, start: int, between: str, love_end: int) -> bool:
    """Whether the child who stands before a love is the one who loves in it, or is meant by its "him" or "her"."""
    table = _table()
    marks = [*table.clause.finditer(between)]
    if not marks or table.both.fullmatch(between):
        return True
    own = table.subject.match(between, marks[-1].end()) is not None
    return _leads(sentence, start) and (not own or table.object.match(sentence, love_end) is not None)


def _is_near(between: str) -> bool:
    han = len(re.findall(r"[\u3400-\u9fff]", between))
    near = len(between.split()) <= _NEAR_WORDS if not han else han <= _NEAR_HAN
    return near and not _table().clause.search(between)


def _leads(sentence: str, start: int) -> bool:
    """Whether a sentence is about whoever stands there: it begins with him."""
    before = sentence[:start]
    han = len(re.findall(r"[\u3400-\u9fff]", before))
    return (len(before.split()) <= _LEAD_WORDS if not han else han <= _LEAD_HAN) and not _table().clause.search(before)


# --- words


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns that are looked for."""

    love: re.Pattern[str]
    weak: re.Pattern[str]
    tender: re.Pattern[str]
    a_kiss: re.Pattern[str]
    is_young: re.Pattern[str]
    part: re.Pattern[str]
    clause: re.Pattern[str]
    subject: re.Pattern[str]
    both: re.Pattern[str]
    touches: re.Pattern[str]
    object: re.Pattern[str]
    vocative: re.Pattern[str]
    pronoun: re.Pattern[str]
    first: re.Pattern[str]
    second: re.Pattern[str]
    owns: re.Pattern[str]
    named: tuple[re.Pattern[str], ...]


@cache
def _table() -> _Words:
    words = partial(listed_words, "told")
    years = rf"(?:[5-9]|1[0-7]|{'|'.join(listed_words('minor', 'ages')[4:])})"
    teens = rf"1[3-7]|{'|'.join(listed_words('minor', 'ages')[12:])}"
    pupil = "teenage(?:r| girl| boy)|schoolgirl|schoolboy|high school(?:er| student| girl| boy)"
    only = r"(?:aged?\s+|only\s+|just\s+|barely\s+)?"
    ends = r"(?=\s*(?:[,.;:!?)]|$|years?[\s-]old|when\b|and\b|but\b))"
    is_of = rf"(?:\s+(?:is|was|am|turns|turned)|['’](?:s|m))\s+{only}(?i:{years}){ends}"
    han = rf"(?:1[0-7]|[5-9]|{listed_words('minor', 'han_ages')[0]})岁"
    surname = f"[{''.join(words('surnames'))}][\u3400-\u9fff]"
    joins = "|".join(words("joins"))
    return _Words(
        love=word_pattern((*words("strong"), *words("weak"))),
        weak=word_pattern(words("weak")),
        tender=word_pattern(words("tender")),
        a_kiss=re.compile(r"\ban?\s+(?:\w+\s+)?kiss$", re.IGNORECASE),
        is_young=re.compile(
            rf"\b(?:(?i:she|he|i)|{_CAPITAL}){is_of}|\b(?i:girl|boy|lad|pupil|student|maiden) of (?i:{years})\b"
            rf"|\b(?i:at|aged) (?i:{teens})\b(?!\s*(?:o['’]clock|hundred|[a-z]*(?:am|pm)\b|per)),?"
        ),
        part=word_pattern((*words("parts"), *words("strong"))),
        clause=re.compile(rf"[,;:，；：—]|\b(?:{joins})\b", re.IGNORECASE),
        subject=re.compile(rf"\s*(?:(?:his|her|their|the|an?|my|our|two)\s|{_CAPITAL})"),
        both=re.compile(r"\s*(?:and|&)\s+(?:(?:the|an?|his|her|their)\s+)?[\w-]+(?:\s+[\w-]+)?\s*", re.IGNORECASE),
        touches=re.compile(r"(?:kiss|undress)\w*", re.IGNORECASE),
        object=re.compile(r"\s*(?:with\s+|to\s+)?(?:her|him|them)\b(?!\s+\w)", re.IGNORECASE),
        vocative=re.compile(rf"(?:my\s+)?(?:{'|'.join(words('vocatives'))}),", re.IGNORECASE),
        pronoun=re.compile(r"(?:she|he|they)\b|[她他]", re.IGNORECASE),
        first=re.compile(r"\b(?:I|me|my)\b|我"),
        second=re.compile(r"\byou\b|你", re.IGNORECASE),
        owns=re.compile(r"(?:\s+\w+)?['’]s\b|的?(?:妈|母|爸|父|老师|哥|姐|叔|姑|姨|舅|爷|奶|外)"),
        named=(
            re.compile(
                rf"\b({_CAPITAL})(?:\s{_CAPITAL})?(?:,\s*|\s*\(\s*){only}(?i:{years})(?=\s*[,.;)]|\s+years?|-year)"
            ),
            re.compile(
                rf"\b({_CAPITAL})(?:\s{_CAPITAL})?(?:,|\s+is)\s+(?:an?|the)\s+(?:\w+\s+)?"
                rf"(?i:{years}-year-old|{pupil})\b(?!['’]s)"
            ),
            re.compile(rf"(?<![Ww]hen )(?<![Ss]ince )\b({_CAPITAL})(?:\s{_CAPITAL})?{is_of}"),
            re.compile(rf"(?i:\b{years}-year-old|\bteenage|\bteenager|\bschoolgirl|\bschoolboy)\s+({_CAPITAL})"),
            re.compile(
                rf"({surname})[\u3400-\u9fff]?[，（(、]?\s*(?:今年|年仅|才|刚满|刚|只有)?{han}|{han}的({surname})"
            ),
        ),
    )


def _either(names: Iterable[str]) -> re.Pattern[str]:
    """Any of some names, as it is written or in capitals; a "Will" who is no "will"."""
    written = sorted({form for name in names for form in (name, name.upper())}, key=len, reverse=True)
    return re.compile("|".join(re.escape(name) if name > "\u3000" else rf"\b{re.escape(name)}\b" for name in written))
