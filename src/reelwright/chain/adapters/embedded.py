"""The embedded chain: an EVM of Prague in this process, in one SQLite file.

Knows the file, whose turn it is, and how state is read; what executes lies in ``machine`` and is
loaded when something is to be executed. A chain on which nobody has native money begins with a block
that is kept as data. One transaction is one block, final when it is acknowledged. Gas costs nothing
here, so that nobody needs money to begin; how much was used is still told. Every method may be used
from several threads and several processes.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reelwright.chain.errors import RefusedError
from reelwright.chain.evm.rlp import read_rlp
from reelwright.chain.evm.state_tree import StateAccount, account_in, code_in, slot_in
from reelwright.chain.evm.transactions import transaction_hash
from reelwright.chain.model import (
    Account,
    Address,
    BlockMark,
    Call,
    Fees,
    Finality,
    Hash,
    Inclusion,
    Log,
    LogQuery,
    Receipt,
)
from reelwright.chain.ports import Clock

from .blockfile import BLOCK_GAS, EMBEDDED_CHAIN_ID, MOST_GAS, BlockFile

if TYPE_CHECKING:
    from .machine import Machine

_STATE_ROOT: Final = 3  # of a header's fields (yellow paper §4.4.3)


class EmbeddedLedger:
    """A chain in one file.

    Args:
        path: the file; it is made when it is not there.
        clock: gives a block its time, which never goes back.
        balances: native money that a new chain begins with.
    """

    def __init__(self, path: Path, clock: Clock, balances: Mapping[Address, int] | None = None) -> None:
        self._file = BlockFile(path)
        self._clock = clock
        self._turn = threading.RLock()
        self._machine: Machine | None = None
        try:
            if self._file.head() is None:
                self._begin(balances or {})
            self._root(self._newest())
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def chain_id(self) -> int:
        """The number of every embedded chain."""
        return EMBEDDED_CHAIN_ID

    def head(self, finality: Finality = Finality.PENDING) -> BlockMark:
        """The newest block: here every block is final."""
        del finality
        with self._turn:
            return self._newest()

    def block(self, number: int) -> BlockMark | None:
        """A block by its number."""
        with self._turn:
            return self._file.block(number)

    def submit(self, raw: bytes) -> Hash:
        """Make a block of a transaction; the block is in the file when this returns.

        Raises:
            NonceError: its number is used, or one before it is missing.
            RefusedError: it is malformed, of another chain, or too large.
        """
        name = transaction_hash(raw)
        with self._turn:
            if self._file.receipt(name) is not None:
                return name
            machine = self._executing()
            transaction = machine.read(raw, name)
            try:
                with self._file.block_being_made():
                    machine.follow()
                    if self._file.receipt(name) is None:  # another process may have just done it
                        machine.make_block(transaction, name, self._time())
            except BaseException:
                machine.load()
                raise
        return name

    def receipt(self, tx: Hash) -> Receipt | None:
        """What became of a transaction."""
        with self._turn:
            return self._file.receipt(tx)

    def inclusion(self, tx: Hash) -> Inclusion | None:
        """Proof of a receipt: a block has one."""
        with self._turn:
            told = self._file.receipt(tx)
            return None if told is None else self._executing().inclusion(told)

    def logs(self, query: LogQuery) -> tuple[Log, ...]:
        """Logs of a span of blocks."""
        with self._turn:
            return self._file.logs(query)

    def call(self, call: Call) -> bytes:
        """What a contract would answer now.

        Raises:
            RevertedError: it would say no.
        """
        with self._turn:
            tried = self._executing().attempt(call, call.gas or BLOCK_GAS, self._time())
        if tried.error is not None:
            raise tried.error
        return tried.output

    def estimate(self, call: Call) -> int:
        """How much gas a transaction needs at most.

        Raises:
            RevertedError: the contract would say no.
        """
        with self._turn:
            machine, time = self._executing(), self._time()
            tried = machine.attempt(call, MOST_GAS, time)
            if tried.error is not None:
                raise tried.error
            for share in (64, 40, 16):  # a contract keeps back a 64th of its gas from those that it calls (EIP-150)
                wanted = min(tried.used + tried.used // share + 2_300, MOST_GAS)
                if machine.attempt(call, wanted, time).error is None:
                    return wanted
        return MOST_GAS

    def account(self, address: Address) -> Account:
        """Next transaction number and native money."""
        with self._turn:
            found = self._state_of(address, self._newest())
        return Account(found.nonce, found.balance)

    def code(self, address: Address, at: int | None = None) -> bytes:
        """A contract's code, now or as it was after a block."""
        with self._turn:
            mark = self._newest() if at is None else self._file.block(at)
            if mark is None:
                raise RefusedError(f"there is no block {at}", where=str(self._file.path), mend="ask for an earlier one")
            return code_in(self._file.get, self._state_of(address, mark))

    def storage(self, address: Address, slot: int) -> bytes:
        """The 32 bytes of a storage slot."""
        with self._turn:
            return slot_in(self._file.get, self._state_of(address, self._newest()), slot)

    def fees(self) -> Fees:
        """Nothing: gas is free here."""
        return Fees()

    def time(self) -> int:
        """This machine's time, but never earlier than the newest block's."""
        with self._turn:
            return self._time()

    def _begin(self, balances: Mapping[Address, int]) -> None:
        """Write the first block, the same for everybody who begins with the same money."""
        if balances:
            from .machine import begin_chain  # noqa: PLC0415 py-evm takes most of the time to start

            begin_chain(self._file, balances)
            return
        first = json.loads((resources.files("reelwright.chain") / "data" / "first_block.json").read_bytes())
        with self._file.block_being_made():
            if self._file.head() is None:  # another process may have just begun it
                for key, value in first["state"].items():
                    self._file.put(bytes.fromhex(key), bytes.fromhex(value))
                self._file.add_block(
                    BlockMark(0, Hash.from_hex(f"0x{first['hash']}"), Hash(bytes(32)), first["time"]), ()
                )

    def _executing(self) -> Machine:
        """What executes, loaded when it is first asked for."""
        if self._machine is None:
            from .machine import Machine  # noqa: PLC0415 py-evm takes most of the time to start

            self._machine = Machine(self._file)
        return self._machine

    def _newest(self) -> BlockMark:
        head = self._file.head()
        if head is None:
            raise RefusedError("this chain has no first block", where=str(self._file.path), mend="name another file")
        return head

    def _time(self) -> int:
        return max(self._clock(), self._newest().time)

    def _state_of(self, address: Address, mark: BlockMark) -> StateAccount:
        return account_in(self._file.get, self._root(mark), address.raw)

    def _root(self, mark: BlockMark) -> bytes:
        """The root of the state after a block."""
        header = self._file.get(mark.hash.raw)
        fields = read_rlp(header)[0] if header else []
        if len(fields) <= _STATE_ROOT:
            raise RefusedError(
                f"this chain's file lacks block {mark.number}", where=str(self._file.path), mend="put a copy of it back"
            )
        return bytes(fields[_STATE_ROOT])
