"""What is claimed to be seen, against what the ledger knows: ``[[shows: …]]`` and looks named in action lines."""

from __future__ import annotations

from ..events import Event, EventKind
from ..model import Action
from .naming import denied
from .scene_state import SceneState
from .things import BROKEN

_K = EventKind
_WHOLE = frozenset({"whole", "intact", "unbroken", "完好", "完整"})
_BROKEN_WORDS = frozenset({BROKEN, "破", "碎", "坏"})


def shows(state: SceneState, event: Event) -> None:
    """Check one claim."""
    if not event.who:
        _thing_is_like(state, event)
        return
    no, wanted = denied(event.to)
    person = event.who[0]
    what = event.what
    if what == "mark" and wanted in state.register.tracked:
        what = "thing"
    if what == "look":
        card = state.register.cards.people[person]
        worn = state.look(person) or card.looks[0].name
        if not _holds(state, "look", person, is_so=worn == wanted, denied=no):
            _tell_look(state, event, person, worn, wanted)
    elif what == "thing":
        _has_thing(state, event, person, wanted, no=no)
    elif not _holds(state, "marks", person, is_so=state.shows_mark(person, wanted), denied=no):
        shown = state.marks(person)
        kind = _K.HEAL if no else _K.HURT
        state.find(
            "L110",
            f"{state.name(person)} {'still has' if no else 'has'} {'a' if no else 'no'} {wanted} here",
            event,
            expected=f"{'no ' if no else ''}{wanted}",
            found=", ".join(shown) or "no mark",
            insert=(Event(kind, (state.name(person),), wanted),),
        )


def _holds(state: SceneState, kind: str, subject: str, *, is_so: bool, denied: bool) -> bool:
    state.count(kind, subject, holds=is_so is not denied)
    return is_so is not denied


def _tell_look(state: SceneState, event: Event, person: str, worn: str, wanted: str) -> None:
    state.find(
        "L108",
        f"{state.name(person)} does not wear {wanted} here",
        event,
        expected=wanted,
        found=worn,
        insert=(Event(_K.WEAR, (state.name(person),), wanted),),
        change=(Event(_K.SHOWS, what=state.name(person), to=worn),),
    )


def _has_thing(state: SceneState, event: Event, person: str, thing: str, *, no: bool) -> None:
    owner = state.world.owners.get(thing, ("", None))[0]
    has = owner == person or state.hand(person) == thing or state.world.hands.get(person) == thing
    if _holds(state, "holds", person, is_so=has, denied=no):
        return
    spot = state.world.spots.get(thing)
    where = f"{state.name(owner)} has it" if owner else "nobody has it"
    if spot is not None:
        where = f"it lies at {state.register.place(spot[0])}"
    kind = Event(_K.GIVE, (state.name(owner),), thing, (state.name(person),)) if owner else None
    take = Event(_K.TAKE, (state.name(person),), thing)
    far = not no and bool(owner) and owner not in state.cast
    state.find(
        "L111",
        f"{state.name(person)} {'still has' if no else 'does not have'} {state.register.called(thing)}",
        event,
        expected=f"{state.name(person)} {'without' if no else 'with'} {state.register.called(thing)}",
        found=where,
        insert=() if far else (Event(_K.PUT, what=thing),) if no else (kind or take,),
        change=(Event(_K.SHOWS, what=state.name(person), to=f"no {state.register.thing(thing)}"),) if far else (),
    )


def _thing_is_like(state: SceneState, event: Event) -> None:
    no, wanted = denied(event.to)
    was = state.world.states.get(event.what, ("", event))[0]
    if wanted in _WHOLE:
        no, wanted = not no, BROKEN
    is_so = was == wanted or (was == BROKEN and wanted in _BROKEN_WORDS)
    if _holds(state, "state", event.what, is_so=is_so, denied=no):
        return
    changed = Event(_K.STATE, what=event.what, to=wanted)
    state.find(
        "L107",
        f"{state.register.called(event.what)} is {was or 'as it always was'} here",
        event,
        expected=f"{'not ' if no else ''}{wanted}",
        found=was or "no note has changed it",
        insert=(Event(_K.REPAIR, what=event.what),) if no else (changed,),
    )


def looks_in_words(state: SceneState, action: Action) -> None:
    """An action line that names a look of somebody's card who wears another one."""
    people = [p for p in action.people if p in state.cast and len(state.register.cards.people[p].looks) > 1]
    if not people:
        return
    text = action.text.casefold()
    for person in people:
        looks = state.register.cards.people[person].looks
        worn = state.look(person) or looks[0].name
        named = [look.name for look in looks if look.name != "everyday" and look.name.casefold() in text]
        shared = any(look.name in named for p in people if p != person for look in state.register.cards.people[p].looks)
        if named:
            state.count("look", person, holds=worn in named or shared)
        if named and worn not in named and not shared:
            state.find(
                "L109",
                f'the words put {state.name(person)} in "{named[0]}", and another look is worn',
                action,
                expected=named[0],
                found=worn,
                insert=(Event(_K.WEAR, (state.name(person),), named[0]),),
            )


HANDLERS = {_K.SHOWS: shows}
