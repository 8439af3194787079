"""The shot list as JSON."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from reelwright.film import (
    Figure,
    FilmError,
    Flow,
    FrameRate,
    Line,
    Setting,
    Shot,
    ShotKind,
    ShotList,
    ShotListError,
    ShotSize,
    SourceLine,
    read_shot_list,
    shot_from_plain,
    shot_to_plain,
    write_shot_list,
)
from reelwright.film.shotlist import SHOT_LIST_SCHEMA, lifted

VECTORS = Path(__file__).parents[2] / "golden" / "film"
GOLDEN = VECTORS / "shot-list-v1.json"
GOLDEN_LIFTED = VECTORS / "shot-list-v1-as-v5.json"
GOLDEN_MOVING = VECTORS / "shot-list-v2.json"
GOLDEN_MOVING_LIFTED = VECTORS / "shot-list-v2-as-v5.json"
GOLDEN_DANCING = VECTORS / "shot-list-v3.json"
GOLDEN_DANCING_LIFTED = VECTORS / "shot-list-v3-as-v5.json"
GOLDEN_WIPING = VECTORS / "shot-list-v4.json"
GOLDEN_WIPING_LIFTED = VECTORS / "shot-list-v4-as-v5.json"
GOLDEN_FLOWING = VECTORS / "shot-list-v5.json"
SHOT = Shot("s01-01", 1, ShotKind.ESTABLISHING, ShotSize.ELS, Setting("roof"), SourceLine("film.fountain", 3))
LIST = ShotList("屋顶", "zh", FrameRate(30), "9:16", (SHOT,))


def spoilt(**changes: object) -> str:
    """The list's text with some of its top keys changed; None takes a key out."""
    document = json.loads(write_shot_list(LIST)) | changes
    return json.dumps({key: value for key, value in document.items() if value is not None})


def spoilt_shot(**changes: object) -> str:
    """The list's text with some keys of its one shot changed."""
    document = json.loads(write_shot_list(LIST))
    document["shots"][0] |= changes
    return json.dumps(document)


def test_a_list_survives_its_text() -> None:
    """What is written is read back as the same list, Chinese included."""
    text = write_shot_list(LIST)
    assert read_shot_list(text) == LIST
    assert "屋顶" in text


def test_the_text_of_version_1_is_kept() -> None:
    """The golden list of version 1 is read, and written again as its own self of version 5, to the byte."""
    text = GOLDEN.read_text(encoding="utf-8")
    assert write_shot_list(read_shot_list(text)) == GOLDEN_LIFTED.read_text(encoding="utf-8")


def test_the_text_of_version_2_is_kept() -> None:
    """The golden list of version 2, with people who sit and walk, is written again as its own self of version 5."""
    text = GOLDEN_MOVING.read_text(encoding="utf-8")
    assert write_shot_list(read_shot_list(text)) == GOLDEN_MOVING_LIFTED.read_text(encoding="utf-8")
    assert '"posture": "sit"' in text


def test_the_text_of_version_3_is_kept() -> None:
    """The golden list of version 3, with people who dance, is written again as its own self of version 5."""
    text = GOLDEN_DANCING.read_text(encoding="utf-8")
    assert write_shot_list(read_shot_list(text)) == GOLDEN_DANCING_LIFTED.read_text(encoding="utf-8")
    assert '"gesture": "dance"' in text


def test_the_text_of_version_4_is_kept() -> None:
    """The golden list of version 4, with people who wipe and kneel, is written again as its own self of version 5."""
    text = GOLDEN_WIPING.read_text(encoding="utf-8")
    assert write_shot_list(read_shot_list(text)) == GOLDEN_WIPING_LIFTED.read_text(encoding="utf-8")
    assert {'"gesture": "wipe"', '"posture": "kneel"'} <= {part.strip().rstrip(",") for part in text.splitlines()}


def test_the_text_of_version_5_is_kept() -> None:
    """The golden list of version 5, an edited cut, is read and written to the same bytes."""
    text = GOLDEN_FLOWING.read_text(encoding="utf-8")
    assert write_shot_list(read_shot_list(text)) == text
    assert '"comes_in": true' in text


def test_flows_are_those_of_all_shots() -> None:
    """A list that says how speech runs says it of every shot, or of none."""
    assert replace(LIST, flows=(Flow(),)).flows == (Flow(),)
    with pytest.raises(FilmError, match="1 shots have 2 flows"):
        replace(LIST, flows=(Flow(), Flow()))


def test_a_single_shot_of_version_1_is_lifted() -> None:
    """What a timeline carries of an older program is the same shot; a shot of a version to come is none."""
    shot = json.loads(GOLDEN.read_text(encoding="utf-8"))["shots"][1]
    assert shot_from_plain(shot, version=1) == shot_from_plain(shot)
    with pytest.raises(ShotListError, match="newer"):
        shot_from_plain(shot, version=6)


def test_missing_optional_keys_take_their_default() -> None:
    """A list written by hand may leave out what has a default."""
    assert read_shot_list(spoilt(episode=None)) == LIST


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "line 1", "not JSON"),
        ("[]", "$", "object"),
        ("{}", "$.schema", "not a shot list"),
        (spoilt(schema="other"), "$.schema", "not a shot list"),
        (spoilt(version="1"), "$.version", "whole number"),
        (spoilt(version=True), "$.version", "whole number"),
        (spoilt(version=99), "$.version", "newer"),
        (spoilt(title=None), "$", "'title' is missing"),
        (spoilt(title=3), "$.title", "a text is needed here, not a whole number"),
        (spoilt(colour="red"), "$", "unknown key 'colour'"),
        (spoilt(aspect="3:1"), "$.aspect", "unknown aspect"),
        (spoilt(rate={"numerator": 0}), "$.rate", "frame rate"),
        (spoilt(shots={}), "$.shots", "a list is needed here, not an object"),
        (spoilt(shots=[3]), "$.shots[0]", "an object is needed"),
        (spoilt_shot(kind="selfie"), "$.shots[0].kind", "'selfie' is no ShotKind"),
        (spoilt_shot(kind=7), "$.shots[0].kind", "a whole number is no ShotKind"),
        (spoilt_shot(scene=1.5), "$.shots[0].scene", "a whole number is needed"),
        (spoilt_shot(scene=True), "$.shots[0].scene", "not true or false"),
        (spoilt_shot(hook=0), "$.shots[0].hook", "true or false is needed"),
        (spoilt_shot(length=-1), "$.shots[0]", "negative length"),
        (spoilt_shot(kind="insert"), "$.shots[0]", "insert of nothing"),
        (spoilt_shot(figures=[{"person": "lin", "turn": 2}]), "$.shots[0].figures[0]", "outside -1 to 1"),
        (spoilt_shot(figures=[{"person": "lin", "marks": ["ink"]}]), "$.shots[0].figures[0].marks[0]", "no Mark"),
        (spoilt_shot(figures=[{"person": "lin", "x": "left"}]), "$.shots[0].figures[0].x", "a number is needed"),
        (
            spoilt_shot(figures=[{"person": "lin", "poses": [{"gaze": [0.1]}]}]),
            "$.shots[0].figures[0].poses[0].gaze",
            "2 items",
        ),
        (spoilt_shot(props="ring"), "$.shots[0].props", "a list is needed here, not a text"),
        (spoilt_shot(sounds=[{"kind": "door", "at": 10**400}]), "$.shots[0].sounds[0].at", "too large"),
        (write_shot_list(LIST).replace('"episode": 0', '"episode": NaN'), "", "NaN"),
        (write_shot_list(LIST).replace('"episode": 0', '"episode": 0, "episode": 1'), "", "twice"),
        (spoilt(title="\ud800"), "$.title", "surrogate"),
        ("[" * 100_000, "", "not JSON"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, where: str, what: str) -> None:
    """Every malformed document gives a typed error that names the JSON path and the fault."""
    with pytest.raises(ShotListError) as caught:
        read_shot_list(text)
    assert where in caught.value.where
    assert what in caught.value.what


def test_what_json_cannot_say_is_not_written() -> None:
    """A number that is not finite is refused when writing, too."""
    bad = ShotList("x", "en", FrameRate(30), "9:16", (shot_from_plain(shot_to_plain(SHOT)),))
    assert write_shot_list(bad)
    with pytest.raises(FilmError, match="no JSON form"):
        write_shot_list(ShotList("x", "en", FrameRate(30), "9:16", (_endless(),)))


def _endless() -> Shot:
    return replace(SHOT, figures=(Figure("lin", x=float("inf")),))


def test_old_versions_are_lifted_step_by_step() -> None:
    """Each step of the upgrade table lifts a document by one version, in order."""
    steps = {1: lambda d: {**d, "path": "a"}, 2: lambda d: {**d, "path": d["path"] + "b"}}
    assert lifted({"schema": SHOT_LIST_SCHEMA, "version": 1}, steps, 3) == {"path": "ab"}


def test_a_version_without_a_step_is_refused() -> None:
    """A version that the table cannot lift is an error, not a guess."""
    with pytest.raises(ShotListError, match="cannot be read any more"):
        lifted({"schema": SHOT_LIST_SCHEMA, "version": 1}, {}, 2)


@pytest.mark.parametrize("noun", [ShotList, Shot, Figure, Line], ids=lambda noun: noun.__name__)
def test_every_key_is_documented(noun: type) -> None:
    """The reference page names every key of the list, its shots, figures and lines."""
    page = (Path(__file__).parents[3] / "docs" / "reference" / "shot-list.md").read_text(encoding="utf-8")
    assert [f.name for f in fields(noun) if f"`{f.name}`" not in page and f'"{f.name}"' not in page] == []
