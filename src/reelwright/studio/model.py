"""The nouns of making: utterances, timed shots, takes, receipts.

Sound travels as bytes (signed 16-bit little-endian, mono unless said) so that this module needs no
library; the use cases view them as arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final

from reelwright.film import FilmError, FrameRate, FrameSize, Line, Plain, Shot
from reelwright.story import Cards

OPENING_LABEL_SECONDS: Final = Fraction(5, 2)
"""How long a film opens with the large AI label; GB 45438-2025 asks for at least 2 seconds."""

SAMPLE_RATE: Final = 48_000
"""Samples per second of every sound inside the studio."""


class MouthShape(StrEnum):
    """The mouth shapes that lip-sync draws (visemes), one per group of speech sounds."""

    REST = "rest"
    CLOSED = "closed"  # m b p
    LIP_TEETH = "lip_teeth"  # f v
    TONGUE_TEETH = "tongue_teeth"  # θ ð
    TONGUE_UP = "tongue_up"  # l n t d
    HISS = "hiss"  # s z, ts
    HUSH = "hush"  # ʃ ʒ tʃ dʒ, Mandarin x q j zh ch sh
    BACK = "back"  # k g ŋ h
    ROUND_TIGHT = "round_tight"  # w, Mandarin u
    ROUND = "round"  # u o
    OPEN_ROUND = "open_round"  # ɔ ao
    R = "r"  # r ɝ
    SPREAD = "spread"  # i: y, Mandarin i
    HALF = "half"  # ɪ ə
    MID = "mid"  # e ɛ ʌ
    OPEN = "open"  # a æ ɑ


@dataclass(frozen=True, slots=True)
class TimedPhoneme:
    """One speech sound: its symbol, the mouth it needs, start and end in seconds of the utterance."""

    symbol: str
    mouth: MouthShape
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line as spoken.

    Args:
        pcm: 16-bit little-endian mono at ``SAMPLE_RATE``.
        phonemes: in order of time, covering the spoken part.
        engine: who spoke, such as "espeak-ng 1.52 en-us".
        estimated: the phoneme times were estimated from the text, not told by the engine.
    """

    pcm: bytes
    phonemes: tuple[TimedPhoneme, ...]
    engine: str
    estimated: bool = False

    def __post_init__(self) -> None:
        if len(self.pcm) % 2:
            raise FilmError("an utterance holds half a sample")

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.pcm) / 2 / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A spoken line inside a shot: when it starts, in frames from the shot's first."""

    line: Line
    utterance: Utterance
    start: int


@dataclass(frozen=True, slots=True)
class TimedShot:
    """A shot whose length is settled.

    Args:
        start: frame of the film where it begins; not part of what the picture depends on.
    """

    shot: Shot
    lines: tuple[TimedLine, ...]
    start: int


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """How pictures are made: size, rate, encoder effort.

    Args:
        preset: x264 preset; "veryfast" for the film, "ultrafast" for a draft.
        crf: x264 constant rate factor.
        label: the words of the AI-made label, "" for none.
    """

    size: FrameSize
    rate: FrameRate
    preset: str = "veryfast"
    crf: int = 20
    language: str = "en"
    label: str = "AI-generated"
    subtitles: bool = True


@dataclass(frozen=True, slots=True)
class ShootJob:
    """Everything that one take depends on.

    Args:
        previous: the shot before, when the transition mixes it in (dissolve, wipe).
        label_frames: how many frames, from the shot's first, carry the AI label large; the first
            ``OPENING_LABEL_SECONDS`` of a film do, however short its first shots are.
    """

    timed: TimedShot
    cards: Cards
    settings: PictureSettings
    previous: TimedShot | None = None
    label_frames: int = 0


@dataclass(frozen=True, slots=True)
class Take:
    """One shot as filmed.

    Args:
        film: an MP4 of one closed GOP (or several), H.264 without sound.
        receipt: who made it, from what and how: plain data.
        still: one telling frame as a JPEG of 640 pixels' height at most, taken while filming; b"" when
            the renderer takes none, and one is then decoded from the film.
        original: the file as a provider delivered and signed it, where ``film`` is another encode of it; b"" where the
            film is that file itself, or nobody delivered one. What it is signed with stays with the film.
    """

    film: bytes
    frames: int
    receipt: dict[str, Plain] = field(default_factory=dict)
    still: bytes = b""
    original: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a file shows from a moment on: three bytes a pixel (red, green, blue), row by row.

    Args:
        time: exact seconds since its first picture.
        ends: nothing is shown from here on; there are no pixels then.
    """

    time: Fraction
    width: int
    height: int
    pixels: bytes = field(repr=False)
    ends: bool = False


@dataclass(frozen=True, slots=True)
class SoftSubtitles:
    """Subtitles that a viewer can switch on: one language, and when which words show.

    Args:
        language: tag such as "en" or "zh".
        cues: start and end in seconds of the film, and the words; a line break starts a new line.
    """

    language: str
    cues: tuple[tuple[float, float, str], ...]

    def __post_init__(self) -> None:
        for start, end, text in self.cues:
            if not 0 <= start < end < float("inf"):
                raise FilmError(f"a subtitle cannot show from {start} to {end} seconds: {text!r}")
            if len(text.encode()) > 16_000:
                raise FilmError(f"a subtitle is too long to be read: {text[:80]!r} …")


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """One stream of a film: kind ("video", "audio", "subtitle"), codec, language, exact seconds."""

    kind: str
    codec: str
    language: str
    seconds: Fraction


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What a film file holds.

    Args:
        frames: pictures in the file.
        rate: pictures a second.
        title: from the file's metadata, "" for none.
    """

    size: FrameSize
    frames: int
    rate: Fraction
    title: str
    streams: tuple[StreamFacts, ...]

    @property
    def seconds(self) -> Fraction:
        """How long the pictures last."""
        return self.frames / self.rate
