"""Where notes ``[[ ]]`` and boneyard ``/* */`` lie in a text.

Knows only the brackets; runs once over the text, however the brackets are nested or left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(r"\[\[|/\*")
_EMPTY_LINE = re.compile(r"\n\r?\n|\r\r")


@dataclass(frozen=True, slots=True)
class Span:
    """A note or boneyard, brackets included."""

    start: int
    end: int
    note: bool


class _Ahead:
    """The next place of something at or after a growing position, found once."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self._text = text
        self._pattern = pattern
        self._at = -1

    def after(self, position: int) -> int:
        if self._at < position:
            found = self._pattern.search(self._text, position)
            self._at = found.start() if found else len(self._text) + 1
        return self._at


def find_spans(text: str) -> tuple[list[Span], list[int]]:
    """The notes and boneyards of a text, and where one opens that never closes.

    A note ends at an empty line unless that line holds two spaces (Fountain 1.1, "Notes"), so a
    forgotten bracket never swallows the rest of the script; a boneyard may hold anything.
    """
    spans: list[Span] = []
    unclosed: list[int] = []
    if "[[" not in text and "/*" not in text:
        return spans, unclosed
    note_end = _Ahead(text, re.compile(r"\]\]"))
    empty_line = _Ahead(text, _EMPTY_LINE)
    boneyard_end = _Ahead(text, re.compile(r"\*/"))
    position = 0
    while opening := _OPENING.search(text, position):
        start = opening.start()
        note = opening.group() == "[["
        end = (note_end if note else boneyard_end).after(start + 2)
        if end > len(text) or (note and empty_line.after(start) < end):
            unclosed.append(start)
            position = start + 2
        else:
            spans.append(Span(start, end + 2, note))
            position = end + 2
    return spans, unclosed


def without_spans(text: str) -> str:
    """The text with each note and boneyard taken out."""
    spans, _ = find_spans(text)
    if not spans:
        return text
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    return "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def mask_spans(text: str, spans: list[Span]) -> str:
    """The text with each note and boneyard, line ends included, painted over by spaces."""
    if not spans:
        return text
    pieces: list[str] = []
    position = 0
    for span in spans:
        pieces += [text[position : span.start], " " * (span.end - span.start)]
        position = span.end
    return "".join([*pieces, text[position:]])
