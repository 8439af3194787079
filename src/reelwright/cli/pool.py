"""``reel pool``: a film's income paid by one public list, which anybody checks and a guardian may stop."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain, ReelError, project_of

from .exits import Exit, clear_messages
from .groups import InOrder
from .opening import read_title, tell_result
from .params import ADDRESS, DAY, as_json_option, paper_argument

if TYPE_CHECKING:
    from reelwright.chain import Address, Hash, Pool, Registry, Table


@click.group("pool", cls=InOrder, short_help="pay films by one public list")
def pool_command() -> None:
    """Pay the income of many films, and of the films that they come from, by one public list.

    An operator works the list out from what happened on the ledger and posts it; anybody works it out
    anew; a guardian has some days to stop it; then everybody on it can be paid, for the same price at
    any depth of remakes.
    """


@pool_command.command("new")
@click.argument("pool", metavar="POOL", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--guardian", type=ADDRESS, required=True, metavar="ADDRESS", help="Who may stop a list, and no more.")
@click.option("--operator", type=ADDRESS, metavar="ADDRESS", help="Who posts lists; you if not said.")
@click.option("--days", type=click.IntRange(1, 365), default=3, metavar="N", help="How long a list waits.")
@as_json_option
def new_command(*, pool: Path, guardian: Address, operator: Address | None, days: int, as_json: bool) -> None:
    """Write the file POOL, to be named when the shares of films are agreed; keep it in the folder of a film."""
    with _opened(pool) as registry:
        from reelwright.chain import Pool, pool_account, write_pool  # noqa: PLC0415 --help stays quick

        made = Pool(operator or registry.me, guardian, days * DAY)
        _write(pool, write_pool(made, chain_id=registry.ledger.chain_id))
        account = pool_account(registry, made)
        lines = [f"a pool whose lists wait {days} days: {pool}", f"  to use it: reel shares agree FILM --pool {pool}"]
        tell_result({"pool": str(pool), "account": str(account)}, lines, as_json=as_json)


@pool_command.command("pay")
@paper_argument("POOL")
@click.argument("films", metavar="FILM...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to write the list.")
@click.option("--dry-run", is_flag=True, help="Write the list, and post nothing.")
@as_json_option
def pay_command(*, pool: Path, films: tuple[Path, ...], out: Path | None, dry_run: bool, as_json: bool) -> None:
    """Work out what everybody has coming out of POOL, write it down as a list, and post it.

    FILM are the films that pay through it, and those that they come from, all on one ledger.
    """
    with _opened(films[0]) as registry:
        from reelwright.chain import amount_text, post_payout, posted_now, resolve_payout, write_payout  # noqa: PLC0415

        named = _pool(registry, pool)
        payout = resolve_payout(registry, named, dict(_film(registry, film) for film in films))
        content, path = write_payout(payout), out or pool.with_name("payout.json")
        _write(path, content)
        receipt = None if dry_run else post_payout(registry, payout, content)
        waits = posted_now(registry, named)
        form: dict[str, Plain] = {
            "list": str(path),
            "root": str(payout.root),
            "units": payout.total,
            "payees": len(payout.rows.rows),
            "tx": None if receipt is None else str(receipt.tx),
            "live_at": waits.live_at,
            "left_out": {str(title): units for title, units in payout.left_out.items()},
        }
        lines = [f"{amount_text(payout.total)} for {len(payout.rows.rows)}, since the beginning: {path}"]
        lines += _left_out(payout.left_out)
        if not dry_run:
            lines += [f"posted; live from {_moment(waits.live_at)} on", f"  give it away: reel pool check {path}"]
        tell_result(form, lines, as_json=as_json)


@pool_command.command("check")
@paper_argument("LIST")
@as_json_option
def check_command(*, list: Path, as_json: bool) -> None:  # noqa: A002 the argument's own name
    """Work LIST out anew from what happened on the ledger; ends with 1 when it is not right."""
    with _opened(list) as registry:
        from reelwright.chain import check_payout, read_payout, resolve_payout  # noqa: PLC0415 --help stays quick

        content = list.read_bytes()
        found = check_payout(registry, content, where=str(list))
        payout = read_payout(content, chain_id=registry.ledger.chain_id, where=str(list))
        left_out: Mapping[Hash, int] = {}
        if not found:
            left_out = resolve_payout(registry, payout.pool, payout.films, block=payout.block).left_out
        lines = [f"wrong: {each}" for each in found]
        lines += [f"  to stop it, its guardian: reel pool stop {list}"] if found else [f"right, to the unit: {list}"]
        form: dict[str, Plain] = {"right": not found, "found": [*found], "units": payout.total}
        form["left_out"] = {str(title): units for title, units in left_out.items()}
        tell_result(form, lines + _left_out(left_out), as_json=as_json)
    if found:
        raise click.exceptions.Exit(Exit.FINDINGS)


@pool_command.command("stop")
@paper_argument("POOL")
@as_json_option
def stop_command(*, pool: Path, as_json: bool) -> None:
    """Stop the list of POOL that waits; what paid before goes on paying. For its guardian."""
    with _opened(pool) as registry:
        from reelwright.chain import stop_list  # noqa: PLC0415 --help stays quick

        receipt = stop_list(registry, _pool(registry, pool))
        tell_result({"tx": str(receipt.tx)}, [f"stopped: {receipt.tx}"], as_json=as_json)


@pool_command.command("show")
@paper_argument("POOL")
@as_json_option
def show_command(*, pool: Path, as_json: bool) -> None:
    """Show who keeps POOL, what came into it, and which lists pay and wait."""
    with _opened(pool) as registry:
        from reelwright.chain import amount_text, checksummed, pool_account, posted_now, received  # noqa: PLC0415

        named = _pool(registry, pool)
        now, account = posted_now(registry, named), pool_account(registry, named)
        came = received(registry, account)
        form: dict[str, Plain] = {
            "account": str(account),
            "operator": checksummed(named.operator),
            "guardian": checksummed(named.guardian),
            "days": named.window // DAY,
            "received": came,
            "live": None if now.live is None else str(now.live),
            "waits": None if now.next is None else str(now.next),
            "live_at": now.live_at,
        }
        lines = [f"{name:<9} {form[name]}" for name in ("account", "operator", "guardian", "days")]
        lines += [f"received  {amount_text(came)}", f"pays      {form['live'] or 'no list yet'}"]
        lines += [f"waits     {now.next}, live from {_moment(now.live_at)} on"] if now.next else []
        tell_result(form, lines, as_json=as_json)


@pool_command.command("draw")
@paper_argument("LIST")
@as_json_option
def draw_command(*, list: Path, as_json: bool) -> None:  # noqa: A002 the argument's own name
    """Give everybody on LIST, which must be live, what he has not had yet; anybody may ask for it."""
    with _opened(list) as registry:
        from reelwright.chain import amount_text, draw_payout, read_payout  # noqa: PLC0415 --help stays quick

        payout = read_payout(list.read_bytes(), chain_id=registry.ledger.chain_id, where=str(list))
        units = draw_payout(registry, payout)
        lines = [f"drawn {amount_text(units)} for {len(payout.rows.rows)}" if units else "everybody has had his part"]
        tell_result({"units": units}, lines, as_json=as_json)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Registry]:
    with clear_messages():
        from reelwright.wiring import open_registry  # noqa: PLC0415 --help stays quick

        with open_registry(project_of(path) / ".reel", money=True) as registry:
            yield registry


def _pool(registry: Registry, path: Path) -> Pool:
    from reelwright.chain import read_pool  # noqa: PLC0415 --help stays quick

    return read_pool(path.read_bytes(), chain_id=registry.ledger.chain_id, where=str(path))


def _film(registry: Registry, film: Path) -> tuple[Hash, Table]:
    """A film's title, and the table that its project makes up."""
    from reelwright.production import film_table  # noqa: PLC0415 --help stays quick
    from reelwright.story import load_project  # noqa: PLC0415 the same

    file = read_title(film)
    return file.title, film_table(registry, load_project(project_of(film)), file.anchor.work.author)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ReelError(f"this cannot be written: {error.strerror}", where=str(path)) from error


def _left_out(films: Mapping[Hash, int]) -> list[str]:
    from reelwright.chain import amount_text  # noqa: PLC0415 --help stays quick

    return [
        f"left out: {title}, which sent {amount_text(units)}; its shares or those of a film it pays are not known here"
        for title, units in films.items()
    ]


def _moment(seconds: int) -> str:
    return f"{dt.datetime.fromtimestamp(seconds, tz=dt.UTC):%Y-%m-%d %H:%M} UTC"
