"""The sparse table leads from a few keys to the segments worth a look."""

import numpy as np
import pytest

from reelwright.seal.detector.sparse import KeyShape, build_sparse, key_shape, likely_segments, shared_keys, spread

POINTS = 120
SHAPES = [KeyShape(16, 2, 14), KeyShape(20, 4, 14), KeyShape(24, 8, 24)]


def codes(seed: int, count: int) -> np.ndarray:
    """Codes that are like no others."""
    return np.random.default_rng(seed).integers(0, 2**64, (count, 2), dtype=np.uint64)


def changed(some: np.ndarray, bits: int) -> np.ndarray:
    """The same codes, each with some bits changed."""
    chance, other = np.random.default_rng(5), some.copy()
    for row in other:
        for bit in chance.choice(128, bits, replace=False).tolist():
            row[bit // 64] ^= np.uint64(1) << np.uint64(bit % 64)
    return other


def asked_of(known: np.ndarray, asked: np.ndarray, shape: KeyShape, longest: int = 1000) -> tuple[np.ndarray, ...]:
    """Pairs of asked codes and segments of so many points."""
    table = build_sparse(known, np.arange(len(known)) // POINTS, shape)
    return shared_keys(table, asked, longest=longest)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_segment_of_a_copy_is_likely(shape: KeyShape) -> None:
    """A third of a segment's points, each changed in six bits and among strangers, leads to it among a hundred."""
    known = codes(1, 100 * POINTS)
    asked = np.concatenate([codes(2, 500), changed(known[41 * POINTS : 41 * POINTS + POINTS // 3], 6)])
    who, segments = asked_of(known, asked, shape)
    assert (segments[who >= 500] == 41).sum() >= 2
    assert (who < 500).sum() <= 2
    films = (segments // 10).astype(np.uint32)
    assert likely_segments(who, films, segments).tolist() == [40, 41, 42]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_strangers_lead_nowhere(shape: KeyShape) -> None:
    """Codes of nowhere share next to nothing, so no film is likely; an empty table gives nothing."""
    who, segments = asked_of(codes(1, 100 * POINTS), codes(2, 500), shape)
    assert len(who) <= 2
    assert len(likely_segments(who, (segments // 10).astype(np.uint32), segments)) == 0
    who, segments = asked_of(codes(1, 0), codes(2, 500), shape)
    assert len(likely_segments(who, segments.astype(np.uint32), segments)) == 0


@pytest.mark.parametrize(("apart", "least", "most"), [(16, 0.9, 1), (22, 0.7, 1), (40, 0, 0.1), (64, 0, 0.005)])
def test_an_entry_tells_near_codes_from_far_ones(apart: int, least: float, most: float) -> None:
    """Of those that share a key nearly all near codes are taken by what an entry carries, and hardly any far ones."""
    known = codes(6, 2000)
    asked = known.copy()
    chance = np.random.default_rng(7)
    for row in asked:
        for bit in (24 + chance.choice(104, apart, replace=False)).tolist():  # the first band stays as it is
            row[bit // 64] ^= np.uint64(1) << np.uint64(bit % 64)
    shape = KeyShape(24, 1, 24)
    table = build_sparse(known, np.arange(2000), shape)
    who, segments = shared_keys(table, asked, longest=1000)
    assert least <= len(np.unique(who[who == segments])) / 2000 <= most


def test_what_many_films_have_tells_little() -> None:
    """A film's own points outweigh those that fifty films share, and lists that are too long tell nothing."""
    shared, own = codes(3, 40), codes(4, 50 * 20)
    known = np.concatenate([np.tile(shared, (50, 1)), own])
    where = np.concatenate([np.repeat(np.arange(50), 40), np.repeat(np.arange(50), 20)])
    table = build_sparse(known, where, KeyShape(16, 2, 6))
    who, segments = shared_keys(table, np.concatenate([shared, own[140:160]]), longest=1000)
    assert likely_segments(who, segments.astype(np.uint32), 10 * segments).tolist() == [69, 70, 71]
    assert len(shared_keys(table, shared, longest=49)[0]) <= 2


def test_a_film_that_stands_still_leaves_room_for_others() -> None:
    """A film whose every segment has the same points takes no more places than one that has them once."""
    who = np.concatenate([np.tile(np.arange(30), 60), np.arange(30, 40)])
    segments = np.concatenate([np.repeat(np.arange(60), 30), np.full(10, 90)])
    likely = likely_segments(who, (segments // 70).astype(np.uint32), segments)
    assert {89, 90, 91} <= set(likely.tolist())
    assert len(likely) < 20


@pytest.mark.parametrize("width", [16, 20, 24])
def test_every_value_has_a_key_of_its_own(width: int) -> None:
    """No two values of a band are thrown together, and near ones are spread."""
    values = np.arange(1 << width, dtype=np.uint32)
    keys = spread(values, width)
    assert np.bincount(keys, minlength=1 << width).max() == 1
    assert (keys[:64] < (1 << width) // 8).mean() < 0.4


def test_larger_tables_have_rarer_keys() -> None:
    """Lists stay short: the more points, the fewer keys are kept and the more there can be."""
    shapes = {points: key_shape(points, points // 300) for points in (10**5, 10**6, 10**7, 10**8, 10**9)}
    assert [each.width for each in shapes.values()] == [16, 20, 24, 24, 24]
    assert [each.every for each in shapes.values()] == [1, 2, 4, 8, 16]
    assert all(2**shape.place >= points // 300 for points, shape in shapes.items())
