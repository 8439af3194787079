"""Public rooms: what they promise beyond what every place promises."""

from dataclasses import replace

import numpy as np
import pytest

from reelwright.film import PLACE_KINDS, WINDOWED_KINDS, Mood, Setting, TimeOfDay, Weather
from reelwright.story import Place
from reelwright.studio.adapters.drawn.canvas import Canvas
from reelwright.studio.adapters.drawn.places import PAINTERS, paint_place
from reelwright.studio.adapters.drawn.places.fittings import chosen, passage
from reelwright.studio.adapters.drawn.places.lobby import _STYLES
from reelwright.studio.adapters.drawn.places.perspective import NEAREST
from reelwright.studio.adapters.drawn.places.site import Site

ROOMS = (
    "boardroom", "hospital_corridor", "ward", "classroom", "car_interior", "courtroom", "palace_hall", "prison_cell",
    "shop", "stage", "lift", "stairwell", "lobby",
)  # fmt: skip
SCALE = 0.07


def _scenery(kind, setting=None, *, width=1080.0, **card):
    return paint_place(Place("p", "P", kind=kind, **card), setting or Setting("p"), mood=Mood.CALM, width=width)


def _plane(plane, width=1080.0):
    canvas = Canvas(round(width * SCALE), round(1920 * SCALE), scale=SCALE)
    plane.paint(canvas)
    return canvas.pixels().astype(float)


def _picture(scenery, width=1080.0):
    stack = _plane(scenery.planes[0], width)
    for plane in scenery.planes[1:]:
        above = _plane(plane, width)
        stack = stack * (1 - above[..., 3:] / 255) + above
    return stack


def test_every_kind_of_the_catalogue_has_its_painter():
    """Whatever kind a card may name can be painted, and the rooms here are among them."""
    assert set(PAINTERS) == set(PLACE_KINDS)
    assert set(ROOMS) <= set(PAINTERS)


@pytest.mark.parametrize(
    "kind", ["boardroom", "classroom", "courtroom", "palace_hall", "shop", "stage", "stairwell", "lobby"]
)
def test_the_cards_words_stand_on_the_wall(kind):
    """Other words on the card are another picture."""
    one, other = (_picture(_scenery(kind, sign=sign)) for sign in ("AB", "夜来香"))

    assert np.abs(one - other).max() > 20


@pytest.mark.parametrize("kind", sorted(WINDOWED_KINDS & set(ROOMS)))
def test_weather_is_seen_through_the_windows(kind):
    """A clear day and a foggy one differ in the master angle."""
    clear, fog = (
        _picture(_scenery(kind, Setting("p", TimeOfDay.DAY, weather))) for weather in (Weather.CLEAR, Weather.FOG)
    )

    assert np.abs(clear - fog).mean() > 1


def test_people_in_a_car_sit():
    """They stand at the seat's height and the dashboard, nearer than they are, hides what is below."""
    car = _scenery("car_interior")
    near = _plane(car.planes[-1])

    assert car.seated > 0
    assert car.planes[-1].depth > 1
    assert near[round(1750 * SCALE) :, :, 3].min() > 250
    assert near[round(500 * SCALE) : round(1250 * SCALE), :, 3].max() == 0


@pytest.mark.parametrize("kind", [kind for kind in ROOMS if kind != "car_interior"])
def test_people_in_rooms_stand(kind):
    """Only a car seats its people; elsewhere nothing in front hides a face."""
    room = _scenery(kind)
    middle = slice(round(200 * SCALE), round(880 * SCALE))
    faces = slice(round(450 * SCALE), round(1250 * SCALE))

    assert room.seated == 0
    for plane in room.planes:
        if plane.depth > 1:
            assert _plane(plane)[faces, middle, 3].max() < 30


def _passage(width):
    site = Site(Place("p", "P", kind="lift"), Setting("p"), Mood.CALM, width)
    return site, passage(site, wall="#888888", floor="#888888", ceiling="#888888", half=1.2, back=2.0, tall=2.6)


@pytest.mark.parametrize("width", [1080.0, 1536.0, 1920.0, 3413.0])
def test_the_walls_of_a_narrow_room_reach_beyond_the_frame(width):
    """However wide the frame, nobody sees past the near end of a side wall."""
    site, room = _passage(width)

    assert room.eye.at(-room.half, 0, NEAREST)[0] <= site.left
    assert room.eye.at(room.half, 0, NEAREST)[0] >= site.right


def test_a_narrow_room_stays_narrow_in_a_narrow_frame():
    """A lift in 9:16 is as wide as it was asked to be."""
    assert _passage(1080.0)[1].half == 1.2


def test_shades_move_with_the_seed():
    """Two places of one style are not twins, and one place keeps its own shades."""

    def shades(seed):
        return chosen(Site(Place("p", "P", kind="lobby", seed=seed), Setting("p"), Mood.CALM, 1080), _STYLES)

    assert shades(1) == shades(1)
    assert len({shades(seed) for seed in range(12)}) == 12


def test_shades_do_not_move_with_the_hour():
    """Night changes the light, not what the room is made of."""
    place = Place("p", "P", kind="lobby")
    day = Site(place, Setting("p"), Mood.CALM, 1080)
    assert chosen(day, _STYLES) == chosen(replace(day, setting=Setting("p", TimeOfDay.NIGHT)), _STYLES)
