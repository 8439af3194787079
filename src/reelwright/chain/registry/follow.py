"""Following a chain: what contracts wrote, kept in step with a chain that may change its mind.

Reads spans of blocks, keeps their logs with the marks of their blocks, and when the chain shows
other blocks than were kept, cuts back to the last one that both have. What is kept after any number
of re-organisations is what reading anew would give. Refuses to know what the logs mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..errors import LedgerError, UnreachableError
from ..model import Address, BlockMark, Finality, Log, LogQuery
from ..ports import Index, LogSource

DEEPEST: Final = 64
"""How many blocks a re-organisation may take back before somebody must look: two epochs of Ethereum."""

_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Follower:
    """Keeps an index in step with a chain.

    Args:
        contracts: whose logs are kept; all if none is said.
        start: the first block that can hold any.
        span: how many blocks are asked for at once.
    """

    source: LogSource
    index: Index
    contracts: tuple[Address, ...] = ()
    start: int = 0
    span: int = 2_000

    def catch_up(self) -> int:
        """Read all blocks up to the head; gives how many logs were added.

        Stopped at any moment, it goes on from the last whole span.

        Raises:
            LedgerError: the chain changed its mind deeper than ``DEEPEST`` blocks.
            UnreachableError: the node does not answer, or its chain will not hold still.
        """
        for _ in range(_TRIES):
            self._cut_back()
            added = self._read_on()
            if added is not None:
                return added
        raise UnreachableError("the chain changes while it is read", mend="try again in a while")

    def rebuild(self) -> int:
        """Drop everything that is kept and read the chain anew."""
        self.index.cut(-1)
        return self.catch_up()

    def _cut_back(self) -> None:
        """Find the newest block that chain and index both have, and drop what is kept beyond it."""
        top: int | None = None
        for mark in self.index.marks():
            top = mark.number if top is None else top
            if self.source.block(mark.number) == mark:
                if mark.number < top:
                    self.index.cut(mark.number)
                return
            if top - mark.number >= DEEPEST:
                raise LedgerError(
                    f"the chain has other blocks than before, more than {DEEPEST} deep",
                    where=f"block {mark.number}",
                    mend="see whether this is the right chain; then read it anew",
                )
        if top is not None:
            self.index.cut(-1)  # the chain is young, and even its first blocks are others

    def _read_on(self) -> int | None:
        """Read from what is kept up to the head; None when the chain changed meanwhile."""
        newest = next(iter(self.index.marks()), None)
        head = self.source.head()
        first = self.start if newest is None else newest.number + 1
        added = 0
        while first <= head.number:
            last = min(first + self.span - 1, head.number)
            part = self._read_span(first, last, head, newest)
            if part is None:
                return None
            marks, logs = part
            self.index.add(marks, logs)
            added += len(logs)
            newest, first = marks[-1], last + 1
        self.index.settle(self.source.head(Finality.FINAL).number)
        return added

    def _read_span(
        self, first: int, last: int, head: BlockMark, before: BlockMark | None
    ) -> tuple[tuple[BlockMark, ...], tuple[Log, ...]] | None:
        """The logs of a span, and the marks of its blocks that hold some or may yet be taken back."""
        logs = self.source.logs(LogQuery(first, last, self.contracts))
        wanted = {log.block for log in logs} | {last} | set(range(max(first, head.number - DEEPEST), last + 1))
        marks = [self.source.block(number) for number in sorted(wanted)]
        found = {mark.number: mark for mark in marks if mark is not None}
        if len(found) != len(wanted) or any(log.block_hash != found[log.block].hash for log in logs):
            return None
        chain = [before, *found.values()] if before is not None else list(found.values())
        for earlier, later in pairwise(chain):
            if later.number == earlier.number + 1 and later.parent != earlier.hash:
                return None
        return tuple(found.values()), logs
