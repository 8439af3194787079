"""The page of faults is the code's: every named point has a row, and every row a test that is there."""

import re
from pathlib import Path

import pytest

from reelwright.chain import RAISING_STEPS, STEPS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/faults.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| point", "| what"))]


def test_every_named_point_has_a_row() -> None:
    """Each step at which tests kill a process is on the page, in the order in which it is passed."""
    named = [found[1] for row in ROWS if (found := re.match(r"\| `(\w+)` \|", row))]
    assert named == [*STEPS, *RAISING_STEPS]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+\.py::\w+)`", PAGE))))
def test_every_test_of_the_page_is_there(name: str) -> None:
    """A row relies on a test that exists."""
    file, function = name.split("::")
    assert f"\ndef {function}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")


def test_no_row_is_without_a_test() -> None:
    """Whatever is promised has something that brings it about."""
    assert len(ROWS) > 25
    assert [row for row in ROWS if "::" not in row] == []
