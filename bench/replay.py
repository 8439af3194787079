"""The continuity ledger of a long series: full check, check after one edit, memory; CPU time of one process.

The series is made here: 100 episodes of 8 scenes of 8 shots (one line or act each), with clothes, things from
hand to hand, wounds, and facts told and needed. Staging is not counted: the ledger reads parsed screenplays.

    python bench/replay.py
"""

from __future__ import annotations

import random
import statistics
import time
import tracemalloc
from dataclasses import replace

from reelwright.story import (
    Cards,
    Ledger,
    LedgerKeeper,
    Look,
    Person,
    Place,
    Scene,
    Screenplay,
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


def edited(series: list[Screenplay], episode: int, scene: int) -> list[Screenplay]:
    """The series after one edit: a note of one scene is taken out."""
    play = series[episode]
    old = play.scenes[scene]
    new: Scene = replace(old, beats=old.beats[1:])
    scenes = (*play.scenes[:scene], new, *play.scenes[scene + 1 :])
    return [*series[:episode], replace(play, scenes=scenes), *series[episode + 1 :]]


def measure_replay(turns: int = 5) -> dict[str, float]:
    """Milliseconds of a full check and of one after an edit (median, worst), megabytes, and what was found."""
    series = write_series()
    full, after = [], []
    for _ in range(turns):
        keeper = LedgerKeeper()
        begin = time.process_time()
        ledger: Ledger = keeper.keep(series, CARDS)
        full.append(time.process_time() - begin)
    for episode in range(0, EPISODES, EPISODES // 10):
        keeper = LedgerKeeper()
        keeper.keep(series, CARDS)
        changed = edited(series, episode, 3)
        begin = time.process_time()
        keeper.keep(changed, CARDS)
        after.append(time.process_time() - begin)
    tracemalloc.start()
    kept = LedgerKeeper()
    kept.keep(series, CARDS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {
        "shots": EPISODES * SCENES * SHOTS,
        "findings": len(ledger.findings),
        "full_ms": statistics.median(full) * 1000,
        "edit_ms": statistics.median(after) * 1000,
        "edit_worst_ms": max(after) * 1000,
        "memory_mb": peak / 1e6,
    }


if __name__ == "__main__":
    for name, value in measure_replay().items():
        print(f"{name:16} {value:10.1f}")
