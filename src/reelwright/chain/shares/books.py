"""Shares: a title's income goes to its table, and from there to everybody in it."""

from __future__ import annotations

from typing import cast

from ..errors import TitleError
from ..evm.keccak import checksummed
from ..model import Address, Hash, Receipt, Work
from ..money.wallet import allow, calls_receiver, have_money, same_amount
from ..registry.registry import Registry
from ..titles.anchor import title_id
from .tables import Table


def bind_table(registry: Registry, work: Work, table: Table, *, pool: Hash | None = None) -> Hash:
    """Say for good which table a film's income goes to; bound already to this table, nothing is done.

    Args:
        registry: where; its signer must be the film's author.
        work: the film.
        table: its shares.
        pool: the account of the pool that may take the table's place when the author chooses so.

    Raises:
        TitleError: you are not its author, or it is bound to another table.
    """
    if work.author != registry.me:
        raise TitleError(
            f"the author of this film is {checksummed(work.author)}, and you are {checksummed(registry.me)}"
        )
    title = title_id(work)
    bound = table_bound(registry, title)
    if bound == table.root and (pool is None or _pool_of(registry, title) == pool):
        return title
    if bound == table.root:
        raise TitleError("these shares are agreed without this pool", where=str(title), mend="shares are agreed once")
    if bound is not None:
        raise TitleError(f"this film is bound to the table {bound}", where=str(title), mend="shares are agreed once")
    registry.send(f"bind/{title}", "market", "bind", work.root, table.root, pool or bytes(32))
    return title


def _pool_of(registry: Registry, title: Hash) -> Hash:
    """The pool that was named when a title was bound; zeros for none."""
    registry.follow()
    (bound,) = registry.events("market.Bound", about=(title,))
    return Hash(cast("bytes", bound.values["pool"]))


def table_bound(registry: Registry, title: Hash) -> Hash | None:
    """The table that a title is bound to, None while it is to none."""
    raw = cast("bytes", registry.read("market", "table_of", title)[0])
    return Hash(raw) if any(raw) else None


def lane_of(registry: Registry, title: Hash) -> Hash | None:
    """Where a title's income goes now: its table or its pool; None while it is bound to nothing."""
    raw = cast("bytes", registry.read("market", "lane_of", title)[0])
    return Hash(raw) if any(raw) else None


def was_paid(registry: Registry, key: str) -> bool:
    """Whether a payment into an account was asked for under this key before; paying it again moves nothing."""
    return registry.was_asked(f"pay/{key}")


def pay_account(registry: Registry, key: str, account: Hash, amount: int) -> Receipt:
    """Pay into an account of the shares: a title's, a table's or a person's.

    Money that calls its receiver (ERC-1363) needs no allowance and costs less; other money is taken by the shares.

    Args:
        registry: where, and whose money.
        key: what it is for; under one key it is paid once.
        account: who gets it.
        amount: how many units.

    Raises:
        TitleError: it was paid under this key before, and more or less of it; or the money is not there.
    """
    if not was_paid(registry, key):
        have_money(registry, amount)
    if calls_receiver(registry):
        shares = registry.contract("market").address
        receipt = registry.send(f"pay/{key}", "pay_token", "transferAndCall", shares, amount, account.raw)
    else:
        allow(registry, "market")
        receipt = registry.send(f"pay/{key}", "market", "pay", money_of(registry), account, amount)
    same_amount(registry, receipt, "market.Paid", amount, key)
    return receipt


def received(registry: Registry, account: Hash) -> int:
    """All that an account has received so far."""
    return cast("int", registry.read("market", "book", money_of(registry), account)[0])


def forward(registry: Registry, title: Hash) -> Receipt | None:
    """Move what a title has received on to its table, or its pool; None when there is nothing to move."""
    came, went = (cast("int", each) for each in registry.read("market", "book", money_of(registry), title))
    if came == went:
        return None
    return registry.send(f"forward/{title}/{came}", "market", "forward", money_of(registry), title)


def claim_row(registry: Registry, table: Table, account: Hash) -> int:
    """Give one account of a table what it is owed by now; gives how much that was.

    Raises:
        TitleError: nobody of that name is in the table.
    """
    index = next((n for n, row in enumerate(table.rows) if row.account == account), None)
    if index is None:
        raise TitleError(f"{account} is not in this table", where=str(table.root), mend="look at the film's shares")
    owed = owed_now(registry, table)[index]
    if owed:
        came = received(registry, table.root)
        row, (sides, steps) = table.rows[index], table.proof(index)
        proof = [(step.node, step.weight) for step in steps]
        given = (money_of(registry), table.root, (row.account, row.weight), sides, proof)
        registry.send(f"claim/{table.root}/{index}/{came}", "market", "claim", *given)
    return owed


def draw_table(registry: Registry, table: Table) -> Receipt | None:
    """Give every row of a table what it is owed by now, in one transaction; None when nobody is owed."""
    if not any(owed_now(registry, table)):
        return None
    came = received(registry, table.root)
    rows = [(row.account, row.weight) for row in table.rows]
    return registry.send(f"draw/{table.root}/{came}", "market", "draw_many", money_of(registry), table.root, rows)


def owed_now(registry: Registry, table: Table) -> tuple[int, ...]:
    """What every row of a table is owed by now."""
    rows = [(row.account, row.weight) for row in table.rows]
    return tuple(cast("tuple[int, ...]", registry.read("market", "owed", money_of(registry), table.root, rows)[0]))


def open_now(registry: Registry, title: Hash, table: Table) -> tuple[int, ...]:
    """What every row of a film's table would get by now, with what still lies in the film's own account."""
    owed = owed_now(registry, table)
    if lane_of(registry, title) != table.root:
        return owed
    came, went = (cast("int", each) for each in registry.read("market", "book", money_of(registry), title))
    before = received(registry, table.root)
    after = before + came - went
    rows = range(len(table.rows))
    return tuple(owed[row] + table.due(row, after) - table.due(row, before) for row in rows)


def money_of(registry: Registry) -> Address:
    """The money in which these books are kept."""
    return registry.contract("pay_token").address
