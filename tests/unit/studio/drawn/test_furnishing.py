"""Furniture: every place has it, and it stands where people sit and reach."""

import numpy as np
import pytest
from filmed import CARDS, SMALL, job, shot

from reelwright.film import PLACE_KINDS, SEATED_KINDS, TABLED_KINDS, Figure, Gesture, Pose, Posture, ShotSize
from reelwright.story import Person
from reelwright.studio.adapters.drawn.canvas import Canvas
from reelwright.studio.adapters.drawn.furnishing import furniture_of, paint_seat
from reelwright.studio.adapters.drawn.people import seated_body
from reelwright.studio.adapters.drawn.renderer import compose_frames

SIT = Pose(posture=Posture.SIT)


def luma(figure: Figure, *, size: ShotSize = ShotSize.LS, frame: int = 0, length: int = 2) -> np.ndarray:
    """The brightness of one frame of a shot of a figure in the café."""
    made = shot(figures=(figure,), size=size, length=length)
    frames = [each[: SMALL.height].copy() for each in compose_frames(job(made))]
    return frames[frame].astype(int)


@pytest.mark.parametrize("kind", PLACE_KINDS)
def test_every_place_says_what_people_sit_on(kind: str) -> None:
    """A seat is drawn for every kind of place, but for those that bring their own."""
    furniture = furniture_of(kind)
    canvas = Canvas(120, 160, scale=0.05, origin=(60, 10))
    paint_seat(canvas, furniture, seated_body(Person("ann", "Ann")), left=0.0, right=0.0)
    assert bool(canvas.pixels()[..., 3].any()) == (kind not in SEATED_KINDS)


@pytest.mark.parametrize("kind", PLACE_KINDS)
def test_the_board_knows_where_tables_are(kind: str) -> None:
    """The board lets people face one another across a table just where one is drawn before who sits."""
    assert bool(furniture_of(kind).table) == (kind in TABLED_KINDS)


def test_who_sits_is_lower_and_has_a_table() -> None:
    """In a wide shot a seated figure's head is lower, and wood is where the floor was."""
    standing, sitting = luma(Figure("ann")), luma(Figure("ann", poses=(SIT,)))
    changed = np.abs(standing - sitting) > 12
    rows = np.flatnonzero(changed.any(axis=1))
    assert changed.mean() > 0.02
    assert rows[0] < 0.55 * SMALL.height  # where the head was
    assert not changed[: rows[0]].any()


def test_a_thing_stays_on_the_table_after_it_was_put_there() -> None:
    """What was put down is seen where nothing was; a figure that puts nothing down leaves nothing."""
    holds = Pose(gesture=Gesture.HOLD, posture=Posture.SIT)
    puts = Figure("ann", holds="cup", poses=(holds, Pose(at=0.1, gesture=Gesture.PUT_DOWN, posture=Posture.SIT)))
    lies = Figure("ann", before=("cup",), poses=(SIT,))
    empty = Figure("ann", poses=(SIT,))
    after, there, bare = (luma(f, size=ShotSize.MS, frame=58, length=60)[340:] for f in (puts, lies, empty))
    assert np.abs(after - there).mean() < 0.3 * np.abs(after - bare).mean()


def test_the_cards_of_the_test_have_a_place_with_tables() -> None:
    """The tests above look at a café, which has tables; a roof has none."""
    assert furniture_of(CARDS.places["cafe"].kind).table
    assert not furniture_of(CARDS.places["roof"].kind).table


def test_a_laptop_is_between_us_and_the_hands_that_type_on_it() -> None:
    """Its lid hides the chest and the hands behind it, and ends below the chin."""
    types = Pose(gesture=Gesture.TYPE, posture=Posture.SIT)
    empty, typing = (luma(Figure("ann", holds=holds, poses=(types,)), size=ShotSize.MS) for holds in ("", "laptop"))
    changed = np.flatnonzero((np.abs(typing - empty) > 12).sum(axis=1) > 20)
    assert 0.5 * SMALL.height < changed[0] < changed[-1] < 0.95 * SMALL.height
