"""Framings: how large people stand, for how many, in which frame, at a table or not."""

import pytest

from reelwright.film import ASPECTS, ShotSize, frame_size
from reelwright.studio.adapters.drawn.framing import frame_shot, stage_width

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
    assert at_table.scale == standing.scale


def test_a_close_face_at_a_table_is_framed_like_any_other() -> None:
    """Where no table is seen nothing moves for it; nor in a wide frame, whose people are larger."""
    assert frame_shot(ShotSize.CU, UPRIGHT, at_table=True) == frame_shot(ShotSize.CU, UPRIGHT)
    assert frame_shot(ShotSize.MS, WIDE, at_table=True) == frame_shot(ShotSize.MS, WIDE)
    assert frame_shot(ShotSize.MS, UPRIGHT, at_table=True) != frame_shot(ShotSize.MS, UPRIGHT)
