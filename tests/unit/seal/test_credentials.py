"""Credentials are written, read back, and say how every part came about."""

from pathlib import Path

import pytest
from tiny_films import still_picture, tiny_film

from reelwright.film import digest_bytes
from reelwright.seal import (
    Declaration,
    Ingredient,
    MediaError,
    Relationship,
    SealError,
    SigningError,
    SourceType,
    Use,
    whole_source,
)
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.callback_signer import CallbackSigner
from reelwright.testing import FakeSigner

LIN = FakeSigner("Lin Studio")
CREDENTIALS = C2paCredentials()
PLAIN = Declaration("A film", "video/mp4", SourceType.ALGORITHMIC, ("reelwright", "0"))


def written(path: Path, content: bytes) -> Path:
    """A file with some content."""
    path.write_bytes(content)
    return path


def test_what_was_declared_is_read_back(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Source, ingredients, the choice on training and a signed take come back; the library says nothing aloud."""
    take = tmp_path / "take.mp4"
    trained = Declaration("Take 1", "video/mp4", SourceType.TRAINED, ("provider", "9"))
    CREDENTIALS.embed(written(tmp_path / "raw.mp4", tiny_film(2)), take, trained, FakeSigner("A provider"))
    card = Ingredient(
        "Lin", "cast card", Relationship.INPUT, "application/toml", digest_bytes(b"card"), maker="the author"
    )
    shot = Ingredient("s01", "take", Relationship.COMPONENT, "video/mp4", digest_bytes(take.read_bytes()), take)
    declaration = Declaration(
        "Midnight <Rooftop>",
        "video/mp4",
        whole_source(frozenset({SourceType.ALGORITHMIC, SourceType.TRAINED})),
        ("reelwright", "1"),
        (card, shot),
        edits=("the AI label was burned in",),
        training=Use.CONSTRAINED,
        codes={"iscc": "ISCC:X", "content": "ISCC:Y"},
        facts={"log": "00"},
    )
    sealed = tmp_path / "sealed.mp4"
    CREDENTIALS.embed(written(tmp_path / "film.mp4", tiny_film()), sealed, declaration, LIN)
    reading = CREDENTIALS.read(sealed, roots=LIN.root)
    assert reading is not None
    assert reading.failures == ()
    assert reading.has("signingCredential.trusted")
    said = reading.manifest
    assert (said.title, said.generator, said.signer) == ("Midnight <Rooftop>", "reelwright 1", "Lin Studio")
    assert said.source is SourceType.WITH_TRAINED
    assert [each.action for each in said.actions] == ["c2pa.created", "c2pa.placed", "c2pa.edited"]
    assert {each.title for each in said.ingredients} == {"Lin (cast card, made by the author)", "s01"}
    provider = next(each.manifest for each in said.ingredients if each.manifest)
    assert reading.manifests[provider].signer == "A provider"
    assert reading.manifests[provider].source is SourceType.TRAINED
    uses = said.assertions["cawg.training-mining"]
    assert {each["use"] for each in uses["entries"].values()} == {"constrained"}
    assert said.assertions["c2pa.soft-binding"]["blocks"][0]["value"] == "ISCC:Y"
    assert capfd.readouterr() == ("", "")


def test_a_picture_carries_a_credential_too(tmp_path: Path) -> None:
    """A still image is sealed and read like a film."""
    picture = written(tmp_path / "still.png", still_picture())
    sealed = tmp_path / "sealed.png"
    declaration = Declaration("A still", "image/png", SourceType.ALGORITHMIC, ("reelwright", "0"))
    CREDENTIALS.embed(picture, sealed, declaration, LIN)
    reading = CREDENTIALS.read(sealed)
    assert reading is not None
    assert (reading.manifest.title, reading.has("signingCredential.untrusted")) == ("A still", True)


def test_a_file_without_credential_has_none(tmp_path: Path) -> None:
    """An unsigned film gives None."""
    assert CREDENTIALS.read(written(tmp_path / "film.mp4", tiny_film())) is None


@pytest.mark.parametrize("content", [b"", b"junk" * 99], ids=["empty", "junk"])
def test_a_file_that_is_no_media_is_a_typed_error(content: bytes, tmp_path: Path) -> None:
    """What cannot be read is told; no traceback, no output."""
    with pytest.raises(MediaError):
        CREDENTIALS.read(written(tmp_path / "film.mp4", content))
    with pytest.raises((MediaError, SigningError)):
        CREDENTIALS.embed(tmp_path / "film.mp4", tmp_path / "sealed.mp4", PLAIN, LIN)
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


def test_a_failing_signer_leaves_no_file(tmp_path: Path) -> None:
    """The signer's own error comes through the library, and nothing is left behind."""
    film = written(tmp_path / "film.mp4", tiny_film())
    signer = CallbackSigner(LIN.certificates, lambda content: FakeSigner("Thief").sign(content))
    with pytest.raises(SigningError, match="does not confirm"):
        CREDENTIALS.embed(film, tmp_path / "sealed.mp4", PLAIN, signer)
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


def test_the_whole_takes_its_source_from_its_parts() -> None:
    """One kind gives that kind; a model's part makes a composite with trained media; hand and rule a synthetic one."""
    drawn, model, camera = SourceType.ALGORITHMIC, SourceType.TRAINED, SourceType.CAPTURE
    assert whole_source(frozenset({drawn})) is drawn
    assert whole_source(frozenset({drawn, model})) is SourceType.WITH_TRAINED
    assert whole_source(frozenset({drawn, camera})) is SourceType.SYNTHETIC
    assert whole_source(frozenset({camera, SourceType.CREATION})) is SourceType.COMPOSITE
    assert whole_source(frozenset()) is SourceType.UNKNOWN


def test_a_work_without_a_title_is_not_declared() -> None:
    """A credential names the work."""
    with pytest.raises(SealError):
        Declaration(" ", "video/mp4", SourceType.ALGORITHMIC, ("reelwright", "0"))
