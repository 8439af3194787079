"""Whatever the scenes are, the board keeps the laws of film grammar."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import crossed_lines, dead_lips, ghosts, jump_cuts, lost_eyelines, lost_or_doubled_lines, monotony, voiced
from scenes import screenplays
from staged import CARDS

from reelwright.film import ASPECTS, ShotKind, read_shot_list, write_shot_list
from reelwright.story import Screenplay
from reelwright.studio import direct_film, time_film

calm = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
aspects = st.sampled_from(sorted(ASPECTS))


@calm
@given(screenplays(), aspects)
def test_every_law_is_kept(play: Screenplay, aspect: str) -> None:
    """Sides, eyelines, sizes, lips and presence are right in every film that nobody gave wishes for."""
    shots = direct_film(play, CARDS, aspect=aspect)
    broken = [*crossed_lines(shots), *lost_eyelines(shots, play), *jump_cuts(shots), *monotony(shots)]
    assert broken == []
    assert list(dead_lips(shots)) == []
    assert list(ghosts(shots, play)) == []


@calm
@given(screenplays(wished=True), aspects)
def test_every_word_is_said_once(play: Screenplay, aspect: str) -> None:
    """No line is lost or doubled, whatever the writer wishes."""
    shots = direct_film(play, CARDS, aspect=aspect)
    assert lost_or_doubled_lines(shots, play) == []
    assert list(dead_lips(shots)) == []


@calm
@given(screenplays(wished=True))
def test_ids_are_unique_and_the_title_is_there_once(play: Screenplay) -> None:
    """Shots and lines have names of their own, and a film has one title after its hook."""
    shots = direct_film(play, CARDS)
    lines = [line.id for shot in shots.shots for line in shot.lines]
    assert len(set(lines)) == len(lines)
    hooks = [i for i, shot in enumerate(shots.shots) if shot.hook]
    assert hooks == list(range(len(hooks)))
    assert [i for i, shot in enumerate(shots.shots) if shot.id == "title"] == [len(hooks)]
    assert (shots.shots[-1].kind is ShotKind.NEXT_TIME) == bool(play.next_time)


@calm
@given(screenplays(wished=True))
def test_the_same_screenplay_gives_the_same_list(play: Screenplay) -> None:
    """Directing twice gives one list, and the list survives its JSON."""
    shots = direct_film(play, CARDS)
    assert direct_film(play, CARDS) == shots
    assert read_shot_list(write_shot_list(shots)) == shots


@calm
@given(screenplays(wished=True), st.floats(min_value=6, max_value=20))
def test_figures_stand_inside_the_frame(play: Screenplay, pace: float) -> None:
    """Nobody stands outside the picture, nobody is there twice, and the film can be timed."""
    shots = direct_film(play, CARDS)
    for shot in shots.shots:
        people = [figure.person for figure in shot.figures]
        assert len(set(people)) == len(people) <= 6
        assert all(0.05 <= figure.x <= 0.95 for figure in shot.figures)
    assert len(time_film(shots, voiced(shots, pace))) == len(shots.shots)
