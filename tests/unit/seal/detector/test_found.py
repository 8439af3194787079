"""What a stretch is: by what moves in it, and by what is said where both films are heard."""

from dataclasses import replace

import numpy as np
import pytest

from reelwright.seal import Relation
from reelwright.seal.detector.found import Found, relation_of
from reelwright.seal.detector.geometry import Placement
from reelwright.seal.detector.hearing import Heard
from reelwright.seal.detector.timeline import TimeLine
from reelwright.seal.detector.unsure import is_unsure

LIES = Placement(np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
CLEAR = Found(
    film=0,
    placement=LIES,
    line=TimeLine(1.0, 0.0, 9.0),
    first=0.0,
    last=6.0,
    likeness=0.95,
    motion=0.85,
    agreement=0.8,
    points=200,
    seen=1.0,
    shown=1.0,
    strange=0.02,
    shared=0.5,
    standing=0.9,
)
WORDS = Heard(alike=0.9, least=0.8, standing=0.3, seconds=4.0, sway=6.0)
MUSIC = replace(WORDS, standing=0.6)
RAIN = replace(WORDS, sway=2.0)
OTHER_WORDS = replace(WORDS, alike=0.1, least=0.0)


def test_what_moves_alike_is_a_copy_and_what_moves_otherwise_is_a_set() -> None:
    """The same pictures moving alike are a copy; moving otherwise, the same set; unlike pictures are nothing."""
    assert relation_of(CLEAR) is Relation.COPY
    assert relation_of(replace(CLEAR, motion=0.25, agreement=0.2)) is Relation.SAME_SET
    assert relation_of(replace(CLEAR, likeness=0.1)) is None


def test_what_is_too_brief_to_tell_is_said_to_be_so() -> None:
    """Two seconds in which nothing speaks against a copy are not called another shot; what was seen otherwise is."""
    brief = replace(CLEAR, last=1.9, motion=0.6, agreement=0.3, strange=0.1, shared=0.1)
    assert relation_of(brief) is Relation.SAME_SET
    assert is_unsure(brief)
    assert is_unsure(replace(brief, motion=0.1, agreement=0.0, strange=0.05))
    for told in (
        replace(brief, strange=0.4),
        replace(brief, last=3.5),
        replace(brief, likeness=0.5),
        replace(brief, line=TimeLine(0.8, 0.0, 9.0)),
        replace(CLEAR, last=2.0),
    ):
        assert not is_unsure(told)


def test_what_moves_in_one_of_them_alone_speaks_against_a_copy() -> None:
    """Two clear shots that nod together and speak otherwise are a set; grainy ones are not asked so closely."""
    nods = replace(CLEAR, motion=0.67, agreement=0.5, shared=0.3)
    assert relation_of(nods) is Relation.COPY
    assert relation_of(replace(nods, strange=0.2)) is Relation.SAME_SET
    assert relation_of(replace(nods, strange=0.2, likeness=0.7)) is Relation.COPY


def test_two_shots_that_are_lit_and_panned_alike_are_no_copy_where_their_people_act() -> None:
    """However alike the most of it moves, what moves least alike must have its part in the film, at any speed."""
    panned = replace(CLEAR, motion=0.66, agreement=0.8, strange=0.11)
    assert relation_of(replace(panned, shared=0.45)) is Relation.COPY
    assert relation_of(replace(panned, shared=0.28)) is Relation.SAME_SET
    odd = replace(panned, motion=0.7, line=TimeLine(0.87, 0.0, 9.0))
    assert relation_of(replace(odd, shared=0.45)) is Relation.COPY
    assert relation_of(replace(odd, shared=0.36)) is Relation.SAME_SET


def test_what_is_lost_everywhere_alike_is_lost_to_blur_and_not_to_another_shot() -> None:
    """A fast scene starved of bits moves a little otherwise everywhere; another shot does where its people act."""
    starved = replace(CLEAR, motion=0.69, agreement=0.55, strange=0.25)
    assert relation_of(replace(starved, shared=0.46)) is Relation.COPY
    assert relation_of(replace(starved, shared=0.3)) is Relation.SAME_SET
    assert relation_of(replace(starved, shared=0.46, last=2.5)) is Relation.SAME_SET
    assert relation_of(replace(starved, shared=0.46, line=TimeLine(1.25, 0.0, 9.0))) is Relation.SAME_SET
    assert relation_of(replace(starved, shared=0.7, line=TimeLine(1.25, 0.0, 9.0))) is Relation.COPY


@pytest.mark.parametrize("speed", [1.0, 0.9])
def test_two_shots_of_one_set_may_hold_and_blink_alike_until_the_cut(speed: float) -> None:
    """What ends with a shot is asked for more than what goes on past it: another shot may do as much until then."""
    held = replace(CLEAR, motion=0.81, agreement=0.85, strange=0.14, shared=0.51, line=TimeLine(speed, 0.0, 9.0))
    assert relation_of(held) is Relation.COPY
    assert relation_of(replace(held, last=3.8)) is Relation.SAME_SET
    assert relation_of(replace(held, last=2.9)) is Relation.SAME_SET
    assert relation_of(replace(held, last=4.0, motion=0.9, shared=0.7)) is Relation.COPY


def test_a_shot_in_which_little_is_strange_is_told_by_itself() -> None:
    """Two seconds that move as the film does, and nothing else in them, are a copy; a moment tells nothing."""
    told = replace(CLEAR, motion=0.9, agreement=0.9, shared=0.8, last=2.0)
    assert relation_of(told) is Relation.COPY
    assert relation_of(replace(told, last=1.5)) is Relation.SAME_SET


def test_other_words_that_stand_there_speak_against_a_copy() -> None:
    """Three people in one corridor may nod alike for a shot: their captions tell; a bar over a copy harms it not."""
    nodded = replace(CLEAR, last=3.7, likeness=0.98, motion=0.84, agreement=0.78, strange=0.11, shared=0.55)
    assert relation_of(replace(nodded, standing=0.85)) is Relation.COPY
    assert relation_of(replace(nodded, standing=0.67)) is Relation.SAME_SET
    assert relation_of(replace(nodded, standing=0.67, shared=0.75)) is Relation.COPY
    barred = replace(CLEAR, last=2.9, motion=0.95, agreement=0.96, strange=0.06, shared=0.89, standing=0.0)
    assert relation_of(barred) is Relation.COPY


@pytest.mark.parametrize("motion", [0.6, 0.52])
def test_an_inset_of_another_film_of_the_set_is_no_copy(motion: float) -> None:
    """An inset copy may lose much, but where what moves in either alone weighs more it is of another film."""
    inset = replace(CLEAR, shown=0.4, motion=motion, agreement=0.65)
    assert relation_of(replace(inset, strange=0.18)) is Relation.COPY
    assert relation_of(replace(inset, strange=0.31)) is Relation.SAME_SET


def test_a_face_before_a_wall_is_its_own_mirror_picture() -> None:
    """A clear mirrored picture is asked for as much as one that is not; a dim one was taken, and is asked for less."""
    mirrored = replace(CLEAR, placement=replace(LIES, mirror=True), motion=0.72, agreement=0.74, strange=0.16)
    assert relation_of(mirrored) is Relation.COPY
    assert relation_of(replace(mirrored, last=3.0, shared=0.31)) is Relation.SAME_SET
    dim = replace(mirrored, likeness=0.7, motion=0.58, agreement=0.4)
    assert relation_of(dim) is Relation.COPY
    assert relation_of(replace(dim, last=1.5)) is Relation.SAME_SET
    assert relation_of(replace(dim, strange=0.45)) is Relation.SAME_SET


def test_a_picture_that_lies_worse_must_share_what_moves() -> None:
    """Other people before the same wall lie on each other less well; the camera and the cut alone move alike."""
    plain = replace(CLEAR, likeness=0.84, motion=0.6, agreement=0.4, strange=0.1)
    assert relation_of(replace(plain, shared=0.25)) is Relation.COPY
    assert relation_of(replace(plain, shared=0.1)) is Relation.SAME_SET
    assert relation_of(replace(plain, shared=0.25, motion=0.53)) is Relation.SAME_SET
    assert relation_of(replace(plain, shared=0.25, strange=0.25)) is Relation.SAME_SET


def test_little_that_moves_is_enough_where_nothing_else_does() -> None:
    """An empty street of which only leaves move is a copy; with a car in one of the two alone it is a set."""
    street = replace(CLEAR, motion=0.36, agreement=0.2, strange=0.02)
    assert relation_of(street) is Relation.COPY
    assert relation_of(replace(street, strange=0.1)) is Relation.SAME_SET
    assert relation_of(replace(street, motion=0.2)) is Relation.SAME_SET
    assert relation_of(replace(street, last=2.9)) is Relation.SAME_SET


def test_an_odd_speed_is_asked_for_more() -> None:
    """What needs another speed to fit must agree in all, and last two seconds."""
    faster = replace(CLEAR, line=TimeLine(1.25, 0.0, 9.0))
    assert relation_of(faster) is Relation.COPY
    assert relation_of(replace(faster, motion=0.75, agreement=0.65)) is Relation.COPY
    assert relation_of(replace(faster, motion=0.75, agreement=0.65, strange=0.3)) is Relation.SAME_SET
    assert relation_of(replace(faster, last=1.5)) is Relation.SAME_SET
    pushed = replace(CLEAR, last=5.1, motion=0.78, agreement=0.8, strange=0.06, shared=0.57)
    assert relation_of(replace(pushed, line=TimeLine(0.8, 0.0, 9.0))) is Relation.COPY
    assert relation_of(replace(pushed, line=TimeLine(0.52, 0.0, 9.0))) is Relation.SAME_SET
    brief = replace(faster, last=2.5, shared=0.8)
    assert relation_of(brief) is Relation.COPY
    assert relation_of(replace(brief, shared=0.6)) is Relation.SAME_SET


@pytest.mark.parametrize(
    ("heard", "relation"),
    [(None, Relation.SAME_SET), (WORDS, Relation.COPY)]
    + [(sound, Relation.SAME_SET) for sound in (MUSIC, OTHER_WORDS)],
    ids=["silent", "words", "music", "other words"],
)
def test_the_same_words_let_the_picture_ask_for_less(heard: Heard | None, relation: Relation) -> None:
    """Where little moves, the same words make a copy of what is else a set; music and other words do not."""
    assert relation_of(replace(CLEAR, motion=0.4, agreement=0.2, strange=0.08, heard=heard)) is relation


def test_words_tell_more_than_rain() -> None:
    """Where each picture has moves of its own, the same words outweigh them; the same rain does not."""
    strange = replace(CLEAR, motion=0.4, agreement=0.2, strange=0.2)
    assert relation_of(replace(strange, heard=WORDS)) is Relation.COPY
    assert relation_of(replace(strange, heard=RAIN)) is Relation.SAME_SET


def test_a_word_that_two_films_share_tells_nothing() -> None:
    """The same voice says the same word in many films: it takes two seconds of them."""
    strange = replace(CLEAR, motion=0.4, agreement=0.2, strange=0.2)
    assert relation_of(replace(strange, heard=replace(WORDS, seconds=2.0))) is Relation.COPY
    assert relation_of(replace(strange, heard=replace(WORDS, seconds=1.5))) is Relation.SAME_SET


@pytest.mark.parametrize("heard", [None, MUSIC, OTHER_WORDS])
def test_another_sound_harms_no_copy(heard: Heard | None) -> None:
    """A thief may mute the film or lay other words over it: the picture alone is enough."""
    assert relation_of(replace(CLEAR, heard=heard)) is Relation.COPY


def test_sound_alone_is_no_copy() -> None:
    """The same words over pictures that do not move alike are no copy; music alone is named."""
    unlike = replace(CLEAR, likeness=0.2, motion=0.05, agreement=-0.1)
    assert relation_of(replace(unlike, heard=WORDS)) is None
    assert relation_of(replace(unlike, heard=MUSIC)) is Relation.SAME_MUSIC
    assert relation_of(replace(CLEAR, motion=0.05, agreement=0.0, heard=WORDS)) is Relation.SAME_SET
