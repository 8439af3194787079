"""Proofs of statements: a program that knows nothing of us finds every line again, and every change in it."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from people import ROOT, As, other

from reelwright.chain import (
    Event,
    Hash,
    Registry,
    Statement,
    TitleError,
    Work,
    account_of,
    bind_table,
    claim_row,
    forward,
    issue,
    make_statement,
    pay_account,
    statement_zip,
    table_of,
)
from reelwright.testing import NodeDouble

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def stated(house: Registry, acting: As, title: Hash) -> Statement:
    """Somebody's statement: a third of three gifts that were claimed, and of one that still lies in the film."""
    who = other(house, acting, 2)
    table = table_of([(account_of(who.me), Fraction(1, 3)), (account_of(house.me), Fraction(2, 3))])
    bind_table(house, Work(house.me, ROOT, 20), table)
    issue(house, "me", house.me, 1_000)
    for gift in (90, 7, 3):
        pay_account(house, f"gift {gift}", title, gift)
        forward(house, title)
    claim_row(house, table, account_of(who.me))
    pay_account(house, "later", title, 100)
    return make_statement(house, who.me, [table])


@pytest.fixture
def checker(stated: Statement) -> dict[str, Any]:
    """The program as it lies in the ZIP, read by nobody else."""
    space: dict[str, Any] = {"__name__": "checker"}
    exec(compile(member(stated, "check_statement.py"), "check_statement.py", "exec"), space)  # noqa: S102 as its user does
    return space


@pytest.fixture
def node(house: Registry) -> Iterator[NodeDouble]:
    """A node of the chain."""
    with NodeDouble(house.ledger) as double:
        yield double


def member(stated: Statement, name: str) -> bytes:
    """A file in a statement's ZIP."""
    return zipfile.ZipFile(io.BytesIO(statement_zip(stated))).read(name)


def changed(stated: Statement, change: Change) -> bytes:
    """The proof after somebody changed something in it."""
    proof: dict[str, Any] = json.loads(member(stated, "proof.json"))
    change(proof)
    return json.dumps(proof).encode()


def gift(proof: dict[str, Any], units: int) -> dict[str, Any]:
    """The event of a gift."""
    log: dict[str, Any] = next(each for each in proof["logs"] if each["data"].endswith(f"{units:064x}"))
    return log


def test_statement_holds_for_a_program_alone(stated: Statement, tmp_path: Path) -> None:
    """Run by its user on the ZIP, in a folder without us, it says what holds; twice made, the ZIP is the same."""
    (tmp_path / "statement.zip").write_bytes(statement_zip(stated))
    (tmp_path / "check.py").write_bytes(member(stated, "check_statement.py"))
    command = [sys.executable, "-I", "check.py", "statement.zip"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "paid 0.000033, open 0.000033" in done.stdout
    assert statement_zip(stated) == (tmp_path / "statement.zip").read_bytes()
    assert (stated.paid, stated.open) == (33, 33)


CHANGES: dict[str, Change] = {
    "an amount": lambda proof: gift(proof, 90).update(data=gift(proof, 90)["data"][:-2] + "5b"),
    "a share": lambda proof: proof["tables"][0]["rows"][0].__setitem__(1, 2),
    "a sum": lambda proof: proof["statement"].update(paid_units=34),
    "a line less": lambda proof: proof["statement"]["lines"].pop(),
    "a source": lambda proof: proof["statement"]["lines"][0].update(source="sale"),
    "an event less": lambda proof: proof["logs"].remove(gift(proof, 90)),
    "another form": lambda proof: proof.update(schema="other"),
}


def test_changed_statement_does_not_hold(stated: Statement, checker: dict[str, Any]) -> None:
    """Whatever is changed in it is found without any node."""
    for name, change in CHANGES.items():
        with pytest.raises(checker["WrongError"]):
            pytest.fail(f"{name} holds: {checker['prove'](changed(stated, change))}")


@pytest.mark.parametrize("lie", ["a unit more", "a stranger"])
def test_ledger_whose_sums_are_not_the_tables_gives_no_statement(
    stated: Statement, house: Registry, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    """A payment of a unit more than the table gives, or to somebody who is not in it, is told; nothing is summed up."""
    events, account = tuple(house.events()), account_of(stated.payee).raw

    def told(event: Event) -> Event:
        if event.kind != "market.Moved" or event.values["target"] != account:
            return event
        change = {"amount": 34} if lie == "a unit more" else {"target": Hash.from_int(7).raw}
        return replace(event, values={**event.values, **change})

    monkeypatch.setattr(Registry, "events", lambda *_: map(told, events))
    with pytest.raises(TitleError, match=r"is not what the table gives: (33|0)\."):
        make_statement(house, stated.payee, stated.tables)


def test_node_bears_a_statement_out(stated: Statement, checker: dict[str, Any], node: NodeDouble) -> None:
    """The events are the chain's and none is missing; one left out, another chain and another time are told."""
    assert "none of 8" in checker["prove"](statement_zip(stated), node=node.url)[-1]

    def leave_out(proof: dict[str, Any]) -> None:
        proof["logs"].remove(gift(proof, 100))
        proof["statement"]["lines"] = [each for each in proof["statement"]["lines"] if each["paid"]]
        proof["statement"]["open_units"] = 0

    with pytest.raises(checker["WrongError"], match="leaves out"):
        checker["prove"](changed(stated, leave_out), node=node.url)

    def early(proof: dict[str, Any]) -> None:
        for each in (*proof["logs"], *proof["statement"]["lines"]):
            each["time"] = 1

    with pytest.raises(checker["WrongError"], match="another event"):
        checker["prove"](changed(stated, early), node=node.url)
    node.lies.chain_id = 5
    with pytest.raises(checker["WrongError"], match="another chain"):
        checker["prove"](statement_zip(stated), node=node.url)
