"""The embedded chain: an EVM of Prague in this process, in one SQLite file.

Knows py-evm. One transaction is one block, final when it is acknowledged. Gas costs nothing here,
so that nobody needs money to begin; how much was used is still told. Every method may be used from
several threads and several processes.

Traps of py-evm that are stepped around: its miner executes with another time than it writes into the
block, wants a second between blocks (so that a busy chain would run ahead of the clock; here blocks
may share a second, as on many rollups), lets the gas limit decay, and recovers senders in Python
unless coincurve is there.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from reelwright.chain.errors import NonceError, RefusedError, RevertedError
from reelwright.chain.evm.contracts import CONTRACT_MAKER
from reelwright.chain.evm.reverts import revert_reason, says_no
from reelwright.chain.evm.transactions import transaction_hash
from reelwright.chain.model import (
    NOBODY,
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

from .blockfile import BlockFile
from .late_curves import load_curves_late
from .recursion import deep_enough_for_an_evm, usual_after_import

with usual_after_import():
    load_curves_late()
    import rlp
    from eth.abc import BlockHeaderAPI, ComputationAPI, ReceiptAPI, SignedTransactionAPI
    from eth.chains.base import Chain
    from eth.consensus.noproof import NoProofConsensus
    from eth.db.atomic import AtomicDB
    from eth.db.backends.base import BaseDB
    from eth.exceptions import HeaderNotFound, OutOfGas, Revert, UnrecognizedTransactionType
    from eth.vm.forks.prague import PragueVM
    from eth.vm.spoof import SpoofTransaction
    from eth_keys.exceptions import BadSignature
    from eth_utils.exceptions import ValidationError
    from rlp.exceptions import RLPException

    from .receipt_tree import inclusion_of

EMBEDDED_CHAIN_ID: Final = 0x5245454C
"""The chain id of every embedded chain: "REEL" in ASCII."""

BLOCK_GAS: Final = 60_000_000
MOST_GAS: Final = 16_777_216
"""What one transaction may use (EIP-7825, in force on real chains)."""

_GENESIS_TIME: Final = 1
_MAKER_CODE: Final = bytes.fromhex(
    "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182"
    "fd5b8082525050506014600cf3"
)


class _StateOf(BaseDB):
    """The file's state as py-evm asks for it."""

    def __init__(self, file: BlockFile) -> None:
        self._file = file

    def __getitem__(self, key: bytes) -> bytes:
        value = self._file.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key: bytes, value: bytes) -> None:
        self._file.put(key, value)

    def __delitem__(self, key: bytes) -> None:
        self._file.drop(key)

    def _exists(self, key: bytes) -> bool:
        return self._file.get(key) is not None


_CHAIN: Final = Chain.configure(
    __name__="EmbeddedChain",
    vm_configuration=((0, PragueVM.configure(consensus_class=NoProofConsensus)),),
    chain_id=EMBEDDED_CHAIN_ID,
)


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
        self._head: BlockMark
        self._chain: Any
        self._header: BlockHeaderAPI
        try:
            if self._file.head() is None:
                self._begin(balances or {})
            self._load()
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
            self._follow()
            return self._head

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
            transaction = _decode(self._chain, self._header, raw, name)
            try:
                with self._file.block_being_made():
                    self._follow()
                    if self._file.receipt(name) is None:  # another process may have just done it
                        self._make_block(transaction, name)
            except BaseException:
                self._load()
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
            if told is None:
                return None
            header = self._chain.get_block_header_by_hash(told.block_hash.raw)
            vm = self._chain.get_vm(header)
            receipts = self._chain.chaindb.get_receipts(header, vm.get_receipt_builder())
            return inclusion_of(rlp.encode(header), [receipt.encode() for receipt in receipts], 0)

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
            computation = self._try(call, call.gas or BLOCK_GAS)
        self._raise_if_failed(computation, call)
        return bytes(computation.output)

    def estimate(self, call: Call) -> int:
        """How much gas a transaction needs at most.

        Raises:
            RevertedError: the contract would say no.
        """
        with self._turn:
            computation = self._try(call, MOST_GAS)
            self._raise_if_failed(computation, call)
            enough = self._used(call, computation)
            for share in (64, 40, 16):  # a contract keeps back a 64th of its gas from those that it calls (EIP-150)
                wanted = min(enough + enough // share + 2_300, MOST_GAS)
                if not self._try(call, wanted).is_error:
                    return wanted
        return MOST_GAS

    def account(self, address: Address) -> Account:
        """Next transaction number and native money."""
        with self._turn:
            state = self._state()
            return Account(state.get_nonce(address.raw), state.get_balance(address.raw))

    def code(self, address: Address, at: int | None = None) -> bytes:
        """A contract's code, now or as it was after a block."""
        with self._turn:
            state = self._state()
            if at is not None:
                mark = self._file.block(at)
                if mark is None:
                    raise RefusedError(
                        f"there is no block {at}", where=str(self._file.path), mend="ask for an earlier one"
                    )
                state = self._chain.get_vm(self._chain.get_block_header_by_hash(mark.hash.raw)).state
            return bytes(state.get_code(address.raw))

    def storage(self, address: Address, slot: int) -> bytes:
        """The 32 bytes of a storage slot."""
        with self._turn:
            return int(self._state().get_storage(address.raw, slot)).to_bytes(32, "big")

    def fees(self) -> Fees:
        """Nothing: gas is free here."""
        return Fees()

    def time(self) -> int:
        """This machine's time, but never earlier than the newest block's."""
        with self._turn:
            self._follow()
            return self._time()

    def _begin(self, balances: Mapping[Address, int]) -> None:
        """Write the genesis block, the same for everybody who begins with the same money."""
        accounts: dict[Any, Any] = {
            each.raw: {"balance": money, "nonce": 0, "code": b"", "storage": {}} for each, money in balances.items()
        }
        accounts[CONTRACT_MAKER.raw] = {"balance": 0, "nonce": 1, "code": _MAKER_CODE, "storage": {}}
        genesis: dict[str, Any] = {
            "difficulty": 0,
            "gas_limit": BLOCK_GAS,
            "timestamp": _GENESIS_TIME,
            "coinbase": bytes(20),
            "extra_data": b"",
            "nonce": bytes(8),
            "base_fee_per_gas": 0,
        }
        with self._file.block_being_made():
            if self._file.head() is None:
                _CHAIN.from_genesis(AtomicDB(_StateOf(self._file)), genesis, accounts)
                header = _CHAIN(AtomicDB(_StateOf(self._file))).get_canonical_head()
                self._file.add_block(_mark(header), ())

    def _load(self) -> None:
        """Look at the chain as the file has it now."""
        self._file.forget()
        head = self._file.head()
        if head is None:
            raise RefusedError("this chain has no first block", where=str(self._file.path), mend="name another file")
        self._chain = _CHAIN(AtomicDB(_StateOf(self._file)))
        try:
            self._header = self._chain.get_block_header_by_hash(head.hash.raw)
        except HeaderNotFound as error:
            raise RefusedError("this chain's file lacks its newest block", where=str(self._file.path)) from error
        self._head = head

    def _follow(self) -> None:
        """Take in the blocks that other processes made."""
        head = self._file.head()
        if head != self._head:
            self._load()

    def _make_block(self, transaction: SignedTransactionAPI, name: Hash) -> None:
        header = self._chain.create_header_from_parent(
            self._header, timestamp=self._time(), gas_limit=BLOCK_GAS, coinbase=bytes(20)
        )
        vm = self._chain.get_vm(header)
        self._check_number(vm.state.get_nonce(transaction.sender), transaction, name)
        try:
            with deep_enough_for_an_evm():
                filled, receipts, computations = vm.apply_all_transactions([transaction], header)
        except ValidationError as error:
            raise RefusedError(f"the transaction is not valid: {error}", where=str(name)) from error
        block = vm.set_block_transactions_and_withdrawals(vm.get_block(), filled, [transaction], receipts)
        mined = vm.finalize_block(block).block  # not mine_block, which wants a second between blocks
        self._chain.chaindb.persist_block(mined)
        mark = _mark(mined.header)
        receipt = _receipt(mark, name, receipts[0], computations[0], len(transaction.data))
        self._file.add_block(mark, (receipt,))
        self._header, self._head = mined.header, mark

    def _time(self) -> int:
        return max(self._clock(), self._header.timestamp)

    def _check_number(self, nonce: int, transaction: SignedTransactionAPI, name: Hash) -> None:
        if transaction.nonce == nonce:
            return
        what = "is used already" if transaction.nonce < nonce else f"comes too early: {nonce} is the next"
        raise NonceError(
            f"the transaction's number {transaction.nonce} {what}",
            where=str(name),
            mend="look its sender's transactions up before signing another one",
        )

    def _state(self) -> Any:  # noqa: ANN401 py-evm's
        self._follow()
        return self._chain.get_vm(self._header).state

    def _try(self, call: Call, gas: int) -> ComputationAPI:
        self._follow()
        header = self._chain.create_header_from_parent(self._header, timestamp=self._time(), gas_limit=BLOCK_GAS)
        transaction = SpoofTransaction(self._unsigned(call, gas), from_=call.sender.raw)
        # not py-evm's costless state, which brings a header, a time and a gas limit of its own
        with deep_enough_for_an_evm():
            computation: ComputationAPI = self._chain.get_vm(header).state.costless_execute_transaction(transaction)
        return computation

    def _unsigned(self, call: Call, gas: int) -> Any:  # noqa: ANN401 py-evm's
        vm = self._chain.get_vm(self._header)
        return vm.create_unsigned_transaction(
            nonce=vm.state.get_nonce(call.sender.raw),
            gas_price=0,
            gas=gas,
            to=b"" if call.to is None else call.to.raw,
            value=call.value,
            data=call.payload,
        )

    def _used(self, call: Call, computation: ComputationAPI) -> int:
        """The gas that was used before anything was given back, which is what must be there."""
        intrinsic: int = self._unsigned(call, MOST_GAS).intrinsic_gas
        floor = 21_000 + 10 * (len(call.payload) + 3 * sum(map(bool, call.payload)))  # EIP-7623
        return max(intrinsic + computation.get_gas_used(), floor)

    def _raise_if_failed(self, computation: ComputationAPI, call: Call) -> None:
        if not computation.is_error:
            return
        error = computation.error
        where = "" if call.to is None else str(call.to)
        if isinstance(error, Revert):
            raise says_no(revert_reason(bytes(computation.output)), where=where)
        if isinstance(error, OutOfGas):
            raise RevertedError("the contract needs more gas than there is", where=where)
        raise RevertedError(f"the contract fails: {type(error).__name__}", where=where)


def _decode(chain: Any, header: BlockHeaderAPI, raw: bytes, name: Hash) -> SignedTransactionAPI:  # noqa: ANN401 py-evm's
    try:
        transaction: SignedTransactionAPI = chain.get_vm_class(header).get_transaction_builder().decode(raw)
        transaction.validate()
        sender = transaction.sender
    except (RLPException, UnrecognizedTransactionType, ValidationError, BadSignature, ValueError, TypeError) as error:
        raise RefusedError("this is no signed transaction", where=str(name), mend="sign it again") from error
    if transaction.chain_id != EMBEDDED_CHAIN_ID or sender == NOBODY.raw:
        raise RefusedError(
            f"the transaction is for chain {transaction.chain_id}, and this is chain {EMBEDDED_CHAIN_ID}",
            where=str(name),
            mend="sign it for this chain",
        )
    if transaction.gas > MOST_GAS:
        raise RefusedError(f"a transaction may use {MOST_GAS} gas at most", where=str(name), mend="split it")
    return transaction


def _mark(header: BlockHeaderAPI) -> BlockMark:
    return BlockMark(header.block_number, Hash(header.hash), Hash(header.parent_hash), header.timestamp)


def _receipt(mark: BlockMark, name: Hash, receipt: ReceiptAPI, computation: ComputationAPI, size: int) -> Receipt:
    message = computation.msg
    succeeded = not computation.is_error
    logs = tuple(
        Log(
            mark.number,
            mark.hash,
            position,
            name,
            Address(bytes(log.address)),
            tuple(topic.to_bytes(32, "big") for topic in log.topics),
            bytes(log.data),
        )
        for position, log in enumerate(receipt.logs)
    )
    made = Address(bytes(message.storage_address)) if message.is_create and succeeded else None
    return Receipt(name, mark.number, mark.hash, succeeded, receipt.gas_used, made, size, logs)
