"""So far: the scripts of a series as they stand are what a writer goes on from."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from reelwright.story import (
    Bible,
    Commission,
    Person,
    Premise,
    Project,
    Settings,
    WritingError,
    check_story,
    continue_series,
    read_bible,
    read_fountain,
    tell_so_far,
    write_series,
)
from reelwright.story.adapters.sketch.writer import SketchWriter

CHEF = Premise("A disgraced chef inherits a haunted noodle shop", episodes=2)


@cache
def begun() -> tuple[Bible, tuple[str, ...]]:
    """A short series, written once."""
    writer = SketchWriter()
    bible = writer.plan(CHEF, lambda _: None)
    return bible, tuple(writer.write(bible, (), number, lambda _: None).script for number in (1, 2))


def project_of(bible: Bible, texts: tuple[str, ...]) -> Project:
    """Scripts as a project, without touching the disk."""
    scripts = [replace(read_fountain(text, file=f"{n:02}"), episode=n) for n, text in enumerate(texts, start=1)]
    return Project(Path(), Settings(title=bible.title), bible.cards, tuple(scripts))


def gone_on(bible: Bible, texts: tuple[str, ...], episodes: int = 2) -> tuple[Bible, tuple[str, ...]]:
    """The bible and all scripts of a series that goes on from these."""
    after = replace(bible, so_far=tell_so_far(project_of(bible, texts)))
    writer = SketchWriter()
    longer = writer.plan(replace(bible.premise, episodes=bible.episodes + episodes), lambda _: None, after=after)
    numbers = range(bible.episodes + 1, longer.episodes + 1)
    return longer, (*texts, *(writer.write(longer, (), number, lambda _: None).script for number in numbers))


def role(bible: Bible, wanted: str) -> str:
    """The id of who has a role."""
    return next(person.id for person in bible.characters if person.role == wanted)


def test_what_the_scripts_tell_is_read_from_the_ledger() -> None:
    """Who spoke, who died, what is open and who knows what: also what a person wrote in."""
    bible, texts = begun()
    hero = bible.cards.people[role(bible, "hero")]
    edit = f"\nINT. NOODLE SHOP - NIGHT\n\n{hero.name.upper()}\nWhose is it?\n\n[[question: Whose is the chair?]]\n"
    foe = bible.cards.people[role(bible, "foe")]
    so_far = tell_so_far(project_of(bible, (texts[0], texts[1] + edit + f"\n[[die: {foe.name}]]\n")))
    assert "Whose is the chair?" in so_far.asked
    assert so_far.dead == {foe.id}
    assert hero.id in so_far.people
    assert any(person == hero.id for person, _ in so_far.known)


def test_series_goes_on_with_new_names_and_people_without_findings() -> None:
    """A renamed hero keeps the new name, an added person is met again, an open question is asked and left open."""
    bible, texts = begun()
    hero = bible.cards.people[role(bible, "hero")]
    texts = tuple(text.replace(hero.name.upper(), "BRIDGET").replace(hero.name, "Bridget") for text in texts)
    edit = "\nINT. NOODLE SHOP - NIGHT\n\nOTTO\nWhose is the chair?\n\n[[question: Whose is the chair?]]\n"
    people = {
        **bible.cards.people,
        hero.id: replace(hero, name="Bridget"),
        "otto": Person("otto", "Otto", gender="male"),
    }
    edited = replace(bible, cards=replace(bible.cards, people=people))
    longer, scripts = gone_on(edited, (texts[0], texts[1] + edit))
    new = "\n".join(scripts[2:])
    assert "BRIDGET" in new
    assert hero.name.upper() not in new
    assert "OTTO" in new
    assert "Whose is the chair?" in new
    assert set(longer.cards.people) >= {hero.id, "otto"}
    assert "bridget" not in longer.cards.people
    assert not check_story(project_of(longer, scripts))


def test_the_dead_do_not_come_back_and_a_dead_hero_is_told() -> None:
    """Who died in the script is in no new scene; without a hero there is no next season."""
    bible, texts = begun()
    friend = next(person for person in bible.characters if person.role not in ("hero", "foe", "ghost"))
    _, scripts = gone_on(bible, (texts[0], texts[1] + f"\n[[die: {friend.name}]]\n"))
    assert all(friend.name.upper() not in text for text in scripts[2:])
    hero = next(person for person in bible.characters if person.role == "hero")
    with pytest.raises(WritingError, match="dead"):
        gone_on(bible, (texts[0], texts[1] + f"\n[[die: {hero.name}]]\n"))


def test_answer_that_was_taken_out_leaves_its_question_open() -> None:
    """A question whose answer a person removed counts as open again."""
    bible, texts = begun()
    answer = next(line for line in texts[1].splitlines() if line.startswith("[[answers:"))
    so_far = tell_so_far(project_of(bible, (texts[0], texts[1].replace(answer, ""))))
    assert answer.removeprefix("[[answers: ").removesuffix("]]") in so_far.asked


def test_stopped_series_is_finished_from_the_edits_and_not_from_the_plan(tmp_path: Path) -> None:
    """A later process writes the missing episode just as the one that was stopped would have."""
    commission = Commission(SketchWriter(), "sketch", lambda _: None)
    write_series(tmp_path / "d", CHEF, commission)
    bible = read_bible(tmp_path / "d").bible
    hero = next(each.name for each in bible.characters if each.role == "hero")
    for path in (*(tmp_path / "d/episodes").iterdir(), *(tmp_path / "d/cast").iterdir()):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(hero.upper(), "BRIDGET").replace(hero, "Bridget"), encoding="utf-8")
    continue_series(tmp_path / "d", 2, commission)
    last = tmp_path / "d/episodes/04.fountain"
    whole = last.read_text(encoding="utf-8")
    last.unlink()

    continue_series(tmp_path / "d", 2, Commission(SketchWriter(), "sketch", lambda _: None))

    assert last.read_text(encoding="utf-8") == whole
    assert "BRIDGET" in whole
    assert hero.upper() not in whole
