"""Subtitles, whatever is said."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import utter, voiced
from scenes import screenplays
from staged import CARDS, words

from reelwright.film import FrameRate, Line, SourceLine
from reelwright.story import Screenplay
from reelwright.studio import direct_film, subtitle_cues, time_film, write_srt, write_webvtt
from reelwright.studio.breaking import WIDTH, break_lines, display_width, part_text

calm = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
pieces = st.sampled_from(
    [
        "你",
        "好",
        "不是",
        "，",
        "。",
        "！",
        "”",
        "“",
        "word",
        "another",
        "extraordinarily",
        " ",
        " ",
        ", ",
        ". ",
        "?",
        "…",
        "3.50",
    ]
)
texts = st.lists(pieces, min_size=1, max_size=60).map("".join)
RATE = FrameRate(30)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_nothing_is_lost_and_everything_fits(text: str) -> None:
    """Parts and lines keep every character but spaces, and stay in their measure."""
    parts = part_text(text)
    lines = [line for part in parts for line in break_lines(part)]
    assert words("".join(lines)) == words(text)
    assert all(len(break_lines(part)) <= 2 for part in parts)
    assert all(display_width(line) <= WIDTH for line in lines)


phrases = st.lists(st.sampled_from(["你", "不是", "我以为你不会来了"]), min_size=1, max_size=6).map("".join)
sayings = st.lists(st.tuples(phrases, st.sampled_from(["，", "。", "！", "”"])).map("".join), min_size=1, max_size=8)


@settings(max_examples=100, deadline=None)
@given(sayings.map("".join))
def test_no_line_begins_with_a_closing_mark(text: str) -> None:
    """A Chinese line never begins with a comma, a stop, a bang or a closing quote."""
    lines = [line for part in part_text(text) for line in break_lines(part)]
    assert all(line[0] not in "，。！”" for line in lines)


@calm
@given(screenplays())
def test_cues_lie_in_their_shots_in_order(play: Screenplay) -> None:
    """Cues are never empty, never leave their shot, and only those of dual lines overlap."""
    shots = direct_film(play, CARDS)
    timed = time_film(shots, voiced(shots))
    cues = subtitle_cues(timed, CARDS, play.language, shots.rate)
    by_id = {t.shot.id: t for t in timed}
    together = {line.id for shot in shots.shots for line in shot.lines if line.together}
    for cue in cues:
        shot = by_id[cue.shot_id]
        assert shot.start == cue.shot_start <= cue.start < cue.end <= shot.start + shot.shot.length
    plain = [c for c in cues if c.shot_id not in {s.id for s in shots.shots if any(x.id in together for x in s.lines)}]
    assert all(a.end <= b.start for a, b in pairwise(plain))
    assert {c.line_id for c in cues} == {line.id for shot in shots.shots for line in shot.lines}


@calm
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_can_be_written(text: str) -> None:
    """Whatever is said, the files keep their structure: no cue text breaks out of its cue."""
    from reelwright.film import Setting, Shot, ShotKind, ShotSize  # noqa: PLC0415 - only here
    from reelwright.studio import TimedLine, TimedShot  # noqa: PLC0415 - only here

    line = Line("a", "lin", text, SourceLine("x", 1))
    shot = Shot("s", 1, ShotKind.SINGLE, ShotSize.CU, Setting("roof"), line.source, lines=(line,), length=999)
    cues = subtitle_cues([TimedShot(shot, (TimedLine(line, utter(line), 0),), 0)], CARDS, "en", RATE)
    vtt, srt = write_webvtt(cues, RATE), write_srt(cues, RATE)
    assert vtt.count("-->") == len(cues) == srt.count("-->")
    assert len(vtt.split("\n\n")) == len(cues) + 1
