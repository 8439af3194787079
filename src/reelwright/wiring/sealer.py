"""The sealer of a project: seal room and production brought together."""

from __future__ import annotations

from pathlib import Path

from reelwright.production import Sealer

from .seal import SignerChoice, key_files, open_seal_tools, open_stamper


def open_sealer(root: Path) -> Sealer:
    """The sealer of a project; keys are opened, and made where there are none, when something is sealed."""
    from reelwright.production.adapters.sealer import RoomSealer  # noqa: PLC0415 --help stays quick
    from reelwright.seal.adapters.making_files import MakingFiles  # noqa: PLC0415 the same
    from reelwright.seal.adapters.media.reader import ChildReader  # noqa: PLC0415 the same
    from reelwright.seal.adapters.system import SystemChance, SystemClock  # noqa: PLC0415 the same

    return RoomSealer(
        root=root,
        reader=ChildReader(),
        tools=lambda owner: open_seal_tools(SignerChoice(owner=owner)),
        stamper=open_stamper,
        making=MakingFiles(root / ".reel" / "making"),
        clock=SystemClock(),
        chance=SystemChance(),
        signer=_signer,
    )


def _signer() -> str:
    """The certificates that sign, "" before there are any: a seal under other ones is another seal."""
    try:
        return key_files().chain.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
