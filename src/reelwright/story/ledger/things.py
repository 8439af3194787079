"""Who has what: things from hand to hand, lying somewhere, broken, gone.

A note is taken at its word; what only the action lines show is believed as long as no note says
otherwise, and a note may always overrule it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from reelwright.film import PROP_KINDS, Gesture

from ..events import Event, EventKind
from ..model import Act, Action, Writing
from .naming import THINGS, own_thing
from .scene_state import SceneState

_K = EventKind
BROKEN: Final = "broken"
GONE: Final = "gone"


def hold(state: SceneState, event: Event) -> None:
    """Somebody has it in hand, and nobody else has it."""
    for person in event.who:
        thing = event.what if event.what in state.register.tracked else own_thing(person, event.what)
        if "'s " in event.what:
            thing = event.what
        owner = _owner(state, thing)
        if _is_gone(state, event, thing):
            continue
        if owner not in ("", person) and not _is_weak(state, thing):
            state.find(
                "L104",
                f"{state.name(person)} holds {state.register.called(thing)}, and {state.name(owner)} has it",
                event,
                expected=f"{state.name(owner)} gives it first, or another thing with a name of its own",
                found=_since(state, thing),
                insert=(Event(_K.GIVE, (state.name(owner),), event.what, (state.name(person),)),),
            )
        if thing in state.register.tracked:
            _have(state, thing, person, event)
        state.world.hands[person] = thing


def take(state: SceneState, event: Event) -> None:
    """Somebody picks it up here."""
    thing = event.what
    for person in event.who:
        owner = _owner(state, thing)
        if _is_gone(state, event, thing):
            continue
        if owner and not _is_weak(state, thing):
            has = "has it already" if owner == person else f"has to take it from {state.name(owner)}"
            state.find(
                "L101",
                f"{state.name(person)} takes {state.register.called(thing)} and {has}",
                event,
                expected="it lies here",
                found=_since(state, thing),
                change=(Event(_K.HOLD, (state.name(person),), thing),)
                if owner == person
                else (Event(_K.GIVE, (state.name(owner),), thing, (state.name(person),)),),
            )
        elif not owner:
            _must_be_here(state, event, thing)
        _have(state, thing, person, event)
        state.world.hands[person] = thing


def put(state: SceneState, event: Event) -> None:
    """Who has it leaves it here."""
    thing = event.what
    owner = _owner(state, thing)
    if _is_gone(state, event, thing):
        return
    if owner and owner not in state.cast and not _is_weak(state, thing):
        state.find(
            "L102",
            f"nobody here has {state.register.called(thing)} to put down",
            event,
            expected=f"{state.name(owner)} in this scene",
            found=_since(state, thing),
        )
    elif not owner:
        _must_be_here(state, event, thing)
    _let_go(state, thing)
    state.world.spots[thing] = (state.scene.place, event)


def give(state: SceneState, event: Event) -> None:
    """From hand to hand."""
    thing, giver, taker = event.what, event.who[0], event.whom[0]
    owner = _owner(state, thing)
    if _is_gone(state, event, thing):
        return
    seen_already = owner == taker and _is_weak(state, thing)
    known = bool(owner) or thing in state.world.spots
    if known and owner != giver and not _is_weak(state, thing) and not seen_already:
        other = state.name(owner) if owner else ""
        state.find(
            "L102",
            f"{state.name(giver)} gives {state.register.called(thing)} without having it",
            event,
            expected=f"{state.name(giver)} has it",
            found=_since(state, thing),
            insert=(Event(_K.GIVE, (other,), thing, (state.name(giver),)),)
            if owner
            else (Event(_K.TAKE, (state.name(giver),), thing),),
        )
    for person in (giver, taker):
        if person not in state.cast or person in state.left:
            state.find(
                "L103",
                f"{state.name(person)} is not here when {state.register.called(thing)} is given",
                event,
                expected="giver and taker in one place",
                insert=(Event(_K.ENTER, (state.name(person),)),),
            )
    _have(state, thing, taker, event)
    state.world.hands[taker] = thing


def become(state: SceneState, event: Event) -> None:
    """A thing is like this from now on."""
    if not _is_gone(state, event, event.what):
        _must_be_here(state, event, event.what)
        state.world.states[event.what] = (event.to.casefold(), event)


def smash(state: SceneState, event: Event) -> None:
    """A thing breaks."""
    _turn(state, event, whole=True)


def mend(state: SceneState, event: Event) -> None:
    """A thing is whole again."""
    _turn(state, event, whole=False)


def _turn(state: SceneState, event: Event, *, whole: bool) -> None:
    thing = event.what
    if _is_gone(state, event, thing):
        return
    _must_be_here(state, event, thing)
    was = state.world.states.get(thing)
    broken = was is not None and was[0] == BROKEN
    if broken is whole:
        does = "breaks and is broken already" if whole else "is mended and is not broken"
        state.find(
            "L107",
            f"{state.register.called(thing)} {does}",
            event,
            expected=f"it is {'whole' if whole else 'broken'} before",
            found=f"broken at {was[1].source}" if was else "it never broke",
            insert=(Event(_K.REPAIR if whole else _K.BREAK, what=thing),),
        )
    if whole:
        state.world.states[thing] = (BROKEN, event)
    else:
        state.world.states.pop(thing, None)


def vanish(state: SceneState, event: Event) -> None:
    """Nobody has it any more."""
    if not _is_gone(state, event, event.what):
        _must_be_here(state, event, event.what)
        _let_go(state, event.what)
        state.world.spots.pop(event.what, None)
        state.world.states[event.what] = (GONE, event)


# --- what the action lines show


def act_with_thing(state: SceneState, act: Act, action: Action) -> None:
    """A thing comes to hand, goes from hand to hand or is put down, because an action line shows it."""
    person, taker = act.person, act.toward
    giving = act.gesture is Gesture.OFFER and taker in state.present
    thing = _thing_shown(state, act, action, taker if giving else "")
    keeper = taker if giving else person
    tracked = thing in state.register.tracked
    if act.gesture is Gesture.PUT_DOWN:
        _put_down(state, person, thing)
        return
    if giving:
        state.world.hands.pop(person, None)
    if tracked and (giving or not _owner(state, thing)):
        _have(state, thing, keeper, None)
    state.world.hands[keeper] = thing


def _put_down(state: SceneState, person: str, thing: str) -> None:
    """A thing that only an action line puts down lies here; one that a note gave stays its owner's."""
    state.world.hands.pop(person, None)
    if _is_weak(state, thing):
        _let_go(state, thing)
        state.world.spots[thing] = (state.scene.place, None)


def _thing_shown(state: SceneState, act: Act, action: Action, taker: str) -> str:
    """Which thing a prop of an act is: a tracked one that can be it, else one of the person's own."""
    kinds = [thing for thing, kind in state.register.tracked.items() if kind == act.prop]
    if not kinds:
        return own_thing(act.person, act.prop)
    owners = {thing: _owner(state, thing) for thing in kinds}
    for wanted in (act.person, taker or act.toward):
        mine = [thing for thing in kinds if owners[thing] and owners[thing] == wanted]
        if mine:
            return state.world.hands.get(act.person, "") if state.world.hands.get(act.person) in mine else mine[0]
    here = [t for t in kinds if not owners[t] and state.world.spots.get(t, ("",))[0] == state.scene.place]
    near = [t for t in kinds if owners[t] in state.present and not taker]
    if here or near:
        return (here or near)[0]
    own = own_thing(act.person, act.prop)
    for meant in (own, act.prop):
        if meant in kinds and (owners[meant] or meant in state.world.spots) and not _is_weak(state, meant):
            _tell_elsewhere(state, act, action, meant)
            return own_thing(f"{act.person}*", act.prop)  # another one, that nobody has told of
    return own


def _tell_elsewhere(state: SceneState, act: Act, action: Action, thing: str) -> None:
    if not state.once("L105", thing):
        return
    named = state.register.called(thing)
    owner = _owner(state, thing)
    give = Event(_K.GIVE, (state.name(owner),), thing, (state.name(act.person),))
    own = Event(_K.HOLD, (state.name(act.person),), own_thing(act.person, act.prop))
    get = give if owner in state.present else own
    state.find(
        "L105",
        f"{state.name(act.person)} is seen with {named}, which is elsewhere",
        action,
        expected=f"{named} in this hand, or other words for another {act.prop}",
        found=_since(state, thing),
        insert=(get if owner else Event(_K.TAKE, (state.name(act.person),), thing),),
    )


def holder_of(state: SceneState, writing: Writing) -> str:
    """In whose hand a letter or screen is: who holds one, else whose phone it must be; "" when it lies down."""
    if writing.held_by:
        return writing.held_by
    holding = [person for person in state.world.hands if person in state.cast and state.hand(person) == writing.prop]
    if holding:
        return holding[-1]
    return writing.named_last if writing.prop == "phone" and writing.named_last in state.cast else ""


# --- custody


def _owner(state: SceneState, thing: str) -> str:
    has = state.world.owners.get(thing)
    return has[0] if has else ""


def _is_weak(state: SceneState, thing: str) -> bool:
    """Whether only an action line says who has it."""
    has = state.world.owners.get(thing)
    return has is not None and has[1] is None


def _have(state: SceneState, thing: str, person: str, event: Event | None) -> None:
    _let_go(state, thing)
    state.world.spots.pop(thing, None)
    state.world.owners[thing] = (person, event)


def _let_go(state: SceneState, thing: str) -> None:
    state.world.owners.pop(thing, None)
    for person in [person for person, held in state.world.hands.items() if held == thing]:
        del state.world.hands[person]


def _is_gone(state: SceneState, event: Event, thing: str) -> bool:
    was = state.world.states.get(thing)
    gone = was is not None and was[0] == GONE
    if was is not None and gone:
        state.find(
            "L106",
            f"{state.register.called(thing)} is gone and is used here",
            event,
            expected="another thing, or an earlier time",
            found=f"gone since {was[1].source}",
            change=(replace(state.written(event), what=_another(state, event.what)),) if event.kind in THINGS else (),
        )
    return gone


def _must_be_here(state: SceneState, event: Event, thing: str) -> None:
    """A thing that something is done to lies here, or somebody here has it; one never told of is here."""
    owner = _owner(state, thing)
    spot = state.world.spots.get(thing)
    elsewhere = (owner and owner not in state.cast and not _is_weak(state, thing)) or (
        not owner and spot is not None and spot[0] != state.scene.place
    )
    if elsewhere:
        state.find(
            "L101",
            f"{state.register.called(thing)} is not here",
            event,
            expected=f"it is at {state.place}, or somebody here has it",
            found=_since(state, thing),
            change=(_in_hand(state, event),) if event.kind is _K.TAKE else (),
            insert=() if event.kind is _K.TAKE or not state.present else (_in_hand(state, event, state.present[0]),),
        )


def _in_hand(state: SceneState, event: Event, person: str = "") -> Event:
    """Somebody who is here has the thing from the beginning: they brought it."""
    return Event(_K.HOLD, (state.name(person or event.who[0]),), event.what)


def _another(state: SceneState, thing: str) -> str:
    """A name for another thing of the kind."""
    named = state.register.thing(thing)
    return f"另一{named}" if state.register.language.startswith("zh") else f"other {named}"


def _since(state: SceneState, thing: str) -> str:
    """Where a thing is, and since which line."""
    if thing in state.world.owners:
        owner, event = state.world.owners[thing]
        return f"{state.name(owner)} has it{f' since {event.source}' if event else ''}"
    if thing in state.world.spots:
        place, event = state.world.spots[thing]
        return f"it lies at {state.register.place(place)}{f' since {event.source}' if event else ''}"
    return "nobody has it"


HANDLERS: Final[dict[EventKind, Callable[[SceneState, Event], None]]] = {
    _K.HOLD: hold,
    _K.TAKE: take,
    _K.PUT: put,
    _K.GIVE: give,
    _K.STATE: become,
    _K.BREAK: smash,
    _K.REPAIR: mend,
    _K.GONE: vanish,
}
PLAIN_KINDS: Final = frozenset(PROP_KINDS)
