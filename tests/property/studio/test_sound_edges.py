"""No click where anything in a film begins or ends: shots, lines, sections of the score, silences."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from reelwright.film import FrameRate, Manner, Mood, ShotKind, Weather
from reelwright.studio import SAMPLE_RATE, TimedShot, mix_film
from reelwright.studio.sound.sheet import write_sheet

sys.path.append(str(Path(__file__).parents[2] / "unit" / "studio"))
from sound_films import FilmMaker, place_cards

RATE = FrameRate(30)
NEAR, AROUND = SAMPLE_RATE // 1000, SAMPLE_RATE // 20
MOST = 1.5
"""How much more a wave may bend at an edge than anywhere in the twentieth of a second round it."""


def bend_at(sound: NDArray[np.int16], at: int) -> float:
    """How sharply a wave bends within a millisecond of a sample, of the sharpest within 50 ms before and after.

    A step or a hole in a wave is a spike in its second difference; whatever grows and fades is none.
    """
    first = max(0, at - AROUND)
    bends = np.abs(np.diff(sound[first : at + AROUND].astype(np.float64), n=2, axis=0)).max(axis=1) / 32768
    here = slice(max(0, at - first - NEAR), at - first + NEAR)
    rest = np.delete(bends, here)
    return float(bends[here].max(initial=0) / (rest.max(initial=0) + 1e-4))


def edges_of(shots: list[TimedShot], seed: int) -> dict[str, int]:
    """Every moment at which something begins or ends, in samples; the film's own ends left out."""
    sheet = write_sheet(shots, rate=RATE, seed=seed)
    spans = {"section": [(each.start, each.end) for each in sheet.sections], "silence": list(sheet.hushes)}
    edges = {f"{shot.shot.id} begins": round(shot.start * 1600) for shot in shots[1:]}
    for shot in shots:
        for line in shot.lines:
            begin = (shot.start + line.start) * 1600
            edges[f"{line.line.id} begins"] = begin
            edges[f"{line.line.id} ends"] = begin + len(line.utterance.pcm) // 2
    for kind, stretches in spans.items():
        for number, (start, end) in enumerate(stretches):
            edges[f"{kind} {number} begins"] = round(start * SAMPLE_RATE)
            edges[f"{kind} {number} ends"] = round(end * SAMPLE_RATE)
    last = sum(shot.shot.length for shot in shots) * 1600
    return {name: at for name, at in edges.items() if AROUND <= at < last - AROUND}


@st.composite
def films(draw: st.DrawFn) -> list[TimedShot]:
    """Three or four shots of any mood, place and weather, with lines that begin and end in the middle of a wave."""
    made = FilmMaker()
    for number in range(draw(st.integers(3, 4))):
        made.shot(
            draw(st.sampled_from([1.2, 1.5, 2.1])),
            scene=draw(st.integers(number, number + 1)),
            mood=draw(st.sampled_from([*Mood])),
            place=draw(st.sampled_from(["room", "street", "forest", "lift", "palace_hall"])),
            weather=draw(st.sampled_from([*Weather])),
            says=draw(st.sampled_from([0.0, 0.4, 0.61])),
            says_at=draw(st.sampled_from([0.1, 0.3])),
            manner=draw(st.sampled_from([Manner.PLAIN, Manner.THOUGHT, Manner.PHONE])),
            kind=draw(st.sampled_from([ShotKind.SINGLE, ShotKind.SINGLE, ShotKind.TITLE])),
        )
    return made.shots


@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(films(), st.integers(0, 99))
def test_nothing_clicks_where_it_begins_or_ends(shots: list[TimedShot], seed: int) -> None:
    """At every edge the wave bends no more than round it."""
    sound = mix_film(shots, cards=place_cards(), language="en", rate=RATE, seed=seed).samples
    bends = {name: bend_at(sound, at) for name, at in edges_of(shots, seed).items()}
    assert all(bend <= MOST for bend in bends.values()), {n: round(b, 2) for n, b in bends.items() if b > MOST}


@pytest.fixture(scope="module")
def quiet() -> tuple[NDArray[np.int16], list[int]]:
    """A calm film of four shots in a room, and where the shots join."""
    made = FilmMaker()
    for _ in range(4):
        made.shot(1.2, mood=Mood.CALM, says=0.6, says_at=0.8)
    sound = mix_film(made.shots, cards=place_cards(), language="en", rate=RATE, seed=2).samples
    return sound, [round(shot.start * 1600) for shot in made.shots[1:]]


def test_a_hole_a_step_and_a_jump_of_level_are_clicks(quiet: tuple[NDArray[np.int16], list[int]]) -> None:
    """The neighbour that fails: 3 ms taken out, another level and a shifted line at a join are each told."""
    sound, joins = quiet
    assert all(bend_at(sound, at) <= MOST for at in joins)
    at = max(joins, key=lambda join: int(np.abs(sound[join].astype(int)).max()))  # where it is loud
    hole = np.concatenate([sound[:at], sound[at + 3 * NEAR :]])
    louder = np.concatenate([sound[:at] // 2, sound[at:]])
    shifted = np.concatenate([sound[:at], np.clip(sound[at:].astype(int) + 1500, -32768, 32767).astype(np.int16)])
    assert all(bend_at(spoiled, at) > MOST for spoiled in (hole, louder, shifted))


def test_a_voice_that_begins_in_the_middle_of_a_wave_would_click_by_itself() -> None:
    """The property is of the mix and not of the voices: bare, these voices begin with a step."""
    shot = FilmMaker().shot(2.0, says=0.6).shots[0]
    voice = np.frombuffer(shot.lines[0].utterance.pcm, "<i2")
    bare = np.zeros((len(voice) + 2 * AROUND, 2), np.int16)
    bare[AROUND:-AROUND] = voice[:, None]
    assert bend_at(bare, AROUND + len(voice)) > MOST
