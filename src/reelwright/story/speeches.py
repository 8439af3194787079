"""Speeches: the elements below a character's name to spoken lines with feeling and manner.

Knows how a feeling goes on from line to line, and where it comes from when no parenthetical names
it: the words themselves, or what the speaker was just seen to feel. Refuses to know who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from reelwright.film import Emotion, Manner, SourceLine

from .acting import Delivery, colour_of_words, read_delivery
from .emphasis import notes_in, plain_text
from .lexicon import Lexicon
from .model import SpokenLine
from .names import NameFinder
from .script import Element, ElementKind

_HEARD_ONLY: Final = frozenset({"vo", "os", "oc", "旁白", "画外音", "画外", "voiceover", "offscreen"})
"""Extensions that are also read below the cue; "(on phone)" there is said of somebody who is seen."""
_OPENING_BRACKET = re.compile(r"\s*[（(]([^（）()\n]{1,12})[）)]\s*")
_PARTS = re.compile(r"[,，、;；]")
_INNER_BRACKET = re.compile(r"[（(]([^（）()\n]{1,40})[）)]")


class Report(Protocol):
    """Takes a finding by its rule."""

    def __call__(self, rule: str, message: str, where: SourceLine, *, expected: str = "", mend: str = "") -> None:
        """Add a finding."""
        ...


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, the manner that the cue itself asks for, and what everybody in the scene feels."""

    person: str
    base: Manner | None
    feelings: dict[str, Delivery]


class LineReader:
    """Reads the speeches of a script."""

    def __init__(
        self, lexicon: Lexicon, finder: NameFinder, report: Report, note: Callable[[str, SourceLine], None]
    ) -> None:
        self.lexicon = lexicon
        self.finder = finder
        self._report = report
        self._note = note

    def read(self, elements: tuple[Element, ...], speaker: Speaker) -> list[SpokenLine]:
        """The pieces of a speech from its elements below the name."""
        lines: list[SpokenLine] = []
        base = speaker.base
        delivery = Delivery(manner=base)
        told = False
        for element in elements:
            if element.kind is ElementKind.NOTE:
                self._note(element.text, element.source)
                continue
            for note in notes_in(element.text):
                self._note(note, element.source)
            text = " ".join(plain_text(element.text).split())
            if element.kind is ElementKind.PARENTHETICAL:
                delivery, told = self._next_delivery(delivery, text, element.source, base), True
                continue
            for piece, hint in _pieces(text):
                if hint:
                    delivery, told = self._next_delivery(delivery, hint, element.source, base), True
                if piece:
                    lines.append(self._line(piece, element.source, delivery if told else None, speaker))
        return lines

    def _next_delivery(self, before: Delivery, text: str, source: SourceLine, base: Manner | None) -> Delivery:
        said = read_delivery(text, self.lexicon)
        if not said.known and not self.finder.find(text):
            self._report("S009", f'nobody knows how to act "({text[:60]})"', source, expected="a word of the lexicon")
        if said.emotion or said.manner:
            emotion = said.emotion
            return Delivery(emotion, said.intensity, said.manner or base, said.gesture)
        return Delivery(before.emotion, before.intensity, before.manner or base, said.gesture)

    def _line(self, text: str, source: SourceLine, told: Delivery | None, speaker: Speaker) -> SpokenLine:
        person, base, feelings = speaker.person, speaker.base, speaker.feelings
        delivery = told or Delivery(manner=base)
        if delivery.emotion is None:
            inferred = colour_of_words(text, self.lexicon)
            if inferred.emotion is None and told is None:
                inferred = feelings.get(person, inferred)
            if inferred.emotion is Emotion.SURPRISED and delivery.manner is Manner.SOFT:
                inferred = Delivery()  # who says "What?" quietly is not startled
            delivery = Delivery(inferred.emotion, inferred.intensity, delivery.manner, delivery.gesture)
        elif person:
            feelings[person] = Delivery(delivery.emotion, round(delivery.intensity * 0.7, 3))
        shouted = _is_shouted(text)
        return SpokenLine(
            text=text,
            source=source,
            emotion=delivery.emotion or Emotion.NEUTRAL,
            intensity=delivery.intensity,
            manner=delivery.manner or (Manner.SHOUT if shouted else Manner.PLAIN),
            gesture=delivery.gesture,
        )


def fold_extension(text: str) -> str:
    """An extension as it is compared: "V. O." is "vo"."""
    return text.replace(".", "").replace(" ", "").casefold()


def extensions_below(elements: tuple[Element, ...]) -> tuple[list[str], tuple[Element, ...]]:
    """What says below a cue, before the first word of the speech, that the speaker is only heard; and what is left."""
    found: list[str] = []
    left: list[Element] = []
    for number, element in enumerate(elements):
        if element.kind is ElementKind.DIALOGUE:
            opening = _OPENING_BRACKET.match(element.text)
            if opening and fold_extension(opening.group(1)) in _HEARD_ONLY:
                spoken = replace(element, text=element.text[opening.end() :])
                return [*found, opening.group(1)], (*left, spoken, *elements[number + 1 :])
            return found, (*left, *elements[number:])
        parts = [part for part in _PARTS.split(element.text) if part.strip()]
        heard = [part for part in parts if fold_extension(part) in _HEARD_ONLY]
        if element.kind is not ElementKind.PARENTHETICAL or not heard:
            left.append(element)
            continue
        found += heard
        if len(heard) < len(parts):
            left.append(replace(element, text=", ".join(part.strip() for part in parts if part not in heard)))
    return found, tuple(left)


def _pieces(text: str) -> list[tuple[str, str]]:
    """A speech cut at the brackets inside it: each piece with the hint before it."""
    pieces: list[tuple[str, str]] = []
    hint = ""
    position = 0
    for bracket in _INNER_BRACKET.finditer(text):
        before = text[position : bracket.start()].strip()
        if before or hint:
            pieces.append((before, hint))
        hint = bracket.group(1).strip()
        position = bracket.end()
    pieces.append((text[position:].strip(), hint))
    return pieces


def _is_shouted(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    return len(words) >= 2 and all(word.isupper() for word in words)
