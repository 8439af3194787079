"""Ledgers for tests: a contract written by hand, and a chain of nothing but logs."""

from __future__ import annotations

from typing import Final

from reelwright.chain import Address, BlockMark, Finality, Hash, Log, LogQuery, UnreachableError

_TALLY: Final = bytes.fromhex(
    "36600f57"  # something was sent: go to 0f
    "60005460005260206000f3"  # nothing: give the count back
    "5b6000358015602b57"  # 0f: the first word is the topic; zero means say no
    "600054600101806000556000526020"  # count one more, and lay the count out
    "6000a100"  # write it as an event under the topic
    "5b602036038060206000376000fd"  # 2b: say no, in the words that follow the first word
)


def tally_code() -> bytes:
    """What makes a tally: a contract that counts calls, writes an event for each, and says no on request.

    Called with nothing it gives the count. Called with a word it counts one more and writes the
    count as an event whose topic is that word. Called with a word of zeros it says no with the
    bytes that follow.
    """
    size = len(_TALLY).to_bytes(1, "big")
    return b"\x60" + size + b"\x80\x60\x0b\x60\x00\x39\x60\x00\xf3" + _TALLY


class ChainOfLogs:
    """A chain of which only blocks and logs are known, and which changes its mind when told to.

    Args:
        final_behind: so many blocks of the head are not final.
    """

    chain_id = 7

    def __init__(self, *, final_behind: int = 0) -> None:
        self.final_behind = final_behind
        self.down_after = -1
        self._blocks: list[tuple[BlockMark, tuple[Log, ...]]] = []
        self._made = 0
        self.grow(0)

    def grow(self, logs: int) -> None:
        """Add a block that holds so many logs."""
        self._made += 1
        number = len(self._blocks)
        name = Hash.from_int(self._made)
        parent = self._blocks[-1][0].hash if self._blocks else Hash(bytes(32))
        mark = BlockMark(number, name, parent, 1_000 + number)
        self._blocks.append((mark, tuple(_some_log(mark, position, self._made) for position in range(logs))))

    def turn_back(self, depth: int) -> None:
        """Take so many blocks back, but never the first one."""
        del self._blocks[max(1, len(self._blocks) - depth) :]

    def head(self, finality: Finality = Finality.PENDING) -> BlockMark:
        """The newest block."""
        self._answer()
        behind = 0 if finality is Finality.PENDING else self.final_behind
        return self._blocks[max(0, len(self._blocks) - 1 - behind)][0]

    def block(self, number: int) -> BlockMark | None:
        """A block by its number."""
        self._answer()
        return self._blocks[number][0] if number < len(self._blocks) else None

    def logs(self, query: LogQuery) -> tuple[Log, ...]:
        """All logs of a span; this chain has one contract."""
        self._answer()
        return tuple(log for _, logs in self._blocks[query.first : query.last + 1] for log in logs)

    def _answer(self) -> None:
        """Go down after so many answers, once."""
        self.down_after -= 1
        if self.down_after == 0:
            raise UnreachableError("the node went down")


def _some_log(mark: BlockMark, position: int, made: int) -> Log:
    word = made.to_bytes(32, "big")
    return Log(mark.number, mark.hash, position, mark.hash, Address(bytes(20)), (word, word), word)
