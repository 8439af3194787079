"""Production: the line from check to release."""

from .clock import (
    clock_time,
)
from .edit import (
    check_edit,
    check_takes,
)
from .errors import (
    BusyError,
    FindingsError,
    OrderError,
    ProductionError,
    WorkerError,
)
from .events import (
    Event,
    ItemDone,
    ItemMoved,
    Listen,
    NotRegistered,
    PieceDamaged,
    StageDone,
    StageStarted,
    WorkerDied,
)
from .make import (
    make_film,
    picture_settings,
)
from .model import (
    Commission,
    CutJob,
    Dropped,
    Look,
    Made,
    MadeFilm,
    MadeLine,
    MadeSeal,
    MadeShot,
    MadeTitle,
    Order,
    Piece,
    Progress,
    SealJob,
    Stage,
    Subtitles,
    Task,
    Written,
)
from .ports import (
    Cell,
    Craft,
    Crew,
    Darkroom,
    FilmRegister,
    Registrar,
    Sealer,
    Shelf,
    Studio,
    Tray,
)
from .recipes import (
    plain_form,
    seen_part,
    spoken_part,
    take_recipe,
    utterance_recipe,
)
from .sharing import (
    due_account,
    film_table,
    share_table,
    used_licences,
)
from .shoot import (
    keep_made,
)
from .subtitles import (
    other_subtitles,
)
from .title import (
    TITLE,
    project_of,
)
from .translate import (
    Translated,
    TranslationDesk,
    translate_project,
)

__all__ = [
    "TITLE",
    "BusyError",
    "Cell",
    "Commission",
    "Craft",
    "Crew",
    "CutJob",
    "Darkroom",
    "Dropped",
    "Event",
    "FilmRegister",
    "FindingsError",
    "ItemDone",
    "ItemMoved",
    "Listen",
    "Look",
    "Made",
    "MadeFilm",
    "MadeLine",
    "MadeSeal",
    "MadeShot",
    "MadeTitle",
    "NotRegistered",
    "Order",
    "OrderError",
    "Piece",
    "PieceDamaged",
    "ProductionError",
    "Progress",
    "Registrar",
    "SealJob",
    "Sealer",
    "Shelf",
    "Stage",
    "StageDone",
    "StageStarted",
    "Studio",
    "Subtitles",
    "Task",
    "Translated",
    "TranslationDesk",
    "Tray",
    "WorkerDied",
    "WorkerError",
    "Written",
    "check_edit",
    "check_takes",
    "clock_time",
    "due_account",
    "film_table",
    "keep_made",
    "make_film",
    "other_subtitles",
    "picture_settings",
    "plain_form",
    "project_of",
    "seen_part",
    "share_table",
    "spoken_part",
    "take_recipe",
    "translate_project",
    "used_licences",
    "utterance_recipe",
]
