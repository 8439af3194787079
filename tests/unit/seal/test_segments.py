"""Segments have fixed bytes, one root, and proofs that hold alone."""

import dataclasses
import json
from fractions import Fraction
from importlib import resources
from pathlib import Path

import pytest

from reelwright.film import Digest, digest_bytes
from reelwright.seal import Segment, SegmentError, SegmentProof, SegmentTree, film_name, keccak256, pixels_name

GOLDEN = Path(__file__).parents[2] / "golden/seal/segments-v1.json"
VECTORS = json.loads(GOLDEN.read_text(encoding="utf-8"))["trees"]


def tree_of(count: int) -> SegmentTree:
    """A film of so many segments of ten frames each."""
    frames = [digest_bytes(b"%d" % n) for n in range(10 * count)]
    return SegmentTree(
        tuple(
            Segment(
                film=film_name(frames),
                index=n,
                start=Fraction(10 * n, 24),
                end=Fraction(10 * n + 10, 24),
                frames=10,
                pixels=pixels_name(frames[10 * n : 10 * n + 10]),
            )
            for n in range(count)
        )
    )


def test_keccak_is_that_of_the_chain() -> None:
    """The empty string has the digest that every Ethereum client knows, which is not SHA3-256's."""
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{len(vector['records'])} segments")
def test_published_vectors_hold(vector: dict) -> None:
    """Records, leaves, root and proof of the published vectors are what this version makes."""
    tree = SegmentTree(tuple(Segment.read(record) for record in vector["records"]))
    assert [segment.record.decode() for segment in tree.segments] == vector["records"]
    assert [segment.leaf.hex() for segment in tree.segments] == vector["leaves"]
    assert tree.root.hex() == vector["root"]
    proof = SegmentProof.read(json.dumps(vector["proof"]))
    assert proof.holds
    assert proof == tree.proof(len(tree.segments) - 1)


def test_vectors_ship_in_the_wheel() -> None:
    """The vectors in the package are those that the tests hold."""
    shipped = resources.files("reelwright.seal") / "data/segments-v1.json"
    assert shipped.read_text(encoding="utf-8") == GOLDEN.read_text(encoding="utf-8")


def test_a_proof_does_not_hold_for_another_segment_place_or_root() -> None:
    """A proof is of one record, at one place, under one root."""
    proof = tree_of(5).proof(3)
    moved = dataclasses.replace(proof.segment, index=2)
    other = dataclasses.replace(proof.segment, pixels=digest_bytes(b"other"))
    far = dataclasses.replace(proof.segment, index=3 + 8)  # the same low bits
    assert proof.holds
    assert not dataclasses.replace(proof, segment=moved).holds
    assert not dataclasses.replace(proof, segment=other).holds
    assert not dataclasses.replace(proof, segment=far).holds
    assert not dataclasses.replace(proof, root=bytes(32)).holds
    assert not dataclasses.replace(proof, path=proof.path[:-1]).holds


@pytest.mark.parametrize("index", [-1, 5])
def test_a_segment_that_is_not_there_has_no_proof(index: int) -> None:
    """Asking for a place outside the film is an error."""
    with pytest.raises(SegmentError):
        tree_of(5).proof(index)


def test_segments_that_leave_a_gap_make_no_tree() -> None:
    """Segments follow one another from 0, in time and in number, in one film."""
    first, second, third = tree_of(3).segments
    for wrong in ((), (second,), (first, third), (first, dataclasses.replace(second, start=Fraction(1, 2)))):
        with pytest.raises(SegmentError):
            SegmentTree(wrong)
    with pytest.raises(SegmentError):
        SegmentTree((first, dataclasses.replace(second, film=Digest("0" * 64))))


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "reelwright.segment/2"},
        {"index": "0"},
        {"index": 0.0},
        {"frames": True},
        {"start": [0, 0]},
        {"start": [0.0, 1]},
        {"start": [1]},
        {"film": "00"},
        {"codes": []},
        {"ingredients": 3},
        {"pixels": None},
    ],
    ids=str,
)
def test_a_record_that_is_not_of_version_1_is_refused(change: dict) -> None:
    """Wrong members are a typed error, never a traceback of Python's own."""
    plain = dict(tree_of(1).segments[0].plain) | change
    with pytest.raises(SegmentError):
        Segment.read(json.dumps(plain))


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b'{"path": 3}', b"[" * 100_000], ids=["none", "list", "bare", "int", "deep"]
)
def test_text_that_is_no_proof_is_refused(text: bytes) -> None:
    """Whatever is not a proof gives a typed error."""
    with pytest.raises(SegmentError):
        SegmentProof.read(text)
