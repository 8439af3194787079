"""Payout lists add up: nothing is made, next to nothing is left, nobody's sum falls, and all of it is exact."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reelwright.chain import Hash, Row, Table, keccak256
from reelwright.chain.shares.payouts import _Flow

POOL = Hash(b"\7" * 32)
PEOPLE = [Hash(bytes(31) + bytes([number])) for number in range(1, 4)]
WEIGHT = st.integers(1, 1_000)


def film(number: int) -> Hash:
    """The title of a film, by its generation."""
    return Hash(keccak256(b"film %d" % number))


@st.composite
def families(draw: st.DrawFn) -> dict[Hash, Table]:
    """Films of which each pays people, and any of those before it."""
    found: dict[Hash, Table] = {}
    for number in range(draw(st.integers(1, 5))):
        people = [Row(who, draw(WEIGHT)) for who in draw(st.sets(st.sampled_from(PEOPLE), min_size=1))]
        above = [Row(title, draw(WEIGHT)) for title in draw(st.sets(st.sampled_from([*found])))] if found else []
        found[film(number)] = Table((*above, *people))
    return found


PAYMENTS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 10**9)), max_size=8)


def exactly(films: dict[Hash, Table], title: Hash, amount: Fraction, owed: dict[Hash, Fraction]) -> None:
    """What everybody has coming of a sum when nothing is rounded."""
    table = films[title]
    for row in table.rows:
        part = amount * row.weight / table.weight
        if row.account in films:
            exactly(films, row.account, part, owed)
        else:
            owed[row.account] = owed.get(row.account, Fraction(0)) + part


@given(families(), PAYMENTS)
def test_list_gives_what_came_in_and_never_takes_back(
    films: dict[Hash, Table], payments: list[tuple[int, int]]
) -> None:
    """After each payment: at most what came in, less than a unit a row short of it, and no sum below what it was."""
    flow = _Flow(POOL, films, _pooled=set(films), _lanes=dict.fromkeys(films, (0, True)))
    rows = sum(len(table.rows) for table in films.values())
    came, exact, before = 0, dict[Hash, Fraction](), dict[Hash, int]()
    for number, amount in payments:
        title = film(number % len(films))
        flow.pay(title, amount, 1)
        exactly(films, title, Fraction(amount), exact)
        came += amount
        assert came - rows < sum(flow.owed.values()) <= came
        assert all(flow.owed.get(who, 0) >= units for who, units in before.items())
        assert all(0 <= exact[who] - flow.owed.get(who, 0) < rows for who in exact)
        before = dict(flow.owed)
    assert not flow.left_out


@given(families(), PAYMENTS, st.randoms(use_true_random=False))
def test_order_of_payments_changes_nothing(films: dict[Hash, Table], payments: list[tuple[int, int]], dice) -> None:
    """While nobody changes lanes, the list depends on what came in and not on when."""
    shuffled = list(payments)
    dice.shuffle(shuffled)
    lists = []
    for order in (payments, shuffled):
        flow = _Flow(POOL, films, _pooled=set(films), _lanes=dict.fromkeys(films, (0, True)))
        for number, amount in order:
            flow.pay(film(number % len(films)), amount, 1)
        lists.append({who: units for who, units in flow.owed.items() if units})
    assert lists[0] == lists[1]
