"""What the studio asks of the world: voices, renderers, a cutter and timeline formats.

Each port has one suite in ``tests/ports`` that every adapter and the fake must pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Protocol, runtime_checkable

from reelwright.film import Digest, FrameSize, Line, Plain, ShotList
from reelwright.story import Person

from .model import FilmFacts, ShootJob, Shown, SoftSubtitles, Take, TimedShot, Utterance
from .translation.catalogue import Catalogue
from .translation.units import Unit


class Voice(Protocol):
    """Speaks lines."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version of the engine: changes whenever the same line would sound different."""

    def speak(self, line: Line, person: Person, *, language: str) -> Utterance:
        """Speak one line in a person's voice.

        Raises:
            VoiceError: the engine cannot speak it; says why and what to do.
        """


class Stems(Protocol):
    """Keeps parts of a film's sound from one mix to the next."""

    def find(self, name: Digest, /) -> bytes | None:
        """The stem of a name, or None when there is none that is whole."""

    def keep(self, name: Digest, content: bytes, /) -> None:
        """Keep a stem.

        Raises:
            ReelError: it cannot be kept.
        """


class Renderer(Protocol):
    """Makes takes."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version of the renderer: changes whenever the same job would look different."""

    def shoot(self, job: ShootJob, *, progress: Callable[[int, int], None] | None = None) -> Take:
        """Film one shot; ``progress`` hears (frames done, frames in all).

        Raises:
            DrawingError: the shot cannot be drawn; says why and what to do.
        """


class Footage(Protocol):
    """Decodes files that nobody vouches for, where they can do no harm; it travels to other processes (pickle)."""

    def frames(self, take: Path, *, size: FrameSize, rate: Fraction, until: Fraction) -> Iterator[Shown]:
        """The pictures of a file in order of time, and last the moment at which it ends.

        Args:
            take: the file.
            size: pictures need not be larger than this.
            rate: nor come more often in a second.
            until: nothing after this time is wanted.

        Raises:
            ReelError: it cannot be decoded, or is a still, sound alone, or of high dynamic range.
        """


class Watch(Protocol):
    """Sees the pictures of a take while it is filmed, as whoever plays the take will see them."""

    def __call__(self, number: int, i420: bytes, /) -> None:
        """See frame ``number``, counted from 0; frames come in any order.

        Args:
            number: which frame.
            i420: its planes of 4:2:0 one after the other, without padding, BT.709 at limited range.
        """


@runtime_checkable
class WatchedRenderer(Renderer, Protocol):
    """A renderer that can be watched: then nobody has to decode its takes to know their pictures."""

    def shoot_watched(self, job: ShootJob, watch: Watch, *, progress: Callable[[int, int], None] | None = None) -> Take:
        """Film one shot: the very take that ``shoot`` gives.

        Where this machine has no way to see what the encoder made of a picture, ``watch`` sees none at all;
        it never sees another picture than a decoder will give.

        Raises:
            DrawingError: the shot cannot be drawn; says why and what to do.
        """


class Cutter(Protocol):
    """Joins takes into a film file, and looks into film files."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Name and version of the cutter: changes whenever the same takes would give other bytes."""

    def join(  # noqa: PLR0913 each of these is another thing that a film file holds
        self,
        takes: Sequence[bytes],
        film: Path,
        *,
        sound: bytes,
        coded: bytes = b"",
        subtitles: Sequence[SoftSubtitles] = (),
        title: str = "",
        language: str = "und",
    ) -> int:
        """Write the film: every frame of every take in order, untouched, with sound and subtitles.

        The file appears whole or not at all, and is the same bytes whenever the input is.

        Args:
            takes: MP4s as ``Take.film`` holds them.
            film: where to write; the folder must be there.
            sound: 16-bit little-endian stereo at ``SAMPLE_RATE``; cut or filled with silence to
                the length of the pictures.
            coded: the same sound from ``code``, b"" to code it now.
            subtitles: soft tracks, one a language.
            title: shown by players, "" for none.
            language: of what is said.

        Returns:
            How many frames the film has.

        Raises:
            EncodingError: the takes do not fit together, or the file cannot be written.
        """

    def code(self, sound: bytes) -> bytes:
        """Code a film's sound as ``join`` would, while its takes are still being filmed.

        Raises:
            EncodingError: it is not stereo of 16 bits.
        """

    def stream(self, film: Path, folder: Path) -> Path:
        """Write a film anew for streaming (HLS) into a folder of its own; gives its playlist.

        Raises:
            EncodingError: the film cannot be read, or the folder cannot be written.
        """

    def probe(self, film: bytes | Path) -> FilmFacts:
        """Say what a film or take holds.

        Raises:
            EncodingError: it cannot be read.
        """


class Typeface(Protocol):
    """The letters that words on screen are set in."""

    def missing(self, text: str) -> str:
        """The characters of a text that cannot be drawn, each once, in order; white space always can."""


class TimelineFormat(Protocol):
    """Writes a film as a timeline that editors open, and reads it back after a person's edit."""

    def write(self, shots: ShotList, timed: Sequence[TimedShot], film: str) -> str:
        """The timeline's text.

        Args:
            shots: the list as directed; its shots ride along as they are.
            timed: the same shots with settled lengths.
            film: path of the finished film relative to the timeline, "" while there is none.
        """

    def read(self, text: str, *, where: str = "") -> ShotList:
        """The shot list of a timeline, with what was re-ordered, trimmed, re-timed, doubled or taken out.

        Raises:
            TimelineError: the text is no timeline of ours, or holds something that cannot be made.
        """


class CatalogueFormat(Protocol):
    """Writes a catalogue as a file that translators open, and reads it back after their work."""

    def write(self, catalogue: Catalogue, *, title: str = "") -> bytes:
        """The file's bytes; the same catalogue always gives the same ones."""

    def read(self, content: bytes, *, where: str = "") -> Catalogue:
        """The catalogue of a file.

        Raises:
            TranslationError: it is no such file, or something in it cannot be read.
        """


class Translator(Protocol):
    """Translates units."""

    @property
    def name(self) -> str:
        """What stands beside a translation as its maker."""

    def translate(self, units: Sequence[Unit], *, story: Sequence[Unit], source: str, target: str) -> dict[str, str]:
        """Translate some units.

        Args:
            units: what is wanted; a line comes with the seconds that it may take.
            story: the units around them, in screen order, for the sense.
            source: tag of the language that the units are in.
            target: tag of the language that is wanted.

        Returns:
            Translation by unit id; a unit that could not be translated is left out.

        Raises:
            TranslationError: nothing can be translated at all; says why and what to do.
        """
