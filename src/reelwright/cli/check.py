"""``reel check``: what is wrong with a script and its cards, before anything is made."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from reelwright.film import ReelError
from reelwright.production import Commission, Craft, Order, check_edit, check_pictures, check_takes
from reelwright.story import Finding

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
@click.option(
    "--episode",
    type=click.IntRange(min=1),
    metavar="N",
    help="The episode that the timeline, the answers or the orders are about.",
)
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also check what a judge of the takes answers to the questions in out/states.json.",
)
@click.option(
    "--orders",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also check what you are about to ask of a picture model: prompts and references, shot by shot.",
)
@click.option(
    "--from-otio",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also check a timeline that you edited: jump cuts, sides, lines that do not fit.",
)
@click.option("--watch", is_flag=True, help="Check again after each save, until Ctrl-C.")
def check_command(  # noqa: PLR0913 one argument an option
    *,
    folder: Path,
    form: str,
    lang: str,
    as_json: bool,
    report: Path | None,
    episode: int | None,
    answers: Path | None,
    orders: Path | None,
    from_otio: Path | None,
    watch: bool,
) -> None:
    """Check the script and the cards of the project in DIR.

    Prints every finding with its file and line, and how to mend it. The exit code is 1 when there
    are findings that would stop the make, 0 when there are none.
    """
    with clear_messages(folder):
        from reelwright.production import Order  # noqa: PLC0415 --help stays quick
        from reelwright.story import Severity, finding_of, format_findings  # noqa: PLC0415

        form = "json" if as_json else form
        root = project_folder(folder)
        if watch:
            _watch(root, form, lang)
            return
        order = Order(episode=episode or 0, language=lang, timeline=str(from_otio or ""))
        findings: tuple[Finding, ...]
        try:
            findings = _findings(root, order, _Files(answers, orders, report))
        except ReelError as error:
            if form == "text":
                raise
            findings = (finding_of(error),)
        click.echo(format_findings(findings, form), nl=False)
        if any(finding.severity is Severity.ERROR for finding in findings):
            raise click.exceptions.Exit(Exit.FINDINGS)


@dataclass(frozen=True, slots=True)
class _Files:
    """What a check also reads, and the page that it draws."""

    answers: Path | None
    orders: Path | None
    report: Path | None


def _findings(root: Path, order: Order, files: _Files) -> tuple[Finding, ...]:
    from reelwright.wiring import open_craft  # noqa: PLC0415

    craft = open_craft()
    commission = craft.read(root, language=order.language)
    found = commission.findings
    if order.timeline:
        found += check_edit(root, order, craft, commission)
    if files.orders is not None:
        found += check_pictures(root, order, craft, commission, orders=files.orders)
    if files.answers is not None:
        judged = check_takes(root, order, craft, commission, answers=files.answers)
        found += judged.findings
        for score in (judged.seen, judged.judged):
            click.echo(f"{score.name}: {score.holds} of {score.of}", err=True)
    if files.report is not None:
        _draw(root, files.report, craft, commission)
    return found


def _watch(root: Path, form: str, lang: str) -> None:
    from reelwright.story import format_findings  # noqa: PLC0415
    from reelwright.wiring import open_watch  # noqa: PLC0415

    from .watching import watch_project  # noqa: PLC0415

    check = open_watch()
    with contextlib.suppress(KeyboardInterrupt):
        watch_project(
            root,
            check=lambda: check(root, lang),
            tell=lambda findings: click.echo(format_findings(findings, form)),
            rest=lambda: time.sleep(_LOOK_AGAIN_S),
        )


def _draw(root: Path, report: Path, craft: Craft, commission: Commission) -> None:
    """Draw the lanes; a story that cannot be shot has no scores of its shots."""
    from reelwright.story import Severity, draw_lanes, load_project  # noqa: PLC0415
    from reelwright.wiring import lay_texts  # noqa: PLC0415

    broken = any(each.severity is Severity.ERROR and not each.rule.startswith("L") for each in commission.findings)
    boards = [
        craft.direct(play, commission, aspect=commission.aspect, rate=commission.rate)
        for play in (() if broken else commission.screenplays)
    ]
    lay_texts(report.parent, {report.name: draw_lanes(load_project(root), boards)})
    click.echo(f"drawn: {report}", err=True)
