"""Segments: the sealed units of a film, one leaf each, bound by one root.

Knows the exact bytes of version 1 (docs/reference/segments.md), which a contract checks too.
Refuses to know how frames are decoded: it is handed their digests.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Self, cast

from reelwright.film import Digest, FilmError, Plain, canonical_json

from .errors import SegmentError
from .keccak import keccak256

SCHEMA: Final = "reelwright.segment/1"
LONGEST: Final = 1 << 24
"""A tree has at most this many leaves; contracts take proofs of 24 steps."""

_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"
_EMPTY: Final = bytes(32)  # fills the tree up to a power of two; nobody knows a record that hashes to it


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of a master.

    Args:
        film: the name of the picture as a whole, made of all its frames (``film_name``).
        index: its place in the film, from 0.
        start: exact seconds from the film's first frame; ``end`` is where the next one starts.
        frames: how many decoded frames it has.
        pixels: the name of those frames (``pixels_name``).
        codes: standard identifiers of this segment by name, such as ``iscc``.
        ingredients: what it was made of: takes, cards, voices.
    """

    film: Digest
    index: int
    start: Fraction
    end: Fraction
    frames: int
    pixels: Digest
    codes: Mapping[str, str] = field(default_factory=dict)
    ingredients: tuple[Digest, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.index < LONGEST or self.frames < 1:
            raise SegmentError(f"a segment has a place below {LONGEST} and a frame or more, not {self.index}")
        if not 0 <= self.start < self.end:
            raise SegmentError(f"segment {self.index} cannot last from {self.start} to {self.end} seconds")

    @property
    def record(self) -> bytes:
        """The canonical JSON text of this segment: what its leaf is made of."""
        return canonical_json(self.plain)

    @property
    def plain(self) -> dict[str, Plain]:
        """The members of the record."""
        return {
            "schema": SCHEMA,
            "film": self.film.hex,
            "index": self.index,
            "start": [self.start.numerator, self.start.denominator],
            "end": [self.end.numerator, self.end.denominator],
            "frames": self.frames,
            "pixels": self.pixels.hex,
            "codes": dict(self.codes),
            "ingredients": [*sorted(digest.hex for digest in self.ingredients)],
        }

    @property
    def leaf(self) -> bytes:
        """The leaf of this segment, 32 bytes."""
        return leaf_hash(self.index, keccak256(self.record))

    @classmethod
    def read(cls, record: bytes | str | Mapping[str, object]) -> Self:
        """The segment of a record.

        Raises:
            SegmentError: this is no record of version 1.
        """
        try:
            plain = json.loads(record) if isinstance(record, bytes | str) else record
            return cls._of(cast("Mapping[str, object]", plain))
        except (FilmError, AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError, RecursionError) as error:
            raise SegmentError(f"this is no record of a segment: {error}") from error

    @classmethod
    def _of(cls, plain: Mapping[str, object]) -> Self:
        if plain["schema"] != SCHEMA:
            raise SegmentError(f"segments of the schema {str(plain['schema'])[:80]!r} are not known here")
        index, frames = plain["index"], plain["frames"]
        if type(index) is not int or type(frames) is not int:
            raise SegmentError("the place and the frames of a segment are whole numbers")
        codes = cast("Mapping[str, object]", plain["codes"])
        return cls(
            film=Digest(str(plain["film"])),
            index=index,
            start=_ratio(plain["start"]),
            end=_ratio(plain["end"]),
            frames=frames,
            pixels=Digest(str(plain["pixels"])),
            codes={str(name): str(code) for name, code in codes.items()},
            ingredients=tuple(Digest(str(each)) for each in cast("list[object]", plain["ingredients"])),
        )


def _ratio(pair: object) -> Fraction:
    above, below = cast("Sequence[object]", pair)
    if type(above) is not int or type(below) is not int:
        raise SegmentError("a time is a ratio of two whole numbers")
    return Fraction(above, below)


def pixels_name(frames: Iterable[Digest]) -> Digest:
    """The name of a run of decoded frames: SHA-256 over the 32 bytes of each frame's own digest."""
    name = hashlib.sha256()
    for frame in frames:
        name.update(bytes.fromhex(frame.hex))
    return Digest(name.hexdigest())


def film_name(frames: Iterable[Digest]) -> Digest:
    """The name of a film: the name of all its frames, whatever the file around them says."""
    return pixels_name(frames)


def leaf_hash(index: int, record_hash: bytes) -> bytes:
    """Keccak-256 of 0x00, the index as 32 bytes, and the Keccak-256 of the record."""
    return keccak256(_LEAF + index.to_bytes(32) + record_hash)


def node_hash(left: bytes, right: bytes) -> bytes:
    """Keccak-256 of 0x01 and the two children: no leaf can pass for a node, nor a node for a leaf."""
    return keccak256(_NODE + left + right)


@dataclass(frozen=True, slots=True)
class SegmentTree:
    """The segments of one film under one root."""

    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        if not self.segments:
            raise SegmentError("a film without segments has no root")
        first = self.segments[0]
        for place, segment in enumerate(self.segments):
            before = self.segments[place - 1].end if place else segment.start
            if segment.index != place or segment.film != first.film or segment.start != before:
                raise SegmentError(f"segment {place} does not follow the one before it in the same film")

    @property
    def root(self) -> bytes:
        """The root, 32 bytes."""
        return self._levels()[-1][0]

    def proof(self, index: int) -> SegmentProof:
        """What proves one segment without the others.

        Raises:
            SegmentError: the film has no such segment.
        """
        if not 0 <= index < len(self.segments):
            raise SegmentError(f"there is no segment {index}; the film has {len(self.segments)}")
        path, place = [], index
        for level in self._levels()[:-1]:
            path.append(level[place ^ 1])
            place >>= 1
        return SegmentProof(self.segments[index], tuple(path), self.root)

    def _levels(self) -> list[list[bytes]]:
        width = 1 << (len(self.segments) - 1).bit_length()
        levels = [[segment.leaf for segment in self.segments] + [_EMPTY] * (width - len(self.segments))]
        while len(levels[-1]) > 1:
            level = levels[-1]
            levels.append([node_hash(level[at], level[at + 1]) for at in range(0, len(level), 2)])
        return levels


@dataclass(frozen=True, slots=True)
class SegmentProof:
    """One segment with its way up to the root.

    Args:
        path: the sister of each node on the way, from the leaf's own sister upwards.
    """

    segment: Segment
    path: tuple[bytes, ...]
    root: bytes

    @property
    def holds(self) -> bool:
        """The segment lies under the root, at the place that it names."""
        node, place = self.segment.leaf, self.segment.index
        for sister in self.path:
            node = node_hash(sister, node) if place & 1 else node_hash(node, sister)
            place >>= 1
        return place == 0 and node == self.root

    def write(self) -> bytes:
        """The proof as JSON text, to hand to somebody who does not have the film."""
        return canonical_json(
            {
                "schema": "reelwright.segment-proof/1",
                "segment": self.segment.plain,
                "path": [sister.hex() for sister in self.path],
                "root": self.root.hex(),
            }
        )

    @classmethod
    def read(cls, text: bytes | str) -> Self:
        """The proof of a JSON text.

        Raises:
            SegmentError: this is no proof of version 1.
        """
        try:
            plain = json.loads(text)
            path = tuple(bytes.fromhex(sister) for sister in plain["path"])
            root = bytes.fromhex(plain["root"])
            if plain["schema"] != "reelwright.segment-proof/1" or any(len(each) != 32 for each in (*path, root)):
                raise SegmentError("this is no proof of version 1")
            return cls(Segment.read(plain["segment"]), path, root)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
            raise SegmentError(f"this is no proof of a segment: {error}") from error
