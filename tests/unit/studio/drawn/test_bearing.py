"""Bodies: walking, sitting, and what hands take and leave, frame by frame."""

from itertools import pairwise

import pytest

from reelwright.film import Figure, Gesture, Pose, Posture, View, Way
from reelwright.studio.adapters.drawn.bearing import TAKEN_FRAMES, Bearing, Room, level_of

WIDE = Room(540.0, 1080.0, 0.36, 210.0)
SIT = Pose(posture=Posture.SIT)


def bearing(figure: Figure, *, frames: int = 120, room: Room = WIDE) -> Bearing:
    """The bearing of a figure in a wide shot of four seconds."""
    return Bearing(figure, room, frames=frames, fps=30)


def test_who_stays_does_nothing() -> None:
    """A figure without a way or another posture is at its place, upright, all through the shot."""
    body = bearing(Figure("ann"))
    assert {(c.dx, c.dy, c.grow, c.bend, c.stride) for c in map(body.at, range(120))} == {(0, 0, 1, 0, 0)}


@pytest.mark.parametrize(("way", "side"), [(Way.LEFT, -1), (Way.RIGHT, 1)])
def test_who_comes_walks_from_the_edge_to_their_place(way: Way, side: int) -> None:
    """They begin outside the frame, come nearer with every drawing, in profile and with moving legs, and turn to us."""
    body = bearing(Figure("ann", comes=way))
    path = [body.at(frame) for frame in range(0, 120, 2)]
    assert side * path[0].dx > 540
    distances = [abs(step.dx) for step in path]
    assert all(later <= earlier for earlier, later in pairwise(distances))
    walking = [step for step in path if step.dx]
    assert {(step.view, step.facing) for step in walking} == {(View.PROFILE, -side)}
    assert {step.stride for step in walking} > {-1.0, 1.0}
    assert (path[-1].dx, path[-1].view, path[-1].stride) == (0, View.FACE, 0)


@pytest.mark.parametrize("frames", [24, 60, 240])
def test_a_walk_in_ends_within_the_shot_and_a_walk_off_at_its_end(frames: int) -> None:
    """However short the shot, who comes stands for its last third, and who goes sets out after its first quarter."""
    comes = bearing(Figure("ann", comes=Way.AFAR), frames=frames)
    assert comes.at(round(frames * 0.7)).grow == 1
    assert comes.at(0).grow < 0.7
    goes = bearing(Figure("ann", view=View.BACK, goes=Way.AFAR), frames=frames)
    assert goes.at(round(frames * 0.2)).grow == 1
    assert goes.at(frames - 1).grow < 0.68
    assert goes.at(frames - 1).view is View.BACK


def test_who_fades_stands_still_and_is_gone_before_the_shot_ends() -> None:
    """Less and less of a ghost is there, and nothing at the end; its feet do not move, and others are there whole."""
    ghost = bearing(Figure("ann", goes=Way.THIN), frames=120)
    shares = [ghost.there(frame) for frame in range(120)]
    assert shares == sorted(shares, reverse=True)
    assert (shares[0], shares[-1]) == (1.0, 0.0)
    assert 5 < sum(0 < share < 1 for share in shares) < 60
    assert {(ghost.at(frame).dx, ghost.at(frame).grow) for frame in range(120)} == {(0.0, 1.0)}
    assert bearing(Figure("ann", goes=Way.AFAR), frames=120).there(119) == 1.0


def test_who_sits_down_goes_down_in_steps_and_stays_down() -> None:
    """Hips and face come down together, in a few drawings, and the soles stay on the floor."""
    body = bearing(Figure("ann", poses=(Pose(), Pose(at=0.25, posture=Posture.SIT))))
    bends = [body.at(frame).bend for frame in range(0, 120, 2)]
    assert bends == sorted(bends)
    assert set(bends) == {0.0, 0.25, 0.5, 0.75, 1.0}
    assert all(body.at(frame).dy == body.at(frame).bend * WIDE.drop for frame in range(120))
    assert body.sits


def test_who_gets_up_is_upright_again() -> None:
    """The way up is the way down, backwards; a place without chairs bends nobody."""
    poses = (SIT, Pose(at=0.25))
    body = bearing(Figure("ann", poses=poses))
    assert (body.at(0).bend, body.at(119).bend) == (1.0, 0.0)
    car = bearing(Figure("ann", poses=poses), room=Room(540.0, 1080.0, 0.36, drop=0.0))
    assert {car.at(frame).bend for frame in range(120)} == {0.0}


def test_the_camera_goes_down_to_people_who_sit() -> None:
    """Close to seated people nobody sinks; beside somebody standing the seated one is lower."""
    sitting, standing = Figure("ann", poses=(SIT,)), Figure("bob")
    assert level_of([sitting]) == 1
    assert level_of([standing]) == 0
    assert level_of([sitting, standing]) == 0.5
    close = Room(540.0, 1080.0, 0.86, 500.0, level=1.0)
    assert bearing(sitting, room=close).at(0).dy == 0
    both = Room(540.0, 1080.0, 0.86, 500.0, level=0.5)
    assert bearing(sitting, room=both).at(0).dy == 250


def test_what_is_put_down_leaves_the_hand_and_lies_there() -> None:
    """At one and the same frame the hand is empty and the table is not."""
    figure = Figure("ann", holds="cup", poses=(Pose(gesture=Gesture.HOLD), Pose(at=0.25, gesture=Gesture.PUT_DOWN)))
    body = bearing(figure)
    changed = 30 + TAKEN_FRAMES
    for frame in range(0, 120, 2):
        lies, held = body.lies(frame), body.at(frame).holds
        assert (held, lies) == (("cup", ()) if frame < changed else ("", ("cup",)))
    assert body.at(119).gesture is Gesture.REST


def test_what_is_picked_up_leaves_the_table() -> None:
    """Until the hand is there the thing lies; then it is held; other things stay."""
    figure = Figure("ann", holds="key", before=("cup", "key"), poses=(Pose(), Pose(at=0.25, gesture=Gesture.PICK_UP)))
    body = bearing(figure)
    assert (body.at(0).holds, body.lies(0)) == ("", ("cup", "key"))
    assert (body.at(100).holds, body.lies(100)) == ("key", ("cup",))
    assert body.at(100).gesture is Gesture.HOLD
    assert body.tables


def test_a_hand_never_jumps() -> None:
    """Reaching for a table, a mouth or nothing, an arm moves by one drawing at a time."""
    for gesture in (Gesture.PUT_DOWN, Gesture.PICK_UP, Gesture.EAT, Gesture.DRINK):
        body = bearing(Figure("ann", holds="cup", poses=(Pose(gesture=Gesture.REST), Pose(at=0.2, gesture=gesture))))
        steps = [(c.gesture, c.reach) for c in (body.at(frame) for frame in range(26, 120, 2))]
        for (one, before), (other, after) in pairwise(steps):
            if one is other and before is not None and after is not None:
                assert abs(before - after) <= 0.25 + 1e-9


def test_who_eats_lifts_again_and_again_and_who_drinks_holds_between() -> None:
    """A mouthful every two seconds; between sips the cup is held where cups are held."""
    eats = bearing(Figure("ann", poses=(Pose(gesture=Gesture.EAT),)), frames=240)
    full = [frame for frame in range(0, 240, 2) if eats.at(frame).reach == 1.0]
    assert len([f for f, g in pairwise(full) if g - f > 2]) >= 2
    drinks = bearing(Figure("ann", holds="cup", poses=(Pose(gesture=Gesture.DRINK),)), frames=240)
    assert {drinks.at(frame).gesture for frame in range(240)} == {Gesture.DRINK, Gesture.HOLD}


def test_who_stops_eating_keeps_the_bowl_where_it_was() -> None:
    """The chopsticks come down over the bowl and stay; who held it all along holds it as things are held."""
    eats, holds = Pose(gesture=Gesture.EAT), Pose(at=0.1, gesture=Gesture.HOLD)
    stops = bearing(Figure("ann", holds="bowl", poses=(eats, holds)), frames=120)
    assert {stops.at(frame).gesture for frame in range(120)} == {Gesture.EAT}
    assert {stops.at(frame).reach for frame in range(30, 120)} == {0.0}
    other = bearing(Figure("ann", holds="bowl", poses=(Pose(), holds)), frames=120)
    assert other.at(100).gesture is Gesture.HOLD


@pytest.mark.parametrize("gesture", [Gesture.WIPE, Gesture.WRITE, Gesture.TYPE])
def test_hands_that_work_go_to_and_fro(gesture: Gesture) -> None:
    """Wiping, writing and typing go on as long as the shot does; for the first two a table is there."""
    body = bearing(Figure("ann", poses=(Pose(), Pose(0.25, gesture=gesture))))
    reaches = [body.at(frame).reach for frame in range(30, 120, 2)]
    assert {body.at(frame).gesture for frame in range(30, 120)} == {gesture}
    assert len([None for one, other in pairwise(reaches) if one == 0.0 != other]) >= 2
    assert body.tables == (gesture is not Gesture.TYPE)


def test_a_fist_knocks_three_times_and_a_bow_ends_upright() -> None:
    """Three raps, one bow, one cup poured; afterwards hands hang, or hold what they have, and the body is upright."""
    knocks = bearing(Figure("ann", poses=(Pose(), Pose(0.25, gesture=Gesture.KNOCK))))
    raps = [knocks.at(frame).reach for frame in range(28, 120, 2)]
    assert len([None for one, other in pairwise(raps) if other == 1.0 != one]) == 3
    bows = bearing(Figure("ann", poses=(Pose(), Pose(0.25, gesture=Gesture.BOW))))
    lows = [bows.at(frame).reach if bows.at(frame).gesture is Gesture.BOW else 0.0 for frame in range(30, 120, 2)]
    assert lows[0] == lows[-1] == 0.0 < max(lows) == 1.0
    assert {bows.at(frame).dy for frame in range(30, 120, 2)} == {0.0}, "the feet stay where they are"
    pours = bearing(Figure("ann", holds="bottle", poses=(Pose(gesture=Gesture.HOLD), Pose(0.25, gesture=Gesture.POUR))))
    assert [each.at(119).gesture for each in (knocks, bows, pours)] == [Gesture.REST, Gesture.REST, Gesture.HOLD]


def test_who_kneels_is_lower_and_sits_on_nothing() -> None:
    """On the knees a body is lower by its shins and needs no seat; who gets up is upright again."""
    body = bearing(Figure("ann", poses=(Pose(), Pose(0.1, posture=Posture.KNEEL), Pose(0.6))))
    assert (body.at(60).bend, body.at(60).kneels, body.at(60).dy > 100) == (1.0, True, True)
    assert (body.at(119).bend, body.at(119).dy) == (0.0, 0.0)
    assert (body.sits, bearing(Figure("ann", poses=(SIT,))).sits) == (False, True)


def test_what_is_handed_over_leaves_one_hand_as_it_comes_into_the_other() -> None:
    """Two hands go out together, the thing changes hands once, and never is in both or in none."""
    gives = bearing(
        Figure("ann", holds="phone", poses=(Pose(gesture=Gesture.HOLD), Pose(0.25, gesture=Gesture.HAND_OVER)))
    )
    takes = bearing(Figure("bob", holds="phone", poses=(Pose(), Pose(0.25, gesture=Gesture.RECEIVE))))
    for frame in range(120):
        assert sorted((gives.at(frame).holds, takes.at(frame).holds)) == ["", "phone"]
    assert (gives.at(0).holds, takes.at(119).holds) == ("phone", "phone")
    assert (gives.at(119).gesture, takes.at(119).gesture) == (Gesture.REST, Gesture.HOLD)
    assert not gives.tables


def test_hands_come_down_before_they_do_the_next_thing() -> None:
    """A gesture ends the way it began, in steps; hands that hung rise at once."""
    body = bearing(Figure("ann", poses=(Pose(gesture=Gesture.CLENCH), Pose(0.5, gesture=Gesture.REST))))
    down = [body.at(frame) for frame in range(60, 72, 2)]
    reaches = [step.reach for step in down if step.gesture is Gesture.CLENCH and step.reach is not None]
    assert reaches == sorted(reaches, reverse=True)
    assert 0 < min(reaches) < 1
    assert down[-1].gesture is Gesture.REST
    rises = bearing(Figure("ann", poses=(Pose(), Pose(0.5, gesture=Gesture.CLENCH))))
    assert rises.at(60).gesture is Gesture.CLENCH


def test_who_dances_goes_from_foot_to_foot_and_stays_at_their_place() -> None:
    """Both feet leave the floor in turn, the body swings to both sides and no further than a step."""
    body = bearing(Figure("ann", poses=(Pose(gesture=Gesture.DANCE),)))
    steps = [body.at(frame) for frame in range(0, 120, 2)]
    assert {step.stride for step in steps} > {-1.0, 1.0}
    assert min(step.dx for step in steps) < 0 < max(step.dx for step in steps) < 60
    assert {step.facing for step in steps} == {-1, 1}
    assert all(step.grow == 1 and step.view is View.FACE for step in steps)


def test_who_has_walked_in_turns_to_us_by_way_of_three_quarters() -> None:
    """For a moment after the last step the face still looks where the walk went; whoever stays looks as placed."""
    body = bearing(Figure("ann", comes=Way.LEFT))
    arrived = next(frame for frame in range(120) if body.at(frame).view is View.FACE)
    assert body.turns_in(arrived) == 1
    assert body.turns_in(arrived + 10) == body.turns_in(0) == 0
    assert bearing(Figure("ann")).turns_in(0) == 0


def test_a_laptop_stands_open_before_who_sits_or_types_and_leaves_the_hands_free() -> None:
    """All through the shot it is on the table and never in hand; who stands and does not type, carries it."""
    types = Figure("ann", holds="laptop", poses=(Pose(gesture=Gesture.HOLD), Pose(0.5, gesture=Gesture.TYPE)))
    sits = Figure("ann", holds="laptop", poses=(Pose(gesture=Gesture.HOLD, posture=Posture.SIT),))
    for figure in (types, sits):
        body = bearing(figure)
        assert body.tables
        assert {body.lies(frame) for frame in (0, 60, 119)} == {("laptop",)}
        assert {(c.holds, c.gesture) for c in map(body.at, range(120))} <= {("", Gesture.REST), ("", Gesture.TYPE)}
    carries = bearing(Figure("ann", holds="laptop", poses=(Pose(gesture=Gesture.HOLD),)))
    phone = bearing(Figure("ann", holds="phone", poses=(Pose(gesture=Gesture.TYPE),)))
    assert (carries.at(0).holds, carries.lies(0), carries.tables) == ("laptop", (), False)
    assert (phone.at(0).holds, phone.lies(0)) == ("phone", ())
