"""``reel shares`` and ``reel statement`` on a project's own chain, as a user runs them."""

import json
import re
from pathlib import Path

import pytest
from anchored import anchored_film
from click.testing import CliRunner, Result

from reelwright.cli import main

BOB = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
PROJECT = f"""
title = "Shared"

[[contributor]]
name = "Ada"
share = 60

[[contributor]]
name = "Bob"
share = 30
address = "{BOB}"
"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with shares, whose film is anchored and whose author has money."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REEL_HOME", str(folder / "home"))
        return anchored_film(folder / "film", settings=PROJECT, money=1_000_000)


def test_shares_are_agreed_paid_drawn_and_stated(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tenths of what is paid in reach Bob, once, and his statement says so."""
    monkeypatch.setenv("REEL_HOME", str(film.parent / "home"))

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, [*words[:-1], str(film), *words[-1].split()])

    run("title", "history", "")  # whatever was read of the ledger before, the statement is whole
    shown = json.loads(run("shares", "show", "--json").stdout)
    assert (shown["agreed"], [row["weight"] for row in shown["rows"]]) == (False, [7, 3])
    assert run("shares", "agree", "").exit_code == 0
    assert run("shares", "agree", "").exit_code == 0
    paid = [run("shares", "pay", "--amount 0.001001 --for tickets") for _ in range(2)]
    assert [(each.exit_code, each.stdout.startswith("paid before, and not again")) for each in paid] == [
        (0, False),
        (0, True),
    ]
    twice = run("shares", "pay", "--amount 0.002 --for tickets")
    assert (twice.exit_code, "with 0.001001 and not 0.002" in twice.stderr) == (3, True)
    assert json.loads(run("shares", "claim", "--json").stdout)["units"] == 1000
    assert json.loads(run("shares", "claim", "--json").stdout)["tx"] is None
    told = run("title", "history", "").stdout
    assert "$0.001001 moved from this film (" in told
    assert "$0.001 drawn from its shares (" in told
    assert re.search("shares drawn +1 ", run("title", "cost", "").stdout)
    stated = json.loads(run("statement", f"--for {BOB} --json").stdout)
    assert (stated["paid_units"], stated["open_units"]) == (300, 0)
    assert "payment" in run("statement", f"--for {BOB}").stdout
    assert run("statement", f"--for {BOB} --format html").stdout.startswith("<!doctype html>")
    assert run("statement", "--for nobody").exit_code == 2
    assert json.loads(run("shares", "show", "--json").stdout)["agreed"] is True
