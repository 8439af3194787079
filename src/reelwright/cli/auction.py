"""``reel market auction|bid|close``: a title goes to the best of signed bids."""

from __future__ import annotations

from pathlib import Path

import click

from reelwright.film import Plain, project_of

from .opening import opened, opened_paper, read_signed, tell_result, wanted, write_signed
from .params import AMOUNT, amount_option, as_json_option, film_argument, number_option, out_option, paper_argument


@click.command("auction")
@film_argument
@amount_option("reserve", "The least bid, such as 100.")
@click.option("--hours", type=click.IntRange(1, 24 * 365), default=72, metavar="N", help="How long it lasts.")
@number_option
@out_option
@as_json_option
def auction_command(  # noqa: PLR0913 one parameter an option
    *, film: Path, units: int, hours: int, number: int, out: Path | None, as_json: bool
) -> None:
    """Sign an auction of the title of FILM, with a least bid; it begins when the first bid is brought."""
    with opened(film, money=True) as place:
        from reelwright.chain import amount_text, open_auction  # noqa: PLC0415 --help stays quick

        ends = place.registry.ledger.time() + hours * 3600
        auction = open_auction(place.registry, place.file.title, reserve=units, ends=ends, nonce=number)
        path = write_signed(auction, out or project_of(film) / "out" / "auction.json", place.registry)
        lines = [
            f"to the best bid from {amount_text(units)} on, {hours} hours: {path}",
            f"  to bid: reel market bid {path} --amount AMOUNT",
        ]
        tell_result({"auction": str(path), "units": units, "ends": ends}, lines, as_json=as_json)


@click.command("bid")
@paper_argument("AUCTION")
@click.option("--amount", "units", type=AMOUNT, metavar="AMOUNT", help="How much, such as 120.50.")
@click.option(
    "--bring",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BID",
    help="Bring a bid that somebody signed, instead of yours.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Only write it; another brings it."
)
@as_json_option
def bid_command(*, auction: Path, units: int | None, bring: Path | None, out: Path | None, as_json: bool) -> None:
    """Bid in AUCTION with your account's money; who is outbid has his money at once."""
    if (units is None) == (bring is None):
        raise click.UsageError("say what you bid, with --amount AMOUNT, or whose bid you bring, with --bring BID")
    with opened_paper(auction) as (registry, found):
        from reelwright.chain import Auction, Bid, amount_text, best_bid, bring_bid, sign_bid  # noqa: PLC0415 the same

        terms = wanted(found, Auction, auction)
        bid = sign_bid(registry, terms, units) if units else wanted(read_signed(bring or auction, registry), Bid, bring)
        if out is not None:
            path = write_signed(bid, out, registry)
            again = f"  to bring it: reel market bid {auction} --bring {path}"
            lines = [f"signed, not brought: {path}", again]
            tell_result({"bid": str(path), "units": bid.amount}, lines, as_json=as_json)
            return
        receipt, best = bring_bid(registry, terms, bid), best_bid(registry, terms)
        form: dict[str, Plain] = {"tx": str(receipt.tx), "units": bid.amount, "ends": best.ends}
        tell_result(form, [f"bid {amount_text(bid.amount)}: {receipt.tx}"], as_json=as_json)


@click.command("close")
@paper_argument("AUCTION")
@as_json_option
def close_command(*, auction: Path, as_json: bool) -> None:
    """Close AUCTION when its time is over: the title to the best bidder, the money to those it belongs to."""
    with opened_paper(auction) as (registry, found):
        from reelwright.chain import Auction, amount_text, checksummed, close_auction, read_address, show_title  # noqa: PLC0415 the same

        terms = wanted(found, Auction, auction)
        receipt = close_auction(registry, terms)
        sold = registry.happened(receipt, "market.Sold")
        owner, price = str(show_title(registry, terms.title).owner), int(str(sold["price"]))
        form: dict[str, Plain] = {"tx": str(receipt.tx), "owner": owner, "units": price}
        tell_result(
            form,
            [f"sold to {checksummed(read_address(owner))} for {amount_text(price)}: {receipt.tx}"],
            as_json=as_json,
        )
