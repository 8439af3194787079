"""What every timeline format promises, held against OpenTimelineIO and the fake."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import opentimelineio as otio
import pytest

from reelwright.film import FrameRate, Line, Setting, Shot, ShotKind, ShotList, ShotSize, SourceLine
from reelwright.studio import SAMPLE_RATE, TimedShot, TimelineError, TimelineFormat, Utterance, time_film
from reelwright.studio.adapters.otio import OtioTimeline
from reelwright.testing import FakeTimeline

AT = SourceLine("film.fountain", 3)
NAMES = ("s01-01", "s01-02", "s02-01")


def _shot(name: str) -> Shot:
    line = Line(f"{name}-line", "lin", "Wait for me.", AT)
    return Shot(name, int(name[1:3]), ShotKind.SINGLE, ShotSize.CU, Setting("roof"), AT, lines=(line,))


SHOTS = ShotList("Rain", "en", FrameRate(30), "9:16", tuple(map(_shot, NAMES)), episode=2)
TIMED = time_film(SHOTS, {f"{name}-line": Utterance(b"\0\0" * SAMPLE_RATE, (), "silence") for name in NAMES})
Edit = Callable[[str, list[int], Mapping[int, int]], str]


def edit_otio(text: str, order: list[int], lengths: Mapping[int, int]) -> str:
    """Clips in another order, some with another length, as an editor's export."""
    timeline = otio.adapters.read_from_string(text, "otio_json")
    clips = [item.deepcopy() for item in timeline.tracks[0]]
    del timeline.tracks[0][:]
    for index in order:
        clip = clips[index].deepcopy()
        if index in lengths:
            start = clip.source_range.start_time
            clip.source_range = otio.opentime.TimeRange(start, otio.opentime.RationalTime(lengths[index], 30))
        timeline.tracks[0].append(clip)
    return str(otio.adapters.write_to_string(timeline, "otio_json"))


def edit_fake(text: str, order: list[int], lengths: Mapping[int, int]) -> str:
    """The same edit of the fake's list."""
    held = json.loads(text)
    held["clips"] = [{**held["clips"][i], **({"frames": lengths[i]} if i in lengths else {})} for i in order]
    return json.dumps(held)


@dataclass(frozen=True)
class Bench:
    """A format, and how a person edits its text."""

    format: TimelineFormat
    edit: Edit

    def text(self, film: str = "", timed: tuple[TimedShot, ...] = TIMED) -> str:
        """The timeline of the film."""
        return self.format.write(SHOTS, timed, film)

    def after(self, order: list[int], lengths: Mapping[int, int] | None = None) -> ShotList:
        """The shot list after an edit."""
        return self.format.read(self.edit(self.text(), order, lengths or {}))


@pytest.fixture(params=["otio", "fake"])
def bench(request: pytest.FixtureRequest) -> Bench:
    """Each format in turn."""
    return Bench(OtioTimeline(), edit_otio) if request.param == "otio" else Bench(FakeTimeline(), edit_fake)


def test_an_untouched_timeline_is_the_same_film(bench: Bench) -> None:
    """What was written is read back as directed, settled lengths or not."""
    assert bench.format.read(bench.text()) == SHOTS
    assert bench.format.read(bench.edit(bench.text(), [0, 1, 2], {})) == SHOTS


def test_the_same_film_is_the_same_text(bench: Bench) -> None:
    """A timeline can be written twice; with a finished film it is another text, which names it."""
    assert bench.text() == bench.text()
    assert "film.mp4" in bench.text("film.mp4")
    assert "film.mp4" not in bench.text()


def test_a_timeline_that_names_its_film_is_the_same_film(bench: Bench) -> None:
    """Where the pictures of the clips lie changes nothing about the shots."""
    assert bench.format.read(bench.text("film.mp4")) == SHOTS


@pytest.mark.parametrize("order", [[2, 0, 1], [1], [0, 2]])
def test_shots_are_moved_and_taken_out(bench: Bench, order: list[int]) -> None:
    """The shots come in the order of the clips, and those without a clip are gone."""
    assert bench.after(order).shots == tuple(SHOTS.shots[index] for index in order)


def test_a_trimmed_clip_asks_for_its_length(bench: Bench) -> None:
    """A clip of another length makes the shot ask for it; the others ask for nothing."""
    assert [shot.length for shot in bench.after([0, 1, 2], {1: 24}).shots] == [0, 24, 0]


def test_a_double_is_a_shot_of_its_own(bench: Bench) -> None:
    """The second of two doubles has its own name and lines; all else is the same."""
    first, second, third = bench.after([0, 0, 1]).shots
    assert len({first.id, second.id, third.id}) == 3
    assert first.lines[0].id != second.lines[0].id
    assert replace(second, id=first.id, lines=first.lines) == first


def test_a_timeline_without_clips_is_refused(bench: Bench) -> None:
    """An edit that leaves nothing is a typed error that says what to do."""
    with pytest.raises(TimelineError) as caught:
        bench.after([])
    assert caught.value.mend


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", "a timeline"])
def test_what_is_no_timeline_is_refused(bench: Bench, text: str) -> None:
    """Any other text is a typed error that names the file."""
    with pytest.raises(TimelineError) as caught:
        bench.format.read(text, where="cut.otio")
    assert "cut.otio" in caught.value.where
