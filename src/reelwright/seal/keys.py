"""The files of a signer's keys, by name, and certificates as text."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CERTIFICATE: Final = re.compile(r"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----")


def certificates_in(text: str) -> tuple[str, ...]:
    """The certificates of a PEM text, each as a text of its own; what lies between them is left out."""
    return tuple(found.group(0) + "\n" for found in _CERTIFICATE.finditer(text))


def certificate_digest(pem: str) -> str:
    """The SHA-256 of the first certificate of a PEM text, in hexadecimal digits; "" when there is none."""
    found = _CERTIFICATE.search(pem)
    if found is None:
        return ""
    try:
        return hashlib.sha256(base64.b64decode(found.group(1))).hexdigest()
    except binascii.Error:
        return ""


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """Where the keys and certificates of one signer lie."""

    folder: Path

    @property
    def root(self) -> Path:
        """The root's certificate: give it to those who shall know you."""
        return self.folder / "root.pem"

    @property
    def chain(self) -> Path:
        """The certificates of leaf and intermediate: they travel in every signed file."""
        return self.folder / "chain.pem"

    @property
    def root_key(self) -> Path:
        """The root's key: keep it offline."""
        return self.folder / "root.key.pem"

    @property
    def middle_key(self) -> Path:
        """The intermediate's key: needed when the leaf is replaced."""
        return self.folder / "intermediate.key.pem"

    @property
    def leaf_key(self) -> Path:
        """The key that signs."""
        return self.folder / "leaf.key.pem"
