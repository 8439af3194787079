"""Small shots to film in tests: one person or two, in a café or on a roof."""

from reelwright.film import (
    Aspect,
    Camera,
    CameraMove,
    Card,
    Emotion,
    Figure,
    FrameRate,
    FrameSize,
    Insert,
    Line,
    Mood,
    Pose,
    Setting,
    Shot,
    ShotKind,
    ShotSize,
    SourceLine,
    TimeOfDay,
    Transition,
    Weather,
)
from reelwright.story import Cards, Look, Person, Place
from reelwright.studio import (
    MouthShape,
    PictureSettings,
    ShootJob,
    TimedLine,
    TimedPhoneme,
    TimedShot,
    Utterance,
)

__all__ = ["CARDS", "HERE", "SMALL", "Aspect", "job", "shot", "spoken"]

HERE = SourceLine("film.fountain", 7)
SMALL = FrameSize(270, 480)
CARDS = Cards(
    {
        "ann": Person("ann", "Ann", gender="female", hair="bob", looks=(Look(colour="#b23a4e"), Look("rain", "coat"))),
        "bob": Person("bob", "Bob", gender="male"),
    },
    {"cafe": Place("cafe", "Café", kind="cafe", seed=3), "roof": Place("roof", "Roof", kind="rooftop", seed=2)},
)


def spoken(*mouths: MouthShape, each: float = 0.12) -> Utterance:
    """An utterance that goes through these mouths; silence, but timed."""
    phonemes = tuple(TimedPhoneme("x", mouth, i * each, (i + 1) * each) for i, mouth in enumerate(mouths))
    return Utterance(bytes(2 * int(48_000 * each * len(mouths))), phonemes, "silence")


def shot(**changes: object) -> Shot:
    """A close shot of Ann in a café, with whatever is to be different."""
    given: dict[str, object] = {
        "id": "s01-01",
        "scene": 1,
        "kind": ShotKind.SINGLE,
        "size": ShotSize.MCU,
        "setting": Setting("cafe", TimeOfDay.DAY, Weather.CLEAR),
        "source": HERE,
        "figures": (Figure("ann", turn=0.3, poses=(Pose(0, Emotion.HAPPY),)),),
        "camera": Camera(CameraMove.SWAY),
        "transition": Transition.CUT,
        "mood": Mood.WARM,
        "length": 12,
    }
    return Shot(**{**given, **changes})  # type: ignore[arg-type]


def job(
    made: Shot | None = None,
    *,
    words: str = "",
    size: FrameSize = SMALL,
    label_frames: int = 0,
    label: str = "AI-generated",
    previous: TimedShot | None = None,
) -> ShootJob:
    """A job to film a shot, with Ann saying some words from its first frame on."""
    made = made or shot()
    lines: tuple[TimedLine, ...] = ()
    if words:
        line = Line("l1", "ann", words, HERE, Emotion.ANGRY)
        mouths = (MouthShape.CLOSED, MouthShape.OPEN, MouthShape.SPREAD, MouthShape.ROUND) * 4
        lines = (TimedLine(line, spoken(*mouths), 2),)
    settings = PictureSettings(size, FrameRate(30), preset="ultrafast", label=label)
    return ShootJob(TimedShot(made, lines, 0), CARDS, settings, previous=previous, label_frames=label_frames)


CARD_SHOT = shot(kind=ShotKind.TITLE, figures=(), size=ShotSize.LS, card=Card("The Café", "Episode 1"))
CHAT = Insert("phone", ("Hello? Are you there?", "> Yes, I am here"), "Mum")
INSERT_SHOT = shot(kind=ShotKind.INSERT, figures=(), insert=CHAT, length=40)
