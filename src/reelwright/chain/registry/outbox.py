"""The outbox: from a call to a transaction that is final, across any crash.

Sign, keep the signed bytes, hand them in, look them up. What is kept is what is handed in, always
the same bytes, so nothing is done twice however often a step is repeated; and one key stands for
one thing to do, so asking for it again goes on with it. When the chain wants more than was offered,
the same thing is signed once more with the same number, of which a chain takes one only. Knows what
can be concluded from what a node says, and that "no receipt" is no conclusion. Refuses to know what
the calls mean.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ..errors import LedgerError, LyingNodeError, NonceError, RefusedError, RevertedError, UnreachableError
from ..evm.transactions import read_transaction, transaction_hash
from ..model import Call, Finality, Posted, Posting, Receipt, Transaction
from ..ports import Journal, Ledger, Signer

STEPS: Final = ("asked", "signed", "stored", "sent", "included", "settled")
"""The named points between the steps; a crash at any of them loses nothing (tests kill each)."""

RAISING_STEPS: Final = ("raised", "replaced")
"""The same of offering more."""

_LOOK_SECONDS: Final = 1.0
_HURRY_AFTER: Final = 30
"""So many looks at a transaction that is in no block, then more is offered if the chain wants more."""

_RAISE: Final = 8
"""A node takes another transaction of the same number when it offers a tenth more; an eighth is enough."""


def _nowhere(step: str) -> None:
    """The steps pass unseen."""
    del step


@dataclass(frozen=True, slots=True)
class Outbox:
    """Posts calls for one signer on one ledger.

    Args:
        pause: waits so many seconds between two looks at a slow chain.
        at: hears each of ``STEPS`` as it is passed; tests end the process there.
    """

    ledger: Ledger
    signer: Signer
    journal: Journal
    pause: Callable[[float], None]
    at: Callable[[str], None] = _nowhere

    def send(self, key: str, call: Call, *, until: Finality = Finality.FINAL, patience: int = 600) -> Receipt:
        """Do a call once, and wait until it is so final.

        Args:
            call: what to do.
            key: what it is for. If it was done before, under this key, its receipt is given.
            until: how final it must be.
            patience: how many looks at the chain to wait for it.

        Raises:
            RevertedError: the contract says no.
            UnreachableError: the ledger did not include it in time; the same key goes on with it later.
        """
        posted = self.post(key, call)
        for look in range(patience):
            posted = self.settle(posted)
            receipt = self._receipt(posted)
            if receipt is None and posted.state in (Posting.FINAL, Posting.FAILED):
                raise LyingNodeError(
                    "the ledger does not know what was final before",
                    where=f"{posted.key}, {posted.tx}",
                    mend="use the ledger that the outbox belongs to; if its file was lost, move the outbox away too",
                )
            if posted.state is Posting.LOST:
                posted = self.post(key, call)
            elif receipt is not None and self._is_far_enough(posted, until):
                return self._succeeded(receipt, posted)
            if look + 1 < patience:
                self.pause(_LOOK_SECONDS)
                if look % _HURRY_AFTER == _HURRY_AFTER - 1:
                    posted = self.hurry(posted)
        raise UnreachableError(
            "the ledger did not put the transaction into a block in time",
            where=str(posted.tx),
            mend="it is kept and handed in again; ask for the same later",
        )

    def post(self, key: str, call: Call) -> Posted:
        """Sign a call, keep it, and hand it in; a key that was posted before is not signed again.

        Raises:
            RevertedError: the contract would say no; nothing was signed.
        """
        self.at("asked")
        before = self.journal.find(self.ledger.chain_id, key)
        if before is None or before.state is Posting.LOST:
            before = self._sign(key, call)
        return before if before.state.is_over else self._hand_in(before)

    def knows(self, key: str) -> bool:
        """Say whether something was posted under a key that is not lost."""
        before = self.journal.find(self.ledger.chain_id, key)
        return before is not None and before.state is not Posting.LOST

    def settle(self, posted: Posted) -> Posted:
        """Look at where a post is, hand it in again if it is nowhere, and write down what is known."""
        if posted.state.is_over:
            return posted
        receipt = self._receipt(posted)
        if receipt is None:
            return self._look_for(posted)
        self.at("included")
        final = self.ledger.head(Finality.FINAL)
        mark = self.ledger.block(receipt.block)
        if mark is None or mark.hash != receipt.block_hash or receipt.block > final.number:
            return self.journal.move(posted, Posting.INCLUDED, receipt.block)
        done = self.journal.move(posted, Posting.FINAL if receipt.succeeded else Posting.FAILED, receipt.block)
        self.at("settled")
        return done

    def hurry(self, posted: Posted) -> Posted:
        """Offer more for something that is in no block, when the chain wants more by now than was offered.

        The same thing is signed with the same number, so whichever the chain takes, the other can
        never be taken; both are kept and looked for.
        """
        if posted.state is not Posting.SENT or self._receipt(posted) is not None:
            return posted
        before, fees = read_transaction(posted.raw), self.ledger.fees()
        if fees.cap <= before.fee_cap or self.ledger.account(posted.sender).nonce > posted.nonce:
            return posted
        tip = max(fees.tip, before.tip + -(-before.tip // _RAISE))
        cap = max(fees.cap, before.fee_cap + -(-before.fee_cap // _RAISE), tip)
        raw = self.signer.sign_transaction(dataclasses.replace(before, fee_cap=cap, tip=tip))
        self.at("raised")
        newer = dataclasses.replace(posted, tx=transaction_hash(raw), raw=raw, state=Posting.STORED, block=0)
        kept = self.journal.replace(posted, newer)
        self.at("replaced")
        return kept if kept.state.is_over else self._hand_in(kept)

    def resume(self) -> tuple[Posted, ...]:
        """Go on with everything that an earlier process left open."""
        return tuple(self.settle(posted) for posted in self.journal.open_posts(self.ledger.chain_id))

    def _receipt(self, posted: Posted) -> Receipt | None:
        """What became of it, under whichever of its transactions."""
        found = (self.ledger.receipt(tx) for tx in (posted.tx, *posted.earlier))
        return next((receipt for receipt in found if receipt is not None), None)

    def _sign(self, key: str, call: Call) -> Posted:
        sender = self.signer.address
        fees, gas = self.ledger.fees(), call.gas or self.ledger.estimate(_from(call, self.signer))
        chain_id = self.ledger.chain_id

        def draft(free: int) -> Posted:
            nonce = max(free, self.ledger.account(sender).nonce)
            transaction = Transaction(chain_id, nonce, call.to, call.payload, gas, fees.cap, fees.tip, call.value)
            raw = self.signer.sign_transaction(transaction)
            self.at("signed")
            return Posted(key, chain_id, sender, nonce, transaction_hash(raw), raw)

        posted = self.journal.enter(chain_id, key, sender, draft)
        self.at("stored")
        return posted

    def _hand_in(self, posted: Posted) -> Posted:
        try:
            self.ledger.submit(posted.raw)
        except NonceError:
            return self._look_for_owner(posted)
        except RefusedError as error:
            raise LedgerError(
                f"the ledger refuses what was signed: {error.what}",
                where=str(posted.tx),
                mend="the number stays taken until it is accepted: mend the cause and ask for the same again",
            ) from error
        self.at("sent")
        return self.journal.move(posted, Posting.SENT, 0) if posted.state is Posting.STORED else posted

    def _look_for(self, posted: Posted) -> Posted:
        """It is in no block: never sent, forgotten, taken back by a re-organisation, or its number is used."""
        if self.ledger.account(posted.sender).nonce > posted.nonce:
            return self._look_for_owner(posted)
        free_again = self.journal.move(posted, Posting.SENT, 0) if posted.block else posted
        return self._hand_in(free_again)

    def _look_for_owner(self, posted: Posted) -> Posted:
        """Its number is used or waits: ours, still on its way, or another's; only finality tells.

        It is lost only when its number was seen used, without a receipt of ours, at a block that
        has since become final: then no history holds it any more.
        """
        if self._receipt(posted) is not None or self.ledger.account(posted.sender).nonce <= posted.nonce:
            return posted
        if not posted.block or posted.state is Posting.INCLUDED:
            return self.journal.move(posted, Posting.SENT, self.ledger.head().number)
        if self.ledger.head(Finality.FINAL).number < posted.block:
            return posted
        waiting = self._hand_in_quietly(posted)
        return posted if waiting else self.journal.move(posted, Posting.LOST, posted.block)

    def _hand_in_quietly(self, posted: Posted) -> bool:
        """Say whether the ledger still takes it, as it does when it waits there."""
        try:
            self.ledger.submit(posted.raw)
        except NonceError:
            return False
        except RefusedError:
            return True  # another transaction waits in its place; it is not decided
        return True

    def _is_far_enough(self, posted: Posted, until: Finality) -> bool:
        if posted.state.is_over:
            return True
        if until is Finality.FINAL or posted.state is not Posting.INCLUDED:
            return False
        return self.ledger.head(until).number >= posted.block

    def _succeeded(self, receipt: Receipt, posted: Posted) -> Receipt:
        if receipt.succeeded:
            return receipt
        raise RevertedError(
            "the contract said no when the transaction came to it",
            where=f"{posted.key}, {posted.tx}",
            mend="something changed since it was tried; look at the ledger and ask anew under another name",
        )


def _from(call: Call, signer: Signer) -> Call:
    return Call(call.to, call.payload, signer.address, call.value, call.gas)
