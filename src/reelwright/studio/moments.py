"""Moments: a scene's beats as the director takes them, one after the other.

Knows how wishes and transitions join the beat that follows them, how speeches part into deliveries,
and how every line of a film gets its name. Refuses to choose shots.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeAlias

from reelwright.film import Emotion, Line, Manner, Mood, SourceLine, Transition, digest_plain
from reelwright.story import (
    Action,
    Cards,
    CardWish,
    Change,
    Happening,
    MoodChange,
    Scene,
    ShotWish,
    Speech,
    SpokenLine,
    TransitionWish,
    Writing,
)

from .grammar import is_question, turning_weight
from .pacing import part_speech, seconds_to_say
from .setups import Delivery
from .wishes import Wish, read_transition, read_wish

Playable: TypeAlias = Action | Speech | Writing | CardWish


@dataclass(frozen=True, slots=True)
class Moment:
    """One beat that is played, with what was asked for it.

    Args:
        beat: None at the end of a scene that closes with a wish.
        mood: what the scene turns to with it, None when it stays as it is.
        dual: the speech spoken at the same time.
        last_said: nothing is said after it in the scene.
        share: how far the scene has come, 0 to 1.
        changes: what the notes before it say becomes of people.
    """

    beat: Playable | None
    source: SourceLine
    wish: Wish | None = None
    transition: Transition | None = None
    mood: Mood | None = None
    dual: Speech | None = None
    last_said: bool = False
    share: float = 0.0
    changes: tuple[Change, ...] = ()

    @property
    def star(self) -> str:
        """Who carries it, "" for nobody."""
        match self.beat:
            case Speech(person=person):
                return person
            case Action(acts=acts):
                return next((act.person for act in acts if act.person), "")
            case _:
                return ""


def moments_of(scene: Scene, cards: Cards) -> tuple[list[Moment], Transition | None]:
    """A scene's moments, and the transition that it ends with where the writer wrote one."""
    found: list[Moment] = []
    wish: ShotWish | None = None
    turn: Transition | None = None
    mood: Mood | None = None
    changes: tuple[Change, ...] = ()
    for beat in scene.beats:
        if isinstance(beat, Happening):
            changes += beat.changes
        elif isinstance(beat, ShotWish):
            wish = beat
        elif isinstance(beat, TransitionWish):
            turn = read_transition(beat.text)
        elif isinstance(beat, MoodChange):
            mood = beat.mood
        elif isinstance(beat, Speech) and found and _said_with(beat, found[-1]) and wish is None:
            found[-1] = replace(found[-1], dual=beat)
        else:
            asked = read_wish(wish.text, cards) if wish else None
            found.append(Moment(beat, beat.source, asked, turn, mood, changes=changes))
            wish, turn, mood, changes = None, None, None, ()
    if wish:
        found.append(Moment(None, wish.source, read_wish(wish.text, cards), turn, mood))
        turn = None
    return list(_placed(found)), turn


def _said_with(speech: Speech, before: Moment) -> bool:
    """Whether a speech is the second side of a dual dialogue."""
    other = before.beat
    return speech.dual and isinstance(other, Speech) and other.person != speech.person and before.dual is None


def _placed(found: list[Moment]) -> Iterator[Moment]:
    speeches = [i for i, moment in enumerate(found) if isinstance(moment.beat, Speech)]
    last = speeches[-1] if speeches else -1
    for i, moment in enumerate(found):
        yield replace(moment, last_said=i == last, share=i / max(1, len(found) - 1))


class LineNames:
    """Gives each line of a film a name that stays when other lines change."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def name(self, person: str, text: str) -> str:
        """A name made of who speaks and what is said, numbered where it is said again."""
        stem = f"{person}-{digest_plain([person, text]).hex[:8]}"
        self._seen[stem] += 1
        return stem if self._seen[stem] == 1 else f"{stem}-{self._seen[stem]}"


@dataclass(slots=True)
class Talk:
    """What has been said so far in a scene, which is what the weight of the next line hangs on."""

    names: LineNames
    person: str = ""
    text: str = ""

    def deliveries(self, speech: Speech, felt: Emotion, *, last: bool) -> list[Delivery]:
        """The pieces of one speech, each a line of its own with its weight."""
        pieces = [(spoken, text) for spoken in speech.lines for text in part_speech(spoken.text)]
        found = []
        for i, (spoken, text) in enumerate(pieces):
            answers = bool(self.person) and self.person != speech.person and is_question(self.text)
            changed = spoken.emotion is not felt
            final = last and i == len(pieces) - 1
            weight = turning_weight(spoken, text, changed=changed, answers=answers, last=final)
            found.append(Delivery(self._line(speech, spoken, text), spoken.gesture, weight, spoken.changes))
            self.person, self.text, felt = speech.person, text, spoken.emotion
        return found

    def _line(self, speech: Speech, spoken: SpokenLine, text: str) -> Line:
        return Line(
            id=self.names.name(speech.person, text),
            person=speech.person,
            text=text,
            source=spoken.source,
            emotion=spoken.emotion,
            intensity=spoken.intensity,
            manner=spoken.manner,
            off_screen=speech.voice_over or speech.off_screen or spoken.manner is Manner.THOUGHT,
        )


def side_by_side(first: list[Delivery], second: list[Delivery]) -> list[Delivery]:
    """Two speeches said at the same time: each piece of the second with its like of the first."""
    found: list[Delivery] = []
    for one, other in zip_longest(first, second):
        if one is not None:
            found.append(one)
        if other is not None:
            together = one is not None
            found.append(replace(other, line=replace(other.line, together=together)))
    return found


def takes_of(deliveries: list[Delivery], longest: float) -> list[list[Delivery]]:
    """Dual dialogue parted into shots of so many seconds by estimate; a pair is never parted."""
    takes: list[list[Delivery]] = []
    said = 0.0
    for pair in _pairs(deliveries):
        seconds = max(seconds_to_say(d.line.text) for d in pair) + 0.2
        if takes and said + seconds <= longest:
            takes[-1] += pair
            said += seconds
        else:
            takes.append(pair)
            said = seconds
    return takes


def _pairs(deliveries: list[Delivery]) -> Iterator[list[Delivery]]:
    pair: list[Delivery] = []
    for delivery in deliveries:
        if pair and not delivery.line.together:
            yield pair
            pair = []
        pair.append(delivery)
    if pair:
        yield pair
