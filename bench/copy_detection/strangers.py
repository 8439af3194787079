"""Strangers: drawn films that share sets, people and music but no shot. None may be called a copy of another.

Each is asked about with all others registered and itself not, so that the three films that come nearest are laid over
it; every tenth is asked about with itself registered too, for it must be found.
"""

from __future__ import annotations

import json
import pickle
import statistics
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from copy_detection.attacked import kept_stretches, way_of_prints
from copy_detection.drawn_films import example_cards, stranger_print
from copy_detection.printing import row
from copy_detection.table import way
from reelwright.seal import CopyMatch, Fingerprint, FingerprintRegistry, MemoryRegistry, Relation
from reelwright.seal.detector.others import Others
from reelwright.seal.detector.search import judged
from reelwright.story import Cards

_STEP = 10


@dataclass(frozen=True)
class Asked:
    """What was said of one stranger.

    Args:
        wrong: what is called a copy and is none, in words.
        muted: the same without its sound.
        itself: it was found as itself, with its sound and without; None where that was not asked.
        sets: stretches named as the same set.
        cost: processor seconds for each second of the film.
    """

    film: int
    wrong: tuple[str, ...]
    muted: tuple[str, ...]
    itself: bool | None
    sets: int
    cost: float


def strangers(folder: Path, *, count: int, seed: int, cpu_seconds: float) -> None:
    """Make the films of a draw, register all, ask about each; goes on where the last run stopped.

    Each is judged with its sound and without, since a thief may take it off.
    """
    begin, cards, registry = time.process_time(), example_cards(), MemoryRegistry()
    numbers = range(seed * 100_000, seed * 100_000 + count)
    made = folder / f"strangers-{seed}"
    for number in numbers:
        if time.process_time() - begin > cpu_seconds and not (made / f"{number}.pkl").exists():
            print(f"  {number - numbers.start} of {count} films are drawn; run it again to go on")
            return
        registry.add(str(number), _print_of(number, cards, made, asked=False))
    path = folder / f"strangers-{seed}-{count}-{way([])}.jsonl"
    said = _read(path)
    with path.open("a") as file:
        for place, number in list(enumerate(_spread(numbers)))[len(said) :]:
            if time.process_time() - begin > cpu_seconds:
                break
            asked = _print_of(number, cards, made, asked=True)
            others, kept = Others(registry, frozenset({str(number)})), made / "stretches"
            (found, mute), cost = _judged_twice(f"{number}-{count}-others", asked, others, kept)
            itself = None
            if place % _STEP == 0:
                whole, _ = _judged_twice(f"{number}-{count}", asked, registry, kept)
                itself = all(any(each.film == str(number) for each in _copies(some)) for some in whole)
            sets = sum(match.relation is Relation.SAME_SET for match in found)
            said.append(Asked(number, _wrong(_copies(found)), _wrong(_copies(mute)), itself, sets, cost))
            file.write(json.dumps(asdict(said[-1])) + "\n")
            file.flush()
    _show(said, count, seed)


def _judged_twice(
    name: str, asked: Fingerprint, registry: FingerprintRegistry, folder: Path
) -> tuple[tuple[tuple[CopyMatch, ...], tuple[CopyMatch, ...]], float]:
    """What is found with the sound and without, and the processor seconds for each second of the film."""
    spent, stretches = kept_stretches(name, asked, registry, folder)
    mute = [[replace(each, heard=None) for each in some] for some in stretches]
    start = time.process_time()
    found = judged(asked, stretches, registry), judged(asked, mute, registry)
    return found, (spent + (time.process_time() - start) / 2) / float(asked.times[-1])


def _spread(numbers: range) -> list[int]:
    # Those that are asked about first are a fair sample of all.
    return [number for start in range(_STEP) for number in numbers[start::_STEP]]


def _print_of(number: int, cards: Cards, made: Path, *, asked: bool) -> Fingerprint:
    kept = made / way_of_prints(asked=asked) / f"{number}.pkl"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(".draft")
        draft.write_bytes(pickle.dumps(stranger_print(number, cards, made, asked=asked)))
        draft.replace(kept)
    read: Fingerprint = pickle.loads(kept.read_bytes())  # noqa: S301 written by this program
    return read


def _copies(found: tuple[CopyMatch, ...]) -> list[CopyMatch]:
    return [each for each in found if each.relation is Relation.COPY]


def _wrong(copies: list[CopyMatch]) -> tuple[str, ...]:
    return tuple(
        f"{match.film} for {float(match.here.end - match.here.start):.1f} s, speed {float(match.transform.speed):.2f}, "
        f"likeness {match.likeness:.2f}, motion {match.motion:.2f}"
        for match in copies
    )


def _show(said: list[Asked], count: int, seed: int) -> None:
    if not said:
        return
    of = f"{len(said)} of the {count} films of draw {seed}"
    row(f"called copies of another, {of}", sum(bool(each.wrong) for each in said), "", 0)
    row("the same without their sound", sum(bool(each.muted) for each in said), "", 0)
    own = [each.itself for each in said if each.itself is not None]
    row(f"found as themselves, {len(own)} asked", 100 * statistics.mean(own), "%", 100, at_least=True)
    row("stretches named as the same set", sum(each.sets for each in said), "")
    row("search among them, CPU for each second of the file", statistics.mean(each.cost for each in said), "s")
    for each in said:
        for words in {*each.wrong, *each.muted}:
            print(f"   false: {each.film} is no copy of {words}")
    if len(said) < count:
        print(f"  {count - len(said)} are not asked about yet; run it again to go on")


def _read(path: Path) -> list[Asked]:
    lines = path.read_text().splitlines() if path.exists() else []
    facts = [json.loads(line) for line in lines if line.endswith("}")]
    return [Asked(**each | {"wrong": tuple(each["wrong"]), "muted": tuple(each["muted"])}) for each in facts]
