"""Who is known here: root certificates in a folder, and the certificates that were revoked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from reelwright.seal.errors import KeyFileError
from reelwright.seal.keys import KeyFiles


@dataclass(frozen=True, slots=True)
class KnownSigners:
    """The signers that this user knows: his own, and those whose roots he put here.

    Args:
        keys: his own keys.
        folder: of root certificates; ``revoked.txt`` in it lists serial numbers, one a line.
    """

    keys: KeyFiles
    folder: Path

    @property
    def roots(self) -> str:
        """All root certificates in PEM, one after the other."""
        return "".join(path.read_text(encoding="ascii", errors="replace") for path in self._files())

    @property
    def revoked(self) -> frozenset[str]:
        """Serial numbers of certificates that count no more, in decimal digits."""
        try:
            text = (self.folder / "revoked.txt").read_text(encoding="utf-8")
        except OSError:
            return frozenset()
        return frozenset(re.findall(r"^(\d+)", text, flags=re.MULTILINE))

    def add(self, root: Path) -> str:
        """Know a root from now on; returns its fingerprint.

        Raises:
            KeyFileError: this is no certificate, or no root of signers.
        """
        certificate = load_certificate(root)
        try:
            basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        except x509.ExtensionNotFound:
            basic = None
        if basic is None or not basic.ca:
            mend = "ask the signer for the file root.pem"
            raise KeyFileError("this certificate is not one of a root", where=str(root), mend=mend)
        name = fingerprint(certificate)
        self._write(self.folder / f"{name[:16]}.pem", certificate.public_bytes(serialization.Encoding.PEM).decode())
        return name

    def revoke(self, certificate: Path) -> str:
        """Let a certificate count no more; returns its serial number.

        Raises:
            KeyFileError: this is no certificate.
        """
        loaded = load_certificate(certificate)
        serial = str(loaded.serial_number)
        if serial not in self.revoked:
            path = self.folder / "revoked.txt"
            old = path.read_text(encoding="utf-8") if path.exists() else ""
            self._write(path, f"{old}{serial} {loaded.subject.rfc4514_string()}\n")
        return serial

    def _files(self) -> Iterator[Path]:
        if self.keys.root.exists():
            yield self.keys.root
        yield from sorted(self.folder.glob("*.pem"))

    def _write(self, path: Path, text: str) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            what = f"cannot write: {error.strerror or error}"
            raise KeyFileError(what, where=str(path), mend="set REEL_HOME to a folder of yours") from error


def load_certificate(path: Path) -> x509.Certificate:
    """The first certificate of a PEM file.

    Raises:
        KeyFileError: there is none.
    """
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise KeyFileError(
            f"this is no certificate: {error}", where=str(path), mend="name a file in PEM, such as root.pem"
        ) from error


def fingerprint(certificate: x509.Certificate) -> str:
    """The SHA-256 of a certificate, in hexadecimal digits."""
    return certificate.fingerprint(hashes.SHA256()).hex()
