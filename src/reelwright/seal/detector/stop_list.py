"""The stop-list: what many films show without being copies of one another, told by its form.

Knows kinds of stretches by a few numbers that stand in a data file. Refuses to know films: those that somebody put on
the list are told by being found.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .overlay import Pictures

SCHEMA: Final = "reelwright.stop-list/1"
_MOST_OF: Final = 0.9
_SEEN: Final = 0.25


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of stretch that is everywhere.

    Args:
        ground: share of the picture that is one tone, at least.
        tone: grey levels from the middle one that count as that tone.
        alike: how like the fullest picture of the stretch each one is, at least, whatever its light.
    """

    name: str
    ground: float
    tone: int
    alike: float


@cache
def stop_list() -> tuple[Kind, ...]:
    """The kinds that come with us, narrowest first."""
    text = resources.files("reelwright.seal").joinpath("data/stop-list.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    if said["schema"] != SCHEMA:
        raise ValueError(said["schema"])
    return tuple(Kind(**row) for row in said["kind"])


def kind_shown(pictures: Pictures) -> str:
    """The kind of stretch on the list that some pictures are, "" when they are none."""
    if not len(pictures):
        return ""
    rows = pictures.reshape(len(pictures), -1).astype(np.float32)
    alike = _alike(rows)
    for kind in stop_list():
        if _share(_ground(rows, kind.tone) >= kind.ground) and _share(alike >= kind.alike):
            return kind.name
    return ""


def _share(enough: NDArray[np.bool_]) -> bool:
    return float(enough.mean()) >= _MOST_OF


def _ground(rows: NDArray[np.float32], tone: int) -> NDArray[np.float64]:
    middle = np.median(rows, axis=1, keepdims=True)
    return np.asarray((np.abs(rows - middle) <= tone).mean(axis=1))


def _alike(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    # Light and contrast taken off. Pictures in which next to nothing is seen yet say nothing about what moves.
    spread = rows.std(axis=1)
    fullest = int(spread.argmax())
    seen = spread >= max(1.0, _SEEN * float(spread[fullest]))
    bare = (rows - rows.mean(axis=1, keepdims=True)) / np.maximum(spread[:, None], 1e-6)
    return np.where(seen, (bare @ bare[fullest]) / rows.shape[1], 1.0)
