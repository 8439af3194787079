"""Fingerprints as bytes, version 3: what the registry keeps and what others may read.

Versions 1 and 2 kept the small pictures as JPEG, whose grain tells a copy that hardly moves from its
film; version 1 has no sound. The layout stands in ``docs/reference/fingerprint.md``. A reader trusts
nothing: the digest at the end covers all before it, and every length is checked.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .errors import RegistryError
from .fingerprint import Fingerprint, Keyframe
from .overlay import Pictures
from .points import Points
from .sound import BANDS, Sound

MAGICS: Final = {1: b"RFP1", 2: b"RFP2", 3: b"RFP3"}
TICKS: Final = 90_000
_HEAD: Final = struct.Struct("<4sI")
_DIGEST: Final = 32
_TOGETHER: Final = 8
"""So many small pictures are kept as one run: what stands still costs little, and a look reads few too many."""
_MOST_SIDE: Final = 1024
_MEND: Final = "take that film out (reel films --remove ID) and register it again; reel films lists them in their order"


def pack_fingerprint_v3(fingerprint: Fingerprint) -> bytes:
    """A fingerprint as bytes, its small pictures to the bit."""
    pulses = fingerprint.pulses
    runs = [_coded(pulses[first : first + _TOGETHER]) for first in range(0, len(pulses), _TOGETHER)]
    points = [frame.points for frame in fingerprint.keyframes]
    facts = {
        "height": fingerprint.pulses.shape[1],
        "keyframes": len(points),
        "points": sum(map(len, points)),
        "pulses": len(pulses),
        "schema": "reelwright.fingerprint",
        "sound": len(fingerprint.sound),
        "version": 3,
        "width": fingerprint.pulses.shape[2],
    }
    head = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
    head += b" " * (-(len(head) + _HEAD.size) % 8)
    columns: list[NDArray[np.generic]] = [
        np.rint(fingerprint.times * TICKS).astype("<u8"),
        np.cumsum([0, *map(len, runs)]).astype("<u8"),
        np.array([frame.pulse for frame in fingerprint.keyframes], "<u4"),
        np.array([len(each) for each in points], "<u4"),
        np.concatenate([np.zeros((0, 2), "<u8"), *(each.codes for each in points)]).astype("<u8"),
        np.concatenate([np.zeros((0, 4), "<f4"), *(each.places for each in points)]).astype("<f4"),
        fingerprint.sound.levels,
    ]
    body = b"".join([_HEAD.pack(MAGICS[3], len(head)), head, *(each.tobytes() for each in columns), *runs])
    return body + hashlib.sha256(body).digest()


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed fingerprint, looked into without unpacking its pictures.

    Args:
        times: of the small pictures, in seconds.
        offsets: where each run of pictures begins in ``coded``; one more for the end.
        together: so many pictures are a run; of one there is a JPEG.
    """

    times: NDArray[np.float64]
    keyframes: tuple[Keyframe, ...]
    offsets: NDArray[np.uint64]
    coded: memoryview
    shape: tuple[int, int]
    sound: Sound
    together: int = _TOGETHER

    def pictures(self, first: int, last: int) -> Pictures:
        """Some of the small pictures.

        Raises:
            RegistryError: one of them is damaged.
        """
        begin = first // self.together
        runs = _spans(self.offsets, begin, -(-last // self.together)) if last > first else ()
        shown = [self._run(begin + index, self.coded[a:b]) for index, (a, b) in enumerate(runs)]
        if any(each.shape[1:] != self.shape for each in shown):
            raise RegistryError("a fingerprint holds a picture of another size", mend=_MEND)
        before = begin * self.together
        return np.concatenate([np.zeros((0, *self.shape), np.uint8), *shown])[first - before : last - before]

    def _run(self, index: int, coded: memoryview) -> Pictures:
        if self.together == 1:
            return _decoded(coded)[None]
        count = min(self.together, len(self.times) - index * self.together)
        return _run_decoded(coded, (count, *self.shape))

    def unpack(self) -> Fingerprint:
        """The whole fingerprint."""
        return Fingerprint(self.times, self.pictures(0, len(self.times)), self.keyframes, self.sound)


def open_fingerprint(content: bytes | memoryview, *, where: str = "", check: bool = True) -> Packed:
    """Look into a packed fingerprint.

    Args:
        content: what ``pack_fingerprint_v3`` gave, or an older version of it.
        where: the file, for errors.
        check: compare the digest at the end, which reads everything.

    Raises:
        RegistryError: it is none, of another version, or damaged.
    """
    view = memoryview(content)
    try:
        return _opened(view, check=check)
    except (ValueError, KeyError, TypeError, struct.error, OverflowError) as error:
        raise RegistryError(f"this is no fingerprint, or a damaged one ({error})", where=where, mend=_MEND) from error


def _opened(view: memoryview, *, check: bool) -> Packed:
    magic, length = _HEAD.unpack_from(view)
    if magic not in MAGICS.values() or len(view) < _HEAD.size + length + _DIGEST:
        raise ValueError("its first bytes")
    body = view[:-_DIGEST]
    if check and hashlib.sha256(body).digest() != view[-_DIGEST:]:
        raise ValueError("its digest")
    facts = json.loads(bytes(body[_HEAD.size : _HEAD.size + length]))
    if facts["schema"] != "reelwright.fingerprint" or MAGICS.get(facts["version"]) != magic:
        raise ValueError(f"version {facts['version']}")
    take = _Columns(body, _HEAD.size + length)
    times = take.column("<u8", facts["pulses"]) / TICKS
    together = _TOGETHER if facts["version"] > 2 else 1
    offsets = take.column("<u8", -(-facts["pulses"] // together) + 1)
    pulses, counts = take.column("<u4", facts["keyframes"]), take.column("<u4", facts["keyframes"])
    codes = take.column("<u8", facts["points"] * 2).reshape(-1, 2)
    places = take.column("<f4", facts["points"] * 4).reshape(-1, 4)
    heard = take.column("|u1", facts["sound"] * BANDS if facts["version"] > 1 else 0).reshape(-1, BANDS)
    shape = (facts["height"], facts["width"])
    if int(counts.sum()) != facts["points"] or int(offsets[-1]) != len(take.rest()) or max(shape) > _MOST_SIDE:
        raise ValueError("its lengths")
    ends = np.cumsum(counts, dtype=np.int64)
    keyframes = tuple(
        Keyframe(int(pulse), Points(codes[end - count : end], places[end - count : end]))
        for pulse, count, end in zip(pulses.tolist(), counts.tolist(), ends.tolist(), strict=True)
    )
    return Packed(times.astype(np.float64), keyframes, offsets, take.rest(), shape, Sound(heard), together)


class _Columns:
    """Takes one column after another from some bytes."""

    def __init__(self, body: memoryview, place: int) -> None:
        self._body, self._place = body, place

    def column(self, kind: str, count: int) -> NDArray[Any]:
        taken: NDArray[Any] = np.frombuffer(self._body, kind, count, self._place)
        self._place += taken.nbytes
        return taken

    def rest(self) -> memoryview:
        return self._body[self._place :]


def _spans(offsets: NDArray[np.uint64], first: int, last: int) -> Sequence[tuple[int, int]]:
    return list(itertools.pairwise(offsets[first : last + 1].tolist()))


def _coded(run: Pictures) -> bytes:
    # Of the first picture each point less that to its left, of the others less the same one of the picture before,
    # modulo 256: so film stands mostly as noughts, and runs and letters of their own take it all; a search for
    # repetitions would take five times as long for one byte in a hundred.
    apart = np.concatenate([np.diff(run[:1], axis=2, prepend=np.uint8(0)), np.diff(run, axis=0)])
    deflate = zlib.compressobj(strategy=zlib.Z_RLE)
    return deflate.compress(apart.tobytes()) + deflate.flush()


def _run_decoded(coded: memoryview, shape: tuple[int, ...]) -> Pictures:
    size = int(np.prod(shape))
    inflate = zlib.decompressobj()
    try:
        content = inflate.decompress(coded, size + 1)  # a few bytes may say that they are gigabytes
    except zlib.error:
        content = b""
    if len(content) != size or not inflate.eof:
        raise RegistryError("a fingerprint holds damaged pictures", mend=_MEND)
    apart = np.frombuffer(content, np.uint8).reshape(shape).copy()
    np.cumsum(apart[0], axis=1, dtype=np.uint8, out=apart[0])
    return np.cumsum(apart, axis=0, dtype=np.uint8)


def _decoded(coded: memoryview) -> Pictures:
    picture = cv2.imdecode(np.frombuffer(coded, np.uint8), cv2.IMREAD_GRAYSCALE)
    return np.zeros((0, 0), np.uint8) if picture is None else np.asarray(picture, np.uint8)
