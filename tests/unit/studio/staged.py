"""Screenplays staged by hand, for the tests of the board."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reelwright.film import Emotion, Gesture, Manner, Mood, SourceLine, TimeOfDay, Weather
from reelwright.story import (
    Act,
    Action,
    Beat,
    Cards,
    Event,
    EventKind,
    Happening,
    Person,
    Place,
    Scene,
    Screenplay,
    Speech,
    SpokenLine,
    Writing,
)

AT = SourceLine("film.fountain", 1)
PEOPLE = ("lin", "kai", "mei", "bao", "ana", "tom", "uma")
CARDS = Cards(
    people={p: Person(p, p.title(), (p.upper(),)) for p in PEOPLE} | {"chen": Person("chen", "陈默", ("陈默", "老陈"))},
    places={
        "roof": Place("roof", "Rooftop", kind="rooftop"),
        "cafe": Place("cafe", "Café", kind="cafe"),
        "office": Place("office", "Office", kind="office"),
    },
)


def say(person: str, *texts: str, emotion: Emotion = Emotion.NEUTRAL, intensity: float = 0.6, **how: object) -> Speech:
    """A speech of some lines of one emotion."""
    manner = Manner(str(how.pop("manner", "plain")))
    gesture = how.pop("gesture", None)
    lines = tuple(SpokenLine(t, AT, emotion, intensity, manner, gesture) for t in texts)  # type: ignore[arg-type]
    return Speech(person, lines, AT, **how)  # type: ignore[arg-type]


def do(
    text: str, *acts: Act, people: Sequence[str] = (), props: Sequence[str] = (), sounds: Sequence[str] = ()
) -> Action:
    """An action paragraph."""
    named = dict.fromkeys([*people, *(a.person for a in acts if a.person)])
    return Action(text, AT, tuple(named), acts, tuple(props), tuple(sounds))


def scene(*beats: Beat, number: int = 1, place: str = "roof", mood: Mood = Mood.TENSE, **more: object) -> Scene:
    """A scene of some beats."""
    people = dict.fromkeys(
        p for b in beats for p in ([b.person] if isinstance(b, Speech) else b.people if isinstance(b, Action) else [])
    )
    beats = tuple(_at(beat, 100 * number + i) for i, beat in enumerate(beats, 1))
    beats = (*_notes(more.pop("wears", {}), more.pop("holds", {})), *beats)  # type: ignore[arg-type]
    heading = str(more.pop("heading", f"EXT. {place.upper()} - NIGHT"))
    time = more.pop("time", TimeOfDay.NIGHT)
    return Scene(number, heading, place, AT, time, mood=mood, beats=beats, people=tuple(people), **more)  # type: ignore[arg-type]


def _notes(wears: dict[str, str], holds: dict[str, str]) -> Iterator[Beat]:
    """Notes right below the heading: who wears and who holds what."""
    events = [Event(EventKind.WEAR, (person,), look) for person, look in wears.items()]
    events += [Event(EventKind.HOLD, (person,), prop, drawn=prop) for person, prop in holds.items()]
    if events:
        yield Happening(tuple(events), AT)


def _at(beat: Beat, line: int) -> Beat:
    """The beat as if it were written on a line of its own."""
    source = SourceLine("film.fountain", line)
    if isinstance(beat, Speech):
        return replace(beat, source=source, lines=tuple(replace(x, source=source) for x in beat.lines))
    return replace(beat, source=source)


def play(*scenes: Scene, title: str = "Midnight Rooftop", language: str = "en", **more: object) -> Screenplay:
    """A screenplay of some scenes, numbered in order."""
    return Screenplay(title, language, scenes, **more)  # type: ignore[arg-type]


def words(text: str) -> str:
    """A text without its spaces, to compare what is said however it was parted."""
    return re.sub(r"\s+", "", text)


def quarrel(number: int = 1, place: str = "roof") -> Scene:
    """Two people, a lie found out, a letter, a slap."""
    return scene(
        do("Rain hammers the rooftop. LIN waits at the edge.", Act("lin", emotion=Emotion.SAD), sounds=["thunder"]),
        do("The door bangs. KAI comes out.", Act("kai", enters=True), sounds=["door_slam"]),
        say("kai", "You should not be here."),
        say("lin", "You said the company was bankrupt. You lied to me.", emotion=Emotion.ANGRY, intensity=0.8),
        say("kai", "I lied to protect you. They were watching us, every day, and every night, since March."),
        do("She takes a letter from her coat.", Act("lin", Gesture.HOLD, prop="letter")),
        Writing("letter", AT, "To Lin", ("Do not trust him.", "He knew from the start.")),
        say("lin", "Who are they?", emotion=Emotion.AFRAID, intensity=0.8),
        do("Kai looks away.", Act("kai", Gesture.TURN_AWAY, Emotion.ASHAMED, 0.7)),
        say("kai", "Your father."),
        do("She slaps him.", Act("lin", Gesture.SLAP, Emotion.ANGRY, 0.9, toward="kai"), sounds=["slap"]),
        say("lin", "My father is dead.", manner="whisper", emotion=Emotion.SAD, intensity=0.9),
        say("kai", "Do not turn around.", emotion=Emotion.AFRAID, intensity=0.9),
        number=number,
        place=place,
        weather=Weather.RAIN,
    )


def telephone(number: int = 1, place: str = "office") -> Scene:
    """One person, a telephone, a voice from elsewhere."""
    return scene(
        do(
            "MEI alone at her desk. Her phone buzzes.",
            Act("mei", Gesture.PHONE_TO_EAR, prop="phone"),
            sounds=["phone_buzz"],
        ),
        say("mei", "Mum? It is three in the morning."),
        say("ana", "Are you sitting down?", voice_over=True, manner="phone"),
        say("mei", "What happened?", emotion=Emotion.AFRAID),
        say("ana", "He is alive. Your brother is alive.", voice_over=True, manner="phone"),
        do("Mei drops the phone.", Act("mei", emotion=Emotion.SURPRISED, intensity=0.9), sounds=["thud"]),
        number=number,
        place=place,
        mood=Mood.MYSTERIOUS,
    )


def crowd(number: int = 1, place: str = "cafe") -> Scene:
    """Six people, one toast, one who goes."""
    return scene(
        do("Everyone is here.", people=["lin", "kai", "mei", "bao", "ana", "tom"]),
        say("bao", "To the worst year of our lives!", emotion=Emotion.HAPPY),
        say("ana", "And to the rent."),
        say("tom", "Which nobody paid."),
        do("They laugh.", Act("lin", emotion=Emotion.HAPPY), Act("kai", emotion=Emotion.HAPPY)),
        say("mei", "I did."),
        do("Tom leaves.", Act("tom", enters=False), sounds=["door"]),
        say("lin", "Was it something we said?"),
        number=number,
        place=place,
        mood=Mood.COMIC,
        time=TimeOfDay.DAY,
    )


def empty(number: int = 1, place: str = "roof") -> Scene:
    """A place, nobody in it."""
    return scene(
        do("Dawn over the city."),
        do("A toy lies in the rain.", props=["toy"]),
        number=number,
        place=place,
        mood=Mood.SAD,
    )


def series_film() -> Screenplay:
    """Everything above as one episode."""
    return play(
        quarrel(1),
        telephone(2),
        crowd(3),
        empty(4),
        quarrel(5, "cafe"),
        episode=3,
        credit="A film by us",
        next_time="He comes back.",
    )
