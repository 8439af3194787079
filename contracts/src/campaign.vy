# pragma version 0.4.3
"""
@title Campaign
@license Apache-2.0
@author The Reelwright authors
@notice A brand's budget for views. It lies here; the brand's key signs, view by view, what each creator has coming in all, so
        the newest voucher stands for all before it and money moves once for a million views. One signature may also stand
        for a statement: a weighed tree over any number of creators, which cannot promise more than the budget.
        A part of what was accepted is held back until a window after the end; until then the brand may contest a creator's
        held part, and never more than that.
@dev Everything about a campaign that does not change is in its id; one slot holds its budget and what is spent. A creator is
     an account of the shares. There is no owner. The brand has the unspent back a week after the end at the earliest.
"""

import IERC20
import IShares
import merkle
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

event Funded:
    campaign: indexed(bytes32)
    payer: indexed(address)
    token: address
    amount: uint256
    expiry: uint256

event Accepted:
    campaign: indexed(bytes32)
    creator: indexed(bytes32)
    cumulative: uint256

event Released:
    campaign: indexed(bytes32)
    creator: indexed(bytes32)
    amount: uint256

event Contested:
    campaign: indexed(bytes32)
    creator: indexed(bytes32)
    amount: uint256

event Refunded:
    campaign: indexed(bytes32)
    amount: uint256

event Rotated:
    campaign: indexed(bytes32)
    signer: address
    before: address
    until: uint256

struct Campaign:
    payer: address
    signer: address
    token: address
    expiry: uint256
    window: uint256
    holdback_bps: uint256
    salt: bytes32

NAME: constant(bytes32) = keccak256("Reelwright Campaign")
CAMPAIGN: constant(bytes32) = keccak256(
    "Campaign(address payer,address signer,address token,uint256 expiry,uint256 window,uint256 holdbackBps,bytes32 salt)"
)
VOUCHER: constant(bytes32) = keccak256("Voucher(bytes32 campaign,bytes32 creator,uint256 cumulative)")
STATEMENT: constant(bytes32) = keccak256("Statement(bytes32 campaign,bytes32 root)")
GRACE: constant(uint256) = 7 * 86_400
NOTICE: constant(uint256) = 86_400
LONGEST_WINDOW: constant(uint256) = 90 * 86_400
MOST_HELD: constant(uint256) = 5_000
HALF: constant(uint256) = 2**128 - 1
PART: constant(uint256) = 2**80 - 1

SHARES: immutable(IShares)

# campaign: spent 128 | budget 128. Spent is all that creators have coming, held parts included.
_budgets: HashMap[bytes32, uint256]
# creator of a campaign: forfeited 80 | paid 80 | accepted 80.
_creators: HashMap[bytes32, HashMap[bytes32, uint256]]
# campaign: until when the key before holds too 96 | the key that took its place 160; nothing while there is only the first.
_keys: HashMap[bytes32, uint256]
_keys_before: HashMap[bytes32, address]


@deploy
def __init__(shares_: address):
    """
    @param shares_ Where creators have their accounts.
    """
    SHARES = IShares(shares_)


@external
@payable
def fund(campaign: Campaign, amount: uint256):
    """
    @notice Opens a campaign, or adds to its budget; anybody may, and what is not spent goes to its payer.
    Reverts: `campaign: over`, `campaign: window out of range`, `campaign: holdback out of range`, `campaign: too much`,
             `campaign: wrong amount`, `campaign: not received`.
    """
    if campaign.token == empty(address):
        assert msg.value == amount, "campaign: wrong amount"
    else:
        assert msg.value == 0, "campaign: wrong amount"
        assert extcall IERC20(campaign.token).transferFrom(msg.sender, self, amount), "campaign: not received"
    self._fund(campaign, amount)


@external
def fund_for(campaign: Campaign, amount: uint256, valid_before: uint256, salt: bytes32, signature: Bytes[1024]):
    """
    @notice The same with a token that knows ERC-3009: the payer signs `ReceiveWithAuthorization` to this contract with the
            nonce keccak256(campaign id, salt), so that whoever brings it can change nothing.
    Reverts: as `fund`, and what the token says.
    """
    nonce: bytes32 = keccak256(abi_encode(self._id(campaign), salt))
    extcall IAuthorized(campaign.token).receiveWithAuthorization(
        campaign.payer, self, amount, 0, valid_before, nonce, signature
    )
    self._fund(campaign, amount)


@external
def claim(campaign: Campaign, creator: bytes32, cumulative: uint256, signature: Bytes[1024]):
    """
    @notice Brings what a creator has coming since the beginning, signed by the campaign's key; anybody may.
    Reverts: `campaign: nothing new`, `campaign: more than the budget`, `campaign: bad signature`, what the shares say.
    """
    id: bytes32 = self._id(campaign)
    self._check(id, campaign.signer, keccak256(abi_encode(VOUCHER, id, creator, cumulative)), signature)
    self._accept(campaign, id, creator, cumulative)


@external
def claim_stated(
    campaign: Campaign,
    root: bytes32,
    signature: Bytes[1024],
    row: merkle.Row,
    sides: uint256,
    proof: DynArray[merkle.Step, 32],
):
    """
    @notice Brings a creator's row of a signed statement; anybody may.
    Reverts: `campaign: not in the statement`, `campaign: more than the budget`, and as `claim`.
    """
    id: bytes32 = self._id(campaign)
    self._check(id, campaign.signer, keccak256(abi_encode(STATEMENT, id, root)), signature)
    found: bytes32 = empty(bytes32)
    start: uint256 = 0
    total: uint256 = 0
    found, start, total = merkle._weigh(row.payee, row.weight, sides, proof)
    assert found == root, "campaign: not in the statement"
    assert total <= self._budgets[id] & HALF, "campaign: more than the budget"
    self._accept(campaign, id, row.payee, row.weight)


@external
def release(campaign: Campaign, creator: bytes32):
    """
    @notice Pays a creator what was held back, once the window is over; anybody may ask for it.
    Reverts: `campaign: nothing to release`, and what the shares say.
    """
    id: bytes32 = self._id(campaign)
    assert self._pay_due(campaign, id, creator) > 0, "campaign: nothing to release"


@external
def contest(campaign: Campaign, creator: bytes32):
    """
    @notice The payer takes back what is held of a creator's, before the window is over. It goes into the budget again.
    @dev A brand's power over the held part, and over nothing else, is what a creator agrees to by serving a campaign whose
         id names that part and that window.
    Reverts: `campaign: not the payer`, `campaign: too late`, `campaign: nothing held`.
    """
    id: bytes32 = self._id(campaign)
    assert msg.sender == campaign.payer, "campaign: not the payer"
    assert block.timestamp < campaign.expiry + campaign.window, "campaign: too late"
    word: uint256 = self._creators[id][creator]
    held: uint256 = (word & PART) * campaign.holdback_bps // 10_000
    more: uint256 = held - (word >> 160)
    assert more > 0, "campaign: nothing held"
    self._creators[id][creator] = word + (more << 160)
    self._budgets[id] -= more << 128
    log Contested(campaign=id, creator=creator, amount=more)


@external
def rotate(campaign: Campaign, signer: address):
    """
    @notice The payer gives the campaign another key, when one is lost or stolen. The new one signs at once; what the one
            before it has signed is good for another day.
    @dev Without that day a brand could make worthless what it has signed for views that were served. A thief has the day
         too; he can give the budget to creators alone, and what is held back can be contested.
    Reverts: `campaign: not the payer`, `campaign: no key`, `campaign: rotated before`.
    """
    assert msg.sender == campaign.payer, "campaign: not the payer"
    assert signer != empty(address), "campaign: no key"
    id: bytes32 = self._id(campaign)
    word: uint256 = self._keys[id]
    assert block.timestamp >= word >> 160, "campaign: rotated before"
    before: address = self._signer(word, campaign.signer)
    until: uint256 = block.timestamp + NOTICE
    self._keys_before[id] = before
    self._keys[id] = until << 160 | convert(signer, uint256)
    log Rotated(campaign=id, signer=signer, before=before, until=until)


@external
def refund(campaign: Campaign):
    """
    @notice Gives the payer what is not spent, a week after the end; anybody may ask for it.
    Reverts: `campaign: not yet`, `campaign: nothing left`, `campaign: not sent`.
    """
    id: bytes32 = self._id(campaign)
    word: uint256 = self._budgets[id]
    amount: uint256 = (word & HALF) - (word >> 128)
    assert amount > 0, "campaign: nothing left"
    assert block.timestamp >= campaign.expiry + GRACE, "campaign: not yet"
    self._budgets[id] = word - amount
    log Refunded(campaign=id, amount=amount)
    if campaign.token == empty(address):
        assert raw_call(campaign.payer, b"", value=amount, revert_on_failure=False), "campaign: not sent"
    else:
        assert extcall IERC20(campaign.token).transfer(campaign.payer, amount), "campaign: not sent"


@external
@pure
def campaign_id(campaign: Campaign) -> bytes32:
    """
    @notice The id of a campaign: EIP-712's hash of its struct.
    """
    return self._id(campaign)


@external
@view
def budget(id: bytes32) -> (uint256, uint256):
    """
    @notice What was paid in and not refunded, and what of it creators have coming.
    """
    return self._budgets[id] & HALF, self._budgets[id] >> 128


@external
@view
def creator(id: bytes32, creator: bytes32) -> (uint256, uint256, uint256):
    """
    @notice What was accepted of a creator's, what he was paid, and what was contested.
    """
    word: uint256 = self._creators[id][creator]
    return word & PART, (word >> 80) & PART, word >> 160


@external
@view
def signers_of(campaign: Campaign) -> (address, address):
    """
    @notice The key that signs for a campaign now, and the one before it while that holds too, or nobody.
    """
    id: bytes32 = self._id(campaign)
    word: uint256 = self._keys[id]
    return self._signer(word, campaign.signer), self._signer_before(id, word)


@internal
@pure
def _id(campaign: Campaign) -> bytes32:
    """
    @notice EIP-712's hash of the struct.
    """
    return keccak256(abi_encode(CAMPAIGN, campaign))


@internal
def _fund(campaign: Campaign, amount: uint256):
    """
    @notice Writes money down that is here already.
    """
    assert block.timestamp < campaign.expiry, "campaign: over"
    assert campaign.window <= LONGEST_WINDOW, "campaign: window out of range"
    assert campaign.holdback_bps <= MOST_HELD, "campaign: holdback out of range"
    id: bytes32 = self._id(campaign)
    word: uint256 = self._budgets[id]
    assert amount <= PART - (word & HALF), "campaign: too much"
    self._budgets[id] = word + amount
    log Funded(campaign=id, payer=campaign.payer, token=campaign.token, amount=amount, expiry=campaign.expiry)


@internal
def _accept(campaign: Campaign, id: bytes32, creator: bytes32, cumulative: uint256):
    """
    @notice Counts what a creator has coming against the budget, and pays what is not held back.
    """
    word: uint256 = self._creators[id][creator]
    accepted: uint256 = word & PART
    assert cumulative > accepted, "campaign: nothing new"
    budget: uint256 = self._budgets[id]
    more: uint256 = cumulative - accepted
    assert more <= (budget & HALF) - (budget >> 128), "campaign: more than the budget"
    self._budgets[id] = budget + (more << 128)
    self._creators[id][creator] = word + more
    log Accepted(campaign=id, creator=creator, cumulative=cumulative)
    self._pay_due(campaign, id, creator)


@internal
def _pay_due(campaign: Campaign, id: bytes32, creator: bytes32) -> uint256:
    """
    @notice Pays a creator what is due by now: all that was not contested after the window, and before it what is not held.
    """
    word: uint256 = self._creators[id][creator]
    accepted: uint256 = word & PART
    kept: uint256 = word >> 160
    if block.timestamp < campaign.expiry + campaign.window:
        kept = accepted * campaign.holdback_bps // 10_000
    due: uint256 = accepted - kept - ((word >> 80) & PART)
    if due > 0:
        self._creators[id][creator] = word + (due << 80)
        log Released(campaign=id, creator=creator, amount=due)
        self._pay(campaign.token, creator, due)
    return due


@internal
def _pay(token: address, account: bytes32, amount: uint256):
    """
    @notice Pays into an account of the shares.
    """
    if token == empty(address):
        extcall SHARES.pay(token, account, amount, value=amount)
    else:
        if staticcall IERC20(token).allowance(self, SHARES.address) < amount:
            assert extcall IERC20(token).approve(SHARES.address, max_value(uint256)), "campaign: not allowed"
        extcall SHARES.pay(token, account, amount)


@internal
@pure
def _signer(word: uint256, first: address) -> address:
    """
    @notice The key that signs for a campaign now.
    """
    return first if word == 0 else convert(word & (2**160 - 1), address)


@internal
@view
def _signer_before(id: bytes32, word: uint256) -> address:
    """
    @notice The key before the one that signs now, while it holds too.
    """
    return self._keys_before[id] if block.timestamp < word >> 160 else empty(address)


@internal
@view
def _check(id: bytes32, first: address, struct_hash: bytes32, signature: Bytes[1024]):
    """
    @notice Reverts unless the campaign's key, or the one before it in its last day, signed the struct for this contract.
    """
    digest: bytes32 = signed._digest(signed._domain(NAME), struct_hash)
    word: uint256 = self._keys[id]
    if not signed._is_signed(self._signer(word, first), digest, signature):
        assert signed._is_signed(self._signer_before(id, word), digest, signature), "campaign: bad signature"
