# pragma version 0.4.3
"""
@title Shares
@license Apache-2.0
@author The Reelwright authors
@notice Money that belongs to several is kept in accounts, and each takes his own part. An account is 32 bytes and of one of
        four kinds, told apart by what they are hashes of:
        - a person: an address, filled up with zeros on the left;
        - a table: the root of a weighed tree (merkle.vy). Each row has an interval of the table to itself, so a table
          cannot give more than the whole, whoever wrote it;
        - a title: its id. It has no rows; all that it receives goes on to the table that its author bound it to;
        - a pool: an operator pays out of it by one cumulative root, in which a guardian can stop him.
        A row may name any account, so a film's table pays the films that it comes from: each edge is one row, moved when
        somebody asks, and neither paying nor registering ever walks up a graph.
@dev Every account is kept per token; the empty address means the chain's own money. A token that lies can hurt those alone
     who take that token. What is received and what has left stand in one slot. Money that comes is credited after it came,
     money that goes is written off before it goes, so the books never promise more than is there, also while another
     contract runs. What fails in a batch is kept for its payee to withdraw, so nobody can block anybody.
"""

import IERC20
import merkle
import signed

event Paid:
    account: indexed(bytes32)
    token: address
    amount: uint256

event Moved:
    source: indexed(bytes32)
    target: indexed(bytes32)
    token: address
    amount: uint256

event Drawn:
    source: indexed(bytes32)
    token: indexed(address)
    payments: DynArray[merkle.Row, 256]

event Kept:
    account: indexed(bytes32)
    token: indexed(address)
    amount: uint256

event Withdrawn:
    account: indexed(bytes32)
    token: indexed(address)
    amount: uint256

event Bound:
    title: indexed(bytes32)
    table: bytes32
    pool: bytes32

event LaneChosen:
    title: indexed(bytes32)
    pooled: bool
    since: uint256

event Posted:
    pool: indexed(bytes32)
    token: indexed(address)
    root: bytes32
    leaves: bytes32
    live_at: uint256

event Vetoed:
    pool: indexed(bytes32)
    token: indexed(address)
    root: bytes32

struct Pool:
    operator: address
    guardian: address
    window: uint256

struct Binding:
    table: bytes32
    pool: bytes32
    lane: uint256

struct Payout:
    live: bytes32
    next: bytes32
    live_at: uint256

NAME: constant(bytes32) = keccak256("Reelwright Market")
BIND: constant(bytes32) = keccak256(
    "Bind(address author,bytes32 root,bytes32 table,bytes32 pool,uint256 deadline)"
)
LANE: constant(bytes32) = keccak256(
    "ChooseLane(address author,bytes32 root,bool pooled,uint256 nonce,uint256 deadline)"
)
POOL: constant(bytes32) = keccak256("Pool(address operator,address guardian,uint256 window)")
PART: constant(uint256) = 2**120 - 1
CLAIMED: constant(uint256) = 1
LEFT: constant(uint256) = 16
RECEIVED: constant(uint256) = 136
NOTICE: constant(uint256) = 86_400

# account: what was received 120 | what has left 120 | free 15 | claimed since all was drawn 1. Of a table, "what has left" is
# the income up to which all rows were drawn; rows that were claimed alone since then stand in _claimed. What was received
# stands on top, so that the check of the whole word's sum is the check of its own.
_books: HashMap[address, HashMap[bytes32, uint256]]
_claimed: HashMap[address, HashMap[bytes32, HashMap[uint256, uint256]]]
_drawn: HashMap[address, HashMap[bytes32, HashMap[bytes32, uint256]]]
_bound: HashMap[bytes32, Binding]
_payouts: HashMap[address, HashMap[bytes32, Payout]]
lane_nonces: public(HashMap[bytes32, uint256])


@external
@payable
def pay(token: address, account: bytes32, amount: uint256):
    """
    @notice Pays into an account, whatever its kind and however many stand behind it.
    Reverts: `shares: no account`, `shares: too much`, `shares: wrong amount`, `shares: not received`, and by overflow when an
             account has received 2**120 units.
    """
    assert account != empty(bytes32), "shares: no account"
    if token == empty(address):
        assert msg.value == amount, "shares: wrong amount"
    else:
        assert msg.value == 0, "shares: wrong amount"
        assert extcall IERC20(token).transferFrom(msg.sender, self, amount), "shares: not received"
    self._credit(token, account, amount)
    log Paid(account=account, token=token, amount=amount)


@external
def onTransferReceived(operator: address, sender: address, amount: uint256, data: Bytes[32]) -> bytes4:
    """
    @notice Pays into an account with money that calls its receiver (ERC-1363), which takes no allowance; the caller is the
            money, and what it gives to tell is the account.
    @dev It says itself what has come. One that lies fills its own books alone, as with `pay`.
    Reverts: `shares: no account`, `shares: too much`, and by overflow as `pay`.
    """
    assert len(data) == 32, "shares: no account"
    account: bytes32 = convert(data, bytes32)
    assert account != empty(bytes32), "shares: no account"
    self._credit(msg.sender, account, amount)
    log Paid(account=account, token=msg.sender, amount=amount)
    return method_id("onTransferReceived(address,address,uint256,bytes)", output_type=bytes4)


@external
def claim(
    token: address, table: bytes32, row: merkle.Row, sides: uint256, proof: DynArray[merkle.Step, 32]
) -> uint256:
    """
    @notice Gives one row of a table what it is owed by now; anybody may ask for it.
    @return How much it was.
    Reverts: `shares: not in the table`, `shares: nothing is owed`, `shares: not sent`.
    """
    root: bytes32 = empty(bytes32)
    start: uint256 = 0
    total: uint256 = 0
    root, start, total = merkle._weigh(row.payee, row.weight, sides, proof)
    assert root == table, "shares: not in the table"
    book: uint256 = self._books[token][table]
    due: uint256 = (book >> RECEIVED) * row.weight // total
    paid: uint256 = max(self._claimed[token][table][start], ((book >> LEFT) & PART) * row.weight // total)
    assert due > paid, "shares: nothing is owed"
    self._claimed[token][table][start] = due
    if book & CLAIMED == 0:
        self._books[token][table] = book | CLAIMED
    self._move(token, table, row.payee, due - paid)
    return due - paid


@external
def draw_many(token: address, table: bytes32, rows: DynArray[merkle.Row, 256]):
    """
    @notice Gives every row of a table what it is owed by now. What cannot be sent is kept for its payee.
    Reverts: `shares: not the table`.
    """
    root: bytes32 = empty(bytes32)
    total: uint256 = 0
    root, total = merkle._table_root(rows)
    assert root == table, "shares: not the table"
    book: uint256 = self._books[token][table]
    received: uint256 = book >> RECEIVED
    settled: uint256 = (book >> LEFT) & PART
    self._books[token][table] = received << RECEIVED | received << LEFT
    start: uint256 = 0
    payments: DynArray[merkle.Row, 256] = []
    for row: merkle.Row in rows:
        due: uint256 = received * row.weight // total
        paid: uint256 = settled * row.weight // total
        if book & CLAIMED != 0:
            paid = max(paid, self._claimed[token][table][start])
        start += row.weight
        if due > paid:
            payments.append(merkle.Row(payee=row.payee, weight=due - paid))
            self._give(token, row.payee, due - paid)
    log Drawn(source=table, token=token, payments=payments)


@external
def withdraw(token: address, owner: address) -> uint256:
    """
    @notice Sends a person what is kept in his account; anybody may ask for it.
    Reverts: `shares: nothing is owed`, `shares: not sent`.
    """
    account: bytes32 = convert(owner, bytes32)
    amount: uint256 = self._empty(token, account)
    log Withdrawn(account=account, token=token, amount=amount)
    assert self._sent(token, owner, amount), "shares: not sent"
    return amount


@external
def bind(root: bytes32, table: bytes32, pool: bytes32) -> bytes32:
    """
    @notice Says for good which table a title's income goes to. The caller is the author, which the id itself proves.
    @param pool A pool that may take the place of the table when the author chooses so, or nothing.
    Reverts: `shares: bound before`, `shares: no table`.
    """
    return self._bind(msg.sender, root, table, pool)


@external
def bind_for(
    author: address, root: bytes32, table: bytes32, pool: bytes32, deadline: uint256, signature: Bytes[1024]
) -> bytes32:
    """
    @notice The same, signed by the author.
    Reverts: as `bind`; `shares: too late`, `shares: bad signature`.
    """
    self._check(author, keccak256(abi_encode(BIND, author, root, table, pool, deadline)), deadline, signature)
    return self._bind(author, root, table, pool)


@external
def choose_lane(root: bytes32, pooled: bool):
    """
    @notice Sends a title's income to its pool instead of its table, or back, from a day on.
    @dev The pool was named when the title was bound, so nobody in the table is led elsewhere than he agreed to.
    Reverts: `shares: no pool`, `shares: chosen before`.
    """
    self._choose_lane(msg.sender, root, pooled)


@external
def choose_lane_for(author: address, root: bytes32, pooled: bool, deadline: uint256, signature: Bytes[1024]):
    """
    @notice The same, signed by the author.
    Reverts: as `choose_lane`; `shares: too late`, `shares: bad signature`.
    """
    title: bytes32 = keccak256(abi_encode(author, root))
    nonce: uint256 = self.lane_nonces[title]
    self.lane_nonces[title] = nonce + 1
    self._check(author, keccak256(abi_encode(LANE, author, root, pooled, nonce, deadline)), deadline, signature)
    self._choose_lane(author, root, pooled)


@external
def forward(token: address, title: bytes32) -> uint256:
    """
    @notice Moves what a title has received on to its table or its pool; anybody may ask for it.
    Reverts: `shares: not bound`, `shares: nothing is owed`.
    """
    target: bytes32 = self._lane(title)
    assert target != empty(bytes32), "shares: not bound"
    amount: uint256 = self._empty(token, title)
    self._move(token, title, target, amount)
    return amount


@external
def post(token: address, guardian: address, window: uint256, root: bytes32, leaves: bytes32):
    """
    @notice The caller, as operator of a pool, posts what every payee has coming to him since the beginning: one root for
            all. It is live after the window, unless the guardian stops it.
    @param window How many seconds the guardian has, at least a day.
    @param root A weighed tree of what each payee has coming. A root that weighs more than the pool has received pays nobody.
    @param leaves SHA-256 of the public list of rows, from which anybody can work the root out.
    Reverts: `shares: window out of range`, `shares: still in the window`.
    """
    assert window >= NOTICE and window <= 365 * NOTICE, "shares: window out of range"
    pool: bytes32 = self._pool(Pool(operator=msg.sender, guardian=guardian, window=window))
    payout: Payout = self._payouts[token][pool]
    assert block.timestamp >= payout.live_at, "shares: still in the window"
    live_at: uint256 = block.timestamp + window
    self._payouts[token][pool] = Payout(
        live=payout.next if payout.next != empty(bytes32) else payout.live, next=root, live_at=live_at
    )
    log Posted(pool=pool, token=token, root=root, leaves=leaves, live_at=live_at)


@external
def veto(token: address, operator: address, window: uint256):
    """
    @notice The caller, as guardian of a pool, stops a root before it is live; the one before it stays live.
    @dev He can stop and not take: money leaves a pool by its operator's roots alone. Whoever pays into a pool chose both.
    Reverts: `shares: nothing to stop`.
    """
    pool: bytes32 = self._pool(Pool(operator=operator, guardian=msg.sender, window=window))
    payout: Payout = self._payouts[token][pool]
    assert block.timestamp < payout.live_at and payout.next != empty(bytes32), "shares: nothing to stop"
    self._payouts[token][pool].next = empty(bytes32)
    self._payouts[token][pool].live_at = block.timestamp
    log Vetoed(pool=pool, token=token, root=payout.next)


@external
def draw(token: address, pool: Pool, row: merkle.Row, sides: uint256, proof: DynArray[merkle.Step, 32]) -> uint256:
    """
    @notice Gives a payee of a pool what its live root says he has coming and has not had; anybody may ask for it.
    Reverts: `shares: not in the payout`, `shares: nothing is owed`, `shares: more than was received`, `shares: not sent`.
    """
    account: bytes32 = self._pool(pool)
    root: bytes32 = empty(bytes32)
    start: uint256 = 0
    total: uint256 = 0
    root, start, total = merkle._weigh(row.payee, row.weight, sides, proof)
    assert root == self._live(token, account), "shares: not in the payout"
    assert total <= self._books[token][account] >> RECEIVED, "shares: more than was received"
    paid: uint256 = self._drawn[token][account][row.payee]
    assert row.weight > paid, "shares: nothing is owed"
    self._drawn[token][account][row.payee] = row.weight
    self._spend(token, account, row.weight - paid)
    self._move(token, account, row.payee, row.weight - paid)
    return row.weight - paid


@external
def draw_payout(token: address, pool: Pool, rows: DynArray[merkle.Row, 256]):
    """
    @notice Gives all payees of a pool's live root what they have not had. What cannot be sent is kept for its payee.
    Reverts: `shares: not in the payout`, `shares: more than was received`.
    """
    account: bytes32 = self._pool(pool)
    root: bytes32 = empty(bytes32)
    total: uint256 = 0
    root, total = merkle._table_root(rows)
    assert root != empty(bytes32) and root == self._live(token, account), "shares: not in the payout"
    assert total <= self._books[token][account] >> RECEIVED, "shares: more than was received"
    payments: DynArray[merkle.Row, 256] = []
    for row: merkle.Row in rows:
        paid: uint256 = self._drawn[token][account][row.payee]
        if row.weight > paid:
            self._drawn[token][account][row.payee] = row.weight
            self._spend(token, account, row.weight - paid)
            payments.append(merkle.Row(payee=row.payee, weight=row.weight - paid))
            self._give(token, row.payee, row.weight - paid)
    log Drawn(source=account, token=token, payments=payments)


@external
@view
def book(token: address, account: bytes32) -> (uint256, uint256):
    """
    @notice What an account has received, and what has left it (of a table: the income up to which all rows were drawn).
    """
    word: uint256 = self._books[token][account]
    return word >> RECEIVED, (word >> LEFT) & PART


@external
@view
def owed(token: address, table: bytes32, rows: DynArray[merkle.Row, 256]) -> DynArray[uint256, 256]:
    """
    @notice What every row of a table is owed by now. Reverts: `shares: not the table`.
    """
    root: bytes32 = empty(bytes32)
    total: uint256 = 0
    root, total = merkle._table_root(rows)
    assert root == table, "shares: not the table"
    book: uint256 = self._books[token][table]
    start: uint256 = 0
    found: DynArray[uint256, 256] = []
    for row: merkle.Row in rows:
        due: uint256 = (book >> RECEIVED) * row.weight // total
        paid: uint256 = max(self._claimed[token][table][start], ((book >> LEFT) & PART) * row.weight // total)
        found.append(due - paid if due > paid else 0)
        start += row.weight
    return found


@external
@view
def drawn(token: address, pool: bytes32, payee: bytes32) -> uint256:
    """
    @notice What a payee has had out of a pool since the beginning.
    """
    return self._drawn[token][pool][payee]


@external
@view
def table_of(title: bytes32) -> bytes32:
    """
    @notice The table that a title is bound to, or nothing.
    """
    return self._bound[title].table


@external
@view
def lane_of(title: bytes32) -> bytes32:
    """
    @notice Where a title's income goes now: its table, its pool, or nowhere yet.
    """
    return self._lane(title)


@external
@pure
def pool_account(pool: Pool) -> bytes32:
    """
    @notice The account of a pool.
    """
    return self._pool(pool)


@external
@view
def payout(token: address, pool: bytes32) -> (bytes32, bytes32, uint256):
    """
    @notice A pool's root that is live now, the one that waits, and when that is live.
    """
    payout: Payout = self._payouts[token][pool]
    waits: bool = block.timestamp < payout.live_at
    return self._live(token, pool), payout.next if waits else empty(bytes32), payout.live_at


@internal
def _credit(token: address, account: bytes32, amount: uint256):
    """
    @notice Adds to what an account has received.
    """
    assert amount <= PART, "shares: too much"
    self._books[token][account] += amount << RECEIVED


@internal
def _move(token: address, source: bytes32, target: bytes32, amount: uint256):
    """
    @notice Gives what has left one account to another, or sends it to a person.
    """
    log Moved(source=source, target=target, token=token, amount=amount)
    if convert(target, uint256) >> 160 != 0:
        self._credit(token, target, amount)
    else:
        assert self._sent(token, convert(convert(target, uint256), address), amount), "shares: not sent"


@internal
def _give(token: address, target: bytes32, amount: uint256):
    """
    @notice As `_move`, one of many: a person who cannot be sent it keeps it in his account.
    """
    if convert(target, uint256) >> 160 != 0:
        self._credit(token, target, amount)
    elif not self._sent(token, convert(convert(target, uint256), address), amount):
        self._credit(token, target, amount)
        log Kept(account=target, token=token, amount=amount)


@internal
def _sent(token: address, receiver: address, amount: uint256) -> bool:
    """
    @notice Sends money, and says whether it went.
    @dev A receiver of the chain's own money gets little gas, so he cannot spend a batch's.
    """
    if token == empty(address):
        return raw_call(receiver, b"", value=amount, gas=30_000, revert_on_failure=False)
    done: bool = False
    answer: Bytes[32] = b""
    done, answer = raw_call(
        token,
        abi_encode(receiver, amount, method_id=method_id("transfer(address,uint256)")),
        max_outsize=32,
        revert_on_failure=False,
    )
    return done and (len(answer) == 0 or (len(answer) == 32 and convert(answer, uint256) == 1))


@internal
def _empty(token: address, account: bytes32) -> uint256:
    """
    @notice Takes out all that is in a person's or a title's account.
    """
    book: uint256 = self._books[token][account]
    received: uint256 = book >> RECEIVED
    amount: uint256 = received - ((book >> LEFT) & PART)
    assert amount > 0, "shares: nothing is owed"
    self._books[token][account] = received << RECEIVED | received << LEFT
    return amount


@internal
def _spend(token: address, account: bytes32, amount: uint256):
    """
    @notice Takes an amount out of a pool's account.
    """
    book: uint256 = self._books[token][account]
    assert ((book >> LEFT) & PART) + amount <= book >> RECEIVED, "shares: more than was received"
    self._books[token][account] = book + (amount << LEFT)


@internal
def _bind(author: address, root: bytes32, table: bytes32, pool: bytes32) -> bytes32:
    """
    @notice Binds a title, once.
    """
    title: bytes32 = keccak256(abi_encode(author, root))
    assert convert(table, uint256) >= 2**160, "shares: no table"
    assert self._bound[title].table == empty(bytes32), "shares: bound before"
    self._bound[title].table = table
    if pool != empty(bytes32):
        self._bound[title].pool = pool
    log Bound(title=title, table=table, pool=pool)
    return title


@internal
def _choose_lane(author: address, root: bytes32, pooled: bool):
    """
    @notice Writes a choice down: the day from which it holds << 1 | pooled.
    """
    title: bytes32 = keccak256(abi_encode(author, root))
    binding: Binding = self._bound[title]
    assert binding.pool != empty(bytes32), "shares: no pool"
    assert block.timestamp >= binding.lane >> 1 and (binding.lane & 1 == 1) != pooled, "shares: chosen before"
    since: uint256 = block.timestamp + NOTICE
    self._bound[title].lane = since << 1 | convert(pooled, uint256)
    log LaneChosen(title=title, pooled=pooled, since=since)


@internal
@view
def _lane(title: bytes32) -> bytes32:
    """
    @notice Where a title's income goes now.
    """
    lane: uint256 = self._bound[title].lane
    if lane != 0 and (block.timestamp >= lane >> 1) == (lane & 1 == 1):
        return self._bound[title].pool
    return self._bound[title].table


@internal
@pure
def _pool(pool: Pool) -> bytes32:
    """
    @notice The account of a pool: EIP-712's hash of its struct.
    """
    return keccak256(abi_encode(POOL, pool.operator, pool.guardian, pool.window))


@internal
@view
def _live(token: address, pool: bytes32) -> bytes32:
    """
    @notice The root of a pool that is live now.
    """
    payout: Payout = self._payouts[token][pool]
    if payout.next != empty(bytes32) and block.timestamp >= payout.live_at:
        return payout.next
    return payout.live


@internal
@view
def _check(signer: address, struct_hash: bytes32, deadline: uint256, signature: Bytes[1024]):
    """
    @notice Reverts unless the signer signed the struct for this contract and the deadline is not past.
    """
    assert block.timestamp <= deadline, "shares: too late"
    digest: bytes32 = signed._digest(signed._domain(NAME), struct_hash)
    assert signed._is_signed(signer, digest, signature), "shares: bad signature"
