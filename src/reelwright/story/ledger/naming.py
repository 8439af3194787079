"""Names in notes to what they mean: people, looks, marks, places, and things by their one name.

Knows cards and the words of the lexicon. Refuses to know whether what a note says can be so: that is
``replay.py``. What nobody knows is reported, and its event left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final, Protocol

from reelwright.film import PROP_KINDS, Mark, SourceLine

from ..events import Event, EventKind, Happening
from ..lexicon import Lexicon, load_lexicon, read_effect
from ..model import Cards, Person
from ..names import NameFinder, fold_name, index_names
from ..sheet import suggest

_K = EventKind
THINGS: Final = frozenset({_K.HOLD, _K.TAKE, _K.PUT, _K.GIVE, _K.STATE, _K.BREAK, _K.REPAIR, _K.GONE})
"""Kinds of event that are about a thing that can be had."""
FACTS: Final = frozenset({_K.KNOWS, _K.LEARNS, _K.TELLS, _K.LIE, _K.NEEDS})
TEXTS: Final = FACTS | {
    _K.GOAL, _K.REACHED, _K.FAILED, _K.PLANT, _K.PAYS, _K.OPEN, _K.QUESTION, _K.ANSWERS,
}  # fmt: skip
"""Kinds of event that are known by their words: `what` as written, `to` folded."""
_OWNED: Final = re.compile(r"(.+?)(?:['’]s?\s+|的)(.+)", re.DOTALL)
_NOT: Final = re.compile(r"(?:no|not|without)\s+|没有|没|无|不", re.IGNORECASE)
_ENDING: Final = ".!?。！？… "


class Report(Protocol):
    """Hears of a mistake in a note."""

    def __call__(self, rule: str, message: str, where: SourceLine, *, expected: str = "", mend: str = "") -> None:
        """This is wrong there."""


@cache
def fold_words(text: str) -> str:
    """Words in the one form in which facts, goals and set-ups are compared."""
    return " ".join(text.replace("’", "'").casefold().rstrip(_ENDING).split())


@cache
def kind_of_thing(name: str, language: str) -> str:
    """The kind of prop that is drawn for a thing of that name, "" for none."""
    folded = name.strip().casefold().replace(" ", "_")
    if folded in PROP_KINDS:
        return folded
    found = load_lexicon(language).props.find(name)
    return found[-1].value if found else ""


@cache
def mark_named(name: str, language: str) -> str:
    """The mark that a word means: one that can be drawn, else the word itself, folded."""
    folded = fold_words(name)
    if folded in tuple(Mark):
        return folded
    lexicon = load_lexicon(language)
    marks = [mark for hit in lexicon.action.find(name) for mark in sorted(read_effect(hit.value).marks)]
    return marks[0].value if marks else folded


def denied(claim: str) -> tuple[bool, str]:
    """Whether a claim says "no …", and of what."""
    found = _NOT.match(claim)
    return (True, claim[found.end() :].strip()) if found else (False, claim)


def look_named(person: Person, name: str) -> str | None:
    """The name of a person's look as the card writes it, None when the card has no such look."""
    folded = _fold_look(name)
    return next((look.name for look in person.looks if _fold_look(look.name) == folded), None)


def own_thing(person: str, kind: str) -> str:
    """The name of a thing that everybody has one of: a person's own phone."""
    return f"{person}'s {kind}"


class NoteResolver:
    """Says what the names in the notes of one script mean."""

    def __init__(self, cards: Cards, finder: NameFinder, lexicon: Lexicon, report: Report) -> None:
        self._cards = cards
        self._finder = finder
        self._language = lexicon.language
        self._report = report
        self._places = index_names(cards.places)
        self._ways: dict[EventKind, Callable[[Event], Iterator[Event]]] = {
            _K.WEAR: self._look,
            _K.HURT: self._mark,
            _K.HEAL: self._mark,
            _K.TRAVEL: self._goal_place,
            _K.DRIVE: self._goal_place,
            _K.VEHICLE: self._goal_place,
            _K.BOARD: self._vehicle,
            _K.ANCHORS: self._anchors,
            _K.SHOWS: self._claim,
        }

    def resolve(self, happening: Happening) -> Happening | None:
        """The same note with ids in place of names; None when nothing of it is understood."""
        events = tuple(known for event in happening.events for known in self._event(event))
        return replace(happening, events=events) if events else None

    def _event(self, event: Event) -> Iterator[Event]:
        who = tuple(filter(None, (self._person(name, event.source) for name in event.who)))
        whom = tuple(filter(None, (self._person(name, event.source) for name in event.whom)))
        if len(who) < len(event.who) or len(whom) < len(event.whom):
            return
        named = replace(event, who=who, whom=whom)
        if event.kind in THINGS:
            yield from self._thing(named)
        elif event.kind is _K.VALUE:
            yield replace(named, what=fold_words(named.what), to=fold_words(named.to))
        elif event.kind in TEXTS:
            yield replace(named, to=fold_words(named.what))
        else:
            way = self._ways.get(event.kind)
            yield from way(named) if way else (named,)

    def _person(self, name: str, source: SourceLine) -> str:
        person = self._finder.speaker(name)
        if not person:
            known = tuple(sorted(card.name for card in self._cards.people.values()))
            mend = suggest(name[:60], known) if known else ""
            self._report("S018", f'no cast card is called "{name[:60]}"', source, mend=mend)
        return person

    def _look(self, event: Event) -> Iterator[Event]:
        for person in event.who:
            card = self._cards.people[person]
            look = look_named(card, event.what)
            if look is not None:
                yield replace(event, who=(person,), what=look)
                continue
            known = tuple(each.name for each in card.looks)
            self._report(
                "S010",
                f'{card.name} has no look called "{event.what[:60]}"',
                event.source,
                expected=f"one of {', '.join(known)}",
                mend=f'add a [[look]] with name = "{event.what[:60]}" to the card, or {suggest(event.what, known)}',
            )

    def _mark(self, event: Event) -> Iterator[Event]:
        yield replace(event, what=mark_named(event.what, self._language) if event.what else "")

    def _thing(self, event: Event) -> Iterator[Event]:
        kind = kind_of_thing(event.what, self._language)
        if not kind and event.kind is _K.HOLD:
            self._report(
                "S011",
                f'"{event.what[:60]}" is no prop that can be drawn',
                event.source,
                expected=f"one of {', '.join(PROP_KINDS)}",
                mend=suggest(event.what[:60], PROP_KINDS),
            )
            return
        yield replace(event, what=self.thing_named(event.what), drawn=kind)

    def thing_named(self, name: str) -> str:
        """A thing's name in the one form: ``Lin's phone`` and 林的手机 are one."""
        owned = _OWNED.fullmatch(name.strip())
        owner = self._finder.speaker(owned[1]) if owned else ""
        rest = fold_name(owned[2]) if owned and owner else fold_name(name)
        kind = kind_of_thing(rest, self._language)
        plain = kind if kind and self._is_plain(rest, kind) else rest
        return own_thing(owner, plain) if owner else plain

    def _is_plain(self, name: str, kind: str) -> bool:
        """Whether a name says the kind and nothing more: letter, 信; not the red letter."""
        found = load_lexicon(self._language).props.find(name)
        whole = bool(found) and found[0].start == 0 and found[-1].end == len(name) and len(found) == 1
        return name.replace(" ", "_") == kind or whole

    def _place(self, name: str, source: SourceLine) -> str:
        place = self._places.get(fold_name(name), "")
        if not place:
            known = tuple(sorted(card.name for card in self._cards.places.values()))
            mend = suggest(name[:60], known) if known else ""
            self._report("L002", f'no place card is called "{name[:60]}"', source, mend=mend)
        return place

    def _goal_place(self, event: Event) -> Iterator[Event]:
        place = self._place(event.to, event.source)
        if place:
            yield replace(event, what=fold_name(event.what), to=place)

    def _vehicle(self, event: Event) -> Iterator[Event]:
        yield replace(event, what=fold_name(event.what))

    def _anchors(self, event: Event) -> Iterator[Event]:
        place = self._place(event.what, event.source)
        if place:
            yield replace(event, what=place, to=fold_name(event.to))

    def _claim(self, event: Event) -> Iterator[Event]:
        person = self._finder.speaker(event.what)
        if not person:
            yield replace(event, what=self.thing_named(event.what), to=fold_words(event.to))
            return
        no, claim = denied(event.to)
        card = self._cards.people[person]
        look = look_named(card, claim)
        mark = mark_named(claim, self._language)
        kind = kind_of_thing(claim, self._language)
        if look is not None:
            kept = ("look", look)
        elif kind and mark not in tuple(Mark):
            kept = ("thing", self.thing_named(claim))
        else:
            kept = ("mark", mark)
        yield replace(event, who=(person,), what=kept[0], to=f"no {kept[1]}" if no else kept[1], drawn=kind)


def _fold_look(name: str) -> str:
    return name.casefold().replace("-", " ").replace("_", " ").strip()
