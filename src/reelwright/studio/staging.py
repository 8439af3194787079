"""Staging: who is on stage at each moment of a scene, and how they feel.

Knows sides of the line, feelings, gestures. Who is there, what they wear and hold and what shows on
their skin is written in the scene by the continuity ledger; the stage only follows it. Refuses to know
shots: ``coverage.py`` asks the stage and decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reelwright.film import SEATED_KINDS, TABLED_KINDS, Emotion, Gesture, Posture
from reelwright.story import Act, Action, Appearance, Cards, Change, Scene, Speech, Writing

from .setups import Player
from .words import has_phrase

MOST_IN_FRAME: Final = 6
_FEARED: Final = frozenset({Emotion.SMUG, Emotion.ANGRY, Emotion.DETERMINED})
"""Who feels so is not frightened by somebody else's fear."""
_ECHO: Final = {
    Emotion.ANGRY: Emotion.AFRAID,
    Emotion.SMUG: Emotion.ANGRY,
    Emotion.DISGUSTED: Emotion.ASHAMED,
    Emotion.ASHAMED: Emotion.SAD,
    Emotion.TIRED: Emotion.TENDER,
    Emotion.DETERMINED: Emotion.SURPRISED,
}


class Stage:
    """The state of one scene while it plays."""

    def __init__(self, scene: Scene, cards: Cards) -> None:
        self.scene, self._cards = scene, cards
        self.mood = scene.mood
        self.seemings = dict(scene.opening)
        """How everybody of the scene is seen now."""
        self.stations = _stations(tuple(scene.opening), cards)
        self.present = list(scene.present)
        self.hidden = {person for person in _found_hidden(scene) if person in self.present}
        """Who is there and out of the others' sight."""
        in_hand = [seen.holds for seen in scene.opening.values()]
        self.seen = {*in_hand, *(b.prop for b in scene.beats if isinstance(b, Writing))} - {""}
        """Things that need no close look any more, or get one where the script says so."""
        self.feelings: dict[str, tuple[Emotion, float]] = {}
        self.gestures: dict[str, Gesture] = {}
        place = cards.places.get(scene.place)
        self.tabled = place is not None and place.kind in TABLED_KINDS
        """Whoever sits there has a table before them."""
        self.postures: dict[str, Posture] = dict.fromkeys(self.stations, _at_first(scene, cards))
        self.postures |= dict.fromkeys(_found_seated(scene), Posture.SIT)
        self.laid: dict[str, str] = {}
        """Things that lie on a table, and before whom."""
        self.spoken: list[str] = []
        self.whose: dict[str, str] = {}
        """Who was handed somebody else's thing, and whose it is."""

    def apply(self, changes: Iterable[Change]) -> None:
        """Let happen what the ledger says becomes of people."""
        changes = tuple(changes)
        self._pass_on(changes)
        for change in changes:
            if change.person not in self.seemings:
                continue
            self.seemings[change.person] = self.seemings[change.person].after(change)
            if change.holds and self.gestures.get(change.person) in _BOTH_HANDS:
                self.gestures.pop(change.person)  # a hand must be free for it
            if change.present is True:
                self.enter(change.person)
            elif change.present is False:
                self.leave(change.person)

    def _pass_on(self, changes: Sequence[Change]) -> None:
        """Remember whose thing is handed from one to the other; what is taken otherwise is one's own."""
        emptied = {change.person: self.holds(change.person) for change in changes if change.holds == ""}
        for change in changes:
            if change.holds is None:
                continue
            giver = next(
                (who for who, held in emptied.items() if held == change.holds != "" and who != change.person), ""
            )
            owner = self.whose.get(giver, giver)
            self.whose.pop(change.person, None)
            if owner and owner != change.person:
                self.whose[change.person] = owner

    def holds(self, person: str) -> str:
        """The kind of prop in a person's hand, "" for none."""
        return self.seemings[person].holds if person in self.seemings else ""

    def named_in(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Ids of the people whose names stand in some lines, as one names who is on a photograph."""
        text, cards = "\n".join(lines), self._cards.people.items()
        named = ((person, [name.lower() for name in (card.name, *card.names) if name]) for person, card in cards)
        return tuple(person for person, names in named if has_phrase(text, names))

    def others(self, person: str) -> list[str]:
        """Everyone on stage but one person, whom the camera finds where that person is: who hides is not among them."""
        hides = person in self.hidden
        return [p for p in self.present if p != person and (p in self.hidden) == hides]

    def side_of(self, people: Iterable[str]) -> list[str]:
        """Those of some people who are on stage where the first of them is: in sight, or hidden."""
        here = [p for p in dict.fromkeys(people) if p in self.present]
        return [p for p in here if (p in self.hidden) == (here[0] in self.hidden)]

    def in_sight(self) -> list[str]:
        """Whom a view of the place shows: everyone who is there and does not hide, else whoever hides."""
        return [p for p in self.present if p not in self.hidden] or list(self.present)

    def partner(self, person: str) -> str:
        """Whom a person most likely looks at: who spoke last, else the nearest; "" when alone."""
        others = self.others(person)
        recent = [p for p in reversed(self.spoken) if p in others]
        if recent:
            return recent[0]
        here = self.stations.get(person, 0.5)
        return max(others, key=lambda p: abs(self.stations[p] - here), default="")

    def player(self, person: str, *, toward: str = "", leaving: bool = False) -> Player:
        """A person as they are now."""
        emotion, intensity = self.feelings.get(person, (Emotion.NEUTRAL, 0.4))
        now = self.seemings.get(person, Appearance())
        rest = Gesture.HOLD if now.holds else Gesture.REST
        return Player(
            person=person,
            look=now.look,
            emotion=emotion,
            intensity=intensity,
            gesture=self.gestures.get(person, rest),
            holds=now.holds,
            marks=now.marks,
            toward=toward or self.partner(person) or self._listened_to(person),
            leaving=leaving,
            posture=Posture.STAND if leaving else self.postures.get(person, Posture.STAND),
            before=tuple(prop for prop, whose in self.laid.items() if whose == person),
            whose=self.whose.get(person, ""),
            small=person in self._cards.people and self._cards.people[person].age == "child",
        )

    def _listened_to(self, person: str) -> str:
        """Whom somebody who hides looks at: whoever spoke last of those that are in sight."""
        heard = (p for p in reversed(self.spoken) if p in self.present and p not in self.hidden)
        return next(heard, "") if person in self.hidden else ""

    def feel(self, person: str, emotion: Emotion, intensity: float) -> None:
        """A person shows an emotion from now on."""
        self.feelings[person] = (emotion, intensity)

    def take_to_heart(self, listener: str, emotion: Emotion, intensity: float) -> None:
        """A listener's face answers a line, unless they show something stronger of their own."""
        own = self.feelings.get(listener, (Emotion.NEUTRAL, 0.0))
        if emotion is Emotion.AFRAID and own[0] in _FEARED:
            return  # it is they who are feared
        if emotion is not Emotion.NEUTRAL and (own[0] is Emotion.NEUTRAL or own[1] < 0.5 or intensity >= 0.75):
            self.feelings[listener] = (_ECHO.get(emotion, emotion), max(0.25, intensity * 0.7))

    def speak(self, person: str) -> None:
        """Remember who spoke."""
        self.spoken.append(person)

    def speak_up(self, person: str) -> None:
        """Somebody speaks so that others hear it: nobody who hides does."""
        self.hidden.discard(person)

    def enter(self, person: str) -> None:
        """A person comes on stage."""
        if person in self.stations and person not in self.present:
            self.present.append(person)

    def leave(self, person: str) -> None:
        """A person goes off stage, on their own feet."""
        if person in self.present:
            self.present.remove(person)
            self.hidden.discard(person)
            self.postures[person] = Posture.STAND

    def perform(self, act: Act) -> None:
        """What an act changes for good: feelings, posture, gesture, things on the table, and what the ledger says."""
        who = act.person
        if who not in self.seemings:
            return
        if act.emotion is not None:
            self.feel(who, act.emotion, act.intensity)
        self._hide_or_come_out(act)
        if act.posture is not None:
            self.postures[who] = act.posture
        if act.gesture in _LASTING_GESTURES:
            self.gestures[who] = act.gesture
        elif act.gesture is not None:
            self.gestures.pop(who, None)
        if act.prop:
            self.seen.add(act.prop)
            self.laid.pop(act.prop, None)
        if act.gesture is Gesture.PUT_DOWN:
            self.laid[act.prop] = act.person
        self.apply(change for change in act.changes if change.present is None)

    def _hide_or_come_out(self, act: Act) -> None:
        if act.hides:
            self.hidden.add(act.person)
        elif act.enters or act.walks or (act.toward and act.toward not in self.hidden):
            self.hidden.discard(act.person)


_LASTING_GESTURES: Final = frozenset(
    {
        Gesture.CROSS_ARMS,
        Gesture.HANDS_ON_HIPS,
        Gesture.PHONE_TO_EAR,
        Gesture.HOLD,
        Gesture.PRAY,
        Gesture.EAT,
        Gesture.DANCE,
    }
)


_BOTH_HANDS: Final = frozenset({Gesture.CROSS_ARMS, Gesture.HANDS_ON_HIPS, Gesture.PRAY, Gesture.DANCE})


def _at_first(scene: Scene, cards: Cards) -> Posture:
    """How people are there when a scene begins: in a car they sit."""
    place = cards.places.get(scene.place)
    return Posture.SIT if place is not None and place.kind in SEATED_KINDS else Posture.STAND


def _found_hidden(scene: Scene) -> Iterator[str]:
    """Who hides before anybody speaks: they are hidden as the scene begins."""
    for beat in scene.beats:
        if isinstance(beat, Speech):
            return
        for act in beat.acts if isinstance(beat, Action) else ():
            if act.hides:
                yield act.person


def _found_seated(scene: Scene) -> Iterator[str]:
    """Who sits by the first words of a scene: we find them seated and do not see them sit down."""
    first = next((beat for beat in scene.beats if isinstance(beat, Action | Speech)), None)
    for act in first.acts if isinstance(first, Action) else ():
        if act.posture is Posture.SIT and act.enters is None:
            yield act.person


def _stations(cast: tuple[str, ...], cards: Cards) -> dict[str, float]:
    """Where everyone stands across the scene: in the order of the cards, left to right.

    One order for the whole film means that any two people keep their sides in every scene.
    """
    order = list(cards.people)
    ranked = sorted(cast, key=order.index)
    return {person: i / max(1, len(ranked) - 1) for i, person in enumerate(ranked)}
