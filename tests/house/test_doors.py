"""The doors of the rooms say what the rooms offer, no more and no less."""

import ast
import importlib
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "reelwright"
ROOMS = sorted(p.parent.name for p in SOURCE.glob("*/__init__.py"))


def public_names(path: Path) -> set[str]:
    """The names that a module imports from its own room or defines."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("room", ROOMS)
def test_door_lists_what_it_opens(room: str) -> None:
    """A door's ``__all__`` is exactly what the door imports, and every name is there."""
    module = importlib.import_module(f"reelwright.{room}")
    listed = list(getattr(module, "__all__", []))
    assert set(listed) == public_names(SOURCE / room / "__init__.py")
    assert len(set(listed)) == len(listed)
    assert all(hasattr(module, name) for name in listed)


@pytest.mark.parametrize("room", ROOMS)
def test_door_names_have_docstrings(room: str) -> None:
    """Whatever a door offers that can carry a docstring has one."""
    module = importlib.import_module(f"reelwright.{room}")
    things = [getattr(module, name) for name in getattr(module, "__all__", [])]
    bare = [thing for thing in things if callable(thing) and not (thing.__doc__ or "").strip()]
    assert bare == []
