"""What the ledger says of a film that is verified, when its title file lies beside it.

Asks only: no account is opened and nothing is written. Knows that the title file is somebody's
words until the seal's root and the ledger bear it out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import click

from reelwright.film import Plain, ReelError
from reelwright.seal import SegmentTree, Verification, sealed_segments


@dataclass(frozen=True, slots=True)
class Entry:
    """A film's entry as found: whether it is good, in words and as plain data."""

    good: bool
    lines: tuple[str, ...]
    form: dict[str, Plain]


def title_beside(file: Path, found: Verification) -> Entry | None:
    """What the ledger says of a film; None when no title file lies beside it."""
    from .title import TITLE_FILE, project_of  # noqa: PLC0415 verify is quick without it

    path = file.parent / TITLE_FILE
    if not path.is_file():
        return None
    from reelwright.chain import Hash, look_up, read_title_file  # noqa: PLC0415 the same
    from reelwright.wiring import open_ledger  # noqa: PLC0415

    try:
        title = read_title_file(path.read_bytes(), where=str(path))
        reading = found.examination.reading
        segments = () if reading is None else sealed_segments(reading)
        if not segments:
            return _entry("unproven", "A title file lies here, and the film bears no seal that would bear it out.")
        with open_ledger(project_of(file) / ".reel") as ledger:
            if ledger is None:
                return _entry("not asked", "A title file lies here; its ledger does not. Name it in REEL_CHAIN.")
            standing = look_up(ledger, title, root=Hash(SegmentTree(segments).root))
    except ReelError as error:
        return _entry("no", f"{error.what[:1].upper()}{error.what[1:]}.", good=False)
    if not standing.anchored:
        return _entry("no", "The ledger does not know this film.", good=False)
    since = f"{dt.datetime.fromtimestamp(standing.anchored, tz=dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
    held = f"held by {standing.owner}" if standing.owner else "not registered for sale"
    words = f"Anchored on chain {title.chain_id} since {since} by {title.anchor.work.author}; {held}."
    more: dict[str, Plain] = {"title": str(title.title), "anchored": standing.anchored}
    more["owner"] = None if standing.owner is None else str(standing.owner)
    return _entry("anchored", words, more=more)


def _entry(answer: str, words: str, *, good: bool = True, more: dict[str, Plain] | None = None) -> Entry:
    colour = "green" if answer == "anchored" else "yellow" if good else "red"
    mark = click.style("●" if answer != "not asked" else "○", fg=colour)
    lines = (f"{mark} {'TITLE':<7}{click.style(answer, bold=True)}", f"         {words}")
    return Entry(good, lines, {"answer": answer, "sentence": words, **(more or {})})
