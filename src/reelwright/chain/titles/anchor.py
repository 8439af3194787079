"""Anchoring: recording that a film was there, for the price of one slot however many films there are.

Knows the leaf that hides a work behind a salt. Anchoring takes nothing and mints nothing; whoever
anchored may register later and keeps the anchor's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from ..errors import RevertedError, TitleError
from ..evm.keccak import checksummed, keccak256
from ..model import Anchor, Hash, Work
from ..ports import Signer
from ..registry.registry import Registry
from .members import member_proof, member_root


def title_id(work: Work) -> Hash:
    """The name under which a film is registered: nobody else can take it."""
    return Hash(keccak256(bytes(12) + work.author.raw + work.root.raw))


def anchor_leaf(work: Work, salt: bytes) -> Hash:
    """The leaf of a work; without the salt it tells nothing about the work."""
    return Hash(keccak256(b"\x00" + bytes(12) + work.author.raw + work.root.raw + salt))


def anchor_film(registry: Registry, work: Work) -> Anchor:
    """Anchor one film; a film that is anchored already is not anchored again.

    Raises:
        TitleError: its author is somebody else than the registry's signer.
    """
    return anchor_films(registry, (work,))[0]


def anchor_films(registry: Registry, works: Sequence[Work]) -> tuple[Anchor, ...]:
    """Anchor many films with one root; the same films in the same order are not anchored again."""
    for work in works:
        be_author(registry, work)
    salts = [salt_of(registry, work) for work in works]
    leaves = [anchor_leaf(work, salt) for work, salt in zip(works, salts, strict=True)]
    root = member_root(leaves)
    anchors = tuple(
        Anchor(work, salt, root, *member_proof(leaves, place))
        for place, (work, salt) in enumerate(zip(works, salts, strict=True))
    )
    time = anchored_at(registry, root)
    if not time:
        try:
            registry.send(f"anchor/{root}", "title", "anchor", root)
        except RevertedError:
            if not anchored_at(registry, root):  # somebody may have carried it there before us, which serves as well
                raise
        time = anchored_at(registry, root)
    return tuple(replace(anchor, time=time) for anchor in anchors)


def be_author(registry: Registry, work: Work) -> None:
    """See that this account made a film.

    Raises:
        TitleError: somebody else did.
    """
    if work.author != registry.me:
        who = f"{checksummed(work.author)}, and you are {checksummed(registry.me)}"
        raise TitleError(f"the author of this film is {who}", mend="use the author's key: REEL_ACCOUNT")


def anchored_at(registry: Registry, root: Hash) -> int:
    """When a root was anchored, 0 if it was not."""
    (time,) = registry.read("title", "anchored_at", root)
    return cast("int", time)


def salt_of(registry: Registry, work: Work) -> bytes:
    """The salt of a work: the hash of a signature that only the author can make.

    So it need not be kept, and nobody can guess it. Signers that sign anew each time (some devices
    do) make another anchor each time; the first one, in the film's title file, stays good.
    """
    return _salt(registry.outbox.signer, registry, work)


def _salt(signer: Signer, registry: Registry, work: Work) -> bytes:
    title = registry.contract("title")
    typed = title.typed(registry.ledger.chain_id, "AnchorSalt", {"root": work.root.raw})
    types = {**typed.types, "AnchorSalt": (("root", "bytes32"),)}
    return keccak256(signer.sign_typed(replace(typed, types=types)))
