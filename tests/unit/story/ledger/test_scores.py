"""Scores are exact counts: of what was claimed, observed, needed, planted and turned."""

from told import ledger_of

from reelwright.story import score_story

TWO = (
    "INT. CAFE - DAY\n\n[[wear: Lin = red suit]]\n[[hurt: Lin = cut]]\n[[learns: Lin: he lied]]\n[[plant: the key]]\n"
    "[[value: trust = broken]]\n\nLIN\nHello.\n\nINT. OFFICE - DAY\n\n[[shows: Lin = red suit, no cut]]\n"
    "[[needs: Lin: he lied]]\n\nLIN\nWell.\n\n[[tells: Kai -> Lin: he left]]\n"
)


def counted(text: str) -> dict[str, tuple[int, int]]:
    """The scores of a script by name."""
    return {score.name: (score.holds, score.of) for score in score_story(ledger_of(text))}


def test_scores_count_what_holds_of_what_is_claimed() -> None:
    """One look holds, one mark does not; three of four changes are asked for; nothing planted pays."""
    scores = counted(TWO)
    assert (scores["needs met"], scores["told by those who know"]) == ((1, 1), (0, 1))
    assert scores["set-ups paid"] == (0, 1)
    assert scores["episodes that turn and ask"] == (0, 1)  # a value turns, and no question is raised
    assert scores["continuity"] == (3, 4)  # seen twice, one look, one mark
    assert scores["changes that something depends on"] == (3, 4)  # nothing asks what Kai told
    assert score_story(ledger_of(TWO))[0].value == 0.75


def test_gap_profile_counts_by_the_scenes_between() -> None:
    """A claim about somebody seen one scene ago counts as gap 1, after six scenes in the third row."""
    others = "".join(f"INT. CAFE - DAY\n\n[[day: +1]]\n\nKAI\nDay {n}.\n\n" for n in range(5))
    scores = counted(f"INT. CAFE - DAY\n\nLIN\nA.\n\n{others}INT. CAFE - DAY\n\n[[day: +1]]\n\nLIN\nB.\n")
    assert scores["continuity after 1 scene"] == (4, 4)
    assert scores["continuity after 2 to 5 scenes"] == (0, 0)
    assert scores["continuity after 6 to 15 scenes"] == (1, 1)


def test_story_without_notes_misses_nothing() -> None:
    """Where nothing is claimed every score is 1 of nothing."""
    scores = score_story(ledger_of("INT. CAFE - DAY\n\nNight falls.\n"))
    assert {(score.value, score.of) for score in scores if "episodes" not in score.name} == {(1.0, 0)}
