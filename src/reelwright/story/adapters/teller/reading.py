"""Reading a plain story: chapters, breaks, paragraphs, and what of them is spoken.

Knows quotation marks and headings. Refuses to know who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...tables import Table, load_table

_BREAK: Final = re.compile(r"^\s*(?:[*#·＊~—-]\s*){1,}$")
_QUOTED: Final = re.compile(r"“([^”]*)(?:”|$)|「([^」]*)(?:」|$)|『([^』]*)(?:』|$)|\"([^\"]*)(?:\"|$)")
_SINGLE: Final = re.compile(r"(?<!\w)[‘']((?:[^‘’']|[’'](?=\w))*)[’'](?!\w)")
_LONGEST_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: told, or spoken."""

    text: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs without a break between them.

    Args:
        opens_chapter: a chapter begins with it.
    """

    paragraphs: tuple[tuple[Piece, ...], ...]
    opens_chapter: bool = False


@dataclass(frozen=True, slots=True)
class PlainStory:
    """A story as it was read."""

    title: str
    stretches: tuple[Stretch, ...]


def table_for(language: str) -> Table:
    """The words of the teller in a language."""
    table = load_table("teller")["zh" if language == "zh" else "en"]
    return table if isinstance(table, dict) else {}


def read_plain_story(text: str, language: str) -> PlainStory:
    """Read a story."""
    chapter = re.compile(str(table_for(language)["chapter"]), re.IGNORECASE)
    blocks = list(_blocks(text.replace("\r\n", "\n").replace("\r", "\n"), language))
    title = ""
    if blocks and _is_title(blocks[0], chapter):
        title = blocks.pop(0).lstrip("# ").strip("《》 ")
    double = re.search(r"[“”\"「『]", text) is not None
    stretches: list[Stretch] = []
    paragraphs: list[tuple[Piece, ...]] = []
    opens = True
    for block in blocks:
        if chapter.match(block) or _BREAK.match(block):
            if paragraphs:
                stretches.append(Stretch(tuple(paragraphs), opens))
                paragraphs, opens = [], False
            opens = opens or chapter.match(block) is not None
        else:
            paragraphs.append(tuple(_pieces(block, double=double)))
    if paragraphs:
        stretches.append(Stretch(tuple(paragraphs), opens))
    return PlainStory(title, tuple(stretches))


def _blocks(text: str, language: str) -> Iterator[str]:
    """Paragraphs: parted by blank lines, in Chinese and in texts without any by line ends."""
    by_line = language == "zh" or "\n\n" not in text.strip()
    for block in re.split(r"\n" if by_line else r"\n\s*\n", text):
        joined = " ".join(block.split())
        if joined:
            yield joined


def _is_title(block: str, chapter: re.Pattern[str]) -> bool:
    if re.match(r"#\s", block) or re.fullmatch(r"《.*》", block):
        return True
    return len(block) <= _LONGEST_TITLE and block[-1:].isalnum() and chapter.match(block) is None


def _pieces(paragraph: str, *, double: bool) -> Iterator[Piece]:
    at = 0
    for quote in (_QUOTED if double else _SINGLE).finditer(paragraph):
        if paragraph[at : quote.start()].strip():
            yield Piece(paragraph[at : quote.start()].strip(), spoken=False)
        said = next(filter(None, quote.groups()), "").strip()
        if said:
            yield Piece(said, spoken=True)
        at = quote.end()
    if paragraph[at:].strip(' ”"」』'):
        yield Piece(paragraph[at:].strip(), spoken=False)
