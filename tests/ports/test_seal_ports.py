"""What every adapter of credentials, codes, stamps and known signers must hold to, and its fake."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reelwright.seal import (
    Coder,
    Credentials,
    Declaration,
    Known,
    MediaError,
    SourceType,
    Stamper,
    TimeStampError,
    certificate_digest,
)
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.iscc_codes import IsccCodes
from reelwright.seal.adapters.known_signers import KnownSigners
from reelwright.seal.adapters.local_keys import make_local_keys
from reelwright.seal.adapters.rfc3161_stamper import Rfc3161Stamper
from reelwright.testing import FakeCoder, FakeCredentials, FakeKnown, FakeSigner, FakeStamper

LIN = FakeSigner("Lin Studio")
PICTURE = Path(__file__).parents[2] / "docs/pictures/midnight-rooftop.jpg"


@pytest.mark.parametrize("credentials", [C2paCredentials(), FakeCredentials()], ids=["c2pa", "fake"])
def test_a_credential_is_read_back_as_it_was_given(credentials: Credentials, tmp_path: Path) -> None:
    """Title, signer and source come back; the file before stays as it is; a file without one has none."""
    before, sealed = PICTURE.read_bytes(), tmp_path / "sealed.jpg"
    said = Declaration("Midnight", "image/jpeg", SourceType.TRAINED, ("reelwright", "1"))
    given = credentials.embed(PICTURE, sealed, said, LIN)
    reading = credentials.read(sealed, roots=LIN.root)
    assert reading is not None
    manifest = reading.manifest
    assert (manifest.title, manifest.signer, manifest.source) == ("Midnight", "Lin Studio", SourceType.TRAINED)
    assert reading.failures == ()
    assert reading.has("signingCredential.trusted")
    assert (len(given) > 100, PICTURE.read_bytes() == before) == (True, True)
    assert credentials.read(PICTURE) is None
    assert [path.name for path in tmp_path.iterdir()] == ["sealed.jpg"]


@pytest.mark.parametrize("credentials", [C2paCredentials(), FakeCredentials()], ids=["c2pa", "fake"])
def test_what_changed_and_whom_nobody_knows_is_told(credentials: Credentials, tmp_path: Path) -> None:
    """One changed byte is a mismatch; a root that was not named is not trusted; a missing file is an error."""
    sealed = tmp_path / "sealed.jpg"
    credentials.embed(PICTURE, sealed, Declaration("M", "image/jpeg", SourceType.TRAINED, ("r", "1")), LIN)
    unknown = credentials.read(sealed)
    assert unknown is not None
    assert not unknown.has("signingCredential.trusted")
    content = bytearray(sealed.read_bytes())
    content[len(PICTURE.read_bytes()) // 2] ^= 1
    sealed.write_bytes(content)
    changed = credentials.read(sealed, roots=LIN.root)
    assert changed is not None
    assert any("mismatch" in each.code for each in changed.failures)
    with pytest.raises(MediaError):
        credentials.read(tmp_path / "none.jpg")


@pytest.mark.parametrize("credentials", [C2paCredentials(), FakeCredentials()], ids=["c2pa", "fake"])
def test_the_root_that_vouches_for_a_signer_is_told(credentials: Credentials, tmp_path: Path) -> None:
    """Among several known roots it is the signer's own, wherever it stands; among others' there is none."""
    sealed, others = tmp_path / "sealed.jpg", [FakeSigner("Bo").root, FakeSigner("Lin Studio", key="another").root]
    credentials.embed(PICTURE, sealed, Declaration("M", "image/jpeg", SourceType.TRAINED, ("r", "1")), LIN)
    for known in ((LIN.root,), (others[0], LIN.root, others[1])):
        reading = credentials.read(sealed, roots="".join(known))
        assert reading is not None
        assert reading.root == certificate_digest(LIN.root)
    unknown = credentials.read(sealed, roots="".join(others))
    assert unknown is not None
    assert unknown.root == ""


@pytest.mark.parametrize("coder", [IsccCodes(), FakeCoder()], ids=["iscc", "fake"])
def test_codes_are_of_the_file_and_of_its_title(coder: Coder, tmp_path: Path) -> None:
    """The same gives the same; another file has another instance, another title another meta code."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(bytes(5000))
    two.write_bytes(bytes(4999) + b"x")
    codes = coder.codes(one, "A film")
    assert set(codes) == {"meta", "data", "instance", "iscc"}
    assert all(code.startswith("ISCC:") for code in codes.values())
    assert coder.codes(one, "A film") == codes
    assert coder.codes(two, "A film")["instance"] != codes["instance"]
    assert coder.codes(one, "Another")["meta"] != codes["meta"]
    with pytest.raises(MediaError):
        coder.codes(tmp_path / "none", "A film")


@pytest.fixture(params=["authority", "fake"])
def stamper(request: pytest.FixtureRequest, authority: Callable[[str], str]) -> Stamper:
    """Each in turn."""
    return Rfc3161Stamper(authority("honest")) if request.param == "authority" else FakeStamper()


def test_a_stamp_is_about_the_content(stamper: Stamper) -> None:
    """The digest of the content stands in the stamp; another content has another stamp."""
    stamp = stamper.stamp(b"content")
    assert hashlib.sha256(b"content").digest() in stamp
    assert hashlib.sha256(b"other").digest() not in stamp
    assert stamper.stamp(b"other") != stamp


@pytest.mark.parametrize("behaviour", ["refuses", "junk", "another"])
def test_an_authority_that_misbehaves_gives_no_stamp(behaviour: str, authority: Callable[[str], str]) -> None:
    """A refusal, nonsense, and a stamp on something else are each an error that names the authority."""
    url = authority(behaviour)
    with pytest.raises(TimeStampError) as told:
        Rfc3161Stamper(url).stamp(b"content")
    assert told.value.where == url


def folder_of_user(folder: Path) -> Known:
    """A user who has keys and knows Lin."""
    known = KnownSigners(make_local_keys(folder / "keys", "Me", datetime(2026, 1, 1, tzinfo=UTC)), folder / "known")
    root, leaf = folder / "root.pem", folder / "leaf.pem"
    root.write_text(LIN.root, encoding="ascii")
    leaf.write_text(LIN.certificates, encoding="ascii")
    known.add(root)
    known.revoke(leaf)
    return known


@pytest.mark.parametrize(
    "make", [folder_of_user, lambda _: FakeKnown(LIN.root, frozenset({"7"}))], ids=["user", "fake"]
)
def test_known_roots_and_revoked_serials_are_told(make: Callable[[Path], Known], tmp_path: Path) -> None:
    """Roots are certificates in PEM; serials are decimal digits; a root knows nobody but its own."""
    known = make(tmp_path)
    assert LIN.root.strip() in known.roots
    assert all(serial.isdecimal() for serial in known.revoked)
    assert len(known.revoked) == 1
    assert FakeSigner("Somebody").root not in known.roots


@pytest.fixture
def authority() -> Iterator[Callable[[str], str]]:
    """Starts authorities on this machine."""
    import contextlib  # noqa: PLC0415 only here
    import importlib.util  # noqa: PLC0415 the same

    path = Path(__file__).parents[1] / "unit/seal/loopback_tsa.py"
    spec = importlib.util.spec_from_file_location("loopback_tsa", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with contextlib.ExitStack() as open_things:
        when = module.Authority(datetime(2026, 1, 1, tzinfo=UTC))
        yield lambda behaviour: open_things.enter_context(module.serving(when, behaviour))
