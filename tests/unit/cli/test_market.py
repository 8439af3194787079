"""``reel market`` and ``reel money`` on a project's own chain, as sellers, buyers and bidders run them."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from anchored import account, anchored_film, done, run

from reelwright.chain import NOBODY, Transaction
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.keystore import KeySigner


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registered film, its author with 500 units, and Bob with 70."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    folder = anchored_film(tmp_path / "film", money=500)
    bob = account(tmp_path, "bob")
    assert run("money", "issue", folder, "--to", bob, "--amount", "0.00007", "--for", "bob").exit_code == 0
    return folder


@pytest.fixture
def act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets Bob act, or the author again."""

    def act(who: str) -> None:
        for name, value in (("REEL_ACCOUNT", str(tmp_path / "bob.json")), ("REEL_ACCOUNT_PASSPHRASE", "words")):
            monkeypatch.setenv(name, value if who == "bob" else "")

    return act


def test_title_is_listed_cancelled_and_bought(film: Path, act: Callable[[str], None]) -> None:
    """An order that was taken back sells nothing; another one makes the buyer the owner; nonsense is told."""
    first, second, forged = film / "out" / "order.json", film / "second.json", film / "forged.json"
    done("market", "list", film, "--price", "0.00007")
    assert "signed by its maker" in run("market", "show", first).stdout
    assert "your own" in run("market", "buy", first).stderr
    done("market", "cancel", first)
    done("market", "list", film, "--price", "0.00007", "--number", 1, "--out", second)
    act("bob")
    refused = run("market", "buy", first)
    assert (refused.exit_code, "ask him for another" in refused.stderr) == (3, True)
    done("market", "offer", film, "--amount", "0.00007", "--out", film / "dear.json")
    poor = run("market", "offer", film, "--amount", "0.00008")
    assert "holds 0.00007" in poor.stderr
    assert "reel money issue --amount 0.00001" in poor.stderr
    forged.write_text(second.read_text().replace('"price":"70"', '"price":"1"'), encoding="utf-8")
    assert "did not sign" in run("market", "buy", forged).stderr
    assert "NOT SIGNED" in run("market", "show", forged).stdout
    bob = done("money", "show", film)["account"]
    assert str(done("market", "buy", second)["owner"]) == str(bob).lower()
    forged.write_text("{}", encoding="utf-8")
    assert "no signed paper" in run("market", "buy", forged).stderr
    assert run("money", "issue", film, "--amount", 1, "--for", "me").exit_code == 3
    act("author")
    assert done("money", "withdraw", film)["units"] == 67
    told = run("title", "history", film).stdout
    assert "for $0.00007, $0.000003 of it to the film" in told


def test_offer_is_accepted_by_the_holder(film: Path, act: Callable[[str], None]) -> None:
    """Bob signs what he would pay, and the author takes it; a paper of another kind is refused by its name."""
    act("bob")
    done("market", "offer", film, "--amount", "0.00006")
    offer = film / "out" / "offer.json"
    assert "held by" in run("market", "accept", offer).stderr
    act("author")
    wrong = run("market", "buy", offer)
    assert (wrong.exit_code, "of the kind offer, and not order" in wrong.stderr) == (3, True)
    done("market", "accept", offer)
    assert (done("money", "show", film)["waiting"], done("money", "withdraw", film)["units"]) == (57, 57)


def test_auction_is_bid_in_and_not_closed_early(film: Path, act: Callable[[str], None]) -> None:
    """A bid too low names the least one; a signed bid is brought by another; an open auction is not closed."""
    done("market", "auction", film, "--reserve", "0.00001", "--hours", 1)
    auction, bid = film / "out" / "auction.json", film / "bid.json"
    assert run("market", "bid", auction).exit_code == 2
    act("bob")
    low = run("market", "bid", auction, "--amount", "0.000009")
    assert (low.exit_code, "bid 0.00001 or more" in low.stderr) == (3, True)
    done("market", "bid", auction, "--amount", "0.00002", "--out", bid)
    act("author")
    assert done("market", "bid", auction, "--bring", bid)["units"] == 20
    assert (done("market", "show", auction)["best"], done("market", "show", auction)["next"]) == (20, 21)
    assert "still open" in run("market", "close", auction).stderr
    assert "not taken back" in run("market", "cancel", bid).stderr
    assert "0.00002 is bid in this auction" in run("market", "cancel", auction).stderr
    assert "closed    no" in run("market", "show", auction).stdout
    assert "in an auction" in run("title", "transfer", film, "--to", "0x" + "11" * 20).stderr


def test_copies_are_bought_once_for_one_purpose(film: Path, act: Callable[[str], None]) -> None:
    """Two tickets are bought once, a third is not there, and after the end nobody buys."""
    done("market", "copies", film, "--price", "0.000005", "--supply", 3, "--what", "a ticket")
    copies = film / "out" / "copies.json"
    act("bob")
    for _ in range(2):
        done("market", "buy", copies, "--copies", 2, "--for", "friends")
    assert (done("market", "show", copies)["held"], done("money", "show", film)["units"]) == (2, 60)
    assert "2 of these copies were bought before" in run("market", "buy", copies, "--for", "friends").stderr
    assert "sold out" in run("market", "buy", copies, "--copies", 2, "--for", "more").stderr
    act("author")
    done("market", "cancel", copies)
    assert "ended" in run("market", "buy", copies, "--for", "more").stderr


def test_licence_is_signed_for_a_share(film: Path) -> None:
    """The paper names the words, the share and the film, and is taken back by its number."""
    terms = film / "terms.txt"
    terms.write_text("You may make a remake.", encoding="utf-8")
    form = done("title", "license", film, "--share", "12.5", "--terms", terms, "--for-good")
    paper = done("market", "show", form["licence"])
    assert (paper["share"], paper["absolute"], paper["signed"]) == (125_000, True, True)
    done("market", "cancel", form["licence"])
    for wrong in (("--share", "0"), ("--share", "100"), ("--to", "0x12")):
        assert run("title", "license", film, "--share", "5", "--terms", terms, *wrong).exit_code == 2


@pytest.mark.parametrize("amount", ["4.9999999", "-1", "1e3", "0", "0.000000", "4,99", "٣", "", "nan", "1_000"])
def test_amount_that_is_not_exact_is_wrong_use(tmp_path: Path, amount: str) -> None:
    """Too many decimals, nothing, and what is no plain decimal number end with 2 before anything is opened."""
    assert run("market", "list", tmp_path, f"--price={amount}").exit_code == 2


def test_amount_that_is_exact_is_right_use(tmp_path: Path) -> None:
    """Its neighbour is read, and the film looked for."""
    assert "has no title" in run("market", "list", tmp_path, "--price=4.99").stderr


def test_papers_live_by_the_time_of_the_chain(film: Path, act: Callable[[str], None]) -> None:
    """A clock that once ran a year ahead left a block: what is signed afterwards is good all the same."""
    ahead = EmbeddedLedger(film / ".reel" / "chain.db", lambda: int(time.time()) + 400 * 86_400)
    ahead.submit(
        KeySigner(b"\7" * 32).sign_transaction(Transaction(ahead.chain_id, 0, NOBODY, b"", 30_000, 0, 0)),
    )
    ahead.close()
    order, auction = film / "order.json", film / "auction.json"
    listed = done("market", "list", film, "--price", "0.00007", "--days", 1, "--out", order)
    assert int(str(listed["deadline"])) > time.time() + 400 * 86_400
    assert int(str(done("market", "auction", film, "--reserve", 1, "--out", auction)["ends"])) > time.time() + 86_400
    act("bob")
    done("market", "buy", order)
