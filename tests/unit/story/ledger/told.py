"""A cast, places, and what is found in scripts about them, for the tests of the ledger."""

from pathlib import Path

from reelwright.story import (
    Cards,
    Finding,
    Ledger,
    Look,
    Person,
    Place,
    Project,
    Settings,
    Severity,
    check_story,
    keep_ledger,
    read_fountain,
    stage_script,
)

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


def findings(text: str, *, language: str = "en") -> tuple[Finding, ...]:
    """What the ledger finds in a script, or in the episodes of a series parted by lines of ``===``."""
    parts = text.split("===\n")
    scripts = tuple(read_fountain(part, file=f"{n}.fountain") for n, part in enumerate(parts, start=1))
    numbered = tuple(_numbered(script, n if len(parts) > 1 else 0) for n, script in enumerate(scripts, start=1))
    project = Project(Path(), Settings(title="A page", language=language), CARDS, numbered)
    return tuple(each for each in check_story(project) if each.rule.startswith("L") or each.severity is Severity.ERROR)


def _numbered(script, number):
    return type(script)(script.titles, script.elements, script.file, script.lead, episode=number)


def ledger_of(text: str) -> Ledger:
    """The ledger of a script."""
    screenplay, _ = stage_script(read_fountain(text, file="f"), CARDS, language="en")
    return keep_ledger((screenplay,), CARDS)
