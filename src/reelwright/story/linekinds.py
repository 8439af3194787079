"""How a line of a screenplay shows what it is, in Latin and in Chinese scripts.

Knows the shapes of headings, cues and transitions. Refuses to know the lines around them: that is
the reader's part. Every test is a short regular expression on a line of bounded length, so that no
text can make it slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LONGEST_MARKED_LINE: Final = 400
"""A longer line is never a heading, cue or transition unless it is forced to be one."""

_TITLE_KEY = re.compile(r"([^\s:：][^:：]{0,39})[:：](.*)", re.DOTALL)
TITLE_KEYS: Final = frozenset(
    {"title", "credit", "author", "authors", "source", "draft date", "date", "contact", "notes", "copyright"}
    | {"revision", "language", "episode", "series", "next time", "format", "font", "watermark", "header", "footer"}
    | {
        "标题",
        "片名",
        "剧名",
        "作者",
        "编剧",
        "来源",
        "原著",
        "日期",
        "联系方式",
        "版权",
        "备注",
        "集数",
        "语言",
        "下集预告",
    }
)
"""Keys of which a title page has one at least; "FADE IN:" is none."""
_LATIN_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)(?:[. ]|$)", re.IGNORECASE)
_SCENE_PREFIX = r"(?:第[〇零一二三四五六七八九十百两\d]{1,6}[场幕]|(?:场景?)?\d{1,4}(?:[-－–.]\d{1,4})?)"
_SEPARATOR = r"[、.．:：,，。\s—/-]"
_CHINESE_HEADING = re.compile(
    rf"(?:{_SCENE_PREFIX}{_SEPARATOR}{{0,4}})?(?:(?:内外景|内/外景|外/内景|内景|外景)|(?:内/外|内外|内|外){_SEPARATOR})"
)
_NUMBERED_CHINESE_HEADING = re.compile(rf"{_SCENE_PREFIX}{_SEPARATOR}")
_INSIDE_OUTSIDE: Final = frozenset({"内", "外", "内景", "外景", "内外", "内外景", "内/外"})
_CHINESE_TRANSITION = re.compile(
    r"(?:切至|切到|切|跳切|闪回|闪回结束|淡入|淡出|淡入淡出|叠化|叠化至|化入|化出|闪白|闪黑|黑场|转场|划像)[：:。]?$"
)
_FADES: Final = frozenset(
    {"FADE IN:", "FADE IN.", "FADE IN", "FADE OUT:", "FADE OUT.", "FADE OUT", "FADE TO BLACK.", "CUT TO BLACK."}
)
_INLINE_SPEECH = re.compile(
    r"@?(?P<name>[^\W_][\w·•・’' -]{0,11})(?P<brackets>(?:[（(][^（）()]{0,40}[）)]){0,3})\s{0,2}(?P<colon>[：:])"
)
_NOT_A_NAME: Final = frozenset(
    {
        "字幕", "注", "注释", "备注", "说明", "人物", "出场人物", "出场", "时间", "地点",
        "场景", "道具", "音效", "音乐", "画面", "镜头", "特写", "背景", "服装", "灯光",
        "提示", "内景", "外景", "标题",
    }
)  # fmt: skip
_NOT_IN_A_NAME: Final = re.compile(r"[的了着是在说道问喊想看写念到]|^[他她它我你这那]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A character line taken apart."""

    name: str
    extensions: tuple[str, ...]
    dual: bool


@dataclass(frozen=True, slots=True)
class InlineSpeech:
    """Where the parts of ``林（低声）：你好`` lie in its line.

    Args:
        brackets: start and end of each bracket, with what is inside.
        speech: where the words after the colon begin.
    """

    name: str
    name_end: int
    brackets: tuple[tuple[int, int, str], ...]
    speech: int


def split_title(line: str) -> tuple[str, str] | None:
    """Key and value of a line such as "Title: …", or None when it has no colon."""
    found = _TITLE_KEY.match(line)
    return (found.group(1), found.group(2)) if found else None


def is_heading(line: str) -> bool:
    """Whether a stripped line is a scene heading by its first words."""
    return len(line) <= LONGEST_MARKED_LINE and (bool(_LATIN_HEADING.match(line)) or is_chinese_heading(line))


def is_chinese_heading(line: str) -> bool:
    """Whether a stripped line is a heading as Chinese writers type it."""
    if len(line) > LONGEST_MARKED_LINE or line.endswith(("。", "！", "？", "”")):
        return False
    if _CHINESE_HEADING.match(line):
        return True
    numbered = _NUMBERED_CHINESE_HEADING.match(line)
    return bool(numbered) and not _INSIDE_OUTSIDE.isdisjoint(re.split(r"[\s，,、。—/-]+", line))


def is_transition(line: str) -> bool:
    """Whether a stripped line is a transition without being forced."""
    if len(line) > LONGEST_MARKED_LINE:
        return False
    return line in _FADES or is_chinese_transition(line) or (line.endswith("TO:") and line == line.upper())


def is_chinese_transition(line: str) -> bool:
    """Whether a stripped line is a transition as Chinese writers type it."""
    return bool(_CHINESE_TRANSITION.match(line))


def is_cue(line: str) -> bool:
    """Whether a stripped line looks like a character's name: upper case, or a script without case."""
    if len(line) > LONGEST_MARKED_LINE or not line or line[0] in "!.@>~#=(（":
        return False
    name = split_cue(line).name
    if name != name.upper():
        return False
    if name != name.lower():
        return True
    return _is_uncased_name(name.rstrip("：:"))


def split_cue(line: str) -> Cue:
    """Take a character line apart: name, extensions in brackets, and the mark of dual dialogue."""
    rest = line.removeprefix("@").strip()
    dual = rest.endswith("^")
    rest = rest.removesuffix("^").rstrip()
    extensions: list[str] = []
    while len(extensions) < 6 and rest.endswith((")", "）")):
        opening = max(rest.rfind("("), rest.rfind("（"))
        inner = rest[opening + 1 : -1]
        if opening < 0 or ")" in inner or "）" in inner:
            break
        extensions.insert(0, inner.strip())
        rest = rest[:opening].rstrip()
    return Cue(rest, tuple(extensions), dual)


def find_inline_speech(line: str) -> InlineSpeech | None:
    """The parts of a line such as ``林（低声）：你好``, or None when it is not one."""
    found = _INLINE_SPEECH.match(line)
    if not found:
        return None
    name = found["name"].strip()
    if not _is_uncased_name(name) and not (line.startswith("@") and found["colon"] == "："):
        return None
    start = found.start("brackets")
    brackets = tuple(
        (start + bracket.start(), start + bracket.end(), bracket.group(1).strip())
        for bracket in re.finditer(r"[（(]([^（）()]*)[）)]", found["brackets"])
    )
    return InlineSpeech(name, found.end("name"), brackets, found.end())


def is_extension(text: str) -> bool:
    """Whether words in brackets after a name say where the voice comes from, not how it sounds."""
    plain = text.replace(".", "").replace("’", "'").replace(" ", "").casefold()
    return plain in {"vo", "os", "oc", "cont'd", "contd", "画外音", "画外", "旁白", "续", "off", "onphone"}


def split_scene_number(line: str) -> tuple[str, str]:
    """A heading without its ``#12A#``, and the number."""
    if line.endswith("#"):
        opening = line.rfind("#", 0, -1)
        number = line[opening + 1 : -1]
        if opening > 0 and number.strip() == number and number and len(number) <= 40:
            return line[:opening].rstrip(), number
    return line, ""


def _is_uncased_name(name: str) -> bool:
    """Whether a short run of letters without upper and lower case may be a name."""
    if not 0 < len(name) <= 12 or name in _NOT_A_NAME or is_chinese_transition(name):
        return False
    letters = [letter for letter in name if letter.isalpha()]
    uncased = [letter for letter in letters if letter.upper() == letter.lower()]
    if not uncased or any(letter.islower() for letter in letters if letter not in uncased and len(letters) > 4):
        return False
    if not all(letter.isalnum() or letter in "·•・ " for letter in name):
        return False
    if "\u4e00" <= uncased[0] <= "\u9fff":
        return (len(name) <= 6 or "·" in name) and not _NOT_IN_A_NAME.search(name) and " " not in name
    return name.count(" ") <= 2
