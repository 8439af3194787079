"""What the ledger says of a film whose title file lies beside it: the adapter of the seal's ``Witness``.

Asks only: no account is opened and nothing is written. Knows that the title file is somebody's
words until the seal's root and the ledger bear it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from reelwright.chain import Address, Hash, Ledger, look_up, read_title_file
from reelwright.film import TITLE_FILE, ReelError
from reelwright.seal import Attestation, Keeper


@dataclass(frozen=True, slots=True)
class TitleWitness:
    """Looks a film up by its title file.

    Args:
        ledger: opens the ledger of a film, None where there is none.
        own: the account of whoever asks, None when he has none.
        far: the ledger is behind a node, and so kept by others.
    """

    ledger: Callable[[Path], AbstractContextManager[Ledger | None]]
    own: Callable[[], Address | None]
    far: bool

    def ask(self, media: Path, root: bytes | None) -> Attestation | None:
        """What the ledger says; None when no title file lies beside the film."""
        path = media.resolve().parent / TITLE_FILE
        if not path.is_file():
            return None
        if root is None:
            return Attestation("unproven", "A title file lies here, and the film bears no seal that would bear it out.")
        try:
            return self._looked_up(path, Hash(root))
        except ReelError as error:
            return Attestation("no", f"{error.what[:1].upper()}{error.what[1:]}.")

    def _looked_up(self, path: Path, root: Hash) -> Attestation:
        title = read_title_file(path.read_bytes(), where=str(path))
        with self.ledger(path) as ledger:
            if ledger is None:
                words = "A title file lies here; its ledger does not. Name it in REEL_CHAIN."
                return Attestation("not asked", words)
            standing = look_up(ledger, title, root=root)
        if not standing.anchored:
            return Attestation("no", "The ledger does not know this film.")
        author, since = title.anchor.work.author, dt.datetime.fromtimestamp(standing.anchored, tz=dt.UTC)
        held = f"held by {standing.owner}" if standing.owner else "not registered for sale"
        return Attestation(
            "anchored",
            f"Anchored on chain {title.chain_id} since {since:%Y-%m-%d %H:%M:%S} UTC by {author}; {held}.",
            since=since,
            keeper=Keeper.OTHERS if self.far else Keeper.OWN if author == self.own() else Keeper.SENDER,
            ledger=f"chain {title.chain_id}",
            title=str(title.title),
            owner="" if standing.owner is None else str(standing.owner),
        )
