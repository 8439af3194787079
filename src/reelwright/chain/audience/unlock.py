"""Unlocks: a viewer pays in once, signs what he has spent in all, and one call settles many viewers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from ..errors import RevertedError, TitleError
from ..evm.abi import encode_values
from ..evm.contracts import Given
from ..evm.keccak import keccak256
from ..evm.signatures import signed_by
from ..model import Address, Hash, Plainly, Receipt, TypedData
from ..money.wallet import have_money, same_amount
from ..ports import Signer
from ..registry.registry import Registry

GRACE: Final = 7 * 86_400
"""How long after a tab's end the house may still bring vouchers, as the contract has it."""

_DEPOSIT_GAS: Final = 250_000


@dataclass(frozen=True, slots=True)
class PriceList:
    """What vouchers are signed under: the house that is paid, and the digest of prices, caps and free episodes."""

    house: Hash
    terms: bytes


@dataclass(frozen=True, slots=True)
class Voucher:
    """What a viewer has spent in all, signed; a newer one stands for all before it."""

    viewer: Address
    spent: int
    signature: bytes

    @property
    def plain(self) -> Given:
        """The voucher as the contract takes it: viewer and amount in one word, the signature in two (ERC-2098)."""
        r, s = int.from_bytes(self.signature[:32], "big"), int.from_bytes(self.signature[32:64], "big")
        return (int.from_bytes(self.viewer.raw, "big") << 96 | self.spent, r, (self.signature[64] - 27) << 255 | s)


def sign_voucher(registry: Registry, prices: PriceList, spent: int, viewer: Signer) -> Voucher:
    """A viewer's voucher for all that he has spent under a price list."""
    return Voucher(viewer.address, spent, viewer.sign_typed(_typed(registry, prices, viewer.address, spent)))


@dataclass(frozen=True, slots=True)
class Deposit:
    """What a viewer pays in.

    Args:
        amount: how many units.
        expiry: from when on he may want the rest back, seconds since 1970.
        salt: makes this deposit another one than the viewer's others.
    """

    amount: int
    expiry: int
    salt: bytes


def was_paid_in(registry: Registry, prices: PriceList, viewer: Address, key: str) -> bool:
    """Whether a payment into a viewer's tab was asked for under this key before; paying it in again moves nothing."""
    return registry.was_asked(_deposit_name(prices, viewer, key))


def _deposit_name(prices: PriceList, viewer: Address, key: str) -> str:
    return f"tab/{viewer}/{prices.house}/{key}"


def open_tab(registry: Registry, prices: PriceList, viewer: Signer, deposit: Deposit, *, key: str = "") -> Receipt:
    """Pay into a viewer's tab by his signature alone: whoever brings it pays the gas (ERC-3009).

    Args:
        registry: where; its signer brings it.
        prices: with which house.
        viewer: whose tab and money.
        deposit: how much, and until when.
        key: what it is for; under one key it is done once. The deposit itself if not said.
    """
    token, tab = registry.contract("pay_token"), registry.contract("tab")
    words = (prices.house.raw, deposit.expiry, deposit.salt)
    nonce = keccak256(encode_values(("bytes32", "uint256", "bytes32"), words))
    message: dict[str, Plainly] = {
        "from": viewer.address,
        "to": tab.address,
        "value": deposit.amount,
        "validAfter": 0,
        "validBefore": deposit.expiry,
        "nonce": nonce,
    }
    typed: TypedData = token.typed(registry.ledger.chain_id, "ReceiveWithAuthorization", message)
    given = (viewer.address, token.address, prices.house, deposit.amount, deposit.expiry, deposit.expiry, deposit.salt)
    signature = viewer.sign_typed(typed)
    name = _deposit_name(prices, viewer.address, key) if key else f"tab/{viewer.address}/{nonce.hex()}"
    if viewer.address == registry.me and not registry.was_asked(name):
        have_money(registry, deposit.amount)
    receipt = registry.send(name, "tab", "deposit_for", *given, signature, gas=_DEPOSIT_GAS)
    same_amount(registry, receipt, "tab.Deposited", deposit.amount, key)
    return receipt


def settle_tabs(registry: Registry, prices: PriceList, vouchers: Sequence[Voucher]) -> Receipt:
    """Bring the newest vouchers of many viewers in one call; the money goes to the house's account."""
    token = registry.contract("pay_token").address
    plain = [voucher.plain for voucher in vouchers]
    name = keccak256(b"".join(voucher.signature for voucher in vouchers)).hex()
    return registry.send(f"settle/{name}", "tab", "settle", token, prices.house, prices.terms, plain)


def is_voucher(registry: Registry, prices: PriceList, voucher: Voucher) -> bool:
    """Say whether a viewer signed a voucher under a price list."""
    typed = _typed(registry, prices, voucher.viewer, voucher.spent)
    return signed_by(typed, voucher.signature, voucher.viewer, registry.ledger)


def refund_tab(registry: Registry, prices: PriceList, viewer: Address) -> int:
    """Give a viewer back what he has not spent, a week after his tab has expired; gives how much, 0 for nothing.

    Raises:
        TitleError: it is too early.
    """
    token = registry.contract("pay_token").address
    paid, spent, expiry = tab_of(registry, prices, viewer)
    if paid == spent:
        return 0
    key = f"refund/{viewer}/{prices.house}/{expiry}/{paid}"
    try:
        registry.send(key, "tab", "refund", token, prices.house, viewer)
    except RevertedError as error:
        if error.reason != "tab: not yet":
            raise
        day = dt.datetime.fromtimestamp(expiry + GRACE, tz=dt.UTC)
        raise TitleError(
            f"the rest of this tab comes back from {day:%Y-%m-%d %H:%M} UTC on",
            where=str(viewer),
            mend="wait until then, so that the house can bring its last vouchers",
        ) from error
    return paid - spent


def _typed(registry: Registry, prices: PriceList, viewer: Address, spent: int) -> TypedData:
    message: dict[str, Plainly] = {
        "price": {
            "token": registry.contract("pay_token").address,
            "house": prices.house.raw,
            "terms": prices.terms,
        },
        "viewer": viewer,
        "spent": spent,
    }
    return registry.contract("tab").typed(registry.ledger.chain_id, "Voucher", message)


def tab_of(registry: Registry, prices: PriceList, viewer: Address) -> tuple[int, int, int]:
    """What a viewer has paid in, what he has spent, and when his tab expires."""
    token = registry.contract("pay_token").address
    paid, spent, expiry = registry.read("tab", "tab", token, prices.house, viewer)
    return cast("int", paid), cast("int", spent), cast("int", expiry)
