"""What many films show is told by its form, and nothing else is taken for it."""

import cv2
import numpy as np
import pytest
from moving_scenes import HEIGHT, WIDTH, as_print, place, shot

from reelwright.seal.detector.stop_list import kind_shown, stop_list

BLACK = np.full((HEIGHT, WIDTH), 16, np.uint8)


def bars() -> np.ndarray:
    """Seven bars over a ramp, as test pictures have them."""
    picture = np.repeat(np.linspace(16, 235, WIDTH).astype(np.uint8)[None], HEIGHT, axis=0)
    for index, level in enumerate((180, 162, 131, 112, 84, 65, 35)):
        picture[: HEIGHT * 2 // 3, index * WIDTH // 7 : (index + 1) * WIDTH // 7] = level
    return picture


def card(index: int, count: int, words: str = "AI-generated", pace: float = 0.0) -> np.ndarray:
    """Words that come and go on black, and may roll."""
    picture, light = BLACK.copy(), 16 + round(219 * min(1.0, index / 24, (count - index) / 24))
    for line in range(3):
        at = (40, round(50 + 45 * line - pace * index))
        cv2.putText(
            picture, f"{words} {line}", at, cv2.FONT_HERSHEY_DUPLEX, 0.8, 16 + round(219 * light), 2, cv2.LINE_AA
        )
    return picture


def logo(index: int) -> np.ndarray:
    """A mark on a bright ground that appears."""
    picture = np.full((HEIGHT, WIDTH), 235, np.uint8)
    cv2.circle(picture, (160, 90), 40, 235 - round(200 * min(1.0, index / 24)), -1, cv2.LINE_AA)
    return picture


LISTED = {
    "plain picture": [BLACK] * 48,
    "a fade to white": [np.full((HEIGHT, WIDTH), 16 + 4 * index, np.uint8) for index in range(48)],
    "card": [card(index, 96) for index in range(96)],
    "a logo": [logo(index) for index in range(72)],
    "test picture": [bars()] * 48,
}


@pytest.mark.parametrize("name", LISTED)
def test_what_is_everywhere_is_told(name: str) -> None:
    """Black, fades, cards, logos and bars are of a kind on the list."""
    kind = {"a fade to white": "plain picture", "a logo": "card"}.get(name, name)
    assert kind_shown(as_print(LISTED[name], asked=False).pulses) == kind


NOT_LISTED = {
    "a scene": shot(1, 2, 3.0),
    "credits that roll": [card(index, 96, pace=0.7) for index in range(96)],
    "a card that leads into a scene": [*LISTED["card"][:48], *shot(1, 2, 2.0)],
    "a camera that moves over a still set": [np.roll(place(3), index // 2, axis=1) for index in range(72)],
    "one thing that crosses an empty picture": [
        cv2.circle(BLACK.copy(), (20 + 3 * index, 90), 14, 200, -1) for index in range(72)
    ],
}


@pytest.mark.parametrize("name", NOT_LISTED)
def test_what_moves_is_not_on_the_list(name: str) -> None:
    """Scenes, rolling credits, moving cameras and a lone thing on black are nobody's common pictures."""
    assert kind_shown(as_print(NOT_LISTED[name], asked=False).pulses) == ""


def test_list_is_data() -> None:
    """The kinds come from the data file, each with its bounds, and no pictures are of no kind."""
    assert [each.name for each in stop_list()] == ["plain picture", "card", "test picture"]
    assert all(0 <= each.ground <= 1 and 0 <= each.alike <= 1 for each in stop_list())
    assert kind_shown(np.zeros((0, 4, 4), np.uint8)) == ""
