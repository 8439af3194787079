"""Tabs: a viewer pays what he signed for and no more, and has the rest back."""

import pytest
from doubles import BAD_TOKEN, put, wallet
from evm import Receipt
from refusals import refused
from typed import Key, malleated
from world import DAY, NATIVE, World, compact

HOUSE, TERMS = b"h" * 32, b"t" * 32


@pytest.fixture(params=["token", "native"])
def money(world: World, request: pytest.FixtureRequest) -> bytes:
    """The address of a token, or of the chain's own money."""
    return world.token.address if request.param == "token" else NATIVE


def deposit(world: World, money: bytes, viewer: Key, amount: int, expiry: int | None = None) -> Receipt:
    """A viewer pays in, for thirty days."""
    expiry = world.chain.now + 30 * DAY if expiry is None else expiry
    value = amount if money == NATIVE else 0
    return world.tab.deposit(money, HOUSE, amount, expiry, sender=viewer.address, value=value)


def voucher(world: World, money: bytes, viewer: Key, spent: int, signer: Key | None = None) -> tuple[int, int, int]:
    """A viewer's voucher as a batch takes it."""
    signed = world.sign(signer or viewer, "tab", "Voucher", (money, HOUSE, TERMS), viewer.address, spent)
    return (int.from_bytes(viewer.address) << 96 | spent, *compact(signed))


def settle(world: World, money: bytes, *vouchers: tuple[int, int, int]) -> Receipt:
    """Anybody brings vouchers."""
    return world.tab.settle(money, HOUSE, TERMS, list(vouchers), sender=world.eve.address)


def test_deposits_add_up(world: World, money: bytes) -> None:
    """A tab takes one new slot, for all films of a house."""
    deposit(world, money, world.bob, 1)
    assert deposit(world, money, world.ann, 100).new_slots == 1
    deposit(world, money, world.ann, 50, world.chain.now + 40 * DAY)
    assert world.tab.tab(money, HOUSE, world.ann.address) == (150, 0, world.chain.now + 40 * DAY)


def test_deposit_is_refused_out_of_range(world: World, money: bytes) -> None:
    """An expiry never comes nearer, is not past and not beyond two years; the money must be there."""
    deposit(world, money, world.ann, 100)
    for expiry in (world.chain.now + 29 * DAY, world.chain.now - 1, world.chain.now + 731 * DAY):
        with refused("tab: expiry out of range"):
            deposit(world, money, world.ann, 1, expiry)
    with refused("tab: wrong amount"):
        world.tab.deposit(money, HOUSE, 5, world.chain.now + 30 * DAY, sender=world.ann.address, value=4)
    with refused("tab: no house"):
        value = 5 if money == NATIVE else 0
        world.tab.deposit(money, bytes(32), 5, world.chain.now + 9, sender=world.ann.address, value=value)
    rich = put(world.chain, BAD_TOKEN)
    rich.mint(world.ann.address, 2**97)
    deposit(world, rich.address, world.ann, 2**96 - 1)
    with refused("tab: too much"):
        deposit(world, rich.address, world.ann, 1)


def test_deposit_for_follows_the_signature(world: World) -> None:
    """A viewer without gas pays in by an authorisation that names house and expiry; nobody changes either."""
    money, salt, expiry = world.token.address, b"s" * 32, world.chain.now + 30 * DAY
    nonce = world.tab.deposit_nonce(HOUSE, expiry, salt)
    given = (world.ann.address, world.tab.address, 70, 0, expiry, nonce)
    signed = world.sign(world.ann, "token", "ReceiveWithAuthorization", *given)
    call = (world.ann.address, money, HOUSE, 70, expiry, expiry, salt, signed)
    with refused("pay_token: bad signature"):
        world.tab.deposit_for(*call[:2], b"x" * 32, *call[3:], sender=world.eve.address)
    with refused("pay_token: bad signature"):
        world.tab.deposit_for(*call[:4], expiry + 1, *call[5:], sender=world.eve.address)
    world.tab.deposit_for(*call, sender=world.eve.address)
    assert world.tab.tab(money, HOUSE, world.ann.address) == (70, 0, expiry)
    with refused("pay_token: used"):
        world.tab.deposit_for(*call, sender=world.eve.address)


def test_settle_pays_the_house_what_was_signed(world: World, money: bytes) -> None:
    """Vouchers are cumulative: the newest stands for all, and the house has the sum."""
    for viewer in (world.ann, world.bob):
        deposit(world, money, viewer, 100)
    settle(world, money, voucher(world, money, world.ann, 30), voucher(world, money, world.bob, 40))
    receipt = settle(world, money, voucher(world, money, world.ann, 100))
    assert receipt.events("Settled") == [{"house": HOUSE, "token": money, "terms": TERMS, "total": 70, "vouchers": 1}]
    assert world.shares.book(money, HOUSE) == (140, 0)
    assert world.tab.tab(money, HOUSE, world.ann.address)[:2] == (100, 100)
    assert world.money(money, world.tab.address) == 60


def test_bad_vouchers_are_passed_over(world: World, money: bytes) -> None:
    """An old, excessive, forged, malleated or repeated voucher gives nothing, and stops none beside it."""
    for viewer in (world.ann, world.bob, world.cat):
        deposit(world, money, viewer, 100)
    settle(world, money, voucher(world, money, world.ann, 50))
    signed = world.sign(world.cat, "tab", "Voucher", (money, HOUSE, TERMS), world.cat.address, 9)
    high = malleated(signed)
    row = int.from_bytes(world.cat.address) << 96 | 9
    receipt = settle(
        world, money,
        voucher(world, money, world.ann, 50),
        voucher(world, money, world.ann, 49),
        voucher(world, money, world.ann, 101),
        voucher(world, money, world.bob, 10, signer=world.eve),
        voucher(world, money, world.dan, 10),
        (row, int.from_bytes(high[:32]), int.from_bytes(high[32:64])),
        voucher(world, money, world.bob, 7),
        voucher(world, money, world.bob, 7),
    )  # fmt: skip
    assert (receipt.events("Settled")[0]["total"], receipt.events("Settled")[0]["vouchers"]) == (7, 1)
    with refused("tab: nothing to settle"):
        settle(world, money, voucher(world, money, world.bob, 7))


def test_vouchers_hold_for_their_terms_house_and_money(world: World, money: bytes) -> None:
    """A voucher for one price list, house or money is worth nothing under another."""
    deposit(world, money, world.ann, 100)
    given = voucher(world, money, world.ann, 30)
    with refused("tab: nothing to settle"):
        world.tab.settle(money, HOUSE, b"u" * 32, [given])
    other = b"i" * 32
    value = 100 if money == NATIVE else 0
    world.tab.deposit(money, other, 100, world.chain.now + 9, sender=world.ann.address, value=value)
    with refused("tab: nothing to settle"):
        world.tab.settle(money, other, TERMS, [given])


def test_settle_one_honours_contract_wallets(world: World) -> None:
    """A viewer who is a contract is asked; a person's own signature counts as in a batch."""
    money = world.token.address
    for yes in (True, False):
        safe = wallet(world.chain, yes=yes)
        world.chain.state.set_balance(safe.address, 10**24)
        world.fund(safe.address)
        world.tab.deposit(money, HOUSE, 100, world.chain.now + 9, sender=safe.address)
        if yes:
            world.tab.settle_one(money, HOUSE, TERMS, safe.address, 60, b"words")
        else:
            with refused("tab: bad signature"):
                world.tab.settle_one(money, HOUSE, TERMS, safe.address, 60, b"words")
    deposit(world, money, world.ann, 100)
    signed = world.sign(world.ann, "tab", "Voucher", (money, HOUSE, TERMS), world.ann.address, 60)
    world.tab.settle_one(money, HOUSE, TERMS, world.ann.address, 60, signed)
    with refused("tab: nothing to settle"):
        world.tab.settle_one(money, HOUSE, TERMS, world.ann.address, 60, signed)
    with refused("tab: more than was paid in"):
        world.tab.settle_one(money, HOUSE, TERMS, world.ann.address, 101, signed)
    assert world.shares.book(money, HOUSE) == (120, 0)


def test_refund_waits_for_the_grace(world: World, money: bytes) -> None:
    """After expiry and a week the rest goes back, to the viewer alone, and vouchers are worth nothing more."""
    before = world.money(money, world.ann.address)
    deposit(world, money, world.ann, 100)
    deposit(world, money, world.bob, 100)
    settle(world, money, voucher(world, money, world.ann, 30))
    world.chain.pass_time(37 * DAY - 1)
    with refused("tab: not yet"):
        world.tab.refund(money, HOUSE, world.ann.address, sender=world.eve.address)
    settle(world, money, voucher(world, money, world.ann, 40))
    world.chain.pass_time(1)
    world.tab.refund(money, HOUSE, world.ann.address, sender=world.eve.address)
    spent_on_gas = 10**17
    assert before - world.money(money, world.ann.address) - 40 in range(spent_on_gas if money == NATIVE else 1)
    assert world.money(money, world.tab.address) == 100
    with refused("tab: nothing left"):
        world.tab.refund(money, HOUSE, world.ann.address, sender=world.eve.address)
    with refused("tab: nothing to settle"):
        settle(world, money, voucher(world, money, world.ann, 60))
    deposit(world, money, world.ann, 25, world.chain.now + DAY)
    settle(world, money, voucher(world, money, world.ann, 65))
    assert world.shares.book(money, HOUSE) == (65, 0)


def test_barred_viewer_keeps_his_money(world: World) -> None:
    """A refund that cannot be sent is not written off."""
    bad = put(world.chain, BAD_TOKEN)
    bad.mint(world.ann.address, 100)
    deposit(world, bad.address, world.ann, 100, world.chain.now)
    world.chain.pass_time(7 * DAY)
    bad.bar(world.ann.address, True)
    with refused("token: barred"):
        world.tab.refund(bad.address, HOUSE, world.ann.address)
    bad.bar(world.ann.address, False)
    bad.call_back(world.tab.address, world.tab.data("refund", bad.address, HOUSE, world.ann.address))
    world.tab.refund(bad.address, HOUSE, world.ann.address)
    assert (bad.balanceOf(world.ann.address), bad.succeeded()) == (100, 0)
