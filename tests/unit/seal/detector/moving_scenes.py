"""Small moving scenes that tests make themselves: a set, and what moves in it."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

import cv2
import numpy as np

from reelwright.seal import ASKED, ASKED_RATE, REGISTERED, Fingerprint, Picture, fingerprint_v1

WIDTH, HEIGHT = 320, 180


@lru_cache
def place(seed: int) -> np.ndarray:
    """A set: furniture of many shades."""
    chance = np.random.default_rng(seed)
    picture = np.full((HEIGHT, WIDTH), 110, np.uint8)
    for _ in range(90):
        corner = chance.integers((-20, -20), (WIDTH, HEIGHT))
        far = corner + chance.integers(12, 60, 2)
        cv2.rectangle(picture, corner.tolist(), far.tolist(), int(chance.integers(20, 235)), -1)
    return picture


def shot(set_seed: int, acting_seed: int, seconds: float = 5.0, rate: int = 24) -> list[np.ndarray]:
    """Pictures of a set in which three things move in a way of their own."""
    chance = np.random.default_rng(acting_seed)
    start = chance.uniform((30, 30), (WIDTH - 60, HEIGHT - 60), (3, 2))
    phase, pace = chance.uniform(0, 6, (3, 2)), chance.uniform(2, 6, (3, 2))
    pictures = []
    for index in range(int(seconds * rate)):
        picture = place(set_seed).copy()
        at = start + 28 * np.sin(phase + pace * index / rate)
        for thing, (x, y) in enumerate(at):
            shade = 30 + 190 * (thing % 2)
            cv2.circle(picture, (round(x), round(y)), 20, shade, -1)
            cv2.circle(picture, (round(x) + 6, round(y) - 5), 6, 255 - shade, -1)
        pictures.append(picture)
    return pictures


def as_pictures(pictures: Sequence[np.ndarray], *, asked: bool, rate: int = 24) -> Iterator[Picture]:
    """Pictures at a rate as a reader gives them, for a film that is registered or asked about."""
    step = rate // int(ASKED_RATE if asked else 6)
    return (
        Picture(Fraction(index * step, rate), each.shape[1], each.shape[0], colour=False, pixels=each.tobytes())
        for index, each in enumerate(pictures[::step])
    )


def as_print(pictures: Sequence[np.ndarray], *, asked: bool, rate: int = 24) -> Fingerprint:
    """The fingerprint of pictures at a rate, as registered or as asked about."""
    return fingerprint_v1(as_pictures(pictures, asked=asked, rate=rate), ASKED if asked else REGISTERED)


def changed(pictures: Sequence[np.ndarray], change: Callable[[np.ndarray], np.ndarray]) -> list[np.ndarray]:
    """Every picture changed alike."""
    return [np.ascontiguousarray(change(picture)) for picture in pictures]
