"""The ledger replays what happens in the order in which it happened, and says how everybody is seen."""

from collections.abc import Iterator

import pytest
from told import CARDS, findings

from reelwright.film import Mark
from reelwright.story import (
    Action,
    Appearance,
    Change,
    Happening,
    LedgerKeeper,
    Scene,
    Speech,
    keep_ledger,
    read_fountain,
    record_films,
    stage_script,
)


def scenes(text: str) -> tuple[Scene, ...]:
    """The recorded scenes of a script."""
    screenplay, _ = stage_script(read_fountain(text, file="f"), CARDS, language="en")
    return record_films((screenplay,), CARDS)[0].scenes


def openings(text: str, person: str = "lin") -> list[Appearance]:
    """How somebody is seen as each scene begins."""
    return [scene.opening[person] for scene in scenes(text) if person in scene.opening]


def changes(scene: Scene) -> Iterator[Change]:
    """What becomes of people through a scene, in order."""
    for beat in scene.beats:
        if isinstance(beat, Action):
            yield from (change for act in beat.acts for change in act.changes)
        elif isinstance(beat, Speech | Happening):
            yield from beat.changes
            yield from (change for line in getattr(beat, "lines", ()) for change in line.changes)


SAY = "\n\nLIN\nHello.\n\n"


def test_look_stays_until_the_next_day() -> None:
    """What was put on is worn in the night of the same day, and the first look again on the next morning."""
    text = f"INT. CAFE - DAY\n\n[[wear: Lin = red suit]]{SAY}INT. OFFICE - NIGHT{SAY}INT. CAFE - DAY{SAY}"
    assert [seen.look for seen in openings(text)] == ["red suit", "red suit", ""]


def test_day_note_that_says_same_day_keeps_the_look() -> None:
    """A morning that a note puts on the same day is no new day."""
    text = f"INT. CAFE - DAY\n\n[[wear: Lin = red suit]]{SAY}INT. OFFICE - DAY\n\n[[day: same day]]{SAY}"
    assert [seen.look for seen in openings(text)] == ["red suit", "red suit"]


def test_wound_stays_and_a_week_heals_it() -> None:
    """A cut shows the next day and is gone after a week; tears go with the scene."""
    text = (
        f"INT. CAFE - DAY\n\n[[hurt: Lin = cut, tears]]{SAY}INT. CAFE - DAY\n\n[[day: +1]]{SAY}"
        f"INT. CAFE - DAY\n\n[[day: +7]]{SAY}"
    )
    assert [seen.marks for seen in openings(text)] == [{Mark.CUT, Mark.TEARS}, {Mark.CUT}, frozenset()]


def test_flashback_happens_before_what_is_shown_before_it() -> None:
    """What is learned in a flashback is known in the scene before it on screen, and not the other way round."""
    learn, need = "[[learns: Lin: he lied]]", "[[needs: Lin: he lied]]"
    shown_later = f"INT. CAFE - DAY\n\n{need}{SAY}INT. OFFICE - DAY\n\n[[flashback: 1 year]]\n\n{learn}{SAY}"
    too_late = f"INT. CAFE - DAY\n\n{learn}{SAY}INT. OFFICE - DAY\n\n[[flashback: 1 year]]\n\n{need}{SAY}"
    assert findings(shown_later) == ()
    assert [each.rule for each in findings(too_late)] == ["L301"]
    assert findings(too_late)[0].time == "1 year before day 1"


def test_dream_changes_nothing() -> None:
    """A wound of a dream does not show when the dreamer wakes; two scenes of one dream belong together."""
    text = (
        f"INT. CAFE - NIGHT\n\n[[dream]]\n[[hurt: Lin = cut]]{SAY}INT. OFFICE - NIGHT\n\n[[dream]]{SAY}"
        f"INT. CAFE - NIGHT{SAY}"
    )
    assert [seen.marks for seen in openings(text)] == [{Mark.CUT}, {Mark.CUT}, frozenset()]


def test_thing_is_in_the_hand_only_where_it_is_taken() -> None:
    """Who took a letter has it in the next scene, but not in the hand, until a note says so."""
    text = (
        f"INT. CAFE - DAY\n\n[[take: Lin = letter]]{SAY}INT. OFFICE - DAY{SAY}"
        f"INT. CAFE - NIGHT\n\n[[hold: Lin = letter]]{SAY}"
    )
    assert [seen.holds for seen in openings(text)] == ["letter", "", "letter"]
    assert findings(text) == ()


def test_gift_changes_both_hands_where_the_note_stands() -> None:
    """The giver's hand is empty and the taker's full from the note on."""
    text = f"INT. CAFE - DAY\n\n[[take: Lin = letter]]{SAY}KAI\nMine?\n\n[[give: letter, Lin -> Kai]]\n\nKAI\nThanks.\n"
    (scene,) = scenes(text)
    assert list(changes(scene)) == [Change("lin", holds=""), Change("kai", holds="letter")]


def test_notes_may_say_again_what_the_action_line_shows() -> None:
    """An action line and a note that tell the same gift are one gift."""
    text = (
        "INT. CAFE - DAY\n\n[[take: Lin = letter]]\n\nKai waits. Lin hands Kai the letter.\n\n"
        "[[give: letter, Lin -> Kai]]\n\nKAI\nThanks.\n\n[[shows: Kai = letter, Lin = no letter]]\n\nKAI\nMine.\n"
    )
    assert findings(text) == ()


def test_two_phones_are_two_things() -> None:
    """Everybody has a phone of their own; one that is named stays one."""
    both = f"INT. CAFE - DAY\n\n[[hold: Lin = phone]]\n[[hold: Kai = phone]]{SAY}KAI\nHi.\n"
    named = f"INT. CAFE - DAY\n\n[[hold: Lin = Mei's phone]]\n[[hold: Kai = Mei's phone]]{SAY}KAI\nHi.\n"
    assert findings(both) == ()
    assert [each.rule for each in findings(named)] == ["L104"]


@pytest.mark.parametrize(("umbrella", "wet"), [("", True), ("[[hold: Lin = umbrella]]\n", False)])
def test_rain_wets_who_has_no_umbrella(umbrella: str, wet: bool) -> None:  # noqa: FBT001
    """Whoever stands in the rain is wet, unless somebody holds an umbrella."""
    text = f"EXT. ROOFTOP - NIGHT\n\n[[weather: rain]]\n{umbrella}{SAY}"
    assert (Mark.WET in openings(text)[0].marks) is wet


def test_finding_says_when_what_and_how_to_mend() -> None:
    """A finding carries line, story time, expected, found, and a note that, inserted, mends it."""
    wrong = (
        f"INT. CAFE - DAY\n\n[[take: Kai = letter]]\n\nKAI\nMine.{SAY}[[give: letter, Lin -> Mei]]\n\nMEI\nThanks.\n"
    )
    (found,) = findings(wrong)
    assert (found.rule, str(found.where), found.time) == ("L102", "1.fountain:11", "day 1")
    assert (found.expected, found.found) == ("Lin has it", "Kai has it since 1.fountain:3")
    (repair,) = found.repairs
    lines = wrong.splitlines()
    lines.insert(repair.where.line - 1, repair.text)
    assert findings("\n".join(lines)) == ()


def test_edit_is_replayed_from_its_scene_on() -> None:
    """The keeper replays only what an edit can change, and comes to the same ledger as from the beginning."""

    def staged(line: str):
        parts = [f"INT. CAFE - DAY\n\n[[take: Lin = cup]]{SAY}", f"INT. OFFICE - DAY{SAY}[[{line}]]\n\nLIN\nSo.\n\n"]
        parts += [f"INT. CAFE - NIGHT{SAY}" for _ in range(20)]
        return stage_script(read_fountain("".join(parts), file="f"), CARDS, language="en")[0]

    first, second = staged("hold: Lin = cup"), staged("put: cup")
    second = type(second)(second.title, "en", (first.scenes[0], second.scenes[1], *first.scenes[2:]))
    keeper = LedgerKeeper()
    assert keeper.keep((first,), CARDS).replayed == 22
    assert keeper.keep((first,), CARDS).replayed == 0
    edited = keeper.keep((second,), CARDS)
    assert edited.replayed == 2  # the scene itself, and the next one that its people are in
    assert edited.after == keep_ledger((second,), CARDS).after
    back = keeper.keep((first,), CARDS)
    assert back.after == keep_ledger((first,), CARDS).after


def test_notes_that_mend_are_in_the_language_of_the_script() -> None:
    """In a Chinese script a finding is mended by a Chinese note, people by their names; in an English one not."""
    text = "INT. CAFE - DAY\n\n[[goal: Lin: 保住面馆]]\n[[needs: Lin: 合并是假的]]\n\nLIN\nSo.\n"
    goal, need = sorted(findings(text, language="zh"), key=lambda each: each.where.line)
    assert [repair.text for repair in need.repairs] == ["[[得知: Lin: 合并是假的]]"]
    assert [repair.text for repair in goal.repairs] == ["[[留白: 保住面馆]]"]
    assert "[[达成: Lin: 保住面馆]]" in goal.mend
    assert all("[[learns: Lin:" in each.mend for each in findings(text) if each.rule == "L301")
