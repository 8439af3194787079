"""``reel shares`` and ``reel statement`` on a project's own chain, as a user runs them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reelwright.chain import Hash, TitleFile, Work, anchor_film, issue, keccak256, write_title_file
from reelwright.cli import main
from reelwright.wiring import open_registry

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
    folder = tmp_path_factory.mktemp("film")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REEL_HOME", str(folder / "home"))
        (folder / "out").mkdir()
        (folder / "reel.toml").write_text(PROJECT, encoding="utf-8")
        (folder / "film.fountain").write_text("INT. CAFE - DAY\n\nADA\nHello.\n", encoding="utf-8")
        with open_registry(folder / ".reel", money=True) as registry:
            anchor = anchor_film(registry, Work(registry.me, Hash(keccak256(b"root")), 12))
            place = TitleFile(registry.ledger.chain_id, registry.contract("title").address, anchor)
            issue(registry, "start", registry.me, 1_000_000)
        (folder / "out" / "title.json").write_bytes(write_title_file(place))
    return folder


def test_shares_are_agreed_paid_drawn_and_stated(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tenths of what is paid in reach Bob, once, and his statement says so."""
    monkeypatch.setenv("REEL_HOME", str(film / "home"))

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, [*words[:-1], str(film), *words[-1].split()])

    shown = json.loads(run("shares", "show", "--json").stdout)
    assert (shown["agreed"], [row["weight"] for row in shown["rows"]]) == (False, [7, 3])
    assert run("shares", "agree", "").exit_code == 0
    assert run("shares", "agree", "").exit_code == 0
    for _ in range(2):
        assert run("shares", "pay", "--units 1001 --for tickets").exit_code == 0
    assert json.loads(run("shares", "claim", "--json").stdout)["units"] == 1000
    assert json.loads(run("shares", "claim", "--json").stdout)["tx"] is None
    stated = json.loads(run("statement", f"--for {BOB} --json").stdout)
    assert (stated["paid_units"], stated["open_units"]) == (300, 0)
    assert "payment" in run("statement", f"--for {BOB}").stdout
    assert run("statement", f"--for {BOB} --format html").stdout.startswith("<!doctype html>")
    assert run("statement", "--for nobody").exit_code == 3
    assert json.loads(run("shares", "show", "--json").stdout)["agreed"] is True
