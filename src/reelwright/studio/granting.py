"""Granting: how a writer's wish changes the setup that the director had in mind.

Knows what a wish replaces (kind, people, prop) and what it leaves (lines, acts). Refuses to show
somebody who is not on stage: such a name in a wish is passed over.
"""

from __future__ import annotations

from dataclasses import replace

from reelwright.film import Insert, ShotKind

from .setups import Delivery, Player, Purpose, Setup
from .staging import MOST_IN_FRAME, Stage
from .wishes import Wish


def grant_wish(setup: Setup, wish: Wish, stage: Stage) -> Setup:
    """The setup as the writer wants it; what the wish does not mention stays."""
    bound = replace(setup, wish=wish, bound=True, transition=wish.transition or setup.transition)
    if setup.card is not None:
        return bound
    people = [p for p in wish.people if p in stage.present]
    return hide_lips(_reframed(bound, wish, people, stage))


def hide_lips(setup: Setup) -> Setup:
    """Lines of people whose faces are not seen are heard only."""
    faces = {player.person for player in setup.players}
    return replace(setup, deliveries=tuple(_heard(d, faces) for d in setup.deliveries))


def _heard(delivery: Delivery, faces: set[str]) -> Delivery:
    if delivery.line.off_screen or delivery.line.person in faces:
        return delivery
    return replace(delivery, line=replace(delivery.line, off_screen=True))


def _reframed(setup: Setup, wish: Wish, people: list[str], stage: Stage) -> Setup:
    lead = people[0] if people else setup.lead or next(iter(stage.present), "")
    if wish.kind is ShotKind.INSERT or (wish.prop and wish.kind is None and not people):
        return _insert(setup, wish, people, stage)
    if wish.pov:
        seen = stage.partner(lead) or lead
        return _framed(setup, ShotKind.SINGLE, [_player(setup, seen, stage)], pov=True)
    if wish.kind is None and not people:
        return setup
    return _with_people(setup, wish, people, lead, stage)


def _with_people(setup: Setup, wish: Wish, people: list[str], lead: str, stage: Stage) -> Setup:
    match wish.kind:
        case ShotKind.ESTABLISHING:
            shown = people or stage.in_sight()[:MOST_IN_FRAME]
            return _framed(setup, ShotKind.ESTABLISHING, [_player(setup, p, stage) for p in shown])
        case ShotKind.GROUP:
            shown = people if len(people) > 1 else [lead, *_nearest_first(lead, stage)]
            shown = shown[: 2 if wish.pair else MOST_IN_FRAME]
            return _of_people(setup, shown, ShotKind.GROUP, stage)
        case ShotKind.OVER_SHOULDER:
            return _over_shoulder(setup, people, lead, stage)
        case _:
            return _of_people(setup, people or [lead], wish.kind or ShotKind.SINGLE, stage)


def _nearest_first(lead: str, stage: Stage) -> list[str]:
    partner = stage.partner(lead)
    return sorted(stage.others(lead), key=lambda p: p != partner)


def _over_shoulder(setup: Setup, people: list[str], lead: str, stage: Stage) -> Setup:
    back = people[1] if len(people) > 1 else stage.partner(lead)
    if not lead or not back:
        return _of_people(setup, [lead], ShotKind.SINGLE, stage)
    framed = _framed(setup, ShotKind.OVER_SHOULDER, [_player(setup, lead, stage, toward=back)])
    return replace(framed, back=_player(setup, back, stage, toward=lead))


def _of_people(setup: Setup, people: list[str], kind: ShotKind, stage: Stage) -> Setup:
    shown = [p for p in people if p in stage.present]
    if not shown:
        return setup
    if len(shown) > 1:
        kind = ShotKind.GROUP
    elif kind is not ShotKind.REACTION:
        kind = ShotKind.SINGLE
    return _framed(setup, kind, [_player(setup, p, stage) for p in shown])


def _framed(setup: Setup, kind: ShotKind, players: list[Player], *, pov: bool = False) -> Setup:
    return replace(setup, kind=kind, players=tuple(players), back=None, insert=None, pov=pov)


def _insert(setup: Setup, wish: Wish, people: list[str], stage: Stage) -> Setup:
    holder = people[0] if people else setup.lead
    if setup.insert is not None and wish.prop in {"", setup.insert.prop}:
        insert = setup.insert
    else:
        prop = wish.prop or stage.holds(holder) or next(iter(setup.props), "phone")
        held_by = holder if stage.holds(holder) == prop or people else ""
        insert = Insert(prop, held_by=held_by)
    stage.seen.add(insert.prop)
    purpose = setup.purpose if setup.purpose in {Purpose.HOOK, Purpose.BUTTON} else Purpose.REVEAL
    return replace(setup, kind=ShotKind.INSERT, purpose=purpose, players=(), back=None, insert=insert, acts=())


def _player(setup: Setup, person: str, stage: Stage, *, toward: str = "") -> Player:
    known = {p.person: p for p in (*setup.players, *([setup.back] if setup.back else []))}
    player = known.get(person) or stage.player(person)
    return replace(player, toward=toward) if toward else player
