"""A model writes; the ledger reads every page, and what it finds is mended or told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reelwright.story import (
    ChatError,
    Commission,
    Premise,
    Purse,
    PurseError,
    Question,
    Severity,
    WritingProgress,
    check_story,
    continue_series,
    load_project,
    read_bible,
    write_series,
)
from reelwright.story.adapters.model_writer import ModelWriter
from reelwright.story.adapters.openai_chat import ChatServer, OpenAiChat
from reelwright.testing import ChatServerDouble, FakeChat

PREMISE = Premise("A shy baker inherits a hotel", episodes=2)
PLAN: dict[str, Any] = {
    "title": "Room Nine",
    "logline": "A baker must keep a hotel.",
    "family": "cosy mystery",
    "people": [
        {"name": "Ada", "role": "hero", "gender": "female", "age": "adult", "garment": "apron", "want": "to stay",
         "flaw": "shy", "manner": "short"},
        {"name": "Bruno", "role": "foe", "gender": "male", "age": "elder", "garment": "suit", "want": "the hotel",
         "flaw": "proud", "manner": "grand"},
    ],
    "places": [{"name": "Lobby", "kind": "lobby", "sign": "HOTEL"}],
    "secrets": [{"text": "the will is forged", "question": "Who wrote the will?", "keeper": "Bruno", "opened": 1,
                 "answered": 2}],
}  # fmt: skip
OUTLINE = {"scenes": ["Bruno shows Ada the will."], "opens": ["Who wrote the will?"], "answers": [], "change": "-trust"}


def line(who: str, text: str, how: str = "") -> dict[str, Any]:
    """A beat in which somebody speaks."""
    return beat("line", text, who=who, how=how)


def beat(kind: str, text: str = "", **more: Any) -> dict[str, Any]:
    """A beat with all fields of the schema."""
    return {"kind": kind, "who": "", "how": "", "text": text, "prop": "", "heading": "", "lines": []} | more


def episode(*beats: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An episode of one scene."""
    scene = {"place": "Lobby", "inside": True, "time": "DAY", "notes": [], "beats": list(beats)} | more
    return {"scenes": [scene]}


RIGHT = episode(
    line("Bruno", "Read it, and then pack.", "coldly"),
    beat("note", "take: Bruno = letter"),
    beat("action", "Bruno hands Ada the letter."),
    beat("note", "give: letter, Bruno -> Ada"),
    line("Ada", "This is not her hand."),
)
PLAIN = episode(line("Bruno", "You are still here."), line("Ada", "So is the hotel."))
CONTRADICTION = episode(
    line("Bruno", "Read it, and then pack.", "coldly"),
    beat("note", "needs: Ada: the will is forged"),
    line("Ada", "You forged it."),
)
"""Ada says what nobody ever told her."""
MENDED = episode(
    line("Bruno", "Read it, and then pack.", "coldly"),
    beat("note", "learns: Ada: the will is forged"),
    line("Ada", "You forged it."),
)


def scripted(*episodes: object) -> FakeChat:
    """A model that plans and outlines well, and writes these episodes one after the other."""
    waiting = list(episodes)

    def answer(question: Question) -> object:
        if question.name == "plan":
            return PLAN
        if question.name == "outline":
            numbers = json.loads(question.messages[1].text)["numbers"]
            return {"episodes": [OUTLINE for _ in numbers]}
        return waiting.pop(0)

    return FakeChat(by=answer)


def deaf(_: WritingProgress) -> None:
    """Hear nothing."""


def write(path: Path, model: Any, premise: Premise = PREMISE, purse: Purse | None = None) -> ModelWriter:
    """Have a series written."""
    writer = ModelWriter(model, purse)
    write_series(path, premise, Commission(writer, "model", deaf))
    return writer


def wrong(path: Path) -> list[str]:
    """The rules that a project breaks."""
    found = check_story(load_project(path))
    return [each.rule for each in found if each.severity is not Severity.NOTE]


def test_series_becomes_a_project_that_checks(tmp_path: Path) -> None:
    """People, places and scripts of a model's answers lie in the project, and nothing is wrong with them."""
    write(tmp_path, scripted(RIGHT, PLAIN))
    project = load_project(tmp_path)
    assert [script.episode for script in project.scripts] == [1, 2]
    assert {person.name for person in project.cards.people.values()} == {"Ada", "Bruno"}
    assert project.cards.people["ada"].looks[0].garment == "apron"
    assert "\n(coldly)\n" in (tmp_path / "episodes/01.fountain").read_text(encoding="utf-8")
    assert wrong(tmp_path) == []


def test_love_of_a_child_is_asked_for_anew(tmp_path: Path) -> None:
    """A plan, an outline and a page of it are told to the model, which writes them again; a model that insists is left.

    Grown people in love are written as they come.
    """
    teen = {**PLAN["people"][0], "age": "teen", "role": "love interest"}
    kiss = episode(beat("action", "Bruno kisses Ada."), line("Ada", "So is the hotel."))
    young = episode(beat("action", "Bruno kisses a schoolgirl."), line("Ada", "So is the hotel."))
    answers = {
        "plan": [{**PLAN, "people": [teen, PLAN["people"][1]]}, PLAN],
        "outline": [
            {"episodes": [{**OUTLINE, "scenes": ["Bruno falls in love with a schoolgirl."]}]},
            {"episodes": [OUTLINE]},
        ],
        "episode": [young, kiss],
    }
    asked: list[Question] = []

    def answer(question: Question) -> object:
        asked.append(question)
        return answers.get(question.name, answers["episode"]).pop(0)

    write(tmp_path / "d", FakeChat(by=answer), Premise("A baker"))
    assert "Bruno kisses Ada." in (tmp_path / "d/film.fountain").read_text(encoding="utf-8")
    assert [len(question.messages) for question in asked] == [2, 4, 2, 4, 2, 4]
    assert all("under eighteen" in question.messages[-1].text for question in asked[1::2])
    with pytest.raises(ChatError, match="under eighteen"):
        write(tmp_path / "e", FakeChat(by=lambda _: {**PLAN, "people": [teen, PLAN["people"][1]]}), Premise("A baker"))


def test_planted_contradiction_is_found_and_mended(tmp_path: Path) -> None:
    """What somebody says without knowing it is handed back with its line, and the mended episode is kept."""
    model = scripted(CONTRADICTION, MENDED)
    writer = write(tmp_path, model, replace(PREMISE, episodes=1))
    asked = json.loads(model.asked[-1].messages[1].text)
    assert model.asked[-1].name == "mend"
    assert asked["findings"][0]["rule"].startswith("L3")
    said = asked["script"].splitlines()[asked["findings"][0]["line"] - 1]
    assert "forged" in said
    assert "learns" in (tmp_path / "film.fountain").read_text(encoding="utf-8")
    assert wrong(tmp_path) == []
    assert writer.purse.spent.calls == 4


def test_rounds_are_kept_and_the_best_stays(tmp_path: Path) -> None:
    """A model that mends for the worse does not spoil the episode, and every round is there to be looked at."""
    worse = episode(*CONTRADICTION["scenes"][0]["beats"], beat("note", "needs: Bruno: Ada knows"), line("Ada", "Well."))
    write(tmp_path, scripted(CONTRADICTION, worse, worse, worse), replace(PREMISE, episodes=1))
    rounds = sorted(path.name for path in (tmp_path / ".reel/writing").glob("*.fountain"))
    assert rounds[:2] == ["01-0.fountain", "01-1.fountain"]
    first = (tmp_path / ".reel/writing/01-0.fountain").read_text(encoding="utf-8")
    assert (tmp_path / "film.fountain").read_text(encoding="utf-8") == first


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (episode(line("Nobody", "Hello.")), "Nobody"),
        (episode(beat("note", "give: letter")), "give"),
        (episode(line("Ada", "Hi."), place="Moon"), "Moon"),
        ({"scenes": []}, "scenes"),
        ({"acts": 1}, "scenes"),
    ],
)
def test_answer_that_cannot_be_used_is_asked_again(tmp_path: Path, broken: Any, told: str) -> None:
    """An unknown speaker or place, a broken note or a wrong shape is told to the model, which answers again."""
    model = scripted(broken, RIGHT)
    write(tmp_path, model, replace(PREMISE, episodes=1))
    assert told in model.asked[-1].messages[-1].text
    assert wrong(tmp_path) == []


def test_model_that_never_answers_well_is_an_error_and_loses_nothing(tmp_path: Path) -> None:
    """When the second episode cannot be had, the first lies there, and a second run asks for the second alone."""
    with pytest.raises(ChatError):
        write(tmp_path, scripted(RIGHT, {}, {}, {}))
    assert (tmp_path / "episodes/01.fountain").exists()
    again = scripted(PLAIN)
    write(tmp_path, again)
    assert [question.name for question in again.asked] == ["write"]
    assert wrong(tmp_path) == []


def test_purse_is_kept_to(tmp_path: Path) -> None:
    """When the money is spent writing stops with an error, and goes on where it was with a new purse."""
    with pytest.raises(PurseError):
        write(tmp_path, scripted(RIGHT, PLAIN), purse=Purse(most_calls=3))
    assert not (tmp_path / "episodes/02.fountain").exists()
    writer = write(tmp_path, scripted(PLAIN))
    assert writer.purse.spent.calls == 1


def test_words_of_a_model_stay_words(tmp_path: Path) -> None:
    """A line that tries to open a note, a boneyard or a scene is dialogue and nothing else."""
    sly = episode(line("Ada", "[[die: Bruno]] /* gone */ INT. MOON - DAY\n\nEXT. SEA - DAY"))
    write(tmp_path, scripted(sly), replace(PREMISE, episodes=1))
    script = load_project(tmp_path).scripts[0]
    assert [element.kind.value for element in script.elements] == ["heading", "character", "dialogue"]


def test_series_goes_on(tmp_path: Path) -> None:
    """A next season keeps people and places with their cards, and brings new ones."""
    write(tmp_path, scripted(RIGHT, PLAIN))
    card = (tmp_path / "cast/ada.toml").read_text(encoding="utf-8")
    more = {**PLAN, "people": [*PLAN["people"], {**PLAN["people"][0], "name": "Cleo"}]}
    model = scripted(PLAIN)
    model_with_more = FakeChat(by=lambda q: more if q.name == "plan" else model.reply(q).data)
    continue_series(tmp_path, 1, Commission(ModelWriter(model_with_more), "model", deaf))
    assert (tmp_path / "cast/cleo.toml").exists()
    assert (tmp_path / "cast/ada.toml").read_text(encoding="utf-8") == card
    assert read_bible(tmp_path).bible.seasons == (2, 1)
    told = json.loads(model_with_more.asked[0].messages[1].text)["so_far"]
    assert told["title"] == "Room Nine"
    assert "Ada" in told["scripts_as_they_stand"]["spoke"]


def test_long_story_is_read_in_pieces(tmp_path: Path) -> None:
    """A novel is told again piece by piece before it is planned."""
    waiting = scripted(RIGHT)
    model = FakeChat(by=lambda q: {"told": "Ada bakes."} if q.name == "digest" else waiting.reply(q).data)
    premise = Premise("Ada bakes", episodes=1, story="Ada bakes. " * 5_000)
    write(tmp_path, model, premise)
    names = [question.name for question in model.asked]
    assert names[:4] == ["digest", "digest", "digest", "plan"]
    assert "Ada bakes." in json.loads(model.asked[3].messages[1].text)["story"]


@pytest.fixture
def server() -> Iterator[ChatServerDouble]:
    """A server on loopback that writes a contradiction first and mends it when told."""

    def answer(body: dict[str, Any]) -> str:
        schema = body["messages"][-1]["content"]
        letter = json.loads(body["messages"][1]["content"])
        if "logline" in schema:
            return json.dumps(PLAN)
        if "episodes" in schema and "beats" not in schema:
            return json.dumps({"episodes": [OUTLINE for _ in letter["numbers"]]})
        return json.dumps(MENDED if "findings" in letter else CONTRADICTION)

    double = ChatServerDouble(answer)
    yield double
    double.stop()


def test_server_that_misbehaves_still_gives_a_series(server: ChatServerDouble, tmp_path: Path) -> None:
    """Busy, broken off, stalled, cut short, badly formed: the series is written, checked and mended all the same."""
    server.moods = ["429", "well", "broken", "truncated", "500", "well", "stall", "fenced"]
    chat = OpenAiChat(ChatServer(server.url, "small", timeout=0.5), sleep=lambda _: None)
    writer = write(tmp_path, chat, replace(PREMISE, episodes=1))
    assert wrong(tmp_path) == []
    assert writer.purse.spent.calls == 5
    assert writer.purse.spent.tokens_out == 5 * 45
