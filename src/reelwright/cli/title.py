"""``reel title``: a film's entry on the ledger: registered, shown, given away, and its history."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain
from reelwright.production import TITLE, project_of

from .exits import clear_messages
from .groups import InOrder
from .params import ADDRESS, DAY, as_json_option, film_argument, number_option, out_option

if TYPE_CHECKING:
    from reelwright.chain import Address, Event, Plainly, Registry, Title, TitleFile

    from .told import Names


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
    return folder / TITLE if (folder / TITLE).exists() else folder / "out" / TITLE


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
        tell_result(form, history_lines(told, names_of(place, film)) or ["nothing yet"], as_json=as_json)


@title_command.command("transfer")
@film_argument
@click.option("--to", type=ADDRESS, required=True, metavar="ADDRESS", help="Who gets it.")
@as_json_option
def transfer_command(*, film: Path, to: Address, as_json: bool) -> None:
    """Give the title of FILM to somebody else, without a price."""
    with opened(film) as place:
        from reelwright.chain import transfer_title  # noqa: PLC0415 --help stays quick

        title = transfer_title(place.registry, place.file.title, to)
        tell_result(title_form(title), [f"given to {title.owner}"], as_json=as_json)


@title_command.command("license")
@film_argument
@click.option("--share", type=click.FloatRange(0.0001, 99.9), required=True, metavar="PCT", help="Of all its income.")
@click.option(
    "--terms",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The words that were agreed.",
)
@click.option("--to", type=ADDRESS, metavar="ADDRESS", help="Who may use it; anybody if not said.")
@click.option("--for-good", is_flag=True, help="Every film that is made from that one owes the share too.")
@click.option("--days", type=click.IntRange(1, 36_500), default=365, metavar="N", help="How long it can be used.")
@number_option
@out_option
@as_json_option
def license_command(  # noqa: PLR0913 one parameter an option
    *,
    film: Path,
    share: float,
    terms: Path,
    to: Address | None,
    for_good: bool,
    days: int,
    number: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Sign a licence to use FILM in another film, for a share of that film's income."""
    with opened(film, money=True) as place:
        from reelwright.chain import NOBODY, Licence, license_title  # noqa: PLC0415 --help stays quick

        from .papers import write_signed  # noqa: PLC0415 the same

        digest, deadline = hashlib.sha256(terms.read_bytes()).digest(), int(time.time()) + days * DAY
        millionths = round(share * 10_000)
        wish = Licence(place.file.title, to or NOBODY, digest, millionths, number, deadline, for_good)
        licence = license_title(place.registry, wish)
        path = write_signed(licence, out or project_of(film) / "out" / "licence.json", place.registry)
        form: dict[str, Plain] = {"licence": str(path), "millionths": millionths, "terms": digest.hex()}
        lines = [
            f"licensed for {millionths / 10_000:g} % of the other film's income, {days} days: {path}",
            '  to use it: name it in that film\'s reel.toml, [[uses]] licence = "FILE"',
        ]
        tell_result(form, lines, as_json=as_json)


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


def history_lines(told: tuple[Event, ...], names: Names) -> list[str]:
    """Events for people: one line each, told as final only when they are."""
    from .told import is_told, tell_event  # noqa: PLC0415 --help stays quick

    return [
        f"{_clock(event.time)}  {'' if event.final else '(not final) '}{tell_event(event, names)}"
        for event in told
        if is_told(event)
    ]


def names_of(place: OpenFilm, film: Path) -> Names:
    """Who is who around a film: you, the contributors that reel.toml names, the film and our contracts."""
    from reelwright.chain import account_of, read_address  # noqa: PLC0415 --help stays quick
    from reelwright.story import StoryError, load_project  # noqa: PLC0415 the same

    known = {account_of(each.address).raw: f"the {name}" for name, each in place.registry.contracts.items()}
    with contextlib.suppress(StoryError):  # a history is told without the project too
        for person in load_project(project_of(film)).settings.contributors:
            if person.address:
                known[account_of(read_address(person.address)).raw] = person.name
    known[place.file.title.raw] = "this film"
    known[account_of(place.registry.me).raw] = "you"
    from .told import Names  # noqa: PLC0415 the same

    return Names(known, place.file.anchor.work.author)


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
