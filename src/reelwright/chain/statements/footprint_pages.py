"""Footprints for people and programs: JSON for a program, HTML to read and print."""

from __future__ import annotations

import datetime as dt
import html
from importlib import resources

from reelwright.film import Plain, canonical_json

from .footprint import Footprint, grounds

FOOTPRINT_SCHEMA = "reelwright.footprint/1"


def footprint_form(footprint: Footprint) -> dict[str, Plain]:
    """A footprint for programs, with what is estimated and from which sources."""
    gas, payload = footprint.gas, footprint.payload
    return {
        "schema": FOOTPRINT_SCHEMA,
        "title": str(footprint.title),
        "chain": footprint.chain_id,
        "through_block": footprint.through,
        "gas": gas,
        "bytes": payload,
        "transactions": [
            {"kind": deed.kind, "time": deed.time, "tx": str(deed.tx), "gas": deed.gas, "bytes": deed.payload}
            for deed in footprint.deeds
        ],
        "energy": [
            {"where": each.name, "nwh": each.nwh(gas, payload), "estimate": True, "source": each.source}
            for each in grounds()
        ],
    }


def footprint_json(footprint: Footprint) -> bytes:
    """The same as text."""
    return canonical_json(footprint_form(footprint)) + b"\n"


def footprint_html(footprint: Footprint) -> bytes:
    """A page that needs no network."""
    page = (resources.files("reelwright.chain") / "data" / "footprint.html").read_text(encoding="utf-8")
    gas, payload = footprint.gas, footprint.payload
    kinds = "".join(
        f"<tr><td>{html.escape(deed_words(kind))}</td><td class=n>{times:,}</td><td class=n>{spent:,}</td>"
        f"<td class=n>{size:,}</td></tr>"
        for kind, (times, spent, size) in footprint.by_kind().items()
    )
    energy = "".join(
        f"<tr><td>{html.escape(each.name)}</td><td class=n>{energy_text(each.nwh(gas, payload))}</td>"
        f"<td>{html.escape(each.source)}</td></tr>"
        for each in grounds()
    )
    deeds = "".join(
        f"<tr><td>{dt.datetime.fromtimestamp(deed.time, tz=dt.UTC):%Y-%m-%d %H:%M:%S}Z</td>"
        f"<td>{html.escape(deed_words(deed.kind))}</td><td class=n>{deed.gas:,}</td><td class=n>{deed.payload:,}</td>"
        f"<td><code>{deed.tx}</code></td></tr>"
        for deed in footprint.deeds
    )
    words = {
        "TITLE": str(footprint.title),
        "CHAIN": str(footprint.chain_id),
        "BLOCK": f"{footprint.through:,}",
        "GAS": f"{gas:,}",
        "BYTES": f"{payload:,}",
        "COUNT": f"{len(footprint.deeds):,}",
        "KINDS": kinds,
        "ENERGY": energy,
        "DEEDS": deeds,
    }
    for name, text in words.items():
        page = page.replace(f"@{name}@", text)
    return page.encode("utf-8")


def energy_text(nwh: int) -> str:
    """Energy in the unit in which it is a number of one to three digits, two of them sure."""
    for unit, size in (("kWh", 10**12), ("Wh", 10**9), ("mWh", 10**6), ("µWh", 10**3)):
        if nwh >= size:
            return f"{nwh / size:.2g} {unit}" if nwh < 100 * size else f"{nwh / size:,.0f} {unit}"
    return f"{nwh} nWh"


def deed_words(kind: str) -> str:
    """What a transaction did, in a word or two."""
    return _WORDS.get(kind, kind)


_WORDS = {
    "title.Anchored": "anchored",
    "title.Registered": "registered",
    "title.Transfer": "given away",
    "title.Approval": "somebody allowed to move it",
    "market.Sold": "sold",
    "market.Bidden": "bid for",
    "market.Bound": "shares agreed",
    "market.LaneChosen": "lane chosen",
    "market.Paid": "paid in",
    "market.Moved": "moved on",
    "market.Drawn": "shares drawn",
    "licence.Derived": "licence recorded",
    "edition.Bought": "copies bought",
    "tab.Settled": "unlocks settled",
    "tab.Deposited": "tab opened",
    "tab.Refunded": "tab given back",
    "campaign.Released": "views paid",
}
