# pragma version 0.4.3
"""
@title Market
@license Apache-2.0
@author The Reelwright authors
@notice Sales of titles: signed orders at a price, signed offers, both matched by anybody, and English auctions of signed bids.
        Orders and offers cost nothing until they are filled; they carry the title's nonce, so they end with the next
        transfer, and 256 of them are taken back with one write. What a sale brings is credited to accounts of the shares, which live in
        this contract (shares.vy): the film's part to the title's own account, which pays its table and all that stands
        above it, and the rest to the account that the seller named.
@dev There is no owner, no fee and no list of allowed tokens. A seller allows this contract to move his titles; it moves one
     only on his signature or his call. A buyer's token is taken only on his signature or his call.
"""

import IERC20
import ITitle
import shares
import signed

initializes: shares
exports: shares.__interface__

event Sold:
    token_id: indexed(uint256)
    seller: indexed(address)
    buyer: indexed(address)
    token: address
    price: uint256
    royalty: uint256
    payee: bytes32

event Cancelled:
    maker: indexed(address)
    word: uint256
    mask: uint256

event Bidden:
    auction: indexed(bytes32)
    bidder: indexed(address)
    amount: uint256
    ends: uint256

struct Order:
    maker: address
    token_id: uint256
    uses: uint256
    token: address
    price: uint256
    payee: bytes32
    taker: address
    nonce: uint256
    deadline: uint256

struct Offer:
    maker: address
    token_id: uint256
    uses: uint256
    token: address
    price: uint256
    nonce: uint256
    deadline: uint256

struct Auction:
    maker: address
    token_id: uint256
    uses: uint256
    token: address
    reserve: uint256
    payee: bytes32
    ends: uint256
    nonce: uint256

struct Bid:
    bidder: address
    auction: bytes32
    amount: uint256

struct Best:
    bidder: address
    ends: uint256
    amount: uint256

NAME: constant(bytes32) = keccak256("Reelwright Market")
ORDER: constant(bytes32) = keccak256(
    "Order(address maker,uint256 tokenId,uint256 uses,address token,uint256 price,bytes32 payee,address taker,uint256 nonce,uint256 deadline)"
)
OFFER: constant(bytes32) = keccak256(
    "Offer(address maker,uint256 tokenId,uint256 uses,address token,uint256 price,uint256 nonce,uint256 deadline)"
)
AUCTION: constant(bytes32) = keccak256(
    "Auction(address maker,uint256 tokenId,uint256 uses,address token,uint256 reserve,bytes32 payee,uint256 ends,uint256 nonce)"
)
BID: constant(bytes32) = keccak256("Bid(address bidder,bytes32 auction,uint256 amount)")
CANCEL: constant(bytes32) = keccak256("Cancel(address maker,uint256 word,uint256 mask)")
EXTENSION: constant(uint256) = 600
CLOSED: constant(uint256) = max_value(uint256)

TITLE: immutable(ITitle)

cancelled: public(HashMap[address, HashMap[uint256, uint256]])
best: public(HashMap[bytes32, Best])


@deploy
def __init__(title_: address):
    """
    @param title_ The titles that are sold here.
    """
    TITLE = ITitle(title_)


@external
@payable
def buy(order: Order, signature: Bytes[1024]):
    """
    @notice The caller buys a title at its seller's price.
    Reverts: `market: too late`, `market: taken back`, `market: has moved since`, `market: for another`,
             `market: bad signature`, `market: wrong amount`, `market: not received`, `market: no payee`, and what the title says when the seller cannot give it.
    """
    royalty_bps: uint256 = self._check_order(order, msg.sender, signature)
    if order.token == empty(address):
        assert msg.value == order.price, "market: wrong amount"
    else:
        assert msg.value == 0, "market: wrong amount"
        self._pull(order.token, msg.sender, order.price)
    self._settle(order.maker, msg.sender, order.token_id, order.token, order.price, royalty_bps, order.payee)


@external
def accept(offer: Offer, signature: Bytes[1024], payee: bytes32):
    """
    @notice The caller sells his title to one who offers for it.
    @param payee The account that gets what the film does not.
    Reverts: `market: too late`, `market: taken back`, `market: has moved since`, `market: bad signature`,
             `market: not received`, `market: no payee`, and what the title says.
    """
    royalty_bps: uint256 = self._check_offer(offer, signature)
    self._pull(offer.token, offer.maker, offer.price)
    self._settle(msg.sender, offer.maker, offer.token_id, offer.token, offer.price, royalty_bps, payee)


@external
def match(order: Order, order_signature: Bytes[1024], offer: Offer, offer_signature: Bytes[1024]):
    """
    @notice Anybody brings a seller's order and a buyer's offer together; the price is the seller's.
    Reverts: as `buy` and `accept`; `market: no match`.
    """
    assert order.token_id == offer.token_id and order.token == offer.token, "market: no match"
    assert order.price <= offer.price, "market: no match"
    royalty_bps: uint256 = self._check_order(order, offer.maker, order_signature)
    self._check_offer(offer, offer_signature)
    self._pull(order.token, offer.maker, order.price)
    self._settle(order.maker, offer.maker, order.token_id, order.token, order.price, royalty_bps, order.payee)


@external
def bid(auction: Auction, auction_signature: Bytes[1024], bid: Bid, bid_signature: Bytes[1024]):
    """
    @notice Anybody brings a bid. The first takes the title into keeping; a higher one, by a twentieth (rounded up) at least,
            takes the place of the best, whose money is credited to him at once. A bid in the last ten minutes gives ten more.
    @dev Rounded up, the step is never nothing, so the best bid cannot be brought a second time.
    Reverts: `market: too late`, `market: taken back`, `market: has moved since`, `market: bad signature`,
             `market: another auction`, `market: too low`, `market: no token`, `market: not received`, and what the title says.
    """
    hash: bytes32 = keccak256(abi_encode(AUCTION, auction))
    assert auction.token != empty(address), "market: no token"
    assert bid.auction == hash, "market: another auction"
    self._check(bid.bidder, keccak256(abi_encode(BID, bid)), bid_signature)
    self._pull(auction.token, bid.bidder, bid.amount)

    best: Best = self.best[hash]
    assert block.timestamp < max(best.ends, auction.ends) and best.amount != CLOSED, "market: too late"
    assert bid.amount >= max(auction.reserve, best.amount + (best.amount + 19) // 20) and bid.amount > 0, "market: too low"
    ends: uint256 = max(max(best.ends, auction.ends), block.timestamp + EXTENSION)
    self.best[hash] = Best(bidder=bid.bidder, ends=ends, amount=bid.amount)
    log Bidden(auction=hash, bidder=bid.bidder, amount=bid.amount, ends=ends)
    if best.bidder == empty(address):
        self._check(auction.maker, hash, auction_signature)
        self._stands(auction.maker, auction.nonce, auction.token_id, auction.uses)
        extcall TITLE.transferFrom(auction.maker, self, auction.token_id)
    else:
        shares._credit(auction.token, convert(best.bidder, bytes32), best.amount)
        log shares.Paid(account=convert(best.bidder, bytes32), token=auction.token, amount=best.amount)


@external
def close(auction: Auction):
    """
    @notice Anybody closes an auction whose time is over: the title to the best bidder, the money to those it belongs to.
    Reverts: `market: still open`, `market: no bid`.
    """
    hash: bytes32 = keccak256(abi_encode(AUCTION, auction))
    best: Best = self.best[hash]
    assert best.bidder != empty(address) and best.amount != CLOSED, "market: no bid"
    assert block.timestamp >= best.ends, "market: still open"
    self.best[hash].amount = CLOSED
    royalty_bps: uint256 = (staticcall TITLE.terms(auction.token_id))[1]
    self._share(
        auction.maker, best.bidder, auction.token_id, auction.token, best.amount, royalty_bps, auction.payee
    )
    extcall TITLE.transferFrom(self, best.bidder, auction.token_id)


@external
def cancel(word: uint256, mask: uint256):
    """
    @notice Takes the caller's orders, offers and auctions back: those with nonces 256 * word + i for every bit i of the mask.
    """
    self._cancel(msg.sender, word, mask)


@external
def cancel_for(maker: address, word: uint256, mask: uint256, signature: Bytes[1024]):
    """
    @notice The same, signed. Reverts: `market: bad signature`.
    """
    self._check(maker, keccak256(abi_encode(CANCEL, maker, word, mask)), signature)
    self._cancel(maker, word, mask)


@internal
@view
def _check_order(order: Order, buyer: address, signature: Bytes[1024]) -> uint256:
    """
    @notice Reverts unless a seller's order stands for this buyer; gives the film's royalty.
    """
    assert block.timestamp <= order.deadline, "market: too late"
    assert order.taker == empty(address) or order.taker == buyer, "market: for another"
    self._check(order.maker, keccak256(abi_encode(ORDER, order)), signature)
    return self._stands(order.maker, order.nonce, order.token_id, order.uses)


@internal
@view
def _check_offer(offer: Offer, signature: Bytes[1024]) -> uint256:
    """
    @notice Reverts unless a buyer's offer stands; gives the film's royalty.
    """
    assert block.timestamp <= offer.deadline, "market: too late"
    self._check(offer.maker, keccak256(abi_encode(OFFER, offer)), signature)
    return self._stands(offer.maker, offer.nonce, offer.token_id, offer.uses)


@internal
@view
def _stands(maker: address, nonce: uint256, token_id: uint256, uses: uint256) -> uint256:
    """
    @notice Reverts when an order was taken back or its title has moved since; gives the film's royalty.
    """
    assert (self.cancelled[maker][nonce >> 8] >> (nonce & 255)) & 1 == 0, "market: taken back"
    uses_now: uint256 = 0
    royalty_bps: uint256 = 0
    uses_now, royalty_bps = staticcall TITLE.terms(token_id)
    assert uses == uses_now, "market: has moved since"
    return royalty_bps


@internal
def _settle(
    seller: address, buyer: address, token_id: uint256, token: address, price: uint256, royalty_bps: uint256, payee: bytes32
):
    """
    @notice Shares out money that is here already, and moves the title, which ends every order for it.
    """
    self._share(seller, buyer, token_id, token, price, royalty_bps, payee)
    extcall TITLE.transferFrom(seller, buyer, token_id)


@internal
def _share(
    seller: address, buyer: address, token_id: uint256, token: address, price: uint256, royalty_bps: uint256, payee: bytes32
):
    """
    @notice Credits the film's part to the title and the rest to the seller's payee, which may be the title too.
    """
    assert payee != empty(bytes32), "market: no payee"
    royalty: uint256 = price * royalty_bps // 10_000
    title: bytes32 = convert(token_id, bytes32)
    if payee == title:
        shares._credit(token, title, price)
    else:
        shares._credit(token, payee, price - royalty)
        if royalty > 0:
            shares._credit(token, title, royalty)
    log Sold(token_id=token_id, seller=seller, buyer=buyer, token=token, price=price, royalty=royalty, payee=payee)


@internal
def _pull(token: address, payer: address, amount: uint256):
    """
    @notice Takes a buyer's token into keeping.
    """
    assert extcall IERC20(token).transferFrom(payer, self, amount), "market: not received"


@internal
def _cancel(maker: address, word: uint256, mask: uint256):
    """
    @notice Writes down what is taken back.
    """
    self.cancelled[maker][word] |= mask
    log Cancelled(maker=maker, word=word, mask=mask)


@internal
@view
def _check(signer: address, struct_hash: bytes32, signature: Bytes[1024]):
    """
    @notice Reverts unless the signer signed the struct for this contract.
    """
    digest: bytes32 = signed._digest(signed._domain(NAME), struct_hash)
    assert signed._is_signed(signer, digest, signature), "market: bad signature"
