"""The share table of a film, from what its ``reel.toml`` says of its contributors.

Knows who is in it. Refuses to know how money moves (that is the chain).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reelwright.chain import Address, Hash, Table, account_of, read_address, table_of, upstream_shares
from reelwright.story import Contributor

_WHOLE = 10_000


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
