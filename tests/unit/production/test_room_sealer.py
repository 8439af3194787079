"""The sealer of our own room: what a provider signed stays signed inside the film."""

import dataclasses
import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from reelwright.film import FrameRate, Plain, canonical_json, digest_bytes
from reelwright.production import MadeShot, Sealer, SealJob, Stage
from reelwright.production.adapters.looker import RoomLooker
from reelwright.production.adapters.sealer import RoomSealer
from reelwright.seal import Declaration, SealTools, SourceType, prove_evidence
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.media.eye import PlanarEye
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.story import Due
from reelwright.testing import FakeChance, FakeClock, FakeCoder, FakeSealer, FakeSigner, MemoryMakingLog

LIN, PROVIDER = FakeSigner("Lin Studio"), FakeSigner("A model's provider")
READER, CREDENTIALS = ChildReader(), C2paCredentials()


def tiny() -> ModuleType:
    """The small films of the seal's tests."""
    path = Path(__file__).parents[1] / "seal/tiny_films.py"
    spec = importlib.util.spec_from_file_location("tiny_films_here", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A take as a provider delivers it: with his own credential."""
    folder = tmp_path_factory.mktemp("take")
    (folder / "take.mp4").write_bytes(tiny().tiny_film(frames=8))
    said = Declaration("shot", "video/mp4", SourceType.TRAINED, ("a model", "3"))
    CREDENTIALS.embed(folder / "take.mp4", folder / "signed.mp4", said, PROVIDER)
    return (folder / "signed.mp4").read_bytes()


def room(root: Path) -> Sealer:
    """Our own sealer with a signer at hand."""
    clock = FakeClock()
    return RoomSealer(
        root=root,
        looker=RoomLooker(READER, PlanarEye),
        tools=lambda _: SealTools(READER, CREDENTIALS, LIN, FakeCoder(), clock),
        stamper=lambda _: None,
        making=MemoryMakingLog(),
        clock=clock,
        chance=FakeChance(),
        signer=lambda: LIN.certificates,
    )


def job(take: bytes, sealer: Sealer) -> SealJob:
    """A film of one shot, which is the take."""
    looker = sealer.looker
    frames = looker.names(looker.look(take, lambda *_: None))
    receipt: dict[str, Plain] = {"renderer": "runway gen-4", "source_type": "generated"}
    timed = SimpleNamespace(shot=SimpleNamespace(id="s01-01"))
    shot = MadeShot(timed, digest_bytes(b"recipe"), digest_bytes(take), len(frames), reused=False, receipt=receipt)
    return SealJob("Roof", digest_bytes(b"cut"), FrameRate(8), (shot,), (), (frames,), (take,))


@pytest.mark.parametrize("make", [room, lambda _: FakeSealer()], ids=["room", "fake"])
def test_every_sealer_seals_in_place_and_adds_the_title_to_its_evidence(make, take: bytes, tmp_path: Path) -> None:
    """The film gets its seal where it lies, evidence appears beside it, and the title's proof goes into that."""
    sealer: Sealer = make(tmp_path)
    film, evidence = tmp_path / "film.mp4", tmp_path / "evidence.zip"
    film.write_bytes(take)
    made = job(take, sealer)
    sealer.log(Stage.CUT, {"film.mp4": digest_bytes(take)})
    facts = sealer.seal(made, film, evidence)
    assert film.read_bytes() != take
    assert {"signer", "root", "segments", "duties"} <= set(facts)
    before = evidence.read_bytes()
    sealer.complete(made, evidence, {"schema": "none"})
    assert canonical_json({"schema": "none"}) in evidence.read_bytes()
    assert evidence.read_bytes() != before
    assert sealer.recipe == make(tmp_path).recipe


def test_a_take_that_its_provider_signed_keeps_his_manifest(take: bytes, tmp_path: Path) -> None:
    """His signature can be checked inside our film, on his own bytes, and the whole is called a model's."""
    film, evidence = tmp_path / "film.mp4", tmp_path / "evidence.zip"
    film.write_bytes(tiny().tiny_film(frames=8))
    sealer = room(tmp_path)
    sealer.seal(job(take, sealer), film, evidence)
    reading = CREDENTIALS.read(film, roots=LIN.root + PROVIDER.root)
    assert reading is not None
    (inside,) = [each for each in reading.manifest.ingredients if each.manifest]
    assert reading.manifests[inside.manifest].signer == "A model's provider"
    assert inside.failures == ()
    assert reading.manifest.source is SourceType.TRAINED
    assert len(prove_evidence(evidence.read_bytes())) > 4


def test_a_brought_file_that_nobody_signed_is_named_by_its_own_bytes(tmp_path: Path) -> None:
    """What goes into the film is another encode of it; the credential says of which file."""
    film, evidence = tmp_path / "film.mp4", tmp_path / "evidence.zip"
    film.write_bytes(content := tiny().tiny_film(frames=8))
    sealer = room(tmp_path)
    made = job(content, sealer)
    receipt: dict[str, Plain] = {"renderer": "brought", "file": digest_bytes(b"theirs").hex}
    sealer.seal(dataclasses.replace(made, shots=(dataclasses.replace(made.shots[0], receipt=receipt),)), film, evidence)
    reading = CREDENTIALS.read(film)
    assert reading is not None
    (take,) = [each for each in reading.manifest.ingredients if each.title.startswith("shot s01-01")]
    assert digest_bytes(b"theirs").hex in take.instance


def test_works_of_others_and_the_score_are_ingredients(take: bytes, tmp_path: Path) -> None:
    """A parent film is named with its licence, a place with what was agreed, and the score as what it is."""
    film, evidence = tmp_path / "film.mp4", tmp_path / "evidence.zip"
    film.write_bytes(tiny().tiny_film(frames=8))
    (tmp_path / "licence.json").write_text("{}", encoding="utf-8")
    sealer = room(tmp_path)
    uses = (Due("The First Roof", "film", licence="licence.json"), Due("the harbour", "place", account="11" * 20))
    sealer.seal(dataclasses.replace(job(take, sealer), uses=uses, score=digest_bytes(b"sound")), film, evidence)
    reading = CREDENTIALS.read(film)
    assert reading is not None
    said = {each.title: (each.relationship, each.instance) for each in reading.manifest.ingredients}
    assert said["The First Roof (parent film, by licence)"][0] == "inputTo"
    assert digest_bytes(b"{}").hex in said["The First Roof (parent film, by licence)"][1]
    assert "the harbour (place, by agreement)" in said
    (score,) = [title for title in said if title.startswith("score (score, made by reelwright")]
    assert said[score][0] == "componentOf"
