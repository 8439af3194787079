"""In which turn attacked films are asked about, so that whatever time allows is a fair sample of all."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Container
from pathlib import Path

from copy_detection.attacked import Trial, trials


def still_to_ask(
    films: dict[str, Path], groups: dict[str, set[str]], folder: Path, said: Container[tuple[str, str]]
) -> list[Trial]:
    """Those that were made and not asked about yet: one of each attack first, then another of each."""
    made = [
        trial for trial in trials(films, groups, folder / "attacked", may_make=lambda: False) if trial.path.exists()
    ]
    turns: Counter[str] = Counter()
    order = []
    for trial in sorted(made, key=lambda each: zlib.crc32(each.path.name.encode())):
        turns[trial.attack.name] += 1
        order.append((turns[trial.attack.name], len(order), trial))
    in_turn = [trial for _, _, trial in sorted(order, key=lambda each: each[:2])]
    return [trial for trial in in_turn if (trial.film, trial.attack.name) not in said]
