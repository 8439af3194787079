"""Pools on the embedded chain: lists worked out from events, checked by anybody, stopped or drawn to the unit."""

import dataclasses
import json
from dataclasses import dataclass
from fractions import Fraction

import pytest
from people import MONEY, As, Wall, other

from reelwright.chain import (
    MOST_ROWS,
    Hash,
    Pool,
    Registry,
    Row,
    Table,
    TitleError,
    Weighed,
    Work,
    account_of,
    balance,
    bind_table,
    check_payout,
    choose_lane,
    claim_row,
    draw_payout,
    forward,
    issue,
    keccak256,
    lane_of,
    make_statement,
    pay_account,
    pool_account,
    post_payout,
    posted_now,
    read_payout,
    read_pool,
    register_title,
    resolve_payout,
    statement_zip,
    stop_list,
    table_of,
    title_id,
    write_payout,
    write_pool,
)
from reelwright.chain.statements.check_statement import prove

DAY = 86_400


@dataclass
class Family:
    """A film, its remake and the remake's remake, each another's, all of one pool."""

    house: Registry
    makers: list[Registry]
    guardian: Registry
    pool: Pool
    films: dict[Hash, Table]

    @property
    def titles(self) -> list[Hash]:
        """The films, the oldest first."""
        return list(self.films)

    def pay(self, generation: int, units: int, key: str) -> None:
        """Somebody pays for a film, and its income is sent on."""
        pay_account(self.house, key, self.titles[generation], units)
        forward(self.house, self.titles[generation])

    def held(self) -> list[int]:
        """What the makers hold."""
        return [balance(self.house, each.me) for each in self.makers]


@pytest.fixture
def family(house: Registry, acting: As, wall: Wall) -> Family:
    """Three generations; each pays a tenth of all to the one before, and all income goes through the pool."""
    makers, guardian = [other(house, acting, number) for number in (2, 3, 4)], other(house, acting, 5)
    pool = Pool(house.me, guardian.me)
    films: dict[Hash, Table] = {}
    issue(house, "me", house.me, 1_000 * MONEY)
    for maker in makers:
        work = Work(maker.me, Hash(keccak256(maker.me.raw)), 3)
        rows = [(account_of(maker.me), Fraction(1))]
        if films:
            rows = [(list(films)[-1], Fraction(1, 10)), (account_of(maker.me), Fraction(9, 10))]
        register_title(maker, work, royalty_bps=0)
        bind_table(maker, work, table_of(rows), pool=pool_account(house, pool))
        assert choose_lane(maker, work, pooled=True) is not None
        films[title_id(work)] = table_of(rows)
    wall.now += DAY
    return Family(house, makers, guardian, pool, films)


def work_of(maker: Registry) -> Work:
    """The film of one of the family."""
    return Work(maker.me, Hash(keccak256(maker.me.raw)), 3)


def test_list_pays_all_generations_after_its_window(family: Family, wall: Wall) -> None:
    """The youngest film's income reaches its grandparent by one list, once, and a second list adds what came since."""
    house, pool = family.house, family.pool
    family.pay(2, 1_000, "first")
    payout = resolve_payout(house, pool, family.films)
    content = write_payout(payout)
    assert [row.weight for row in sorted(payout.rows.rows, key=lambda each: each.weight)] == [10, 90, 900]
    assert read_payout(content, chain_id=payout.chain_id) == payout
    assert post_payout(house, payout, content) is not None
    assert post_payout(house, payout, content) is None
    assert check_payout(family.guardian, content) == ()
    with pytest.raises(TitleError, match="waits"):
        draw_payout(house, payout)
    wall.now += DAY
    assert draw_payout(house, payout) == 1_000
    assert draw_payout(house, payout) == 0
    assert family.held() == [10, 90, 900]
    stated = make_statement(house, family.makers[0].me, family.films.values())
    assert [(line.income.source, line.income.film, line.part, line.paid) for line in stated.lines] == [
        ("payout list", pool_account(house, pool), 10, True)
    ]
    assert prove(statement_zip(stated))
    family.pay(0, 7, "second")
    family.pay(2, 1_005, "third")
    later = resolve_payout(house, pool, family.films)
    post_payout(house, later, write_payout(later))
    assert resolve_payout(house, pool, later.films, block=payout.block).rows == payout.rows
    wall.now += DAY
    with pytest.raises(TitleError, match="does not pay now"):
        draw_payout(house, payout)
    assert draw_payout(house, later) == 7 + 1_005 - 1  # a unit is rounded down, and comes with later income
    assert family.held() == [27, 180, 1_804]


def test_list_that_lies_is_found_and_stopped(family: Family, wall: Wall) -> None:
    """Whoever has the file sees what is wrong, to the unit; the guardian stops it, and what was live stays."""
    house = family.house
    family.pay(2, 1_000, "first")
    payout = resolve_payout(house, family.pool, family.films)
    rows = [Row(row.account, row.weight + (100 if row.weight == 10 else 0)) for row in payout.rows.rows]
    false = dataclasses.replace(payout, rows=Weighed(tuple(rows)))
    content = write_payout(false)
    post_payout(house, false, content)
    found = check_payout(family.guardian, content)
    assert found[0] == "it gives 0.0011, and 0.001 came into the pool"
    assert "0.00011" in found[1]
    assert str(family.makers[0].me) in found[1]
    assert "0.00001 coming" in found[1]
    honest = write_payout(payout)
    assert "another root" in check_payout(family.guardian, honest)[0]
    other_block = write_payout(dataclasses.replace(false, block=payout.block - 1))
    assert "SHA-256" in check_payout(family.guardian, other_block)[0]
    with pytest.raises(TitleError, match="guardian"):
        stop_list(house, family.pool)
    stop_list(family.guardian, family.pool)
    with pytest.raises(TitleError, match="nothing waits"):
        stop_list(family.guardian, family.pool)
    wall.now += DAY
    assert posted_now(house, family.pool).live is None
    post_payout(house, payout, honest)
    assert check_payout(family.guardian, honest) == ()


def test_only_the_operator_posts_and_one_list_waits(family: Family) -> None:
    """Others cannot post; while one waits, the next is told to; a block that is not final gives no list."""
    family.pay(2, 1_000, "first")
    payout = resolve_payout(family.house, family.pool, family.films)
    with pytest.raises(TitleError, match="operator"):
        post_payout(family.guardian, payout, write_payout(payout))
    post_payout(family.house, payout, write_payout(payout))
    family.pay(0, 5, "second")
    next_one = resolve_payout(family.house, family.pool, family.films)
    with pytest.raises(TitleError, match="still waits"):
        post_payout(family.house, next_one, write_payout(next_one))
    with pytest.raises(TitleError, match="not final yet"):
        resolve_payout(family.house, family.pool, family.films, block=10_000)
    youngest = family.titles[2]
    with pytest.raises(TitleError, match="nothing came into this pool that can"):  # it pays a film that is not known
        resolve_payout(family.house, family.pool, {youngest: family.films[youngest]})
    oldest = family.titles[0]
    part = resolve_payout(family.house, family.pool, {oldest: family.films[oldest]})
    assert ([row.weight for row in part.rows.rows], part.left_out) == ([5], {youngest: 1_000})
    with pytest.raises(TitleError, match="another table"):
        resolve_payout(family.house, family.pool, {family.titles[2]: family.films[family.titles[1]]})


def test_film_that_leaves_the_pool_is_paid_by_the_edge(family: Family, wall: Wall) -> None:
    """From a day after the choice on, income goes row by row; what came before is on the list, and nothing on both."""
    house, parent, child = family.house, family.makers[1], family.makers[2]
    family.pay(2, 1_000, "pooled")
    assert choose_lane(parent, work_of(parent), pooled=False) is not None
    assert choose_lane(parent, work_of(parent), pooled=False) is None
    with pytest.raises(TitleError, match="does not hold yet"):
        choose_lane(parent, work_of(parent), pooled=True)
    with pytest.raises(TitleError, match="author"):
        choose_lane(child, work_of(parent), pooled=True)
    family.pay(2, 1_000, "still pooled")
    wall.now += DAY
    family.pay(2, 1_000, "by the edge")
    payout = resolve_payout(house, family.pool, family.films)
    owed = {row.account: row.weight for row in payout.rows.rows}
    names = [account_of(each.me) for each in family.makers]
    assert [owed[name] for name in names] == [20, 180, 2_700]
    assert owed[family.titles[1]] == 100  # to the film's own account, which pays its table
    post_payout(house, payout, write_payout(payout))
    wall.now += DAY
    draw_payout(house, payout)
    assert lane_of(house, family.titles[1]) == family.films[family.titles[1]].root
    forward(house, family.titles[1])
    table = family.films[family.titles[1]]
    assert [claim_row(house, table, row.account) for row in table.rows] == [10, 90]
    assert family.held() == [20, 270, 2_700]
    assert sum(family.held()) + 10 == 3_000


def test_pool_is_named_when_shares_are_agreed(house: Registry, acting: As, title: Hash) -> None:
    """Without one an author cannot choose it; a window out of range is no pool; nothing paid is no list."""
    del title
    pool = Pool(house.me, other(house, acting, 2).me)
    work = Work(house.me, Hash(keccak256(b"alone")), 3)
    register_title(house, work, royalty_bps=0)
    bind_table(house, work, table_of([(account_of(house.me), Fraction(1))]))
    assert choose_lane(house, work, pooled=False) is None
    with pytest.raises(TitleError, match="without a pool"):
        choose_lane(house, work, pooled=True)
    with pytest.raises(TitleError, match="window"):
        Pool(house.me, house.me, DAY - 1)
    with pytest.raises(TitleError, match="nothing came"):
        resolve_payout(house, pool, {})


def test_films_in_a_circle_stop_nobody_else(house: Registry, wall: Wall) -> None:
    """Two films that pay each other are left out, without a loop and without stopping a third."""
    pool = Pool(house.me, house.me)
    one, two, third = works = [Work(house.me, Hash(keccak256(name)), 3) for name in (b"one", b"two", b"third")]
    own = account_of(house.me)
    films = {
        title_id(one): table_of([(title_id(two), Fraction(1, 2)), (own, Fraction(1, 2))]),
        title_id(two): table_of([(title_id(one), Fraction(1, 2)), (own, Fraction(1, 2))]),
        title_id(third): table_of([(own, Fraction(1))]),
    }
    issue(house, "me", house.me, 100)
    for work in works:
        register_title(house, work, royalty_bps=0)
        bind_table(house, work, films[title_id(work)], pool=pool_account(house, pool))
        choose_lane(house, work, pooled=True)
    wall.now += DAY
    for work, units in ((one, 60), (third, 40)):
        pay_account(house, f"x {units}", title_id(work), units)
        forward(house, title_id(work))
    payout = resolve_payout(house, pool, films)
    assert (payout.rows.rows, payout.left_out) == ((Row(own, 40),), {title_id(one): 60})


def test_long_list_is_drawn_row_by_row(family: Family, wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of more rows than one call can draw pays everybody all the same, each once."""
    monkeypatch.setattr("reelwright.chain.shares.payout_list.MOST_ROWS", 2)
    family.pay(2, 1_000, "first")
    payout = resolve_payout(family.house, family.pool, family.films)
    post_payout(family.house, payout, write_payout(payout))
    wall.now += DAY
    assert (draw_payout(family.house, payout), draw_payout(family.house, payout)) == (1_000, 0)
    assert family.held() == [10, 90, 900]
    assert MOST_ROWS == 256


def test_what_is_no_list_is_told(family: Family) -> None:
    """Any bytes may be shown; only a list or a pool of this chain is one."""
    family.pay(2, 1_000, "first")
    payout = resolve_payout(family.house, family.pool, family.films)
    content, chain = write_payout(payout), payout.chain_id
    assert read_pool(write_pool(family.pool, chain_id=chain), chain_id=chain) == family.pool
    assert read_pool(content, chain_id=chain) == family.pool
    form = json.loads(content)
    for spoiled in (
        {**form, "block": "9"},
        {**form, "rows": []},
        {**form, "schema": "reelwright.payout/2"},
        {**form, "pool": {**form["pool"], "window": 1.5}},
        {**form, "rows": [{"account": "0x00", "units": "1"}]},
        {**form, "rows": [{**form["rows"][0], "units": "-1"}]},
        [],
        {},
    ):
        with pytest.raises(TitleError):
            read_payout(json.dumps(spoiled).encode(), chain_id=chain)
    with pytest.raises(TitleError, match="is of chain"):
        read_payout(content, chain_id=1)
    with pytest.raises(TitleError, match="no payout list"):
        read_payout(write_pool(family.pool, chain_id=chain), chain_id=chain)
