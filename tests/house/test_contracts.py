"""The contracts' artifacts belong to the sources that lie here; compiling them anew is done in `contracts/tests`."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTIFACTS = sorted((ROOT / "src/reelwright/chain/artifacts").glob("*.json"))


@pytest.mark.parametrize("path", ARTIFACTS, ids=lambda path: path.stem)
def test_artifact_names_the_sources_it_was_made_from(path: Path) -> None:
    """Every source that an artifact names has the digest that it names; else run: make contracts."""
    sources = json.loads(path.read_text(encoding="utf-8"))["sources"]
    folder = {".vy": ROOT / "contracts/src", ".vyi": ROOT / "contracts/interfaces"}
    found = {name: hashlib.sha256((folder[Path(name).suffix] / name).read_bytes()).hexdigest() for name in sources}
    assert found == sources


def test_every_artifact_is_there() -> None:
    """The room of the chain has something to deploy."""
    assert {"pay_token", "title", "market", "edition", "licence", "tab", "campaign"} <= {
        path.stem for path in ARTIFACTS
    }


THREATS = (ROOT / "docs/explanation/contract-threats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(\w+/\w+\.py::\w+)`", THREATS))))
def test_every_threat_names_a_test_that_is_there(name: str) -> None:
    """The test that a row of the table of threats relies on exists."""
    file, function = name.split("::")
    source = (ROOT / "contracts/tests" / file).read_text(encoding="utf-8")
    assert f"\ndef {function}(" in source


def test_every_threat_is_answered_by_a_test_or_says_none() -> None:
    """No row of the table is without its last column."""
    rows = [line.split(" | ")[-1] for line in THREATS.splitlines() if line.startswith("| ")]
    assert len(rows) > 20
    assert not [row for row in rows if "::" not in row and row not in {"test |", "none |"}]
