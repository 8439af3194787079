"""What people hold: every kind of the catalogue, steady by seed, taken the right way."""

import numpy as np
import pytest

from reelwright.film import PROP_KINDS
from reelwright.studio.adapters.drawn.canvas import Canvas
from reelwright.studio.adapters.drawn.props import PROP_GRIP, PROP_UPRIGHT, paint_prop
from reelwright.studio.errors import DrawingError


def _drawn(kind, seed=1):
    canvas = Canvas(130, 150, scale=0.1, origin=(65, 125))
    paint_prop(canvas, kind, seed=seed)
    return canvas.pixels()


@pytest.mark.parametrize("kind", PROP_KINDS)
def test_every_kind_of_the_catalogue_is_drawn_and_has_a_grip(kind):
    """A prop that a card may name can be drawn, is not empty, and says how a hand takes it."""
    picture = _drawn(kind)

    assert (picture[..., 3] > 200).sum() > 25
    assert PROP_GRIP[kind] in {"side", "under", "handle", "pinch"}


@pytest.mark.parametrize("kind", PROP_KINDS)
def test_a_prop_touches_the_hand_that_holds_it(kind):
    """Ink lies within a finger's breadth of the grip point."""
    alpha = _drawn(kind)[..., 3]

    assert alpha[122:129, 62:69].max() > 100


def test_no_grip_is_given_for_a_kind_that_the_catalogue_lacks():
    """Grips and catalogue name the same kinds."""
    assert set(PROP_GRIP) == set(PROP_KINDS)


def test_the_same_seed_draws_the_same_thing():
    """A prop keeps its colours from shot to shot."""
    assert np.array_equal(_drawn("cup", 4), _drawn("cup", 4))


def test_another_seed_draws_another_thing():
    """Two cups need not be twins."""
    pictures = {_drawn("cup", seed).tobytes() for seed in range(8)}

    assert len(pictures) > 2


def test_an_unknown_prop_is_refused_by_name():
    """A kind outside the catalogue is an error that names it."""
    with pytest.raises(DrawingError, match="sceptre"):
        _drawn("sceptre")


def test_what_would_spill_or_hangs_stays_upright():
    """Soup and handbags follow gravity; a letter follows the hand."""
    assert {"bowl", "wine_glass", "bag"} <= PROP_UPRIGHT <= set(PROP_GRIP)
    assert "letter" not in PROP_UPRIGHT


def test_a_bowl_handed_on_is_the_same_bowl_and_a_cup_is_each_persons_own():
    """Who holds a bowl does not change its colour, as it does a cup's."""
    assert all(np.array_equal(_drawn("bowl", 1), _drawn("bowl", seed)) for seed in (2, 3, 4))
    assert not all(np.array_equal(_drawn("cup", 1), _drawn("cup", seed)) for seed in (2, 3, 4))
