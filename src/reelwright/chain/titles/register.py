"""Registering: a film becomes a title, a thing that one owner at a time holds."""

from __future__ import annotations

from ..errors import TitleError
from ..model import Anchor, Hash, Title, Work
from ..registry.registry import Registry
from .anchor import be_author, title_id
from .show import find_title


def register_title(registry: Registry, work: Work, *, royalty_bps: int, anchor: Anchor | None = None) -> Title:
    """Register a film; one that is registered already is given as it is.

    Args:
        registry: where; its signer must be the author.
        work: the film.
        royalty_bps: what a later sale owes the film, in hundredths of a per cent.
        anchor: an earlier anchor, whose time the title keeps.

    Raises:
        TitleError: the author is somebody else, or the royalty is above the whole.
    """
    be_author(registry, work)
    if not 0 <= royalty_bps <= 10_000:
        raise TitleError(f"a royalty of {royalty_bps} is not between 0 and 10000", mend="750 is 7.5 per cent")
    name = title_id(work)
    if find_title(registry, name) is None:
        _send(registry, name, work, royalty_bps, anchor)
    found = find_title(registry, name)
    if found is None:
        raise TitleError("the title is not there after it was registered", where=str(name), mend="look at the ledger")
    return found


def _send(registry: Registry, name: Hash, work: Work, royalty_bps: int, anchor: Anchor | None) -> None:
    plain = (work.root, work.segments, royalty_bps)
    if anchor is None:
        registry.send(f"register/{name}", "title", "register", *plain)
    else:
        proof = list(anchor.proof)
        registry.send(
            f"register/{name}", "title", "register_anchored", *plain, anchor.root, anchor.salt, anchor.sides, proof
        )
