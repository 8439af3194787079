"""Scenes: the beats of a story laid into places and times, and what of its narration can be seen or heard.

Knows places, times, deeds. What can be acted is an action; a little of what cannot is said by the narrator;
the rest stays in the script as synopses, which nobody films. Refuses to invent anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from reelwright.film import OUTDOOR_KINDS

from ...acting import ABBREVIATED
from ...lexicon import Lexicon, Matcher, find_words, load_lexicon
from ...placing import place_kind
from ...saying import breaths, seconds_to_say
from ...script import Element, ElementKind
from ...tables import load_table, words_in
from .reading import table_for
from .speakers import Beat, Said

_K = ElementKind
_SENTENCE: Final = re.compile(rf"(?:[^.!?。！？…]|{ABBREVIATED})+(?:[.!?。！？…]+[\"'”’]*\s*|$)")
_INTO: Final = re.compile(
    r"\b(?:in|on|into|inside|at|to|through|outside|reached|entered|across|opened|closed)\s+(?:the|an?|her|his|their|my|our)\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_HAN_INTO: Final = re.compile(
    r"(?:在|到|来到|走进|回到|去了|回了|进入|进了|跑进|冲进|出了|推开|开了|关了)(?:[\u4e00-\u9fff]{0,4}的)?$"
)
_WHICH: Final = re.compile(r"\b(?:the|an?|her|his|their|my|our)\s(?P<word>[a-z]{3,})\s$")
"""What stands before a place that is of some kind: "the clock shop"."""
_HAN_PLACE: Final = re.compile(
    r"(?:走进|来到|回到|进入|跑进|冲进|走出|跑出|推开|在|到)了?(?P<place>[\u4e00-\u9fff]{1,3}?(?:店|铺|行|坊|馆|厅|室|院|楼|庙|寺|厂|站|房))"
    r"(?=[的里外门，。！？]|$)"
)
"""A Chinese place of no list, by how it ends and by who goes there: 钟表店."""
_TOGETHER: Final = re.compile(r"\b(?:they|them|both|together)\b|他们|她们|两人|一起", re.IGNORECASE)
_TIMES: Final = ("dawn", "day", "dusk", "night")
_HAN_TIMES: Final = {"dawn": "清晨", "day": "日", "dusk": "黄昏", "night": "夜"}
_NARRATED: Final = 2
"""Sentences of a scene that the narrator may say at its beginning; one more wherever it turns."""
_SETTLED: Final = 3
"""Paragraphs of a scene after which nobody new was there all along."""
_LINE, _DEED, _OPENING = 0.74, 1.4, 3.1


@dataclass(slots=True)
class Unit:
    """A part of a scene that stays together.

    Args:
        heading: the place and time, as a heading.
        opens: a scene begins with it, a chapter with ``chapter``.
        again: that scene plays where and when the one before it did.
    """

    heading: str
    opens: bool
    chapter: bool
    again: bool = False
    elements: list[Element] = field(default_factory=list)
    seconds: float = 0.0
    last_said: str = ""


@dataclass(slots=True)
class SceneMaker:
    """Lays beats into scenes, one paragraph after the other."""

    language: str
    people: Sequence[str]
    units: list[Unit] = field(default_factory=list)
    _place: str = ""
    _time: str = "day"
    _fresh: bool = True
    _chapter: bool = True
    _narrated: int = 0
    _here: set[str] = field(default_factory=set)
    _since: int = 0
    _talked: bool = False
    _together: bool = False

    def __post_init__(self) -> None:
        self._place = self._place or words_in(table_for(self.language)["nowhere"])[0]

    def begin(self, *, chapter: bool) -> None:
        """A break in the story: what follows is another scene."""
        self._fresh, self._chapter = True, self._chapter or chapter

    def paragraph(self, beats: Sequence[Beat]) -> None:
        """Lay one paragraph."""
        moved = False
        for beat in beats:
            if not isinstance(beat, Said):
                moved = self._moves(beat.text) or moved
        if moved:
            self._fresh = True
        unit = self._unit()
        joined = _joined(beats)
        self._bring_in(unit, joined)
        for beat in joined:
            if isinstance(beat, Said):
                self._say(unit, beat)
            else:
                self._tell(unit, beat.text)

    def _unit(self) -> Unit:
        opens = self._fresh or not self.units
        heading = self._heading()
        again = opens and bool(self.units) and self.units[-1].heading == heading
        unit = Unit(heading, opens, self._chapter and opens, again)
        if opens:
            self._fresh, self._chapter, self._narrated = False, False, 0
            unit.seconds += _OPENING
        self.units.append(unit)
        return unit

    def _bring_in(self, unit: Unit, beats: Sequence[Beat]) -> None:
        """Who is first named or heard well after a scene began, and after others spoke in it, comes in then."""
        if unit.opens:
            self._here, self._since, self._talked, self._together = set(), 0, False, False
        self._since += 1
        for beat in beats:
            said = isinstance(beat, Said)
            new = {beat.who} if isinstance(beat, Said) and not beat.unseen else set()
            new |= set() if said else {name for name in self.people if name in beat.text}
            for name in (each for each in self.people if each in new - self._here):
                if self._talked and self._since > _SETTLED and not self._together:
                    word = "进场" if self.language == "zh" else "enter"
                    unit.elements.append(Element(_K.NOTE, f"{word}: {name}"))
            self._together = self._together or (not said and _TOGETHER.search(beat.text) is not None)
            self._here |= new
            self._talked = self._talked or said

    # --- where and when

    def _moves(self, text: str) -> bool:
        """Whether narration goes to another place or time; from now on it is that."""
        before = (self._place, self._time)
        for name in _places_in(text, self.language, first=not self.units):
            self._place = name
        lexicon = load_lexicon(self.language)
        times = [hit.value for hit in lexicon.time.find(_first_sentence(text)) if hit.value in _TIMES]
        if times:
            self._time = times[0]
        return before != (self._place, self._time)

    def _heading(self) -> str:
        outside = _is_outside(self._place)
        if self.language == "zh":
            return f"{'外景' if outside else '内景'} {self._place} {_HAN_TIMES[self._time]}"
        return f"{'EXT' if outside else 'INT'}. {self._place.upper()} - {self._time.upper()}"

    # --- what is said and told

    def _say(self, unit: Unit, said: Said) -> None:
        who = said.who or str(table_for(self.language)["narrator"])
        self._speech(unit, who, said.how, said.text, *(["O.S."] if said.unseen else []))
        unit.last_said = said.text

    def _speech(self, unit: Unit, who: str, how: str, text: str, *extensions: str) -> None:
        cue = who if self.language == "zh" else who.upper()
        first, *others = breaths(text)
        unit.elements.append(Element(_K.CHARACTER, cue, extensions=extensions))
        if how:
            unit.elements.append(Element(_K.PARENTHETICAL, how))
        unit.elements.append(Element(_K.DIALOGUE, first))
        for other in others:
            beat = "停顿" if self.language == "zh" else "beat"
            unit.elements += [Element(_K.PARENTHETICAL, beat), Element(_K.DIALOGUE, other)]
        unit.seconds += sum(seconds_to_say(piece) + _LINE for piece in (first, *others))

    def _tell(self, unit: Unit, text: str) -> None:
        seen: list[str] = []
        lexicon = load_lexicon(self.language)
        for sentence in (found.strip() for found in _SENTENCE.findall(text)):
            if not re.search(r"\w", sentence):
                continue
            if self._is_deed(sentence, lexicon):
                seen.append(sentence)
                continue
            self._flush(unit, seen)
            if self._narrated < _NARRATED and len(sentence) <= (60 if self.language == "zh" else 160):
                self._narrated += 1
                narrator = str(table_for(self.language)["narrator"])
                self._speech(unit, narrator, "", sentence, "V.O.")
            else:
                unit.elements.append(Element(_K.SYNOPSIS, sentence))
        self._flush(unit, seen)

    def _flush(self, unit: Unit, seen: list[str]) -> None:
        if seen:
            unit.elements.append(Element(_K.ACTION, ("" if self.language == "zh" else " ").join(seen)))
            unit.seconds += _DEED * len(seen)
            self._narrated = min(self._narrated, _NARRATED - 1)
            seen.clear()

    def _is_deed(self, sentence: str, lexicon: Lexicon) -> bool:
        """Whether somebody does something in a sentence that can be drawn, or it is short and begins with them."""
        if not self._has_person(sentence):
            return False
        if lexicon.action.find(sentence):
            return True
        table = table_for(self.language)
        starts = (*self.people, *words_in(table["she"]), *words_in(table["he"]))
        short = len(sentence) <= (24 if self.language == "zh" else 80)
        return short and any(sentence.lower().startswith(word.lower()) for word in starts)

    def _has_person(self, sentence: str) -> bool:
        table = table_for(self.language)
        if any(name in sentence for name in self.people):
            return True
        if self.language == "zh":
            return any(word in sentence for word in (*words_in(table["she"]), *words_in(table["he"])))
        return re.search(r"\b(?:she|he)\b", sentence, re.IGNORECASE) is not None


def _joined(beats: Sequence[Beat]) -> list[Beat]:
    """Beats in which a speech that was only broken by its attribution is one again."""
    joined: list[Beat] = []
    for beat in beats:
        last = joined[-1] if joined else None
        if not isinstance(beat, Said):
            joined.append(beat)
        elif isinstance(last, Said) and last.who == beat.who:
            gap = "" if last.text[-1:] > "\u2e80" else " "
            text = _ended(last.text, beat.text) + gap + beat.text
            joined[-1] = replace(last, how=last.how or beat.how, text=text)
        else:
            joined.append(beat)
    return [replace(b, text=_ended(b.text)) if isinstance(b, Said) else b for b in joined]


def _ended(text: str, following: str = "") -> str:
    """A speech with a stop where its attribution had a comma, unless its sentence goes on."""
    if text.endswith((",", "，")) and not following[:1].islower():
        return f"{text[:-1]}{'。' if text.endswith('，') else '.'}"
    return text


def _first_sentence(text: str) -> str:
    found = _SENTENCE.findall(text)
    return found[0] if found else text


@cache
def _place_words(language: str) -> Matcher:
    han = language == "zh"
    barred = words_in(table_for(language)["not_gone_to"])
    listed: dict[str, tuple[str, ...]] = {}
    for section, unsure in (("places", ()), ("nearest", barred)):
        rows = load_table("casting")[section]
        for kind, words in rows.items() if isinstance(rows, dict) else ():
            fit = (word.lower() for word in words_in(words) if len(word) > 1 and (word >= "\u3400") == han)
            listed[kind] = (*listed.get(kind, ()), *(word for word in fit if word not in unsure))
    more = table_for(language).get("places")
    for kind, words in more.items() if isinstance(more, dict) else ():
        listed[kind] = (*listed.get(kind, ()), *words_in(words))
    return find_words(language, listed)


def _places_in(text: str, language: str, *, first: bool = False) -> Iterator[str]:
    """Places that somebody is in or goes to, as they are called, in order; as a story begins, any that it names."""
    han = language == "zh"
    into = _HAN_INTO if han else _INTO
    spans = [(hit.start, hit.end) for hit in _place_words(language).find(text)]
    spans = _ending_in_place(text, spans) if han else [_with_what(text, span) for span in spans]
    for start, end in spans:
        if first or into.search(text[:start]):
            yield text[start:end].lower().removesuffix("上")


def _with_what(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """An English place with the word that says which: of "shop" in "into the clock shop", the clock shop."""
    found = _WHICH.search(text[: span[0]])
    word = found["word"] if found else ""
    return (span[0] - len(word) - 1, span[1]) if word and word not in words_in(table_for("en")["sized"]) else span


def _ending_in_place(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Chinese places: those of the lists, and what ends as places end after a word that says somebody goes there."""
    for found in _HAN_PLACE.finditer(text):
        start, end = found.span("place")
        if not any(begin < end and start < finish for begin, finish in spans):
            spans.append((start, end))
    return sorted(spans)


def _is_outside(place: str) -> bool:
    return place_kind(place, outside=False) in OUTDOOR_KINDS
