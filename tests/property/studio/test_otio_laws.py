"""Timelines: any edit of whole clips is read, any other text is a typed error."""

import json
from typing import Any

import opentimelineio as otio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import voiced
from staged import CARDS, play, quarrel

from reelwright.studio import TimelineError, direct_film, time_film
from reelwright.studio.adapters.otio import OtioTimeline

calm = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SHOTS = direct_film(play(quarrel()), CARDS)
TEXT = OtioTimeline().write(SHOTS, time_film(SHOTS, voiced(SHOTS)), "film.mp4")
plain = st.none() | st.booleans() | st.integers(-5, 99) | st.text(max_size=5) | st.just({}) | st.just([])


@calm
@given(st.lists(st.integers(0, len(SHOTS.shots) - 1), min_size=1, max_size=12), st.integers(1, 400))
def test_any_choice_of_clips_is_a_film(order: list[int], frames: int) -> None:
    """Clips in any order, doubled and trimmed, are read as just those shots with names of their own."""
    timeline = otio.adapters.read_from_string(TEXT, "otio_json")
    track = timeline.tracks[0]
    clips = [item for item in track if isinstance(item, otio.schema.Clip)]
    chosen = [clips[i].clone() for i in order]
    time = otio.opentime.RationalTime
    chosen[0].source_range = otio.opentime.TimeRange(time(0, 30), time(frames, 30))
    del track[:]
    track.extend(chosen)
    read = OtioTimeline().read(str(otio.adapters.write_to_string(timeline, "otio_json")))
    assert [s.source for s in read.shots] == [SHOTS.shots[i].source for i in order]
    assert len({s.id for s in read.shots}) == len(order)
    assert read.shots[0].length in {frames, SHOTS.shots[order[0]].length}
    assert len(time_film(read, voiced(read))) == len(order)


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
