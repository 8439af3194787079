"""Seal: credentials, legal labels, segments, evidence, and what can be said about a file."""

from .check_evidence import (
    CHAIN as EVIDENCE_CHAIN,
)
from .check_evidence import (
    STATEMENT as EVIDENCE_STATEMENT,
)
from .check_evidence import (
    WrongError,
)
from .check_evidence import (
    prove as prove_evidence,
)
from .check_evidence import (
    root_of as evidence_root,
)
from .container_tag import (
    ContainerTag,
    read_tag,
    write_tag,
)
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
from .cutting import (
    FilmMarks,
    ShotPart,
    cut_segments,
    read_marks,
)
from .detector.describe import (
    fingerprint_file,
)
from .detector.errors import (
    RegistryError,
)
from .detector.fingerprint import (
    ASKED,
    ASKED_RATE,
    PULSE_RATE,
    REGISTERED,
    Fingerprint,
    PrintSettings,
    fingerprint_v1,
)
from .detector.memory import (
    MemoryRegistry,
)
from .detector.model import (
    CopyMatch,
    Relation,
    Upstream,
)
from .detector.ports import (
    FingerprintRegistry,
    Near,
    PictureDescriber,
    Pulses,
)
from .detector.search import (
    find_copies,
)
from .detector.whole import (
    WholePictures,
)
from .duties import (
    Duty,
    DutyAnswer,
    Means,
    Profile,
    Standing,
    all_duties,
    answer_duties,
    whom_it_binds,
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
from .evidence import (
    EvidenceParts,
    amend_evidence,
    write_evidence,
)
from .examination import (
    Examination,
    sealed_segments,
)
from .judge_copy import (
    judge_copy,
)
from .keccak import (
    keccak256,
)
from .keys import (
    KeyFiles,
    certificate_digest,
)
from .log_keeping import (
    Had,
    log_making,
)
from .looking import (
    LOOK_SIDE,
    LOOK_VERSION,
    LookTaker,
    TakeLook,
    fingerprint_of_looks,
    heard,
    look_at_take,
    seen_in_looks,
)
from .making import (
    Entry,
    Opening,
    check_log,
    check_opening,
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
from .media.playlist import (
    segment_spans,
)
from .media.ports import (
    Eye,
    MediaReader,
)
from .media.reading import (
    frame_marks,
    picture_at,
    pictures,
    sound_of,
)
from .model import (
    Attestation,
    CommonStretch,
    CopyFound,
    CopyReport,
    Keeper,
    Light,
    Party,
    Question,
    RegisteredFilm,
    SharedSet,
    SpoiltFile,
    Stretch,
    Verdict,
)
from .ports import (
    Chance,
    Clock,
    Coder,
    CopySearch,
    Credentials,
    Labeller,
    MakingLog,
    Signer,
    Stamper,
    Watermark,
    Witness,
)
from .sealing import (
    Sealed,
    SealOrder,
    SealTools,
    as_received,
    seal_media,
)
from .segments import (
    Segment,
    SegmentProof,
    SegmentTree,
    film_name,
    pixels_name,
)
from .shown import (
    SHOWN,
    SHOWN_APART,
    MeanPicture,
    ShownSpan,
    SpanWatcher,
    bits_apart,
)
from .streaming import (
    POSTER,
    seal_folder,
)
from .structure import (
    Structure,
    Uncovered,
    look_at_structure,
)
from .transform import (
    UNCHANGED,
    Box,
    Transform,
)
from .verdict_report import (
    verdict_page,
)
from .verifying import (
    Known,
    Verification,
    VerifyTools,
    verify_media,
)

__all__ = [
    "ASKED",
    "ASKED_RATE",
    "EVIDENCE_CHAIN",
    "EVIDENCE_STATEMENT",
    "LOOK_SIDE",
    "LOOK_VERSION",
    "POSTER",
    "PULSE_RATE",
    "REGISTERED",
    "SHOWN",
    "SHOWN_APART",
    "UNCHANGED",
    "Attestation",
    "Box",
    "Chance",
    "Clock",
    "Coder",
    "CommonStretch",
    "ContainerTag",
    "CopyFound",
    "CopyMatch",
    "CopyReport",
    "CopySearch",
    "Credentials",
    "Declaration",
    "Duty",
    "DutyAnswer",
    "Entry",
    "EvidenceError",
    "EvidenceParts",
    "Examination",
    "Eye",
    "FilmMarks",
    "Fingerprint",
    "FingerprintRegistry",
    "FrameMark",
    "Had",
    "Ingredient",
    "Keeper",
    "KeyFileError",
    "KeyFiles",
    "Known",
    "Labeller",
    "Light",
    "LookTaker",
    "MakingLog",
    "Manifest",
    "MeanPicture",
    "Means",
    "MediaDamagedError",
    "MediaEncryptedError",
    "MediaError",
    "MediaFacts",
    "MediaFormatError",
    "MediaLimitError",
    "MediaLimits",
    "MediaReader",
    "MediaWish",
    "MemoryRegistry",
    "Near",
    "Opening",
    "Party",
    "Picture",
    "PictureDescriber",
    "PictureFacts",
    "PictureWish",
    "PrintSettings",
    "Profile",
    "Pulses",
    "Question",
    "Reading",
    "ReadingEnd",
    "RegisteredFilm",
    "RegistryError",
    "Relation",
    "Relationship",
    "SaidAction",
    "SaidIngredient",
    "SealError",
    "SealOrder",
    "SealTools",
    "Sealed",
    "Segment",
    "SegmentError",
    "SegmentProof",
    "SegmentTree",
    "SharedSet",
    "ShotPart",
    "ShownSpan",
    "Signer",
    "SigningError",
    "SoundBlock",
    "SoundFacts",
    "SourceType",
    "SpanWatcher",
    "SpoiltFile",
    "Stamper",
    "Standing",
    "Status",
    "Stretch",
    "Structure",
    "TakeLook",
    "TimeStampError",
    "Transfer",
    "Transform",
    "Uncovered",
    "Upstream",
    "Use",
    "Verdict",
    "Verification",
    "VerifyTools",
    "Watermark",
    "WholePictures",
    "Witness",
    "WrongError",
    "all_duties",
    "amend_evidence",
    "answer_duties",
    "as_received",
    "bits_apart",
    "certificate_digest",
    "check_log",
    "check_opening",
    "cut_segments",
    "evidence_root",
    "film_name",
    "find_copies",
    "fingerprint_file",
    "fingerprint_of_looks",
    "fingerprint_v1",
    "frame_marks",
    "heard",
    "judge_copy",
    "keccak256",
    "log_making",
    "look_at_structure",
    "look_at_take",
    "picture_at",
    "pictures",
    "pixels_name",
    "prove_evidence",
    "read_marks",
    "read_tag",
    "seal_folder",
    "seal_media",
    "sealed_segments",
    "seen_in_looks",
    "segment_spans",
    "sound_of",
    "verdict_page",
    "verify_media",
    "whole_source",
    "whom_it_binds",
    "write_evidence",
    "write_tag",
]
