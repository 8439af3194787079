"""Shot wishes: what a writer asks of the next shot in a ``[[shot: …]]`` note, in English or Chinese.

Knows the words (``board.toml``) and the names on the cards. Refuses to know whether the wish can be
granted where it stands: the board decides that. The grammar is in ``docs/reference/shot-notes.md``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from reelwright.film import PROP_KINDS, CameraMove, ShotKind, ShotSize, Transition, View
from reelwright.story import Cards, Finding, Screenplay, ShotWish, finding

from .words import board_words, holds_cjk, longest_phrase, phrase_table

_LENGTH: Final = re.compile(
    r"(?:hold(?:\s+for)?|for|停留?|保持|持续)?\s*(\d{1,3}(?:[.．]\d{1,3})?)\s*(?:seconds?|secs?|s|秒钟?)(?![a-z])",
    re.IGNORECASE,
)
_ANGLE: Final = re.compile(r"(?:angle|机位)\s*(\d)(?!\d)", re.IGNORECASE)
_GAP: Final = re.compile(r"[\s,，、;；.。:：/+&|()（）“”\"'’-]+")
_WORD: Final = re.compile(r"[a-z0-9_'’-]+|[^\s,，、;；.。]")


@dataclass(frozen=True, slots=True)
class Wish:
    """A shot wish understood; what is None or empty is left to the board.

    Args:
        people: ids named, in the order written; the first is the subject.
        pair: a group of two, however many are on stage.
        pov: the shot shows what the first person named sees.
        seconds: how long the shot is to last.
    """

    size: ShotSize | None = None
    kind: ShotKind | None = None
    move: CameraMove | None = None
    strength: float | None = None
    transition: Transition | None = None
    view: View | None = None
    people: tuple[str, ...] = ()
    prop: str = ""
    seconds: float | None = None
    angle: int | None = None
    pair: bool = False
    pov: bool = False
    unknown: tuple[str, ...] = field(default=(), compare=False)


_STRENGTH: Final = {"slow": 0.25, "fast": 0.9}


def read_wish(text: str, cards: Cards) -> Wish:
    """Read the text of a shot note; words that mean nothing are kept in ``unknown``."""
    rest, wish = text.strip().lower(), Wish()
    phrases = {**_phrases(), **_names(cards)}
    position = 0
    while position < len(rest):
        position, wish = _step(rest, position, wish, phrases)
    return wish


def check_wishes(screenplay: Screenplay, cards: Cards) -> tuple[Finding, ...]:
    """Findings for every word of every shot note that the board does not understand."""
    return tuple(
        _unknown_word(word, beat)
        for scene in screenplay.scenes
        for beat in scene.beats
        if isinstance(beat, ShotWish)
        for word in read_wish(beat.text, cards).unknown
    )


def amend_wish(wish: ShotWish, *, seconds: float = 0.0, angle: int | None = None) -> str:
    """The text of a shot note asking for another length or angle, all else as it was."""
    text = wish.text.strip()
    chinese = holds_cjk(text)
    if seconds:
        text = _with_words(text, _LENGTH, f"停{seconds:g}秒" if chinese else f"hold {seconds:g}s")
    if angle is not None:
        text = _with_words(text, _ANGLE, f"机位{angle}" if chinese else f"angle {angle}")
    return text


def _with_words(text: str, asked: re.Pattern[str], words: str) -> str:
    changed, count = asked.subn(words, text, count=1)
    comma = "，" if holds_cjk(text) else ", "
    return changed if count else f"{text}{comma}{words}"


def read_transition(text: str) -> Transition | None:
    """The transition that a script line such as "DISSOLVE TO:" asks for, None when it names none."""
    lower, table = text.lower(), phrase_table("transitions")
    found = [longest_phrase(lower, i, table) for i in range(len(lower))]
    best = max(found, key=len, default="")
    return Transition(table[best]) if best else None


def _unknown_word(word: str, wish: ShotWish) -> Finding:
    return finding(
        "B001",
        f"the shot note says {word!r}, which is no size, move, kind, person or prop known here",
        wish.source,
        expected="words such as CU, two-shot, push in, hold 3s, insert phone, or a person of the cast",
    )


def _step(text: str, at: int, wish: Wish, phrases: Mapping[str, tuple[str, str]]) -> tuple[int, Wish]:
    if gap := _GAP.match(text, at):
        return gap.end(), wish
    if length := _LENGTH.match(text, at):
        return length.end(), replace(wish, seconds=float(length[1].replace("．", ".")))
    if angle := _ANGLE.match(text, at):
        return angle.end(), replace(wish, angle=int(angle[1]))
    if phrase := longest_phrase(text, at, phrases):
        return at + len(phrase), _heed(wish, *phrases[phrase])
    word = _WORD.match(text, at)
    end = word.end() if word else at + 1
    return end, replace(wish, unknown=(*wish.unknown, text[at:end]))


def _heed(wish: Wish, what: str, value: str) -> Wish:  # noqa: PLR0911 - one return a kind of word
    match what:
        case "sizes":
            return replace(wish, size=ShotSize(value))
        case "kinds":
            return _of_kind(wish, value)
        case "moves":
            return replace(wish, move=CameraMove(value))
        case "transitions":
            return replace(wish, transition=Transition(value))
        case "views":
            return replace(wish, view=View(value))
        case "strengths":
            return replace(wish, strength=_STRENGTH[value])
        case "angles":
            return replace(wish, angle=3)
        case "props":
            return replace(wish, prop=value)
        case "person":
            return wish if value in wish.people else replace(wish, people=(*wish.people, value))
        case _:
            return wish


def _of_kind(wish: Wish, value: str) -> Wish:
    if value == "pov":
        return replace(wish, pov=True)
    if value == "pair":
        return replace(wish, kind=ShotKind.GROUP, pair=True)
    return replace(wish, kind=ShotKind(value))


@cache
def _phrases() -> dict[str, tuple[str, str]]:
    found = dict.fromkeys(board_words()["filler"]["words"], ("filler", ""))
    found |= {kind.replace("_", " "): ("props", kind) for kind in PROP_KINDS}
    for table in ("props", "angles", "strengths", "views", "transitions", "kinds", "sizes", "moves"):
        found |= {phrase: (table, key) for phrase, key in phrase_table(table).items()}
    return found


def _names(cards: Cards) -> dict[str, tuple[str, str]]:
    return {
        name.strip().lower(): ("person", person.id)
        for person in cards.people.values()
        for name in (person.id, person.name, *person.names)
        if name.strip()
    }
