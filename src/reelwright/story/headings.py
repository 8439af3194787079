"""What a scene heading says: where, when, and in what weather.

Knows the parts of a heading in English and Chinese. Refuses to know what places there are: it gives
the words that may name one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelwright.film import TimeOfDay, Weather

from .emphasis import plain_text
from .lexicon import Lexicon, Matcher
from .names import fold_name

_INSIDE_OUTSIDE = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)(?:[. ]\s*|$)", re.IGNORECASE)
_CHINESE_SIDE = re.compile(r"(?:内外景|内/外景|外/内景|内景|外景|内/外|内外|内|外)(?![\u3400-\u9fff])|(?:内景|外景)")
_CHINESE_NUMBER = re.compile(
    r"(?:第[〇零一二三四五六七八九十百两\d]{1,6}[场幕]|(?:场景?)?\d{1,4}(?:[-－–.]\d{1,4})?)[、.．:：,，\s]*(?=\S)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_PARTS = re.compile(r"\s+[-–—]+\s+|\s*(?:——|—|[,，。|;；、()（）])\s*|\.\s+")
_CHINESE_PARTS = re.compile(r"[\s,，。|;；、()（）—–\-/]+")
_FILLER = re.compile(r"[\s.\-–—/&:：]+|\b(?:the|a|at|in|of|and|that|next)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The parts of a heading.

    Args:
        place: words that may name the place, the most telling first.
        follows: it plays right after the scene before (CONTINUOUS, LATER).
    """

    place: tuple[str, ...]
    time: TimeOfDay | None = None
    weather: Weather | None = None
    follows: bool = False


def read_heading(text: str, lexicon: Lexicon) -> HeadingWords:
    """Take a heading apart."""
    text = plain_text(text).strip()[:400]
    chinese = bool(_HAN.search(text))
    rest = _without_side(text, chinese=chinese)
    parts = [part for part in (_CHINESE_PARTS if chinese else _PARTS).split(rest) if part.strip()]
    times: list[str] = []
    weathers: list[str] = []
    places: list[str] = []
    for part in parts:
        time, weather, left = _consume(part, lexicon)
        if left and len(parts) == 1:
            left, time = _last_word_time(part, lexicon)
            times += time
        if left:
            places.append(left)
            weathers += [found.value for found in lexicon.weather.find(part) if found.end - found.start > 1]
        else:
            times += time
            weathers += weather
    named = [time for time in times if time != "same"]
    return HeadingWords(
        place=_candidates(places, rest),
        time=TimeOfDay(named[-1]) if named else None,
        weather=Weather(weathers[0]) if weathers else None,
        follows="same" in times,
    )


def find_place(words: HeadingWords, index: dict[str, str]) -> str:
    """The id of the place card that a heading means, "" when none fits."""
    for candidate in words.place:
        if candidate in index:
            return index[candidate]
    whole = f" {words.place[-1]} " if words.place else ""
    for alias in sorted(index, key=len, reverse=True):
        if (f" {alias} " in whole) or (_HAN.search(alias) and len(alias) > 1 and alias in whole):
            return index[alias]
    return ""


def _without_side(text: str, *, chinese: bool) -> str:
    latin = _INSIDE_OUTSIDE.match(text)
    if latin:
        text = text[latin.end() :]
    if chinese:
        number = _CHINESE_NUMBER.match(text)
        text = text[number.end() :] if number else text
        text = _CHINESE_SIDE.sub(" ", text, count=1)
    return text


def _consume(part: str, lexicon: Lexicon) -> tuple[list[str], list[str], str]:
    """Times and weathers in a part of a heading, and the part itself when it says more than that."""
    times, left = _take(part, lexicon.time)
    weathers = [hit.value for hit in lexicon.weather.find(part)]
    _, left = _take(left, lexicon.weather)
    return times, weathers, fold_name(part) if _FILLER.sub("", left) else ""


def _take(text: str, matcher: Matcher) -> tuple[list[str], str]:
    found = matcher.find(text)
    for hit in reversed(found):
        text = text[: hit.start] + " " + text[hit.end :]
    return [hit.value for hit in found], text


def _last_word_time(part: str, lexicon: Lexicon) -> tuple[str, list[str]]:
    """A heading of one piece, such as "ROOFTOP NIGHT" or 面馆夜."""
    found = lexicon.time.find(part)
    if found and found[-1].end == len(part.rstrip(" .")):
        return fold_name(part[: found[-1].start]), [found[-1].value]
    return fold_name(part), []


def _candidates(places: list[str], rest: str) -> tuple[str, ...]:
    whole = " ".join(places)
    return tuple(dict.fromkeys(name for name in (" - ".join(places), whole, *places, fold_name(rest)) if name))
