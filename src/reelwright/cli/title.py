"""``reel title``: a film's entry on the ledger: registered, shown, given away, and its history."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain, project_of

from .groups import InOrder
from .licensing import derive_command, license_command
from .opening import OpenFilm, opened, tell_result
from .params import ADDRESS, as_json_option, film_argument

if TYPE_CHECKING:
    from reelwright.chain import Address, Event, Hash, Plainly, Title

    from .told import Names


@click.group("title", cls=InOrder, short_help="the film's entry on the ledger")
def title_command() -> None:
    """Work with the title of a film.

    FILM is a project folder, its out folder, or a title file. The ledger is the project's own
    unless REEL_CHAIN names another.
    """


@title_command.command("register")
@film_argument
@click.option("--royalty", type=click.IntRange(0, 10_000), default=500, metavar="BPS", help="What a later sale owes.")
@as_json_option
def register_command(*, film: Path, royalty: int, as_json: bool) -> None:
    """Register FILM: its anchor becomes a title that can be sold, with the anchor's time."""
    title = register_film(film, royalty_bps=royalty)
    tell_result(title_form(title), [f"registered: {title.id}", *_lines(title)], as_json=as_json)


@title_command.command("show")
@film_argument
@as_json_option
def show_command(*, film: Path, as_json: bool) -> None:
    """Show the title of FILM as it is now."""
    with opened(film) as place:
        from reelwright.chain import anchored_at, checksummed, find_title  # noqa: PLC0415 --help stays quick

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
            f"author    {checksummed(anchor.work.author)}",
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

        from .told import names_of  # noqa: PLC0415 the same

        told = title_history(place.registry, place.file.title, *_parts(place))
        form: dict[str, Plain] = {"title": str(place.file.title), "events": [event_form(event) for event in told]}
        tell_result(
            form,
            history_lines(told, names_of(place.registry, place.file, project_of(film))) or ["nothing yet"],
            as_json=as_json,
        )


@title_command.command("cost")
@film_argument
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="How to print it.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def cost_command(*, film: Path, form: str, as_json: bool) -> None:
    """Print what the life of FILM took of the ledger: gas, bytes, and an estimate of energy with its sources."""
    with opened(film) as place:
        from reelwright.chain import (  # noqa: PLC0415 --help stays quick
            deed_words,
            energy_text,
            film_footprint,
            footprint_html,
            footprint_json,
            grounds,
        )

        found = film_footprint(place.registry, place.file.title, *_parts(place))
        if as_json or form != "text":
            click.echo((footprint_html if form == "html" else footprint_json)(found).decode("utf-8"), nl=False)
            return
        lines = [f"{'done':<22}{'times':>6}{'gas':>12}{'bytes':>10}"]
        lines += [
            f"{deed_words(kind):<22}{times:>6,}{gas:>12,}{size:>10,}"
            for kind, (times, gas, size) in found.by_kind().items()
        ]
        lines += [f"{'together':<22}{len(found.deeds):>6,}{found.gas:>12,}{found.payload:>10,}", ""]
        lines += [f"{each.name:<26}about {energy_text(each.nwh(found.gas, found.payload))}" for each in grounds()]
        lines.append("where these estimates come from: --format html")
        click.echo("\n".join(lines))


@title_command.command("transfer")
@film_argument
@click.option("--to", type=ADDRESS, required=True, metavar="ADDRESS", help="Who gets it.")
@as_json_option
def transfer_command(*, film: Path, to: Address, as_json: bool) -> None:
    """Give the title of FILM to somebody else, without a price."""
    with opened(film) as place:
        from reelwright.chain import checksummed, transfer_title  # noqa: PLC0415 --help stays quick

        title = transfer_title(place.registry, place.file.title, to)
        tell_result(title_form(title), [f"given to {checksummed(title.owner)}"], as_json=as_json)


title_command.add_command(license_command)
title_command.add_command(derive_command)


def register_film(film: Path, *, royalty_bps: int) -> Title:
    """Register a film that is anchored; registered already, it is given as it is."""
    with opened(film) as place:
        from reelwright.chain import register_title  # noqa: PLC0415 --help stays quick

        anchor = place.file.anchor
        kept = anchor if anchor.time else None
        return register_title(place.registry, anchor.work, royalty_bps=royalty_bps, anchor=kept)


def _parts(place: OpenFilm) -> tuple[Hash, ...]:
    """What belongs to a film beside its title: the root of its anchor, and the share table that its income goes to."""
    from reelwright.chain import table_bound  # noqa: PLC0415 --help stays quick

    bound = table_bound(place.registry, place.file.title) if "market" in place.registry.contracts else None
    return (place.file.anchor.root, *(() if bound is None else (bound,)))


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


def _plain(value: Plainly) -> Plain:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else f"{value:#x}"  # JSON's readers lose the digits of larger numbers
    return str(value)


def _lines(title: Title) -> list[str]:
    from reelwright.chain import checksummed  # noqa: PLC0415 --help stays quick

    return [
        f"owner     {checksummed(title.owner)}",
        f"since     {_clock(title.time)}",
        f"royalty   {title.royalty_bps / 100:g} per cent of a later sale",
        f"described {title.uri}",
    ]


def _clock(seconds: int) -> str:
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
