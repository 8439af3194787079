"""``reel new``: begin a film."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .exits import clear_messages


@click.command("new", short_help="begin a film")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The film's title; needed unless --from is given.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the film; else en, or what SCRIPT is in.")
@click.option(
    "--from",
    "script",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="SCRIPT",
    help="Cast this screenplay (Fountain or Final Draft) instead of beginning with a sample.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def new_command(*, folder: Path, title: str | None, lang: str | None, script: Path | None, as_json: bool) -> None:
    """Begin a film in the new folder DIR.

    Without --from you get a short sample script with its cast and places, ready to be made and
    rewritten. With --from every person and place of your screenplay gets a card to edit.
    """
    if script is None and not title:
        raise click.UsageError('a new film needs a title: reel new DIR --title "…", or a script: --from FILE')
    with clear_messages():
        from reelwright.story import cast_project, format_findings, new_project  # noqa: PLC0415 --help stays quick

        if script is None:
            project = new_project(folder, title=title or "", language=lang or "en")
        else:
            project = cast_project(folder, script, title=title, language=lang)
        if project.findings:
            click.echo(format_findings(project.findings), nl=False, err=True)
        _tell(folder, as_json=as_json)


def _tell(folder: Path, *, as_json: bool) -> None:
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    if as_json:
        click.echo(json.dumps({"project": str(folder), "files": files}, ensure_ascii=False))
        return
    click.echo(f"a new film lies in {folder}:")
    for name in files:
        click.echo(f"  {name}")
    click.echo(f"make it with: reel make {folder}")
