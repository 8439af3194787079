"""Each rule of the ledger finds the wrong example on its page, and nothing of the right one.

The examples are the rules' tests: one positive and one negative for each, where a writer reads them.
"""

import re
from pathlib import Path

import pytest
from told import findings

from reelwright.story import all_rules

PAGES = Path(__file__).parents[4] / "docs/reference/rules"
RULES = sorted(rule for rule in all_rules() if rule.startswith(("L0", "L1", "L3")))
"""The rules of scripts; those of shots (L2) and orders (L4, L5) have their tests beside their code."""


def example(rule: str, kind: str) -> str:
    """The wrong or right example on a rule's page."""
    page = (PAGES / f"{rule}.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"^## {kind}\n\n```fountain(?: wrong)?\n(.*?)^```$", page, flags=re.DOTALL | re.MULTILINE)
    return block


@pytest.mark.parametrize("rule", RULES)
def test_wrong_example_is_found(rule: str) -> None:
    """The wrong example breaks its rule and no other; the finding says where and how to mend it."""
    found = findings(example(rule, "Wrong"))
    assert {each.rule for each in found} == {rule}
    assert all(each.where.line and each.mend for each in found)


@pytest.mark.parametrize("rule", RULES)
def test_right_example_is_clean(rule: str) -> None:
    """The right example breaks no rule of the ledger, and can be made."""
    assert [f"{each.where} {each.rule}: {each.message}" for each in findings(example(rule, "Right"))] == []
