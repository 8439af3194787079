"""Asides: what a writer tells translators beside a line, such as why a pun is one.

Knows the note ``[[pun: …]]`` and what it stands before. Refuses to know languages.
"""

from __future__ import annotations

import re
from typing import Final

from reelwright.film import SourceLine

from .script import ElementKind, Script

_ASIDE: Final = re.compile(r"^\s*(?:pun|translator|双关|译注)\s*[:：]\s*(.+)$", re.IGNORECASE | re.DOTALL)
_INSERT: Final = re.compile(r"^\s*(?:insert|插入)\s*[:：]", re.IGNORECASE)


def asides_of(script: Script) -> dict[SourceLine, str]:
    """Asides by the line that they are about: the next that is spoken or read in their scene.

    Args:
        script: a screenplay as it was read.
    """
    found: dict[SourceLine, str] = {}
    waiting: list[str] = []
    for element in script.elements:
        match element.kind:
            case ElementKind.HEADING:
                waiting.clear()
            case ElementKind.NOTE if aside := _ASIDE.match(element.text):
                waiting.append(" ".join(aside.group(1).split()))
            case ElementKind.NOTE if not _INSERT.match(element.text):
                continue
            case ElementKind.NOTE | ElementKind.DIALOGUE if waiting:
                found[element.source] = " ".join(waiting)
                waiting.clear()
            case _:
                continue
    return found
