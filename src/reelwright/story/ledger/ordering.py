"""What is about to be asked of a picture model, read from a file and held against the ledger before it is paid.

Knows the form of JSON. Refuses to order anything: whoever films the takes outside does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from reelwright.film import ShotList

from ..errors import StoryError
from ..model import Cards, Finding
from .compiled import PictureOrder, Reference, check_order
from .documents import read_document

ORDERS_SCHEMA: Final = "reelwright.orders"
_VERSION: Final = 1
_MEND: Final = (
    'write {"schema": "reelwright.orders", "version": 1, "most": 3, "orders": {"SHOT": {"prompt": "…", '
    '"references": […]}}}, with references as in out/states.json'
)
_KINDS: Final = ("look", "prop", "place")


@dataclass(frozen=True, slots=True)
class PictureOrders:
    """The orders for the takes of one film.

    Args:
        most: how many references the model takes.
        by_shot: by the id of the shot.
    """

    most: int
    by_shot: dict[str, PictureOrder] = field(default_factory=dict)


def read_orders(text: str, *, where: str = "") -> PictureOrders:
    """Read the orders of a film.

    Raises:
        StoryError: the text is no such document.
    """
    document = read_document(text, schema=ORDERS_SCHEMA, version=_VERSION, where=where, mend=_MEND)
    most, orders = document.get("most"), document.get("orders")
    if not isinstance(most, int) or isinstance(most, bool) or most < 0:
        raise StoryError("the orders do not say how many references the model takes", where=where, mend=_MEND)
    if not isinstance(orders, dict):
        raise StoryError("there are no orders in this file", where=where, mend=_MEND)
    return PictureOrders(most, {shot: _order(told, where=f"{where}: {shot[:40]}") for shot, told in orders.items()})


def _order(told: object, *, where: str) -> PictureOrder:
    prompt = told.get("prompt") if isinstance(told, dict) else None
    listed = told.get("references", []) if isinstance(told, dict) else None
    if not isinstance(prompt, str) or not isinstance(listed, list):
        raise StoryError("an order has a prompt and a list of references", where=where, mend=_MEND)
    return PictureOrder(prompt, tuple(_reference(each, where=where) for each in listed))


def _reference(told: object, *, where: str) -> Reference:
    parts = told if isinstance(told, dict) else {}
    kind, subject, look = parts.get("kind"), parts.get("subject"), parts.get("look", "")
    if kind not in _KINDS or not isinstance(subject, str) or not isinstance(look, str):
        raise StoryError("a reference has a kind, a subject, and of people a look", where=where, mend=_MEND)
    return Reference(kind, subject, look)


def check_orders(shot_list: ShotList, cards: Cards, orders: PictureOrders, *, where: str = "") -> tuple[Finding, ...]:
    """Find what the orders for a film lack of what the ledger says must be seen.

    Args:
        shot_list: the film as it is directed.
        cards: who is in it.
        orders: what is about to be asked; shots without one are not looked at.
        where: the file of the orders, for messages.

    Raises:
        StoryError: an order is for a shot that the film does not have.
    """
    shots = {shot.id: shot for shot in shot_list.shots if shot.card is None}
    if unknown := sorted(orders.by_shot.keys() - shots.keys()):
        raise StoryError(
            f"the film has no shot {unknown[0][:40]}", where=where, mend="order by the ids in out/states.json"
        )
    found: list[Finding] = []
    for shot in shots.values():
        if shot.id in orders.by_shot:
            order = _with_first_looks(orders.by_shot[shot.id], cards)
            found += check_order(shot, cards, order, most=orders.most, language=shot_list.language)
    return tuple(found)


def _with_first_looks(order: PictureOrder, cards: Cards) -> PictureOrder:
    """An order whose references also stand as the ledger writes them, which leaves a first look unnamed."""
    first = {(key, person.looks[0].name) for key, person in cards.people.items() if person.looks}
    told = tuple(
        Reference("look", each.subject) if each.kind == "look" and (each.subject, each.look) in first else each
        for each in order.references
    )
    return PictureOrder(order.prompt, told)
