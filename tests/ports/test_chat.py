"""A chat server that misbehaves costs a clear error at worst, never a wrong answer."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reelwright.story import ChatError, ChatModel, Message, Question
from reelwright.story.adapters.openai_chat import ChatServer, OpenAiChat, read_answer
from reelwright.testing import ChatServerDouble, FakeChat

SCHEMA = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}
ASKED = Question((Message("user", "Name a film."),), SCHEMA, name="film")
ANSWER = '{"title": "The Lift"}'


@pytest.fixture
def server() -> Iterator[ChatServerDouble]:
    """A server that speaks the OpenAI chat protocol on loopback."""
    double = ChatServerDouble(lambda _: ANSWER)
    yield double
    double.stop()


def chat(server: ChatServerDouble, waits: list[float], **more: Any) -> OpenAiChat:
    """The adapter, its waiting written down instead of done."""
    settings: dict[str, Any] = {"key": "secret-key", "timeout": 0.3, "tries": 3} | more
    return OpenAiChat(ChatServer(server.url, "small", **settings), sleep=waits.append)


@pytest.fixture(params=["openai", "fake"])
def model(request: pytest.FixtureRequest, server: ChatServerDouble) -> ChatModel:
    """Every chat model."""
    makers: dict[str, Callable[[], ChatModel]] = {
        "openai": lambda: chat(server, []),
        "fake": lambda: FakeChat(by=lambda _: {"title": "The Lift"}),
    }
    return makers[request.param]()


def test_answer_is_heard_and_read(model: ChatModel) -> None:
    """The pieces that are heard make the text, and the text is read as the JSON that was asked for."""
    heard: list[str] = []
    reply = model.reply(ASKED, heard.append)
    assert "".join(heard) == reply.text
    assert reply.data == {"title": "The Lift"}
    assert reply.stopped == "stop"
    assert reply.cost.calls == 1


def test_plain_question_gets_words(model: ChatModel) -> None:
    """Without a schema the answer is words and nothing else."""
    assert model.reply(Question((Message("user", "Name a film."),))).data is None


def test_request_follows_the_protocol(server: ChatServerDouble) -> None:
    """Path, key, model, stream and form of the answer are those of the protocol; JSON is named in the words too."""
    chat(server, []).reply(ASKED)
    asked = server.asked[0]
    assert asked["path"] == "/v1/chat/completions"
    assert (asked["model"], asked["stream"]) == ("small", True)
    assert asked["response_format"]["json_schema"]["name"] == "film"
    assert "json" in asked["messages"][-1]["content"].lower()
    assert server.keys == ["Bearer secret-key"]


def test_cost_is_what_the_server_counts(server: ChatServerDouble) -> None:
    """Tokens are the server's; money is tokens times price, rounded up to the millionth."""
    reply = chat(server, [], price_in=270_000, price_out=1_100_000).reply(ASKED)
    assert (reply.cost.tokens_in, reply.cost.tokens_out, reply.estimated) == (120, 45, False)
    assert reply.cost.micros == -(-(120 * 270_000 + 45 * 1_100_000) // 1_000_000)


def test_cost_is_estimated_where_it_is_not_told(server: ChatServerDouble) -> None:
    """A server that counts nothing and says no end is understood, and the reply says that its count is ours."""
    server.moods = ["bare"]
    reply = chat(server, []).reply(ASKED)
    assert reply.estimated
    assert reply.cost.tokens_out > 0


@pytest.mark.parametrize("mood", ["429", "odd-wait", "500", "503", "stall", "break", "error"])
def test_passing_trouble_is_waited_out(server: ChatServerDouble, mood: str) -> None:
    """A busy, broken, silent or stumbling server is asked again; what it says about waiting is kept to."""
    server.moods = [mood]
    waits: list[float] = []
    assert chat(server, waits).reply(ASKED).data == {"title": "The Lift"}
    assert waits == [7.0 if mood == "429" else 1.0]


@pytest.mark.parametrize(("mood", "words"), [("503", "503"), ("stall", "stalled"), ("break", "broke off")])
def test_lasting_trouble_is_an_error(server: ChatServerDouble, mood: str, words: str) -> None:
    """After so many tries the error says what the server did last, and never the key."""
    server.moods = [mood] * 3
    with pytest.raises(ChatError, match=words) as failed:
        chat(server, []).reply(ASKED)
    assert "secret-key" not in f"{failed.value} {failed.value.where} {failed.value.mend}"


@pytest.mark.parametrize("mood", ["401", "404", "html"])
def test_hopeless_trouble_is_an_error_at_once(server: ChatServerDouble, mood: str) -> None:
    """A wrong key, model or address is not tried again."""
    server.moods = [mood]
    waits: list[float] = []
    with pytest.raises(ChatError):
        chat(server, waits).reply(ASKED)
    assert waits == []


@pytest.mark.parametrize(("mood", "form"), [("no-schema", "json_object"), ("no-json", None)])
def test_server_without_schemas_is_asked_in_another_way(server: ChatServerDouble, mood: str, form: str | None) -> None:
    """A server that knows no schema gets a JSON object asked, else words; and stays asked so."""
    server.moods = [mood]
    model = chat(server, [])
    assert model.reply(ASKED).data == {"title": "The Lift"}
    model.reply(ASKED)
    assert server.asked[-1].get("response_format", {}).get("type") == form


@pytest.mark.parametrize("mood", ["fenced", "broken", "whole"])
def test_answer_in_another_wrapping_is_read(server: ChatServerDouble, mood: str) -> None:
    """JSON in a code block, with a small fault, or not streamed, is read all the same."""
    server.moods = [mood]
    assert chat(server, []).reply(ASKED).data == {"title": "The Lift"}


def test_cut_off_and_refused_answers_say_so(server: ChatServerDouble) -> None:
    """An answer that was cut off, and a refusal, are replies that say what they are."""
    server.moods = ["truncated", "refuse"]
    model = chat(server, [])
    assert model.reply(ASKED).stopped == "length"
    refused = model.reply(ASKED)
    assert (refused.stopped, refused.text) == ("refused", "I cannot help with that.")


def test_address_that_is_none_is_an_error() -> None:
    """An address without a scheme is told at once."""
    with pytest.raises(ChatError, match="no http address"):
        OpenAiChat(ChatServer("localhost:1/v1", "small", tries=1)).reply(ASKED)


@pytest.mark.parametrize("text", ["", "no JSON here", "}{", "[[[["])
def test_answer_without_json_is_none(text: str) -> None:
    """Where there is no JSON, none is made up."""
    assert not read_answer(text)
