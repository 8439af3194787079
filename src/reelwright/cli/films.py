"""``reel films``: the films that ``reel verify`` looks for in other files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .exits import clear_messages


@click.command("films", short_help="the films that verify looks for")
@click.argument("file", metavar="[FILE]", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--id", "film", default="", metavar="ID", help="How the film is called; the file's name if not said.")
@click.option("--remove", default="", metavar="ID", help="Look for this film no more.")
@click.option("--common", is_flag=True, help="Many films may show it (an ident, bought pictures): it makes no copy.")
@click.option("--json", "as_json", is_flag=True, help="Print the films as one JSON object.")
def films_command(*, file: Path | None, film: str, remove: str, common: bool, as_json: bool) -> None:
    """Register a film, so that reel verify finds it in other files; without FILE, list the films.

    Only a fingerprint is kept: small grey pictures and points of larger ones.
    """
    with clear_messages():
        from reelwright.wiring import forget_film, open_fingerprints, register_film  # noqa: PLC0415 --help stays quick

        said = []
        if remove:
            forget_film(remove)
            said.append(f"no longer looked for: {remove}")
        if file is not None:
            seconds = register_film(file, film or file.stem, common=common)
            what = "known from now on as common to many films" if common else "looked for from now on"
            said.append(f"{what}: {film or file.stem}, {seconds:.1f} s")
        films = open_fingerprints().films()
        if as_json:
            click.echo(json.dumps({"films": list(films)}, ensure_ascii=False))
        else:
            click.echo(
                "\n".join([*said, f"films that reel verify looks for: {len(films)}", *(f"  {each}" for each in films)])
            )
