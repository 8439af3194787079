"""The seal stage: sealed once, found again, done anew when something it says changed, lost never."""

import json
from dataclasses import replace

import pytest

from reelwright.cli.display import trouble
from reelwright.film import ReelError, digest_bytes
from reelwright.production import (
    ItemMoved,
    NotRegistered,
    Order,
    OrderError,
    ProductionError,
    Stage,
    StageDone,
    StageStarted,
)
from reelwright.production.seal_section import seal_section
from reelwright.testing import FakeFilmRegister, FakeLooker, FakeSealer

SEALED = Order(until=Stage.SEAL)


@pytest.fixture
def sealer(film_set) -> FakeSealer:
    """The sealer of the set."""
    film_set.change(sealer=FakeSealer())
    return film_set.studio.sealer


def test_master_is_sealed_and_its_evidence_laid(film_set, sealer) -> None:
    """The film in the tray bears the seal, receipt and report tell it, and every shot's frames are in it."""
    (film,) = film_set.make(SEALED).films
    assert film_set.out("film.mp4").endswith(b"seal 0")
    assert film_set.out("evidence.zip").startswith(b"evidence")
    assert film.files.count("evidence.zip") == 1
    receipt = json.loads(film_set.out("receipt.json"))
    assert receipt["master"]["sha256"] == film.seal.film.hex == film.master.hex
    assert receipt["cut"]["sha256"] == film.film.hex
    assert receipt["seal"]["evidence"]["sha256"] == film.seal.evidence.hex
    (job,) = sealer.jobs
    assert [len(frames) for frames in job.frames] == [shot.frames for shot in film.shots]
    assert b"Signed by" in film_set.out("report.html")
    assert b"<dt>Time stamp</dt><dd>none; name an authority" in film_set.out("report.html")
    stamped = replace(film.seal, facts=film.seal.facts | {"stamped_at": "2026-11-29T08:00:00+00:00"})
    assert "<dt>Time stamp</dt><dd>2026-11-29T08:00:00+00:00</dd>" in seal_section(stamped)


def test_a_seal_that_stands_is_not_made_again(film_set, sealer) -> None:
    """A second make leaves the sealed film to the byte, and says that nothing was made."""
    film_set.make(SEALED)
    before = film_set.out("film.mp4"), film_set.out("evidence.zip")
    (film,) = film_set.make(SEALED).films
    assert (film_set.out("film.mp4"), film_set.out("evidence.zip")) == before
    assert film.seal.reused
    assert film.film_reused
    assert len(sealer.jobs) == 1
    done = [(event.stage, event.made, event.reused) for event in film_set.events if isinstance(event, StageDone)]
    assert done[-2:] == [(Stage.CUT, 0, 2), (Stage.SEAL, 0, 3)]


def test_a_sealed_film_is_looked_for_in_other_files(film_set) -> None:
    """It is entered once under the project's name, again when its frames are others, and not when it stands."""
    register = FakeFilmRegister()
    film_set.change(sealer=FakeSealer(), films=register)
    film_set.make(SEALED)
    (path,) = register.films
    assert path == film_set.root / "out/film.mp4"
    assert register.films[path][0] == film_set.root.name
    before = dict(register.films)
    film_set.make(SEALED)
    assert register.films == before
    film_set.write((film_set.root / "film.txt").read_text(encoding="utf-8").replace("It rains", "It pours"))
    film_set.make(SEALED)
    assert register.films != before


def test_the_streaming_folder_of_a_sealed_film_is_sealed_too(film_set, sealer) -> None:
    """It gets a poster with the film's seal, is left alone while both stand, and none where nothing is sealed."""
    film_set.make(replace(SEALED, hls=True))
    poster = film_set.root / "out/hls/poster.jpg"
    assert poster.read_bytes()[:2] == b"\xff\xd8"
    (job,) = sealer.streams
    assert [len(frames) for frames in job.frames] == [shot.frames for shot in job.shots]
    film_set.make(replace(SEALED, hls=True))
    assert len(sealer.streams) == 1
    film_set.make(Order(hls=True, until=Stage.CUT))
    assert len(sealer.streams) == 1


def test_every_stage_is_logged_as_it_ends(film_set, sealer) -> None:
    """The log of the making hears of board, lines, takes and cut, under the folder of the film."""
    film_set.make(SEALED)
    stages = [stage for stage, _ in sealer.logged]
    assert sorted(set(stages), key=list(Stage).index) == [Stage.BOARD, Stage.VOICE, Stage.SHOOT, Stage.CUT]
    assert (Stage.CUT, "out/film.mp4") in sealer.logged
    assert [event.stage for event in film_set.events if isinstance(event, StageStarted)] == list(Stage)[:-1]


@pytest.mark.parametrize("what", ["film.mp4", "evidence.zip"])
def test_a_lost_or_changed_file_is_made_again(what, film_set, sealer) -> None:
    """When film or evidence were touched, the master is cut and sealed anew, from the takes that are there."""
    film_set.make(SEALED)
    (film_set.root / "out" / what).write_bytes(b"spoiled")
    film_set.make(SEALED)
    assert len(sealer.jobs) == 2
    assert film_set.out("film.mp4").endswith(b"seal 1")
    assert film_set.out("film.mp4").count(b" seal ") == 1
    assert len(film_set.filmed()) == 3


def test_another_signer_seals_anew_from_the_cut(film_set, sealer) -> None:
    """New keys give a new seal on the same cut, never one seal on top of another."""
    first = film_set.make(SEALED).films[0]
    sealer.signer = "another"
    second = film_set.make(SEALED).films[0]
    assert first.film == second.film
    assert second.seal.facts["signer"] == "another"
    assert film_set.out("film.mp4").count(b" seal ") == 1


def test_stopping_before_the_seal_gives_the_cut_back(film_set, sealer) -> None:
    """``--until cut`` after a seal lays the film as it was cut, and takes the evidence away."""
    film_set.make()
    cut = film_set.out("film.mp4")
    film_set.make(SEALED)
    assert len(sealer.jobs) == 1
    (film,) = film_set.make().films
    assert film_set.out("film.mp4") == cut
    assert film.seal is None
    assert not (film_set.root / "out/evidence.zip").exists()


def test_one_look_at_each_take_serves_seal_and_register(film_set, sealer) -> None:
    """A take is looked at once; not when the film stands or the keys are others, and only a new one in a new cut."""
    film_set.change(films=FakeFilmRegister())
    film_set.make(SEALED)
    film_set.make(SEALED)
    assert sealer.looker.looks == 3
    sealer.signer = "another"
    film_set.make(SEALED)
    assert (sealer.looker.looks, len(sealer.jobs)) == (3, 2)
    film_set.write((film_set.root / "film.txt").read_text(encoding="utf-8").replace("It rains", "It pours"))
    film_set.make(SEALED)
    assert (sealer.looker.looks, len(sealer.jobs)) == (4, 3)
    said = [list(job.frames) for job in sealer.jobs]
    assert said[0] == said[1]
    assert [before == after for before, after in zip(said[1], said[2], strict=True)].count(False) == 1


def test_takes_that_nobody_looked_at_are_looked_at_when_they_are_sealed(film_set, sealer) -> None:
    """Filmed for a cut alone, takes are decoded by the crew at the seal, and it is told how far that is."""
    film_set.make()
    assert sealer.looker.looks == 0
    film_set.make(SEALED)
    assert sealer.looker.looks == 3
    moved = [event for event in film_set.events if isinstance(event, ItemMoved) and event.stage is Stage.SEAL]
    assert [event.done for event in moved] == sorted(event.done for event in moved)
    assert moved[-1].done == moved[-1].of


class TalkativeLooker(FakeLooker):
    """Tells of every frame a hundred times."""

    def look(self, take, progress):
        """Look, and talk."""
        for _ in range(100):
            progress(1, 1)
        return super().look(take, progress)


def test_looking_is_told_in_steps_that_a_person_can_follow(film_set) -> None:
    """However often takes tell how far they are, it is told on when a fiftieth more is done."""
    film_set.change(sealer=FakeSealer(looker=TalkativeLooker()))
    film_set.make()
    film_set.make(SEALED)
    moved = [event.done for event in film_set.events if isinstance(event, ItemMoved) and event.stage is Stage.SEAL]
    assert len(moved) == len(set(moved))


def test_a_take_of_another_length_than_it_says_is_a_fault_with_a_name(film_set, sealer, monkeypatch) -> None:
    """A film is not sealed when a take has other frames than it says, and the shot is named."""
    monkeypatch.setattr(sealer.looker, "names", lambda _: (digest_bytes(b"one"),))
    with pytest.raises(ProductionError, match=r"the take of shot .* decodes to 1 frames"):
        film_set.make(SEALED)
    assert sealer.jobs == []


def test_a_register_that_fails_leaves_the_sealed_film_and_warns(film_set, sealer) -> None:
    """The film is sealed and whole, a warning says what to do, and the next make enters it."""
    register = FakeFilmRegister(broken=True)
    film_set.change(films=register)
    (film,) = film_set.make(SEALED).films
    assert film.seal is not None
    assert film_set.out("film.mp4").endswith(b"seal 0")
    (warning,) = [event for event in film_set.events if isinstance(event, NotRegistered)]
    assert "the register is away" in warning.why
    assert warning.mend
    assert "not looked for in other files" in trouble(warning)
    register.broken = False
    film_set.make(SEALED)
    assert len(register.films) == 1
    assert len(sealer.jobs) == 1


def test_a_fingerprint_that_fails_ahead_of_the_seal_is_told_after_it(film_set, sealer, monkeypatch) -> None:
    """What is made of the looks while the film is cut and sealed fails the entry alone; the seal stands."""
    film_set.change(films=FakeFilmRegister())

    def broken(*_: object) -> None:
        raise ReelError("a look is torn")

    monkeypatch.setattr(sealer.looker, "seen", broken)
    (film,) = film_set.make(SEALED).films
    assert film.seal is not None
    (warning,) = [event for event in film_set.events if isinstance(event, NotRegistered)]
    assert "a look is torn" in warning.why


def test_a_failing_key_leaves_the_film_as_cut(film_set, sealer) -> None:
    """When sealing fails, the master lies there as it was cut, and the next make seals it."""
    sealer.broken = True
    with pytest.raises(ReelError, match="key is away"):
        film_set.make(SEALED)
    assert b" seal " not in film_set.out("film.mp4")
    sealer.broken = False
    film_set.make(SEALED)
    assert film_set.out("film.mp4").endswith(b"seal 0")


def test_without_a_sealer_the_order_is_refused(film_set) -> None:
    """A studio that cannot seal says so and what to do."""
    with pytest.raises(OrderError, match="nobody seals"):
        film_set.make(SEALED)
    assert film_set.make(replace(SEALED, until=Stage.CUT)).films[0].seal is None
