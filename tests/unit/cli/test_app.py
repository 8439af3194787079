"""The command's face: help, version, usage errors, exit codes."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from reelwright import __version__
from reelwright.cli import app, main
from reelwright.cli.exits import Exit, clear_messages
from reelwright.film import ReelError
from reelwright.production import WorkerError
from reelwright.story import CardError

VERBS = (
    "new",
    "check",
    "annotate",
    "translate",
    "make",
    "seal",
    "verify",
    "films",
    "keys",
    "title",
    "market",
    "tab",
    "shares",
    "pool",
    "money",
    "statement",
    "doctor",
)


def run(*words: str) -> Result:
    """The result of a call in this process."""
    return CliRunner().invoke(main, words)


def test_version_is_told() -> None:
    """``reel --version`` prints the package's version."""
    assert run("--version").output == f"reel, version {__version__}\n"


def test_help_lists_the_verbs_in_the_order_of_use() -> None:
    """The verbs that there are, and no verb that is still to come."""
    result = run("--help")
    rows = result.output.partition("Commands:")[2].split("\n")
    assert [row.split()[0] for row in rows if row.strip()] == list(VERBS)
    assert "Exit codes: 0 all is well, 1 there are findings, 2 wrong usage, 3 something" in result.output


@pytest.mark.parametrize(("said", "kept"), [(None, "1"), ("4", "4")])
@pytest.mark.parametrize("threads", ["OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"])
def test_small_matrices_get_one_thread(
    monkeypatch: pytest.MonkeyPatch, threads: str, said: str | None, kept: str
) -> None:
    """A verb's arithmetic runs in one thread unless the user says otherwise, which is settled before it is loaded."""
    monkeypatch.setenv(threads, said or "")
    if said is None:
        monkeypatch.delenv(threads)
    then = []
    monkeypatch.setattr(app, "import_module", lambda name: then.append(os.environ[threads]) or import_module(name))
    run("films", "--help")
    assert then == [kept]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str) -> None:
    """Each verb's help says what it does and describes every option."""
    result = run(verb, "--help")
    assert result.exit_code == 0
    command = main.get_command(click.Context(main), verb)
    assert command is not None
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_help_is_quick() -> None:
    """Asking for help loads none of the libraries that make films, nor do the verbs that only ask the ledger."""
    script = "import sys\nfrom reelwright.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
    script += "import reelwright.cli.title, reelwright.cli.shares, reelwright.wiring\n"
    heavy = ("numpy", "av", "cv2", "scipy", "rich", "cryptography", "eth", "reelwright.studio", "reelwright.story")
    script += f"print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("mk",), "there is no command 'mk'; did you mean 'make'?"),
        (("xyzzy",), "No such command 'xyzzy'"),
        (("title", "shw"), "did you mean 'show'?"),
        (("make",), "Missing argument 'DIR'"),
        (("make", "nowhere"), "there is no folder nowhere; to begin a film there: reel new nowhere"),
        (("make", ".", "--aspect", "2:1"), "'2:1' is not one of '9:16'"),
        (("make", ".", "--until", "release"), "'release' is not one of 'check'"),
        (("make", ".", "--draft", "--register"), "--register needs the stage title, and this stops after cut"),
        (("make", ".", "--jobs", "0"), "0 is not in the range x>=1"),
        (("make", ".", "--from-otio", "nowhere.otio"), "'nowhere.otio' does not exist"),
        (("new", "film"), "a new film needs a premise"),
        (("new", "film", "--title", "X", "--lang", "xx"), "'xx' is not one of 'en', 'zh'"),
        (("check", ".", "--format", "xml"), "'xml' is not one of 'text', 'json', 'sarif'"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_why(words: tuple[str, ...], message: str) -> None:
    """What cannot be meant is a usage error, told in a line."""
    result = run(*words)
    assert result.exit_code == Exit.USAGE
    assert message in " ".join(result.output.split())


def failing(error: BaseException, folder: Path | None = None) -> click.Command:
    """A command that raises."""

    @click.command()
    def command() -> None:
        with clear_messages(folder):
            raise error

    return command


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ReelError("the disk is full"), 3),
        (CardError("no such hair"), 1),
        (KeyboardInterrupt(), 130),
        (KeyError("x"), 3),
    ],
)
def test_every_error_has_its_exit_code(error: BaseException, code: int) -> None:
    """Failures end with 3, mistakes in what the user wrote with 1, Ctrl-C as shells say it."""
    assert CliRunner().invoke(failing(error), []).exit_code == code


def test_ctrl_c_while_a_verb_loads_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first second of a verb is loading: stopped there, it ends as it would later."""

    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "import_module", interrupted)
    told = run("verify", "film.mp4")
    assert (told.exit_code, "stopped" in told.stderr) == (130, True)


def test_error_is_told_with_place_and_mend() -> None:
    """What, where and what to do, on stderr, and nothing else."""
    error = ReelError("there is no hair called 'bbo'", where="cast/lin.toml:4", mend="write bob")
    result = CliRunner().invoke(failing(error), [])
    assert result.stderr == "reel: cast/lin.toml:4: there is no hair called 'bbo'\n  what to do: write bob\n"
    assert result.stdout == ""


def test_error_commands_no_terminal() -> None:
    """What a message quotes of somebody's file is shown, and neither colours, clears nor renames the terminal."""
    error = ReelError("there is no \x1b]0;mine\x07 in 日本\u202e", where="a\x1b[2J.toml", mend="write\rthis\n  or that")
    told = CliRunner().invoke(failing(error), []).stderr
    assert "a\\x1b[2J.toml: there is no \\x1b]0;mine\\x07 in 日本\\u202e\n" in told
    assert told.endswith("what to do: write\\rthis\n  or that\n")


def test_unforeseen_error_is_short_and_its_traceback_lies_in_a_log(tmp_path: Path) -> None:
    """No traceback on the screen: a line, and a log inside the project's hidden folder."""
    (tmp_path / ".reel").mkdir()
    result = CliRunner().invoke(failing(ZeroDivisionError("oh"), tmp_path), [])
    log = tmp_path / ".reel" / "reel-error.log"
    assert result.stderr.startswith("reel: a fault of the program: ZeroDivisionError: oh\n")
    assert str(log) in result.stderr
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_path_that_no_disk_can_hold_is_no_fault_of_the_program(tmp_path: Path) -> None:
    """A name too long, whichever verb meets it first, is told in two lines of which the second is a mend."""
    name = tmp_path / ("x" * 300)
    for verb in (["check"], ["make"], ["annotate"], ["translate", "--to", "zh"]):
        result = run(verb[0], str(name), *verb[1:])
        assert result.exit_code == 3
        assert "this place cannot be used (File name too long)" in result.stderr
        assert "what to do: give another path" in result.stderr
    fault = CliRunner().invoke(failing(OSError("of no path")), [])
    assert "a fault of the program" in fault.stderr


def test_list_of_verbs_cuts_no_sentence_off() -> None:
    """In a narrow terminal a verb's sentence goes on in the next line; it does not end in dots."""
    for group in ("title", "market", "tab", "shares", "pool", "money"):
        told = CliRunner().invoke(main, [group, "--help"], terminal_width=40).output.partition("Commands:")[2]
        assert told.count("\n") > 3
        assert "..." not in told


def test_fault_of_a_worker_leaves_its_own_traceback(tmp_path: Path) -> None:
    """The log holds what the other process saw."""
    (tmp_path / ".reel").mkdir()
    CliRunner().invoke(failing(WorkerError("broken", trace="the other process's trace"), tmp_path), [])
    assert (tmp_path / ".reel" / "reel-error.log").read_text(encoding="utf-8") == "the other process's trace"


def test_log_makes_no_hidden_folder_where_there_is_no_project(tmp_path: Path) -> None:
    """A wrong path does not leave a mark in it."""
    CliRunner().invoke(failing(ZeroDivisionError("oh"), tmp_path), [])
    assert list(tmp_path.iterdir()) == []


def test_doctor_answers_in_text_and_json(tmp_path: Path) -> None:
    """The same signs for people and for programs."""
    text, data = run("doctor", str(tmp_path)), run("doctor", str(tmp_path), "--json")
    signs = json.loads(data.output)["signs"]
    assert {"Python", "processors", "disk space", "encoder", "letters", "espeak-ng", "flite", "ffmpeg"} <= {
        sign["name"] for sign in signs
    }
    assert all(sign["name"] in text.output for sign in signs)
    assert text.exit_code == data.exit_code
