"""The nouns of the seal: verdicts and what was found to be a copy.

Knows what is said about a file, one question at a time. Refuses to add the answers up: three
proofs of different things make no score.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from .errors import SealError
from .transform import UNCHANGED, Transform


class Question(StrEnum):
    """What is asked about a file; each has an answer of its own."""

    FILE = "file"
    SIGNER = "signer"
    AI = "ai"
    COPY = "copy"
    TIME = "time"


class Light(StrEnum):
    """How an answer is shown: go, look closer, stop, or nothing to say."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one question about a file.

    Args:
        answer: one or two words that programs compare, such as "intact".
        sentence: the same for a person who is no engineer, with a full stop.
        reasons: what it was concluded from, one sentence each.
    """

    question: Question
    answer: str
    light: Light
    sentence: str
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.answer or not self.sentence.endswith("."):
            raise SealError(f"a verdict on {self.question} needs an answer and a sentence with its full stop")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in a file, in exact seconds."""

    start: Fraction
    end: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SealError(f"a stretch starts at 0 or later and ends after it starts, not {self.start}–{self.end}")


@dataclass(frozen=True, slots=True)
class Party:
    """Who signed or registered something: a name, and the root certificate that vouches for it.

    Anybody can write any name into a certificate of his own, so two parties are the same when the
    same root vouches for the same name, and never by the name alone.

    Args:
        name: as it stands in the certificate, "" for nobody.
        root: SHA-256 of the root certificate, "" where nobody known here vouches for the name.
    """

    name: str = ""
    root: str = ""

    def is_same(self, other: Party) -> bool:
        """Both names are vouched for by one root."""
        return bool(self.root) and self == other


@dataclass(frozen=True, slots=True)
class CopyFound:
    """A stretch of the file that shows a stretch of a registered film.

    Args:
        film: the registered film's id; ``title`` is how people call it.
        here: where it lies in the file; ``there`` where it lies in the film.
        transform: what was done to it in words, such as "mirrored, 1.25 × as fast", "" for nothing.
        upstream: which of the two sees more: "film", "file" or "undecided".
        owner: who registered the film, "" when the registry does not say; ``root`` as in ``Party``.
        source: where the registered film lies on this machine, "" when it is not at hand.
        frames: the name of all frames of the registered film, "" when it is not known.
        change: the same as ``transform`` in numbers: mirror, turn, speed, and which part of which picture is shown.
        pairs: moments of file and film that show the same picture, in order.
    """

    film: str
    title: str
    here: Stretch
    there: Stretch
    transform: str = ""
    upstream: str = "undecided"
    owner: str = ""
    source: str = ""
    frames: str = ""
    change: Transform = UNCHANGED
    pairs: tuple[tuple[Fraction, Fraction], ...] = ()
    root: str = ""

    @property
    def registrant(self) -> Party:
        """Who registered the film."""
        return Party(self.owner, self.root)


@dataclass(frozen=True, slots=True)
class SpoiltFile:
    """A file of a sealed folder that is not what was signed.

    Args:
        name: within the folder.
        how: "changed", "missing" or "added".
        span: the seconds of the film that it holds, as the playlists say, None when they do not.
    """

    name: str
    how: str
    span: tuple[Fraction, Fraction] | None = None


class Keeper(StrEnum):
    """Who keeps a ledger, and so sets its clock."""

    OWN = "own"
    """Whoever runs the check: the film was entered with his own account."""
    SENDER = "sender"
    """Whoever sent the file in which the ledger lies; he may have written what he liked."""
    OTHERS = "others"
    """People who do not know him: a chain behind a node."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a ledger says of a film.

    Args:
        answer: "anchored", "no" when the ledger speaks against the title file, "unproven", or "not asked".
        words: the same in a sentence.
        since: when the film was entered, None when it was not.
        ledger: which one, such as "chain 8453".
        title: the film's name on the ledger.
        owner: who holds the title, "" while it is not registered.
    """

    answer: str
    words: str
    since: datetime | None = None
    keeper: Keeper = Keeper.SENDER
    ledger: str = ""
    title: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredFilm:
    """What is known of a registered film beside its fingerprint.

    Args:
        title: how people call it.
        owner: who registered it: the signer of its credential, else whoever's keys are here.
        source: where it lay on this machine.
        frames: the name of its decoded frames (``film_name``), "" when it was not sealed.
        root: SHA-256 of the root certificate that vouches for the owner's name, "" where none that is known here does.
        common: many films may show it: an ident, a leader, bought or free pictures.
    """

    title: str
    owner: str = ""
    source: str = ""
    frames: str = ""
    root: str = ""
    common: bool = False


@dataclass(frozen=True, slots=True)
class CommonStretch:
    """A stretch of a file that many films show, and that makes it no copy of any.

    Args:
        what: what it is: a kind of the stop-list, or the title of a common film.
    """

    here: Stretch
    what: str


@dataclass(frozen=True, slots=True)
class SharedSet:
    """A stretch of a file that shows the same place or things as a registered film, and is another shot of them.

    Args:
        title: how people call the film.
    """

    here: Stretch
    title: str


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What a search for copies gave.

    Args:
        searched: films in the registry that was searched; None when there is no registry.
        found: stretches that are copies, in the order in which they lie in the file.
        still: the file is one picture without time, in which nothing moves that a copy could be known by.
        unreadable: why its pictures could not be looked at, "" when they could.
        common: stretches that are on the stop-list, and so no copies.
        sets: stretches that show the same place or things as a registered film, in which other things move.
        unsure: stretches that may be copies, and are too brief or too still to tell.
        seconds: how long the file is, as far as its pictures were looked at; 0 when nobody looked.
    """

    searched: int | None = None
    found: tuple[CopyFound, ...] = ()
    still: bool = False
    unreadable: str = ""
    common: tuple[CommonStretch, ...] = ()
    sets: tuple[SharedSet, ...] = ()
    unsure: tuple[CopyFound, ...] = ()
    seconds: Fraction = Fraction(0)
