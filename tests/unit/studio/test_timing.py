"""Lengths of shots."""

from dataclasses import replace

import pytest
from laws import utter

from reelwright.film import (
    Card,
    FrameRate,
    Insert,
    Line,
    Setting,
    Shot,
    ShotKind,
    ShotList,
    ShotSize,
    SourceLine,
)
from reelwright.studio import SAMPLE_RATE, StudioError, TimedShot, Utterance, film_length, time_film

AT = SourceLine("film.fountain", 7)
SHOT = Shot("s01-01", 1, ShotKind.SINGLE, ShotSize.CU, Setting("roof"), AT)


def line(name: str, person: str = "lin", **more: object) -> Line:
    """A line whose text does not matter."""
    return Line(name, person, "…", AT, **more)  # type: ignore[arg-type]


def sound(seconds: float) -> Utterance:
    """So many seconds of silence."""
    return Utterance(b"\0\0" * round(seconds * SAMPLE_RATE), (), "silence")


def timed(*shots: Shot, rate: FrameRate = FrameRate(30), **seconds: float) -> tuple[TimedShot, ...]:  # noqa: B008 - frozen
    """The shots timed, with lines of so many seconds each."""
    return time_film(ShotList("x", "en", rate, "9:16", shots), {k: sound(s) for k, s in seconds.items()})


def test_a_line_has_breath_before_and_after() -> None:
    """A quarter second before, a third after, all on the frame grid."""
    (shot,) = timed(replace(SHOT, lines=(line("a"),)), a=2.0)
    assert (shot.lines[0].start, shot.shot.length) == (8, 8 + 60 + 11)


def test_two_lines_have_a_gap() -> None:
    """The second line waits a fifth of a second for the first."""
    (shot,) = timed(replace(SHOT, lines=(line("a"), line("b", "kai"))), a=1.0, b=1.0)
    assert [x.start for x in shot.lines] == [8, 8 + 30 + 6]


def test_dual_lines_start_together() -> None:
    """A line said with the one before it starts with it, and the shot waits for the longer one."""
    (shot,) = timed(replace(SHOT, lines=(line("a"), line("b", "kai", together=True))), a=1.0, b=2.0)
    assert [x.start for x in shot.lines] == [8, 8]
    assert shot.shot.length == 8 + 60 + 11


def test_a_speech_runs_across_a_cut_without_a_breath() -> None:
    """Where the same person goes on over a reaction, the cut costs hardly any time; a new speaker breathes."""
    one, two = replace(SHOT, lines=(line("a"),)), replace(SHOT, id="s01-02", lines=(line("b", off_screen=True),))
    runs = timed(one, two, a=1.0, b=1.0)
    stops = timed(one, replace(two, lines=(line("b", "kai"),)), a=1.0, b=1.0)
    assert film_length(runs) < film_length(stops) - 10
    assert runs[1].lines[0].start == 2


@pytest.mark.parametrize(("seconds", "length"), [(0.05, 24), (7.9, 240), (9.0, 270)])
def test_the_law_of_lengths(seconds: float, length: int) -> None:
    """A short line still has 0.8 s, a long one gives up its breath at 8 s, and one longer still is not cut."""
    (shot,) = timed(replace(SHOT, lines=(line("a"),)), a=seconds)
    assert shot.shot.length == length
    assert shot.lines[0].start + int(seconds * 30) <= length


@pytest.mark.parametrize(("asked", "length"), [(300, 300), (65, 65), (10, 60), (1, 60)])
def test_an_asked_length_is_kept_unless_the_line_needs_more(asked: int, length: int) -> None:
    """An explicit length wins over the law, but never over the words."""
    (shot,) = timed(replace(SHOT, lines=(line("a"),), length=asked), a=2.0)
    assert shot.shot.length == length
    assert 0 <= shot.lines[0].start <= length - 60


@pytest.mark.parametrize("asked", [5, 400])
def test_a_silent_shot_may_be_as_short_or_long_as_asked(asked: int) -> None:
    """Without words an explicit length is simply taken."""
    assert timed(replace(SHOT, length=asked))[0].shot.length == asked


def test_least_is_kept() -> None:
    """A shot that must last stays, with a line and without."""
    assert timed(replace(SHOT, least=90))[0].shot.length == 90
    assert timed(replace(SHOT, least=90, lines=(line("a"),)), a=1.0)[0].shot.length == 90


def test_reading_takes_time() -> None:
    """A long letter is held longer than a ring, and never longer than 8 seconds."""
    insert = replace(SHOT, kind=ShotKind.INSERT, insert=Insert("ring"))
    letter = replace(
        SHOT, id="b", kind=ShotKind.INSERT, insert=Insert("letter", ("Do not trust him, whatever he says.",))
    )
    endless = replace(SHOT, id="c", kind=ShotKind.INSERT, insert=Insert("letter", ("word " * 200,)))
    lengths = [t.shot.length for t in timed(insert, letter, endless)]
    assert lengths[0] < lengths[1] < lengths[2] == 240


def test_cards_are_held_to_be_read() -> None:
    """A title stays two seconds or longer."""
    title = replace(SHOT, id="title", kind=ShotKind.TITLE, card=Card("Midnight"))
    long = replace(title, id="b", card=Card("The longest night that anybody in this house remembers", "Episode 12"))
    lengths = [t.shot.length for t in timed(title, long)]
    assert 60 <= lengths[0] < lengths[1]


def test_ntsc_rates_keep_the_grid() -> None:
    """At 30000/1001 the line still fits, in whole frames."""
    (shot,) = timed(replace(SHOT, lines=(line("a"),)), rate=FrameRate(30000, 1001), a=3.0)
    assert shot.shot.length >= shot.lines[0].start + 90


def test_a_line_without_a_voice_is_an_error() -> None:
    """Which line, whose and where."""
    with pytest.raises(StudioError, match="line a of lin was never voiced") as caught:
        timed(replace(SHOT, lines=(line("a"),)))
    assert caught.value.where == "film.fountain:7"


def test_nothing_is_no_length() -> None:
    """A film of no shots has no length."""
    assert film_length(timed()) == 0
    assert utter(line("a")).seconds > 0
