"""Following: the camera goes with somebody who sits down or gets up, and with nobody else."""

from dataclasses import replace
from itertools import pairwise

from filmed import CARDS, shot

from reelwright.film import Pose, Posture, ShotSize
from reelwright.studio.adapters.drawn.following import followed
from reelwright.studio.adapters.drawn.framing import frame_shot

SITS = shot(size=ShotSize.MLS, length=60)
SITS = replace(SITS, figures=(replace(SITS.figures[0], poses=(Pose(0.0), Pose(0.3, posture=Posture.SIT))),))
FRAMING = frame_shot(ShotSize.MLS, 1080.0, at_table=True)


def test_the_camera_goes_down_with_who_sits_down() -> None:
    """It begins above the middle of the way, ends as far below it, and never jumps."""
    ways = followed(SITS, CARDS.people, FRAMING, stage=1080.0, fps=30)
    assert len(ways) == SITS.length
    assert ways[0] == -ways[-1] < 0
    steps = [after - before for before, after in pairwise(ways)]
    assert all(0 <= step < 20 for step in steps)


def test_nobody_is_followed_who_stays_as_they_are_or_is_seen_whole() -> None:
    """A tripod stands still where nobody's height changes, in long shots, and where several people are seen."""
    figure = SITS.figures[0]
    still = replace(SITS, figures=(replace(figure, poses=(Pose(0.0, posture=Posture.SIT),)),))
    two = replace(SITS, figures=(figure, replace(figure, person="bob")))
    long = frame_shot(ShotSize.LS, 1080.0)
    for changed, framing in ((still, FRAMING), (two, FRAMING), (SITS, long)):
        assert followed(changed, CARDS.people, framing, stage=1080.0, fps=30) == ()
