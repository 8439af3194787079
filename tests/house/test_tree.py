"""The tree in the README is the tree of the repository, with one comment a line."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS_AT = "src/reelwright/"


def printed_tree(readme: str) -> list[tuple[str, str]]:
    """Every line of the README's tree as (path from the root, comment)."""
    (block,) = re.findall(r"^## The tree\n+```\n(.*?)```", readme, flags=re.DOTALL | re.MULTILINE)
    rows: list[tuple[str, str]] = []
    folders: list[str] = []
    for line in filter(str.strip, block.splitlines()):
        indent, name, comment = re.fullmatch(r"( *)(\S+) *(.*)", line).groups()
        folders = [*folders[: len(indent) // 2], name]
        rows.append(("".join(folders), comment))
    return rows


def listed(*options: str) -> list[str]:
    """The files that git lists and that are there."""
    done = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", *options],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [name for name in done.stdout.splitlines() if (ROOT / name).exists()]


def kept_files() -> list[str]:
    """Every file of the repository; a new module counts before it is kept, a film made here does not."""
    return [*listed("--cached"), *listed("--others", "--exclude-standard", "src")]


TREE = printed_tree((ROOT / "README.md").read_text(encoding="utf-8"))


def test_tree_names_every_top_folder() -> None:
    """The folders at the top of the repository stand in the tree, and no others."""
    top = {name.split("/")[0] for name in kept_files() if "/" in name}
    assert {path.split("/")[0] for path, _ in TREE} == top


def test_tree_names_every_room() -> None:
    """The rooms and single modules of the package stand in the tree, and no others."""
    inside = {name.removeprefix(ROOMS_AT) for name in kept_files() if name.startswith(ROOMS_AT)}
    rooms = {f"{name.split('/')[0]}/" for name in inside if "/" in name}
    modules = {name for name in inside if "/" not in name and name.endswith(".py")} - {"__init__.py"}
    below = {path.removeprefix(ROOMS_AT) for path, _ in TREE if path.startswith(ROOMS_AT)} - {""}
    assert {path for path in below if path.count("/") == 0 or re.fullmatch(r"[^/]+/", path)} == rooms | modules


@pytest.mark.parametrize(("path", "comment"), TREE, ids=[path for path, _ in TREE])
def test_line_of_the_tree_is_there_and_says_what_it_is(path: str, comment: str) -> None:
    """Each line names something that exists; each but the package's own has a comment."""
    assert (ROOT / path).exists()
    assert (ROOT / path).is_dir() == path.endswith("/")
    assert bool(comment) == (path != ROOMS_AT)


def test_rooms_of_the_tree_stand_in_the_law() -> None:
    """The law of the floors names every room of the tree, so the two maps agree."""
    law = re.search(
        r'name = "Floors of the house".*?layers = \[(.*?)\n\]', (ROOT / "pyproject.toml").read_text(), re.DOTALL
    )
    named = set(re.findall(r"[a-z]+", law[1]))
    rooms = {
        path.removeprefix(ROOMS_AT).rstrip("/").removesuffix(".py") for path, _ in TREE if path.startswith(ROOMS_AT)
    }
    assert {room for room in rooms if room and "/" not in room} <= named


def test_tree_is_read_with_its_folders() -> None:
    """An indented line lies in the folder above it, and a line back at the margin does not."""
    readme = "## The tree\n\n```\nsrc/a/\n  b/   a room\n    c.py  its file\ndocs/  words\n```\n"
    assert printed_tree(readme) == [
        ("src/a/", ""),
        ("src/a/b/", "a room"),
        ("src/a/b/c.py", "its file"),
        ("docs/", "words"),
    ]


def test_no_two_test_modules_share_a_name() -> None:
    """Whichever of two modules of one name is imported first hides the other, so there are none."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert sorted({name for name in names if names.count(name) > 1}) == []
