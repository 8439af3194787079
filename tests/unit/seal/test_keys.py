"""Keys are made whole, hidden, and refuse to be used wrongly."""

import os
import shlex
import stat
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from reelwright.seal import KeyFileError, KeyFiles, SigningError
from reelwright.seal.adapters.callback_signer import CallbackSigner
from reelwright.seal.adapters.known_signers import KnownSigners
from reelwright.seal.adapters.local_keys import make_local_keys, open_pem_signer
from reelwright.seal.adapters.program_signer import open_program_signer
from reelwright.testing import FakeSigner

WORDS = "夜 roof"
NOW = datetime(2026, 11, 28, tzinfo=UTC)


def test_chain_leads_from_the_leaf_to_the_root(tmp_path: Path) -> None:
    """The leaf is issued by the intermediate, that by the root, and only the two may issue."""
    files = make_local_keys(tmp_path / "keys", "Lin Studio", NOW)
    leaf, middle = x509.load_pem_x509_certificates(files.chain.read_bytes())
    root = x509.load_pem_x509_certificate(files.root.read_bytes())
    leaf.verify_directly_issued_by(middle)
    middle.verify_directly_issued_by(root)
    authorities = [c.extensions.get_extension_for_class(x509.BasicConstraints).value.ca for c in (leaf, middle, root)]
    assert authorities == [False, True, True]
    assert leaf.extensions.get_extension_for_class(x509.KeyUsage).critical


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    """No key can be read by others; certificates can."""
    files = make_local_keys(tmp_path / "keys", "Lin Studio", NOW)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files.folder.iterdir()}
    assert {name for name, mode in modes.items() if mode & 0o077} == {"root.pem", "chain.pem"}
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700


def test_keys_are_never_made_twice(tmp_path: Path) -> None:
    """A second making is refused and leaves the first keys as they are."""
    files = make_local_keys(tmp_path / "keys", "Lin Studio", NOW)
    before = files.leaf_key.read_bytes()
    with pytest.raises(KeyFileError, match="already"):
        make_local_keys(tmp_path / "keys", "Somebody", NOW)
    assert files.leaf_key.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_locked_key_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    """No passphrase and a wrong one are told apart; the right one signs."""
    files = make_local_keys(tmp_path / "keys", "Lin Studio", NOW, passphrase=WORDS)
    with pytest.raises(KeyFileError, match="locked"):
        open_pem_signer(files.chain, files.leaf_key)
    with pytest.raises(KeyFileError, match="passphrase is wrong"):
        open_pem_signer(files.chain, files.leaf_key, passphrase=WORDS.upper())
    assert len(open_pem_signer(files.chain, files.leaf_key, passphrase=WORDS).sign(b"x")) == 64


def test_key_and_certificate_must_belong_together(tmp_path: Path) -> None:
    """The key of one chain with the certificate of another is refused, and so is a missing or odd file."""
    one = make_local_keys(tmp_path / "one", "One", NOW)
    two = make_local_keys(tmp_path / "two", "Two", NOW)
    odd = tmp_path / "odd.pem"
    odd.write_bytes(os.urandom(64))
    for chain, key in ((one.chain, two.leaf_key), (one.chain, odd), (odd, one.leaf_key), (one.chain, tmp_path / "no")):
        with pytest.raises(KeyFileError):
            open_pem_signer(chain, key)


def _raise(_: bytes) -> bytes:
    raise ConnectionError("the service is away")


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (_raise, "the service is away"),
        (lambda _: time.sleep(0.4) or b"", "did not answer"),
        (lambda _: b"", "no signature"),
        (lambda _: "text", "no signature"),
        (lambda _: b"\x30" + bytes(70), "no signature"),
        (lambda _: bytes(64), "does not confirm"),
        (lambda content: FakeSigner("Thief").sign(content), "does not confirm"),
        (lambda content: FakeSigner("Lin").sign(content + b"!"), "does not confirm"),
    ],
    ids=["raises", "hangs", "empty", "text", "junk", "zeros", "other-key", "other-content"],
)
def test_a_signer_that_misbehaves_is_told_and_writes_nothing(ask: Callable[[bytes], bytes], words: str) -> None:
    """Whatever a token or service does wrong is a typed error that names the signer."""
    signer = CallbackSigner(FakeSigner("Lin").certificates, ask, seconds=0.2)
    with pytest.raises(SigningError, match=words) as told:
        signer.sign(b"content")
    assert told.value.where == "Lin"


def program(folder: Path, text: str) -> str:
    """The command that runs a small program."""
    path = folder / "a program.py"
    path.write_text(text, encoding="utf-8")
    return shlex.join([sys.executable, str(path)])


def test_a_program_signs_as_openssl_does(tmp_path: Path) -> None:
    """It gets the content and writes a signature in DER, which goes in as the certificate's own."""
    files = make_local_keys(tmp_path / "keys", "Lin Studio", NOW)
    text = (
        "import sys\n"
        "from cryptography.hazmat.primitives import hashes, serialization\n"
        "from cryptography.hazmat.primitives.asymmetric import ec\n"
        f"key = serialization.load_pem_private_key(open({str(files.leaf_key)!r}, 'rb').read(), None)\n"
        "sys.stdout.buffer.write(key.sign(sys.stdin.buffer.read(), ec.ECDSA(hashes.SHA256())))\n"
    )
    signer = open_program_signer(program(tmp_path, text), files.chain)
    assert signer.name == "Lin Studio"
    assert len(signer.sign(b"content")) == 64


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("import sys; sys.exit('the token is not in')", "ended with 1: the token is not in"),
        ("import time; time.sleep(20)", "did not answer within"),
        ("print('x' * 5000)", "wrote more than a signature"),
        ("print('a signature')", "no signature"),
        ("", "no signature"),
        ("import sys; sys.stdout.buffer.write(bytes(64))", "does not confirm"),
    ],
    ids=["fails", "hangs", "floods", "text", "silent", "zeros"],
)
def test_a_program_that_misbehaves_is_told(text: str, words: str, tmp_path: Path) -> None:
    """Whatever a signing program does wrong is a typed error."""
    chain = tmp_path / "chain.pem"
    chain.write_text(FakeSigner("Lin").certificates, encoding="ascii")
    signer = open_program_signer(program(tmp_path, text), chain, seconds=0.5 if "sleep" in text else 30)
    with pytest.raises(SigningError, match=words):
        signer.sign(b"content")


def test_a_program_that_is_not_there_or_has_no_chain_is_told(tmp_path: Path) -> None:
    """No such program, no command at all, an open quote, and no certificates each say what to do."""
    chain = tmp_path / "chain.pem"
    chain.write_text(FakeSigner("Lin").certificates, encoding="ascii")
    with pytest.raises(SigningError, match="cannot be run"):
        open_program_signer(str(tmp_path / "none"), chain).sign(b"content")
    for command, certificates in (("", chain), ("'open", chain), ("sign", tmp_path / "none.pem")):
        with pytest.raises(KeyFileError):
            open_program_signer(command, certificates)


def test_known_signers_are_his_own_and_those_put_there(tmp_path: Path) -> None:
    """A root that was put in is known; a leaf or a text is no root; revoking is remembered."""
    files = make_local_keys(tmp_path / "keys", "Lin Studio", NOW)
    known = KnownSigners(files, tmp_path / "known")
    other = FakeSigner("Other")
    root, leaf = tmp_path / "root.pem", tmp_path / "leaf.pem"
    root.write_text(other.root, encoding="ascii")
    leaf.write_text(other.certificates, encoding="ascii")
    assert len(known.add(root)) == 64
    assert known.roots.count("BEGIN CERTIFICATE") == 2
    for no_root in (leaf, tmp_path / "nothing.pem"):
        with pytest.raises(KeyFileError):
            known.add(no_root)
    serial = known.revoke(leaf)
    assert known.revoke(leaf) == serial
    assert known.revoked == {serial}
    assert KnownSigners(KeyFiles(tmp_path / "none"), tmp_path / "none").roots == ""
