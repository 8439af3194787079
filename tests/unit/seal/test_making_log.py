"""The log of a making holds what was committed, in its order, and opens piece by piece."""

import dataclasses
import os
from pathlib import Path

import pytest

from reelwright.film import digest_bytes
from reelwright.seal import EvidenceError, Had, Opening, check_log, check_opening, log_making
from reelwright.seal.adapters.making_files import MakingFiles
from reelwright.testing import FakeChance, FakeClock

SCRIPT, CARD = Had("film.fountain", digest_bytes(b"script")), Had("cast/lin.toml", digest_bytes(b"card"))


def log_of(folder: Path) -> MakingFiles:
    """A log with three entries."""
    log = MakingFiles(folder)
    clock, chance = FakeClock(), FakeChance()
    log_making(log, "check", [SCRIPT, CARD], clock=clock, chance=chance)
    log_making(log, "cut", [Had("film.mp4", digest_bytes(b"cut"))], clock=clock, chance=chance)
    return log


def test_what_did_not_change_is_logged_once(tmp_path: Path) -> None:
    """A second make of the same things adds nothing; a changed card adds one entry."""
    log = log_of(tmp_path)
    head = check_log(log.entries())
    again = log_making(log, "check", [SCRIPT, CARD], clock=FakeClock(), chance=FakeChance(9))
    assert (again, len(log.entries())) == (head, 3)
    changed = Had(CARD.name, digest_bytes(b"another card"))
    assert log_making(log, "check", [SCRIPT, changed], clock=FakeClock(), chance=FakeChance(9)) != head
    assert [entry.stage for entry in log.entries()] == ["check", "check", "cut", "check"]


def test_entries_show_nothing_and_openings_prove_their_own(tmp_path: Path) -> None:
    """Neither name nor digest stands in the log; an opening opens its entry and no other, with nothing changed."""
    log = log_of(tmp_path)
    text = (tmp_path / "log.jsonl").read_text(encoding="utf-8")
    assert "fountain" not in text
    assert SCRIPT.digest.hex not in text
    first, second, _ = log.openings()
    assert check_opening(log.entries(), Opening.read(first.record)) == log.entries()[0]
    for wrong in (
        dataclasses.replace(first, number=1),
        dataclasses.replace(first, number=9),
        dataclasses.replace(first, digest=second.digest),
        dataclasses.replace(first, salt=second.salt),
        dataclasses.replace(first, name="film.fountaim"),
        dataclasses.replace(first, stage="cut"),
    ):
        with pytest.raises(EvidenceError):
            check_opening(log.entries(), wrong)


def test_same_thing_twice_has_two_commitments(tmp_path: Path) -> None:
    """Salts keep equal things from being recognised."""
    log = log_of(tmp_path)
    log_making(log, "seal", [SCRIPT], clock=FakeClock(), chance=FakeChance(5))
    commitments = [entry.commitment for entry in log.entries()]
    assert len(set(commitments)) == len(commitments)


@pytest.mark.parametrize("kept", [0, 1, 40, -1])
def test_a_torn_last_line_is_no_entry_and_the_log_goes_on(kept: int, tmp_path: Path) -> None:
    """What a power cut left half written is passed over, and the next entry takes its place."""
    log = log_of(tmp_path)
    path = tmp_path / "log.jsonl"
    *whole, last, _ = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(whole) + b"\n" + last[:kept])
    assert len(log.entries()) == 2
    log_making(log, "cut", [Had("film.mp4", digest_bytes(b"another cut"))], clock=FakeClock(), chance=FakeChance(3))
    entries = MakingFiles(tmp_path).entries()
    assert len(entries) == 3
    assert check_opening(entries, log.openings()[2]).stage == "cut"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [lines[0].replace(b'"check"', b'"cheek"'), *lines[1:]],
        lambda lines: [lines[0] + b" ", *lines[1:]],
        lambda lines: [b"junk", *lines[1:]],
    ],
    ids=["taken-out", "swapped", "changed", "blank", "junk"],
)
def test_a_changed_log_is_told_with_its_place(spoil: object, tmp_path: Path) -> None:
    """Whatever changes in the log is a typed error that says what to do, and nothing is added to it."""
    log = log_of(tmp_path)
    path = tmp_path / "log.jsonl"
    lines = path.read_bytes().split(b"\n")[:-1]
    path.write_bytes(b"".join(line + b"\n" for line in spoil(lines)))
    before = path.read_bytes()
    with pytest.raises(EvidenceError) as told:
        log_making(log, "seal", [SCRIPT], clock=FakeClock(), chance=FakeChance())
    assert "log.jsonl" in told.value.where
    assert "restore" in told.value.mend
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_openings_are_for_the_maker_alone(tmp_path: Path) -> None:
    """Nobody else may read what the entries are about."""
    log_of(tmp_path)
    assert (tmp_path / "openings.jsonl").stat().st_mode & 0o077 == 0


def test_no_log_is_an_empty_one(tmp_path: Path) -> None:
    """Where nothing was made there are no entries, and reading makes no folder."""
    log = MakingFiles(tmp_path / "none")
    assert (log.entries(), log.openings()) == ((), ())
    assert not (tmp_path / "none").exists()
