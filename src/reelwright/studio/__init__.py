"""Studio: making a film: board, voices, takes, cut."""

from .errors import (
    DrawingError,
    EncodingError,
    FontError,
    StudioError,
    TimelineError,
    VoiceError,
)
from .model import (
    SAMPLE_RATE,
    MouthShape,
    PictureSettings,
    ShootJob,
    StoredTake,
    Take,
    TimedLine,
    TimedPhoneme,
    TimedShot,
    Utterance,
)
from .ports import (
    Renderer,
    Voice,
)

__all__ = [
    "SAMPLE_RATE",
    "DrawingError",
    "EncodingError",
    "FontError",
    "MouthShape",
    "PictureSettings",
    "Renderer",
    "ShootJob",
    "StoredTake",
    "StudioError",
    "Take",
    "TimedLine",
    "TimedPhoneme",
    "TimedShot",
    "TimelineError",
    "Utterance",
    "Voice",
    "VoiceError",
]
