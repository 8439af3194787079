"""The continuity ledger: what happens in a story, replayed, and what contradicts it."""

from .keeping import (
    KeptScene,
    Ledger,
    LedgerKeeper,
    keep_ledger,
    record_films,
)
from .naming import (
    NoteResolver,
)
from .notebook import (
    NoteKind,
    note_kinds,
)
from .presence import (
    cast_of,
)
from .printing import (
    print_ledger_note,
)
from .reading import (
    read_ledger_note,
    word_meant,
)
from .timeline import (
    print_when,
)
from .world import (
    World,
)

__all__ = [
    "KeptScene",
    "Ledger",
    "LedgerKeeper",
    "NoteKind",
    "NoteResolver",
    "World",
    "cast_of",
    "keep_ledger",
    "note_kinds",
    "print_ledger_note",
    "print_when",
    "read_ledger_note",
    "record_films",
    "word_meant",
]
