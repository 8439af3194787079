"""What the line asks of the world: a shelf, a crew, a tray for outputs, a darkroom, and the craft.

Each port is small and is born with a fake; ``tests/ports`` holds one suite for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reelwright.film import Digest, FrameRate, FrameSize, Plain, ShotList
from reelwright.story import Cards, Finding, Screenplay
from reelwright.studio import Catalogue, Renderer, Stems, TimedShot, Utterance, Voice

from .events import WorkerDied
from .model import Commission, CutJob, Dropped, Piece, Progress, SealJob, Stage, Subtitles, Task, Written


class Shelf(Protocol):
    """Keeps what was made under the recipe that it was made by.

    A shelf travels to other processes (pickle), and several of them may keep pieces at once.
    """

    def find(self, recipe: Digest) -> Piece | None:
        """The piece of a recipe, or None when there is none that is whole."""

    def keep(self, recipe: Digest, step: str, piece: Piece) -> None:
        """Keep a piece; when this returns, the piece survives a power cut.

        Raises:
            ReelError: the disk is full or may not be written.
        """

    def damaged(self) -> tuple[str, ...]:
        """Where the pieces lie that were found damaged since the last call."""

    def drop_unused(self) -> Dropped:
        """Remove every piece that was neither found nor kept since this shelf was opened.

        Only for a run that holds the project's lock and went to its end.
        """


class Crew(Protocol):
    """Works on tasks, several at once, and keeps every piece on the shelf as soon as it is made."""

    def expect(self) -> None:
        """Hear that there will be work soon; there may be none after all."""

    def work(
        self,
        tasks: Sequence[Task],
        shelf: Shelf,
        hear: Callable[[Task, int, int], None],
        died: Callable[[WorkerDied], None],
    ) -> Iterator[Task]:
        """Yield each task when its piece lies on the shelf; ``hear`` gets (task, done, of) meanwhile.

        Raises:
            ReelError: a task failed; the tasks that were under way are finished first.
            WorkerError: a process died twice over one task, or failed unforeseen.
        """


class Tray(Protocol):
    """Where finished files are laid for people."""

    def lay(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all; ``name`` may hold folders, as in "frames/s01-01.jpg"."""

    def look(self, name: str) -> bytes | None:
        """The file's bytes, or None when it is not there."""

    def place(self, name: str) -> Path:
        """Where a file of this name lies or will lie; its folder is there."""

    def clear(self, folder: str, keep: frozenset[str]) -> None:
        """Remove from a folder of the tray every file whose name is not among ``keep``."""

    def names(self, pattern: str) -> tuple[str, ...]:
        """The names of the files that lie there and match, as in "film.*.vtt"."""

    def drop(self, name: str) -> None:
        """Remove a file, or a folder with all that is in it; one that is not there is no error."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One picture of a contact sheet with the words under it."""

    picture: bytes
    words: tuple[str, ...]


class Darkroom(Protocol):
    """Makes still pictures of takes."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Changes whenever the same take would give another still."""

    def still(self, film: bytes, *, at: float) -> bytes:
        """One frame as a JPEG, ``at`` a share of the length from 0 to 1."""

    def sheet(self, cells: Sequence[Cell]) -> bytes:
        """A contact sheet as a PNG."""


class Craft(Protocol):
    """The crafts that turn a script into a film around the renderer and the voice.

    A craft travels to other processes (pickle).
    """

    @property
    def recipe(self) -> dict[str, Plain]:
        """Names and versions of mixer and cutter: changes whenever the same cut would differ."""

    def read(self, root: Path, *, language: str) -> Commission:
        """Read and check a project."""

    def direct(self, screenplay: Screenplay, commission: Commission, *, aspect: str, rate: FrameRate) -> ShotList:
        """Turn a screenplay into shots."""

    def words(self, root: Path) -> Written:
        """Read a project for what there is to translate in it."""

    def speak(self, board: ShotList, cards: Cards, catalogue: Catalogue) -> tuple[ShotList, Cards]:
        """Put a board and cards as written into the language of a catalogue."""

    def read_timeline(self, path: Path, board: ShotList) -> ShotList:
        """Read a timeline that a person edited, into the shots that it asks for."""

    def check_cut(self, board: ShotList, commission: Commission) -> tuple[Finding, ...]:
        """Find where a cut breaks film grammar; nothing of it stops a make."""

    def write_board(self, shot_list: ShotList) -> bytes:
        """The shot list as JSON."""

    def write_timeline(self, shot_list: ShotList, timed: Sequence[TimedShot], *, film: str) -> bytes:
        """The cut as an OpenTimelineIO file, its clips stretches of the film that lies beside it ("" for none)."""

    def time(self, shot_list: ShotList, utterances: Mapping[str, Utterance]) -> tuple[TimedShot, ...]:
        """Settle how long every shot lasts."""

    def subtitle(self, timed: Sequence[TimedShot], *, shot_list: ShotList, cards: Cards) -> Subtitles:
        """Write the words with their times."""

    def mix(  # noqa: PLR0913 each of these is heard, but for where stems are kept
        self,
        timed: Sequence[TimedShot],
        *,
        cards: Cards,
        language: str,
        rate: FrameRate,
        seed: int,
        music: bool,
        stems: Stems | None,
    ) -> Piece:
        """Make the whole sound: 16-bit stereo, with its loudness among the facts; without ``music``, no score.

        Parts that may be wanted again are kept as ``stems``; the bytes are the same with and without them.
        """

    def code(self, sound: Piece) -> bytes:
        """The sound of ``mix`` as ``cut`` will want it, made while takes are still being filmed; b"" for as it is."""

    def cut(self, job: CutJob, film: Path) -> None:
        """Join takes, sound and subtitles into one MP4, written whole or not at all; no picture is encoded anew."""

    def stream(self, film: Path, folder: Path) -> None:
        """Write renditions of a master for streaming into a folder of their own."""


class Looker(Protocol):
    """Looks at takes: for the names of their frames, and for what the film of them is known by in other files.

    What a look gives are bytes that only a looker reads. A looker travels to other processes (pickle).
    """

    @property
    def recipe(self) -> dict[str, Plain]:
        """Changes whenever the same take would be looked at otherwise."""

    def watch(self, size: FrameSize) -> Watching | None:
        """Begin to watch a take of a size that is about to be filmed; None for a looker that only decodes."""

    def look(self, take: bytes, progress: Progress) -> bytes:
        """Decode a take.

        Raises:
            ReelError: it cannot be decoded.
        """

    def names(self, look: bytes) -> tuple[Digest, ...]:
        """The names of a take's frames, in order."""

    def shown(self, look: bytes) -> str:
        """A code of what a take shows, to find it again when it is encoded anew; "" for none."""

    def seen(self, looks: Sequence[bytes], rate: FrameRate) -> object:
        """What can be told of a film's pictures before it is cut; only this looker reads it.

        Args:
            looks: at its takes, in screen order.
            rate: frames a second.
        """

    def fingerprint(self, seen: object, film: Path) -> bytes:
        """What a film is known by in other files, as a register keeps it.

        Args:
            seen: of its pictures.
            film: the master, for its sound.

        Raises:
            ReelError: the master's sound cannot be decoded.
        """


class Watching(Protocol):
    """The watching of one take."""

    def __call__(self, number: int, i420: bytes, /) -> None:
        """See one of its frames, as a ``Watch`` does."""

    def look(self, frames: int) -> bytes:
        """The same bytes that decoding the take would give; b"" unless all its frames were seen."""


class Sealer(Protocol):
    """Seals masters, and keeps the log of their making."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Version, signer and authority: changes whenever the same master would get another seal."""

    @property
    def looker(self) -> Looker:
        """Who looks at the takes of a film that shall be sealed."""

    def log(self, stage: Stage, things: Mapping[str, Digest]) -> None:
        """Commit to what is there at a stage, by name; at the check, also to the project's files.

        Raises:
            ReelError: the log is damaged or cannot be written.
        """

    def seal(self, job: SealJob, film: Path, evidence: Path) -> dict[str, Plain]:
        """Put the seal on a master, in place, and write the evidence file; each whole or not at all.

        Returns:
            Signer, root, time, codes and duties.

        Raises:
            ReelError: the keys cannot be used, or the film cannot be sealed.
        """

    def seal_stream(self, job: SealJob, folder: Path, poster: bytes) -> None:
        """Put the film's seal on its streaming folder: a signed poster that names every file.

        Args:
            job: what the film's own seal says.
            folder: the streaming folder, complete.
            poster: a picture of the film, as JPEG.

        Raises:
            ReelError: the keys cannot be used, or the folder cannot be read.
        """

    def complete(self, job: SealJob, evidence: Path, proof: Mapping[str, Plain]) -> None:
        """Add the proof of the film's title to its evidence file, whole or not at all.

        Raises:
            ReelError: the keys cannot be used, or the evidence is not whole.
        """


class BroughtTakes(Protocol):
    """Knows which takes somebody brought."""

    def renderers(self, episode: int) -> Mapping[str, Renderer]:
        """Who films the shots of an episode (0 for a film alone) that a file was brought for, by the shot's id.

        Raises:
            ReelError: what was brought cannot be read, or two files are for one shot.
        """


class FilmRegister(Protocol):
    """Knows the films that are looked for in other files."""

    def enter(self, film: Path, name: str, facts: Mapping[str, Plain], fingerprint: Callable[[], bytes]) -> bool:
        """Enter a sealed film in the place of whatever lay at its path before.

        Args:
            film: the sealed file.
            name: how people call it there, unless that name is taken.
            facts: of its seal, with the name of its frames.
            fingerprint: gives what the film is known by; asked only for a film that is entered.

        Returns:
            Whether it was entered now; a film that stands there already is not looked at again.

        Raises:
            ReelError: the register cannot be read or written, or the film cannot be read.
        """


class Registrar(Protocol):
    """Enters films on a ledger."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Version, ledger and account: changes whenever the same film would get another entry."""

    def expect(self) -> None:
        """Hear that a film will be entered soon; it may not be after all. Returns at once, and enters nothing."""

    def enter(self, root: str, segments: int) -> Piece:
        """Enter a film by the root of its segments; one that is entered already is not entered again.

        Returns:
            The title file, with title, author, chain, time, history and proof among its facts.

        Raises:
            ReelError: the ledger or the account cannot be used.
        """


@dataclass(frozen=True, slots=True)
class Studio:
    """All that a make works with.

    Args:
        lock: held while a run works on the project; entering raises BusyError when another one does.
        clock: seconds that only go forward, for the time left.
        sealer: None where nothing is sealed and no log kept.
        registrar: None where nothing is entered on a ledger.
        films: None where nobody looks for copies.
        brought: None where nobody brings takes.
    """

    craft: Craft
    renderer: Renderer
    voice: Voice
    shelf: Shelf
    crew: Crew
    darkroom: Darkroom
    tray: Callable[[str], Tray]
    lock: Callable[[], AbstractContextManager[None]]
    clock: Callable[[], float]
    sealer: Sealer | None = None
    registrar: Registrar | None = None
    films: FilmRegister | None = None
    brought: BroughtTakes | None = None
