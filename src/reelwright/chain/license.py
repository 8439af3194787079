"""Licences: the holder of a title lets another film use it, for a share of that film's income."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from .anchor import title_id
from .contracts import Given
from .errors import TitleError
from .model import NOBODY, Address, Hash, Plainly, Receipt, Work
from .registry import Registry
from .show import show_title
from .tables import Table

MILLIONTHS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Licence:
    """What a licensor signed.

    Args:
        parent: the title that may be used.
        licensee: by whom, nobody's address for anybody.
        terms: SHA-256 of the words that were agreed.
        share: millionths of the child's whole income.
        nonce: which of the licensor's licences it is, so that it can be taken back.
    """

    parent: Hash
    licensee: Address
    terms: bytes
    share: int
    nonce: int
    deadline: int
    signature: bytes = b""

    @property
    def plain(self) -> tuple[Given, ...]:
        """The licence as the contract takes it: a share of the child's own income, for any table with the row."""
        return (
            self.parent.number,
            self.licensee,
            self.terms,
            self.share,
            False,
            bytes(32),
            self.nonce,
            self.deadline,
        )


def license_title(registry: Registry, licence: Licence) -> Licence:
    """Sign a licence; it costs nothing until somebody uses it.

    Raises:
        TitleError: somebody else holds the title, or the share is none.
    """
    found = show_title(registry, licence.parent)
    if found.owner != registry.me:
        raise TitleError(
            f"this title is held by {found.owner}", where=str(licence.parent), mend="only its owner can license it"
        )
    if not 0 < licence.share < MILLIONTHS:
        raise TitleError(f"{licence.share} millionths are no share of a film's income")
    typed = registry.contract("licence").typed(registry.ledger.chain_id, "Licence", _message(licence))
    return replace(licence, signature=registry.outbox.signer.sign_typed(typed))


def derive_film(registry: Registry, child: Work, licence: Licence, table: Table) -> Receipt | None:
    """Record that a film uses another by licence; recorded already, nothing is done.

    Args:
        registry: where; its signer must be the child's author.
        child: the film that uses another.
        licence: what the other's holder signed.
        table: the child's shares, which must have a row for the parent.

    Raises:
        TitleError: the table has no such row.
        RevertedError: the licence is not good for this film.
    """
    index = next((n for n, row in enumerate(table.rows) if row.account == licence.parent), None)
    if index is None:
        raise TitleError("the child's table has no row for the parent", where=str(licence.parent), mend="add its share")
    name = title_id(child)
    (known,) = registry.read("licence", "terms_of", name.number, licence.parent.number)
    if any(known if isinstance(known, bytes) else b""):
        return None
    sides, steps = table.proof(index)
    row: Given = (table.rows[index].weight, sides, [(step.node, step.weight) for step in steps])
    none: Given = (0, 0, [])
    return registry.send(
        f"derive/{name}/{licence.parent}",
        "licence",
        "derive",
        child.root,
        licence.plain,
        licence.signature,
        row,
        none,
    )


def for_anybody(parent: Hash, *, terms: bytes, share: int, deadline: int, nonce: int = 0) -> Licence:
    """A licence that anybody may use, still to be signed."""
    return Licence(parent, NOBODY, terms, share, nonce, deadline)


def _message(licence: Licence) -> Mapping[str, Plainly]:
    names = ("parent", "licensee", "terms", "share", "absolute", "table", "nonce", "deadline")
    values = (
        licence.parent.number,
        licence.licensee,
        licence.terms,
        licence.share,
        False,
        bytes(32),
        licence.nonce,
        licence.deadline,
    )
    return dict(zip(names, values, strict=True))
