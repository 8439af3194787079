"""Dues: the part of a film's income that goes to whoever owns something that the film uses, by his licence.

A card says what its owner asks under ``[licence]``, ``reel.toml`` names everything else under
``[[uses]]``. Knows shares; refuses to know how they are paid or whether an account exists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .sheet import Sheet

KINDS: Final = ("film", "person", "place", "voice", "music", "other")
_ACCOUNT: Final = re.compile(r"0x(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})")


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed for something that the film uses.

    Args:
        of: what it is: the id of a card, or a name.
        kind: one of ``KINDS``.
        account: who is paid: an address of 40 digits, or a title or table of 64; "" with a licence.
        share_bps: hundredths of a per cent of all income; 0 with a licence, which says it.
        licence: the file of a signed licence, from the project folder; "" for an agreement without one.
    """

    of: str
    kind: str
    account: str = ""
    share_bps: int = 0
    licence: str = ""


def read_card_due(sheet: Sheet, *, card: str, kind: str) -> Due | None:
    """What a card's ``[licence]`` asks of every film that uses the card, None when it asks nothing."""
    if not sheet.has("licence"):
        return None
    table = sheet.table("licence")
    due = Due(card, kind, _account(table), _share(table))
    table.text("terms")  # the words, for people
    table.refuse_other_keys()
    return due


def read_uses(sheet: Sheet) -> tuple[Due, ...]:
    """What ``reel.toml`` says that the film uses, each under ``[[uses]]``."""
    dues = []
    for table in sheet.tables("uses"):
        name, kind = table.name("name"), table.choice("kind", KINDS, "film")
        licence = table.text("licence").strip()
        if licence:
            for key in ("account", "share"):
                if table.has(key):
                    table.wrong(key, f'the licence says "{key}"', f'leave "{key}" out, or the licence')
            dues.append(Due(name, kind, licence=licence))
        else:
            dues.append(Due(name, kind, _account(table), _share(table)))
        table.refuse_other_keys()
    return tuple(dues)


def _account(table: Sheet) -> str:
    account = table.text("account").strip()
    if not _ACCOUNT.fullmatch(account):
        table.wrong("account", f'"account" is {account[:80]!r}', "write an address (0x and 40 digits) or a title (64)")
    return account


def _share(table: Sheet) -> int:
    share = round(table.number("share", 0, low=0.01, high=99.99) * 100)
    if not table.has("share"):
        table.wrong("share", '"share" is missing', "write share = 2 for two per cent of all income")
    return share
