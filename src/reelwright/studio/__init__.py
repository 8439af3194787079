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
    VoiceError,
)
from .model import (
    OPENING_LABEL_SECONDS,
    SAMPLE_RATE,
    FilmFacts,
    MouthShape,
    PictureSettings,
    ShootJob,
    SoftSubtitles,
    StoredTake,
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
    Cutter,
    Renderer,
    TimelineFormat,
    Voice,
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
    time_film,
)
from .wishes import (
    check_wishes,
)

__all__ = [
    "OPENING_LABEL_SECONDS",
    "SAMPLE_RATE",
    "SOUND_VERSION",
    "Alphabet",
    "Cue",
    "Cutter",
    "DrawingError",
    "EncodingError",
    "FilmFacts",
    "FontError",
    "Mix",
    "MouthShape",
    "PictureSettings",
    "Renderer",
    "ShootJob",
    "SoftSubtitles",
    "StoredTake",
    "StreamFacts",
    "StudioError",
    "Take",
    "TimedLine",
    "TimedPhoneme",
    "TimedShot",
    "TimelineError",
    "TimelineFormat",
    "Utterance",
    "Voice",
    "VoiceError",
    "check_wishes",
    "direct_film",
    "film_length",
    "integrated_loudness",
    "mix_film",
    "mouths_of",
    "subtitle_cues",
    "time_film",
    "time_mouths",
    "true_peak",
    "write_srt",
    "write_webvtt",
]
