"""What every registrar promises, held against the chain room and the fake."""

from pathlib import Path

import pytest

from reelwright.film import ReelError
from reelwright.production import Registrar
from reelwright.testing import FakeRegistrar
from reelwright.wiring import ChainChoice, open_registrar

ROOT, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture(params=["chain", "fake"])
def registrar(request: pytest.FixtureRequest, tmp_path: Path) -> Registrar:
    """One registrar after the other."""
    return open_registrar(tmp_path / ".reel", ChainChoice()) if request.param == "chain" else FakeRegistrar()


def test_film_is_entered_once(registrar: Registrar) -> None:
    """The same film gives the same title file, with the same time."""
    first = registrar.enter(ROOT, 20)
    again = registrar.enter(ROOT, 20)
    assert again.content == first.content
    assert again.facts["anchored"] == first.facts["anchored"] > 0


def test_what_is_expected_is_not_entered(tmp_path: Path) -> None:
    """To hear that a film may come makes no ledger and no key; what comes after all is entered as ever."""
    registrar = open_registrar(tmp_path / ".reel", ChainChoice())
    registrar.expect()
    assert not [*tmp_path.rglob("*")]
    assert (
        registrar.enter(ROOT, 20).content == open_registrar(tmp_path / ".reel", ChainChoice()).enter(ROOT, 20).content
    )


def test_another_film_is_another_entry(registrar: Registrar) -> None:
    """Another root has a title of its own."""
    titles = [registrar.enter(root, 20).facts["title"] for root in (ROOT, OTHER)]
    assert titles[0] != titles[1]


def test_entry_tells_its_history(registrar: Registrar) -> None:
    """It begins with the anchor."""
    facts = registrar.enter(ROOT, 20).facts
    assert [each["kind"] for each in facts["history"]] == ["title.Anchored"]
    assert facts["history"][0]["time"] == facts["anchored"]


def test_ledger_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A node that nobody runs is a ReelError, and so is a foreign chain without an account."""
    with pytest.raises(ReelError):
        open_registrar(tmp_path, ChainChoice(chain="http://127.0.0.1:1/", account=str(tmp_path / "none"))).enter(
            ROOT, 1
        )


def test_recipe_names_no_secret(tmp_path: Path) -> None:
    """What names a result may be printed: neither the node's key nor the pass phrase is in it."""
    choice = ChainChoice(chain="https://me:secret@node.example/secret?key=secret", passphrase="secret")  # noqa: S106 none
    assert "secret" not in str(open_registrar(tmp_path, choice).recipe)
