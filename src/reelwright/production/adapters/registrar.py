"""The registrar of a project: the chain room brought to the line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from reelwright.chain import Hash, Registry, TitleFile, Work, anchor_film, chain_proof, title_history, write_title_file
from reelwright.film import Plain
from reelwright.production.ahead import ahead
from reelwright.production.model import Piece

_VERSION = "anchor/2"


@dataclass(frozen=True, slots=True)
class RoomRegistrar:
    """Anchors films on the chosen ledger, which is opened only when something is entered.

    Args:
        ledger: names the chosen ledger and account; never a secret.
        registry: opens them.
        load: loads what they are made of, without opening anything.
    """

    ledger: str
    registry: Callable[[], AbstractContextManager[Registry]]
    load: Callable[[], None]

    @property
    def recipe(self) -> dict[str, Plain]:
        """Version, ledger and account."""
        return {"registrar": _VERSION, "ledger": self.ledger}

    def expect(self) -> None:
        """Begin to load it in a thread; what cannot be loaded is told when something is entered."""
        ahead(self.load)

    def enter(self, root: str, segments: int) -> Piece:
        """Anchor a film and give its title file."""
        with self.registry() as registry:
            work = Work(registry.me, Hash(bytes.fromhex(root)), segments)
            anchor = anchor_film(registry, work)
            file = TitleFile(registry.ledger.chain_id, registry.contract("title").address, anchor)
            told = title_history(registry, file.title, anchor.root)
            tx = next(event.log.tx for event in told if event.kind == "title.Anchored")
            history: list[Plain] = [{"kind": event.kind, "time": event.time, "tx": str(event.log.tx)} for event in told]
            facts: dict[str, Plain] = {
                "title": str(file.title),
                "author": str(work.author),
                "chain": file.chain_id,
                "anchored": anchor.time,
                "history": history,
                "proof": chain_proof(registry.ledger, file, tx),
            }
            return Piece(write_title_file(file), facts)
