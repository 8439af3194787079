"""One event of the ledger is changed, and exactly the shots that depend on it are made again."""

from pathlib import Path

import pytest

from reelwright.production import Made, Order, Stage
from reelwright.wiring import open_craft

LOOKS = '[[look]]\nname = "red suit"\ngarment = "suit"\n\n[[look]]\nname = "black suit"\ngarment = "suit"\n'
SCRIPT = """INT. CAFE - DAY

[[wear: Lin = red suit]]
[[take: Lin = letter]]

LIN
I kept it for you.

KAI
For me? After all these years?

[[give: letter, Lin -> Kai]]

KAI
Thank you, Lin.

INT. OFFICE - DAY

LIN
You never read it.

KAI
I know it by heart.

EXT. ROOFTOP - NIGHT

Kai waits.

KAI
Too late for us.
"""


@pytest.fixture
def room_set(film_set):
    """A project with cards and a script, made by our own story and board, fake voice and fake renderer."""
    film_set.change(craft=open_craft())
    film_set.write('title = "The letter"\nfps = 24\n', "reel.toml")
    for person, gender in (("lin", "female"), ("kai", "male")):
        film_set.write(f'name = "{person.title()}"\ngender = "{gender}"\n{LOOKS}', f"cast/{person}.toml")
    for place, kind in (("cafe", "cafe"), ("office", "office"), ("rooftop", "rooftop")):
        film_set.write(f'name = "{place.title()}"\nkind = "{kind}"\n', f"places/{place}.toml")
    (film_set.root / "film.txt").unlink()
    film_set.write(SCRIPT, "film.fountain")
    return film_set


def shoot(film_set) -> Made:
    """Make the takes."""
    return film_set.make(Order(until=Stage.SHOOT, draft=True))


def made_again(film_set, script: str) -> set[str]:
    """The ids of the shots that another script has filmed, all others being as they were."""
    shoot(film_set)
    Path(film_set.root / "film.fountain").write_text(script, encoding="utf-8")
    return {shot.timed.shot.id for shot in shoot(film_set).films[0].shots if not shot.reused}


def shots_with(film_set, person: str, scenes: set[int]) -> set[str]:
    """The ids of the shots of some scenes that show somebody."""
    shots = [made.timed.shot for made in shoot(film_set).films[0].shots]
    seen = {shot.id: {figure.person for figure in shot.figures} for shot in shots if shot.scene in scenes}
    return {shot for shot, people in seen.items() if person in people}


def test_other_clothes_change_the_shots_that_show_them(room_set) -> None:
    """Another look of Lin's is seen where Lin is seen that day, and nowhere else."""
    expected = shots_with(room_set, "lin", {1, 2})
    changed = made_again(room_set, SCRIPT.replace("Lin = red suit", "Lin = black suit"))
    assert changed == expected
    assert 0 < len(changed) < len(shoot(room_set).films[0].shots)


def test_wound_changes_the_shots_after_it(room_set) -> None:
    """A cut at the end of the second scene shows on Kai in the third, and changes no shot before."""
    expected = shots_with(room_set, "kai", {3})
    changed = made_again(room_set, SCRIPT.replace("EXT. ROOFTOP", "[[hurt: Kai = cut]]\n\nEXT. ROOFTOP"))
    assert changed == expected
    assert changed


def test_gift_changes_the_hands_after_it(room_set) -> None:
    """Without the gift only shots from the gift on change, where the letter changed hands."""
    before = {shot.timed.shot.id for shot in shoot(room_set).films[0].shots if shot.timed.shot.source.line < 13}
    changed = made_again(room_set, SCRIPT.replace("[[give: letter, Lin -> Kai]]\n\n", ""))
    assert changed
    assert changed.isdisjoint(before)
    assert {shot.split("-")[0] for shot in changed} == {"s01"}  # in later scenes nobody has it in hand


def test_who_comes_in_is_seen_from_there_on(room_set) -> None:
    """Lin comes up to the roof: only shots of that scene change, and every shot there that shows her is one of them."""
    changed = made_again(room_set, SCRIPT.replace("KAI\nToo late", "[[enter: Lin]]\n\nKAI\nToo late"))
    assert {shot.split("-")[0] for shot in changed} == {"s03"}
    assert set() < shots_with(room_set, "lin", {3}) <= changed


def test_thing_taken_is_in_the_hand_from_there_on(room_set) -> None:
    """A cup that Kai takes on the roof changes the shots in which he is seen with it, and no shot of other scenes."""
    changed = made_again(room_set, SCRIPT.replace("KAI\nToo late", "[[take: Kai = cup]]\n\nKAI\nToo late"))
    holding = {
        each.timed.shot.id
        for each in shoot(room_set).films[0].shots
        if any(figure.holds == "cup" for figure in each.timed.shot.figures)
    }
    assert holding == changed
    assert {shot.split("-")[0] for shot in changed} == {"s03"}


def test_event_that_shows_in_no_picture_changes_none(room_set) -> None:
    """Who knows what is checked and not drawn: no take is made again."""
    assert (
        made_again(room_set, SCRIPT.replace("LIN\nYou never", "[[learns: Kai: it is over]]\n\nLIN\nYou never")) == set()
    )
