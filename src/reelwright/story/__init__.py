"""Story: screenplay, cast, places, and what is wrong with them."""

from .annotate import (
    Annotated,
    Suggestion,
    suggest_notes,
    with_notes,
)
from .bible import (
    KeptBible,
    print_bible,
    read_bible,
)
from .cards import (
    print_person,
    print_place,
    read_person,
    read_place,
)
from .casting import (
    cast_script,
)
from .chat import (
    Cost,
    Message,
    Purse,
    Question,
    Reply,
    insist,
    schema_words,
)
from .check import (
    StoryReader,
    StoryReading,
    check_story,
    read_story,
    stage_episode,
)
from .emphasis import (
    Styled,
    notes_in,
    plain_text,
    read_emphasis,
)
from .errors import (
    CardError,
    ChatError,
    NoteError,
    PremiseError,
    ProjectError,
    PurseError,
    ScriptError,
    StoryError,
    WritingError,
)
from .events import (
    Appearance,
    Change,
    Event,
    EventKind,
    Happening,
    StoryTime,
    TimeShift,
)
from .fdx import (
    read_fdx,
)
from .findings import (
    count_findings,
    finding_of,
    format_findings,
)
from .fountain import (
    read_fountain,
)
from .fountain_text import (
    print_fountain,
)
from .lanes import (
    Score,
    draw_lanes,
)
from .ledger import (
    KeptScene,
    Ledger,
    LedgerKeeper,
    NoteKind,
    keep_ledger,
    note_kinds,
    print_ledger_note,
    read_ledger_note,
    record_films,
)
from .model import (
    Act,
    Action,
    Beat,
    Cards,
    CardWish,
    Finding,
    Look,
    MoodChange,
    Person,
    Place,
    Repair,
    RepairKind,
    Scene,
    Screenplay,
    Severity,
    ShotWish,
    Speech,
    SpokenLine,
    TransitionWish,
    VoiceCard,
    Waiver,
    Writing,
)
from .newproject import (
    cast_project,
    guess_language,
    new_project,
)
from .ports import (
    ChatModel,
    Writer,
)
from .project import (
    Project,
    load_project,
    read_script,
)
from .proposals import (
    annotate_project,
)
from .rulebook import (
    Rule,
    all_rules,
)
from .script import (
    Element,
    ElementKind,
    Loss,
    LossReport,
    Script,
    TitleEntry,
)
from .settings import (
    Contributor,
    MakeSettings,
    SealSettings,
    Settings,
    label_in,
    print_settings,
    read_settings,
)
from .stage import (
    stage_script,
)
from .textfile import (
    read_story_file,
)
from .writeseries import (
    Commission,
    continue_series,
    write_series,
)
from .writing import (
    Bible,
    Character,
    Episode,
    Outline,
    Premise,
    Secret,
    WritingProgress,
)

__all__ = [
    "Act",
    "Action",
    "Annotated",
    "Appearance",
    "Beat",
    "Bible",
    "CardError",
    "CardWish",
    "Cards",
    "Change",
    "Character",
    "ChatError",
    "ChatModel",
    "Commission",
    "Contributor",
    "Cost",
    "Element",
    "ElementKind",
    "Episode",
    "Event",
    "EventKind",
    "Finding",
    "Happening",
    "KeptBible",
    "KeptScene",
    "Ledger",
    "LedgerKeeper",
    "Look",
    "Loss",
    "LossReport",
    "MakeSettings",
    "Message",
    "MoodChange",
    "NoteError",
    "NoteKind",
    "Outline",
    "Person",
    "Place",
    "Premise",
    "PremiseError",
    "Project",
    "ProjectError",
    "Purse",
    "PurseError",
    "Question",
    "Repair",
    "RepairKind",
    "Reply",
    "Rule",
    "Scene",
    "Score",
    "Screenplay",
    "Script",
    "ScriptError",
    "SealSettings",
    "Secret",
    "Settings",
    "Severity",
    "ShotWish",
    "Speech",
    "SpokenLine",
    "StoryError",
    "StoryReader",
    "StoryReading",
    "StoryTime",
    "Styled",
    "Suggestion",
    "TimeShift",
    "TitleEntry",
    "TransitionWish",
    "VoiceCard",
    "Waiver",
    "Writer",
    "Writing",
    "WritingError",
    "WritingProgress",
    "all_rules",
    "annotate_project",
    "cast_project",
    "cast_script",
    "check_story",
    "continue_series",
    "count_findings",
    "draw_lanes",
    "finding_of",
    "format_findings",
    "guess_language",
    "insist",
    "keep_ledger",
    "label_in",
    "load_project",
    "new_project",
    "note_kinds",
    "notes_in",
    "plain_text",
    "print_bible",
    "print_fountain",
    "print_ledger_note",
    "print_person",
    "print_place",
    "print_settings",
    "read_bible",
    "read_emphasis",
    "read_fdx",
    "read_fountain",
    "read_ledger_note",
    "read_person",
    "read_place",
    "read_script",
    "read_settings",
    "read_story",
    "read_story_file",
    "record_films",
    "schema_words",
    "stage_episode",
    "stage_script",
    "suggest_notes",
    "with_notes",
    "write_series",
]
