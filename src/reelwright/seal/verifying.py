"""Verifying: five questions about a file or a streaming folder, each with its own answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .container_tag import read_tag
from .cutting import changed_stretches, read_marks
from .errors import MediaError, SegmentError
from .examination import Examination, sealed_segments
from .judge_ai import judge_ai
from .judge_copy import judge_copy
from .judge_file import judge_file
from .judge_signer import judge_signer
from .judge_time import judge_time
from .media.playlist import resolve_folder
from .media.ports import MediaReader
from .model import CopyReport, Light, Verdict
from .ports import CopySearch, Credentials
from .segments import Segment
from .structure import Structure, look_at_structure


class Known(Protocol):
    """Whom this user knows."""

    @property
    def roots(self) -> str:
        """Root certificates in PEM."""

    @property
    def revoked(self) -> frozenset[str]:
        """Serial numbers of certificates that count no more."""


@dataclass(frozen=True, slots=True)
class VerifyTools:
    """All that verifying works with."""

    reader: MediaReader
    credentials: Credentials
    copies: CopySearch
    known: Known


@dataclass(frozen=True, slots=True)
class Verification:
    """What can be said about a file: one verdict for each question, in the order of the questions."""

    media: Path
    verdicts: tuple[Verdict, ...]
    examination: Examination

    @property
    def lights(self) -> frozenset[Light]:
        """The lights that are on; they are never added up."""
        return frozenset(each.light for each in self.verdicts)


def verify_media(media: Path, tools: VerifyTools) -> Verification:
    """Answer all five questions about a file, or about a folder with a streaming film.

    Raises:
        MediaError: it cannot be opened as film, picture or sound, and bears no credential either.
    """
    found = examine_media(media, tools)
    verdicts = (
        judge_file(found),
        judge_signer(found),
        judge_ai(found),
        judge_copy(found.copies, frames=_frames_of(found)),
        judge_time(found),
    )
    return Verification(media, verdicts, found)


def _frames_of(found: Examination) -> str:
    """The name of the file's frames, where its credential names it and every segment was found to be so."""
    if found.reading is None or found.changed != ():
        return ""
    said = sealed_segments(found.reading)
    return said[0].film.hex if said else ""


def examine_media(media: Path, tools: VerifyTools) -> Examination:
    """Find out all that the judges want to know.

    Raises:
        MediaError: as ``verify_media``.
    """
    first, fragments = _pieces(media)
    unreadable, reading = "", None
    try:
        reading = tools.credentials.read_fragments(first, fragments, roots=tools.known.roots)
    except MediaError as error:
        unreadable = error.what
    structure = _structure(first, fragments)
    if reading is None and not (unreadable and _bears_credential(first)):
        tools.reader.probe(media)  # no credential that could be judged: then it must be media at least
        unreadable = ""
    changed, contradiction = None, ""
    if reading is not None and structure.has_media:
        try:
            changed = _changed(media, sealed_segments(reading), tools.reader)
        except SegmentError as error:
            contradiction = error.what
    return Examination(
        structure=structure,
        fragments=len(fragments),
        reading=reading,
        unreadable=unreadable,
        tag=read_tag(first),
        revoked=tools.known.revoked,
        changed=changed,
        contradiction=contradiction,
        copies=tools.copies.search(media) if structure.has_media else CopyReport(),
    )


def _pieces(media: Path) -> tuple[Path, tuple[Path, ...]]:
    """The file, or the head of a streaming film with the fragments that it must be held against."""
    if not media.exists():
        raise MediaError("there is no such file", where=str(media), mend="check the path")
    if not media.is_dir():
        return media, ()
    pieces = [piece.path for piece in resolve_folder(media).pieces]
    return pieces[0], tuple(piece for piece in dict.fromkeys(pieces) if piece != pieces[0])


def _structure(first: Path, fragments: tuple[Path, ...]) -> Structure:
    looks = [look_at_structure(piece) for piece in (first, *fragments)]
    uncovered = tuple(each for look in looks for each in look.uncovered)
    encoders = tuple(dict.fromkeys(name for look in looks for name in look.encoders))
    return Structure(looks[0].boxes, any(look.has_media for look in looks), uncovered, encoders)


def _bears_credential(path: Path) -> bool:
    with path.open("rb") as file:
        return b"jumdc2pa" in file.read(1 << 22)


def _changed(media: Path, said: tuple[Segment, ...], reader: MediaReader) -> tuple[Segment, ...] | None:
    """The sealed segments that are others now; None when there are none, or nobody can decode the film."""
    try:
        return changed_stretches(said, read_marks(reader, media)) if said else None
    except MediaError:
        return None
