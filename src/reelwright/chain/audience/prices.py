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
    """

    viewer: Address
    prices: Prices
    before: int
    episodes: tuple[int, ...] = ()
    voucher: Voucher | None = None

    def __post_init__(self) -> None:
        if list(self.episodes) != sorted(set(self.episodes)) or any(
            not 1 <= each <= _MOST_EPISODES for each in self.episodes
        ):
            raise TitleError("a passbook lists whole episodes from 1 on, each once", mend="unlock 1, 2, 3 …")
        if self.voucher is not None and (self.voucher.viewer, self.voucher.spent) != (self.viewer, self.spent):
            raise TitleError("the voucher of this passbook is not for what it lists", where=str(self.viewer))

    @property
    def spent(self) -> int:
        """All that the viewer has spent with the house."""
        return self.before + self.prices.cost(self.episodes)

    def with_episode(self, episode: int) -> Passbook:
        """The passbook with one more episode, for which nothing is signed yet."""
        return dataclasses.replace(self, episodes=tuple(sorted({*self.episodes, episode})), voucher=None)


def read_prices(content: bytes, *, where: str = "") -> Prices:
    """Read a price list.

    Raises:
        TitleError: it is none.
    """
    try:
        form: Any = json.loads(content)
        if form["schema"] != PRICES_SCHEMA:
            raise TitleError("this price list is of another version", where=where, mend="use a newer Reelwright")
        return _prices(form)
    except (ValueError, KeyError, TypeError, RecursionError, CodingError) as error:
        raise TitleError("this is no price list", where=where, mend="write one: reel tab prices FILM") from error


def write_passbook(book: Passbook) -> bytes:
    """The one JSON text of a passbook; it is the viewer's receipt."""
    voucher = book.voucher
    form: dict[str, Plain] = {
        "schema": PASSBOOK_SCHEMA,
        "prices": json.loads(book.prices.content),
        "viewer": str(book.viewer),
        "before": str(book.before),
        "episodes": [*book.episodes],
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
        if form["schema"] != PASSBOOK_SCHEMA:
            raise TitleError("this passbook is of another version", where=where, mend="use a newer Reelwright")
        viewer, episodes = Address.from_hex(form["viewer"]), tuple(form["episodes"])
        if not all(type(each) is int for each in episodes):
            raise TitleError("a passbook lists whole episodes", where=where)
        signature = bytes.fromhex(form["signature"])
        voucher = Voucher(viewer, _whole(form["spent"]), signature) if signature else None
        return Passbook(viewer, _prices(form["prices"]), _whole(form["before"]), episodes, voucher)
    except (ValueError, KeyError, TypeError, RecursionError, AddressError, CodingError) as error:
        raise TitleError("this is no passbook", where=where, mend="make one: reel tab unlock") from error


def _prices(form: dict[str, Any]) -> Prices:
    if not isinstance(form["chain"], int):
        raise CodingError("a chain's number is a whole one")
    house = Hash.from_hex(form["house"])
    return Prices(form["chain"], house, _whole(form["episode"]), _whole(form["free"]), _whole(form["cap"]))


def _whole(text: object) -> int:
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 29:
        raise CodingError(f"{text!r:.40} is no whole number")
    return int(text)
