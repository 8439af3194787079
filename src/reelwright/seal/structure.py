"""How a file is built, as far as a signature's reach depends on it.

A valid signature may leave parts of a file uncovered: the standard lets ``free``, ``skip``, ``mfra`` and foreign
``uuid`` boxes out of the hash, and a signed header need not be followed by a film. This finds both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from .boxes import Box, walk_file
from .errors import MediaError

_CREDENTIAL: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")  # C2PA §A.5.1
_PADDING: Final = {"free", "skip"}
_LONGEST_FTYP: Final = 256
_LOOK: Final = 1 << 20
_ENCODERS: Final = (
    (rb"x264 - core \d+", "x264"),
    (rb"x265 \(build \d+\)", "x265"),
    (rb"Lav[fc]\d+\.\d+", "FFmpeg"),
    (rb"HandBrake \d", "HandBrake"),
    (rb"Adobe Premiere", "Premiere"),
    (rb"DaVinci Resolve", "Resolve"),
)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Bytes that say something and that no signature over this file covers."""

    kind: str
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What was seen of a file's build.

    Args:
        boxes: the file is built of boxes (MP4, MOV and the like).
        has_media: there are bytes of pictures or sound; always so where there are no boxes.
        uncovered: bytes outside of what a signature covers.
        encoders: programs whose marks the file bears.
    """

    boxes: bool = False
    has_media: bool = True
    uncovered: tuple[Uncovered, ...] = ()
    encoders: tuple[str, ...] = ()


def look_at_structure(media: Path) -> Structure:
    """Walk a file and say what was seen.

    Raises:
        MediaError: it cannot be opened.
    """
    try:
        with media.open("rb") as file:
            encoders = _encoders(file)
            file.seek(4)
            if file.read(4) not in {b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"moof", b"sidx"}:
                return Structure(encoders=encoders)
            return _walked(file, encoders)
    except OSError as error:
        raise MediaError(
            f"cannot read: {error.strerror or error}", where=str(media), mend="name a file that you may read"
        ) from error


def _walked(file: IO[bytes], encoders: tuple[str, ...]) -> Structure:
    found: list[Uncovered] = []
    has_media = False
    try:
        for box in walk_file(file):
            has_media |= box.kind == "mdat" and box.size > box.header
            if _says_something(file, box):
                found.append(Uncovered(box.kind, box.start, box.size))
    except MediaError:
        pass  # the decoder and the signature have their own words for a broken file
    return Structure(boxes=True, has_media=has_media, uncovered=tuple(found), encoders=encoders)


def _says_something(file: IO[bytes], box: Box) -> bool:
    if box.kind == "uuid":
        file.seek(box.inside)
        return file.read(16) != _CREDENTIAL
    if box.kind == "ftyp":
        return box.size > _LONGEST_FTYP
    return box.kind in _PADDING and not _zeros(file, box)


def _zeros(file: IO[bytes], box: Box) -> bool:
    file.seek(box.inside)
    left = box.size - box.header
    while left > 0:
        piece = file.read(min(left, 1 << 20))
        if not piece:
            break
        if piece.count(0) != len(piece):
            return False
        left -= len(piece)
    return True


def _encoders(file: IO[bytes]) -> tuple[str, ...]:
    """Programs that wrote their names into the head or the end of the file."""
    size = file.seek(0, 2)
    file.seek(0)
    text = file.read(_LOOK)
    if size > _LOOK:
        file.seek(max(_LOOK, size - _LOOK))
        text += file.read(_LOOK)
    return tuple(name for pattern, name in _ENCODERS if re.search(pattern, text))
