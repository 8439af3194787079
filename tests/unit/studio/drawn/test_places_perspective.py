"""The metric world of places, and the air that colours it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.film import TimeOfDay, Weather
from reelwright.studio.adapters.drawn.colour import luminance
from reelwright.studio.adapters.drawn.places.air import air_for, multiply
from reelwright.studio.adapters.drawn.places.perspective import Eye

EYE = Eye(540)
metres = st.floats(-20, 20)
depths = st.floats(-2.5, 40)


@given(x=metres, z=depths)
def test_across_undoes_at(x: float, z: float) -> None:
    """The world x seen at a stage x is the x that was projected there."""
    stage_x, _ = EYE.at(x, 0, z)
    assert EYE.across(stage_x, z) == pytest.approx(x, abs=1e-6)


@given(z=depths, further=st.floats(0.1, 20))
def test_what_is_further_is_smaller_and_higher(z: float, further: float) -> None:
    """Floors rise towards the horizon and things shrink with depth."""
    assert EYE.scale(z + further) < EYE.scale(z)
    assert EYE.horizon < EYE.at(0, 0, z + further)[1] < EYE.at(0, 0, z)[1]


def test_an_adult_is_of_the_height_that_figures_have() -> None:
    """A person of 1.7 m on the floor line is 900 to 1050 units tall, and a door is taller than that."""
    floor, head = EYE.at(0, 0, 0)[1], EYE.at(0, 1.7, 0)[1]
    assert floor == EYE.floor
    assert 900 <= floor - head <= 1050
    assert floor - EYE.at(0, 2.05, 0)[1] > floor - head


@pytest.mark.parametrize("weather", list(Weather))
def test_night_is_darker_than_day(weather: Weather) -> None:
    """In every weather the zenith and the light on things are darker at night."""
    night, day = air_for(TimeOfDay.NIGHT, weather), air_for(TimeOfDay.DAY, weather)
    assert luminance(night.sky[0]) < luminance(day.sky[0])
    assert luminance(night.ambient) < luminance(day.ambient)
    assert night.lamps > day.lamps


def test_only_rain_wets_and_only_snow_lies() -> None:
    """The ground shines in rain and storm, is white in snow, and is plain otherwise."""
    wet = {weather for weather in Weather if air_for(TimeOfDay.DAY, weather).wet}
    white = {weather for weather in Weather if air_for(TimeOfDay.DAY, weather).white}
    assert wet == {Weather.RAIN, Weather.STORM}
    assert white == {Weather.SNOW}


def test_no_stars_behind_full_cloud() -> None:
    """Stars fade as the sky greys; a clear night has them all."""
    assert air_for(TimeOfDay.NIGHT, Weather.CLEAR).stars == 1
    assert air_for(TimeOfDay.NIGHT, Weather.STORM).stars < 0.2
    for time, weather in product(TimeOfDay, Weather):
        assert 0 <= air_for(time, weather).stars <= 1


def test_white_light_changes_nothing() -> None:
    """A surface under white light keeps its colour; under red light it loses the rest."""
    assert multiply("#4080c0", "#ffffff") == "#4080c0"
    assert multiply("#4080c0", "#ff0000") == "#400000"
