"""The documentation cannot rot: what it names is there, and what is there is named."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reelwright.cli import main
from reelwright.story import (
    Cards,
    Person,
    Place,
    Project,
    Settings,
    Severity,
    all_rules,
    cast_script,
    check_story,
    note_kinds,
    read_fountain,
    stage_episode,
)
from reelwright.studio import check_wishes

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "GUIDELINES.md", *DOCS.rglob("*.md")])
TUTORIAL = DOCS / "tutorial/first-film.md"
RULE_PAGES = sorted((DOCS / "reference/rules").glob("*.md"))
SOURCE = ROOT / "src/reelwright"


def commands_of(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Every command under a group by its whole name, such as "title show"."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", each) for below, each in commands_of(command))
        elif command is not None:
            yield name, command


COMMANDS = dict(commands_of(main))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
TARGETS = set(re.findall(r"^([a-z./-]+):", MAKEFILE, flags=re.MULTILINE))
TOPS = ("src", "tests", "bench", "examples", "docs", "contracts/src", "contracts/tests")
OF_USERS = (
    "out/",
    "bible.toml",
    "pyproject.toml",
    "evidence.json",
    "segments.json",
    "chain.json",
    "seal.json",
    "board.json",
    "receipt.json",
    "states.json",
    "made.json",
    "my-film/",
    "room/",
)
HEADING_OF_A_SCENE = re.compile(r"^(INT|EXT|内景|外景)", flags=re.MULTILINE)


def words_of(page: Path) -> str:
    """A page as text."""
    return page.read_text(encoding="utf-8")


def named(page: Path) -> str:
    """A page's path, as a failing test shows it."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, kind: str) -> list[str]:
    """What stands in a page's fences of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", words_of(page), flags=re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The places in a page that a link may lead to, as code hosts name them."""
    text = re.sub(r"^```.*?^```$", "", words_of(page), flags=re.DOTALL | re.MULTILINE)
    heads = re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def broken_links(page: Path, *, root: Path = ROOT) -> list[str]:
    """The links of a page that lead nowhere inside the repository."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", words_of(page)):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        goal = (page.parent / path).resolve() if path else page
        if not goal.exists() or not goal.is_relative_to(root) or (anchor and anchor not in anchors(goal)):
            broken.append(link)
    return broken


def wrong_command(line: str) -> str:
    """What is wrong with a line of a terminal, "" for nothing; programs that are not ours are not looked at."""
    words = shlex.split(line, comments=True)
    if words[:1] == ["make"]:
        goals = [word for word in words[1:] if "=" not in word]
        return ", ".join(f"there is no target {goal}" for goal in goals if goal not in TARGETS)
    if words[:1] != ["reel"] or words[1:2] == ["--help"]:
        return ""
    length = next((n for n in (2, 1) if " ".join(words[1 : 1 + n]) in COMMANDS), 0)
    if not length:
        return f"there is no verb in: {line}"
    command = COMMANDS[" ".join(words[1 : 1 + length])]
    try:
        given, _, _ = command.make_parser(click.Context(command)).parse_args(words[1 + length :])
    except click.UsageError as error:
        return error.format_message()
    choices = {option.name: option.type.choices for option in command.params if isinstance(option.type, click.Choice)}
    return ", ".join(
        f"{line}: no {name} {given[name]}" for name in choices if given.get(name, "") not in ("", *choices[name])
    )


def written_commands(page: Path) -> Iterator[str]:
    """Every command line that a page shows whole: in its fences, and in its running text."""
    for block in blocks(page, "sh"):
        yield from (line for line in block.splitlines() if line.strip())
    text = re.sub(r"^```.*?^```$", "", words_of(page), flags=re.DOTALL | re.MULTILINE)
    for line in re.findall(r"`((?:reel|make) [^`\n]+)`", text):
        if not re.search(r"[A-Z]{3}|\||…|\{", line):  # a pattern, such as `reel VERB --help`
            yield line


def staged_findings(text: str) -> list[str]:
    """What the story room and the board find wrong with a piece of script; its people and places get cards."""
    before = "" if HEADING_OF_A_SCENE.search(text) else "INT. CAFE - DAY\n\nLin and Ada wait.\n\n"
    script = read_fountain(f"{before}{text}", file="page")
    drawn = cast_script(script, language="en")
    known = {"lin": Person("lin", "Lin"), "ada": Person("ada", "Ada"), "chen": Person("chen", "陈默")}
    cards = Cards(people=known | dict(drawn.people), places={"cafe": Place("cafe", "Cafe")} | dict(drawn.places))
    project = Project(Path(), Settings(title="A page"), cards, (script,))
    screenplay, _ = stage_episode(project, script)
    wrong = [each for each in check_story(project) if each.severity is Severity.ERROR]
    return [f"{each.rule}: {each.message}" for each in (*wrong, *check_wishes(screenplay, cards))]


def ports_of(source: str) -> set[str]:
    """The Protocols that a module defines."""
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return {node.name for node in classes if any(getattr(base, "id", "") == "Protocol" for base in node.bases)}


def rules_used(source: str) -> set[str]:
    """The rule ids that a module gives to findings by itself."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    values = [word.value for call in calls for word in call.keywords if word.arg == "rule"]
    values += [call.args[0] for call in calls if getattr(call.func, "id", "") in ("Finding", "finding") and call.args]
    return {value.value for value in values if isinstance(value, ast.Constant)}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and picture of a page is there, with its heading."""
    assert broken_links(page) == []


def test_a_link_to_nowhere_is_found(tmp_path: Path) -> None:
    """A missing file, a missing heading and a way out of the repository are told; a web address is not."""
    page = tmp_path / "page.md"
    page.write_text("# A head\n[a](no.md) [b](#a-head) [c](#no) [d](https://fountain.io) [e](..)", encoding="utf-8")
    assert broken_links(page, root=tmp_path) == ["no.md", "#no", ".."]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_toml_of_a_page_can_be_read(page: Path) -> None:
    """Every piece of TOML that a page shows is TOML."""
    for block in blocks(page, "toml"):
        assert tomllib.loads(block)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in RULE_PAGES], ids=named)
def test_script_of_a_page_can_be_made(page: Path) -> None:
    """Every piece of script that a page shows has no error, and no shot note that is not understood.

    The pages of the ledger's rules are played with a cast of their own, in ``test_rule_pages.py``.
    """
    for block in blocks(page, "fountain"):
        assert staged_findings(block) == []


def test_script_that_cannot_be_made_is_found() -> None:
    """A cue without words, a prop that cannot be drawn and an unknown word of a shot note are told."""
    assert staged_findings("LIN\nHello.\n") == []
    assert [each[:4] for each in staged_findings("LIN\n\nShe waits.\n")] == ["S003"]
    assert [each[:4] for each in staged_findings("[[insert: zeppelin]]\n\nLIN\nHello.\n")] == ["S011"]
    assert [each[:4] for each in staged_findings("[[shot: CU Lin, push inn]]\nLIN\nHello.\n")] == ["B001"]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_of_a_page_exist(page: Path) -> None:
    """Every command that a page shows has its target, verb and options."""
    assert [wrong for line in written_commands(page) if (wrong := wrong_command(line))] == []


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("make film FILM=examples/noodle-shop", True),
        ("make movie", False),
        ("reel make my-film --draft   # quick", True),
        ("reel make my-film --fast", False),
        ("reel make my-film --aspect 2:1", False),
        ("reel shoot my-film", False),
        ("git status", True),
    ],
)
def test_command_that_does_not_exist_is_found(line: str, right: bool) -> None:  # noqa: FBT001
    """A target, verb, option or choice that is not there is told."""
    assert (wrong_command(line) == "") is right


def sections_of_the_command() -> dict[str, str]:
    """The command's reference by verb."""
    text = words_of(DOCS / "reference/command.md")
    return dict(
        re.findall(r"^## `reel (\w+(?: [a-z]+)?)[^\n]*\n(.*?)(?=^## |\Z)", text, flags=re.DOTALL | re.MULTILINE)
    )


@pytest.mark.parametrize("verb", COMMANDS)
def test_reference_describes_every_option_of_every_verb(verb: str) -> None:
    """Each verb has a section whose table has exactly the options and choices that its help shows."""
    section = sections_of_the_command()[verb]
    options = [each for each in COMMANDS[verb].params if isinstance(each, click.Option) and not each.hidden]
    assert set(re.findall(r"^\| `(--[a-z-]+)", section, flags=re.MULTILINE)) == {each.opts[0] for each in options}
    for option in options:
        if isinstance(option.type, click.Choice):
            shown = "|".join(option.type.choices)
            assert f"`{option.opts[0]} [{shown}]`" in section.replace("\\|", "|")


def test_reference_describes_no_verb_that_is_not_there() -> None:
    """Verbs still to come are not in the reference."""
    assert list(sections_of_the_command()) == list(COMMANDS)


@pytest.mark.parametrize("module", sorted(SOURCE.glob("*/ports.py")), ids=lambda path: path.parent.name)
def test_every_port_is_described(module: Path) -> None:
    """Every port of a room is named in the reference or the explanation."""
    text = "\n".join(words_of(page) for kind in ("reference", "explanation") for page in (DOCS / kind).glob("*.md"))
    ports = ports_of(words_of(module))
    assert ports
    assert {port for port in ports if f"`{port}`" not in text} == set()


def test_every_rule_has_an_entry() -> None:
    """Each rule of the check, in the rule book or given by another room, has its entry, and no entry lacks a rule."""
    ours = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "testing"]
    rules = set(all_rules()).union(*(rules_used(words_of(path)) for path in ours))
    entries = re.findall(r"^## ([A-Z]\d+) ", words_of(DOCS / "reference/rules.md"), flags=re.MULTILINE)
    entries += [page.stem for page in RULE_PAGES]
    assert sorted(entries) == sorted(rules)


@pytest.mark.parametrize("page", RULE_PAGES, ids=lambda page: page.stem)
def test_page_of_a_rule_says_what_the_rule_book_says(page: Path) -> None:
    """A ledger rule's page has its name, severity, meaning and mend, and the list of rules leads to it."""
    rule = all_rules()[page.stem]
    text = words_of(page)
    assert text.startswith(f"# {rule.id} {rule.name}\n\n*{rule.severity}* · {rule.about}\n\n")
    assert f"**To mend it:** {rule.mend}.\n" in text
    assert f"| [{rule.id}](rules/{rule.id}.md) | {rule.name} |" in words_of(DOCS / "reference/rules.md")


def test_ledger_page_shows_every_note() -> None:
    """The page of the ledger has each kind of note in both languages, what it says, and every word for it."""
    text = words_of(DOCS / "reference/ledger.md")
    for kind in note_kinds().values():
        (row,) = [
            line for line in text.splitlines() if line.startswith(f"| `{kind.example()}` | `{kind.example('zh')}` |")
        ]
        assert kind.about in row
        assert all(word in row for word in kind.words)


def test_rules_given_by_other_rooms_are_seen() -> None:
    """A rule id is seen as a keyword and as the first argument; other words are not rules."""
    assert rules_used('Finding(rule="X001")\nfinding("X002", "words")\nother("X003")') == {"X001", "X002"}


def missing_files(text: str) -> list[str]:
    """The files of this repository that a text names in code and that are not there, also as `a/{b,c}.py`."""
    kept = [f"/{path.relative_to(ROOT).as_posix()}" for top in TOPS for path in (ROOT / top).rglob("*.*")]
    missing = []
    for name in re.findall(r"`([\w./{},-]+\.(?:py|toml|json))`", text):
        first, _, rest = name.partition("{")
        middle, _, last = rest.partition("}")
        spelled = [f"{first}{each}{last}" for each in middle.split(",")]
        missing += [each for each in spelled if not any(path.endswith(f"/{each}") for path in kept)]
    return [name for name in missing if not name.startswith(OF_USERS)]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    """A page that sends its reader to a module, a table or a test names one that exists."""
    assert missing_files(words_of(page)) == []


def test_a_file_that_is_not_there_is_found() -> None:
    """A module that was renamed is told; one of several in braces too."""
    assert missing_files("`wiring/studio.py`, `story/data/rules.toml`, `studio/{board,errors}.py`") == []
    assert missing_files("`iring.py` and `studio/{board,plank}.py`") == ["iring.py", "studio/plank.py"]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_page_begins_with_its_name(page: Path) -> None:
    """A page has one title, at its top."""
    text = re.sub(r"^```.*?^```$", "", words_of(page), flags=re.DOTALL | re.MULTILINE)
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", text, flags=re.MULTILINE)) == 1


def test_every_page_is_in_the_index() -> None:
    """The index of the documentation names every page once, but those of single rules, and under its own title."""
    listed = dict(re.findall(r"^- \[(.+)\]\((\w+/[\w.-]+\.md)\)", words_of(DOCS / "README.md"), flags=re.MULTILINE))
    pages = {page.relative_to(DOCS).as_posix(): page for page in DOCS.glob("*/*.md")}
    assert {path: title for title, path in listed.items()} == {
        path: words_of(page).splitlines()[0].removeprefix("# ") for path, page in pages.items()
    }


def test_decisions_are_numbered_one_after_another() -> None:
    """No two decisions share a number and none is left out, and each page bears the number of its file."""
    pages = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    assert [int(page.read_text(encoding="utf-8").split(".")[0].removeprefix("# ")) for page in pages] == numbers


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_page_knows_no_machine(page: Path) -> None:
    """No page holds a path of somebody's machine or the address of a package index."""
    assert re.findall(r"/(?:tmp|home|root|work|Users)/\w+|pypi\.org|pythonhosted|C:\\", words_of(page)) == []
