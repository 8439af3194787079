"""Timelines: any edit of whole clips is read, any other text is a typed error."""

import json
from collections.abc import Sequence
from typing import Any

import opentimelineio as otio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import voiced
from staged import CARDS, play, quarrel

from reelwright.studio import TimedShot, TimelineError, direct_film, flows_of, time_film
from reelwright.studio.adapters.otio import OtioTimeline

calm = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SHOTS = direct_film(play(quarrel()), CARDS)
TIMED = time_film(SHOTS, voiced(SHOTS))
TEXT = OtioTimeline().write(SHOTS, TIMED, "film.mp4")
plain = st.none() | st.booleans() | st.integers(-5, 99) | st.text(max_size=5) | st.just({}) | st.just([])


@calm
@given(st.lists(st.integers(0, len(SHOTS.shots) - 1), min_size=1, max_size=12), st.integers(1, 400))
def test_any_choice_of_clips_is_a_film(order: list[int], frames: int) -> None:
    """Clips in any order, doubled and trimmed, are read as just those shots with names of their own."""
    read = OtioTimeline().read(_edited(TEXT, order, frames))
    assert [s.source for s in read.shots] == [SHOTS.shots[i].source for i in order]
    assert len({s.id for s in read.shots}) == len(order)
    assert read.shots[0].length in {frames, SHOTS.shots[order[0]].length}
    assert len(time_film(read, voiced(read))) == len(order)


@calm
@given(st.lists(st.integers(0, len(SHOTS.shots) - 1), min_size=1, max_size=12), st.integers(1, 400))
def test_whoever_is_not_touched_stays_as_it_was(order: list[int], frames: int) -> None:
    """Clips moved, doubled and taken out, the first one trimmed: the others keep their frames and their lines' starts.

    So they do when the timeline of that cut is edited again.
    """
    cut = OtioTimeline().read(_edited(TEXT, order, frames))
    timed = time_film(cut, voiced(cut))
    assert _starts(timed[1:]) == [_starts(TIMED)[i] for i in order[1:]]
    again = OtioTimeline().read(_edited(OtioTimeline().write(cut, timed, ""), range(len(order))[::-1]))
    assert _starts(time_film(again, voiced(again))) == _starts(timed)[::-1]


def test_a_timeline_of_an_older_program_is_timed_as_its_clips_lie() -> None:
    """Nobody knows how its speech ran: a clip whose neighbour went may become longer, as it did there."""
    flowing = next(i for i, shot in enumerate(flows_of(SHOTS)) if shot.goes_on)
    for text, kept in ((TEXT, True), (TEXT.replace('"flow"', '"unsaid"'), False)):
        cut = OtioTimeline().read(_edited(text, [flowing]))
        assert (_starts(time_film(cut, voiced(cut))) == [_starts(TIMED)[flowing]]) is kept


def _edited(text: str, order: Sequence[int], frames: int = 0) -> str:
    """These clips in this order; the first trimmed to so many frames, if any are given."""
    timeline = otio.adapters.read_from_string(text, "otio_json")
    track, time = timeline.tracks[0], otio.opentime.RationalTime
    clips = [item for item in track if isinstance(item, otio.schema.Clip)]
    chosen = [clips[i].clone() for i in order]
    if frames:
        chosen[0].source_range = otio.opentime.TimeRange(chosen[0].source_range.start_time, time(frames, 30))
    del track[:]
    track.extend(chosen)
    return str(otio.adapters.write_to_string(timeline, "otio_json"))


def _starts(timed: Sequence[TimedShot]) -> list[tuple[int, list[int]]]:
    """Frames of each shot, and where its lines begin."""
    return [(shown.shot.length, [line.start for line in shown.lines]) for shown in timed]


@calm
@given(st.data())
def test_one_spoilt_value_is_read_or_told(data: st.DataObject) -> None:
    """Any one value of the file replaced gives a film or a ``TimelineError``, never anything else."""
    document = json.loads(TEXT)
    holder, key = data.draw(st.sampled_from(list(_places(document))))
    holder[key] = data.draw(plain)
    try:
        OtioTimeline().read(json.dumps(document))
    except TimelineError as error:
        assert error.what  # noqa: PT017 - either outcome is right, but the error must say something


def _places(value: Any) -> Any:
    keys = range(len(value)) if isinstance(value, list) else list(value)
    for key in keys:
        yield value, key
        if isinstance(value[key], list | dict):
            yield from _places(value[key])
