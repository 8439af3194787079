"""Each rule of the ledger finds the wrong example on its page, and nothing of the right one.

The examples are the rules' tests: one positive and one negative for each, where a writer reads them.
"""

import re
from pathlib import Path

import pytest
from told import findings

from reelwright.story import Repair, RepairKind, all_rules

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


OF_THE_WRITER = {"L001", "L002", "L005", "L307", "L308"}
"""Rules whose findings no note can mend by itself: a name or a turn of the story has to be thought of."""


def repaired(text: str, repair: Repair) -> str:
    """An example with one of the repairs of what was found in it; it may be of several episodes."""
    episodes = text.split("===\n")
    number = int(repair.where.file.partition(".")[0]) - 1
    lines = episodes[number].splitlines()
    at = repair.where.line - 1
    lines[at : at + (repair.kind is RepairKind.CHANGE)] = [repair.text]
    episodes[number] = "\n".join([*lines, ""])
    return "===\n".join(episodes)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in OF_THE_WRITER])
def test_each_repair_mends(rule: str) -> None:
    """Written into the wrong example, each repair of its first finding leaves nothing to find."""
    text = example(rule, "Wrong")
    repairs = findings(text)[0].repairs
    assert repairs
    assert {repair.text: findings(repaired(text, repair)) for repair in repairs} == dict.fromkeys(
        (repair.text for repair in repairs), ()
    )


@pytest.mark.parametrize("rule", sorted(OF_THE_WRITER))
def test_what_only_a_writer_can_mend_has_no_repair(rule: str) -> None:
    """No note is proposed where one would have to be invented; the finding says in words what to do."""
    assert all(not each.repairs and each.mend for each in findings(example(rule, "Wrong")))
