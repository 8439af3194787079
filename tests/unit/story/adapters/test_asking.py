"""What a premise asks for: an opening that tells it, and the secret that it turns on."""

import re
import tomllib
from pathlib import Path

import pytest

from reelwright.story import Premise, Project, Settings, check_story, format_findings, read_fountain
from reelwright.story.adapters.sketch.asking import cue_of, told_stuff
from reelwright.story.adapters.sketch.founding import build_world
from reelwright.story.adapters.sketch.planning import plan_series
from reelwright.story.adapters.sketch.reading import read_premise
from reelwright.story.adapters.sketch.slots import Slots
from reelwright.story.adapters.sketch.world import plot, table_of
from reelwright.story.adapters.sketch.writer import SketchWriter
from reelwright.story.tables import load_table, words_in

ROWS = [
    (language, *(part.strip() for part in row.split("|")))
    for language, rows in tomllib.loads(Path(__file__).with_name("openings.toml").read_text(encoding="utf-8")).items()
    for row in rows
]
OPENINGS = {(language, opening): text for language, text, opening in reversed(ROWS) if opening}


@pytest.mark.parametrize(("language", "text", "opening"), ROWS)
def test_premise_opens_on_itself_and_its_neighbour_does_not(language: str, text: str, opening: str) -> None:
    """What a premise says happens is what the film opens on; words that sound alike ask for nothing."""
    world = build_world(Premise(text, language=language), (1,))
    first = plan_series(world).plays[0].name
    assert first == opening or (not opening and not first.startswith("told_"))


@pytest.mark.parametrize(("language", "opening"), OPENINGS)
def test_film_that_opens_on_its_premise_has_no_finding(language: str, opening: str) -> None:
    """Every opening of a premise's own leads to a film that checks clean, with all that it names filled in."""
    writer = SketchWriter()
    bible = writer.plan(Premise(OPENINGS[language, opening], language=language), lambda _: None)
    script = writer.write(bible, (), 1, lambda _: None).script
    project = Project(
        Path(),
        Settings(title=bible.title, language=language),
        bible.cards,
        (read_fountain(script, file="01"),),
    )
    assert format_findings(check_story(project)) == "nothing found\n"
    assert not re.search(r"[{}]|\b(?:a|the|an) [.,?!]|\bthe the\b| {2}|，，|。。", script)


def test_every_opening_of_a_premise_is_in_both_languages_and_can_be_asked_for() -> None:
    """No opening is without words, without a premise in the tables above, or without its secret."""
    rules = {name: row for name, row in table_of(plot()["opening"]).items() if name.startswith("told_")}
    for language in ("en", "zh"):
        written = table_of(load_table(f"sketch/openings_{language}")["opening"])
        assert {name for name in written if name.startswith("told_")} == set(rules)
        assert set(written) <= set(table_of(plot()["opening"]))
        asked = {opening for spoken, opening in OPENINGS if spoken == language}
        assert asked == set(rules) - ({"told_bride"} if language == "en" else set())
    cores = {core for row in rules.values() for core in words_in(table_of(row)["core"])}
    assert cores <= set(table_of(plot()["secret"]))


def test_every_word_that_a_cue_wants_is_one_that_a_premise_can_say() -> None:
    """The rows of cues.toml ask for events, concepts or what follows from who is named, and for nothing else."""
    follows = {"other", "kin", "post", "thing"}
    for language in ("en", "zh"):
        events = set(table_of(load_table(f"sketch/events_{language}")["event"]))
        concepts = set(table_of(load_table(f"sketch/premise_{language}")["concept"]))
        listed = load_table("sketch/cues")["cue"]
        wanted = {word.removeprefix("!") for row in listed for word in words_in(table_of(row)["says"])}  # type: ignore[union-attr]
        missing = wanted - events - concepts - follows
        assert missing <= {"substitute"}
        assert language == "en" or not missing


@pytest.mark.parametrize(
    ("text", "told", "things"),
    [
        ("Two brothers fight over their late father's taxi", "the taxi", "taxis"),
        ("Someone keeps leaving cakes at the police station", "the cakes", "cakes"),
        ("A widow finds a memory", "the memory", "memories"),
        ("A pianist loses her hearing", "hearing", "hearing"),
    ],
)
def test_things_are_named_by_their_grammar(text: str, told: str, things: str) -> None:
    """One taxi, several cakes and no "the hearing"."""
    stuff = told_stuff(read_premise(text, "en"), None, "house")
    assert (stuff["told"], stuff["things"]) == (told, things)


def test_days_and_years_of_a_premise_are_those_of_the_story() -> None:
    """Friday stays Friday, ten years stay ten; a premise that says neither leaves both to be drawn."""
    assert (
        told_stuff(read_premise("The last bookshop in town will close on Friday", "en"), None, "x")["day"] == "Friday"
    )
    assert told_stuff(read_premise("新娘在婚礼前十年醒来", "zh"), None, "店")["years"] == "十"
    assert {"day", "years"}.isdisjoint(told_stuff(read_premise("My boss is a vampire", "en"), None, "x"))


def test_family_that_is_asked_for_by_hand_needs_no_cue() -> None:
    """--family wins over what the words ask for, and the film is whole."""
    world = build_world(Premise("My boss is a vampire", family="cosy_mystery"), (1,))
    assert cue_of(world.reading).family == "contract_marriage"
    assert (world.family, plan_series(world).plays[0].kind) == ("cosy_mystery", "opening")


def test_article_stands_before_its_word_in_an_opening() -> None:
    """An android and a vampire each have the article that they ask for."""
    assert "{A_being_cap}; {a_being}".format_map(Slots(being="android")) == "An android; an android"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A pianist who lost her hearing teaches a boy who won't speak", "en"),
        ("A boxer teaches a girl to dance", "en"),
        ("失去听力的钢琴家教一个不肯说话的男孩", "zh"),
    ],
)
def test_child_of_a_premise_is_a_child_and_nobodys_lover(text: str, language: str) -> None:
    """A boy who is taught is drawn as a child and plays a friend, whatever the kind of story."""
    for family in ("", "contract_marriage", "rivals_to_lovers", "second_chance"):
        world = build_world(Premise(text, language=language, family=family), (1,))
        children = {key for key, player in world.players.items() if player.age == "child"}
        assert children == {"ally"} == set(world.others)
