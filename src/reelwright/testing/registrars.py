"""A registrar for tests: enters films in a list."""

from __future__ import annotations

from reelwright.film import Plain, ReelError, canonical_json
from reelwright.production import Piece


class FakeRegistrar:
    """Enters films in a list.

    Args:
        refuses: raised by every ``enter``, None to enter.
    """

    def __init__(self, refuses: ReelError | None = None) -> None:
        self.entered: list[tuple[str, int]] = []
        self.refuses = refuses
        self.ledger = "a list"

    @property
    def recipe(self) -> dict[str, Plain]:
        """Which list."""
        return {"registrar": "fake", "ledger": self.ledger}

    def expect(self) -> None:
        """A list needs no making ready."""

    def enter(self, root: str, segments: int) -> Piece:
        """Put a film on the list, unless it is there."""
        if self.refuses is not None:
            raise self.refuses
        if (root, segments) not in self.entered:
            self.entered.append((root, segments))
        time = 1_700_000_000 + self.entered.index((root, segments))
        facts: dict[str, Plain] = {
            "title": f"0x{root}",
            "author": "0x" + "11" * 20,
            "chain": 7,
            "anchored": time,
            "history": [{"kind": "title.Anchored", "time": time, "tx": f"0x{root}"}],
            "proof": {"schema": "a list", "root": root},
        }
        return Piece(canonical_json({"root": root, "segments": segments, "time": time}), facts)
