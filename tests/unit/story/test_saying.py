"""How long words take to say, held against a voice that said them."""

import tomllib
from pathlib import Path

import pytest

from reelwright.film import Manner
from reelwright.story import Premise, seconds_to_say
from reelwright.story.adapters.sketch.writer import SketchWriter
from reelwright.story.saying import seconds_of_script

VOICED = tomllib.loads(Path(__file__).parents[2].joinpath("golden/story/voiced_lines.toml").read_text(encoding="utf-8"))
LONG = {"en": "A disgraced chef inherits a haunted noodle shop", "zh": "一个落魄厨师继承了一家闹鬼的面馆"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_estimate_agrees_with_recorded_speech(language: str) -> None:
    """A scene's worth of lines takes as long as was estimated, give or take a tenth; all of them, a twentieth."""
    lines = [(seconds_to_say(text, language, manner=Manner(how)), took) for text, how, took in VOICED[language]]
    assert sum(guess for guess, _ in lines) == pytest.approx(sum(took for _, took in lines), rel=0.05)
    for start in range(0, len(lines) - 11, 12):
        scene = lines[start : start + 12]
        assert sum(guess for guess, _ in scene) == pytest.approx(sum(took for _, took in scene), rel=0.1)


def test_manner_and_language_change_the_length_and_silence_has_none() -> None:
    """Slow is longer than plain, a fast language shorter than a slow one; marks alone take no time."""
    assert seconds_to_say("Come here.", manner=Manner.SLOW) > seconds_to_say("Come here.")
    assert seconds_to_say("Ne pars pas", "fr") < seconds_to_say("Ne pars pas", "pl")
    assert seconds_to_say("……") == 0
    assert seconds_to_say("你好", "zh") == seconds_to_say("你好")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_episodes_of_a_series_keep_to_the_length_of_their_form(language: str) -> None:
    """An episode lasts about a minute to a minute and three quarters, also one that would come out longer."""
    writer = SketchWriter()
    bible = writer.plan(Premise(LONG[language], language=language, episodes=6), lambda _: None)
    for number in range(1, 7):
        assert 55 < seconds_of_script(writer.write(bible, (), number, lambda _: None).script) < 110
