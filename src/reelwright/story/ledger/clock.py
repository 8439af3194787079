"""Spans and hours as a writer types them: ``3 years``, ``+1, 07:30``, 三年前, 次日.

Knows words of time in English and Chinese. Refuses to know which scene comes before which: that is
``timeline.py``.
"""

from __future__ import annotations

import re
from typing import Final

from ..events import TimeShift

HOUR: Final = 60
DAY: Final = 24 * HOUR
_UNITS: Final = {
    "min": 1, "mins": 1, "minute": 1, "minutes": 1, "分钟": 1, "分": 1,
    "h": HOUR, "hour": HOUR, "hours": HOUR, "小时": HOUR, "钟头": HOUR,
    "d": DAY, "day": DAY, "days": DAY, "天": DAY, "日": DAY,
    "week": 7 * DAY, "weeks": 7 * DAY, "周": 7 * DAY, "星期": 7 * DAY,
    "month": 30 * DAY, "months": 30 * DAY, "月": 30 * DAY,
    "year": 365 * DAY, "years": 365 * DAY, "年": 365 * DAY,
}  # fmt: skip
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "twenty": 20,
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_WORDS: Final = {
    "same": 0, "same day": 0, "当天": 0, "同日": 0, "同一天": 0,
    "next day": DAY, "the next day": DAY, "次日": DAY, "第二天": DAY, "隔天": DAY,
}  # fmt: skip
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER: Final = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SPAN: Final = re.compile(
    rf"(?P<sign>[+-]?)\s*(?P<number>\d{{1,5}}|{_NUMBER})\s*(?:个)?\s*(?P<unit>{_UNIT})"
    r"\s*(?P<side>earlier|ago|before|later|after|以前|之前|前|以后|之后|后)?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?:\s*(?:[-~]|to|至|到)\s*(\d{1,2}):(\d{2}))?")
_PLUS_DAYS: Final = re.compile(r"([+-])\s*(\d{1,5})")
_DAY_NUMBER: Final = re.compile(r"(?:day\s*)?(\d{1,5})|第\s*(\d{1,5})\s*[天日]", re.IGNORECASE)
_PRINTED: Final = (
    ("year", "年", 365 * DAY), ("week", "周", 7 * DAY), ("day", "天", DAY), ("hour", "小时", HOUR),
)  # fmt: skip
_BEFORE: Final = frozenset({"earlier", "ago", "before", "以前", "之前", "前"})
_FOLD: Final = str.maketrans({"：": ":", "＋": "+", "－": "-", "−": "-", "–": "-", "—": "-", "～": "~", "，": ","})


def read_span(text: str) -> int | None:
    """Minutes in a span such as ``40 min`` or 三年前; below 0 when it looks back; None when it is no span."""
    found = _SPAN.fullmatch(text.translate(_FOLD).strip())
    if found is None:
        return None
    number = found["number"].casefold()
    amount = int(number) if number.isdecimal() else _NUMBERS[number]
    back = found["sign"] == "-" or (found["side"] or "").casefold() in _BEFORE
    return amount * _UNITS[found["unit"].casefold()] * (-1 if back else 1)


def looks_on(text: str) -> bool:
    """Whether a span is written as one that goes on: with a plus, or 后."""
    found = _SPAN.fullmatch(text.translate(_FOLD).strip())
    side = (found["side"] or "").casefold() if found else ""
    return found is not None and (found["sign"] == "+" or bool(side and side not in _BEFORE))


def read_time(text: str) -> TimeShift | None:
    """When a scene plays, as ``[[day: …]]`` says it; None when a part of it means nothing."""
    day: int | None = None
    minutes: int | None = None
    clock: tuple[int, int | None] | None = None
    for part in (piece.strip() for piece in text.translate(_FOLD).split(",")):
        if (hours := read_clock(part)) is not None:
            clock = hours
        elif (shift := _shift(part)) is not None:
            minutes = shift
        elif number := _DAY_NUMBER.fullmatch(part):
            day = int(number[1] or number[2])
        else:
            return None
    return TimeShift(day, minutes, *(clock or (None, None)))


def read_clock(text: str) -> tuple[int, int | None] | None:
    """``07:30`` or ``07:30-08:10`` as minutes of the day; None when it is no hour."""
    found = _CLOCK.fullmatch(text.translate(_FOLD).strip())
    if found is None:
        return None
    begin = int(found[1]) * HOUR + int(found[2])
    end = int(found[3]) * HOUR + int(found[4]) if found[3] else None
    fits = int(found[2]) < 60 and begin < DAY and (end is None or (int(found[4]) < 60 and end < DAY))
    return (begin, end) if fits else None


def _shift(part: str) -> int | None:
    if part.casefold() in _WORDS:
        return _WORDS[part.casefold()]
    if plus := _PLUS_DAYS.fullmatch(part):
        return int(plus[2]) * DAY * (-1 if plus[1] == "-" else 1)
    return read_span(part)


def print_span(minutes: int, language: str = "en") -> str:
    """A span in the largest unit that holds it whole: ``3 years``, ``40 min``, 3年."""
    amount = abs(minutes)
    chinese = language == "zh"
    for unit, sign, size in _PRINTED:
        if amount and amount % size == 0:
            count = amount // size
            return f"{count}{sign}" if chinese else f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{amount}分钟" if chinese else f"{amount} min"


def print_clock(minute: int) -> str:
    """A minute of the day as ``07:30``."""
    return f"{minute // HOUR % 24:02}:{minute % HOUR:02}"


def print_time(time: TimeShift, language: str = "en") -> str:
    """When a scene plays, in the form that ``read_time`` reads."""
    parts = []
    if time.day is not None:
        parts.append(str(time.day))
    if time.minutes is not None:
        same = "当天" if language == "zh" else "same day"
        sign = "+" if time.minutes > 0 else "-"
        parts.append(f"{sign}{print_span(time.minutes, language)}" if time.minutes else same)
    if time.clock is not None:
        until = "" if time.until is None else f"-{print_clock(time.until)}"
        parts.append(print_clock(time.clock) + until)
    return ", ".join(parts)
