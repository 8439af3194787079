"""Places: every kind, time and weather is painted, differs from its neighbours, and is always the same."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from reelwright.film import PLACE_KINDS, Mood, Setting, TimeOfDay, Weather
from reelwright.story import Place
from reelwright.studio import DrawingError, FontError
from reelwright.studio.adapters.drawn.canvas import Canvas, Pixels
from reelwright.studio.adapters.drawn.places import PAINTERS, paint_place
from reelwright.studio.adapters.drawn.stage import MARGIN, STAGE_HEIGHT, Scenery

SCALE = 0.06
OPAQUE = 250  # rounding of many layers over each other leaves 254
CLEAR_DAY = Setting("p")
KINDS = sorted(PAINTERS)


def card(kind: str, **changes: object) -> Place:
    """A place card of a kind."""
    return replace(Place("p", "P", kind=kind), **changes)


def picture(scenery: Scenery, width: float = 1080, scale: float = SCALE, origin: float = 0) -> Pixels:
    """All planes painted one over the other, with ``origin`` units of margin around."""
    size = round(width * scale), round((STAGE_HEIGHT + 2 * origin) * scale)
    stack = np.zeros((size[1], size[0], 4))
    for plane in scenery.planes:
        canvas = Canvas(*size, scale=scale, origin=(origin * scale, origin * scale))
        plane.paint(canvas)
        above = canvas.pixels().astype(float)
        stack = stack * (1 - above[..., 3:] / 255) + above
    return np.clip(stack, 0, 255).astype(np.uint8)


@cache
def paint(place: Place, setting: Setting = CLEAR_DAY, width: float = 1080) -> Pixels:
    """A place as one small picture."""
    return picture(paint_place(place, setting, mood=Mood.CALM, width=width), width)


def differs(one: Pixels, other: Pixels) -> float:
    """Mean difference of two pictures in grey levels."""
    return float(np.abs(one.astype(float) - other.astype(float)).mean())


@pytest.mark.parametrize("kind", KINDS)
def test_times_of_day_really_differ(kind: str) -> None:
    """Dawn, day, dusk and night of a place are four pictures."""
    pictures = [paint(card(kind), replace(CLEAR_DAY, time=time)) for time in TimeOfDay]
    for one, other in pairwise(pictures):
        assert differs(one, other) > 4


@pytest.mark.parametrize("kind", KINDS)
def test_every_weather_is_painted(kind: str) -> None:
    """No weather fails and each keeps the frame full; four neighbouring kinds share out the times of day.

    A clear day fills every frame in the tests of shapes, and snow in the test that it is seen.
    """
    times = list(TimeOfDay)
    for number, weather in enumerate((Weather.CLOUD, Weather.RAIN, Weather.STORM, Weather.FOG)):
        time = times[(number + KINDS.index(kind)) % len(times)]
        assert paint(card(kind), Setting("p", time, weather))[..., 3].min() >= OPAQUE


@pytest.mark.parametrize("kind", KINDS)
def test_weather_is_seen(kind: str) -> None:
    """A clear day and a snowy one are two pictures."""
    snow = paint(card(kind), replace(CLEAR_DAY, weather=Weather.SNOW))
    assert snow[..., 3].min() >= OPAQUE
    assert differs(paint(card(kind)), snow) > 2


@pytest.mark.parametrize("kind", KINDS)
def test_seed_decides_the_dressing(kind: str) -> None:
    """Another seed is another place; the same seed is the same place to the byte."""
    first = paint(card(kind, seed=1))
    again = picture(paint_place(card(kind, seed=1), CLEAR_DAY, mood=Mood.CALM, width=1080))
    assert again.tobytes() == first.tobytes()
    assert differs(first, paint(card(kind, seed=2))) > 2


@pytest.mark.parametrize("kind", KINDS)
def test_reverse_angle_shows_another_side(kind: str) -> None:
    """Of two who talk each has another wall behind them: the reverse angle differs from the master."""
    assert differs(paint(card(kind)), paint(card(kind), replace(CLEAR_DAY, angle=1))) > 2


def test_wall_is_the_same_from_every_angle_that_shows_it() -> None:
    """Whoever looks to frame left stands before the master's wall as the master shows it, and so with the other."""
    master, reverse = paint(card("noodle_shop")), paint(card("noodle_shop"), replace(CLEAR_DAY, angle=1))
    for angle, wall in ((2, master), (5, master), (4, reverse)):
        seen = picture(paint_place(card("noodle_shop"), replace(CLEAR_DAY, angle=angle), mood=Mood.CALM, width=1080))
        assert seen.tobytes() == wall.tobytes()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "angle"), [(1536.0, 1), (3413.0, 0)])
def test_every_aspect_is_filled(kind: str, width: float, angle: int) -> None:
    """No part of the frame is transparent when the stage is wider."""
    pixels = paint(card(kind), replace(CLEAR_DAY, angle=angle), width)
    assert pixels[..., 3].min() >= OPAQUE


@pytest.mark.parametrize("kind", KINDS)
def test_margins_are_painted(kind: str) -> None:
    """The far planes reach beyond the frame on all sides, so that the camera may move."""
    scenery = paint_place(card(kind), CLEAR_DAY, mood=Mood.CALM, width=1080)
    whole = picture(scenery, 1080 + 2 * MARGIN, origin=MARGIN)
    assert whole[..., 3].min() >= OPAQUE


@pytest.mark.parametrize("kind", KINDS)
def test_planes_run_from_far_to_near(kind: str) -> None:
    """Planes are ordered by depth and people have a floor in the lower part of the frame."""
    scenery = paint_place(card(kind), CLEAR_DAY, mood=Mood.CALM, width=1080)
    depths = [plane.depth for plane in scenery.planes]
    assert depths == sorted(depths)
    assert 2 <= len(depths) <= 6
    assert 1500 <= scenery.floor <= 1750


@pytest.mark.parametrize("kind", KINDS)
def test_mood_shifts_the_light(kind: str) -> None:
    """A mood changes the grade and leaves the floor and the planes where they are."""
    calm = paint_place(card(kind), CLEAR_DAY, mood=Mood.CALM, width=1080)
    fear = paint_place(card(kind), CLEAR_DAY, mood=Mood.FEARFUL, width=1080)
    assert calm.light != fear.light
    assert [plane.depth for plane in calm.planes] == [plane.depth for plane in fear.planes]


def test_mood_leaves_the_things_alone() -> None:
    """The painted planes of two moods are the same to the byte."""
    calm, fear = (paint_place(card("alley"), CLEAR_DAY, mood=mood, width=1080) for mood in (Mood.CALM, Mood.FEARFUL))
    assert picture(calm).tobytes() == picture(fear).tobytes()


def test_key_turns_round_in_the_reverse() -> None:
    """The key light of a reverse angle comes from the other side of the frame."""
    sides = [
        paint_place(card("cafe"), replace(CLEAR_DAY, angle=angle), mood=Mood.CALM, width=1080).light.side
        for angle in (0, 1)
    ]
    assert sides[0] == -sides[1]


def test_undrawable_sign_is_refused() -> None:
    """A sign with a character that no font has is an error before anything is painted."""
    with pytest.raises(FontError):
        paint_place(card("cafe", sign="Café \U0010fffd"), CLEAR_DAY, mood=Mood.CALM, width=1080)


@pytest.mark.parametrize("kind", ["cafe", "street", "rooftop"])
def test_sign_is_written(kind: str) -> None:
    """The card's words change the picture; words of two scripts are drawn."""
    plain = paint(card(kind, sign="AB"), Setting("p", angle=0))
    assert differs(plain, paint(card(kind, sign="夜来香"), Setting("p", angle=0))) > 0.02


def test_tint_leans_the_palette() -> None:
    """A tinted place looks different from an untinted one."""
    assert differs(paint(card("cafe")), paint(card("cafe", tint="#3050ff"))) > 2


def test_unknown_kind_names_the_known_ones() -> None:
    """A kind that nobody paints is an error that lists what can be painted."""
    with pytest.raises(DrawingError) as caught:
        paint_place(card("submarine"), CLEAR_DAY, mood=Mood.CALM, width=1080)
    assert "rooftop" in caught.value.mend


def test_painters_paint_kinds_of_the_catalogue() -> None:
    """Every painter belongs to a kind that cards may name."""
    assert set(PAINTERS) <= set(PLACE_KINDS)
