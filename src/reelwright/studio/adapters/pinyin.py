"""Chinese text as numbered pinyin, which espeak-ng's ``cmn-latn-pinyin`` voice reads rightly.

Its Hanzi voice spells most characters out in English instead. Latin words keep their place (the
voice reads them as English); numbers are read in Chinese.
"""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?%?")
_PUNCTUATION: Final = str.maketrans({
    "，": ", ", "、": ", ", "；": "; ", "：": ", ", "。": ". ", "！": "! ", "？": "? ", "·": " ", "～": ", ",
})  # fmt: skip


def _units(number: int) -> str:
    """A number from 0 to 9999 in characters."""
    said, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return said or "零"


def _whole(number: int) -> str:
    said = ""
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            said += _whole(number // size) + name
            number %= size
            if 0 < number < size // 10:
                said += "零"
    if number or not said:
        said += _units(number)
    return said[1:] if said.startswith("一十") else said


def say_number(digits: str) -> str:
    """A number as Chinese says it: 2024 by value, long strings (a telephone number) digit by digit."""
    percent, digits = digits.endswith("%"), digits.rstrip("%")
    whole, _, part = digits.partition(".")
    by_digit = len(whole) > 8 or (len(whole) > 1 and whole.startswith("0"))
    said = "".join(_DIGITS[int(d)] for d in whole) if by_digit else _whole(int(whole))
    if part:
        said += "点" + "".join(_DIGITS[int(d)] for d in part)
    return "百分之" + said if percent else said


def _numbers(text: str) -> str:
    # A year is read digit by digit: 2024年 is èr líng èr sì nián.
    years = re.sub(r"(?<!\d)(\d{4})(?=年)", lambda m: "".join(_DIGITS[int(d)] for d in m[1]), text)
    return _NUMBER.sub(lambda match: say_number(match[0]), years)


def to_pinyin(text: str) -> str:
    """Numbered pinyin with the pauses kept: "你好，Kai" → "ni3 hao3, Kai"."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - a quarter of a second that only Chinese pays

    pieces: list[str] = lazy_pinyin(_numbers(text), style=Style.TONE3, neutral_tone_with_five=True, errors="default")
    said = " ".join(pieces).translate(_PUNCTUATION)
    # The 儿 of 一点儿 stays a syllable of its own: joined ("dianr3"), the voice takes it for English.
    return re.sub(r"\s+([,.;!?])", r"\1", re.sub(r"\s+", " ", said)).strip()
