"""Who belongs to a scene, and who of them is there when it begins.

Knows speeches, action lines and the notes that bring people in and out. Refuses to know shots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ..events import EventKind, Happening
from ..model import Act, Action, Person, Scene, Speech

_K = EventKind
_BODILY: Final = frozenset({_K.ENTER, _K.EXIT, _K.TAKE, _K.AT, _K.BOARD, _K.ALIGHT})
"""Events that only befall somebody who is in the place."""


def cast_of(scene: Scene, people: Mapping[str, Person]) -> tuple[str, ...]:
    """The people with a card who are in a scene at some time, in order of appearance."""
    return people_of(scene, people)[0]


def people_of(scene: Scene, people: Mapping[str, Person]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people of a scene in order of appearance, and those of them who are there when it begins.

    Who only speaks from elsewhere, never comes in and is not seen to do anything is not in the scene; who
    is first seen to come in is not there at first.
    """
    later: dict[str, bool] = {}
    afar: set[str] = set()
    near: set[str] = set()
    for number, beat in enumerate(scene.beats):
        kind = type(beat)  # asked often, and quicker than isinstance
        if kind is Speech:
            far = beat.voice_over or beat.off_screen  # type: ignore[union-attr]
            (afar if far else near).add(beat.person)  # type: ignore[union-attr]
            later.setdefault(beat.person, far)  # type: ignore[union-attr]
        elif kind is Action:
            near |= {act.person for act in beat.acts if act.enters or act.gesture or act.posture}  # type: ignore[union-attr]
            for person in _in_action(beat):  # type: ignore[arg-type]
                if person not in later:
                    later[person] = _comes_with(scene, number, beat, person)  # type: ignore[arg-type]
        elif kind is Happening:
            for event in beat.events:  # type: ignore[union-attr]
                if event.kind in _BODILY:
                    near.update(event.who)
                    for person in event.who:
                        later.setdefault(person, event.kind is _K.ENTER)
    heard_only = afar - near
    cast = tuple(person for person in later if person in people and person not in heard_only)
    return cast, tuple(person for person in cast if not later[person])


def _in_action(action: Action) -> Iterator[str]:
    yield from action.people
    for act in action.acts:
        yield act.person
        yield act.toward


def _comes_with(scene: Scene, number: int, action: Action, person: str) -> bool:
    """Whether somebody comes in with the action in which they are first seen."""
    moves = [act.enters for act in action.acts if act.person == person and act.enters is not None]
    return bool(moves) and (moves[0] is True or _acts_after(scene, number, person))


def _acts_after(scene: Scene, number: int, person: str) -> bool:
    """Whether somebody goes on after the beat in which they are first seen to go.

    "She steps out of the dark" reads like an exit, but nobody leaves a scene to be in it.
    """
    later = scene.beats[number + 1 :]
    returns = any(act.person == person and act.enters for beat in later if type(beat) is Action for act in beat.acts)
    speaks = any(
        type(beat) is Speech and beat.person == person and not (beat.voice_over or beat.off_screen) for beat in later
    )
    return speaks and not returns


def grouped(acts: tuple[Act, ...]) -> Iterator[tuple[Act, ...]]:
    """The acts of a paragraph by who does them in one go; coming in and going off again are two."""
    group: list[Act] = []
    for act in acts:
        moved = any(each.enters is not None for each in group) and act.enters is not None
        if group and (group[-1].person != act.person or moved):
            yield tuple(group)
            group = []
        group.append(act)
    if group:
        yield tuple(group)
