"""A shelf in memory, which can be told to lose, damage or refuse things."""

from __future__ import annotations

from reelwright.film import Digest, ReelError
from reelwright.production import Piece


class MemoryShelf:
    """Keeps pieces in a dictionary.

    Args:
        refuses: raised by every ``keep``, None to keep.
    """

    def __init__(self, refuses: ReelError | None = None) -> None:
        self.pieces: dict[Digest, Piece] = {}
        self.steps: list[str] = []
        self.refuses = refuses
        self._damaged: list[str] = []

    def find(self, recipe: Digest) -> Piece | None:
        """The piece of a recipe, or None."""
        return self.pieces.get(recipe)

    def keep(self, recipe: Digest, step: str, piece: Piece) -> None:
        """Keep a piece."""
        if self.refuses is not None:
            raise self.refuses
        self.pieces[recipe] = piece
        self.steps.append(step)

    def damage(self, recipe: Digest) -> None:
        """Pretend that the disk changed a piece."""
        del self.pieces[recipe]
        self._damaged.append(f"memory:{recipe.hex[:12]}")

    def damaged(self) -> tuple[str, ...]:
        """What was damaged since the last call."""
        found, self._damaged = tuple(self._damaged), []
        return found
