"""Custody of proofs in sketched series: every hand that a proof goes through has its note."""

from reelwright.story.adapters.sketch.custody import Custody
from reelwright.story.adapters.sketch.planning import Play

WHO = {"A": "hero", "K": "foe", "Z": "ally", "B": "love", "F": "S1"}


def notes(*moves: str) -> list[list[str]]:
    """The notes of one scene a move, those of its beginning first."""
    plays = [Play(number, 1, "move", move, WHO) for number, move in enumerate(moves)]
    custody = Custody(plays, lambda _, whose, again: f"{whose}'s proof {again}", lambda key: key)
    return [[*custody.begins(play), *custody.ends(play)] for play in plays]


def test_proof_that_is_stolen_and_burned_goes_from_hand_to_hand() -> None:
    """Found and left lying, held by the thief, by the enemy, and gone: which also pays it."""
    found, stolen, burned = notes("find", "steal", "burn")
    assert found == ["plant: foe's proof 0", "take: hero = foe's proof 0", "put: foe's proof 0"]
    assert stolen == ["hold: ally = foe's proof 0", "put: foe's proof 0"]
    assert burned == ["hold: foe = foe's proof 0", "gone: foe's proof 0", "pays: foe's proof 0"]


def test_proof_that_is_brought_back_is_given() -> None:
    """Who makes amends hands it over, and it pays where it is shown."""
    _, _, brought, shown = notes("find", "steal", "amends", "unmask")
    assert "give: foe's proof 0, foe -> hero" in brought
    assert shown == ["hold: hero = foe's proof 0", "pays: foe's proof 0"]


def test_burned_proof_does_not_come_back_as_the_same_thing() -> None:
    """What is brought after a fire is another thing, with a name of its own."""
    *_, brought, shown = notes("find", "steal", "burn", "amends", "unmask")
    assert brought[0] == "plant: foe's proof 1"
    assert shown[-1] == "pays: foe's proof 1"


def test_proof_that_never_counts_has_no_notes() -> None:
    """Nothing is planted that would not pay: neither an idle find nor one whose place a recording takes."""
    assert notes("find", "plan") == [[], []]
    assert notes("find", "trap", "unmask") == [[], [], []]
