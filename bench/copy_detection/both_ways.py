"""Who was first, asked both ways: a detector that always says "the film" would else be right about every copy.

Each attacked film is asked about with its original registered, and each original with the attacked film registered.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

from copy_detection.attacked import Trial, kept_print
from copy_detection.printing import row
from copy_detection.table import JUDGE, TUNE, half_of, way
from copy_detection.turns import still_to_ask
from reelwright.seal import MemoryRegistry, Relation, Upstream, find_copies

_NOT_FOUND = "not found"


def both_ways(films: dict[str, Path], groups: dict[str, set[str]], folder: Path, *, cpu_seconds: float) -> None:
    """Ask about every pair that is there, and print what was said; outcomes are kept, so that a run goes on."""
    kept = folder / f"directions-{way(films)}.jsonl"
    lines = kept.read_text().splitlines() if kept.exists() else []
    said = {(film, attack): (one, other) for film, attack, one, other in map(json.loads, lines)}
    begin, todo = time.process_time(), still_to_ask(films, groups, folder, said)
    with kept.open("a") as file:
        while todo and time.process_time() - begin <= cpu_seconds:
            trial = todo.pop(0)
            pair = (trial.film, trial.attack.name)
            said[pair] = _said(trial, films[trial.film], folder / "prints")
            file.write(json.dumps([*pair, *said[pair]]) + "\n")
            file.flush()
    for half in (TUNE, JUDGE):
        _show(half, {pair: each for pair, each in said.items() if half_of(min(groups[pair[0]])) == half})
    if todo:
        print(f"  {len(todo)} pairs are not asked about yet; run it again to go on")


def _said(trial: Trial, film: Path, prints: Path) -> tuple[str, str]:
    one, other = (_first_of(asked, held, prints) for asked, held in ((trial.path, film), (film, trial.path)))
    return one, other


def _first_of(asked: Path, held: Path, prints: Path) -> str:
    registry = MemoryRegistry()
    registry.add("it", kept_print(held, asked=False, folder=prints))
    found = find_copies(kept_print(asked, asked=True, folder=prints), registry)
    return next((each.upstream.value for each in found if each.relation is Relation.COPY), _NOT_FOUND)


def _show(half: str, said: dict[tuple[str, str], tuple[str, str]]) -> None:
    for place, (asked, right) in enumerate((("the copy", Upstream.FILM), ("the original", Upstream.FILE))):
        counts = Counter(each[place] for each in said.values())
        found = sum(counts.values()) - counts[_NOT_FOUND]
        if not found:
            continue
        undecided = counts[Upstream.UNDECIDED.value]
        wrong = found - undecided - counts[right.value]
        what = f"{half}, asked about {asked}: {found} pairs,"
        row(f"{what} decided rightly", 100 * counts[right.value] / found, "%")
        row(f"{what} decided wrongly", 100 * wrong / found, "%", 1.0)
    for pair, (one, other) in said.items():
        if one == Upstream.FILE.value or other == Upstream.FILM.value:
            print("   wrong:", *pair)
