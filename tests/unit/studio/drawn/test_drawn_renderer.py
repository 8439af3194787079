"""The drawn renderer as a whole, on small pictures."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from filmed import CARD_SHOT, CARDS, INSERT_SHOT, job, shot

from reelwright.film import (
    Camera,
    CameraMove,
    Figure,
    FrameSize,
    Gesture,
    Insert,
    Pose,
    Setting,
    Shot,
    ShotSize,
    TimeOfDay,
    Transition,
    View,
    Weather,
    frame_size,
)
from reelwright.story import Place
from reelwright.studio import OPENING_LABEL_SECONDS, DrawingError, FontError, ShootJob, TimedShot
from reelwright.studio.adapters.drawn.renderer import DrawnRenderer, compose_frames
from reelwright.studio.adapters.drawn.set_up import ShotSetUp
from reelwright.studio.adapters.drawn.stage import Layer
from reelwright.studio.adapters.drawn.words import Lettering, vignette
from reelwright.studio.adapters.footage import probe


def frames_of(made: ShootJob) -> list[np.ndarray]:
    """All frames of a job."""
    return [frame.copy() for frame in compose_frames(made)]


def luma_of(frame: np.ndarray) -> np.ndarray:
    """The brightness of a frame."""
    return frame[: frame.shape[0] * 2 // 3]


def test_take_has_every_frame_and_a_receipt() -> None:
    """A take holds as many frames as the shot is long, and says who drew it."""
    heard: list[tuple[int, int]] = []
    take = DrawnRenderer().shoot(job(words="Hello there."), progress=lambda done, of: heard.append((done, of)))
    assert take.frames == probe(take.film).frames == 12
    assert heard == [(number + 1, 12) for number in range(12)]
    assert take.receipt["renderer"] == "drawn"


def test_still_shows_a_frame_before_the_middle() -> None:
    """The still is the composed frame at 45 % of the shot, at 640 pixels' height at most."""
    made = job(shot(length=12, camera=Camera(CameraMove.PAN_LEFT, 1.0)), size=FrameSize(540, 960))
    still = cv2.imdecode(np.frombuffer(DrawnRenderer().shoot(made).still, np.uint8), cv2.IMREAD_GRAYSCALE)
    frames = [cv2.resize(luma_of(frame), (360, 640), interpolation=cv2.INTER_AREA) for frame in compose_frames(made)]
    grey = [(frame.astype(float) - 16) * 255 / 219 for frame in frames]
    assert still.shape == (640, 360)
    off = [np.abs(still - one).mean() for one in grey]
    assert int(np.argmin(off)) == round(0.45 * 11)
    assert min(off) < 6
    assert DrawnRenderer().shoot(job(shot(length=1))).still


def test_same_job_gives_same_bytes() -> None:
    """Drawing is repeatable to the byte."""
    made = job(words="Hello there.")
    assert DrawnRenderer().shoot(made).film == DrawnRenderer().shoot(made).film


@pytest.mark.parametrize(
    ("made", "some"),
    [
        (shot(length=40, transition=Transition.FADE), True),
        (shot(length=30, camera=Camera(CameraMove.PUSH)), True),
        (shot(length=30, camera=Camera(CameraMove.WHIP)), True),
        (shot(length=20, camera=Camera(CameraMove.PAN_LEFT)), False),
        (shot(length=20, setting=Setting("roof", TimeOfDay.NIGHT, Weather.STORM)), False),
        (replace(INSERT_SHOT, length=40), True),
    ],
    ids=["fade", "push", "whip", "pan", "storm", "insert"],
)
def test_frame_that_repeats_is_what_would_be_composed(made: Shot, some: bool) -> None:  # noqa: FBT001
    """Where a frame is called the one before once more, composing it anew gives just that; moving air never repeats."""
    filmed = job(made, words="Hello there.", label_frames=7)
    set_up = ShotSetUp(filmed.timed, filmed)
    repeated = 0
    before = None
    for number in range(made.length):
        set_up.compose(number)
        set_up.letter(number)
        if set_up.repeats(number):
            repeated += 1
            assert (set_up.frame.i420 == before).all()
        before = set_up.frame.i420.copy()
    assert (repeated > 0) == some


def test_person_is_the_same_in_another_shot() -> None:
    """The same pose of the same person gives the same figure whatever the shot is called."""
    one = ShotSetUp(job(shot(id="a")).timed, job(shot(id="a")))
    other = ShotSetUp(job(shot(id="b", length=4)).timed, job(shot(id="b")))
    state = one._figures[0].performance.state(0)
    for set_up in (one, other):
        set_up._figures[0].sprite._overhang = (8.0, 8.0)
        set_up._figures[0].sprite.reserve([state])
    first = one._figures[0].sprite.picture(state)
    second = other._figures[0].sprite.picture(state)
    assert (first.luma == second.luma).all()
    assert (first.cb == second.cb).all()


@pytest.mark.parametrize("move", list(CameraMove))
def test_every_camera_move_fills_the_frame(move: CameraMove) -> None:
    """No move shows a border that was not painted: no row or column of a day scene is black."""
    made = job(shot(camera=Camera(move, 1.0), figures=(), length=8), label="")
    for frame in frames_of(made):
        luma = luma_of(frame).astype(int)
        edges = [luma[0], luma[-1], luma[:, 0], luma[:, -1]]
        assert min(int(edge.mean()) for edge in edges) > 20


@pytest.mark.parametrize("size", list(ShotSize))
def test_every_shot_size_shows_the_person(size: ShotSize) -> None:
    """With a person in it, the frame differs from the same frame without."""
    with_ann = frames_of(job(shot(size=size, length=1), label=""))[0]
    without = frames_of(job(shot(size=size, length=1, figures=()), label=""))[0]
    changed = np.abs(luma_of(with_ann).astype(int) - luma_of(without)) > 12
    assert changed.mean() > 0.004


@pytest.mark.parametrize("aspect", ["9:16", "1:1", "16:9", "4:5"])
def test_every_aspect_is_composed_not_cropped(aspect: str) -> None:
    """The face of a close shot lies inside the frame with room above it, in every aspect."""
    size = frame_size(aspect, draft=True)
    made = job(shot(size=ShotSize.CU, length=1), size=size)
    set_up = ShotSetUp(made.timed, made)
    set_up.compose(0)
    sprite, performance = set_up._figures[0].sprite, set_up._figures[0].performance
    skin = sprite._layer(Layer.HEAD, performance.state(0))
    assert skin is not None
    head = skin.box
    left, top = sprite.corner
    assert top + head[1] > -0.06 * size.height
    assert 0 <= left + head[0] < left + head[2] <= size.width


def test_dissolve_begins_with_the_shot_before() -> None:
    """The first frame of a dissolve is mostly the last picture of the shot before."""
    before = TimedShot(shot(id="s01-00", setting=Setting("roof", TimeOfDay.NIGHT), figures=(), length=4), (), 0)
    after = shot(transition=Transition.DISSOLVE, figures=(), length=30)
    mixed = frames_of(job(after, label="", previous=before))
    night = luma_of(frames_of(job(before.shot, label=""))[-1]).astype(int)
    day = luma_of(frames_of(job(replace(after, transition=Transition.CUT), label=""))[0]).astype(int)
    first = luma_of(mixed[0]).astype(int)
    assert np.abs(first - night).mean() < np.abs(first - day).mean() / 4
    assert np.abs(luma_of(mixed[20]).astype(int) - day).mean() < 12


@pytest.mark.parametrize(("transition", "level"), [(Transition.FADE, 16), (Transition.FLASH, 235)])
def test_fades_begin_at_black_or_white(transition: Transition, level: int) -> None:
    """A fade's first frame is near black, a flash's near white, and both end as the shot itself."""
    frames = frames_of(job(shot(transition=transition, figures=(), length=16), label=""))
    plain = frames_of(job(shot(figures=(), length=16), label=""))
    assert abs(luma_of(frames[0]).mean() - level) < 12
    assert np.abs(frames[15].astype(int) - plain[15]).max() <= 1


def test_opening_label_obeys_the_size_rule() -> None:
    """At the opening the label's capitals are 5 % of the shorter side or more, for 2 s or more; then it is small."""
    size = FrameSize(540, 960)
    made = job(shot(length=90, figures=()), size=size, label_frames=75)
    set_up = ShotSetUp(made.timed, made)
    (first, last, large), (small_from, small_to, small) = set_up._lettering
    assert (first, small_to) == (0, 90)
    assert last == small_from == 75
    assert OPENING_LABEL_SECONDS >= 2
    tall = Lettering((540, 960), 1080).label("H", large=True).picture
    ink = np.flatnonzero((tall.luma > 200).any(axis=1))
    assert ink[-1] - ink[0] + 1 >= 0.05 * 540
    assert small.picture.height < large.picture.height


def test_subtitles_stay_above_the_buttons_of_a_phone() -> None:
    """Burned-in words end above the lower sixth of a vertical frame and inside its sides."""
    lettering = Lettering((1080, 1920), 1080)
    placed = lettering.subtitle(("You told the whole", "city I was dead."), speaker="Lin")
    assert placed.y + placed.picture.height < 1920 * 5 / 6
    assert placed.x >= 40
    assert placed.x + placed.picture.width <= 1040


def test_words_are_burned_in_only_while_they_are_said() -> None:
    """The subtitle is there in the middle of the line and gone at the end of the shot."""
    spoken_frames = frames_of(job(shot(length=90), words="Hello there.", label=""))
    silent_frames = frames_of(job(shot(length=90), label=""))
    low = slice(340, 400)
    during = np.abs(luma_of(spoken_frames[20])[low].astype(int) - luma_of(silent_frames[20])[low])
    after = np.abs(luma_of(spoken_frames[89])[low].astype(int) - luma_of(silent_frames[89])[low])
    assert (during > 60).mean() > 0.01
    assert (after > 60).mean() < 0.005


def test_rain_falls_outdoors_and_not_indoors() -> None:
    """Rain changes the pixels of a roof from frame to frame; in a café it stays outside."""

    def restlessness(place: str) -> float:
        made = shot(
            setting=Setting(place, TimeOfDay.NIGHT, Weather.RAIN),
            figures=(),
            length=4,
            camera=Camera(CameraMove.STATIC),
        )
        frames = frames_of(job(made, label=""))
        return float((np.abs(luma_of(frames[0]).astype(int) - luma_of(frames[2])) > 6).mean())

    assert restlessness("roof") > 0.01
    assert restlessness("cafe") < 0.003


def test_over_the_shoulder_back_is_seen_from_behind() -> None:
    """The near figure of an over-the-shoulder shot is drawn, soft, at its side of the frame."""
    figures = (Figure("ann", x=0.6, turn=-0.4), Figure("bob", x=0.12, depth=-1, view=View.BACK))
    both = frames_of(job(shot(figures=figures, length=1), label=""))[0]
    alone = frames_of(job(shot(figures=figures[:1], length=1), label=""))[0]
    changed = np.abs(luma_of(both).astype(int) - luma_of(alone)) > 12
    assert changed[:, :90].mean() > 0.2
    assert changed[:, 200:].mean() < 0.05


def test_gesture_and_prop_are_drawn() -> None:
    """Pointing differs from resting, and holding a cup from pointing."""

    def drawn(**changes: object) -> np.ndarray:
        holds = str(changes.pop("holds", ""))
        figure = Figure("ann", poses=(Pose(0, **changes),), holds=holds)  # type: ignore[arg-type]
        return luma_of(frames_of(job(shot(figures=(figure,), size=ShotSize.MS, length=1), label=""))[0]).astype(int)

    rest, point, hold = drawn(), drawn(gesture=Gesture.POINT), drawn(gesture=Gesture.HOLD, holds="cup")
    assert np.abs(rest - point).mean() > 0.3
    assert np.abs(hold - rest).mean() > 0.3
    assert np.abs(point - hold).mean() > 0.3


def test_card_and_insert_are_drawn() -> None:
    """A title card writes its words; a phone insert shows more of its chat as time goes on."""
    card = frames_of(job(CARD_SHOT, label=""))
    bare = frames_of(job(replace(CARD_SHOT, card=None), label=""))
    assert (np.abs(luma_of(card[6]).astype(int) - luma_of(bare[6])) > 60).mean() > 0.01
    chat = frames_of(job(INSERT_SHOT, label=""))
    assert (np.abs(luma_of(chat[1]).astype(int) - luma_of(chat[38])) > 20).mean() > 0.004


def test_photograph_of_nobody_known_shows_strangers() -> None:
    """Whoever has no card is a stranger on it, always the same; who has one is shown as everybody knows them."""
    pictures = [
        luma_of(frames_of(job(replace(INSERT_SHOT, length=1, insert=Insert("photo", shows=shows)), label=""))[0])
        for shows in ((), ("eve",), ("ann",))
    ]
    assert np.array_equal(pictures[0], pictures[1])
    assert (np.abs(pictures[0].astype(int) - pictures[2]) > 20).mean() > 0.01


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (shot(length=0), "no length"),
        (shot(setting=Setting("moon")), "'moon'"),
        (shot(figures=(Figure("eve"),)), "'eve'"),
        (shot(figures=(Figure("ann", look="gown"),)), "'gown'"),
    ],
)
def test_shot_that_cannot_be_drawn_says_why(made: object, message: str) -> None:
    """No length, an unknown place, person or look: one typed error that names it and its mend."""
    with pytest.raises(DrawingError, match=message) as caught:
        DrawnRenderer().shoot(job(made))  # type: ignore[arg-type]
    assert caught.value.mend


def test_undrawable_character_in_a_line_is_an_error() -> None:
    """A subtitle with an emoji stops the shot with the character's name, never a box on screen."""
    with pytest.raises(FontError, match=r"U\+1F600"):
        DrawnRenderer().shoot(job(words="Hello \U0001f600"))


def test_vignette_leaves_the_middle_and_darkens_the_corners() -> None:
    """The middle of a frame is untouched, corners are darker, black stays black."""
    luma = np.full((480, 270), 180, np.uint8)
    vignette(270, 480, 0.5).darken(luma)
    assert (luma[200:280, 100:170] == 180).all()
    assert luma[0, 0] < 150
    assert luma[-1, -1] < 150
    dark = np.full((480, 270), 16, np.uint8)
    vignette(270, 480, 0.5).darken(dark)
    assert np.abs(dark.astype(int) - 16).max() <= 1


def windows_at(name: str, *numbers: int) -> list[np.ndarray]:
    """What the rear window of a car of that name shows at some frames."""
    cards = replace(CARDS, places={"car": Place("car", name, kind="car_interior")})
    empty = shot(setting=Setting("car"), size=ShotSize.MS, figures=(), camera=Camera(CameraMove.STATIC), length=20)
    set_up = ShotSetUp(job(empty).timed, replace(job(empty), cards=cards))
    return [set_up.compose(number).luma[60:240].copy() for number in numbers]


def test_world_comes_past_a_car_that_drives() -> None:
    """Behind the windows something else is seen 0.3 s later, the same on every run; behind a parked car's the same."""
    first, later = windows_at("Car", 2, 12)
    assert (cv2.absdiff(first, later) > 12).mean() > 0.02
    assert np.array_equal(later, windows_at("Car", 12)[0])
    first, later = windows_at("Parked car", 2, 12)
    assert np.array_equal(first, later)


def test_rack_focus_finds_the_person() -> None:
    """The focus comes from the place to the person: her face is soft at first and sharp after a second."""
    set_up = ShotSetUp(job(made := shot(camera=Camera(CameraMove.RACK), length=40)).timed, job(made))
    first, last = (cv2.Laplacian(set_up.compose(number).luma[150:300, 60:210], cv2.CV_32F).std() for number in (0, 36))
    assert last > 1.5 * first
