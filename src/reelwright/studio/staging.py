"""Staging: who is on stage at each moment of a scene, how they feel, what they hold.

Knows entrances and exits, sides of the line, props in hand, marks on the skin. Refuses to know
shots: ``coverage.py`` asks the stage and decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from reelwright.film import OUTDOOR_KINDS, SEATED_KINDS, Emotion, Gesture, Manner, Mark, Posture, Weather
from reelwright.story import Act, Action, Cards, Scene, Speech, Writing

from .setups import Player

MOST_IN_FRAME: Final = 6
LASTING_MARKS: Final = frozenset({Mark.CUT, Mark.BRUISE, Mark.PLASTER, Mark.DIRT})
"""Marks that a person still has in the next scene."""

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

    def __init__(self, scene: Scene, cards: Cards, wounds: Mapping[str, frozenset[Mark]]) -> None:
        self.scene = scene
        self.mood = scene.mood
        self._known = cards.people
        self.cast = _cast(scene, cards)
        self.stations = _stations(self.cast, cards)
        waiting = set(_waiting(scene, self.cast))
        self.present = [person for person in self.cast if person not in waiting]
        self.holds = {p: prop for p, prop in scene.holds.items() if p in self.cast}
        self.seen = {*scene.holds.values(), *(b.prop for b in scene.beats if isinstance(b, Writing))}
        """Things that need no close look any more, or get one where the script says so."""
        self.wounds = dict(wounds)
        self.marks: dict[str, frozenset[Mark]] = {p: self.wounds.get(p, frozenset()) for p in self.cast}
        self.feelings: dict[str, tuple[Emotion, float]] = {}
        self.gestures: dict[str, Gesture] = {}
        self.postures: dict[str, Posture] = dict.fromkeys(self.cast, _at_first(scene, cards))
        self.postures |= dict.fromkeys(_found_seated(scene), Posture.SIT)
        self.laid: dict[str, str] = {}
        """Things that lie on a table, and before whom."""
        self.spoken: list[str] = []
        if _rained_on(scene, cards):
            self.marks = {p: marks | {Mark.WET} for p, marks in self.marks.items()}

    def others(self, person: str) -> list[str]:
        """Everyone on stage but one person."""
        return [p for p in self.present if p != person]

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
        holds = self.holds.get(person, "")
        rest = Gesture.HOLD if holds else Gesture.REST
        return Player(
            person=person,
            look=self.scene.wears.get(person, ""),
            emotion=emotion,
            intensity=intensity,
            gesture=self.gestures.get(person, rest),
            holds=holds,
            marks=self.marks.get(person, frozenset()),
            toward=toward or self.partner(person),
            leaving=leaving,
            posture=Posture.STAND if leaving else self.postures.get(person, Posture.STAND),
            before=tuple(prop for prop, whose in self.laid.items() if whose == person),
        )

    def feel(self, person: str, emotion: Emotion, intensity: float, manner: Manner = Manner.PLAIN) -> None:
        """A person shows an emotion from now on; great grief leaves tears."""
        self.feelings[person] = (emotion, intensity)
        if person in self.marks and weeping(emotion, intensity, manner):
            self.marks[person] |= {Mark.TEARS}

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

    def enter(self, person: str) -> None:
        """A person comes on stage."""
        if person in self.stations and person not in self.present:
            self.present.append(person)

    def leave(self, person: str) -> None:
        """A person goes off stage, on their own feet."""
        if person in self.present:
            self.present.remove(person)
            self.postures[person] = Posture.STAND

    def perform(self, act: Act) -> None:
        """What an act changes for good: feelings, marks, things in hand and on the table, posture, resting gesture."""
        who = act.person
        if who not in self.marks:
            return
        if act.emotion is not None:
            self.feel(who, act.emotion, act.intensity)
        if act.posture is not None:
            self.postures[who] = act.posture
        self.marks[who] |= act.marks
        self.wounds[who] = self.wounds.get(who, frozenset()) | (act.marks & LASTING_MARKS)
        if act.gesture in _LASTING_GESTURES:
            self.gestures[who] = act.gesture
        elif act.gesture is not None:
            self.gestures.pop(who, None)
        if act.prop:
            self._take(act)

    def _take(self, act: Act) -> None:
        self.seen.add(act.prop)
        self.laid.pop(act.prop, None)
        if act.gesture is Gesture.PUT_DOWN:
            self.laid[act.prop] = act.person
            if self.holds.get(act.person) == act.prop:
                del self.holds[act.person]
        elif act.gesture is Gesture.OFFER and act.toward in self.present:
            self.holds.pop(act.person, None)
            self.holds[act.toward] = act.prop
        else:
            self.holds[act.person] = act.prop


_LASTING_GESTURES: Final = frozenset(
    {Gesture.CROSS_ARMS, Gesture.HANDS_ON_HIPS, Gesture.PHONE_TO_EAR, Gesture.HOLD, Gesture.PRAY, Gesture.EAT}
)


def weeping(emotion: Emotion, intensity: float, manner: Manner) -> bool:
    """Whether somebody sheds tears."""
    return manner is Manner.CRYING or (emotion is Emotion.SAD and intensity >= 0.85)


def _at_first(scene: Scene, cards: Cards) -> Posture:
    """How people are there when a scene begins: in a car they sit."""
    place = cards.places.get(scene.place)
    return Posture.SIT if place is not None and place.kind in SEATED_KINDS else Posture.STAND


def _found_seated(scene: Scene) -> Iterator[str]:
    """Who sits by the first words of a scene: we find them seated and do not see them sit down."""
    first = next(iter(scene.beats), None)
    for act in first.acts if isinstance(first, Action) else ():
        if act.posture is Posture.SIT and act.enters is None:
            yield act.person


def _rained_on(scene: Scene, cards: Cards) -> bool:
    place = cards.places.get(scene.place)
    sky = place is not None and place.kind in OUTDOOR_KINDS
    return sky and scene.weather in {Weather.RAIN, Weather.STORM} and "umbrella" not in scene.holds.values()


def _named(action: Action) -> Iterator[str]:
    yield from action.people
    for act in action.acts:
        yield from (act.person, act.toward)


def _heard_only(scene: Scene) -> set[str]:
    """People who only speak from elsewhere and never come in."""
    speeches = [b for b in scene.beats if isinstance(b, Speech)]
    afar = {s.person for s in speeches if s.voice_over or s.off_screen}
    near = {s.person for s in speeches if not (s.voice_over or s.off_screen)}
    acts = [act for b in scene.beats if isinstance(b, Action) for act in b.acts]
    return afar - near - {act.person for act in acts if act.enters}


def _cast(scene: Scene, cards: Cards) -> tuple[str, ...]:
    absent = _heard_only(scene)
    found: dict[str, None] = {}
    for beat in scene.beats:
        named = _named(beat) if isinstance(beat, Action) else iter([beat.person] if isinstance(beat, Speech) else [])
        found |= {p: None for p in named if p in cards.people and p not in absent}
    return tuple(found)


def _waiting(scene: Scene, cast: tuple[str, ...]) -> Iterator[str]:
    """People of the cast who are not there when the scene begins."""
    for person in cast:
        for beat in scene.beats:
            if isinstance(beat, Speech) and beat.person == person:
                if beat.voice_over or beat.off_screen:
                    yield person
                break
            if isinstance(beat, Action) and person in _named(beat):
                moves = [act.enters for act in beat.acts if act.person == person and act.enters is not None]
                if moves and (moves[0] or _acts_after(beat, person, scene)):
                    yield person
                break


def _acts_after(beat: Action, person: str, scene: Scene) -> bool:
    """Whether somebody goes on after the beat in which they are first seen to go.

    "She steps out of the dark" reads like an exit, but nobody leaves a scene to be in it.
    """
    later = scene.beats[scene.beats.index(beat) + 1 :]
    returns = [act for b in later if isinstance(b, Action) for act in b.acts if act.person == person and act.enters]
    speaks = any(isinstance(b, Speech) and b.person == person and not (b.voice_over or b.off_screen) for b in later)
    return speaks and not returns


def _stations(cast: tuple[str, ...], cards: Cards) -> dict[str, float]:
    """Where everyone stands across the scene: in the order of the cards, left to right.

    One order for the whole film means that any two people keep their sides in every scene.
    """
    order = list(cards.people)
    ranked = sorted(cast, key=order.index)
    return {person: i / max(1, len(ranked) - 1) for i, person in enumerate(ranked)}
