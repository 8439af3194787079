"""Seal: credentials, legal labels, segments, evidence, and what can be said about a file."""

from .credentials import (
    Declaration,
    Ingredient,
    Manifest,
    Reading,
    Relationship,
    SaidAction,
    SaidIngredient,
    SourceType,
    Status,
    Use,
    whole_source,
)
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
from .keys import (
    KeyFiles,
)
from .media.errors import (
    MediaDamagedError,
    MediaEncryptedError,
    MediaFormatError,
    MediaLimitError,
)
from .media.model import (
    FrameMark,
    MediaFacts,
    MediaLimits,
    MediaWish,
    Picture,
    PictureFacts,
    PictureWish,
    ReadingEnd,
    SoundBlock,
    SoundFacts,
    Transfer,
)
from .media.ports import (
    MediaReader,
)
from .media.reading import (
    frame_marks,
    picture_at,
    pictures,
    sound_of,
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
    Credentials,
    Signer,
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
    "Credentials",
    "Declaration",
    "EvidenceError",
    "FrameMark",
    "Ingredient",
    "KeyFileError",
    "KeyFiles",
    "Light",
    "Manifest",
    "MediaDamagedError",
    "MediaEncryptedError",
    "MediaError",
    "MediaFacts",
    "MediaFormatError",
    "MediaLimitError",
    "MediaLimits",
    "MediaReader",
    "MediaWish",
    "Picture",
    "PictureFacts",
    "PictureWish",
    "Question",
    "Reading",
    "ReadingEnd",
    "Relationship",
    "SaidAction",
    "SaidIngredient",
    "SealError",
    "Segment",
    "SegmentError",
    "SegmentProof",
    "SegmentTree",
    "Signer",
    "SigningError",
    "SoundBlock",
    "SoundFacts",
    "SourceType",
    "Status",
    "Stretch",
    "TimeStampError",
    "Transfer",
    "Use",
    "Verdict",
    "film_name",
    "frame_marks",
    "judge_copy",
    "keccak256",
    "picture_at",
    "pictures",
    "pixels_name",
    "sound_of",
    "whole_source",
]
