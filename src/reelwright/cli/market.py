"""``reel market``: titles for sale by signed orders, bought and taken back."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import ReelError

from .exits import clear_messages
from .groups import InOrder
from .title import as_json_option, film_argument, opened, project_of, tell_result

if TYPE_CHECKING:
    from reelwright.chain import Order, Registry

_ORDER = click.argument("order", metavar="ORDER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_DAY = 86_400


@click.group("market", cls=InOrder, short_help="sell and buy titles")
def market_command() -> None:
    """Sell and buy titles by signed orders, which cost nothing until somebody buys."""


@market_command.command("list")
@film_argument
@click.option(
    "--units", type=click.IntRange(min=1), required=True, metavar="N", help="Price in millionths of a dollar."
)
@click.option("--days", type=click.IntRange(1, 3650), default=30, metavar="N", help="How long the order is good.")
@click.option(
    "--number", type=click.IntRange(min=0), default=0, metavar="N", help="Your number of it, to cancel it by."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to write the order."
)
@as_json_option
def list_command(  # noqa: PLR0913 one parameter an option
    *, film: Path, units: int, days: int, number: int, out: Path | None, as_json: bool
) -> None:
    """Sign an order for the title of FILM, and write it for whoever may buy."""
    with opened(film, money=True) as place:
        from reelwright.chain import amount_text, list_title, write_order  # noqa: PLC0415 --help stays quick

        registry = place.registry
        deadline = int(time.time()) + days * _DAY
        order = list_title(registry, place.file.title, price=units, deadline=deadline, nonce=number)
        path = out or project_of(film) / "out" / "order.json"
        try:
            path.write_bytes(write_order(order, chain_id=registry.ledger.chain_id))
        except OSError as error:
            raise ReelError(f"the order cannot be written: {error.strerror}", where=str(path)) from error
        lines = [f"for sale at {amount_text(units)}, {days} days: {path}", f"  to buy it: reel market buy {path}"]
        tell_result({"order": str(path), "units": units, "deadline": deadline}, lines, as_json=as_json)


@market_command.command("buy")
@_ORDER
@as_json_option
def buy_command(*, order: Path, as_json: bool) -> None:
    """Buy the title that ORDER sells, with your account's money."""
    with _opened_order(order) as (registry, sale):
        from reelwright.chain import amount_text, buy_title  # noqa: PLC0415 --help stays quick

        receipt = buy_title(registry, sale)
        form = {"tx": str(receipt.tx), "title": str(sale.title), "owner": str(registry.me)}
        tell_result({**form}, [f"bought {sale.title} for {amount_text(sale.price)}: {receipt.tx}"], as_json=as_json)


@market_command.command("cancel")
@_ORDER
@as_json_option
def cancel_command(*, order: Path, as_json: bool) -> None:
    """Take ORDER back before anybody fills it."""
    with _opened_order(order) as (registry, sale):
        from reelwright.chain import cancel_order  # noqa: PLC0415 --help stays quick

        cancel_order(registry, sale)
        tell_result({"cancelled": sale.nonce}, [f"taken back: order {sale.nonce}"], as_json=as_json)


@contextlib.contextmanager
def _opened_order(path: Path) -> Iterator[tuple[Registry, Order]]:
    with clear_messages():
        from reelwright.chain import read_order  # noqa: PLC0415 --help stays quick
        from reelwright.wiring import open_registry  # noqa: PLC0415

        with open_registry(project_of(path) / ".reel", money=True) as registry:
            yield registry, read_order(path.read_bytes(), chain_id=registry.ledger.chain_id, where=str(path))
