"""The continuity ledger: what happens in a story, replayed, and what contradicts it."""

from .notebook import (
    NoteKind,
    note_kinds,
)
from .printing import (
    print_ledger_note,
)
from .reading import (
    read_ledger_note,
    word_meant,
)

__all__ = [
    "NoteKind",
    "note_kinds",
    "print_ledger_note",
    "read_ledger_note",
    "word_meant",
]
