"""The tag that says in the container that AI made a film: key AIGC, JSON (GB 45438-2025).

Knows where MP4 keeps such a key (``moov/udta/meta`` of the handler ``mdta``) and writes it itself:
a tool that copies a film without being told otherwise loses it.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from .boxes import LARGEST_MOOV, Box, box_bytes, find_bytes, full_box_bytes, shift_chunks, walk_bytes, walk_file
from .errors import MediaError

KEY: Final = "AIGC"
_HANDLER: Final = full_box_bytes("hdlr", bytes(4) + b"mdta" + bytes(12) + b"\0")
_UTF8: Final = 1  # QuickTime File Format, well-known types
_LONGEST: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class ContainerTag:
    """What the tag says.

    Args:
        label: "1" AI made it, "2" it may have, "3" it is suspected.
        producer: who made it: his code, or his name.
        produce_id: the work's number with its producer.
        producer_seal: data by which the producer can be held to it; ours is the root of the segments.
        propagator: who spreads it, ``propagate_id`` and ``propagator_seal`` are his; "" at the making.
    """

    label: str = "1"
    producer: str = ""
    produce_id: str = ""
    producer_seal: str = ""
    propagator: str = ""
    propagate_id: str = ""
    propagator_seal: str = ""

    def write(self) -> str:
        """The JSON text, members in the order of the standard."""
        members = {
            "Label": self.label,
            "ContentProducer": self.producer,
            "ProduceID": self.produce_id,
            "ReservedCode1": self.producer_seal,
            "ContentPropagator": self.propagator,
            "PropagateID": self.propagate_id,
            "ReservedCode2": self.propagator_seal,
        }
        return json.dumps(members, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> ContainerTag | None:
        """The tag of a JSON text, or None when it is none."""
        try:
            members = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(members, dict) or "Label" not in members:
            return None
        names = ("Label", "ContentProducer", "ProduceID", "ReservedCode1")
        more = ("ContentPropagator", "PropagateID", "ReservedCode2")
        return cls(*(str(members.get(name, ""))[:1024] for name in (*names, *more)))


def read_tag(media: Path) -> ContainerTag | None:
    """The tag of an MP4, or None when there is none or the file is no MP4."""
    try:
        with media.open("rb") as file:
            found = _moov(file)
            if found is None:
                return None
            moov = found[1]
            values = [value for meta in _metas(moov) for key, value in _pairs(moov, meta) if key == KEY]
    except (MediaError, OSError, struct.error):
        return None
    return next((tag for value in values if (tag := ContainerTag.read(value)) is not None), None)


def write_tag(media: Path, tagged: Path, tag: ContainerTag) -> None:
    """Write a copy of an MP4 that bears the tag; nothing of its pictures and sound changes.

    Raises:
        MediaError: the file is no MP4 that can be tagged.
    """
    with media.open("rb") as file:
        found = _moov(file)
        if found is None:
            raise MediaError("only MP4 and MOV files take the tag", where=str(media), mend="export the film as MP4")
        box, moov = found
        if any(each.kind == "mvex" for each in walk_bytes(moov, 8)):
            mend = "export it as one plain MP4, tag that, and make the fragments from it"
            raise MediaError("a film in fragments does not take the tag", where=str(media), mend=mend)
        with_tag = _with_tag(moov, tag)
        longer = shift_chunks(with_tag, len(with_tag) - box.size, beyond=box.end)
        with tagged.open("wb") as target:
            file.seek(0)
            _copy(file, target, box.start)
            target.write(longer)
            file.seek(box.end)
            shutil.copyfileobj(file, target, 1 << 20)


def _copy(source: IO[bytes], target: IO[bytes], size: int) -> None:
    while size:
        piece = source.read(min(size, 1 << 20))
        target.write(piece)
        size -= len(piece)


def _moov(file: IO[bytes]) -> tuple[Box, bytes] | None:
    """The ``moov`` box with a header of 8 bytes, as bytes of their own."""
    head = file.read(12)
    if head[4:8] not in {b"ftyp", b"moov", b"wide", b"free", b"mdat", b"styp"}:
        return None
    box = next((each for each in walk_file(file) if each.kind == "moov"), None)
    if box is None or box.size > LARGEST_MOOV:
        return None
    file.seek(box.inside)
    return box, box_bytes("moov", file.read(box.size - box.header))


def _metas(moov: bytes) -> Iterator[Box]:
    whole = next(walk_bytes(moov))
    udta = find_bytes(moov, whole, "udta")
    for holder in (udta, whole):
        if holder is not None:
            yield from (each for each in walk_bytes(moov, holder.inside, _end(moov, holder)) if each.kind == "meta")


def _end(moov: bytes, holder: Box) -> int:
    # QuickTime ends the list inside ``udta`` with four zero bytes.
    closed = holder.kind == "udta" and moov[holder.end - 4 : holder.end] == bytes(4) and holder.size > 12
    return holder.end - 4 if closed and _loose(moov, holder) else holder.end


def _loose(moov: bytes, holder: Box) -> bool:
    try:
        return not list(walk_bytes(moov, holder.inside, holder.end))
    except MediaError:
        return True


def _pairs(moov: bytes, meta: Box) -> Iterator[tuple[str, str]]:
    keys = find_bytes(moov, meta, "keys", skip=4)
    values = find_bytes(moov, meta, "ilst", skip=4)
    if keys is None or values is None:
        return
    names = [
        moov[each.inside : each.end].decode("utf-8", "replace") for each in walk_bytes(moov, keys.inside + 8, keys.end)
    ]
    for item in walk_bytes(moov, values.inside, values.end):
        number = int.from_bytes(item.kind.encode("latin-1"))
        content = find_bytes(moov, item, "data")
        if content is not None and 0 < number <= len(names) and content.size < _LONGEST:
            yield names[number - 1], moov[content.inside + 8 : content.end].decode("utf-8", "replace")


def _with_tag(moov: bytes, tag: ContainerTag) -> bytes:
    """The ``moov`` with the tag as a ``meta`` of its own, and without one that it had."""
    value = box_bytes("data", struct.pack(">II", _UTF8, 0) + tag.write().encode("utf-8"))
    keys = full_box_bytes("keys", struct.pack(">I", 1) + box_bytes("mdta", KEY.encode("ascii")))
    meta = full_box_bytes("meta", _HANDLER + keys + box_bytes("ilst", box_bytes("\0\0\0\1", value)))
    whole = next(walk_bytes(moov))
    old = [each for each in _metas(moov) if [key for key, _ in _pairs(moov, each)] == [KEY]]
    parts, udta_done = [], False
    for box in walk_bytes(moov, whole.inside, whole.end):
        content = moov[box.start : box.end]
        if box.kind == "udta" and not udta_done:
            kept = b"".join(
                moov[e.start : e.end] for e in walk_bytes(moov, box.inside, _end(moov, box)) if e not in old
            )
            content, udta_done = box_bytes("udta", kept + meta), True
        parts.append(content)
    if not udta_done:
        parts.append(box_bytes("udta", meta))
    return box_bytes("moov", b"".join(parts))
