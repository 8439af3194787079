"""``reel check``: what is wrong with a script and its cards, before anything is made."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Final

import click

from .exits import Exit, clear_messages
from .make import project_folder

_LOOK_AGAIN_S: Final = 0.4


@click.command("check", short_help="check the script and the cards")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option("--lang", default="", metavar="TAG", help="Language of the film, instead of the project's.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also draw the ledger as a page: who is where, wearing, having and knowing what.",
)
@click.option("--watch", is_flag=True, help="Check again after each save, until Ctrl-C.")
def check_command(  # noqa: PLR0913 one argument an option
    *, folder: Path, form: str, lang: str, as_json: bool, report: Path | None, watch: bool
) -> None:
    """Check the script and the cards of the project in DIR.

    Prints every finding with its file and line, and how to mend it. The exit code is 1 when there
    are findings that would stop the make, 0 when there are none.
    """
    with clear_messages(folder):
        from reelwright.story import Finding, Severity, StoryError, finding_of, format_findings  # noqa: PLC0415
        from reelwright.wiring import open_craft  # noqa: PLC0415

        form = "json" if as_json else form
        if watch:
            _watch(project_folder(folder), form, lang)
            return
        findings: tuple[Finding, ...]
        try:
            findings = open_craft().read(project_folder(folder), language=lang).findings
        except StoryError as error:
            if form == "text":
                raise
            findings = (finding_of(error),)
        if report is not None:
            _draw(project_folder(folder), report)
        click.echo(format_findings(findings, form), nl=False)
        if any(finding.severity is Severity.ERROR for finding in findings):
            raise click.exceptions.Exit(Exit.FINDINGS)


def _watch(root: Path, form: str, lang: str) -> None:
    from reelwright.story import format_findings  # noqa: PLC0415

    from .watching import watch_project  # noqa: PLC0415

    with contextlib.suppress(KeyboardInterrupt):
        watch_project(
            root,
            language=lang,
            tell=lambda findings: click.echo(format_findings(findings, form)),
            rest=lambda: time.sleep(_LOOK_AGAIN_S),
        )


def _draw(root: Path, report: Path) -> None:
    from reelwright.story import draw_lanes, load_project  # noqa: PLC0415
    from reelwright.wiring import lay_texts  # noqa: PLC0415

    lay_texts(report.parent, {report.name: draw_lanes(load_project(root))})
    click.echo(f"drawn: {report}", err=True)
