"""Fountain 1.1 in, losing nothing; ``fountain_text.py`` writes it.

Knows the syntax of Fountain and the habits of Chinese screenplays. Refuses to know what a scene
means (``stage.py``) or where a text came from (``textfile.py``). One pass over the lines; notes and
boneyards are found beforehand and may span lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from reelwright.film import SourceLine

from .linekinds import (
    TITLE_KEYS,
    find_inline_speech,
    is_chinese_heading,
    is_chinese_transition,
    is_cue,
    is_extension,
    is_heading,
    is_transition,
    split_cue,
    split_scene_number,
    split_title,
)
from .script import Element, ElementKind, Script, TitleEntry
from .spans import Span, find_spans, mask_spans, without_spans

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_PAGE_BREAK = re.compile(r"={3,}$")


def read_fountain(text: str, *, file: str = "script.fountain") -> Script:
    """Read a screenplay.

    Any text is a screenplay: what has no other shape is action. ``print_fountain`` gives exactly
    the same text back.

    Args:
        text: anything at all.
        file: the name that findings will show.
    """
    return _Reader(text, file).read()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the script; a note that spans lines makes them one. ``bare`` has spans painted over."""

    start: int
    text: str
    bare: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def only_spans(self) -> bool:
        return not self.bare.strip() and bool(self.text.strip())


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.spans, self.unclosed = find_spans(text)
        self.starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
        self.lines = self._split()
        self.found: list[tuple[int, Element]] = []
        self.at = 0
        self.fresh = True  # a cue or heading may begin here
        self.inside_action = False
        self.words: dict[int, list[str]] = {}  # lines of the elements that span several

    def _split(self) -> list[_Line]:
        masked = mask_spans(self.text, self.spans)
        lines = []
        for found in _LINE.finditer(masked):
            start, end = found.span(1)
            if found.end() == start:
                break
            lines.append(_Line(start, self.text[start:end], found.group(1)))
        if lines and self.text.startswith("\ufeff"):
            first = lines[0]
            lines[0] = _Line(1, first.text[1:], first.bare[1:])
        return lines

    def read(self) -> Script:
        while self.at < len(self.lines) and self.lines[self.at].blank:
            self.at += 1
        lead_end = self.lines[self.at].start if self.at < len(self.lines) else len(self.text)
        titles = self._titles()
        while self.at < len(self.lines):
            self._line(self.lines[self.at])
        first = self.found[0][0] if self.found else len(self.text)
        return Script(
            titles=titles,
            elements=self._with_raw(first if titles else lead_end),
            file=self.file,
            lead=self.text[:lead_end],
            title_raw=self.text[lead_end:first] if titles else "",
            unclosed=tuple(self._where(start) for start in self.unclosed),
        )

    def _with_raw(self, begin: int) -> tuple[Element, ...]:
        edges = [begin, *(start for start, _ in self.found[1:]), len(self.text)]
        whole = []
        for number, ((a, b), (_, element)) in enumerate(zip(pairwise(edges), self.found, strict=False)):
            text = "\n".join(self.words[number]) if number in self.words else element.text
            whole.append(replace(element, text=text, raw=self.text[a:b]))
        return tuple(whole)

    def _where(self, offset: int) -> SourceLine:
        return SourceLine(self.file, bisect_right(self.starts, offset))

    def _add(self, start: int, kind: ElementKind, text: str = "", **more: object) -> None:
        self.found.append((start, Element(kind, text, source=self._where(start), **more)))  # type: ignore[arg-type]

    def _titles(self) -> tuple[TitleEntry, ...]:
        end = self.at
        while end < len(self.lines) and not self.lines[end].blank:
            end += 1
        entries: list[tuple[str, list[str], int]] = []
        for line in self.lines[self.at : end]:
            found = None if line.text[:1].isspace() else split_title(_unify(line.text))
            if found:
                value = found[1].strip()
                entries.append((found[0].strip(), [value] if value else [], line.start))
            elif entries:
                entries[-1][1].append(_unify(line.text).strip())
            else:
                return ()
        keys = {key.casefold() for key, _, _ in entries}
        if TITLE_KEYS.isdisjoint(keys) or any(is_heading(line.text.strip()) for line in self.lines[self.at : end]):
            return ()
        self.at = end
        return tuple(TitleEntry(key, tuple(values), self._where(start)) for key, values, start in entries)

    # Each step below takes one or more lines and adds the elements that they hold.

    def _line(self, line: _Line) -> None:
        if line.blank:
            self.at += 1
            self.fresh, self.inside_action = True, False
        elif line.only_spans:
            self._span_elements(line)
            self.at += 1
            self.inside_action = False
        elif not (self._marked(line) or self._spoken(line)):
            self._action(line)

    def _span_elements(self, line: _Line) -> None:
        end = line.start + len(line.text)
        first = bisect_right(self.spans, line.start - 1, key=lambda span: span.start)
        while first < len(self.spans) and self.spans[first].start < end:
            self._add_span(self.spans[first])
            first += 1

    def _add_span(self, span: Span) -> None:
        kind = ElementKind.NOTE if span.note else ElementKind.BONEYARD
        self._add(span.start, kind, _unify(self.text[span.start + 2 : span.end - 2]))

    def _one_line(self, line: _Line, kind: ElementKind, text: str, **more: object) -> None:
        """Add an element of one line, and the notes in that line as elements of their own."""
        before = len(self.found)
        self._add(line.start + len(line.bare) - len(line.bare.lstrip()), kind, text, **more)
        if line.text != line.bare:
            self._span_elements(line)
            self.found[before:] = sorted(self.found[before:], key=lambda pair: pair[0])
        self.at += 1
        self.fresh, self.inside_action = True, False

    def _marked(self, line: _Line) -> bool:
        """Headings, transitions, and the lines that a first character marks."""
        bare = line.bare.strip()
        clean = _squash(line)
        mark = bare[0]
        if mark == "!":
            return False
        if _PAGE_BREAK.match(bare):
            self._one_line(line, ElementKind.PAGE_BREAK, "")
        elif mark == "#":
            text = clean.lstrip("#")
            self._one_line(line, ElementKind.SECTION, text.strip(), level=len(clean) - len(text))
        elif mark == "=":
            self._one_line(line, ElementKind.SYNOPSIS, clean[1:].strip())
        elif mark == ">" and bare.endswith("<") and len(bare) > 1:
            self._one_line(line, ElementKind.CENTRED, clean[1:-1].strip())
        elif mark == ">":
            self._one_line(line, ElementKind.TRANSITION, clean[1:].strip())
        elif mark == "~":
            self._lyric(line)
        elif self._is_heading(bare):
            text, number = split_scene_number(clean.removeprefix(".").strip())
            self._one_line(line, ElementKind.HEADING, text, number=number)
        elif self._is_transition(bare):
            self._one_line(line, ElementKind.TRANSITION, clean)
        else:
            return False
        return True

    def _is_heading(self, bare: str) -> bool:
        if self.fresh and bare[0] == "." and bare[1:2].isalnum():
            return True
        return is_heading(bare) if self.fresh else is_chinese_heading(bare)

    def _is_transition(self, bare: str) -> bool:
        return is_transition(bare) if self.fresh else is_chinese_transition(bare)

    def _next_is_blank(self) -> bool:
        return self.at + 1 >= len(self.lines) or self.lines[self.at + 1].blank

    def _spoken(self, line: _Line) -> bool:
        bare = line.bare.strip()
        if self._inline(line):
            return True
        forced = bare[0] == "@" and len(bare) > 1
        if not self.fresh or not (forced or (is_cue(bare) and not self._next_is_blank())):
            return False
        cue = split_cue(_squash(line))
        name = cue.name if cue.name == cue.name.upper() != cue.name.lower() else cue.name.rstrip("：:")
        self._one_line(line, ElementKind.CHARACTER, name, extensions=cue.extensions, dual=cue.dual)
        while self.at < len(self.lines) and self._speech_line(self.lines[self.at]):
            pass
        self.fresh = True
        return True

    def _inline(self, line: _Line) -> bool:
        indent = len(line.bare) - len(line.bare.lstrip())
        found = find_inline_speech(line.bare[indent : indent + 120])
        if not found or not line.text[indent + found.speech :].strip():
            return False
        start = line.start + indent
        extensions = tuple(text for _, _, text in found.brackets if is_extension(text))
        self._add(start, ElementKind.CHARACTER, found.name, extensions=extensions, inline=True)
        for opening, _, text in found.brackets:
            if not is_extension(text):
                self._add(start + opening, ElementKind.PARENTHETICAL, text)
        self._inline_speech(line, indent + found.speech)
        self.at += 1
        self.fresh, self.inside_action = True, False
        return True

    def _inline_speech(self, line: _Line, begin: int) -> None:
        """The words after the colon, which may begin with a bracket of their own."""
        while True:
            begin += len(line.text[begin:]) - len(line.text[begin:].lstrip())
            closing = min((i for i in (line.text.find(")", begin), line.text.find("）", begin)) if i >= 0), default=-1)
            inner = line.text[begin + 1 : closing]
            if line.text[begin : begin + 1] not in ("(", "（") or closing < 0 or not line.text[closing + 1 :].strip():
                break
            if "(" in inner or "（" in inner or len(inner) > 60:
                break
            self._add(line.start + begin, ElementKind.PARENTHETICAL, inner.strip())
            begin = closing + 1
        self._add(line.start + begin, ElementKind.DIALOGUE, _unify(line.text[begin:]).strip())

    def _speech_line(self, line: _Line) -> bool:
        """One line below a character's name; False where the speech ends."""
        spaced = len(line.text) >= 2 and not line.text.strip(" \t")
        if line.blank and not spaced:
            return False
        words = _unify(line.text).strip()
        if line.only_spans:
            self._span_elements(line)
        elif words and words[0] in "(（" and words[-1] in ")）" and len(words) > 1:
            self._add(line.start, ElementKind.PARENTHETICAL, words[1:-1].strip())
        elif words.startswith("~"):
            self._join(line.start, ElementKind.LYRIC, words[1:].strip())
        else:
            self._join(line.start, ElementKind.DIALOGUE, words)
        self.at += 1
        return True

    def _join(self, start: int, kind: ElementKind, words: str) -> None:
        """Add words to the element before when it is of the same kind, else begin a new one."""
        if not (self.found and self.found[-1][1].kind is kind):
            self._add(start, kind)
        self.words.setdefault(len(self.found) - 1, []).append(words)

    def _lyric(self, line: _Line) -> None:
        before = self.lines[self.at - 1] if self.at else None
        if before is None or not before.text.strip().startswith("~"):
            self._add(line.start, ElementKind.LYRIC)
        self._join(line.start, ElementKind.LYRIC, _unify(line.text).strip().removeprefix("~").strip())
        self.at += 1
        self.fresh, self.inside_action = False, False

    def _action(self, line: _Line) -> None:
        if not self.inside_action:
            self._add(line.start, ElementKind.ACTION)
        self._join(line.start, ElementKind.ACTION, _unforce(_unify(line.text)))
        self.at += 1
        self.fresh, self.inside_action = False, True


def _unify(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _squash(line: _Line) -> str:
    """A line's words without its notes and boneyards, and without the gaps they leave."""
    if line.text == line.bare:
        return line.text.strip()
    return " ".join(without_spans(line.text).split())


def _unforce(text: str) -> str:
    words = text.lstrip()
    return text[: len(text) - len(words)] + words[1:] if words.startswith("!") else text
