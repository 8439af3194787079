"""Fakes of the seal's ports: a clock that is set, chance that repeats, a known key, a registry that is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from numpy.typing import NDArray

from reelwright.seal import (
    Attestation,
    CopyReport,
    Declaration,
    Entry,
    Manifest,
    MediaError,
    Opening,
    Picture,
    PictureWish,
    Reading,
    SaidAction,
    Signer,
    SoundBlock,
    SourceType,
    Status,
    certificate_digest,
)


class FakeClock:
    """A clock that somebody sets, and that goes on by a second at every look."""

    def __init__(self, start: datetime = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)) -> None:
        self._next = start

    def now(self) -> datetime:
        """The time that it is set to."""
        time, self._next = self._next, self._next + timedelta(seconds=1)
        return time


class FakeChance:
    """Chance that draws the same bytes in every run, and others at every draw."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._drawn = 0

    def draw(self, size: int) -> bytes:
        """So many bytes, made of the seed and the number of the draw."""
        self._drawn += 1
        return hashlib.shake_256(f"{self._seed}/{self._drawn}".encode()).digest(size)


class FakeSigner:
    """Signs with a key that everybody can know, under a root of its own.

    Args:
        name: stands in the certificate; another name is another signer with another key.
        key: makes a signer of the same name with other keys.
    """

    def __init__(self, name: str = "A test studio", key: str = "") -> None:
        seed = int.from_bytes(hashlib.sha256((name + key).encode()).digest()[:31])
        self.name = name
        self._key = ec.derive_private_key(seed + 3, ec.SECP256R1())
        root_key = ec.derive_private_key(seed + 2, ec.SECP256R1())
        middle_key = ec.derive_private_key(seed + 1, ec.SECP256R1())
        root = _certificate(f"{name} root", f"{name} root", root_key, root_key, 1)
        middle = _certificate(f"{name} intermediate", f"{name} root", middle_key, root_key, 0)
        leaf = _certificate(name, f"{name} intermediate", self._key, middle_key, None)
        self.root = root.public_bytes(serialization.Encoding.PEM).decode()
        self.certificates = "".join(each.public_bytes(serialization.Encoding.PEM).decode() for each in (leaf, middle))

    def sign(self, content: bytes) -> bytes:
        """Sign by ECDSA, r and s."""
        r, s = decode_dss_signature(self._key.sign(content, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
        return r.to_bytes(32) + s.to_bytes(32)


def _certificate(
    name: str, issuer: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, length: int | None
) -> x509.Certificate:
    authority = length is not None
    usage = x509.KeyUsage(not authority, False, False, False, False, authority, authority, False, False)  # noqa: FBT003
    builder = (
        x509.CertificateBuilder()
        .subject_name(_subject(name))
        .issuer_name(_subject(issuer))
        .public_key(key.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(name.encode()).digest()[:15]))
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2090, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=length), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    if not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return builder.sign(by, hashes.SHA256())


def _subject(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tests"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )


class FakeWatermark:
    """A watermark that survives nothing: the payload stands behind the film, in a box that players pass over."""

    name = "fake watermark 1"

    def mark(self, media: Path, marked: Path, payload: bytes) -> None:
        """A copy with the payload."""
        content = b"fake-mark" + payload
        marked.write_bytes(media.read_bytes() + (8 + len(content)).to_bytes(4) + b"free" + content)

    def find(self, media: Path) -> bytes | None:
        """The payload, or None."""
        _, mark, payload = media.read_bytes().rpartition(b"freefake-mark")
        return payload if mark else None


class FakeLabeller:
    """Writes the words behind the film."""

    def burn(self, media: Path, labelled: Path, words: str, hear: Callable[[float], None] = lambda _: None) -> str:
        """A copy with the words."""
        if not words:
            raise MediaError("there are no words to put on the film", where=str(media))
        hear(1.0)
        labelled.write_bytes(media.read_bytes() + words.encode())
        return words


class FakeStamper:
    """An authority whose stamps are the digest with a word before it."""

    def stamp(self, content: bytes) -> bytes:
        """A stamp on some content."""
        return b"stamped " + hashlib.sha256(content).digest()


class MemoryMakingLog:
    """A log in memory."""

    def __init__(self) -> None:
        self._rows: list[tuple[Entry, Opening]] = []

    def entries(self) -> tuple[Entry, ...]:
        """All entries."""
        return tuple(entry for entry, _ in self._rows)

    def openings(self) -> tuple[Opening, ...]:
        """What they are about."""
        return tuple(opening for _, opening in self._rows)

    def append(self, entry: Entry, opening: Opening) -> None:
        """Keep an entry."""
        self._rows.append((entry, opening))


class FakeCopySearch:
    """A registry that says what it was told to say."""

    def __init__(self, report: CopyReport) -> None:
        self._report = report

    @property
    def wish(self) -> PictureWish | None:
        """Small pictures where it has something to say, none where it has not."""
        return None if self._report.searched is None else PictureWish(32)

    @property
    def sound_hertz(self) -> int:
        """It listens to nothing."""
        return 0

    def search(
        self, pictures: Iterable[Picture | SoundBlock], *, still: bool = False, frames: Callable[[], str] = str
    ) -> CopyReport:
        """The report that it was given."""
        del still, frames
        for _ in pictures:
            pass
        return self._report


class FakeDescriber:
    """Describes pictures by the light of their quarters' quarters, and counts how many it was shown."""

    name = "fake 1"

    def __init__(self) -> None:
        self.shown = 0

    def describe(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Sixteen numbers for each picture: how much lighter each part is than the whole."""
        self.shown += len(pictures)
        height, width = pictures.shape[1] // 4 * 4, pictures.shape[2] // 4 * 4
        parts = pictures[:, :height, :width].reshape(len(pictures), 4, height // 4, 4, width // 4)
        rows = parts.mean(axis=(2, 4)).reshape(len(pictures), 16)
        rows = rows - rows.mean(axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0), np.float32)


class FakeWitness:
    """A ledger that says what it was told to say."""

    def __init__(self, told: Attestation | None) -> None:
        self._told = told

    def ask(self, media: Path, root: bytes | None) -> Attestation | None:
        """The testimony that it was given, unless the file bears no seal."""
        del media
        return None if root is None else self._told


@dataclass(frozen=True, slots=True)
class FakeKnown:
    """Whom somebody knows, as a test says."""

    roots: str = ""
    revoked: frozenset[str] = frozenset()


class FakeCoder:
    """Codes that are the digests of file and title."""

    def codes(self, media: Path, title: str, *, content: str | None = None) -> dict[str, str]:
        """The codes of a file; ``content`` is left out."""
        del content
        try:
            whole = media.read_bytes()
        except OSError as error:
            raise MediaError("cannot read", where=str(media)) from error
        file, name = hashlib.sha256(whole).hexdigest().upper(), hashlib.sha256(title.encode()).hexdigest().upper()
        codes = {"meta": name[:16], "data": file[:16], "instance": file[16:32], "iscc": name[:8] + file[:24]}
        return {kind: f"ISCC:{code}" for kind, code in codes.items()}

    def content(self, media: Path) -> str:
        """None: it looks at no pictures."""
        del media
        return ""

    def content_of(self, pictures: Iterable[Picture]) -> str:
        """None, and takes none."""
        del pictures
        return ""


class FakeCredentials:
    """Credentials that stand behind a file as JSON, with the file's digest and the signer's root."""

    _MARK = b"fake-credential"

    def embed(
        self, media: Path, sealed: Path, declaration: Declaration, signer: Signer, *, stamp_url: str = ""
    ) -> bytes:
        """Write a copy with the credential behind it."""
        del stamp_url
        content = self._content(media)
        said = {
            "title": declaration.title,
            "signer": signer.name,
            "root": signer.root,
            "source": declaration.source.value,
            "digest": hashlib.sha256(content).hexdigest(),
            "signature": signer.sign(content).hex(),
        }
        credential = json.dumps(said).encode()
        sealed.write_bytes(content + self._MARK + credential)
        return credential

    def read(self, media: Path, *, roots: str = "") -> Reading | None:
        """Read what stands behind the file."""
        return self.read_fragments(media, (), roots=roots)

    def read_fragments(self, first: Path, fragments: Sequence[Path], *, roots: str = "") -> Reading | None:
        """The first piece's; the others are not looked at."""
        del fragments
        content, mark, credential = self._content(first).rpartition(self._MARK)
        if not mark:
            return None
        said = json.loads(credential)
        action = SaidAction("c2pa.created", SourceType.of(said["source"]))
        manifest = Manifest("fake", title=said["title"], signer=said["signer"], actions=(action,))
        changed = hashlib.sha256(content).hexdigest() != said["digest"]
        known = bool(said["root"]) and said["root"] in roots
        successes = (Status("signingCredential.trusted"),) if known else ()
        wrong = () if known else (Status("signingCredential.untrusted"),)
        wrong = (*wrong, Status("assertion.dataHash.mismatch")) if changed else wrong
        root = certificate_digest(said["root"]) if known else ""
        return Reading("Invalid" if changed else "Valid", "fake", {"fake": manifest}, successes, (), wrong, root)

    @staticmethod
    def _content(media: Path) -> bytes:
        try:
            return media.read_bytes()
        except OSError as error:
            raise MediaError("cannot read", where=str(media)) from error
