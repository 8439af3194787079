"""The EVM of the embedded chain: py-evm's Prague, over the file in which the state lies.

Knows how a transaction becomes a block and what a contract would answer. Refuses to know when: the
ledger gives it the time and its turn. Loading it takes most of the time that a chain takes to start,
so the ledger does so when something is to be executed.

Traps of py-evm that are stepped around: its miner executes with another time than it writes into the
block, wants a second between blocks (so that a busy chain would run ahead of the clock; here blocks
may share a second, as on many rollups), lets the gas limit decay, and recovers senders in Python
unless coincurve is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from reelwright.chain.errors import ChainError, NonceError, RefusedError, RevertedError
from reelwright.chain.evm.contracts import CONTRACT_MAKER
from reelwright.chain.evm.reverts import revert_reason, says_no
from reelwright.chain.model import NOBODY, Address, BlockMark, Call, Hash, Inclusion, Log, Receipt

from .blockfile import BLOCK_GAS, EMBEDDED_CHAIN_ID, MOST_GAS, BlockFile
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


@dataclass(frozen=True, slots=True)
class Tried:
    """What a call would do.

    Args:
        output: what the contract answers.
        used: the gas before anything is given back, which is what must be there.
        error: why it fails, None when it does not.
    """

    output: bytes
    used: int
    error: ChainError | None


class Machine:
    """Executes on the state of a file, which must hold a first block."""

    def __init__(self, file: BlockFile) -> None:
        self._file = file
        self._head: BlockMark
        self._chain: Any
        self._header: BlockHeaderAPI
        self.load()

    def load(self) -> None:
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

    def follow(self) -> None:
        """Take in the blocks that other processes made."""
        if self._file.head() != self._head:
            self.load()

    def read(self, raw: bytes, name: Hash) -> SignedTransactionAPI:
        """A transaction that this chain may take.

        Raises:
            RefusedError: it is malformed, of another chain, or too large.
        """
        return _decode(self._chain, self._header, raw, name)

    def make_block(self, transaction: SignedTransactionAPI, name: Hash, time: int) -> None:
        """Put a block of one transaction into the file, within its change.

        Raises:
            NonceError: its number is used, or one before it is missing.
            RefusedError: it is not valid.
        """
        header = self._chain.create_header_from_parent(
            self._header, timestamp=time, gas_limit=BLOCK_GAS, coinbase=bytes(20)
        )
        vm = self._chain.get_vm(header)
        _check_number(vm.state.get_nonce(transaction.sender), transaction, name)
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

    def attempt(self, call: Call, gas: int, time: int) -> Tried:
        """What a call would do now; nothing of it is kept."""
        self.follow()
        header = self._chain.create_header_from_parent(self._header, timestamp=time, gas_limit=BLOCK_GAS)
        vm = self._chain.get_vm(header)
        plain = vm.create_unsigned_transaction(
            nonce=vm.state.get_nonce(call.sender.raw),
            gas_price=0,
            gas=gas,
            to=b"" if call.to is None else call.to.raw,
            value=call.value,
            data=call.payload,
        )
        # not py-evm's costless state, which brings a header, a time and a gas limit of its own
        with deep_enough_for_an_evm():
            done = vm.state.costless_execute_transaction(SpoofTransaction(plain, from_=call.sender.raw))
        floor = 21_000 + 10 * (len(call.payload) + 3 * sum(map(bool, call.payload)))  # EIP-7623
        used = max(plain.intrinsic_gas + done.get_gas_used(), floor)
        return Tried(bytes(done.output), used, _failure(done, call) if done.is_error else None)

    def inclusion(self, told: Receipt) -> Inclusion | None:
        """Proof of a receipt: a block has one."""
        header = self._chain.get_block_header_by_hash(told.block_hash.raw)
        vm = self._chain.get_vm(header)
        receipts = self._chain.chaindb.get_receipts(header, vm.get_receipt_builder())
        return inclusion_of(rlp.encode(header), [receipt.encode() for receipt in receipts], 0)


def begin_chain(file: BlockFile, balances: Mapping[Address, int]) -> None:
    """Write the first block, the same for everybody who begins with the same money."""
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
    with file.block_being_made():
        if file.head() is None:  # another process may have just begun it
            _CHAIN.from_genesis(AtomicDB(_StateOf(file)), genesis, accounts)
            file.add_block(_mark(_CHAIN(AtomicDB(_StateOf(file))).get_canonical_head()), ())


def _check_number(nonce: int, transaction: SignedTransactionAPI, name: Hash) -> None:
    if transaction.nonce == nonce:
        return
    what = "is used already" if transaction.nonce < nonce else f"comes too early: {nonce} is the next"
    raise NonceError(
        f"the transaction's number {transaction.nonce} {what}",
        where=str(name),
        mend="look its sender's transactions up before signing another one",
    )


def _failure(done: ComputationAPI, call: Call) -> ChainError:
    where = "" if call.to is None else str(call.to)
    if isinstance(done.error, Revert):
        return says_no(revert_reason(bytes(done.output)), where=where)
    if isinstance(done.error, OutOfGas):
        return RevertedError("the contract needs more gas than there is", where=where)
    return RevertedError(f"the contract fails: {type(done.error).__name__}", where=where)


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
