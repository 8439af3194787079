"""Strangers: drawn films that share sets, people and music but no shot. None may be called a copy of another."""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from copy_detection.drawn_films import example_cards, stranger_prints
from copy_detection.printing import row
from copy_detection.table import way
from reelwright.seal import CopyMatch, MemoryRegistry, Relation, find_copies


@dataclass(frozen=True)
class Asked:
    """What was said of one stranger.

    Args:
        wrong: what is called a copy and is none, in words.
        itself: it was found as itself.
        sets: stretches named as the same set.
        cost: processor seconds for each second of the film.
    """

    film: int
    wrong: tuple[str, ...]
    itself: bool
    sets: int
    cost: float


def strangers(folder: Path, *, count: int, seed: int, cpu_seconds: float) -> None:
    """Make the films of a draw, register all, ask about each; goes on where the last run stopped."""
    begin, cards, registry, asked = time.process_time(), example_cards(), MemoryRegistry(), {}
    numbers = range(seed * 100_000, seed * 100_000 + count)
    made = folder / f"strangers-{seed}"
    for number in numbers:
        if time.process_time() - begin > cpu_seconds and not (made / f"{number}.pkl").exists():
            print(f"  {number - numbers.start} of {count} films are drawn; run it again to go on")
            return
        kept, asked[number] = stranger_prints(number, cards, made)
        registry.add(str(number), kept)
    path = folder / f"strangers-{seed}-{count}-{way([])}.jsonl"
    said = _read(path)
    with path.open("a") as file:
        for number in numbers[len(said) :]:
            if time.process_time() - begin > cpu_seconds:
                break
            start = time.process_time()
            found = find_copies(asked[number], registry)
            cost = (time.process_time() - start) / float(asked[number].times[-1])
            said.append(_asked(number, found, cost))
            file.write(json.dumps(asdict(said[-1])) + "\n")
            file.flush()
    _print(said, count, seed)


def _asked(number: int, found: tuple[CopyMatch, ...], cost: float) -> Asked:
    copies = [match for match in found if match.relation is Relation.COPY]
    wrong = tuple(
        f"{match.film} for {float(match.here.end - match.here.start):.1f} s, speed {float(match.transform.speed):.2f}, "
        f"likeness {match.likeness:.2f}, motion {match.motion:.2f}"
        for match in copies
        if match.film != str(number)
    )
    sets = sum(match.relation is Relation.SAME_SET for match in found)
    return Asked(number, wrong, any(match.film == str(number) for match in copies), sets, cost)


def _print(said: list[Asked], count: int, seed: int) -> None:
    if not said:
        return
    of = f"{len(said)} of the {count} films of draw {seed}"
    row(f"called copies of another, {of}", sum(bool(each.wrong) for each in said), "", 0)
    row("found as themselves", 100 * statistics.mean(each.itself for each in said), "%", 100, at_least=True)
    row("stretches named as the same set", sum(each.sets for each in said), "")
    row("search among them, CPU for each second of the file", statistics.mean(each.cost for each in said), "s")
    for each in said:
        for words in each.wrong:
            print(f"   false: {each.film} is no copy of {words}")
    if len(said) < count:
        print(f"  {count - len(said)} are not asked about yet; run it again to go on")


def _read(path: Path) -> list[Asked]:
    lines = path.read_text().splitlines() if path.exists() else []
    facts = [json.loads(line) for line in lines if line.endswith("}")]
    return [Asked(**each | {"wrong": tuple(each["wrong"])}) for each in facts]
