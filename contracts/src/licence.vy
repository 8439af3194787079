# pragma version 0.4.3
"""
@title Licence
@license Apache-2.0
@author The Reelwright authors
@notice Which film may use which. A licensor, who holds the title of a film, signs terms; the author of another film has an
        edge recorded under them, once the table that his film is bound to (shares.vy) pays what the terms ask:
        - a relative share is a row for the parent in the child's table: the parent gets its part of what the child gets;
        - an absolute share goes on to every later generation: the rows for a film's whole line of such ancestors are one
          account, its upstream, and a child's table has one row for it.
        So an edge costs the same whatever the depth and the number of ancestors, and nothing is walked when money moves.
@dev There is no owner. A licence that was taken back makes no new edges; those that were made stay.
"""

import ITitle
import IShares
import merkle
import signed

event Derived:
    child: indexed(uint256)
    parent: indexed(uint256)
    licensor: indexed(address)
    terms: bytes32
    share: uint256
    absolute: bool

event Revoked:
    licensor: indexed(address)
    word: uint256
    mask: uint256

struct Licence:
    parent: uint256
    licensee: address
    terms: bytes32
    share: uint256
    absolute: bool
    table: bytes32
    nonce: uint256
    deadline: uint256

struct Place:
    weight: uint256
    sides: uint256
    proof: DynArray[merkle.Step, 32]

struct Upstream:
    account: bytes32
    share: uint256

NAME: constant(bytes32) = keccak256("Reelwright Licence")
LICENCE: constant(bytes32) = keccak256(
    "Licence(uint256 parent,address licensee,bytes32 terms,uint256 share,bool absolute,bytes32 table,uint256 nonce,uint256 deadline)"
)
DERIVE: constant(bytes32) = keccak256(
    "Derive(address author,bytes32 root,Licence licence,uint256 deadline)Licence(uint256 parent,address licensee,bytes32 terms,uint256 share,bool absolute,bytes32 table,uint256 nonce,uint256 deadline)"
)
WHOLE: constant(uint256) = 1_000_000

TITLE: immutable(ITitle)
SHARES: immutable(IShares)

terms_of: public(HashMap[uint256, HashMap[uint256, bytes32]])
upstream: public(HashMap[uint256, Upstream])
revoked: public(HashMap[address, HashMap[uint256, uint256]])


@deploy
def __init__(title_: address, shares_: address):
    """
    @param title_ Where titles are held.
    @param shares_ Where titles are bound to tables.
    """
    TITLE = ITitle(title_)
    SHARES = IShares(shares_)


@external
def derive(root: bytes32, licence: Licence, signature: Bytes[1024], row: Place, upstream_row: Place):
    """
    @notice Records that the caller's film uses another by licence.
    @param root The segment root of the caller's film; with him it makes the title's id.
    @param licence What the licensor signed. No licensee means anybody; no table means any table with the row.
    @param row Where the child's table has its row for the parent.
    @param upstream_row Where it has its row for the parent's upstream; not looked at when the parent has none.
    Reverts: `licence: too late`, `licence: for another`, `licence: revoked`, `licence: bad signature`, `licence: no share`,
             `licence: another table`, `licence: no row for the parent`, `licence: no row for its upstream`,
             `licence: no terms`, `licence: derived before`, `licence: more than the whole`.
    """
    self._derive(msg.sender, root, licence, signature, row, upstream_row)


@external
def derive_for(
    author: address,
    root: bytes32,
    licence: Licence,
    signature: Bytes[1024],
    row: Place,
    upstream_row: Place,
    deadline: uint256,
    author_signature: Bytes[1024],
):
    """
    @notice The same, signed by the author.
    Reverts: as `derive`.
    """
    assert block.timestamp <= deadline, "licence: too late"
    struct_hash: bytes32 = keccak256(
        abi_encode(DERIVE, author, root, keccak256(abi_encode(LICENCE, licence)), deadline)
    )
    self._check(author, struct_hash, author_signature)
    self._derive(author, root, licence, signature, row, upstream_row)


@external
def revoke(word: uint256, mask: uint256):
    """
    @notice Takes licences of the caller back: those with nonces 256 * word + i for every bit i of the mask.
    """
    self.revoked[msg.sender][word] |= mask
    log Revoked(licensor=msg.sender, word=word, mask=mask)


@internal
def _derive(
    author: address, root: bytes32, licence: Licence, signature: Bytes[1024], row: Place, upstream_row: Place
):
    """
    @notice Checks a licence and what it asks of the child's table, and writes the edge down.
    """
    assert block.timestamp <= licence.deadline, "licence: too late"
    assert licence.licensee == empty(address) or licence.licensee == author, "licence: for another"
    assert 0 < licence.share and licence.share <= WHOLE, "licence: no share"
    assert licence.terms != empty(bytes32), "licence: no terms"
    licensor: address = staticcall TITLE.ownerOf(licence.parent)
    taken_back: uint256 = (self.revoked[licensor][licence.nonce >> 8] >> (licence.nonce & 255)) & 1
    assert taken_back == 0, "licence: revoked"
    self._check(licensor, keccak256(abi_encode(LICENCE, licence)), signature)

    title: bytes32 = keccak256(abi_encode(author, root))
    child: uint256 = convert(title, uint256)
    table: bytes32 = staticcall SHARES.table_of(title)
    above: Upstream = self.upstream[licence.parent]
    assert licence.table == empty(bytes32) or licence.table == table, "licence: another table"
    assert self._has_row(table, convert(licence.parent, bytes32), licence.share, row), "licence: no row for the parent"
    assert above.share == 0 or self._has_row(
        table, above.account, above.share, upstream_row
    ), "licence: no row for its upstream"

    assert self.terms_of[child][licence.parent] == empty(bytes32), "licence: derived before"
    self.terms_of[child][licence.parent] = licence.terms
    self._pass_on(child, above)
    if licence.absolute:
        self._pass_on(child, Upstream(account=convert(licence.parent, bytes32), share=licence.share))
    log Derived(
        child=child,
        parent=licence.parent,
        licensor=licensor,
        terms=licence.terms,
        share=licence.share,
        absolute=licence.absolute,
    )


@internal
@pure
def _has_row(table: bytes32, payee: bytes32, share: uint256, place: Place) -> bool:
    """
    @notice Does a table give a payee at least a share, in millionths of the whole? One that weighs nothing gives nobody any.
    """
    root: bytes32 = empty(bytes32)
    start: uint256 = 0
    total: uint256 = 0
    root, start, total = merkle._weigh(payee, place.weight, place.sides, place.proof)
    return root == table and total > 0 and place.weight * WHOLE >= share * total


@internal
def _pass_on(child: uint256, more: Upstream):
    """
    @notice Adds to a film's upstream: a table of two rows, what was there and what comes.
    """
    if more.share == 0:
        return
    there: Upstream = self.upstream[child]
    if there.share == 0:
        self.upstream[child] = more
        return
    share: uint256 = there.share + more.share
    assert share <= WHOLE, "licence: more than the whole"
    self.upstream[child] = Upstream(
        account=merkle._weighed_node(
            merkle._weighed_leaf(there.account, there.share),
            there.share,
            merkle._weighed_leaf(more.account, more.share),
            more.share,
        ),
        share=share,
    )


@internal
@view
def _check(signer: address, struct_hash: bytes32, signature: Bytes[1024]):
    """
    @notice Reverts unless the signer signed the struct for this contract.
    """
    digest: bytes32 = signed._digest(signed._domain(NAME), struct_hash)
    assert signed._is_signed(signer, digest, signature), "licence: bad signature"
