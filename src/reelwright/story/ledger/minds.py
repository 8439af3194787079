"""Who knows, believes and wants what, and what people are to each other."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Final

from ..events import Event, EventKind
from .scene_state import SceneState

_K = EventKind


def knows(state: SceneState, event: Event) -> None:
    """They knew it before the story began; the ledger has told the world at the start."""
    for person in event.who:
        state.world.knows.setdefault((person, event.to), event)


def tells(state: SceneState, event: Event) -> None:
    """Who knows a thing lets others know it; who only believes it passes on a belief."""
    world, fact = state.world, event.to
    known = [person for person in event.who if (person, fact) in world.knows]
    believed = [person for person in event.who if (person, fact) in world.believes]
    state.count("knowledge", event.who[0], holds=bool(known or believed))
    if not known and not believed:
        teller = event.who[0]
        state.find(
            "L302",
            f"{state.name(teller)} tells what {state.name(teller)} does not know: {event.what}",
            event,
            expected=f"{state.name(teller)} has learned it, or lies",
            found=_found(state, event),
            insert=(Event(_K.LEARNS, (state.name(teller),), event.what),),
            change=(state.written(Event(_K.LIE, event.who, event.what, event.whom or _others(state, event))),),
        )
    minds = world.knows if known or not believed else world.believes
    for person in event.whom or state.cast:
        minds.setdefault((person, fact), event)


def _others(state: SceneState, event: Event) -> tuple[str, ...]:
    return tuple(person for person in state.cast if person not in event.who) or event.who


def lie(state: SceneState, event: Event) -> None:
    """Who is lied to believes it."""
    for person in event.whom or _others(state, event):
        state.world.believes.setdefault((person, event.to), event)


def needs(state: SceneState, event: Event) -> None:
    """What comes now makes sense only if they know or believe it."""
    for person in event.who:
        knowing = (person, event.to) in state.world.knows or (person, event.to) in state.world.believes
        state.count("needs", person, holds=knowing)
        if knowing:
            continue
        state.find(
            "L301",
            f"{state.name(person)} cannot know this yet: {event.what}",
            event,
            expected=f"{state.name(person)} has learned it before",
            found=_found(state, event),
            insert=(Event(_K.LEARNS, (state.name(person),), event.what),),
        )


def _found(state: SceneState, event: Event) -> str:
    """Where the fact comes into the story, or which fact was meant."""
    giver = state.register.givers.get(event.to)
    if giver is not None:
        who = ", ".join(map(state.name, giver.whom or giver.who))
        return f"first known to {who} at {giver.source}"
    near = difflib.get_close_matches(event.to, state.register.givers, n=1, cutoff=0.75)
    return (
        f'nobody ever learns it; "{state.register.givers[near[0]].what}" is learned'
        if near
        else "nobody ever learns it"
    )


def want(state: SceneState, event: Event) -> None:
    """They want it from now on."""
    for person in event.who:
        state.world.goals[person, event.to] = event


def end_goal(state: SceneState, event: Event) -> None:
    """They have got it, or will not get it."""
    for person in event.who:
        was = state.world.goals.get((person, event.to))
        if was is None:
            wanted = [goal for who, goal in state.world.goals if who == person]
            near = difflib.get_close_matches(event.to, wanted, n=1, cutoff=0.6)
            state.find(
                "L313",
                f"{state.name(person)} never wanted this: {event.what}",
                event,
                expected="a [[goal: …]] note before",
                found=_wants(state, person, near or wanted),
                insert=(Event(_K.GOAL, (state.name(person),), event.what),),
            )
        state.world.goals[person, event.to] = event


def _wants(state: SceneState, person: str, goals: Iterable[str]) -> str:
    listed = ", ".join(goals)
    return f"{state.name(person)} wants {listed}" if listed else f"{state.name(person)} wants nothing"


def relate(state: SceneState, event: Event) -> None:
    """What two people are to each other."""
    state.world.relations[tuple(sorted(event.who))] = event.to


HANDLERS: Final[dict[EventKind, Callable[[SceneState, Event], None]]] = {
    _K.KNOWS: knows,
    _K.LEARNS: knows,
    _K.TELLS: tells,
    _K.LIE: lie,
    _K.NEEDS: needs,
    _K.GOAL: want,
    _K.REACHED: end_goal,
    _K.FAILED: end_goal,
    _K.RELATION: relate,
}
