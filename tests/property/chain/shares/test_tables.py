"""Share tables give everything away to the unit, and never more, whoever is in them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.chain import Hash, Row, Table, TitleError, keccak256, table_of, upstream_shares

ROWS = st.lists(st.integers(1, 10**6), min_size=1, max_size=40).map(
    lambda weights: Table(tuple(Row(Hash.from_int(n + 1), weight) for n, weight in enumerate(weights)))
)
PARTS = st.lists(st.integers(1, 50), min_size=1, max_size=12).map(
    lambda parts: [(Hash.from_int(n + 1), Fraction(part, sum(parts))) for n, part in enumerate(parts)]
)


@given(ROWS, st.lists(st.integers(0, 10**12), max_size=8))
def test_dust_is_below_a_unit_a_row_and_comes_later(table: Table, payments: list[int]) -> None:
    """What all rows have coming is never more than came in, and lacks less than a unit for each row."""
    total = 0
    for payment in payments:
        total += payment
        due = sum(table.due(index, total) for index in range(len(table.rows)))
        assert total - len(table.rows) < due <= total


@given(ROWS, st.data())
def test_every_row_proves_its_place(table: Table, data: st.DataObject) -> None:
    """A row's proof leads to the root and the whole weight; another weight leads elsewhere."""
    index = data.draw(st.integers(0, len(table.rows) - 1))
    sides, steps = table.proof(index)

    def lead(weight: int) -> tuple[bytes, int]:
        row = table.rows[index]
        node = keccak256(b"\x00" + row.account.raw + weight.to_bytes(32, "big"))
        for place, step in enumerate(steps):
            pair = [(node, weight), (step.node.raw, step.weight)]
            (left, a), (right, b) = pair[::-1] if sides >> place & 1 else pair
            node = keccak256(b"\x01" + left + a.to_bytes(32, "big") + right + b.to_bytes(32, "big"))
            weight = a + b
        return node, weight

    assert lead(table.rows[index].weight) == (table.root.raw, table.weight)
    assert lead(table.rows[index].weight + 1)[0] != table.root.raw


@given(PARTS, st.integers(0, 10**15))
def test_shares_are_exact(parts: list[tuple[Hash, Fraction]], amount: int) -> None:
    """A table of shares gives each exactly his part, rounded down."""
    table = table_of(parts)
    for index, row in enumerate(table.rows):
        assert table.due(index, amount) == int(dict(parts)[row.account] * amount)


@given(PARTS, st.integers(1, 99))
def test_upstream_is_taken_from_the_whole(parts: list[tuple[Hash, Fraction]], per_cent: int) -> None:
    """What the film uses takes its part of all income, and the rest is divided as agreed."""
    parent = Hash(b"\7" * 32)
    shares = dict(upstream_shares(parts, [(parent, Fraction(per_cent, 100))]))
    assert sum(shares.values()) == 1
    assert shares[parent] == Fraction(per_cent, 100)
    for account, part in parts:
        assert shares[account] == part * Fraction(100 - per_cent, 100)


@pytest.mark.parametrize("parts", [[Fraction(1, 2)], [Fraction(1, 2), Fraction(2, 3)], [Fraction(1), Fraction(0)], []])
def test_shares_that_are_not_the_whole_are_told(parts: list[Fraction]) -> None:
    """Too little, too much, and a share of nothing make no table."""
    with pytest.raises(TitleError):
        table_of([(Hash.from_int(n + 1), part) for n, part in enumerate(parts)])


def test_upstream_may_not_take_everything() -> None:
    """A film that owes all its income has nothing to divide."""
    with pytest.raises(TitleError):
        upstream_shares([(Hash.from_int(1), Fraction(1))], [(Hash.from_int(2), Fraction(1))])
