"""``reel shares``: who gets what of a film's income, agreed once and drawn by everybody."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain, project_of

from .groups import InOrder
from .opening import OpenFilm, opened, tell_result
from .params import amount_option, as_json_option, film_argument

if TYPE_CHECKING:
    from reelwright.chain import Table


@click.group("shares", cls=InOrder, short_help="who gets what of the film's income")
def shares_command() -> None:
    """Work with the shares of a film: what it owes for what it uses, and its contributors in reel.toml."""


@dataclass(frozen=True, slots=True)
class OpenShares:
    """A film's place on the ledger, and its share table."""

    place: OpenFilm
    table: Table


@contextlib.contextmanager
def opened_shares(film: Path) -> Iterator[OpenShares]:
    """Open the registry of a film with its share table."""
    with opened(film, money=True) as place:
        from reelwright.production import film_table  # noqa: PLC0415 --help stays quick
        from reelwright.story import load_project  # noqa: PLC0415

        project = load_project(project_of(film))
        yield OpenShares(place, film_table(place.registry, project, place.file.anchor.work.author))


@shares_command.command("show")
@film_argument
@as_json_option
def show_command(*, film: Path, as_json: bool) -> None:
    """Show every share of FILM, and what waits to be drawn."""
    with opened_shares(film) as shares:
        from reelwright.chain import amount_text, lane_of, open_now, received, table_bound  # noqa: PLC0415 --help stays quick

        registry, table = shares.place.registry, shares.table
        bound = table_bound(registry, shares.place.file.title)
        owed = open_now(registry, shares.place.file.title, table)
        came = received(registry, shares.place.file.title)
        pooled = lane_of(registry, shares.place.file.title) not in (None, bound)
        from .told import names_of  # noqa: PLC0415 the same

        names = names_of(registry, shares.place.file, project_of(film))
        rows: list[Plain] = [
            {
                "account": str(row.person or row.account),
                "name": names.known.get(row.account.raw, ""),
                "weight": row.weight,
                "owed": amount,
            }
            for row, amount in zip(table.rows, owed, strict=True)
        ]
        form: dict[str, Plain] = {
            "table": str(table.root),
            "agreed": bound == table.root,
            "received": came,
            "pooled": pooled,
            "rows": rows,
        }
        agreed = (
            "yes"
            if bound == table.root
            else f"no; to agree: reel shares agree {film}"
            if bound is None
            else f"to {bound}"
        )
        lines = [f"agreed    {agreed}", f"received  {amount_text(came)}"]
        lines += ["paid by   the list of its pool: reel pool show POOL"] if pooled else []
        lines += [
            f"{100 * row.weight / table.weight:6.2f} %  {names.of(row.account.raw):<32}  open {amount_text(amount)}"
            for row, amount in zip(table.rows, owed, strict=True)
        ]
        tell_result(form, lines, as_json=as_json)


@shares_command.command("agree")
@film_argument
@click.option(
    "--pool",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="POOL",
    help="A pool that may pay in the place of the shares, when you choose so.",
)
@as_json_option
def agree_command(*, film: Path, pool: Path | None, as_json: bool) -> None:
    """Bind the income of FILM to the shares in reel.toml, for good."""
    with opened_shares(film) as shares:
        from reelwright.chain import bind_table, pool_account, read_pool  # noqa: PLC0415 --help stays quick

        registry, account = shares.place.registry, None
        if pool is not None:
            named = read_pool(pool.read_bytes(), chain_id=registry.ledger.chain_id, where=str(pool))
            account = pool_account(registry, named)
        bind_table(registry, shares.place.file.anchor.work, shares.table, pool=account)
        form: dict[str, Plain] = {"table": str(shares.table.root), "pool": None if account is None else str(account)}
        lines = [f"agreed for good: {shares.table.root}"]
        lines += [f"  to be paid through the pool: reel shares lane {film} pool"] if account else []
        tell_result(form, lines, as_json=as_json)


@shares_command.command("lane")
@film_argument
@click.argument("lane", metavar="pool|table", type=click.Choice(["pool", "table"]))
@as_json_option
def lane_command(*, film: Path, lane: str, as_json: bool) -> None:
    """Send the income of FILM to its pool, or back to its shares, from a day from now on."""
    with opened(film, money=True) as place:
        from reelwright.chain import choose_lane, lane_of  # noqa: PLC0415 --help stays quick

        receipt = choose_lane(place.registry, place.file.anchor.work, pooled=lane == "pool")
        goes = lane_of(place.registry, place.file.title)
        form: dict[str, Plain] = {"tx": None if receipt is None else str(receipt.tx), "now": str(goes)}
        lines = (
            [f"chosen already: {lane}"] if receipt is None else [f"to its {lane} from a day from now on: {receipt.tx}"]
        )
        tell_result(form, lines, as_json=as_json)


@shares_command.command("pay")
@film_argument
@amount_option("amount", "How much, such as 20.")
@click.option("--for", "purpose", required=True, metavar="TEXT", help="What it is for; one purpose is paid once.")
@as_json_option
def pay_command(*, film: Path, units: int, purpose: str, as_json: bool) -> None:
    """Pay into the account of FILM; it goes to everybody in its shares."""
    with opened_shares(film) as shares:
        from reelwright.chain import amount_text, pay_account, was_paid  # noqa: PLC0415 --help stays quick

        title = shares.place.file.title
        before = was_paid(shares.place.registry, key := f"{title}/{purpose}")
        receipt = pay_account(shares.place.registry, key, title, units)
        form: dict[str, Plain] = {"tx": str(receipt.tx), "units": units, "before": before}
        paid = "paid before, and not again:" if before else "paid"
        tell_result(form, [f"{paid} {amount_text(units)} for {purpose}: {receipt.tx}"], as_json=as_json)


@shares_command.command("claim")
@film_argument
@as_json_option
def claim_command(*, film: Path, as_json: bool) -> None:
    """Give everybody in the shares of FILM what is there for them by now, or send it to the film's pool."""
    with opened_shares(film) as shares:
        from reelwright.chain import amount_text, draw_table, forward, lane_of, owed_now  # noqa: PLC0415 --help stays quick

        registry, table, title = shares.place.registry, shares.table, shares.place.file.title
        moved = forward(registry, title)
        went = 0 if moved is None else int(str(registry.happened(moved, "market.Moved")["amount"]))
        pooled = went if lane_of(registry, title) not in (None, table.root) else 0
        owed = sum(owed_now(registry, table))
        receipt = draw_table(registry, table)
        form: dict[str, Plain] = {"units": owed, "tx": None if receipt is None else str(receipt.tx), "pooled": pooled}
        lines = (
            []
            if receipt is None
            else [f"drawn {amount_text(owed)} for {len(table.rows)} account{'s' * (len(table.rows) != 1)}"]
        )
        lines += [f"sent {amount_text(pooled)} to its pool"] if pooled else []
        tell_result(form, lines or ["nothing is there"], as_json=as_json)
