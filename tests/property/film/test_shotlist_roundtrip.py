"""Any shot list survives its JSON, and any broken JSON is told as such."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelwright.film import (
    ASPECTS,
    Camera,
    CameraMove,
    Card,
    Emotion,
    Figure,
    FrameRate,
    Gesture,
    Insert,
    Line,
    Manner,
    Mark,
    Mood,
    Pose,
    Setting,
    Shot,
    ShotKind,
    ShotList,
    ShotListError,
    ShotSize,
    Sound,
    SourceLine,
    TimeOfDay,
    Transition,
    View,
    Weather,
    read_shot_list,
    write_shot_list,
)

calm = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text("abcdefgh", min_size=1, max_size=6)
shares = st.floats(min_value=0, max_value=1)
numbers = st.floats(min_value=-9, max_value=9)
sources = st.builds(SourceLine, texts, st.integers(min_value=1, max_value=9999))
lines = st.builds(
    Line,
    names,
    names,
    texts,
    sources,
    st.sampled_from(Emotion),
    shares,
    st.sampled_from(Manner),
    st.booleans(),
    st.booleans(),
)
gazes = st.tuples(numbers, numbers)
poses = st.builds(Pose, shares, st.sampled_from(Emotion), shares, st.sampled_from(Gesture), gazes)
first_poses = st.builds(Pose, st.just(0.0), st.sampled_from(Emotion), shares, st.sampled_from(Gesture), gazes)
figures = st.builds(
    Figure,
    person=names,
    look=texts,
    x=shares,
    depth=numbers,
    view=st.sampled_from(View),
    turn=st.floats(min_value=-1, max_value=1),
    poses=st.tuples(first_poses) | st.tuples(first_poses, poses),
    holds=texts,
    marks=st.frozensets(st.sampled_from(Mark)),
)
inserts = st.builds(Insert, names, st.lists(texts, max_size=3).map(tuple), texts, texts)
shots = st.builds(
    Shot,
    id=names,
    scene=st.integers(min_value=0, max_value=99),
    kind=st.sampled_from([kind for kind in ShotKind if kind is not ShotKind.INSERT]),
    size=st.sampled_from(ShotSize),
    setting=st.builds(Setting, names, st.sampled_from(TimeOfDay), st.sampled_from(Weather), st.integers(0, 9)),
    source=sources,
    figures=st.lists(figures, max_size=2).map(tuple),
    lines=st.lists(lines, max_size=2).map(tuple),
    camera=st.builds(Camera, st.sampled_from(CameraMove), shares),
    transition=st.sampled_from(Transition),
    mood=st.sampled_from(Mood),
    insert=st.none() | inserts,
    card=st.none() | st.builds(Card, texts, texts),
    sounds=st.lists(st.builds(Sound, names, shares), max_size=2).map(tuple),
    props=st.lists(names, max_size=2).map(tuple),
    length=st.integers(0, 900),
    least=st.integers(0, 900),
    hook=st.booleans(),
)
lists = st.builds(
    ShotList,
    title=texts,
    language=names,
    rate=st.builds(FrameRate, st.integers(1, 60000), st.integers(1, 1001)),
    aspect=st.sampled_from(sorted(ASPECTS)),
    shots=st.lists(shots, max_size=3, unique_by=lambda shot: shot.id).map(tuple),
    episode=st.integers(0, 99),
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@calm
@given(lists)
def test_a_list_survives_its_text(shots: ShotList) -> None:
    """Reading what was written gives the list, and writing that gives the text."""
    text = write_shot_list(shots)
    assert read_shot_list(text) == shots
    assert write_shot_list(read_shot_list(text)) == text


@calm
@given(st.text(max_size=60) | plain.map(json.dumps))
def test_any_other_text_is_a_typed_error(text: str) -> None:
    """Nothing but ``ShotListError`` comes out of a text that is no shot list."""
    try:
        read_shot_list(text)
    except ShotListError as error:
        assert error.what  # noqa: PT017 - either outcome is right, but the error must say something


@calm
@given(lists, st.data())
def test_one_spoilt_value_is_read_or_told(shots: ShotList, data: st.DataObject) -> None:
    """Any one value replaced by any other gives a list or a typed error with a path."""
    document = json.loads(write_shot_list(shots))
    holder, key = data.draw(st.sampled_from(list(_places(document))))
    holder[key] = data.draw(plain)
    try:
        read_shot_list(json.dumps(document))
    except ShotListError as error:
        assert error.where or "NaN" in error.what or "Infinity" in error.what  # noqa: PT017 - the same


def _places(value: Any) -> Any:
    keys = range(len(value)) if isinstance(value, list) else list(value)
    for key in keys:
        yield value, key
        if isinstance(value[key], list | dict):
            yield from _places(value[key])
