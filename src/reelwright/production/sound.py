"""The whole sound of a film as one task, and the shelf as the place where its parts are kept.

Knows what a sound is named by. Refuses to know how it is mixed (that is the craft).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Digest, FrameRate, FrameSize, digest_plain
from reelwright.story import Cards
from reelwright.studio import Stems, TimedShot

from .model import Beside, Piece, Progress
from .ports import Craft, Shelf
from .recipes import coded_recipe, plain_form

_MIX_PIXELS: Final = 96_000
"""Mixing the sound of a frame is about as much work as drawing and encoding so many pixels (3.4 CPU-s for 2,970
frames, of which a pixel takes 12 ns): a twentieth of a film at full size, a seventh of a draft."""


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
        """Mix it."""
        progress(0, 1)
        sound = self.craft.mix(
            self.timed,
            cards=self.cards,
            language=self.language,
            rate=self.rate,
            seed=self.seed,
            music=self.music,
            stems=self.stems,
        )
        coded = self.craft.code(sound)
        return replace(sound, beside=(Beside(coded_recipe(self.recipe), "coded", coded),) if coded else ())

    @property
    def recipe(self) -> Digest:
        """The name of this sound before it is made."""
        parts = (self.timed, self.cards, self.language, self.rate, self.seed, self.music)
        return digest_plain({"step": "sound/1", "parts": plain_form(parts), "engine": dict(self.craft.recipe)})


def mix_weight(frames: int, size: FrameSize) -> int:
    """The weight of mixing the sound of so many frames, in frames of that size."""
    return frames * _MIX_PIXELS // (size.width * size.height) + 1
