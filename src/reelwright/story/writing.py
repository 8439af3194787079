"""The nouns of writing: a premise grows into a bible, outlines and episodes.

Knows what every writer takes and gives, and what it costs. Refuses to know how a story is found:
that is behind the port ``Writer``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from .chat import Cost
from .errors import PremiseError
from .model import Cards
from .settings import LANGUAGES

LONGEST_PREMISE: Final = 2_000
LONGEST_STORY: Final = 2_000_000
MOST_EPISODES: Final = 100


@dataclass(frozen=True, slots=True)
class Premise:
    """What a film is to be about.

    Args:
        text: one or two sentences; may be "" when there is a ``story``.
        family: kind of story, "" lets the writer choose.
        episodes: 1 is a film of its own, more are a series.
        seed: another number is another story from the same words.
        story: a novel or plain story to be told again as episodes, "" for none.

    Raises:
        PremiseError: there is nothing to write from, or too much, or nobody writes that language.
    """

    text: str
    language: str = "en"
    family: str = ""
    episodes: int = 1
    seed: int = 1
    story: str = ""

    def __post_init__(self) -> None:
        words = self.story or self.text
        if not any(letter.isalpha() for letter in words):
            raise PremiseError(
                "the premise holds no word", mend='say who wants what, such as: "A shy baker inherits a haunted hotel"'
            )
        if len(self.text) > LONGEST_PREMISE:
            raise PremiseError(
                f"the premise has {len(self.text)} letters",
                mend=f"say it in {LONGEST_PREMISE} letters, or give the whole story as a file with --story",
            )
        if len(self.story) > LONGEST_STORY:
            raise PremiseError(
                f"the story has {len(self.story)} letters", mend=f"give at most {LONGEST_STORY} letters at a time"
            )
        if self.language not in LANGUAGES:
            raise PremiseError(
                f'nobody here writes in "{self.language[:20]}"', mend=f"choose one of {', '.join(LANGUAGES)}"
            )
        if not 1 <= self.episodes <= MOST_EPISODES:
            raise PremiseError(
                f"{self.episodes} episodes cannot be written", mend=f"ask for 1 to {MOST_EPISODES} episodes"
            )
        if not 0 <= self.seed < 2**31:
            raise PremiseError(f"the seed {self.seed} is out of range", mend="choose a seed from 0 to 2147483647")


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in the bible.

    Args:
        id: of the cast card.
        role: the part in the story, such as "hero" or "foe".
        manner: how the person speaks.
    """

    id: str
    name: str
    role: str
    want: str = ""
    flaw: str = ""
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Secret:
    """What somebody hides, and the question that it makes the viewer ask.

    Args:
        keeper: id of who hides it.
        opened, answered: numbers of the episodes that ask and answer it, 0 for never.
    """

    text: str
    question: str
    keeper: str
    opened: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the scripts of a series tell as they stand, whoever wrote them.

    Args:
        people: ids of the cards of those who spoke, in order.
        dead: ids of those who died.
        known: (id of a person, fact in folded words) for what somebody knows.
        asked: questions that are still open, as the scripts put them.
        answered: questions that were answered, in folded words.
    """

    people: tuple[str, ...] = ()
    dead: frozenset[str] = frozenset()
    known: frozenset[tuple[str, str]] = frozenset()
    asked: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bible:
    """What a whole series keeps to: people, places, secrets, and what it is about.

    Args:
        seasons: how many episodes were written each time the series went on.
        so_far: what was told before the last of them; None for a series that begins.
        kept, left: what the writer read in the premise and used, and what it read and found no use for.
        guessed: nothing in the premise asks for a kind of story, and the family is the nearest.
    """

    premise: Premise
    title: str
    logline: str
    family: str
    seasons: tuple[int, ...]
    characters: tuple[Character, ...] = ()
    secrets: tuple[Secret, ...] = ()
    cards: Cards = field(default_factory=Cards)
    so_far: SoFar | None = None
    kept: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    guessed: bool = False

    @property
    def episodes(self) -> int:
        """How many episodes there are in all seasons."""
        return sum(self.seasons)


@dataclass(frozen=True, slots=True)
class Outline:
    """What happens in one episode.

    Args:
        scenes: one sentence each.
        opens, answers: questions.
        change: the value that changes and which way, such as "-trust".
    """

    number: int
    scenes: tuple[str, ...]
    opens: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    change: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """A written episode: a screenplay in Fountain with its continuity notes."""

    number: int
    script: str


@dataclass(frozen=True, slots=True)
class WritingProgress:
    """How far a writer has come: a step in words, done of all, and what it has cost so far.

    A writer that works on this machine costs nothing.
    """

    step: str
    done: int
    of: int
    spent: Cost = field(default_factory=Cost)
