"""Subtitle cues and files."""

import re
from dataclasses import replace

import pytest
from laws import utter, voiced
from staged import CARDS, play, quarrel, say, scene, series_film

from reelwright.film import FrameRate, Line, Setting, Shot, ShotKind, ShotSize, SourceLine
from reelwright.story import Person
from reelwright.studio import (
    SAMPLE_RATE,
    Cue,
    MouthShape,
    TimedLine,
    TimedPhoneme,
    TimedShot,
    Utterance,
    direct_film,
    subtitle_cues,
    time_film,
    write_srt,
    write_webvtt,
)
from reelwright.studio.breaking import break_lines, display_width, part_text
from reelwright.studio.subtitles import speaker_colours

AT = SourceLine("film.fountain", 1)
RATE = FrameRate(30)
LONG = "They were watching us, every day, and every night, since March, and you never even noticed it."


def spoken(text: str, utterance: Utterance | None = None, *, length: int = 0, start: int = 8) -> TimedShot:
    """A shot, a second into the film, in which Lin says something."""
    line = Line("a", "lin", text, AT)
    voice = utterance or utter(line)
    frames = length or start + int(voice.seconds * 30) + 12
    shot = Shot("s01-02", 1, ShotKind.SINGLE, ShotSize.CU, Setting("roof"), AT, lines=(line,), length=frames)
    return TimedShot(shot, (TimedLine(line, voice, start),), 30)


def cues_of(shot: TimedShot, language: str = "en") -> tuple[Cue, ...]:
    """The cues of one shot."""
    return subtitle_cues([shot], CARDS, language, RATE)


def test_a_short_line_is_one_cue() -> None:
    """A cue says what, who, in which shot, from when to when."""
    (cue,) = cues_of(spoken("You lied to me."))
    assert (cue.lines, cue.speaker, cue.person, cue.shot_id, cue.shot_start) == (
        ("You lied to me.",),
        "Lin",
        "lin",
        "s01-02",
        30,
    )
    assert cue.start == 38
    assert cue.text == "You lied to me."


def test_a_long_line_is_several_cues() -> None:
    """No cue has more than two lines of 32, and together they say it all, one after the other."""
    cues = cues_of(spoken(LONG))
    assert len(cues) == 2
    assert all(len(c.lines) <= 2 and all(len(x) <= 32 for x in c.lines) for c in cues)
    assert " ".join(x for c in cues for x in c.lines) == LONG
    assert cues[0].end <= cues[1].start


def test_parts_follow_the_phonemes() -> None:
    """A pause in the middle of a line moves the second cue, where evenly shared time would not."""
    times = [0.1 * i for i in range(20)] + [4.0 + 0.1 * i for i in range(20)]
    phonemes = tuple(TimedPhoneme("a", MouthShape.OPEN, t, t + 0.1) for t in times)
    voice = Utterance(b"\0\0" * 6 * SAMPLE_RATE, phonemes, "silence")
    paused = cues_of(spoken(LONG, voice))
    even = cues_of(spoken(LONG, replace(voice, phonemes=())))
    assert paused[1].start > even[1].start + 20


@pytest.mark.parametrize(("length", "start"), [(60, 8), (24, 8), (24, 20)])
def test_a_cue_stays_long_enough_to_be_seen(length: int, start: int) -> None:
    """A very short word is shown 0.8 s, where need be from before it is said, but never outside its shot."""
    (cue,) = cues_of(spoken("No.", Utterance(b"\0\0" * 4800, (), "silence"), length=length, start=start))
    assert cue.end - cue.start >= 24
    assert 30 <= cue.start <= 30 + start
    assert cue.end <= 30 + length


def test_a_fast_line_is_held_to_be_read() -> None:
    """Where the shot leaves room, a cue stays until 20 characters a second suffice."""
    (cue,) = cues_of(
        spoken("I never said that I was sorry for it.", Utterance(b"\0\0" * SAMPLE_RATE, (), "x"), length=120)
    )
    assert 37 / ((cue.end - cue.start) / 30) <= 20


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("No.", ("No.",)),
        ("You said the company was bankrupt.", ("You said the company", "was bankrupt.")),
        ("我在这里等了你一个晚上，你没有来。", ("我在这里等了你一个晚上，", "你没有来。")),
        ("她说：“我不去。”然后她就走了出去。", ("她说：“我不去。”", "然后她就走了出去。")),
    ],
)
def test_lines_break_where_people_would(text: str, lines: tuple[str, ...]) -> None:
    """A break falls at punctuation or in the middle, and never before a closing mark."""
    assert break_lines(text) == lines


def test_a_word_longer_than_a_line_is_cut() -> None:
    """Even a word without an end is shown in lines that fit."""
    parts = part_text("a" * 200)
    assert "".join(parts) == "a" * 200
    assert all(display_width(x) <= 32 for part in parts for x in break_lines(part))


def test_every_speaker_has_a_colour_of_their_own() -> None:
    """Two people never share a colour, even when they wear the same."""
    colours = speaker_colours(CARDS)
    assert len(set(colours.values())) == len(CARDS.people)
    assert all(re.fullmatch("#[0-9a-f]{6}", c) for c in colours.values())


def test_somebody_without_a_card_is_named_by_id() -> None:
    """A line of nobody known is white and bears the id."""
    shot = spoken("Boo.")
    line = replace(shot.lines[0].line, person="ghost")
    (cue,) = cues_of(replace(shot, lines=(replace(shot.lines[0], line=line),)))
    assert (cue.speaker, cue.colour) == ("ghost", "#ffffff")


VTT_CUE = re.compile(
    r"\d+\n(\d\d:)?\d\d:\d\d\.\d{3} --> (\d\d:)?\d\d:\d\d\.\d{3}( line:\d+%)?\n"
    r"<v [^<>&\n]+(?:&[a-z]+;[^<>&\n]*)*>[^<>]+</v>"
)


def test_webvtt_keeps_its_grammar() -> None:
    """Header, blank lines, cue times and voice spans are as the standard wants them."""
    shots = direct_film(series_film(), CARDS)
    text = write_webvtt(subtitle_cues(time_film(shots, voiced(shots)), CARDS, "en", RATE), RATE)
    header, *blocks = text.rstrip("\n").split("\n\n")
    assert header == "WEBVTT"
    assert len(blocks) > 20
    assert all(VTT_CUE.fullmatch(block) for block in blocks)


def test_webvtt_escapes_what_has_a_meaning() -> None:
    """Signs of the format are text when somebody says them."""
    (cue,) = cues_of(spoken("<b> & --> x"))
    text = write_webvtt([replace(cue, speaker="A > B & C")], RATE)
    assert "<v A &gt; B &amp; C>&lt;b&gt; &amp; --&gt; x</v>" in text


def test_srt_keeps_its_grammar() -> None:
    """Numbers from 1, commas before milliseconds, a name where the speaker changes."""
    film = play(scene(say("lin", "You lied to me."), say("kai", "I did --> yes.")))
    shots = direct_film(film, CARDS)
    text = write_srt(subtitle_cues(time_film(shots, voiced(shots)), CARDS, "en", RATE), RATE)
    blocks = text.rstrip("\n").split("\n\n")
    assert [b.split("\n")[0] for b in blocks] == ["1", "2"]
    assert all(re.fullmatch(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}", b.split("\n")[1]) for b in blocks)
    assert [b.split("\n")[2] for b in blocks] == ["Lin: You lied to me.", "Kai: I did → yes."]


def test_no_lines_no_cues() -> None:
    """A silent film has an empty WebVTT file, which is still one."""
    assert write_webvtt([], RATE) == "WEBVTT\n"
    assert write_srt([], RATE) == ""


def test_names_can_be_translated() -> None:
    """A speaker may be shown by another name."""
    (cue,) = subtitle_cues([spoken("Hi.")], CARDS, "zh", RATE, names={"lin": "林"})
    assert cue.speaker == "林"
    assert Person("lin", "Lin").name == CARDS.people["lin"].name
    assert quarrel().number == 1
