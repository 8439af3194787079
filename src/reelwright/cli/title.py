"""``reel title``: a film's entry on the ledger: registered, shown, given away, and its history."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain

from .exits import clear_messages
from .groups import InOrder

if TYPE_CHECKING:
    from reelwright.chain import Event, Plainly, Registry, Title, TitleFile

TITLE_FILE = "title.json"
film_argument = click.argument("film", metavar="FILM", type=click.Path(path_type=Path))
as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the result as one JSON object, and nothing else."
)


@click.group("title", cls=InOrder, short_help="the film's entry on the ledger")
def title_command() -> None:
    """Work with the title of a film.

    FILM is a project folder, its out folder, or a title file. The ledger is the project's own
    unless REEL_CHAIN names another.
    """


@dataclass(frozen=True, slots=True)
class OpenFilm:
    """A film's title file and the registry that it stands in."""

    file: TitleFile
    registry: Registry


@contextlib.contextmanager
def opened(film: Path, *, money: bool = False) -> Iterator[OpenFilm]:
    """Open the registry of a film, after reading its title file; for ``money`` with all contracts."""
    with clear_messages(film if film.is_dir() else None):
        from reelwright.chain import TitleError, read_title_file  # noqa: PLC0415 --help stays quick
        from reelwright.wiring import open_registry  # noqa: PLC0415

        path = title_file_of(film)
        if not path.is_file():
            raise TitleError("this film has no title yet", where=str(path), mend=f"make it: reel make {film}")
        file = read_title_file(path.read_bytes(), where=str(path))
        with open_registry(project_of(path) / ".reel", money=money) as registry:
            if registry.ledger.chain_id != file.chain_id:
                raise TitleError(
                    f"this title is of chain {file.chain_id}, and the ledger is of chain {registry.ledger.chain_id}",
                    where=str(path),
                    mend="name the right ledger in REEL_CHAIN",
                )
            yield OpenFilm(file, registry)


def title_file_of(film: Path) -> Path:
    """Where the title file of a film lies."""
    if film.is_file() and film.suffix == ".json":
        return film
    folder = film.parent if film.is_file() else film
    return folder / TITLE_FILE if (folder / TITLE_FILE).exists() else folder / "out" / TITLE_FILE


def project_of(film: Path) -> Path:
    """The project that a film, its folder or its title file lies in."""
    path = film.resolve()
    for folder in (path, *path.parents):
        if (folder / "reel.toml").exists():
            return folder
    return path if path.is_dir() else path.parent


@title_command.command("register")
@film_argument
@click.option("--royalty", type=click.IntRange(0, 10_000), default=500, metavar="BPS", help="What a later sale owes.")
@as_json_option
def register_command(*, film: Path, royalty: int, as_json: bool) -> None:
    """Register FILM: its anchor becomes a title that can be sold, with the anchor's time."""
    with opened(film) as place:
        from reelwright.chain import register_title  # noqa: PLC0415 --help stays quick

        anchor = place.file.anchor
        title = register_title(place.registry, anchor.work, royalty_bps=royalty, anchor=anchor if anchor.time else None)
        tell_result(title_form(title), [f"registered: {title.id}", *_lines(title)], as_json=as_json)


@title_command.command("show")
@film_argument
@as_json_option
def show_command(*, film: Path, as_json: bool) -> None:
    """Show the title of FILM as it is now."""
    with opened(film) as place:
        from reelwright.chain import anchored_at, find_title  # noqa: PLC0415 --help stays quick

        title = find_title(place.registry, place.file.title)
        anchor = place.file.anchor
        time = anchored_at(place.registry, anchor.root)
        form: dict[str, Plain] = {
            "title": str(place.file.title),
            "author": str(anchor.work.author),
            "root": str(anchor.work.root),
            "anchored": time,
            "registered": title_form(title) if title else None,
        }
        lines = [
            f"title     {place.file.title}",
            f"author    {anchor.work.author}",
            f"segments  {anchor.work.segments}, under {anchor.work.root}",
            f"anchored  {_clock(time)}" if time else "anchored  no",
            *(_lines(title) if title else ["registered no; to sell it: reel title register " + str(film)]),
        ]
        tell_result(form, lines, as_json=as_json)


@title_command.command("history")
@film_argument
@as_json_option
def history_command(*, film: Path, as_json: bool) -> None:
    """Tell everything that happened to the title of FILM, in order."""
    with opened(film) as place:
        from reelwright.chain import title_history  # noqa: PLC0415 --help stays quick

        told = title_history(place.registry, place.file.title, place.file.anchor.root)
        form: dict[str, Plain] = {"title": str(place.file.title), "events": [event_form(event) for event in told]}
        tell_result(form, history_lines(told) or ["nothing yet"], as_json=as_json)


@title_command.command("transfer")
@film_argument
@click.option("--to", required=True, metavar="ADDRESS", help="Who gets it.")
@as_json_option
def transfer_command(*, film: Path, to: str, as_json: bool) -> None:
    """Give the title of FILM to somebody else, without a price."""
    with opened(film) as place:
        from reelwright.chain import read_address, transfer_title  # noqa: PLC0415 --help stays quick

        title = transfer_title(place.registry, place.file.title, read_address(to))
        tell_result(title_form(title), [f"given to {title.owner}"], as_json=as_json)


def title_form(title: Title) -> dict[str, Plain]:
    """A title for programs."""
    return {
        "id": str(title.id),
        "owner": str(title.owner),
        "time": title.time,
        "royalty_bps": title.royalty_bps,
        "segments": title.segments,
        "uri": title.uri,
    }


def event_form(event: Event) -> dict[str, Plain]:
    """An event for programs."""
    return {
        "kind": event.kind,
        "time": event.time,
        "block": event.log.block,
        "tx": str(event.log.tx),
        "final": event.final,
        "values": {name: _plain(value) for name, value in event.values.items()},
    }


def history_lines(told: tuple[Event, ...]) -> list[str]:
    """Events for people: one line each, told as final only when they are."""
    return [
        f"{_clock(event.time)}  {event.kind:<24}{'' if event.final else '(not final) '}{_words(event)}"
        for event in told
    ]


def _words(event: Event) -> str:
    return ", ".join(f"{name} {_plain(value)}" for name, value in event.values.items() if name != "token_id")


def _plain(value: Plainly) -> Plain:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else f"{value:#x}"  # JSON's readers lose the digits of larger numbers
    return str(value)


def _lines(title: Title) -> list[str]:
    return [
        f"owner     {title.owner}",
        f"since     {_clock(title.time)}",
        f"royalty   {title.royalty_bps / 100:g} per cent of a later sale",
        f"described {title.uri}",
    ]


def _clock(seconds: int) -> str:
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def tell_result(form: dict[str, Plain], lines: list[str], *, as_json: bool) -> None:
    """Print a result for people or for programs."""
    click.echo(json.dumps(form, ensure_ascii=False) if as_json else "\n".join(lines))
