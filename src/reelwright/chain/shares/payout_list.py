"""A payout list as a file that everybody can read, and what somebody finds who checks it.

Its SHA-256 is posted beside the root, so nobody can show one list and post another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from reelwright.film import Plain, canonical_json

from ..errors import AddressError, CodingError, TitleError
from ..model import Address, Hash, Receipt
from ..money.amounts import amount_text
from ..registry.registry import Registry
from .books import money_of, received
from .payouts import Payout, resolve_payout
from .pools import Pool, pool_account, posted_now
from .tables import MOST_ROWS, Row, Table, Weighed

PAYOUT_SCHEMA: Final = "reelwright.payout/1"
POOL_SCHEMA: Final = "reelwright.pool/1"
_LARGEST: Final = 64 << 20


def write_pool(pool: Pool, *, chain_id: int) -> bytes:
    """The one JSON text of a pool, to be named when shares are agreed."""
    return canonical_json({"schema": POOL_SCHEMA, "chain": chain_id, **_pool_form(pool)}) + b"\n"


def read_pool(content: bytes, *, chain_id: int, where: str = "") -> Pool:
    """Read a pool, from its own file or from a payout list.

    Raises:
        TitleError: it is none, or is of another chain.
    """
    form = _form(content, where)
    try:
        named = {POOL_SCHEMA: form, PAYOUT_SCHEMA: form.get("pool")}[form["schema"]]
        pool, chain = _pool(named), form["chain"]
    except (KeyError, TypeError, ValueError, AddressError, CodingError) as error:
        raise TitleError("this is no pool", where=where, mend="write one: reel pool new") from error
    _of_chain(chain, chain_id, where)
    return pool


def write_payout(payout: Payout) -> bytes:
    """The one JSON text of a payout list."""
    films: list[Plain] = [{"film": str(title), "rows": _rows_form(table.rows)} for title, table in payout.films.items()]
    form: dict[str, Plain] = {
        "schema": PAYOUT_SCHEMA,
        "chain": payout.chain_id,
        "pool": _pool_form(payout.pool),
        "block": payout.block,
        "films": films,
        "rows": _rows_form(payout.rows.rows),
    }
    return canonical_json(form) + b"\n"


def read_payout(content: bytes, *, chain_id: int, where: str = "") -> Payout:
    """Read a payout list; whether it is right is what ``check_payout`` finds.

    Raises:
        TitleError: it is none, or is of another chain.
    """
    form = _form(content, where)
    try:
        block = _plain_whole({PAYOUT_SCHEMA: form["block"]}[form["schema"]])
        films = {Hash.from_hex(each["film"]): Table(_rows(each["rows"])) for each in form["films"]}
        payout = Payout(form["chain"], _pool(form["pool"]), block, films, Weighed(_rows(form["rows"])))
    except (KeyError, TypeError, ValueError, AddressError, CodingError) as error:
        raise TitleError("this is no payout list", where=where, mend="write one: reel pool pay") from error
    _of_chain(payout.chain_id, chain_id, where)
    return payout


def leaves_of(content: bytes) -> Hash:
    """What is posted beside the root: the SHA-256 of the list's file."""
    return Hash(hashlib.sha256(content).digest())


def post_payout(registry: Registry, payout: Payout, content: bytes) -> Receipt | None:
    """Post a list; None when it is posted already. Only the pool's operator can.

    Raises:
        TitleError: you are not the operator, or another list still waits.
    """
    pool, now = payout.pool, posted_now(registry, payout.pool)
    if pool.operator != registry.me:
        raise TitleError("only the operator of a pool posts its lists", where=str(pool.operator))
    if payout.root in (now.live, now.next):
        return None
    if now.next is not None:
        raise TitleError("another list still waits", where=str(now.next), mend="post the next one when it is live")
    given = (money_of(registry), pool.guardian, pool.window, payout.root, leaves_of(content))
    return registry.send(f"post/{payout.root}/{now.live_at}", "market", "post", *given)


def check_payout(registry: Registry, content: bytes, *, where: str = "") -> tuple[str, ...]:
    """What is wrong with a list, worked out anew from the events up to its block; nothing when it is right.

    Raises:
        TitleError: it is no list of this chain, or its block is not final yet.
    """
    payout = read_payout(content, chain_id=registry.ledger.chain_id, where=where)
    found = list(_told_otherwise(registry, payout, content))
    came = received(registry, pool_account(registry, payout.pool))
    if payout.total > came:
        found.append(f"it gives {amount_text(payout.total)}, and {amount_text(came)} came into the pool")
    try:
        right = resolve_payout(registry, payout.pool, payout.films, block=payout.block)
    except TitleError as error:
        if "not final" in error.what:
            raise
        return (*found, f"it cannot be worked out: {error.what}")
    gives, due = _by_account(payout.rows.rows), _by_account(right.rows.rows)
    for account in sorted(gives.keys() | due.keys(), key=lambda each: each.raw):
        given, owed = gives.get(account, 0), due.get(account, 0)
        if given != owed:
            found.append(f"it gives {amount_text(given)} to {_who(account)}, who has {amount_text(owed)} coming")
    if not found and right.root != payout.root:
        found.append("its rows are in another order than the list's own")
    return tuple(found)


def draw_payout(registry: Registry, payout: Payout) -> int:
    """Give everybody on a live list what he has not had yet; gives how much that was.

    Raises:
        TitleError: the list is not the one that pays now.
    """
    now = posted_now(registry, payout.pool)
    if now.live != payout.root:
        waits = now.next == payout.root
        mend = "wait until it is live: reel pool show" if waits else "use the newest list"
        raise TitleError("this list waits" if waits else "this list does not pay now", mend=mend)
    account, token = pool_account(registry, payout.pool), money_of(registry)
    given = 0
    for index, row in enumerate(payout.rows.rows):
        (had,) = registry.read("market", "drawn", token, account, row.account)
        given += max(0, row.weight - int(str(had)))
        if len(payout.rows.rows) > MOST_ROWS and row.weight > int(str(had)):
            sides, steps = payout.rows.proof(index)
            proof = [(step.node, step.weight) for step in steps]
            values = (token, payout.pool.plain, (row.account, row.weight), sides, proof)
            registry.send(f"draw/{payout.root}/{index}", "market", "draw", *values)
    if given and len(payout.rows.rows) <= MOST_ROWS:
        rows = [(row.account, row.weight) for row in payout.rows.rows]
        registry.send(f"draw/{payout.root}", "market", "draw_payout", token, payout.pool.plain, rows)
    return given


def _told_otherwise(registry: Registry, payout: Payout, content: bytes) -> list[str]:
    """Where what was posted is not what is shown."""
    registry.follow()
    account, now = pool_account(registry, payout.pool), posted_now(registry, payout.pool)
    if payout.root not in (now.live, now.next):
        return ["it is not the list that was posted: its rows have another root"]
    posts = [event.values for event in registry.events("market.Posted", about=(account,))]
    shown = [values["leaves"] for values in posts if values["root"] == payout.root.raw]
    if shown and shown[-1] != leaves_of(content).raw:
        return ["the file is not the one that was posted: its SHA-256 is another"]
    return []


def _by_account(rows: tuple[Row, ...]) -> Mapping[Hash, int]:
    found: dict[Hash, int] = {}
    for row in rows:
        found[row.account] = found.get(row.account, 0) + row.weight
    return found


def _who(account: Hash) -> str:
    return str(Row(account, 1).person or account)


def _pool_form(pool: Pool) -> dict[str, Plain]:
    return {"operator": str(pool.operator), "guardian": str(pool.guardian), "window": pool.window}


def _pool(form: Any) -> Pool:  # noqa: ANN401 what a stranger's file holds
    window = _plain_whole(form["window"])
    return Pool(Address.from_hex(form["operator"]), Address.from_hex(form["guardian"]), window)


def _plain_whole(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise CodingError(f"{value!r:.40} is no whole number")
    return value


def _rows_form(rows: tuple[Row, ...]) -> list[Plain]:
    return [{"account": str(row.account), "units": str(row.weight)} for row in rows]


def _rows(forms: Any) -> tuple[Row, ...]:  # noqa: ANN401 as above
    return tuple(Row(Hash.from_hex(each["account"]), _whole(each["units"])) for each in forms)


def _whole(text: object) -> int:
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 37:
        raise CodingError(f"{text!r:.40} is no whole number")
    return int(text)


def _form(content: bytes, where: str) -> dict[str, Any]:
    try:
        form = json.loads(content) if len(content) <= _LARGEST else None
    except (ValueError, RecursionError):
        form = None
    if not isinstance(form, dict) or "schema" not in form or "chain" not in form:
        raise TitleError(
            "this is neither a pool nor a payout list", where=where, mend="name a file that reel pool wrote"
        )
    return form


def _of_chain(chain: object, chain_id: int, where: str) -> None:
    if chain != chain_id:
        what = f"this is of chain {chain}, and the ledger is of chain {chain_id}"
        raise TitleError(what, where=where, mend="name the right ledger in REEL_CHAIN")
