"""The director on staged scenes."""

from dataclasses import replace

import pytest
from laws import (
    crossed_lines,
    dead_lips,
    faces,
    ghosts,
    hook_seconds,
    illegal_lengths,
    jump_cuts,
    lost_eyelines,
    lost_or_doubled_lines,
    monotony,
    pictured,
    voiced,
)
from staged import AT, CARDS, crowd, do, empty, play, quarrel, say, scene, series_film, telephone

from reelwright.film import (
    CameraMove,
    Emotion,
    FilmError,
    FrameRate,
    Gesture,
    Mark,
    Mood,
    Posture,
    Shot,
    ShotKind,
    ShotSize,
    TimeOfDay,
    Transition,
    View,
    Way,
    Weather,
)
from reelwright.story import Act, CardWish, MoodChange, Place, Scene, Screenplay, ShotWish, TransitionWish, Writing
from reelwright.studio import StudioError, direct_film, time_film
from reelwright.studio.adapters.drawn.camera import view_at

FILMS = {
    "quarrel": play(quarrel()),
    "telephone": play(telephone()),
    "crowd": play(crowd()),
    "empty": play(empty()),
    "series": series_film(),
}


def shots_of(*beats: object, aspect: str = "9:16", **more: object) -> list[Shot]:
    """The pictures of a film of one scene."""
    return pictured(direct_film(play(scene(*beats, **more)), CARDS, aspect=aspect))  # type: ignore[arg-type]


def kinds(shots: list[Shot]) -> list[ShotKind]:
    """What the shots are for."""
    return [shot.kind for shot in shots]


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
@pytest.mark.parametrize("aspect", ["9:16", "16:9", "1:1", "4:5"])
def test_the_laws_hold(film: Screenplay, aspect: str) -> None:
    """Sides, eyelines, sizes, rhythm, lips and presence are right in every staged film and shape."""
    shots = direct_film(film, CARDS, aspect=aspect)
    assert [*crossed_lines(shots), *lost_eyelines(shots, film), *jump_cuts(shots), *monotony(shots)] == []
    assert [*dead_lips(shots), *ghosts(shots, film), *lost_or_doubled_lines(shots, film)] == []


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
def test_the_hook_is_quick_and_lengths_are_legal(film: Screenplay) -> None:
    """The title comes within three seconds, and no shot is under 0.8 or over 8 seconds."""
    shots = direct_film(film, CARDS)
    timed = time_film(shots, voiced(shots))
    assert 0 < hook_seconds(timed) <= 3
    assert list(illegal_lengths(timed)) == []


def test_the_laws_can_be_broken() -> None:
    """The predicates that judge the board do find a crossed line, a jump and a ghost."""
    film = play(quarrel())
    shots = direct_film(film, CARDS)
    pair = next(shot for shot in shots.shots if len(shot.figures) == 2)
    mirrored = replace(pair, id="x", figures=tuple(replace(f, x=1 - f.x, turn=-f.turn) for f in pair.figures))
    stranger = replace(pair, id="y", source=film.scenes[0].beats[0].source)
    spoilt = replace(shots, shots=(*shots.shots, mirrored, stranger, replace(stranger, id="z")))
    assert list(crossed_lines(spoilt))
    assert list(jump_cuts(spoilt))
    assert list(ghosts(spoilt, film))


def test_a_new_place_is_shown_wide() -> None:
    """Each scene at a new place or hour has an establishing shot that shows who is there."""
    shots = direct_film(series_film(), CARDS).shots
    for number in range(1, 6):
        assert any(s.kind is ShotKind.ESTABLISHING and s.size <= ShotSize.LS for s in shots if s.scene == number)


def test_the_same_place_is_not_shown_again() -> None:
    """A scene that goes on where the last one ended needs no establishing shot."""
    film = play(quarrel(1), scene(say("lin", "And now?"), say("kai", "Now we run."), number=2))
    again = [s for s in direct_film(film, CARDS).shots if s.scene == 2]
    assert ShotKind.ESTABLISHING not in kinds(again)


def test_a_quarrel_is_covered_like_one() -> None:
    """Two-shot, singles, reaction, insert: a scene that turns is not one long two-shot."""
    found = set(kinds(pictured(direct_film(FILMS["quarrel"], CARDS))))
    assert {ShotKind.GROUP, ShotKind.SINGLE, ShotKind.REACTION, ShotKind.INSERT} <= found


def test_a_calm_talk_goes_over_the_shoulder() -> None:
    """Everyday lines are told over shoulders: a back at the edge of its own side, a face across."""
    talk = [say(p, "The weather is fine today, I think.") for p in ("lin", "kai") * 3]
    shots = [s for s in shots_of(*talk, mood=Mood.ROMANTIC) if s.kind is ShotKind.OVER_SHOULDER]
    assert len(shots) >= 2
    for shot in shots:
        (back,) = [f for f in shot.figures if f.view is View.BACK]
        (face,) = [f for f in shot.figures if f.view is View.FACE]
        assert back.depth == -1
        assert (back.x, face.x) in {(0.12, 0.6), (0.88, 0.4)}
        assert (back.x < face.x) == (face.turn < 0)
    assert len({shot.figures[0].person for shot in shots}) == 2


def test_a_line_that_turns_the_scene_is_close() -> None:
    """A strong line is seen closer than a plain one of the same scene."""
    plain = say("kai", "I will make some tea.")
    strong = say("kai", "I killed him.", emotion=Emotion.AFRAID, intensity=0.9)
    shots = shots_of(do("Night.", people=["lin", "kai"]), plain, say("lin", "Thank you."), strong, say("lin", "Oh."))
    by_line = {line.text: shot for shot in shots for line in shot.lines}
    order = list(ShotSize)
    assert order.index(by_line["I killed him."].size) > order.index(by_line["Thank you."].size)
    assert order.index(by_line["I killed him."].size) >= order.index(ShotSize.CU)


def test_somebody_takes_a_strong_line() -> None:
    """After a strong line the listener is seen, unless they answer it themselves."""
    strong = say("kai", "I killed him.", emotion=Emotion.AFRAID, intensity=0.9)
    calm = say("mei", "It is raining.")
    before = do("Night.", people=["lin", "kai", "mei"])
    shown = shots_of(before, say("lin", "Speak."), strong, do("Rain.", sounds=["thunder"]), calm)
    at = next(i for i, s in enumerate(shown) if s.lines and s.lines[0].text == "I killed him.")
    assert shown[at + 1].kind is ShotKind.REACTION
    assert shown[at + 1].figures[0].person != "kai"
    answered = shots_of(before, say("lin", "Speak."), strong, say("lin", "No!"), calm)
    at = next(i for i, s in enumerate(answered) if s.lines and s.lines[0].text == "I killed him.")
    assert "lin" in faces(answered[at + 1]) or answered[at + 1].figures[0].person == "mei"


def test_a_long_speech_is_parted_over_the_listener() -> None:
    """A speech of many sentences is several lines; some are heard while the listener is seen."""
    long = "I looked for you in every street of this town. I asked the baker. I asked the police. Nobody knew you."
    shots = shots_of(do("Night.", people=["lin", "kai"]), say("kai", long), say("lin", "And?"))
    spoken = [(shot, line) for shot in shots for line in shot.lines if line.person == "kai"]
    assert len(spoken) >= 2
    assert any(line.off_screen and "lin" in faces(shot) for shot, line in spoken)
    assert not spoken[0][1].off_screen


def test_a_voice_over_shows_who_listens() -> None:
    """On the telephone we see the one who is here, and the voice of the other is off screen."""
    shots = pictured(direct_film(FILMS["telephone"], CARDS))
    heard = [(shot, line) for shot in shots for line in shot.lines if line.person == "ana"]
    assert heard
    assert all(line.off_screen and "mei" in faces(shot) for shot, line in heard)
    assert all("ana" not in {f.person for f in shot.figures} for shot in shots)
    gestures = {pose.gesture for shot, _ in heard for figure in shot.figures for pose in figure.poses}
    assert Gesture.PHONE_TO_EAR in gestures


def test_a_voice_over_an_empty_place_is_heard_there() -> None:
    """Where nobody is on stage, a voice lies over the place."""
    shots = shots_of(do("The sea."), say("lin", "I was born here.", voice_over=True), place="roof")
    assert all(not shot.figures for shot in shots)
    assert [line.off_screen for shot in shots for line in shot.lines] == [True]


def test_dual_dialogue_is_one_frame_and_one_moment() -> None:
    """Two people who speak at once are both seen, and the second line starts with the first."""
    film = play(scene(do("Night.", people=["lin", "kai"]), say("lin", "Stop!"), say("kai", "Go!", dual=True)))
    shots = direct_film(film, CARDS)
    shot = next(s for s in shots.shots if len(s.lines) == 2)
    assert faces(shot) == {"lin", "kai"}
    assert [line.together for line in shot.lines] == [False, True]
    timed = next(t for t in time_film(shots, voiced(shots)) if t.shot.id == shot.id)
    assert timed.lines[0].start == timed.lines[1].start


def test_an_entrance_and_an_exit_are_seen() -> None:
    """Who comes in gets a shot of their own, who goes shows their back and is gone."""
    shots = pictured(direct_film(FILMS["crowd"], CARDS))
    gone = next(
        i for i, s in enumerate(shots) if [f.person for f in s.figures] == ["tom"] and s.figures[0].view is View.BACK
    )
    assert all("tom" not in {f.person for f in s.figures} for s in shots[gone + 1 :])
    arrival = next(s for s in pictured(direct_film(FILMS["quarrel"], CARDS)) if "kai" in faces(s))
    assert faces(arrival) == {"kai"}
    assert arrival.camera.move is CameraMove.RACK


def test_writing_is_read_and_somebody_reads_it() -> None:
    """A letter fills the frame in the hand that holds it, and then the reader's face is seen."""
    letter = Writing("letter", AT, "To Lin", ("Do not trust him.",))
    takes = do("Lin takes a letter.", Act("lin", Gesture.HOLD, prop="letter"))
    shots = shots_of(do("Night.", people=["lin"]), takes, letter, do("Thunder.", sounds=["thunder"]))
    at = next(i for i, s in enumerate(shots) if s.insert and s.insert.writing)
    assert shots[at].insert is not None
    assert (shots[at].insert.heading, shots[at].insert.held_by) == ("To Lin", "lin")
    assert faces(shots[at + 1]) == {"lin"}


def test_a_telling_prop_is_shown_and_a_cup_is_not() -> None:
    """A ring is shown close when it is first seen; a cup is only held."""
    ring = shots_of(do("Night.", people=["lin"]), do("Lin has a ring.", Act("lin", Gesture.HOLD, prop="ring")))
    cup = shots_of(do("Night.", people=["lin"]), do("Lin has a cup.", Act("lin", Gesture.HOLD, prop="cup")))
    assert [s.insert.prop for s in ring if s.insert] == ["ring"]
    assert [s for s in cup if s.insert] == []
    assert any(f.holds == "cup" for s in cup for f in s.figures)


def test_a_thing_that_is_given_changes_hands() -> None:
    """After it is offered, the other one holds it."""
    shots = shots_of(
        do("Night.", people=["lin", "kai"]),
        do("Lin gives Kai the key.", Act("lin", Gesture.OFFER, prop="key", toward="kai")),
        say("kai", "What is it for?"),
    )
    last = [f for f in shots[-1].figures if f.person == "kai"] or [
        f for s in shots for f in s.figures if f.person == "kai"
    ]
    assert last[-1].holds == "key"


def test_marks_and_wounds_stay() -> None:
    """A cut is still there in the next scene; tears are not; rain wets who stands in it."""
    hurt = do("Lin is cut and cries.", Act("lin", marks=frozenset({Mark.CUT, Mark.TEARS})))
    film = play(
        scene(do("Night.", people=["lin"]), hurt, say("lin", "It is nothing."), weather=Weather.RAIN),
        scene(do("Day.", people=["lin"]), say("lin", "Good morning."), number=2, place="cafe"),
    )
    last = {
        scene: f.marks
        for scene in (1, 2)
        for s in direct_film(film, CARDS).shots
        for f in s.figures
        if s.scene == scene
    }
    assert last == {1: {Mark.CUT, Mark.TEARS, Mark.WET}, 2: {Mark.CUT}}


def test_wardrobe_weather_and_sounds_come_from_the_scene() -> None:
    """Looks, time, weather and sounds are the scene's."""
    shots = shots_of(
        do("Rain.", people=["lin"], sounds=["thunder", "car"]),
        wears={"lin": "bride"},
        weather=Weather.STORM,
        time=TimeOfDay.DUSK,
    )
    assert {f.look for s in shots for f in s.figures} == {"bride"}
    assert {(s.setting.time, s.setting.weather) for s in shots} == {(TimeOfDay.DUSK, Weather.STORM)}
    assert [x.kind for s in shots for x in s.sounds] == ["thunder", "car"]


def test_title_next_time_and_button() -> None:
    """The title says which episode it is, the last picture is held, and the next one is announced."""
    shots = direct_film(series_film(), CARDS).shots
    title = next(s for s in shots if s.id == "title")
    assert title.card is not None
    assert (title.card.heading, title.card.under) == ("Midnight Rooftop", "Episode 3 · A film by us")
    assert shots[-1].card is not None
    assert (shots[-1].id, shots[-1].card.heading, shots[-1].card.under) == ("next", "Next time", "He comes back.")
    button = shots[-2]
    assert button.least >= 60
    assert button.camera.move is CameraMove.PUSH
    assert not button.lines


def test_a_series_without_words_is_to_be_continued() -> None:
    """A series ends with a card even when the script has no words for it; a single film does not."""
    film = play(quarrel(), language="zh-CN", title="天台")
    card = direct_film(film, CARDS, series=True).shots[-1].card
    assert card is not None
    assert (card.heading, card.under) == ("未完待续", "天台")
    assert direct_film(film, CARDS).shots[-1].card is None


@pytest.mark.parametrize(
    ("place", "kai", "view"),
    [
        ("cafe", Act("kai", posture=Posture.SIT), View.PROFILE),
        ("roof", Act("kai", posture=Posture.SIT), View.FACE),
        ("cafe", Act("kai", posture=Posture.STAND), View.FACE),
    ],
)
def test_two_at_a_table_face_one_another_across_it(place: str, kai: Act, view: View) -> None:
    """Both are seen from the side, each looking at the other; not where there is no table, nor when one gets up."""
    sits = Act("lin", posture=Posture.SIT)
    shots = shots_of(do("They sit.", sits, kai), ShotWish("two", AT), say("lin", "Tea?"), place=place, mood=Mood.CALM)
    two = next(shot for shot in shots if shot.kind is ShotKind.GROUP and shot.lines)
    pair = sorted(two.figures, key=lambda figure: figure.x)
    assert [figure.view for figure in pair] == [view, view]
    assert pair[0].turn > 0 > pair[1].turn


@pytest.mark.parametrize(
    ("mood", "ages", "view"),
    [
        (Mood.TENSE, ("adult", "adult"), View.PROFILE),
        (Mood.COMIC, ("adult", "adult"), View.FACE),
        (Mood.TENSE, ("adult", "child"), View.FACE),
    ],
)
def test_two_who_stand_look_at_one_another(mood: Mood, ages: tuple[str, str], view: View) -> None:
    """Both are seen from the side; from the front in comedy, and beside a child."""
    people = {p: replace(CARDS.people[p], age=age) for p, age in zip(("lin", "kai"), ages, strict=True)}
    does = do("They wait.", people=["lin", "kai"])
    film = play(scene(does, ShotWish("two", AT), say("lin", "Well."), mood=mood))
    shots = direct_film(film, replace(CARDS, people={**CARDS.people, **people})).shots
    pairs = [shot for shot in shots if len(shot.figures) == 2 and all(f.depth == 0 for f in shot.figures)]
    assert {figure.view for figure in pairs[0].figures} == {view}
    left, right = sorted(pairs[0].figures, key=lambda figure: figure.x)
    assert left.turn > 0 > right.turn


@pytest.mark.parametrize(
    ("first", "second", "kept"), [("push in", "", True), ("pan left", "", True), ("", "ECU", False)]
)
def test_a_match_cut_keeps_the_face_where_it_was(first: str, second: str, kept: bool) -> None:  # noqa: FBT001
    """The place changes behind one face that stays as large and where it was; a size that is asked for is given."""
    there = (do("Night.", people=["lin", "kai"]), ShotWish(f"MCU Lin {first}", AT), say("lin", "I will be there."))
    here = (TransitionWish("MATCH CUT TO:", AT), ShotWish(f"Lin {second}", AT), say("lin", "I am here."))
    shots = [
        s for s in direct_film(play(scene(*there), scene(*here, number=2, place="cafe")), CARDS).shots if not s.card
    ]
    number = next(i for i, s in enumerate(shots) if s.transition is Transition.MATCH)
    before, after = shots[number - 1], shots[number]
    assert (before.setting.place, after.setting.place) == ("roof", "cafe")
    assert ((before.size, before.figures[0].x) == (after.size, after.figures[0].x)) == kept
    if kept:
        ends, begins = (view_at(c, s, 0.0, phase=0.0).zoom for c, s in ((before.camera, 1), (after.camera, 0)))
        assert ends == pytest.approx(begins, abs=0.01)


@pytest.mark.parametrize(("lead", "child"), [("lin", ""), ("lin", "lin"), ("lin", "kai")])
def test_an_embrace_is_seen_over_one_shoulder(lead: str, child: str) -> None:
    """One face is seen with its arms around the other's back; a grown back never hides a child."""
    people = {p: replace(card, age="child" if p == child else "adult") for p, card in CARDS.people.items()}
    hug = do("They hug.", Act(lead, Gesture.HUG, toward="kai"))
    film = play(scene(do("Night.", people=["lin", "kai"]), hug, place="cafe"))
    shots = direct_film(film, replace(CARDS, people=people)).shots
    figures = next(s.figures for s in shots if any(p.gesture is Gesture.HUG for f in s.figures for p in f.poses))
    face, back = figures
    assert (face.view, back.view) == (View.FACE, View.BACK)
    assert face.person == ("kai" if child == "lin" else "lin")
    assert any(pose.gesture is Gesture.HUG for pose in face.poses)
    assert 0 < abs(face.x - back.x) < 0.25


@pytest.mark.parametrize("gesture", [Gesture.WIPE, Gesture.READ, Gesture.KNOCK, Gesture.POUR])
def test_deeds_by_hand_are_not_filmed_closer_than_the_hands(gesture: Gesture) -> None:
    """A frame in which somebody does a thing by hand is medium or wider, however tense the scene is."""
    shots = shots_of(do("Night.", people=["lin"]), do("Now.", Act("lin", gesture, prop="letter")), mood=Mood.TENSE)
    acted = [s for s in shots if any(p.gesture is gesture for f in s.figures for p in f.poses)]
    assert acted
    assert {s.size for s in acted} <= {ShotSize.ELS, ShotSize.LS, ShotSize.MLS, ShotSize.MS}


def test_a_short_first_line_is_the_hook() -> None:
    """A film that begins with a short line opens close on it, before the title."""
    first = direct_film(play(scene(say("lin", "You lied to me."), say("kai", "Yes."))), CARDS).shots[0]
    assert first.hook
    assert first.lines[0].text == "You lied to me."
    assert first.size >= ShotSize.CU or first.size is ShotSize.ECU


OBITUARY = Writing("document", AT, "Obituary", ("Lin Wei, 1998 to 2024.",))


@pytest.mark.parametrize(("line", "hooked"), [("That is my name.", 2), ("That is my name there. " * 4, 1)])
def test_an_insert_and_the_short_line_after_it_are_one_hook(line: str, hooked: int) -> None:
    """The title waits for a short line said close on a thing that opens the film, but not for a long one."""
    film = play(scene(ShotWish("insert", AT), OBITUARY, ShotWish("CU Lin", AT), say("lin", line), say("kai", "Who?")))
    shots = direct_film(film, CARDS)
    assert [shot.kind for shot in shots.shots].index(ShotKind.TITLE) == hooked
    assert [shot.hook for shot in shots.shots[:3]].count(True) == hooked
    insert = time_film(shots, voiced(shots))[0].shot
    assert (insert.insert is not None, insert.length <= 90) == (True, True)


def test_an_insert_and_a_line_over_two_people_are_not_one_hook() -> None:
    """A wide shot of a line after the opening insert comes after the title."""
    film = play(scene(ShotWish("insert", AT), OBITUARY, ShotWish("two", AT), say("lin", "Me."), say("kai", "You.")))
    assert direct_film(film, CARDS).shots[1].kind is ShotKind.TITLE


@pytest.mark.parametrize(
    ("note", "check"),
    [
        ("ECU Lin", lambda s: s.size is ShotSize.ECU and faces(s) == {"lin"} and s.lines[0].off_screen),
        ("LS Kai, pan left", lambda s: s.size is ShotSize.LS and s.camera.move is CameraMove.PAN_LEFT),
        ("two", lambda s: s.kind is ShotKind.GROUP and faces(s) == {"lin", "kai"} and not s.lines[0].off_screen),
        ("OTS Lin", lambda s: s.kind is ShotKind.OVER_SHOULDER and faces(s) == {"lin"} and s.lines[0].off_screen),
        ("wide, hold 9s", lambda s: s.kind is ShotKind.ESTABLISHING and s.length == 270),
        ("insert key", lambda s: s.insert.prop == "key" and s.figures == () and s.lines[0].off_screen),
        ("POV Lin", lambda s: faces(s) == {"kai"} and s.figures[0].turn == 0),
        ("Kai profile", lambda s: s.figures[0].view is View.PROFILE),
        ("CU Kai, angle 4", lambda s: s.setting.angle == 4),
        ("dissolve, CU", lambda s: s.transition is Transition.DISSOLVE and s.size is ShotSize.CU),
        ("近景 Kai 拉", lambda s: s.size is ShotSize.MCU and s.camera.move is CameraMove.PULL),
        ("CU Tom", lambda s: "tom" not in faces(s)),
    ],
)
def test_a_wish_is_granted(note: str, check: object) -> None:
    """A shot note rules the next shot; somebody who is not there is not shown even then."""
    line = say("kai", "Wait.")
    shots = shots_of(do("Night.", people=["lin", "kai"]), say("lin", "Come."), ShotWish(note, AT), line)
    shot = next(s for s in shots if any(x.text == "Wait." for x in s.lines))
    assert check(shot)  # type: ignore[operator]


def test_a_mood_turns_within_a_scene() -> None:
    """From a second mood on, every shot has it, and the lines before and after share no shot."""
    beats = (say("lin", "We won."), say("kai", "We did!"), MoodChange(Mood.FEARFUL, AT), say("kai", "What is that?"))
    shots = shots_of(do("Night.", people=["lin", "kai"]), *beats, say("lin", "Run."), mood=Mood.WARM)
    moods = [shot.mood for shot in shots]
    turned = next(i for i, shot in enumerate(shots) if any(line.text == "What is that?" for line in shot.lines))
    assert moods == [Mood.WARM] * turned + [Mood.FEARFUL] * (len(shots) - turned)
    assert 0 < turned < len(shots)
    assert not {line.text for line in shots[turned].lines} & {"We won.", "We did!"}


def test_cards_take_the_mood_beside_them() -> None:
    """The title has the mood of the hook, and the next-time card that of the last shot."""
    turned = scene(say("lin", "We won."), say("kai", "Yes."), MoodChange(Mood.SAD, AT), say("kai", "No."))
    shots = direct_film(play(turned), CARDS, series=True).shots
    assert [shot.mood for shot in shots if shot.card] == [Mood.TENSE, Mood.SAD]


def test_a_mood_that_turns_before_anything_is_the_moods_of_all() -> None:
    """A change before the first beat holds from the first shot on, and one after the last changes nothing."""
    shots = shots_of(MoodChange(Mood.SAD, AT), say("lin", "Rain."), MoodChange(Mood.COMIC, AT))
    assert {shot.mood for shot in shots} == {Mood.SAD}


def test_a_wish_at_the_end_makes_a_shot() -> None:
    """A note after which nothing comes is a shot of its own, of the asked length."""
    shots = shots_of(do("Night.", people=["lin", "kai"]), say("lin", "Come."), ShotWish("ECU Kai, hold 3s", AT))
    assert (faces(shots[-1]), shots[-1].size, shots[-1].length, shots[-1].lines) == ({"kai"}, ShotSize.ECU, 90, ())


@pytest.mark.parametrize(
    ("second", "transition"),
    [
        ({"place": "cafe", "heading": "INT. CAFE - FLASHBACK"}, Transition.FLASH),
        ({"place": "roof", "heading": "EXT. ROOF - LATER"}, Transition.DISSOLVE),
        ({"place": "roof", "time": TimeOfDay.DAY}, Transition.FADE),
        ({"place": "cafe", "mood": Mood.COMIC}, Transition.WIPE),
        ({"place": "cafe"}, Transition.CUT),
    ],
)
def test_scenes_are_joined_by_what_lies_between(second: dict[str, object], transition: Transition) -> None:
    """Time, memory and mood choose how one scene takes over from another."""
    mood = second.get("mood", Mood.TENSE)
    film = play(scene(say("lin", "Go."), mood=mood), scene(do("There.", people=["kai"]), number=2, **second))  # type: ignore[arg-type]
    assert next(s for s in direct_film(film, CARDS).shots if s.scene == 2).transition is transition


@pytest.mark.parametrize("at_end", [True, False])
def test_a_written_transition_wins(at_end: bool) -> None:  # noqa: FBT001 - one flag, two cases
    """A transition line rules the next shot, also over the end of a scene."""
    wish = TransitionWish("FADE TO WHITE:", AT)
    go: tuple[object, ...] = (say("lin", "Go."), wish) if at_end else (say("lin", "Go."),)
    there: tuple[object, ...] = (do("There."),) if at_end else (wish, do("There."))
    film = play(scene(*go), scene(*there, number=2, place="cafe"))  # type: ignore[arg-type]
    assert next(s for s in direct_film(film, CARDS).shots if s.scene == 2).transition is Transition.FLASH


def test_centred_words_are_a_card() -> None:
    """Centred text fills a frame of its own, and the title is still the title."""
    shots = direct_film(play(scene(CardWish("Three years ago", AT), say("lin", "Go."))), CARDS).shots
    assert [s.card.heading for s in shots if s.card] == ["Midnight Rooftop", "Three years ago"]
    assert len({s.id for s in shots}) == len(shots)


@pytest.mark.parametrize("beats", [(), (do("Nothing moves."),), (say("lin", "Alone."),)])
def test_a_tiny_scene_is_a_film(beats: tuple[object, ...]) -> None:
    """A scene of one beat or none still gives a film with a title."""
    shots = direct_film(play(scene(*beats)), CARDS).shots  # type: ignore[arg-type]
    assert any(s.card is None for s in shots)
    assert any(s.id == "title" for s in shots)


def test_asked_lengths_lie_on_the_frame_grid() -> None:
    """Seconds in a note become frames of the film's own rate."""
    film = play(scene(do("Night.", people=["lin"]), ShotWish("CU Lin, hold 2s", AT)))
    assert direct_film(film, CARDS, rate=FrameRate(24)).shots[-1].length == 48


def test_wide_pictures_stand_closer_to_the_middle() -> None:
    """Another shape of picture is another composition, not a crop."""
    pair = [do("Night.", people=["lin", "kai"]), say("lin", "Come.")]
    tall = next(s for s in shots_of(*pair) if len(s.figures) == 2)
    wide = next(s for s in shots_of(*pair, aspect="16:9") if len(s.figures) == 2)
    assert sorted(f.x for f in tall.figures) == [0.27, 0.73]
    assert sorted(f.x for f in wide.figures) == [0.35, 0.65]


def test_nothing_to_direct_is_an_error() -> None:
    """A screenplay without scenes and an unknown shape are told as such."""
    with pytest.raises(StudioError, match="no scene"):
        direct_film(play(), CARDS)
    with pytest.raises(FilmError, match="unknown aspect"):
        direct_film(play(quarrel()), CARDS, aspect="3:1")


def test_lines_keep_their_ids_when_another_line_changes() -> None:
    """Changing one line changes no other line's id."""
    before = {x.id for s in direct_film(FILMS["quarrel"], CARDS).shots for x in s.lines}
    scenes: tuple[Scene, ...] = FILMS["quarrel"].scenes
    beats = tuple(
        say("kai", "Your uncle.") if getattr(b, "person", "") == "kai" and b.lines[0].text == "Your father." else b
        for b in scenes[0].beats
    )  # type: ignore[union-attr]
    after = {x.id for s in direct_film(play(replace(scenes[0], beats=beats)), CARDS).shots for x in s.lines}
    assert len(before - after) == len(after - before) == 1


@pytest.mark.parametrize(("own", "shown"), [(Emotion.SMUG, Emotion.SMUG), (Emotion.NEUTRAL, Emotion.AFRAID)])
def test_who_is_feared_is_not_frightened(own: Emotion, shown: Emotion) -> None:
    """A smug listener stays smug when somebody else cries out in fear; one who felt nothing takes fright."""
    before = say("mei", "Hello.", emotion=own, intensity=0.7)
    cry = say("kai", "Lin, run!", emotion=Emotion.AFRAID, intensity=0.95)
    shots = shots_of(do("Night.", people=["mei", "kai"]), before, cry, say("kai", "Now."), place="office")
    after = [
        shot for shot in shots if any(line.text == "Now." for line in shot.lines) or shot.kind is ShotKind.REACTION
    ]
    felt = [pose.emotion for shot in after for f in shot.figures if f.person == "mei" for pose in f.poses[-1:]]
    assert felt
    assert felt[-1] is shown


@pytest.mark.parametrize(("people", "reads"), [(["lin", "kai"], False), (["lin"], True)])
def test_writing_that_nobody_holds_is_read_by_nobody_in_particular(people: list[str], reads: bool) -> None:  # noqa: FBT001 - one flag, two cases
    """With two people there and nobody holding the page there is no reader's face; one alone is the reader."""
    shots = shots_of(do("Night.", people=people), ShotWish("insert", AT), OBITUARY, do("Wind.", people=people))
    found = kinds(shots)
    assert (found[found.index(ShotKind.INSERT) + 1] is ShotKind.REACTION) is reads


@pytest.mark.parametrize(("gesture", "inserts"), [(Gesture.PHONE_TO_EAR, 0), (Gesture.HOLD, 1)])
def test_a_phone_at_an_ear_is_no_insert(gesture: Gesture, inserts: int) -> None:
    """Who puts a phone to the ear is seen doing it; a phone that is looked at is seen close."""
    call = do("Lin takes the phone.", Act("lin", gesture, prop="phone"), people=["lin"], props=["phone"])
    shots = shots_of(say("lin", "Quiet."), say("kai", "Yes."), call, say("lin", "Hello?"))
    assert kinds(shots).count(ShotKind.INSERT) == inserts


def test_who_sits_keeps_sitting_until_they_get_up_or_go() -> None:
    """A scene that begins with somebody seated shows them so; a later act is seen in its own wider shot."""
    up = Act("lin", emotion=Emotion.DETERMINED, posture=Posture.STAND, text="stands up")
    shots = shots_of(
        do("Lin sits.", Act("lin", posture=Posture.SIT)),
        say("lin", "You came."),
        say("kai", "I had to."),
        do("Lin stands up.", up),
        say("lin", "Then go."),
    )
    told = [(shot, f) for shot in shots for f in shot.figures if f.person == "lin"]
    rise = next(i for i, (_, f) in enumerate(told) if len({p.posture for p in f.poses}) == 2)
    assert [p.posture for p in told[rise][1].poses][-1] is Posture.STAND
    assert told[rise][0].size in {ShotSize.ELS, ShotSize.LS, ShotSize.MLS}
    assert all(p.posture is Posture.SIT for _, f in told[:rise] for p in f.poses)
    assert all(p.posture is Posture.STAND for _, f in told[rise + 1 :] for p in f.poses)


def test_in_a_car_everybody_sits() -> None:
    """Nobody has to write that people in a car sit; on a roof they stand."""
    cards = replace(CARDS, places={**CARDS.places, "car": Place("car", "Car", kind="car_interior")})
    for place, posture in (("car", Posture.SIT), ("roof", Posture.STAND)):
        film = play(scene(say("lin", "Drive."), say("kai", "Where?"), place=place))
        figures = [f for shot in direct_film(film, cards).shots for f in shot.figures]
        assert {pose.posture for figure in figures for pose in figure.poses} == {posture}


def test_what_is_put_down_stays_on_the_table_until_it_is_picked_up() -> None:
    """The thing leaves the hand, lies before who put it there in later shots, and leaves with who takes it."""
    put = Act("lin", gesture=Gesture.PUT_DOWN, prop="cup")
    take = Act("kai", gesture=Gesture.PICK_UP, prop="cup")
    shots = shots_of(
        do("Lin puts the cup down.", put),
        say("lin", "Drink it."),
        say("kai", "No. I would rather not drink anything tonight."),
        say("lin", "You will drink it, because I made it."),
        do("Kai picks up the cup.", take),
        say("kai", "Fine."),
        place="cafe",
        holds={"lin": "cup"},
    )
    lin = [f for shot in shots for f in shot.figures if f.person == "lin"]
    putting = next(i for i, f in enumerate(lin) if any(p.gesture is Gesture.PUT_DOWN for p in f.poses))
    assert (lin[putting].holds, lin[putting].before) == ("cup", ())
    later = [f for f in lin[putting + 1 :] if f.before]
    assert later
    assert all((f.holds, f.before) == ("", ("cup",)) for f in later)
    last = [f for f in shots[-1].figures if f.person == "kai"]
    assert all((f.holds, f.before) == ("cup", ()) for f in last)


@pytest.mark.parametrize(("mood", "ways"), [(Mood.FEARFUL, {Way.AFAR}), (Mood.COMIC, {Way.LEFT, Way.RIGHT})])
def test_who_comes_walks_in_and_who_goes_walks_off(mood: Mood, ways: set[Way]) -> None:
    """An entrance comes from one's own side, or out of the depth in a dark scene; an exit goes into it."""
    shots = shots_of(
        say("lin", "Who is there?"),
        do("Kai walks in.", Act("kai", enters=True)),
        say("kai", "Me."),
        do("Kai leaves.", Act("kai", enters=False)),
        mood=mood,
    )
    ways_of = [(f.comes, f.goes, f.view) for shot in shots for f in shot.figures if f.person == "kai"]
    assert ways_of[0][0] in ways
    assert ways_of[-1] == (Way.STAY, Way.AFAR, View.BACK)
    assert {(comes, goes) for comes, goes, _ in ways_of[1:-1]} <= {(Way.STAY, Way.STAY)}


def test_who_fades_away_stays_where_they_are_and_shows_no_back() -> None:
    """A ghost that goes into thin air is seen from the front; who leaves in the same words of another is not."""
    shots = shots_of(
        say("lin", "Goodbye."),
        say("kai", "Keep the light on."),
        do("Kai fades away.", Act("kai", enters=False, thin=True)),
    )
    (kai,) = [f for f in shots[-1].figures if f.person == "kai"]
    assert (kai.comes, kai.goes, kai.view) == (Way.STAY, Way.THIN, View.FACE)


def test_who_tells_their_own_story_is_seen_in_it() -> None:
    """A voice over of somebody who acts in the scene hides nobody; of somebody who only speaks it does."""
    voice = say("lin", "I knew him.", voice_over=True)
    acted = shots_of(do("Lin sits.", Act("lin", posture=Posture.SIT)), say("kai", "Lin."), voice)
    heard = shots_of(do("Kai waits.", people=["kai"]), say("kai", "Lin."), voice)
    assert "lin" in {f.person for shot in acted for f in shot.figures}
    assert "lin" not in {f.person for shot in heard for f in shot.figures}


def _overheard(*after: object) -> list[Shot]:
    hides = do("MEI hides behind the door and listens.", Act("mei", emotion=Emotion.AFRAID, hides=True))
    return shots_of(
        hides,
        say("lin", "He still thinks it was an accident."),
        say("kai", "Then let him think so."),
        say("lin", "And the letter?"),
        do("MEI covers her mouth.", Act("mei", emotion=Emotion.SURPRISED, gesture=Gesture.COVER_MOUTH)),
        *after,
    )


def test_who_listens_unseen_is_never_in_frame_with_those_who_are_heard() -> None:
    """Somebody who hides before anything is said is not in the wide, nor in any group; the camera finds them alone."""
    shots = _overheard()

    assert any({"lin", "kai"} <= faces(shot) for shot in shots)
    with_mei = [{figure.person for figure in shot.figures} for shot in shots if "mei" in faces(shot)]
    assert with_mei
    assert all(people == {"mei"} for people in with_mei)


def test_who_comes_out_or_speaks_up_is_seen_with_the_others() -> None:
    """A listener who speaks up shares frames again; one who whispers stays hidden."""
    loud = _overheard(say("mei", "I heard that."), say("kai", "Mei."), say("lin", "How long have you stood there?"))
    quiet = _overheard(say("mei", "So it was them.", manner="whisper"), say("lin", "Did you hear something?"))

    def shared(shots: list[Shot]) -> bool:
        return any("mei" in faces(shot) and len(shot.figures) > 1 for shot in shots)

    assert shared(loud)
    assert not shared(quiet)


def test_a_thing_that_is_handed_over_is_seen_going_and_stays_the_same_thing() -> None:
    """Both hands act at one moment, and later shots know whose phone it is."""
    give = do(
        "Mei hands Lin the phone.", Act("mei", gesture=Gesture.OFFER, toward="lin", prop="phone"), people=("lin",)
    )
    film = shots_of(say("mei", "Here."), give, say("lin", "She is dead."), holds={"mei": "phone"})
    shown = next(shot for shot in film if any(p.gesture is Gesture.HAND_OVER for f in shot.figures for p in f.poses))
    by = {figure.person: figure for figure in shown.figures}
    given = [p.at for p in by["mei"].poses if p.gesture is Gesture.HAND_OVER]
    taken = [p.at for p in by["lin"].poses if p.gesture is Gesture.RECEIVE]
    assert given == taken != []
    assert (by["lin"].holds, by["lin"].whose, by["mei"].whose) == ("phone", "mei", "")
    after = [figure for shot in film for figure in shot.figures if figure.person == "lin"][-1]
    assert (after.holds, after.whose) == ("phone", "mei")
    assert after is not by["lin"]


def test_what_is_only_offered_stays_in_hand() -> None:
    """An open hand without a thing hands nothing over."""
    reach = do("Mei reaches out.", Act("mei", gesture=Gesture.OFFER, toward="lin"), people=("lin",))
    film = shots_of(say("mei", "Come."), reach)
    gestures = {pose.gesture for shot in film for figure in shot.figures for pose in figure.poses}
    assert not gestures & {Gesture.HAND_OVER, Gesture.RECEIVE}


def test_a_wave_goes_on_while_its_owner_only_feels() -> None:
    """Somebody who waves and is thrilled does both at once: the feeling does not take the hand down."""
    acts = (Act("lin", gesture=Gesture.WAVE), Act("lin", emotion=Emotion.HAPPY, intensity=0.9))
    film = shots_of(do("Lin waves, thrilled.", *acts))
    last = next(f for shot in film for f in shot.figures if any(p.gesture is Gesture.WAVE for p in f.poses)).poses[-1]
    assert (last.gesture, last.emotion) == (Gesture.WAVE, Emotion.HAPPY)


def test_a_photograph_shows_whom_its_words_name() -> None:
    """Below a photo stands who is on it; words on anything else show nobody."""
    photo, letter = Writing("photo", AT, "", ("Lin and Kai", "1999")), Writing("letter", AT, "", ("Dear Lin,",))
    inserts = [shot.insert for shot in shots_of(say("mei", "Look."), photo, letter) if shot.insert]
    assert {insert.prop: insert.shows for insert in inserts} == {"photo": ("lin", "kai"), "letter": ()}
    unknown = shots_of(say("mei", "Look."), Writing("photo", AT, "", ("Summer of 1999",)))
    assert [shot.insert.shows for shot in unknown if shot.insert] == [()]


def test_who_dances_when_a_scene_begins_is_found_dancing() -> None:
    """Nobody waits for the camera in the first wide; what is begun later in a scene begins after the cut."""
    dance = do("Lin dances. Kai dances.", Act("lin", gesture=Gesture.DANCE), Act("kai", gesture=Gesture.DANCE))
    wides = [
        next(shot for shot in shots_of(*beats) if shot.kind is ShotKind.ESTABLISHING)
        for beats in ((dance, say("mei", "Ha!")), (say("mei", "Now!"), dance))
    ]
    found = [[f.poses[0].gesture for f in wide.figures if f.person in {"lin", "kai"}] for wide in wides]
    assert found == [[Gesture.DANCE, Gesture.DANCE], [Gesture.REST, Gesture.REST]]


def test_whoever_gets_something_in_hand_stops_dancing() -> None:
    """A dance goes on in later shots; who is given a letter meanwhile holds it, and it is seen."""
    dance = do("Lin dances. Kai dances.", Act("lin", gesture=Gesture.DANCE), Act("kai", gesture=Gesture.DANCE))
    film = shots_of(
        dance,
        say("mei", "A letter."),
        do("Lin takes a letter.", Act("lin", gesture=Gesture.HOLD, prop="letter")),
        say("kai", "Ha!"),
    )
    last = {figure.person: figure for shot in film for figure in shot.figures}
    assert (last["lin"].holds, last["lin"].poses[-1].gesture) == ("letter", Gesture.HOLD)
    assert Gesture.DANCE in {
        pose.gesture for shot in film[1:] for f in shot.figures if f.person == "kai" for pose in f.poses
    }
