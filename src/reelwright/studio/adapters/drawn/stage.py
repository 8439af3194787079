"""What painters hand to the compositor: figures in layers, places in planes, and their light.

Units. A stage is 1920 units high whatever its pixels; its width follows the aspect (1080 for 9:16,
1536 for 4:5, 1920 for 1:1, 3413 for 16:9), x to the right from the frame's left edge, y down from
its top. A figure has units of its own: (0, 0) is the centre of the face between eyes and nose, the
chin of an adult is near y = 200, the crown near y = −270, and an adult stands about 2700 tall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from reelwright.film import Emotion, Gesture, Mark, View

from ...model import MouthShape
from .canvas import Canvas

STAGE_HEIGHT: Final = 1920.0
MIDDLE: Final = 0.45
"""How far down the frame its middle is, about which cameras move: where faces are."""
MARGIN: Final = 220.0
"""Units that every plane is painted beyond each edge of the frame, for camera moves."""


class Layer(StrEnum):
    """The layers of a figure, from back to front.

    Each is redrawn only when the fields of the state it depends on change.
    """

    REAR = "rear"  # hair behind the body, hood, hat brim behind
    BODY = "body"  # legs, torso, arms at rest, neck
    HEAD = "head"  # ears, skin, form shadow, blush, wounds, beard: a face without features
    FACE = "face"  # eyes, brows, nose, mouth, tears
    FRONT = "front"  # fringe and its cast shadow's source, glasses, hat, earrings
    HANDS = "hands"  # arms and hands before the body or face, with what they hold


@dataclass(frozen=True, slots=True)
class FigureState:
    """Everything that changes about a figure while its person and look stay the same.

    Args:
        turn: of the head, −1 (three-quarter to frame left) to 1.
        pitch: of the head, −1 (up) to 1 (down).
        roll: of the head in degrees clockwise about the neck.
        mouth_open: how far the mouth shape is carried out, 0 to 1.
        blink: 0 open to 1 shut.
        gaze: where the eyes look, x and y from −1 to 1.
        reach: how far the gesture is carried out, 0 (arms at rest) to 1.
        sway: of loose hair and cloth, −1 to 1.
        light: which side the key light comes from, −1 frame left or 1 frame right.
        holds: kind of prop in hand, "" for none.
        facing: for profile and back views, −1 looks to frame left, 1 to frame right.
        bend: of hips and knees, 0 standing to 1 seated; drawn around the same face, so that the
            soles of somebody seated lie higher.
        stride: of a walk, −1 (one foot forward) over 0 (feet together) to 1 (the other one).
        table: y of the top of the table that arms lie on, in figure units; 0 where there is none.
        rest: what hands do on it by themselves; "clasped" without a table is before the body.
        bow: how far head and shoulders are bowed, 0 to 1.
        kneels: the bend is that of somebody on their knees, whose soles are below the floor.
    """

    view: View = View.FACE
    facing: int = 1
    turn: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    emotion: Emotion = Emotion.NEUTRAL
    intensity: float = 0.6
    mouth: MouthShape = MouthShape.REST
    mouth_open: float = 1.0
    blink: float = 0.0
    gaze: tuple[float, float] = (0.0, 0.0)
    gesture: Gesture = Gesture.REST
    reach: float = 1.0
    holds: str = ""
    marks: frozenset[Mark] = frozenset()
    sway: float = 0.0
    light: int = -1
    bend: float = 0.0
    stride: float = 0.0
    table: float = 0.0
    rest: str = ""
    bow: float = 0.0
    kneels: bool = False

    @property
    def arms_apart(self) -> bool:
        """Whether arms lie over something that is before the rest of the figure: a table, or who is embraced."""
        return self.table > 0 or (self.gesture is Gesture.HUG and self.view is View.FACE)


_HEAD_FIELDS: Final = ("view", "facing", "turn", "pitch", "roll", "light", "bow")
_DEPENDS: Final[dict[Layer, tuple[str, ...]]] = {
    Layer.REAR: (*_HEAD_FIELDS, "sway"),
    Layer.BODY: (
        "view",
        "facing",
        "light",
        "gesture",
        "reach",
        "holds",
        "marks",
        "bend",
        "stride",
        "table",
        "rest",
        "kneels",
        "bow",
    ),
    Layer.HEAD: (*_HEAD_FIELDS, "emotion", "intensity", "marks"),
    Layer.FACE: (*_HEAD_FIELDS, "emotion", "intensity", "marks", "mouth", "mouth_open", "blink", "gaze"),
    Layer.FRONT: (*_HEAD_FIELDS, "sway"),
    Layer.HANDS: ("view", "facing", "light", "gesture", "reach", "holds", "bend", "table", "rest", "kneels", "bow"),
}
_PLAIN: Final = FigureState()


def state_for(layer: Layer, state: FigureState) -> FigureState:
    """The state with every field that the layer does not depend on set back to its default.

    Two states that differ only in other fields give equal results: the key of the layer's cache.
    """
    return replace(_PLAIN, **{name: getattr(state, name) for name in _DEPENDS[layer]})


@dataclass(frozen=True, slots=True)
class Plane:
    """One depth of a place.

    Args:
        paint: draws the plane in stage units, from −MARGIN to width + MARGIN across and
            −MARGIN to STAGE_HEIGHT + MARGIN down; transparent where nothing is.
        depth: 0 is infinitely far and hardly moves with the camera, 1 is where the figures
            stand, above 1 is in front of them.
        soft: it has no sharp detail (sky, glow), so that it may be painted at half size.
        recedes: how often a second what is painted comes past and shrinks into the distance, as the
            world does behind somebody who drives; 0 for what stands still.
        vanishing: where it shrinks to, in stage units.
    """

    paint: Callable[[Canvas], None]
    depth: float
    soft: bool = False
    recedes: float = 0.0
    vanishing: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Light:
    """How a place lights the people in it and grades the picture.

    Args:
        side: where the key light comes from, −1 frame left or 1 frame right.
        key: colour of the key light.
        tint: colour that everything in shade leans to; figures are multiplied with it.
        tint_strength: 0 (white light) to 1.
        rim: colours of the two edge lights, on the key side and against it.
        rim_strength: 0 to 1.
        ambient: colour of the deep shadow at the bottom of the frame.
        lift: colour that the blacks lean to in the grade.
        gain: colour that the whites lean to in the grade.
        bloom: how much bright parts glow, 0 to 1.
        contrast: how dark a person is on the side that the key light does not reach, 0 to 1.
    """

    side: int = -1
    key: str = "#fff4e0"
    tint: str = "#ffffff"
    tint_strength: float = 0.2
    rim: tuple[str, str] = ("#fff2c8", "#ffd08a")
    rim_strength: float = 0.5
    ambient: str = "#20203a"
    lift: str = "#10081c"
    gain: str = "#fff6e8"
    bloom: float = 0.2
    contrast: float = 0.0


@dataclass(frozen=True, slots=True)
class Scenery:
    """A place as painted: planes from far to near, light, and where people stand.

    Args:
        floor: y in stage units of the ground where the feet of figures stand in a wide shot.
        sky: weather is seen falling in the whole frame (outdoors).
        motes: small things that float in the air: "dust", "petals", "fireflies", "steam", "snow",
            "leaves", "sparks" or "".
        seated: y at which furniture in a near plane (the dashboard of a car) cuts people off who sit
            in seats of the place's own; 0 where there are none.
    """

    planes: tuple[Plane, ...]
    light: Light
    floor: float = 1560.0
    sky: bool = False
    motes: str = ""
    seated: float = 0.0
