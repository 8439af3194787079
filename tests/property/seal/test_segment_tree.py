"""Laws of the tree of segments."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reelwright.film import digest_bytes
from reelwright.seal import Segment, SegmentProof, SegmentTree, film_name


@st.composite
def trees(draw: st.DrawFn) -> SegmentTree:
    """Films of 1 to 20 segments of any length."""
    lengths = draw(st.lists(st.integers(1, 90), min_size=1, max_size=20))
    rate = draw(st.sampled_from([Fraction(24), Fraction(30_000, 1001), Fraction(60)]))
    segments, at = [], 0
    film = film_name([digest_bytes(repr(lengths).encode())])
    for index, length in enumerate(lengths):
        pixels = digest_bytes(b"%d" % index)
        segments.append(Segment(film, index, at / rate, (at + length) / rate, length, pixels))
        at += length
    return SegmentTree(tuple(segments))


@given(trees())
def test_every_segment_is_proven_and_survives_writing(tree: SegmentTree) -> None:
    """Each segment of any film has a proof that holds and reads back as it was."""
    for index in range(len(tree.segments)):
        proof = tree.proof(index)
        assert proof.holds
        assert SegmentProof.read(proof.write()) == proof


@given(trees(), st.data())
def test_any_flipped_bit_of_a_proof_breaks_it(tree: SegmentTree, data: st.DataObject) -> None:
    """No single bit of the root or of a sister can change unseen."""
    proof = tree.proof(data.draw(st.integers(0, len(tree.segments) - 1)))
    hashes = [*proof.path, proof.root]
    which, bit = data.draw(st.integers(0, len(hashes) - 1)), data.draw(st.integers(0, 255))
    hashes[which] = (int.from_bytes(hashes[which]) ^ 1 << bit).to_bytes(32)
    assert not SegmentProof(proof.segment, tuple(hashes[:-1]), hashes[-1]).holds
