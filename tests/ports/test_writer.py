"""The port Writer: what every adapter and the fake keep."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reelwright.story import (
    Premise,
    Project,
    Question,
    Settings,
    Severity,
    Writer,
    WritingError,
    WritingProgress,
    check_story,
    read_fountain,
)
from reelwright.story.adapters.model_writer import ModelWriter
from reelwright.story.adapters.sketch.writer import SketchWriter
from reelwright.story.adapters.teller.writer import TellerWriter
from reelwright.testing import FakeChat, FakeWriter

_TOLD = "\n\n".join(
    f'{place}\n\n"{who}, we have to open the hotel again before the winter comes," said Ada.'
    f'\n\n"And who will sleep in it, with all those doors that open by themselves?" asked Cleo.'
    f'\n\nAda laughed. "Somebody who is not afraid of doors. Sit down and eat something, {who}."'
    f'\n\n"I am not hungry. I have not been hungry since the night of the fire," Cleo said quietly.'
    for place, who in (
        ("In the kitchen it was cold.", "Cleo"),
        ("* * *", "my friend"),
        ("In the office it was dark.", "Cleo"),
    )
)
PREMISE = Premise("A shy baker inherits a haunted hotel", episodes=3)
HEARD: list[WritingProgress] = []


def chat_answer(question: Question) -> object:
    """What a well-behaved model answers to each of a writer's questions."""
    asked = json.loads(question.messages[1].text)
    if question.name == "plan":
        person = {"gender": "female", "age": "adult", "garment": "coat", "want": "rest", "flaw": "", "manner": ""}
        people = [{"name": name, "role": "hero", **person} for name in ("Ada", "Cleo")]
        places = [{"name": "Lobby", "kind": "lobby", "sign": ""}]
        return {"title": "T", "logline": "L.", "family": "f", "people": people, "places": places, "secrets": []}
    if question.name == "outline":
        episode = {"scenes": ["They talk."], "opens": [], "answers": [], "change": ""}
        return {"episodes": [episode for _ in asked["numbers"]]}
    line = {"kind": "line", "how": "", "prop": "", "heading": "", "lines": []}
    beats = [{"who": "Ada", "text": f"Night {asked['number']}.", **line}, {"who": "Cleo", "text": "I know.", **line}]
    return {"scenes": [{"place": "Lobby", "inside": True, "time": "NIGHT", "notes": [], "beats": beats}]}


@pytest.fixture(params=["fake", "sketch", "model", "teller"])
def writer(request: pytest.FixtureRequest) -> Writer:
    """Every writer; the model's answers are made up here."""
    writers: dict[str, Callable[[], Writer]] = {
        "fake": FakeWriter,
        "sketch": SketchWriter,
        "model": lambda: ModelWriter(FakeChat(by=chat_answer)),
        "teller": TellerWriter,
    }
    return writers[request.param]()


def premise_of(writer: Writer) -> Premise:
    """Whoever invents goes by the premise, whoever tells by the story."""
    return replace(PREMISE, story=_TOLD) if isinstance(writer, TellerWriter) else PREMISE


def test_bible_says_who_and_what_and_brings_its_cards(writer: Writer) -> None:
    """A bible has a title, a sentence about the film, people with wants, and a card for each of them."""
    bible = writer.plan(premise_of(writer), HEARD.append)
    assert bible.title
    assert bible.logline
    assert {person.id for person in bible.characters} == set(bible.cards.people)
    assert all(person.want for person in bible.characters) or isinstance(writer, TellerWriter)


def test_every_episode_has_an_outline_and_a_script_that_checks(writer: Writer) -> None:
    """There are as many outlines as episodes, and every script has no error and no warning."""
    bible = writer.plan(premise_of(writer), HEARD.append)
    outlines = writer.outline(bible, HEARD.append)
    assert [outline.number for outline in outlines] == [1, 2, 3]
    texts = [writer.write(bible, outlines, number, HEARD.append).script for number in (1, 2, 3)]
    scripts = [replace(read_fountain(text, file=f"{n}"), episode=n) for n, text in enumerate(texts, start=1)]
    project = Project(Path(), Settings(title=bible.title), bible.cards, tuple(scripts))
    assert [each for each in check_story(project) if each.severity is not Severity.NOTE] == []


def test_next_season_goes_on_from_the_one_before(writer: Writer) -> None:
    """A bible after another has that one's seasons and one more, and the same people."""
    first = writer.plan(premise_of(writer), HEARD.append)
    if isinstance(writer, TellerWriter):
        with pytest.raises(WritingError):  # what was told is at its end
            writer.plan(replace(premise_of(writer), episodes=5), HEARD.append, after=first)
        return
    second = writer.plan(replace(PREMISE, episodes=5), HEARD.append, after=first)
    assert second.seasons == (3, 2)
    assert {person.name for person in first.characters} <= {person.name for person in second.characters}


def test_episode_that_was_not_planned_is_refused(writer: Writer) -> None:
    """An episode beyond the last is an error of writing, not a fault."""
    bible = writer.plan(premise_of(writer), HEARD.append)
    outlines = writer.outline(bible, HEARD.append)
    with pytest.raises(WritingError):
        writer.write(bible, outlines, 4, HEARD.append)


def test_progress_is_heard(writer: Writer) -> None:
    """Whoever waits is told how far the writer has come."""
    heard: list[WritingProgress] = []
    writer.plan(premise_of(writer), heard.append)
    assert heard
    assert all(0 <= each.done <= each.of for each in heard)
