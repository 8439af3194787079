"""The continuity ledger: what happens in a story, replayed, and what contradicts it."""

from .compiled import (
    JudgeQuestion,
    PictureOrder,
    Reference,
    check_answers,
    check_order,
    questions_of,
    references_of,
    states_of,
)
from .folding import (
    KeptScene,
)
from .judging import (
    Answers,
    Judgement,
    judge_film,
    read_answers,
    write_states,
)
from .keeping import (
    Ledger,
    LedgerKeeper,
    keep_ledger,
)
from .naming import (
    NoteResolver,
    fold_words,
)
from .notebook import (
    NoteKind,
    note_kinds,
)
from .ordering import PictureOrders, check_orders, read_orders
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
from .recording import (
    FilmRecorder,
    record_films,
)
from .scores import (
    Score,
    score_references,
    score_story,
)
from .timeline import (
    print_when,
    story_day,
)
from .world import (
    World,
)

__all__ = [
    "Answers",
    "FilmRecorder",
    "JudgeQuestion",
    "Judgement",
    "KeptScene",
    "Ledger",
    "LedgerKeeper",
    "NoteKind",
    "NoteResolver",
    "PictureOrder",
    "PictureOrders",
    "Reference",
    "Score",
    "World",
    "cast_of",
    "check_answers",
    "check_order",
    "check_orders",
    "fold_words",
    "judge_film",
    "keep_ledger",
    "note_kinds",
    "print_ledger_note",
    "print_when",
    "questions_of",
    "read_answers",
    "read_ledger_note",
    "read_orders",
    "record_films",
    "references_of",
    "score_references",
    "score_story",
    "states_of",
    "story_day",
    "word_meant",
    "write_states",
]
