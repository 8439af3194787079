"""Inserts: large and readable, moving only when they say so."""

import itertools
import math
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.film import GARMENTS, HAIR_STYLES, PROP_KINDS, Insert
from reelwright.studio.adapters.drawn.canvas import Canvas
from reelwright.studio.adapters.drawn.colour import rgb
from reelwright.studio.adapters.drawn.path import rect
from reelwright.studio.adapters.drawn.props import insert_is_moving, insert_steps, paint_insert, paint_prop
from reelwright.studio.adapters.drawn.props.brush import Brush
from reelwright.studio.adapters.drawn.props.chat import SIZE, bubbles, scrolled
from reelwright.studio.adapters.drawn.props.closeup import CloseUp
from reelwright.studio.adapters.drawn.props.held import PAINTERS
from reelwright.studio.adapters.drawn.props.inscription import key_line
from reelwright.studio.adapters.drawn.props.motion import glint, messages
from reelwright.studio.adapters.drawn.props.palette import COLOURS, own_colour
from reelwright.studio.adapters.drawn.props.paper import form_lines, letter_lines
from reelwright.studio.adapters.drawn.props.screen import BOTTOM, HALF, TOP, clock
from reelwright.studio.adapters.drawn.props.surface import paint_window_light
from reelwright.studio.adapters.drawn.stage import Light
from reelwright.studio.adapters.drawn.strangers import two_strangers
from reelwright.studio.errors import DrawingError

CHAT = ("Where are you, Kai", ">Still at the office.", "The lights are off.", "她是谁")
INSERTS = (
    Insert("phone", CHAT, "Lin", "kai"),
    Insert("phone", (), "Mother"),
    Insert("phone"),
    Insert("letter", ("Dear Lin,", "forgive me.")),
    Insert("document", ("Paid: 900", "Due: 100"), "Invoice", "kai"),
    Insert("watch"),
    Insert("ring"),
)
ALL = (*INSERTS, *(Insert(kind, ("Lin", "Room 307"), held_by="kai") for kind in PROP_KINDS))


def test_a_letter_that_nobody_reads_out_is_written_on_all_the_same():
    """Its hand cannot be read and is the same for one letter; a letter with words shows only those."""
    ink = [
        _drawn(Insert("letter", writing=writing), seed=seed, scale=0.12)[40:150, 30:100].astype(int)
        for writing, seed in (((), 1), ((), 2), (("",), 1))
    ]
    blank = ink[2]

    assert (np.abs(ink[0] - blank) > 30).mean() > 0.02
    assert (ink[0] == _drawn(Insert("letter"), seed=1, scale=0.12)[40:150, 30:100]).all()
    assert (np.abs(ink[0] - ink[1]) > 30).mean() > 0.01


def test_the_sun_lays_a_window_across_a_table():
    """By day the panes lie on the table, at night nothing does."""
    painted = []
    for tint in ("#fff4e8", "#a79be6"):
        canvas = Canvas(65, 115, scale=0.06)
        paint_window_light(canvas, width=1080, light=Light(tint=tint))
        painted.append(canvas.pixels()[..., 3])

    assert painted[0].max() > 40
    assert (painted[0] == 0).any()
    assert not painted[1].any()


@pytest.mark.parametrize("seed", range(12))
def test_strangers_are_people_of_the_catalogue_and_stay_who_they_are(seed):
    """Two who are not alike, drawn by lot from words that can be drawn, and the same for one seed."""
    woman, man = two_strangers(seed)

    assert two_strangers(seed) == (woman, man)
    assert (woman.gender, man.gender) == ("female", "male")
    assert {woman.hair, man.hair} <= set(HAIR_STYLES)
    assert {person.looks[0].garment for person in (woman, man)} <= set(GARMENTS)
    assert len({two_strangers(other) for other in range(12)}) > 8


def _drawn(insert, progress=1.0, *, width=1080, scale=0.06, seed=1, light=None, **dressed):
    canvas = Canvas(round(width * scale), round(1920 * scale), scale=scale)
    paint_insert(canvas, insert, width=width, progress=progress, seed=seed, light=light or Light(), **dressed)
    return canvas.pixels()


@pytest.mark.parametrize("kind", PROP_KINDS)
@pytest.mark.parametrize("holder", ["", "kai"])
def test_every_kind_of_the_catalogue_has_a_close_up(kind, holder):
    """Any prop can fill a frame, in a hand or on a table."""
    alpha = _drawn(Insert(kind, held_by=holder))[..., 3]

    assert (alpha > 200).mean() > 0.05


@pytest.mark.parametrize("width", [1080, 3413])
def test_a_thing_that_lies_down_brings_its_table(width):
    """Unheld, the picture is opaque to its edges in every aspect."""
    assert _drawn(Insert("letter"), width=width)[..., 3].min() == 255


@pytest.mark.parametrize("kind", ["cup", "ring", "laptop"])
def test_a_thing_that_stands_leaves_the_place_behind_it_to_be_seen(kind):
    """Above the edge of its table the picture is open, below it is opaque."""
    alpha = _drawn(Insert(kind))[..., 3]

    assert not alpha[:20, [0, -1]].any()
    assert alpha[68:].min() == 255


def _brightness(kind, light):
    return _drawn(Insert(kind), light=light)[-20:-4, :, :3].mean()


@pytest.mark.parametrize("kind", ["letter", "cup"])
def test_a_table_is_as_bright_as_its_place(kind):
    """By day the wood is pale, by night it is dark."""
    day = Light(key="#fff6e2", tint="#fff4e8", tint_strength=0.2, ambient="#4a3428")
    night = Light(key="#ffd29c", tint="#a79be6", tint_strength=0.62, ambient="#1c1846")

    assert _brightness(kind, day) > 1.4 * _brightness(kind, night)


@pytest.mark.parametrize("writing", [("Result: 99.9% match", "Father: Chen Guo"), ("Paid: 900", "Due: 100", "Overdue")])
def test_a_few_short_lines_are_written_large_and_whole(writing):
    """On a form and in a letter two or three short lines are at least 64 units high, none of them broken."""
    for size, lines in (form_lines(writing, -340.0), letter_lines(writing)):
        assert size >= 64
        assert [len(block) for block in lines] == [1] * len(writing)


def test_much_writing_is_small_enough_for_its_sheet():
    """What does not fit in large letters is written smaller, not beyond the sheet."""
    size, lines = letter_lines(("By the time you read this I will be gone, and the shop is yours. " * 5,))

    assert size < 64
    assert sum(map(len, lines)) * size * 1.36 <= 2 * 520


@pytest.mark.parametrize("degrees", [2, 3])
def test_a_telephone_stays_between_title_and_subtitles(degrees):
    """Turned as it is held or lies, it keeps to y 250 to 1380, and its messages are 56 units or larger."""
    lean = HALF * math.sin(math.radians(degrees))

    assert 815 + 10 + TOP - lean >= 250
    assert 815 + 10 + BOTTOM + lean <= 1380
    assert SIZE >= 56


def test_a_thing_that_is_held_leaves_the_place_to_be_seen():
    """Held, the corners of the frame stay open for the background."""
    alpha = _drawn(Insert("phone", CHAT, "Lin", "kai"))[..., 3]

    assert alpha[0, 0] == 0
    assert alpha[0, -1] == 0


def _forearm(garment):
    """The colour at the foot of the frame, on the arm that holds a knife, as red, green, blue."""
    knife = Insert("knife", held_by="lin")
    pixels = _drawn(knife, skin="#f6cfae", sleeve="#204080", second="#30a040", garment=garment)
    inked = pixels[-4][pixels[-4][:, 3] == 255]
    return tuple(int(part) for part in np.median(inked[:, 2::-1], axis=0))


@pytest.mark.parametrize("garment", ["tshirt", "dress", "qipao"])
def test_short_sleeves_leave_the_forearm_bare(garment):
    """Who wears short sleeves shows skin down to the foot of the frame."""
    red, _, blue = _forearm(garment)

    assert red > blue + 30


@pytest.mark.parametrize(("garment", "strongest"), [("suit", 2), ("hanfu", 2), ("", 2), ("vest", 1), ("apron", 1)])
def test_other_sleeves_have_the_colour_of_what_is_worn_there(garment, strongest):
    """A vest or an apron shows the shirt below it, all else its own cloth."""
    assert int(np.argmax(_forearm(garment))) == strongest


def test_an_insert_of_an_unknown_thing_is_refused():
    """A kind outside the catalogue is an error that names it."""
    with pytest.raises(DrawingError, match="sceptre"):
        _drawn(Insert("sceptre"))


@pytest.mark.parametrize("insert", ALL, ids=lambda insert: f"{insert.prop}-{len(insert.writing)}")
def test_a_resting_insert_does_not_change(insert):
    """Between two steps, where nothing is said to move, every moment is the same picture."""
    edges = [0.0, *insert_steps(insert), 1.0]
    rests = [(a, b) for a, b in itertools.pairwise(edges) if not insert_is_moving(insert, (a + b) / 2)]

    for a, b in rests[:6]:
        assert np.array_equal(_drawn(insert, a + (b - a) * 0.02), _drawn(insert, b - (b - a) * 0.02))


def test_a_message_that_is_typed_and_pops_up_moves():
    """A chat says that it moves from the first dot until the bubble has settled."""
    insert = INSERTS[0]
    typed = messages(len(CHAT))[1]

    assert insert_is_moving(insert, typed.typing)
    assert insert_is_moving(insert, (typed.pops + typed.settled) / 2)
    assert not insert_is_moving(insert, typed.settled)


@pytest.mark.parametrize("insert", ALL, ids=lambda insert: f"{insert.prop}-{len(insert.writing)}")
def test_an_insert_that_says_it_moves_does(insert):
    """No frame is painted anew for a picture that stays the same."""
    edges = [0.0, *insert_steps(insert), 1.0]
    moves = [(a, b) for a, b in pairwise(edges) if insert_is_moving(insert, (a + b) / 2)]

    for a, b in moves[:2]:
        assert not np.array_equal(
            _drawn(insert, a + (b - a) * 0.2, scale=0.12), _drawn(insert, (a + b) / 2, scale=0.12)
        )


def test_steps_are_moments_inside_the_shot_in_order():
    """The compositor may walk the steps from first to last."""
    for insert in INSERTS:
        steps = insert_steps(insert)
        assert list(steps) == sorted(set(steps))
        assert all(0 < step < 1 for step in steps)


@given(st.integers(1, 40))
def test_the_last_message_stands_long_enough_to_be_read(count):
    """However long a chat is, its last bubble has settled by four fifths of the shot."""
    assert messages(count)[-1].settled <= 0.801


@given(st.lists(st.text("abc defgh你我他", min_size=1, max_size=60), min_size=1, max_size=12))
def test_bubbles_of_a_chat_never_overlap(texts):
    """Each message stands below the one before it."""
    page = bubbles(Insert("phone", tuple(texts)), 560)

    assert all(below.y >= above.y + above.height for above, below in itertools.pairwise(page))


@given(st.lists(st.text("abc defgh你我他", min_size=1, max_size=60), min_size=1, max_size=12))
def test_a_long_chat_scrolls_until_its_last_message_shows(texts):
    """At the end of the shot the bottom of the page lies inside the screen."""
    page = bubbles(Insert("phone", tuple(texts)), 560)

    assert page[-1].y + page[-1].height - scrolled(page, 700, 1.0) <= 700.001


def test_the_owners_messages_stand_on_their_own_side():
    """A line that begins with ">" is the owner's and loses the sign."""
    _, mine, other, _ = bubbles(Insert("phone", CHAT), 560)

    assert (mine.mine, mine.text) == (True, "Still at the office.")
    assert not other.mine


@pytest.mark.parametrize(
    ("writing", "expected"), [(("Dear Lin", "goodbye"), 1), (("Sum: 900", "Thanks"), 0), (("Go!", "Now"), 0)]
)
def test_the_line_that_matters_is_found(writing, expected):
    """A figure or an exclamation is what the eye is led to, else the last line."""
    assert key_line(writing) == expected


@given(
    st.sampled_from(PROP_KINDS),
    st.lists(st.sampled_from(["Hello", ">Yes", "900"]), max_size=6),
    st.floats(0, 1, exclude_max=True),
)
def test_moving_and_resting_change_only_at_a_step(kind, writing, progress):
    """The compositor may ask once between two steps whether the picture moves there."""
    insert = Insert(kind, tuple(writing))
    edges = [0.0, *insert_steps(insert), 1.0]
    start, end = next((a, b) for a, b in pairwise(edges) if a <= progress < b)

    assert insert_is_moving(insert, progress) == insert_is_moving(insert, (start + end) / 2)


def test_a_chat_in_a_wide_frame_is_the_same_telephone():
    """The aspect moves the thing to the middle and does not stretch it."""
    insert = Insert("phone", CHAT, "Lin", "kai")
    tall, wide = _drawn(insert, width=1080, scale=0.1), _drawn(insert, width=1280, scale=0.1)

    assert np.array_equal(tall[20:130, 15:-15], wide[20:130, 25:-25])


def test_a_glint_dies_away():
    """Before, between and after its two flares a ring does not sparkle."""
    assert glint(0.0) == glint(0.45) == glint(1.0) == 0
    assert glint(0.26) > 0.9


class _Noted(Random):
    """Dice that remember what was chosen with them."""

    def __init__(self, seed):
        super().__init__(seed)
        self.chosen = []

    def choice(self, among):
        """Choose, and remember it."""
        self.chosen.append(super().choice(among))
        return self.chosen[-1]


def _chosen(kind, *, fine):
    canvas, noted = Canvas(8, 8, scale=0.01), _Noted(f"{kind}/7")
    PAINTERS[kind](Brush(canvas, noted, fine=fine, moment=0.4))
    return noted.chosen


@pytest.mark.parametrize("kind", sorted(PAINTERS))
def test_a_thing_has_the_same_colours_in_the_hand_and_close_to(kind):
    """What the brush chooses by the seed does not depend on how near the thing is."""
    assert _chosen(kind, fine=True) == _chosen(kind, fine=False)


def _shows(pixels, colour):
    """Whether a picture has a good number of pixels of this colour."""
    near = np.abs(pixels[..., 2::-1].astype(int) - rgb(colour)).max(axis=2) <= 2
    return bool(((pixels[..., 3] == 255) & near).sum() >= 6)


@pytest.mark.parametrize("seed", [1, 4, 9])
@pytest.mark.parametrize("kind", ["phone", "laptop", "document"])
def test_what_has_two_painters_has_one_colour(kind, seed):
    """The case in the hand is the case in the close-up, and no other."""
    canvas = Canvas(200, 200, scale=0.3, origin=(100, 150))
    paint_prop(canvas, kind, seed=seed)
    close = _drawn(Insert(kind, held_by="kai"), seed=seed, scale=0.25, light=Light(tint_strength=0))
    others = set(COLOURS[kind]) - {own_colour(kind, seed)}
    held = canvas.pixels()

    assert _shows(held, own_colour(kind, seed))
    assert _shows(close, own_colour(kind, seed))
    assert not any(_shows(held, other) for other in others)


def test_a_photograph_shows_those_whom_it_is_given():
    """Portraits are drawn into the picture's frame and nowhere else; without any it is two people whom nobody knows."""
    photo = Insert("photo", ("Lin",))
    plain = _drawn(photo, scale=0.12)
    shown = _drawn(photo, scale=0.12, portraits=(lambda canvas: canvas.fill(rect(-400, -400, 800, 900), "#00ff00"),))
    green = (shown[..., 1] > 200) & (shown[..., 0] < 60) & (shown[..., 2] < 60)
    changed = np.any(shown != plain, axis=2)
    assert 0.02 < green.mean() < 0.3
    assert changed.mean() < 0.3, "the rest of the insert stays as it is"


def test_a_telephone_says_one_time_that_fits_the_hour() -> None:
    """The bar at its top and its lock screen agree, and a night's telephone does not say noon."""
    day, night = (CloseUp(Insert("phone"), 0.5, 7, Light(), None, hours=hours) for hours in ((9, 16), (22, 23)))
    assert clock(day) == clock(day)
    assert 9 <= int(clock(day)[:2]) <= 16
    assert 22 <= int(clock(night)[:2]) <= 23
