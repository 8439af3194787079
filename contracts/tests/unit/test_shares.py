"""Shares: what was received is what was given and what is still there, to the unit, whoever stands in the way."""

import pytest
from doubles import BAD_RECEIVER, BAD_TOKEN, FALSE_TOKEN, SILENT_TOKEN, put
from eth_hash.auto import keccak
from evm import RevertedError
from refusals import refused
from trees import WeighedTree, word
from world import DAY, NATIVE, World, row, table

ROOT = keccak(b"a film")


@pytest.fixture(params=["token", "native"])
def money(world: World, request: pytest.FixtureRequest) -> bytes:
    """The address of a token, or of the chain's own money."""
    return world.token.address if request.param == "token" else NATIVE


def pay(world: World, money: bytes, account: bytes, amount: int) -> None:
    """Dan pays into an account."""
    value = amount if money == NATIVE else 0
    world.shares.pay(money, account, amount, sender=world.dan.address, value=value)


def test_claims_give_every_row_its_part(world: World, money: bytes) -> None:
    """Three rows share 1000 as 1 : 2 : 7, to the unit, and then nothing is owed."""
    tree = table((world.ann, 1), (world.bob, 2), (world.cat, 7))
    pay(world, money, tree.root, 1000)
    for index, (key, part) in enumerate(((world.ann, 100), (world.bob, 200), (world.cat, 700))):
        before = world.money(money, key.address)
        receipt = world.shares.claim(money, tree.root, *row(tree, index), sender=world.eve.address)
        assert receipt.value == part == world.money(money, key.address) - before
        with refused("shares: nothing is owed"):
            world.shares.claim(money, tree.root, *row(tree, index), sender=world.eve.address)


def test_dust_is_below_one_a_row_and_comes_with_later_income(world: World, money: bytes) -> None:
    """Parts round down; what was rounded away is given as soon as it makes a unit."""
    tree = table((world.ann, 1), (world.bob, 1), (world.cat, 1))
    given = 0
    for income in range(1, 10):
        pay(world, money, tree.root, 1)
        owed = world.shares.owed(money, tree.root, tree.rows)
        world.shares.draw_many(money, tree.root, tree.rows, sender=world.eve.address)
        given += sum(owed)
        assert 0 <= income - given < 3
    assert given == 9


def test_draw_many_and_claim_give_the_same(world: World, money: bytes) -> None:
    """However the two are mixed, every row has had its part of the whole income."""
    tree = table((world.ann, 3), (world.bob, 5), (world.cat, 2), (world.eve, 90))
    before = {key.address: world.money(money, key.address) for key in (world.ann, world.bob, world.cat)}
    pay(world, money, tree.root, 1001)
    world.shares.claim(money, tree.root, *row(tree, 1), sender=world.dan.address)
    pay(world, money, tree.root, 999)
    world.shares.draw_many(money, tree.root, tree.rows, sender=world.dan.address)
    with refused("shares: nothing is owed"):
        world.shares.claim(money, tree.root, *row(tree, 1), sender=world.dan.address)
    pay(world, money, tree.root, 500)
    world.shares.claim(money, tree.root, *row(tree, 0), sender=world.dan.address)
    world.shares.draw_many(money, tree.root, tree.rows, sender=world.dan.address)
    for key, weight in ((world.ann, 3), (world.bob, 5), (world.cat, 2)):
        assert world.money(money, key.address) - before[key.address] == 2500 * weight // 100


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 100, 256])
def test_tables_of_every_size_draw_whole(world: World, count: int) -> None:
    """The contract builds the tree that trees.py builds, whatever the number of rows."""
    tree = WeighedTree([(keccak(word(i)), i + 1) for i in range(count)])
    pay(world, world.token.address, tree.root, tree.total * 10)
    receipt = world.shares.draw_many(world.token.address, tree.root, tree.rows, sender=world.eve.address)
    assert receipt.events("Drawn")[0]["payments"] == tuple((keccak(word(i)), 10 * (i + 1)) for i in range(count))
    assert world.shares.book(world.token.address, keccak(word(count - 1))) == (10 * count, 0)


def test_forged_rows_are_refused(world: World, money: bytes) -> None:
    """Another payee, weight, path or side is in no table; part of a table is not the table."""
    tree = table((world.ann, 1), (world.bob, 2), (world.cat, 7))
    pay(world, money, tree.root, 1000)
    (payee, weight), sides, proof = row(tree, 1)
    for forged in (
        ((world.eve.account, weight), sides, proof),
        ((payee, weight + 1), sides, proof),
        ((payee, weight), sides ^ 1, proof),
        ((payee, weight), sides, proof[:1]),
        ((payee, weight), sides, [(proof[0][0], proof[0][1] + 1), proof[1]]),
    ):
        with refused("shares: not in the table"):
            world.shares.claim(money, tree.root, *forged, sender=world.eve.address)
    with refused("shares: not the table"):
        world.shares.draw_many(money, tree.root, tree.rows[:2], sender=world.eve.address)
    with refused("shares: not the table"):
        world.shares.draw_many(money, bytes(32), tree.rows[:2], sender=world.eve.address)


def test_an_inner_node_is_no_row(world: World, money: bytes) -> None:
    """A node cannot be passed off as a leaf: the first byte differs."""
    tree = table((world.ann, 1), (world.bob, 2), (world.cat, 3), (world.eve, 4))
    pay(world, money, tree.root, 1000)
    node, weight = tree.levels[1][0]
    with refused("shares: not in the table"):
        world.shares.claim(money, tree.root, (node, weight), 0, [tree.levels[1][1]], sender=world.eve.address)


def test_a_table_cannot_give_more_than_the_whole(world: World) -> None:
    """A liar's tree in which one node hides a heavier one still gives at most what came in.

    The root commits to weights 1 and 1. Below the left node stand two leaves of weight 1 each, so their sum, 2, is not
    what the root says; neither of them proves.
    """
    leaves = [keccak(b"\0" + key.account + word(1)) for key in (world.ann, world.bob)]
    hidden = keccak(b"\x01" + leaves[0] + word(1) + leaves[1] + word(1))
    other = keccak(b"\0" + world.cat.account + word(1))
    root = keccak(b"\x01" + hidden + word(1) + other + word(1))
    pay(world, world.token.address, root, 1000)
    for key, sibling, side in ((world.ann, leaves[1], 0), (world.bob, leaves[0], 1)):
        with refused("shares: not in the table"):
            world.shares.claim(
                world.token.address, root, (key.account, 1), side, [(sibling, 1), (other, 1)], sender=key.address
            )
    world.shares.claim(world.token.address, root, (world.cat.account, 1), 1, [(hidden, 1)], sender=world.cat.address)
    assert world.token.balanceOf(world.shares.address) == 500


def test_one_payee_may_have_many_rows(world: World, money: bytes) -> None:
    """Rows are told apart by their intervals and not by their payees."""
    tree = table((world.ann, 1), (world.ann, 1), (world.bob, 0), (world.cat, 2))
    pay(world, money, tree.root, 400)
    assert world.shares.claim(money, tree.root, *row(tree, 0), sender=world.eve.address).value == 100
    assert world.shares.claim(money, tree.root, *row(tree, 1), sender=world.eve.address).value == 100
    with refused("shares: nothing is owed"):
        world.shares.claim(money, tree.root, *row(tree, 2), sender=world.eve.address)
    assert world.shares.owed(money, tree.root, tree.rows) == (0, 0, 0, 200)


def test_rows_may_be_accounts(world: World, money: bytes) -> None:
    """A table pays a table: money moves from book to book and out to people at the end."""
    inner = table((world.ann, 1), (world.bob, 3))
    outer = table((inner.root, 1), (world.cat, 1))
    pay(world, money, outer.root, 800)
    receipt = world.shares.claim(money, outer.root, *row(outer, 0), sender=world.eve.address)
    assert receipt.events("Moved") == [{"source": outer.root, "target": inner.root, "token": money, "amount": 400}]
    assert world.shares.claim(money, inner.root, *row(inner, 1), sender=world.eve.address).value == 300


def test_pay_is_refused_when_the_money_is_not_there(world: World) -> None:
    """The amount said is the amount that comes, in the money that was said, to an account."""
    dan = world.dan.address
    with refused("shares: no account"):
        world.shares.pay(NATIVE, bytes(32), 5, sender=dan, value=5)
    with refused("shares: wrong amount"):
        world.shares.pay(NATIVE, ROOT, 5, sender=dan, value=4)
    with refused("shares: wrong amount"):
        world.shares.pay(world.token.address, ROOT, 5, sender=dan, value=5)
    rich = put(world.chain, BAD_TOKEN)
    rich.mint(dan, 2**121)
    world.shares.pay(rich.address, ROOT, 2**120 - 1, sender=dan)
    with refused("shares: too much"):
        world.shares.pay(rich.address, ROOT, 2**120, sender=dan)
    with refused("Revert"):  # the sum is checked with the word in which it stands
        world.shares.pay(rich.address, ROOT, 1, sender=dan)
    world.token.approve(world.shares.address, 4, sender=dan)
    with refused("pay_token: not allowed"):
        world.shares.pay(world.token.address, ROOT, 5, sender=dan)


def test_money_that_calls_pays_without_an_allowance(world: World) -> None:
    """Paid so or so, the account has received the same, and the event says the same."""
    money, dan = world.token.address, world.dan.address
    world.token.approve(world.shares.address, 0, sender=dan)
    receipt = world.token.transferAndCall(world.shares.address, 300, ROOT, sender=dan)
    assert receipt.events("Paid") == [{"account": ROOT, "token": money, "amount": 300}]
    assert world.shares.book(money, ROOT) == (300, 0)
    assert world.token.balanceOf(world.shares.address) == 300


@pytest.mark.parametrize("told", [b"", bytes(32), b"short", b"r" * 33], ids=["nothing", "zeros", "short", "long"])
def test_money_that_names_no_account_stays_where_it_was(world: World, told: bytes) -> None:
    """An account is 32 bytes and not empty; otherwise nothing moves."""
    before = world.token.balanceOf(world.dan.address)
    with pytest.raises(RevertedError):
        world.token.transferAndCall(world.shares.address, 300, told, sender=world.dan.address)
    assert world.token.balanceOf(world.dan.address) == before


def test_money_that_lies_about_what_came_fills_its_own_books(world: World) -> None:
    """Who calls is the money: a token, or anybody, that tells of nothing promises nothing of another money."""
    bad = put(world.chain, BAD_TOKEN)
    tree = table((world.eve, 1))
    pay(world, world.token.address, tree.root, 1000)
    bad.tell_of_nothing(world.shares.address, 10**9, tree.root, sender=world.eve.address)
    eve = world.eve.address
    world.shares.onTransferReceived(eve, eve, 10**9, tree.root, sender=eve)
    assert world.shares.book(world.token.address, tree.root) == (1000, 0)
    assert world.shares.book(bad.address, tree.root) == (10**9, 0)
    with refused("shares: not sent"):
        world.shares.claim(bad.address, tree.root, *row(tree, 0), sender=eve)
    world.shares.claim(world.token.address, tree.root, *row(tree, 0), sender=eve)
    assert world.token.balanceOf(world.shares.address) == 0


def test_false_token_pays_nothing(world: World) -> None:
    """A token that says no has paid nothing in."""
    bad = put(world.chain, FALSE_TOKEN)
    with refused("shares: not received"):
        world.shares.pay(bad.address, ROOT, 5, sender=world.dan.address)


def test_silent_token_is_sent(world: World) -> None:
    """A token that returns nothing is taken at its word when it is sent, and cannot be paid in."""
    quiet = put(world.chain, SILENT_TOKEN)
    quiet.mint(world.dan.address, 100)
    with pytest.raises(Exception, match="no reason|Revert"):
        world.shares.pay(quiet.address, ROOT, 5, sender=world.dan.address)
    assert quiet.balanceOf(world.dan.address) == 100


def test_barred_payee_blocks_nobody(world: World) -> None:
    """In a batch his part is kept for him, and he has it when he may."""
    bad = put(world.chain, BAD_TOKEN)
    bad.mint(world.dan.address, 10_000)
    tree = table((world.ann, 1), (world.bob, 1))
    world.shares.pay(bad.address, tree.root, 1000, sender=world.dan.address)
    bad.bar(world.ann.address, True)
    with refused("shares: not sent"):
        world.shares.claim(bad.address, tree.root, *row(tree, 0), sender=world.eve.address)
    receipt = world.shares.draw_many(bad.address, tree.root, tree.rows, sender=world.eve.address)
    assert receipt.events("Kept") == [{"account": world.ann.account, "token": bad.address, "amount": 500}]
    assert bad.balanceOf(world.bob.address) == 500
    with refused("shares: not sent"):
        world.shares.withdraw(bad.address, world.ann.address, sender=world.eve.address)
    bad.bar(world.ann.address, False)
    assert world.shares.withdraw(bad.address, world.ann.address, sender=world.eve.address).value == 500
    with refused("shares: nothing is owed"):
        world.shares.withdraw(bad.address, world.ann.address, sender=world.eve.address)


def test_paused_token_loses_nothing(world: World) -> None:
    """While a token stands still all parts are kept; afterwards all have theirs."""
    bad = put(world.chain, BAD_TOKEN)
    bad.mint(world.dan.address, 10_000)
    tree = table((world.ann, 1), (world.bob, 1))
    world.shares.pay(bad.address, tree.root, 1000, sender=world.dan.address)
    bad.pause(True)
    world.shares.draw_many(bad.address, tree.root, tree.rows, sender=world.eve.address)
    bad.pause(False)
    for key in (world.ann, world.bob):
        assert world.shares.withdraw(bad.address, key.address, sender=world.eve.address).value == 500


def test_fee_token_hurts_only_those_who_take_it(world: World) -> None:
    """What a fee took is missing in that token alone; every other money is whole."""
    bad = put(world.chain, BAD_TOKEN)
    bad.mint(world.dan.address, 10_000)
    bad.charge(10)
    tree = table((world.ann, 1), (world.bob, 1))
    world.shares.pay(bad.address, tree.root, 1000, sender=world.dan.address)
    pay(world, world.token.address, tree.root, 1000)
    world.shares.claim(bad.address, tree.root, *row(tree, 0), sender=world.eve.address)
    with refused("shares: not sent"):
        world.shares.claim(bad.address, tree.root, *row(tree, 1), sender=world.eve.address)
    world.shares.draw_many(world.token.address, tree.root, tree.rows, sender=world.eve.address)
    assert world.token.balanceOf(world.shares.address) == 0


def test_reentrant_token_gains_nothing(world: World) -> None:
    """A token that calls back during a transfer finds the books written already."""
    bad = put(world.chain, BAD_TOKEN)
    bad.mint(world.dan.address, 10_000)
    tree = table((world.ann, 1), (world.bob, 1))
    world.shares.pay(bad.address, tree.root, 1000, sender=world.dan.address)
    for again in (
        world.shares.data("claim", bad.address, tree.root, *row(tree, 0)),
        world.shares.data("draw_many", bad.address, tree.root, tree.rows),
    ):
        bad.call_back(world.shares.address, again)
        world.shares.pay(bad.address, tree.root, 500, sender=world.dan.address)
        bad.transferAndCall(world.shares.address, 500, tree.root, sender=world.dan.address)
        world.shares.draw_many(bad.address, tree.root, tree.rows, sender=world.eve.address)
    assert bad.calls() > 0
    bad.call_back(bytes(20), b"")
    world.shares.draw_many(bad.address, tree.root, tree.rows, sender=world.eve.address)
    assert bad.balanceOf(world.ann.address) == bad.balanceOf(world.bob.address) == 1500
    assert bad.balanceOf(world.shares.address) == 0


@pytest.mark.parametrize("habit", ["closed", "greedy", "reentrant"])
def test_bad_receiver_blocks_nobody(world: World, habit: str) -> None:
    """A contract that refuses, burns gas or calls back gets at most its own part; the others have theirs."""
    bad = put(world.chain, BAD_RECEIVER)
    tree = table((bad.account, 1), (world.bob, 1))
    bad.set(habit == "reentrant", habit == "greedy")
    if habit == "reentrant":
        bad.call_back(world.shares.address, world.shares.data("claim", NATIVE, tree.root, *row(tree, 0)))
    pay(world, NATIVE, tree.root, 1000)
    before = world.chain.balance(world.bob.address)
    world.shares.draw_many(NATIVE, tree.root, tree.rows, sender=world.eve.address)
    assert world.chain.balance(world.bob.address) - before == 500
    assert bad.succeeded() == 0
    kept = world.shares.book(NATIVE, bad.account)[0]
    assert world.chain.balance(bad.address) + kept == 500 == world.chain.balance(bad.address) or kept == 500


def test_bind_is_for_the_author_once(world: World, money: bytes) -> None:
    """Only the author can make a title's id, and his word stays."""
    tree = table((world.ann, 1), (world.bob, 1))
    title = keccak(world.ann.account + ROOT)
    pay(world, money, title, 100)
    with refused("shares: not bound"):
        world.shares.forward(money, title, sender=world.eve.address)
    world.shares.bind(ROOT, table((world.eve, 1)).root, bytes(32), sender=world.eve.address)
    with refused("shares: no table"):
        world.shares.bind(ROOT, world.ann.account, bytes(32), sender=world.ann.address)
    assert world.shares.bind(ROOT, tree.root, bytes(32), sender=world.ann.address).value == title
    with refused("shares: bound before"):
        world.shares.bind(ROOT, tree.root, bytes(32), sender=world.ann.address)
    assert world.shares.table_of(title) == tree.root
    assert world.shares.forward(money, title, sender=world.eve.address).value == 100
    assert world.shares.book(money, tree.root) == (100, 0)
    with refused("shares: nothing is owed"):
        world.shares.forward(money, title, sender=world.eve.address)


def test_bind_for_needs_the_author(world: World) -> None:
    """The same by signature, in time, for that table and that pool."""
    tree = table((world.ann, 1), (world.bob, 1))
    given = (world.ann.address, ROOT, tree.root, bytes(32), world.chain.now)
    good = world.sign(world.ann, "shares", "Bind", *given)
    with refused("shares: bad signature"):
        world.shares.bind_for(*given, world.sign(world.eve, "shares", "Bind", *given))
    with refused("shares: bad signature"):
        world.shares.bind_for(world.ann.address, ROOT, tree.root, word(9), world.chain.now, good)
    world.chain.pass_time(1)
    with refused("shares: too late"):
        world.shares.bind_for(*given, good)
    world.chain.now -= 1
    world.shares.bind_for(*given, good, sender=world.eve.address)
    assert world.shares.table_of(keccak(world.ann.account + ROOT)) == tree.root


def pooled(world: World) -> tuple[tuple[bytes, bytes, int], bytes]:
    """A pool that Bob operates and Cat guards, with its account."""
    pool = (world.bob.address, world.cat.address, 2 * DAY)
    return pool, world.shares.pool_account(pool)


def post(world: World, money: bytes, tree: WeighedTree) -> None:
    """Bob posts a root."""
    world.shares.post(money, world.cat.address, 2 * DAY, tree.root, keccak(b"leaves"), sender=world.bob.address)


def test_payout_is_live_after_its_window(world: World, money: bytes) -> None:
    """A root gives nothing before its time, then each payee what he has coming and has not had."""
    pool, account = pooled(world)
    pay(world, money, account, 1000)
    first, second = (
        table((world.ann, 300), (world.dan, 100)),
        table((world.ann, 500), (world.dan, 100), (world.eve, 50)),
    )
    post(world, money, first)
    with refused("shares: not in the payout"):
        world.shares.draw(money, pool, *row(first, 0), sender=world.eve.address)
    with refused("shares: still in the window"):
        post(world, money, second)
    world.chain.pass_time(2 * DAY)
    assert world.shares.draw(money, pool, *row(first, 0), sender=world.eve.address).value == 300
    with refused("shares: nothing is owed"):
        world.shares.draw(money, pool, *row(first, 0), sender=world.eve.address)
    post(world, money, second)
    assert world.shares.draw(money, pool, *row(first, 1), sender=world.eve.address).value == 100
    world.chain.pass_time(2 * DAY)
    assert world.shares.payout(money, account) == (second.root, bytes(32), world.chain.now)
    with refused("shares: not in the payout"):
        world.shares.draw(money, pool, *row(first, 0), sender=world.eve.address)
    world.shares.draw_payout(money, pool, second.rows, sender=world.eve.address)
    assert [world.shares.drawn(money, account, key.account) for key in (world.ann, world.dan, world.eve)] == [
        500,
        100,
        50,
    ]
    assert world.shares.book(money, account) == (1000, 650)


def test_guardian_stops_a_root(world: World, money: bytes) -> None:
    """A root that was stopped never lives, the one before stays, and the operator may post another at once."""
    pool, account = pooled(world)
    pay(world, money, account, 1000)
    good, bad = table((world.ann, 300)), table((world.bob, 1000))
    post(world, money, good)
    world.chain.pass_time(2 * DAY)
    post(world, money, bad)
    with refused("shares: nothing to stop"):
        world.shares.veto(money, world.bob.address, 2 * DAY, sender=world.eve.address)
    receipt = world.shares.veto(money, world.bob.address, 2 * DAY, sender=world.cat.address)
    assert receipt.events("Vetoed") == [{"pool": account, "token": money, "root": bad.root}]
    with refused("shares: nothing to stop"):
        world.shares.veto(money, world.bob.address, 2 * DAY, sender=world.cat.address)
    post(world, money, table((world.ann, 400)))
    world.chain.pass_time(3 * DAY)
    with refused("shares: nothing to stop"):
        world.shares.veto(money, world.bob.address, 2 * DAY, sender=world.cat.address)
    with refused("shares: not in the payout"):
        world.shares.draw(money, pool, *row(bad, 0), sender=world.bob.address)
    assert world.shares.draw(money, pool, *row(table((world.ann, 400)), 0), sender=world.eve.address).value == 400


def test_payout_beyond_the_pool_pays_nobody(world: World, money: bytes) -> None:
    """A root that weighs more than came in is no root to draw from: nobody is first at the others' cost."""
    pool, account = pooled(world)
    pay(world, money, account, 1000)
    tree = table((world.ann, 300), (world.dan, 701))
    post(world, money, tree)
    world.chain.pass_time(2 * DAY)
    with refused("shares: more than was received"):
        world.shares.draw(money, pool, *row(tree, 0), sender=world.ann.address)
    with refused("shares: more than was received"):
        world.shares.draw_payout(money, pool, tree.rows, sender=world.ann.address)
    with refused("shares: not in the payout"):
        world.shares.draw_payout(money, pool, [], sender=world.ann.address)


def test_roots_that_forget_cannot_overdraw(world: World, money: bytes) -> None:
    """A later root that leaves out who has drawn cannot give his money a second time."""
    pool, account = pooled(world)
    pay(world, money, account, 1000)
    first, second = table((world.ann, 600)), table((world.dan, 600))
    post(world, money, first)
    world.chain.pass_time(2 * DAY)
    world.shares.draw(money, pool, *row(first, 0), sender=world.ann.address)
    post(world, money, second)
    world.chain.pass_time(2 * DAY)
    with refused("shares: more than was received"):
        world.shares.draw(money, pool, *row(second, 0), sender=world.ann.address)


@pytest.mark.parametrize("window", [0, DAY - 1, 365 * DAY + 1])
def test_window_has_bounds(world: World, window: int) -> None:
    """A guardian has a day at least, and payees wait a year at most."""
    with refused("shares: window out of range"):
        world.shares.post(NATIVE, world.cat.address, window, ROOT, ROOT, sender=world.bob.address)


def test_lane_changes_after_a_day_to_the_pool_that_was_agreed(world: World, money: bytes) -> None:
    """Income goes to the table, from the day on to the pool, and back; none goes to both."""
    _, account = pooled(world)
    tree = table((world.ann, 1))
    title = world.shares.bind(ROOT, tree.root, account, sender=world.ann.address).value
    with refused("shares: chosen before"):
        world.shares.choose_lane(ROOT, False, sender=world.ann.address)
    receipt = world.shares.choose_lane(ROOT, True, sender=world.ann.address)
    assert receipt.events("LaneChosen") == [{"title": title, "pooled": True, "since": world.chain.now + DAY}]
    with refused("shares: chosen before"):
        world.shares.choose_lane(ROOT, False, sender=world.ann.address)
    pay(world, money, title, 10)
    world.shares.forward(money, title)
    assert world.shares.book(money, tree.root) == (10, 0)
    world.chain.pass_time(DAY)
    pay(world, money, title, 20)
    assert world.shares.lane_of(title) == account
    world.shares.forward(money, title)
    assert world.shares.book(money, account) == (20, 0)
    world.shares.choose_lane(ROOT, False, sender=world.ann.address)
    assert world.shares.lane_of(title) == account
    world.chain.pass_time(DAY)
    assert world.shares.lane_of(title) == tree.root


def test_lane_is_the_authors(world: World) -> None:
    """Nobody else chooses, not without a pool, and a signed choice counts once."""
    _, account = pooled(world)
    with refused("shares: no pool"):
        world.shares.choose_lane(ROOT, True, sender=world.eve.address)
    title = world.shares.bind(ROOT, table((world.ann, 1)).root, account, sender=world.ann.address).value
    for pooled_, nonce in ((True, 0), (False, 1)):
        given = (world.ann.address, ROOT, pooled_, nonce, world.chain.now)
        call = (world.ann.address, ROOT, pooled_, world.chain.now)
        with refused("shares: bad signature"):
            world.shares.choose_lane_for(*call, world.sign(world.eve, "shares", "ChooseLane", *given))
        good = world.sign(world.ann, "shares", "ChooseLane", *given)
        world.shares.choose_lane_for(*call, good, sender=world.eve.address)
        with refused("shares: bad signature"):
            world.shares.choose_lane_for(*call, good, sender=world.eve.address)
        world.chain.pass_time(DAY)
    assert world.shares.lane_nonces(title) == 2
