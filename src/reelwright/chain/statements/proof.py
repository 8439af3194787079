"""Proofs of statements: tables and events from which every line follows, for whoever trusts nobody.

A payee gets one ZIP file: the statement to read, the proof, and the program that checks it with
Python's standard library alone (``check_statement.py``), which also asks a node of his own.
"""

from __future__ import annotations

import io
import zipfile
from importlib import resources
from typing import Final

from reelwright.film import Plain, canonical_json

from ..evm.contracts import home_of
from ..model import Event
from ..shares.tables import Table
from .check_statement import PROOF, SCHEMA
from .pages import statement_csv, statement_form, statement_html
from .statement import Statement

CHECKER: Final = "check_statement.py"
_CONTRACTS: Final = ("market", "tab", "campaign", "edition")
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def statement_proof(statement: Statement) -> bytes:
    """The statement with the share tables and the ledger's events from which it follows."""
    form: dict[str, Plain] = {
        "schema": SCHEMA,
        "contracts": {name: str(home_of(name)) for name in _CONTRACTS},
        "statement": statement_form(statement),
        "tables": [_table(each) for each in statement.tables],
        "logs": [_log(each) for each in statement.events],
    }
    return canonical_json(form) + b"\n"


def statement_zip(statement: Statement) -> bytes:
    """All of it in one file; the same statement gives the same bytes."""
    checker = (resources.files("reelwright.chain.statements") / CHECKER).read_bytes()
    members = {
        "statement.html": statement_html(statement),
        "statement.csv": statement_csv(statement),
        PROOF: statement_proof(statement),
        CHECKER: checker,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in members.items():
            folder.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _table(table: Table) -> dict[str, Plain]:
    return {"root": str(table.root), "rows": [[str(row.account), row.weight] for row in table.rows]}


def _log(event: Event) -> dict[str, Plain]:
    log = event.log
    return {
        "block": log.block,
        "position": log.position,
        "time": event.time,
        "tx": str(log.tx),
        "address": str(log.address),
        "topics": ["0x" + topic.hex() for topic in log.topics],
        "data": "0x" + log.content.hex(),
    }
