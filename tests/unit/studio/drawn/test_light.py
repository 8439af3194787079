"""Light, grade, camera and framing."""

from dataclasses import replace

import numpy as np
import pytest

from reelwright.film import Camera, CameraMove, Figure, FrameSize, Mood, ShotSize
from reelwright.studio.adapters.drawn.camera import ease, moves_in_depth, view_at
from reelwright.studio.adapters.drawn.framing import frame_shot, stage_width, stand
from reelwright.studio.adapters.drawn.light import apply_grade, find_rim, grade_table, lay_rim, light_map, light_up
from reelwright.studio.adapters.drawn.pixels import from_bgra
from reelwright.studio.adapters.drawn.places.lights import in_mood
from reelwright.studio.adapters.drawn.stage import Light, Scenery


def test_light_never_adds() -> None:
    """Light multiplies: no pixel of a figure gets brighter than it was painted."""
    light = Light(tint="#8090ff", tint_strength=0.6)
    lights = light_map(light, width=1080, left=0, top=0, right=1080, bottom=1920, size=(60, 90))
    figure = np.full((90, 60, 4), 180, np.uint8)
    lit = light_up(figure, lights)
    assert int(lit[..., :3].max()) <= 180
    assert (lit[..., 3] == 180).all()


def test_key_side_is_brighter() -> None:
    """The side of the frame that the key comes from is lit more, and the other way round."""
    for side in (-1, 1):
        light = Light(side=side, tint="#404060", tint_strength=0.8)
        lights = light_map(light, width=1080, left=0, top=400, right=1080, bottom=800, size=(60, 20))
        left, right = lights[:, :10, :3].mean(), lights[:, -10:, :3].mean()
        assert (left > right) == (side < 0)


@pytest.mark.parametrize("side", [-1, 1])
def test_in_a_dark_mood_only_the_key_side_is_left_in_the_light(side: int) -> None:
    """Contrast darkens the side away from the key and leaves the other as it was; a warm mood has none."""

    def lit(light: Light, x: float = 540.0) -> np.ndarray:
        """From the key's side of a face to the other."""
        part = {"left": x - 300, "right": x + 300, "top": 400.0, "bottom": 800.0}
        lights = light_map(light, width=1080, **part, size=(60, 20), face=(x, 1.0))
        return lights[:, ::-side, :3].mean(axis=(0, 2))

    calm = Light(side=side, tint="#ffffff", key="#ffffff", tint_strength=0.4)
    fear = in_mood(calm, Mood.FEARFUL)
    plain, dark = lit(calm), lit(replace(calm, contrast=fear.contrast))
    assert fear.contrast > 0.5 > in_mood(calm, Mood.WARM).contrast == 0
    assert dark[-10:].mean() < 0.8 * plain[-10:].mean()
    assert np.array_equal(dark[:20], plain[:20])
    beside = lit(replace(calm, contrast=fear.contrast), x=290.0)
    assert np.abs(beside - dark).max() < 3, "of two who stand beside each other neither is left in the dark"


def test_rim_stays_inside_the_figure() -> None:
    """A rim lightens edges of the figure and leaves empty pixels empty."""
    pixels = np.zeros((60, 60, 4), np.uint8)
    pixels[15:45, 15:45] = (30, 30, 30, 255)
    picture = from_bgra(pixels)
    before = picture.copy()
    assert picture.alpha_half is not None
    light = Light(side=1, rim=("#ffffff", "#ffffff"), rim_strength=1.0)
    lay_rim(picture, find_rim(picture.alpha_half, light, unit=1.0))
    assert picture.luma[30, 43] > before.luma[30, 43] + 40
    assert picture.luma[30, 30] == before.luma[30, 30]
    assert (picture.luma[:15] == 0).all()


def test_grade_keeps_transparent_pixels_transparent() -> None:
    """Grading a premultiplied picture leaves no veil where nothing is."""
    pixels = np.zeros((8, 8, 4), np.uint8)
    pixels[:4] = (200, 120, 40, 255)
    graded = apply_grade(pixels, grade_table(Light(lift="#402060")))
    assert (graded[4:] == 0).all()
    assert (graded[:4, :, 3] == 255).all()


@pytest.mark.parametrize("move", list(CameraMove))
def test_camera_moves_stay_within_the_painted_border(move: CameraMove) -> None:
    """No move at any strength shows more than is painted beyond the frame (7.5 % of it)."""
    for strength in (0.0, 0.5, 1.0):
        for share in np.linspace(0, 1, 11):
            view = view_at(Camera(move, strength), float(share), float(share) * 4, phase=1.0)
            assert view.zoom >= 1
            slack = 1920 * 0.075
            assert abs(view.y) <= slack + 1920 * 0.5 * (1 - 1 / view.zoom)
            assert abs(view.x) <= 1080 * 0.075 + 1080 * 0.5 * (1 - 1 / view.zoom)


def test_push_comes_closer_and_pull_goes_away() -> None:
    """A push ends closer than it began; a pull the other way; a static camera does neither."""

    def travel(move: CameraMove) -> float:
        camera = Camera(move, 0.5)
        return view_at(camera, 1, 3, phase=0).zoom - view_at(camera, 0, 0, phase=0).zoom

    assert travel(CameraMove.PUSH) > 0.02
    assert travel(CameraMove.PULL) < -0.02
    assert travel(CameraMove.STATIC) == 0
    assert moves_in_depth(Camera(CameraMove.PUSH))
    assert not moves_in_depth(Camera(CameraMove.SWAY))


def test_ease_is_slow_at_both_ends() -> None:
    """Easing starts and ends at rest and stays between 0 and 1."""
    assert (ease(-1), ease(0), ease(0.5), ease(1), ease(2)) == (0, 0, 0.5, 1, 1)
    assert ease(0.1) < 0.1
    assert ease(0.9) > 0.9


def test_closer_sizes_show_larger_people() -> None:
    """Scale, zoom and blur grow from long shot to extreme close-up, in every aspect."""
    for size in (FrameSize(1080, 1920), FrameSize(1920, 1080), FrameSize(1080, 1080)):
        width = stage_width(size)
        framings = [frame_shot(shot, width) for shot in ShotSize]
        assert [f.scale for f in framings] == sorted(f.scale for f in framings)
        assert [f.zoom for f in framings] == sorted(f.zoom for f in framings)


def test_standing_people_have_their_feet_on_the_floor() -> None:
    """In a wide shot the soles of tall and short people are on the same ground: the floor, or nearer than it."""
    scenery = Scenery((), Light(), floor=1600)
    for size in (ShotSize.ELS, ShotSize.LS):
        soles = []
        for height in (1500.0, 2700.0):
            mark = stand(Figure("a"), frame_shot(size, 1080), scenery, width=1080, height=height, adult=2700)
            soles.append(mark.y + (height - 270) * mark.scale)
        assert abs(soles[0] - soles[1]) < 1
        assert 1600 <= soles[0] < 1800


def test_nearer_figures_are_larger_and_out_of_focus() -> None:
    """An over-the-shoulder back is larger than the face it looks at, and soft."""
    scenery = Scenery((), Light())
    framing = frame_shot(ShotSize.MCU, 1080)
    face = stand(Figure("a"), framing, scenery, width=1080, height=2700, adult=2700)
    back = stand(Figure("b", depth=-1), framing, scenery, width=1080, height=2700, adult=2700)
    assert back.scale > face.scale
    assert back.blur > face.blur == 0
