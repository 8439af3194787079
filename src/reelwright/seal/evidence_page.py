"""The page for people in an evidence file, made of the other members alone, so that it can be made anew with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any, Final

from reelwright.film import Plain

from .check_evidence import CHAIN, LOG, SEGMENTS
from .duties import Standing
from .paper import code, page, table
from .segments import Segment

PAGE: Final = "index.html"
SEAL: Final = "seal.json"
_CLASSES: Final = {
    Standing.MET.value: "met",
    Standing.NOT_MET.value: "unmet",
    Standing.ELSEWHERE.value: "elsewhere",
    Standing.NOT_SHOWN.value: "elsewhere",
}


def evidence_page(about: Mapping[str, Plain], members: Mapping[str, bytes]) -> bytes:
    """The page.

    Args:
        about: what the statement says of the film.
        members: what lies beside the page.
    """
    seal: dict[str, Any] = json.loads(members[SEAL])
    signed = datetime.fromisoformat(seal["signed_at"])
    title = str(about["title"])
    body = "".join(
        (
            f"<header><h1>{escape(title)}: evidence</h1>",
            f"<p>Sealed by {escape(seal['signer'])} on {signed:%Y-%m-%d %H:%M} UTC.</p></header>",
            _how_to_check(),
            _identity(about, seal),
            _chain(members.get(CHAIN)),
            _duties(seal["duties"]),
            _log(members.get(LOG, b"")),
            _segments(members[SEGMENTS]),
        )
    )
    return page(f"{title}: evidence", body)


def _how_to_check() -> str:
    return (
        "<h2>How to check this</h2><p>Needed: Python 3.11 or later with the package <code>cryptography</code>; no "
        "network. Take <code>check_evidence.py</code> from a source that you trust (it is part of Reelwright), and run "
        "<code>python check_evidence.py evidence.zip --film film.mp4</code>. It tells whether any bit of any member "
        "was changed, who signed, and whether segments, log and title hold together. Then compare the fingerprint of "
        "the root that it prints with the signer.</p>"
    )


def _identity(about: Mapping[str, Plain], seal: Mapping[str, Any]) -> str:
    rows = [("Root of the segments", code(str(about["root"])))]
    codes = about["codes"]
    for name, value in (codes if isinstance(codes, dict) else {}).items():
        rows.append((escape("ISCC" if name == "iscc" else f"ISCC of {name}"), code(str(value))))
    stamped = "none" if seal["stamped_at"] is None else f"{seal['stamped_at']}, in the credential"
    rows.append(("Time stamp", escape(stamped)))
    return f"<h2>What the film is</h2>{table(('Name', 'Value'), rows)}"


def _chain(content: bytes | None) -> str:
    """Where the title stands, and what that shows."""
    if content is None:
        return ""
    said: Any = json.loads(content)
    if not isinstance(said, dict) or not isinstance(said.get("anchor"), dict):
        return ""
    anchor, block = said["anchor"], said.get("block")
    when = datetime.fromtimestamp(int(anchor["time"]), tz=UTC)
    rows = [
        ("Title", code(str(said["title"]))),
        ("Ledger", f"chain {escape(str(said['chain']))}, contract {code(str(said['contract']))}"),
        ("Author's account", code(str(said["author"]))),
        ("Anchored", f"{when:%Y-%m-%d %H:%M:%S} UTC"),
    ]
    if isinstance(block, dict):
        rows.append(("Block", f"{int(block['number'])}, {code(str(block['hash']))}"))
    words = (
        "<p>The verifier follows the way from the film's root, hidden behind a salt, to the anchor and from there to "
        "the block, by hashing alone. That this block belongs to the chain is for a node of that chain to say. A "
        "ledger in a file on the maker's own machine keeps the order of what he entered; its clock is his.</p>"
    )
    return f"<h2>Title</h2>{words}{table(('Name', 'Value'), rows)}"


def _duties(duties: list[dict[str, str]]) -> str:
    if not duties:
        return ""
    rows = [(escape(f"{e['profile'].upper()}: {e['law']}"), escape(e["asks"]), _standing(e)) for e in duties]
    return f"<h2>Duties of labelling</h2>{table(('Law', 'It asks', 'Standing'), rows)}"


def _standing(duty: Mapping[str, str]) -> str:
    shown = _CLASSES.get(duty["standing"], "")
    return f'<span class="{shown}">{escape(duty["standing"])}</span>: {escape(duty["words"])}'


def _log(lines: bytes) -> str:
    entries: list[dict[str, Any]] = [json.loads(line) for line in lines.splitlines()]
    if not entries:
        return ""
    rows = [
        (
            str(each["n"]),
            f"{datetime.fromisoformat(each['at']):%Y-%m-%d %H:%M:%S}",
            escape(each["stage"]),
            code(each["commitment"][:24] + "…"),
        )
        for each in entries
    ]
    words = (
        "<p>Each entry commits its maker to something without showing it. The times are his own clock's; the order is "
        "proven by the chain.</p>"
    )
    return f"<h2>Log of the making</h2>{words}{table(('Entry', 'At (UTC)', 'Stage', 'Commitment'), rows)}"


def _segments(content: bytes) -> str:
    segments = [Segment.read(str(record)) for record in json.loads(content)["records"]]
    rows = [
        (
            str(each.index),
            f"{float(each.start):.2f} to {float(each.end):.2f} s",
            str(each.frames),
            code(each.pixels.hex[:24] + "…"),
            code(each.leaf.hex()[:24] + "…"),
        )
        for each in segments
    ]
    return f"<h2>Segments</h2>{table(('Segment', 'Time', 'Frames', 'Pictures', 'Leaf'), rows)}"
