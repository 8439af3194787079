"""Proportions: how tall, wide and round a person is, from the words on the card.

Numbers only, in figure units: (0, 0) is the centre of the face, the adult's chin is near y = 200.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reelwright.film import View
from reelwright.story import Person

CROWN: Final = -270.0
BENT_BACK: Final = 0.26
"""How much shorter a back is seen that is bent towards us."""
BENT: Final = 40.0
"""Degrees by which a back that is bent is turned about the hips, seen from the side."""
_HEIGHTS: Final = {"child": 1500.0, "teen": 2350.0, "adult": 2700.0, "elder": 2550.0}
_BUILDS: Final = {"slim": (0.92, 0.88), "average": (1.0, 1.0), "broad": (1.1, 1.22)}


@dataclass(frozen=True, slots=True)
class Head:
    """The shape of a head seen from the front; widths are half of the whole.

    Args:
        temple: at y = −70.
        cheek: at y = ``cheek_y``.
        jaw: at the corner of the jaw.
        chin: width of the flat of the chin.
        puff: roundness of the lower cheek.
        eye_y: height of the eyes' centres.
        eye_x: distance of the eyes from the middle.
        eye: half width of an eye.
        eye_up: how far the upper lid rises above the centre.
        brow: thickness of the brow.
        manly: 0 feminine to 1 masculine.
    """

    temple: float
    cheek: float
    cheek_y: float
    jaw: float
    jaw_y: float
    chin: float
    chin_y: float
    puff: float
    eye_y: float
    eye_x: float
    eye: float
    eye_up: float
    iris: float
    brow: float
    brow_y: float
    nose_y: float
    nose: float
    mouth_y: float
    mouth: float
    lips: float
    manly: float
    age: str


@dataclass(frozen=True, slots=True)
class Body:
    """The measures of a body; widths are half of the whole, ``arm`` parts are lengths."""

    neck: float
    neck_y: float
    shoulder: float
    shoulder_y: float
    chest: float
    chest_y: float
    waist: float
    waist_y: float
    hip: float
    hip_y: float
    crotch_y: float
    knee_y: float
    ankle_y: float
    sole_y: float
    thigh: float
    calf: float
    upper_arm: float
    forearm: float
    arm: float
    hand: float
    bust: float
    stoop: float
    scale: float
    manly: float
    age: str


def _manly(person: Person) -> float:
    full = {"female": 0.0, "male": 1.0}.get(person.gender, 0.5)
    return {"child": 0.3 + 0.12 * full, "teen": full * 0.75}.get(person.age, full)


_SHAPES: Final = {  # temple, cheek, jaw, chin, chin_y: what is added to the oval
    "oval": (0, 0, 0, 0, 0),
    "round": (2, 8, 13, 10, -9),
    "square": (2, 2, 16, 18, -2),
    "long": (-5, -7, -3, 2, 13),
    "heart": (6, 3, -12, -13, 2),
}


@lru_cache(maxsize=256)
def head_of(person: Person) -> Head:
    """The head of a person."""
    m = _manly(person)
    temple, cheek, jaw, chin, chin_y = _SHAPES.get(person.face, _SHAPES["oval"])
    child, teen, elder = person.age == "child", person.age == "teen", person.age == "elder"
    young = 1.0 if child else 0.35 if teen else 0.0
    return Head(
        temple=141 + temple + 3 * young,
        cheek=143 + cheek - 2 * m + 8 * young,
        cheek_y=28 + 30 * young + 10 * m,
        jaw=94 + jaw + 19 * m + 5 * young + (5 if elder else 0),
        jaw_y=134 + 7 * m - 10 * young,
        chin=38 + chin + 15 * m - 4 * young,
        chin_y=200 + chin_y + 8 * m - 16 * young,
        puff=12 * young + (5 if person.face == "round" else 0),
        eye_y=16 + 20 * young - 3 * m,
        eye_x=67 + 2 * young,
        eye=43 - 3 * m + 3 * young - (3 if elder else 0),
        eye_up=37 - 11 * m + 9 * young - (7 if elder else 0),
        iris=1.0 - 0.15 * m + 0.1 * young - (0.06 if elder else 0),
        brow=8 + 6.5 * m - 1.5 * young + (1.5 if elder else 0),
        brow_y=-50 + 9 * m + 8 * young,
        nose_y=94 + 4 * m + 4 * young,
        nose=(1.0 + 0.35 * m) * (0.6 if child else 0.9 if teen else 1.12 if elder else 1.0),
        mouth_y=144 + 3 * m + (0 if not child else -1),
        mouth=1.08 + 0.16 * m - 0.2 * young + (0.04 if elder else 0),
        lips=(1 - m * 0.8) * (0.35 if child else 0.8 if teen else 0.45 if elder else 1.0),
        manly=m,
        age=person.age,
    )


@lru_cache(maxsize=256)
def body_of(person: Person) -> Body:
    """The body of a person."""
    m = _manly(person)
    wide, round_ = _BUILDS.get(person.build, (1.0, 1.0))
    child, elder = person.age == "child", person.age == "elder"
    size = {"child": 0.6, "teen": 0.92}.get(person.age, 1.0) * wide
    height = figure_height(person)
    sole = CROWN + height
    chin = 184.0 if child else 200.0
    k = (sole - chin) / 2230.0

    def y(adult: float) -> float:
        return chin + (adult - 200.0) * k

    shoulder_y = y(322 + 8 * m) if not child else chin + 66
    return Body(
        neck=(50 + 19 * m) * (0.8 if child else 0.94 if person.age == "teen" else 1.0) * (0.6 + 0.4 * round_),
        neck_y=shoulder_y - (40 if not child else 22),
        shoulder=(236 + 66 * m) * size - (8 if elder else 0),
        shoulder_y=shoulder_y + (14 if elder else 0),
        chest=(184 + 56 * m) * size * (0.6 + 0.4 * round_),
        chest_y=y(600),
        waist=(146 + 56 * m) * size * round_ * (1.14 if child else 1.08 if elder else 1.0),
        waist_y=y(850 + 30 * m),
        hip=(204 - 2 * m) * size * (0.5 + 0.5 * round_),
        hip_y=y(1110),
        crotch_y=y(1270),
        knee_y=y(1790),
        ankle_y=y(2330),
        sole_y=sole,
        thigh=(98 - 2 * m) * size * (0.5 + 0.5 * round_),
        calf=(62 + 6 * m) * size * (0.6 + 0.4 * round_),
        upper_arm=440 * k * (1.06 if child else 1.0),
        forearm=380 * k * (1.06 if child else 1.0),
        arm=(50 + 16 * m) * size * (0.6 + 0.4 * round_),
        hand=(0.9 + 0.16 * m) * {"child": 0.62, "teen": 0.94}.get(person.age, 1.0),
        bust=(1 - m) * (0 if child else 0.7 if person.age == "teen" else 1.0),
        stoop=24.0 if elder else 0.0,
        scale=k if not child else 0.56,
        manly=m,
        age=person.age,
    )


def figure_height(person: Person) -> float:
    """Units from the crown to the soles."""
    return _HEIGHTS.get(person.age, _HEIGHTS["adult"])


def bow_drop(person: Person) -> float:
    """How far the neck of somebody comes down who bows to us: the back is seen shorter, in figure units."""
    body = body_of(person)
    return BENT_BACK * (body.hip_y - body.neck_y)


def sole_of(person: Person) -> float:
    """The y of the soles of somebody who stands, in figure units."""
    return body_of(person).sole_y


def shade_width(person: Person) -> float:
    """Half the width of what somebody shades on the ground, in figure units."""
    return 1.15 * body_of(person).shoulder


def arms_width(person: Person, view: View, *, wide: bool = False) -> float:
    """Half the width of a trunk with its arms, in figure units.

    Args:
        person: who.
        view: how they are seen: from the side arms hang before the trunk.
        wide: the elbows are out.
    """
    body = body_of(person)
    if view is View.PROFILE:
        return 0.8 * body.shoulder
    return (1.6 if wide else 1.24) * body.shoulder + body.arm + 20


def seat_drop(person: Person) -> float:
    """How much lower a face is when its owner sits on a chair than when they stand."""
    body = body_of(person)
    return 0.86 * (body.knee_y - body.hip_y)


def kneel_drop(person: Person) -> float:
    """How much lower a face is when its owner is on their knees than when they stand."""
    body = body_of(person)
    return body.sole_y - body.knee_y - 60 * body.scale


@dataclass(frozen=True, slots=True)
class SeatedBody:
    """What furniture must know of somebody who sits, in figure units around their face.

    Args:
        seat: y of the seat's top.
        floor: y of the floor.
        shoulder: y of the shoulders.
        table: y of the top of a table before them.
        scale: size against a grown person.
    """

    seat: float
    floor: float
    shoulder: float
    table: float
    scale: float


@lru_cache(maxsize=256)
def seated_body(person: Person) -> SeatedBody:
    """The measures of a seated person."""
    body = body_of(person)
    return SeatedBody(
        seat=body.hip_y + 60 * body.scale,
        floor=body.sole_y - seat_drop(person),
        shoulder=body.shoulder_y,
        table=body.waist_y - 40 * body.scale,
        scale=body.scale,
    )


def eye_line(person: Person) -> float:
    """The height of the eyes in figure units."""
    return head_of(person).eye_y
