"""Acting: states from poses, lines and phonemes."""

import itertools

from filmed import HERE, shot, spoken

from reelwright.film import Emotion, Figure, Gesture, Line, Manner, Mark, Pose
from reelwright.studio import MouthShape, TimedLine, TimedShot
from reelwright.studio.adapters.drawn.bearing import Bearing, Room
from reelwright.studio.adapters.drawn.performance import Performance, seed_of

M = MouthShape


def perform(*mouths: MouthShape, figure: Figure | None = None, length: int = 90, **line: object) -> Performance:
    """Ann's performance in a shot where she says these mouths from frame 10 on."""
    figure = figure or Figure("ann", turn=0.3)
    said = Line("l1", str(line.pop("person", "ann")), "…", HERE, **line)  # type: ignore[arg-type]
    timed = (TimedLine(said, spoken(*mouths), 10),) if mouths else ()
    made = shot(figures=(figure,), length=length)
    bearing = Bearing(figure, Room(540.0, 1080.0, 0.86, 500.0), frames=length, fps=30)
    return Performance(figure, TimedShot(made, timed, 0), fps=30, light=-1, bearing=bearing)


def test_mouth_follows_the_phonemes() -> None:
    """Each sound's mouth is on screen while it is heard, and the mouth rests before and after."""
    acting = perform(M.OPEN, M.CLOSED, M.ROUND, M.SPREAD)
    shapes = [acting.state(frame).mouth for frame in range(0, 60, 2)]
    assert shapes[0] is M.REST
    assert shapes[-1] is M.REST
    spoken_shapes = [
        shape for i, shape in enumerate(shapes) if shape is not M.REST and shape not in shapes[max(0, i - 1) : i]
    ]
    assert spoken_shapes == [M.OPEN, M.CLOSED, M.ROUND, M.SPREAD]


def test_lips_that_meet_are_always_seen() -> None:
    """A short m, b or p between vowels closes the lips for at least one drawing."""
    acting = perform(M.OPEN, M.OPEN, M.CLOSED, M.OPEN, M.OPEN)
    assert M.CLOSED in {acting.state(frame).mouth for frame in range(10, 40)}


def test_mouth_rests_when_another_speaks_or_the_line_is_off_screen() -> None:
    """Only the speaker's lips move, and not for what is heard from elsewhere."""
    for acting in (perform(M.OPEN, M.OPEN, person="bob"), perform(M.OPEN, M.OPEN, off_screen=True)):
        assert {acting.state(frame).mouth for frame in range(60)} == {M.REST}


def test_face_is_drawn_on_twos() -> None:
    """Two neighbouring frames of a pair are one drawing."""
    acting = perform(*[M.OPEN, M.CLOSED] * 8)
    assert all(acting.state(frame) == acting.state(frame + 1) for frame in range(0, 80, 2))


def test_line_brings_its_emotion() -> None:
    """While a line is said the face shows the line's emotion, and the pose's before and after."""
    figure = Figure("ann", poses=(Pose(0, Emotion.SAD, 0.6),))
    acting = perform(*[M.OPEN] * 8, figure=figure, emotion=Emotion.ANGRY, intensity=0.8)
    assert acting.state(0).emotion is Emotion.SAD
    assert acting.state(24).emotion is Emotion.ANGRY
    assert acting.state(24).intensity == 0.8
    assert acting.state(80).emotion is Emotion.SAD


def test_neutral_line_keeps_the_pose() -> None:
    """A line that says nothing of its emotion does not wipe the face."""
    figure = Figure("ann", poses=(Pose(0, Emotion.SAD, 0.6),))
    assert perform(*[M.OPEN] * 8, figure=figure).state(24).emotion is Emotion.SAD


def test_gesture_grows_from_rest() -> None:
    """An arm takes some frames to reach its gesture, never jumps, and stays there."""
    figure = Figure("ann", poses=(Pose(0), Pose(0.5, gesture=Gesture.POINT)))
    acting = perform(figure=figure, length=60)
    reaches = [acting.state(frame).reach for frame in range(30, 60, 2)]
    assert acting.state(28).gesture is Gesture.REST
    assert acting.state(30).gesture is Gesture.POINT
    assert reaches == sorted(reaches)
    assert 0 <= reaches[0] < 0.6
    assert reaches[-1] == 1.0
    assert max(b - a for a, b in itertools.pairwise(reaches)) <= 0.3


def test_eyes_blink_now_and_then() -> None:
    """In ten seconds the eyes close several times and are open most of the time."""
    acting = perform(length=300)
    blinks = [acting.state(frame).blink for frame in range(300)]
    closed = sum(1 for blink in blinks if blink == 1.0)
    assert 4 <= closed <= 40
    assert blinks.count(0.0) > 240


def test_acting_is_the_same_every_time_and_differs_between_people() -> None:
    """The same shot is acted the same; two people in one shot do not blink together."""
    one, again = perform(length=200), perform(length=200)
    assert [one.state(frame) for frame in range(200)] == [again.state(frame) for frame in range(200)]
    other = perform(figure=Figure("bob", turn=0.3), length=200)
    assert [one.state(f).blink for f in range(200)] != [other.state(f).blink for f in range(200)]
    assert seed_of("a", 1) != seed_of("a", 2)


def test_few_head_positions_make_a_shot() -> None:
    """Heads are held: a talking shot of three seconds needs at most a drawing each five frames."""
    acting = perform(*[M.OPEN, M.CLOSED, M.MID] * 8)
    heads = {(s.turn, s.pitch, s.roll) for s in (acting.state(frame) for frame in range(90))}
    assert 2 <= len(heads) <= 18


def test_crying_brings_tears() -> None:
    """A sad line said crying shows tears while it is said and not before."""
    acting = perform(*[M.OPEN] * 8, emotion=Emotion.SAD, manner=Manner.CRYING)
    assert Mark.TEARS not in acting.state(0).marks
    assert Mark.TEARS in acting.state(24).marks


def test_who_eats_chews_between_mouthfuls_and_speaks_with_their_lips() -> None:
    """A mouth opens for what comes and moves while it is chewed; a line takes the lips over."""
    eating = Figure("ann", holds="bowl", poses=(Pose(gesture=Gesture.EAT),))
    silent = {perform(figure=eating).state(frame).mouth for frame in range(0, 80, 2)}
    assert silent == {M.OPEN, M.CLOSED, M.REST}
    speaking = perform(*[M.ROUND] * 6, figure=eating)
    assert {speaking.state(frame).mouth for frame in range(14, 26, 2)} == {M.ROUND}
