"""Each rule of the ledger finds the wrong example on its page, and nothing of the right one.

The examples are the rules' tests: one positive and one negative for each, where a writer reads them.
"""

import re
from pathlib import Path

import pytest

from reelwright.story import (
    Cards,
    Finding,
    Look,
    Person,
    Place,
    Project,
    Settings,
    all_rules,
    check_story,
    read_fountain,
)

PAGES = Path(__file__).parents[4] / "docs/reference/rules"
RULES = sorted(rule for rule in all_rules() if rule.startswith("L"))
LOOKS = (Look(), Look(name="red suit"), Look(name="black suit"))
CARDS = Cards(
    people={
        "ada": Person("ada", "Ada", gender="female", looks=LOOKS),
        "kai": Person("kai", "Kai", gender="male", looks=LOOKS),
        "lin": Person("lin", "Lin", gender="female", looks=LOOKS),
        "mei": Person("mei", "Mei", gender="female", looks=LOOKS),
    },
    places={
        "cafe": Place("cafe", "Cafe", kind="cafe"),
        "office": Place("office", "Office", kind="office"),
        "rooftop": Place("rooftop", "Rooftop", kind="rooftop"),
        "street": Place("street", "Street", kind="street"),
    },
)


def findings(text: str) -> tuple[Finding, ...]:
    """What the ledger finds in a script, or in the episodes of a series parted by lines of ``===``."""
    parts = text.split("===\n")
    scripts = tuple(read_fountain(part, file=f"{n}.fountain") for n, part in enumerate(parts, start=1))
    numbered = tuple(_numbered(script, n if len(parts) > 1 else 0) for n, script in enumerate(scripts, start=1))
    project = Project(Path(), Settings(title="A page"), CARDS, numbered)
    return tuple(each for each in check_story(project) if each.rule.startswith("L"))


def _numbered(script, number):
    return type(script)(script.titles, script.elements, script.file, script.lead, episode=number)


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
    """The right example breaks no rule of the ledger."""
    assert [f"{each.where} {each.rule}: {each.message}" for each in findings(example(rule, "Right"))] == []
