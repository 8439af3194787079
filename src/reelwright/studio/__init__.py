"""Studio: making a film: board, voices, takes, cut."""

from .board import (
    direct_film,
)
from .errors import (
    DrawingError,
    EncodingError,
    FontError,
    StudioError,
    TimelineError,
    TranslationError,
    VoiceError,
)
from .laws import (
    check_grammar,
)
from .legibility import (
    check_letters,
)
from .model import (
    OPENING_LABEL_SECONDS,
    SAMPLE_RATE,
    FilmFacts,
    MouthShape,
    PictureSettings,
    ShootJob,
    Shown,
    SoftSubtitles,
    StreamFacts,
    Take,
    TimedLine,
    TimedPhoneme,
    TimedShot,
    Utterance,
)
from .mouths import (
    Alphabet,
    mouths_of,
    time_mouths,
)
from .ports import (
    CatalogueFormat,
    Cutter,
    Footage,
    Renderer,
    Stems,
    TimelineFormat,
    Translator,
    Typeface,
    Voice,
    Watch,
    WatchedRenderer,
)
from .sound.loudness import (
    integrated_loudness,
    true_peak,
)
from .sound.mix import (
    SOUND_VERSION,
    Mix,
    mix_film,
)
from .subtitles import (
    Cue,
    subtitle_cues,
    write_srt,
    write_webvtt,
)
from .timing import (
    film_length,
    flows_of,
    keep_flows,
    time_film,
)
from .translation.catalogue import (
    Catalogue,
    Entry,
    merge_units,
)
from .translation.speak import (
    check_catalogue,
    main_tag,
    speak_board,
    speak_cards,
    too_long,
)
from .translation.units import (
    Unit,
    UnitKind,
    units_of,
    units_of_cards,
)
from .wishes import (
    amend_wish,
    check_wishes,
)

__all__ = [
    "OPENING_LABEL_SECONDS",
    "SAMPLE_RATE",
    "SOUND_VERSION",
    "Alphabet",
    "Catalogue",
    "CatalogueFormat",
    "Cue",
    "Cutter",
    "DrawingError",
    "EncodingError",
    "Entry",
    "FilmFacts",
    "FontError",
    "Footage",
    "Mix",
    "MouthShape",
    "PictureSettings",
    "Renderer",
    "ShootJob",
    "Shown",
    "SoftSubtitles",
    "Stems",
    "StreamFacts",
    "StudioError",
    "Take",
    "TimedLine",
    "TimedPhoneme",
    "TimedShot",
    "TimelineError",
    "TimelineFormat",
    "TranslationError",
    "Translator",
    "Typeface",
    "Unit",
    "UnitKind",
    "Utterance",
    "Voice",
    "VoiceError",
    "Watch",
    "WatchedRenderer",
    "amend_wish",
    "check_catalogue",
    "check_grammar",
    "check_letters",
    "check_wishes",
    "direct_film",
    "film_length",
    "flows_of",
    "integrated_loudness",
    "keep_flows",
    "main_tag",
    "merge_units",
    "mix_film",
    "mouths_of",
    "speak_board",
    "speak_cards",
    "subtitle_cues",
    "time_film",
    "time_mouths",
    "too_long",
    "true_peak",
    "units_of",
    "units_of_cards",
    "write_srt",
    "write_webvtt",
]
