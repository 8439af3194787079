"""Signed papers in words: what one is, whether its maker signed it, and how it stands on the ledger."""

from __future__ import annotations

import dataclasses
import datetime as dt

from reelwright.chain import (
    NOBODY,
    Address,
    Auction,
    Bid,
    Copies,
    Hash,
    Licence,
    Offer,
    Order,
    Paper,
    Registry,
    amount_text,
    best_bid,
    checksummed,
    copies_of,
    find_title,
)
from reelwright.film import Plain

_STRUCTS = {
    Order: ("market", "Order", "maker"),
    Offer: ("market", "Offer", "maker"),
    Auction: ("market", "Auction", "maker"),
    Bid: ("market", "Bid", "bidder"),
    Copies: ("edition", "Edition", "maker"),
}
_MONEY = ("price", "reserve", "amount", "best", "next")
_PEOPLE = ("maker", "taker", "licensee", "bidder")
_TIMES = ("deadline", "ends")


def paper_form(registry: Registry, paper: Paper) -> dict[str, Plain]:
    """A paper for programs: its fields, whether it is signed, and how it stands."""
    form: dict[str, Plain] = {"kind": type(paper).__name__.lower()}
    for field in dataclasses.fields(paper):
        value = getattr(paper, field.name)
        form[field.name] = value if isinstance(value, int) else value.hex() if isinstance(value, bytes) else str(value)
    form["signed"] = _is_signed(registry, paper)
    if isinstance(paper, Auction):
        best = best_bid(registry, paper)
        form |= {"bidder": str(best.bidder or ""), "best": best.amount, "ends": best.ends, "closed": best.closed}
        form["next"] = max(best.next_bid, paper.reserve)
    if isinstance(paper, Copies):
        form["held"], form["sold"] = copies_of(registry, paper, registry.me)
    return form


def paper_lines(form: dict[str, Plain]) -> list[str]:
    """The same for people."""
    lines = [f"{form['kind']}, {'signed by its maker' if form['signed'] else 'NOT SIGNED by whom it names'}"]
    for name, value in form.items():
        if name in ("kind", "signed", "signature", "token", "uses", "payee"):
            continue
        lines.append(f"{name:<10}{_words(name, str(value))}")
    return lines


def _words(name: str, value: str) -> str:
    if name in _PEOPLE:
        who = Address.from_hex(value) if value else NOBODY
        return checksummed(who) if not who.is_zero else "nobody yet" if name == "bidder" else "anybody"
    if name in _MONEY:
        return amount_text(int(value))
    if value in ("True", "False"):
        return "yes" if value == "True" else "no"
    if name in _TIMES:
        return f"{dt.datetime.fromtimestamp(min(int(value), 2**36), tz=dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
    return value


def _is_signed(registry: Registry, paper: Paper) -> bool:
    if isinstance(paper, Licence):
        title = find_title(registry, Hash(paper.parent.raw))
        names, who = ("licence", "Licence"), None if title is None else title.owner
    else:
        contract, struct, by = _STRUCTS[type(paper)]
        names, who = (contract, struct), getattr(paper, by)
    return who is not None and registry.is_signed(who, paper.signature, *names, *paper.plain)
