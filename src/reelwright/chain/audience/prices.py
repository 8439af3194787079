"""Price lists and passbooks: what an episode costs, which ones a viewer unlocked, and what he signed for them.

A voucher names the digest of the price list that its viewer was shown, so that list, passbook and
voucher together prove the price of every unlock. Knows sums; refuses to know how money moves.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from reelwright.film import Plain, canonical_json

from ..errors import AddressError, CodingError, TitleError
from ..evm.keccak import keccak256
from ..model import Address, Hash
from .unlock import PriceList, Voucher

PRICES_SCHEMA: Final = "reelwright.prices/1"
PASSBOOK_SCHEMA: Final = "reelwright.passbook/1"
_MOST_EPISODES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a house asks for the episodes of a film.

    Args:
        chain_id: on which chain it is paid.
        house: the account that is paid, such as the film's own.
        episode: units for one episode.
        free: so many episodes from the first on cost nothing.
        cap: the most that all of them cost together, 0 for no such promise.
    """

    chain_id: int
    house: Hash
    episode: int
    free: int = 0
    cap: int = 0

    def __post_init__(self) -> None:
        if self.episode < 1 or min(self.free, self.cap) < 0:
            raise TitleError("these prices are none", mend="an episode costs one unit or more")

    @property
    def content(self) -> bytes:
        """The one JSON text of the price list; its digest is what vouchers are signed under."""
        form: dict[str, Plain] = {"schema": PRICES_SCHEMA, "chain": self.chain_id, "house": str(self.house)}
        for name in ("episode", "free", "cap"):
            form[name] = str(getattr(self, name))
        return canonical_json(form) + b"\n"

    @property
    def listed(self) -> PriceList:
        """The price list as vouchers name it."""
        return PriceList(self.house, keccak256(self.content))

    def cost(self, episodes: Iterable[int]) -> int:
        """What these episodes cost together, each once."""
        units = self.episode * sum(1 for each in set(episodes) if each > self.free)
        return min(units, self.cap) if self.cap else units


@dataclass(frozen=True, slots=True)
class Passbook:
    """A viewer's receipts of one film: what he had spent with the house before, and what he unlocked since.

    Args:
        before: units spent in all with this house under other price lists.
        voucher: his newest signature, None while he unlocked nothing that costs.
        earlier: episodes that he unlocked under other price lists, and that cost nothing again; the passbooks
            of those lists prove them, and this one does not.
    """

    viewer: Address
    prices: Prices
    before: int
    episodes: tuple[int, ...] = ()
    voucher: Voucher | None = None
    earlier: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not (_is_list(self.episodes) and _is_list(self.earlier)) or {*self.episodes} & {*self.earlier}:
            raise TitleError("a passbook lists whole episodes from 1 on, each once", mend="unlock 1, 2, 3 …")
        if self.voucher is not None and (self.voucher.viewer, self.voucher.spent) != (self.viewer, self.spent):
            raise TitleError("the voucher of this passbook is not for what it lists", where=str(self.viewer))

    @property
    def spent(self) -> int:
        """All that the viewer has spent with the house."""
        return self.before + self.prices.cost(self.episodes)

    def with_episode(self, episode: int) -> Passbook:
        """The passbook with one more episode, for which nothing is signed yet; itself when it is unlocked already."""
        if episode in self.episodes or episode in self.earlier:
            return self
        return dataclasses.replace(self, episodes=tuple(sorted({*self.episodes, episode})), voucher=None)

    def under(self, prices: Prices, *, settled: int = 0) -> Passbook:
        """The passbook that goes on from this one under a new price list of the same house.

        What was signed goes on counting, brought or not, so no voucher of either list is worth less.

        Args:
            prices: the new list.
            settled: what the ledger says that he has spent, when it knows of more.

        Raises:
            TitleError: the list is of another house.
        """
        if (prices.chain_id, prices.house) != (self.prices.chain_id, self.prices.house):
            mend = "keep a passbook for each film: --book FILE"
            raise TitleError("this passbook is of another film", where=str(self.prices.house), mend=mend)
        before = max(self.spent, settled)
        return Passbook(self.viewer, prices, before, earlier=tuple(sorted({*self.earlier, *self.episodes})))


def _is_list(episodes: tuple[int, ...]) -> bool:
    return list(episodes) == sorted(set(episodes)) and all(1 <= each <= _MOST_EPISODES for each in episodes)


def read_prices(content: bytes, *, where: str = "") -> Prices:
    """Read a price list.

    Raises:
        TitleError: it is none.
    """
    try:
        form: Any = json.loads(content)
        if _is_newer(form["schema"], PRICES_SCHEMA):
            raise TitleError("this price list is of another version", where=where, mend="use a newer Reelwright")
        return _prices(form)
    except (ValueError, KeyError, TypeError, RecursionError, CodingError) as error:
        raise TitleError(
            "this is no price list", where=where, mend="name the file that reel tab prices wrote"
        ) from error


def write_passbook(book: Passbook) -> bytes:
    """The one JSON text of a passbook; it is the viewer's receipt."""
    voucher = book.voucher
    form: dict[str, Plain] = {
        "schema": PASSBOOK_SCHEMA,
        "prices": json.loads(book.prices.content),
        "viewer": str(book.viewer),
        "before": str(book.before),
        "episodes": [*book.episodes],
        **({"earlier": [*book.earlier]} if book.earlier else {}),
        "spent": str(book.spent),
        "signature": "" if voucher is None else voucher.signature.hex(),
    }
    return canonical_json(form) + b"\n"


def read_passbook(content: bytes, *, where: str = "") -> Passbook:
    """Read a passbook; whether its viewer signed it is asked when it is brought.

    Raises:
        TitleError: it is none, or its sum is not that of its episodes.
    """
    try:
        form: Any = json.loads(content)
        if _is_newer(form["schema"], PASSBOOK_SCHEMA):
            raise TitleError("this passbook is of another version", where=where, mend="use a newer Reelwright")
        viewer, episodes, earlier = Address.from_hex(form["viewer"]), (*form["episodes"],), (*form.get("earlier", ()),)
        if not all(type(each) is int for each in (*episodes, *earlier)):
            raise TitleError("a passbook lists whole episodes", where=where)
        signature = bytes.fromhex(form["signature"])
        voucher = Voucher(viewer, _whole(form["spent"]), signature) if signature else None
        return Passbook(viewer, _prices(form["prices"]), _whole(form["before"]), episodes, voucher, earlier)
    except (ValueError, KeyError, TypeError, RecursionError, AddressError, CodingError) as error:
        raise TitleError("this is no passbook", where=where, mend="name the file that reel tab unlock wrote") from error


def _is_newer(schema: object, known: str) -> bool:
    """Say whether it is a later version of what is known.

    Raises:
        CodingError: it is something else.
    """
    if schema == known:
        return False
    if not str(schema).startswith(known.rpartition("/")[0] + "/"):
        raise CodingError(f"{schema!r:.40} is something else")
    return True


def _prices(form: dict[str, Any]) -> Prices:
    if not isinstance(form["chain"], int):
        raise CodingError("a chain's number is a whole one")
    house = Hash.from_hex(form["house"])
    return Prices(form["chain"], house, _whole(form["episode"]), _whole(form["free"]), _whole(form["cap"]))


def _whole(text: object) -> int:
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 29:
        raise CodingError(f"{text!r:.40} is no whole number")
    return int(text)
