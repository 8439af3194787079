"""Statements for people and programs: CSV for the accountant, JSON for a program, HTML to read and print."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
from collections import defaultdict

from reelwright.film import Plain, canonical_json

from ..evm.keccak import checksummed
from ..money.amounts import amount_text
from .statement import Line, Statement

STATEMENT_SCHEMA = "reelwright.statement/1"


def statement_json(statement: Statement) -> bytes:
    """All lines with the transactions that prove them."""
    return canonical_json(statement_form(statement)) + b"\n"


def statement_form(statement: Statement) -> dict[str, Plain]:
    """The same as plain data."""
    lines: list[Plain] = [
        {
            "film": str(line.income.film),
            "source": line.income.source,
            "time": line.income.time,
            "units": line.part,
            "paid": line.paid,
            "tx": str(line.income.tx),
        }
        for line in statement.lines
    ]
    return {
        "schema": STATEMENT_SCHEMA,
        "payee": checksummed(statement.payee),
        "chain": statement.chain_id,
        "token": checksummed(statement.token),
        "through_block": statement.through,
        "paid_units": statement.paid,
        "open_units": statement.open,
        "films": {str(film): name for film, name in statement.names.items()},
        "lines": lines,
    }


def statement_csv(statement: Statement) -> bytes:
    """One row a line, amounts in money and in units."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["time", "film", "title", "source", "amount", "units", "standing", "transaction"])
    for line in statement.lines:
        writer.writerow(
            [
                _when(line),
                statement.names.get(line.income.film, ""),
                line.income.film,
                line.income.source,
                amount_text(line.part),
                line.part,
                "paid" if line.paid else "open",
                line.income.tx,
            ]
        )
    return out.getvalue().encode("utf-8")


def statement_html(statement: Statement) -> bytes:
    """A page that needs no network: sums by film and source, then every line."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in statement.lines:
        sums[_film(statement, line), line.income.source][not line.paid] += line.part
    by_film = "".join(
        f"<tr><td>{film}</td><td>{html.escape(source)}</td>"
        f"<td class=n>{amount_text(paid)}</td><td class=n>{amount_text(still)}</td></tr>"
        for (film, source), (paid, still) in sorted(sums.items())
    )
    rows = "".join(
        f"<tr><td>{_when(line)}</td><td>{_film(statement, line)}</td><td>{html.escape(line.income.source)}</td>"
        f"<td class=n>{amount_text(line.part)}</td><td>{'paid' if line.paid else 'open'}</td>"
        f"<td><code>{line.income.tx}</code></td></tr>"
        for line in statement.lines
    )
    return _PAGE.format(
        payee=checksummed(statement.payee),
        chain=statement.chain_id,
        block=statement.through,
        paid=amount_text(statement.paid),
        open=amount_text(statement.open),
        by_film=by_film,
        rows=rows,
    ).encode("utf-8")


def _film(statement: Statement, line: Line) -> str:
    """A film by its name, or by its number where it has none."""
    name = statement.names.get(line.income.film)
    return html.escape(name) if name else f"<code>{line.income.film}</code>"


def _when(line: Line) -> str:
    return f"{dt.datetime.fromtimestamp(line.income.time, tz=dt.UTC):%Y-%m-%d %H:%M:%S}Z"


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Statement</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 75rem; padding: 0 1.5rem; color: #1d2430 }}
h1 {{ font-size: 1.7rem; margin-bottom: 0 }} h2 {{ font-size: 1.1rem; margin-top: 2.2rem }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ padding: .35rem .6rem; text-align: left }}
tr {{ border-bottom: 1px solid #d9dee7 }} .n {{ text-align: right; font-variant-numeric: tabular-nums }}
code {{ font-size: .78em; overflow-wrap: anywhere }} .sum {{ font-size: 1.25rem }}
@media (max-width: 45rem) {{
  .lines, .lines tbody {{ display: block }} .lines tr:first-child {{ display: none }}
  .lines tr {{ display: grid; grid-template-columns: 1fr auto; padding: .6rem 0 }}
  .lines td {{ padding: .1rem 0 }} .lines td:last-child {{ grid-column: 1 / -1 }}
}}
</style>
<h1>Statement</h1>
<p>For <code>{payee}</code>, on chain {chain}, through block {block}.</p>
<p class="sum">Paid <b>{paid}</b> · open <b>{open}</b></p>
<h2>By film and source</h2>
<table><tr><th>film<th>source<th class=n>paid<th class=n>open</tr>{by_film}</table>
<h2>Every line, with the transaction that proves it</h2>
<table class=lines><tr><th>time<th>film<th>source<th class=n>your part<th>standing<th>transaction</tr>{rows}</table>
<p>Each line is your part, rounded down to the unit, of what the named transaction brought.
Any node of the chain shows it; check_statement.py works every line out anew.</p>
</html>
"""
