"""What words mean on screen: phrases to emotions, gestures, props, sounds, weather and moods.

Knows how to find phrases in English (by word stems) and in Chinese (by characters). What they mean
is data (``data/lexicon_<language>.toml``). Refuses to guess: a phrase that is not there is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Protocol

from reelwright.film import Emotion, Gesture, Manner, Mark, Posture

from .tables import Table, load_table, words_in

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*|\d+|&")
_IRREGULAR: Final = {
    "ran": "run", "wept": "weep", "took": "take", "taken": "take", "gave": "give", "given": "give", "held": "hold",
    "threw": "throw", "thrown": "throw", "stood": "stand", "sat": "sit", "spoke": "speak", "broke": "break",
    "shook": "shake", "hid": "hide", "fell": "fall", "struck": "strike", "woke": "wake", "came": "come", "went": "go",
    "caught": "catch", "drew": "draw", "knelt": "kneel", "bent": "bend", "froze": "freeze", "tore": "tear",
}  # fmt: skip
_WHOLE: Final = frozenset({"longing", "evening", "morning", "during", "nothing", "something", "anything", "everything"})
"""Words in -ing that are no form of a shorter one: a long table longs for nobody."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a phrase does.

    Args:
        enters: True comes, False goes, None neither.
        gives: the thing goes to somebody.
        posture: the body takes it on.
        walks: somebody goes on foot and stays in the scene.
        hides: somebody is out of the others' sight from then on.
        thin: who goes does not walk but fades into thin air.
    """

    emotion: Emotion | None = None
    intensity: float = 0.6
    manner: Manner | None = None
    gesture: Gesture | None = None
    marks: frozenset[Mark] = frozenset()
    sounds: tuple[str, ...] = ()
    prop: str = ""
    enters: bool | None = None
    gives: bool = False
    posture: Posture | None = None
    walks: bool = False
    hides: bool = False
    thin: bool = False

    @property
    def shows(self) -> bool:
        """Whether anything is to be seen of it."""
        moves = self.posture is not None or self.walks or self.hides or self.enters is not None
        return bool(self.emotion or self.gesture or self.marks or self.prop or moves)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a text: from where to where, and what it says."""

    start: int
    end: int
    value: str


class Matcher(Protocol):
    """Finds phrases of one kind; each value is what the table wrote before its phrases.

    A phrase of value "" is read over: it only keeps shorter phrases from being found in it.
    """

    def find(self, text: str) -> list[Found]:
        """The phrases in a text from left to right, never overlapping, longest first."""
        ...


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language."""

    language: str
    parenthetical: Matcher
    action: Matcher
    speech: Matcher
    props: Matcher
    sounds: Matcher
    time: Matcher
    weather: Matcher
    weather_in_action: Matcher
    mood: Matcher
    degree: Matcher
    grammar: dict[str, frozenset[str]]


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language; English for a language that has none of its own."""
    known = language if language in ("en", "zh") else "en"
    table = load_table(f"lexicon_{known}")

    def matcher(*sections: str) -> Matcher:
        return (_Characters if known == "zh" else _Stems)(_phrases(table, *sections))

    grammar = table["grammar"]
    return Lexicon(
        language=known,
        parenthetical=matcher("parenthetical", "acting"),  # of two phrases as long, the narrower section's is meant
        action=matcher("action", "acting"),
        grammar={key: frozenset(words_in(words)) for key, words in grammar.items()}
        if isinstance(grammar, dict)
        else {},
        props=matcher("props", "no_props"),
        **{name: matcher(name) for name in _PLAIN_SECTIONS},
    )


def find_words(language: str, rows: Mapping[str, Iterable[str]]) -> Matcher:
    """What finds the phrases of a table in texts of a language: each value is the row that a phrase stands in."""
    phrases = ((phrase, value) for value, listed in rows.items() for phrase in listed)
    return (_Characters if language == "zh" else _Stems)(phrases)


_PLAIN_SECTIONS: Final = ("speech", "sounds", "time", "weather", "weather_in_action", "mood", "degree")


def match_phrases(language: str, rows: Table) -> Matcher:
    """A matcher for a table of its own: value to phrases, compared as the lexicon of the language compares.

    Args:
        language: "zh" compares characters, everything else English stems.
        rows: a section of a table as it was read.
    """
    matcher: type[_Characters | _Stems] = _Characters if language == "zh" else _Stems
    return matcher((phrase, value) for value, phrases in rows.items() for phrase in words_in(phrases))


_DEEDS: Final = {"give": "gives", "walk": "walks", "hide": "hides", "thin": "thin"}


@cache
def read_effect(written: str) -> Effect:
    """What the words before a row of phrases mean, such as "sad 0.9 crying mark:tears"."""
    effect: dict[str, object] = {}
    marks: list[Mark] = []
    sounds: list[str] = []
    for word in written.split():
        kind, _, value = word.rpartition(":")
        if kind == "mark":
            marks.append(Mark(value))
        elif kind == "sound":
            sounds.append(value)
        elif kind == "prop":
            effect["prop"] = value
        elif word in ("enter", "exit"):
            effect["enters"] = word == "enter"
        elif word in _DEEDS:
            effect[_DEEDS[word]] = True
        elif word[0].isdigit():
            effect["intensity"] = float(word)
        elif word != "known":
            effect |= _feeling(word)
    return Effect(**effect, marks=frozenset(marks), sounds=tuple(sounds))  # type: ignore[arg-type]


def _feeling(word: str) -> dict[str, object]:
    kinds = (("emotion", Emotion), ("gesture", Gesture), ("manner", Manner), ("posture", Posture))
    for key, kind in kinds:
        if word in set(kind):
            return {key: kind(word)}
    raise ValueError(word)


@lru_cache(maxsize=8192)
def stem_word(word: str) -> str:
    """A word without its English ending, so that all forms of a verb meet; not a real stem."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or word in _WHOLE:
        return word
    if word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif word.endswith("ing") and len(word) > 5 and re.search(r"[aeiouy]", word[:-3]):
        word = word[:-3]
    elif re.search(r"(?:[^e]ed|sses|shes|ches|xes|zes)$", word) and len(word) > 4:
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    # "runn" is run, but "hiss" and "fall" are themselves.
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" and not (len(word) == 4 and word[-1] in "sl"):
        word = word[:-1]
    return word


def _phrases(table: Table, *sections: str) -> Iterator[tuple[str, str]]:
    for section in sections:
        rows = table.get(section, {})
        for value, phrases in rows.items() if isinstance(rows, dict) else ():
            for phrase in words_in(phrases):
                yield phrase, value


@dataclass(frozen=True, slots=True)
class _Phrase:
    tokens: tuple[frozenset[str] | None, ...]  # None stands for up to three words
    value: str


class _Stems:
    """English: words compared by stem."""

    def __init__(self, phrases: Iterator[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[_Phrase]] = {}
        for written, value in phrases:
            tokens = tuple(self._token(token) for token in written.split())
            for first in tokens[0] or ():
                self._by_first.setdefault(first, []).append(_Phrase(tokens, value))
        for listed in self._by_first.values():
            listed.sort(key=lambda phrase: -len(phrase.tokens))

    @staticmethod
    def _token(written: str) -> frozenset[str] | None:
        if written == "*":
            return None
        if written.startswith("="):
            return frozenset({written.lower()})
        return frozenset(stem_word(word) for part in written.split("|") for word in _WORD.findall(part))

    def find(self, text: str) -> list[Found]:
        words = [(word.start(), word.end(), word.group()) for word in _WORD.finditer(text)]
        forms = [{stem_word(word), f"={word.lower()}"} for _, _, word in words]
        found: list[Found] = []
        at = 0
        while at < len(words):
            after, value = self._longest(forms, at)
            if after:
                found.append(Found(words[at][0], words[after - 1][1], value))
            at = after or at + 1
        return [hit for hit in found if hit.value]

    def _longest(self, forms: list[set[str]], at: int) -> tuple[int, str]:
        best, value = 0, ""
        for form in sorted(forms[at]):
            for phrase in self._by_first.get(form, ()):
                after = _match(phrase.tokens, forms, at)
                if after > best:
                    best, value = after, phrase.value
        return best, value


def _match(tokens: tuple[frozenset[str] | None, ...], forms: list[set[str]], at: int) -> int:
    """The position after a phrase that begins at a word, 0 when it does not."""
    for number, token in enumerate(tokens):
        if token is None:
            rest = tokens[number + 1 :]
            for skipped in range(4):
                after = _match(rest, forms, at + skipped) if at + skipped <= len(forms) else 0
                if after:
                    return after
            return 0
        if at >= len(forms) or token.isdisjoint(forms[at]):
            return 0
        at += 1
    return at


class _Characters:
    """Chinese: characters as they are; "*" stands for up to six of one clause."""

    def __init__(self, phrases: Iterator[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        rows: dict[str, list[tuple[str, str]]] = {}
        for phrase, value in phrases:
            rows.setdefault(phrase[0].lower(), []).append((phrase, value))
        for first, listed in rows.items():
            listed.sort(key=lambda row: -len(row[0]))
            self._by_first[first] = [(_loose(phrase), value) for phrase, value in listed]

    def find(self, text: str) -> list[Found]:
        found: list[Found] = []
        at = 0
        while at < len(text):
            after = at + 1
            for pattern, value in self._by_first.get(text[at].lower(), ()):
                if hit := pattern.match(text, at):
                    found.append(Found(at, hit.end(), value))
                    after = hit.end()
                    break
            at = after
        return [hit for hit in found if hit.value]


def _loose(phrase: str) -> re.Pattern[str]:
    pieces = (re.escape(piece) for piece in phrase.split("*"))
    return re.compile(r"[^，。！？；、\s]{0,6}?".join(pieces), re.IGNORECASE)


@cache
def word_of_prop(kind: str, language: str) -> str:
    """What a script of a language calls a kind of prop: wine glass, 酒杯."""
    if not language.startswith("zh"):
        return kind.replace("_", " ")
    rows = load_table("lexicon_zh").get("props", {})
    words = rows.get(kind) if isinstance(rows, dict) else None
    return str(words[0]) if isinstance(words, list) and words else kind
