"""What people do and feel: action lines and parentheticals, understood with the help of a lexicon.

Knows sentences, clauses, pronouns. Refuses to understand more than the lexicon says: a line that it
does not know is shown as it is written and acted by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from reelwright.film import Emotion, Gesture, Manner, SourceLine

from .lexicon import Effect, Found, Lexicon, read_effect
from .model import Act, Action, Person
from .names import Mention, NameFinder

ABBREVIATED: Final = r"(?:(?<=\bMr)|(?<=\bMs)|(?<=\bDr)|(?<=\bSt)|(?<=\bMrs)|(?<=\bProf)|(?<=\b[A-HJ-Z]))\."
"""A full stop that ends no sentence."""
_SENTENCE = re.compile(rf"(?:[^.!?。！？…\n]|{ABBREVIATED})+(?:[.!?。！？…\n]+|$)")
_CLAUSE_MARK = re.compile(r"[,;:，；：—]")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|&")
_HAN_PRONOUN = re.compile(r"[她他](?!们)|对方")
_COVERED: Final = "\u25a1"
_LONGEST_READ: Final = 4000
_NEEDS_PROP: Final = frozenset({Gesture.HOLD, Gesture.PUT_DOWN, Gesture.PICK_UP, Gesture.READ})
_OWN_PROP: Final = {
    Gesture.PHONE_TO_EAR: "phone",
    Gesture.EAT: "bowl",
    Gesture.DRINK: "cup",
    Gesture.POUR: "bottle",
    Gesture.TYPE: "phone",
}
"""What a gesture has in hand when nothing is named; who eats has a bowl whatever is in it."""
_FROM: Final = {
    Gesture.DRINK: frozenset({"cup", "bottle", "wine_glass", "bowl"}),
    Gesture.POUR: frozenset({"bottle"}),
    Gesture.TYPE: frozenset({"phone", "laptop"}),
}
"""What people drink from, pour from and type on."""
_DETERMINERS: Final = frozenset(
    {"the", "a", "an", "his", "her", "their", "some", "in", "on", "to", "with", "and", "but", "by", "at"}
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a parenthetical wants a line: what it does not say is None.

    Args:
        known: whether anything in it was understood.
    """

    emotion: Emotion | None = None
    intensity: float = 0.6
    manner: Manner | None = None
    gesture: Gesture | None = None
    known: bool = True


@dataclass(slots=True)
class Focus:
    """Who and what was spoken of last, the latest at the end; carried through a scene."""

    people: list[str] = field(default_factory=list)
    prop: str = ""

    def name(self, person: str) -> None:
        """Somebody is named."""
        if person in self.people:
            self.people.remove(person)
        self.people.append(person)


def read_delivery(text: str, lexicon: Lexicon) -> Delivery:
    """Understand a parenthetical."""
    found = lexicon.parenthetical.find(text)
    emotion: Emotion | None = None
    intensity = 0.6
    manner: Manner | None = None
    gesture: Gesture | None = None
    for hit, effect in _effects(text, found, lexicon):
        if effect.emotion and emotion is None:
            emotion, intensity = effect.emotion, _with_degree(text, hit, effect.intensity, lexicon)
        manner = manner or effect.manner
        gesture = gesture or effect.gesture
    return Delivery(emotion, intensity, manner, gesture, known=bool(found) or not any(map(str.isalnum, text)))


def colour_of_words(text: str, lexicon: Lexicon) -> Delivery:
    """What the words of a speech themselves say about how they are said."""
    for hit, effect in _effects(text, lexicon.speech.find(text[:600]), lexicon):
        if effect.emotion:
            louder = 0.15 if text[hit.end : hit.end + 2].startswith(("!", "！", "?!", "？！")) else 0.0
            return Delivery(effect.emotion, min(1.0, effect.intensity + louder))
    return Delivery()


class ActionReader:
    """Understands the action lines of one scene, one after the other."""

    def __init__(self, people: dict[str, Person], finder: NameFinder, lexicon: Lexicon, focus: Focus) -> None:
        self._people = people
        self._finder = finder
        self._lexicon = lexicon
        self._focus = focus

    def read(self, text: str, source: SourceLine) -> Action:
        """Understand one paragraph."""
        read = text[:_LONGEST_READ]
        named: list[str] = []
        acts: list[Act] = []
        subject = ""
        for sentence in _SENTENCE.findall(read):
            subject, found = self._sentence(sentence, subject, named)
            acts += _without_echoes(found)
        read = self._cover_names(read)
        props = tuple(dict.fromkeys(hit.value for hit in self._lexicon.props.find(read)))
        return Action(
            text=text,
            source=source,
            people=tuple(dict.fromkeys(named)),
            acts=tuple(acts),
            props=props,
            sounds=self._sounds(read),
        )

    def _sounds(self, text: str) -> tuple[str, ...]:
        heard = [(hit.start, hit.value) for hit in self._lexicon.sounds.find(text)]
        for hit, effect in _effects(text, self._lexicon.action.find(text), self._lexicon):
            heard += [(hit.start, sound) for sound in effect.sounds]
        return tuple(dict.fromkeys(sound for _, sound in sorted(heard)))

    def _sentence(self, sentence: str, subject: str, named: list[str]) -> tuple[str, list[Act]]:
        mentions = [mention for mention in self._finder.find(sentence) if not self._is_absent(sentence, mention)]
        covered = self._cover_names(sentence)
        hits = list(_effects(covered, self._lexicon.action.find(covered), self._lexicon))
        props = self._lexicon.props.find(covered)
        walk = _Clauses(sentence, subject if _begins_with(hits, sentence) else "", self._lexicon)
        events: list[tuple[int, Mention | _Pronoun | tuple[Found, Effect]]] = [
            *((mention.start, mention) for mention in mentions),
            *((pronoun.start, pronoun) for pronoun in self._pronouns(sentence)),
            *((hit.start, (hit, effect)) for hit, effect in hits),
        ]
        for _, event in sorted(events, key=lambda pair: pair[0]):
            if isinstance(event, tuple):
                walk.does(event[0], event[1])
                continue
            person = event.person if isinstance(event, Mention) else self._resolve(event, walk.spoken_subject)
            if person:
                self._focus.name(person)
                named.append(person)
                walk.names(person, event.start, event.end)
        acts = [act for done in walk.done if (act := self._act(done, sentence, props)) and (act.person or act.prop)]
        if props:
            self._focus.prop = props[-1].value
        return walk.subject or subject, acts

    def _cover_names(self, text: str) -> str:
        """The text with its names painted over: Rose is no flower and Will no document."""
        pieces: list[str] = []
        position = 0
        for mention in self._finder.find(text):
            pieces += [text[position : mention.start], _COVERED * (mention.end - mention.start)]
            position = mention.end
        return "".join([*pieces, text[position:]])

    def _is_absent(self, sentence: str, mention: Mention) -> bool:
        """Whether a name is only spoken of: a message from her, his flat."""
        grammar = self._lexicon.grammar
        before = sentence[: mention.start].rstrip()
        after = sentence[mention.end :]
        if self._lexicon.language == "zh":
            owned = after.startswith("的") and not any(after[1:].startswith(word) for word in grammar["body"])
            return owned or any(before.endswith(word) for word in grammar["absent"])
        words = _LATIN_WORD.findall(before)
        if words and words[-1].lower() in grammar["absent"]:
            return True
        owned_word = re.match(r"['’]s?\s+(\w+)", after)
        return owned_word is not None and owned_word.group(1).lower() not in grammar["body"]

    def _pronouns(self, sentence: str) -> Iterator[_Pronoun]:
        grammar = self._lexicon.grammar
        if self._lexicon.language == "zh":
            for hit in _HAN_PRONOUN.finditer(sentence):
                after = sentence[hit.end() :]
                if not after.startswith("的") or any(after[1:].startswith(word) for word in grammar["body"]):
                    gender = {"她": "female", "他": "male"}.get(hit.group(), "")
                    yield _Pronoun(hit.start(), hit.end(), gender)
            return
        words = list(_LATIN_WORD.finditer(sentence))
        for number, word in enumerate(words):
            form = word.group().lower()
            gender = "female" if form in grammar["she"] else "male" if form in grammar["he"] else ""
            following = words[number + 1].group().lower() if number + 1 < len(words) else ""
            if gender and self._stands_for_a_person(form, following, sentence[word.end() :], first=number == 0):
                yield _Pronoun(word.start(), word.end(), gender)
            elif gender and number and form in ("her", "his") and following in grammar["body"]:
                yield _Pronoun(word.start(), word.end(), gender, owner=True)

    def _stands_for_a_person(self, form: str, following: str, after: str, *, first: bool) -> bool:
        if form in ("she", "he", "him"):
            return True
        if form not in ("her", "his"):
            return False
        if first:
            return following in self._lexicon.grammar["body"]
        ends_here = not following or not after[:1].isspace()
        return form == "her" and (ends_here or following in _DETERMINERS)

    def _resolve(self, pronoun: _Pronoun, subject: str) -> str:
        """The person named last whose gender fits; never the subject of the same clause.

        "Dan takes her hand" is another's hand, "Dan covers his mouth" his own.
        """
        own = self._people.get(subject)
        if pronoun.owner and (own is None or own.gender in (pronoun.gender, "neutral")):
            return ""
        for person in reversed(self._focus.people):
            card = self._people.get(person)
            fits = card is not None and (not pronoun.gender or card.gender in (pronoun.gender, "neutral"))
            if fits and person != subject:
                return person
        return subject if own and own.gender in (pronoun.gender, "neutral") else ""

    def _act(self, done: _Done, sentence: str, props: list[Found]) -> Act | None:
        effect = done.effect
        wants_prop = effect.gives or effect.gesture in _NEEDS_PROP
        prop = effect.prop or self._own_prop(effect.gesture, done.hit, sentence, props)
        if wants_prop and not prop:
            prop = self._prop_of(done.hit, sentence, props)
            if not prop:
                return None
        return Act(
            person=done.subject,
            gesture=effect.gesture,
            emotion=effect.emotion,
            intensity=_with_degree(sentence, done.hit, effect.intensity, self._lexicon),
            toward=done.toward,
            prop=prop,
            enters=effect.enters,
            marks=effect.marks,
            text=sentence[done.hit.start : done.hit.end],
            posture=effect.posture,
            walks=effect.walks,
            hides=effect.hides,
            thin=effect.thin,
        )

    def _own_prop(self, gesture: Gesture | None, hit: Found, sentence: str, props: list[Found]) -> str:
        """What a gesture has in hand by itself: "sips her wine" is a glass, "drinks" alone a cup."""
        if gesture is None or gesture not in _FROM:
            return _OWN_PROP.get(gesture, "") if gesture else ""
        named = self._prop_of(hit, sentence, props)
        return named if named in _FROM[gesture] else _OWN_PROP[gesture]

    def _prop_of(self, hit: Found, sentence: str, props: list[Found]) -> str:
        following = [prop for prop in props if prop.end > hit.start]
        if following:
            return following[0].value
        if props:
            return props[-1].value
        spoken_of = re.search(r"\b(?:it|them|one)\b|它", sentence[hit.start :])
        return self._focus.prop if spoken_of else ""


@dataclass(frozen=True, slots=True)
class _Pronoun:
    start: int
    end: int
    gender: str
    owner: bool = False


@dataclass(slots=True)
class _Done:
    """Something done: which phrase, by whom, towards whom."""

    hit: Found
    effect: Effect
    subject: str
    toward: str = ""


class _Clauses:
    """Walks through a sentence and says who does each thing to whom."""

    def __init__(self, sentence: str, subject: str, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.subject = subject
        self.done: list[_Done] = []
        self._join = lexicon.grammar["join"]
        self._latin = lexicon.language != "zh"
        self._end = 0
        self._first = True  # nothing of this clause was seen yet
        self._only_names = False
        self._open: _Done | None = None  # the last thing done in this clause
        self._object = ""  # somebody named before what is done to them

    @property
    def spoken_subject(self) -> str:
        """The subject, once this sentence itself has one; not the one carried over from before."""
        return "" if self._first else self.subject

    def names(self, person: str, start: int, end: int) -> None:
        """Somebody is named."""
        boundary = self._boundary(start)
        if boundary == "and" and self._only_names:
            self._object = self._object or (person if person != self.subject else "")
        elif boundary or self._first:
            self.subject = person
            self._open, self._object, self._only_names = None, "", True
        elif self._open is not None:
            if not self._open.toward and person != self._open.subject:
                self._open.toward = person
        elif person != self.subject:
            self._object = person
        self._first, self._end = False, end

    def does(self, hit: Found, effect: Effect) -> None:
        """Something is done."""
        if self._boundary(hit.start):
            self._object = ""
        self._open = _Done(hit, effect, self.subject, self._object)
        self._first, self._only_names, self._end = False, False, hit.end
        if effect.shows:
            self.done.append(self._open)

    def _boundary(self, start: int) -> str:
        """Whether a clause ends between the last event and this one: "and", "other" or ""."""
        gap = self.sentence[self._end : start]
        if _CLAUSE_MARK.search(gap):
            return "other"
        if self._latin:
            joins = [word.lower() for word in _LATIN_WORD.findall(gap) if word.lower() in self._join]
        else:
            joins = ["and"] if any(mark in gap for mark in "、和与") else [word for word in self._join if word in gap]
        return "" if not joins else "and" if joins[-1] in ("and", "&") else "other"


def _without_echoes(acts: list[Act]) -> list[Act]:
    """Acts without those that only say the one before again: "holds it, clutching it"."""
    kept: list[Act] = []
    for act in acts:
        same = [other for other in kept if _bare(other) == _bare(act)]
        if not same:
            kept.append(act)
        elif act.toward and not same[0].toward:
            kept[kept.index(same[0])] = replace(same[0], toward=act.toward)
    return kept


def _bare(act: Act) -> Act:
    return replace(act, text="", toward="", intensity=0)


def _begins_with(hits: list[tuple[Found, Effect]], sentence: str) -> bool:
    """Whether a sentence leaves its subject out: "Slams the door."."""
    return bool(hits) and hits[0][0].start - (len(sentence) - len(sentence.lstrip())) < 2


def _effects(text: str, found: list[Found], lexicon: Lexicon) -> Iterator[tuple[Found, Effect]]:
    """The effects of phrases, without those that a "not" takes back."""
    no = [hit for hit in lexicon.degree.find(text) if hit.value == "not"] if found else []
    for hit in found:
        if not any(0 <= hit.start - word.end <= 1 for word in no):
            yield hit, read_effect(hit.value)


def _with_degree(text: str, hit: Found, intensity: float, lexicon: Lexicon) -> float:
    """The intensity that "slightly" or "deeply" beside a phrase makes of it."""
    for word in lexicon.degree.find(text):
        near = -1 <= hit.start - word.end <= 3 or 0 <= word.start - hit.end <= 2
        if near and word.value == "less":
            return round(intensity * 0.6, 3)
        if near and word.value == "more":
            return round(min(1.0, intensity + 0.2), 3)
    return intensity
