"""Seal: credentials, legal labels, segments, evidence, and what can be said about a file."""

from .errors import (
    EvidenceError,
    KeyFileError,
    MediaError,
    SealError,
    SegmentError,
    SigningError,
    TimeStampError,
)
from .judge_copy import (
    judge_copy,
)
from .model import (
    CopyFound,
    CopyReport,
    Light,
    Question,
    Stretch,
    Verdict,
)
from .ports import (
    Chance,
    Clock,
    CopySearch,
)

__all__ = [
    "Chance",
    "Clock",
    "CopyFound",
    "CopyReport",
    "CopySearch",
    "EvidenceError",
    "KeyFileError",
    "Light",
    "MediaError",
    "Question",
    "SealError",
    "SegmentError",
    "SigningError",
    "Stretch",
    "TimeStampError",
    "Verdict",
    "judge_copy",
]
