"""The canvas over the vector engine."""

import numpy as np
import pytest

from reelwright.studio import DrawingError, FontError
from reelwright.studio.adapters.drawn.canvas import Canvas, Linear, Radial, fade, ramp
from reelwright.studio.adapters.drawn.colour import lighten, luminance, mix, rgb, shift
from reelwright.studio.adapters.drawn.letters import measure, missing_characters, text_ink, wrap, wrap_evenly
from reelwright.studio.adapters.drawn.path import Path, ellipse, polygon, rect, round_rect, smooth


def test_fill_covers_exactly_its_rectangle() -> None:
    """A rectangle on whole pixels is filled to its edges and not beyond."""
    canvas = Canvas(20, 20)
    canvas.fill(rect(5, 5, 10, 10), "#102030")
    pixels = canvas.pixels()
    assert pixels[5:15, 5:15].reshape(-1, 4).tolist() == [[0x30, 0x20, 0x10, 255]] * 100
    assert pixels[..., 3].sum() == 100 * 255


def test_pixels_are_premultiplied() -> None:
    """Half-transparent white is stored as grey with half alpha."""
    canvas = Canvas(4, 4)
    canvas.fill(rect(0, 0, 4, 4), "#ffffff", 0.5)
    assert abs(int(canvas.pixels()[1, 1, 0]) - 128) <= 1


def test_clip_hides_what_is_outside() -> None:
    """Only what lies within the clip path is drawn; after the block all of it is again."""
    canvas = Canvas(20, 20)
    with canvas.clip(rect(0, 0, 10, 20)):
        canvas.fill(rect(0, 0, 20, 10), "#ffffff")
    canvas.fill(rect(0, 10, 20, 10), "#ffffff")
    alpha = canvas.pixels()[..., 3]
    assert alpha[5, 5] == 255
    assert alpha[5, 15] == 0
    assert alpha[15, 15] == 255


def test_at_moves_scales_and_turns() -> None:
    """A square drawn in a moved, scaled, quarter-turned frame lands where arithmetic says."""
    canvas = Canvas(40, 40)
    with canvas.at(20, 20, scale=2, degrees=90):
        canvas.fill(rect(0, 0, 5, 2), "#ffffff")
    ys, xs = np.nonzero(canvas.pixels()[..., 3] > 128)
    assert (xs.min(), xs.max(), ys.min(), ys.max()) == (16, 19, 20, 29)


def test_blend_respects_alpha() -> None:
    """A glow that fades to nothing changes nothing at its edge."""
    canvas = Canvas(60, 60)
    canvas.fill(rect(0, 0, 60, 60), "#404040")
    canvas.fill(ellipse(30, 30, 28), Radial((30, 30), 28, fade("#ffffff", 0.9, 0.3, 0)), blend="screen")
    pixels = canvas.pixels()
    assert pixels[30, 30, 0] > 150
    assert abs(int(pixels[30, 2, 0]) - 0x40) <= 3


def test_group_fades_as_one() -> None:
    """Two overlapping shapes in a half-opaque group do not add up where they overlap."""
    canvas = Canvas(20, 20)
    with canvas.group(alpha=0.5):
        canvas.fill(rect(0, 0, 20, 20), "#ffffff")
        canvas.fill(rect(5, 5, 10, 10), "#ffffff")
    alpha = canvas.pixels()[..., 3]
    assert abs(int(alpha[10, 10]) - int(alpha[1, 1])) <= 1


def test_same_drawing_gives_same_bytes() -> None:
    """Drawing is a function: two canvases with the same strokes are equal to the byte."""

    def draw() -> bytes:
        canvas = Canvas(90, 90)
        canvas.fill(rect(0, 0, 90, 90), Linear((0, 0), (0, 90), ramp("#112233", "#ffeedd")))
        with canvas.group(blur=4):
            canvas.outlined(smooth([(10, 10), (80, 20), (70, 80), (20, 70)]), "#aa3355", "#000000", 3)
        canvas.text("Reel 片", 10, 60, 24, "#ffffff")
        return canvas.pixels().tobytes()

    assert draw() == draw()


def test_canvas_of_no_size_is_refused() -> None:
    """A canvas without pixels is an error with its size in it."""
    with pytest.raises(DrawingError, match="0×5"):
        Canvas(0, 5)


def test_paths_know_their_bounds() -> None:
    """Moving and turning a path moves its bounds."""
    path = polygon([(0, 0), (10, 0), (10, 4), (0, 4)])
    assert path.bounds() == (0, 0, 10, 4)
    assert path.moved(5, 6, sx=2).bounds() == (5, 6, 25, 10)
    assert [round(edge, 3) for edge in path.rotated(90).bounds()] == [-4, 0, 0, 10]
    both = Path().add(path).add(round_rect(20, 20, 5, 5, 2))
    assert both.bounds() == (0, 0, 25, 25)


def test_colours_mix_between_their_ends() -> None:
    """Mixing by 0 and 1 gives the ends, lightening raises luminance, shifting hue by a turn nothing."""
    assert mix("#102030", "#ffffff", 0) == "#102030"
    assert mix("#102030", "#ffffff", 1) == "#ffffff"
    assert luminance(lighten("#445566", 0.3)) > luminance("#445566")
    assert shift("#cc4422", hue=1.0) == "#cc4422"
    with pytest.raises(DrawingError, match="#rrggbb"):
        rgb("#12zz45")


def test_latin_and_chinese_have_ink() -> None:
    """Both scripts are drawn, and a heavier weight has more ink."""
    for text in ("Midnight", "午夜天台"):
        light, _, _ = text_ink(text, 40, 400)
        bold, _, _ = text_ink(text, 40, 800)
        assert light.any()
        assert int(bold.sum()) > int(light.sum())


def test_missing_character_is_an_error_not_a_box() -> None:
    """A character that no face has is named in the error; known ones are not."""
    assert missing_characters("Aé夜，…“”?？") == ""
    assert missing_characters("ok\U0001f600") == "\U0001f600"
    with pytest.raises(FontError, match=r"U\+1F600"):
        text_ink("\U0001f600", 20)


def test_wrap_keeps_every_character_and_the_width() -> None:
    """No wrapped line is too wide, none begins with closing punctuation, nothing is lost."""
    for text in ("You told the whole city that I was dead, Kai.", "你骗了我，三年了，你知道我等了多久吗？"):
        lines = wrap(text, 40, 420)
        assert len(lines) > 1
        assert all(measure(line, 40) <= 420 + 45 for line in lines)
        assert not any(line[0] in "，。？！,." for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "The dead woman comes to dinner",
        "打烊以后的一碗面和一封信谁也没有想到的那个夜晚",
        "Short",
        "",
        "Donaudampfschifffahrtsgesellschaft",
    ],
)
def test_lines_of_a_title_are_about_as_long_as_each_other(text: str) -> None:
    """As few lines as ever, nothing lost, and the last is no lonely word."""
    greedy, even = wrap(text, 50, 620), wrap_evenly(text, 50, 620)
    assert len(even) == len(greedy)
    assert "".join(even).replace(" ", "") == text.replace(" ", "")
    widths = [measure(line, 50) for line in even]
    assert all(width <= 620 for width in widths if len(even) > 1)
    assert len(even) < 2 or widths[-1] > 0.5 * max(widths)
