"""The reference tells the truth: every word of the catalogue, and examples that can be read."""

import re
from pathlib import Path

from reelwright.film import (
    AGES,
    BEARDS,
    BUILDS,
    EARRINGS,
    FACE_SHAPES,
    GARMENTS,
    GLASSES,
    HAIR_STYLES,
    HATS,
    NECKWEAR,
    PATTERNS,
    PLACE_KINDS,
    PROP_KINDS,
    Mood,
    Weather,
)
from reelwright.story import MakeSettings, Settings, read_person

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"


def page(name: str) -> str:
    """A page of the reference."""
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_the_cards_page_names_the_whole_catalogue() -> None:
    """Every choice stands on the page, and its example is a card."""
    words = (*AGES, *BEARDS, *BUILDS, *EARRINGS, *FACE_SHAPES, *GARMENTS, *GLASSES, *HAIR_STYLES, *HATS)
    words += (*NECKWEAR, *PATTERNS, *PLACE_KINDS, *PROP_KINDS, *Weather)
    text = page("cards.md")
    assert [word for word in words if f"`{word}`" not in text] == []
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert [look.name for look in read_person(example, file="cast/lin.toml").looks] == ["everyday", "red suit"]


def test_the_project_page_names_every_setting() -> None:
    """Every key of reel.toml stands on the page."""
    names = {*Settings.__dataclass_fields__, *MakeSettings.__dataclass_fields__}
    written = {
        "rate": "fps",
        "contributors": "[[contributor]]",
        "dues": "[[uses]]",
        "waivers": "[[waiver]]",
        "make": "[make]",
    }
    names = {written.get(name, name) for name in names}
    text = page("project.md")
    assert [name for name in sorted(names) if name not in text] == []


def test_the_fountain_page_names_every_mood_and_weather() -> None:
    """Every value of a note stands on the page."""
    text = page("fountain.md")
    assert [word for word in (*Mood, *Weather) if word not in text] == []
