"""``reel statement``: what somebody has earned with films, recomputed from the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import ReelError, project_of

from .opening import OpenFilm, opened, read_title
from .params import ADDRESS

if TYPE_CHECKING:
    from reelwright.chain import Address, Hash, Table


@click.command("statement", short_help="what somebody has earned")
@click.argument("films", metavar="FILM...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--for", "payee", type=ADDRESS, metavar="ADDRESS", help="Whose statement; your own if not said.")
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "html", "zip"]), default="csv", help="How to print it."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there; a ZIP needs it."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def statement_command(
    *, films: tuple[Path, ...], payee: Address | None, form: str, out: Path | None, as_json: bool
) -> None:
    """Print what ADDRESS has earned with each FILM: by film, source and time, with the transactions that prove it.

    With --format zip it comes with the events from which it follows, and with a program that checks
    it alone.
    """
    if form == "zip" and out is None and not as_json:
        raise click.UsageError("say where to write the ZIP file: --out statement.zip")
    with opened(films[0], money=True) as place:
        from reelwright.chain import (  # noqa: PLC0415 --help stays quick
            make_statement,
            statement_csv,
            statement_html,
            statement_json,
            statement_zip,
        )

        tables, names = _shares(place, films)
        statement = make_statement(place.registry, payee or place.registry.me, tables, names)
        writers = {"csv": statement_csv, "json": statement_json, "html": statement_html, "zip": statement_zip}
        content = writers["json" if as_json else form](statement)
        if out is None:
            click.echo(content.decode("utf-8"), nl=False)
        else:
            _write(out, content)
            click.echo(f"written: {out}", err=True)


def _shares(first: OpenFilm, films: tuple[Path, ...]) -> tuple[list[Table], dict[Hash, str]]:
    """The share table of each film, and what the films are called."""
    from reelwright.chain import TitleError  # noqa: PLC0415 --help stays quick
    from reelwright.production import film_table  # noqa: PLC0415 the same
    from reelwright.story import load_project  # noqa: PLC0415 the same

    tables, names = [], {}
    for film in films:
        file, project = read_title(film), load_project(project_of(film))
        if file.chain_id != first.registry.ledger.chain_id:
            what = f"this film is of chain {file.chain_id}, and the first is of {first.registry.ledger.chain_id}"
            raise TitleError(what, where=str(film), mend="make one statement for each chain")
        tables.append(film_table(first.registry, project, file.anchor.work.author))
        names[file.title] = project.settings.title or project_of(film).name
    return tables, names


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ReelError(f"the statement cannot be written: {error.strerror}", where=str(path)) from error
