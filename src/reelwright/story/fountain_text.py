"""Fountain 1.1 out: as it was read where it was read, in the standard form elsewhere.

Knows how each kind of element is written and which words need a mark to stay what they are. Refuses
to read: that is ``fountain.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .linekinds import TITLE_KEYS, find_inline_speech, is_cue, is_heading, is_transition, split_title
from .script import Element, ElementKind, Script, TitleEntry
from .spans import without_spans

_SPEECH: Final = frozenset({ElementKind.DIALOGUE, ElementKind.PARENTHETICAL})
_FLOATING: Final = frozenset({ElementKind.NOTE, ElementKind.BONEYARD, ElementKind.LYRIC})


def print_fountain(script: Script) -> str:
    """Write a screenplay as Fountain: as it was read where it was read, in the standard form elsewhere."""
    pieces = [script.lead]
    pieces.append(script.title_raw if script.title_raw is not None else _print_titles(script.titles))
    tight = _tightness(script.elements)
    written = script.title_raw is not None
    skip = -1
    for number, element in enumerate(script.elements):
        if number <= skip:
            continue
        if element.raw is not None:
            if not written and number and not tight[number]:
                pieces.append("\n")
            pieces.append(element.raw)
        else:
            if written and pieces[-1] and not tight[number]:
                pieces.append(_gap_after("".join(pieces[-2:])))
            elif number and not tight[number]:
                pieces.append("\n")
            body, skip = _print_element(script.elements, number)
            pieces.append(body + "\n")
        written = element.raw is not None
    return "".join(pieces)


def _print_titles(titles: tuple[TitleEntry, ...]) -> str:
    if not titles:
        return ""
    lines = []
    for entry in titles:
        if len(entry.lines) == 1:
            lines.append(f"{entry.key}: {entry.lines[0]}")
        else:
            lines += [f"{entry.key}:", *(f"    {line}" for line in entry.lines)]
    return "\n".join(lines) + "\n\n"


def _tightness(elements: tuple[Element, ...]) -> list[bool]:
    """For each element, whether it follows the one before without a blank line."""
    tight = [element.kind in _SPEECH for element in elements]
    for number in range(len(elements) - 2, -1, -1):
        tight[number] |= elements[number].kind in _FLOATING and tight[number + 1]
    for number in range(1, len(elements)):
        previous = elements[number - 1]
        tight[number] |= previous.kind is ElementKind.CHARACTER and elements[number].kind in _FLOATING
    return tight


def _gap_after(written: str) -> str:
    """What is missing for a blank line after some text."""
    tail = written[-4:].replace("\r\n", "\n").replace("\r", "\n")
    return "" if tail.endswith("\n\n") else "\n" if tail.endswith("\n") else "\n\n"


def _print_element(elements: tuple[Element, ...], number: int) -> tuple[str, int]:
    """The standard form of an element, and the number of the last element that it used up."""
    element = elements[number]
    if element.kind is ElementKind.CHARACTER and element.inline:
        inline = _print_inline(elements, number)
        if inline:
            return inline
    return _PRINTERS[element.kind](element), number


def _print_inline(elements: tuple[Element, ...], number: int) -> tuple[str, int] | None:
    cue = elements[number]
    end = number + 1
    brackets = "".join(f"（{extension}）" for extension in cue.extensions)
    while end < len(elements) and elements[end].kind is ElementKind.PARENTHETICAL:
        brackets += f"（{elements[end].text}）"
        end += 1
    if end == len(elements) or elements[end].kind is not ElementKind.DIALOGUE or "\n" in elements[end].text:
        return None
    line = f"{cue.text}{brackets}：{elements[end].text}"
    return (line if find_inline_speech(line[:120]) else f"@{line}"), end


def _print_heading(element: Element) -> str:
    number = f" #{element.number}#" if element.number else ""
    return f"{'' if is_heading(element.text) else '.'}{element.text}{number}"


def _print_character(element: Element) -> str:
    forced = "" if is_cue(element.text) and not is_heading(element.text) else "@"
    extensions = "".join(f" ({extension})" for extension in element.extensions)
    return f"{forced}{element.text}{extensions}{' ^' if element.dual else ''}"


def _print_transition(element: Element) -> str:
    return element.text if is_transition(element.text) and not is_heading(element.text) else f"> {element.text}"


def _print_action(element: Element) -> str:
    lines = element.text.split("\n")
    marked = [f"!{line}" if _needs_forcing(line) else line for line in lines]
    if len(lines) > 1 and marked[0] == lines[0] and is_cue(without_spans(lines[0]).strip()):
        marked[0] = f"!{lines[0]}"
    return "\n".join(marked)


def _needs_forcing(line: str) -> bool:
    """Whether a line of action would be read as something else."""
    bare = without_spans(line).strip() or line.strip()
    if bare[:1] in tuple("!.@>~#=") or is_heading(bare) or is_transition(bare):
        return True
    title = split_title(bare)
    return bool(title and title[0].casefold() in TITLE_KEYS) or find_inline_speech(bare[:120]) is not None


def _print_parenthetical(element: Element) -> str:
    wide = any("\u2e80" <= letter <= "\uffef" for letter in element.text)
    return f"（{element.text}）" if wide else f"({element.text})"


_PRINTERS: Final[dict[ElementKind, Callable[[Element], str]]] = {
    ElementKind.HEADING: _print_heading,
    ElementKind.ACTION: _print_action,
    ElementKind.CHARACTER: _print_character,
    ElementKind.PARENTHETICAL: _print_parenthetical,
    ElementKind.DIALOGUE: lambda element: "\n".join(line or "  " for line in element.text.split("\n")),
    ElementKind.LYRIC: lambda element: "\n".join(f"~{line}" for line in element.text.split("\n")),
    ElementKind.TRANSITION: _print_transition,
    ElementKind.CENTRED: lambda element: f"> {element.text} <",
    ElementKind.SECTION: lambda element: f"{'#' * element.level} {element.text}".rstrip(),
    ElementKind.SYNOPSIS: lambda element: f"= {element.text}".rstrip(),
    ElementKind.NOTE: lambda element: f"[[{element.text}]]",
    ElementKind.BONEYARD: lambda element: f"/*{element.text}*/",
    ElementKind.PAGE_BREAK: lambda _: "===",
}
