"""What near points propose: also for a picture whose strongest points a copy has lost, and where nothing moves."""

import cv2
import numpy as np
from moving_scenes import HEIGHT, WIDTH, as_print, place, shot

from reelwright.seal import MemoryRegistry
from reelwright.seal.detector.propose import Candidate, candidates


def proposed(asked: list[np.ndarray], film: list[np.ndarray]) -> Candidate:
    """The best of what is proposed for pictures of which a film is registered."""
    registry = MemoryRegistry()
    registry.add("film", as_print(film, asked=False))
    looked_at = as_print(asked, asked=True)
    return candidates(looked_at, range(len(looked_at.times)), registry)[0]


def test_points_of_a_blurred_meadow_are_kept() -> None:
    """Blades of grass make the strongest points; those of the hills are kept too, and lie right when it blurs."""
    chance = np.random.default_rng(3)
    blades = cv2.resize(
        chance.normal(0, 60, (HEIGHT // 2, WIDTH // 2)), (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST
    )
    meadow = np.clip(place(1) + blades, 0, 255).astype(np.uint8)
    found = proposed([cv2.GaussianBlur(meadow, (0, 0), 3)] * 24, [meadow] * 24)
    similarity = found.agreement.similarity
    assert found.weight > 10
    assert abs(similarity.scale - 1) < 0.03
    assert abs(similarity.shift) < 0.03


def test_all_seconds_of_a_picture_that_stands_still_are_looked_at() -> None:
    """Points of what stands still say nothing about when; those of what is seen once say the second."""
    still = [place(1)] * (24 * 16)
    anywhere = proposed(still[:48], still)
    assert anywhere.until - anywhere.since > 21
    moving = [*shot(2, 4, 5.0), *shot(3, 5, 2.0), *shot(4, 6, 5.0)]
    once = proposed(moving[24 * 5 : 24 * 7], moving)
    assert once.until - once.since < 22
    assert once.since < 5 < 7 < once.until
