"""Premises as strangers type them: what the sketch writer reads in each, and that it is in the film."""

import re
import tomllib
from pathlib import Path

import pytest

from reelwright.film import PLACE_KINDS
from reelwright.story import Bible, Premise, WritingProgress
from reelwright.story.adapters.sketch.nouns import find_nouns
from reelwright.story.adapters.sketch.reading import read_premise
from reelwright.story.adapters.sketch.writer import SketchWriter
from reelwright.story.tables import load_table, words_in

ROWS = [
    (language, *(part.strip() for part in row.split("|")))
    for language, rows in tomllib.loads(Path(__file__).with_name("premises.toml").read_text(encoding="utf-8")).items()
    for row in rows
]
LONG = (
    "When the last lighthouse on the coast is to be automated, its stubborn keeper, who has not spoken to his "
    "daughter for eleven years, finds a bottle with a letter in her handwriting, dated next week. "
) * 9
HEARD: list[WritingProgress] = []


def film(text: str, language: str) -> tuple[Bible, str]:
    """A film of its own from a premise: its bible and its script."""
    writer = SketchWriter()
    bible = writer.plan(Premise(text, language=language), HEARD.append)
    return bible, writer.write(bible, writer.outline(bible, HEARD.append), 1, HEARD.append).script


def as_read(script: str) -> str:
    """A script without the notes that only the ledger reads."""
    return "\n".join(x for x in script.splitlines() if x[:2] != "[[" or x.startswith("[[insert")).lower()


@pytest.mark.parametrize(("language", "text", "hero", "kinds", "words"), ROWS)
def test_premise_of_a_stranger_is_the_film_it_asks_for(
    language: str, text: str, hero: str, kinds: str, words: str
) -> None:
    """The hero is whom it names, the kind of story one that its words call for, and what it names is in the script."""
    bible, script = film(text, language)
    reading = read_premise(text, language)
    assert hero in ("", reading.craft, reading.name)
    assert bible.family in kinds.split() or not kinds
    told = as_read(script)
    assert [word for word in words.split("; ") if word not in told] == []
    _named_and_placed(bible, script, text, language)


def _named_and_placed(bible: Bible, script: str, text: str, language: str) -> None:
    """People have names of a list or of the premise; headings are places of a list."""
    names = load_table(f"sketch/premise_{language}")["names"]
    listed = {name for group in names.values() for name in words_in(group)} if isinstance(names, dict) else set()
    given = {person.name for person in bible.characters} - listed
    assert given <= {read_premise(text, language).name}
    assert not given & set(words_in(load_table(f"sketch/nouns_{language}")["unnamed"]["words"]))  # type: ignore[call-overload,index]
    for place in bible.cards.places.values():
        assert place.kind in PLACE_KINDS
    for heading in re.findall(r"^(?:INT|EXT)\. (.+) - |^[内外]景 (\S+)", script, re.MULTILINE):
        name = "".join(heading)
        known = any(noun.kind == "place" for noun in find_nouns(name.lower(), language)) or name in _drawn(language)
        assert known, name


def _drawn(language: str) -> set[str]:
    """Places that the tables have beside those of premises, as headings name them."""
    text = str([load_table(f"sketch/premise_{language}")[key] for key in ("places", "stakes", "workplace")])
    return {word.upper() for word in re.findall(r"'([^']+)'|\"([^\"]+)\"", text) for word in word if word}


def test_what_was_read_and_what_was_left_is_told() -> None:
    """Everything that was read is either in the film or named as unused, and nothing is both."""
    bible, script = film("A girl sells her memories to pay her mother's hospital bill", "en")
    assert {"girl", "memories"} <= set(bible.kept)
    assert bible.left == ("mother",)
    assert "mother" not in as_read(script)


def test_premise_of_four_hundred_words_is_read_like_its_first_sentence() -> None:
    """Length changes nothing of who and where."""
    assert len(LONG.split()) > 290
    long, short = read_premise(LONG, "en"), read_premise(LONG[: LONG.index(".") + 1], "en")
    assert (long.craft, long.place, long.topics[:1]) == (short.craft, short.place, short.topics[:1])
    assert (long.craft, long.place) == ("keeper", "lighthouse")


@pytest.mark.parametrize(
    ("text", "craft"),
    [
        ("A fight breaks out over the will", ""),
        ("The fall of the roof", ""),
        ("A river runs through the office", ""),
        ("An idea is worth more than a bank", "teller"),
        ("Glassblower meets moonlight", ""),
        ("A glassblower meets a cloud", "glassblower"),
    ],
)
def test_only_a_person_is_called_by_a_trade(text: str, craft: str) -> None:
    """A fight, a fall, a river and an idea are nobody's trade; an unlisted trade at the beginning is one."""
    assert read_premise(text, "en").craft == craft


@pytest.mark.parametrize(
    ("text", "language", "others"),
    [
        ("一个送外卖的小伙子发现自己是豪门失散的儿子", "zh", []),
        ("穷丫头原来是首富的亲生女儿", "zh", []),
        ("女秘书发现老板是她失散的哥哥", "zh", ["老板", "哥哥"]),
        ("A maid learns she is the duke's daughter", "en", []),
        ("A delivery boy finds out he is the lost son of a billionaire", "en", ["billionaire"]),
        ("A baker finds out that her fiance is her brother", "en", ["fiance"]),
    ],
)
def test_whose_child_the_hero_turns_out_to_be_is_nobody_else(text: str, language: str, others: list[str]) -> None:
    """A son who is the hero is not played by somebody else; a brother who is the boss is."""
    assert [other.kin or other.what for other in read_premise(text, language).others] == others


@pytest.mark.parametrize(
    "text", ["The", "Robots dance", "Lightning strikes twice", "Everybody lies", "Something sings", "Money talks"]
)
def test_first_word_of_a_premise_is_no_name_by_its_capital_letter(text: str) -> None:
    """Function words, plurals and nouns are nobody's name; a known name or one that acts is."""
    assert read_premise(text, "en").name == ""


def test_sister_is_never_the_lover() -> None:
    """Siblings of a premise are played by kin or enemies, whatever the family."""
    for text in ("Two sisters compete for one stage", "A baker and her twin brother open two bakeries next door"):
        writer = SketchWriter()
        bible = writer.plan(Premise(text, family="rivals_to_lovers"), HEARD.append)
        script = writer.write(bible, (), 1, HEARD.append).script
        lover = next(person.name.upper() for person in bible.characters if person.role == "love")
        assert not re.search(rf"{lover}, \w+'s (?:twin )?(?:sister|brother)", script)
