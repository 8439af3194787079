"""The shot list: what the board decides and every later stage obeys.

Knows what is to be seen and heard in each shot, in words of film. Refuses to know how it is drawn
or generated. The JSON form and its versions are in ``shotlist.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .acting import (
    CameraMove,
    Emotion,
    Gesture,
    Manner,
    Mark,
    Mood,
    Posture,
    ShotKind,
    ShotSize,
    TimeOfDay,
    Transition,
    View,
    Way,
    Weather,
)
from .errors import FilmError
from .frames import FrameRate


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A place in a text that a person wrote: file name as given, and line from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that somebody says.

    Args:
        id: stable within the film; subtitles and translations refer to it.
        person: id of the cast card of who speaks.
        text: what is said, without mark-up.
        emotion: what the face shows while it is said.
        intensity: from 0 (a trace) to 1 (all of it).
        manner: how it is said.
        off_screen: heard but not lip-synced (V.O., O.S., or a reaction shot).
        together: said at the same time as the line before it in the shot (dual dialogue).
    """

    id: str
    person: str
    text: str
    source: SourceLine
    emotion: Emotion = Emotion.NEUTRAL
    intensity: float = 0.6
    manner: Manner = Manner.PLAIN
    off_screen: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Pose:
    """What a figure does from a moment of its shot on.

    Args:
        at: when, as a share of the shot's length from 0 to 1.
        gaze: where the eyes look, x from -1 (frame left) to 1, y from -1 (up) to 1.
        posture: another one than the pose before is taken on in this moment.
    """

    at: float = 0.0
    emotion: Emotion = Emotion.NEUTRAL
    intensity: float = 0.6
    gesture: Gesture = Gesture.REST
    gaze: tuple[float, float] = (0.0, 0.0)
    posture: Posture = Posture.STAND

    def __post_init__(self) -> None:
        if not (0 <= self.at <= 1 and 0 <= self.intensity <= 1):
            raise FilmError(f"a pose has a moment and an intensity from 0 to 1, not {self.at} and {self.intensity}")


@dataclass(frozen=True, slots=True)
class Figure:
    """One person as placed in a shot.

    Args:
        person: id of the cast card.
        look: name of the wardrobe look worn, "" for the card's first.
        x: where the head's centre stands across the frame, 0 left edge to 1 right edge.
        depth: 0 at the shot's own distance; above 0 further away, below 0 nearer (an
            over-the-shoulder back is at -1).
        turn: how far the face is turned, -1 (three-quarter to frame left) to 1 (to frame right).
        holds: kind of the prop in hand, "" for none. A pose that puts it down or picks it up says
            until when, or from when on.
        comes: where they walk in from when the shot begins; they stop at ``x``.
        goes: where they walk off to, so as to be on their way out when the shot ends.
        before: kinds of the props that lie on the table before them when the shot begins.
        whose: id of the person whose thing they hold, "" for their own: another's phone stays that phone.
    """

    person: str
    look: str = ""
    x: float = 0.5
    depth: float = 0.0
    view: View = View.FACE
    turn: float = 0.0
    poses: tuple[Pose, ...] = (Pose(),)
    holds: str = ""
    marks: frozenset[Mark] = frozenset()
    comes: Way = Way.STAY
    goes: Way = Way.STAY
    before: tuple[str, ...] = ()
    whose: str = ""

    def __post_init__(self) -> None:
        if not self.poses or self.poses[0].at != 0:
            raise FilmError(f"figure {self.person!r} has no pose at the start of the shot")
        if not -1 <= self.turn <= 1:
            raise FilmError(f"figure {self.person!r} is turned by {self.turn}, outside -1 to 1")


@dataclass(frozen=True, slots=True)
class Insert:
    """What an insert shot shows: a prop close to, with what is written on it.

    Args:
        prop: kind of prop (phone, letter, ring, photo …).
        writing: lines of a letter, label or document; for a phone the chat, one bubble each,
            a bubble of the phone's owner beginning with ">".
        heading: name at the top of a chat or document, "" for none.
        held_by: id of the person whose hand holds it, "" when it lies down.
        look: name of the wardrobe look that the hand's sleeve belongs to, "" for the card's first.
        shows: ids of the people on a photograph, none for people whom nobody knows.
    """

    prop: str
    writing: tuple[str, ...] = ()
    heading: str = ""
    held_by: str = ""
    look: str = ""
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """Words that fill the frame: a title or next-time card."""

    heading: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """One foley cue: its kind (door, steps, glass …) and when, as a share of the shot."""

    kind: str
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Camera:
    """How the camera moves, with strength from 0 to 1."""

    move: CameraMove = CameraMove.SWAY
    strength: float = 0.5


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a shot plays.

    Args:
        place: id of the place card.
        angle: which way the camera looks in the place: 0 is the master, others are reverse
            angles; the same angle of one place is always the same picture.
    """

    place: str
    time: TimeOfDay = TimeOfDay.DAY
    weather: Weather = Weather.CLEAR
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Shot:
    """One shot of the film.

    Args:
        id: stable name such as "s02-05": scene number and shot number in the scene.
        length: frames; 0 means "as long as its lines need", settled when they are voiced.
        least: frames the shot must last even when its lines are shorter.
        transition: how it takes over from the shot before.
        hook: it belongs to the opening that must hold a viewer.
        lead: frames of acting before the first line, 0 for the usual breath.
    """

    id: str
    scene: int
    kind: ShotKind
    size: ShotSize
    setting: Setting
    source: SourceLine
    figures: tuple[Figure, ...] = ()
    lines: tuple[Line, ...] = ()
    camera: Camera = field(default_factory=Camera)
    transition: Transition = Transition.CUT
    mood: Mood = Mood.CALM
    insert: Insert | None = None
    card: Card | None = None
    sounds: tuple[Sound, ...] = ()
    props: tuple[str, ...] = ()
    length: int = 0
    least: int = 0
    hook: bool = False
    lead: int = 0

    def __post_init__(self) -> None:
        if self.length < 0 or self.least < 0 or self.lead < 0:
            raise FilmError(f"shot {self.id} has a negative length")
        if self.kind is ShotKind.INSERT and self.insert is None:
            raise FilmError(f"shot {self.id} is an insert of nothing")


@dataclass(frozen=True, slots=True)
class Flow:
    """Whether one person's speech runs across the cuts of a shot, where hardly a breath is left then.

    Args:
        comes_in: from the shot before.
        goes_on: into the shot after.
    """

    comes_in: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class ShotList:
    """All shots of one film or episode, in screen order.

    Args:
        flows: how speech ran across the cuts of each shot in the cut that a person then edited, so that a shot
            keeps its length whoever its neighbours are now; empty where it runs as the shots lie.
    """

    title: str
    language: str
    rate: FrameRate
    aspect: str
    shots: tuple[Shot, ...]
    episode: int = 0
    flows: tuple[Flow, ...] = ()

    def __post_init__(self) -> None:
        if self.flows and len(self.flows) != len(self.shots):
            raise FilmError(f"{len(self.shots)} shots have {len(self.flows)} flows of speech")
        seen: set[str] = set()
        for shot in self.shots:
            if shot.id in seen:
                raise FilmError(f"two shots are called {shot.id}")
            seen.add(shot.id)

    @property
    def length(self) -> int:
        """Frames of the whole film, where every shot's length is settled."""
        return sum(shot.length for shot in self.shots)
