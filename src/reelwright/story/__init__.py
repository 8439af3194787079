"""Story: screenplay, cast, places, and what is wrong with them."""

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
    check_story,
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
    ProjectError,
    PurseError,
    ScriptError,
    StoryError,
)
from .events import (
    Event,
    EventKind,
    Happening,
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
from .ledger import (
    NoteKind,
    note_kinds,
    print_ledger_note,
    read_ledger_note,
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
    Scene,
    Screenplay,
    Severity,
    ShotWish,
    Speech,
    SpokenLine,
    TransitionWish,
    VoiceCard,
    Writing,
)
from .newproject import (
    cast_project,
    guess_language,
    new_project,
)
from .ports import (
    ChatModel,
)
from .project import (
    Project,
    load_project,
    read_script,
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
    Settings,
    label_in,
    print_settings,
    read_settings,
)
from .stage import (
    stage_script,
)

__all__ = [
    "Act",
    "Action",
    "Beat",
    "CardError",
    "CardWish",
    "Cards",
    "ChatError",
    "ChatModel",
    "Contributor",
    "Cost",
    "Element",
    "ElementKind",
    "Event",
    "EventKind",
    "Finding",
    "Happening",
    "Look",
    "Loss",
    "LossReport",
    "MakeSettings",
    "Message",
    "MoodChange",
    "NoteError",
    "NoteKind",
    "Person",
    "Place",
    "Project",
    "ProjectError",
    "Purse",
    "PurseError",
    "Question",
    "Reply",
    "Rule",
    "Scene",
    "Screenplay",
    "Script",
    "ScriptError",
    "Settings",
    "Severity",
    "ShotWish",
    "Speech",
    "SpokenLine",
    "StoryError",
    "Styled",
    "TimeShift",
    "TitleEntry",
    "TransitionWish",
    "VoiceCard",
    "Writing",
    "all_rules",
    "cast_project",
    "cast_script",
    "check_story",
    "count_findings",
    "finding_of",
    "format_findings",
    "guess_language",
    "insist",
    "label_in",
    "load_project",
    "new_project",
    "note_kinds",
    "notes_in",
    "plain_text",
    "print_fountain",
    "print_ledger_note",
    "print_person",
    "print_place",
    "print_settings",
    "read_emphasis",
    "read_fdx",
    "read_fountain",
    "read_ledger_note",
    "read_person",
    "read_place",
    "read_script",
    "read_settings",
    "schema_words",
    "stage_episode",
    "stage_script",
]
