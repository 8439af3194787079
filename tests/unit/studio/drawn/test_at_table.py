"""People at tables: their arms lie on the wood, and their feet throw a shadow on the floor."""

from dataclasses import replace

import numpy as np
import pytest
from filmed import CARD_SHOT, CARDS, SMALL, job, shot

from reelwright.film import (
    Emotion,
    Figure,
    Gesture,
    Pose,
    Posture,
    Setting,
    Shot,
    ShotSize,
    TimeOfDay,
    View,
    Way,
    Weather,
)
from reelwright.story import Person
from reelwright.studio.adapters.drawn.canvas import Canvas
from reelwright.studio.adapters.drawn.people import RESTS, paint_layer
from reelwright.studio.adapters.drawn.people.proportions import body_of
from reelwright.studio.adapters.drawn.people.table_arms import table_rest
from reelwright.studio.adapters.drawn.performance import rest_of
from reelwright.studio.adapters.drawn.presence import ArmsPresence, FigurePresence, PiecePresence
from reelwright.studio.adapters.drawn.set_up import ShotSetUp
from reelwright.studio.adapters.drawn.stage import FigureState, Layer

SIT = Pose(posture=Posture.SIT)
HOME = replace(CARDS, places={"cafe": replace(CARDS.places["cafe"], kind="living_room")})


def set_up(made: Shot, cards: object = CARDS) -> ShotSetUp:
    """A shot made ready."""
    asked = replace(job(made, label=""), cards=cards)
    return ShotSetUp(asked.timed, asked)


def standing_in(made: ShotSetUp) -> list[object]:
    """What stands in a shot, the furthest first."""
    return list(made._figures)


def luma(made: Shot) -> np.ndarray:
    """The brightness of a shot's first frame."""
    return np.array(set_up(made).compose(0).luma, int)


def test_arms_of_who_sits_at_a_table_are_drawn_over_it() -> None:
    """The table hides the lap; the arms come after it, and something of them is seen."""
    there = standing_in(set_up(shot(figures=(Figure("ann", poses=(SIT,)),), size=ShotSize.MS)))
    order = [type(each) for each in there]
    assert order.index(FigurePresence) < order.index(PiecePresence, order.index(FigurePresence)) < len(order) - 1
    assert order[-1] is ArmsPresence
    arms = there[-1]
    assert isinstance(arms, ArmsPresence)
    assert arms.picture(0).width > 20
    table = next(each for each in reversed(there) if isinstance(each, PiecePresence))
    assert arms.corner[1] < table.corner[1] + table.picture(0).height


@pytest.mark.parametrize(
    ("figure", "cards"),
    [
        (Figure("ann"), CARDS),
        (Figure("ann", poses=(SIT,)), HOME),
        (Figure("ann", poses=(Pose(), Pose(at=0.9, posture=Posture.SIT))), CARDS),
    ],
)
def test_arms_hang_or_lie_in_the_lap_where_no_table_is_reached(figure: Figure, cards: object) -> None:
    """Who stands, sits on a sofa or has not sat down yet has their arms with them."""
    there = standing_in(set_up(shot(figures=(figure,), size=ShotSize.MS, length=30), cards))
    state = next(each for each in there if isinstance(each, FigurePresence)).performance.state(0)
    assert not state.table
    assert all(each.picture(0).width == 2 for each in there if isinstance(each, ArmsPresence))


def test_who_stands_wipes_the_table_and_not_the_air_behind_it() -> None:
    """The cloth lies over the wood of the table that is there for it; the other arm hangs."""
    wipes = Figure("ann", poses=(Pose(gesture=Gesture.WIPE),))
    there = standing_in(set_up(shot(figures=(wipes,), size=ShotSize.LS)))
    arms = next(each for each in there if isinstance(each, ArmsPresence))
    table = next(each for each in there if isinstance(each, PiecePresence))
    assert there.index(arms) > there.index(table)
    picture = arms.picture(0)
    top = table.corner[1] + np.flatnonzero(table.picture(0).alpha[:, table.picture(0).width // 2] > 128)[0]
    foot = arms.corner[1] + np.flatnonzero((picture.alpha > 128).any(axis=1))[-1]
    assert 0 < foot - top < 30
    state = next(each for each in there if isinstance(each, FigurePresence)).performance.state(0)
    assert (state.table > 0, state.rest) == (True, "")


@pytest.mark.parametrize("rest", RESTS)
@pytest.mark.parametrize("age", ["child", "adult"])
def test_hands_lie_on_the_table_top(rest: str, age: str) -> None:
    """Elbows and wrists of each way to rest are within the strip of wood that is seen, on their own side."""
    body = body_of(Person("ann", "Ann", age=age))
    top = body.waist_y - 40
    for lead in (True, False):
        pose = table_rest(body, rest, top, lead=lead)
        (elbow_x, elbow_y), (wrist_x, wrist_y) = pose.elbow.on(body, 1), pose.wrist.on(body, 1)
        assert elbow_x > wrist_x or rest == "cup"
        assert wrist_x > 0
        assert max(abs(elbow_y - top), abs(wrist_y - top)) < 50


def test_hands_at_a_table_show_how_somebody_feels() -> None:
    """Fear clasps them and anger makes a fist; a cup is held only where one stands and hands are free."""
    afraid = Figure("ann", poses=(Pose(0, Emotion.AFRAID, 0.8, posture=Posture.SIT),))
    angry = Figure("ann", poses=(Pose(0, Emotion.ANGRY, 0.8, posture=Posture.SIT),))
    busy = Figure("ann", poses=(Pose(gesture=Gesture.THINK, posture=Posture.SIT),))
    calm = Figure("ann", poses=(SIT,))
    assert [rest_of(each, 0, cup=True) for each in (afraid, angry, calm)] == ["clasped", "fist", "cup"]
    assert "cup" not in {rest_of(each, seed, cup=each is busy) for each in (busy, calm) for seed in range(8)}


UNEASY = Pose(0, Emotion.AFRAID, 0.8)
ANGRY = Pose(0, Emotion.ANGRY, 0.8)


@pytest.mark.parametrize(
    ("figure", "clasped"),
    [
        (Figure("ann", poses=(UNEASY,)), True),
        (Figure("ann", poses=(ANGRY,)), False),
        (Figure("ann", poses=(UNEASY,), view=View.BACK), False),
        (Figure("ann", poses=(UNEASY,), comes=Way.LEFT), False),
        (Figure("ann", poses=(UNEASY,), holds="cup"), False),
    ],
)
def test_who_stands_uneasy_clasps_their_hands(figure: Figure, clasped: bool) -> None:  # noqa: FBT001
    """Fear holds its own hands before the body; anger, a back, a walk and a hand with something in it do not."""
    there = standing_in(set_up(shot(figures=(figure,), size=ShotSize.MS, length=30)))
    states = [each.performance.state(0) for each in there if isinstance(each, FigurePresence)]
    assert [state.rest for state in states] == ["clasped" if clasped else ""]
    assert not any(state.arms_apart for state in states)


@pytest.mark.parametrize("facing", [-1, 1])
def test_somebody_in_profile_sits_with_their_lap_and_arm_before_them(facing: int) -> None:
    """Seen from the side knees reach out the way that the face looks; the forearm lies on the table's height."""
    ann, look = CARDS.people["ann"], CARDS.people["ann"].looks[0]
    seated = FigureState(view=View.PROFILE, facing=facing, bend=1.0, table=690.0, rest="flat")
    ink = {}
    for name, layer, state in (
        ("stands", Layer.BODY, replace(seated, bend=0.0, table=0.0)),
        ("sits", Layer.BODY, seated),
        ("arm", Layer.HANDS, seated),
        ("no arm", Layer.HANDS, replace(seated, table=0.0)),
    ):
        canvas = Canvas(300, 300, scale=0.1, origin=(150, 30))
        paint_layer(canvas, layer, ann, look, state)
        ink[name] = np.argwhere(canvas.pixels()[..., 3] > 128) - (30, 150)
    ahead = {name: (facing * spots[:, 1]).max() for name, spots in ink.items() if len(spots)}
    assert ahead["sits"] > ahead["stands"] + 25
    assert ink["sits"][:, 0].max() < ink["stands"][:, 0].max() - 40
    assert not len(ink["no arm"])
    assert ahead["arm"] > 25
    assert 60 < np.median(ink["arm"][:, 0][facing * ink["arm"][:, 1] > 20]) < 75


def test_feet_throw_a_shadow_on_the_floor() -> None:
    """In a wide shot the floor right under somebody is darker than without them; a close shot has no such shadow."""
    hall = Setting("cafe", TimeOfDay.DAY, Weather.CLEAR)
    empty, there = (luma(shot(figures=f, size=ShotSize.LS, setting=hall)) for f in ((), (Figure("ann"),)))
    feet = np.flatnonzero((np.abs(there - empty) > 40).any(axis=1))[-1]
    under = (slice(feet - 4, feet + 6), slice(SMALL.width // 2 - 40, SMALL.width // 2 + 40))
    assert (empty[under] - there[under]).mean() > 6
    close = standing_in(set_up(shot(figures=(Figure("ann"),), size=ShotSize.CU)))
    assert [type(each) for each in close] == [FigurePresence]


def test_nothing_can_be_read_behind_a_card() -> None:
    """Behind words a place is so soft that its own sign is gone: but for dust in the air no edge is left."""
    title = luma(CARD_SHOT)
    place = luma(replace(CARD_SHOT, card=None))
    soft, sharp = ((np.abs(np.diff(picture, axis=1)) > 15).mean() for picture in (title, place))
    assert soft < 0.001
    assert sharp > 0.03
