"""Stems: parts of a film's sound that are the same wherever they lie in it, kept from one mix to the next.

A stem is told from its own beginning and named by all that it is made of, so a line that is said otherwise
leaves the music of other scenes and the air of every place as they were. What is laid in a mix is always the
stem as it would be kept, in 16 bits: a mix made with kept stems is the same bytes as one made without.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.film import Digest, Plain, digest_plain
from reelwright.studio.ports import Stems

from .space import Stereo

STEM_VERSION: Final = 1
"""Goes up whenever the same stem would sound different."""
TENTH: Final = 10
"""Powers of a stem in a second."""

_HEAD: Final = struct.Struct("<4sIIf")
_MAGIC: Final = b"RST1"
_MOST: Final = 32_767
_AT_ONCE: Final = 1 << 15
"""Samples that are laid in one go: what a processor's near memory holds."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A part of a film's sound.

    Args:
        samples: left and right, in 16 bits.
        unit: what one of these bits is worth.
        powers: how loud each tenth of a second is, for whoever balances stems; empty where nobody does.
    """

    samples: NDArray[np.int16] = field(repr=False)
    unit: float
    powers: NDArray[np.float32] = field(repr=False)

    @classmethod
    def of(cls, sound: Stereo, powers: NDArray[np.float32] | None = None) -> Stem:
        """A sound in 16 bits of its own loudest sample, without the silence at its end."""
        peak = max(float(sound.max(initial=0)), -float(sound.min(initial=0)))
        unit = np.float32(peak / _MOST if peak else 1.0)
        samples = np.rint(sound * (np.float32(1) / unit)).astype(np.int16)
        heard = np.flatnonzero(samples.any(axis=1))
        kept = samples[: int(heard[-1]) + 1 if len(heard) else 0]
        return cls(kept, float(unit), np.zeros(0, np.float32) if powers is None else powers)

    def write(self) -> bytes:
        """The stem as bytes."""
        head = _HEAD.pack(_MAGIC, len(self.samples), len(self.powers), self.unit)
        return b"".join([head, self.powers.astype("<f4").tobytes(), self.samples.astype("<i2").tobytes()])

    @classmethod
    def read(cls, content: bytes) -> Stem | None:
        """The stem of some bytes, None when they are none."""
        if len(content) < _HEAD.size:
            return None
        magic, length, tenths, unit = _HEAD.unpack_from(content)
        begin = _HEAD.size + 4 * tenths
        if magic != _MAGIC or len(content) != begin + 4 * length:
            return None
        powers = np.frombuffer(content, "<f4", tenths, _HEAD.size)
        return cls(np.frombuffer(content, "<i2", 2 * length, begin).reshape(-1, 2), unit, powers)

    def sound(self) -> Stereo:
        """The stem as samples around 1."""
        return self.samples * np.float32(self.unit)


def find_stem(stems: Stems | None, kind: str, of: Plain, make: Callable[[], Stem]) -> Stem:
    """The stem of a name, kept from an earlier mix or made now and kept.

    Args:
        stems: where they are kept, None for nowhere.
        kind: which sort of stem.
        of: all that it is made of.
        make: makes it.
    """
    if stems is None:
        return make()
    name = stem_name(kind, of)
    content = stems.find(name)
    known = None if content is None else Stem.read(content)
    if known is not None:
        return known
    made = make()
    stems.keep(name, made.write())
    return made


def stem_name(kind: str, of: Plain) -> Digest:
    """The name of a stem: its kind, and all that it is made of."""
    return digest_plain({"step": "stem/1", "version": STEM_VERSION, "kind": kind, "of": of})


def lay_stem(bus: Stereo, stem: Stem, start: int, gain: float) -> None:
    """Add a stem to a bus from a sample on; what lies outside the bus is cut off."""
    lay_samples(bus, stem.samples[max(0, -start) :], max(0, start), gain * stem.unit)


def lay_samples(bus: Stereo, samples: NDArray[np.int16], start: int, gain: float) -> None:
    """Add 16-bit samples to a bus from a sample on."""
    level, count = np.float32(gain), min(len(samples), len(bus) - start)
    work = np.empty((min(_AT_ONCE, max(count, 0)), 2), np.float32)
    for begin in range(0, count, _AT_ONCE):
        part = samples[begin : min(begin + _AT_ONCE, count)]
        louder = work[: len(part)]
        np.multiply(part, level, out=louder, casting="unsafe")
        bus[start + begin : start + begin + len(part)] += louder
