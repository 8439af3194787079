# pragma version 0.4.3
"""
@title Pay token
@license Apache-2.0
@author The Reelwright authors
@notice Money for the embedded chain and for tests: ERC-20 with six decimals, ERC-2612 permits, ERC-3009 authorisations in
        their `bytes` form, and ERC-1363 payments that call their receiver. On a public chain native USDC takes its place,
        by address.
@dev One account may mint, for one reason: the embedded chain has no bank that could issue money. It can do nothing else;
     nobody can freeze, take or burn what another holds.
"""

import IApprovalReceiver
import ITransferReceiver
import signed

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    amount: uint256

event Approval:
    owner: indexed(address)
    spender: indexed(address)
    amount: uint256

event AuthorizationUsed:
    authorizer: indexed(address)
    nonce: indexed(bytes32)

event AuthorizationCanceled:
    authorizer: indexed(address)
    nonce: indexed(bytes32)

name: public(constant(String[18])) = "Reelwright Dollars"
symbol: public(constant(String[4])) = "RUSD"
decimals: public(constant(uint8)) = 6
version: public(constant(String[1])) = "1"

NAME: constant(bytes32) = keccak256("Reelwright Dollars")
PERMIT: constant(bytes32) = keccak256(
    "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
)
TRANSFER: constant(bytes32) = keccak256(
    "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
)
RECEIVE: constant(bytes32) = keccak256(
    "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
)
INTERFACES: constant(bytes4[2]) = [
    0x01ffc9a7,  # ERC-165
    0xb0202a11,  # ERC-1363
]
CANCEL: constant(bytes32) = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)")

minter: public(immutable(address))

balanceOf: public(HashMap[address, uint256])
allowance: public(HashMap[address, HashMap[address, uint256]])
totalSupply: public(uint256)
nonces: public(HashMap[address, uint256])
authorizationState: public(HashMap[address, HashMap[bytes32, bool]])


@deploy
def __init__(minter_: address):
    """
    @param minter_ Who may issue money.
    """
    minter = minter_


@external
@view
def DOMAIN_SEPARATOR() -> bytes32:
    """
    @notice The EIP-712 domain, for wallets that ask for it (ERC-2612).
    """
    return signed._domain(NAME)


@external
@pure
def supportsInterface(interface_id: bytes4) -> bool:
    """
    @notice Interfaces by their numbers (ERC-165).
    """
    return interface_id in INTERFACES


@external
def mint(receiver: address, amount: uint256):
    """
    @notice Issues money. Reverts: `pay_token: not the minter`, `pay_token: no receiver`.
    """
    assert msg.sender == minter, "pay_token: not the minter"
    assert receiver != empty(address), "pay_token: no receiver"
    self.totalSupply += amount
    self.balanceOf[receiver] = unsafe_add(self.balanceOf[receiver], amount)
    log Transfer(sender=empty(address), receiver=receiver, amount=amount)


@external
def transfer(receiver: address, amount: uint256) -> bool:
    """
    @notice Gives money. Reverts: `pay_token: not enough`, `pay_token: no receiver`.
    """
    self._transfer(msg.sender, receiver, amount)
    return True


@external
def transferFrom(sender: address, receiver: address, amount: uint256) -> bool:
    """
    @notice Moves what the caller was allowed to move; an allowance of 2**256 - 1 does not shrink.
            Reverts: `pay_token: not allowed`, `pay_token: not enough`, `pay_token: no receiver`.
    """
    self._use_allowance(sender, amount)
    self._transfer(sender, receiver, amount)
    return True


@external
def approve(spender: address, amount: uint256) -> bool:
    """
    @notice Allows another account to move up to an amount.
    """
    self._approve(msg.sender, spender, amount)
    return True


@external
def transferAndCall(receiver: address, amount: uint256, data: Bytes[1024] = b"") -> bool:
    """
    @notice Gives money and tells its receiver, in one transaction and without an allowance (ERC-1363).
    Reverts: as `transfer`; `pay_token: refused by the receiver`.
    """
    self._transfer(msg.sender, receiver, amount)
    self._tell(msg.sender, receiver, amount, data)
    return True


@external
def transferFromAndCall(sender: address, receiver: address, amount: uint256, data: Bytes[1024] = b"") -> bool:
    """
    @notice Moves what the caller was allowed to move, and tells its receiver (ERC-1363).
    Reverts: as `transferFrom`; `pay_token: refused by the receiver`.
    """
    self._use_allowance(sender, amount)
    self._transfer(sender, receiver, amount)
    self._tell(sender, receiver, amount, data)
    return True


@external
def approveAndCall(spender: address, amount: uint256, data: Bytes[1024] = b"") -> bool:
    """
    @notice Allows another contract to move up to an amount, and tells it (ERC-1363).
    Reverts: `pay_token: refused by the receiver`.
    """
    self._approve(msg.sender, spender, amount)
    assert spender.is_contract, "pay_token: refused by the receiver"
    answer: bytes4 = extcall IApprovalReceiver(spender).onApprovalReceived(msg.sender, amount, data)
    assert answer == method_id("onApprovalReceived(address,uint256,bytes)", output_type=bytes4), "pay_token: refused by the receiver"
    return True


@external
def permit(owner: address, spender: address, amount: uint256, deadline: uint256, v: uint8, r: bytes32, s: bytes32):
    """
    @notice An approval by signature (ERC-2612). Reverts: `pay_token: too late`, `pay_token: bad signature`.
    """
    assert block.timestamp <= deadline, "pay_token: too late"
    nonce: uint256 = self.nonces[owner]
    self.nonces[owner] = nonce + 1
    signature: Bytes[65] = concat(r, s, convert(v, bytes1))
    self._check(owner, keccak256(abi_encode(PERMIT, owner, spender, amount, nonce, deadline)), signature)
    self._approve(owner, spender, amount)


@external
def transferWithAuthorization(
    sender: address,
    receiver: address,
    amount: uint256,
    valid_after: uint256,
    valid_before: uint256,
    nonce: bytes32,
    signature: Bytes[1024],
):
    """
    @notice A transfer by signature that anybody may bring (ERC-3009). Reverts: `pay_token: not yet`, `pay_token: too late`,
            `pay_token: used`, `pay_token: bad signature`, `pay_token: not enough`, `pay_token: no receiver`.
    """
    self._authorize(TRANSFER, sender, receiver, amount, valid_after, valid_before, nonce, signature)


@external
def receiveWithAuthorization(
    sender: address,
    receiver: address,
    amount: uint256,
    valid_after: uint256,
    valid_before: uint256,
    nonce: bytes32,
    signature: Bytes[1024],
):
    """
    @notice A transfer by signature that only its receiver may bring (ERC-3009).
            Reverts: `pay_token: not the receiver`, and as `transferWithAuthorization`.
    """
    assert msg.sender == receiver, "pay_token: not the receiver"
    self._authorize(RECEIVE, sender, receiver, amount, valid_after, valid_before, nonce, signature)


@external
def cancelAuthorization(authorizer: address, nonce: bytes32, signature: Bytes[1024]):
    """
    @notice Takes an authorisation back (ERC-3009). Reverts: `pay_token: used`, `pay_token: bad signature`.
    """
    assert not self.authorizationState[authorizer][nonce], "pay_token: used"
    self.authorizationState[authorizer][nonce] = True
    self._check(authorizer, keccak256(abi_encode(CANCEL, authorizer, nonce)), signature)
    log AuthorizationCanceled(authorizer=authorizer, nonce=nonce)


@internal
def _authorize(
    type_hash: bytes32,
    sender: address,
    receiver: address,
    amount: uint256,
    valid_after: uint256,
    valid_before: uint256,
    nonce: bytes32,
    signature: Bytes[1024],
):
    """
    @notice Uses an authorisation up and moves the money.
    """
    assert block.timestamp > valid_after, "pay_token: not yet"
    assert block.timestamp < valid_before, "pay_token: too late"
    assert not self.authorizationState[sender][nonce], "pay_token: used"
    self.authorizationState[sender][nonce] = True
    struct_hash: bytes32 = keccak256(
        abi_encode(type_hash, sender, receiver, amount, valid_after, valid_before, nonce)
    )
    self._check(sender, struct_hash, signature)
    log AuthorizationUsed(authorizer=sender, nonce=nonce)
    self._transfer(sender, receiver, amount)


@internal
@view
def _check(signer: address, struct_hash: bytes32, signature: Bytes[1024]):
    """
    @notice Reverts unless the signer signed the struct for this token.
    """
    digest: bytes32 = signed._digest(signed._domain(NAME), struct_hash)
    assert signed._is_signed(signer, digest, signature), "pay_token: bad signature"


@internal
def _tell(sender: address, receiver: address, amount: uint256, data: Bytes[1024]):
    """
    @notice Tells a receiver what has come; who is no contract, or does not answer so, is not paid.
    """
    assert receiver.is_contract, "pay_token: refused by the receiver"
    answer: bytes4 = extcall ITransferReceiver(receiver).onTransferReceived(msg.sender, sender, amount, data)
    assert answer == method_id("onTransferReceived(address,address,uint256,bytes)", output_type=bytes4), "pay_token: refused by the receiver"


@internal
def _use_allowance(sender: address, amount: uint256):
    """
    @notice Takes an amount off what the caller was allowed to move; an allowance of 2**256 - 1 does not shrink.
    """
    allowed: uint256 = self.allowance[sender][msg.sender]
    if allowed != max_value(uint256):
        assert amount <= allowed, "pay_token: not allowed"
        self.allowance[sender][msg.sender] = unsafe_sub(allowed, amount)


@internal
def _transfer(sender: address, receiver: address, amount: uint256):
    """
    @notice Moves money; the sum of all balances stays the supply.
    """
    assert receiver != empty(address), "pay_token: no receiver"
    held: uint256 = self.balanceOf[sender]
    assert amount <= held, "pay_token: not enough"
    self.balanceOf[sender] = unsafe_sub(held, amount)
    self.balanceOf[receiver] = unsafe_add(self.balanceOf[receiver], amount)  # at most the supply, which did not overflow
    log Transfer(sender=sender, receiver=receiver, amount=amount)


@internal
def _approve(owner: address, spender: address, amount: uint256):
    """
    @notice Writes an allowance down.
    """
    self.allowance[owner][spender] = amount
    log Approval(owner=owner, spender=spender, amount=amount)
