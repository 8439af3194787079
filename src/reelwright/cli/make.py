"""``reel make``: from a project to a film worth watching."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from reelwright.film import ASPECTS, Plain, ReelError
from reelwright.production import FindingsError, Made, MadeFilm, Order, Stage, make_film

from .display import count, open_display
from .exits import Exit, clear_messages, tell
from .listing import findings_line, show_findings

_ROYALTY: Final = 500
"""What a later sale owes a film that is registered as it is made: 5 per cent, as `reel title register` has it."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """How to make it: equipment and output, beside the order itself."""

    renderer: str
    voice: str
    craft: str
    jobs: int
    as_json: bool
    events: bool
    register: bool = False

    @property
    def for_programs(self) -> bool:
        """Standard output is for programs."""
        return self.as_json or self.events


@click.command("make", short_help="make the film")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--until", type=click.Choice([stage.value for stage in Stage]), help="Stop after this stage; a draft after cut."
)
@click.option("--episode", type=click.IntRange(min=1), metavar="N", help="Make one episode of a series.")
@click.option("--lang", default="", metavar="TAG", help="Language of the film, instead of the project's.")
@click.option("--renderer", default="", metavar="NAME", help="Who makes the pictures, instead of the project's.")
@click.option("--voice", default="", metavar="NAME", help="Who speaks, instead of the project's.")
@click.option("--craft", default="rooms", hidden=True, help="Who directs, mixes and cuts.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Shots made at once; one a processor if not said."
)
@click.option("--draft", is_flag=True, help="Small and quick, to see how it goes.")
@click.option("--aspect", type=click.Choice(list(ASPECTS)), help="Shape of the picture, instead of the project's.")
@click.option(
    "--from-otio",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Follow a timeline that you edited.",
)
@click.option("--hls", is_flag=True, help="Also write renditions for streaming.")
@click.option("--register", is_flag=True, help="Also register each film, so that its title can be sold.")
@click.option("--tidy", is_flag=True, help="Afterwards drop from the store what this film does not use.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object, and nothing else.")
@click.option("--events", is_flag=True, help="Print what happens as JSON lines; the last one is the result.")
def make_command(  # noqa: PLR0913 one parameter an option
    *,
    folder: Path,
    until: str | None,
    episode: int | None,
    lang: str,
    renderer: str,
    voice: str,
    craft: str,
    jobs: int | None,
    draft: bool,
    aspect: str | None,
    from_otio: Path | None,
    hls: bool,
    register: bool,
    tidy: bool,
    as_json: bool,
    events: bool,
) -> None:
    """Make the film of the project in DIR.

    Runs check, board, voice, shoot, cut, seal and title. What was made before and did not change is reused, so
    you may stop this at any moment and run it again.
    """
    order = Order(
        until=Stage(until) if until else Stage.CUT if draft else Stage.TITLE,
        episode=episode or 0,
        language=lang,
        aspect=aspect or "",
        draft=draft,
        timeline=str(from_otio or ""),
        hls=hls,
        tidy=tidy,
    )
    if register and not order.until.reaches(Stage.TITLE):
        raise click.UsageError(f"--register needs the stage title, and this stops after {order.until.value}")
    _make(folder, order, _Choice(renderer, voice, craft, jobs or 0, as_json, events, register))


def seal_project(folder: Path, *, as_json: bool) -> None:
    """Make a project's films as far as they are not made, and seal them."""
    _make(folder, Order(until=Stage.SEAL), _Choice("", "", "rooms", 0, as_json, events=False))


def _make(folder: Path, order: Order, choice: _Choice) -> None:
    with clear_messages(folder):
        folder = project_folder(folder)
        from reelwright.wiring import Equipment, open_studio  # noqa: PLC0415 --help and usage errors stay quick

        equipment = Equipment(choice.renderer, choice.voice, choice.craft, choice.jobs)
        try:
            with open_display(until=order.until, silent=choice.as_json, events=choice.events) as display:
                made = make_film(folder, order, open_studio(folder, equipment), display.hear)
        except FindingsError as error:
            show_findings(error.findings, as_json=choice.for_programs)
            tell(error)
            raise click.exceptions.Exit(Exit.FINDINGS) from error
        except ReelError as error:
            if choice.for_programs:
                click.echo(json.dumps(failure_form(error), ensure_ascii=False))
            raise
        registered = _register(made, folder) if choice.register else []
        if choice.for_programs:
            more: dict[str, Plain] = {"registered": [*registered]} if choice.register else {}
            click.echo(json.dumps(result_form(made, folder) | more, ensure_ascii=False))
        else:
            click.echo("\n".join([summary(made, folder, order), *(f"registered {each}" for each in registered)]))


def _register(made: Made, folder: Path) -> list[str]:
    """Register every film that was entered; gives the names of their titles."""
    from .title import register_film  # noqa: PLC0415 only when it is asked for

    films = [film for film in made.films if film.entry is not None]
    return [str(register_film(folder / film.folder, royalty_bps=_ROYALTY).id) for film in films]


def project_folder(path: Path) -> Path:
    """The project that a path means: a folder, or a file in it such as its ``reel.toml``.

    Raises:
        UsageError: there is nothing there.
    """
    if not path.exists():
        raise click.UsageError(f"there is no folder {path}; to begin a film there: reel new {path} --title …")
    return path.parent if path.is_file() else path


def summary(made: Made, folder: Path, order: Order) -> str:
    """What was made, what was reused, and where to look: the end of a run for people."""
    lines = [_film_line(film, folder) for film in made.films] or ["checked: nothing stands in the way"]
    edit = f" --from-otio {order.timeline}" if order.timeline else ""
    if found := findings_line(made.findings, f"{folder}{edit}"):
        lines.append(found)
    if order.until.reaches(Stage.SHOOT):
        shots = made.shots_made + made.shots_reused
        lines.append(f"{count(shots, 'shot')}: {made.shots_reused} reused, {made.shots_made} made")
    if made.dropped is not None:
        lines.append(f"tidied: {count(made.dropped.pieces, 'piece')} dropped, {made.dropped.bytes / 1e6:.1f} MB freed")
    return "\n".join(lines)


def _film_line(film: MadeFilm, folder: Path) -> str:
    out = folder / film.folder
    page = out / "report.html"
    if film.film is None:
        return f"made as far as ordered: {out}\n  look at it: {page}"
    seconds = float(film.shot_list.rate.seconds(sum(shot.frames for shot in film.shots)))
    sealed = ""
    if film.seal is not None:
        sealed = f"\n  sealed by {film.seal.facts['signer']}; ask of it: reel verify {out / 'film.mp4'}"
        sealed += _who_signs(str(film.seal.facts["signer"]))
    return (
        f"{film.title}, {seconds:.1f} s: {out / 'film.mp4'}\n  shot by shot: {page}{sealed}{_title_line(film, folder)}"
    )


def _who_signs(signer: str) -> str:
    """What to do about a signature without a name, "" for one that bears a name."""
    from reelwright.wiring import UNNAMED  # noqa: PLC0415 --help stays quick

    return "\n    to sign under your own name: reel keys --anew --owner NAME" if signer == UNNAMED else ""


def _title_line(film: MadeFilm, folder: Path) -> str:
    if film.entry is None:
        return ""
    facts = film.entry.facts
    when = f"{dt.datetime.fromtimestamp(int(str(facts['anchored'])), tz=dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
    where = folder if film.folder == "out" else folder / film.folder
    return (
        f"\n  titled {facts['title']}\n    anchored {when} on chain {facts['chain']} by {_person(facts)}"
        f"\n    what happened to it: reel title history {where}"
    )


def _person(facts: Mapping[str, Plain]) -> str:
    from reelwright.chain import checksummed, read_address  # noqa: PLC0415 it is there once a film is titled

    return checksummed(read_address(str(facts["author"])))


def result_form(made: Made, folder: Path) -> dict[str, Plain]:
    """The result of a run for programs."""
    return {
        "event": "made",
        "project": str(folder),
        "shots": {"made": made.shots_made, "reused": made.shots_reused},
        "findings": len(made.findings),
        "dropped": None if made.dropped is None else {"pieces": made.dropped.pieces, "bytes": made.dropped.bytes},
        "films": [_film_form(film, folder) for film in made.films],
    }


def failure_form(error: ReelError) -> dict[str, Plain]:
    """What went wrong, for programs."""
    return {
        "event": "failed",
        "error": type(error).__name__,
        "what": error.what,
        "where": error.where,
        "mend": error.mend,
    }


def _film_form(film: MadeFilm, folder: Path) -> dict[str, Plain]:
    return {
        "title": film.title,
        "episode": film.episode,
        "folder": str(folder / film.folder),
        "files": list(film.files),
        "film_sha256": None if film.master is None else film.master.hex,
        "cut_sha256": None if film.film is None else film.film.hex,
        "seal": None if film.seal is None else dict(film.seal.facts),
        "title_entry": None if film.entry is None else dict(film.entry.facts),
        "frames": sum(shot.frames for shot in film.shots),
        "shots": [
            {"id": shot.timed.shot.id, "frames": shot.frames, "take": shot.take.hex, "reused": shot.reused}
            for shot in film.shots
        ],
        "sound": film.sound,
    }
