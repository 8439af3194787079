# pragma version 0.4.3
"""
@title Tab
@license Apache-2.0
@author The Reelwright authors
@notice A viewer's account for unlocks. He pays in once for all films of a house; each unlock is his signature of what he has
        spent there in all, so the newest voucher stands for all before it and an old one is worth nothing more. Anybody
        brings the vouchers of many viewers in one call, and the money goes to the house's account of the shares.
        What a voucher was signed under is in it: the terms are the digest of the price list with series caps and free
        episodes, so a receipt proves its price.
@dev A house is an account of the shares: a pool, a table, a title or a person. There is no owner. A viewer has back what he
     has not spent after the day he chose and a week in which the house may bring its last vouchers.
"""

import IERC20
import IShares
import signed

interface IAuthorized:
    def receiveWithAuthorization(
        sender: address,
        receiver: address,
        amount: uint256,
        valid_after: uint256,
        valid_before: uint256,
        nonce: bytes32,
        signature: Bytes[1024],
    ): nonpayable

event Deposited:
    house: indexed(bytes32)
    viewer: indexed(address)
    token: address
    amount: uint256
    expiry: uint256

event Settled:
    house: indexed(bytes32)
    token: indexed(address)
    terms: bytes32
    total: uint256
    vouchers: uint256

event Refunded:
    house: indexed(bytes32)
    viewer: indexed(address)
    token: address
    amount: uint256

struct Voucher:
    row: uint256
    r: uint256
    vs: uint256

NAME: constant(bytes32) = keccak256("Reelwright Tab")
VOUCHER: constant(bytes32) = keccak256(
    "Voucher(Price price,address viewer,uint256 spent)Price(address token,bytes32 house,bytes32 terms)"
)
PRICE: constant(bytes32) = keccak256("Price(address token,bytes32 house,bytes32 terms)")
HALF_ORDER: constant(uint256) = 57_896_044_618_658_097_711_785_492_504_343_953_926_418_782_139_537_452_191_302_581_570_759_080_747_168
PART: constant(uint256) = 2**96 - 1
GRACE: constant(uint256) = 7 * 86_400
LONGEST: constant(uint256) = 2 * 365 * 86_400

SHARES: immutable(IShares)

# One slot a viewer of a house: expiry 64 | spent 96 | paid in 96.
_tabs: HashMap[bytes32, HashMap[address, uint256]]


@deploy
def __init__(shares_: address):
    """
    @param shares_ Where houses have their accounts.
    """
    SHARES = IShares(shares_)


@external
@payable
def deposit(token: address, house: bytes32, amount: uint256, expiry: uint256):
    """
    @notice The caller pays into his tab, and says from when on he may want the rest back.
    Reverts: `tab: expiry out of range`, `tab: no house`, `tab: too much`, `tab: wrong amount`, `tab: not received`.
    """
    if token == empty(address):
        assert msg.value == amount, "tab: wrong amount"
    else:
        assert msg.value == 0, "tab: wrong amount"
        assert extcall IERC20(token).transferFrom(msg.sender, self, amount), "tab: not received"
    self._deposit(msg.sender, token, house, amount, expiry)


@external
def deposit_for(
    viewer: address,
    token: address,
    house: bytes32,
    amount: uint256,
    expiry: uint256,
    valid_before: uint256,
    salt: bytes32,
    signature: Bytes[1024],
):
    """
    @notice The same with a token that knows ERC-3009: the viewer signs `ReceiveWithAuthorization` to this contract with the
            nonce that `deposit_nonce` gives, so that whoever brings it can change nothing.
    Reverts: as `deposit`, and what the token says.
    """
    extcall IAuthorized(token).receiveWithAuthorization(
        viewer, self, amount, 0, valid_before, self._deposit_nonce(house, expiry, salt), signature
    )
    self._deposit(viewer, token, house, amount, expiry)


@external
def settle(token: address, house: bytes32, terms: bytes32, vouchers: DynArray[Voucher, 512]):
    """
    @notice Brings the vouchers of many viewers that were signed under one price list. One that is old, or more than its
            viewer has paid in, is passed over and stops nobody.
    @param vouchers Each is viewer << 96 | spent, and his signature as r and vs (ERC-2098).
    Reverts: `tab: nothing to settle`, and what the shares say.
    """
    tab: bytes32 = keccak256(abi_encode(token, house))
    domain: bytes32 = signed._domain(NAME)
    price: bytes32 = keccak256(abi_encode(PRICE, token, house, terms))
    total: uint256 = 0
    count: uint256 = 0
    for voucher: Voucher in vouchers:
        viewer: address = convert(voucher.row >> 96, address)
        spent: uint256 = voucher.row & PART
        word: uint256 = self._tabs[tab][viewer]
        before: uint256 = (word >> 96) & PART
        if before < spent and spent <= word & PART:
            s: uint256 = voucher.vs & (2**255 - 1)
            struct_hash: bytes32 = keccak256(abi_encode(VOUCHER, price, viewer, spent))
            digest: bytes32 = keccak256(concat(x"1901", domain, struct_hash))
            if s <= HALF_ORDER and ecrecover(digest, unsafe_add(27, voucher.vs >> 255), voucher.r, s) == viewer:
                self._tabs[tab][viewer] = unsafe_add(word, unsafe_sub(spent, before) << 96)
                total = unsafe_add(total, unsafe_sub(spent, before))
                count = unsafe_add(count, 1)
    self._pay(token, house, terms, total, count)


@external
def settle_one(
    token: address, house: bytes32, terms: bytes32, viewer: address, spent: uint256, signature: Bytes[1024]
):
    """
    @notice Brings one voucher, also of a viewer who is a contract (ERC-1271).
    Reverts: `tab: nothing to settle`, `tab: more than was paid in`, `tab: bad signature`.
    """
    tab: bytes32 = keccak256(abi_encode(token, house))
    word: uint256 = self._tabs[tab][viewer]
    before: uint256 = (word >> 96) & PART
    assert spent > before, "tab: nothing to settle"
    assert spent <= word & PART, "tab: more than was paid in"
    price: bytes32 = keccak256(abi_encode(PRICE, token, house, terms))
    struct_hash: bytes32 = keccak256(abi_encode(VOUCHER, price, viewer, spent))
    assert signed._is_signed(
        viewer, signed._digest(signed._domain(NAME), struct_hash), signature
    ), "tab: bad signature"
    self._tabs[tab][viewer] = word + ((spent - before) << 96)
    self._pay(token, house, terms, spent - before, 1)


@external
def refund(token: address, house: bytes32, viewer: address):
    """
    @notice Gives a viewer back what he has not spent, a week after his tab has expired; anybody may ask for it.
    Reverts: `tab: not yet`, `tab: nothing left`, `tab: not sent`.
    """
    tab: bytes32 = keccak256(abi_encode(token, house))
    word: uint256 = self._tabs[tab][viewer]
    spent: uint256 = (word >> 96) & PART
    amount: uint256 = (word & PART) - spent
    assert amount > 0, "tab: nothing left"
    assert block.timestamp >= (word >> 192) + GRACE, "tab: not yet"
    self._tabs[tab][viewer] = word - amount
    log Refunded(house=house, viewer=viewer, token=token, amount=amount)
    if token == empty(address):
        assert raw_call(viewer, b"", value=amount, revert_on_failure=False), "tab: not sent"
    else:
        assert extcall IERC20(token).transfer(viewer, amount), "tab: not sent"


@external
@view
def tab(token: address, house: bytes32, viewer: address) -> (uint256, uint256, uint256):
    """
    @notice What a viewer has paid in, what he has spent, and when his tab expires.
    """
    word: uint256 = self._tabs[keccak256(abi_encode(token, house))][viewer]
    return word & PART, (word >> 96) & PART, word >> 192


@external
@pure
def deposit_nonce(house: bytes32, expiry: uint256, salt: bytes32) -> bytes32:
    """
    @notice The ERC-3009 nonce by which a viewer says for which house and until when he pays in.
    """
    return self._deposit_nonce(house, expiry, salt)


@internal
@pure
def _deposit_nonce(house: bytes32, expiry: uint256, salt: bytes32) -> bytes32:
    """
    @notice keccak256 of the three words.
    """
    return keccak256(abi_encode(house, expiry, salt))


@internal
def _deposit(viewer: address, token: address, house: bytes32, amount: uint256, expiry: uint256):
    """
    @notice Writes a deposit down once the money is here; an expiry never comes nearer.
    """
    tab: bytes32 = keccak256(abi_encode(token, house))
    word: uint256 = self._tabs[tab][viewer]
    assert expiry >= word >> 192 and expiry >= block.timestamp, "tab: expiry out of range"
    assert expiry <= block.timestamp + LONGEST, "tab: expiry out of range"
    assert house != empty(bytes32), "tab: no house"
    assert amount <= PART - (word & PART), "tab: too much"
    self._tabs[tab][viewer] = (word & (2**192 - 1)) + amount | (expiry << 192)
    log Deposited(house=house, viewer=viewer, token=token, amount=amount, expiry=expiry)


@internal
def _pay(token: address, house: bytes32, terms: bytes32, total: uint256, vouchers: uint256):
    """
    @notice Pays what was settled into the house's account.
    """
    assert total > 0, "tab: nothing to settle"
    log Settled(house=house, token=token, terms=terms, total=total, vouchers=vouchers)
    if token == empty(address):
        extcall SHARES.pay(token, house, total, value=total)
    else:
        if staticcall IERC20(token).allowance(self, SHARES.address) < total:
            assert extcall IERC20(token).approve(SHARES.address, max_value(uint256)), "tab: not allowed"
        extcall SHARES.pay(token, house, total)
