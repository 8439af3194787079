"""Points and codes: a mirror permutes bits, the table finds what is near, and transforms are recovered."""

import hashlib

import numpy as np
import pytest
from moving_scenes import place

from reelwright.seal.detector.bands import build_table, look_through, look_up
from reelwright.seal.detector.geometry import Placement, agree
from reelwright.seal.detector.overlay import lay_over, settle
from reelwright.seal.detector.points import Points, codes_v1, distances, mirrored, points_v1


def random_codes(count: int, seed: int = 0) -> np.ndarray:
    """Codes that have nothing to do with one another."""
    return np.random.default_rng(seed).integers(0, 2**63, (count, 2), dtype=np.uint64)


def test_codes_of_a_mirrored_picture_are_known_without_looking() -> None:
    """The points of a picture, mirrored, are those of the mirrored picture."""
    picture = place(3)
    guessed = mirrored(points_v1(picture, 100), 1.0)
    seen = points_v1(np.ascontiguousarray(picture[:, ::-1]), 100)
    nearest = [int(distances(code, seen.codes).min()) for code in guessed.codes]
    assert np.median(nearest) < 8
    plain = points_v1(picture, 100)
    assert np.median([int(distances(code, seen.codes).min()) for code in plain.codes]) > 20


def test_mirroring_twice_is_nothing() -> None:
    """Mirrored codes mirrored again are the codes."""
    points = Points(random_codes(50), np.ones((50, 4), np.float32))
    assert np.array_equal(mirrored(mirrored(points, 1.0), 1.0).codes, points.codes)


def test_codes_are_these_forever() -> None:
    """The codes of numbers that anyone can make again never change."""
    numbers = (np.arange(1280, dtype=np.float32) * 7919 % 251).reshape(10, 128)
    digest = hashlib.sha256(codes_v1(numbers).astype("<u8").tobytes()).hexdigest()
    assert digest == GOLDEN


GOLDEN = "f72cac4ed5648ea9ef91d2fa9f7e38d4456ebb5d727b49b64ca54503e6e8edb2"


@pytest.mark.parametrize("bits", [0, 5, 7])
def test_table_finds_every_code_that_spares_a_band(bits: int) -> None:
    """A code with up to seven changed bits shares one of eight bands and is always found."""
    codes = random_codes(5000)
    asked = codes[:40].copy()
    chance = np.random.default_rng(1)
    for row in asked:
        for bit in chance.choice(128, bits, replace=False):
            row[bit // 64] ^= np.uint64(1) << np.uint64(bit % 64)
    hits = look_up(build_table(codes), asked, radius=12, longest=1000)
    assert sorted(hits.asked[hits.asked == hits.rows].tolist()) == list(range(40))
    assert set(hits.apart.tolist()) <= set(range(13))


def test_table_passes_over_lists_that_tell_nothing() -> None:
    """A code that half the registry holds, such as black or a logo, is not found at all."""
    codes = np.concatenate([random_codes(500), np.zeros((500, 2), np.uint64)])
    table = build_table(codes)
    assert len(look_up(table, codes[-1:], radius=5, longest=100).rows) == 0
    assert len(look_up(table, codes[:1], radius=5, longest=600).rows) == 1


@pytest.mark.parametrize(("known", "wanted"), [(2000, 300), (0, 300), (300, 0)])
def test_looking_through_is_looking_up(known: int, wanted: int) -> None:
    """Without a table the hits are the same, in the same order, long lists left out too."""
    chance = np.random.default_rng(7)
    codes = np.concatenate([random_codes(known), np.zeros((known // 4, 2), np.uint64)])
    asked = np.concatenate([codes[:wanted], random_codes(50)])[:wanted]
    asked = asked ^ (np.uint64(1) << chance.integers(0, 64, (len(asked), 2)).astype(np.uint64))
    table = look_up(build_table(codes, width=16), asked, radius=22, longest=200)
    through = look_through(codes, asked, width=16, radius=22, longest=200)
    for name in ("asked", "rows", "apart"):
        assert getattr(table, name).tolist() == getattr(through, name).tolist()
    assert bool(len(table.rows)) is (known > 0 and wanted > 0)


def test_transform_is_recovered_among_wrong_pairs() -> None:
    """Scale, turn and shift come out of pairs of which two thirds are wrong."""
    chance = np.random.default_rng(5)
    copy = np.column_stack([chance.uniform(0, 1, (90, 2)), chance.uniform(0.02, 0.1, 90), chance.uniform(-3, 3, 90)])
    alpha, shift = 1.4 * np.exp(0.3j), 0.1 - 0.2j
    moved = alpha * (copy[:, 0] + 1j * copy[:, 1]) + shift
    original = np.column_stack([moved.real, moved.imag, copy[:, 2] * 1.4, copy[:, 3] + 0.3])
    original[30:] = chance.uniform(0, 1, (60, 4))
    found = agree(copy.astype(np.float32), original.astype(np.float32), np.ones(90), mirror=False)
    assert found is not None
    assert found.similarity.scale == pytest.approx(1.4, rel=0.02)
    assert found.similarity.degrees == pytest.approx(np.rad2deg(0.3), abs=1)
    assert found.agreeing[:30].all()


def test_chance_agrees_on_nothing() -> None:
    """Pairs of points that have nothing to do with one another give no transform, or a weak one."""
    chance = np.random.default_rng(6)
    copy, original = chance.uniform(0.05, 1, (2, 60, 4)).astype(np.float32)
    found = agree(copy, original, np.ones(60), mirror=False)
    assert found is None or found.weight < 8


def test_placement_is_made_finer() -> None:
    """A placement that is off by two pixels is brought back to where the pictures lie on each other."""
    pictures = np.stack([place(4)[::2, ::2], place(5)[::2, ::2]])
    off = Placement(np.array([[1.01, 0.0, 0.012], [0.0, 1.01, -0.008]]))
    settled = settle(pictures, pictures, off)
    assert np.abs(settled.matrix - [[1, 0, 0], [0, 1, 0]]).max() < 0.004
    assert lay_over(pictures, pictures, settled).likeness()[0, 0] > 0.95


@pytest.mark.parametrize("width", [16, 20, 24])
def test_wider_bands_find_the_same_near_codes_once(width: int) -> None:
    """A code with a few changed bits is found under every width of bands, and given once."""
    codes = random_codes(3000)
    asked = codes[:200].copy()
    asked[:, 0] ^= np.uint64(1 << 3)
    hits = look_up(build_table(codes, width=width), asked, radius=4, longest=1000)
    assert sorted(hits.asked.tolist()) == list(range(200))
    assert hits.asked.tolist() == hits.rows.tolist()
    assert set(hits.apart.tolist()) == {1}


def test_wider_bands_find_no_far_codes() -> None:
    """Codes that have nothing in common are not near, whatever band they share."""
    codes = random_codes(3000)
    assert not len(look_up(build_table(codes[:1500], width=20), codes[1500:], radius=20, longest=1000).rows)


@pytest.mark.parametrize("shift", [0.2, 0.35, 0.5])
def test_contrast_is_a_number_also_where_only_rounding_is_left(shift: float) -> None:
    """Under a copy that covers a quarter of the film's picture, nothing but numbers comes out for the rest."""
    copy = np.random.default_rng(8).integers(0, 256, (12, 90, 160)).astype(np.uint8)
    film = np.random.default_rng(9).integers(0, 256, (12, 54, 96)).astype(np.uint8)
    laid = lay_over(copy, film, Placement(np.array([[0.5, 0.0, shift], [0.0, 0.5, 0.1]])))
    assert np.isfinite(laid.copy).all()
    assert np.isfinite(laid.original).all()
