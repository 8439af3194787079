"""``reel market``: titles and copies for sale by signed papers, offers and auctions."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reelwright.film import Plain, project_of

from .auction import auction_command, bid_command, close_command
from .groups import InOrder
from .opening import opened, opened_paper, read_signed, tell_result, wanted, write_signed
from .params import DAY, amount_option, as_json_option, film_argument, number_option, out_option, paper_argument

if TYPE_CHECKING:
    from reelwright.chain import Registry

_DAYS = click.option("--days", type=click.IntRange(1, 3650), default=30, metavar="N", help="How long it is good.")


@click.group("market", cls=InOrder, short_help="sell and buy titles and copies")
def market_command() -> None:
    """Sell and buy titles and copies of films by signed papers.

    A paper is a file that its maker signed. It costs nothing until somebody uses it; whoever has it
    may use it as it says, and in no other way.
    """


@market_command.command("list")
@film_argument
@amount_option("price", "What it costs, such as 4.99.")
@_DAYS
@number_option
@out_option
@as_json_option
def list_command(  # noqa: PLR0913 one parameter an option
    *, film: Path, units: int, days: int, number: int, out: Path | None, as_json: bool
) -> None:
    """Sign an order for the title of FILM, and write it for whoever may buy."""
    with opened(film, money=True) as place:
        from reelwright.chain import amount_text, list_title  # noqa: PLC0415 --help stays quick

        order = list_title(
            place.registry, place.file.title, price=units, deadline=_in(place.registry, days), nonce=number
        )
        path = write_signed(order, out or project_of(film) / "out" / "order.json", place.registry)
        lines = [f"for sale at {amount_text(units)}, {days} days: {path}", f"  to buy it: reel market buy {path}"]
        tell_result({"order": str(path), "units": units, "deadline": order.deadline}, lines, as_json=as_json)


market_command.add_command(auction_command)


@market_command.command("copies")
@film_argument
@amount_option("price", "What one costs, such as 4.99.")
@click.option("--supply", type=click.IntRange(1, 10**9), required=True, metavar="N", help="How many there will be.")
@click.option("--what", required=True, metavar="TEXT", help="What one who has a copy gets.")
@_DAYS
@out_option
@as_json_option
def copies_command(  # noqa: PLR0913 one parameter an option
    *, film: Path, units: int, supply: int, what: str, days: int, out: Path | None, as_json: bool
) -> None:
    """Sign an edition of FILM: so many copies at a price; the money goes to the film's shares."""
    with opened(film, money=True) as place:
        from reelwright.chain import Copies, amount_text, offer_copies  # noqa: PLC0415 --help stays quick

        registry, content = place.registry, hashlib.sha256(what.encode()).digest()
        token = registry.contract("pay_token").address
        draft = Copies(registry.me, place.file.title, token, units, supply, content, _in(place.registry, days))
        copies = offer_copies(registry, draft)
        path = write_signed(copies, out or project_of(film) / "out" / "copies.json", registry)
        lines = [
            f"{supply} copies at {amount_text(units)}, {days} days: {path}",
            f"  to buy one: reel market buy {path}",
        ]
        form: dict[str, Plain] = {"copies": str(path), "units": units, "supply": supply, "content": content.hex()}
        tell_result(form, lines, as_json=as_json)


@market_command.command("offer")
@film_argument
@amount_option("amount", "How much, such as 250.")
@_DAYS
@number_option
@out_option
@as_json_option
def offer_command(  # noqa: PLR0913 one parameter an option
    *, film: Path, units: int, days: int, number: int, out: Path | None, as_json: bool
) -> None:
    """Sign an offer for the title of FILM, and write it for its holder."""
    with opened(film, money=True) as place:
        from reelwright.chain import amount_text, make_offer  # noqa: PLC0415 --help stays quick

        offer = make_offer(
            place.registry, place.file.title, price=units, deadline=_in(place.registry, days), nonce=number
        )
        path = write_signed(offer, out or project_of(film) / "out" / "offer.json", place.registry)
        lines = [f"offered {amount_text(units)}, {days} days: {path}", f"  to take it: reel market accept {path}"]
        tell_result({"offer": str(path), "units": units, "deadline": offer.deadline}, lines, as_json=as_json)


@market_command.command("buy")
@paper_argument("PAPER")
@click.option("--copies", type=click.IntRange(1, 10**6), default=1, metavar="N", help="How many copies.")
@click.option("--for", "purpose", default="first", metavar="TEXT", help="What copies are for; one purpose buys once.")
@as_json_option
def buy_command(*, paper: Path, copies: int, purpose: str, as_json: bool) -> None:
    """Buy what PAPER sells, a title or copies, with your account's money."""
    with opened_paper(paper) as (registry, found):
        from reelwright.chain import Copies, Order, amount_text, buy_copies, buy_title  # noqa: PLC0415 the same

        if isinstance(found, Copies):
            receipt = buy_copies(registry, found, copies, key=purpose)
            form: dict[str, Plain] = {"tx": str(receipt.tx), "title": str(found.title), "copies": copies}
            lines = [f"bought {copies} for {amount_text(found.price * copies)}: {receipt.tx}"]
        else:
            order = wanted(found, Order, paper)
            receipt = buy_title(registry, order)
            form = {"tx": str(receipt.tx), "title": str(order.title), "owner": str(registry.me)}
            lines = [f"bought {order.title} for {amount_text(order.price)}: {receipt.tx}"]
        tell_result(form, lines, as_json=as_json)


@market_command.command("accept")
@paper_argument("OFFER")
@as_json_option
def accept_command(*, offer: Path, as_json: bool) -> None:
    """Take OFFER: the title goes to the buyer, the money to the film's shares and to you."""
    with opened_paper(offer) as (registry, found):
        from reelwright.chain import Offer, accept_offer, amount_text  # noqa: PLC0415 --help stays quick

        taken = wanted(found, Offer, offer)
        receipt = accept_offer(registry, taken)
        form: dict[str, Plain] = {"tx": str(receipt.tx), "title": str(taken.title), "owner": str(taken.maker)}
        lines = [
            f"sold for {amount_text(taken.price)}: {receipt.tx}",
            f"  to have it sent to you: reel money withdraw {project_of(offer)}",
        ]
        tell_result(form, lines, as_json=as_json)


@market_command.command("match")
@paper_argument("ORDER")
@paper_argument("OFFER")
@as_json_option
def match_command(*, order: Path, offer: Path, as_json: bool) -> None:
    """Bring a seller's ORDER and a buyer's OFFER together, whoever you are; the price is the seller's."""
    with opened_paper(order) as (registry, found):
        from reelwright.chain import Offer, Order, amount_text, match_papers  # noqa: PLC0415 the same

        selling, buying = wanted(found, Order, order), wanted(read_signed(offer, registry), Offer, offer)
        receipt = match_papers(registry, selling, buying)
        form: dict[str, Plain] = {"tx": str(receipt.tx), "units": selling.price, "owner": str(buying.maker)}
        tell_result(form, [f"sold for {amount_text(selling.price)}: {receipt.tx}"], as_json=as_json)


market_command.add_command(bid_command)
market_command.add_command(close_command)


@market_command.command("show")
@paper_argument("PAPER")
@as_json_option
def show_command(*, paper: Path, as_json: bool) -> None:
    """Say what PAPER is, who made it, and how it stands."""
    with opened_paper(paper) as (registry, found):
        from .papers import paper_form, paper_lines  # noqa: PLC0415 --help stays quick

        form = paper_form(registry, found)
        tell_result(form, paper_lines(form), as_json=as_json)


@market_command.command("cancel")
@paper_argument("PAPER")
@as_json_option
def cancel_command(*, paper: Path, as_json: bool) -> None:
    """Take PAPER back, which you signed, before anybody uses it."""
    with opened_paper(paper) as (registry, found):
        from reelwright.chain import (  # noqa: PLC0415 --help stays quick
            Auction,
            Bid,
            Copies,
            Licence,
            TitleError,
            call_off,
            end_copies,
            revoke_licence,
            take_back,
        )

        if isinstance(found, Bid):
            raise TitleError("a bid is not taken back", where=str(paper), mend="nobody can bring it once it is outbid")
        if isinstance(found, Copies):
            end_copies(registry, found)
        elif isinstance(found, Licence):
            revoke_licence(registry, found)
        elif isinstance(found, Auction):
            call_off(registry, found)
        else:
            take_back(registry, found.maker, found.nonce)
        tell_result({"cancelled": str(paper)}, [f"taken back: {paper}"], as_json=as_json)


def _in(registry: Registry, days: int) -> int:
    return registry.ledger.time() + days * DAY
