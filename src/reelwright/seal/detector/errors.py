"""Errors of the detector.

SealError
└── RegistryError        a registry of fingerprints cannot be read or written, or does not hold the film
"""

from __future__ import annotations

from reelwright.seal.errors import SealError


class RegistryError(SealError):
    """A registry of fingerprints cannot be read or written, or does not hold the film."""
