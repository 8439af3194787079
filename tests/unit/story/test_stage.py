"""A script is understood with the help of its cards, and what is not understood is told."""

import pytest

from reelwright.film import Emotion, Gesture, Manner, Mark, Mood, TimeOfDay, Weather
from reelwright.story import (
    Act,
    Action,
    Cards,
    CardWish,
    Event,
    EventKind,
    Finding,
    Happening,
    Look,
    MoodChange,
    Person,
    Place,
    Scene,
    ShotWish,
    Speech,
    SpokenLine,
    TransitionWish,
    Writing,
    read_fountain,
    stage_script,
)
from reelwright.story.lexicon import load_lexicon

CARDS = Cards(
    people={
        "lin": Person("lin", "Lin", gender="female", looks=(Look(), Look(name="red suit"))),
        "kai": Person("kai", "Kai", gender="male"),
        "mei": Person("mei", "Mei", gender="female"),
        "moss": Person("moss", "Detective Sarah Moss", gender="female"),
    },
    places={
        "roof": Place("roof", "Rooftop", kind="rooftop"),
        "cafe": Place("cafe", "Cafe", names=("THE LAST CUP",), kind="cafe", weather=Weather.FOG),
    },
)
CHINESE = Cards(
    people={
        "lin": Person("lin", "林", gender="female"),
        "chen": Person("chen", "老陈", names=("陈",), gender="male"),
    },
    places={"noodles": Place("noodles", "面馆"), "roof": Place("roof", "天台")},
)


def stage(text: str, language: str = "en") -> tuple[tuple[Scene, ...], tuple[Finding, ...]]:
    """Scenes and findings of a text."""
    cards = CHINESE if language == "zh" else CARDS
    screenplay, findings = stage_script(read_fountain(text, file="f"), cards, language=language)
    return screenplay.scenes, findings


def acts(words: str, language: str = "en") -> list[Act]:
    """What is done in one paragraph of action."""
    heading = "内景 面馆 夜" if language == "zh" else "INT. CAFE - DAY"
    scenes, _ = stage(f"{heading}\n\n{words}", language)
    return [act for beat in scenes[0].beats if isinstance(beat, Action) for act in beat.acts]


def lines(words: str, language: str = "en") -> list[SpokenLine]:
    """What is said in one scene."""
    heading = "内景 面馆 夜" if language == "zh" else "INT. CAFE - DAY"
    scenes, _ = stage(f"{heading}\n\n{words}", language)
    return [line for beat in scenes[0].beats if isinstance(beat, Speech) for line in beat.lines]


def rules(text: str, language: str = "en") -> list[str]:
    """The rules of the findings, notes about the time of day left out."""
    return [finding.rule for finding in stage(text, language)[1] if finding.rule != "S024"]


def test_a_heading_says_where_and_when() -> None:
    """Place, time and weather come from the heading's words; LATER keeps what was."""
    scenes, findings = stage(
        "EXT. ROOFTOP - RAINY NIGHT\n\nGo.\n\nEXT. ROOFTOP - LATER\n\nGo.\n\nINT. THE LAST CUP - DAWN\n\nGo."
    )
    assert [(s.place, s.time, s.weather) for s in scenes] == [
        ("roof", TimeOfDay.NIGHT, Weather.RAIN),
        ("roof", TimeOfDay.NIGHT, Weather.RAIN),
        ("cafe", TimeOfDay.DAWN, Weather.FOG),
    ]
    assert findings == ()


def test_a_chinese_heading_says_the_same() -> None:
    """外景。天台——雨夜 is a rooftop on a rainy night."""
    scenes, findings = stage("外景。天台——雨夜\n林站着。\n1-2 面馆 日 内\n林坐下。", "zh")
    assert [(s.place, s.time, s.weather) for s in scenes] == [
        ("roof", TimeOfDay.NIGHT, Weather.RAIN),
        ("noodles", TimeOfDay.DAY, Weather.CLEAR),
    ]
    assert findings == ()


def test_an_unknown_place_is_told_with_the_nearest() -> None:
    """A place without a card is an error that names the likely one; the scene still stands."""
    scenes, findings = stage("EXT. ROOFTOPP - NIGHT\n\nGo.")
    assert scenes[0].place == ""
    assert findings[0].rule == "S002"
    assert '"Rooftop"' in findings[0].mend


def test_she_hands_him_the_letter() -> None:
    """A pronoun is the person of that gender named last; the thing and the other person are found."""
    _, given = acts("Lin enters. Kai waits. She hands him the letter.")
    assert (given.person, given.gesture, given.toward, given.prop) == ("lin", Gesture.OFFER, "kai", "letter")
    given = acts("林走进来。陈抬头。她把信递给他。", "zh")[-1]
    assert (given.person, given.gesture, given.toward, given.prop) == ("lin", Gesture.OFFER, "chen", "letter")


def test_a_pronoun_that_opens_a_sentence_is_who_was_named_last() -> None:
    """Mei's phone buzzes, and it is she who answers it, though Lin was there before."""
    assert acts("Lin waits. Mei's phone buzzes. She answers the phone.")[-1].person == "mei"
    assert acts("林坐下。陈的手机响了。他接起电话。", "zh")[-1].person == "chen"


def test_another_s_hand_and_one_s_own() -> None:
    """Kai takes her hand, but covers his own mouth."""
    assert acts("Mei waits. Kai takes her hand.")[-1].toward == "mei"
    assert acts("Mei waits. Kai covers his mouth.")[-1].toward == ""


def test_stepping_out_is_coming_or_going() -> None:
    """Who was not there yet steps out of the lift; who was there steps out of the room."""
    (scene,) = stage("INT. CAFE - DAY\n\nLin steps out.\n\nLIN\nHi.\n\nLin steps out.")[0]
    assert [act.enters for beat in scene.beats if isinstance(beat, Action) for act in beat.acts] == [True, False]


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("Mei hides behind the door.", True),
        ("Mei listens at the door.", True),
        ("Mei eavesdrops.", True),
        ("Mei hides the letter in a drawer.", False),
        ("Mei hides her face.", False),
        ("Mei listens.", False),
    ],
)
def test_who_hides_is_out_of_sight_and_what_is_hidden_is_not_who(text: str, hides: bool) -> None:  # noqa: FBT001 - one flag, two cases
    """Somebody who hides is apart from then on; hiding a thing or one's face is something else."""
    assert any(act.hides for act in acts(text)) is hides


def test_a_name_is_no_thing() -> None:
    """Rose holds no flowers by being called so."""
    cards = Cards(people={"rose": Person("rose", "Rose", gender="female")}, places=CARDS.places)
    screenplay, _ = stage_script(read_fountain("INT. CAFE - DAY\n\nRose takes a moment."), cards, language="en")
    (action,) = screenplay.scenes[0].beats
    assert isinstance(action, Action)
    assert (action.props, action.acts, action.people) == ((), (), ("rose",))


def test_coming_and_going() -> None:
    """Entering and leaving are told apart, and neither is made up."""
    assert [act.enters for act in acts("Lin storms in. Kai walks away. Mei smiles.")] == [True, False, None]
    assert [act.enters for act in acts("林推门进来。陈转身离开。", "zh")] == [True, False]


def test_clauses_have_their_own_subjects() -> None:
    """Two people in one sentence do their own things; two names before one verb share it."""
    found = [
        (act.person, act.gesture, act.emotion, act.toward) for act in acts("Lin shrugs while Kai turns away, furious.")
    ]
    assert found == [
        ("lin", Gesture.SHRUG, None, ""),
        ("kai", Gesture.TURN_AWAY, None, ""),
        ("kai", None, Emotion.ANGRY, ""),
    ]
    (hug,) = acts("Lin and Kai hug.")
    assert (hug.person, hug.toward) == ("lin", "kai")


def test_marks_and_degrees() -> None:
    """Tears show on the skin; "slightly" makes less of a feeling, "not" nothing."""
    assert acts("Mei sobs.")[0].marks == frozenset({Mark.TEARS})
    strong, weak = acts("Mei is angry.")[0], acts("Mei is slightly angry.")[0]
    assert weak.intensity < strong.intensity
    assert acts("Mei is not angry.") == []


def test_a_verb_is_no_noun() -> None:
    """Her hand is nothing that she hands over, and a book cannot be taken from a seat."""
    assert acts("Mei looks at her hand.") == []
    assert [(act.gesture, act.prop) for act in acts("Mei takes a seat.")] == [(None, "")]


def test_not_is_no_note() -> None:
    """A word that only shares its stem with a thing is not that thing."""
    assert load_lexicon("en").props.find("She does not move.") == []
    assert [hit.value for hit in load_lexicon("en").props.find("She reads the note.")] == ["letter"]
    assert [act.prop for act in acts("Mei takes the book.")] == ["book"]


def test_somebody_only_spoken_of_is_not_there() -> None:
    """A photo of Mei and Mei's flat bring no Mei; Mei's eyes do."""
    assert stage("INT. CAFE - DAY\n\nLin holds a photo of Mei.")[0][0].people == ("lin",)
    assert stage("INT. CAFE - DAY\n\nLin thinks of Mei's flat.")[0][0].people == ("lin",)
    assert stage("INT. CAFE - DAY\n\nMei's eyes widen.")[0][0].people == ("mei",)


def test_a_short_chinese_name_inside_a_word_is_no_person() -> None:
    """林 in 森林 is a wood."""
    assert stage("内景 面馆 夜\n窗外是森林。", "zh")[0][0].people == ()
    assert stage("内景 面馆 夜\n林望着窗外。", "zh")[0][0].people == ("lin",)


def test_parentheticals_drive_the_delivery() -> None:
    """Manner, emotion and gesture come from the words in brackets, in both languages."""
    (line,) = lines("LIN\n(whispering, terrified)\nRun.")
    assert (line.manner, line.emotion) == (Manner.WHISPER, Emotion.AFRAID)
    first, second = lines("林（冷笑）：你来了？（背过身）坐。", "zh")
    assert (first.emotion, second.emotion, second.gesture) == (Emotion.SMUG, Emotion.SMUG, Gesture.TURN_AWAY)


def test_a_beat_keeps_the_feeling() -> None:
    """After (beat) the feeling before it goes on; a new feeling replaces it."""
    found = [line.emotion for line in lines("LIN\n(furious)\nOut.\n(beat)\nNow.\n(softly, sad)\nPlease.")]
    assert found == [Emotion.ANGRY, Emotion.ANGRY, Emotion.SAD]


def test_words_and_capitals_colour_a_line() -> None:
    """Without a parenthetical the words speak; capitals are shouted; plain words stay neutral."""
    assert lines("LIN\nI'm so sorry.")[0].emotion is Emotion.ASHAMED
    assert lines("LIN\nGET DOWN NOW!")[0].manner is Manner.SHOUT
    plain = lines("LIN\nIt is four o'clock.")[0]
    assert (plain.emotion, plain.manner) == (Emotion.NEUTRAL, Manner.PLAIN)


def test_an_unknown_parenthetical_is_a_note() -> None:
    """Nobody can wibble: the line is neutral and the word is listed; (to Kai) is understood."""
    text = "INT. CAFE - DAY\n\nLIN\n(wibbling)\nHello.\n\nLIN\n(to Kai)\nHello."
    assert rules(text) == ["S009"]


def test_voices_from_elsewhere() -> None:
    """V.O. and O.S. are told apart, and a voice over is not in the place."""
    scenes, _ = stage("INT. CAFE - DAY\n\nLIN (V.O.)\nHi.\n\nKAI (O.S.)\nHo.\n\nMEI ^\nHa.")
    speeches = [beat for beat in scenes[0].beats if isinstance(beat, Speech)]
    assert [(s.voice_over, s.off_screen, s.dual) for s in speeches] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert scenes[0].people == ("kai", "mei")


@pytest.mark.parametrize(
    ("language", "speech", "heard"),
    [
        ("en", "LIN\n(V.O.)\nHi.", (True, False)),
        ("en", "LIN\n(O.S., whispering)\nHi.", (False, True)),
        ("en", "LIN\n(whispering)\n(V.O.)\nHi.", (True, False)),
        ("en", "LIN\n(voice over)\nHi.", (True, False)),
        ("zh", "林\n（画外音）\n你好。", (True, False)),
        ("zh", "林：（旁白）你好。", (True, False)),
        ("zh", "林\n（画外）\n你好。", (False, True)),
        ("en", "LIN\n(on the phone)\nHi.", (False, False)),
        ("zh", "林\n（低声）\n你好。", (False, False)),
    ],
)
def test_a_parenthetical_says_that_somebody_is_only_heard(language: str, speech: str, heard: tuple[bool, bool]) -> None:
    """(V.O.) or （画外音） below a name means what it means beside it; other parentheticals do not."""
    scenes, findings = stage(f"{'内景 面馆 夜' if language == 'zh' else 'INT. CAFE - DAY'}\n\n{speech}", language)
    (beat,) = (beat for beat in scenes[0].beats if isinstance(beat, Speech))
    assert (beat.voice_over, beat.off_screen) == heard
    assert ("lin" in scenes[0].people) is not beat.voice_over
    assert [line.text for line in beat.lines] == ["你好。" if language == "zh" else "Hi."]
    assert [line.manner is Manner.WHISPER for line in beat.lines] == ["whispering" in speech]
    assert findings == ()


def test_a_cue_finds_its_person() -> None:
    """A part of a full name, a pair and a voice find their cards; a typo is told; a stranger too."""
    scenes, findings = stage(
        "INT. CAFE - DAY\n\nSARAH\nA.\n\nLIN AND KAI\nB.\n\nMEI'S VOICE\nC.\n\nKIA\nD.\n\nZORRO\nE.\n"
    )
    speeches = [beat.person for beat in scenes[0].beats if isinstance(beat, Speech)]
    assert speeches == ["moss", "lin", "mei", "kia", "zorro"]
    assert [finding.rule for finding in findings] == ["S016", "S001"]


def test_notes_that_are_understood() -> None:
    """Mood, weather, clothes, things in hand, inserts and shots are taken from notes."""
    text = """EXT. ROOFTOP - DAY

[[mood: shock]] [[weather: snow]] [[wear: Lin = Red-Suit]] [[hold: Kai = umbrella]]

Lin waits.

[[insert: Mei's phone | Mum | Where are you? | > On my way]]
[[shot: CU Lin, push in]]
[[knows: Lin: Lin = the secret]]

> THREE YEARS LATER <

CUT TO:
"""
    (scene,), findings = stage(text)
    assert (scene.mood, scene.weather) == (Mood.SHOCK, Weather.SNOW)
    wear, hold, _, writing, wish, _, card, cut = scene.beats
    assert isinstance(wear, Happening)
    assert isinstance(hold, Happening)
    assert wear.events == (Event(EventKind.WEAR, ("lin",), "red suit"),)
    assert hold.events == (Event(EventKind.HOLD, ("kai",), "umbrella", drawn="umbrella"),)
    assert isinstance(writing, Writing)
    assert (writing.prop, writing.heading, writing.held_by) == ("phone", "Mum", "mei")
    assert writing.lines == ("Where are you?", "> On my way")
    assert isinstance(wish, ShotWish)
    assert isinstance(card, CardWish)
    assert isinstance(cut, TransitionWish)
    assert findings == ()


def test_notes_with_mistakes_are_told() -> None:
    """Each kind of mistake in a note has its own rule."""
    text = (
        "EXT. ROOFTOP - DAY\n\nGo.\n\n[[mood: purple]]\n\n[[wear: Lin = tutu]]\n\n"
        "[[hold: Kai = zeppelin]]\n\n[[hold: Zorro = key]]\n\n[[wear: Lin]]"
    )
    assert rules(text) == ["S017", "S010", "S011", "S018", "S025"]


def test_the_mood_is_what_most_is_felt() -> None:
    """Without a note the mood follows the feelings; without feelings it is calm."""
    scenes, _ = stage("INT. CAFE - DAY\n\nLIN\n(furious)\nOut!\n\nINT. CAFE - NIGHT\n\nLIN\nIt is four.")
    assert [scene.mood for scene in scenes] == [Mood.ANGRY, Mood.CALM]


def test_sounds_and_props_are_heard_and_seen() -> None:
    """Sounds come in the order in which they are told; rain that runs down a window takes no steps."""
    scenes, _ = stage("INT. CAFE - DAY\n\nRain runs down the window. Thunder. A phone buzzes. Lin slams the door.")
    (action,) = (beat for beat in scenes[0].beats if isinstance(beat, Action))
    assert action.sounds == ("thunder", "phone_buzz", "door_slam")
    assert action.props == ("phone",)


def test_a_caption_fills_the_frame() -> None:
    """SUPER: and 字幕： are words on screen, not action."""
    for text, language in (("INT. CAFE - DAY\n\nSUPER: LATER", "en"), ("内景 面馆 夜\n\n字幕：三年后", "zh")):
        (beat,) = stage(text, language)[0][0].beats
        assert isinstance(beat, CardWish)


def test_what_stands_before_the_first_scene_is_told() -> None:
    """Action before any heading plays nowhere; a transition there is nothing to tell."""
    assert rules("FADE IN:\n\nLin waits.\n\nINT. CAFE - DAY\n\nGo.") == ["S020"]
    assert rules("FADE IN:\n\nINT. CAFE - DAY\n\nGo.") == []


def test_what_follows_comes_from_a_note() -> None:
    """[[next: …]] is the card after the end."""
    screenplay, _ = stage_script(read_fountain("INT. CAFE - DAY\n\nGo.\n\n[[next: She returns]]"), CARDS, language="en")
    assert screenplay.next_time == "She returns"


def test_a_second_mood_note_turns_the_scene() -> None:
    """The first mood is the scene's; a later one is a beat where it stands; one of no known word is told."""
    text = "INT. CAFE - DAY\n\n[[mood: warm]]\n\nKai waits.\n\n[[mood: tense]]\n\nKAI\nWho is there?\n\n[[mood: xyzzy]]"
    (scene,), findings = stage(text)
    assert scene.mood is Mood.WARM
    assert [type(beat) for beat in scene.beats] == [Action, MoodChange, Speech]
    assert [beat.mood for beat in scene.beats if isinstance(beat, MoodChange)] == [Mood.TENSE]
    assert [found.rule for found in findings] == ["S017"]


def test_of_two_moods_before_the_first_beat_the_later_counts() -> None:
    """A note that is corrected at once is no change within the scene."""
    (scene,), _ = stage("INT. CAFE - DAY\n\n[[mood: warm]]\n\n[[mood: sad]]\n\nKai waits.")
    assert (scene.mood, [type(beat) for beat in scene.beats]) == (Mood.SAD, [Action])
