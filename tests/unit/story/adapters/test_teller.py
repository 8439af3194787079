"""The teller: a plain story in its own words as episodes that check clean."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from reelwright.story import (
    Premise,
    PremiseError,
    Project,
    Settings,
    WritingError,
    WritingProgress,
    check_story,
    format_findings,
    read_fountain,
)
from reelwright.story.adapters.teller.reading import read_plain_story
from reelwright.story.adapters.teller.speakers import Said, SpeakerFinder, Told, find_people
from reelwright.story.adapters.teller.writer import TellerWriter

STORIES = Path(__file__).parent / "stories"
HEARD: list[WritingProgress] = []
FILES = {"en": "second_key.txt", "zh": "second_key_zh.txt"}


def story(language: str, episodes: int = 2) -> Premise:
    """A short story of ours, to be told."""
    text = (STORIES / FILES[language]).read_text(encoding="utf-8")
    return Premise("", language=language, episodes=episodes, story=text)


@cache
def told(language: str, episodes: int = 2) -> tuple[str, ...]:
    """Its episodes."""
    writer = TellerWriter()
    bible = writer.plan(story(language, episodes), HEARD.append)
    return tuple(writer.write(bible, (), number, HEARD.append).script for number in range(1, episodes + 1))


def spoken(text: str) -> list[tuple[str, str]]:
    """Who says what in a script."""
    said: list[tuple[str, str]] = []
    who = ""
    for element in read_fountain(text, file="x").elements:
        if element.kind.value == "character":
            who = element.text
        elif element.kind.value == "dialogue":
            said.append((who, element.text))
    return said


def beats_of(text: str, language: str = "en") -> list[Said | Told]:
    """The beats of a few paragraphs."""
    read = read_plain_story(text, language)
    genders = find_people(read, language)
    finder = SpeakerFinder(language, tuple(genders), genders)
    return [beat for stretch in read.stretches for paragraph in stretch.paragraphs for beat in finder.read(paragraph)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("episodes", [1, 2, 3])
def test_story_is_told_without_findings(language: str, episodes: int) -> None:
    """However many episodes are asked for, the check finds nothing at all."""
    writer = TellerWriter()
    bible = writer.plan(story(language, episodes), HEARD.append)
    scripts = tuple(
        replace(read_fountain(text, file=f"{number:02}"), episode=number if episodes > 1 else 0)
        for number, text in enumerate(told(language, episodes), start=1)
    )
    project = Project(Path(), Settings(title=bible.title, language=language), bible.cards, scripts)
    assert format_findings(check_story(project)) == "nothing found\n"
    assert bible.title in ("The Second Key", "第二把钥匙")
    assert len(writer.outline(bible, HEARD.append)) == episodes


def test_every_quotation_is_said_by_its_speaker() -> None:
    """Attributions before and after, pronouns, deeds and turns all find who speaks; nothing of it is lost."""
    lines = spoken("\n\n".join(told("en")))
    by = {text: who for who, text in lines}
    assert by["We're closed."] == "MARA"
    assert by["You look thin."] == "MARA"
    assert by["May I come in, or do I have to buy something?"] == "DANIEL"
    assert by["Then why are you holding your apron?"] == "DANIEL"
    assert by["He was a suspicious man."] == "DANIEL"
    assert by["He sold it. The bakery. The week before he died."] == "MARA"
    assert by["To you."] == "MARA"
    assert by["Teach me."] == "DANIEL"
    assert {who for who, _ in lines} == {"MARA", "DANIEL", "MAN", "MANAGER", "NARRATOR"}


def test_chinese_quotations_are_said_by_their_speakers() -> None:
    """The same in Chinese, where an attribution may stand before, after or between."""
    by = {text: who for who, text in spoken("\n\n".join(told("zh")))}
    assert by["打烊了。"] == "林小满"
    assert by["我要那把钥匙。第二把，爸留下的。"] == "林大川"
    assert by["没有第二把。"] == "林小满"
    assert by["二百一十二号。两把钥匙一起才能开。"] == "经理"
    assert by["卖给谁了？"] == "林大川"


@pytest.mark.parametrize(
    ("text", "who", "how"),
    [
        ('"Run," whispered Ada.', "Ada", "whispering"),
        ('Ada said quietly, "Run."', "Ada", "quietly"),
        ('"Run," said Ada. "Ada said so," said Ben.', "Ben", ""),
        ('"Ben?" asked Ada.\n\n"Yes?" said Ben.\n\n"Run."', "Ada", ""),
        ('"Now," said the old man.', "Old Man", ""),
        ("‘Don’t,’ said Ada.", "Ada", ""),
        ('Ada turned. "Who is there?" said Ada.\n\nAda put down the cup. "Nobody."', "Ada", ""),
        ('"I knew it," I said.', "Narrator", ""),
        ('An old woman knocked. "Is anybody in?" she asked.', "Old Woman", ""),
        ('My grandfather held the ladder. "Up," he said.', "Grandfather", ""),
        ('Anna put down her keys. "You are late," said Ben.\n\n"The train stopped."', "Anna", ""),
        ('Anna sat. "Late?" said Ben.\n\nBen did not move.\n\n"Ben. Whose is it?"', "Anna", ""),
        ('Tom Reilly, the harbour master, refused. "No," he said.', "Tom Reilly", ""),
        ('The river rose. April went by. "Well," said Ada.', "Ada", ""),
    ],
)
def test_last_quotation_is_of(text: str, who: str, how: str) -> None:
    """Each way to say who speaks is understood, and how it is said where that is told."""
    said = [beat for beat in beats_of(text) if isinstance(beat, Said)]
    assert (said[-1].who, said[-1].how) == (who, how)


def test_deed_that_hangs_on_an_attribution_is_kept() -> None:
    """What somebody does while speaking stays in the story, without the words that say that they speak."""
    told_beats = [beat.text for beat in beats_of('"Run," said Ada, and opened the door.') if isinstance(beat, Told)]
    assert told_beats == ["Ada opened the door."]
    assert not [beat for beat in beats_of('"Run," said Ada.') if isinstance(beat, Told)]


def test_scenes_follow_places_and_times() -> None:
    """A new place or time of day is a new scene; what nobody acts is kept as a synopsis and not filmed."""
    headings = [
        element.text
        for text in told("en")
        for element in read_fountain(text, file="x").elements
        if element.kind.value == "heading"
    ]
    assert headings == ["INT. KITCHEN - NIGHT", "INT. BANK - DAY", "EXT. STREET - DAY", "INT. BAKERY - DUSK"]
    assert "\n= Somebody knocked on the back door.\n" in told("en")[0]


@pytest.mark.parametrize(
    ("language", "enters", "unseen"),
    [("en", "[[enter: Daniel]]", "MAN (O.S.)"), ("zh", "[[进场: 林大川]]", "门外的人 (O.S.)")],
)
def test_who_comes_later_is_not_there_before_and_a_voice_is_not_seen(language: str, enters: str, unseen: str) -> None:
    """Who is first told of in the middle of a scene comes in then; who was there with "them" does not."""
    text = "\n".join(told(language))
    assert text.count("[[enter: ") + text.count("[[进场: ") == 1
    assert enters in text
    assert unseen in text


def test_cast_is_of_the_gender_that_the_story_tells() -> None:
    """A name that nobody knows is a woman's where the story says she."""
    people = TellerWriter().plan(story("en"), HEARD.append).cards.people
    assert {key: people[key].gender for key in ("mara", "daniel")} == {"mara": "female", "daniel": "male"}


def test_same_story_is_the_same_bytes() -> None:
    """Nothing in the telling is chance."""
    writer = TellerWriter()
    bible = writer.plan(story("en"), HEARD.append)
    assert tuple(writer.write(bible, (), n, HEARD.append).script for n in (1, 2)) == told("en")


@pytest.mark.parametrize(
    ("premise", "what"),
    [
        (Premise("a premise"), "no story"),
        (Premise("", story="It rained. It rained all day."), "nobody speaks"),
        (Premise("", story='"Run," said Ada.', episodes=2), "no 2 episodes"),
        (Premise("", story='"Run away from here now, Ben," said Ada.\n\n' * 400), "minutes"),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_to_do(premise: Premise, what: str) -> None:
    """No story, no speech, too many episodes or too few: each says so and what to ask for."""
    with pytest.raises(PremiseError, match=what) as caught:
        TellerWriter().plan(premise, HEARD.append)
    assert caught.value.mend


def test_name_with_a_title_is_one_sentence_and_a_wound_clock_hurts_nobody() -> None:
    """The dot of "Mr." ends no sentence, and who wound a clock is not wounded; who is wounded still is."""
    tale = (
        '"The rent is due, Papa," said Mara.\n\n{}\n\nMr. Crane came in with Dr. Hall.\n\n'
        '"You will be out by Friday," said Crane.\n\n"No," said Mara. "Not by Friday, and not by Monday."\n'
    )
    for deed, hurt in (("Mara wound the blue clock.", False), ("Mara was wounded on the arm.", True)):
        writer = TellerWriter()
        bible = writer.plan(Premise("", story=tale.format(deed)), HEARD.append)
        script = writer.write(bible, writer.outline(bible, HEARD.append), 1, HEARD.append).script
        assert "Mr. Crane came in with Dr. Hall." in script
        assert ("[[hurt: Mara" in script) is hurt
        genders = {person.name: person.gender for person in bible.cards.people.values()}
        assert genders["Crane"] == "male"
    bible = TellerWriter().plan(Premise("", story=tale.format("Mara smiled.").replace("Mr.", "Mrs.")), HEARD.append)
    assert {person.name: person.gender for person in bible.cards.people.values()}["Crane"] == "female"


def test_who_went_to_a_place_is_there() -> None:
    """去了银行 moves a Chinese story to the bank; who only speaks of it moves nothing."""
    tale = "小满来到面馆。\n\n“我要去银行。”小满说。\n\n{}\n\n“钱呢？”小满说，“我的钱呢？都到哪里去了？”\n"
    headings = {}
    for deed in ("第二天早上，小满去了银行。", "小满笑了。"):
        writer = TellerWriter()
        bible = writer.plan(Premise("", story=tale.format(deed), language="zh"), HEARD.append)
        script = writer.write(bible, writer.outline(bible, HEARD.append), 1, HEARD.append).script
        headings[deed] = "银行 " in script
    assert list(headings.values()) == [True, False]


DEEDS = {
    "en": (
        (
            "The bell of the clock shop rang.\n\n“Does it run?” asked Ben.\n\nOld Tobias took the watch and shook his "
            "head.\n\nLila took a letter, and ran away. London slept.\n\n“Stop!” shouted Ben.\n\nThe next morning Ben "
            "went into the pawnshop.\n\n“She was here,” said Ben.\n"
        ),
        {"Tobias", "Lila", "Ben", "Narrator"},
        ["CLOCK SHOP", "PAWNSHOP"],
    ),
    "zh": (
        (
            "阿亮推开钟表店的门。\n\n“修表。”陈默说，把怀表放在柜台上。\n\n老周没有抬头。他接过怀表，打开后盖。\n\n"
            "“还走吗？”陈默问。\n\n周围没有人。老周摇摇头。阿亮拿起信，跑出了店门。\n\n第二天，陈默走进当铺。\n\n"
            "“他来过。”陈默说。\n"
        ),
        {"阿亮", "老周", "陈默"},
        ["钟表店", "当铺"],
    ),
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_only_acts_is_in_the_film_and_a_place_keeps_its_name(language: str) -> None:
    """Who is never beside a line of speech is cast and acts; no town and no crowd is; the clock shop stays one."""
    text, people, places = DEEDS[language]
    writer = TellerWriter()
    bible = writer.plan(Premise("", language=language, story=text), HEARD.append)
    script = writer.write(bible, (), 1, HEARD.append).script
    assert {person.name for person in bible.cards.people.values()} - {"旁白"} == people
    headings = [e.text for e in read_fountain(script, file="x").elements if e.kind.value == "heading"]
    assert [next(place for place in places if place in heading) for heading in headings] == places
    assert "= 老周" not in script
    assert ("陈默把怀表放在柜台上。" in script) is (language == "zh")
    project = Project(Path(), Settings(language=language), bible.cards, (read_fountain(script, file="film.fountain"),))
    assert format_findings(check_story(project)) == "nothing found\n"


def test_told_story_does_not_go_on() -> None:
    """What was told ends where it ends; there is nothing to continue from."""
    writer = TellerWriter()
    bible = writer.plan(story("en"), HEARD.append)
    with pytest.raises(WritingError, match="ends"):
        writer.plan(replace(story("en"), episodes=4), HEARD.append, after=bible)
