"""The nouns of reading media: what a file holds, what is asked of it, and what comes out.

All times are exact seconds since the file's first picture (or first sound, where there is no
picture). Refuses to know how a file is decoded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from reelwright.film import Digest

from .errors import MediaDamagedError

LONGEST_SECONDS = 48 * 3600
"""A time stamp further than this into a file is taken for a lie."""


class Transfer(StrEnum):
    """How brightness is written: ordinary, or one of the two curves of high dynamic range."""

    SDR = "sdr"
    PQ = "pq"
    HLG = "hlg"


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What the first decoded picture and the index say of a file's pictures.

    Args:
        width: as shown, after rotation and with square pixels; ``height`` the same.
        coded_width: as stored; ``coded_height`` the same.
        rotation: degrees clockwise that a player turns the stored picture by.
        rate: pictures a second, None when the file does not say (a still has none).
        variable_rate: the first pictures do not lie one fixed step apart.
        frames: how many the file says it has, 0 when it does not.
        bits: of one sample.
    """

    codec: str
    width: int
    height: int
    coded_width: int
    coded_height: int
    rotation: int = 0
    rate: Fraction | None = None
    variable_rate: bool = False
    frames: int = 0
    bits: int = 8
    transfer: Transfer = Transfer.SDR

    def __post_init__(self) -> None:
        if min(self.width, self.height, self.coded_width, self.coded_height) < 1 or self.frames < 0:
            raise MediaDamagedError(f"a picture of {self.width}×{self.height} cannot be")
        if self.rotation not in {0, 90, 180, 270} or (self.rate is not None and self.rate <= 0):
            raise MediaDamagedError(f"a rotation of {self.rotation}° or a rate of {self.rate} cannot be")


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """What a file says of its sound."""

    codec: str
    rate: int
    channels: int


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a file holds.

    Args:
        container: by its first bytes, such as "mov" or "matroska"; "hls" for a streaming folder.
        seconds: the length that the file claims, None when it claims none; reading it tells.
        still: one picture without time.
    """

    container: str
    seconds: Fraction | None
    picture: PictureFacts | None
    sound: SoundFacts | None
    still: bool = False


@dataclass(frozen=True, slots=True)
class PictureWish:
    """Which pictures are wanted, and how large.

    Args:
        long_side: pixels of the longer side; a smaller picture is not enlarged.
        rate: at most so many a second, the first one after each step of that grid; None for every one.
        colour: three bytes a pixel (red, green, blue) instead of one of brightness.
    """

    long_side: int
    rate: Fraction | None = None
    colour: bool = False


@dataclass(frozen=True, slots=True)
class MediaWish:
    """What is wanted from one reading of a file; everything asked for costs one decoding.

    Args:
        pictures: None for no pictures.
        marks: the digest of every decoded picture, unscaled.
        sound_rate: samples a second of the one-channel sound, 0 for no sound.
        since: pictures and sound before this time are left out; ``until`` None for all to the end.
    """

    pictures: PictureWish | None = None
    marks: bool = False
    sound_rate: int = 0
    since: Fraction = Fraction(0)
    until: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """One decoded picture as it is shown, row by row without padding."""

    time: Fraction
    width: int
    height: int
    colour: bool
    pixels: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.pixels) != self.width * self.height * (3 if self.colour else 1):
            raise MediaDamagedError(f"{len(self.pixels)} bytes are no picture of {self.width}×{self.height}")


@dataclass(frozen=True, slots=True)
class FrameMark:
    """The name of one decoded picture: SHA-256 over its planes as the decoder gave them.

    The digest covers ``reelwright.frame.v1``, the pixel format's name, width and height, each
    followed by a zero byte, then the planes row by row without padding.
    """

    index: int
    time: Fraction
    digest: Digest


@dataclass(frozen=True, slots=True)
class SoundBlock:
    """A stretch of one-channel sound: 16-bit little-endian samples."""

    time: Fraction
    rate: int
    samples: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadingEnd:
    """How a reading ended.

    Args:
        frames: pictures decoded in all.
        damaged: pieces of the file that could not be decoded and were passed over.
        seconds: when the last picture (or sound) ends.
    """

    frames: int
    damaged: int
    seconds: Fraction


@dataclass(frozen=True, slots=True)
class MediaLimits:
    """What one file may cost before it is refused.

    Args:
        memory_bytes: address space of the process that reads it.
        cpu_seconds: processor time for any file, to which ``cpu_seconds_per_mb`` is added.
        stall_seconds: longest silence of the process that reads it.
        pixels: of the largest picture.
    """

    memory_bytes: int = 1_610_612_736
    cpu_seconds: int = 60
    cpu_seconds_per_mb: int = 8
    stall_seconds: int = 25
    pixels: int = 8192 * 4352
