"""Share tables: who gets which part of what comes in, under one root that cannot pass the whole.

Version 0, the same as the contracts' ``merkle.vy``: every node commits to the weight below it, so
each row has an interval of the whole to itself. Knows the sums; refuses to know why anybody has a share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from ..errors import CodingError, TitleError
from ..evm.keccak import keccak256
from ..model import Address, Hash

MOST_ROWS: Final = 256
"""What one call can draw; a row may be another table, so no table has to be larger."""

MOST_WEIGHT: Final = 10**9


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody's part: an account, and its weight in the table."""

    account: Hash
    weight: int

    def __post_init__(self) -> None:
        if not 0 < self.weight < 2**120:
            raise CodingError(f"a weight of {self.weight} is no share")

    @property
    def person(self) -> Address | None:
        """Whose it is when it is a person's, None when it is a table's or a title's."""
        return None if any(self.account.raw[:12]) else Address(self.account.raw[12:])


@dataclass(frozen=True, slots=True)
class Step:
    """A sibling on the way from a row to the root: its node and the weight below it."""

    node: Hash
    weight: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """Rows under one root, each with an interval of the whole to itself."""

    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if not self.rows:
            raise CodingError("there is no tree without rows")

    @property
    def weight(self) -> int:
        """The weight of the whole."""
        return sum(row.weight for row in self.rows)

    @property
    def root(self) -> Hash:
        """The hash that stands for all rows; a table's is the account that money is paid into."""
        level = [(_leaf(row), row.weight) for row in self.rows]
        while len(level) > 1:
            level = _up(level)
        return level[0][0]

    def proof(self, index: int) -> tuple[int, tuple[Step, ...]]:
        """The sides and steps that lead from a row to the root, from the bottom up."""
        level = [(_leaf(row), row.weight) for row in self.rows]
        sides, steps = 0, list[Step]()
        while len(level) > 1:
            sibling = index ^ 1
            if sibling < len(level):
                sides |= (index & 1) << len(steps)
                steps.append(Step(*level[sibling]))
            level, index = _up(level), index >> 1
        return sides, tuple(steps)


@dataclass(frozen=True, slots=True)
class Table(Weighed):
    """A share table: rows that one call can draw."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.rows) <= MOST_ROWS:
            raise CodingError(f"a table has 1 to {MOST_ROWS} rows, not {len(self.rows)}")

    def due(self, index: int, received: int) -> int:
        """What a row has coming of all that the table received, to the unit, rounded down."""
        return received * self.rows[index].weight // self.weight


def table_of(shares: Sequence[tuple[Hash, Fraction]]) -> Table:
    """A table of exact shares that make up the whole.

    Args:
        shares: accounts with their parts; several parts of one account are added up.

    Raises:
        TitleError: they do not make up the whole, or cannot be told apart in whole weights.
    """
    joined: dict[Hash, Fraction] = {}
    for account, part in shares:
        if part <= 0:
            raise TitleError(f"a share of {part} is none", where=str(account), mend="leave it out")
        joined[account] = joined.get(account, Fraction(0)) + part
    whole = sum(joined.values(), Fraction(0))
    if whole != 1:
        raise TitleError(f"the shares make up {whole} and not the whole", mend="let them add up to 100 per cent")
    common = lcm(*(part.denominator for part in joined.values()))
    if common > MOST_WEIGHT:
        raise TitleError("these shares have too fine parts", mend="use shares of whole hundredths of a per cent")
    return Table(tuple(Row(account, int(part * common)) for account, part in joined.items()))


def upstream_shares(
    own: Sequence[tuple[Hash, Fraction]], upstream: Sequence[tuple[Hash, Fraction]]
) -> tuple[tuple[Hash, Fraction], ...]:
    """Shares of a film that owes a part of all its income upstream; the rest is divided as agreed.

    Args:
        own: the contributors' shares of what is left, which make up the whole.
        upstream: what licences of parent films, voices, places and cast cards take first.

    Raises:
        TitleError: upstream takes everything or more.
    """
    owed = sum((part for _, part in upstream), Fraction(0))
    if owed >= 1:
        raise TitleError(f"what the film uses takes {owed} of its income", mend="agree on smaller shares")
    return (*upstream, *((account, part * (1 - owed)) for account, part in own))


def _leaf(row: Row) -> Hash:
    return Hash(keccak256(b"\x00" + row.account.raw + row.weight.to_bytes(32, "big")))


def _up(level: list[tuple[Hash, int]]) -> list[tuple[Hash, int]]:
    pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def _node(left: tuple[Hash, int], right: tuple[Hash, int]) -> tuple[Hash, int]:
    body = b"".join((left[0].raw, left[1].to_bytes(32, "big"), right[0].raw, right[1].to_bytes(32, "big")))
    return Hash(keccak256(b"\x01" + body)), left[1] + right[1]
