"""The kinds of note and their words: the table ``data/ledger.toml``, from which the reference is made too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..events import EventKind
from ..tables import load_table, words_in


@dataclass(frozen=True, slots=True)
class NoteKind:
    """One kind of note: how a writer may call it, how its value is written, and what it says.

    Args:
        words: every word that it may begin with, folded.
        shape: an example of its value, English; ``shape_zh`` is the Chinese one.
    """

    kind: EventKind
    group: str
    form: str
    words: tuple[str, ...]
    shape: str
    shape_zh: str
    about: str

    def word(self, language: str) -> str:
        """The word that a program writes in a script of that language."""
        chinese = [word for word in self.words if not word.isascii()]
        return chinese[0] if language == "zh" and chinese else self.words[0]

    def example(self, language: str = "en") -> str:
        """A note of this kind, right as it stands."""
        shape = self.shape_zh if language == "zh" else self.shape
        return f"[[{self.word(language)}: {shape}]]" if shape else f"[[{self.word(language)}]]"


@cache
def note_kinds() -> dict[EventKind, NoteKind]:
    """Every kind of note, in the order of the table."""
    kinds = {}
    for key, row in load_table("ledger").items():
        if isinstance(row, dict):
            text = {name: str(row[name]) for name in ("group", "form", "shape", "shape_zh", "about")}
            kinds[EventKind(key)] = NoteKind(EventKind(key), words=words_in(row["words"]), **text)
    return kinds


@cache
def words_of_notes() -> dict[str, EventKind]:
    """Every word that a note of the ledger may begin with."""
    return {word: kind for kind, row in note_kinds().items() for word in row.words}
