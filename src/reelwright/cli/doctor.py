"""``reel doctor``: what is here, what is missing, and what each missing thing would give."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from reelwright.film import Plain

from .diagnosis import Sign, State, examine
from .exits import Exit, clear_messages

_MARKS = {State.HERE: ("✓", "green"), State.OPTIONAL: ("○", "yellow"), State.MISSING: ("✗", "red")}


@click.command("doctor", short_help="what is here, what is missing")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the signs as one JSON object.")
def doctor_command(*, folder: Path, as_json: bool) -> None:
    """Say what is here to make films with, what is missing, and what each missing thing would give.

    DIR is where films are to be made; the current folder if not said. The exit code is 1 when
    something is missing without which no film can be made.
    """
    with clear_messages():
        signs = examine(folder)
        if as_json:
            click.echo(json.dumps({"signs": [_form(sign) for sign in signs]}, ensure_ascii=False))
        else:
            _show(signs)
        if any(sign.state is State.MISSING for sign in signs):
            raise click.exceptions.Exit(Exit.FINDINGS)


def _show(signs: Sequence[Sign]) -> None:
    width = max(len(sign.name) for sign in signs)
    for sign in signs:
        mark, colour = _MARKS[sign.state]
        click.echo(f"{click.style(mark, fg=colour)} {sign.name:<{width}}  {sign.found}")
        if sign.state is not State.HERE and sign.gives:
            click.echo(f"  {'':<{width}}  would give: {sign.gives}")
        if sign.mend:
            click.echo(f"  {'':<{width}}  how: {sign.mend}")
    missing = sum(sign.state is State.MISSING for sign in signs)
    click.echo("\nready to make films" if not missing else f"\nnot ready: {missing} needed and missing")


def _form(sign: Sign) -> Plain:
    return {"name": sign.name, "state": sign.state.value, "found": sign.found, "gives": sign.gives, "mend": sign.mend}
