# pragma version 0.4.3
"""
@title Edition
@license Apache-2.0
@author The Reelwright authors
@notice Copies of films: tickets, prints, keys of an episode (ERC-1155). The holder of a title signs an edition, how many there
        are and at what price; anybody buys. The money goes to the title's account of the shares, so everybody who has a part
        in the film has a part in its editions. An edition's id is the hash of its terms.
@dev There is no owner and no list; nothing of a buyer's stays in this contract.
"""

import IERC20
import IShares
import ITitle
import signed

interface IReceiver:
    def onERC1155Received(
        operator: address, source: address, id: uint256, amount: uint256, data: Bytes[1024]
    ) -> bytes4: nonpayable
    def onERC1155BatchReceived(
        operator: address,
        source: address,
        ids: DynArray[uint256, 64],
        amounts: DynArray[uint256, 64],
        data: Bytes[1024],
    ) -> bytes4: nonpayable

event TransferSingle:
    operator: indexed(address)
    sender: indexed(address)
    receiver: indexed(address)
    id: uint256
    amount: uint256

event TransferBatch:
    operator: indexed(address)
    sender: indexed(address)
    receiver: indexed(address)
    ids: DynArray[uint256, 64]
    amounts: DynArray[uint256, 64]

event ApprovalForAll:
    owner: indexed(address)
    operator: indexed(address)
    approved: bool

event Bought:
    id: indexed(uint256)
    token_id: indexed(uint256)
    receiver: indexed(address)
    amount: uint256
    token: address
    price: uint256

struct Terms:
    maker: address
    token_id: uint256
    token: address
    price: uint256
    supply: uint256
    content: bytes32
    deadline: uint256

NAME: constant(bytes32) = keccak256("Reelwright Edition")
EDITION: constant(bytes32) = keccak256(
    "Edition(address maker,uint256 tokenId,address token,uint256 price,uint256 supply,bytes32 content,uint256 deadline)"
)
RECEIVED: constant(bytes4) = 0xf23a6e61
BATCH_RECEIVED: constant(bytes4) = 0xbc197c81

TITLE: immutable(ITitle)
SHARES: immutable(IShares)

balanceOf: public(HashMap[address, HashMap[uint256, uint256]])
isApprovedForAll: public(HashMap[address, HashMap[address, bool]])
sold: public(HashMap[uint256, uint256])
ended: public(HashMap[address, HashMap[uint256, bool]])


@deploy
def __init__(title_: address, shares_: address):
    """
    @param title_ Where titles are held.
    @param shares_ Where titles have their accounts.
    """
    TITLE = ITitle(title_)
    SHARES = IShares(shares_)


@external
@payable
def buy(terms: Terms, signature: Bytes[1024], amount: uint256, receiver: address) -> uint256:
    """
    @notice Buys copies, by terms that the title's holder signed, for a receiver.
    @return The edition's id.
    Reverts: `edition: too late`, `edition: ended`, `edition: sold out`, `edition: not the holder`,
             `edition: bad signature`, `edition: wrong amount`, `edition: not received`, `edition: refused by the receiver`.
    """
    assert block.timestamp <= terms.deadline, "edition: too late"
    struct_hash: bytes32 = keccak256(abi_encode(EDITION, terms))
    id: uint256 = convert(struct_hash, uint256)
    assert not self.ended[terms.maker][id], "edition: ended"
    assert staticcall TITLE.ownerOf(terms.token_id) == terms.maker, "edition: not the holder"
    digest: bytes32 = signed._digest(signed._domain(NAME), struct_hash)
    assert signed._is_signed(terms.maker, digest, signature), "edition: bad signature"
    sold: uint256 = self.sold[id] + amount
    assert amount > 0 and sold <= terms.supply, "edition: sold out"
    self.sold[id] = sold
    self.balanceOf[receiver][id] += amount
    log TransferSingle(operator=msg.sender, sender=empty(address), receiver=receiver, id=id, amount=amount)
    log Bought(
        id=id, token_id=terms.token_id, receiver=receiver, amount=amount, token=terms.token, price=terms.price
    )
    self._pay(terms.token, convert(terms.token_id, bytes32), terms.price * amount)
    self._ask(empty(address), receiver, id, amount, b"")
    return id


@external
def end(id: uint256):
    """
    @notice The caller sells no more copies of an edition of his.
    """
    self.ended[msg.sender][id] = True


@external
@view
def edition_id(terms: Terms) -> uint256:
    """
    @notice The id of an edition.
    """
    return convert(keccak256(abi_encode(EDITION, terms)), uint256)


@external
@view
def balanceOfBatch(owners: DynArray[address, 64], ids: DynArray[uint256, 64]) -> DynArray[uint256, 64]:
    """
    @notice Many balances at once. Reverts: `edition: unequal lists`.
    """
    assert len(owners) == len(ids), "edition: unequal lists"
    found: DynArray[uint256, 64] = []
    for i: uint256 in range(len(ids), bound=64):
        found.append(self.balanceOf[owners[i]][ids[i]])
    return found


@external
@pure
def supportsInterface(interface_id: bytes4) -> bool:
    """
    @notice ERC-165: itself and ERC-1155.
    """
    return interface_id in [0x01ffc9a7, 0xd9b67a26]


@external
def setApprovalForAll(operator: address, approved: bool):
    """
    @notice Lets an operator move all copies of the caller's, or no longer.
    """
    self.isApprovedForAll[msg.sender][operator] = approved
    log ApprovalForAll(owner=msg.sender, operator=operator, approved=approved)


@external
def safeTransferFrom(sender: address, receiver: address, id: uint256, amount: uint256, data: Bytes[1024]):
    """
    @notice Moves copies.
    Reverts: `edition: not allowed`, `edition: not enough`, `edition: no receiver`, `edition: refused by the receiver`.
    """
    self._move(sender, receiver, id, amount)
    log TransferSingle(operator=msg.sender, sender=sender, receiver=receiver, id=id, amount=amount)
    self._ask(sender, receiver, id, amount, data)


@external
def safeBatchTransferFrom(
    sender: address,
    receiver: address,
    ids: DynArray[uint256, 64],
    amounts: DynArray[uint256, 64],
    data: Bytes[1024],
):
    """
    @notice Moves copies of many editions. Reverts: as `safeTransferFrom`; `edition: unequal lists`.
    """
    assert len(ids) == len(amounts), "edition: unequal lists"
    for i: uint256 in range(len(ids), bound=64):
        self._move(sender, receiver, ids[i], amounts[i])
    log TransferBatch(operator=msg.sender, sender=sender, receiver=receiver, ids=ids, amounts=amounts)
    if receiver.is_contract:
        answer: bytes4 = extcall IReceiver(receiver).onERC1155BatchReceived(msg.sender, sender, ids, amounts, data)
        assert answer == BATCH_RECEIVED, "edition: refused by the receiver"


@internal
def _move(sender: address, receiver: address, id: uint256, amount: uint256):
    """
    @notice Moves copies for the caller, if he may.
    """
    assert receiver != empty(address), "edition: no receiver"
    assert msg.sender == sender or self.isApprovedForAll[sender][msg.sender], "edition: not allowed"
    held: uint256 = self.balanceOf[sender][id]
    assert amount <= held, "edition: not enough"
    self.balanceOf[sender][id] = held - amount
    self.balanceOf[receiver][id] += amount


@internal
def _ask(sender: address, receiver: address, id: uint256, amount: uint256, data: Bytes[1024]):
    """
    @notice Asks a receiver that is a contract whether he takes copies.
    """
    assert receiver != empty(address), "edition: no receiver"
    if receiver.is_contract:
        answer: bytes4 = extcall IReceiver(receiver).onERC1155Received(msg.sender, sender, id, amount, data)
        assert answer == RECEIVED, "edition: refused by the receiver"


@internal
@payable
def _pay(token: address, account: bytes32, amount: uint256):
    """
    @notice Takes the caller's money and pays it into an account of the shares.
    """
    if token == empty(address):
        assert msg.value == amount, "edition: wrong amount"
        extcall SHARES.pay(token, account, amount, value=amount)
    else:
        assert msg.value == 0, "edition: wrong amount"
        assert extcall IERC20(token).transferFrom(msg.sender, self, amount), "edition: not received"
        assert extcall IERC20(token).approve(SHARES.address, amount), "edition: not received"
        extcall SHARES.pay(token, account, amount)
