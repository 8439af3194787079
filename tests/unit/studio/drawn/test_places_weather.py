"""Weather between the planes: mist hides what is far, storms are dark, and people stand in the same light."""

from dataclasses import replace

import numpy as np
import pytest
from filmed import CARDS, job, shot
from test_places import card, picture

from reelwright.film import OUTDOOR_KINDS, Mood, Setting, ShotSize, TimeOfDay, Weather
from reelwright.story import Place
from reelwright.studio.adapters.drawn.colour import luminance, mix
from reelwright.studio.adapters.drawn.places import paint_place
from reelwright.studio.adapters.drawn.set_up import ShotSetUp
from reelwright.studio.adapters.drawn.weather import Air


def set_up(kind: str, weather: Weather) -> ShotSetUp:
    """A wide shot outdoors by day."""
    made = shot(figures=(), size=ShotSize.LS, setting=Setting("out", TimeOfDay.DAY, weather), mood=Mood.CALM)
    cards = replace(CARDS, places={"out": Place("out", "Out", kind=kind, seed=3)})
    asked = replace(job(made, label=""), cards=cards)
    return ShotSetUp(asked.timed, asked)


def distance(kind: str, weather: Weather) -> np.ndarray:
    """What lies far behind people outdoors by day, small and in one colour."""
    scenery = paint_place(card(kind), Setting("p", TimeOfDay.DAY, weather), mood=Mood.CALM, width=1080)
    far = tuple(plane for plane in scenery.planes if plane.depth < 0.8)
    return picture(replace(scenery, planes=far))[..., 1].astype(int)


@pytest.mark.parametrize("kind", sorted(OUTDOOR_KINDS))
def test_fog_hides_what_is_far_and_a_storm_is_darker_than_rain(kind: str) -> None:
    """Of the distance much less can be told apart in fog than under a grey sky; its storm is darker than its rain."""
    grey, fog, rain, storm = (
        distance(kind, weather) for weather in (Weather.CLOUD, Weather.FOG, Weather.RAIN, Weather.STORM)
    )
    edges = [np.abs(np.diff(one[40:70], axis=1)).mean() for one in (grey, fog)]
    assert edges[1] < 0.75 * edges[0]
    assert storm.mean() < rain.mean() - 4


def test_clear_air_and_closed_rooms_have_no_mist() -> None:
    """Veils come with weather under an open sky; a café in fog has the planes that it always has."""
    roof, cafe = CARDS.places["roof"], CARDS.places["cafe"]

    def planes(place: Place, weather: Weather) -> int:
        setting = Setting("x", TimeOfDay.DAY, weather)
        return len(paint_place(place, setting, mood=Mood.CALM, width=1080).planes)

    assert planes(roof, Weather.CLEAR) == planes(roof, Weather.CLOUD) < planes(roof, Weather.FOG)
    assert planes(cafe, Weather.CLEAR) == planes(cafe, Weather.FOG)


def test_people_in_a_storm_stand_under_the_dark_sky() -> None:
    """By day the light on people is darker in a storm than in rain, as the place is; at night lamps stay lamps."""

    def shade(time: TimeOfDay, weather: Weather) -> float:
        light = paint_place(CARDS.places["roof"], Setting("x", time, weather), mood=Mood.CALM, width=1080).light
        return luminance(mix("#ffffff", light.tint, light.tint_strength))

    assert shade(TimeOfDay.DAY, Weather.STORM) < shade(TimeOfDay.DAY, Weather.RAIN) - 0.1
    assert abs(shade(TimeOfDay.NIGHT, Weather.STORM) - shade(TimeOfDay.NIGHT, Weather.RAIN)) < 0.1


def test_mist_drifts_slowly() -> None:
    """Banks of mist move with the seconds, so slowly that every second frame is enough; clear air does not."""
    fog, clear = (Air(w, "", frame=(90, 160), stage=1080.0, seed=3) for w in (Weather.FOG, Weather.CLEAR))
    assert fog.slow
    assert clear.still
    made = set_up("beach", Weather.FOG)
    early, late = (np.array(made.compose(number).luma, int) for number in (0, 10))
    assert 0 < np.abs(early - late).mean() < 6
