"""Statements: what somebody has earned, by film, source and time, recomputed from what happened on the ledger.

Knows how income flows: into a title, on to its table, and from there to everybody in it, to the
unit. Nothing is taken from a book of ours; every line names the transaction that proves it, so the
payee can follow the whole sum with any node. What is not final is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from .errors import TitleError
from .model import Address, Event, Hash
from .registry import Registry
from .tables import Table, account_of

_POSTED: Final = ("market.Paid", "market.Sold", "market.Moved", "market.Drawn")
_BESIDE: Final = {"tab.Settled": "unlocks", "campaign.Released": "views", "market.Sold": "sale"}


@dataclass(frozen=True, slots=True)
class Income:
    """Money that came in: for which film, from what, when, how much, and the transaction that proves it."""

    film: Hash
    source: str
    time: int
    amount: int
    tx: Hash


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement: income of a film, and the payee's part of it."""

    income: Income
    part: int
    paid: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody has earned.

    Args:
        lines: in the order of the ledger.
        through: the last block that was looked at.
    """

    payee: Address
    chain_id: int
    token: Address
    through: int
    lines: tuple[Line, ...]

    @property
    def paid(self) -> int:
        """What was paid out."""
        return sum(line.part for line in self.lines if line.paid)

    @property
    def open(self) -> int:
        """What is there for the payee and waits to be drawn."""
        return sum(line.part for line in self.lines if not line.paid)


@dataclass(slots=True)
class _Books:
    """Accounts as the events made them: what each received, item by item, and how far each payee has had it."""

    tables: Mapping[Hash, Table]
    items: dict[Hash, list[Income]] = field(default_factory=lambda: defaultdict(list))
    had: dict[tuple[Hash, Hash], int] = field(default_factory=lambda: defaultdict(int))
    paid: list[Income] = field(default_factory=list)

    def give(self, source: Hash, target: Hash, amount: int) -> list[Income]:
        """What a payment from an account is made of; it must be all that was owed, to the unit.

        Raises:
            TitleError: the sums of the ledger and of the table differ.
        """
        parts = self.owed(source, target)
        self.had[source, target] = len(self.items[source])
        if sum(part.amount for part in parts) != amount:
            raise TitleError(
                f"a payment of {amount} is not what the table gives: {sum(part.amount for part in parts)}",
                where=str(source),
                mend="name the film's table; without it the sum cannot be followed",
            )
        return parts

    def owed(self, source: Hash, target: Hash) -> list[Income]:
        """What a payee has coming from an account since he last had something, item by item."""
        items, since = self.items[source], self.had[source, target]
        table = self.tables.get(source)
        if table is None:  # a title passes all on
            return items[since:]
        index = next((n for n, row in enumerate(table.rows) if row.account == target), None)
        if index is None:
            return []
        parts, total = [], 0
        for place, item in enumerate(items):
            before, total = table.due(index, total), total + item.amount
            if place >= since and (part := table.due(index, total) - before):
                parts.append(Income(item.film, item.source, item.time, part, item.tx))
        return parts


def make_statement(registry: Registry, payee: Address, tables: Iterable[Table]) -> Statement:
    """Make somebody's statement from all that is final.

    Args:
        registry: where; only its index is asked, after it was brought up to date.
        payee: whose statement.
        tables: the share tables of the films concerned; they are public, and proven by their roots.

    Raises:
        TitleError: a table is missing, or the sums do not add up.
    """
    registry.follow()
    return state(registry, payee, {table.root: table for table in tables})


def state(registry: Registry, payee: Address, tables: Mapping[Hash, Table]) -> Statement:
    """The statement of what the index knows now."""
    token, books, me = registry.contract("pay_token").address, _Books(tables), account_of(payee)
    events = [event for event in registry.events() if event.final]
    beside = {event.log.tx: _BESIDE[event.kind] for event in events if event.kind in _BESIDE}
    for event in events:
        if event.kind in _POSTED:
            _post(event, books, token, beside.get(event.log.tx, "payment"), me)
    lines = [Line(item, item.amount, paid=True) for item in books.paid]
    for source in tables:
        lines += [Line(item, item.amount, paid=False) for item in books.owed(source, me)]
    through = registry.index.settled()
    return Statement(payee, registry.ledger.chain_id, token, through, tuple(lines))


def _post(event: Event, books: _Books, token: Address, source: str, me: Hash) -> None:
    """Post one event of the market to the books."""
    values = event.values
    if values.get("token", token) != token:
        return
    if event.kind == "market.Paid":
        account = _hash(values["account"])
        _receive(books, account, [_income(event, account, source, cast("int", values["amount"]))], me)
    elif event.kind == "market.Sold":
        film, royalty, price = _title(values["token_id"]), cast("int", values["royalty"]), cast("int", values["price"])
        if royalty:
            _receive(books, film, [_income(event, film, "royalty", royalty)], me)
        _receive(books, _hash(values["payee"]), [_income(event, film, "sale", price - royalty)], me)
    elif event.kind == "market.Moved":
        target = _hash(values["target"])
        _receive(books, target, books.give(_hash(values["source"]), target, cast("int", values["amount"])), me)
    elif event.kind == "market.Drawn":
        for raw, amount in cast("Sequence[tuple[bytes, int]]", values["payments"]):
            _receive(books, Hash(raw), books.give(_hash(values["source"]), Hash(raw), amount), me)


def _receive(books: _Books, account: Hash, items: list[Income], me: Hash) -> None:
    books.items[account] += items
    if account == me:
        books.paid += items


def _income(event: Event, film: Hash, source: str, amount: int) -> Income:
    return Income(film, source, event.time, amount, event.log.tx)


def _hash(value: object) -> Hash:
    return Hash(cast("bytes", value))


def _title(value: object) -> Hash:
    return Hash.from_int(cast("int", value))
