"""Pictures in the encoder's colours."""

import cv2
import numpy as np
import pytest

from reelwright.studio.adapters.drawn.pixels import (
    Frame,
    Picture,
    as_jpeg,
    blank,
    fade_to,
    from_bgra,
    lay_over,
    mix_pictures,
    put_over,
)
from reelwright.studio.adapters.drawn.zooming import find_window, resample


def flat(blue: int, green: int, red: int, alpha: int, width: int = 8, height: int = 8) -> np.ndarray:
    """A premultiplied picture of one colour."""
    colour = [round(part * alpha / 255) for part in (blue, green, red)]
    return np.full((height, width, 4), [*colour, alpha], np.uint8)


@pytest.mark.parametrize(
    ("bgr", "yuv"),
    [
        ((0, 0, 0), (16, 128, 128)),
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 255), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((255, 0, 0), (32, 240, 118)),
    ],
)
def test_colours_are_those_of_rec_709(bgr: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    """Black, white and the primaries have the limited-range codes of ITU-R BT.709-6, within one."""
    picture = from_bgra(flat(*bgr, 255), opaque=True)
    assert abs(int(picture.luma[0, 0]) - yuv[0]) <= 1
    assert abs(int(picture.cb[0, 0]) - yuv[1]) <= 1
    assert abs(int(picture.cr[0, 0]) - yuv[2]) <= 1


@pytest.mark.parametrize("bgr", [(0, 0, 0), (255, 255, 255), (40, 60, 210), (190, 120, 30)])
def test_jpeg_has_the_colours_that_were_painted(bgr: tuple[int, int, int]) -> None:
    """A JPEG of a frame shows its colours again, and is made smaller where it would be too high."""
    frame = Frame(64, 96)
    frame.picture.take(from_bgra(flat(*bgr, 255, 64, 96), opaque=True))
    for most, shape in ((96, (96, 64, 3)), (48, (48, 32, 3))):
        shown = cv2.imdecode(np.frombuffer(as_jpeg(frame.i420, most), np.uint8), cv2.IMREAD_COLOR)
        assert shown.shape == shape
        assert np.abs(shown.reshape(-1, 3).mean(axis=0) - bgr).max() < 6


def test_over_with_full_alpha_replaces() -> None:
    """What is opaque hides what lies below it."""
    below = from_bgra(flat(0, 0, 0, 255, 16, 16), opaque=True)
    put_over(below, from_bgra(flat(255, 255, 255, 255)), 4, 4)
    assert below.luma[4, 4] == 235
    assert below.luma[3, 4] == 16


def test_over_with_no_alpha_changes_nothing() -> None:
    """What is transparent leaves every plane as it was."""
    below = from_bgra(flat(20, 90, 200, 255, 16, 16), opaque=True)
    before = below.copy()
    put_over(below, blank(16, 16), 0, 0)
    assert (below.luma == before.luma).all()
    assert (below.cb == before.cb).all()
    assert (below.cr == before.cr).all()


def test_over_with_half_alpha_is_between() -> None:
    """Half-transparent white over black is grey."""
    below = from_bgra(flat(0, 0, 0, 255), opaque=True)
    put_over(below, from_bgra(flat(255, 255, 255, 128)), 0, 0)
    assert abs(int(below.luma[2, 2]) - 126) <= 2
    assert abs(int(below.cb[2, 2]) - 128) <= 1


@pytest.mark.parametrize(("x", "y"), [(-6, -6), (12, 13), (-40, 0), (0, 90), (5, -3)])
def test_over_cuts_off_what_juts_out(x: int, y: int) -> None:
    """A picture may lie partly or wholly outside the frame."""
    below = from_bgra(flat(0, 0, 0, 255, 16, 16), opaque=True)
    put_over(below, from_bgra(flat(255, 255, 255, 255, 8, 8)), x, y)
    expected = max(0, min(16, x + 8) - max(0, x)) * max(0, min(16, y + 8) - max(0, y))
    assert int((below.luma == 235).sum()) == expected


def test_frame_is_one_piece_of_memory() -> None:
    """Writing to a frame's planes writes to what the encoder is given, in I420 order."""
    frame = Frame(32, 18 * 2)
    frame.picture.luma[:] = 1
    frame.picture.cb[:] = 2
    frame.picture.cr[:] = 3
    flat_bytes = frame.i420.reshape(-1)
    assert flat_bytes[: 32 * 36].tolist() == [1] * (32 * 36)
    assert flat_bytes[32 * 36 : 32 * 36 * 5 // 4].tolist() == [2] * (32 * 9)
    assert flat_bytes[32 * 36 * 5 // 4 :].tolist() == [3] * (32 * 9)


def test_zoom_keeps_a_point_in_its_place() -> None:
    """A zoom about a point leaves the point where it was, to a pixel."""
    pixels = flat(0, 0, 0, 255, 400, 400)
    pixels[196:204, 196:204] = 255
    source = from_bgra(pixels, opaque=True)
    for step in (0.91, 0.97, 0.995):
        middle = 200 - 150 * step
        zoomed = resample(source, middle, middle, step, 300, 300)
        ys, xs = np.nonzero(zoomed.luma > 128)
        assert abs(ys.mean() - 149.5) <= 1
        assert abs(xs.mean() - 149.5) <= 1


def test_zoom_without_scale_is_a_view() -> None:
    """Moving without zooming copies nothing."""
    source = from_bgra(flat(1, 2, 3, 255, 64, 64), opaque=True)
    assert np.shares_memory(resample(source, 4, 4, 1, 32, 32).luma, source.luma)


@pytest.mark.parametrize("step", [0.8, 0.93, 1.0, 1.07])
def test_zoomed_picture_is_laid_over_as_if_looked_at_anew(step: float) -> None:
    """Which parts of a zoomed picture are only copied or left out changes no pixel of the result."""
    ys, xs = np.mgrid[0:320, 0:320]
    pixels = flat(30, 90, 200, 255, 320, 320)
    pixels[(xs - 150) ** 2 + (ys - 170) ** 2 > 120**2] = 0
    pixels[200:, 60:260] = (90, 20, 10, 255)
    below = from_bgra(flat(200, 200, 200, 255, 240, 240), opaque=True)
    told, blended = below.copy(), below.copy()
    zoomed = resample(from_bgra(pixels), 21.5, 33.2, step, 240, 240)
    put_over(told, zoomed, 0, 0)
    zoomed.know_runs((((0, 240, 0, 240, False),), ((0, 120, 0, 120, False),)))
    put_over(blended, zoomed, 0, 0)
    assert (told.luma == blended.luma).all()
    assert (told.cb == blended.cb).all()
    assert (told.luma != below.luma).any()


def test_pasting_takes_alpha_too_and_cuts_what_juts_out() -> None:
    """Pasting replaces what was there, transparent pixels included; outside nothing changes."""
    ground = from_bgra(flat(9, 9, 9, 255, 16, 16))
    ground.paste(blank(8, 8), 12, -4)
    assert ground.alpha is not None
    assert (ground.alpha[:4, 12:] == 0).all()
    assert (ground.alpha[4:] == 255).all()
    assert (ground.alpha[:, :12] == 255).all()


def test_window_stays_inside_the_source() -> None:
    """Even a view that asks for more than there is gets whole, even numbers inside the source."""
    for start in (-20.0, 0.0, 33.3, 900.0):
        window = find_window(start, 0.98, 400, 480)
        assert window.first >= 0
        assert window.first + window.count <= 480
        assert not (window.first | window.count | window.size | window.skip) & 1


def test_fade_ends_at_black_and_white() -> None:
    """A full fade is the code for black or white with no colour left."""
    for level in (16, 235):
        picture = from_bgra(flat(20, 90, 200, 255), opaque=True)
        fade_to(picture, level, 1.0)
        assert set(picture.luma.flat) == {level}
        assert set(picture.cb.flat) == {128}


def test_mixture_ends_at_either_picture() -> None:
    """Share 0 keeps the first picture and share 1 is the second."""
    one, other = from_bgra(flat(0, 0, 0, 255), opaque=True), from_bgra(flat(255, 255, 255, 255), opaque=True)
    mix_pictures(one, other, 0.0)
    assert set(one.luma.flat) == {16}
    mix_pictures(one, other, 1.0)
    assert set(one.luma.flat) == {235}


def test_lay_over_agrees_with_arithmetic() -> None:
    """Premultiplied over: above + below × (1 − alpha), for colour and alpha alike."""
    result = lay_over(flat(0, 0, 200, 255), flat(100, 0, 0, 128))
    assert abs(int(result[0, 0, 2]) - round(200 * (127 / 255))) <= 1
    assert abs(int(result[0, 0, 0]) - 50) <= 1
    assert result[0, 0, 3] == 255


def test_part_of_a_picture_writes_through() -> None:
    """A part is a view: a patch drawn into it shows in the whole."""
    whole = blank(32, 32)
    part: Picture = whole.part(8, 8, 16, 16)
    part.luma[:] = 99
    assert whole.luma[8, 8] == 99
    assert whole.luma[7, 8] == 0
