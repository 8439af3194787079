"""Campaigns: a brand's budget in escrow, paid out by signed sums of what each creator has coming in all."""

from __future__ import annotations

from dataclasses import dataclass

from ..evm.contracts import Given
from ..model import Address, Hash, Plainly, Receipt
from ..money.wallet import allow
from ..ports import Signer
from ..registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Campaign:
    """All of a campaign that does not change; its digest is the campaign's id.

    Args:
        payer: whose money it is, and who gets the rest.
        signer: whose signature accepts views.
        window: seconds after the end in which a held part may be contested.
        holdback_bps: the part that is held until then, in hundredths of a per cent.
    """

    payer: Address
    signer: Address
    token: Address
    expiry: int
    window: int = 0
    holdback_bps: int = 0
    salt: bytes = bytes(32)

    @property
    def plain(self) -> tuple[Given, ...]:
        """The campaign as the contract takes it."""
        return (self.payer, self.signer, self.token, self.expiry, self.window, self.holdback_bps, self.salt)


def campaign_id(registry: Registry, campaign: Campaign) -> Hash:
    """The campaign's id."""
    (name,) = registry.read("campaign", "campaign_id", campaign.plain)
    return Hash(name if isinstance(name, bytes) else bytes(32))


def fund_campaign(registry: Registry, campaign: Campaign, amount: int, *, key: str = "first") -> Receipt:
    """Put a budget into escrow; under one key it is done once."""
    allow(registry, "campaign")
    return registry.send(f"fund/{campaign_id(registry, campaign)}/{key}", "campaign", "fund", campaign.plain, amount)


def accept_views(registry: Registry, campaign: Campaign, creator: Hash, cumulative: int, signer: Signer) -> bytes:
    """The brand's signature for all that a creator has coming since the beginning."""
    message: dict[str, Plainly] = {
        "campaign": campaign_id(registry, campaign).raw,
        "creator": creator.raw,
        "cumulative": cumulative,
    }
    return signer.sign_typed(registry.contract("campaign").typed(registry.ledger.chain_id, "Voucher", message))


def claim_views(registry: Registry, campaign: Campaign, creator: Hash, cumulative: int, signature: bytes) -> Receipt:
    """Bring the newest signature: the money goes to the creator's account, however many views it stands for."""
    name = campaign_id(registry, campaign)
    given = (campaign.plain, creator, cumulative, signature)
    return registry.send(f"views/{name}/{creator}/{cumulative}", "campaign", "claim", *given)
