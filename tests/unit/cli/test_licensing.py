"""``reel title license|derive`` and the shares that follow: a film pays for the cards and films that it uses."""

from pathlib import Path

import pytest
from anchored import anchored_film, done, run

from reelwright.chain.statements.check_statement import prove

EVE = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
ADA = f'name = "Ada"\n[licence]\naccount = "{EVE}"\nshare = 2\n'
PLACE = 'name = "The moon"\n[licence]\naccount = "0x' + "22" * 20 + '"\nshare = 50\n'
REMAKE = f"""
title = "Remake"

[[uses]]
name = "First film"
licence = "licence.json"

[[uses]]
name = "A song"
kind = "music"
account = "{"0x" + "11" * 20}"
share = 3.5
"""


@pytest.fixture
def remake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A film that uses another one, a song and the card of a person, on one chain with it; the licence is signed."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REEL_CHAIN", str(tmp_path / "chain.db"))
    first = anchored_film(tmp_path / "first", settings='title = "First film"', money=1_000)
    child = anchored_film(tmp_path / "remake", settings=REMAKE, name=b"remake")
    for name, text in (
        ("cast/ada.toml", ADA),
        ("cast/bob.toml", ADA.replace("Ada", "Bob")),
        ("places/moon.toml", PLACE),
    ):
        (child / name).parent.mkdir(exist_ok=True)
        (child / name).write_text(text, encoding="utf-8")
    terms = tmp_path / "terms.txt"
    terms.write_text("A remake.", encoding="utf-8")
    out = child / "licence.json"
    done("title", "license", first, "--share", 10, "--terms", terms, "--out", out)
    return child


def test_film_pays_what_it_uses(remake: Path) -> None:
    """Parent, song and the card in the script have their parts before the author; cards that nobody uses have none."""
    rows = {str(row["name"]): row["weight"] for row in done("shares", "show", remake)["rows"]}  # type: ignore[attr-defined]
    assert rows == {"ada": 4, "First film": 20, "A song": 7, "you": 169}
    assert "10.00 %  First film (0x" in run("shares", "show", remake).stdout
    assert "not agreed" in run("title", "derive", remake).stderr
    done("shares", "agree", remake)
    assert done("title", "derive", remake)["txs"] != [None]
    assert done("title", "derive", remake)["txs"] == [None]
    done("shares", "pay", remake, "--amount", "0.0002", "--for", "tickets")
    assert done("shares", "claim", remake)["units"] == 200
    assert done("money", "show", remake, "--of", EVE)["units"] == 4
    assert "uses First film (0x" in run("title", "history", remake).stdout
    first = remake.parent / "first"
    assert done("shares", "show", first)["received"] == 20
    done("shares", "agree", first)
    stated = done("statement", remake, first)
    assert set(stated["films"].values()) == {"Remake", "First film"}  # type: ignore[attr-defined]
    assert (stated["paid_units"], stated["open_units"]) == (169, 20)
    assert sum(line["units"] for line in stated["lines"]) == 189  # type: ignore[attr-defined]
    assert run("statement", remake, first, "--format", "zip").exit_code == 2
    out = remake / "statement.zip"
    assert run("statement", remake, first, "--format", "zip", "--out", out).exit_code == 0
    assert "2 share tables" in prove(out.read_bytes())[0]


def test_licence_that_is_not_there_or_not_signed_is_told(remake: Path) -> None:
    """A missing, forged or foreign paper stops the shares, with what to do."""
    paper = remake / "licence.json"
    text = paper.read_text()
    paper.write_text(text.replace('"share":"100000"', '"share":"1"'), encoding="utf-8")
    forged = run("shares", "agree", remake)
    assert (forged.exit_code, "did not sign this licence" in forged.stderr) == (3, True)
    paper.unlink()
    assert "reel title license" in run("shares", "agree", remake).stderr
    done("market", "copies", remake.parent / "first", "--price", 1, "--supply", 1, "--what", "x", "--out", paper)
    assert "no licence" in run("shares", "agree", remake).stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[[uses]]\nname = "x"\naccount = "0x12"\nshare = 2', '"account" is'),
        (f'[[uses]]\nname = "x"\naccount = "{EVE}"', '"share" is missing'),
        (f'[[uses]]\nname = "x"\naccount = "{EVE}"\nshare = 100', "from 0.01 to 99.99"),
        ('[[uses]]\nname = "x"\nlicence = "l.json"\nshare = 2', 'the licence says "share"'),
        ('[[uses]]\nname = "x"\nkind = "cat"\nlicence = "l.json"', "cannot be"),
    ],
)
def test_uses_that_say_nothing_are_mistakes(tmp_path: Path, settings: str, said: str) -> None:
    """An account that is none, no share, all of it, and a share beside a licence are told with their line."""
    (tmp_path / "reel.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "film.fountain").write_text("INT. CAFE - DAY\n\nADA\nHello.\n", encoding="utf-8")
    found = run("check", tmp_path)
    assert found.exit_code == 1
    assert said in found.stdout + found.stderr


def test_income_climbs_three_generations_edge_by_edge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A grandchild's income reaches its parent, its grandparent by its own row and again by the parent's, to the unit.

    Three people with accounts of their own work on one chain; nobody needs another's key to move his part on.
    """
    monkeypatch.setenv("REEL_CHAIN", str(tmp_path / "chain.db"))
    terms = tmp_path / "terms.txt"
    terms.write_text("A remake.", encoding="utf-8")

    def be(who: str) -> None:
        monkeypatch.setenv("REEL_HOME", str(tmp_path / who))

    uses = 'title = "{}"\n[[uses]]\nname = "{}"\nlicence = "licence.json"\n'
    be("ann")
    first = anchored_film(tmp_path / "first", settings='title = "First"', name=b"1", money=10_000_000)
    done("shares", "agree", first)
    be("ben")
    second = anchored_film(tmp_path / "second", settings=uses.format("Second", "First"), name=b"2")
    done("title", "register", second)
    be("cat")
    third = anchored_film(tmp_path / "third", settings=uses.format("Third", "Second"), name=b"3")
    be("ann")
    done("title", "license", first, "--share", 10, "--terms", terms, "--for-good", "--out", second / "licence.json")
    be("ben")
    done("shares", "agree", second)
    done("title", "derive", second)
    done("title", "license", second, "--share", 20, "--terms", terms, "--out", third / "licence.json")
    be("cat")
    shown = done("shares", "show", third)["rows"]
    assert [row["weight"] for row in shown] == [2, 1, 7]  # type: ignore[attr-defined]
    done("shares", "agree", third)
    done("title", "derive", third)
    be("ann")
    again = ("title", "license", first, "--share", 5, "--terms", terms, "--for-good", "--out", tmp_path / "late.json")
    ben, cat = (done("title", "show", film)["author"] for film in (second, third))
    assert done(*again, "--to", cat)["used_before"] == []
    assert done(*again, "--to", ben)["used_before"] == [done("title", "show", second)["title"]]
    done("shares", "pay", third, "--amount", "1", "--for", "tickets")
    before = done("money", "show", first)["units"]
    drawn = [done("shares", "claim", film)["units"] for film in (third, second, first)]
    assert drawn == [1_000_000, 200_000, 120_000]
    assert done("money", "show", first)["units"] - before == 120_000  # type: ignore[operator]
    stated = {}
    for who in ("ann", "ben", "cat"):
        be(who)
        stated[who] = done("statement", third, second, first)
    assert {who: each["paid_units"] for who, each in stated.items()} == {"ann": 120_000, "ben": 180_000, "cat": 700_000}
    assert all(each["open_units"] == 0 for each in stated.values())
