"""Story: screenplay, cast, places, and what is wrong with them."""

from .annotate import (
    Annotated,
    Suggestion,
    suggest_notes,
    with_notes,
)
from .asides import (
    asides_of,
)
from .bible import (
    KeptBible,
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
)
from .check import (
    StoryReader,
    StoryReading,
    check_story,
    film_dues,
    read_story,
    stage_episode,
)
from .dues import (
    Due,
)
from .emphasis import (
    Styled,
    plain_text,
)
from .errors import (
    CardError,
    ChatError,
    NoteError,
    NotWrittenError,
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
    draw_lanes,
)
from .ledger import (
    Answers,
    FilmRecorder,
    Judgement,
    JudgeQuestion,
    KeptScene,
    Ledger,
    LedgerKeeper,
    NoteKind,
    PictureOrder,
    PictureOrders,
    Reference,
    Score,
    check_answers,
    check_order,
    check_orders,
    judge_film,
    keep_ledger,
    note_kinds,
    print_ledger_note,
    questions_of,
    read_answers,
    read_ledger_note,
    read_orders,
    record_films,
    references_of,
    score_references,
    score_story,
    states_of,
    write_states,
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
    new_project,
)
from .placing import places_guessed
from .ports import (
    ChatModel,
    Writer,
)
from .project import (
    Project,
    ScriptsRead,
    load_project,
)
from .proposals import (
    annotate_project,
)
from .rulebook import (
    Rule,
    all_rules,
    finding,
)
from .saying import (
    seconds_to_say,
)
from .screening import whole_names
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
    read_settings,
)
from .sofar import (
    tell_so_far,
)
from .stage import (
    stage_script,
)
from .textfile import (
    read_story_file,
)
from .waivers import (
    waive_findings,
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
    SoFar,
    WritingProgress,
)

__all__ = [
    "Act",
    "Action",
    "Annotated",
    "Answers",
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
    "Due",
    "Element",
    "ElementKind",
    "Episode",
    "Event",
    "EventKind",
    "FilmRecorder",
    "Finding",
    "Happening",
    "JudgeQuestion",
    "Judgement",
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
    "NotWrittenError",
    "NoteError",
    "NoteKind",
    "Outline",
    "Person",
    "PictureOrder",
    "PictureOrders",
    "Place",
    "Premise",
    "PremiseError",
    "Project",
    "ProjectError",
    "Purse",
    "PurseError",
    "Question",
    "Reference",
    "Repair",
    "RepairKind",
    "Reply",
    "Rule",
    "Scene",
    "Score",
    "Screenplay",
    "Script",
    "ScriptError",
    "ScriptsRead",
    "SealSettings",
    "Secret",
    "Settings",
    "Severity",
    "ShotWish",
    "SoFar",
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
    "asides_of",
    "cast_project",
    "cast_script",
    "check_answers",
    "check_order",
    "check_orders",
    "check_story",
    "continue_series",
    "count_findings",
    "draw_lanes",
    "film_dues",
    "finding",
    "finding_of",
    "format_findings",
    "insist",
    "judge_film",
    "keep_ledger",
    "label_in",
    "load_project",
    "new_project",
    "note_kinds",
    "places_guessed",
    "plain_text",
    "print_fountain",
    "print_ledger_note",
    "print_person",
    "print_place",
    "questions_of",
    "read_answers",
    "read_bible",
    "read_fdx",
    "read_fountain",
    "read_ledger_note",
    "read_orders",
    "read_person",
    "read_place",
    "read_settings",
    "read_story",
    "read_story_file",
    "record_films",
    "references_of",
    "score_references",
    "score_story",
    "seconds_to_say",
    "stage_episode",
    "stage_script",
    "states_of",
    "suggest_notes",
    "tell_so_far",
    "waive_findings",
    "whole_names",
    "with_notes",
    "write_series",
    "write_states",
]
