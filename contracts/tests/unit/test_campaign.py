"""Campaigns: creators have what was signed, never more than the budget, and the brand has the rest."""

import pytest
from doubles import BAD_TOKEN, put, wallet
from eth_hash.auto import keccak
from evm import Receipt
from refusals import refused
from trees import WeighedTree
from typed import Key, malleated
from world import DAY, NATIVE, World, row, table

ONE, TWO = b"1" * 32, b"2" * 32
Campaign = tuple[bytes, bytes, bytes, int, int, int, bytes]


@pytest.fixture(params=["token", "native"])
def money(world: World, request: pytest.FixtureRequest) -> bytes:
    """The address of a token, or of the chain's own money."""
    return world.token.address if request.param == "token" else NATIVE


def brand(world: World, money: bytes, *, held: int = 0, window: int = 0, signer: bytes | None = None) -> Campaign:
    """Bob's campaign, signed for by Cat, ten days long."""
    key = signer or world.cat.address
    return (world.bob.address, key, money, world.chain.now + 10 * DAY, window, held, bytes(32))


def fund(world: World, campaign: Campaign, amount: int) -> Receipt:
    """Bob pays in."""
    value = amount if campaign[2] == NATIVE else 0
    return world.campaign.fund(campaign, amount, sender=world.bob.address, value=value)


def claim(world: World, campaign: Campaign, creator: bytes, cumulative: int, signer: Key | None = None) -> Receipt:
    """Anybody brings a creator's voucher."""
    given = (world.campaign.campaign_id(campaign), creator, cumulative)
    signed = world.sign(signer or world.cat, "campaign", "Voucher", *given)
    return world.campaign.claim(campaign, creator, cumulative, signed, sender=world.eve.address)


def test_budget_lies_in_one_slot(world: World, money: bytes) -> None:
    """A campaign takes one new slot; anybody may add to it."""
    fund(world, brand(world, money, held=1), 1)
    campaign = brand(world, money)
    assert fund(world, campaign, 1000).new_slots == 1
    fund(world, campaign, 500)
    assert world.campaign.budget(world.campaign.campaign_id(campaign)) == (1500, 0)


def test_fund_is_refused_out_of_range(world: World, money: bytes) -> None:
    """Not when it is over, not with more held than half or longer than a quarter of a year, not without the money."""
    with refused("campaign: holdback out of range"):
        fund(world, brand(world, money, held=5001), 10)
    with refused("campaign: window out of range"):
        fund(world, brand(world, money, window=91 * DAY), 10)
    campaign = brand(world, money)
    with refused("campaign: wrong amount"):
        world.campaign.fund(campaign, 10, sender=world.bob.address, value=9)
    world.chain.pass_time(10 * DAY)
    with refused("campaign: over"):
        fund(world, campaign, 10)
    rich = put(world.chain, BAD_TOKEN)
    rich.mint(world.bob.address, 2**81)
    campaign = brand(world, rich.address)
    fund(world, campaign, 2**80 - 1)
    with refused("campaign: too much"):
        fund(world, campaign, 1)


def test_fund_for_follows_the_signature(world: World) -> None:
    """A brand without gas pays in by an authorisation that names the campaign."""
    campaign, salt = brand(world, world.token.address), b"s" * 32
    nonce = keccak(world.campaign.campaign_id(campaign) + salt)
    given = (world.bob.address, world.campaign.address, 70, 0, campaign[3], nonce)
    signed = world.sign(world.bob, "token", "ReceiveWithAuthorization", *given)
    other = brand(world, world.token.address, signer=world.eve.address)
    with refused("pay_token: bad signature"):
        world.campaign.fund_for(other, 70, campaign[3], salt, signed, sender=world.eve.address)
    world.campaign.fund_for(campaign, 70, campaign[3], salt, signed, sender=world.eve.address)
    assert world.campaign.budget(world.campaign.campaign_id(campaign)) == (70, 0)


def test_vouchers_are_cumulative(world: World, money: bytes) -> None:
    """The newest stands for all; an old one is worth nothing; each creator has his own."""
    campaign = brand(world, money)
    fund(world, campaign, 1000)
    claim(world, campaign, ONE, 300)
    claim(world, campaign, TWO, 100)
    receipt = claim(world, campaign, ONE, 450)
    assert receipt.events("Accepted")[0]["cumulative"] == 450
    assert (world.shares.book(money, ONE), world.shares.book(money, TWO)) == ((450, 0), (100, 0))
    for stale in (450, 449):
        with refused("campaign: nothing new"):
            claim(world, campaign, ONE, stale)
    assert world.campaign.creator(world.campaign.campaign_id(campaign), ONE) == (450, 450, 0)


def test_claim_is_refused_beyond_the_budget_or_the_key(world: World, money: bytes) -> None:
    """One unit too much, another's key, a malleated signature, another campaign: nothing is paid."""
    campaign = brand(world, money)
    fund(world, campaign, 1000)
    claim(world, campaign, ONE, 600)
    with refused("campaign: more than the budget"):
        claim(world, campaign, TWO, 401)
    with refused("campaign: bad signature"):
        claim(world, campaign, TWO, 400, signer=world.bob)
    signed = world.sign(world.cat, "campaign", "Voucher", world.campaign.campaign_id(campaign), TWO, 400)
    with refused("campaign: bad signature"):
        world.campaign.claim(campaign, TWO, 400, malleated(signed))
    other = brand(world, money, held=1)
    fund(world, other, 1000)
    with refused("campaign: bad signature"):
        world.campaign.claim(other, TWO, 400, signed)
    claim(world, campaign, TWO, 400)


def stated(world: World, campaign: Campaign, tree: WeighedTree, index: int, signer: Key | None = None) -> Receipt:
    """Anybody brings a row of a signed statement."""
    given = (world.campaign.campaign_id(campaign), tree.root)
    signed = world.sign(signer or world.cat, "campaign", "Statement", *given)
    return world.campaign.claim_stated(campaign, tree.root, signed, *row(tree, index), sender=world.eve.address)


def test_statement_stands_for_all_its_creators(world: World, money: bytes) -> None:
    """One signature, any number of creators; statements and vouchers count the same cumulative sum."""
    campaign = brand(world, money)
    fund(world, campaign, 1000)
    tree = WeighedTree([(keccak(bytes([i])), 10 * i + 10) for i in range(10)])
    for index in (0, 4, 9):
        stated(world, campaign, tree, index)
        assert world.shares.book(money, keccak(bytes([index]))) == (10 * index + 10, 0)
    with refused("campaign: nothing new"):
        claim(world, campaign, keccak(bytes([4])), 50)
    with refused("campaign: bad signature"):
        stated(world, campaign, tree, 1, signer=world.eve)
    signed = world.sign(world.cat, "campaign", "Statement", world.campaign.campaign_id(campaign), tree.root)
    with refused("campaign: not in the statement"):
        (payee, weight), sides, proof = row(tree, 1)
        world.campaign.claim_stated(campaign, tree.root, signed, (payee, weight + 1), sides, proof)


def test_statement_beyond_the_budget_pays_nobody(world: World, money: bytes) -> None:
    """A statement that promises more than lies here is seen to do so at its first row."""
    campaign = brand(world, money)
    fund(world, campaign, 1000)
    with refused("campaign: more than the budget"):
        stated(world, campaign, table((ONE, 500), (TWO, 501)), 0)


def test_held_part_is_released_after_the_window(world: World, money: bytes) -> None:
    """A fifth is held until two days after the end, and then it is the creator's."""
    campaign = brand(world, money, held=2000, window=2 * DAY)
    fund(world, campaign, 1000)
    claim(world, campaign, ONE, 101)
    assert world.shares.book(money, ONE) == (81, 0)
    with refused("campaign: nothing to release"):
        world.campaign.release(campaign, ONE)
    world.chain.pass_time(12 * DAY)
    world.campaign.release(campaign, ONE, sender=world.eve.address)
    assert world.shares.book(money, ONE) == (101, 0)
    with refused("campaign: nothing to release"):
        world.campaign.release(campaign, ONE)


def test_contest_takes_the_held_part_and_no_more(world: World, money: bytes) -> None:
    """What was contested goes back into the budget; later views are paid as before; old vouchers bring nothing back."""
    campaign = brand(world, money, held=2000, window=2 * DAY)
    fund(world, campaign, 1000)
    claim(world, campaign, ONE, 100)
    with refused("campaign: not the payer"):
        world.campaign.contest(campaign, ONE, sender=world.cat.address)
    world.campaign.contest(campaign, ONE, sender=world.bob.address)
    with refused("campaign: nothing held"):
        world.campaign.contest(campaign, ONE, sender=world.bob.address)
    assert world.campaign.budget(world.campaign.campaign_id(campaign)) == (1000, 80)
    with refused("campaign: nothing new"):
        claim(world, campaign, ONE, 100)
    claim(world, campaign, ONE, 200)
    assert world.shares.book(money, ONE) == (160, 0)
    world.chain.pass_time(12 * DAY)
    with refused("campaign: too late"):
        world.campaign.contest(campaign, ONE, sender=world.bob.address)
    world.campaign.release(campaign, ONE)
    assert world.shares.book(money, ONE) == (180, 0)
    world.chain.pass_time(5 * DAY)
    world.campaign.refund(campaign)
    assert world.money(money, world.campaign.address) == 0


def test_refund_waits_for_the_grace(world: World, money: bytes) -> None:
    """A week after the end the unspent is the brand's, and creators bring their vouchers until then."""
    campaign = brand(world, money)
    fund(world, campaign, 1000)
    world.chain.pass_time(17 * DAY - 1)
    with refused("campaign: not yet"):
        world.campaign.refund(campaign)
    claim(world, campaign, ONE, 400)
    world.chain.pass_time(1)
    before = world.money(money, world.bob.address)
    world.campaign.refund(campaign, sender=world.eve.address)
    assert world.money(money, world.bob.address) - before == 600
    with refused("campaign: nothing left"):
        world.campaign.refund(campaign)
    with refused("campaign: more than the budget"):
        claim(world, campaign, ONE, 401)


def test_rotate_gives_another_key(world: World, money: bytes) -> None:
    """The payer alone gives another key; it signs at once, and after a day the one before it signs nothing more."""
    campaign = brand(world, money)
    fund(world, campaign, 1000)
    assert world.campaign.signers_of(campaign) == (world.cat.address, bytes(20))
    with refused("campaign: not the payer"):
        world.campaign.rotate(campaign, world.eve.address, sender=world.cat.address)
    with refused("campaign: no key"):
        world.campaign.rotate(campaign, bytes(20), sender=world.bob.address)
    receipt = world.campaign.rotate(campaign, world.dan.address, sender=world.bob.address)
    assert receipt.events("Rotated")[0]["until"] == world.chain.now + DAY
    assert world.campaign.signers_of(campaign) == (world.dan.address, world.cat.address)
    claim(world, campaign, ONE, 10, signer=world.dan)
    world.chain.pass_time(DAY)
    assert world.campaign.signers_of(campaign) == (world.dan.address, bytes(20))
    with refused("campaign: bad signature"):
        claim(world, campaign, ONE, 20)
    claim(world, campaign, ONE, 20, signer=world.dan)


def test_turning_the_key_leaves_a_day_for_what_it_signed(world: World, money: bytes) -> None:
    """A brand that turns its key cannot deny its vouchers: they are good for a day, and it turns it once within."""
    campaign = brand(world, money)
    fund(world, campaign, 1000)
    world.campaign.rotate(campaign, world.dan.address, sender=world.bob.address)
    world.chain.pass_time(DAY - 1)
    with refused("campaign: rotated before"):
        world.campaign.rotate(campaign, world.eve.address, sender=world.bob.address)
    with refused("campaign: bad signature"):
        claim(world, campaign, ONE, 10, signer=world.eve)
    claim(world, campaign, ONE, 10)
    world.chain.pass_time(1)
    world.campaign.rotate(campaign, world.eve.address, sender=world.bob.address)
    claim(world, campaign, ONE, 20, signer=world.dan)
    with refused("campaign: bad signature"):
        claim(world, campaign, ONE, 30)


@pytest.mark.parametrize("yes", [True, False])
def test_contract_wallet_signs_by_erc1271(world: World, yes: bool) -> None:
    """A campaign's key may be a contract."""
    safe = wallet(world.chain, yes=yes)
    campaign = brand(world, world.token.address, signer=safe.address)
    fund(world, campaign, 1000)
    if yes:
        world.campaign.claim(campaign, ONE, 10, b"words")
    else:
        with refused("campaign: bad signature"):
            world.campaign.claim(campaign, ONE, 10, b"words")


def test_reentrant_token_is_paid_once(world: World) -> None:
    """A token that calls back during a claim or a refund finds the books written."""
    bad = put(world.chain, BAD_TOKEN)
    bad.mint(world.bob.address, 1000)
    campaign = brand(world, bad.address)
    fund(world, campaign, 1000)
    signed = world.sign(world.cat, "campaign", "Voucher", world.campaign.campaign_id(campaign), ONE, 400)
    bad.call_back(world.campaign.address, world.campaign.data("claim", campaign, ONE, 400, signed))
    world.campaign.claim(campaign, ONE, 400, signed)
    world.chain.pass_time(17 * DAY)
    bad.call_back(world.campaign.address, world.campaign.data("refund", campaign))
    world.campaign.refund(campaign)
    assert (bad.calls(), bad.succeeded()) == (2, 0)
    assert (bad.balanceOf(world.bob.address), bad.balanceOf(world.market.address)) == (600, 400)
