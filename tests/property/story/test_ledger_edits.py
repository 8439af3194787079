"""However a story is edited, the kept ledger is the one that a fresh replay gives."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reelwright.story import (
    Cards,
    FilmRecorder,
    LedgerKeeper,
    Look,
    Person,
    Place,
    Scene,
    Screenplay,
    keep_ledger,
    read_fountain,
    record_films,
    stage_script,
)

_LOOKS = (Look(), Look(name="red suit"))
_CARDS = Cards(
    {name.lower(): Person(name.lower(), name, looks=_LOOKS) for name in ("Lin", "Kai", "Mei")},
    {name.lower(): Place(name.lower(), name) for name in ("Cafe", "Office")},
)
_NOTES = (
    "[[wear: Lin = red suit]]", "[[shows: Lin = red suit]]", "[[take: Lin = letter]]", "[[give: letter, Lin -> Kai]]",
    "[[put: letter]]", "[[learns: Lin: it rains]]", "[[tells: Lin -> Kai: it rains]]", "[[needs: Kai: it rains]]",
    "[[hurt: Kai = cut]]", "[[shows: Kai = cut]]", "[[flashback: 2 days]]", "[[dream]]", "[[meanwhile]]",
    "[[die: Kai]]", "[[day: +1]]", "[[exit: Kai]]", "[[gone: letter]]", "[[break: cup]]",
    "[[hold: Lin = phone]]", "[[goal: Lin: rest]]", "[[reached: Lin: rest]]", "[[knows: Kai: it rains]]",
    "[[vehicle: red car = Office]]", "[[board: Lin = red car]]", "[[travel: Lin -> Cafe, 2 days]]",
    "[[day: same day, 09:00]]", "[[anchors: cafe = door]]\n[[at: Lin = window]]", "[[lie: Lin -> Kai: it snows]]",
    "[[state: letter = torn]]", "[[hurt: Lin = scar]]", "[[day: +10]]", "[[heal: Kai]]", "[[wear: Kai = red suit]]",
)  # fmt: skip
_ACTIONS = ("Lin picks up the letter.", "Kai holds a cup.", "Lin gives Kai the letter.", "Kai weeps.", "")


def _pool() -> tuple[Scene, ...]:
    """Scenes of one note each, in two places."""
    text = "".join(
        f"INT. {('CAFE', 'OFFICE')[number % 2]} - {('DAY', 'NIGHT', 'CONTINUOUS')[number % 3]}\n\n{note}\n\n"
        f"{_ACTIONS[number % 5]}\n\n{('LIN', 'MEI')[number % 4 == 0]}\nA.\n\n{('KAI', 'LIN')[number % 7 == 0]}\nB.\n\n"
        for number, note in enumerate(_NOTES)
    )
    return stage_script(read_fountain(text, file="f"), _CARDS, language="en")[0].scenes


_SCENES = _pool()
_STORIES = st.lists(st.sampled_from(range(len(_SCENES))), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(_STORIES, min_size=2, max_size=4), st.integers(0, 11), st.integers(0, len(_SCENES) - 1))
@example(stories=[[9, 13, 14, 26, 13, 11, 11, 0], [9, 13, 14, 26, 13, 11, 0]], at=11, other=0)  # a dream less
@example(stories=[[], [0, 29, 0, 1, 0]], at=2, other=1)  # a scar, and other days
def test_kept_ledger_is_the_fresh_one(stories: list[list[int]], at: int, other: int) -> None:
    """After each of several edits, findings, claims and the last world are those of a replay from the beginning."""
    keeper, recorder = LedgerKeeper(), FilmRecorder()
    near = [*stories[-1][:at], other, *stories[-1][at + 1 :]]  # also an edit of one scene
    for story in [*stories, near, stories[-1]]:
        play = Screenplay("A", "en", tuple(_SCENES[index] for index in story))
        kept, fresh = keeper.keep((play,), _CARDS), keep_ledger((play,), _CARDS)
        assert kept.findings == fresh.findings
        assert [each.claims for each in kept.scenes] == [each.claims for each in fresh.scenes]
        assert kept.after == fresh.after
        assert [each.when for each in kept.scenes] == [each.when for each in fresh.scenes]
        assert recorder.record(kept, (play,)) == record_films((play,), _CARDS)
