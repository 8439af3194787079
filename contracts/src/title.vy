# pragma version 0.4.3
"""
@title Title
@license Apache-2.0
@author The Reelwright authors
@notice Who made a film, when that was recorded, and who holds it: ERC-721, ERC-165, ERC-2981, ERC-4494, ERC-4906, ERC-7572.
        A title's id is keccak256(author, segment root), so nobody can take another's, and one root stands for any number
        of segments. Everything about a film lies in one storage slot. Whatever an account may do it may also sign, and
        anybody may bring the signature.
@dev There is no owner, no pause, no upgrade and no burn.
"""

import merkle
import signed

interface IReceiver:
    def onERC721Received(operator: address, source: address, token_id: uint256, data: Bytes[1024]) -> bytes4: nonpayable

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    token_id: indexed(uint256)

event Approval:
    owner: indexed(address)
    approved: indexed(address)
    token_id: indexed(uint256)

event ApprovalForAll:
    owner: indexed(address)
    operator: indexed(address)
    approved: bool

event MetadataUpdate:
    token_id: uint256

event Registered:
    token_id: indexed(uint256)
    author: indexed(address)
    root: bytes32
    segments: uint256
    royalty_bps: uint256
    created: uint256

event Anchored:
    root: indexed(bytes32)

struct Work:
    root: bytes32
    segments: uint256

name: public(constant(String[16])) = "Reelwright Title"
symbol: public(constant(String[4])) = "REEL"
contractURI: public(constant(String[75])) = 'data:application/json,{"name":"Reelwright titles of films","symbol":"REEL"}'

NAME: constant(bytes32) = keccak256("Reelwright Title")
REGISTER: constant(bytes32) = keccak256(
    "Register(address author,bytes32 root,uint256 segments,uint256 royaltyBps,uint256 deadline)"
)
REGISTER_BATCH: constant(bytes32) = keccak256(
    "RegisterBatch(address author,Work[] works,uint256 royaltyBps,uint256 deadline)Work(bytes32 root,uint256 segments)"
)
WORK: constant(bytes32) = keccak256("Work(bytes32 root,uint256 segments)")
REGISTER_ANCHORED: constant(bytes32) = keccak256(
    "RegisterAnchored(address author,bytes32 root,uint256 segments,uint256 royaltyBps,bytes32 anchor,bytes32 salt,uint256 deadline)"
)
PERMIT: constant(bytes32) = keccak256("Permit(address spender,uint256 tokenId,uint256 nonce,uint256 deadline)")
TRANSFER: constant(bytes32) = keccak256("Transfer(address to,uint256 tokenId,uint256 nonce,uint256 deadline)")
DESCRIBE: constant(bytes32) = keccak256("Describe(bytes32 content,uint256 tokenId,uint256 nonce,uint256 deadline)")
OPERATE: constant(bytes32) = keccak256(
    "Operate(address owner,address operator,bool approved,uint256 nonce,uint256 deadline)"
)
ERC721_RECEIVED: constant(bytes4) = 0x150b7a02

# One slot a film: owner 160 | created 40 | royalty in basis points 14 | segments 24 | uses 17 | approved 1.
# `uses` counts transfers and signatures used; `approved` says whether _approved holds for the present owner.
CREATED: constant(uint256) = 160
ROYALTY: constant(uint256) = 200
SEGMENTS: constant(uint256) = 214
USES: constant(uint256) = 238
APPROVED: constant(uint256) = 1 << 255
MAX_SEGMENTS: constant(uint256) = 2**24 - 1
MAX_USES: constant(uint256) = 2**17 - 1

anchored_at: public(HashMap[bytes32, uint256])
content_of: public(HashMap[uint256, bytes32])
operator_nonces: public(HashMap[address, uint256])
_film: HashMap[uint256, uint256]
_balance: HashMap[address, uint256]
_approved: HashMap[uint256, address]
_operator: HashMap[address, HashMap[address, bool]]


@external
def anchor(root: bytes32):
    """
    @notice Records now that a tree of salted works existed, whoever made them. Anybody may bring it, once.
    @param root Root over leaves keccak256(0x00, author as 32 bytes, segment root, salt).
    Reverts: `title: anchored before`.
    """
    assert self.anchored_at[root] == 0, "title: anchored before"
    self.anchored_at[root] = block.timestamp
    log Anchored(root=root)


@external
def register(root: bytes32, segments: uint256, royalty_bps: uint256) -> uint256:
    """
    @notice Registers the caller's film and gives him its title.
    @return The title's id.
    Reverts: `title: registered before`, `title: segments out of range`, `title: royalty above the whole`.
    """
    return self._register(msg.sender, root, segments, royalty_bps, block.timestamp)


@external
def register_for(
    author: address, root: bytes32, segments: uint256, royalty_bps: uint256, deadline: uint256, signature: Bytes[1024]
) -> uint256:
    """
    @notice Registers a film that its author signed for; an id exists once, so a signature works once.
    Reverts: as `register`; `title: too late`, `title: bad signature`.
    """
    self._check(author, keccak256(abi_encode(REGISTER, author, root, segments, royalty_bps, deadline)), deadline, signature)
    return self._register(author, root, segments, royalty_bps, block.timestamp)


@external
def register_batch(works: DynArray[Work, 256], royalty_bps: uint256):
    """
    @notice Registers many of the caller's films.
    Reverts: as `register`; one film that cannot be registered refuses the batch.
    """
    for work: Work in works:
        self._register(msg.sender, work.root, work.segments, royalty_bps, block.timestamp)


@external
def register_batch_for(
    author: address, works: DynArray[Work, 256], royalty_bps: uint256, deadline: uint256, signature: Bytes[1024]
):
    """
    @notice Registers many films that their author signed for together.
    Reverts: as `register_batch`; `title: too late`, `title: bad signature`.
    """
    hashes: DynArray[bytes32, 256] = []
    for work: Work in works:
        hashes.append(keccak256(abi_encode(WORK, work.root, work.segments)))
    joined: bytes32 = keccak256(slice(abi_encode(hashes), 64, 32 * len(hashes)))
    self._check(author, keccak256(abi_encode(REGISTER_BATCH, author, joined, royalty_bps, deadline)), deadline, signature)
    for work: Work in works:
        self._register(author, work.root, work.segments, royalty_bps, block.timestamp)


@external
def register_anchored(
    root: bytes32,
    segments: uint256,
    royalty_bps: uint256,
    anchor_root: bytes32,
    salt: bytes32,
    sides: uint256,
    proof: DynArray[bytes32, 32],
) -> uint256:
    """
    @notice Registers the caller's film with the time at which it was anchored.
    @param sides Bit k is set when sibling k of the proof stands on the left.
    Reverts: as `register`; `title: not anchored`.
    """
    created: uint256 = self._anchored(msg.sender, root, anchor_root, salt, sides, proof)
    return self._register(msg.sender, root, segments, royalty_bps, created)


@external
def register_anchored_for(
    author: address,
    root: bytes32,
    segments: uint256,
    royalty_bps: uint256,
    anchor_root: bytes32,
    salt: bytes32,
    sides: uint256,
    proof: DynArray[bytes32, 32],
    deadline: uint256,
    signature: Bytes[1024],
) -> uint256:
    """
    @notice Registers an anchored film that its author signed for.
    Reverts: as `register_anchored`; `title: too late`, `title: bad signature`.
    """
    struct_hash: bytes32 = keccak256(
        abi_encode(REGISTER_ANCHORED, author, root, segments, royalty_bps, anchor_root, salt, deadline)
    )
    self._check(author, struct_hash, deadline, signature)
    created: uint256 = self._anchored(author, root, anchor_root, salt, sides, proof)
    return self._register(author, root, segments, royalty_bps, created)


@external
@view
def has_segment(
    author: address, root: bytes32, index: uint256, record: bytes32, proof: DynArray[bytes32, 24]
) -> bool:
    """
    @notice Is this the segment at this place of a registered film? The film's recorded count bounds the place and the depth.
    @param record keccak256 of the segment's record (docs/reference/segments.md).
    @param proof The leaf's sisters, from the bottom up.
    """
    film: uint256 = self._film[self._title_id(author, root)]
    return film != 0 and root == merkle._segment_root(index, record, (film >> SEGMENTS) & MAX_SEGMENTS, proof)


@external
@pure
def title_id(author: address, root: bytes32) -> uint256:
    """
    @notice The id of an author's film.
    """
    return self._title_id(author, root)


@external
@view
def film(token_id: uint256) -> (address, uint256, uint256, uint256):
    """
    @notice A film's holder, time, royalty in basis points and number of segments.
    Reverts: `title: not registered`.
    """
    film: uint256 = self._registered(token_id)
    return (
        self._owner(film),
        (film >> CREATED) & (2**40 - 1),
        (film >> ROYALTY) & (2**14 - 1),
        (film >> SEGMENTS) & MAX_SEGMENTS,
    )


@external
@view
def balanceOf(owner: address) -> uint256:
    """
    @notice How many titles an account holds. Reverts: `title: no owner`.
    """
    assert owner != empty(address), "title: no owner"
    return self._balance[owner]


@external
@view
def ownerOf(token_id: uint256) -> address:
    """
    @notice Who holds a title. Reverts: `title: not registered`.
    """
    return self._owner(self._registered(token_id))


@external
@view
def getApproved(token_id: uint256) -> address:
    """
    @notice Who, beside the owner, may move a title. Reverts: `title: not registered`.
    """
    if self._registered(token_id) & APPROVED == 0:
        return empty(address)
    return self._approved[token_id]


@external
@view
def isApprovedForAll(owner: address, operator: address) -> bool:
    """
    @notice May this operator move all that the owner holds?
    """
    return self._operator[owner][operator]


@external
@view
def nonces(token_id: uint256) -> uint256:
    """
    @notice The nonce that the next signature about this title must carry; every transfer changes it (ERC-4494).
    Reverts: `title: not registered`.
    """
    return (self._registered(token_id) >> USES) & MAX_USES


@external
@view
def terms(token_id: uint256) -> (uint256, uint256):
    """
    @notice What a sale must know of a title: its nonce, which every transfer changes, and its royalty in basis points.
    Reverts: `title: not registered`.
    """
    film: uint256 = self._registered(token_id)
    return (film >> USES) & MAX_USES, (film >> ROYALTY) & (2**14 - 1)


@external
@view
def DOMAIN_SEPARATOR() -> bytes32:
    """
    @notice The EIP-712 domain, for wallets that ask for it (ERC-4494).
    """
    return signed._domain(NAME)


@external
@view
def royaltyInfo(token_id: uint256, price: uint256) -> (address, uint256):
    """
    @notice What a sale owes the film (ERC-2981). Our market pays it into the film's share account; another market, which
            can pay an address alone, pays the title's holder. Reverts: `title: not registered`.
    """
    film: uint256 = self._registered(token_id)
    return self._owner(film), price * ((film >> ROYALTY) & (2**14 - 1)) // 10_000


@external
@view
def tokenURI(token_id: uint256) -> String[80]:
    """
    @notice Where a film is described: a content id (CIDv1, raw, SHA-256, base 16) when its holder gave one, else its own
            name. Reverts: `title: not registered`.
    """
    self._registered(token_id)
    content: bytes32 = self.content_of[token_id]
    if content == empty(bytes32):
        return concat("urn:reelwright:", self._hex(convert(token_id, bytes32)))
    return concat("ipfs://f01551220", self._hex(content))


@external
@pure
def supportsInterface(interface_id: bytes4) -> bool:
    """
    @notice ERC-165: itself, ERC-721 and its metadata, ERC-2981, ERC-4494, ERC-4906.
    """
    return interface_id in [0x01ffc9a7, 0x80ac58cd, 0x5b5e139f, 0x2a55205a, 0x5604e225, 0x49064906]


@external
def approve(approved: address, token_id: uint256):
    """
    @notice Lets another account move one title. Reverts: `title: not registered`, `title: not allowed`.
    """
    film: uint256 = self._registered(token_id)
    owner: address = self._owner(film)
    assert msg.sender == owner or self._operator[owner][msg.sender], "title: not allowed"
    self._approve(film, approved, token_id)


@external
def permit(spender: address, token_id: uint256, deadline: uint256, signature: Bytes[1024]):
    """
    @notice Lets another account move one title, by the owner's signature (ERC-4494).
    Reverts: `title: not registered`, `title: too late`, `title: bad signature`.
    """
    film: uint256 = self._use(PERMIT, convert(spender, bytes32), token_id, deadline, signature)
    self._approve(film, spender, token_id)


@external
def setApprovalForAll(operator: address, approved: bool):
    """
    @notice Lets an operator move all that the caller holds, or no longer.
    """
    self._operate(msg.sender, operator, approved)


@external
def operate_for(owner: address, operator: address, approved: bool, deadline: uint256, signature: Bytes[1024]):
    """
    @notice Lets an operator move all that the owner holds, or no longer, by the owner's signature.
    Reverts: `title: too late`, `title: bad signature`.
    """
    nonce: uint256 = self.operator_nonces[owner]
    self.operator_nonces[owner] = nonce + 1
    self._check(owner, keccak256(abi_encode(OPERATE, owner, operator, approved, nonce, deadline)), deadline, signature)
    self._operate(owner, operator, approved)


@external
def describe(token_id: uint256, content: bytes32):
    """
    @notice Says where a film is described. Reverts: `title: not registered`, `title: not allowed`.
    @param content SHA-256 of the description; nothing takes the description away.
    """
    assert msg.sender == self._owner(self._registered(token_id)), "title: not allowed"
    self.content_of[token_id] = content
    log MetadataUpdate(token_id=token_id)


@external
def describe_for(token_id: uint256, content: bytes32, deadline: uint256, signature: Bytes[1024]):
    """
    @notice Says where a film is described, by the owner's signature.
    Reverts: `title: not registered`, `title: too late`, `title: bad signature`.
    """
    self._film[token_id] = self._use(DESCRIBE, content, token_id, deadline, signature)
    self.content_of[token_id] = content
    log MetadataUpdate(token_id=token_id)


@external
def transferFrom(sender: address, receiver: address, token_id: uint256):
    """
    @notice Moves a title. Reverts: `title: not the owner`, `title: not allowed`, `title: no receiver`.
    """
    self._transfer(sender, receiver, token_id)


@external
def safeTransferFrom(sender: address, receiver: address, token_id: uint256, data: Bytes[1024] = b""):
    """
    @notice Moves a title to somebody who says that he can hold it.
    Reverts: as `transferFrom`; `title: refused by the receiver`.
    """
    self._transfer(sender, receiver, token_id)
    if receiver.is_contract:
        answer: bytes4 = extcall IReceiver(receiver).onERC721Received(msg.sender, sender, token_id, data)
        assert answer == ERC721_RECEIVED, "title: refused by the receiver"


@external
def transfer_for(receiver: address, token_id: uint256, deadline: uint256, signature: Bytes[1024]):
    """
    @notice Moves a title by its owner's signature.
    Reverts: `title: not registered`, `title: too late`, `title: bad signature`, `title: no receiver`.
    """
    film: uint256 = self._use(TRANSFER, convert(receiver, bytes32), token_id, deadline, signature)
    self._move(film, receiver, token_id)


@internal
@pure
def _title_id(author: address, root: bytes32) -> uint256:
    """
    @notice keccak256(author as 32 bytes, root).
    """
    return convert(keccak256(abi_encode(author, root)), uint256)


@internal
@pure
def _owner(film: uint256) -> address:
    """
    @notice The owner in a film's slot.
    """
    return convert(film & (2**160 - 1), address)


@internal
@view
def _registered(token_id: uint256) -> uint256:
    """
    @notice A film's slot; it is never empty again once it was written.
    """
    film: uint256 = self._film[token_id]
    assert film != 0, "title: not registered"
    return film


@internal
def _register(author: address, root: bytes32, segments: uint256, royalty_bps: uint256, created: uint256) -> uint256:
    """
    @notice Writes a film's one slot.
    """
    assert 0 < segments and segments <= MAX_SEGMENTS, "title: segments out of range"
    assert royalty_bps <= 10_000, "title: royalty above the whole"
    token_id: uint256 = self._title_id(author, root)
    assert self._film[token_id] == 0, "title: registered before"
    self._film[token_id] = (
        convert(author, uint256) | (created << CREATED) | (royalty_bps << ROYALTY) | (segments << SEGMENTS)
    )
    self._balance[author] = unsafe_add(self._balance[author], 1)
    log Transfer(sender=empty(address), receiver=author, token_id=token_id)
    log Registered(
        token_id=token_id, author=author, root=root, segments=segments, royalty_bps=royalty_bps, created=created
    )
    return token_id


@internal
@view
def _anchored(
    author: address, root: bytes32, anchor_root: bytes32, salt: bytes32, sides: uint256, proof: DynArray[bytes32, 32]
) -> uint256:
    """
    @notice When a work was anchored.
    """
    leaf: bytes32 = keccak256(concat(x"00", convert(author, bytes32), root, salt))
    created: uint256 = self.anchored_at[anchor_root]
    assert created != 0 and merkle._member_root(leaf, sides, proof) == anchor_root, "title: not anchored"
    return created


@internal
@view
def _check(signer: address, struct_hash: bytes32, deadline: uint256, signature: Bytes[1024]):
    """
    @notice Reverts unless the signer signed the struct for this contract and the deadline is not past.
    """
    assert block.timestamp <= deadline, "title: too late"
    digest: bytes32 = signed._digest(signed._domain(NAME), struct_hash)
    assert signed._is_signed(signer, digest, signature), "title: bad signature"


@internal
@view
def _use(
    type_hash: bytes32, subject: bytes32, token_id: uint256, deadline: uint256, signature: Bytes[1024]
) -> uint256:
    """
    @notice Checks an owner's signature about a title and returns the film's slot with the nonce used up; the caller writes it.
    @dev The nonce wraps after 131,072 uses; the deadline inside a signature has passed by then.
    """
    film: uint256 = self._registered(token_id)
    uses: uint256 = (film >> USES) & MAX_USES
    struct_hash: bytes32 = keccak256(abi_encode(type_hash, subject, token_id, uses, deadline))
    self._check(self._owner(film), struct_hash, deadline, signature)
    return self._used(film)


@internal
@pure
def _used(film: uint256) -> uint256:
    """
    @notice A film's slot with its nonce one further.
    """
    uses: uint256 = ((film >> USES) + 1) & MAX_USES
    return (film & ~(MAX_USES << USES)) | (uses << USES)


@internal
def _approve(film: uint256, approved: address, token_id: uint256):
    """
    @notice Writes an approval down.
    """
    if approved == empty(address):
        self._film[token_id] = film & ~APPROVED
    else:
        self._film[token_id] = film | APPROVED
        self._approved[token_id] = approved
    log Approval(owner=self._owner(film), approved=approved, token_id=token_id)


@internal
def _operate(owner: address, operator: address, approved: bool):
    """
    @notice Writes an operator down.
    """
    self._operator[owner][operator] = approved
    log ApprovalForAll(owner=owner, operator=operator, approved=approved)


@internal
def _transfer(sender: address, receiver: address, token_id: uint256):
    """
    @notice Moves a title for the caller, if he may.
    """
    film: uint256 = self._registered(token_id)
    assert self._owner(film) == sender, "title: not the owner"
    allowed: bool = msg.sender == sender or (film & APPROVED != 0 and self._approved[token_id] == msg.sender)
    assert allowed or self._operator[sender][msg.sender], "title: not allowed"
    self._move(self._used(film), receiver, token_id)


@internal
def _move(film: uint256, receiver: address, token_id: uint256):
    """
    @notice Writes the new owner; the approval ends with the old one.
    """
    assert receiver != empty(address), "title: no receiver"
    sender: address = self._owner(film)
    self._film[token_id] = (((film & ~APPROVED) >> 160) << 160) | convert(receiver, uint256)
    self._balance[sender] = unsafe_sub(self._balance[sender], 1)
    self._balance[receiver] = unsafe_add(self._balance[receiver], 1)
    log Transfer(sender=sender, receiver=receiver, token_id=token_id)


@internal
@pure
def _hex(word: bytes32) -> String[64]:
    """
    @notice A word in base 16.
    """
    halves: uint256[2] = [0, 0]
    rest: uint256 = convert(word, uint256)
    for i: uint256 in range(64):
        digit: uint256 = (rest >> (252 - 4 * i)) & 15
        halves[i >> 5] = (halves[i >> 5] << 8) | (digit + (48 if digit < 10 else 87))
    return convert(concat(convert(halves[0], bytes32), convert(halves[1], bytes32)), String[64])
