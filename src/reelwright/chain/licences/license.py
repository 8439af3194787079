"""Licences: the holder of a title lets another film use it, for a share of that film's income."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, cast

from ..errors import TitleError
from ..evm.contracts import Given
from ..model import NOBODY, Address, Hash, Receipt, Work
from ..money.wallet import account_of
from ..registry.registry import Registry
from ..shares.tables import Table
from ..titles.anchor import title_id
from ..titles.show import own_title, show_title

MILLIONTHS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Licence:
    """What a licensor signed.

    Args:
        parent: the title that may be used.
        licensee: by whom, nobody's address for anybody.
        terms: SHA-256 of the words that were agreed.
        share: millionths of the child's whole income.
        absolute: the share is owed by every later generation too, and not by the child alone.
        nonce: which of the licensor's licences it is, so that it can be taken back.
    """

    parent: Hash
    licensee: Address
    terms: bytes
    share: int
    nonce: int
    deadline: int
    absolute: bool = False
    signature: bytes = b""

    @property
    def plain(self) -> tuple[Given, ...]:
        """The licence as the contract takes it: for any table that has the row."""
        return (
            self.parent.number,
            self.licensee,
            self.terms,
            self.share,
            self.absolute,
            bytes(32),
            self.nonce,
            self.deadline,
        )


def license_title(registry: Registry, licence: Licence) -> Licence:
    """Sign a licence; it costs nothing until somebody uses it.

    Raises:
        TitleError: somebody else holds the title, or the share is none.
    """
    own_title(registry, licence.parent, "only its owner can license it")
    if not 0 < licence.share < MILLIONTHS:
        raise TitleError(f"{licence.share} millionths are no share of a film's income", mend="0.1 % to 99.9 % is one")
    return replace(licence, signature=registry.sign("licence", "Licence", *licence.plain))


def owed_upstream(registry: Registry, licence: Licence) -> tuple[tuple[Hash, Fraction], ...]:
    """What a film that uses another owes first: the parent's share, and what all that use the parent owe its parents.

    Raises:
        TitleError: the holder of the parent did not sign the licence.
    """
    holder = show_title(registry, licence.parent).owner
    if not registry.is_signed(holder, licence.signature, "licence", "Licence", *licence.plain):
        raise TitleError("the holder of the title did not sign this licence", where=str(licence.parent))
    rows = [(licence.parent, Fraction(licence.share, MILLIONTHS))]
    account, share = _upstream(registry, licence.parent)
    return (*rows, (account, Fraction(share, MILLIONTHS))) if share else tuple(rows)


def used_before(registry: Registry, author: Address) -> tuple[Hash, ...]:
    """The films of an author that others use already, by the ledger.

    What those others owe was settled when they were recorded, so a share that is owed by every later generation does
    not reach them: the licensor asks before he signs.
    """
    registry.follow()
    own = (account_of(author),)
    theirs = {
        Hash.from_int(cast("int", each.values["token_id"])) for each in registry.events("title.Registered", about=own)
    }
    used = (Hash.from_int(cast("int", each.values["parent"])) for each in registry.events("licence.Derived"))
    return tuple(dict.fromkeys(each for each in used if each in theirs))


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
    row = _row(table, licence.parent)
    if row is None:
        raise TitleError("the child's table has no row for the parent", where=str(licence.parent), mend="add its share")
    name = title_id(child)
    (known,) = registry.read("licence", "terms_of", name.number, licence.parent.number)
    if any(known if isinstance(known, bytes) else b""):
        return None
    none: Given = (0, 0, [])
    above = _row(table, _upstream(registry, licence.parent)[0]) or none
    key = f"derive/{name}/{licence.parent}"
    return registry.send(key, "licence", "derive", child.root, licence.plain, licence.signature, row, above)


def revoke_licence(registry: Registry, licence: Licence) -> None:
    """Let a licence make no new edges; those that were made stay. Taken back already, nothing is done.

    Raises:
        TitleError: somebody else holds the title.
    """
    own_title(registry, licence.parent, "only the licensor takes a licence back")
    word, mask = licence.nonce >> 8, 1 << (licence.nonce & 255)
    (gone,) = registry.read("licence", "revoked", registry.me, word)
    if not cast("int", gone) & mask:
        registry.send(f"revoke/{registry.me}/{licence.nonce}", "licence", "revoke", word, mask)


def for_anybody(parent: Hash, *, terms: bytes, share: int, deadline: int, nonce: int = 0) -> Licence:
    """A licence that anybody may use, still to be signed."""
    return Licence(parent, NOBODY, terms, share, nonce, deadline)


def _row(table: Table, account: Hash) -> Given | None:
    """Where a table has its row for an account, as the contract wants it; None when it has none."""
    index = next((n for n, row in enumerate(table.rows) if row.account == account), None)
    if index is None:
        return None
    sides, steps = table.proof(index)
    return (table.rows[index].weight, sides, [(step.node, step.weight) for step in steps])


def _upstream(registry: Registry, title: Hash) -> tuple[Hash, int]:
    """The account of those whom every film that uses this one owes a share, and the share."""
    (found,) = registry.read("licence", "upstream", title.number)
    account, share = cast("tuple[bytes, int]", found)
    return Hash(account), share
