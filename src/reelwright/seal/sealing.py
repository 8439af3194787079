"""Sealing: container tag, watermark, segments, codes, and the signed credential last.

The order matters: whatever changes the file after the signature breaks it. Refuses to draw: the
visible label is the renderer's, or is burned in before.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Final

from reelwright.film import Digest, Plain

from .container_tag import ContainerTag, read_tag, write_tag
from .credentials import Declaration, Ingredient, Relationship, SourceType, Use
from .cutting import FilmMarks, ShotPart, cut_segments, read_marks
from .duties import DutyAnswer, Means, Profile, answer_duties
from .errors import MediaError, SigningError
from .media.model import MediaFacts
from .media.ports import MediaReader
from .ports import Clock, Coder, Credentials, Signer, Watermark
from .segments import SegmentTree

_TYPES: Final = {
    "mov": "video/mp4",
    "png_pipe": "image/png",
    "jpeg_pipe": "image/jpeg",
    "webp_pipe": "image/webp",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "avi": "video/avi",
}


@dataclass(frozen=True, slots=True)
class SealTools:
    """All that sealing works with; without a watermark the film has none, and says so."""

    reader: MediaReader
    credentials: Credentials
    signer: Signer
    coder: Coder
    clock: Clock
    watermark: Watermark | None = None


@dataclass(frozen=True, slots=True)
class SealOrder:
    """What shall be sealed, and what its maker declares.

    Args:
        source: how the whole came about; unknown for a film that its owner received as it is.
        original: the file as it was received, for a film that was not made here.
        label: what the visible label says and where, in words; "" when the picture bears none.
        parts: the shots as their maker knows them; none to look for jumps.
        tree: segments that are known already; None to decode the film for them.
        profile: for whose law the duties are answered.
        stamp_url: of a time-stamping authority, "" for none.
        log_head: the last entry of the log of the making, None without one.
        system: name and version of the system that made it, "" when nobody says; None for the generator itself.
        folder: the files of the streaming folder whose poster is sealed, each with its SHA-256.
    """

    title: str
    generator: tuple[str, str]
    source: SourceType = SourceType.UNKNOWN
    ingredients: tuple[Ingredient, ...] = ()
    original: Ingredient | None = None
    label: str = ""
    parts: Sequence[ShotPart] = ()
    tree: SegmentTree | None = None
    training: Use = Use.NOT_ALLOWED
    profile: Profile = Profile.ALL
    stamp_url: str = ""
    log_head: Digest | None = None
    system: str | None = None
    edits: tuple[str, ...] = ()
    facts: dict[str, Plain] = field(default_factory=dict)
    folder: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file: what was put on it and which duties that meets."""

    file: Path
    tree: SegmentTree | None
    codes: dict[str, str]
    tag: ContainerTag | None
    signer: str
    signed_at: datetime
    stamped_at: datetime | None
    duties: tuple[DutyAnswer, ...]
    source: SourceType = SourceType.UNKNOWN
    credential: bytes = field(default=b"", repr=False)


def seal_media(
    media: Path, sealed: Path, order: SealOrder, tools: SealTools, hear: Callable[[float], None] = lambda _: None
) -> Sealed:
    """Write a sealed copy of a file, whole or not at all.

    Args:
        media: the file; it stays as it is, unless it is where to write to.
        sealed: where to write.
        order: what its maker declares.
        tools: all that is worked with.
        hear: told which share of the film was looked at for its segments, from 0 to 1, as it goes on.

    Raises:
        MediaError: the file cannot be read, or is of no kind that carries a credential.
        SigningError: the signer failed.
        TimeStampError: a time stamp was asked for and not given.
    """
    facts = tools.reader.probe(media)
    media_type = _media_type(facts, media)
    with _workshop(sealed) as shop:
        marked = _marked(media, shop / "marked", order, tools)
        known = order.tree if marked == media else None
        seen = None if known else _seen(marked, facts, order, tools, hear)
        tree = known if seen is None else cut_segments(seen, order.parts)
        tag = _tag(marked, order, tree, media_type, tools)
        tagged = _tagged(marked, shop / "tagged", tag)
        content = None if seen is None else seen.content
        codes = tools.coder.codes(tagged, order.title, content=content)
        signed_at = tools.clock.now()
        declaration = _declaration(order, media_type, tree, codes, _facts(order, tree, codes, tools.signer, signed_at))
        credential = tools.credentials.embed(tagged, sealed, declaration, tools.signer, stamp_url=order.stamp_url)
    stamped_at = _checked(sealed, tools.credentials)
    means = _means(order, tools, tag=tag, stamped_at=stamped_at)
    duties = answer_duties(order.profile, means) if _machine_made_or_unknown(order) else ()
    return Sealed(sealed, tree, codes, tag, tools.signer.name, signed_at, stamped_at, duties, order.source, credential)


def _media_type(facts: MediaFacts, media: Path) -> str:
    container = facts.container
    if container not in _TYPES:
        mend = "export it as MP4, MOV, PNG, JPEG, WebP, WAV or MP3"
        raise MediaError(f"a {container} file cannot carry a credential", where=str(media), mend=mend)
    return _TYPES[container]


@contextlib.contextmanager
def _workshop(sealed: Path) -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix=".seal-", dir=sealed.parent) as folder:
            yield Path(folder)
    except OSError as error:
        what = f"the sealed file cannot be written: {error.strerror or error}"
        raise SigningError(what, where=str(sealed), mend="make room there, or name another place") from error


def _seen(
    film: Path, facts: MediaFacts, order: SealOrder, tools: SealTools, hear: Callable[[float], None]
) -> FilmMarks | None:
    if facts.picture is None:
        return None
    length = float(facts.seconds or 0)

    def come(time: Fraction) -> None:
        if length:
            hear(min(1.0, float(time) / length))

    if facts.still or not length:
        return read_marks(tools.reader, film, come, parts=order.parts)
    return read_marks(tools.reader, film, come, parts=order.parts, content=tools.coder.content_of)


def _marked(media: Path, marked: Path, order: SealOrder, tools: SealTools) -> Path:
    if tools.watermark is None:
        return media
    tools.watermark.mark(media, marked, order.title.encode("utf-8")[:32])
    return marked


def _tag(
    marked: Path, order: SealOrder, tree: SegmentTree | None, media_type: str, tools: SealTools
) -> ContainerTag | None:
    wanted = order.profile in {Profile.CN, Profile.ALL} and media_type == "video/mp4"
    if not wanted or tree is None or not order.source.machine_made:
        return read_tag(marked)  # the one that it came with stays
    film = tree.segments[0].film.hex
    return ContainerTag("1", producer=tools.signer.name, produce_id=film, producer_seal=tree.root.hex())


def _tagged(media: Path, tagged: Path, tag: ContainerTag | None) -> Path:
    if tag is None or tag == read_tag(media):
        return media
    write_tag(media, tagged, tag)
    return tagged


def _facts(
    order: SealOrder, tree: SegmentTree | None, codes: dict[str, str], signer: Signer, now: datetime
) -> dict[str, Plain]:
    """What California asks for (provider, system and version, time, unique number), and the making's log."""
    # Of a file from elsewhere the signer says which system made it; without a word of his nobody is named as its
    # provider, least of all whoever only sealed it.
    system = order.system or " ".join(order.generator)
    made: dict[str, Plain] = {} if order.system == "" else {"provider": signer.name, "system": system}
    if order.system is None:
        made |= {"system": order.generator[0], "version": order.generator[1]}
    return {
        "schema": "reelwright.making/1",
        **made,
        "time": now.isoformat(),
        "identifier": codes["iscc"] if tree is None else f"reelwright:{tree.root.hex()}",
        **({"log": order.log_head.hex} if order.log_head is not None else {}),
        **({"label": order.label} if order.label else {}),
        **order.facts,
    }


def _declaration(
    order: SealOrder, media_type: str, tree: SegmentTree | None, codes: dict[str, str], facts: dict[str, Plain]
) -> Declaration:
    return Declaration(
        title=order.title,
        media_type=media_type,
        source=order.source,
        generator=order.generator,
        ingredients=order.ingredients,
        parent=order.original,
        edits=order.edits,
        training=order.training,
        segments=tree,
        codes=codes,
        facts=facts,
        folder=order.folder,
    )


def _checked(sealed: Path, credentials: Credentials) -> datetime | None:
    """Read the seal back as a stranger would, before anybody is told that it is there."""
    reading = credentials.read(sealed)
    wrong = [] if reading is None else [each for each in reading.failures if "untrusted" not in each.code]
    if reading is None or wrong:
        sealed.unlink(missing_ok=True)
        words = "there is none" if reading is None else wrong[0].code
        raise SigningError(f"the seal does not hold when it is read back ({words})", where=str(sealed))
    return reading.manifest.signed_at


def _means(
    order: SealOrder, tools: SealTools, *, tag: ContainerTag | None, stamped_at: datetime | None
) -> dict[Means, str]:
    means = {
        Means.CREDENTIAL: f"content credential (C2PA) signed by {tools.signer.name}",
    }
    if order.system != "":
        named = order.system or " ".join(order.generator)
        means[Means.DISCLOSURE] = f"provider, system ({named}), time and number in the signed credential"
    if order.label:
        means[Means.VISIBLE_LABEL] = order.label
    if tag is not None:
        means[Means.CONTAINER_TAG] = f"AIGC in the container, label {tag.label}, of {tag.producer or 'nobody named'}"
    if tools.watermark is not None:
        means[Means.WATERMARK] = tools.watermark.name
    if stamped_at is not None:
        means[Means.TIME_STAMP] = f"RFC 3161, {stamped_at.isoformat()}"
    if order.log_head is not None:
        means[Means.MAKING_LOG] = "log of the making, chained by hash"
    return means


def _machine_made_or_unknown(order: SealOrder) -> bool:
    return order.source.machine_made or order.source is SourceType.UNKNOWN


def as_received(media: Path, order: SealOrder, tools: SealTools) -> SealOrder:
    """The order for a file that may have come from elsewhere.

    A file that bears a signature, and one of which nobody says how it came about, is taken as it was
    received: its own credential stays inside as that of the parent.

    Raises:
        MediaError: the file cannot be read.
    """
    media_type = _media_type(
        tools.reader.probe(media), media
    )  # what is no media is told as such, not by its credential
    if order.source is not SourceType.UNKNOWN and tools.credentials.read(media) is None:
        return order
    with media.open("rb") as file:
        digest = Digest(hashlib.file_digest(file, "sha256").hexdigest())
    parent = Ingredient(media.name, "file as received", Relationship.PARENT, media_type, digest, media)
    return dataclasses.replace(order, original=parent)
