"""Keys and certificates as PEM files in a folder that only their owner may read.

Three generations: a root that people come to know, an intermediate, and the leaf that signs.
A stolen leaf is replaced without a new root; the root's key can be taken offline after the making.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from reelwright.seal.errors import KeyFileError
from reelwright.seal.keys import KeyFiles

_YEARS: Final = {"root": 20, "intermediate": 10, "leaf": 3}
_EARLY: Final = timedelta(minutes=10)  # clocks of other machines are slow


@dataclass(frozen=True, slots=True)
class _Pair:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def make_local_keys(folder: Path, owner: str, now: datetime, *, passphrase: str = "") -> KeyFiles:
    """Make a chain of three certificates with their keys.

    Args:
        folder: where to; it is made, readable by its owner alone.
        owner: the person or studio that signs.
        now: the certificates are valid from here on.
        passphrase: locks the keys, "" for none.

    Raises:
        KeyFileError: there are keys already, or the folder cannot be written.
    """
    files = KeyFiles(folder)
    if files.leaf_key.exists():
        raise _taken(folder)
    root = _issue(f"{owner} root", owner, "root", now, None)
    middle = _issue(f"{owner} intermediate", owner, "intermediate", now, root)
    leaf = _issue(owner, owner, "leaf", now, middle)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".keys-", dir=folder.parent) as draft:
            drafts = KeyFiles(Path(draft) / "keys")
            drafts.folder.mkdir(mode=0o700)
            for pair, key_file in ((root, drafts.root_key), (middle, drafts.middle_key), (leaf, drafts.leaf_key)):
                _write(key_file, _key_text(pair.key, passphrase), 0o600)
            _write(drafts.root, _pem(root), 0o644)
            _write(drafts.chain, _pem(leaf) + _pem(middle), 0o644)
            drafts.folder.rename(folder)  # all five files or none, also when two runs begin at once
    except OSError as error:
        if files.leaf_key.exists():
            raise _taken(folder) from error
        mend = "set REEL_HOME to a folder of yours"
        raise KeyFileError(
            f"keys cannot be written: {error.strerror or error}", where=str(folder), mend=mend
        ) from error
    return files


def _taken(folder: Path) -> KeyFileError:
    return KeyFileError("there are keys here already", where=str(folder), mend="use them, or name another folder")


def _issue(name: str, owner: str, level: str, now: datetime, by: _Pair | None) -> _Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, owner), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
    authority = level != "leaf"
    signing = key if by is None else by.key
    # RFC 5280 §4.2.1.9: a path length of 1 allows one intermediate below the root, 0 none below that.
    length = {"root": 1, "intermediate": 0}.get(level)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if by is None else by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLY)
        .not_valid_after(now + timedelta(days=365 * _YEARS[level]))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=length), critical=True)
        .add_extension(_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
    )
    if not authority:
        # C2PA 2.x §14.5.1: a claim signer has one of a few purposes; this one every validator knows.
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return _Pair(key, builder.sign(signing, hashes.SHA256()))


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _key_text(key: ec.EllipticCurvePrivateKey, passphrase: str) -> bytes:
    lock = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


def _pem(pair: _Pair) -> bytes:
    return pair.certificate.public_bytes(serialization.Encoding.PEM)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a new file that had this mode from its first moment."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


@dataclass(frozen=True, slots=True)
class PemSigner:
    """Signs with a key that lies in memory."""

    certificates: str
    key: ec.EllipticCurvePrivateKey = field(repr=False)
    root: str = ""

    @property
    def name(self) -> str:
        """The common name in the signer's certificate."""
        return subject_of(self.certificates)

    def sign(self, content: bytes) -> bytes:
        """Sign, without chance: RFC 6979 takes the nonce from key and content."""
        return raw_signature(self.key.sign(content, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))


def raw_signature(der: bytes) -> bytes:
    """A signature in the form of COSE (RFC 9053 §2.1): r and s, 32 bytes each."""
    r, s = decode_dss_signature(der)
    return r.to_bytes(32) + s.to_bytes(32)


def subject_of(certificates: str) -> str:
    """The common name of the first certificate of a chain.

    Raises:
        KeyFileError: that is no certificate.
    """
    try:
        certificate = x509.load_pem_x509_certificate(certificates.encode())
    except ValueError as error:
        raise KeyFileError(f"this is no certificate in PEM: {error}") from error
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def open_pem_signer(chain: Path, key: Path, *, passphrase: str = "", root: Path | None = None) -> PemSigner:
    """A signer from PEM files.

    Args:
        chain: the signer's certificate and those between it and the root.
        key: its key, PKCS#8 or SEC 1, EC on P-256.
        passphrase: "" for a key that is not locked.
        root: the root's certificate, None when it is not at hand.

    Raises:
        KeyFileError: a file is missing or damaged, the passphrase is wrong, or key and certificate do not match.
    """
    certificates = _read(chain).decode("ascii", errors="replace")
    private = _private_key(key, passphrase)
    subject_of(certificates)
    public = x509.load_pem_x509_certificate(certificates.encode()).public_key()
    if public != private.public_key():
        raise KeyFileError(
            "the key does not belong to the certificate", where=str(key), mend="name a pair that belongs together"
        )
    anchor = "" if root is None or not root.exists() else _read(root).decode("ascii", errors="replace")
    return PemSigner(certificates, private, anchor)


def _private_key(path: Path, passphrase: str) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(_read(path), passphrase.encode() or None)
    except TypeError as error:  # that is how the library says: locked, or not locked
        how = "is not locked, take the passphrase away" if passphrase else "is locked, set REEL_KEY_PASSPHRASE"
        raise KeyFileError(f"the key {how}", where=str(path)) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError(
            "the key cannot be read: it is damaged, or the passphrase is wrong", where=str(path)
        ) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyFileError(
            "the key is not one of elliptic curve P-256", where=str(path), mend="make one with: reel keys"
        )
    return key


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        mend = "make keys with: reel keys"
        raise KeyFileError(f"this cannot be read: {error.strerror or error}", where=str(path), mend=mend) from error
