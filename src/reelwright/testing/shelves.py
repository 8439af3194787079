"""A shelf in memory, which can be told to lose, damage or refuse things; and stems in memory."""

from __future__ import annotations

from reelwright.film import Digest, ReelError
from reelwright.production import Dropped, Piece


class MemoryShelf:
    """Keeps pieces in a dictionary.

    Args:
        refuses: raised by every ``keep``, None to keep.
    """

    def __init__(self, refuses: ReelError | None = None) -> None:
        self.pieces: dict[Digest, Piece] = {}
        self.steps: list[str] = []
        self.refuses = refuses
        self.used: set[Digest] = set()
        self._damaged: list[str] = []

    def find(self, recipe: Digest) -> Piece | None:
        """The piece of a recipe, or None."""
        self.used.add(recipe)
        return self.pieces.get(recipe)

    def keep(self, recipe: Digest, step: str, piece: Piece) -> None:
        """Keep a piece."""
        if self.refuses is not None:
            raise self.refuses
        self.used.add(recipe)
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

    def drop_unused(self) -> Dropped:
        """Forget every piece that nobody asked for."""
        gone = {recipe: piece for recipe, piece in self.pieces.items() if recipe not in self.used}
        self.pieces = {recipe: piece for recipe, piece in self.pieces.items() if recipe in self.used}
        still = {piece.content for piece in self.pieces.values()}
        freed = {piece.content for piece in gone.values()} - still
        return Dropped(len(gone), sum(map(len, freed)))


class MemoryStems:
    """Keeps the stems of films in a dictionary, and tells which of them were kept last."""

    def __init__(self) -> None:
        self.kept: dict[Digest, bytes] = {}
        self.latest: list[Digest] = []

    def find(self, name: Digest, /) -> bytes | None:
        """The stem of a name, or None."""
        return self.kept.get(name)

    def keep(self, name: Digest, content: bytes, /) -> None:
        """Keep a stem."""
        self.kept[name] = content
        self.latest.append(name)
