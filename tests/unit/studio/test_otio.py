"""The timeline, edited as a person's editor would."""

import json
from collections.abc import Callable
from dataclasses import replace

import opentimelineio as otio
import pytest
from laws import voiced
from staged import CARDS, series_film

from reelwright.film import SHOT_LIST_VERSION, ShotList, Transition
from reelwright.studio import TimelineError, direct_film, time_film
from reelwright.studio.adapters.otio import OtioTimeline

Edit = Callable[[otio.schema.Timeline, otio.schema.Track], object]


@pytest.fixture(scope="module")
def shots() -> ShotList:
    """A film of five scenes."""
    return direct_film(series_film(), CARDS)


@pytest.fixture(scope="module")
def text(shots: ShotList) -> str:
    """Its timeline."""
    timed = time_film(shots, voiced(shots))
    return OtioTimeline().write(shots, timed, "film.mp4")


def edited(text: str, edit: Edit) -> str:
    """The timeline after an edit made with OTIO itself."""
    timeline = otio.adapters.read_from_string(text, "otio_json")
    edit(timeline, timeline.tracks[0])
    return str(otio.adapters.write_to_string(timeline, "otio_json"))


def clips(track: otio.schema.Track) -> list[otio.schema.Clip]:
    """The clips of a track."""
    return [item for item in track if isinstance(item, otio.schema.Clip)]


def test_an_untouched_timeline_is_the_same_film(shots: ShotList, text: str) -> None:
    """What was written is read back as the same shot list."""
    assert OtioTimeline().read(text) == shots


def test_editors_see_clips_paths_and_lines(shots: ShotList, text: str) -> None:
    """Pictures and sound are named clips, one a shot, each its own stretch of the finished film."""
    timeline = otio.adapters.read_from_string(text, "otio_json")
    assert [track.kind for track in timeline.tracks] == ["Video", "Audio"]
    found = clips(timeline.tracks[0])
    assert [c.name for c in found] == [s.id for s in shots.shots]
    start = 0
    for picture, heard, settled in zip(found, timeline.tracks[1], time_film(shots, voiced(shots)), strict=True):
        assert picture.media_reference.target_url == heard.media_reference.target_url == "film.mp4"
        assert picture.source_range == heard.source_range
        assert (picture.source_range.start_time.value, picture.source_range.duration.value) == (
            start,
            settled.shot.length,
        )
        assert all(marker.marked_range.start_time.value >= start for marker in picture.markers)
        start += settled.shot.length
    assert all(c.media_reference.available_range.duration.value == start for c in found)
    assert sum(len(c.markers) for c in found) == sum(len(s.lines) for s in shots.shots)
    assert any(isinstance(item, otio.schema.Transition) for item in timeline.tracks[0])
    seconds = timeline.duration().to_seconds()
    assert seconds == pytest.approx(sum(t.shot.length for t in time_film(shots, voiced(shots))) / 30)


def test_a_film_that_is_not_cut_yet_is_named_by_no_clip(shots: ShotList) -> None:
    """Until the master is there, clips say that their media is missing and nobody hears anything."""
    timed = time_film(shots, voiced(shots))
    timeline = otio.adapters.read_from_string(OtioTimeline().write(shots, timed, ""), "otio_json")
    assert len(timeline.tracks) == 1
    assert all(isinstance(c.media_reference, otio.schema.MissingReference) for c in clips(timeline.tracks[0]))


def test_clips_can_change_places(shots: ShotList, text: str) -> None:
    """A shot that was moved is made in its new place."""

    def swap(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
        last = track.pop(len(track) - 1)
        track.insert(0, last)

    read = OtioTimeline().read(edited(text, swap))
    assert [s.id for s in read.shots] == [shots.shots[-1].id, *(s.id for s in shots.shots[:-1])]


def test_clips_can_be_taken_out(shots: ShotList, text: str) -> None:
    """A shot that was deleted is not made."""
    read = OtioTimeline().read(edited(text, lambda _, track: track.remove(clips(track)[5])))
    assert [s.id for s in read.shots] == [s.id for i, s in enumerate(shots.shots) if i != 5]


def test_a_trimmed_clip_has_its_new_length(shots: ShotList, text: str) -> None:
    """The length of a trimmed clip becomes the asked length of its shot, at any rate of the editor."""

    def trim(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
        time = otio.opentime.RationalTime
        clips(track)[2].source_range = otio.opentime.TimeRange(time(6, 30), time(33, 30))
        clips(track)[3].source_range = otio.opentime.TimeRange(time(0, 24), time(48, 24))

    read = OtioTimeline().read(edited(text, trim))
    assert (read.shots[2].length, read.shots[3].length) == (33, 60)
    assert replace(read, shots=read.shots[4:]).shots == shots.shots[4:]


@pytest.mark.parametrize(("speed", "factor"), [(2.0, 0.5), (0.5, 2.0)])
def test_a_speed_changes_the_length(shots: ShotList, text: str, speed: float, factor: float) -> None:
    """A speed put on a clip as we wrote it makes its shot shorter or longer by that speed."""
    frames = time_film(shots, voiced(shots))[4].shot.length

    def warp(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
        clips(track)[4].effects.append(otio.schema.LinearTimeWarp(time_scalar=speed))

    assert OtioTimeline().read(edited(text, warp)).shots[4].length == round(frames * factor)


def test_a_speed_on_a_changed_range_is_in_the_range(text: str) -> None:
    """Where the editor already gave the clip its new time, that time is the length."""

    def warp(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
        clip = clips(track)[4]
        time = otio.opentime.RationalTime
        clip.source_range = otio.opentime.TimeRange(time(0, 30), time(27, 30))
        clip.effects.append(otio.schema.LinearTimeWarp(time_scalar=2.0))

    assert OtioTimeline().read(edited(text, warp)).shots[4].length == 27


def test_a_doubled_clip_is_a_shot_of_its_own(shots: ShotList, text: str) -> None:
    """The second of two doubles gets fresh ids for itself and its lines."""
    spoken = next(i for i, s in enumerate(shots.shots) if s.lines)

    def double(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
        track.append(clips(track)[spoken].clone())

    read = OtioTimeline().read(edited(text, double))
    first, second = read.shots[spoken], read.shots[-1]
    assert second.id == f"{first.id}-2"
    assert [x.text for x in first.lines] == [x.text for x in second.lines]
    lines = [line.id for s in read.shots for line in s.lines]
    assert len(set(lines)) == len(lines)


def test_transitions_follow_the_edit(shots: ShotList, text: str) -> None:
    """A dissolve that was taken out is a cut; one that was put in mixes."""

    def remix(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
        for i in reversed(range(len(track))):
            if isinstance(track[i], otio.schema.Transition):
                track.pop(i)
        zero, ten = otio.opentime.RationalTime(0, 30), otio.opentime.RationalTime(10, 30)
        track.insert(6, otio.schema.Transition("new", "SMPTE_Dissolve", zero, ten))

    read = OtioTimeline().read(edited(text, remix))
    assert read.shots[6].transition is Transition.DISSOLVE
    mixed = {Transition.DISSOLVE, Transition.FADE, Transition.WIPE}
    assert [i for i, s in enumerate(read.shots) if s.transition in mixed] == [6]
    assert any(s.transition in mixed for s in shots.shots)


def test_sound_tracks_are_no_matter(shots: ShotList, text: str) -> None:
    """An editor's sound tracks and empty picture tracks do not disturb."""

    def add(timeline: otio.schema.Timeline, _: otio.schema.Track) -> None:
        timeline.tracks.append(otio.schema.Track("A1", [otio.schema.Clip("music")], kind="Audio"))
        timeline.tracks.append(otio.schema.Track("V2", kind="Video"))

    assert OtioTimeline().read(edited(text, add)) == shots


def _foreign(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
    time = otio.opentime.RationalTime
    track.append(otio.schema.Clip("holiday.mov", source_range=otio.opentime.TimeRange(time(0, 30), time(30, 30))))


def _gap(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
    track.append(otio.schema.Gap(duration=otio.opentime.RationalTime(12, 30)))


def _second_track(timeline: otio.schema.Timeline, track: otio.schema.Track) -> None:
    timeline.tracks.append(otio.schema.Track("V2", [clips(track)[0].clone()], kind="Video"))


def _nested(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
    track.append(otio.schema.Stack("compound", [clips(track)[0].clone()]))


def _emptied(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
    del track[:]


def _backwards(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
    clips(track)[0].effects.append(otio.schema.LinearTimeWarp(time_scalar=-1.0))


def _trimmed_away(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
    time = otio.opentime.RationalTime
    clips(track)[0].source_range = otio.opentime.TimeRange(time(0, 30), time(0, 30))


def _broken_recipe(_: otio.schema.Timeline, track: otio.schema.Track) -> None:
    clips(track)[0].metadata["reelwright"]["shot"]["kind"] = "selfie"


def _headless(timeline: otio.schema.Timeline, _: otio.schema.Track) -> None:
    del timeline.metadata["reelwright"]


def _newer(timeline: otio.schema.Timeline, _: otio.schema.Track) -> None:
    timeline.metadata["reelwright"]["version"] = 99


def _no_rate(timeline: otio.schema.Timeline, _: otio.schema.Track) -> None:
    timeline.metadata["reelwright"]["rate"] = [0, 1]


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (_foreign, "clip 'holiday.mov': this clip is not one of our shots"),
        (_gap, "a gap of 12 frames"),
        (_second_track, "2 picture tracks"),
        (_nested, "'compound' is a stack"),
        (_emptied, "no clip"),
        (_backwards, "speed -1"),
        (_trimmed_away, "trimmed to nothing"),
        (_broken_recipe, r"'selfie' is no ShotKind"),
        (_headless, "not made by Reelwright"),
        (_newer, "version 99"),
        (_no_rate, "metadata is broken"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_cannot_be_made_is_told(text: str, edit: Edit, what: str) -> None:
    """Each edit that cannot become a film gives an error with its place."""
    with pytest.raises(TimelineError, match=what) as caught:
        OtioTimeline().read(edited(text, edit), where="cut.otio")
    assert caught.value.where.startswith("cut.otio")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"OTIO_SCHEMA": "Clip.1"}', "[" * 100_000])
def test_other_texts_are_told(text: str) -> None:
    """A file that is no timeline is a typed error."""
    with pytest.raises(TimelineError):
        OtioTimeline().read(text)


def test_the_recipe_rides_in_readable_json(shots: ShotList, text: str) -> None:
    """A stranger's tool finds the shot under our key, with a version."""
    children = json.loads(text)["tracks"]["children"][0]["children"]
    kept = next(c["metadata"]["reelwright"] for c in children if c["OTIO_SCHEMA"].startswith("Clip"))
    assert kept["version"] == SHOT_LIST_VERSION
    assert kept["shot"]["id"] == shots.shots[0].id
