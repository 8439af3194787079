"""Ambience and foley: every place and every sound of the catalogue."""

from dataclasses import replace

import numpy as np
import pytest
from sound_films import FilmMaker, place_cards

from reelwright.film import (
    OUTDOOR_KINDS,
    PLACE_KINDS,
    SOUND_KINDS,
    Figure,
    FrameRate,
    Gesture,
    Pose,
    Sound,
    TimeOfDay,
    Weather,
)
from reelwright.studio import SAMPLE_RATE
from reelwright.studio.sound.ambience import AMBIENT_LAYERS, _loop, _through_wall, choose_bed, lay_ambience
from reelwright.studio.sound.deeds import heard_in
from reelwright.studio.sound.foley import FOLEY_KINDS, make_sound

RATE = FrameRate(30)
PLACES = place_cards()


def share_above(sound: np.ndarray, hertz: float) -> float:
    """The share of the power above a frequency."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power[np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE) > hertz].sum() / power.sum())


def test_foley_knows_the_whole_catalogue() -> None:
    """Every kind of sound that a script can ask for can be made, and nothing else is claimed."""
    assert frozenset(SOUND_KINDS) == FOLEY_KINDS


@pytest.mark.parametrize("kind", SOUND_KINDS)
def test_sound_is_heard_and_clean(kind: str) -> None:
    """A sound is audible, lasts a sensible time, does not clip, and begins and ends in silence."""
    sound = make_sound(kind, seed=5)
    assert sound.dtype == np.float32
    assert 0.03 < len(sound) / SAMPLE_RATE < 6
    assert 0.01 < np.abs(sound).max() < 1.6
    assert max(abs(sound[0]), abs(sound[-1])) < 1e-3
    assert np.all(np.isfinite(sound))


def test_two_sounds_of_a_kind_differ_and_one_seed_does_not() -> None:
    """Two doors are two doors; the same seed is the same door."""
    assert np.array_equal(make_sound("door", seed=1), make_sound("door", seed=1))
    assert not np.array_equal(make_sound("door", seed=1), make_sound("door", seed=2))


def test_sounds_have_their_character() -> None:
    """Thunder and a heartbeat are low, glass and keys are high."""
    assert share_above(make_sound("thunder", seed=1), 1000) < 0.1
    assert share_above(make_sound("heartbeat", seed=1), 400) < 0.05
    assert share_above(make_sound("glass_break", seed=1), 1000) > 0.7
    assert share_above(make_sound("keys", seed=1), 2000) > 0.8


def test_what_hands_do_is_heard_when_it_is_seen() -> None:
    """Pouring sounds once, wiping as long as it goes on; a sound that was asked for too is heard once, with it."""
    wiping = (Pose(0.0), Pose(0.5, gesture=Gesture.WIPE), Pose(0.9))
    pouring = (Pose(0.0), Pose(0.2, gesture=Gesture.POUR))
    film = FilmMaker().shot(8).shots[0].shot
    film = replace(film, figures=(Figure("ann", poses=wiping), Figure("bob", poses=pouring)))
    film = replace(film, sounds=(Sound("pour", 0.9), Sound("bell", 0.1)))
    heard = {kind: [round(cue.at * 8, 2) for cue in heard_in(film, RATE) if cue.kind == kind] for kind in SOUND_KINDS}
    assert {kind: at for kind, at in heard.items() if at} == {"bell": [0.8], "pour": [2.0], "wipe": [4.0, 5.2, 6.4]}


def test_nothing_is_heard_of_people_who_do_nothing() -> None:
    """A shot of folded hands keeps the sounds that it was given; nor does a back in the foreground knock."""
    film = FilmMaker().shot(2).shots[0].shot
    knocks = (Pose(0.0, gesture=Gesture.KNOCK),)
    for poses, depth in (((Pose(0.0),), 0.0), (knocks, -1.0)):
        still = replace(film, figures=(Figure("ann", poses=poses, depth=depth),), sounds=(Sound("bell"),))
        assert heard_in(still, RATE) == (Sound("bell"),)


def test_unknown_sound_is_a_key_error() -> None:
    """A kind that is not in the catalogue is refused."""
    with pytest.raises(KeyError):
        make_sound("kazoo", seed=1)


@pytest.mark.parametrize("kind", PLACE_KINDS)
def test_every_place_has_a_bed_at_every_hour_and_weather(kind: str) -> None:
    """No place is dead silent, and all its layers exist."""
    for time in TimeOfDay:
        for weather in Weather:
            bed = choose_bed(kind, time, weather)
            assert bed.layers
            assert {name for name, _, _ in bed.layers} <= AMBIENT_LAYERS


@pytest.mark.parametrize("name", sorted(AMBIENT_LAYERS))
def test_layer_is_a_seamless_stereo_loop(name: str) -> None:
    """A layer has no jump where it joins its own beginning, and is about as loud everywhere it should be."""
    loop = _loop(name, 3)
    seam = np.abs(loop[0] - loop[-1]).max()
    inside = np.abs(np.diff(loop, axis=0)).max()
    assert seam <= inside + 1e-6
    assert np.sqrt(np.mean(loop**2)) == pytest.approx(1, abs=0.01)
    assert np.all(np.isfinite(loop))


def test_rain_is_near_outside_muffled_behind_glass_and_faint_in_a_cell() -> None:
    """Rain comes through no wall outdoors, through a pane indoors, and hardly at all where there is no window."""
    level = {}
    for kind in ("street", "cafe", "prison_cell"):
        bed = choose_bed(kind, TimeOfDay.DAY, Weather.RAIN)
        level[kind] = next((db, wall) for name, db, wall in bed.layers if name == "rain")
    assert level["street"][0] > level["cafe"][0] > level["prison_cell"][0]
    assert [wall for _, wall in level.values()] == [False, True, True]


def test_muffled_rain_has_lost_its_top() -> None:
    """The same rain is duller through a wall, as loud before its level is set, and still seamless."""
    rain = _loop("rain", 2)
    indoors = _through_wall(rain)
    assert share_above(rain[:, 0], 1500) > 0.3
    assert share_above(indoors[:, 0], 1500) < 0.1
    assert np.sqrt(np.mean(indoors**2)) == pytest.approx(1, abs=0.01)
    assert np.abs(indoors[0] - indoors[-1]).max() <= np.abs(np.diff(indoors, axis=0)).max()


def test_birds_by_day_crickets_by_night_and_no_birds_in_a_storm() -> None:
    """The hour and the weather decide who is heard in the forest."""
    heard = {
        (time, weather): {name for name, _, _ in choose_bed("forest", time, weather).layers}
        for time in (TimeOfDay.DAY, TimeOfDay.NIGHT)
        for weather in (Weather.CLEAR, Weather.STORM)
    }
    assert "birds" in heard[TimeOfDay.DAY, Weather.CLEAR]
    assert "crickets" in heard[TimeOfDay.NIGHT, Weather.CLEAR]
    assert not heard[TimeOfDay.DAY, Weather.STORM] & {"birds", "crickets"}


def test_thunder_only_in_a_storm() -> None:
    """A storm thunders, loudest outdoors; rain alone does not."""
    assert choose_bed("street", TimeOfDay.DAY, Weather.RAIN).thunder == 0
    outside, inside = (choose_bed(kind, TimeOfDay.DAY, Weather.STORM).thunder for kind in ("street", "cafe"))
    assert outside > inside > 0


def test_scenes_cross_fade() -> None:
    """Where the place changes, one bed goes as the other comes: no gap and no step."""
    shots = FilmMaker().shot(3, scene=1, place="street").shot(3, scene=2, place="living_room").shots
    bed = lay_ambience(shots, cards=PLACES, rate=RATE, seed=1, count=6 * SAMPLE_RATE)
    tenths = np.sqrt(np.mean(bed.reshape(60, -1) ** 2, axis=1))
    assert tenths[5:25].mean() > 2 * tenths[36:55].mean()
    assert tenths[26:34].min() > 0.5 * tenths[36:55].min()
    assert np.abs(np.diff(bed, axis=0)).max() < 0.05


def test_unknown_place_is_a_quiet_room() -> None:
    """A shot in no known place has the air of a room, and outdoor places are all known."""
    assert [name for name, _, _ in choose_bed("", TimeOfDay.DAY, Weather.CLEAR).layers] == ["room"]
    assert all(choose_bed(kind, TimeOfDay.DAY, Weather.RAIN).layers for kind in OUTDOOR_KINDS)
