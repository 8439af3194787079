"""Takes as encoded: closed, comparable, repeatable."""

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from film_kit import SETTINGS, SIZE, frame_at, idrs, picture, take

from reelwright.film import FrameRate, FrameSize
from reelwright.studio import EncodingError, PictureSettings
from reelwright.studio.adapters.footage import coded_pictures, opened, probe
from reelwright.studio.adapters.x264 import TakeEncoder, encoder_recipe


def parameter_sets(film: bytes) -> bytes:
    """SPS and PPS as the container holds them."""
    with opened(film) as (_, video):
        return bytes(video.codec_context.extradata or b"")


@pytest.mark.parametrize("frames", [1, 2, 3, 5, 31])
def test_take_holds_each_frame_once(frames: int) -> None:
    """A take of any length, even one frame, decodes to as many frames as were added, on the grid."""
    with opened(take(frames)) as (container, video):
        shown = [frame.pts * video.time_base * 30 for frame in container.decode(video)]
    assert shown == list(range(frames))
    assert probe(take(frames)).seconds == Fraction(frames, 30)


def test_take_looks_like_what_was_added() -> None:
    """Grey and the moving bar come back within a few shades, at every frame, through the 709 matrix."""
    film = take(20)
    for index in (0, 7, 19):
        shown = frame_at(film, index).astype(int)
        bar = slice(index * 2 + 2, index * 2 + 6)
        assert abs(shown[bar, 4:28].mean() - (220 - 16) * 255 / 219) < 6
        assert abs(shown[80:90, 40:60].mean() - (120 - 16) * 255 / 219) < 6


def test_colour_is_converted_with_the_matrix_that_is_tagged() -> None:
    """A saturated BT.709 red is red again when read back, which a 601 matrix would miss."""
    red = np.empty((SIZE.height * 3 // 2, SIZE.width), np.uint8)
    red[: SIZE.height] = 63
    red[SIZE.height : SIZE.height * 5 // 4] = 102
    red[SIZE.height * 5 // 4 :] = 240
    with TakeEncoder(SETTINGS) as encoder:
        encoder.add(red)
        blue, green, level = frame_at(encoder.finish(), 0).reshape(-1, 3).mean(axis=0)
    assert (blue < 8, green < 8, level > 247) == (True, True, True)


def test_one_array_may_be_filled_again_for_every_frame() -> None:
    """The encoder keeps nothing of the array that it was given."""
    held = np.empty_like(picture(0))
    with TakeEncoder(SETTINGS) as encoder:
        for index in range(20):
            held[:] = picture(index)
            encoder.add(held)
        held[:] = 0
        assert encoder.finish() == take(20)


def kinds(film: bytes) -> str:
    """The kind of each picture, in the order shown."""
    with opened(film) as (container, video):
        return "".join(PictureType(frame.pict_type).name for frame in container.decode(video))


def test_repeated_frame_is_the_last_one_once_more() -> None:
    """A repeated frame looks like the one before it; before any frame repeating is refused."""
    with TakeEncoder(SETTINGS) as encoder:
        with pytest.raises(EncodingError, match="no frame to repeat"):
            encoder.repeat()
        for number in (3, 15, 33):
            encoder.add(picture(number))
            encoder.repeat()
        film = encoder.finish()
    for first in (0, 2, 4):
        assert np.abs(frame_at(film, first).astype(int) - frame_at(film, first + 1)).mean() < 2
    assert np.abs(frame_at(film, 1).astype(int) - frame_at(film, 2)).mean() > 4


@pytest.mark.parametrize(("preset", "kept"), [("veryfast", "B"), ("ultrafast", "P")])
def test_repeated_frame_is_a_b_picture_where_the_preset_has_them(preset: str, kept: str) -> None:
    """x264 is told that a repeated frame holds nothing new; the last of a take must be a P picture all the same."""
    with TakeEncoder(PictureSettings(SIZE, FrameRate(30), preset=preset)) as encoder:
        for number in range(5):
            encoder.add(picture(number * 5))
            encoder.repeat()
        shown = kinds(encoder.finish())
    assert shown[0] + shown[1:9:2] + shown[9] == f"I{kept * 4}P"


def test_repeats_keep_the_idrs_where_they_belong() -> None:
    """A frame that begins a GOP stays an IDR when it is a repeated one."""
    with TakeEncoder(SETTINGS) as encoder:
        encoder.add(picture(0))
        for _ in range(199):
            encoder.repeat()
        assert idrs(encoder.finish()) == [0, 120, 180]


def test_array_with_gaps_between_rows_is_read_right() -> None:
    """A view into a wider array gives the same take as a plain array."""
    wide = np.zeros((SIZE.height * 3 // 2, SIZE.width + 24), np.uint8)
    with TakeEncoder(SETTINGS) as encoder:
        for index in range(5):
            wide[:, : SIZE.width] = picture(index)
            encoder.add(wide[:, : SIZE.width])
        assert encoder.finish() == take(5)


@pytest.mark.parametrize(("width", "height"), [(64, 90), (50, 98), (54, 96)])
def test_sizes_that_are_no_multiple_of_four_come_back_whole(width: int, height: int) -> None:
    """Sides need only be even: 1080×1350 and the 480-wide streaming sizes are such sizes."""
    facts = probe(take(3, PictureSettings(FrameSize(width, height), FrameRate(30))))
    assert (facts.size, facts.frames) == (FrameSize(width, height), 3)


def test_short_take_is_one_closed_gop() -> None:
    """Up to four seconds only the first picture is an IDR."""
    assert idrs(take(120)) == [0]


def test_long_take_gets_an_idr_every_two_seconds_after_four() -> None:
    """From four seconds on there is an IDR every two seconds, so that players can seek."""
    assert idrs(take(250)) == [0, 120, 180, 240]


def test_idr_stands_where_it_is_asked_for() -> None:
    """A caller may place the IDRs itself; the first picture is one in any case."""
    with TakeEncoder(SETTINGS) as encoder:
        for index in range(150):
            encoder.add(picture(index), idr=index == 40)
        assert idrs(encoder.finish()) == [0, 40]


def test_no_picture_refers_back_over_an_idr() -> None:
    """GOPs are closed: decoding from a later IDR alone gives the same pixels."""
    film = take(200)
    with opened(film) as (container, video):
        packets = [packet for packet in container.demux(video) if packet.size]
        start = next(at for at, packet in enumerate(packets) if packet.is_keyframe and at)
        whole = [frame.to_ndarray() for packet in packets for frame in packet.decode()]
        whole += [frame.to_ndarray() for frame in video.codec_context.decode(None)]
    with opened(film) as (container, video):
        late = [packet for packet in container.demux(video) if packet.size][start:]
        part = [frame.to_ndarray() for packet in late for frame in packet.decode()]
        part += [frame.to_ndarray() for frame in video.codec_context.decode(None)]
    assert len(part) == 80
    assert all(np.array_equal(one, other) for one, other in zip(part, whole[120:], strict=True))


@pytest.mark.parametrize("preset", ["veryfast", "ultrafast"])
def test_parameter_sets_do_not_depend_on_the_pictures(preset: str) -> None:
    """Takes of other lengths and pictures carry the same SPS and PPS, so that they can be joined."""
    settings = PictureSettings(SIZE, FrameRate(30), preset=preset)
    sets = {parameter_sets(take(frames, settings, shade)) for frames, shade in [(1, 30), (9, 120), (70, 200)]}
    assert len(sets) == 1


def test_parameter_sets_depend_on_the_settings() -> None:
    """Another preset shows in the parameter sets, so that a join can refuse to mix them."""
    assert parameter_sets(take(3)) != parameter_sets(take(3, PictureSettings(SIZE, FrameRate(30), preset="ultrafast")))


def test_stream_is_high_profile_and_tagged_bt709_limited() -> None:
    """The stream says what it is: H.264 High, 4:2:0, BT.709 in primaries, transfer and matrix, limited."""
    with opened(take(3)) as (_, video):
        context = video.codec_context
        assert (context.name, video.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.color_primaries, context.color_trc) == (ColorPrimaries.BT709, ColorTrc.BT709)
        assert (context.colorspace, context.color_range) == (Colorspace.ITU709, ColorRange.MPEG)


def test_rate_is_exact_when_it_is_no_whole_number() -> None:
    """30000/1001 frames a second stay on the grid to the last frame."""
    film = take(31, PictureSettings(SIZE, FrameRate(30000, 1001)))
    assert probe(film).seconds == Fraction(31 * 1001, 30000)
    with opened(film) as (container, video):
        assert sorted(coded.shown for coded in coded_pictures(container, video)) == list(range(31))


def test_same_frames_give_the_same_bytes() -> None:
    """Nothing but frames and settings reaches the bytes: two runs agree."""
    assert take(40) == take(40)


def test_memory_of_before_does_not_show_in_the_bytes() -> None:
    """Whatever lay in the memory that the encoder is given, the same frames give the same take.

    With x264's AVX-512 code they did not; a processor without it cannot show that.
    """
    random = np.random.default_rng(7)
    size = FrameSize(270, 480)
    scene = cv2.GaussianBlur(random.integers(0, 256, (size.height, size.width + 120), np.uint8), (0, 0), 3) * 2
    frames = [np.full((size.height * 3 // 2, size.width), 128, np.uint8) for _ in range(24)]
    for number, frame in enumerate(frames):
        frame[: size.height] = scene[:, number * 3 : number * 3 + size.width]
    made = set()
    for _ in range(10):
        litter = [random.integers(0, 256, int(length), np.uint8) for length in random.integers(1_000, 3_000_000, 3)]
        del litter
        with TakeEncoder(replace(SETTINGS, size=size)) as encoder:
            for frame in frames:
                encoder.add(frame)
            made.add(encoder.finish())
    assert len(made) == 1


def test_other_frames_give_other_bytes() -> None:
    """The comparison above means something: one other shade shows."""
    assert take(40) != take(40, shade=121)


def test_same_frames_give_the_same_bytes_in_another_process() -> None:
    """A shot made in a process of its own has the bytes that it would have here."""
    script = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); from film_kit import take;"
        "print(hashlib.sha256(take(40)).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(take(40)).hexdigest()


def test_take_carries_no_clock() -> None:
    """No creation time is written."""
    with av.open(io.BytesIO(take(3))) as container:
        assert "creation_time" not in container.metadata


@pytest.mark.parametrize("shape", [(96, 64), (144, 62), (144, 64, 1)])
def test_frame_of_another_shape_is_refused(shape: tuple[int, ...]) -> None:
    """A frame that does not fit the settings is an error that names both shapes."""
    with TakeEncoder(SETTINGS) as encoder, pytest.raises(EncodingError, match="144 rows of 64"):
        encoder.add(np.zeros(shape, np.uint8))


def test_take_without_frames_is_refused() -> None:
    """An empty take cannot be finished."""
    with TakeEncoder(SETTINGS) as encoder, pytest.raises(EncodingError, match="without frames"):
        encoder.finish()


def test_unknown_preset_is_refused() -> None:
    """A preset that x264 does not know is named in the error."""
    with pytest.raises(EncodingError, match="'sluggish'"):
        TakeEncoder(PictureSettings(SIZE, FrameRate(30), preset="sluggish"))


def test_take_can_be_left_unfinished() -> None:
    """When drawing fails halfway, that error comes through and nothing else happens."""

    def draw_badly() -> None:
        with TakeEncoder(SETTINGS) as encoder:
            encoder.add(picture(0))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        draw_badly()


def test_recipe_changes_with_the_settings() -> None:
    """What decides the bytes is in the recipe."""
    assert encoder_recipe(SETTINGS) != encoder_recipe(PictureSettings(SIZE, FrameRate(30), crf=30))
    assert encoder_recipe(SETTINGS) == encoder_recipe(PictureSettings(SIZE, FrameRate(30)))
