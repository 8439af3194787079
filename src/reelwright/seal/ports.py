"""What the seal asks of the world: the time, chance, signatures, credentials, and a search for copies.

Each port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from .credentials import Declaration, Reading
from .making import Entry, Opening
from .media.model import Picture, PictureWish, SoundBlock
from .model import Attestation, CopyReport


class Clock(Protocol):
    """Knows the time."""

    def now(self) -> datetime:
        """The time now, in UTC and to the second."""


class Chance(Protocol):
    """Gives what nobody can guess."""

    def draw(self, size: int) -> bytes:
        """So many bytes, fit for keys and salts."""


class CopySearch(Protocol):
    """Looks for stretches of registered films in the pictures of a file."""

    @property
    def wish(self) -> PictureWish | None:
        """Which pictures it wants to see, None for none: then nothing need be decoded for it."""

    @property
    def sound_hertz(self) -> int:
        """How many samples a second it wants to hear beside them, 0 for none."""

    def search(
        self, pictures: Iterable[Picture | SoundBlock], *, still: bool = False, frames: Callable[[], str] = str
    ) -> CopyReport:
        """Say what was found; a search without a registry says so and finds nothing.

        Args:
            pictures: those that it wished for, and the sound, each in order of time.
            still: the file is one picture without time.
            frames: gives, once all pictures were taken, the name of the file's frames, "" when it is not known.
        """


class Witness(Protocol):
    """Knows since when films are there from somewhere else than the films themselves."""

    def ask(self, media: Path, root: bytes | None) -> Attestation | None:
        """What a ledger says of a film, None when nothing leads to one.

        Args:
            media: the file or streaming folder.
            root: of the segments in its credential, None when it bears none.
        """


class Signer(Protocol):
    """Signs for one person or studio; the key may lie in a file, a token, or with a service."""

    @property
    def certificates(self) -> str:
        """The signer's certificate and those between it and the root, in PEM, the signer's first."""

    @property
    def root(self) -> str:
        """The certificate of the root in PEM, "" when it is not at hand."""

    @property
    def name(self) -> str:
        """Who signs, for people; stands in the certificate."""

    def sign(self, content: bytes) -> bytes:
        """The signature by ECDSA on P-256 with SHA-256: r and s, 32 bytes each.

        Raises:
            SigningError: the key cannot be used.
        """


class Credentials(Protocol):
    """Writes content credentials into files, and reads them."""

    def embed(
        self, media: Path, sealed: Path, declaration: Declaration, signer: Signer, *, stamp_url: str = ""
    ) -> bytes:
        """Write a signed copy of a file, whole or not at all.

        Args:
            media: the file to sign; it stays as it is.
            sealed: where to write.
            declaration: what the credential says.
            signer: whose signature it bears.
            stamp_url: of a time-stamping authority (RFC 3161), "" for none.

        Returns:
            The credential as it stands in the file (C2PA manifest store).

        Raises:
            SigningError: the signer failed, or what it gave does not hold.
            TimeStampError: the authority gave no token.
            MediaError: the file is of no kind that can carry a credential.
        """

    def read(self, media: Path, *, roots: str = "") -> Reading | None:
        """The credential of a file, or None when it has none.

        Args:
            media: any file, of anybody.
            roots: certificates of the signers that are known here, in PEM.

        Raises:
            MediaError: the file, or the credential in it, is damaged beyond reading.
        """

    def read_fragments(self, first: Path, fragments: Sequence[Path], *, roots: str = "") -> Reading | None:
        """The credential of a film that lies in fragments, checked against every one of them.

        Raises:
            MediaError: as ``read``.
        """


class Coder(Protocol):
    """Computes standard identifiers of content (ISO 24138)."""

    def codes(self, media: Path, title: str, *, content: str | None = None) -> dict[str, str]:
        """The codes of a file by name: ``meta``, ``data``, ``instance``, ``iscc``, and ``content`` where it can.

        Args:
            media: the file.
            title: of the work.
            content: the code of its pictures where it was made already, None to look at them.

        Raises:
            MediaError: the file cannot be read.
        """

    def content(self, media: Path) -> str:
        """The code of a film's pictures alone, "" where it cannot be made.

        Raises:
            MediaError: the file cannot be read.
        """

    def content_of(self, pictures: Iterable[Picture]) -> str:
        """The same of pictures that somebody decoded, five a second; "" where it cannot be made."""


class Watermark(Protocol):
    """Hides a few bytes in pictures so that they survive what platforms do to films.

    None comes with us: classical ones do not survive one encode (measured: 0.59 of the bits at
    crf 28, where chance gives 0.5), and the ones that do are trained models.
    """

    @property
    def name(self) -> str:
        """Name and version, as the credential tells it."""

    def mark(self, media: Path, marked: Path, payload: bytes) -> None:
        """Write a copy of a film that carries the payload.

        Raises:
            SealError: it cannot be marked.
        """

    def find(self, media: Path) -> bytes | None:
        """The payload of a film, or None when there is none to be found."""


class Labeller(Protocol):
    """Puts a visible label on a film that was not made here."""

    def burn(self, media: Path, labelled: Path, words: str, hear: Callable[[float], None] = lambda _: None) -> str:
        """Write a copy whose pictures bear the words; the film stays as it is.

        Args:
            media: the film.
            labelled: where to write, whole or not at all.
            words: the label.
            hear: told which share of the film bears them, from 0 to 1, as it goes on; what it raises ends the work.

        Returns:
            What the label says and where, in words.

        Raises:
            MediaError: the film cannot be read, or the words do not fit at the size that the law asks for.
        """


class Stamper(Protocol):
    """A time-stamping authority."""

    def stamp(self, content: bytes) -> bytes:
        """A time stamp on the SHA-256 of some content: the whole response of RFC 3161.

        Raises:
            TimeStampError: the authority gave none.
        """


class MakingLog(Protocol):
    """Keeps the log of a making; what was written is never changed."""

    def entries(self) -> tuple[Entry, ...]:
        """All entries, in order.

        Raises:
            EvidenceError: the log was changed or damaged.
        """

    def openings(self) -> tuple[Opening, ...]:
        """What the entries are about; for the maker's eyes."""

    def append(self, entry: Entry, opening: Opening) -> None:
        """Write an entry; when this returns, it survives a power cut.

        Raises:
            EvidenceError: it cannot be written.
        """
