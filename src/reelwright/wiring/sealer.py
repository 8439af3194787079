"""The sealer of a project: seal room and production brought together."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from reelwright.film import project_of

from .chain import chain_choice, open_ledger, own_account
from .keys import SignerChoice, chosen_signer, key_files
from .seal import open_reader, open_seal_tools, open_stamper

if TYPE_CHECKING:
    from reelwright.chain import Ledger
    from reelwright.production import Sealer
    from reelwright.seal import Witness


def open_sealer(root: Path) -> Sealer:
    """The sealer of a project; keys are opened, and made where there are none, when something is sealed."""
    from reelwright.production.adapters.looker import RoomLooker  # noqa: PLC0415 --help stays quick
    from reelwright.production.adapters.sealer import RoomSealer  # noqa: PLC0415 the same
    from reelwright.seal.adapters.making_files import MakingFiles  # noqa: PLC0415 the same
    from reelwright.seal.adapters.media.eye import PlanarEye  # noqa: PLC0415 the same
    from reelwright.seal.adapters.system import SystemChance, SystemClock  # noqa: PLC0415 the same

    return RoomSealer(
        root=root,
        looker=RoomLooker(open_reader(), PlanarEye),
        tools=lambda owner: open_seal_tools(SignerChoice(owner=owner)),
        stamper=open_stamper,
        making=MakingFiles(root / ".reel" / "making"),
        clock=SystemClock(),
        chance=SystemChance(),
        signer=_signer,
    )


def open_witness() -> Witness:
    """Who knows since when a film is there: the ledger that its title file names."""
    from reelwright.production.adapters.title_witness import TitleWitness  # noqa: PLC0415 --help stays quick

    def ledger(title: Path) -> AbstractContextManager[Ledger | None]:
        return open_ledger(project_of(title) / ".reel")

    return TitleWitness(ledger, own_account, far=chain_choice().is_far)


def _signer() -> str:
    """The certificates that sign, "" before there are any: a seal under other ones is another seal."""
    chain = chosen_signer(SignerChoice()).chain or key_files().chain
    try:
        return chain.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
