"""Writing into the screenplays how everybody is seen: where the board reads looks, hands, marks and who is there.

Knows which scenes must be written anew after an edit: those that the ledger replayed anew. Refuses to
judge: findings are the replay's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model import Cards, Scene, Screenplay
from .folding import KeptScene
from .keeping import Ledger, keep_ledger
from .replay import record_scene
from .world import take_steps


@dataclass(frozen=True, slots=True)
class _Film:
    """A screenplay as it was staged, and with its scenes written."""

    staged: Screenplay
    recorded: Screenplay


class FilmRecorder:
    """Records the films of one story over its edits; what the ledger kept as it was is not recorded again."""

    def __init__(self) -> None:
        self._scenes: dict[int, tuple[KeptScene, Scene]] = {}
        """By the identity of what was kept, which is held so that nothing else can have the same."""
        self._films: list[_Film] = []

    def record(self, ledger: Ledger, screenplays: Sequence[Screenplay]) -> tuple[Screenplay, ...]:
        """The screenplays with what their ledger knows of how everybody is seen; unchanged ones are the same objects.

        Args:
            ledger: of just these screenplays.
            screenplays: as they were staged.
        """
        self._scenes = _recorded(ledger, self._scenes)
        scenes = iter([self._scenes[id(kept)][1] for kept in ledger.scenes])
        told = [(play, tuple(next(scenes) for _ in play.scenes)) for play in screenplays]
        before = {id(film.staged): film for film in self._films}
        self._films = [_film(before.get(id(play)), play, written) for play, written in told]
        return tuple(film.recorded for film in self._films)


def record_films(screenplays: Sequence[Screenplay], cards: Cards) -> tuple[Screenplay, ...]:
    """The same screenplays with what the ledger knows of how everybody is seen written into their scenes.

    Args:
        screenplays: a film, or all episodes in order: what happened in one is so in the next.
        cards: everybody and everywhere in them.
    """
    return FilmRecorder().record(keep_ledger(screenplays, cards), screenplays)


def _recorded(ledger: Ledger, known: dict[int, tuple[KeptScene, Scene]]) -> dict[int, tuple[KeptScene, Scene]]:
    """Every scene as it is written; those that are known are not written again."""
    found: dict[int, tuple[KeptScene, Scene]] = {}
    world, dreamed = ledger.opening.copy(), None
    for index in ledger.order:
        kept = ledger.scenes[index]
        dreamed = (dreamed or world.copy()) if kept.dreamed else None
        here = dreamed or world
        if id(kept) in known:
            found[id(kept)] = known[id(kept)]
            take_steps(here, kept.steps)
        else:
            found[id(kept)] = (kept, record_scene(kept.scene, kept.when, here, ledger.register))
    return found


def _film(known: _Film | None, staged: Screenplay, scenes: tuple[Scene, ...]) -> _Film:
    if known is not None and all(
        one is other for one, other in zip(known.recorded.scenes, scenes, strict=True)
    ):  # the staged one is the same object, so the number of scenes is too
        return known
    return _Film(staged, replace(staged, scenes=scenes, recorded=True))
