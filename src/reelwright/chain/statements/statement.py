"""Statements: what somebody has earned, by film, source and time, recomputed from what happened on the ledger.

Knows how income flows: into a title, on to its table, and from there to everybody in it, to the
unit. Nothing is taken from a book of ours; every line names the transaction that proves it, so the
payee can follow the whole sum with any node. What is not final is left out, and so is what does not
concern him, however many others use the same contracts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from ..errors import TitleError
from ..model import Address, Event, Hash
from ..money.wallet import account_of
from ..registry.registry import Registry
from ..shares.tables import Table

_FOLLOWED: Final = ("market.Paid", "market.Sold", "market.Moved", "market.Drawn", "market.Bound")
_BESIDE: Final = {
    "tab.Settled": "unlocks",
    "campaign.Released": "views",
    "edition.Bought": "copies",
    "market.Sold": "sale",
}


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
        through: the last block that was looked at.
        lines: in the order of the ledger.
        names: what films are called, where somebody said so.
        tables: the share tables that were followed.
        events: those from which the lines follow.
    """

    payee: Address
    chain_id: int
    token: Address
    through: int
    lines: tuple[Line, ...]
    names: Mapping[Hash, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    events: tuple[Event, ...] = ()

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
    titles: Mapping[Hash, Hash]
    items: dict[Hash, list[Income]] = field(default_factory=lambda: defaultdict(list))
    had: dict[tuple[Hash, Hash], int] = field(default_factory=lambda: defaultdict(int))
    pools: frozenset[Hash] = frozenset()

    def give(self, source: Hash, target: Hash, amount: int, event: Event) -> list[Income]:
        """What a payment from an account is made of; from one that is followed it is all that was owed, to the unit.

        What comes from another film's table is one item, of the film that it came to; what a pool paid is one
        item of the pool, whose list says what it is made of.

        Raises:
            TitleError: the sums of the ledger and of the table differ.
        """
        if source not in self.tables and source not in self.titles:
            of_film = target in self.titles
            kind = "payout list" if source in self.pools else "licence" if of_film else "other film"
            return [_income(event, target if of_film else source, kind, amount)]
        parts = self.owed(source, target)
        self.had[source, target] = len(self.items[source])
        if sum(part.amount for part in parts) != amount:
            raise TitleError(
                f"a payment of {amount} is not what the table gives: {sum(part.amount for part in parts)}",
                where=str(source),
                mend="ask another node; this one does not show all that happened",
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


@dataclass(frozen=True, slots=True)
class _Scope:
    """The accounts that a statement follows: tables, the titles bound to them, and the payee."""

    tables: Mapping[Hash, Table]
    titles: Mapping[Hash, Hash]
    me: Hash

    def concerns(self, event: Event) -> bool:
        """Say whether an event moves money of these accounts, or binds one of them."""
        values = event.values
        if event.kind == "market.Bound":
            return _hash(values["table"]) in self.tables
        if event.kind == "market.Paid":
            return self.has(_hash(values["account"]))
        if event.kind == "market.Sold":
            seller = account_of(cast("Address", values["seller"]))
            return self.has(_title(values["token_id"])) or self.has(_hash(values["payee"])) or seller == self.me
        if event.kind == "market.Moved":
            return self.has(_hash(values["source"])) or self.has(_hash(values["target"]))
        payees = [Hash(raw) for raw, _ in cast("Sequence[tuple[bytes, int]]", values["payments"])]
        return self.has(_hash(values["source"])) or any(self.has(payee) for payee in payees)

    def has(self, account: Hash) -> bool:
        """Say whether an account is followed."""
        return account in self.tables or account in self.titles or account == self.me


def make_statement(
    registry: Registry, payee: Address, tables: Iterable[Table], names: Mapping[Hash, str] | None = None
) -> Statement:
    """Make somebody's statement from all that is final.

    Args:
        registry: where; only its index is asked, after it was brought up to date.
        payee: whose statement.
        tables: the share tables of the films concerned; they are public, and proven by their roots.
        names: what the films are called.

    Raises:
        TitleError: the sums do not add up.
    """
    registry.follow()
    return state(registry, payee, {table.root: table for table in tables}, names)


def state(
    registry: Registry, payee: Address, tables: Mapping[Hash, Table], names: Mapping[Hash, str] | None = None
) -> Statement:
    """The statement of what the index knows now."""
    token, me = registry.contract("pay_token").address, account_of(payee)
    final = [event for event in registry.events() if event.final]
    bound = [event.values for event in final if event.kind == "market.Bound"]
    titles = {_hash(each["title"]): root for each in bound if (root := _hash(each["table"])) in tables}
    pools = frozenset(_hash(each["pool"]) for each in bound if _hash(each["table"]) in tables)
    scope = _Scope(tables, titles, me)
    told = [event for event in final if event.kind in _FOLLOWED and scope.concerns(event)]
    moved = {event.log.tx for event in told}
    told += [
        event for event in final if event.kind in _BESIDE and event.kind not in _FOLLOWED and event.log.tx in moved
    ]
    told.sort(key=lambda event: (event.log.block, event.log.position))
    lines = _lines(told, _Books(tables, titles, pools=pools), token, me)
    through = registry.index.settled()
    known = tuple(tables.values())
    return Statement(payee, registry.ledger.chain_id, token, through, lines, names or {}, known, tuple(told))


def _lines(events: Sequence[Event], books: _Books, token: Address, me: Hash) -> tuple[Line, ...]:
    beside = {event.log.tx: _BESIDE[event.kind] for event in events if event.kind in _BESIDE}
    for event in events:
        if event.kind in _FOLLOWED:
            _post(event, books, token, beside.get(event.log.tx, "payment"))
    lines = [Line(item, item.amount, paid=True) for item in books.items[me]]
    for title, root in books.titles.items():  # what has not moved on yet is there all the same
        books.items[root] += books.owed(title, root)
    for source in books.tables:
        lines += [Line(item, item.amount, paid=False) for item in books.owed(source, me)]
    return tuple(lines)


def _post(event: Event, books: _Books, token: Address, source: str) -> None:
    """Post one event of the market to the books."""
    values = event.values
    if values.get("token", token) != token:
        return
    if event.kind == "market.Paid":
        account = _hash(values["account"])
        books.items[account].append(_income(event, account, source, cast("int", values["amount"])))
    elif event.kind == "market.Sold":
        film, royalty, price = _title(values["token_id"]), cast("int", values["royalty"]), cast("int", values["price"])
        if royalty:
            books.items[film].append(_income(event, film, "royalty", royalty))
        books.items[_hash(values["payee"])].append(_income(event, film, "sale", price - royalty))
    elif event.kind == "market.Moved":
        target = _hash(values["target"])
        books.items[target] += books.give(_hash(values["source"]), target, cast("int", values["amount"]), event)
    elif event.kind == "market.Drawn":
        for raw, amount in cast("Sequence[tuple[bytes, int]]", values["payments"]):
            books.items[Hash(raw)] += books.give(_hash(values["source"]), Hash(raw), amount, event)


def _income(event: Event, film: Hash, source: str, amount: int) -> Income:
    return Income(film, source, event.time, amount, event.log.tx)


def _hash(value: object) -> Hash:
    return Hash(cast("bytes", value))


def _title(value: object) -> Hash:
    return Hash.from_int(cast("int", value))
