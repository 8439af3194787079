"""Errors of the seal room.

SealError
├── SegmentError         a segment, or the proof of one, is not what it says
├── MediaError           a file cannot be opened as film, picture or sound
├── SigningError         a file cannot be signed
├── KeyFileError         keys or certificates cannot be made or read
├── TimeStampError       a time-stamping authority cannot be reached, or answers nonsense
└── EvidenceError        a log of the making, or an evidence file, is damaged
"""

from __future__ import annotations

from reelwright.film import ReelError


class SealError(ReelError):
    """Something could not be sealed or verified."""


class SegmentError(SealError):
    """A segment, or the proof of one, is not what it says."""


class MediaError(SealError):
    """A file cannot be opened as film, picture or sound."""


class SigningError(SealError):
    """A file cannot be signed."""


class KeyFileError(SealError):
    """Keys or certificates cannot be made or read."""


class TimeStampError(SealError):
    """A time-stamping authority cannot be reached, or answers nonsense."""


class EvidenceError(SealError):
    """A log of the making, or an evidence file, is damaged."""
