"""Unlocks: a viewer pays in once, signs what he has spent in all, and one call settles many viewers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from .abi import encode_values
from .contracts import Given
from .keccak import keccak256
from .model import Address, Hash, Plainly, Receipt, TypedData
from .ports import Signer
from .registry import Registry

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
    token = registry.contract("pay_token").address
    message: dict[str, Plainly] = {
        "price": {"token": token, "house": prices.house.raw, "terms": prices.terms},
        "viewer": viewer.address,
        "spent": spent,
    }
    typed = registry.contract("tab").typed(registry.ledger.chain_id, "Voucher", message)
    return Voucher(viewer.address, spent, viewer.sign_typed(typed))


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


def open_tab(registry: Registry, prices: PriceList, viewer: Signer, deposit: Deposit) -> Receipt:
    """Pay into a viewer's tab by his signature alone: whoever brings it pays the gas (ERC-3009)."""
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
    return registry.send(
        f"tab/{viewer.address}/{nonce.hex()}", "tab", "deposit_for", *given, signature, gas=_DEPOSIT_GAS
    )


def settle_tabs(registry: Registry, prices: PriceList, vouchers: Sequence[Voucher]) -> Receipt:
    """Bring the newest vouchers of many viewers in one call; the money goes to the house's account."""
    token = registry.contract("pay_token").address
    plain = [voucher.plain for voucher in vouchers]
    name = keccak256(b"".join(voucher.signature for voucher in vouchers)).hex()
    return registry.send(f"settle/{name}", "tab", "settle", token, prices.house, prices.terms, plain)


def tab_of(registry: Registry, prices: PriceList, viewer: Address) -> tuple[int, int, int]:
    """What a viewer has paid in, what he has spent, and when his tab expires."""
    token = registry.contract("pay_token").address
    paid, spent, expiry = registry.read("tab", "tab", token, prices.house, viewer)
    return cast("int", paid), cast("int", spent), cast("int", expiry)
