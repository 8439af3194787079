"""Looks, marks, coming and going, life and death."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reelwright.film import OUTDOOR_KINDS, Emotion, Manner, Mark, Weather

from ..events import Event, EventKind
from ..model import Act, Speech
from .scene_state import SceneState, Told
from .travels import arrive
from .world import HEALS, WEEK

_K = EventKind
FLEETING: Final = frozenset({Mark.TEARS, Mark.BLUSH, Mark.SWEAT, Mark.WET})
"""Marks that are gone when the scene ends."""


def wake(state: SceneState) -> None:
    """Time has passed for those who are here: a new day brings first looks back, a week heals."""
    world = state.world
    if state.dreamed:
        return
    for person in state.cast:
        worn = world.looks.get(person)
        if worn is not None and worn[1] != state.day:
            del world.looks[person]
    if world.marks:
        cast, now = set(state.cast), state.when.start
        old = [k for k, since in world.marks.items() if k[1] in HEALS and now - since >= WEEK and k[0] in cast]
        for key in old:
            del world.marks[key]
    if not state.scene.follows:
        for person in state.cast:
            world.hands.pop(person, None)


def get_wet(state: SceneState) -> None:
    """Rain wets who stands in it, unless somebody has an umbrella."""
    if state.scene.weather not in {Weather.RAIN, Weather.STORM}:
        return
    place = state.register.cards.places.get(state.scene.place)
    if place is None or place.kind not in OUTDOOR_KINDS:
        return
    if not any(state.hand(person) == "umbrella" for person in state.cast):
        state.fleeting |= {(person, Mark.WET.value) for person in state.cast}


def appear(state: SceneState, person: str, at: Told) -> bool:
    """Somebody is seen to act or speak.

    Returns:
        Whether they come on stage with it.
    """
    dead = person in state.world.dead and not state.dreamed
    if dead and state.once("L112", person):
        event = state.world.dead[person]
        state.find(
            "L112",
            f"{state.name(person)} is dead and is seen here",
            at,
            expected="somebody alive; a flashback, a dream or a voice",
            found=f"died at {event.source}",
            also=[state.below_heading(Event(_K.FLASHBACK))],
        )
    gone = state.left.pop(person, None)
    if gone is not None and state.once("L113", person):
        back = Event(_K.ENTER, (state.name(person),))
        state.find(
            "L113",
            f"{state.name(person)} has gone and is seen here",
            at,
            expected=f"{state.name(person)} comes back first",
            found=f"went at {gone.source}",
            insert=(back,),
        )
    if dead or gone is not None or person not in state.present:
        state.count("presence", person, holds=not dead and gone is None)
    if person in state.present:
        return False
    arrive(state, person, at)
    state.present.append(person)
    return True


def speak(state: SceneState, speech: Speech) -> bool:
    """Who is seen to speak is there; returns whether they come with it."""
    if speech.voice_over or speech.off_screen or speech.person not in state.cast:
        return False
    person = speech.person
    comes = person not in state.present
    if comes and _enters_later(state, person, speech) and state.once("L113", person):
        state.find(
            "L113",
            f"{state.name(person)} speaks before coming in",
            speech,
            expected="the [[enter: …]] note before the first line",
        )
    return appear(state, person, speech)


def _enters_later(state: SceneState, person: str, speech: Speech) -> bool:
    beats = state.scene.beats
    later = beats[beats.index(speech) :]
    return any(
        event.kind is _K.ENTER and person in event.who for beat in later for event in getattr(beat, "events", ())
    )


def wear(state: SceneState, event: Event) -> None:
    """A look from here on."""
    for person in event.who:
        state.world.looks[person] = (event.what, state.day)


def hurt(state: SceneState, event: Event) -> None:
    """A mark from here on."""
    for person in event.who:
        _mark(state, person, event.what)


def _mark(state: SceneState, person: str, mark: str) -> None:
    if mark in FLEETING:
        state.fleeting.add((person, mark))
    else:
        state.world.marks[person, mark] = state.when.start


def heal(state: SceneState, event: Event) -> None:
    """A mark, or every one, shows no more."""
    for person in event.who:
        shown = state.marks(person)
        if event.what and event.what not in shown:
            state.find(
                "L110",
                f"{state.name(person)} has no {event.what} that could heal",
                event,
                expected=f"a {event.what} that shows",
                found=", ".join(shown) or "no mark",
            )
        for mark in shown if not event.what else [event.what]:
            state.world.marks.pop((person, mark), None)
            state.fleeting.discard((person, mark))


def enter(state: SceneState, event: Event) -> None:
    """Somebody comes in by a note."""
    for person in event.who:
        came_back = state.left.pop(person, None)
        if person in state.present and came_back is None and state.once("L113", person):
            state.find(
                "L113",
                f"{state.name(person)} comes in and is here already",
                event,
                expected=f"[[exit: {state.name(person)}]] before, or this note before the first line or act",
            )
        appear(state, person, event)


def leave(state: SceneState, event: Event) -> None:
    """Somebody goes off by a note."""
    for person in event.who:
        if person in state.left and state.once("L113", person):
            found = f"went at {state.left[person].source}"
            state.find("L113", f"{state.name(person)} goes and has gone already", event, found=found)
        if person in state.present:
            state.present.remove(person)
        state.left[person] = event


def die(state: SceneState, event: Event) -> None:
    """Somebody is dead from here on."""
    for person in event.who:
        if person in state.world.dead:
            state.find(
                "L112",
                f"{state.name(person)} dies and is dead already",
                event,
                found=f"died at {state.world.dead[person].source}",
            )
        state.world.dead.setdefault(person, event)


def act_on_body(state: SceneState, act: Act) -> None:
    """What an act leaves on a skin."""
    for mark in act.marks:
        _mark(state, act.person, mark.value)
    if act.emotion is not None and weeping(act.emotion, act.intensity):
        state.fleeting.add((act.person, Mark.TEARS.value))


def weeping(emotion: Emotion, intensity: float, manner: Manner = Manner.PLAIN) -> bool:
    """Whether somebody sheds tears."""
    return manner is Manner.CRYING or (emotion is Emotion.SAD and intensity >= 0.85)


HANDLERS: Final[dict[EventKind, Callable[[SceneState, Event], None]]] = {
    _K.WEAR: wear,
    _K.HURT: hurt,
    _K.HEAL: heal,
    _K.ENTER: enter,
    _K.EXIT: leave,
    _K.DIE: die,
}
