"""The shelf of a project: its store room under ``.reel/``, seen through the line's port."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from reelwright.film import Digest
from reelwright.production.model import Dropped, Piece
from reelwright.store import ByteFolder, CorruptError, MissingError, Record, Records

_ABANDONED_S: Final = 600


class StoreShelf:
    """Pieces by recipe: bytes in a folder, records in SQLite.

    The bytes are kept before the record, so a record never points at bytes that are still to come.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._bytes = ByteFolder(root / "store")
        self._records = Records(root / "records.db")
        self._damaged: list[str] = []
        self._used: set[Digest] = set()

    def __reduce__(self) -> tuple[type[StoreShelf], tuple[Path]]:
        return (StoreShelf, (self._root,))

    def find(self, recipe: Digest) -> Piece | None:
        """The piece of a recipe; a lost or damaged one counts as never made."""
        self._used.add(recipe)
        record = self._records.find(recipe)
        if record is None:
            return None
        try:
            return Piece(self._bytes.get(record.output), record.facts)
        except CorruptError as error:
            self._damaged.append(error.where)
        except MissingError:
            pass
        self._records.forget(recipe)
        return None

    def keep(self, recipe: Digest, step: str, piece: Piece) -> None:
        """Keep the bytes, then the record."""
        self._used.add(recipe)
        self._records.keep(recipe, Record(step, self._bytes.put(piece.content), piece.facts))

    def damaged(self) -> tuple[str, ...]:
        """Where damaged files were moved since the last call."""
        found, self._damaged = tuple(self._damaged), []
        return found

    def drop_unused(self) -> Dropped:
        """Drop the records of unused pieces, then all bytes that no record names.

        In this order a kill leaves bytes without a record, which the next tidying takes, and never
        a record without bytes.
        """
        pieces = self._records.forget_all_but(self._used)
        return Dropped(pieces, self._bytes.remove_all_but(self._records.outputs()))

    def tidy(self) -> int:
        """Remove what killed writers left half written ten minutes ago or earlier."""
        return self._bytes.sweep(before=time.time() - _ABANDONED_S)

    def close(self) -> None:
        """Let go of the records file."""
        self._records.close()
