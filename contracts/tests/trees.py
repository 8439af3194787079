"""The trees of the contracts, in plain Python: what any other program must build."""

from __future__ import annotations

from dataclasses import dataclass

from eth_hash.auto import keccak


def word(number: int) -> bytes:
    """A number as 32 bytes."""
    return number.to_bytes(32)


@dataclass(frozen=True, slots=True)
class Proof:
    """The way from a leaf up: siblings, and on which side each stands (bit k set: on the left)."""

    sides: int
    siblings: list[bytes]


class MemberTree:
    """A tree whose leaves are somewhere in it; an odd last node goes up a level as it is."""

    def __init__(self, leaves: list[bytes]) -> None:
        """Builds all levels."""
        self.levels = [leaves]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            pairs = [keccak(b"\x01" + below[i] + below[i + 1]) for i in range(0, len(below) - 1, 2)]
            self.levels.append(pairs + below[len(below) & ~1 :])

    @property
    def root(self) -> bytes:
        """The top."""
        return self.levels[-1][0]

    def proof(self, index: int) -> Proof:
        """The proof of one leaf."""
        sides, siblings = 0, []
        for level in self.levels[:-1]:
            if index ^ 1 < len(level):
                sides |= (index & 1) << len(siblings)
                siblings.append(level[index ^ 1])
            index >>= 1
        return Proof(sides, siblings)


class WeighedTree:
    """A tree whose nodes commit to the weight below them; rows are (payee as 32 bytes, weight)."""

    def __init__(self, rows: list[tuple[bytes, int]]) -> None:
        """Builds all levels of (node, weight)."""
        self.rows = rows
        self.levels = [[(keccak(b"\0" + payee + word(weight)), weight) for payee, weight in rows]]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            pairs = [
                (keccak(b"\x01" + left + word(lw) + right + word(rw)), lw + rw)
                for (left, lw), (right, rw) in zip(below[::2], below[1::2], strict=False)
            ]
            self.levels.append(pairs + below[len(below) & ~1 :])

    @property
    def root(self) -> bytes:
        """The top."""
        return self.levels[-1][0][0]

    @property
    def total(self) -> int:
        """The weight of the whole."""
        return self.levels[-1][0][1]

    def start(self, index: int) -> int:
        """Where the interval of a row starts."""
        return sum(weight for _, weight in self.rows[:index])

    def proof(self, index: int) -> tuple[int, list[tuple[bytes, int]]]:
        """The proof of one row: sides and siblings with their weights."""
        sides, siblings = 0, []
        for level in self.levels[:-1]:
            if index ^ 1 < len(level):
                sides |= (index & 1) << len(siblings)
                siblings.append(level[index ^ 1])
            index >>= 1
        return sides, siblings


class SegmentTree:
    """The tree of a film's segments, as docs/reference/segments.md fixes it."""

    def __init__(self, records: list[bytes]) -> None:
        """Builds all levels over keccak256 of each record, filled up with zeros to a power of two."""
        leaves = [keccak(b"\0" + word(i) + keccak(record)) for i, record in enumerate(records)]
        size = 1 << (len(leaves) - 1).bit_length()
        self.levels = [leaves + [bytes(32)] * (size - len(leaves))]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([keccak(b"\x01" + below[i] + below[i + 1]) for i in range(0, len(below), 2)])

    @property
    def root(self) -> bytes:
        """The top."""
        return self.levels[-1][0]

    def proof(self, index: int) -> list[bytes]:
        """The sisters of one leaf, from the bottom up."""
        return [level[(index >> depth) ^ 1] for depth, level in enumerate(self.levels[:-1])]


def anchor_leaf(author: bytes, root: bytes, salt: bytes) -> bytes:
    """The leaf of a work in an anchor."""
    return keccak(b"\0" + author.rjust(32, b"\0") + root + salt)
