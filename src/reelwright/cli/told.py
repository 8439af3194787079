"""What happened to a film, in the words of its makers: who did what, for how much, with names where they are known."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from reelwright.chain import (
    Address,
    ChainError,
    Event,
    Plainly,
    Registry,
    TitleFile,
    account_of,
    amount_text,
    checksummed,
    lane_of,
    read_address,
    table_bound,
)


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who: accounts and titles by the 32 bytes that the ledger knows them by.

    Args:
        known: names by account; a person's account is his address, filled up with zeros.
        author: who made the film, as its title file says.
    """

    known: Mapping[bytes, str] = field(default_factory=dict)
    author: Address | None = None

    def of(self, value: Plainly) -> str:
        """The name of an account, title or table, shortened where nobody gave it one."""
        raw = value.raw if isinstance(value, Address) else _bytes(value)
        account = raw.rjust(32, b"\0")
        person = not any(account[:12])
        text = checksummed(Address(account[12:])) if person else "0x" + account.hex()
        short = f"{text[:6]}…{text[-4:]}"
        name = self.known.get(account)
        return f"{name} ({short})" if name else short


def _unread(value: Plainly) -> str:
    return "0x" + value.hex() if isinstance(value, bytes) else str(value)


_Told = Callable[[Mapping[str, Plainly], Names], str]

_TELLING: Final[Mapping[str, _Told]] = {
    "title.Anchored": lambda _, n: f"anchored by {n.of(n.author)}" if n.author else "anchored",
    "title.Registered": lambda v, n: (
        f"registered by {n.of(v['author'])}: {_count(v['segments'], 'segment')}, "
        f"{_whole(v['royalty_bps']) / 100:g} % of later sales"
    ),
    "title.Transfer": lambda v, n: f"given by {n.of(v['sender'])} to {n.of(v['receiver'])}",
    "title.Approval": lambda v, n: f"{n.of(v['approved'])} may move it, says {n.of(v['owner'])}",
    "market.Sold": lambda v, n: (
        f"sold by {n.of(v['seller'])} to {n.of(v['buyer'])} for {_money(v['price'])}, "
        f"{_money(v['royalty'])} of it to the film"
    ),
    "market.Bidden": lambda v, n: f"{_money(v['amount'])} bid by {n.of(v['bidder'])}",
    "market.Bound": lambda v, n: f"income agreed for good: it goes to {n.of(v['table'])}",
    "market.LaneChosen": lambda v, _: f"income goes to its {'pool' if v['pooled'] else 'shares'} from a day later on",
    "market.Paid": lambda v, n: f"{_money(v['amount'])} paid to {n.of(v['account'])}",
    "market.Moved": lambda v, n: f"{_money(v['amount'])} moved from {n.of(v['source'])} to {n.of(v['target'])}",
    "market.Drawn": lambda v, n: f"{_sum(v['payments'])} drawn from {n.of(v['source'])}",
    "edition.Bought": lambda v, n: (
        f"{_count(v['amount'], 'copy', 'copies')} bought by {n.of(v['receiver'])} at {_money(v['price'])}"
    ),
    "tab.Deposited": lambda v, n: f"{_money(v['amount'])} paid into a tab by {n.of(v['viewer'])}",
    "tab.Settled": lambda v, _: f"unlocks of {_count(v['vouchers'], 'viewer')} settled: {_money(v['total'])}",
    "tab.Refunded": lambda v, n: f"{_money(v['amount'])} of a tab given back to {n.of(v['viewer'])}",
    "campaign.Accepted": lambda v, _: f"views accepted: {_money(v['cumulative'])} since the campaign began",
    "campaign.Released": lambda v, _: f"{_money(v['amount'])} for views",
    "campaign.Contested": lambda v, _: f"{_money(v['amount'])} for views contested",
    "licence.Derived": lambda v, n: (
        f"{n.of(v['child'])} uses {n.of(v['parent'])} for {_whole(v['share']) / 10_000:g} % of its income, "
        f"by licence of {n.of(v['licensor'])}"
    ),
}
"""How each kind of event is told; a kind that is not here is told by its fields."""


def is_told(event: Event) -> bool:
    """Say whether an event is worth a line; the standard's notice of a new token repeats its registration."""
    sender = event.values.get("sender")
    return not (event.kind == "title.Transfer" and isinstance(sender, Address) and sender.is_zero)


def tell_event(event: Event, names: Names) -> str:
    """An event in one plain sentence; one of a kind that nobody foresaw, by its fields."""
    tell = _TELLING.get(event.kind)
    if tell is None:
        return f"{event.kind}: " + ", ".join(f"{name} {_unread(value)}" for name, value in event.values.items())
    return tell(event.values, names)


def names_of(registry: Registry, file: TitleFile, project: Path) -> Names:
    """Who is who around a film: you, who made it, whom it owes, the film itself and our contracts."""
    from reelwright.story import StoryError, film_dues, load_project  # noqa: PLC0415 --help stays quick

    known = {account_of(each.address).raw: f"the {name}" for name, each in registry.contracts.items()}
    with contextlib.suppress(StoryError, ChainError):  # a history is told without the project too
        opened = load_project(project)
        dues = film_dues(opened)
        if dues:
            from reelwright.production import due_account, used_licences  # noqa: PLC0415 seldom wanted, and large

            licences = zip((due for due in dues if due.licence), used_licences(registry, opened), strict=True)
            known |= {licence.parent.raw: due.of for due, licence in licences}
            known |= {due_account(due).raw: due.of for due in dues if due.account}
        people = [each for each in opened.settings.contributors if each.address]
        known |= {account_of(read_address(each.address)).raw: each.name for each in people}
    if "market" in registry.contracts:
        table, lane = table_bound(registry, file.title), lane_of(registry, file.title)
        known |= {} if lane is None else {lane.raw: "its pool"}
        known |= {} if table is None else {table.raw: "its shares"}
    known[file.title.raw] = "this film"
    known[account_of(registry.me).raw] = "you"
    return Names(known, file.anchor.work.author)


def _bytes(value: Plainly) -> bytes:
    return value.to_bytes(32, "big") if isinstance(value, int) else cast("bytes", value)


def _whole(value: Plainly) -> int:
    return cast("int", value)


def _count(value: Plainly, one: str, many: str = "") -> str:
    number = _whole(value)
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _money(value: Plainly) -> str:
    return f"${amount_text(_whole(value))}"


def _sum(payments: Plainly) -> str:
    return _money(sum(amount for _, amount in cast("list[tuple[bytes, int]]", payments)))
