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
    absent = _heard_only(scene)
    found: dict[str, None] = {}
    for beat in scene.beats:
        for person in _in_beat(beat):
            if person in people and person not in absent:
                found[person] = None
    return tuple(found)


def here_at_first(scene: Scene, cast: tuple[str, ...]) -> tuple[str, ...]:
    """Who of a scene's people is there when it begins: all but those who come later."""
    return tuple(person for person in cast if not _comes_later(scene, person))


def _in_beat(beat: object) -> Iterator[str]:
    kind = type(beat)
    if kind is Speech:
        yield beat.person  # type: ignore[attr-defined] # type() is quicker than isinstance, and asked often
    elif kind is Action:
        yield from beat.people  # type: ignore[attr-defined]
        for act in beat.acts:  # type: ignore[attr-defined]
            yield act.person
            yield act.toward
    elif kind is Happening:
        for event in beat.events:  # type: ignore[attr-defined]
            if event.kind in _BODILY:
                yield from event.who


def _heard_only(scene: Scene) -> set[str]:
    """People who only speak from elsewhere, never come in, and are not seen to do anything."""
    afar: set[str] = set()
    near: set[str] = set()
    for beat in scene.beats:
        if type(beat) is Speech:
            (afar if beat.voice_over or beat.off_screen else near).add(beat.person)
    if not afar:
        return afar
    for beat in scene.beats:
        if type(beat) is Action:
            near |= {act.person for act in beat.acts if act.enters or act.gesture or act.posture}
        elif type(beat) is Happening:
            near |= {person for event in beat.events if event.kind in _BODILY for person in event.who}
    return afar - near


def _comes_later(scene: Scene, person: str) -> bool:
    """Whether the first that is seen of somebody is that they come in."""
    for number, beat in enumerate(scene.beats):
        if type(beat) is Speech and beat.person == person:
            return beat.voice_over or beat.off_screen
        if type(beat) is Action and person in _in_beat(beat):
            moves = [act.enters for act in beat.acts if act.person == person and act.enters is not None]
            return bool(moves) and (moves[0] is True or _acts_after(scene, number, person))
        if type(beat) is Happening:
            kinds = [event.kind for event in beat.events if event.kind in _BODILY and person in event.who]
            if kinds:
                return kinds[0] is _K.ENTER
    return False


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
