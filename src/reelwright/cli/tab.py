"""``reel tab``: a viewer pays in once, unlocks episodes by signatures, and the house settles many viewers at once."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain, ReelError, plain_file, project_of

from .exits import clear_messages
from .groups import InOrder
from .opening import opened, tell_result
from .params import ADDRESS, AMOUNT, DAY, amount_option, as_json_option, film_argument, out_option, paper_argument

if TYPE_CHECKING:
    from reelwright.chain import Address, Passbook, Prices, Registry

_BOOK = click.option(
    "--book",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your passbook; passbook.json beside PRICES if not said.",
)


@click.group("tab", cls=InOrder, short_help="unlock episodes")
def tab_command() -> None:
    """Unlock episodes: pay in once, sign for each episode, take back what is left.

    A price list names what an episode costs; your passbook is your receipt, and its newest signature
    stands for all before it.
    """


@tab_command.command("prices")
@film_argument
@amount_option("price", "What an episode costs, such as 0.25.")
@click.option("--free", type=click.IntRange(min=0), default=0, metavar="N", help="So many first episodes are free.")
@click.option("--cap", type=AMOUNT, metavar="AMOUNT", help="The most that all cost together.")
@out_option
@as_json_option
def prices_command(*, film: Path, units: int, free: int, cap: int | None, out: Path | None, as_json: bool) -> None:  # noqa: PLR0913 one parameter an option
    """Write the price list of FILM for its viewers; what they pay goes to the film's shares."""
    with opened(film, money=True) as place:
        from reelwright.chain import Prices, amount_text  # noqa: PLC0415 --help stays quick

        prices = Prices(place.registry.ledger.chain_id, place.file.title, units, free, cap or 0)
        path = out or project_of(film) / "out" / "prices.json"
        _write(path, prices.content)
        form: dict[str, Plain] = {"prices": str(path), "terms": prices.listed.terms.hex()}
        lines = [f"{amount_text(units)} an episode: {path}", f"  to pay in: reel tab open {path} --amount AMOUNT"]
        tell_result(form, lines, as_json=as_json)


@tab_command.command("open")
@paper_argument("PRICES")
@amount_option("amount", "How much to pay in, such as 5.")
@click.option("--days", type=click.IntRange(1, 700), default=90, metavar="N", help="How long; then the rest is yours.")
@click.option("--for", "purpose", default="first", metavar="TEXT", help="What it is for; one purpose pays in once.")
@as_json_option
def open_command(*, prices: Path, units: int, days: int, purpose: str, as_json: bool) -> None:
    """Pay into your tab with the house of PRICES; again later to pay more in."""
    with _opened(prices) as (registry, listed):
        from reelwright.chain import (  # noqa: PLC0415 --help stays quick
            Deposit,
            amount_text,
            keccak256,
            open_tab,
            tab_of,
            was_paid_in,
        )

        before = was_paid_in(registry, listed.listed, registry.me, purpose)
        _, _, expiry = tab_of(registry, listed.listed, registry.me)
        until = max(expiry, (registry.ledger.time() // DAY + days) * DAY)
        deposit = Deposit(units, until, keccak256(purpose.encode()))
        receipt = open_tab(registry, listed.listed, registry.outbox.signer, deposit, key=purpose)
        form: dict[str, Plain] = {"tx": str(receipt.tx), "units": units, "before": before}
        paid = "paid in before, and not again:" if before else "paid in"
        lines = [
            f"{paid} {amount_text(units)} for {purpose}: {receipt.tx}",
            *([f"  to pay in more: reel tab open {prices} --amount AMOUNT --for TEXT"] if before else []),
            f"  to unlock: reel tab unlock {prices} --episode N",
        ]
        form |= _standing(registry, listed, registry.me)
        tell_result(form, lines, as_json=as_json)


@tab_command.command("unlock")
@paper_argument("PRICES")
@click.option(
    "--episode",
    "episodes",
    type=click.IntRange(1, 10_000),
    multiple=True,
    required=True,
    metavar="N",
    help="Which one.",
)
@_BOOK
@as_json_option
def unlock_command(*, prices: Path, episodes: tuple[int, ...], book: Path | None, as_json: bool) -> None:
    """Unlock episodes: the price is told, and your passbook signed for all that you have spent."""
    with _opened(prices) as (registry, listed):
        from reelwright.chain import TitleError, amount_argument, amount_text, sign_voucher, tab_of  # noqa: PLC0415 --help stays quick

        path = book or prices.parent / "passbook.json"
        before = _book(path, registry, listed)
        after = before
        for episode in episodes:
            after = after.with_episode(episode)
        paid, _, _ = tab_of(registry, listed.listed, registry.me)
        if after.spent > paid:
            short = after.spent - paid
            raise TitleError(
                f"your tab lacks {amount_text(short)}",
                where=str(prices),
                mend=f"pay in: reel tab open {prices} --amount {amount_argument(short)} --for TEXT",
            )
        if after.voucher is None or after is not before:
            voucher = sign_voucher(registry, listed.listed, after.spent, registry.outbox.signer)
            after = dataclasses.replace(after, voucher=voucher)
        _keep(path, after)
        cost = after.spent - before.spent
        form: dict[str, Plain] = {"book": str(path), "units": cost, "spent": after.spent, "left": paid - after.spent}
        said = ", ".join(str(each) for each in episodes)
        lines = [f"unlocked {said} for {amount_text(cost)}; {amount_text(paid - after.spent)} left: {path}"]
        tell_result({**form, "episodes": [*after.episodes]}, lines, as_json=as_json)


@tab_command.command("show")
@paper_argument("PRICES")
@click.option("--of", type=ADDRESS, metavar="ADDRESS", help="Whose; your own if not said.")
@as_json_option
def show_command(*, prices: Path, of: Address | None, as_json: bool) -> None:
    """Show what is paid in and settled of a tab."""
    with _opened(prices) as (registry, listed):
        form = _standing(registry, listed, of or registry.me)
        tell_result(form, _lines(form), as_json=as_json)


@tab_command.command("settle")
@click.argument(
    "books", metavar="BOOK...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@as_json_option
def settle_command(*, books: tuple[Path, ...], as_json: bool) -> None:
    """Bring the passbooks of many viewers: what each has signed since last time goes to the house."""
    with clear_messages():
        from reelwright.chain import amount_text, is_voucher, read_passbook, settle_tabs, tab_of  # noqa: PLC0415 the same
        from reelwright.wiring import open_registry  # noqa: PLC0415 --help stays quick

        form: dict[str, Plain] = {"units": 0, "vouchers": 0, "txs": []}
        passed, total, counted, txs = list[str](), 0, 0, list[Plain]()
        with open_registry(project_of(books[0]) / ".reel", money=True) as registry:
            listed: dict[Prices, list[Passbook]] = defaultdict(list)
            for path in books:
                found = read_passbook(path.read_bytes(), where=str(path))
                voucher = found.voucher
                if voucher is None or not is_voucher(registry, found.prices.listed, voucher):
                    passed.append(f"passed over, not signed by its viewer: {path}")
                elif voucher.spent <= tab_of(registry, found.prices.listed, found.viewer)[1]:
                    passed.append(f"settled before: {path}")
                else:
                    listed[found.prices].append(found)
            for prices, found_books in listed.items():
                vouchers = [each.voucher for each in found_books if each.voucher is not None]
                receipt = settle_tabs(registry, prices.listed, vouchers)
                said = registry.happened(receipt, "tab.Settled")
                total, counted = total + int(str(said["total"])), counted + int(str(said["vouchers"]))
                txs.append(str(receipt.tx))
        form = {"units": total, "vouchers": counted, "txs": txs, "passed": [*passed]}
        tell_result(
            form, [f"settled {amount_text(total)} of {counted} viewer{'s' * (counted != 1)}", *passed], as_json=as_json
        )


@tab_command.command("refund")
@paper_argument("PRICES")
@click.option("--of", type=ADDRESS, metavar="ADDRESS", help="Whose; your own if not said.")
@as_json_option
def refund_command(*, prices: Path, of: Address | None, as_json: bool) -> None:
    """Give a viewer back what he has not spent, from a week after the tab's end on."""
    with _opened(prices) as (registry, listed):
        from reelwright.chain import amount_text, refund_tab  # noqa: PLC0415 --help stays quick

        units = refund_tab(registry, listed.listed, of or registry.me)
        lines = [f"given back: {amount_text(units)}" if units else "nothing is left in this tab"]
        tell_result({"units": units}, lines, as_json=as_json)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[Registry, Prices]]:
    with clear_messages():
        from reelwright.chain import TitleError, read_prices  # noqa: PLC0415 --help stays quick
        from reelwright.wiring import open_registry  # noqa: PLC0415 the same

        listed = read_prices(path.read_bytes(), where=str(path))
        with open_registry(project_of(path) / ".reel", money=True) as registry:
            if registry.ledger.chain_id != listed.chain_id:
                what = f"these prices are of chain {listed.chain_id}, and the ledger is of {registry.ledger.chain_id}"
                raise TitleError(what, where=str(path), mend="name the right ledger in REEL_CHAIN")
            yield registry, listed


def _book(path: Path, registry: Registry, prices: Prices) -> Passbook:
    """The viewer's passbook for these prices, begun where there is none."""
    from reelwright.chain import Passbook, TitleError, checksummed, read_passbook, tab_of  # noqa: PLC0415 --help stays quick

    settled = tab_of(registry, prices.listed, registry.me)[1]
    if not path.exists():
        return Passbook(registry.me, prices, settled)
    book = read_passbook(path.read_bytes(), where=str(path))
    if book.viewer != registry.me:
        raise TitleError(
            f"this passbook is {checksummed(book.viewer)}'s, and you are {checksummed(registry.me)}",
            where=str(path),
            mend="name a file of your own: --book FILE",
        )
    if book.prices == prices:
        return book
    newer = book.under(prices, settled=settled)
    _keep(path.with_name(f"{path.stem}-{book.prices.listed.terms.hex()[:8]}{path.suffix}"), book)  # it stays a receipt
    return newer


def _keep(path: Path, book: Passbook) -> None:
    """Write a passbook down whole or not at all, and surely, before anybody is told."""
    from reelwright.chain import write_passbook  # noqa: PLC0415 --help stays quick

    draft = plain_file(path).with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as opened_draft:
            opened_draft.write(write_passbook(book))
            opened_draft.flush()
            os.fsync(opened_draft.fileno())
        draft.replace(path)
    except OSError as error:
        raise ReelError(f"the passbook cannot be written: {error.strerror}", where=str(path)) from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ReelError(f"this cannot be written: {error.strerror}", where=str(path)) from error


def _standing(registry: Registry, prices: Prices, who: Address) -> dict[str, Plain]:
    from reelwright.chain import checksummed, tab_of  # noqa: PLC0415 --help stays quick

    paid, spent, expiry = tab_of(registry, prices.listed, who)
    return {"viewer": checksummed(who), "paid": paid, "settled": spent, "expiry": expiry}


def _lines(form: dict[str, Plain]) -> list[str]:
    from reelwright.chain import amount_text  # noqa: PLC0415 --help stays quick

    ends = dt.datetime.fromtimestamp(int(str(form["expiry"])), tz=dt.UTC)
    return [
        f"viewer   {form['viewer']}",
        f"paid in  {amount_text(int(str(form['paid'])))}",
        f"settled  {amount_text(int(str(form['settled'])))}",
        f"expires  {ends:%Y-%m-%d %H:%M} UTC; the rest comes back a week after that" if form["expiry"] else "not open",
    ]
