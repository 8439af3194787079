"""The continuity ledger of a long series: full check, check after one edit, memory; CPU time of one process.

The series is made here: 100 episodes of 8 scenes of 8 shots (one line or act each), with clothes, things from
hand to hand, wounds, and facts told and needed. Staging is not counted: the ledger reads parsed screenplays.

    python bench/replay.py
"""

from __future__ import annotations

import gc
import random
import statistics
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

from reelwright.film import TimeOfDay
from reelwright.story import (
    Cards,
    Event,
    EventKind,
    Happening,
    Ledger,
    LedgerKeeper,
    Look,
    Person,
    Place,
    Scene,
    Screenplay,
    TimeShift,
    read_fountain,
    stage_script,
)

EPISODES, SCENES, SHOTS = 100, 8, 8
PEOPLE = ("Ada", "Ben", "Cleo", "Dan", "Eva", "Fay", "Gus", "Hal")
PLACES = ("Cafe", "Office", "Rooftop", "Street", "Station", "Lobby")
LOOKS = (Look(), Look(name="red suit"), Look(name="black suit"))
CARDS = Cards(
    {name.lower(): Person(name.lower(), name, looks=LOOKS) for name in PEOPLE},
    {name.lower(): Place(name.lower(), name) for name in PLACES},
)


def write_episode(number: int, dice: random.Random) -> str:
    """One episode with its notes; what it says of things and facts is its own, and holds."""
    lines: list[str] = []
    for scene in range(SCENES):
        one, two = dice.sample(PEOPLE, 2)
        thing, fact = f"letter {number}-{scene}", f"secret {number}-{scene} is out"
        time_of_day = ("DAY", "NIGHT")[scene >= SCENES // 2]
        lines += [f"INT. {dice.choice(PLACES).upper()} - {time_of_day}", "", f"[[wear: {one} = red suit]]"]
        lines += [f"[[take: {one} = {thing}]]", f"[[learns: {one}: {fact}]]", f"[[hurt: {two} = bruise]]", ""]
        for shot in range(SHOTS // 2 - 1):
            lines += [one.upper(), f"This is line {shot} of a scene.", "", two.upper(), "And this is an answer.", ""]
        lines += [f"[[tells: {one} -> {two}: {fact}]]", f"[[give: {thing}, {one} -> {two}]]", "", f"{two} smiles.", ""]
        lines += [
            f"[[needs: {two}: {fact}]]",
            f"[[shows: {one} = red suit, {two} = bruise]]",
            "",
            two.upper(),
            "I see.",
            "",
        ]
    return "\n".join(lines)


def write_series() -> list[Screenplay]:
    """A hundred staged episodes."""
    dice = random.Random(1)
    scripts = (read_fountain(write_episode(n, dice), file=f"{n:03}.fountain") for n in range(1, EPISODES + 1))
    return [stage_script(script, CARDS, language="en")[0] for script in scripts]


def edits(series: list[Screenplay], episode: int, scene: int = 3) -> Iterator[tuple[str, list[Screenplay]]]:
    """The series after one edit of a scene, for every kind of edit: each beat taken out, new notes, another light."""
    play, old = series[episode], series[episode].scenes[scene]

    def with_scenes(*scenes: Scene) -> list[Screenplay]:
        made = replace(play, scenes=(*play.scenes[:scene], *scenes, *play.scenes[scene + 1 :]))
        return [*series[:episode], made, *series[episode + 1 :]]

    for number, beat in enumerate(old.beats):
        kind = beat.events[0].kind if isinstance(beat, Happening) else type(beat).__name__.lower()
        yield f"no {kind}", with_scenes(replace(old, beats=(*old.beats[:number], *old.beats[number + 1 :])))
    for event in (
        Event(EventKind.KNOWS, ("ada",), "x", to="x"),
        Event(EventKind.TAKE, ("ada",), "a new letter", drawn="letter"),
        Event(EventKind.DAY, time=TimeShift(minutes=1440)),
    ):
        added = Happening((replace(event, source=old.source),), old.source)
        yield f"new {event.kind}", with_scenes(replace(old, beats=(added, *old.beats)))
    yield "another light", with_scenes(replace(old, time=TimeOfDay.DAWN))
    yield "scene cut", with_scenes()
    yield "scene moved", with_scenes(*play.scenes[scene + 1 : scene + 2], old)


def measure_replay(turns: int = 5) -> dict[str, float]:
    """Milliseconds of a full check and of edits of every kind (median, worst), megabytes, and what was found.

    What was made before is frozen out of the garbage collector, as a watch does after its first check.
    """
    series = write_series()
    gc.collect()
    gc.freeze()
    full = []
    for _ in range(turns):
        begin = time.process_time()
        ledger: Ledger = LedgerKeeper().keep(series, CARDS)
        full.append(time.process_time() - begin)
    after: dict[str, list[float]] = {}
    for episode in (0, EPISODES // 2, EPISODES - 1):
        for kind, changed in edits(series, episode):
            after.setdefault(kind, []).append(_edit_seconds(series, changed))
    tracemalloc.start()
    kept = LedgerKeeper()
    kept.keep(series, CARDS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    gc.unfreeze()
    loud, found = _death(series)
    every = [seconds for times in after.values() for seconds in times]
    worst = max(after, key=lambda kind: max(after[kind]))
    print(f"  slowest edit: {worst}")
    return {
        "shots": EPISODES * SCENES * SHOTS,
        "findings": len(ledger.findings),
        "full_ms": statistics.median(full) * 1000,
        "edits": len(every),
        "edit_ms": statistics.median(every) * 1000,
        "edit_worst_ms": max(every) * 1000,
        "death_ms": _edit_seconds(series, loud) * 1000,
        "death_findings": found,
        "memory_mb": peak / 1e6,
    }


def _death(series: list[Screenplay]) -> tuple[list[Screenplay], int]:
    """The series with somebody dead in its fourth scene, who is in hundreds of scenes after it; and what is found."""
    play, old = series[0], series[0].scenes[3]
    dies = Happening((Event(EventKind.DIE, ("ada",), source=old.source),), old.source)
    scenes = (*play.scenes[:3], replace(old, beats=(dies, *old.beats)), *play.scenes[4:])
    changed = [replace(play, scenes=scenes), *series[1:]]
    return changed, len(LedgerKeeper().keep(changed, CARDS).findings)


def _edit_seconds(series: list[Screenplay], changed: list[Screenplay]) -> float:
    """How long a keeper of the series needs for one edit; the best of three, for the machine has other things to do."""
    taken = []
    for _ in range(3):
        keeper = LedgerKeeper()
        keeper.keep(series, CARDS)
        begin = time.process_time()
        keeper.keep(changed, CARDS)
        taken.append(time.process_time() - begin)
    return min(taken)


if __name__ == "__main__":
    for name, value in measure_replay().items():
        print(f"{name:16} {value:10.1f}")
