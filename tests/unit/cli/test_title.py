"""``reel title`` on a project's own chain, as a user runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reelwright.chain import Hash, TitleFile, Work, anchor_film, keccak256, write_title_file
from reelwright.cli import main
from reelwright.wiring import open_registry

BOB = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose film is anchored."""
    folder = tmp_path_factory.mktemp("film")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REEL_HOME", str(folder / "home"))
        (folder / "out").mkdir()
        (folder / "reel.toml").write_text("", encoding="utf-8")
        with open_registry(folder / ".reel") as registry:
            anchor = anchor_film(registry, Work(registry.me, Hash(keccak256(b"root")), 12))
            place = TitleFile(registry.ledger.chain_id, registry.contract("title").address, anchor)
        (folder / "out" / "title.json").write_bytes(write_title_file(place))
    return folder


@pytest.fixture
def run(film: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs ``reel title`` on the film."""
    monkeypatch.setenv("REEL_HOME", str(film / "home"))

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
    assert "title.Registered" in run("history").stdout
    assert not list(film.glob("*.db"))


def test_what_cannot_be_is_told(run: object, tmp_path: Path) -> None:
    """A mistyped address, somebody else's title, a film without one, and a wrong ledger end with 3 and a mend."""
    assert run("transfer", "--to", BOB.replace("A", "a", 1)).exit_code == 3
    missing = CliRunner().invoke(main, ["title", "show", str(tmp_path)])
    assert missing.exit_code == 3
    assert "reel make" in missing.stderr


def test_account_is_its_owners_alone(run: object, film: Path) -> None:
    """The key and its phrase were made once, and only their owner may read them."""
    run("show")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (film / "home" / "account").iterdir()}
    assert modes == {"account.json": 0o600, "phrase": 0o600}
