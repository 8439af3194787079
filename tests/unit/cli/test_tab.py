"""``reel tab`` on a project's own chain: a viewer pays in, unlocks, is settled, and nobody counts anything twice."""

import json
from pathlib import Path

import pytest
from anchored import anchored_film
from click.testing import CliRunner, Result

from reelwright.cli import main


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registered film whose author has 100 units."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    return anchored_film(tmp_path / "film", money=100)


def run(*words: object) -> Result:
    """The result of a call."""
    return CliRunner().invoke(main, ["tab", *(str(word) for word in words)])


def done(*words: object) -> dict[str, object]:
    """The result of a call that goes well, as a program reads it."""
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    form: dict[str, object] = json.loads(result.stdout)
    return form


def test_episodes_are_paid_once_and_settled_once(film: Path) -> None:
    """Free and unlocked episodes cost nothing, the cap holds, and the house has each unit once."""
    prices = film / "out" / "prices.json"
    done("prices", film, "--price", "0.00001", "--free", 1, "--cap", "0.000025")
    assert "more than" not in run("open", prices, "--amount", "0.000101").stdout
    assert "your account holds 0.0001" in run("open", prices, "--amount", "0.000101").stderr
    first, again = (run("open", prices, "--amount", "0.00003").stdout for _ in range(2))
    assert (first[:15], again[:37]) == ("paid in 0.00003", "paid in before, and not again: 0.0000")
    assert "--for TEXT" in again
    assert "--for TEXT" not in first
    opened = done("open", prices, "--amount", "0.00003")
    assert (opened["paid"], opened["before"]) == (30, True)
    assert done("unlock", prices, "--episode", 1)["units"] == 0
    assert done("unlock", prices, "--episode", 2, "--episode", 2)["units"] == 10
    assert done("unlock", prices, "--episode", 2)["units"] == 0
    unlocked = done("unlock", prices, "--episode", 3, "--episode", 4)
    assert (unlocked["units"], unlocked["left"], unlocked["episodes"]) == (15, 5, [1, 2, 3, 4])
    book = film / "out" / "passbook.json"
    assert (done("settle", book)["units"], done("settle", book)["units"]) == (25, 0)
    assert done("show", prices)["settled"] == 25
    early = run("refund", prices)
    assert (early.exit_code, "comes back from" in early.stderr) == (3, True)
    assert "settled  0.000025" in run("show", prices).stdout


def test_what_is_not_there_is_not_unlocked(film: Path, tmp_path: Path) -> None:
    """A tab without money, a forged passbook, another's list and no list at all unlock and settle nothing."""
    prices, other, book = film / "out" / "prices.json", film / "other.json", film / "out" / "passbook.json"
    done("prices", film, "--price", "0.00001")
    short = run("unlock", prices, "--episode", 1)
    assert (short.exit_code, "lacks 0.00001" in short.stderr) == (3, True)
    done("open", prices, "--amount", "0.00002")
    done("unlock", prices, "--episode", 1)
    forged = json.loads(book.read_text())
    forged["episodes"], forged["spent"] = [1, 2], "20"
    book.with_name("forged.json").write_text(json.dumps(forged), encoding="utf-8")
    assert "not signed by its viewer" in run("settle", book.with_name("forged.json")).stdout
    done("prices", film, "--price", 1, "--out", other)
    strange = json.loads(other.read_text()) | {"house": "0x" + "07" * 32}
    other.write_text(json.dumps(strange), encoding="utf-8")
    assert "another film" in run("unlock", other, "--episode", 2, "--book", book).stderr
    (tmp_path / "none.json").write_text("{}", encoding="utf-8")
    for none in (tmp_path / "none.json", book):
        assert "no price list" in run("open", none, "--amount", 1).stderr
    (tmp_path / "newer.json").write_text('{"schema": "reelwright.prices/2"}', encoding="utf-8")
    assert "newer Reelwright" in run("open", tmp_path / "newer.json", "--amount", 1).stderr
    assert run("unlock", prices, "--episode", 0).exit_code == 2


def test_passbook_goes_on_under_a_new_price_list(film: Path) -> None:
    """What is unlocked stays so, what was signed stays owed, brought or not, and the old receipt is kept."""
    old, new = film / "out" / "prices.json", film / "out" / "dearer.json"
    done("prices", film, "--price", "0.00001")
    done("prices", film, "--price", "0.00002", "--cap", "0.00003", "--out", new)
    done("open", old, "--amount", "0.0001")
    done("unlock", old, "--episode", 1, "--episode", 2)
    assert done("unlock", new, "--episode", 2, "--episode", 3)["spent"] == 20 + 20
    unlocked = done("unlock", new, "--episode", 4, "--episode", 1)
    assert (unlocked["spent"], unlocked["episodes"], unlocked["left"]) == (20 + 30, [3, 4], 50)
    books = sorted(film.glob("out/passbook*.json"))
    assert [json.loads(book.read_text())["spent"] for book in books] == ["20", "50"]
    assert json.loads(books[1].read_text())["earlier"] == [1, 2]
    assert done("settle", books[1])["units"] == 50
    assert "settled before" in run("settle", books[0]).stdout
