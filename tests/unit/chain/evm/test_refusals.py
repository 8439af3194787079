"""Whatever our contracts say when they say no, somebody is told what to do."""

import json
from importlib import resources

from reelwright.chain import mends


def test_every_refusal_has_a_mend() -> None:
    """The table knows every reason that stands in a contract's source, and none that stands in none."""
    folder = resources.files("reelwright.chain.artifacts")
    files = [each for each in folder.iterdir() if each.name.endswith(".json")]
    reasons = {reason for file in files for reason in json.loads(file.read_text(encoding="utf-8"))["reverts"]}
    assert set(mends()) == reasons
    assert all(mend and not mend.endswith(".") for mend in mends().values())
