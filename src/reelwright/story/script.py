"""The nouns of a screenplay as text: what stands on the page, losing nothing.

Knows the kinds of paragraph that Fountain 1.1 and Final Draft share. Refuses to know what they
mean for a film: that is staging. Each element keeps the characters it was read from (``raw``), so
a file can be written back exactly; an element made by a program has no raw text and is written in
the standard form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reelwright.film import SourceLine

NOWHERE = SourceLine("", 0)
AUTHOR = ("author", "authors", "作者", "编剧")
"""Keys of the title page that name who wrote it."""


class ElementKind(StrEnum):
    """What a paragraph of a screenplay is."""

    HEADING = "heading"
    ACTION = "action"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRIC = "lyric"
    TRANSITION = "transition"
    CENTRED = "centred"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    BONEYARD = "boneyard"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True)
class Element:
    """One paragraph of a screenplay.

    Two elements are equal when they say the same; where they stand and how they were laid out
    (blank lines, forcing marks, line endings) does not count.

    Args:
        text: the words with emphasis marks and inline notes, without the marks that made the
            kind; for a character the bare name; for a note or boneyard what is inside.
        number: a heading's scene number, from ``#12A#``.
        extensions: what stands in brackets after a character's name, such as "V.O.".
        dual: a character who speaks at the same time as the one before.
        inline: a character whose name, colon and speech stand on one line, as in Chinese scripts.
        level: depth of a section, from 1.
        raw: the exact characters it was read from, blank lines after it included; None for an
            element that no file holds yet. Set it to None when you change an element.
    """

    kind: ElementKind
    text: str = ""
    number: str = ""
    extensions: tuple[str, ...] = ()
    dual: bool = False
    inline: bool = False
    level: int = 0
    source: SourceLine = field(default=NOWHERE, compare=False)
    raw: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """One key of a title page and the lines of its value."""

    key: str
    lines: tuple[str, ...]
    source: SourceLine = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """A screenplay as text.

    Args:
        lead: blank lines and byte order mark before anything else.
        title_raw: the exact characters of the title page, None when it was not read from a file.
        unclosed: lines where a note or boneyard opens that never closes.
        episode: from the file's name in ``episodes/``, 0 for a single film.
    """

    titles: tuple[TitleEntry, ...] = ()
    elements: tuple[Element, ...] = ()
    file: str = field(default="", compare=False)
    lead: str = field(default="", compare=False)
    title_raw: str | None = field(default=None, compare=False)
    unclosed: tuple[SourceLine, ...] = field(default=(), compare=False)
    episode: int = field(default=0, compare=False)

    def title(self, *keys: str, between: str = " ") -> str:
        """The value of the first of these title-page keys that is there, its lines joined, or ""."""
        wanted = [key.casefold() for key in keys]
        for key in wanted:
            for entry in self.titles:
                if entry.key.strip().casefold() == key and any(entry.lines):
                    return between.join(line.strip() for line in entry.lines if line.strip())
        return ""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that a conversion could not keep: what it was, how often, and where first."""

    what: str
    count: int
    where: SourceLine


@dataclass(frozen=True, slots=True)
class LossReport:
    """Everything that a conversion could not keep; empty when nothing was lost."""

    losses: tuple[Loss, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.losses)
