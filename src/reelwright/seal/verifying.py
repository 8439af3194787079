"""Verifying: five questions about a file or a streaming folder, each with its own answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final, Protocol

from reelwright.film import Digest

from .container_tag import read_tag
from .credentials import Reading
from .cutting import changed_stretches
from .errors import MediaError, SegmentError
from .examination import Examination, said_spans, sealed_segments
from .judge_ai import judge_ai
from .judge_copy import judge_copy
from .judge_file import ISCC_METHOD, judge_file, names_content
from .judge_signer import judge_signer, signing_party
from .judge_time import judge_time
from .looking import LOOK_SIDE
from .media.model import FrameMark, MediaFacts, MediaWish, Picture, PictureWish, SoundBlock
from .media.playlist import resolve_folder
from .media.ports import MediaReader
from .model import Attestation, CopyReport, Light, Verdict
from .ports import Coder, CopySearch, Credentials, Witness
from .segments import Segment, SegmentTree, film_name
from .shown import ShownSpan, SpanWatcher
from .streaming import POSTER, folder_files, spoilt_files
from .structure import Structure, look_at_structure

_SHOWN_RATE: Final = Fraction(12)


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
    """All that verifying works with; without a witness no ledger is asked, without a coder no code."""

    reader: MediaReader
    credentials: Credentials
    copies: CopySearch
    known: Known
    witness: Witness | None = None
    coder: Coder | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What can be said about a file: one verdict for each question, in the order of the questions.

    Args:
        digest: SHA-256 of the file that was looked at, None for a folder.
    """

    media: Path
    verdicts: tuple[Verdict, ...]
    examination: Examination
    digest: Digest | None = None

    @property
    def lights(self) -> frozenset[Light]:
        """The lights that are on; they are never added up."""
        return frozenset(each.light for each in self.verdicts)


def verify_media(media: Path, tools: VerifyTools, hear: Callable[[float], None] = lambda _: None) -> Verification:
    """Answer all five questions about a file, or about a folder with a streaming film.

    Args:
        media: the file or folder.
        tools: all that is worked with.
        hear: told which share of the film was looked at, from 0 to 1, as it goes on.

    Raises:
        MediaError: it cannot be opened as film, picture or sound, and bears no credential either.
    """
    found = examine_media(media, tools, hear)
    verdicts = (
        judge_file(found),
        judge_signer(found),
        judge_ai(found),
        judge_copy(found.copies, frames=found.frames, by=signing_party(found)),
        judge_time(found),
    )
    return Verification(media, verdicts, found, _digest(media))


def _digest(media: Path) -> Digest | None:
    if media.is_dir():
        return None
    with media.open("rb") as file:
        return Digest(hashlib.file_digest(file, "sha256").hexdigest())


def examine_media(media: Path, tools: VerifyTools, hear: Callable[[float], None] = lambda _: None) -> Examination:
    """Find out all that the judges want to know, with ``hear`` told how far it came.

    Raises:
        MediaError: as ``verify_media``.
    """
    folder = _sealed_folder(media, tools)
    if folder is not None:
        return _examine_folder(media, folder, tools, hear)
    first, fragments = _pieces(media)
    unreadable, reading = "", None
    try:
        reading = tools.credentials.read_fragments(first, fragments, roots=tools.known.roots)
    except MediaError as error:
        unreadable = error.what
    structure = _structure(first, fragments)
    facts: MediaFacts | None = None
    if reading is None and not (unreadable and _bears_credential(first)):
        facts = tools.reader.probe(media)  # no credential that could be judged: then it must be media at least
        unreadable = ""
    said = _said(reading)
    look = _Look(None, CopyReport())
    if structure.has_media:
        look = _look(media, said, facts, tools, hear)
    return Examination(
        structure=structure,
        fragments=len(fragments),
        reading=reading,
        unreadable=unreadable,
        tag=read_tag(first),
        revoked=tools.known.revoked,
        changed=look.changed,
        contradiction=said.contradiction,
        copies=look.copies,
        frames=look.frames,
        testimony=_testimony(media, said.segments, tools.witness),
        bindings=_bindings(media, reading, tools.coder) if structure.has_media else {},
        shown_apart=look.shown_apart,
    )


def _bindings(media: Path, reading: Reading | None, coder: Coder | None) -> dict[str, str]:
    """The fingerprints that a credential names, as far as they can be made anew from the file's pictures."""
    if coder is None or reading is None or media.is_dir() or not names_content(reading.manifest):
        return {}
    try:
        content = coder.content(media)
    except MediaError:
        return {}  # that the pictures cannot be looked at is told by the search for copies
    return {ISCC_METHOD: content} if content else {}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a credential says of a film's segments: which they are, how they contradict one another, what they show."""

    segments: tuple[Segment, ...] = ()
    contradiction: str = ""
    spans: tuple[ShownSpan, ...] = ()


def _said(reading: Reading | None) -> _Said:
    if reading is None:
        return _Said()
    spans = said_spans(reading.manifest)
    try:
        return _Said(sealed_segments(reading), spans=spans)
    except SegmentError as error:
        return _Said(contradiction=error.what, spans=spans)


def _sealed_folder(media: Path, tools: VerifyTools) -> Reading | None:
    """The credential of a streaming folder's poster when it is the seal of the folder, else None."""
    poster = media / POSTER
    if not media.is_dir() or not poster.is_file():
        return None
    reading = tools.credentials.read(poster, roots=tools.known.roots)
    return reading if reading is not None and folder_files(reading) is not None else None


def _examine_folder(media: Path, reading: Reading, tools: VerifyTools, hear: Callable[[float], None]) -> Examination:
    """A sealed streaming folder: every file is held against the seal, and the largest version is looked at."""
    spoilt = spoilt_files(media, folder_files(reading) or {})
    said = _said(reading)
    structure, look = Structure(boxes=True), _Look(None, CopyReport())
    try:
        first, fragments = _pieces(media)
        pieces = _structure(first, fragments)
        structure = Structure(pieces.boxes, pieces.has_media, (), pieces.encoders)  # every byte of them is signed
        look = _look(media, said, None, tools, hear)
    except MediaError as error:
        look = _Look(None, CopyReport(unreadable=error.what))
    return Examination(
        structure=structure,
        reading=reading,
        revoked=tools.known.revoked,
        changed=look.changed,
        contradiction=said.contradiction,
        copies=look.copies,
        frames=look.frames,
        testimony=_testimony(media, said.segments, tools.witness),
        shown_apart=look.shown_apart,
        sealed_folder=True,
        spoilt=spoilt,
    )


def _testimony(media: Path, said: tuple[Segment, ...], witness: Witness | None) -> Attestation | None:
    return None if witness is None else witness.ask(media, SegmentTree(said).root if said else None)


@dataclass(frozen=True, slots=True)
class _Look:
    """What one decoding of a film shows: changed segments, None when there are none to compare, and copies."""

    changed: tuple[Segment, ...] | None
    copies: CopyReport
    frames: str = ""
    shown_apart: tuple[int, ...] | None = None


def _look(
    media: Path, said: _Said, facts: MediaFacts | None, tools: VerifyTools, hear: Callable[[float], None]
) -> _Look:
    """Decode once for everything that wants to see the pictures."""
    segments, watcher, marks = said.segments, SpanWatcher(said.spans), list[FrameMark]()
    wish = _wish(media, said, tools.copies)
    if wish.pictures is None and not segments:
        return _Look(None, tools.copies.search(()))

    def pictures(length: float) -> Iterator[Picture | SoundBlock]:
        for item in _taken(tools.reader.read(media, wish), marks, watcher):
            if isinstance(item, FrameMark if wish.pictures is None else Picture) and length:
                hear(min(1.0, float(item.time) / length))
            if isinstance(item, Picture | SoundBlock):
                yield item

    try:
        facts = facts or tools.reader.probe(media)
        stream = pictures(float(facts.seconds or 0))
        copies = tools.copies.search(stream, still=facts.still, frames=lambda: _name(segments, marks))
        for _ in stream:  # whoever searches nothing looks at nothing, and the marks are wanted all the same
            pass
    except MediaError as error:
        if not segments:
            raise
        return _Look(None, CopyReport(unreadable=error.what))
    changed = changed_stretches(segments, marks) if segments else None
    return _Look(changed, copies, _name(segments, marks), watcher.apart() or None)


def _taken(items: Iterable[object], marks: list[FrameMark], watcher: SpanWatcher) -> Iterator[object]:
    for item in items:
        if isinstance(item, FrameMark):
            marks.append(item)
        elif isinstance(item, Picture):
            watcher.take(item)
        yield item


def _wish(media: Path, said: _Said, copies: CopySearch) -> MediaWish:
    shown = copies.wish or (PictureWish(LOOK_SIDE, _SHOWN_RATE) if said.spans else None)
    sound = copies.sound_hertz if copies.wish else 0
    return MediaWish(shown, marks=bool(said.segments) or media.is_dir(), sound_rate=sound)


def _name(said: tuple[Segment, ...], marks: list[FrameMark]) -> str:
    """The name of a film's frames, "" when they were not named or are not all those that were sealed.

    A streaming folder bears no seal, and its largest version shows the frames of the film that it was made of.
    """
    if not said:
        return film_name(mark.digest for mark in marks).hex if marks else ""
    whole = len(marks) == sum(each.frames for each in said) and not changed_stretches(said, marks)
    return said[0].film.hex if whole else ""


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
