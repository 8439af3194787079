"""The lexicons are generous and hold no word that means nothing."""

import pytest

from reelwright.film import PROP_KINDS, SOUND_KINDS, Mood, TimeOfDay, Weather
from reelwright.story.lexicon import load_lexicon, read_effect, stem_word
from reelwright.story.tables import load_table, words_in


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_row_means_something(language: str) -> None:
    """Each effect, prop, sound, time, weather and mood is one that the film knows."""
    table = load_table(f"lexicon_{language}")
    for section in ("acting", "parenthetical", "action", "speech"):
        for written in table.get(section, {}):
            effect = read_effect(written)
            assert set(effect.sounds) <= set(SOUND_KINDS)
            assert effect.prop in ("", *PROP_KINDS)
    known = {
        "props": set(PROP_KINDS),
        "sounds": set(SOUND_KINDS),
        "time": {*TimeOfDay, "same"},
        "weather": set(Weather),
        "weather_in_action": set(Weather),
        "mood": set(Mood),
    }
    assert {section: set(table[section]) - words for section, words in known.items()} == {key: set() for key in known}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_lexicon_is_generous(language: str) -> None:
    """At least 250 phrases of acting, and every prop and sound has a word."""
    table = load_table(f"lexicon_{language}")
    assert sum(len(words_in(words)) for section in ("acting", "action") for words in table[section].values()) >= 250
    assert set(table["props"]) == set(PROP_KINDS)
    assert set(table["sounds"]) == set(SOUND_KINDS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_phrase_is_found(language: str) -> None:
    """Each phrase, written alone, is found by the matcher of its section."""
    lexicon = load_lexicon(language)
    for section in ("props", "sounds", "time", "weather", "mood", "speech"):
        for words in load_table(f"lexicon_{language}")[section].values():
            for phrase in words_in(words):
                written = " ".join(word.split("|")[0].lstrip("=") for word in phrase.replace("*", "x").split())
                assert getattr(lexicon, section).find(written), phrase


def test_forms_of_a_verb_meet() -> None:
    """All forms of a verb have one stem, and look-alikes have another."""
    assert len({stem_word(word) for word in ("whisper", "whispers", "whispered", "whispering")}) == 1
    assert len({stem_word(word) for word in ("smile", "smiles", "smiled", "smiling")}) == 1
    assert len({stem_word(word) for word in ("hand", "handle", "handsome")}) == 3
    assert stem_word("his") != stem_word("hiss")


@pytest.mark.parametrize(("word", "other"), [("longing", "long"), ("evening", "even"), ("morning", "morn")])
def test_words_in_ing_that_are_no_verbs_stay_themselves(word: str, other: str) -> None:
    """A long table makes nobody long, and what is even is no evening."""
    assert stem_word(word) == word != stem_word(other)


def test_an_unknown_effect_is_refused() -> None:
    """A typo in the data is an error and not a neutral face."""
    with pytest.raises(ValueError, match="happyy"):
        read_effect("happyy 0.5")
