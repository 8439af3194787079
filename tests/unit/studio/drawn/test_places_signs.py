"""Signs on places: words of any length fit their sign, and what cannot be drawn is refused."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.film import Mood, Setting, TimeOfDay
from reelwright.story import Place
from reelwright.studio import FontError
from reelwright.studio.adapters.drawn.canvas import Canvas
from reelwright.studio.adapters.drawn.places.city import board, upright_sign
from reelwright.studio.adapters.drawn.places.site import Site

SITE = Site(Place("p", "P", kind="street"), Setting("p", TimeOfDay.DAY), Mood.CALM, 1080)


@pytest.mark.parametrize("words", ["茶", "深夜食堂面馆", "Golden Lotus Family Restaurant", "老王 Noodles & Tea"])
def test_upright_sign_is_never_too_long(words: str) -> None:
    """However long the words are, a tall sign is at most six times as high as it is wide."""
    height = upright_sign(Canvas(40, 40), SITE, words, 0, 0, 100, "#ff3f8e")
    assert 100 <= height <= 605


def test_longer_words_make_a_longer_sign() -> None:
    """A name of three characters needs more room than a name of one."""
    one, three = (upright_sign(Canvas(40, 40), SITE, words, 0, 0, 100, "#ff3f8e") for words in ("茶", "茶茶茶"))
    assert three > one + 100


@settings(max_examples=25, deadline=None)
@given(words=st.text(alphabet="Aaé 夜来香字!", min_size=1, max_size=40))
def test_words_stay_on_their_board(words: str) -> None:
    """Whatever is written, the ink lies inside the board."""
    canvas = Canvas(200, 60)
    board(canvas, words, (20, 10, 160, 40), back="#000000", ink="#ffffff")
    lit = canvas.pixels()[..., 1] > 120
    rows, columns = np.nonzero(lit)
    assert columns.size == 0 or (columns.min() >= 20 and columns.max() <= 180)
    assert rows.size == 0 or (rows.min() >= 10 and rows.max() <= 50)


def test_sign_refuses_what_no_font_has() -> None:
    """A sign with a character that cannot be drawn is an error, never a box."""
    with pytest.raises(FontError):
        upright_sign(Canvas(40, 40), SITE, "\U0010fffd", 0, 0, 100, "#ff3f8e")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("p", "后厨"), {"出餐口"}),
        (Place("p", "Kitchen", names=("KITCHEN", "后厨")), {"出餐口"}),
        (Place("p", "Kitchen"), {"The Pass"}),
        (Place("p", "Kitchen", sign="后门"), {"后门"}),
        (Place("p", "后厨", painted="es"), {"The Pass"}),
        (Place("p", "Kitchen", painted="zh-Hant"), {"出餐口"}),
    ],
)
def test_a_sign_without_words_follows_the_names_of_the_place(place: Place, words: set[str]) -> None:
    """A Chinese name has Chinese signs, any other English ones, a translated film its own; the card's words win."""
    signs = {
        Site(replace(place, seed=seed), Setting("p", TimeOfDay.DAY), Mood.CALM, 1080).sign("出餐口", "The Pass")
        for seed in range(9)
    }
    assert signs == words


def test_words_of_one_script_only_are_kept() -> None:
    """Where a kind has no word in the script of the place, what it has is better than nothing."""
    assert SITE.words("茶", "酒") == ("茶", "酒")
    assert SITE.words("茶", "Tea", "12") == ("Tea", "12")
