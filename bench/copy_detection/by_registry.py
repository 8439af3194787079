"""The same copies through the registry on disk and the search of ``reel verify``, beside the detector in memory.

Fingerprints are packed, written and mapped; points are found through tables of keys; pictures come as the reader gives
them. Whatever a copy is in memory it should be here too.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from copy_detection.attacked import DirectReader, Trial, kept_print
from copy_detection.printing import row
from copy_detection.table import way
from copy_detection.turns import still_to_ask
from reelwright.seal import (
    MediaWish,
    MemoryRegistry,
    Picture,
    Relation,
    SoundBlock,
    Stretch,
    find_copies,
)
from reelwright.seal.adapters.film_book import FilmBook
from reelwright.seal.adapters.registry_folder import FolderRegistry
from reelwright.seal.adapters.registry_search import RegistrySearch

_NEAR = Fraction(1, 4)
_LOOSE_POINTS = 20_000
"""So few points wait in memory that all but a film or two lie in tables on disk."""


@dataclass(frozen=True)
class Said:
    """What is called a copy: of which film, from when to when in the file and in the film."""

    film: str
    here: Stretch
    there: Stretch

    def agrees(self, other: Said) -> bool:
        """Whether it is the same film at the same seconds, to a quarter of one."""
        edges = (
            (self.here.start, other.here.start),
            (self.here.end, other.here.end),
            (self.there.start, other.there.start),
            (self.there.end, other.there.end),
        )
        return self.film == other.film and all(abs(one - two) <= _NEAR for one, two in edges)


def by_registry(films: dict[str, Path], groups: dict[str, set[str]], folder: Path, *, cpu_seconds: float) -> None:
    """Ask about copies both ways, a fair sample first; outcomes are kept, so that a run goes on."""
    kept = folder / f"by-registry-{way(films)}.jsonl"
    lines = kept.read_text().splitlines() if kept.exists() else []
    said = {(film, attack): (right, same, words) for film, attack, right, same, words in map(json.loads, lines)}
    begin, todo = time.process_time(), still_to_ask(films, groups, folder, said)
    memory = MemoryRegistry()
    with tempfile.TemporaryDirectory() as place, kept.open("a") as file:
        on_disk = FolderRegistry(Path(place) / "registry", loose_points=_LOOSE_POINTS)
        for name, path in films.items():
            made = kept_print(path, asked=False, folder=folder / "prints")
            memory.add(name, made)
            on_disk.add(name, made)
        search = RegistrySearch(on_disk, FilmBook(Path(place) / "book"))
        while todo and time.process_time() - begin <= cpu_seconds:
            trial = todo.pop(0)
            pair = (trial.film, trial.attack.name)
            one, other = _in_memory(trial, memory, folder), _on_disk(trial, search)
            same = len(one) == len(other) and all(any(each.agrees(two) for two in other) for each in one)
            right = any(each.film in groups[trial.film] for each in other)
            said[pair] = right, same, "" if same else f"{_words(one)} in memory, {_words(other)} on disk"
            file.write(json.dumps([*pair, *said[pair]]) + "\n")
            file.flush()
        on_disk.close()
    _show(said)
    if todo:
        print(f"  {len(todo)} copies are not asked about yet; run it again to go on")


def _in_memory(trial: Trial, registry: MemoryRegistry, folder: Path) -> list[Said]:
    asked = kept_print(trial.path, asked=True, folder=folder / "prints")
    found = find_copies(asked, registry)
    return [Said(each.film, each.here, each.there) for each in found if each.relation is Relation.COPY]


def _on_disk(trial: Trial, search: RegistrySearch) -> list[Said]:
    wish = MediaWish(search.wish, sound_rate=search.sound_hertz)
    items = (item for item in DirectReader().read(trial.path, wish) if isinstance(item, Picture | SoundBlock))
    return [Said(each.film, each.here, each.there) for each in search.search(items).found]


def _words(some: list[Said]) -> str:
    lines = (
        f"{each.film} {float(each.here.start):.1f}-{float(each.here.end):.1f} s from {float(each.there.start):.1f} s"
        for each in some
    )
    return " and ".join(lines) or "nothing"


def _show(said: dict[tuple[str, str], tuple[bool, bool, str]]) -> None:
    if not said:
        return
    attacks = len({attack for _, attack in said})
    row(
        f"found on disk, of {len(said)} copies under {attacks} attacks", sum(right for right, _, _ in said.values()), ""
    )
    row("the same answer as in memory", 100 * sum(same for _, same, _ in said.values()) / len(said), "%")
    for (film, attack), (_, same, words) in said.items():
        if not same:
            print(f"   other: {film}, {attack}: {words}")
