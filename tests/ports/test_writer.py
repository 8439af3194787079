"""The port Writer: what every adapter and the fake keep."""

from dataclasses import replace
from pathlib import Path

import pytest

from reelwright.story import (
    Premise,
    Project,
    Settings,
    Severity,
    Writer,
    WritingError,
    WritingProgress,
    check_story,
    read_fountain,
)
from reelwright.story.adapters.sketch.writer import SketchWriter
from reelwright.testing import FakeWriter

PREMISE = Premise("A shy baker inherits a haunted hotel", episodes=3)
HEARD: list[WritingProgress] = []


@pytest.fixture(params=["fake", "sketch"])
def writer(request: pytest.FixtureRequest) -> Writer:
    """Every writer that works without a network."""
    return FakeWriter() if request.param == "fake" else SketchWriter()


def test_bible_says_who_and_what_and_brings_its_cards(writer: Writer) -> None:
    """A bible has a title, a sentence about the film, people with wants, and a card for each of them."""
    bible = writer.plan(PREMISE, HEARD.append)
    assert bible.title
    assert bible.logline
    assert {person.id for person in bible.characters} == set(bible.cards.people)
    assert all(person.want for person in bible.characters)


def test_every_episode_has_an_outline_and_a_script_that_checks(writer: Writer) -> None:
    """There are as many outlines as episodes, and every script has no error and no warning."""
    bible = writer.plan(PREMISE, HEARD.append)
    outlines = writer.outline(bible, HEARD.append)
    assert [outline.number for outline in outlines] == [1, 2, 3]
    texts = [writer.write(bible, outlines, number, HEARD.append).script for number in (1, 2, 3)]
    scripts = [replace(read_fountain(text, file=f"{n}"), episode=n) for n, text in enumerate(texts, start=1)]
    project = Project(Path(), Settings(title=bible.title), bible.cards, tuple(scripts))
    assert [each for each in check_story(project) if each.severity is not Severity.NOTE] == []


def test_next_season_goes_on_from_the_one_before(writer: Writer) -> None:
    """A bible after another has that one's seasons and one more, and the same people."""
    first = writer.plan(PREMISE, HEARD.append)
    second = writer.plan(replace(PREMISE, episodes=5), HEARD.append, after=first)
    assert second.seasons == (3, 2)
    assert {person.name for person in first.characters} <= {person.name for person in second.characters}


def test_episode_that_was_not_planned_is_refused(writer: Writer) -> None:
    """An episode beyond the last is an error of writing, not a fault."""
    bible = writer.plan(PREMISE, HEARD.append)
    outlines = writer.outline(bible, HEARD.append)
    with pytest.raises(WritingError):
        writer.write(bible, outlines, 4, HEARD.append)


def test_progress_is_heard(writer: Writer) -> None:
    """Whoever waits is told how far the writer has come."""
    heard: list[WritingProgress] = []
    writer.plan(PREMISE, heard.append)
    assert heard
    assert all(0 <= each.done <= each.of for each in heard)
