"""The nouns of a story: script, cards, and the staged screenplay that the board reads.

Three forms, each made from the one before: a ``Script`` is the text, losing nothing; ``Cards`` say
who and where; a ``Screenplay`` is the script understood with the help of the cards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from reelwright.film import Emotion, Gesture, Manner, Mark, Mood, Posture, SourceLine, TimeOfDay, Weather

from .events import Appearance, Change, Happening, StoryTime

# --- cards -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """A named set of clothes.

    Colours are "#rrggbb". Names of garments, patterns, neckwear and hats are those of the
    catalogue in room film.
    """

    name: str = "everyday"
    garment: str = "shirt"
    colour: str = "#4a5a7a"
    second_colour: str = "#f2efe8"
    pattern: str = "plain"
    neckwear: str = "none"
    accent: str = "#c8384a"
    hat: str = "none"


@dataclass(frozen=True, slots=True)
class VoiceCard:
    """How a person sounds, in terms that every voice engine can follow.

    Args:
        pitch: semitones above or below the engine's middle voice for the person's gender and age.
        rate: speed, 1 is the engine's normal.
        timbre: 0 dark to 1 bright.
        name: the engine's own name for a voice, "" to let the engine choose.
    """

    pitch: float = 0.0
    rate: float = 1.0
    timbre: float = 0.5
    name: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A cast card: one person, always drawn from the same numbers.

    Args:
        id: the card's file name without ending.
        name: as shown in subtitles.
        names: every way a script may write the name, upper or lower case.
        gender: "female", "male" or "neutral"; chooses the voice family and proportions.
        voices: other voices by language tag, for films in that language.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    gender: str = "neutral"
    age: str = "adult"
    build: str = "average"
    face: str = "oval"
    skin: str = "#f6cfae"
    hair: str = "crop"
    hair_colour: str = "#2b2233"
    eyes: str = "#6b4a2f"
    glasses: str = "none"
    beard: str = "none"
    earrings: str = "none"
    freckles: bool = False
    looks: tuple[Look, ...] = (Look(),)
    voice: VoiceCard = VoiceCard()
    source: SourceLine | None = None
    voices: tuple[tuple[str, VoiceCard], ...] = ()

    def heard_in(self, language: str) -> Person:
        """The person with the voice that the card has for a language; without one, as they are."""
        main = language.replace("_", "-").split("-", maxsplit=1)[0]
        known = dict(self.voices)
        voice = known.get(language) or known.get(main) or self.voice
        return replace(self, voice=voice)

    def look(self, name: str) -> Look:
        """The look of that name, or the first one when the name is empty.

        Raises:
            KeyError: nobody described such a look.
        """
        if not name:
            return self.looks[0]
        for look in self.looks:
            if look.name == name:
                return look
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Place:
    """A place card.

    Args:
        kind: one of the catalogue's place kinds.
        seed: decides the dressing; the same seed is always the same place.
        sign: words on a shop sign or wall, "" for none.
        tint: a colour that the dressing leans to, "" for the kind's own.
        painted: tag of the language of what is painted there and on no card, such as a menu; "" for that of its names.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    kind: str = "street"
    seed: int = 1
    sign: str = ""
    tint: str = ""
    weather: Weather = Weather.CLEAR
    source: SourceLine | None = None
    painted: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Every person and place that a project knows, by id."""

    people: dict[str, Person] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


# --- the staged screenplay ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does, understood from an action line.

    Args:
        person: id, "" when the line names nobody.
        toward: id of the person it is done to, "" for none.
        prop: kind of prop concerned, "" for none.
        enters: the person comes into the scene with it (True), leaves (False), or neither (None).
        posture: the body takes it on, None when it stays as it was.
        walks: the person goes on foot and stays in the scene.
        hides: the others do not see the person from then on, until they come out or speak up.
        thin: who leaves fades into thin air.
        text: the piece of the line it was understood from.
        changes: what of it the ledger lets happen; empty until the screenplay is recorded.
    """

    person: str = ""
    gesture: Gesture | None = None
    emotion: Emotion | None = None
    intensity: float = 0.6
    toward: str = ""
    prop: str = ""
    enters: bool | None = None
    marks: frozenset[Mark] = frozenset()
    text: str = ""
    posture: Posture | None = None
    walks: bool = False
    hides: bool = False
    thin: bool = False
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A paragraph of action: what it says, who is named in it, what is done and heard."""

    text: str
    source: SourceLine
    people: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    props: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """What one person says in one go.

    Args:
        lines: the sentences or sentence groups it falls into at its parentheticals, each with
            its own emotion and manner.
        dual: spoken at the same time as the speech before it.
        voice_over: V.O.: heard, the speaker is not in the place.
        off_screen: O.S.: heard, the speaker is near but not seen.
    """

    person: str
    lines: tuple[SpokenLine, ...]
    source: SourceLine
    dual: bool = False
    voice_over: bool = False
    off_screen: bool = False
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A piece of a speech with one emotion and manner."""

    text: str
    source: SourceLine
    emotion: Emotion = Emotion.NEUTRAL
    intensity: float = 0.6
    manner: Manner = Manner.PLAIN
    gesture: Gesture | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """Words to be read on a prop: a chat, a letter, a sign.

    Written by the user as a note: ``[[insert: phone | Mum | Where are you? | > On my way]]``
    (prop, heading, then lines; a line of the phone's owner begins with ">").

    Args:
        held_by: whose hand it is in, "" until the ledger knows or when it lies down.
        named_last: who was named last before it: "her phone buzzes" shows theirs.
    """

    prop: str
    source: SourceLine
    heading: str = ""
    lines: tuple[str, ...] = ()
    held_by: str = ""
    named_last: str = ""


@dataclass(frozen=True, slots=True)
class ShotWish:
    """What the writer wants of the next shot: the text of a ``[[shot: …]]`` note, parsed by the board."""

    text: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class CardWish:
    """Centred text: words that fill the frame."""

    text: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class TransitionWish:
    """A transition that the writer asked for, such as "DISSOLVE TO:"."""

    text: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class MoodChange:
    """The mood turns here and stays so to the end of the scene: a second ``[[mood: …]]`` note."""

    mood: Mood
    source: SourceLine


Beat: TypeAlias = Action | Speech | Writing | ShotWish | CardWish | TransitionWish | MoodChange | Happening


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene, staged.

    Args:
        number: from 1 in screen order.
        place: id of the place card.
        mood: as it begins; a ``MoodChange`` among the beats turns it.
        people: ids of everyone who speaks there or is named as there, in order of appearance;
            not of a voice over, nor of somebody who is only spoken of.
        follows: the heading says that it plays right after the scene before.
        opening: how everybody of the scene is seen as it begins; written by the ledger.
        present: who of them is there as it begins; written by the ledger.
        when: its time in the story; written by the ledger.
    """

    number: int
    heading: str
    place: str
    source: SourceLine
    time: TimeOfDay = TimeOfDay.DAY
    weather: Weather = Weather.CLEAR
    mood: Mood = Mood.CALM
    beats: tuple[Beat, ...] = ()
    people: tuple[str, ...] = ()
    follows: bool = False
    opening: dict[str, Appearance] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    when: StoryTime = field(default_factory=StoryTime)


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A script understood: titles, scenes, beats.

    Args:
        next_time: what the "next time" card says, "" for no card.
        recorded: the ledger has written into its scenes who is seen how.
    """

    title: str
    language: str
    scenes: tuple[Scene, ...]
    episode: int = 0
    credit: str = ""
    author: str = ""
    next_time: str = ""
    recorded: bool = False


# --- findings ----------------------------------------------------------------------------------


class Severity(StrEnum):
    """How bad a finding is: an error stops the make, a warning does not, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class RepairKind(StrEnum):
    """What a repair does to the script."""

    INSERT = "insert"  # a new line before the one named
    CHANGE = "change"  # other words in the line named


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to mend a finding: what to write, and at which line."""

    kind: RepairKind
    where: SourceLine
    text: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that a person allows: ``[[waiver]]`` in ``reel.toml``.

    Args:
        rule: id of the rule.
        file: where it may be broken, "" for anywhere.
        says: words that the finding's message must hold, "" for any.
        who, why, when: who allowed it, for what reason, on which day.
    """

    rule: str
    who: str
    why: str
    when: str
    file: str = ""
    says: str = ""
    source: SourceLine | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether it allows that finding."""
        return (
            finding.rule == self.rule
            and self.file in ("", finding.where.file)
            and self.says.casefold() in finding.message.casefold()
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found: where, by which rule, and how to mend it.

    Args:
        rule: stable id such as "S003".
        message: what was found, one sentence.
        expected: what would have been right.
        mend: what to write instead.
        found: what is so instead of what was expected.
        time: when in the story it is, "" where that does not matter.
        shot: id of the shot that shows it, "" before the board is made.
        repairs: the smallest changes of the script of which each mends it.
        waiver: who allowed it and why, None when nobody did.
    """

    rule: str
    severity: Severity
    message: str
    where: SourceLine
    expected: str = ""
    mend: str = ""
    found: str = ""
    time: str = ""
    shot: str = ""
    repairs: tuple[Repair, ...] = ()
    waiver: Waiver | None = None

    def place(self) -> tuple[str, int, str, str]:
        """Where it stands in the order in which findings are told: by file and line."""
        return self.where.file, self.where.line, self.rule, self.message
