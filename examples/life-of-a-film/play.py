"""The whole life of a film on the embedded chain, with what each step costs beside the naive way.

A film is anchored and registered, licensed to a remake, listed and sold; viewers unlock episodes, a
brand pays for a million views, and everybody in the share table draws his part, twice. In the end
every payee's statement is made from the ledger alone and compared with his balance.

    python examples/life-of-a-film/play.py [--viewers 200] [--unlocks 1000] [--payees 100]
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

from reelwright.chain import (
    Address,
    Campaign,
    Deposit,
    Hash,
    Outbox,
    PriceList,
    Registry,
    Work,
    accept_views,
    account_of,
    anchor_film,
    balance,
    bind_table,
    buy_title,
    claim_row,
    claim_views,
    derive_film,
    draw_table,
    for_anybody,
    forward,
    fund_campaign,
    issue,
    keccak256,
    license_title,
    list_title,
    open_tab,
    pay_account,
    register_title,
    set_up_contracts,
    settle_tabs,
    sign_voucher,
    state,
    table_of,
    title_id,
)
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.index import SqliteIndex
from reelwright.chain.adapters.journal import SqliteJournal
from reelwright.chain.adapters.keystore import KeySigner

MONEY = 10**6
NAIVE = {
    "register 20 segments": 986_894,
    "license to a remake": 68_648,
    "list and sell": 115_671,
    "unlocks": 69_222,
    "views": 33_839,
    "draw": 50_939,
}
"""Measured gas of the usual way, a token or a transfer each; those of unlocks, views and draws for one."""


class Meter:
    """A ledger that counts the gas of what goes through it."""

    def __init__(self, ledger: EmbeddedLedger) -> None:
        self.ledger = ledger
        self.gas = 0
        self.bytes = 0
        self.sent = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 whatever the ledger has
        return getattr(self.ledger, name)

    def submit(self, raw: bytes) -> Hash:
        """Hand it on and count."""
        name = self.ledger.submit(raw)
        receipt = self.ledger.receipt(name)
        if receipt is not None:
            self.gas += receipt.gas_used
            self.bytes += len(raw)
            self.sent += 1
        return name


@dataclasses.dataclass
class Play:
    """The people, the chain, and what the steps cost."""

    meter: Meter
    house: Registry
    viewers: int
    unlocks: int
    payees: int
    costs: dict[str, list[int]] = dataclasses.field(default_factory=dict)

    def acting(self, number: int) -> Registry:
        """The registry as somebody else uses it."""
        outbox = dataclasses.replace(self.house.outbox, signer=person(number))
        return dataclasses.replace(self.house, outbox=outbox)

    def cost(self, step: str, begin: int) -> None:
        """Write down what a step cost."""
        self.costs.setdefault(step, []).append(self.meter.gas - begin)


def person(number: int) -> KeySigner:
    """Somebody, the same every time."""
    return KeySigner(keccak256(b"life of a film %d" % number))


ADA, BEN, CLEO, BRAND, FIRST_PAYEE, FIRST_VIEWER = 1, 2, 3, 4, 1_000, 10_000


def play(shape: Play, wall: list[int]) -> tuple[list[Address], dict[Hash, Any]]:
    """Play the whole life; gives the payees and the tables."""
    ada, ben, cleo, brand = (shape.acting(number) for number in (ADA, BEN, CLEO, BRAND))
    payees = [person(FIRST_PAYEE + n).address for n in range(shape.payees)]
    film, remake = Work(ada.me, Hash(keccak256(b"film")), 20), Work(ben.me, Hash(keccak256(b"remake")), 24)
    table = table_of([(account_of(each), Fraction(1, shape.payees)) for each in payees])

    begin = shape.meter.gas
    anchor = anchor_film(ada, film)
    register_title(ada, film, royalty_bps=500, anchor=anchor)
    shape.cost("register 20 segments", begin)
    title = title_id(film)
    bind_table(ada, film, table)

    licence = license_title(ada, for_anybody(title, terms=keccak256(b"terms"), share=100_000, deadline=wall[0] + 10**6))
    tenth = Fraction(1, 10)
    child_table = table_of([(title, tenth), (account_of(ben.me), 1 - tenth)])
    register_title(ben, remake, royalty_bps=500)
    bind_table(ben, remake, child_table)
    begin = shape.meter.gas
    derive_film(ben, remake, licence, child_table)
    shape.cost("license to a remake", begin)

    issue(shape.house, "cleo", cleo.me, 10_000 * MONEY)
    order = list_title(ada, title, price=2_000 * MONEY, deadline=wall[0] + 10**6)
    begin = shape.meter.gas
    buy_title(cleo, order)
    shape.cost("list and sell", begin)

    issue(shape.house, "remake", ben.me, 500 * MONEY)
    pay_account(ben, "cinema", title_id(remake), 500 * MONEY)
    forward(ben, title_id(remake))
    claim_row(ben, child_table, title)
    claim_row(ben, child_table, account_of(ben.me))

    prices = PriceList(title, keccak256(b"an episode costs 0.25, the third and all before it are free"))
    begin = shape.meter.gas
    for number in range(shape.viewers):
        viewer = person(FIRST_VIEWER + number)
        issue(shape.house, f"viewer {number}", viewer.address, 100 * MONEY)
    begin = shape.meter.gas
    for number in range(shape.viewers):
        viewer = person(FIRST_VIEWER + number)
        deposit = Deposit(50 * MONEY, wall[0] + 30 * 86_400, keccak256(b"%d" % number))
        open_tab(shape.house, prices, viewer, deposit)
    shape.cost("open tabs, once for all films", begin)
    issue(shape.house, "brand", brand.me, 10_000 * MONEY)
    for season in (1, 2):
        _season(shape, season, brand, prices, wall[0])
        begin = shape.meter.gas
        forward(ada, title)
        draw_table(shape.house, table)
        shape.cost("draw", begin)
    return [*payees, ben.me], {each.root: each for each in (table, child_table)}


def _season(shape: Play, season: int, brand: Registry, prices: PriceList, now: int) -> None:
    """Viewers unlock, and a brand pays for a million views."""
    each = shape.unlocks // shape.viewers
    vouchers = []
    for number in range(shape.viewers):
        viewer = person(FIRST_VIEWER + number)
        for unlock in range(1, each + 1):  # every unlock is a signature; the newest stands for all
            voucher = sign_voucher(shape.house, prices, ((season - 1) * each + unlock) * MONEY // 4, viewer)
        vouchers.append(voucher)
    begin = shape.meter.gas
    settle_tabs(shape.house, prices, vouchers)
    shape.cost("unlocks", begin)
    token = shape.house.contract("pay_token").address
    campaign = Campaign(brand.me, brand.me, token, now + 10**6, salt=keccak256(b"season %d" % season))
    begin = shape.meter.gas
    fund_campaign(brand, campaign, 2_000 * MONEY)
    signature = accept_views(brand, campaign, prices.house, 2_000 * MONEY, brand.outbox.signer)
    claim_views(shape.house, campaign, prices.house, 2_000 * MONEY, signature)
    shape.cost("views", begin)


def show(shape: Play) -> None:
    """Print what the steps cost beside the naive way."""
    times = {"unlocks": shape.unlocks, "views": 1_000_000, "draw": shape.payees}
    print(f"{'step':<34}{'naive gas':>16}{'first':>12}{'again':>12}")
    totals = [0, 0, 0]
    for step, costs in shape.costs.items():
        naive = NAIVE.get(step, 0) * times.get(step, 1)
        first, again = costs[0], costs[-1] if len(costs) > 1 else 0
        label = f"{times[step]:,} {step}" if step in times else step
        shown = f"{naive:,}" if naive else ""
        print(f"{label:<34}{shown:>16}{first:>12,}{(f'{again:,}' if again else ''):>12}")
        totals = [totals[0] + naive, totals[1] + first, totals[2] + again]
    print(f"{'together':<34}{totals[0]:>16,}{totals[1]:>12,}{totals[2]:>12,}")


def main() -> None:
    """Play it, and say whether every payee's statement adds up."""
    parser = argparse.ArgumentParser(description="The whole life of a film on the embedded chain.")
    for name, many in (("viewers", 200), ("unlocks", 1_000), ("payees", 100)):
        parser.add_argument(f"--{name}", type=int, default=many)
    asked = parser.parse_args()
    began, wall = time.perf_counter(), [1_700_000_000]
    with tempfile.TemporaryDirectory() as folder:
        meter = Meter(EmbeddedLedger(Path(folder) / "chain.db", lambda: wall[0]))
        journal, index = SqliteJournal(Path(folder) / "outbox.db"), SqliteIndex(Path(folder) / "index.db")
        outbox = Outbox(meter, person(0), journal, time.sleep)
        house = Registry(meter, outbox, index, set_up_contracts(outbox))
        shape = Play(meter, house, asked.viewers, asked.unlocks, asked.payees)
        payees, tables = play(shape, wall)
        show(shape)
        house.follow()
        wrong, paid = [], 0
        for payee in payees:
            statement = state(house, payee, tables)
            paid += statement.paid
            if statement.paid != balance(house, payee):
                wrong.append(str(payee))
        print(f"{len(payees)} statements, {paid / MONEY:,.6f} paid: {'all add up' if not wrong else f'WRONG: {wrong}'}")
        print(f"{meter.sent} transactions, {meter.bytes:,} bytes, {time.perf_counter() - began:.1f} s")
        for each in (meter.ledger, journal, index):
            each.close()
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
