"""The share table of a film, from what its ``reel.toml`` says of its contributors and from what it uses.

Knows who is in it. Refuses to know how money moves (that is the chain).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from reelwright.chain import (
    Address,
    Hash,
    Licence,
    Registry,
    Table,
    TitleError,
    account_of,
    owed_upstream,
    read_address,
    read_paper,
    table_of,
    upstream_shares,
)
from reelwright.story import Contributor, Due, Project, film_dues

_WHOLE = 10_000


def film_table(registry: Registry, project: Project, author: Address) -> Table:
    """The share table of a project's film: first what is owed for what it uses, then its contributors.

    Raises:
        AddressError: an address in ``reel.toml`` or on a card is none.
        TitleError: a licence is not signed by whom it must be, or what the film uses takes everything.
    """
    upstream = [row for due in film_dues(project) for row in _rows(registry, project.root, due)]
    return share_table(project.settings.contributors, author, upstream)


def used_licences(registry: Registry, project: Project) -> tuple[Licence, ...]:
    """The signed licences of other films that a project names.

    Raises:
        TitleError: one cannot be read, or is none.
    """
    dues = film_dues(project)
    return tuple(_licence(registry, project.root, due) for due in dues if due.licence)


def share_table(
    contributors: Sequence[Contributor], author: Address, upstream: Sequence[tuple[Hash, Fraction]] = ()
) -> Table:
    """Who gets what of a film's income, exactly.

    Args:
        contributors: as agreed. Who has no address yet is paid through the author, and so is what
            nobody was given.
        author: whose account made the film.
        upstream: parts of all income that the licences of what the film uses take first.

    Raises:
        AddressError: a contributor's address is none.
        TitleError: upstream takes everything.
    """
    parts: dict[Hash, Fraction] = {}
    given = 0
    for person in contributors:
        if person.share_bps:
            account = account_of(read_address(person.address) if person.address else author)
            parts[account] = parts.get(account, Fraction(0)) + Fraction(person.share_bps, _WHOLE)
            given += person.share_bps
    if given < _WHOLE:
        own = account_of(author)
        parts[own] = parts.get(own, Fraction(0)) + Fraction(_WHOLE - given, _WHOLE)
    return table_of(upstream_shares(tuple(parts.items()), upstream))


def due_account(due: Due) -> Hash:
    """The account of a due that names one.

    Raises:
        AddressError: it is a mistyped address.
    """
    return account_of(read_address(due.account)) if len(due.account) == 42 else Hash.from_hex(due.account)


def _rows(registry: Registry, root: Path, due: Due) -> Iterator[tuple[Hash, Fraction]]:
    if due.licence:
        yield from owed_upstream(registry, _licence(registry, root, due))
    else:
        yield due_account(due), Fraction(due.share_bps, _WHOLE)


def _licence(registry: Registry, root: Path, due: Due) -> Licence:
    path = root / due.licence
    try:
        content = path.read_bytes()
    except OSError as error:
        mend = "ask the film's holder for it: reel title license"
        raise TitleError(f"the licence of {due.of} is not there", where=str(path), mend=mend) from error
    paper = read_paper(content, chain_id=registry.ledger.chain_id, where=str(path))
    if not isinstance(paper, Licence):
        raise TitleError("this paper is no licence", where=str(path), mend="reel market show says what it is")
    return paper
