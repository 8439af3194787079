"""Emphasis marks: ``*italic*``, ``**bold**``, ``_underline_``, and words without them.

Knows Fountain's rule that emphasis never crosses a line and that a backslash takes a mark's
meaning away. Refuses to know how emphasis is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .spans import find_spans, without_spans

_MARKS = re.compile(r"\\([*_\\])|(\*+)|(_)")


@dataclass(frozen=True, slots=True)
class Styled:
    """A run of words with one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    weight: int  # 1 italic, 2 bold, 3 both; 4 underline
    opens: bool
    closes: bool
    paired: int = 0


def read_emphasis(text: str) -> tuple[Styled, ...]:
    """The words of a text as runs of one style each, marks and escapes taken away."""
    runs: list[Styled] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            runs.append(Styled("\n"))
        runs += _styled_line(line)
    return tuple(runs)


def plain_text(text: str) -> str:
    """The words alone: no notes, no boneyard, no emphasis marks, no escapes."""
    text = without_spans(text)
    if not any(mark in text for mark in "*_\\"):
        return text
    return "".join(run.text for run in read_emphasis(text))


def notes_in(text: str) -> tuple[str, ...]:
    """What stands inside each ``[[note]]`` of a text."""
    return tuple(text[span.start + 2 : span.end - 2].strip() for span in find_spans(text)[0] if span.note)


def _styled_line(line: str) -> list[Styled]:
    marks = _marks(line)
    for bit in (1, 2, 4):
        _pair([mark for mark in marks if mark.weight & bit], bit)
    runs: list[Styled] = []
    style = position = 0
    for mark in marks:
        literal = line[position : mark.start] + _left_over(line, mark)
        if literal:
            runs.append(_run(literal, style))
        style ^= mark.paired
        position = mark.end
    if position < len(line):
        runs.append(_run(line[position:], style))
    return runs


def _run(text: str, style: int) -> Styled:
    return Styled(text, bold=bool(style & 2), italic=bool(style & 1), underline=bool(style & 4))


def _marks(line: str) -> list[_Mark]:
    marks = []
    for found in _MARKS.finditer(line):
        start, end = found.span()
        stars = found.group(2)
        weight = 0 if found.group(1) else min(len(stars), 3) if stars else 4
        opens = end < len(line) and not line[end].isspace()
        closes = start > 0 and not line[start - 1].isspace()
        marks.append(_Mark(start, end, weight, opens=opens, closes=closes))
    return marks


def _pair(marks: list[_Mark], bit: int) -> None:
    opened: _Mark | None = None
    for mark in marks:
        if opened is not None and mark.closes:
            opened.paired |= bit
            mark.paired |= bit
            opened = None
        elif mark.opens:
            opened = mark


def _left_over(line: str, mark: _Mark) -> str:
    """The characters of a mark that turned out to be plain text."""
    written = line[mark.start : mark.end]
    if mark.weight == 0:
        return written[1:]
    used = 1 if mark.weight == 4 else (mark.paired & 1) + (mark.paired & 2)
    return written[used:] if mark.paired else written
