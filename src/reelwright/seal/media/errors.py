"""Errors of opening media; all are ``MediaError``.

MediaError
├── MediaFormatError     not a kind of file that is opened here
├── MediaDamagedError    empty, cut short, or lying about what it holds
├── MediaEncryptedError  locked by a key that is not here
└── MediaLimitError      asks for more memory, time or pixels than one file may have
"""

from __future__ import annotations

from reelwright.seal.errors import MediaError


class MediaFormatError(MediaError):
    """Not a kind of file that is opened here."""


class MediaDamagedError(MediaError):
    """Empty, cut short, or lying about what it holds: not one picture or sound came out of it."""


class MediaEncryptedError(MediaError):
    """Locked by a key that is not here."""


class MediaLimitError(MediaError):
    """Asks for more memory, time or pixels than one file may have."""
