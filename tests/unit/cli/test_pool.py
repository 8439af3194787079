"""``reel pool``: a film and its remake paid by one list, as operator, guardian and payees run it."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from anchored import account, anchored_film, done, run

from reelwright.chain import NOBODY, Transaction
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.keystore import KeySigner

DAY = 86_400
Done = Callable[..., dict[str, object]]


@pytest.fixture
def films(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A film and a remake of it that owes it a tenth, on one chain, both the author's."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REEL_CHAIN", str(tmp_path / "chain.db"))
    parent = anchored_film(tmp_path / "parent", money=10_000)
    (tmp_path / "terms.txt").write_text("as agreed", encoding="utf-8")
    done("title", "license", parent, "--share", 10, "--terms", tmp_path / "terms.txt")
    settings = '[[uses]]\nname = "the parent"\nlicence = "licence.json"\n'
    child = anchored_film(tmp_path / "child", settings=settings, name=b"child")
    shutil.copy(parent / "out" / "licence.json", child)
    return parent, child


@pytest.fixture
def act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the guardian act, or the author again."""

    def act(who: str) -> None:
        for name, value in (("REEL_ACCOUNT", str(tmp_path / "guard.json")), ("REEL_ACCOUNT_PASSPHRASE", "words")):
            monkeypatch.setenv(name, value if who == "guardian" else "")

    return act


@pytest.fixture
def pass_days(tmp_path: Path) -> Callable[[int], None]:
    """Lets days go by on the chain: a block whose time is so much later."""
    turns = [0, 0]

    def pass_days(days: int) -> None:
        turns[1] += days
        later = EmbeddedLedger(tmp_path / "chain.db", lambda: int(time.time()) + turns[1] * DAY)
        raw = KeySigner(b"\7" * 32).sign_transaction(Transaction(later.chain_id, turns[0], NOBODY, b"", 30_000, 0, 0))
        later.submit(raw)
        turns[0] += 1
        later.close()

    return pass_days


def test_film_and_remake_are_paid_by_a_list(
    films: tuple[Path, Path], tmp_path: Path, act: Callable[[str], None], pass_days: Callable[[int], None]
) -> None:
    """A forged list is found and stopped; the right one waits, pays everybody once, and a second run pays nothing."""
    parent, child = films
    pool, listed = tmp_path / "pool.json", tmp_path / "payout.json"
    done("pool", "new", pool, "--guardian", account(tmp_path, "guard"), "--days", 1)
    for film in films:
        for _ in range(2):
            done("shares", "agree", film, "--pool", pool)
        assert done("shares", "lane", film, "pool")["tx"]
        assert done("shares", "lane", film, "pool")["tx"] is None
    pass_days(2)
    done("pool", "new", tmp_path / "other.json", "--guardian", account(tmp_path, "another"))
    assert "without this pool" in run("shares", "agree", child, "--pool", tmp_path / "other.json").stderr
    assert "paid by   the list of its pool" in run("shares", "show", child).stdout
    done("shares", "pay", child, "--amount", "0.001", "--for", "tickets")
    sent = run("shares", "claim", child)
    assert "sent 0.001 to its pool" in sent.stdout, sent.stdout + sent.stderr
    assert done("pool", "pay", pool, child, parent, "--dry-run")["tx"] is None
    assert run("pool", "check", listed).exit_code == 1  # it is not posted
    posted = done("pool", "pay", pool, child, parent)
    assert (posted["units"], posted["payees"], posted["left_out"]) == (1_000, 1, {})
    assert "right, to the unit" in run("pool", "check", listed).stdout
    forged = tmp_path / "forged.json"
    forged.write_text(listed.read_text().replace('"units":"1000"', '"units":"900"'), encoding="utf-8")
    wrong = run("pool", "check", forged)
    assert (wrong.exit_code, "has 0.001 coming" in wrong.stdout) == (1, True)
    assert "the guardian of this pool" in run("pool", "stop", pool).stderr
    act("guardian")
    done("pool", "stop", listed)
    act("author")
    assert done("pool", "show", pool)["waits"] is None
    done("pool", "pay", pool, child, parent)
    assert "this list waits" in run("pool", "draw", listed).stderr
    pass_days(4)
    before = int(str(done("money", "show", child)["units"]))
    assert (done("pool", "draw", listed)["units"], done("pool", "draw", listed)["units"]) == (1_000, 0)
    assert int(str(done("money", "show", child)["units"])) == before + 1_000
    assert done("pool", "show", pool)["live"] == posted["root"]
    assert "no pool" in run("pool", "show", child / "out" / "title.json").stderr
