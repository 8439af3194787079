"""Timing, whatever the film and however slowly it is spoken."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import voiced
from scenes import screenplays
from staged import CARDS

from reelwright.film import FrameRate
from reelwright.story import Screenplay
from reelwright.studio import SAMPLE_RATE, direct_film, film_length, time_film

calm = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
rates = st.sampled_from((FrameRate(30), FrameRate(24), FrameRate(25), FrameRate(30000, 1001)))


@calm
@given(screenplays(wished=True), rates, st.floats(min_value=5, max_value=25))
def test_the_film_is_whole(play: Screenplay, rate: FrameRate, pace: float) -> None:
    """No gap, no overlap, every line once and wholly inside its shot, ids unique, no shot under 0.8 s."""
    shots = direct_film(play, CARDS, rate=rate)
    timed = time_film(shots, voiced(shots, pace))
    assert [t.start for t in timed] == [sum(x.shot.length for x in timed[:i]) for i in range(len(timed))]
    assert film_length(timed) == sum(t.shot.length for t in timed)
    assert len({t.shot.id for t in timed}) == len(timed) == len(shots.shots)
    assert [x.line for t in timed for x in t.lines] == [line for shot in shots.shots for line in shot.lines]
    for settled in timed:
        for spoken in settled.lines:
            end = rate.seconds(settled.shot.length - spoken.start)
            assert spoken.start >= 0
            assert end >= Fraction(len(spoken.utterance.pcm) // 2, SAMPLE_RATE)
        asked = next(s for s in shots.shots if s.id == settled.shot.id).length
        assert asked or rate.seconds(settled.shot.length) >= Fraction(4, 5)


@calm
@given(screenplays(), st.floats(min_value=11, max_value=25))
def test_no_shot_is_too_long(play: Screenplay, pace: float) -> None:
    """At any usual pace of speech no shot of the board is longer than 8 seconds."""
    shots = direct_film(play, CARDS)
    assert all(t.shot.length <= 240 for t in time_film(shots, voiced(shots, pace)))
