"""Annotating: notes of the continuity ledger, proposed from what the action lines say.

Knows which words of an action line mean an event (``data/annotate.toml``), and who does it. Refuses
to guess: where two people could be meant, and where a note stands already, nothing is proposed. A
person decides; nothing here writes a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Gesture, SourceLine

from .events import Event, EventKind, Happening, TimeShift
from .ledger import print_ledger_note
from .ledger.clock import DAY, looks_on, read_span
from .lexicon import Found, Lexicon, load_lexicon, match_phrases, word_of_prop
from .model import Act, Action, Cards, CardWish, Scene, Screenplay
from .names import NameFinder
from .script import Element, ElementKind, Script
from .tables import load_table
from .wardrobe import choose_look, find_clothes

_K = EventKind
_SENTENCE: Final = re.compile(r"[^.!?。！？…\n]+[.!?。！？…\n]*")
_CAPTION_WORDS: Final = re.compile(r"[.!。！:：,，]+$")
_NEXT_DAY: Final = re.compile(
    r"(?:the )?(?:next|following) (?:day|morning|evening|night)|第二天|次日|隔天|翌日", re.IGNORECASE
)
_MEANWHILE: Final = re.compile(r"meanwhile|at the same time|与此同时|同一时间", re.IGNORECASE)
_ABOUT_THINGS: Final = frozenset({_K.BREAK, _K.GONE, _K.TAKE, _K.PUT})
_OF_ACTS: Final = {Gesture.PICK_UP: _K.TAKE, Gesture.PUT_DOWN: _K.PUT}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A note that somebody may want to write.

    Args:
        at: the line that it follows: a heading's for what is so for a whole scene.
        note: as it would be written, brackets included.
        events: what it says.
        why: the words that it was understood from, or who proposed it.
    """

    at: SourceLine
    note: str
    events: tuple[Event, ...]
    why: str


def suggest_notes(screenplay: Screenplay, cards: Cards) -> tuple[Suggestion, ...]:
    """Propose notes for a screenplay, in the order of its lines; those that it has already are left out."""
    reader = _Reader(cards, screenplay.language)
    found = [each for scene in screenplay.scenes for each in reader.scene(scene)]
    return tuple(dict.fromkeys(found))


def with_notes(script: Script, suggestions: Iterable[Suggestion]) -> Script:
    """The script with notes after the lines that they follow; every other character stays as it was."""
    waiting: dict[int, list[Suggestion]] = {}
    for each in suggestions:
        waiting.setdefault(each.at.line, []).append(each)
    elements: list[Element] = []
    for number, element in enumerate(script.elements):
        elements.append(element)
        following = script.elements[number + 1].source.line if number + 1 < len(script.elements) else 10**9
        if element.kind in (ElementKind.ACTION, ElementKind.HEADING, ElementKind.CENTRED):
            lines = [line for line in waiting if element.source.line <= line < following]
            elements += [_note(each) for line in sorted(lines) for each in waiting.pop(line)]
    return replace(script, elements=tuple(elements))


def _note(suggestion: Suggestion) -> Element:
    return Element(ElementKind.NOTE, suggestion.note.removeprefix("[[").removesuffix("]]"))


class _Reader:
    """Reads scenes for what their action lines mean to the ledger."""

    def __init__(self, cards: Cards, language: str) -> None:
        self._cards = cards
        self._lexicon: Lexicon = load_lexicon(language)
        self._finder = NameFinder(cards)
        rows = load_table("annotate").get(self._lexicon.language, {})
        self._phrases = match_phrases(self._lexicon.language, rows if isinstance(rows, dict) else {})

    def scene(self, scene: Scene) -> Iterator[Suggestion]:
        """What a scene suggests."""
        written = [event for beat in scene.beats if isinstance(beat, Happening) for event in beat.events]
        for at, events, why in self._events(scene):
            fresh = tuple(event for event in events if not _is_written(self._by_id(event), written))
            if fresh:
                yield Suggestion(at, print_ledger_note(fresh, language=self._lexicon.language), fresh, why)

    def _events(self, scene: Scene) -> Iterator[tuple[SourceLine, tuple[Event, ...], str]]:
        for number, beat in enumerate(scene.beats):
            if isinstance(beat, CardWish) or (isinstance(beat, Action) and number == 0):
                shift = _time_of(beat.text)
                if shift is not None:
                    yield scene.source, (shift,), beat.text
            if isinstance(beat, Action):
                for event, why in self._in_action(beat, scene):
                    yield beat.source, (event,), why

    def _in_action(self, action: Action, scene: Scene) -> Iterator[tuple[Event, str]]:
        for act in action.acts:
            event = self._of_act(act)
            if event is not None:
                yield event, act.text
        yield from self._looks(action, scene)
        covered = [act.text.casefold() for act in action.acts if act.gesture in _OF_ACTS]
        subject = action.people[0] if len(action.people) == 1 else ""
        for sentence in _SENTENCE.findall(action.text):
            named = self._finder.find(sentence)
            here = {each.person for each in named}
            subject = named[0].person if len(here) == 1 else "" if here else subject
            for hit in self._phrases.find(sentence):
                before = [each.person for each in named if each.start < hit.start]
                event = self._of_phrase(hit, sentence, before[-1] if before else subject)
                words = sentence[hit.start : hit.end].casefold()
                told = any(words in text or text in words for text in covered)
                if event is not None and not told:
                    yield event, sentence[hit.start : hit.end]

    def _of_act(self, act: Act) -> Event | None:
        if not (act.person and act.prop):
            return None
        thing = self._word_for(act.prop)
        if act.gesture is Gesture.OFFER and act.toward:
            return Event(_K.GIVE, (self._name(act.person),), thing, (self._name(act.toward),))
        kind = _OF_ACTS.get(act.gesture) if act.gesture else None
        if kind is _K.TAKE:
            return Event(kind, (self._name(act.person),), thing)
        return Event(kind, what=thing) if kind else None

    def _of_phrase(self, hit: Found, sentence: str, subject: str) -> Event | None:
        kind, _, value = hit.value.partition(" ")
        event = EventKind(kind)
        if event in _ABOUT_THINGS:
            props = [prop for prop in self._lexicon.props.find(sentence) if prop.end > hit.start]
            if not props or (event is _K.TAKE and not subject):
                return None
            thing = self._word_for(props[0].value)
            return Event(event, (self._name(subject),), thing) if event is _K.TAKE else Event(event, what=thing)
        if not subject:
            return None
        name = (self._name(subject),)
        return Event(event, name) if event is _K.DIE else Event(event, name, self._mark(value))

    def _looks(self, action: Action, scene: Scene) -> Iterator[tuple[Event, str]]:
        """A look of somebody's card that the words name and the scene does not put on."""
        text = action.text.casefold()
        yield from self._clothes(action, scene)
        for person in action.people if len(action.people) == 1 else ():
            card = self._cards.people.get(person)
            for look in card.looks if card else ():
                seen = scene.opening.get(person)
                worn = (seen.look if seen else "") or (card.looks[0].name if card else "")
                if look.name != worn and len(look.name) > 1 and look.name.casefold() in text:
                    yield Event(_K.WEAR, (self._name(person),), look.name), look.name

    def _clothes(self, action: Action, scene: Scene) -> Iterator[tuple[Event, str]]:
        """A look that fits what the words put on or take off, where they do not call it by its name."""
        subject = action.people[0] if len(action.people) == 1 else ""
        for sentence in _SENTENCE.findall(action.text):
            named = self._finder.find(sentence)
            for dressed in find_clothes(sentence, self._lexicon.language):
                before = [each.person for each in named if each.start < dressed.start]
                card = self._cards.people.get(before[-1] if before else subject)
                if card is None or any(look.name.casefold() in sentence.casefold() for look in card.looks[1:]):
                    continue
                seen = scene.opening.get(card.id)
                name = choose_look(card.looks, (seen.look if seen else "") or card.looks[0].name, dressed)
                if name:
                    yield Event(_K.WEAR, (card.name,), name), dressed.words

    def _name(self, person: str) -> str:
        card = self._cards.people.get(person)
        return card.name if card else person

    def _by_id(self, event: Event) -> Event:
        ids = {card.name: key for key, card in self._cards.people.items()}
        return replace(
            event,
            who=tuple(ids.get(name, name) for name in event.who),
            whom=tuple(ids.get(name, name) for name in event.whom),
        )

    def _word_for(self, prop: str) -> str:
        """What a script of this language calls a kind of prop."""
        return word_of_prop(prop, self._lexicon.language)

    def _mark(self, mark: str) -> str:
        return _MARKS_ZH.get(mark, mark) if self._lexicon.language == "zh" else mark


_MARKS_ZH: Final = {
    "bruise": "淤青", "cut": "伤口", "plaster": "创可贴", "dirt": "污渍", "wet": "湿透", "scar": "伤疤",
}  # fmt: skip


def _time_of(text: str) -> Event | None:
    """The shift in time that a caption or a scene's first words mean."""
    words = _CAPTION_WORDS.sub("", " ".join(text.split()))
    if _MEANWHILE.fullmatch(words):
        return Event(_K.MEANWHILE)
    if _NEXT_DAY.fullmatch(words):
        return Event(_K.DAY, time=TimeShift(minutes=DAY))
    span = read_span(words)
    if span is None:
        return None
    if span < 0:
        return Event(_K.FLASHBACK, time=TimeShift(minutes=span))
    return Event(_K.DAY, time=TimeShift(minutes=span)) if looks_on(words) else None


def _is_written(event: Event, written: Sequence[Event]) -> bool:
    """Whether a scene has a note that says as much: the same kind about the same people and thing."""
    if event.kind in (_K.FLASHBACK, _K.DAY, _K.MEANWHILE):
        return any(each.kind in (_K.FLASHBACK, _K.DAY, _K.MEANWHILE, _K.DREAM) for each in written)
    return any(
        each.kind is event.kind and each.who == event.who and each.what.casefold().endswith(event.what.casefold())
        for each in written
    )


@dataclass(frozen=True, slots=True)
class Annotated:
    """A script with notes proposed for it.

    Args:
        before: its text as it is.
        after: its text with the notes.
    """

    script: Script
    suggestions: tuple[Suggestion, ...]
    before: str
    after: str
