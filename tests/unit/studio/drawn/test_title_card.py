"""Title cards: a heading is a block that fits, says all its words, and shows the colour of what is felt."""

import numpy as np
import pytest

from reelwright.film import Card
from reelwright.studio.adapters.drawn.letters import measure
from reelwright.studio.adapters.drawn.title_card import block_of
from reelwright.studio.adapters.drawn.words import Lettering

HEADINGS = ("Two Floors Down", "Midnight Rooftop", "X", "打烊以后", "A very long title about nothing, told twice")


@pytest.mark.parametrize("stage", [1080.0, 1920.0, 3413.0])
@pytest.mark.parametrize("heading", HEADINGS)
def test_heading_is_a_block_that_fits(heading: str, stage: float) -> None:
    """All words are there in their order, no line is wider than its share of the frame, and each is below the last."""
    rows = block_of(heading, stage)

    assert "".join(row.words for row in rows).replace(" ", "") == heading.replace(" ", "")
    assert all(measure(row.words, row.size, 800) <= 0.81 * stage for row in rows)
    assert [row.y for row in rows] == sorted({row.y for row in rows})
    assert rows[0].y == 0


def test_a_short_line_is_set_larger_than_a_long_one() -> None:
    """Lines fill the block: "Down" below "Two Floors" is larger, and one letter alone is not as large as the frame."""
    long, short = block_of("Two Floors Down", 1080.0)
    assert short.size > 1.15 * long.size
    assert block_of("X", 1080.0)[0].size < 250


def test_last_line_has_the_colour_of_the_mood_and_a_single_one_has_not() -> None:
    """A red accent shows in the letters of the last of two lines, while the first is white; so is a single line."""

    def reds(heading: str) -> list[float]:
        placed = Lettering((270, 480), 1080.0).card(Card(heading), accent="#ff2f5f").picture
        bright = placed.luma > 150
        rows = np.flatnonzero(bright.any(axis=1))
        half = (rows[0] + rows[-1]) // 2
        parts = (slice(rows[0], half), slice(half, rows[-1]))
        small = bright[::2, ::2]
        return [float(placed.cr[r.start // 2 : r.stop // 2][small[r.start // 2 : r.stop // 2]].mean()) for r in parts]

    first, last = reds("Midnight Rooftop")
    assert last > first + 4
    first, last = reds("X")
    assert abs(last - first) < 3
