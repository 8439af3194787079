"""Recipes: what they depend on and what they do not."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelwright.film import (
    Emotion,
    Figure,
    FrameRate,
    FrameSize,
    Insert,
    Line,
    Manner,
    Setting,
    Shot,
    ShotKind,
    ShotSize,
    SourceLine,
    Transition,
)
from reelwright.production import seen_part, spoken_part, take_recipe, utterance_recipe
from reelwright.story import Cards, Person, Place, VoiceCard
from reelwright.studio import PictureSettings, TimedLine, TimedShot, Utterance

SETTINGS = PictureSettings(FrameSize(96, 160), FrameRate(30))
ENGINE = {"name": "test"}
PEOPLE = {name: Person(name, name.title(), source=SourceLine(f"cast/{name}.toml", 1)) for name in ("ann", "bob", "cy")}
PLACES = {"room": Place("room", "Room"), "roof": Place("roof", "Roof", kind="rooftop")}
CARDS = Cards(PEOPLE, PLACES)

calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
places_in_text = st.builds(SourceLine, st.text(max_size=8), st.integers(min_value=0, max_value=999))


def shown(text: str, transition: Transition = Transition.CUT, start: int = 0) -> TimedShot:
    """A shot in which Ann says something."""
    line = Line("s01-01-l1", "ann", text, SourceLine("film.fountain", 3))
    shot = Shot(
        "s01-01", 1, ShotKind.SINGLE, ShotSize.CU, Setting("room"), SourceLine("film.fountain", 2),
        figures=(Figure("ann"),), lines=(line,), transition=transition, length=30,
    )  # fmt: skip
    return TimedShot(shot, (TimedLine(line, Utterance(b"\0\0" * 4, (), "test"), 2),), start)


def take(timed: TimedShot, before: TimedShot | None = None, cards: Cards = CARDS) -> str:
    """The name of a take."""
    return take_recipe(seen_part(timed, before, cards=cards, settings=SETTINGS), ENGINE).hex


@calm
@given(
    st.integers(min_value=75, max_value=10**6),
    st.text(min_size=1, max_size=9),
    st.integers(1, 99),
    places_in_text,
    places_in_text,
)
def test_take_does_not_depend_on_its_place(
    start: int, name: str, scene: int, source: SourceLine, said: SourceLine
) -> None:
    """After the opening, number, scene, start and lines of the script may change; the take is the same."""
    here = replace(shown("Hello."), start=75)
    line = replace(here.shot.lines[0], id=name + "-l7", source=said)
    moved = TimedShot(
        replace(here.shot, id=name, scene=scene, source=source, lines=(line,)),
        (replace(here.lines[0], line=line),),
        start,
    )
    assert take(moved) == take(here)


@calm
@given(st.text(max_size=20), st.text(max_size=20))
def test_take_depends_on_its_words(one: str, other: str) -> None:
    """Two shots with the same words have one take, with other words two."""
    assert (take(shown(one)) == take(shown(other))) == (one == other)


@calm
@given(st.sampled_from(list(Transition)))
def test_shot_before_matters_only_where_it_is_seen(transition: Transition) -> None:
    """A change in the shot before changes a dissolve and a wipe, and nothing else."""
    here = shown("Hello.", transition)
    same = take(here, shown("One.")) == take(here, shown("Two."))
    assert same == (transition not in {Transition.DISSOLVE, Transition.WIPE})


def test_cards_matter_only_to_the_shots_they_are_in() -> None:
    """Another skirt for Bob changes no shot of Ann's; for Ann it does; comments in a card never."""
    here = shown("Hello.")
    bob = Cards(PEOPLE | {"bob": replace(PEOPLE["bob"], hair="bob")}, PLACES)
    ann = Cards(PEOPLE | {"ann": replace(PEOPLE["ann"], hair="bob")}, PLACES)
    moved = Cards(PEOPLE | {"ann": replace(PEOPLE["ann"], source=SourceLine("cast/ann.toml", 9))}, PLACES)
    roof = Cards(PEOPLE, PLACES | {"roof": replace(PLACES["roof"], seed=9)})
    room = Cards(PEOPLE, PLACES | {"room": replace(PLACES["room"], seed=9)})
    assert take(here) == take(here, cards=bob) == take(here, cards=moved) == take(here, cards=roof)
    assert len({take(here), take(here, cards=ann), take(here, cards=room)}) == 3


def test_job_holds_only_the_cards_of_its_shot() -> None:
    """What the recipe does not hold the renderer does not see: figures, speakers, hands, the place."""
    here = shown("Hello.")
    insert = replace(here.shot, kind=ShotKind.INSERT, insert=Insert("letter", held_by="cy"))
    job = seen_part(replace(here, shot=insert), None, cards=CARDS, settings=SETTINGS)
    assert (set(job.cards.people), set(job.cards.places)) == ({"ann", "cy"}, {"room"})
    assert job.timed.start == 0
    assert job.timed.lines[0].line.id == job.timed.shot.lines[0].id


def test_opening_and_length_matter() -> None:
    """What of a shot lies in the film's first 2.5 seconds carries the large label; a longer shot is another take."""
    here, partly, later = (replace(shown("Hello."), start=start) for start in (0, 60, 75))
    longer = replace(later, shot=replace(later.shot, length=31))
    assert len({take(here), take(partly), take(later), take(longer)}) == 4
    labelled = [seen_part(one, None, cards=CARDS, settings=SETTINGS).label_frames for one in (here, partly, later)]
    assert labelled == [30, 15, 0]


def test_no_label_no_opening() -> None:
    """Without the label's words the opening is a shot like any other."""
    here = seen_part(shown("Hello."), None, cards=CARDS, settings=replace(SETTINGS, label=""))
    assert here.label_frames == 0


@calm
@given(st.text(min_size=1, max_size=9), places_in_text, st.booleans())
def test_utterance_depends_on_what_is_heard(name: str, source: SourceLine, off: bool) -> None:  # noqa: FBT001
    """Id, script line and being seen change nothing; words, manner, feeling and voice do."""
    line = Line("l1", "ann", "Hello.", SourceLine("film.fountain", 3))

    def spoken(line: Line, person: Person = PEOPLE["ann"], language: str = "en") -> str:
        said, speaker = spoken_part(line, person)
        return utterance_recipe(said, speaker, language=language, engine=ENGINE).hex

    assert spoken(line) == spoken(replace(line, id=name, source=source, off_screen=off))
    assert spoken(line) == spoken(line, replace(PEOPLE["ann"], hair="bald", source=None))
    others = [
        spoken(replace(line, text="Hullo.")),
        spoken(replace(line, manner=Manner.WHISPER)),
        spoken(replace(line, emotion=Emotion.SAD)),
        spoken(line, replace(PEOPLE["ann"], voice=VoiceCard(pitch=2))),
        spoken(line, replace(PEOPLE["ann"], build="broad")),
        spoken(line, language="zh"),
    ]
    assert len({spoken(line), *others}) == 7
