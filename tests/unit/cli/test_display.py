"""What is shown while a film is made."""

import io
import json
import re

import pytest
from rich.console import Console

from reelwright.cli.display import Bars, EventLines, PlainLines, Silence, event_form
from reelwright.production import (
    Event,
    ItemDone,
    ItemMoved,
    PieceDamaged,
    Stage,
    StageDone,
    StageStarted,
    WorkerDied,
)

EVENTS: list[Event] = [
    StageStarted(Stage.CHECK, 1),
    StageDone(Stage.CHECK, 1, 0),
    StageStarted(Stage.SHOOT, 3, 1, 2),
    ItemMoved(Stage.SHOOT, "s01-02", 10, 40, 80.0),
    ItemDone(Stage.SHOOT, "s01-02", 2, 3, reused=False, seconds_left=75.0),
    WorkerDied("s01-03", -9, again=True),
    PieceDamaged("a stored piece", "/x"),
    ItemDone(Stage.SHOOT, "s01-03", 3, 3, reused=False, seconds_left=0.0),
    StageDone(Stage.SHOOT, 2, 1),
]


def test_plain_lines_say_stage_shot_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal: one line a stage, one a shot with its number and the time left, and trouble."""
    display = PlainLines(Stage.SEAL)
    for event in EVENTS:
        display.hear(event)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "checking",
        "shooting (episode 2): 3 shots, 1 made before, then cutting, then sealing",
        "  shot 2 of 3: s01-02, 1 min 15 s of shooting left",
        "  the process that made s01-03 died (-9); trying once more",
        "  a stored piece was damaged on the disk and is made again (/x)",
        "  shot 3 of 3: s01-03",
    ]


def test_silence_is_broken_by_trouble_only(capsys: pytest.CaptureFixture[str]) -> None:
    """With --json nothing is shown but what a person must know."""
    display = Silence()
    for event in EVENTS:
        display.hear(event)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 2


def test_event_lines_are_json_objects_with_their_type(capsys: pytest.CaptureFixture[str]) -> None:
    """Every event is an object with its type and all its parts."""
    display = EventLines()
    for event in EVENTS:
        display.hear(event)
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert rows == [event_form(event) for event in EVENTS]
    assert rows[3] == {
        "event": "item_moved", "stage": "shoot", "label": "s01-02", "done": 10, "of": 40, "seconds_left": 80.0,
    }  # fmt: skip


def test_bars_show_stage_shots_and_time_left() -> None:
    """On a terminal: a bar a stage, shots done of all, the shot at work and the time left."""
    screen = Console(file=io.StringIO(), force_terminal=True, width=120)
    with Bars(screen, Stage.CUT) as display:
        for event in EVENTS[:4]:
            display.hear(event)
        display.refresh()
        text = screen.file.getvalue()
    assert "shooting 2" in text
    assert "1/3" in text
    assert "s01-02 25 %, 1 min 20 s of shooting left" in text


def rows_now(display: Bars, screen: Console, count: int) -> list[str]:
    """So many rows from below of what is drawn now."""
    assert isinstance(screen.file, io.StringIO)
    display.refresh()
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.file.getvalue()).splitlines()[-count:]


def test_bars_show_the_stages_that_come() -> None:
    """From the board on every stage of the order has its row, and takes it over when it begins; no more than those."""
    screen = Console(file=io.StringIO(), force_terminal=True, width=120)
    with Bars(screen, Stage.SEAL) as display:
        display.hear(StageStarted(Stage.CHECK, 1))
        assert "checking" in rows_now(display, screen, 1)[0]
        display.hear(StageStarted(Stage.BOARD, 1))
        rows = rows_now(display, screen, 6)
        names = ["checking", "directing", "voicing", "shooting", "cutting", "sealing"]
        assert [row.split()[0] for row in rows] == names
        assert ["to come" in row for row in rows] == [False, False, True, True, True, True]
        display.hear(StageStarted(Stage.VOICE, 7))
        after = rows_now(display, screen, 6)
        assert "0/7" in after[2]
        assert ["to come" in row for row in after] == [False, False, False, True, True, True]
