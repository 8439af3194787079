"""``reel new``: begin a film, from a sample, a script, or a premise that a writer makes a series of."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import clear_messages

if TYPE_CHECKING:
    from reelwright.story import Bible, Project, WritingProgress

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LONGEST_FOLDER = 40
_LONGEST_LEAD = 300
"""Letters of a given story that stand for it where a premise is shown."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked of a writer."""

    premise: str
    language: str
    episodes: int | None
    family: str
    writer: str
    seed: int
    story: Path | None = None


@click.command("new", short_help="begin a film")
@click.argument("words", metavar='["PREMISE"] DIR', nargs=-1, required=True)
@click.option("--title", metavar="TEXT", help="Begin with the sample film under this title.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the film; else that of your words, or en.")
@click.option(
    "--from",
    "script",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="SCRIPT",
    help="Cast this screenplay (Fountain or Final Draft) instead of beginning with a sample.",
)
@click.option(
    "--story",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Tell this story or novel (plain text) as episodes, in its own words; with --writer model, told anew.",
)
@click.option("--episodes", type=int, metavar="N", help="How many episodes to write; 1 is a film of its own.")
@click.option(
    "--family", default="", metavar="NAME", help="Kind of story, such as cosy_mystery; else the writer's choice."
)
@click.option("--writer", default="", metavar="NAME", help="Who writes; else the sketch writer, on this machine.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number is another story.")
@click.option("--continue", "go_on", is_flag=True, help="Write N further episodes of the series in DIR.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def new_command(  # noqa: PLR0913 one argument an option
    *,
    words: tuple[str, ...],
    title: str | None,
    lang: str | None,
    script: Path | None,
    story: Path | None,
    episodes: int | None,
    family: str,
    writer: str,
    seed: int,
    go_on: bool,
    as_json: bool,
) -> None:
    """Begin a film in the new folder DIR.

    With a PREMISE in quotes a writer invents the film: people, places, screenplay and all, or a
    series with --episodes. With --title you get a short sample, with --from your own screenplay
    with its cast drawn. The folder may also come first.
    """
    premise, folder = _sort_words(words, wants_premise=not (title or script or go_on or story))
    if premise is None and script is None and not (title or go_on or story):
        raise click.UsageError(
            'a new film needs a premise: reel new "a shy baker inherits a hotel" DIR; or --title "…"; or --from FILE'
        )
    with clear_messages():
        order = _Order(premise or "", lang or "", episodes, family, writer, seed, story)
        before = _files_in(folder)
        if go_on:
            project = _go_on(folder, order)
        elif premise is not None or story is not None:
            project = _write(folder, order)
        else:
            project = _begin(folder, title, script, lang)
        _tell(folder, project, before, bible=premise is not None and story is None, as_json=as_json)


def _sort_words(words: tuple[str, ...], *, wants_premise: bool) -> tuple[str | None, Path]:
    """Which of the arguments is the premise and which the folder, in whatever order they come."""
    if len(words) > 2:
        raise click.UsageError("too many arguments: put the premise in quotes")
    if len(words) == 1 or not wants_premise:
        if len(words) == 2:
            raise click.UsageError("a premise does not go with --title, --from or --continue")
        (only,) = words
        if wants_premise and _like_a_premise(only) >= 2:
            return only, Path(_folder_name(only))
        return None, Path(only)
    first, second = words
    if _like_a_premise(second) > _like_a_premise(first):
        first, second = second, first
    return first, Path(second)


def _like_a_premise(text: str) -> int:
    """How much an argument looks like words about a film rather than like a folder."""
    spaced = len(text.split()) > 2 or len(_HAN.findall(text)) > 5
    return 2 * spaced + (" " in text.strip()) - 3 * ("/" in text or "\\" in text)


def _folder_name(premise: str) -> str:
    return re.sub(r"[\W_]+", "-", premise.casefold()).strip("-")[:_LONGEST_FOLDER].strip("-") or "film"


def _begin(folder: Path, title: str | None, script: Path | None, lang: str | None) -> Project:
    from reelwright.story import cast_project, new_project  # noqa: PLC0415 --help stays quick

    if script is None:
        return new_project(folder, title=title or "", language=lang or "en")
    return cast_project(folder, script, title=title, language=lang)


def _write(folder: Path, order: _Order) -> Project:
    from reelwright.story import Commission, Premise, read_story_file, write_series  # noqa: PLC0415
    from reelwright.wiring import DEFAULT_WRITER, STORY_WRITER, open_writer  # noqa: PLC0415

    told = read_story_file(order.story) if order.story else ""
    words = order.premise or told
    premise = Premise(
        _without_controls(order.premise) or " ".join(told.split())[:_LONGEST_LEAD],
        story=told,
        language=order.language or _language_of(words[:_LONGEST_LEAD]),
        family=order.family,
        episodes=1 if order.episodes is None else order.episodes,
        seed=order.seed,
    )
    called = order.writer or (STORY_WRITER if told else DEFAULT_WRITER)
    return write_series(folder, premise, Commission(open_writer(called), called, _hear()))


def _without_controls(words: str) -> str:
    """Words as a terminal shows them: what only controls it, or turns its lines round, is left out."""
    seen = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", words)
    return "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in seen
        if unicodedata.category(letter) != "Cf" or letter == "\u200d"
    ).strip()


def _language_of(words: str) -> str:
    """Chinese where there are its signs and no Japanese letters between them, else English."""
    return "zh" if _HAN.search(words) and not _KANA.search(words) else "en"


def _go_on(folder: Path, order: _Order) -> Project:
    from reelwright.story import Commission, continue_series, read_bible  # noqa: PLC0415
    from reelwright.wiring import open_writer  # noqa: PLC0415

    called = order.writer or read_bible(folder).writer
    more = 3 if order.episodes is None else order.episodes
    return continue_series(folder, more, Commission(open_writer(called), called, _hear()))


def _hear() -> Callable[[WritingProgress], None]:
    """Tells on standard error how far a writer has come and what it has cost, where it costs."""

    def hear(progress: WritingProgress) -> None:
        if progress.spent.calls:
            click.echo(line_of(progress), err=True)

    return hear


def line_of(progress: WritingProgress) -> str:
    """How far a writer has come and what that has cost, in money where its prices are known."""
    spent = progress.spent
    calls = f"{spent.calls} call" if spent.calls == 1 else f"{spent.calls} calls"
    money = f", {spent.micros / 1e6:.4f} spent" if spent.micros else ""
    return f"{progress.step} {progress.done}/{progress.of}, {calls}, {spent.tokens_in + spent.tokens_out} tokens{money}"


def _tell_reading(bible: Bible) -> None:
    """What the writer took from the premise, what not, and which kind of story it became."""
    from reelwright.story import whole_names  # noqa: PLC0415

    if bible.kept:
        click.echo(f"from your premise: {', '.join(bible.kept)}")
    if bible.left:
        click.echo(f"not used: {', '.join(bible.left)} (say it in other words, or write it in)")
    if names := whole_names(bible.premise.text):
        click.echo(f"invented people stand for {', '.join(names)}; a film of a real person needs that person's consent")
    kind = bible.family.replace("_", " ")
    if kind and bible.guessed:
        click.echo(f"nearest kind of story: {kind} (nothing in the premise asks for one; yours: --family NAME)")
    elif kind:
        click.echo(f"kind of story: {kind} (another: --family NAME, or --seed N)")


def _tell_places(project: Project) -> None:
    """Which places no list knows, and what they were taken for."""
    from reelwright.story import places_guessed  # noqa: PLC0415

    for place in places_guessed(project.cards):
        kind = place.kind.replace("_", " ")
        click.echo(f"drawn as {kind}: {place.name} (nearest kind of place; yours: kind in places/{place.id}.toml)")


def _files_in(folder: Path) -> list[str]:
    """The files of a project, without what was made of them."""
    made = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in made if not name.startswith((".reel/", "out/")))


def _say_what_lies(folder: Path, title: str, files: list[str], before: list[str]) -> None:
    """What was written, and whether that was begun before or is there whole."""
    fresh = [name for name in files if name not in before]
    if not before:
        click.echo(f'a new film, "{title}", lies in {folder}:')
    elif fresh:
        click.echo(f'"{title}" in {folder} goes on; new there:')
    else:
        click.echo(f'"{title}" lies in {folder} already, whole; nothing was written')
        click.echo("another film of the same premise: --seed N, into another folder")
    for name in fresh:
        click.echo(f"  {name}")


def _tell(folder: Path, project: Project, before: list[str], *, bible: bool, as_json: bool) -> None:
    from reelwright.story import format_findings, places_guessed, read_bible  # noqa: PLC0415

    read = read_bible(folder).bible if bible else None

    if project.findings:
        click.echo(format_findings(project.findings), nl=False, err=True)
    files = _files_in(folder)
    if as_json:
        result: dict[str, object] = {"project": str(folder), "title": project.settings.title, "files": files}
        result["guessed_places"] = {place.id: place.kind for place in places_guessed(project.cards)} if not read else {}
        result |= {"kept": read.kept, "left": read.left, "family": read.family, "guessed": read.guessed} if read else {}
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    _say_what_lies(folder, project.settings.title, files, before)
    if read:
        _tell_reading(read)
    elif not before:
        _tell_places(project)
    click.echo(f"make it with: reel make {folder}")
