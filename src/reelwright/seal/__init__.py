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
from .keccak import (
    keccak256,
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
from .segments import (
    Segment,
    SegmentProof,
    SegmentTree,
    film_name,
    pixels_name,
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
    "Segment",
    "SegmentError",
    "SegmentProof",
    "SegmentTree",
    "SigningError",
    "Stretch",
    "TimeStampError",
    "Verdict",
    "film_name",
    "judge_copy",
    "keccak256",
    "pixels_name",
]
