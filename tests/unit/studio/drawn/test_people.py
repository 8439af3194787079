"""Figures: every word on a card is seen, nobody changes, and layers keep to their fields and bounds."""

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from reelwright.film import (
    AGES,
    BEARDS,
    BUILDS,
    EARRINGS,
    FACE_SHAPES,
    GARMENTS,
    GLASSES,
    HAIR_STYLES,
    HATS,
    NECKWEAR,
    PATTERNS,
    Emotion,
    Gesture,
    Mark,
    ShotSize,
    View,
)
from reelwright.story import Look, Person
from reelwright.studio import MouthShape
from reelwright.studio.adapters.drawn.canvas import Canvas
from reelwright.studio.adapters.drawn.colour import rgb
from reelwright.studio.adapters.drawn.framing import frame_shot
from reelwright.studio.adapters.drawn.people import eye_line, figure_height, layer_bounds, paint_layer
from reelwright.studio.adapters.drawn.people.cuts import garments
from reelwright.studio.adapters.drawn.people.expressions import expression
from reelwright.studio.adapters.drawn.people.gestures import poses
from reelwright.studio.adapters.drawn.people.hair.styles import styles
from reelwright.studio.adapters.drawn.people.mouth import Lips, lips_for
from reelwright.studio.adapters.drawn.people.proportions import body_of, head_of
from reelwright.studio.adapters.drawn.people.tones import hair_tones
from reelwright.studio.adapters.drawn.props import paint_prop
from reelwright.studio.adapters.drawn.stage import FigureState, Layer, state_for

LIN = Person("lin", "Lin", gender="female", hair="bob", eyes="#7a4a2c")
KAI = Person("kai", "Kai", gender="male", hair="crop", skin="#a8744e")
STATE = FigureState(turn=0.3)


def layer_pixels(layer, person=LIN, look=None, state=STATE, *, scale=0.12, prop=lambda _canvas, _kind: None):
    """One layer on a small canvas that holds the whole figure."""
    canvas = Canvas(round(2000 * scale), round(3300 * scale), scale=scale, origin=(1000 * scale, 520 * scale))
    paint_layer(canvas, layer, person, look or Look(), state, prop=prop)
    return canvas.pixels()


def figure_pixels(person=LIN, look=None, state=STATE, *, scale=0.1, size=(90, 90), origin=(45, 46)):
    """All layers of a figure on one small canvas."""
    canvas = Canvas(*size, scale=scale, origin=origin)
    for layer in Layer:
        paint_layer(canvas, layer, person, look or Look(), state, prop=lambda _canvas, _kind: None)
    return canvas.pixels()


def head_pixels(person=LIN, look=None, state=STATE):
    """Head and shoulders."""
    return figure_pixels(person, look, state, scale=0.2, size=(130, 140), origin=(65, 80))


def whole_pixels(person=LIN, look=None, state=STATE):
    """The figure from hat to shoes."""
    return figure_pixels(person, look, state, scale=0.07, size=(110, 230), origin=(55, 35))


def distance(one, other):
    """How different two pictures are: mean of absolute differences over the pixels that either one inks."""
    inked = (one[..., 3] > 0) | (other[..., 3] > 0)
    return float(np.abs(one.astype(int) - other.astype(int))[inked].mean())


def assert_all_differ(pictures, least):
    """Each picture is at least so far from each other one."""
    rows, columns = np.nonzero(np.max([picture[..., 3] for picture in pictures.values()], axis=0))
    ink = slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)
    inked = {name: picture[ink] for name, picture in pictures.items()}  # distances look at inked pixels alone
    apart = {(a, b): distance(inked[a], inked[b]) for a, b in combinations(inked, 2)}
    assert {pair: round(far, 2) for pair, far in apart.items() if far < least} == {}


# --- the catalogue ------------------------------------------------------------------------------


def test_every_hair_style_and_garment_is_drawn():
    """The tables of styles and cuts hold exactly the names of the catalogue."""
    assert set(styles()) == set(HAIR_STYLES)
    assert set(garments()) == set(GARMENTS)


@pytest.mark.parametrize("view", list(View))
def test_hair_styles_differ(view):
    """Any two hair styles can be told apart, from every side."""
    state = replace(STATE, view=view)
    assert_all_differ({name: head_pixels(replace(LIN, hair=name), state=state) for name in HAIR_STYLES}, 0.8)


@pytest.mark.parametrize("view", list(View))
def test_garments_differ(view):
    """Any two garments of one colour can be told apart, from every side."""
    state = FigureState(view=view)
    assert_all_differ({name: whole_pixels(look=Look(garment=name), state=state) for name in GARMENTS}, 0.5)


@pytest.mark.parametrize(
    ("field", "names", "least"),
    [
        ("face", FACE_SHAPES, 0.8),
        ("glasses", GLASSES, 0.5),
        ("beard", BEARDS, 0.5),
        ("earrings", EARRINGS, 0.05),
        ("gender", ("female", "male", "neutral"), 2),
        ("age", AGES, 2),
    ],
)
def test_words_about_a_head_are_seen(field, names, least):
    """Face shapes, glasses, beards, earrings, genders and ages each change the head."""
    person = replace(KAI, hair="ponytail")
    assert_all_differ({name: head_pixels(replace(person, **{field: name})) for name in names}, least)


def test_builds_differ():
    """The three builds have different outlines."""
    assert_all_differ({name: whole_pixels(replace(KAI, build=name)) for name in BUILDS}, 2)


@pytest.mark.parametrize(
    ("field", "names", "least"), [("hat", HATS, 2), ("pattern", PATTERNS[:-1], 0.4), ("neckwear", NECKWEAR, 0.15)]
)
def test_words_about_a_look_are_seen(field, names, least):
    """Hats, patterns and neckwear each change the figure."""
    look = Look(garment="tshirt", second_colour="#f2c94c")
    pictures = {name: figure_pixels(look=replace(look, **{field: name}), size=(90, 130)) for name in names}
    assert_all_differ(pictures, least)


@pytest.mark.parametrize("pattern", ["dots", "checks"])
def test_patterns_are_fine_on_heavy_cloth(pattern):
    """A pattern changes a suit, and much less than it changes a t-shirt: nobody looks like a clown at a funeral."""
    changes = []
    for garment in ("suit", "tshirt"):
        look = Look(garment=garment, colour="#7a1f33", second_colour="#f4e6d0")
        plain, worn = (whole_pixels(look=replace(look, pattern=name)) for name in ("plain", pattern))
        changes.append(distance(plain, worn))
    assert 0 < changes[0] < 0.7 * changes[1]


def test_a_badge_is_seen_on_a_tshirt():
    """The badge pattern prints a badge."""
    plain = Look(garment="tshirt")
    assert distance(whole_pixels(look=plain), whole_pixels(look=replace(plain, pattern="badge"))) > 0.2


def test_freckles_and_colours_are_seen():
    """Freckles, skin, hair colour and eye colour each change the head; an equal person does not."""
    changes = ({"freckles": True}, {"skin": "#5a3826"}, {"hair_colour": "#d8b070"}, {"eyes": "#3f8f6f"})
    assert all(distance(head_pixels(), head_pixels(replace(LIN, **change))) > 0.02 for change in changes)
    assert distance(head_pixels(), head_pixels(replace(LIN, name="Other name"))) == 0


# --- acting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", [View.FACE, View.PROFILE])
def test_emotions_differ(view):
    """Any two of the twelve emotions can be told apart by the face alone."""
    pictures = {
        emotion: layer_pixels(Layer.FACE, state=FigureState(view=view, emotion=emotion, intensity=0.8), scale=0.3)
        for emotion in Emotion
    }
    assert_all_differ(pictures, 1.5)


def test_an_emotion_grows_with_its_intensity():
    """More intensity is further from neutral; none is neutral."""
    neutral, none, some, much = (
        layer_pixels(Layer.FACE, state=FigureState(emotion=emotion, intensity=intensity), scale=0.3)
        for emotion, intensity in (
            (Emotion.NEUTRAL, 0.6), (Emotion.ANGRY, 0.0), (Emotion.ANGRY, 0.4), (Emotion.ANGRY, 1.0),
        )
    )  # fmt: skip
    assert distance(neutral, none) == 0
    assert 0 < distance(neutral, some) < distance(neutral, much)


@pytest.mark.parametrize("view", [View.FACE, View.PROFILE])
def test_mouth_shapes_differ(view):
    """Any two mouth shapes differ, and a shape that is not carried out is the mouth at rest."""
    at_rest = FigureState(view=view)
    pictures = {shape: layer_pixels(Layer.FACE, state=replace(at_rest, mouth=shape), scale=0.3) for shape in MouthShape}
    assert_all_differ(pictures, 0.02)
    started = layer_pixels(Layer.FACE, state=replace(at_rest, mouth=MouthShape.OPEN, mouth_open=0.0), scale=0.3)
    rest, full = pictures[MouthShape.REST], pictures[MouthShape.OPEN]
    assert distance(started, rest) < distance(started, full)


def test_a_smile_stays_while_talking():
    """The same mouth shape looks different on a happy and on a sad face."""
    happy, sad = (
        layer_pixels(Layer.FACE, state=FigureState(emotion=emotion, mouth=MouthShape.MID), scale=0.3)[150:220]
        for emotion in (Emotion.HAPPY, Emotion.SAD)
    )
    assert distance(happy, sad) > 1


@pytest.mark.parametrize("view", [View.FACE, View.PROFILE])
def test_eyes_blink_and_look(view):
    """Blinking and looking aside change the face; a figure seen from behind has none."""
    state = FigureState(view=view)
    open_ = layer_pixels(Layer.FACE, state=state, scale=0.3)
    assert distance(open_, layer_pixels(Layer.FACE, state=replace(state, blink=1.0), scale=0.3)) > 2
    assert distance(open_, layer_pixels(Layer.FACE, state=replace(state, gaze=(1.0, 0.3)), scale=0.3)) > 0.5
    assert layer_pixels(Layer.FACE, state=replace(state, view=View.BACK)).max() == 0


@pytest.mark.parametrize("view", [View.FACE, View.PROFILE])
def test_gestures_differ(view):
    """Any two gestures that move an arm can be told apart, and none is rest."""
    moving = [g for g in Gesture if view is View.FACE or g is not Gesture.HOLD]
    assert_all_differ({g: whole_pixels(state=FigureState(view=view, gesture=g)) for g in moving}, 0.5)


def test_a_gesture_begins_at_rest():
    """With no reach yet an acting arm hangs where the resting arm hung."""
    rest = whole_pixels(state=FigureState())
    begun = whole_pixels(state=FigureState(gesture=Gesture.WAVE, reach=0.0))
    assert distance(rest, begun) < distance(rest, whole_pixels(state=FigureState(gesture=Gesture.WAVE))) / 4


def test_what_is_held_is_drawn_in_the_hand():
    """The painter of props is asked for the kind that is held, and not when nothing is."""
    asked = []
    for holds in ("phone", ""):
        state = FigureState(gesture=Gesture.HOLD, holds=holds)
        canvas = Canvas(60, 60, scale=0.05, origin=(30, 10))
        paint_layer(canvas, Layer.HANDS, LIN, Look(), state, prop=lambda _canvas, kind: asked.append(kind))
    assert asked == ["phone"]


def test_marks_are_seen():
    """Every mark changes the face or the skin; a mark that a person lacks does not."""
    plain = head_pixels()
    for mark in Mark:
        assert distance(plain, head_pixels(state=replace(STATE, marks=frozenset({mark})))) > 0, mark
    assert distance(plain, head_pixels(state=replace(STATE, marks=frozenset()))) == 0


# --- laws ---------------------------------------------------------------------------------------


def any_figure(dice):
    """A person, a look and a state drawn by lot."""
    person = Person(
        "x", "X", gender=dice.choice(("female", "male", "neutral")), age=dice.choice(AGES), build=dice.choice(BUILDS),
        face=dice.choice(FACE_SHAPES), hair=dice.choice(HAIR_STYLES), glasses=dice.choice(GLASSES),
        beard=dice.choice(BEARDS), earrings=dice.choice(EARRINGS), skin=dice.choice(("#fff0e4", "#2a1810", "#c68642")),
    )  # fmt: skip
    look = Look(
        garment=dice.choice(GARMENTS),
        pattern=dice.choice(PATTERNS),
        neckwear=dice.choice(NECKWEAR),
        hat=dice.choice(HATS),
    )
    state = FigureState(
        view=dice.choice(list(View)), facing=dice.choice((-1, 1)), turn=dice.uniform(-1, 1), pitch=dice.uniform(-1, 1),
        roll=dice.uniform(-15, 15), emotion=dice.choice(list(Emotion)), intensity=dice.random(),
        mouth=dice.choice(list(MouthShape)), mouth_open=dice.random(), blink=dice.random(),
        gaze=(dice.uniform(-1, 1), dice.uniform(-1, 1)), gesture=dice.choice(list(Gesture)), reach=dice.random(),
        holds=dice.choice(("", "phone")), marks=frozenset(dice.sample(list(Mark), 2)), sway=dice.uniform(-1, 1),
        light=dice.choice((-1, 1)), bow=dice.choice((0.0, 0.5, 1.0)),
    )  # fmt: skip
    return person, look, state


@pytest.mark.parametrize("seed", range(28))
def test_layers_stay_inside_their_bounds(seed):
    """Nothing is drawn outside the bounds, whoever it is and whatever they do."""
    person, look, state = any_figure(random.Random(seed))
    for layer in Layer:
        ys, xs = np.nonzero(layer_pixels(layer, person, look, state, scale=0.1)[..., 3] > 3)
        if len(xs):
            left, top, right, bottom = layer_bounds(layer, person, look, state)
            box = (xs.min() * 10 - 1000, ys.min() * 10 - 520, xs.max() * 10 - 990, ys.max() * 10 - 510)
            assert box[0] >= left - 10, (layer, box)
            assert box[1] >= top - 10, (layer, box)
            assert box[2] <= right + 10, (layer, box)
            assert box[3] <= bottom + 10, (layer, box)


@pytest.mark.parametrize("seed", range(100, 112))
def test_layers_depend_only_on_their_fields(seed):
    """Two states that are equal for a layer give it the same pixels."""
    dice = random.Random(seed)
    person, look, state = any_figure(dice)
    for layer in Layer:
        other = any_figure(dice)[2]
        kept = {
            name: getattr(state, name)
            for name in FigureState.__slots__
            if state_for(layer, replace(FigureState(), **{name: getattr(state, name)})) != FigureState()
        }
        mixed = replace(other, **{name: getattr(state, name) for name in _fields(layer)})
        assert kept.keys() <= set(_fields(layer))
        assert state_for(layer, mixed) == state_for(layer, state)
        one = layer_pixels(layer, person, look, state, scale=0.05)
        assert np.array_equal(one, layer_pixels(layer, person, look, mixed, scale=0.05))


def _fields(layer):
    """The fields of a state that a layer depends on, found by changing each."""
    odd = FigureState(
        view=View.BACK, facing=-1, turn=0.5, pitch=0.5, roll=5, emotion=Emotion.SAD, intensity=0.1,
        mouth=MouthShape.OPEN, mouth_open=0.5, blink=0.5, gaze=(0.5, 0.5), gesture=Gesture.WAVE, reach=0.5,
        holds="phone", marks=frozenset({Mark.CUT}), sway=0.5, light=1,
    )  # fmt: skip
    kept = state_for(layer, odd)
    return [name for name in FigureState.__slots__ if getattr(kept, name) == getattr(odd, name)]


def test_a_person_stays_the_same_person():
    """The same card gives the same bytes twice; another card does not."""
    assert np.array_equal(whole_pixels(), whole_pixels())
    assert not np.array_equal(whole_pixels(), whole_pixels(KAI))


def test_heights_follow_age():
    """A child is the smallest, an adult the tallest, and a child's eyes are lower in the face."""
    heights = {age: figure_height(replace(LIN, age=age)) for age in AGES}
    assert heights["child"] < heights["teen"] < heights["elder"] < heights["adult"]
    assert eye_line(replace(LIN, age="child")) > eye_line(LIN)


@pytest.mark.parametrize("age", AGES)
def test_soles_stand_at_the_figures_height(age):
    """The lowest ink of a standing figure is where the height says, within a shoe's line."""
    person = replace(KAI, age=age)
    ys = np.nonzero(layer_pixels(Layer.BODY, person)[..., 3].max(axis=1))[0]
    assert abs((ys.max() + 1) / 0.12 - 520 - (figure_height(person) - 270)) < 20


def _crown(hair):
    """The top of a head seen from behind, where a receding hairline leaves it bare."""
    return head_pixels(replace(KAI, hair=hair, hair_colour="#b0622c"), state=FigureState(view=View.BACK))[38:52, 56:74]


def test_a_bare_crown_has_no_strands():
    """From behind, a receding hairline leaves the crown as bare as a bald head's, and a crop does not."""
    assert np.array_equal(_crown("receding"), _crown("bald"))
    assert not np.array_equal(_crown("crop"), _crown("bald"))


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize(
    ("gender", "age"), [("female", "adult"), ("male", "adult"), ("male", "teen"), ("male", "child")]
)
def test_a_neck_is_short_and_not_gone(gender, age, build):
    """From the chin to the shoulders it is at most half a face high, and no chin sinks into the chest."""
    person = replace(LIN, gender=gender, age=age, build=build)
    length = body_of(person).shoulder_y - head_of(person).chin_y

    assert 50 < length < 128


def _features_hidden(state, turn):
    """The share of the features that acting hands and what they hold hide, at a turn of the head."""
    features, hands = (
        layer_pixels(layer, KAI, state=replace(state, turn=turn), prop=paint_prop)[..., 3] > 60
        for layer in (Layer.FACE, Layer.HANDS)
    )
    return (features & hands).sum() / features.sum()


@pytest.mark.parametrize("facing", [-1, 1])
def test_a_telephone_at_the_ear_leaves_the_face_free(facing):
    """However the head is turned, it hides next to nothing of the features; a hand on the mouth hides much."""
    call = FigureState(facing=facing, gesture=Gesture.PHONE_TO_EAR, reach=1, holds="phone")

    assert max(_features_hidden(call, turn) for turn in (-1, -0.5, 0, 0.5, 1)) < 0.03
    assert _features_hidden(replace(call, gesture=Gesture.COVER_MOUTH, holds=""), 0) > 0.04


def test_only_a_wave_shows_the_open_palm_beside_the_head():
    """Turning away or striking cannot be taken for a greeting."""
    raised = {
        gesture
        for gesture in Gesture
        for pose in poses(gesture, "")
        if pose and pose.hand == "open" and not pose.wrist.face and pose.wrist.y < 0.3
    }

    assert raised == {Gesture.WAVE}


def test_an_arm_that_acts_grows_out_from_behind_the_trunk() -> None:
    """On the shoulder nothing of the arm is drawn over coat, collar and hair; outside it the arm is there."""
    state = replace(STATE, gesture=Gesture.HOLD, holds="phone")
    body = body_of(LIN)
    for garment in ("coat", "tshirt", "qipao"):
        arms = layer_pixels(Layer.HANDS, LIN, Look(garment=garment), state, scale=0.2)[..., 3]
        x, y = (1000 + body.shoulder * 0.7) * 0.2, (520 + body.shoulder_y + 40) * 0.2
        assert not arms[round(y), round(x)], garment
        assert arms[:, round((1000 + body.shoulder * 1.1) * 0.2)].any(), garment


def test_a_childs_tails_are_as_short_as_the_child() -> None:
    """Tied tails end at a child's chest, not at the knees; a grown person's stay long."""
    lows = []
    for age in ("child", "adult"):
        person = replace(LIN, hair="twin_tails", age=age)
        lows.append(np.nonzero(layer_pixels(Layer.REAR, person)[..., 3].any(axis=1))[0].max() / 0.12 - 520)
    assert lows[0] < 400 < 520 < lows[1]


def test_grey_hair_has_grey_shade_and_brown_hair_warm() -> None:
    """The shade of hair without colour has none either."""

    def warmth(colour: str) -> int:
        red, _, blue = rgb(hair_tones(colour).deep)
        return red - blue

    assert abs(warmth("#c9c4c0")) < 16
    assert warmth("#a06a3a") > 50


def test_who_bows_bends_the_back_and_keeps_the_feet_and_the_hem() -> None:
    """The head comes down by more than a nod, and what hangs below the hips is where it was."""
    upright, bent = replace(STATE, gesture=Gesture.BOW), replace(STATE, gesture=Gesture.BOW, bow=1.0)
    coat = Look(garment="coat")
    hip = round((520 + body_of(LIN).hip_y + 30) * 0.12)
    one, other = (layer_pixels(Layer.BODY, LIN, coat, state) for state in (upright, bent))
    middle = (slice(hip, None), slice(112, 128))  # hands beside it come down with the shoulders
    assert np.array_equal(one[middle], other[middle])
    crowns = [np.nonzero(layer_pixels(Layer.HEAD, LIN, coat, s)[..., 3].any(axis=1))[0].min() for s in (upright, bent)]
    assert crowns[1] - crowns[0] > 240 * 0.12


@pytest.mark.parametrize("facing", [-1, 1])
def test_who_bows_is_seen_from_the_side_to_bend_at_the_hips(facing: int) -> None:
    """Head and trunk go forward and down about the hips; legs and hem stay, and so does who only nods."""
    coat, still = Look(garment="coat"), FigureState(view=View.PROFILE, facing=facing, gesture=Gesture.BOW)
    heads, bodies = [], []
    for state in (still, replace(still, bow=1.0), replace(still, pitch=1.0)):
        ys, xs = np.nonzero(layer_pixels(Layer.HEAD, LIN, coat, state)[..., 3])
        heads.append((xs.mean() * facing, ys.mean()))
        bodies.append(layer_pixels(Layer.BODY, LIN, coat, state))
    (x, y), (bent_x, bent_y), (nod_x, _) = heads
    assert bent_x - x > 400 * 0.12
    assert bent_y - y > 100 * 0.12
    assert nod_x - x < 60 * 0.12
    low = round((520 + body_of(LIN).hip_y + 330) * 0.12)  # below the hands
    assert np.array_equal(bodies[0][low:], bodies[1][low:])
    assert np.array_equal(bodies[0], bodies[2])


@pytest.mark.parametrize("gesture", [Gesture.SHRUG, Gesture.WAVE, Gesture.POINT, Gesture.OFFER, Gesture.HANDS_ON_HIPS])
def test_hands_that_speak_are_in_a_medium_shot(gesture: Gesture) -> None:
    """What a grown man's hands say is not cut off by the sides of an upright frame."""
    ink = layer_pixels(Layer.HANDS, KAI, state=FigureState(gesture=gesture, facing=1), scale=0.1)[..., 3].any(axis=0)
    reach = np.abs(np.nonzero(ink)[0] - 100).max() * 10
    assert reach < 540 / frame_shot(ShotSize.MS, 1080.0).scale


def test_strong_feelings_are_in_the_mouth() -> None:
    """Great anger bares the teeth, a small one keeps its lips shut; who speaks in anger opens wider than the tired."""

    def mouth(emotion: Emotion, intensity: float, shape: MouthShape = MouthShape.REST) -> Lips:
        return lips_for(expression(emotion, intensity), FigureState(mouth=shape))

    small, great = mouth(Emotion.ANGRY, 0.4), mouth(Emotion.ANGRY, 0.9)
    assert small.up + small.low == 0 < great.up
    assert great.under == 1.0
    heights = [mouth(emotion, 0.9, MouthShape.MID).low for emotion in (Emotion.TIRED, Emotion.NEUTRAL, Emotion.ANGRY)]
    assert heights[0] < heights[1] < heights[2]
    assert mouth(Emotion.ANGRY, 1.0, MouthShape.OPEN).low < head_of(LIN).chin_y - head_of(LIN).mouth_y
