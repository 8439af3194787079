"""However a story is edited, the kept ledger is the one that a fresh replay gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.story import (
    Cards,
    LedgerKeeper,
    Look,
    Person,
    Place,
    Scene,
    Screenplay,
    keep_ledger,
    read_fountain,
    stage_script,
)

_LOOKS = (Look(), Look(name="red suit"))
_CARDS = Cards(
    {name.lower(): Person(name.lower(), name, looks=_LOOKS) for name in ("Lin", "Kai")},
    {name.lower(): Place(name.lower(), name) for name in ("Cafe", "Office")},
)
_NOTES = (
    "[[wear: Lin = red suit]]", "[[shows: Lin = red suit]]", "[[take: Lin = letter]]", "[[give: letter, Lin -> Kai]]",
    "[[put: letter]]", "[[learns: Lin: it rains]]", "[[tells: Lin -> Kai: it rains]]", "[[needs: Kai: it rains]]",
    "[[hurt: Kai = cut]]", "[[shows: Kai = cut]]", "[[flashback: 2 days]]", "[[dream]]", "[[meanwhile]]",
    "[[die: Kai]]", "[[day: +1]]", "[[exit: Kai]]", "[[gone: letter]]", "[[break: cup]]",
)  # fmt: skip


def _pool() -> tuple[Scene, ...]:
    """Scenes of one note each, in two places."""
    text = "".join(
        f"INT. {('CAFE', 'OFFICE')[number % 2]} - {('DAY', 'NIGHT')[number % 3 == 0]}\n\n{note}\n\n"
        "LIN\nA.\n\nKAI\nB.\n\n"
        for number, note in enumerate(_NOTES)
    )
    return stage_script(read_fountain(text, file="f"), _CARDS, language="en")[0].scenes


_SCENES = _pool()
_STORIES = st.lists(st.sampled_from(range(len(_SCENES))), max_size=12)


@settings(max_examples=150)
@given(st.lists(_STORIES, min_size=2, max_size=4), st.integers(0, 11), st.integers(0, len(_SCENES) - 1))
def test_kept_ledger_is_the_fresh_one(stories: list[list[int]], at: int, other: int) -> None:
    """After each of several edits, findings, claims and the last world are those of a replay from the beginning."""
    keeper = LedgerKeeper()
    near = [*stories[-1][:at], other, *stories[-1][at + 1 :]]  # also an edit of one scene
    for story in [*stories, near, stories[-1]]:
        play = Screenplay("A", "en", tuple(_SCENES[index] for index in story))
        kept, fresh = keeper.keep((play,), _CARDS), keep_ledger((play,), _CARDS)
        assert kept.findings == fresh.findings
        assert [each.claims for each in kept.scenes] == [each.claims for each in fresh.scenes]
        assert kept.after == fresh.after
