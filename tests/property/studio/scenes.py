"""Strategies for staged screenplays: scenes as a parser could give them, sensible or not."""

from __future__ import annotations

from hypothesis import strategies as st
from staged import AT, CARDS, do, play, say, scene

from reelwright.film import Emotion, Gesture, Manner, Mark, Mood, TimeOfDay, Weather
from reelwright.story import Act, Beat, CardWish, MoodChange, Scene, Screenplay, ShotWish, TransitionWish, Writing

CAST = ("lin", "kai", "mei", "bao", "ana", "tom")
SENTENCES = (
    "No.", "You lied to me.", "Who are they?", "I waited for you in the rain for an hour, and you never came.",
    "Run!", "It is nothing.", "Mr. Wu sends his love.", "你骗了我。", "他还活着，你知道吗？",
    "When I was nine my mother told me a story about a man who sold his shadow, and I laughed at it, and she did not.",
    "我在这里等了你整整一个晚上，雨一直下，手机没有电，我以为你再也不会来了，结果你真的没有来。",
)  # fmt: skip
PLACES = tuple(CARDS.places)

intensities = st.floats(min_value=0, max_value=1).map(lambda x: round(x, 2))
maybe_prop = st.sampled_from(("", "", "", "phone", "letter", "cup", "ring"))


def acts(people: tuple[str, ...]) -> st.SearchStrategy[Act]:
    """An act of one of some people."""
    return st.builds(
        Act,
        person=st.sampled_from(people),
        gesture=st.none() | st.sampled_from(Gesture),
        emotion=st.none() | st.sampled_from(Emotion),
        intensity=intensities,
        toward=st.sampled_from(("", "", *people)),
        prop=maybe_prop,
        enters=st.sampled_from((None, None, None, True, False)),
        marks=st.frozensets(st.sampled_from(Mark), max_size=1),
    )


@st.composite
def speeches(draw: st.DrawFn, people: tuple[str, ...]) -> Beat:
    """A speech of one to three lines."""
    texts = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3))
    return say(
        draw(st.sampled_from(people)),
        *texts,
        emotion=draw(st.sampled_from(Emotion)),
        intensity=draw(intensities),
        manner=draw(st.sampled_from(Manner)).value,
        **draw(st.sampled_from(({}, {}, {}, {}, {"voice_over": True}, {"off_screen": True}, {"dual": True}))),
    )


def actions(people: tuple[str, ...]) -> st.SearchStrategy[Beat]:
    """An action paragraph of none to three acts."""
    return st.builds(
        lambda done, named, props, sounds: do("Something.", *done, people=named, props=props, sounds=sounds),
        st.lists(acts(people), max_size=3),
        st.lists(st.sampled_from(people), max_size=2),
        st.lists(st.sampled_from(("key", "photo", "bowl")), max_size=1),
        st.lists(st.sampled_from(("door", "steps")), max_size=2),
    )


writings = st.builds(
    lambda prop, lines: Writing(prop, AT, "Mum", tuple(lines)),
    st.sampled_from(("phone", "letter")),
    st.lists(st.sampled_from(("Where are you?", "> On my way", "我在楼下")), max_size=6),
)
WISHES = ("CU Lin, push in", "OTS", "two", "wide", "insert phone", "POV Kai", "特写 陈默 推", "hold 3s", "nonsense")
wishes = st.builds(ShotWish, st.sampled_from(WISHES), st.just(AT))
others = st.sampled_from(
    [CardWish("Three years ago", AT), TransitionWish("DISSOLVE TO:", AT), MoodChange(Mood.COMIC, AT)]
)


@st.composite
def staged_scenes(draw: st.DrawFn, number: int = 1, *, wished: bool = False) -> Scene:
    """A scene of up to ten beats among one to six people."""
    people = tuple(draw(st.permutations(CAST)))[: draw(st.integers(min_value=1, max_value=6))]
    kinds = [speeches(people), speeches(people), actions(people), writings, others]
    if wished:
        kinds.append(wishes)
    return scene(
        *draw(st.lists(st.one_of(kinds), max_size=10)),
        number=number,
        place=draw(st.sampled_from(PLACES)),
        mood=draw(st.sampled_from(Mood)),
        time=draw(st.sampled_from(TimeOfDay)),
        weather=draw(st.sampled_from(Weather)),
    )


@st.composite
def screenplays(draw: st.DrawFn, *, wished: bool = False) -> Screenplay:
    """A film of one to three scenes."""
    count = draw(st.integers(min_value=1, max_value=3))
    return play(
        *(draw(staged_scenes(i + 1, wished=wished)) for i in range(count)),
        language=draw(st.sampled_from(("en", "zh", "zh-CN", "fr"))),
        episode=draw(st.integers(min_value=0, max_value=3)),
        next_time=draw(st.sampled_from(("", "He comes back."))),
    )
