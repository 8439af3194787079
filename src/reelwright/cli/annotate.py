"""``reel annotate``: notes for the continuity ledger, proposed from the script."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .display import count
from .exits import clear_messages
from .make import project_folder

if TYPE_CHECKING:
    from reelwright.story import Annotated


@click.command("annotate", short_help="propose continuity notes")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the notes into the script; without it they are only shown.")
@click.option(
    "--with",
    "model",
    type=click.Choice(["words", "chat"]),
    default="words",
    show_default=True,
    help="Who proposes: the words of the action lines, or also the chat model that the environment names.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the proposals as one JSON object.")
def annotate_command(*, folder: Path, write: bool, model: str, as_json: bool) -> None:
    """Propose notes of the continuity ledger from what the script in DIR says.

    Shows them as a difference to the script. Nothing is written without --write, and nothing of the
    script is changed but for the notes that are added.
    """
    with clear_messages(folder):
        from reelwright.story import annotate_project  # noqa: PLC0415 --help and usage errors stay quick
        from reelwright.wiring import open_chat, open_purse  # noqa: PLC0415

        root = project_folder(folder)
        annotated = annotate_project(root, open_chat(), open_purse()) if model == "chat" else annotate_project(root)
        if write:
            from reelwright.wiring import lay_texts  # noqa: PLC0415

            lay_texts(root, {each.script.file: each.after for each in annotated if each.suggestions})
        if as_json:
            click.echo(json.dumps(_form(annotated, written=write), ensure_ascii=False))
            return
        for each in annotated:
            click.echo(difference(each), nl=False)
        found = sum(len(each.suggestions) for each in annotated)
        told = "written" if write else "proposed; write them with --write"
        click.echo(f"{count(found, 'note')} {told}" if found else "nothing to propose", err=True)


def difference(annotated: Annotated) -> str:
    """What the notes add to a script, as a unified difference."""
    name = annotated.script.file
    lines = difflib.unified_diff(
        annotated.before.splitlines(keepends=True), annotated.after.splitlines(keepends=True), name, name, n=1
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _form(annotated: tuple[Annotated, ...], *, written: bool) -> dict[str, object]:
    return {
        "written": written,
        "notes": [
            {"file": note.at.file, "line": note.at.line, "note": note.note, "why": note.why}
            for each in annotated
            for note in each.suggestions
        ],
    }
