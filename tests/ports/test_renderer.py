"""What every renderer promises: takes that can be joined, the right length, the same bytes twice."""

import io
import pickle
import sys
from dataclasses import replace

import av
import pytest

from reelwright.film import FrameRate, FrameSize, Line, Setting, Shot, ShotKind, ShotSize, SourceLine
from reelwright.story import Cards, Person, Place
from reelwright.studio import PictureSettings, Renderer, ShootJob, TimedShot, WatchedRenderer
from reelwright.studio.adapters.drawn.renderer import DrawnRenderer
from reelwright.testing import FakeRenderer

HERE = SourceLine("film.fountain", 1)


@pytest.fixture(params=[FakeRenderer, DrawnRenderer])
def renderer(request: pytest.FixtureRequest) -> Renderer:
    """One renderer after the other."""
    return request.param()


@pytest.fixture
def job() -> ShootJob:
    """A shot of half a second in an empty room."""
    line = Line("l1", "ann", "Hello.", HERE)
    shot = Shot("s01-01", 1, ShotKind.SINGLE, ShotSize.MS, Setting("room"), HERE, lines=(line,), length=15)
    cards = Cards({"ann": Person("ann", "Ann")}, {"room": Place("room", "Room", kind="cafe")})
    settings = PictureSettings(FrameSize(96, 160), FrameRate(30), preset="ultrafast")
    return ShootJob(TimedShot(shot, (), 0), cards, settings)


def test_take_has_the_frames_of_its_shot(renderer: Renderer, job: ShootJob) -> None:
    """A take is an H.264 MP4 without sound, with one frame for every frame of the shot."""
    take = renderer.shoot(job)
    with av.open(io.BytesIO(take.film)) as film:
        frames = sum(1 for _ in film.decode(video=0))
        assert [stream.type for stream in film.streams] == ["video"]
        assert film.streams.video[0].codec_context.name == "h264"
        assert film.streams.video[0].average_rate == 30
    assert take.frames == frames == 15


def test_take_begins_with_a_key_frame_and_is_closed(renderer: Renderer, job: ShootJob) -> None:
    """Takes are joined by copying packets, so each begins with a key frame."""
    with av.open(io.BytesIO(renderer.shoot(job).film)) as film:
        packets = [packet for packet in film.demux(video=0) if packet.size]
    assert packets[0].is_keyframe
    assert min(packet.pts for packet in packets) == packets[0].pts


def test_same_job_gives_the_same_bytes(renderer: Renderer, job: ShootJob) -> None:
    """Filmed twice, a job is the same bytes; another job is not."""
    first = renderer.shoot(job)
    assert renderer.shoot(job).film == first.film
    longer = replace(job, timed=replace(job.timed, shot=replace(job.timed.shot, length=16)))
    assert renderer.shoot(longer).film != first.film


def test_still_is_a_jpeg_if_there_is_one(renderer: Renderer, job: ShootJob) -> None:
    """A renderer may take a still while it films: a JPEG of at most 640 pixels' height, the same twice."""
    still = renderer.shoot(job).still
    assert still == renderer.shoot(job).still
    if still:
        assert (still[:2], still[-2:]) == (b"\xff\xd8", b"\xff\xd9")


def test_progress_ends_at_the_last_frame(renderer: Renderer, job: ShootJob) -> None:
    """Progress only goes forward and ends with all frames done."""
    heard: list[tuple[int, int]] = []
    renderer.shoot(job, progress=lambda done, of: heard.append((done, of)))
    assert heard[-1] == (15, 15)
    assert heard == sorted(heard)


def test_renderer_travels_to_another_process(renderer: Renderer, job: ShootJob) -> None:
    """Every shot is made in a process of its own, so a renderer can be pickled."""
    other = pickle.loads(pickle.dumps(renderer))  # noqa: S301
    assert other.recipe == renderer.recipe
    assert other.shoot(job).film == renderer.shoot(job).film


def test_watched_pictures_are_those_that_are_decoded(renderer: Renderer, job: ShootJob) -> None:
    """Who can be watched gives the take that ``shoot`` gives, and shows each of its pictures as a decoder does."""
    if not isinstance(renderer, WatchedRenderer):
        assert not hasattr(renderer, "shoot_watched")
        return
    seen: dict[int, bytes] = {}
    take = renderer.shoot_watched(job, seen.__setitem__)
    assert take == renderer.shoot(job)
    with av.open(io.BytesIO(take.film)) as film:
        decoded = [frame.to_ndarray(format="yuv420p").tobytes() for frame in film.decode(video=0)]
    assert seen == (dict(enumerate(decoded)) if sys.platform == "linux" else {})
