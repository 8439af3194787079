"""Gas and new storage slots are golden: a change of either is seen and reviewed."""

import json

from gas.measure import GOLDEN, LIMITS, measured


def test_gas_is_what_it_was() -> None:
    """Every action costs what golden.json says, to the unit; `make gas WRITE=--write` keeps a new figure."""
    assert measured() == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_gas_stays_within_the_limits() -> None:
    """What was promised is kept, and every promise is about an action that is measured."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    over = {name: (golden[name]["gas"], limit) for name, limit in LIMITS.items() if golden[name]["gas"] > limit}
    assert over == {}
