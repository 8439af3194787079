"""The evidence file proves itself, offline, and any changed bit of any member is found."""

import dataclasses
import json
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback_tsa import Authority, serving
from tiny_films import tiny_film

from reelwright.film import Plain, digest_bytes
from reelwright.seal import (
    EvidenceError,
    EvidenceParts,
    Had,
    Sealed,
    SealOrder,
    SealTools,
    ShotPart,
    SourceType,
    WrongError,
    amend_evidence,
    check_log,
    keccak256,
    log_making,
    seal_media,
    write_evidence,
)
from reelwright.seal import check_evidence as verifier
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.iscc_codes import IsccCodes
from reelwright.seal.adapters.making_files import MakingFiles
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.seal.adapters.rfc3161_stamper import Rfc3161Stamper
from reelwright.testing import FakeChance, FakeClock, FakeSigner

LIN = FakeSigner("Lin Studio")


@dataclasses.dataclass(frozen=True)
class Case:
    """An evidence file with what it is about."""

    evidence: bytes
    film: bytes
    opening: bytes


def titled(sealed: Sealed) -> dict[str, Plain]:
    """The proof of a title that hides one film behind a salt."""
    assert sealed.tree is not None
    author, salt = b"\x11" * 20, b"\x22" * 32
    leaf = keccak256(b"\0" + bytes(12) + author + sealed.tree.root + salt)
    anchor: dict[str, Plain] = {"root": leaf.hex(), "sides": 0, "proof": [], "time": 1_795_876_671}
    names: dict[str, Plain] = {"title": "0x1", "author": f"0x{author.hex()}", "contract": "0x2", "tx": "0x3"}
    schema = "reelwright.chain-proof/1"
    return names | {"schema": schema, "chain": 7, "root": sealed.tree.root.hex(), "salt": salt.hex(), "anchor": anchor}


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A sealed film with a log, a time stamp and all members."""
    folder = tmp_path_factory.mktemp("evidence")
    film = folder / "film.mp4"
    film.write_bytes(tiny_film())
    log = MakingFiles(folder / "making")
    script = Had("film.fountain", digest_bytes(b"script"))
    head = log_making(log, "check", [script], clock=FakeClock(), chance=FakeChance())
    tools = SealTools(ChildReader(), C2paCredentials(), LIN, IsccCodes(), FakeClock())
    parts = tuple(ShotPart(start) for start in (0, 8, 20))
    order = SealOrder("<Midnight>", ("reelwright", "1"), SourceType.ALGORITHMIC, parts=parts, log_head=head)
    sealed = seal_media(film, folder / "sealed.mp4", order, tools)
    with serving(Authority(datetime(2026, 11, 28, tzinfo=UTC))) as url:
        whole = EvidenceParts(sealed, "<Midnight>", log.entries(), more={"receipt.json": b"{}"}, chain=titled(sealed))
        write_evidence(folder / "e.zip", whole, signer=LIN, clock=FakeClock(), stamper=Rfc3161Stamper(url))
    return Case((folder / "e.zip").read_bytes(), sealed.file.read_bytes(), log.openings()[0].record)


def test_everything_holds_and_is_said(case: Case) -> None:
    """Members, signer, segments, log, opening, credential, stamp and film are each told."""
    said = verifier.prove(case.evidence, film=case.film, root=LIN.root.encode(), opening=case.opening)
    text = "\n".join(said)
    for words in (
        "13 members",
        "Lin Studio",
        "3 segments",
        "unbroken chain",
        "film.fountain",
        "same root",
        "time stamp",
        "lies under the anchor",
        "ask a node",
    ):
        assert words in text
    assert "to the bit" in text


def test_evidence_is_added_to_and_signed_anew(case: Case, tmp_path: Path) -> None:
    """A member comes or is replaced, the page tells it, all the rest stays; what does not hold is not added to."""
    path = tmp_path / "e.zip"
    path.write_bytes(case.evidence)
    before = verifier.unpack(case.evidence)
    proof = json.loads(before[verifier.CHAIN]) | {"chain": 8453}
    more = {verifier.CHAIN: json.dumps(proof).encode(), "note.txt": b"more"}
    digest = amend_evidence(path, more, signer=LIN, clock=FakeClock(), stamper=None)
    assert digest == digest_bytes(path.read_bytes())
    after = verifier.unpack(path.read_bytes())
    assert "chain 8453" in "".join(verifier.prove(path.read_bytes(), film=digest_bytes(case.film).hex))
    assert b"8453" in after["index.html"]
    assert set(after) - set(before) == {"note.txt"}
    made_anew = {"index.html", "evidence.json", "evidence.sig", "evidence.tsr", verifier.CHAIN}
    assert {name for name in before if after.get(name) != before[name]} <= made_anew
    path.write_bytes(case.evidence[:-1])
    with pytest.raises(EvidenceError):
        amend_evidence(path, more, signer=LIN, clock=FakeClock(), stamper=None)
    assert path.read_bytes() == case.evidence[:-1]


def test_a_signed_member_of_another_shape_is_no_crash(case: Case, tmp_path: Path) -> None:
    """Even whoever signs his evidence rightly cannot bring the verifier to a stop with what he puts in."""
    path = tmp_path / "e.zip"
    for form in (b"{}", b"[]", b'{"schema": "reelwright.chain-proof/1", "anchor": 7}'):
        path.write_bytes(case.evidence)
        amend_evidence(path, {verifier.CHAIN: form}, signer=LIN, clock=FakeClock(), stamper=None)
        content = path.read_bytes()
        with pytest.raises(WrongError):
            verifier.prove(content)


def test_any_changed_bit_of_any_member_is_found(case: Case) -> None:
    """Flip bits all over every member: each flip is found."""
    members = verifier.unpack(case.evidence)
    assert len(members) == 13
    for name, content in members.items():
        places = {0, len(content) - 1, len(content) // 2, *range(0, len(content), max(1, len(content) // 5))}
        for place in places:
            bit = 1 << place % 8
            spoiled = content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]
            with pytest.raises(WrongError):
                verifier.prove(verifier.pack(members | {name: spoiled}))


def test_every_bit_of_signature_and_statement_counts(case: Case) -> None:
    """Each single bit of the signature is found, and so are members that come, go or move."""
    members = verifier.unpack(case.evidence)
    signature = members[verifier.SIGNATURE]
    for place in range(0, 8 * len(signature), 7):
        spoiled = bytearray(signature)
        spoiled[place // 8] ^= 1 << place % 8
        with pytest.raises(WrongError):
            verifier.prove(verifier.pack(members | {verifier.SIGNATURE: bytes(spoiled)}))
    for name in members:
        with pytest.raises(WrongError):
            verifier.prove(verifier.pack({other: members[other] for other in members if other != name}))
    with pytest.raises(WrongError):
        verifier.prove(verifier.pack(members | {"more.txt": b"more"}))


def test_the_zip_around_the_members_counts_too(case: Case) -> None:
    """A date in the archive, bytes behind it, and a cut are found, though every member can be read."""
    content = bytearray(case.evidence)
    content[10] ^= 1  # the time of the first member
    for spoiled in (bytes(content), case.evidence + b"x", case.evidence[:-1], b"", b"PK"):
        with pytest.raises(WrongError):
            verifier.prove(spoiled)


def test_another_film_root_or_opening_does_not_hold(case: Case) -> None:
    """The evidence is about one film, under one root, and only its own openings open it."""
    with pytest.raises(WrongError, match="not the film"):
        verifier.prove(case.evidence, film=case.film + b"x")
    with pytest.raises(WrongError, match="root that you named"):
        verifier.prove(case.evidence, root=FakeSigner("Other").root.encode())
    other = json.loads(case.opening) | {"name": "other.fountain"}
    with pytest.raises(WrongError, match="opens no entry"):
        verifier.prove(case.evidence, opening=json.dumps(other).encode())


def test_a_thief_cannot_sign_it_anew_under_the_same_root(case: Case) -> None:
    """Evidence packed again with other words needs the signer's key."""
    members = verifier.unpack(case.evidence)
    statement = members[verifier.STATEMENT].replace(b"Midnight", b"Midnite!")
    spoiled = members | {verifier.STATEMENT: statement}
    thief = FakeSigner("Lin Studio II")
    spoiled[verifier.SIGNATURE] = thief.sign(verifier._signed(spoiled)).hex().encode()
    with pytest.raises(WrongError):
        verifier.prove(verifier.pack(spoiled))


def test_the_verifier_inside_works_alone_in_time(case: Case, tmp_path: Path) -> None:
    """The script that travels inside runs isolated, without our package, in well under 10 seconds."""
    evidence, film = tmp_path / "evidence.zip", tmp_path / "film.mp4"
    evidence.write_bytes(case.evidence)
    film.write_bytes(case.film)
    with zipfile.ZipFile(evidence) as archive:
        script = archive.read("check_evidence.py").decode("utf-8")
    assert "reelwright" not in {line.split(".")[0].removeprefix("import ") for line in script.splitlines()}
    blocked = "import sys; sys.modules['reelwright'] = None\n"
    (tmp_path / "alone.py").write_text(blocked + script.replace("from __future__ import annotations\n", ""), "utf-8")
    started = time.process_time()
    call = [sys.executable, tmp_path / "alone.py", evidence, "--film", film]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("holds: ") == 9
    assert time.process_time() - started < 10
    film.write_bytes(b"another film")
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("DOES NOT HOLD")


def test_page_of_the_evidence_is_for_people(case: Case) -> None:
    """The page inside names the film, escaped, and needs nothing from outside."""
    text = verifier.unpack(case.evidence)["index.html"].decode("utf-8")
    assert "&lt;Midnight&gt;" in text
    assert "<Midnight>" not in text
    assert "<script" not in text
    assert "How to check this" in text


@pytest.mark.parametrize("size", [0, 1, 64, 135, 136, 137, 300])
def test_the_verifiers_keccak_is_the_same(size: int) -> None:
    """The script's own Keccak agrees with the library's at every border of a block."""
    content = bytes(n % 251 for n in range(size))
    assert verifier.keccak256(content) == keccak256(content)


def test_log_in_the_evidence_ends_where_the_statement_says(case: Case) -> None:
    """The log's head stands in the signed statement."""
    statement = json.loads(verifier.unpack(case.evidence)[verifier.STATEMENT])
    assert statement["log"] != check_log(()).hex
