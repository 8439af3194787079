"""The nouns of the line: what is ordered, the tasks it falls into, and what was made.

Knows how work is named by its recipe. Refuses to know how it is done (that is the studio) and
where it is kept (that is the shelf).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from reelwright.film import Digest, FrameRate, Plain, ShotList
from reelwright.story import Cards, Due, Finding, Screenplay, SealSettings, Waiver
from reelwright.studio import Catalogue, PictureSettings, TimedShot, Unit


class Progress(Protocol):
    """Hears how far one task has come."""

    def __call__(self, done: int, of: int, /) -> None:
        """So many steps of all are done."""


class Stage(StrEnum):
    """The stages of a make, in order."""

    CHECK = "check"
    BOARD = "board"
    VOICE = "voice"
    SHOOT = "shoot"
    CUT = "cut"
    SEAL = "seal"
    TITLE = "title"

    def reaches(self, other: Stage) -> bool:
        """Say whether a make until this stage goes through the other one."""
        order = list(Stage)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants made.

    Args:
        until: the last stage to go through.
        episode: number of one episode, 0 for every one.
        language: "" for the project's own.
        aspect: "" for the project's own.
        draft: small and quick.
        timeline: an edited OpenTimelineIO file to follow instead of the board, "" for none.
        hls: also write renditions for streaming.
        tidy: afterwards drop from the store what these films do not use.
    """

    until: Stage = Stage.CUT
    episode: int = 0
    language: str = ""
    aspect: str = ""
    draft: bool = False
    timeline: str = ""
    hls: bool = False
    tidy: bool = False


@dataclass(frozen=True, slots=True)
class Commission:
    """A project as read and checked: all that the line needs to know of what the user wrote.

    Args:
        screenplays: one a film or episode, in order.
        label: the words of the AI-made label, "" for none.
        subtitles: burned into the picture.
        preset: encoder preset of the full-size film, "" for ours.
        seed: decides everything that is drawn by lot in the score.
        hls: streaming renditions are always wanted.
        music: the film has a score.
        seal: how its films are sealed; ``owner`` is the name on a certificate that has to be made first.
        cards: in the language that the film is made in; ``written_cards`` as they were written.
        catalogue: the words to make it with, None for those of the script.
        others: the words of further subtitles.
        waivers: findings that somebody allows.
        uses: what of others' the film uses beside its cards, such as the film that it is made after.
    """

    title: str
    language: str
    cards: Cards
    screenplays: tuple[Screenplay, ...]
    findings: tuple[Finding, ...] = ()
    aspect: str = "9:16"
    rate: FrameRate = field(default_factory=FrameRate)
    label: str = "AI-generated"
    subtitles: bool = True
    preset: str = ""
    seed: int = 1
    hls: bool = False
    music: bool = True
    seal: SealSettings = field(default_factory=SealSettings)
    owner: str = ""
    written_cards: Cards = field(default_factory=Cards)
    catalogue: Catalogue | None = None
    others: tuple[Catalogue, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    uses: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A project's words: what there is to translate, and from which language."""

    title: str
    language: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Bytes that came into being while a piece was made, and are kept under a name of their own."""

    recipe: Digest
    step: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something made: its bytes, and plain facts about them.

    Args:
        beside: kept before the piece, so that whoever finds one finds the other: of a take its still, the
            file that it is another encode of, and the look at its frames.
    """

    content: bytes
    facts: dict[str, Plain] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was thrown away from a shelf: how many pieces, and the bytes on the disk that came free."""

    pieces: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """Work for one process: how to make one piece, under the name of its recipe.

    Args:
        step: what kind of piece it is, such as "take".
        label: how people call it, such as the shot's id.
        weight: how long it will take compared with others; frames for a take.
        make: makes the piece; must be able to travel to another process (pickle).
        at_hand: this process can make it as it is: a crew need not start another one for it.
        doubtful: what it is made of may be refused, so it is begun before the others.
    """

    recipe: Digest
    step: str
    label: str
    weight: int
    make: Callable[[Progress], Piece]
    at_hand: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Subtitles:
    """The words of a film with their times.

    Args:
        cues: start and end in seconds of the film, and the words.
        webvtt: the same as a WebVTT file.
        subrip: the same as an SRT file.
    """

    cues: tuple[tuple[float, float, str], ...]
    webvtt: bytes
    subrip: bytes


@dataclass(frozen=True, slots=True)
class CutJob:
    """Everything that a master depends on.

    Args:
        takes: one MP4 a shot, in screen order.
        sound: the mix, 16-bit little-endian stereo at the studio's rate.
        coded: the same as the craft coded it beforehand, b"" where it did not.
        subtitles: for the soft track.
        others: further soft tracks, by language tag.
    """

    shot_list: ShotList
    timed: tuple[TimedShot, ...]
    takes: tuple[bytes, ...]
    sound: Piece
    subtitles: Subtitles
    settings: PictureSettings
    others: tuple[tuple[str, Subtitles], ...] = ()
    coded: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class MadeLine:
    """One spoken line as made: by which recipe, and whether it was there before."""

    id: str
    recipe: Digest
    engine: str
    estimated: bool
    reused: bool


@dataclass(frozen=True, slots=True)
class MadeShot:
    """One shot as made.

    Args:
        take: the digest of the take's bytes.
        still: the file name of its frame inside the output folder, "" for none.
    """

    timed: TimedShot
    recipe: Digest
    take: Digest
    frames: int
    reused: bool
    receipt: dict[str, Plain] = field(default_factory=dict)
    still: str = ""


@dataclass(frozen=True, slots=True)
class SealJob:
    """Everything that a film's seal says.

    Args:
        cut: the name of the master's recipe.
        frames: digests of the decoded frames of every shot, in screen order; ``takes`` the films of the shots.
        shown: codes of what every shot shows, in screen order.
        label: words of the label in the picture, "" for none.
        score: digest of the whole sound with its score, None for a film without one.
        uses: what of others' the film uses beside its cards.
        owner: who signs when a certificate has to be made first.
    """

    title: str
    cut: Digest
    rate: FrameRate
    shots: tuple[MadeShot, ...]
    lines: tuple[MadeLine, ...]
    frames: tuple[tuple[Digest, ...], ...] = ()
    takes: tuple[bytes, ...] = field(default=(), repr=False)
    shown: tuple[str, ...] = ()
    label: str = ""
    score: Digest | None = None
    uses: tuple[Due, ...] = ()
    owner: str = ""
    settings: SealSettings = field(default_factory=SealSettings)


@dataclass(frozen=True, slots=True)
class MadeSeal:
    """A film's seal as made.

    Args:
        film: digest of the sealed master; ``evidence`` of the evidence file.
        facts: signer, root, time, codes and duties, as plain data.
    """

    film: Digest
    evidence: Digest
    facts: dict[str, Plain]
    reused: bool = False


@dataclass(frozen=True, slots=True)
class MadeTitle:
    """A film's entry on the ledger as made.

    Args:
        file: digest of the title file.
        facts: title, author, chain, time of the anchor and what had happened to it by then, as plain data.
        proof: all that shows by hashing alone that the film stands there; for the evidence file.
    """

    file: Digest
    facts: dict[str, Plain]
    reused: bool = False
    proof: dict[str, Plain] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class MadeFilm:
    """One film or episode as made, as far as the order went.

    Args:
        folder: where its files lie, relative to the project, such as "out" or "out/02".
        files: names of the files written there, in the order of writing.
        film: digest of the master as it was cut, None where the line stopped before.
        seal: the seal on it, None where the line stopped before; ``entry`` likewise on the ledger.
    """

    title: str
    episode: int
    folder: str
    files: tuple[str, ...]
    shot_list: ShotList
    lines: tuple[MadeLine, ...] = ()
    shots: tuple[MadeShot, ...] = ()
    sound: dict[str, Plain] = field(default_factory=dict)
    film: Digest | None = None
    film_reused: bool = False
    seal: MadeSeal | None = None
    entry: MadeTitle | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def master(self) -> Digest | None:
        """The digest of the file that lies there for people: sealed, or as cut."""
        return self.film if self.seal is None else self.seal.film


@dataclass(frozen=True, slots=True)
class Made:
    """Everything that one run made or found made.

    Args:
        dropped: what was tidied away afterwards, None where nobody asked.
    """

    films: tuple[MadeFilm, ...]
    findings: tuple[Finding, ...] = ()
    dropped: Dropped | None = None

    @property
    def shots_made(self) -> int:
        """How many takes were shot in this run."""
        return sum(not shot.reused for film in self.films for shot in film.shots)

    @property
    def shots_reused(self) -> int:
        """How many takes were there before."""
        return sum(shot.reused for film in self.films for shot in film.shots)
