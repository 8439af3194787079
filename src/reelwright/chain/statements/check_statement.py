"""Checks a statement with Python's standard library alone: every sum from the ledger's own events.

    python check_statement.py statement.zip [--node URL]

This one file is all that is needed: it travels inside every statement, and does not import
Reelwright. Take it from somewhere that you trust, not from the statement that you check. Without a
node it shows that tables, events and lines belong together; with the address of a node of the chain
also that the events are the chain's, final, and that none is left out. Exit code: 0 everything
holds, 1 something does not.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

SCHEMA = "reelwright.statement-proof/1"
PROOF = "proof.json"
LARGEST = 256 << 20
BESIDE = {
    "Settled(bytes32,address,bytes32,uint256,uint256)": "unlocks",
    "Released(bytes32,bytes32,uint256)": "views",
    "Bought(uint256,uint256,address,uint256,address,uint256)": "copies",
    "Sold(uint256,address,address,address,uint256,uint256,bytes32)": "sale",
}
PAID, SOLD, MOVED = (
    "Paid(bytes32,address,uint256)",
    "Sold(uint256,address,address,address,uint256,uint256,bytes32)",
    "Moved(bytes32,bytes32,address,uint256)",
)
DRAWN, BOUND = "Drawn(bytes32,address,(bytes32,uint256)[])", "Bound(bytes32,bytes32,bytes32)"
Line = tuple[str, str, int, int, bool, str]
"""Film, source, time, units, whether it is paid, transaction."""


class WrongError(Exception):
    """Something in the statement does not hold."""


# Keccak-256 (the padding of the submission, as Ethereum uses it): Keccak-f[1600], rate 1088 bits.
# The checker of evidence has the same again: each is one file that a stranger runs without anything of ours.
_MASK = (1 << 64) - 1
_ROTATIONS = (
    (0, 36, 3, 41, 18),
    (1, 44, 10, 45, 2),
    (62, 6, 43, 15, 61),
    (28, 55, 25, 21, 56),
    (27, 20, 39, 8, 14),
)


def _round_constants() -> list[int]:
    constants: list[int] = []
    state = 1
    for _ in range(24):
        constant = 0
        for place in range(7):
            if state & 1:
                constant |= 1 << ((1 << place) - 1)
            state = state << 1 ^ (0x171 if state & 0x80 else 0)
        constants.append(constant)
    return constants


_CONSTANTS = _round_constants()


def _turn(word: int, by: int) -> int:
    return (word << by | word >> (64 - by)) & _MASK if by else word


def _permute(lanes: list[list[int]]) -> None:
    for constant in _CONSTANTS:
        columns = [lanes[x][0] ^ lanes[x][1] ^ lanes[x][2] ^ lanes[x][3] ^ lanes[x][4] for x in range(5)]
        mixed = [columns[x - 1] ^ _turn(columns[(x + 1) % 5], 1) for x in range(5)]
        turned = [[0] * 5 for _ in range(5)]
        for x in range(5):
            for y in range(5):
                turned[y][(2 * x + 3 * y) % 5] = _turn(lanes[x][y] ^ mixed[x], _ROTATIONS[x][y])
        for x in range(5):
            for y in range(5):
                lanes[x][y] = turned[x][y] ^ (~turned[(x + 1) % 5][y] & _MASK & turned[(x + 2) % 5][y])
        lanes[0][0] ^= constant


def keccak256(content: bytes) -> bytes:
    """Keccak-256 of some bytes."""
    rate = 136
    padded = bytearray(content) + b"\x01" + bytes(-(len(content) + 1) % rate)
    padded[-1] |= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for at in range(0, len(padded), rate):
        for word in range(rate // 8):
            lanes[word % 5][word // 5] ^= int.from_bytes(padded[at + 8 * word : at + 8 * word + 8], "little")
        _permute(lanes)
    return b"".join(lanes[word % 5][word // 5].to_bytes(8, "little") for word in range(4))


# Share tables: every node commits to the weight below it.


def table_root(rows: list[tuple[str, int]]) -> str:
    """The account of a share table."""
    level = [(keccak256(b"\x00" + _bytes(account) + _word(weight)), weight) for account, weight in rows]
    if not level:
        raise WrongError("a share table is empty")
    while len(level) > 1:
        pairs = [
            (keccak256(b"\x01" + a + _word(m) + b + _word(n)), m + n)
            for (a, m), (b, n) in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + level[len(level) & ~1 :]
    return "0x" + level[0][0].hex()


# What flowed: accounts as the events made them.


class Books:
    """What each account received, item by item, and how far each payee has had it."""

    def __init__(self, tables: Mapping[str, list[tuple[str, int]]], titles: Mapping[str, str]) -> None:
        self.tables, self.titles = tables, titles
        self.items: dict[str, list[tuple[str, str, int, int, str]]] = defaultdict(list)
        self.had: dict[tuple[str, str], int] = defaultdict(int)
        self.pools: set[str] = set()

    def owed(self, source: str, target: str) -> list[tuple[str, str, int, int, str]]:
        """What a payee has coming since he last had something, item by item, rounded down to the unit."""
        items, since = self.items[source], self.had[source, target]
        if source not in self.tables:
            return items[since:]
        rows = self.tables[source]
        whole, own = sum(weight for _, weight in rows), sum(weight for account, weight in rows if account == target)
        parts, total = [], 0
        for place, (film, kind, time, amount, tx) in enumerate(items):
            before, total = total * own // whole, total + amount
            part = total * own // whole - before
            if place >= since and part:
                parts.append((film, kind, time, part, tx))
        return parts

    def give(self, source: str, target: str, amount: int, time: int, tx: str) -> None:
        """A payment from one account to another; from one of these it is all that was owed, to the unit."""
        if source in self.tables or source in self.titles:
            parts = self.owed(source, target)
            self.had[source, target] = len(self.items[source])
            if sum(part for _, _, _, part, _ in parts) != amount:
                raise WrongError(f"a payment of {amount} in {tx} is not what the table gives")
        else:
            of_film = target in self.titles
            kind = "payout list" if source in self.pools else "licence" if of_film else "other film"
            parts = [(target if of_film else source, kind, time, amount, tx)]
        self.items[target] += parts


def lines_of(proof: Mapping[str, Any]) -> list[Line]:
    """The lines of a statement, worked out anew from the events of a proof."""
    me, token = proof["statement"]["payee"].lower(), proof["statement"]["token"].lower()
    account = "0x" + me[2:].rjust(64, "0")
    tables = {each["root"]: [(a, w) for a, w in each["rows"]] for each in proof["tables"]}
    for root, rows in tables.items():
        if table_root(rows) != root:
            raise WrongError(f"the rows of the table {root} have another root")
    logs = sorted(proof["logs"], key=lambda log: (log["block"], log["position"]))
    topics = {keccak256(name.encode()).hex(): name for name in (PAID, MOVED, DRAWN, BOUND, *BESIDE)}
    told = [(topics.get(log["topics"][0][2:], ""), log) for log in logs]
    market = proof["contracts"]["market"]
    bound = [log for name, log in told if name == BOUND and log["address"] == market]
    titles = {log["topics"][1]: _at(log, 0) for log in bound if _at(log, 0) in tables}
    beside = {log["tx"]: BESIDE[name] for name, log in told if name in BESIDE}
    books = Books(tables, titles)
    books.pools = {_at(log, 1) for log in bound if _at(log, 0) in tables}
    for name, log in told:
        if log["address"] == market:
            _post(books, name, log, beside.get(log["tx"], "payment"), token)
    lines = [(film, kind, time, units, True, tx) for film, kind, time, units, tx in books.items[account]]
    for title, root in titles.items():  # what has not moved on yet is there all the same
        books.items[root] += books.owed(title, root)
    for root in tables:
        lines += [(film, kind, time, units, False, tx) for film, kind, time, units, tx in books.owed(root, account)]
    return lines


def _post(books: Books, name: str, log: Mapping[str, Any], kind: str, token: str) -> None:
    time, tx = log["time"], log["tx"]
    if name == PAID and _address(log, 0) == token:
        account = log["topics"][1]
        books.items[account].append((account, kind, time, _number(log, 1), tx))
    elif name == SOLD and _address(log, 0) == token:
        film, price, royalty = log["topics"][1], _number(log, 1), _number(log, 2)
        if royalty:
            books.items[film].append((film, "royalty", time, royalty, tx))
        books.items[_at(log, 3)].append((film, "sale", time, price - royalty, tx))
    elif name == MOVED and _address(log, 0) == token:
        books.give(log["topics"][1], log["topics"][2], _number(log, 1), time, tx)
    elif name == DRAWN and "0x" + log["topics"][2][-40:] == token:
        for place in range(_number(log, 1)):
            books.give(log["topics"][1], _at(log, 2 + 2 * place), _number(log, 3 + 2 * place), time, tx)


# A node of the chain, asked for what the proof says.


def ask_node(proof: Mapping[str, Any], ask: Callable[[str, list[Any]], Any]) -> list[str]:
    """See with a node that the events are the chain's, final, and that none is left out."""
    statement = proof["statement"]
    if int(ask("eth_chainId", []), 16) != statement["chain"]:
        raise WrongError("the node is of another chain")
    final = int(ask("eth_getBlockByNumber", ["finalized", False])["number"], 16)
    if final < statement["through_block"]:
        raise WrongError(f"the chain is final up to block {final} only")
    ours = {(log["block"], log["position"]): log for log in proof["logs"]}
    _look_at_each(ours, ask)
    found = _look_for_more(proof, set(ours), ask)
    return [f"{len(ours)} events are the chain's, and final", f"none of {found} that concern these accounts is missing"]


def _look_at_each(ours: Mapping[tuple[int, int], Mapping[str, Any]], ask: Callable[[str, list[Any]], Any]) -> None:
    times: dict[int, int] = {}
    shown: dict[str, dict[tuple[int, int], Any]] = {}
    for place, log in ours.items():
        number, tx = log["block"], log["tx"]
        if number not in times:
            times[number] = int(ask("eth_getBlockByNumber", [hex(number), False])["timestamp"], 16)
        if tx not in shown:
            shown[tx] = {_place(each): each for each in ask("eth_getTransactionReceipt", [tx])["logs"]}
        if times[number] != log["time"] or _same(shown[tx].get(place)) != _same(log):
            raise WrongError(f"the chain has another event at {place} than the statement")


def _look_for_more(proof: Mapping[str, Any], ours: set[tuple[int, int]], ask: Callable[[str, list[Any]], Any]) -> int:
    """Ask for every event that concerns the accounts; gives how many there are."""
    statement, accounts = proof["statement"], _accounts(proof)
    found: set[tuple[int, int]] = set()
    for topics in _questions(accounts):
        question = {
            "fromBlock": "0x0",
            "toBlock": hex(statement["through_block"]),
            "address": proof["contracts"]["market"],
            "topics": topics,
        }
        for log in ask("eth_getLogs", [question]):
            found.add(_place(log))
            if _place(log) not in ours:
                raise WrongError(f"the statement leaves out an event of {log['transactionHash']}")
    return len(found)


def _accounts(proof: Mapping[str, Any]) -> list[str]:
    roots = [each["root"] for each in proof["tables"]]
    bound = "0x" + keccak256(BOUND.encode()).hex()
    titles = [log["topics"][1] for log in proof["logs"] if log["topics"][0] == bound and _at(log, 0) in roots]
    return [*roots, *titles, "0x" + proof["statement"]["payee"][2:].lower().rjust(64, "0")]


def _questions(accounts: list[str]) -> Iterable[list[Any]]:
    paid, sold, moved, drawn = ("0x" + keccak256(name.encode()).hex() for name in (PAID, SOLD, MOVED, DRAWN))
    yield [paid, accounts]
    yield [sold, accounts]
    yield [sold, None, accounts]
    yield [moved, accounts]
    yield [moved, None, accounts]
    yield [drawn, accounts]


def node_at(url: str) -> Callable[[str, list[Any]], Any]:
    """Asks the node at an address (JSON-RPC)."""
    import urllib.request  # noqa: PLC0415 who asks no node need not wait for it

    if not url.startswith(("http://", "https://")):
        raise WrongError("the address of a node begins with http:// or https://")

    def ask(method: str, given: list[Any]) -> Any:  # noqa: ANN401 whatever JSON holds
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": given}).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 looked at above
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 the same
            form = json.loads(answer.read(LARGEST))
        if form.get("result") is None:
            raise WrongError(f"the node does not answer {method}: {form.get('error')}")
        return form["result"]

    return ask


# The whole.


def prove(content: bytes, *, node: str = "") -> list[str]:
    """Check a statement; gives what holds, in sentences.

    Raises:
        WrongError: something does not hold.
    """
    proof = json.loads(_proof(content))
    if proof["schema"] != SCHEMA:
        raise WrongError("this is no proof of a statement that this program knows")
    statement = proof["statement"]
    stated = [
        (line["film"], line["source"], line["time"], line["units"], line["paid"], line["tx"])
        for line in statement["lines"]
    ]
    if lines_of(proof) != stated:
        raise WrongError("the lines are not what the events give")
    sums = [sum(units for _, _, _, units, paid, _ in stated if paid is kind) for kind in (True, False)]
    if sums != [statement["paid_units"], statement["open_units"]]:
        raise WrongError("the lines do not add up to what was paid and what is open")
    said = [
        f"{len(proof['tables'])} share tables have the roots that the films are bound to",
        f"{len(stated)} lines follow from {len(proof['logs'])} events, to the unit",
        f"paid {_money(sums[0])}, open {_money(sums[1])}",
    ]
    return [*said, *(ask_node(proof, node_at(node)) if node else [])]


def _proof(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        if folder.getinfo(PROOF).file_size > LARGEST:
            raise WrongError("the proof is larger than any")
        return folder.read(PROOF)


def _money(units: int) -> str:
    return f"{units // 10**6:,}.{units % 10**6:06d}"


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text[2:]).rjust(32, b"\0")


def _word(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _at(log: Mapping[str, Any], place: int) -> str:
    start = 2 + 64 * place
    return f"0x{log['data'][start : start + 64]}"


def _address(log: Mapping[str, Any], place: int) -> str:
    return "0x" + _at(log, place)[-40:]


def _number(log: Mapping[str, Any], place: int) -> int:
    return int(_at(log, place), 16)


def _place(log: Mapping[str, Any]) -> tuple[int, int]:
    return int(log["blockNumber"], 16), int(log["logIndex"], 16)


def _same(log: Mapping[str, Any] | None) -> tuple[object, ...]:
    if log is None:
        return ()
    return log["address"].lower(), tuple(topic.lower() for topic in log["topics"]), log["data"].lower()


def main() -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description="Check a statement.")
    parser.add_argument("statement")
    parser.add_argument("--node", default="", help="the address of a node of the chain (JSON-RPC)")
    given = parser.parse_args()
    try:
        with open(given.statement, "rb") as file:
            said = prove(file.read(LARGEST), node=given.node)
    except (WrongError, OSError, ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile) as error:
        print(f"DOES NOT HOLD: {error}")
        return 1
    for sentence in said:
        print(f"holds: {sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
