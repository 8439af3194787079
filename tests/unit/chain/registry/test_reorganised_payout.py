"""A payout of a whole table that a re-organisation takes back is paid once, to the unit, and stated so."""

import dataclasses
import shutil
from fractions import Fraction
from pathlib import Path

from people import ROOT, As, Wall, other

from reelwright.chain import (
    Finality,
    Hash,
    Posting,
    Registry,
    Work,
    account_of,
    balance,
    bind_table,
    draw_table,
    forward,
    issue,
    make_statement,
    owed_now,
    pay_account,
    table_of,
)
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.rpc import RpcLedger
from reelwright.testing import Lies, NodeDouble


def test_payout_taken_back_is_paid_once(house: Registry, acting: As, wall: Wall, title: Hash, tmp_path: Path) -> None:
    """In a block that is not final nothing is stated; taken back, the same draw goes in again; sums are exact."""
    people = [other(house, acting, number).me for number in (2, 3, 4)]
    table = table_of([(account_of(who), Fraction(1, 3)) for who in people])
    bind_table(house, Work(house.me, ROOT, 20), table)
    issue(house, "me", house.me, 1_000)
    pay_account(house, "gift", title, 1_000)
    forward(house, title)
    shutil.copytree(tmp_path, tmp_path / "twin", ignore=shutil.ignore_patterns("twin"))
    twin = EmbeddedLedger(tmp_path / "twin" / "chain.db", lambda: wall.now + 50)
    with NodeDouble(house.ledger) as node:
        far = RpcLedger(node.url, chain_id=house.ledger.chain_id, pause=lambda _: None)
        outbox = dataclasses.replace(house.outbox, ledger=far)
        registry = dataclasses.replace(house, ledger=far, outbox=outbox)
        node.lies = Lies(final_behind=5)
        posted = _drawn_not_final(registry, table)
        assert [balance(house, who) for who in people] == [333, 333, 333]
        assert make_statement(registry, people[0], [table]).paid == 0
        node.ledger = twin
        assert outbox.settle(posted).state is not Posting.FINAL
        node.lies = Lies()
        done = outbox.send(posted.key, _call(registry, table))
        assert done.tx == posted.tx
        assert draw_table(registry, table) is None
        assert [balance(registry, who) for who in people] == [333, 333, 333]
        assert sum(owed_now(registry, table)) == 0
        statements = [make_statement(registry, who, [table]) for who in people]
        assert [(each.paid, each.open) for each in statements] == [(333, 0)] * 3
        far.close()
    twin.close()


def _call(registry: Registry, table: object) -> object:
    from reelwright.chain import Call  # noqa: PLC0415 only here

    market, token = registry.contract("market"), registry.contract("pay_token").address
    rows = [(row.account, row.weight) for row in table.rows]
    return Call(market.address, market.payload("draw_many", token, table.root, rows), registry.me)


def _drawn_not_final(registry: Registry, table: object) -> object:
    """Draws the table as far as a block that may still be taken back."""
    outbox, call = registry.outbox, _call(registry, table)
    key = f"{registry.me}/draw/{table.root}/1000"
    assert outbox.send(key, call, until=Finality.PENDING, patience=1).succeeded
    found = outbox.journal.find(registry.ledger.chain_id, key)
    assert found is not None
    assert found.state is Posting.INCLUDED
    return found
