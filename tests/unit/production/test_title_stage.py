"""The title stage: a film is entered once, found again, and entered anew when it is another film."""

from dataclasses import replace

import pytest

from reelwright.film import ReelError, digest_bytes
from reelwright.production import Order, OrderError, Stage, StageDone, StageStarted
from reelwright.testing import FakeRegistrar, FakeSealer

TITLED = Order(until=Stage.TITLE)


class RootedSealer(FakeSealer):
    """A sealer whose root follows the film's own shots, as a true one's does."""

    def seal(self, job, film, evidence):
        """Seal, and name the root after the takes."""
        return super().seal(job, film, evidence) | {"root": job.shots[0].take.hex}


@pytest.fixture
def registrar(film_set) -> FakeRegistrar:
    """The registrar of the set."""
    film_set.change(sealer=RootedSealer(), registrar=FakeRegistrar())
    return film_set.studio.registrar


def test_film_is_entered_after_its_seal(film_set, registrar) -> None:
    """All stages pass, the title file lies in the tray, and the entry tells the film's root and segments."""
    (film,) = film_set.make(TITLED).films
    assert [event.stage for event in film_set.events if isinstance(event, StageStarted)] == list(Stage)
    assert film.files.count("title.json") == 1
    assert b'"segments":3' in film_set.out("title.json")
    assert registrar.entered == [(film.seal.facts["root"], 3)]
    assert film.entry.facts["title"] == f"0x{film.seal.facts['root']}"


def test_film_that_stands_is_not_entered_again(film_set, registrar) -> None:
    """A second make opens no ledger, leaves the file, and says that nothing was made."""
    film_set.make(TITLED)
    before = film_set.out("title.json")
    registrar.refuses = ReelError("nobody may ask")
    (film,) = film_set.make(TITLED).films
    assert film.entry.reused
    assert film_set.out("title.json") == before
    done = [(event.stage, event.made, event.reused) for event in film_set.events if isinstance(event, StageDone)]
    assert done[-1] == (Stage.TITLE, 0, 1)


def test_evidence_shows_the_title_and_then_stands(film_set, registrar) -> None:
    """The proof goes into the evidence once; another ledger's proof takes its place; a second make touches nothing."""
    (film,) = film_set.make(TITLED).films
    evidence = film_set.out("evidence.zip")
    assert evidence.count(b'"schema":"a list"') == 1
    assert film.seal.evidence == digest_bytes(evidence)
    assert "proof" not in film.entry.facts
    (again,) = film_set.make(TITLED).films
    assert again.seal.reused
    assert film_set.out("evidence.zip") == evidence
    registrar.ledger = "another list"
    registrar.entered.insert(0, ("00", 1))
    film_set.make(TITLED)
    assert film_set.out("evidence.zip").count(b'"schema":"a list"') == 2


def test_another_film_is_entered_beside_the_first(film_set, registrar) -> None:
    """A changed shot makes another root, which is entered; undoing the change finds the first entry again."""
    film_set.make(TITLED)
    film_set.write("Ann: Something else.\n\nAnn: It rains.\n\nBob: So it does.")
    film_set.make(TITLED)
    assert len(registrar.entered) == 2
    (again,) = film_set.make(replace(TITLED, until=Stage.TITLE)).films
    assert again.entry.reused
    assert len(registrar.entered) == 2


def test_lost_title_file_is_laid_again(film_set, registrar) -> None:
    """A file that was removed or changed is laid anew from the same entry."""
    film_set.make(TITLED)
    before = film_set.out("title.json")
    (film_set.root / "out/title.json").write_bytes(b"{}")
    film_set.make(TITLED)
    assert film_set.out("title.json") == before
    assert len(registrar.entered) == 1


@pytest.mark.usefixtures("registrar")
def test_another_ledger_is_another_entry(film_set) -> None:
    """Named another ledger, the film is entered there too."""
    film_set.make(TITLED)
    other = FakeRegistrar()
    other.ledger = "another list"
    film_set.change(registrar=other)
    film_set.make(TITLED)
    assert len(other.entered) == 1


def test_ledger_that_is_away_leaves_a_sealed_film(film_set, registrar) -> None:
    """When nothing can be entered the film lies there sealed, and the next make enters it and seals nothing."""
    registrar.refuses = ReelError("the node does not answer", mend="try later")
    with pytest.raises(ReelError, match="does not answer"):
        film_set.make(TITLED)
    assert film_set.out("film.mp4").endswith(b"seal 0")
    registrar.refuses = None
    (film,) = film_set.make(TITLED).films
    assert film.seal.reused
    assert not film.entry.reused


def test_title_of_an_earlier_film_is_put_by_and_comes_back_with_it(film_set, registrar) -> None:
    """A title file never lies beside a film that it does not speak of, nor is it lost, nor is its film entered anew."""
    film_set.make(TITLED)
    titled = film_set.out("title.json")
    film_set.make(Order(until=Stage.CUT))
    earlier = film_set.root / "out/earlier-titles"
    assert not (film_set.root / "out/title.json").exists()
    assert [path.read_bytes() for path in earlier.iterdir()] == [titled]
    registrar.refuses = ReelError("nobody may ask")
    (film,) = film_set.make(TITLED).films
    assert film.entry.reused
    assert film_set.out("title.json") == titled
    assert not earlier.exists()


@pytest.mark.usefixtures("registrar")
def test_title_of_an_earlier_film_is_put_by_when_another_is_entered(film_set) -> None:
    """The first film may be sold and owed for, whatever is made in its place."""
    film_set.make(TITLED)
    titled = film_set.out("title.json")
    film_set.write("Ann: Something else.\n\nAnn: It rains.\n\nBob: So it does.")
    film_set.make(TITLED)
    assert film_set.out("title.json") != titled
    assert [path.read_bytes() for path in (film_set.root / "out/earlier-titles").iterdir()] == [titled]


def test_without_a_registrar_it_is_told(film_set) -> None:
    """A studio that enters nothing says so, and how to stop before."""
    film_set.change(sealer=FakeSealer())
    with pytest.raises(OrderError, match="nobody enters titles"):
        film_set.make(TITLED)
