"""The whole sound of a film as one task, and the shelf as the place where its parts are kept.

Knows what a sound is named by. Refuses to know how it is mixed (that is the craft).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Final

from reelwright.film import Digest, FilmError, FrameRate, FrameSize, canonical_json, digest_plain
from reelwright.story import Cards
from reelwright.studio import Stems, TimedShot

from .model import Beside, Piece, Progress
from .ports import Craft, Shelf
from .recipes import coded_recipe, plain_form, stems_recipe

_MIX_PIXELS: Final = 96_000
"""Mixing the sound of a frame is about as much work as drawing and encoding so many pixels (3.4 CPU-s for 2,970
frames, of which a pixel takes 12 ns): a twentieth of a film at full size, a seventh of a draft."""
_JOINED_PIXELS: Final = 40_000
"""The same where all stems are there (2.0 of 4.7 CPU-s in turn with mixing from nothing)."""


@dataclass(frozen=True, slots=True)
class ShelfStems:
    """Keeps the stems of a film's sound on the shelf, beside its takes."""

    shelf: Shelf

    def find(self, name: Digest, /) -> bytes | None:
        """The stem of a name, or None."""
        piece = self.shelf.find(name)
        return None if piece is None else piece.content

    def keep(self, name: Digest, content: bytes, /) -> None:
        """Keep a stem."""
        self.shelf.keep(name, "stem", Piece(content))


@dataclass(frozen=True, slots=True)
class _Noting:
    """Keeps stems elsewhere, and notes which were asked for."""

    stems: Stems
    names: set[str] = field(default_factory=set)

    def find(self, name: Digest, /) -> bytes | None:
        self.names.add(name.hex)
        return self.stems.find(name)

    def keep(self, name: Digest, content: bytes, /) -> None:
        self.stems.keep(name, content)


@dataclass(frozen=True, slots=True)
class MixSound:
    """The task of the whole sound, ready to travel to a process of the crew; made of a ``heard_part``.

    Args:
        stems: where parts of it are kept, None for nowhere; the sound is the same.
    """

    craft: Craft
    timed: tuple[TimedShot, ...]
    cards: Cards
    language: str
    rate: FrameRate
    seed: int
    music: bool = True
    stems: Stems | None = None

    def __call__(self, progress: Progress) -> Piece:
        """Mix it; the list of its stems and its coded form go beside it."""
        progress(0, 1)
        stems = None if self.stems is None else _Noting(self.stems)
        sound = self.craft.mix(
            self.timed,
            cards=self.cards,
            language=self.language,
            rate=self.rate,
            seed=self.seed,
            music=self.music,
            stems=stems,
        )
        coded = self.craft.code(sound)
        beside = [Beside(coded_recipe(self.recipe), "coded", coded)] if coded else []
        if stems is not None:
            beside.append(Beside(stems_recipe(self.recipe), "stems", canonical_json([*sorted(stems.names)])))
        return replace(sound, beside=tuple(beside))

    @property
    def recipe(self) -> Digest:
        """The name of this sound before it is made."""
        parts = (self.timed, self.cards, self.language, self.rate, self.seed, self.music)
        return digest_plain({"step": "sound/1", "parts": plain_form(parts), "engine": dict(self.craft.recipe)})


def use_stems(sound: Digest, shelf: Shelf) -> None:
    """Count the stems of a sound as used though nobody mixed it now: the film's next sound wants them again."""
    listed = shelf.find(stems_recipe(sound))
    for name in [] if listed is None else _names(listed.content):
        shelf.find(name)


def _names(listed: bytes) -> list[Digest]:
    """The stems of a list, none where it was written in a form of another day."""
    try:
        return [Digest(name) for name in json.loads(listed)]
    except (ValueError, TypeError, FilmError):
        return []


def mix_weight(frames: int, size: FrameSize, *, new: float = 1.0) -> int:
    """The weight of mixing the sound of so many frames, in frames of that size.

    Args:
        frames: of the film.
        size: of its pictures.
        new: the share of the film that was not there before, whose music and air have to be made too.
    """
    pixels = _JOINED_PIXELS + new * (_MIX_PIXELS - _JOINED_PIXELS)
    return round(frames * pixels / (size.width * size.height)) + 1
