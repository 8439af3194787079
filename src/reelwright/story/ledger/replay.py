"""The replay of one scene: its beats in order, each told to the world, and what comes of it.

Knows which handler an event goes to. The handlers are by subject: ``bodies.py``, ``things.py``, ``minds.py``,
``travels.py``, ``claims.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from reelwright.film import Gesture, Mark

from ..events import Appearance, Change, Event, EventKind, Happening, StoryTime
from ..model import Act, Action, Beat, Scene, Speech, SpokenLine, Writing
from . import bodies, claims, minds, things, travels
from .presence import grouped
from .scene_state import Register, SceneState
from .world import World

HANDLERS: Final[dict[EventKind, Callable[[SceneState, Event], None]]] = {
    **bodies.HANDLERS,
    **things.HANDLERS,
    **minds.HANDLERS,
    **travels.HANDLERS,
    **claims.HANDLERS,
}


def replay_scene(scene: Scene, when: StoryTime, world: World, register: Register) -> SceneState:
    """Replay a scene; the world is changed."""
    state = _opened(scene, when, world, register)
    begun = False
    for beat in scene.beats:
        kind = type(beat)  # asked often, and quicker than isinstance
        if kind is Happening:
            _happen(state, beat)  # type: ignore[arg-type]
            continue
        begun = begun or _begin(state)
        if kind is Speech:
            _speak(state, beat)  # type: ignore[arg-type]
        elif kind is Action:
            _act(state, beat)  # type: ignore[arg-type]
    travels.note_where(state)
    return state


def record_scene(scene: Scene, when: StoryTime, world: World, register: Register) -> Scene:
    """Replay a scene and write into it how everybody is seen; the world is changed.

    Returns:
        The scene with its opening, and with every beat that changes how somebody is seen saying so.
    """
    state = _opened(scene, when, world, register)
    opening: dict[str, Appearance] = {}
    present: tuple[str, ...] | None = None  # nobody, as long as nothing was played
    beats: list[Beat] = []
    for beat in scene.beats:
        played = isinstance(beat, Speech | Action | Writing)
        if played and not opening:
            _begin(state)
            opening, present = {p: state.appearance(p) for p in state.cast}, tuple(state.present)
        recorded = _recorded(state, beat)
        if isinstance(recorded, Happening) and not opening:
            recorded = replace(recorded, changes=())  # it is in the opening
        beats.append(recorded)
    travels.note_where(state)
    opening = opening or {p: state.appearance(p) for p in state.cast}
    present = tuple(state.present) if present is None else present
    return replace(scene, beats=tuple(beats), opening=opening, present=present, when=when)


def _opened(scene: Scene, when: StoryTime, world: World, register: Register) -> SceneState:
    state = SceneState(scene, when, world, register)
    bodies.wake(state)
    heading = Event(EventKind.ENTER, source=scene.source)
    for person in state.present:
        travels.arrive(state, person, heading)
        if person not in world.dead:
            state.count("presence", person, holds=True)
    return state


def _begin(state: SceneState) -> bool:
    """The notes below the heading are over; whoever is there is seen from now on."""
    bodies.get_wet(state)
    return True


def _happen(state: SceneState, happening: Happening) -> None:
    for event in happening.events:
        handler = HANDLERS.get(event.kind)
        if handler is not None:
            handler(state, event)


def _speak(state: SceneState, speech: Speech) -> bool:
    comes = bodies.speak(state, speech)
    if speech.person in state.cast:
        for line in speech.lines:
            if bodies.weeping(line.emotion, line.intensity, line.manner):
                state.fleeting.add((speech.person, Mark.TEARS.value))
    return comes


def _act(state: SceneState, action: Action) -> list[tuple[Change, ...]]:
    """Replay an action paragraph; returns who comes and goes with each act."""
    moves: list[tuple[Change, ...]] = []
    gone: set[str] = set()
    for group in grouped(action.acts):
        person = group[0].person
        known = person in state.cast
        moved = _move(state, group, action, gone) if known else ()
        for act in group:
            moves.append(moved)
            moved = ()
            if known:
                _do(state, act, action)
    for person in action.people:
        if person in state.world.dead and person in state.cast:
            bodies.appear(state, person, action)
    claims.looks_in_words(state, action)
    return moves


def _do(state: SceneState, act: Act, action: Action) -> None:
    bodies.act_on_body(state, act)
    if act.prop:
        things.act_with_thing(state, act, action)


def _move(state: SceneState, group: tuple[Act, ...], action: Action, gone: set[str]) -> tuple[Change, ...]:
    """Who does something is there; who goes is not, and what is told of them after it brings nobody back."""
    person = group[0].person
    enters = any(act.enters is True for act in group)
    leaves = any(act.enters is False for act in group)
    if person in gone and not enters:
        return ()
    if enters:
        state.left.pop(person, None)
    if person in state.present and leaves:
        state.present.remove(person)
        gone.add(person)
        return (Change(person, present=False),)
    return (Change(person, present=True),) if bodies.appear(state, person, action) else ()


# --- writing down what is seen


def _recorded(state: SceneState, beat: Beat) -> Beat:
    match beat:
        case Happening():
            return replace(beat, changes=tuple(_seen_of_notes(state, beat)))
        case Speech():
            return _recorded_speech(state, beat)
        case Action():
            return _recorded_action(state, beat)
        case Writing():
            return replace(beat, held_by=things.holder_of(state, beat))
        case _:
            return beat


def _seen_of_notes(state: SceneState, happening: Happening) -> Iterator[Change]:
    before = {person: state.appearance(person) for person in state.cast}
    here = set(state.present)
    _happen(state, happening)
    for person in state.cast:
        yield from state.seen_changes(person, before[person])
        if (person in here) != (person in state.present):
            yield Change(person, present=person in state.present)


def _recorded_speech(state: SceneState, speech: Speech) -> Speech:
    before = state.appearance(speech.person)
    comes = _speak(state, speech)
    weeps = Mark.TEARS not in before.marks and speech.person in state.cast
    lines: list[SpokenLine] = []
    for line in speech.lines:
        if weeps and bodies.weeping(line.emotion, line.intensity, line.manner):
            lines.append(replace(line, changes=(Change(speech.person, gains=frozenset({Mark.TEARS})),)))
            weeps = False
        else:
            lines.append(line)
    changes = (Change(speech.person, present=True),) if comes else ()
    return replace(speech, lines=tuple(lines), changes=changes)


def _recorded_action(state: SceneState, action: Action) -> Action:
    """Replay an action act by act, so that each carries what is seen of it."""
    acts: list[Act] = []
    gone: set[str] = set()
    for group in grouped(action.acts):
        person = group[0].person
        changes = _move(state, group, action, gone) if person in state.cast else ()
        for act in group:
            before = {p: state.appearance(p) for p in state.cast}
            if person in state.cast:
                _do(state, act, action)
            seen = tuple(change for p in state.cast for change in state.seen_changes(p, before[p]))
            if act.prop and act.gesture is Gesture.OFFER and person in before and not before[person].holds:
                seen = (Change(person, holds=act.prop), Change(person, holds=""), *seen)  # who gives it has it first
            acts.append(replace(act, changes=(*changes, *seen)))
            changes = ()
    return replace(action, acts=tuple(acts))
