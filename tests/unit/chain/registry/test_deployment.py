"""A long chain is read from where our contracts stand on it, and never from a place after that."""

import dataclasses
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import Wall

from reelwright.chain import (
    NOBODY,
    Address,
    BlockMark,
    Deployment,
    Follower,
    Hash,
    KeyFileError,
    Ledger,
    Log,
    LogFilter,
    LogQuery,
    RecordError,
    RefusedError,
    Registry,
    Transaction,
    Work,
    anchor_film,
    find_deployment,
    home_of,
    is_there,
    keccak256,
    read_deployment,
    write_deployment,
)
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.index import SqliteIndex
from reelwright.chain.adapters.keystore import KeySigner, make_key_file
from reelwright.testing import NodeDouble
from reelwright.wiring import ChainChoice, chain_choice, open_registry

LONG = 30_000_000


class Dated:
    """A chain of which only the blocks are known in which contracts came to stand."""

    chain_id = 8453

    def __init__(self, since: dict[Address, int], kept_from: int = 0) -> None:
        self.since, self.kept_from, self.asked = since, kept_from, 0

    def head(self) -> BlockMark:
        """A head far away."""
        return self.block(LONG)

    def block(self, number: int) -> BlockMark:
        """A block by its number."""
        return BlockMark(number, Hash.from_int(number + 1), Hash.from_int(number), number)

    def code(self, address: Address, at: int) -> bytes:
        """Code from a contract's block on; what is too old is not kept."""
        self.asked += 1
        if at < self.kept_from:
            raise RefusedError("missing trie node")
        return b"\1" if at >= self.since.get(address, LONG + 1) else b""


class Spans:
    """A ledger's blocks and logs, and which spans were asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.asked = ledger, list[LogQuery]()
        self.chain_id, self.head, self.block = ledger.chain_id, ledger.head, ledger.block

    def logs(self, query: LogQuery) -> tuple[Log, ...]:
        """The logs of a span."""
        self.asked.append(query)
        return self.ledger.logs(query)


@given(st.integers(0, LONG), st.none() | st.integers(0, LONG))
def test_first_contract_is_found_among_many_blocks(title: int, market: int | None) -> None:
    """Whichever contract came first, and wherever, it is found exactly, with fewer than 70 questions."""
    since = {home_of("title"): title} | ({} if market is None else {home_of("market"): market})
    chain = Dated(since)
    found = find_deployment(chain)  # type: ignore[arg-type]  # only what it asks for
    assert found is not None
    assert found.block == min(since.values())
    assert is_there(chain, found)  # type: ignore[arg-type]
    assert chain.asked < 70


def test_deployment_that_is_not_known_is_not_guessed() -> None:
    """Where none stands, or the node forgot the time in which it came, the chain is read from its beginning."""
    assert find_deployment(Dated({})) is None  # type: ignore[arg-type]
    assert find_deployment(Dated({home_of("title"): 5}, kept_from=LONG - 128)) is None  # type: ignore[arg-type]


def test_record_is_read_as_it_was_written() -> None:
    """One form; a spoiled or strange one is refused and never taken for block 0."""
    record = Deployment(8453, 17, Hash(b"\5" * 32))
    assert read_deployment(write_deployment(record)) == record
    for spoiled in (b"{}", b"[", b"[]", write_deployment(record).replace(b"17", b'"17"'), b'{"schema":"x"}'):
        with pytest.raises(RecordError):
            read_deployment(spoiled)


def test_far_chain_is_read_from_the_deployment_on(tmp_path: Path, wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Projects of one person read nothing that was before it; another chain of the same number, all of it."""
    make_key_file(tmp_path / "key.json", "words", work=2)
    ledger, other = (EmbeddedLedger(tmp_path / name, wall) for name in ("far.db", "other.db"))
    somebody = KeySigner(b"\7" * 32)
    for module in ("deployment", "follow"):  # a chain that takes back less needs fewer blocks to show it
        monkeypatch.setattr(f"reelwright.chain.registry.{module}.DEEPEST", 3)
    for nonce in range(9):
        ledger.submit(somebody.sign_transaction(Transaction(ledger.chain_id, nonce, NOBODY, b"", 30_000, 0, 0)))
    homes = tmp_path / "home", tmp_path / "another home"
    record = homes[0] / "chains" / f"{ledger.chain_id}.json"
    with NodeDouble(ledger) as node:
        choice = ChainChoice(node.url, account=str(tmp_path / "key.json"), passphrase="words")  # noqa: S106 a test's
        monkeypatch.setenv("REEL_HOME", str(homes[0]))
        for hidden in ("one", "two"):
            with open_registry(tmp_path / hidden, choice) as far:
                assert far.start == 10 - 3
                anchor_film(far, Work(far.me, Hash(keccak256(hidden.encode())), 3))
                assert far.follow() == ("one", "two").index(hidden) + 1
            if hidden == "one":
                record.write_text("spoiled", encoding="utf-8")
        with open_registry(tmp_path / "told", dataclasses.replace(choice, start=12)) as far:
            assert far.start == 12
        monkeypatch.setenv("REEL_HOME", str(homes[1]))
        shutil.copytree(record.parent, homes[1] / "chains")
        node.ledger = other
        with open_registry(tmp_path / "four", choice) as far:
            assert far.start == 0
            anchor_film(far, Work(far.me, Hash(keccak256(b"four")), 3))
            assert far.follow() == 1
    ledger.close()
    other.close()


def test_index_before_the_deployment_is_empty_and_after_it_whole(registry: Registry, tmp_path: Path) -> None:
    """Read from a block on, the logs are those of the whole chain from there."""
    anchor_film(registry, Work(registry.me, Hash(keccak256(b"a film")), 3))
    source = Spans(registry.ledger)
    whole, part = (SqliteIndex(tmp_path / f"{name}.db") for name in ("whole", "part"))
    Follower(source, whole).catch_up()
    found = find_deployment(registry.ledger)
    assert found is not None
    Follower(source, part, start=found.block).catch_up()
    assert part.logs(LogFilter()) == whole.logs(LogFilter())
    assert [query.first for query in source.asked] == [0, found.block]
    whole.close()
    part.close()


@pytest.mark.parametrize("name", ["REEL_CHAIN_ID", "REEL_CHAIN_START"])
def test_setting_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Digits are read, nothing said is 0, and anything else is named with its setting."""
    for said, number in (("", 0), ("17", 17)):
        monkeypatch.setenv(name, said)
        assert {"REEL_CHAIN_ID": chain_choice().chain_id, "REEL_CHAIN_START": chain_choice().start}[name] == number
    for said in ("0x11", "-1", "\u0661"):
        monkeypatch.setenv(name, said)
        with pytest.raises(KeyFileError, match=name):
            chain_choice()
