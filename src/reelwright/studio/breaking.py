"""Breaking: where a subtitle may be broken, in Latin and in Chinese.

Knows the measure of a line (32 Latin or 16 Chinese characters, two lines) and the rule that no line
begins with closing punctuation. Refuses to know time: ``subtitles.py``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LINES: Final = 2
"""Lines of one cue at most."""
WIDTH: Final = 32
"""Columns of one line: a Latin character takes one, a Chinese one takes two."""

_CLOSING: Final = "，。！？；：、…—～”’」』）》】,.!?;:)]}%"
_OPENING: Final = "“‘「『（《【([{"
_STOPS: Final = "。！？；!?;…."
_COMMAS: Final = "，、：,:—"
_ATOM: Final = re.compile(r"\s+|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|.", re.DOTALL)


def display_width(text: str) -> int:
    """Columns that a text fills."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fits(text: str) -> bool:
    """Whether a text can be shown in one cue."""
    return len(_filled(_atoms(text))) <= LINES


def part_text(text: str) -> list[str]:
    """A text in the fewest parts that each fit one cue, parted at its punctuation where that is near."""
    atoms = _atoms(" ".join(text.split()))
    parts: list[str] = []
    while atoms:
        taken = _taken(atoms)
        parts.append("".join(atoms[:taken]).strip())
        atoms = atoms[taken:]
        while atoms and atoms[0].isspace():
            atoms = atoms[1:]
    return [part for part in parts if part] or [""]


def break_lines(text: str) -> tuple[str, ...]:
    """One cue's text in one line, or in two as even as its words allow."""
    if display_width(text) <= WIDTH:
        return (text,)
    atoms = _atoms(text)
    best: tuple[float, tuple[str, ...]] | None = None
    for i in range(1, len(atoms)):
        first, second = "".join(atoms[:i]).rstrip(), "".join(atoms[i:]).lstrip()
        if not first or not second or max(display_width(first), display_width(second)) > WIDTH:
            continue
        uneven = abs(display_width(first) - display_width(second)) - _stop_value(first) * 28
        if best is None or uneven < best[0]:
            best = (uneven, (first, second))
    return best[1] if best else tuple(_filled(atoms))


def _atoms(text: str) -> list[str]:
    """The pieces between which a line may break; closing marks stay with what they close."""
    atoms: list[str] = []
    for piece in (m[0] for m in _ATOM.finditer(text)):
        glued = atoms and not atoms[-1].isspace() and (piece[0] in _CLOSING or atoms[-1][-1] in _OPENING)
        if glued:
            atoms[-1] += piece
        else:
            atoms.append(piece)
    return [bit for atom in atoms for bit in _hard_broken(atom)]


def _hard_broken(atom: str) -> list[str]:
    """A word too long for any line is cut, because it must be shown."""
    if display_width(atom) <= WIDTH:
        return [atom]
    bits, rest = [], atom
    while display_width(rest) > WIDTH:
        cut = WIDTH if display_width(rest[:WIDTH]) <= WIDTH else WIDTH // 2
        while cut > 1 and rest[cut : cut + 1] and rest[cut] in _CLOSING and rest[cut - 1] not in _CLOSING:
            cut -= 1
        bits.append(rest[:cut])
        rest = rest[cut:]
    return [*bits, rest] if rest else bits


def _filled(atoms: list[str]) -> list[str]:
    lines: list[str] = []
    current = ""
    for atom in atoms:
        if current and display_width((current + atom).rstrip()) > WIDTH:
            lines.append(current.strip())
            current = ""
        current += atom if current else atom.lstrip()
    return [*lines, current.strip()] if current.strip() else lines


def _taken(atoms: list[str]) -> int:
    """How many pieces the next cue takes: as many as fit, but rather up to a stop than into a phrase."""
    most = len(atoms)
    while most > 1 and len(_filled(atoms[:most])) > LINES:
        most -= 1
    if most == len(atoms):
        return most
    width = display_width("".join(atoms[:most]))
    scored = [
        (_stop_value("".join(atoms[:i]).rstrip()) + display_width("".join(atoms[:i])) / width, i)
        for i in range(1, most + 1)
        if display_width("".join(atoms[:i])) >= width * 0.4
    ]
    return max(scored, default=(0, most))[1]


def _stop_value(text: str) -> float:
    last = text[-1:]
    if last and last in _STOPS + "”」』":
        return 1.0
    return 0.6 if last and last in _COMMAS else 0.0
