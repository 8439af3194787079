"""Where people are, how long a way takes, and what carries them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ..events import Event, EventKind
from .clock import print_span
from .scene_state import SceneState, Told
from .timeline import overlap, print_when
from .world import Seen

_K = EventKind


def arrive(state: SceneState, person: str, at: Told) -> None:
    """Somebody is in this place: nobody is in two, and a way takes its time."""
    if state.dreamed:
        return
    world, here = state.world, state.scene.place
    last = world.seen.get(person)
    apart = last is not None and last.place != here and overlap(last.when, state.when)
    state.count("time", person, holds=not apart)
    if last is not None and apart:
        state.find(
            "L309",
            f"{state.name(person)} is in two places at once",
            at,
            expected=f"{state.name(person)} only here, or another time",
            found=f"at {state.register.place(last.place)} too ({print_when(last.when)})",
            also=[state.retimed(last.when.end)],
        )
    _end_of_way(state, person, at)
    vehicle = world.aboard.get(person)
    stands = world.vehicles.get(vehicle, "") if vehicle else ""
    if vehicle and stands != here and not _is_inside(state, vehicle):
        state.find(
            "L114",
            f"{state.name(person)} is here and still in the {vehicle}",
            at,
            expected=f"{state.name(person)} gets out first",
            found=f"the {vehicle} stands at {state.register.place(stands)}",
            insert=(Event(_K.ALIGHT, (state.name(person),)),),
        )
        del world.aboard[person]


def _end_of_way(state: SceneState, person: str, at: Told) -> None:
    bound = state.world.bound.pop(person, None)
    if bound is None:
        return
    way, earliest = bound
    goal = state.register.place(way.to)
    if way.to != state.scene.place:
        state.find(
            "L115",
            f"{state.name(person)} set out for {goal} and is next seen here",
            at,
            expected=f"{state.name(person)} at {goal}",
            found=f"set out at {way.source}",
            also=[state.instead(way, replace(state.written(way), to=state.place))],
        )
    elif state.when.exact and earliest is not None and earliest > state.when.start:
        state.find(
            "L310",
            f"{state.name(person)} arrives sooner than the way allows",
            at,
            expected=f"{print_span(way.minutes)} after setting out at {way.source}",
            found=f"{print_span(way.minutes - (earliest - state.when.start))} after",
            also=[state.retimed(earliest)],
        )


def _is_inside(state: SceneState, vehicle: str) -> bool:
    """Whether this scene plays in the vehicle."""
    place = state.register.cards.places.get(state.scene.place)
    return place is not None and (place.kind == "car_interior" or vehicle in place.name.casefold())


def note_where(state: SceneState) -> None:
    """Remember where everybody of the scene was seen."""
    if not state.dreamed:
        here = Seen(state.scene.place, state.when)
        for person in state.cast:
            state.world.seen[person] = here


def travel(state: SceneState, event: Event) -> None:
    """They set out."""
    earliest = state.when.start + event.minutes if state.when.exact and event.minutes else None
    for person in event.who:
        state.world.bound[person] = (event, earliest)


def vehicle(state: SceneState, event: Event) -> None:
    """A vehicle stands somewhere."""
    state.world.vehicles[event.what] = event.to


def board(state: SceneState, event: Event) -> None:
    """They get in."""
    if not _known(state, event):
        return
    stands = state.world.vehicles.get(event.what, "")
    if stands != state.scene.place and not _is_inside(state, event.what):
        state.find(
            "L114",
            f"the {event.what} is not here to get into",
            event,
            expected=f"the {event.what} at {state.place}",
            found=f"it stands at {state.register.place(stands)}",
            insert=(Event(_K.VEHICLE, what=event.what, to=state.place),),
        )
    for person in event.who:
        state.world.aboard[person] = event.what


def alight(state: SceneState, event: Event) -> None:
    """They get out."""
    for person in event.who:
        if state.world.aboard.pop(person, None) is None:
            state.find(
                "L114", f"{state.name(person)} gets out of nothing", event, expected="a [[board: …]] note before"
            )


def drive(state: SceneState, event: Event) -> None:
    """A vehicle goes somewhere with whoever is in it."""
    if not _known(state, event):
        return
    state.world.vehicles[event.what] = event.to
    earliest = state.when.start + event.minutes if state.when.exact and event.minutes else None
    for person, inside in state.world.aboard.items():
        if inside == event.what:
            state.world.bound[person] = (event, earliest)


def _known(state: SceneState, event: Event) -> bool:
    known = event.what in state.register.vehicles
    if not known:
        placed = Event(_K.VEHICLE, what=event.what, to=state.place)
        state.find("L004", f'no note says where the "{event.what}" stands', event, insert=(placed,))
    return known


def stand(state: SceneState, event: Event) -> None:
    """Somebody is at an anchor of the place."""
    anchors = state.register.anchors.get(state.scene.place, ())
    if anchors and not any(event.what.casefold() in anchor or anchor in event.what.casefold() for anchor in anchors):
        state.find(
            "L003",
            f'{state.place} has no anchor "{event.what}"',
            event,
            expected=f"one of {', '.join(anchors)}",
            change=(state.written(Event(_K.AT, event.who, anchors[0])),),
        )


HANDLERS: Final[dict[EventKind, Callable[[SceneState, Event], None]]] = {
    _K.TRAVEL: travel,
    _K.VEHICLE: vehicle,
    _K.BOARD: board,
    _K.ALIGHT: alight,
    _K.DRIVE: drive,
    _K.AT: stand,
}
