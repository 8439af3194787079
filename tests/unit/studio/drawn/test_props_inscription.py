"""Words on things: they fit, and none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.studio.adapters.drawn.canvas import Canvas
from reelwright.studio.adapters.drawn.props.inscription import fitted, inscribe, measured
from reelwright.studio.errors import FontError

WORDS = st.lists(st.text("abcdefg 你我他", min_size=1, max_size=40), min_size=1, max_size=6).map(tuple)


@given(WORDS, st.floats(120, 600), st.floats(60, 500))
def test_writing_fits_its_box_or_is_as_small_as_may_be(writing, width, height):
    """Only at the least size may lines stand beyond the box."""
    size, blocks = fitted(writing, width, height, largest=60, least=20)
    rows = sum(map(len, blocks))

    if size > 20:
        assert rows * size * 1.32 <= height + 1e-6
        assert all(measured(line, size, 500) <= width * 1.01 for block in blocks for line in block)


@given(WORDS)
def test_no_character_is_lost(writing):
    """Wrapping moves blanks and nothing else."""
    _, blocks = fitted(writing, 300, 200, largest=50, least=20)

    assert ["".join("".join(block).split()) for block in blocks] == ["".join(line.split()) for line in writing]


def test_short_writing_keeps_the_largest_size():
    """What has room is not shrunk."""
    assert fitted(("Hi",), 500, 200, largest=48)[0] == 48


def test_a_character_without_a_face_is_refused():
    """A thing never bears a box in place of a letter."""
    with pytest.raises(FontError):
        inscribe(Canvas(50, 50), ("\U0010fffd",), (0, 0, 50, 50), "#000000", largest=20)
