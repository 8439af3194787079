"""What every describer of whole pictures promises, held against ours without weights and the fake."""

import numpy as np
import pytest

from reelwright.seal import PictureDescriber
from reelwright.seal.adapters.shape_describer import ShapeDescriber
from reelwright.testing import FakeDescriber

CHANCE = np.random.default_rng(2)
COARSE = CHANCE.integers(20, 235, (6, 9, 16), dtype=np.uint8)
PICTURES = COARSE.repeat(6, axis=1).repeat(6, axis=2)


@pytest.fixture(params=[ShapeDescriber, FakeDescriber], ids=["shapes", "fake"])
def describer(request: pytest.FixtureRequest) -> PictureDescriber:
    """Each in turn."""
    made: PictureDescriber = request.param()
    return made


def test_each_picture_has_a_row_of_unit_length(describer: PictureDescriber) -> None:
    """One row a picture, whatever else is described with it; no picture, no row; nothing to see, noughts."""
    rows = describer.describe(PICTURES)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert np.allclose(describer.describe(PICTURES[2:3])[0], rows[2])
    assert describer.describe(PICTURES[:0]).shape == (0, rows.shape[1])
    assert not describer.describe(np.full((1, 54, 96), 90, np.uint8)).any()
    assert describer.name


def test_alike_pictures_have_near_rows(describer: PictureDescriber) -> None:
    """A dim and grainy picture is nearer to itself than to any other; another one is far."""
    dim = np.clip(PICTURES * 0.6 + CHANCE.normal(0, 8, PICTURES.shape), 0, 255).astype(np.uint8)
    likeness = describer.describe(dim) @ describer.describe(PICTURES).T
    assert likeness.argmax(axis=1).tolist() == list(range(6))
    assert np.diag(likeness).min() > 0.9
    assert np.median(likeness[~np.eye(6, dtype=bool)]) < 0.5
