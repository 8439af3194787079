"""What every action costs: gas of the whole transaction (21,000 and call data included) and new storage slots.

``python measure.py`` prints the table, ``python measure.py --write`` keeps it in golden.json. An action is measured in
its steady state, that is, when the people in it were there before, unless it says "first".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from eth_hash.auto import keccak
from evm import Chain, Receipt
from trees import MemberTree, SegmentTree, WeighedTree, anchor_leaf, word
from typed import Key, _types, digest, struct_hash
from world import DAY, NATIVE, World, compact, row, table

GOLDEN = Path(__file__).parent / "golden.json"
Row = tuple[str, Receipt, int]
"""An action, its receipt, and among how many its cost is shared."""

ANN, BOB, EVE = Key.of("Ann"), Key.of("Bob"), Key.of("Eve")
SALT = keccak(b"a secret")
LIFE = "life: one film, steady state"
OPEN_AND_SETTLE = "campaign: fund and settle 1 M views, all new"


def people(chain: Chain) -> None:
    """Gives everybody money for gas."""
    for each in (ANN, BOB, EVE):
        chain.state.set_balance(each.address, 10**24)


def titles() -> Iterator[Row]:
    """Registering, anchoring, proving and moving titles."""
    chain = Chain()
    people(chain)
    title = chain.deploy("title")
    assert title.receipt is not None
    yield "title: deploy", title.receipt, 1
    yield "title: register, first of an author", title.register(word(0), 20, 500, sender=ANN.address), 1
    for count in (1, 20, 200, 5000):
        tree = SegmentTree([b"%d" % i for i in range(count)])
        yield f"title: register, {count} segments", title.register(tree.root, count, 500, sender=ANN.address), 1
        given = (ANN.address, tree.root, count - 1, keccak(b"%d" % (count - 1)), tree.proof(count - 1))
        yield f"title: has_segment of {count}, as a transaction", title.has_segment(*given, sender=ANN.address), 1
    given = (BOB.address, word(1), 20, 500, chain.now)
    signed = BOB.sign(digest("title", title.address, "Register", given))
    title.register(word(2), 20, 500, sender=BOB.address)
    yield "title: register_for", title.register_for(*given, signed, sender=EVE.address), 1
    works = [(word(1000 + i), 20) for i in range(100)]
    yield "title: register_batch of 100, each", title.register_batch(works, 500, sender=ANN.address), 100
    roots = [word(5000 + i) for i in range(1000)]
    tree = MemberTree([anchor_leaf(ANN.address, root, SALT) for root in roots])
    yield "title: anchor of 1000 works, each", title.anchor(tree.root, sender=EVE.address), 1000
    proof = tree.proof(700)
    given = (roots[700], 20, 500, tree.root, SALT, proof.sides, proof.siblings)
    yield "title: register_anchored, of 1000", title.register_anchored(*given, sender=ANN.address), 1
    film = title.title_id(ANN.address, word(0))
    yield "title: transferFrom", title.transferFrom(ANN.address, BOB.address, film, sender=ANN.address), 1


def shares() -> Iterator[Row]:
    """Paying in, claiming and drawing."""
    world = World(Chain())
    money, eve, dan = world.token.address, world.eve.address, world.dan.address
    yield "shares: deploy", world.shares.receipt, 1
    for count in (2, 100, 1000):
        payees = [world.chain.account(f"payee {i}") for i in range(count)]
        for each in payees:
            if not world.token.balanceOf(each):
                world.token.mint(each, 1, sender=world.bank.address)
        tree = WeighedTree([(each.rjust(32, b"\0"), 1_000_000 // count) for each in payees])
        first = world.shares.pay(money, tree.root, 10**9, sender=dan)
        if count == 2:
            yield "shares: pay ERC-20, first into an account", first, 1
        yield f"shares: pay ERC-20, {count} payees", world.shares.pay(money, tree.root, 10**9, sender=dan), 1
        called = world.token.transferAndCall(world.shares.address, 10**9, tree.root, sender=dan)
        yield f"shares: pay ERC-20 that calls (ERC-1363), {count} payees", called, 1
        world.shares.pay(NATIVE, tree.root, 10**9, sender=dan, value=10**9)
        native = world.shares.pay(NATIVE, tree.root, 10**9, sender=dan, value=10**9)
        yield f"shares: pay native, {count} payees", native, 1
        world.shares.claim(money, tree.root, *row(tree, 1), sender=eve)
        world.shares.pay(money, tree.root, 10**9, sender=dan)
        yield f"shares: claim, {count} payees", world.shares.claim(money, tree.root, *row(tree, 1), sender=eve), 1
        if count == 100:
            many = world.shares.draw_many(money, tree.root, tree.rows, sender=eve)
            yield "shares: draw_many of 100 after a claim, each", many, count
            world.shares.pay(money, tree.root, 10**9, sender=dan)
            yield (
                "shares: draw_many of 100, each",
                world.shares.draw_many(money, tree.root, tree.rows, sender=eve),
                count,
            )
    inner = table((world.ann, 1))
    title = world.film(world.ann, b"a film", inner)
    for _ in range(2):
        world.shares.pay(money, title, 10**9, sender=dan)
        forwarded = world.shares.forward(money, title, sender=eve)
    yield "shares: forward a title to its table", forwarded, 1
    yield "shares: bind", world.shares.bind(word(9), inner.root, bytes(32), sender=world.ann.address), 1
    yield from payouts(world, money, dan, eve)


def payouts(world: World, money: bytes, dan: bytes, eve: bytes) -> Iterator[Row]:
    """A pool of 100 payees, in its third epoch."""
    pool = (world.bob.address, world.cat.address, DAY)
    world.shares.pay(money, world.shares.pool_account(pool), 10**12, sender=dan)
    payees = [world.chain.account(f"payee {i}").rjust(32, b"\0") for i in range(100)]
    for epoch in (1, 2, 3):
        tree = WeighedTree([(each, epoch * 10**6) for each in payees])
        posted = world.shares.post(money, world.cat.address, DAY, tree.root, word(7), sender=world.bob.address)
        world.chain.pass_time(DAY)
        drawn = world.shares.draw(money, pool, *row(tree, 3), sender=eve)
        many = world.shares.draw_payout(money, pool, tree.rows, sender=eve)
    yield "shares: post a payout root", posted, 1
    yield "shares: draw from a payout of 100", drawn, 1
    yield "shares: draw_payout of 100, each", many, 100


def licences() -> Iterator[Row]:
    """Edges at several depths."""
    world = World(Chain())
    people = [world.ann, world.bob, world.cat, world.dan]
    yield "licence: deploy", world.licence.receipt, 1
    for absolute in (False, True):
        upstream = (bytes(32), 0)
        film = world.film(people[0], b"depth 0 %d" % absolute, table((people[0], 1)))
        for depth in range(1, 5):
            author, licensor = people[depth % 4], people[(depth - 1) % 4]
            rows = [(author, 500_000), (film, 100_000), (upstream[0], upstream[1])]
            tree = table(*rows[: 3 if upstream[1] else 2])
            name = b"depth %d %d" % (depth, absolute)
            child = world.film(author, name, tree)
            given = (
                int.from_bytes(film),
                author.address,
                word(5),
                100_000,
                absolute,
                bytes(32),
                depth,
                world.chain.now,
            )
            signed = world.sign(licensor, "licence", "Licence", *given)
            places = [(weight, *tree.proof(i)) for i, (_, weight) in enumerate(tree.rows)]
            above = places[2] if upstream[1] else (0, 0, [])
            done = world.licence.derive(keccak(name), given, signed, places[1], above, sender=author.address)
            yield f"licence: derive, {'absolute' if absolute else 'relative'}, depth {depth}", done, 1
            upstream = world.licence.upstream(int.from_bytes(child))
            film = child


def sales() -> Iterator[Row]:
    """Buying, in the chain's own money and in a token; offers, auctions, editions."""
    world = World(Chain())
    ann, bob, eve, now = world.ann, world.bob, world.eve.address, world.chain.now
    yield "market: deploy", world.market.receipt, 1
    yield "edition: deploy", world.edition.receipt, 1
    for kind, token in (("native", NATIVE), ("ERC-20", world.token.address)):
        for whom, payee in (("seller and film", ann.account), ("all to the film", b"")):
            for _ in range(2):
                name = f"{kind} {whom} {_}".encode()
                world.film(bob, b"other " + name)
                film = world.film(ann, name)
                value = 5 if token == NATIVE else 0
                world.shares.pay(token, film, 5, sender=world.dan.address, value=value)
                given = (ann.address, int.from_bytes(film), 0, token, 10**8, payee or film, bytes(20), 3, now)
                signed = world.sign(ann, "market", "Order", *given)
                value = 10**8 if token == NATIVE else 0
                bought = world.market.buy(given, signed, sender=bob.address, value=value)
            yield f"market: buy, {kind}, {whom}", bought, 1
    token = world.token.address
    film = int.from_bytes(world.film(ann, b"offered"))
    given = (bob.address, film, 0, token, 10**8, 4, now)
    signed = world.sign(bob, "market", "Offer", *given)
    yield "market: accept an offer", world.market.accept(given, signed, ann.account, sender=ann.address), 1
    film = int.from_bytes(world.film(ann, b"auctioned"))
    terms = (ann.address, film, 0, token, 10, ann.account, now + 99, 5)
    whole = struct_hash(_types("market"), "Auction", terms)
    signed = world.sign(ann, "market", "Auction", *terms)
    for key, amount, name in ((bob, 100, "first"), (world.cat, 200, "next"), (bob, 300, "next but one")):
        given = (key.address, whole, amount)
        done = world.market.bid(terms, signed, given, world.sign(key, "market", "Bid", *given), sender=eve)
        yield f"market: bid, {name}", done, 1
    world.chain.pass_time(1000)
    yield "market: close an auction", world.market.close(terms, sender=eve), 1
    yield "market: cancel 256 orders", world.market.cancel(9, 2**256 - 1, sender=ann.address), 1
    film = int.from_bytes(world.film(ann, b"copied"))
    given = (ann.address, film, token, 10**6, 1000, word(7), world.chain.now)
    signed = world.sign(ann, "edition", "Edition", *given)
    for _ in range(2):
        bought = world.edition.buy(given, signed, 1, bob.address, sender=bob.address)
    yield "edition: buy a copy, ERC-20", bought, 1


def unlocks() -> Iterator[Row]:
    """Deposits and the settlement of many viewers."""
    world = World(Chain())
    money, pool, terms, eve = world.token.address, word(2**255), word(8), world.eve.address
    yield "tab: deploy", world.tab.receipt, 1
    viewers = [Key.of(f"viewer {i}") for i in range(200)]
    for each in viewers:
        world.chain.state.set_balance(each.address, 10**24)
        world.fund(each.address)
        first = world.tab.deposit(money, pool, 10**8, world.chain.now + DAY, sender=each.address)
    yield "tab: deposit, first of a viewer", first, 1
    again = world.tab.deposit(money, pool, 10**8, world.chain.now + DAY, sender=viewers[0].address)
    yield "tab: deposit", again, 1
    for count, epochs in ((1, (1, 2)), (50, (3, 4)), (200, (5, 6))):
        for epoch in epochs:
            vouchers = []
            for each in viewers[:count]:
                given = ((money, pool, terms), each.address, epoch * 10**6)
                row_ = int.from_bytes(each.address) << 96 | given[2]
                vouchers.append((row_, *compact(world.sign(each, "tab", "Voucher", *given))))
            done = world.tab.settle(money, pool, terms, vouchers, sender=eve)
        yield f"tab: settle {count} viewers, each", done, count


def campaigns() -> Iterator[Row]:
    """A budget, and a million views by one voucher or by a statement over a thousand creators."""
    world = World(Chain())
    bob, cat, money, eve = world.bob, world.cat, world.token.address, world.eve.address
    yield "campaign: deploy", world.campaign.receipt, 1
    creators = [keccak(word(i)) for i in range(1000)]
    for number in (1, 2):
        which = "" if number == 2 else ", first in this money"
        given = (bob.address, cat.address, money, world.chain.now + DAY, 0, 0, word(number))
        yield f"campaign: fund a new one{which}", world.campaign.fund(given, 10**9, sender=bob.address), 1
        name = world.campaign.campaign_id(given)
        for cumulative in (10**6, 2 * 10**6):
            signed = world.sign(cat, "campaign", "Voucher", name, creators[0], cumulative)
            done = world.campaign.claim(given, creators[0], cumulative, signed, sender=eve)
            yield f"campaign: claim{' again' if cumulative > 10**6 else ''}{which}", done, 1
    tree = WeighedTree([(each, 3 * 10**5) for each in creators])
    signed = world.sign(cat, "campaign", "Statement", name, tree.root)
    done = world.campaign.claim_stated(given, tree.root, signed, *row(tree, 700), sender=eve)
    yield "campaign: claim_stated of 1000, first of a creator", done, 1


def life(rows: dict[str, dict[str, int]]) -> dict[str, int]:
    """The whole life of one film in steady state: 20 segments, a remake, 1,000 unlocks, 1 M views, 100 payees."""
    steps = {
        "title: anchor of 1000 works, each": 1,
        "licence: derive, relative, depth 1": 1,
        "tab: settle 200 viewers, each": 200,
        "campaign: fund a new one": 1,
        "campaign: claim": 1,
        "shares: pay ERC-20, 100 payees": 1,
        "shares: draw_many of 100, each": 100,
    }
    return {
        "gas": sum(rows[name]["gas"] * times for name, times in steps.items()),
        "new_slots": sum(rows[name]["new_slots"] for name in steps if "each" not in name),
    }


LIMITS = {f"title: register, {count} segments": 55_000 for count in (1, 20, 200, 5000)} | {
    "title: anchor of 1000 works, each": 50,
    "shares: pay native, 1000 payees": 46_000,
    "shares: pay ERC-20 that calls (ERC-1363), 1000 payees": 46_000,
    "shares: draw_many of 100, each": 13_000,
    "tab: settle 200 viewers, each": 11_100,
    LIFE: 4_500_000,
    OPEN_AND_SETTLE: 240_000,
    "market: buy, native, seller and film": 70_000,
    "market: buy, native, all to the film": 70_000,
    "market: buy, ERC-20, seller and film": 85_000,
    "market: buy, ERC-20, all to the film": 85_000,
}
"""What an action may cost at most (docs/reference/contracts.md)."""


def measured() -> dict[str, dict[str, int]]:
    """Every action with its gas and its new slots."""
    rows = [*titles(), *shares(), *licences(), *sales(), *unlocks(), *campaigns()]
    found = {name: {"gas": -(-done.gas // shared), "new_slots": done.new_slots} for name, done, shared in rows}
    opened = [found["campaign: fund a new one, first in this money"], found["campaign: claim, first in this money"]]
    found[OPEN_AND_SETTLE] = {key: sum(each[key] for each in opened) for key in ("gas", "new_slots")}
    found[LIFE] = life(found)
    return found


def main() -> None:
    """Prints, and writes when asked."""
    found_all = measured()
    if "--write" in sys.argv:
        GOLDEN.write_text(json.dumps(found_all, indent=1) + "\n", encoding="utf-8")
    print(f"{'action':<52}{'gas':>12}{'new slots':>12}{'limit':>10}")
    for name, found in found_all.items():
        print(f"{name:<52}{found['gas']:>12,}{found['new_slots']:>12}{LIMITS.get(name, ''):>10}")


if __name__ == "__main__":
    main()
