"""``reel market`` on a project's own chain, as a seller and a buyer run it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reelwright.chain import Hash, TitleFile, Work, anchor_film, issue, keccak256, register_title, write_title_file
from reelwright.chain.adapters.keystore import make_key_file
from reelwright.cli import main
from reelwright.wiring import open_registry


def run(*words: str) -> Result:
    """The result of a call."""
    return CliRunner().invoke(main, ["market", *words])


def test_title_is_listed_cancelled_and_bought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order that was taken back sells nothing; another one makes the buyer the owner; nonsense is told."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    film = tmp_path / "film"
    (film / "out").mkdir(parents=True)
    (film / "reel.toml").write_text("", encoding="utf-8")
    buyer = make_key_file(tmp_path / "buyer.json", "words", work=2)
    with open_registry(film / ".reel", money=True) as registry:
        anchor = anchor_film(registry, Work(registry.me, Hash(keccak256(b"root")), 12))
        register_title(registry, anchor.work, royalty_bps=500, anchor=anchor)
        place = TitleFile(registry.ledger.chain_id, registry.contract("title").address, anchor)
        issue(registry, "buyer", buyer.address, 70)
        token = str(registry.contract("pay_token").address)
    (film / "out" / "title.json").write_bytes(write_title_file(place))
    first, second = film / "out" / "order.json", film / "second.json"
    assert run("list", str(film), "--units", "70").exit_code == 0
    assert run("cancel", str(first)).exit_code == 0
    assert run("list", str(film), "--units", "70", "--number", "1", "--out", str(second)).exit_code == 0
    monkeypatch.setenv("REEL_ACCOUNT", str(tmp_path / "buyer.json"))
    monkeypatch.setenv("REEL_ACCOUNT_PASSPHRASE", "words")
    monkeypatch.setenv("REEL_PAY_TOKEN", token)
    refused = run("buy", str(first))
    assert refused.exit_code == 3
    assert "taken back" in refused.stderr
    forged = film / "forged.json"
    forged.write_text(second.read_text().replace('"price":"70"', '"price":"1"'), encoding="utf-8")
    assert "did not sign" in run("buy", str(forged)).stderr
    assert json.loads(run("buy", str(second), "--json").stdout)["owner"] == str(buyer.address)
    forged.write_text("{}", encoding="utf-8")
    assert "no order" in run("buy", str(forged)).stderr
