"""The table of attacks: every film under every attack; outcomes are kept, so that a run goes on where one stopped.

The clips are split by a rule that nobody can lean on: the CRC of the work's name, even to *tune*, odd to *judge*.
Thresholds are looked at on the tune half alone; the judge half is the figure.
"""

from __future__ import annotations

import json
import statistics
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from copy_detection.attacked import Trial, kept_print, kept_stretches, trials
from copy_detection.printing import row
from copy_detection.ways import name_of_file, way_of
from reelwright.seal import CopyMatch, MemoryRegistry, Relation, find_copies
from reelwright.seal.detector import search
from reelwright.seal.detector.search import judged

TUNE, JUDGE = "tune", "judge"


@dataclass(frozen=True)
class Outcome:
    """What came of one trial.

    Args:
        false: films that are called copied and are not.
        edges: how far the four edges are from the truth, in seconds; none when it was not found.
        upstream: who was first, by the detector; "" when it was not found.
        cost: processor seconds for each second of the file.
    """

    film: str
    attack: str
    found: bool
    false: tuple[str, ...]
    edges: tuple[float, ...]
    upstream: str
    cost: float


def half_of(work: str) -> str:
    """The half that a work belongs to, by its name alone."""
    return JUDGE if zlib.crc32(work.encode()) % 2 else TUNE


def tried(
    films: dict[str, Path], folder: Path, *, cpu_seconds: float
) -> tuple[list[Outcome], int, dict[str, set[str]]]:
    """What came of each trial, as far as the processor time goes, and how many are left for the next run."""
    registry = _registered(films, folder)
    groups = works(films, registry, folder)
    kept = folder / f"outcomes-{way(films)}.jsonl"
    known = {(each.film, each.attack): each for each in _read(kept)}
    begin, left, outcomes = time.process_time(), 0, []

    def goes_on() -> bool:
        return time.process_time() - begin < cpu_seconds

    with kept.open("a") as file:
        for trial in trials(films, groups, folder / "attacked", may_make=goes_on):
            outcome = known.get((trial.film, trial.attack.name))
            if outcome is None and goes_on() and trial.path.exists():
                outcome = try_one(trial, registry, groups, folder)
                file.write(json.dumps(asdict(outcome)) + "\n")
                file.flush()
            if outcome is None:
                left += 1
            else:
                outcomes.append(outcome)
    return outcomes, left, groups


def known_works(films: dict[str, Path], folder: Path) -> dict[str, set[str]]:
    """Films that hold the same work."""
    return works(films, _registered(films, folder), folder)


def _registered(films: dict[str, Path], folder: Path) -> MemoryRegistry:
    registry = MemoryRegistry()
    for name, path in films.items():
        registry.add(name, kept_print(path, asked=False, folder=folder / "prints"))
    return registry


def try_one(trial: Trial, registry: MemoryRegistry, groups: dict[str, set[str]], folder: Path) -> Outcome:
    """Search for one attacked film."""
    asked = kept_print(trial.path, asked=True, folder=folder / "prints")
    name = f"{name_of_file(trial.path)}-{zlib.crc32(' '.join(sorted(groups)).encode()):08x}"
    spent, stretches = kept_stretches(name, asked, registry, folder / "stretches")
    begin = time.process_time()
    matches = judged(asked, stretches, registry)
    cost = (spent + time.process_time() - begin) / max(1.0, float(asked.times[-1]))
    copies = [match for match in matches if match.relation is Relation.COPY]
    mine = [match for match in copies if match.film in groups[trial.film]]
    known = groups[trial.film] | groups.get(trial.carrier, set())
    itself = [match for match in mine if match.film == trial.film]
    return Outcome(
        trial.film,
        trial.attack.name,
        bool(mine),
        tuple(match.film for match in copies if match.film not in known),
        edge_errors(itself[0], trial) if itself else (),
        mine[0].upstream.value if mine else "",
        cost,
    )


def works(films: dict[str, Path], registry: MemoryRegistry, folder: Path) -> dict[str, set[str]]:
    """Films that hold the same work: by their own search. Drawn films are each a work of their own."""
    kept = folder / f"works-{way(films)}.json"
    if kept.exists():
        return {name: set(same) for name, same in json.loads(kept.read_text()).items()}
    groups = {name: {name} for name in films}
    for name, path in films.items():
        if name.startswith("drawn"):
            continue
        found = find_copies(kept_print(path, asked=True, folder=folder / "prints"), registry)
        same = {match.film for match in found if match.relation is Relation.COPY and not match.film.startswith("drawn")}
        for other in same:
            groups[name] |= groups[other]
        for other in groups[name]:
            groups[other] = groups[name]
    kept.write_text(json.dumps({name: sorted(same) for name, same in groups.items()}))
    return groups


def way(films: Iterable[str]) -> str:
    """Names the search and the films."""
    detector = Path(search.__file__ or "").parent
    return way_of([*detector.glob("*.py"), detector.parent / "transform.py"], sorted(films))


def edge_errors(match: CopyMatch, trial: Trial) -> tuple[float, ...]:
    """How far the four edges of a match are from the truth, in seconds."""
    first = trial.attack.lead
    last = first + trial.seconds / trial.attack.speed
    here = abs(float(match.here.start) - first), abs(float(match.here.end) - last)
    there = abs(float(match.there.start) - trial.since), abs(float(match.there.end) - trial.since - trial.seconds)
    return (*here, *there)


def print_table(outcomes: list[Outcome], groups: dict[str, set[str]]) -> None:
    """Print recall by attack in both halves, and the figures under it; who was first is asked by ``both_ways``."""
    halves: dict[str, list[Outcome]] = {TUNE: [], JUDGE: []}
    for each in outcomes:
        halves[half_of(min(groups[each.film]))].append(each)
    for name, some in halves.items():
        print(f"  {name}: {', '.join(sorted({each.film for each in some}))}")
    print(f"\n  {'recall under':<28}{TUNE:>18}{JUDGE:>18}{'both':>18}")
    for attack in dict.fromkeys(each.attack for each in outcomes):
        cells = [_share([e.found for e in some if e.attack == attack]) for some in (*halves.values(), outcomes)]
        print(f"  {attack:<28}" + "".join(f"{cell:>18}" for cell in cells))
    for name, some in (*halves.items(), ("both", outcomes)):
        if some:
            print(f"\n  {name}, {len(some)} copies")
            _print_figures(some)
    missed = [f"{each.film} {each.attack}" for each in halves[TUNE] if not each.found]
    print("  missed in the tune half:", ", ".join(missed) or "none")


def _print_figures(outcomes: list[Outcome]) -> None:
    by_attack: dict[str, list[bool]] = defaultdict(list)
    for each in outcomes:
        by_attack[each.attack].append(each.found)
    recall = [100 * statistics.mean(each) for each in by_attack.values()]
    edges = [error for each in outcomes for error in each.edges] or [0.0]
    row("mean recall", statistics.mean(recall), "%", 97, at_least=True)
    row("weakest attack", min(recall), "%", 85, at_least=True)
    row("false copies", sum(len(each.false) for each in outcomes), "", 0)
    row("edges, median error", statistics.median(edges), "s", 0.25)
    row("edges, nine in ten within", float(np.quantile(edges, 0.9)), "s")
    row("search, CPU for each second of the file", statistics.mean(each.cost for each in outcomes), "s")
    for each in outcomes:
        for film in each.false:
            print("   false:", each.film, each.attack, film)


def _share(found: list[bool]) -> str:
    return f"{sum(found)} of {len(found)}, {100 * sum(found) / len(found):3.0f} %" if found else "-"


def _read(path: Path) -> list[Outcome]:
    if not path.exists():
        return []
    facts = [json.loads(line) for line in path.read_text().splitlines() if line.endswith("}")]
    return [Outcome(**each | {"false": tuple(each["false"]), "edges": tuple(each["edges"])}) for each in facts]
