"""The registry: a ledger with our contracts on it, somebody who signs, and the index of what happened.

Knows how a contract comes to stand on a ledger, how it is asked, and how its events are found.
Every use case of this room gets one. Refuses to know what the calls are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..errors import LyingNodeError, TitleError
from ..evm.abi import Value
from ..evm.contracts import NEEDS, Contract, Given, home_of
from ..evm.signatures import signed_by
from ..model import Address, Call, Event, Finality, Hash, Kept, LogFilter, Plainly, Receipt
from ..ports import Index, Ledger
from .follow import Follower
from .outbox import Outbox


@dataclass(frozen=True, slots=True)
class Registry:
    """Our contracts on one ledger.

    Args:
        contracts: those that stand there, by name.
        start: the first block that can hold anything of them.
    """

    ledger: Ledger
    outbox: Outbox
    index: Index
    contracts: Mapping[str, Contract]
    start: int = 0

    @property
    def me(self) -> Address:
        """Whose signatures this registry's transactions bear."""
        return self.outbox.signer.address

    def contract(self, name: str) -> Contract:
        """A contract by its name.

        Raises:
            TitleError: it does not stand on this ledger.
        """
        if name not in self.contracts:
            raise TitleError(
                f"the contract {name!r} is not on this ledger", mend="name its address, or use another ledger"
            )
        return self.contracts[name]

    def read(self, name: str, function: str, *values: Given) -> tuple[Value, ...]:
        """Ask a contract."""
        contract = self.contract(name)
        output = self.ledger.call(Call(contract.address, contract.payload(function, *values), self.me))
        return contract.answer(function, len(values), output)

    def send(self, key: str, name: str, function: str, *values: Given, gas: int = 0) -> Receipt:
        """Do something once, under a key, and wait until it is final.

        With ``gas`` it is not tried out first: quicker, and a refusal costs its gas.

        Raises:
            RevertedError: the contract says no.
        """
        contract = self.contract(name)
        call = Call(contract.address, contract.payload(function, *values), self.me, gas=gas)
        return self.outbox.send(f"{self.me}/{key}", call, until=Finality.FINAL)  # what one did, another did not

    def was_asked(self, key: str) -> bool:
        """Say whether something was posted under a key, so that asking again goes on with it."""
        return self.outbox.knows(f"{self.me}/{key}")

    def sign(self, name: str, struct: str, *values: Given) -> bytes:
        """This account's signature of a struct for a contract (EIP-712)."""
        return self.outbox.signer.sign_typed(self.contract(name).typed_of(self.ledger.chain_id, struct, values))

    def is_signed(self, signer: Address, signature: bytes, name: str, struct: str, *values: Given) -> bool:
        """Say whether somebody signed a struct for a contract, also when he is a contract himself (ERC-1271)."""
        typed = self.contract(name).typed_of(self.ledger.chain_id, struct, values)
        return signed_by(typed, signature, signer, self.ledger)

    def happened(self, receipt: Receipt, kind: str) -> Mapping[str, Plainly]:
        """What an event of a transaction says, such as "tab.Settled".

        Raises:
            LyingNodeError: the transaction did not write it.
        """
        contract = self.contract(kind.partition(".")[0])
        for log in receipt.logs:
            event = contract.event(Kept(log, 0), final=True)
            if event is not None and event.kind == kind:
                return event.values
        raise LyingNodeError(f"the transaction did not write {kind}", where=str(receipt.tx))

    def follow(self) -> int:
        """Bring the index up to date; gives how many logs were added.

        It keeps what all of our contracts write, whichever of them this registry knows, so that every
        registry finds the same; and nothing of the money's, which others use for all their payments.
        """
        return Follower(self.ledger, self.index, tuple(home_of(name) for name in NEEDS), self.start).catch_up()

    def events(self, *kinds: str, about: tuple[Hash, ...] = ()) -> Iterator[Event]:
        """What happened, in the order of the chain; only what the index knows.

        Args:
            kinds: such as "title.Registered"; all if none is said.
            about: with one of these among their indexed values.
        """
        by_address = {contract.address: contract for contract in self.contracts.values()}
        wanted = [kind.partition(".") for kind in kinds]
        settled = self.index.settled()
        question = LogFilter(
            contracts=tuple(self.contract(name).address for name, _, _ in wanted) or tuple(by_address),
            topics=tuple(self.contract(name).topic_of(event) for name, _, event in wanted),
            about=tuple(each.raw for each in about),
        )
        for kept in self.index.logs(question):
            event = by_address[kept.log.address].event(kept, final=kept.log.block <= settled)
            if event is not None and (not kinds or event.kind in kinds):
                yield event
