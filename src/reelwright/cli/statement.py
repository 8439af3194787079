"""``reel statement``: what somebody has earned with a film, recomputed from the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .params import ADDRESS, film_argument
from .shares import opened_shares

if TYPE_CHECKING:
    from reelwright.chain import Address


@click.command("statement", short_help="what somebody has earned")
@film_argument
@click.option("--for", "payee", type=ADDRESS, required=True, metavar="ADDRESS", help="Whose statement.")
@click.option("--format", "form", type=click.Choice(["csv", "json", "html"]), default="csv", help="How to print it.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def statement_command(*, film: Path, payee: Address, form: str, as_json: bool) -> None:
    """Print what ADDRESS has earned with FILM: by source and time, with the transactions that prove it."""
    with opened_shares(film) as shares:
        from reelwright.chain import (  # noqa: PLC0415 --help stays quick
            make_statement,
            statement_csv,
            statement_html,
            statement_json,
        )

        statement = make_statement(shares.place.registry, payee, [shares.table])
        write = {"csv": statement_csv, "json": statement_json, "html": statement_html}["json" if as_json else form]
        click.echo(write(statement).decode("utf-8"), nl=False)
