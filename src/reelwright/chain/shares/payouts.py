"""Payout lists: what everybody has coming out of a pool since the beginning, worked out from events alone.

Version 1. What films sent into the pool is taken in the order of the chain; each sum goes to the rows of
its film's table, rounded down as a table does, and a row that is a film of the same pool goes on to that
film's rows. Whoever has the events and the tables gets the same list, to the unit, so an operator can be
checked by anybody before his list is live. Knows sums; refuses to know how a list is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import cast

from ..errors import TitleError
from ..model import Event, Hash
from ..registry.registry import Registry
from .books import money_of, table_bound
from .pools import Pool, pool_account
from .tables import Row, Table, Weighed


@dataclass(frozen=True, slots=True)
class Payout:
    """A payout list.

    Args:
        block: up to which block events count.
        films: the films that pay through the pool, with the tables that they are bound to.
        rows: what each account has coming since the beginning.
        left_out: films that sent money into the pool and are not on the list, with how much: their tables, or
            that of a film they pay, were not known, or they pay each other in a circle. It waits in the pool.
    """

    chain_id: int
    pool: Pool
    block: int
    films: Mapping[Hash, Table]
    rows: Weighed
    left_out: Mapping[Hash, int] = field(default_factory=dict, compare=False)

    @property
    def root(self) -> Hash:
        """What is posted."""
        return self.rows.root

    @property
    def total(self) -> int:
        """All that is paid out, since the beginning."""
        return self.rows.weight


def resolve_payout(registry: Registry, pool: Pool, films: Mapping[Hash, Table], *, block: int | None = None) -> Payout:
    """Work out a pool's list from what is final.

    Args:
        registry: where; its index is brought up to date.
        pool: whose list.
        films: films and their tables; those that never paid into the pool may be among them.
        block: up to which block, the newest that is final if not said.

    Raises:
        TitleError: a film is bound to another table, or nothing came in that the list could pay out.
    """
    registry.follow()
    final = registry.index.settled()
    last = final if block is None else block
    if last > final:
        mend = "try again when it is"
        raise TitleError(f"block {last} is not final yet, and the newest final one is {final}", mend=mend)
    account = pool_account(registry, pool)
    for title, table in films.items():
        if table_bound(registry, title) != table.root:
            raise TitleError("this film is bound to another table", where=str(title), mend="take its agreed shares")
    flow = _Flow(account, films)
    token = money_of(registry)
    for event in registry.events("market.Moved", "market.LaneChosen", "market.Bound"):
        if event.log.block > last:
            break
        if event.kind != "market.Moved":
            flow.turn(event)
        elif event.values["target"] == account.raw and event.values["token"] == token:
            flow.pay(Hash(cast("bytes", event.values["source"])), cast("int", event.values["amount"]), event.time)
    if not flow.owed:
        mend = "send income into it first, with reel shares claim, and name the folders of all its films"
        raise TitleError("nothing came into this pool that can be paid out", where=str(account), mend=mend)
    rows = Weighed(tuple(Row(who, units) for who, units in sorted(flow.owed.items(), key=lambda each: each[0].raw)))
    used = {title: films[title] for title in sorted(flow.paying, key=lambda each: each.raw)}
    return Payout(registry.ledger.chain_id, pool, last, used, rows, flow.left_out)


@dataclass(slots=True)
class _Flow:
    """Sums on their way from films to people."""

    account: Hash
    films: Mapping[Hash, Table]
    owed: dict[Hash, int] = field(default_factory=dict)
    paying: set[Hash] = field(default_factory=set)
    left_out: dict[Hash, int] = field(default_factory=dict)
    _income: dict[Hash, int] = field(default_factory=dict)
    _pooled: set[Hash] = field(default_factory=set)
    _lanes: dict[Hash, tuple[int, bool]] = field(default_factory=dict)

    def turn(self, event: Event) -> None:
        """Note which films may use this pool, and where each one's author sends its income."""
        title = Hash(cast("bytes", event.values["title"]))
        if event.kind == "market.Bound" and event.values["pool"] == self.account.raw:
            self._pooled.add(title)
        elif event.kind == "market.LaneChosen":
            self._lanes[title] = (cast("int", event.values["since"]), bool(event.values["pooled"]))

    def pay(self, source: Hash, amount: int, time: int) -> None:
        """Give what a film sent to its rows, and on to the rows of those that are films of this pool.

        A film whose way is not known is left out whole: whatever of it were paid already would be paid
        again when the rest is known. Anybody may name a pool for his film, so none may stop the others.
        """
        way = self._way_up(source, time)
        if not way:
            self.left_out[source] = self.left_out.get(source, 0) + amount
            return
        coming = {source: amount}
        for title in way:
            for row, more in self._parts(title, coming.pop(title, 0)):
                to = coming if self._goes_on(row.account, time) else self.owed
                to[row.account] = to.get(row.account, 0) + more

    def _way_up(self, source: Hash, time: int) -> tuple[Hash, ...]:
        """A film and all those of this pool that it pays, each after who pays it; nothing when one is not known."""
        pays = dict[Hash, set[Hash]]()
        waiting = [source]
        while waiting:
            title = waiting.pop()
            if title not in self.films:
                return ()
            if title not in pays:
                pays[title] = {row.account for row in self.films[title].rows if self._goes_on(row.account, time)}
                waiting += pays[title]
        try:
            return tuple(TopologicalSorter(pays).static_order())[::-1]
        except CycleError:
            return ()

    def _parts(self, title: Hash, units: int) -> list[tuple[Row, int]]:
        """What each row of a film has coming of a sum, by all that the film has had."""
        table = self.films[title]
        self.paying.add(title)
        before = self._income.get(title, 0)
        after = self._income[title] = before + units
        parts = [table.due(row, after) - table.due(row, before) for row in range(len(table.rows))]
        return [(row, part) for row, part in zip(table.rows, parts, strict=True) if part]

    def _goes_on(self, account: Hash, time: int) -> bool:
        """Say whether an account is a film whose income goes through this pool at a time."""
        if account not in self._pooled or account not in self._lanes:
            return False
        since, pooled = self._lanes[account]
        return (time >= since) == pooled
