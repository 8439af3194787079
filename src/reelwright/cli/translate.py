"""``reel translate``: the words of a film in other languages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain

from .display import count
from .exits import clear_messages
from .make import project_folder

if TYPE_CHECKING:
    from reelwright.production import Translated


@click.command("translate", short_help="write the words of a film for other languages")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--to", "languages", required=True, metavar="TAGS", help="Languages to translate into, such as zh,es,ja.")
@click.option("--with", "translator", default="", metavar="NAME", help="Who fills in what is missing: chat or pseudo.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def translate_command(*, folder: Path, languages: str, translator: str, as_json: bool) -> None:
    """Write or bring up to date a catalogue in DIR/lang for each language.

    Every line, card, chat, letter, sign and name of the film is a unit with an id. A catalogue is a
    PO file: edit it by hand or in any program for PO files. Without --with nothing is translated by
    a machine. Make the film with: reel make DIR --lang TAG
    """
    with clear_messages(folder):
        from reelwright.production import translate_project  # noqa: PLC0415 --help and usage errors stay quick
        from reelwright.wiring import open_translation  # noqa: PLC0415

        root = project_folder(folder)
        tags = [tag.strip() for tag in languages.replace("，", ",").split(",") if tag.strip()]
        if not tags:
            raise click.UsageError("--to needs languages, such as --to zh,es")

        def hear(language: str, done: int, of: int) -> None:
            if not as_json:
                click.echo(f"{language}: {done} of {of} translated", err=True)

        made = translate_project(root, tags, open_translation(root, translator), hear)
        click.echo(json.dumps(_form(made), ensure_ascii=False) if as_json else _words(made, folder))


def _words(made: Sequence[Translated], folder: Path) -> str:
    lines = []
    for each in made:
        catalogue = each.catalogue
        parts = [count(len(catalogue.entries), "unit")]
        parts += [f"{len(catalogue.missing)} missing"] if catalogue.missing else ["all translated"]
        parts += [f"{len(catalogue.doubtful)} doubtful"] if catalogue.doubtful else []
        parts += [f"{len(each.too_long)} too long for their shots"] if each.too_long else []
        lines.append(f"{folder / each.file}: {', '.join(parts)}")
        lines += [f"  {entry.unit.where}: at most {entry.unit.seconds:.1f} s: {entry.text}" for entry in each.too_long]
        if catalogue.missing:
            lines.append("  fill in what is empty after msgstr, or let a chat model do it with --with chat")
        else:
            lines.append(f"  make it with: reel make {folder} --lang {catalogue.language}")
    return "\n".join(lines)


def _form(made: Sequence[Translated]) -> dict[str, Plain]:
    return {
        "catalogues": [
            {
                "file": each.file,
                "language": each.catalogue.language,
                "units": len(each.catalogue.entries),
                "missing": [entry.unit.id for entry in each.catalogue.missing],
                "doubtful": [entry.unit.id for entry in each.catalogue.doubtful],
                "too_long": [entry.unit.id for entry in each.too_long],
                "translated_by_machine": each.by_machine,
            }
            for each in made
        ]
    }
