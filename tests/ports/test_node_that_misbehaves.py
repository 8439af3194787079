"""A node may be down, slow, behind, or lie; a ledger behind it stays true or says what is wrong."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reelwright.chain import (
    NOBODY,
    Address,
    Finality,
    Hash,
    LogQuery,
    LyingNodeError,
    NonceError,
    RefusedError,
    ThrottledError,
    Transaction,
    UnreachableError,
    keccak256,
)
from reelwright.chain.adapters.embedded import EmbeddedLedger
from reelwright.chain.adapters.keystore import KeySigner
from reelwright.chain.adapters.rpc import RpcLedger
from reelwright.testing import Lies, NodeDouble, tally_code

ONE = KeySigner(b"\1" * 32)
TOPIC = keccak256(b"counted")


@dataclass
class Line:
    """A ledger, the node before it, and the chain behind that."""

    folder: Path
    chain: EmbeddedLedger
    node: NodeDouble
    ledger: RpcLedger
    tally: Address
    waited: list[float] = field(default_factory=list)

    def sign(self, nonce: int, word: bytes = TOPIC) -> bytes:
        """A transaction."""
        return ONE.sign_transaction(Transaction(self.chain.chain_id, nonce, self.tally, word, 100_000, 0, 0))

    def count(self, many: int) -> None:
        """Let the tally count, past the node."""
        begin = self.chain.account(ONE.address).nonce
        for nonce in range(begin, begin + many):
            self.chain.submit(self.sign(nonce))

    def counts(self) -> list[int]:
        """What the ledger says that the tally wrote."""
        found = self.ledger.logs(LogQuery(0, 99, (self.tally,), (TOPIC,)))
        return [int.from_bytes(log.content, "big") for log in found]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A tally on a chain behind a node."""
    chain = EmbeddedLedger(tmp_path / "chain.db", lambda: 1_700_000_000)
    made = chain.receipt(
        chain.submit(ONE.sign_transaction(Transaction(chain.chain_id, 0, None, tally_code(), 200_000, 0, 0)))
    )
    assert made is not None
    assert made.made is not None
    node, waited = NodeDouble(chain), []
    ledger = RpcLedger(node.url, chain_id=chain.chain_id, pause=waited.append, timeout=0.5)
    yield Line(tmp_path, chain, node, ledger, made.made, waited)
    ledger.close()
    node.stop()
    chain.close()


@pytest.mark.parametrize("mood", ["429", "odd-wait", "500", "503", "garbage", "deep", "break", "slow"])
def test_trouble_that_passes_is_waited_out(line: Line, mood: str) -> None:
    """After two bad answers the third one counts; a node that asks for time gets it."""
    line.node.moods = [mood, mood]
    assert line.ledger.head().number == 1
    assert len(line.waited) == 2
    assert line.waited[0] == {"429": 3.0, "odd-wait": 1.0}.get(mood, 0.25)


@pytest.mark.parametrize(
    ("mood", "kind"), [("429", ThrottledError), ("500", UnreachableError), ("break", UnreachableError)]
)
def test_trouble_that_stays_is_told(line: Line, mood: str, kind: type[UnreachableError]) -> None:
    """A node that stays away is told as such, in bounded time."""
    line.node.moods = [mood] * 20
    with pytest.raises(kind):
        line.ledger.head()
    assert len(line.waited) == 4


def test_node_that_is_not_there_is_told(line: Line) -> None:
    """Nobody listening is an UnreachableError, with the address and without what may be secret in it."""
    nobody = RpcLedger("http://me:secret@127.0.0.1:1/v3/key", pause=lambda _: None)
    with pytest.raises(UnreachableError) as caught:
        nobody.head()
    assert "secret" not in str(caught.value)
    assert "key" not in str(caught.value)
    nobody.close()
    del line


def test_transaction_whose_answer_was_lost_is_handed_in_once(line: Line) -> None:
    """The node did it and the answer broke: asking again finds it done and does it no second time."""
    raw = line.sign(1)
    line.node.moods = ["well", "lost"]
    name = line.ledger.submit(raw)
    assert line.counts() == [1]
    assert line.ledger.submit(raw) == name
    assert line.counts() == [1]


def test_wrong_chain_is_never_given_a_transaction(line: Line) -> None:
    """A node that says another chain id gets nothing, also when it changes in mid-work."""
    line.ledger.submit(line.sign(1))
    line.node.lies = Lies(chain_id=1)
    with pytest.raises(LyingNodeError, match="chain 1"):
        line.ledger.submit(line.sign(2))
    assert line.chain.account(ONE.address).nonce == 2


def test_stale_head_is_told(line: Line) -> None:
    """A node that falls behind what it showed is not believed to have lost blocks."""
    line.count(3)
    assert line.ledger.head().number == 4
    line.node.lies = Lies(behind=2)
    with pytest.raises(UnreachableError, match="behind"):
        line.ledger.head()
    line.node.lies = Lies()
    assert line.ledger.head().number == 4


def test_missing_logs_are_found(line: Line) -> None:
    """Logs that an answer leaves out are missed, because the blocks' headers name them."""
    line.count(4)
    line.node.lies = Lies(missing=2)
    assert line.counts() == [1, 2, 3, 4]


def test_logs_missing_everywhere_are_told(line: Line) -> None:
    """A node that denies logs which its own headers name is not believed."""
    line.count(2)
    line.node.lies = Lies(missing=2, missing_everywhere=True)
    with pytest.raises(LyingNodeError):
        line.counts()


def test_doubled_logs_count_once(line: Line) -> None:
    """The same log given twice is one log."""
    line.count(3)
    line.node.lies = Lies(doubled=True)
    assert line.counts() == [1, 2, 3]


@pytest.mark.parametrize("lies", [Lies(foreign=True), Lies(forged=True)], ids=["foreign", "forged"])
def test_invented_logs_are_told(line: Line, lies: Lies) -> None:
    """A log that was not asked for, or two for one place, end the belief."""
    line.count(2)
    line.node.lies = lies
    with pytest.raises(LyingNodeError):
        line.counts()


@pytest.mark.parametrize("mood", ["stranger", "shapeless"])
def test_answer_to_another_question_is_told(line: Line, mood: str) -> None:
    """An answer must bear the number of its question."""
    line.node.moods = [mood]
    with pytest.raises(LyingNodeError):
        line.ledger.head()


def test_finality_is_the_nodes(line: Line) -> None:
    """What the node calls final lags behind its head."""
    line.count(6)
    line.node.lies = Lies(final_behind=4)
    assert (line.ledger.head().number, line.ledger.head(Finality.FINAL).number) == (7, 3)


def test_used_number_is_told_unless_it_was_us(line: Line) -> None:
    """A number used by somebody with the same key is told; used by these very bytes, it is not."""
    mine, other = line.sign(1), line.sign(1, keccak256(b"other"))
    line.chain.submit(mine)
    assert line.ledger.submit(mine)
    with pytest.raises(NonceError):
        line.ledger.submit(other)


def test_reorganised_chain_shows_other_blocks(line: Line) -> None:
    """After a re-organisation blocks have other hashes and receipts are gone."""
    shutil.copytree(line.folder, line.folder / "twin")
    line.count(2)
    name = line.ledger.submit(line.sign(3))
    before = line.ledger.head()
    twin = EmbeddedLedger(line.folder / "twin" / "chain.db", lambda: 1_700_000_009)
    for nonce in (1, 2, 3):
        twin.submit(line.sign(nonce, keccak256(b"other")))
    line.node.ledger = twin
    after = line.ledger.block(before.number)
    assert after is not None
    assert after.hash != before.hash
    assert line.ledger.receipt(name) is None
    twin.close()


@pytest.mark.parametrize("answer", [None, "0x", "0xzz", 7, {}, [], "0x" + "f" * 80])
def test_nonsense_is_told_as_a_lie(line: Line, answer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a node sends in the place of a number or a hash is refused and never guessed."""
    form = {"number": answer, "hash": answer, "parentHash": answer, "timestamp": answer}
    monkeypatch.setattr(NodeDouble, "_eth_getBlockByNumber", lambda *_: form)
    monkeypatch.setattr(NodeDouble, "_eth_getTransactionReceipt", lambda *_: {"logs": answer})
    with pytest.raises(LyingNodeError):
        line.ledger.head()
    with pytest.raises(LyingNodeError):
        line.ledger.receipt(Hash(bytes(32)))


def test_span_that_is_too_wide_is_asked_for_in_parts(line: Line) -> None:
    """A node that gives the logs of two blocks at once and no more still gives all of them, each once."""
    line.count(7)
    line.node.lies = Lies(longest=2)
    assert line.counts() == [1, 2, 3, 4, 5, 6, 7]
    line.node.lies = Lies(longest=0)
    with pytest.raises(RefusedError, match="too wide"):
        line.counts()


def test_node_that_forgets_refuses_and_says_so(line: Line) -> None:
    """What a node does not keep, and a question that it does not know, are refusals and no crash of ours."""
    line.node.lies = Lies(kept_from=5)
    with pytest.raises(RefusedError, match="missing trie node"):
        line.ledger.code(line.tally, 0)
    line.node._eth_getBalance = None
    with pytest.raises(RefusedError, match="does not exist"):
        line.ledger.account(NOBODY)
