"""The pay token: money is conserved, and nothing moves without its holder."""

import pytest
from doubles import money_taker, wallet
from evm import Chain, Contract
from refusals import refused
from typed import Key, digest, malleated

ANN, BOB, EVE = Key.of("Ann"), Key.of("Bob"), Key.of("Eve")
BANK = Key.of("bank")
NEVER = 2**64


@pytest.fixture
def token(chain: Chain) -> Contract:
    """A token of which Ann holds a thousand."""
    for each in (ANN, BOB, EVE, BANK):
        chain.state.set_balance(each.address, 10**24)
    token = chain.deploy("pay_token", BANK.address)
    token.mint(ANN.address, 1000, sender=BANK.address)
    return token


def test_mint_adds_to_the_supply(token: Contract) -> None:
    """What is minted is held by the receiver and counted."""
    assert (token.balanceOf(ANN.address), token.totalSupply()) == (1000, 1000)


def test_mint_is_refused_to_all_but_the_minter(token: Contract) -> None:
    """Nobody else issues money, and nobody issues it to nobody."""
    with refused("pay_token: not the minter"):
        token.mint(EVE.address, 1, sender=EVE.address)
    with refused("pay_token: no receiver"):
        token.mint(bytes(20), 1, sender=BANK.address)


def test_transfer_moves_exactly(token: Contract) -> None:
    """The sum of what is held stays the same."""
    receipt = token.transfer(BOB.address, 400, sender=ANN.address)
    assert (token.balanceOf(ANN.address), token.balanceOf(BOB.address)) == (600, 400)
    assert receipt.events("Transfer") == [{"sender": ANN.address, "receiver": BOB.address, "amount": 400}]


def test_transfer_to_oneself_changes_nothing(token: Contract) -> None:
    """Moving money to its holder makes none."""
    token.transfer(ANN.address, 400, sender=ANN.address)
    assert token.balanceOf(ANN.address) == 1000


def test_transfer_is_refused_beyond_what_is_held(token: Contract) -> None:
    """One unit too much moves nothing; nobody is no receiver."""
    with refused("pay_token: not enough"):
        token.transfer(BOB.address, 1001, sender=ANN.address)
    with refused("pay_token: no receiver"):
        token.transfer(bytes(20), 1, sender=ANN.address)


def test_allowance_shrinks_unless_it_is_endless(token: Contract) -> None:
    """What was moved is taken off the allowance; the largest stays."""
    token.approve(BOB.address, 500, sender=ANN.address)
    token.transferFrom(ANN.address, BOB.address, 200, sender=BOB.address)
    assert token.allowance(ANN.address, BOB.address) == 300
    token.approve(BOB.address, 2**256 - 1, sender=ANN.address)
    token.transferFrom(ANN.address, BOB.address, 200, sender=BOB.address)
    assert token.allowance(ANN.address, BOB.address) == 2**256 - 1


def test_transfer_from_is_refused_beyond_the_allowance(token: Contract) -> None:
    """Without leave nothing moves."""
    token.approve(BOB.address, 500, sender=ANN.address)
    with refused("pay_token: not allowed"):
        token.transferFrom(ANN.address, BOB.address, 501, sender=BOB.address)
    with refused("pay_token: not allowed"):
        token.transferFrom(ANN.address, EVE.address, 1, sender=EVE.address)


def permit(token: Contract, key: Key, amount: int, nonce: int, deadline: int) -> tuple[int, bytes, bytes]:
    """A permit's v, r and s."""
    signature = key.sign(
        digest("pay_token", token.address, "Permit", (ANN.address, BOB.address, amount, nonce, deadline))
    )
    return signature[64], signature[:32], signature[32:64]


def test_permit_allows_once(token: Contract, chain: Chain) -> None:
    """A signed approval works, and not a second time."""
    signed = permit(token, ANN, 70, 0, chain.now)
    token.permit(ANN.address, BOB.address, 70, chain.now, *signed)
    assert (token.allowance(ANN.address, BOB.address), token.nonces(ANN.address)) == (70, 1)
    with refused("pay_token: bad signature"):
        token.permit(ANN.address, BOB.address, 70, chain.now, *signed)


def test_permit_is_refused_late_changed_or_from_another(token: Contract, chain: Chain) -> None:
    """A permit holds for its amount, its time and its signer."""
    with refused("pay_token: too late"):
        token.permit(ANN.address, BOB.address, 70, chain.now - 1, *permit(token, ANN, 70, 0, chain.now - 1))
    with refused("pay_token: bad signature"):
        token.permit(ANN.address, BOB.address, 71, chain.now, *permit(token, ANN, 70, 0, chain.now))
    with refused("pay_token: bad signature"):
        token.permit(ANN.address, BOB.address, 70, chain.now, *permit(token, EVE, 70, 0, chain.now))


def authorization(token: Contract, key: Key, struct: str, after: int = 0, before: int = NEVER) -> tuple[object, ...]:
    """The arguments of an authorisation of 30 from Ann to Bob."""
    given = (ANN.address, BOB.address, 30, after, before, b"n" * 32)
    return (*given, key.sign(digest("pay_token", token.address, struct, given)))


def test_transfer_with_authorization_moves_once(token: Contract) -> None:
    """Anybody may bring it, once."""
    given = authorization(token, ANN, "TransferWithAuthorization")
    receipt = token.transferWithAuthorization(*given, sender=EVE.address)
    assert token.balanceOf(BOB.address) == 30
    assert receipt.events("AuthorizationUsed") == [{"authorizer": ANN.address, "nonce": b"n" * 32}]
    with refused("pay_token: used"):
        token.transferWithAuthorization(*given, sender=EVE.address)


def test_receive_with_authorization_is_for_the_receiver(token: Contract) -> None:
    """Only the receiver may bring it, so it cannot be stranded by another."""
    given = authorization(token, ANN, "ReceiveWithAuthorization")
    with refused("pay_token: not the receiver"):
        token.receiveWithAuthorization(*given, sender=EVE.address)
    token.receiveWithAuthorization(*given, sender=BOB.address)
    assert token.balanceOf(BOB.address) == 30


def test_authorization_is_refused_outside_its_time_or_kind(token: Contract, chain: Chain) -> None:
    """Too early, too late, by another key, malleated, or signed for the other function."""
    kind = "TransferWithAuthorization"
    with refused("pay_token: not yet"):
        token.transferWithAuthorization(*authorization(token, ANN, kind, after=chain.now))
    with refused("pay_token: too late"):
        token.transferWithAuthorization(*authorization(token, ANN, kind, before=chain.now))
    with refused("pay_token: bad signature"):
        token.transferWithAuthorization(*authorization(token, EVE, kind))
    with refused("pay_token: bad signature"):
        token.transferWithAuthorization(*authorization(token, ANN, "ReceiveWithAuthorization"))
    good = authorization(token, ANN, kind)
    with refused("pay_token: bad signature"):
        token.transferWithAuthorization(*good[:-1], malleated(good[-1]))


def test_canceled_authorization_moves_nothing(token: Contract) -> None:
    """What was taken back cannot be used, and only its signer takes it back."""
    given = authorization(token, ANN, "TransferWithAuthorization")
    taken = digest("pay_token", token.address, "CancelAuthorization", (ANN.address, b"n" * 32))
    with refused("pay_token: bad signature"):
        token.cancelAuthorization(ANN.address, b"n" * 32, EVE.sign(taken))
    receipt = token.cancelAuthorization(ANN.address, b"n" * 32, ANN.sign(taken))
    assert receipt.events("AuthorizationCanceled") == [{"authorizer": ANN.address, "nonce": b"n" * 32}]
    with refused("pay_token: used"):
        token.transferWithAuthorization(*given)
    with refused("pay_token: used"):
        token.cancelAuthorization(ANN.address, b"n" * 32, ANN.sign(taken))


@pytest.mark.parametrize("yes", [True, False])
def test_contract_wallet_authorizes_by_erc1271(token: Contract, chain: Chain, yes: bool) -> None:
    """A contract's word counts when it says yes, and only then."""
    safe = wallet(chain, yes=yes)
    token.mint(safe.address, 50, sender=BANK.address)
    given = (safe.address, BOB.address, 50, 0, NEVER, b"m" * 32, b"whatever a wallet signs with")
    if yes:
        token.transferWithAuthorization(*given)
        assert token.balanceOf(BOB.address) == 50
    else:
        with refused("pay_token: bad signature"):
            token.transferWithAuthorization(*given)


def test_wallets_can_read_the_token(token: Contract) -> None:
    """Name, symbol, decimals and domain are what a wallet asks for."""
    assert (token.name(), token.symbol(), token.decimals(), token.version()) == ("Reelwright Dollars", "RUSD", 6, "1")
    assert token.minter() == BANK.address
    assert len(token.DOMAIN_SEPARATOR()) == 32


def test_transfer_and_call_moves_and_tells(token: Contract, chain: Chain) -> None:
    """A contract that takes money is told of it in the same transaction; others' money moves by their leave alone."""
    shop = money_taker(chain, "transfer")
    token.transferAndCall(shop.address, 5, sender=ANN.address)
    token.transferAndCall(shop.address, 5, b"an order", sender=ANN.address)
    with refused("pay_token: not allowed"):
        token.transferFromAndCall(ANN.address, shop.address, 5, b"", sender=EVE.address)
    token.approve(BOB.address, 7, sender=ANN.address)
    token.transferFromAndCall(ANN.address, shop.address, 5, b"", sender=BOB.address)
    with refused("pay_token: not allowed"):
        token.transferFromAndCall(ANN.address, shop.address, 5, sender=BOB.address)
    assert (token.balanceOf(shop.address), token.balanceOf(ANN.address)) == (15, 985)
    with refused("pay_token: not enough"):
        token.transferAndCall(shop.address, 986, sender=ANN.address)


@pytest.mark.parametrize("whom", ["a person", "a contract that says something else"])
def test_transfer_and_call_gives_nothing_to_who_does_not_answer(token: Contract, chain: Chain, whom: str) -> None:
    """Nobody can be told who is no contract, and one that answers wrongly has not taken it."""
    to = BOB.address if whom == "a person" else money_taker(chain, "approval").address
    token.approve(ANN.address, 5, sender=ANN.address)
    for call in (
        lambda: token.transferAndCall(to, 5, b"", sender=ANN.address),
        lambda: token.transferFromAndCall(ANN.address, to, 5, b"", sender=ANN.address),
    ):
        with refused("pay_token: refused by the receiver"):
            call()
    assert (token.balanceOf(to), token.balanceOf(ANN.address)) == (0, 1000)


def test_approve_and_call_tells_a_contract(token: Contract, chain: Chain) -> None:
    """An allowance is given with word of it; who does not answer so has none."""
    shop = money_taker(chain, "approval")
    token.approveAndCall(shop.address, 9, b"for later", sender=ANN.address)
    assert token.allowance(ANN.address, shop.address) == 9
    for to in (BOB.address, money_taker(chain, "transfer").address):
        with refused("pay_token: refused by the receiver"):
            token.approveAndCall(to, 9, sender=ANN.address)
        assert token.allowance(ANN.address, to) == 0


@pytest.mark.parametrize(("number", "yes"), [("01ffc9a7", True), ("b0202a11", True), ("ffffffff", False)])
def test_token_says_what_it_speaks(token: Contract, number: str, yes: bool) -> None:
    """ERC-165 and ERC-1363, and not what no contract may claim."""
    assert token.supportsInterface(bytes.fromhex(number)) == yes
