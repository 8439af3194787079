"""Framings: how large people stand, for how many, in which frame, at a table or not."""

import pytest

from reelwright.film import ASPECTS, ShotSize, frame_size
from reelwright.studio.adapters.drawn.framing import (
    abreast,
    closer_to_child,
    frame_shot,
    headroom,
    nearer_to_small,
    stage_width,
)

UPRIGHT = stage_width(frame_size("9:16"))
WIDE = stage_width(frame_size("16:9"))


def test_two_people_share_an_upright_frame_and_one_has_it_alone() -> None:
    """Beside somebody else a person is smaller there; in a wide frame both have room, and so from head to foot."""
    for size in (ShotSize.MLS, ShotSize.MS):
        assert frame_shot(size, UPRIGHT, people=2).scale < frame_shot(size, UPRIGHT).scale
        assert frame_shot(size, WIDE, people=2) == frame_shot(size, WIDE)
    assert frame_shot(ShotSize.LS, UPRIGHT, people=2) == frame_shot(ShotSize.LS, UPRIGHT)


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("size", [ShotSize.MLS, ShotSize.MS, ShotSize.CU])
def test_a_table_never_fills_the_frame_nor_pushes_a_face_out_of_it(aspect: str, size: ShotSize) -> None:
    """Faces at a table lie lower where its front would else be half the picture, and in the upper half of it always."""
    width = stage_width(frame_size(aspect))
    at_table, standing = frame_shot(size, width, at_table=True), frame_shot(size, width)
    assert standing.face <= at_table.face < 1150
    assert standing.scale <= at_table.scale <= 1.2 * standing.scale, (
        "what a table hides of the legs lets people stand larger"
    )


def test_a_close_face_at_a_table_is_framed_like_any_other() -> None:
    """Where no table is seen nothing moves for it; nor in a wide frame, whose people are larger."""
    assert frame_shot(ShotSize.CU, UPRIGHT, at_table=True) == frame_shot(ShotSize.CU, UPRIGHT)
    assert frame_shot(ShotSize.MS, WIDE, at_table=True) == frame_shot(ShotSize.MS, WIDE)
    assert frame_shot(ShotSize.MS, UPRIGHT, at_table=True) != frame_shot(ShotSize.MS, UPRIGHT)


def test_nobody_is_cut_by_the_top_of_the_frame() -> None:
    """High hair brings everybody lower until it is free, even at the end of a push; low hair moves nobody."""
    lower = headroom([-20.0, 300.0], [760.0, 800.0], 1.1)
    middle = 0.45 * 1920
    assert middle - (middle - (lower - 20.0)) * 1.1 >= 40
    assert headroom([300.0], [760.0], 1.1) == 0.0
    assert headroom([], [], 1.0) == 0.0


def test_headroom_never_pushes_a_face_into_the_subtitles() -> None:
    """A hat as high as a tower is cut rather than that a face goes to the foot of the frame."""
    assert headroom([-2000.0], [900.0], 1.0) <= 200
    assert headroom([-2000.0], [1200.0], 1.0) == 0.0


def test_a_child_at_a_table_is_taken_nearer_and_a_grown_person_is_not() -> None:
    """Whose table would lie in the middle of the frame comes nearer, with the face no lower than faces lie."""
    framing = frame_shot(ShotSize.MCU, UPRIGHT, at_table=True)
    child, adult = nearer_to_small(framing, 340.0), nearer_to_small(framing, 900.0)
    assert adult == framing
    assert child.scale > framing.scale
    assert framing.face + 340 * framing.scale < child.face + 340 * child.scale <= 1600
    assert child.face <= 1100


@pytest.mark.parametrize("aspect", ASPECTS)
def test_people_in_a_car_fill_its_seats_in_every_shot(aspect: str) -> None:
    """The wider the shot the smaller they are; but nobody is a doll on a seat, nor stands before it."""
    width = stage_width(frame_size(aspect))
    sizes = (ShotSize.ELS, ShotSize.LS, ShotSize.MLS, ShotSize.MS)
    framings = [frame_shot(size, width, people=2, in_seats=True) for size in sizes]
    scales = [framing.scale for framing in framings]
    assert scales == sorted(scales)
    assert scales[0] > 2 * frame_shot(ShotSize.ELS, width).scale
    assert not any(framing.standing or framing.face > 960 for framing in framings)
    assert frame_shot(ShotSize.CU, width, in_seats=True) == frame_shot(ShotSize.CU, width)


def test_a_child_alone_is_taken_nearer_in_every_size_that_is_measured_on_a_body() -> None:
    """The longer the shot, the more of a small body it would show; a face that fills the frame is as it was."""

    def closer(size: ShotSize, tall: float) -> float:
        framing = frame_shot(size, UPRIGHT)
        return closer_to_child(framing, size, tall).scale / framing.scale

    shares = [closer(size, 0.56) for size in (ShotSize.MLS, ShotSize.MS, ShotSize.MCU, ShotSize.CU, ShotSize.ECU)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 1.3
    assert shares[-1] == closer(ShotSize.MS, 1.0) == closer(ShotSize.MS, 0.94) == 1.0


@pytest.mark.parametrize("half", [120.0, 180.0, 260.0])
@pytest.mark.parametrize("x", [140.0, 292.0, 540.0, 788.0, 1000.0])
def test_arms_of_those_who_stand_at_the_sides_are_in_the_frame(x: float, half: float) -> None:
    """They stand a little further in and are as much smaller as their arms ask for; who has room stays as they are."""
    place, share = abreast(x, half, UPRIGHT)
    assert half * share <= place - 15 and place + half * share <= UPRIGHT - 15  # noqa: PT018 - one promise
    assert abs(place - x) <= 0.04 * UPRIGHT
    assert abs(place - UPRIGHT / 2) <= abs(x - UPRIGHT / 2)
    if half + 16 <= x <= UPRIGHT - half - 16:
        assert (place, share) == (x, 1.0)
