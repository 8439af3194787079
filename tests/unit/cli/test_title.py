"""``reel title`` on a project's own chain, as a user runs it."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from anchored import anchored_film
from click.testing import CliRunner, Result

from reelwright.cli import main
from reelwright.cli import make as making

BOB = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose film is anchored."""
    folder = tmp_path_factory.mktemp("titled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REEL_HOME", str(folder / "home"))
        return anchored_film(folder / "film")


@pytest.fixture
def run(film: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs ``reel title`` on the film."""
    monkeypatch.setenv("REEL_HOME", str(film.parent / "home"))

    def run(verb: str, *words: str) -> Result:
        return CliRunner().invoke(main, ["title", verb, str(film), *words])

    return run


def test_life_of_a_title(run: object, film: Path) -> None:
    """Shown unregistered, registered, registered again, given away, and its history told in order."""
    assert "registered no" in run("show").stdout
    first = json.loads(run("register", "--royalty", "750", "--json").stdout)
    assert (first["royalty_bps"], first["segments"]) == (750, 12)
    assert json.loads(run("register", "--json").stdout) == first
    shown = json.loads(run("show", "--json").stdout)
    assert shown["registered"] == first
    assert shown["anchored"] == first["time"]
    assert json.loads(run("transfer", "--to", BOB, "--json").stdout)["owner"] == BOB.lower()
    told = json.loads(run("history", "--json").stdout)["events"]
    assert [each["kind"] for each in told] == ["title.Anchored", "title.Transfer", "title.Registered", "title.Transfer"]
    words = run("history").stdout
    assert "anchored by you (0x" in words
    assert "registered by you" in words
    assert "12 segments, 7.5 % of later sales" in words
    assert not list(film.glob("*.db"))


def test_what_cannot_be_is_told(run: object, tmp_path: Path) -> None:
    """A mistyped address, somebody else's title, a film without one, and a wrong ledger end badly, and with a mend."""
    assert run("transfer", "--to", BOB.replace("A", "a", 1)).exit_code == 2
    missing = CliRunner().invoke(main, ["title", "show", str(tmp_path)])
    assert missing.exit_code == 3
    assert "reel make" in missing.stderr
    assert "earlier-titles" not in missing.stderr


def test_title_of_an_earlier_film_is_named_by_its_file(run: object, film: Path) -> None:
    """A film that another took the place of is asked for by its title file, and where that lies is told."""
    title, earlier = film / "out/title.json", film / "out/earlier-titles/0x12.json"
    earlier.parent.mkdir()
    title.rename(earlier)
    try:
        assert f"name its title file in {earlier.parent}" in run("show").stderr
        assert CliRunner().invoke(main, ["title", "show", str(earlier)]).exit_code == 0
    finally:
        earlier.rename(title)


def test_account_is_its_owners_alone(run: object, film: Path) -> None:
    """The key and its phrase were made once, and only their owner may read them."""
    run("show")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (film.parent / "home" / "account").iterdir()}
    assert modes == {"account.json": 0o600, "phrase": 0o600}


def test_make_registers_what_it_made_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --register each film that was entered is registered, once, and its title is told."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    folder = anchored_film(tmp_path / "film")
    film = SimpleNamespace(
        title="T", episode=0, folder="out", files=(), master=None, film=None, seal=None, shots=(), sound="",
        entry=SimpleNamespace(facts={}),
    )  # fmt: skip
    made = SimpleNamespace(films=(film,), shots_made=0, shots_reused=0, findings=(), dropped=None)
    monkeypatch.setattr(making, "make_film", lambda *_: made)
    for _ in range(2):
        done = CliRunner().invoke(main, ["make", str(folder), "--register", "--json"])
        assert done.exit_code == 0, done.stderr
        shown = json.loads(CliRunner().invoke(main, ["title", "show", str(folder), "--json"]).stdout)
        assert json.loads(done.stdout)["registered"] == [shown["registered"]["id"]]
    assert shown["registered"]["royalty_bps"] == 500
