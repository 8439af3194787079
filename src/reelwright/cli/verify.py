"""``reel verify``: five questions about a file, each with an answer of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click

from reelwright.film import Plain, ReelError
from reelwright.seal import (
    EVIDENCE_STATEMENT,
    Box,
    CopyFound,
    Light,
    Verdict,
    Verification,
    WrongError,
    evidence_root,
    prove_evidence,
    verdict_page,
    verify_media,
)

from .display import open_gauge
from .entry import entry_of
from .exits import Exit, clear_messages

_MARKS: Final = {
    Light.GREEN: ("●", "green"),
    Light.AMBER: ("●", "yellow"),
    Light.RED: ("●", "red"),
    Light.GREY: ("○", "white"),
}


@click.command("verify", short_help="say what can be known of a file")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, path_type=Path))
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Also write a page.")
@click.option("--json", "as_json", is_flag=True, help="Print the answers as one JSON object.")
def verify_command(*, file: Path, report: Path | None, as_json: bool) -> None:
    """Say what can be known of a film, a picture, a sound or a streaming folder.

    Is it what was signed? Who signed it, and did he make it? Is AI declared? Does it show a
    registered film? Since when is it there? Five answers, no score. Of an evidence file it says
    whether everything in it holds.
    """
    with clear_messages():
        from reelwright.wiring import open_verify_tools, open_witness  # noqa: PLC0415 --help stays quick

        _be_one_film(file)
        if _is_evidence(file):
            _prove(file, as_json=as_json)
            return
        tools = open_verify_tools(open_witness())
        with open_gauge("verifying", silent=as_json) as hear:
            found = verify_media(file, tools, hear)
        if report is not None:
            _write(report, verdict_page(found, tools.reader))
        entry = entry_of(found.examination.testimony)
        form: dict[str, Plain] = verdict_form(found) | {"title": None if entry is None else entry.form}
        lines = [*_lines(found), *([] if entry is None else entry.lines)]
        click.echo(json.dumps(form, ensure_ascii=False) if as_json else "\n".join(lines))
        if found.lights & {Light.RED, Light.AMBER} or (entry is not None and not entry.good):
            raise click.exceptions.Exit(Exit.FINDINGS)


def _be_one_film(path: Path) -> None:
    """See that a folder is one that is streamed from, and not one that films lie in.

    Raises:
        UsageError: films lie in it.
    """
    if not path.is_dir() or any(path.glob("*.m3u8")):
        return
    film = next((each for where in ("", "out/", "out/*/") for each in sorted(path.glob(f"{where}film.mp4"))), None)
    if film is not None:
        raise click.UsageError(f"{path} is a folder with a film in it; ask of that film: reel verify {film}")


def _is_evidence(file: Path) -> bool:
    """An evidence file begins as a ZIP whose first member is the statement."""
    if not file.is_file():
        return False
    with file.open("rb") as content:
        head = content.read(64)
    return head.startswith(b"PK\x03\x04") and EVIDENCE_STATEMENT.encode() in head


def _prove(file: Path, *, as_json: bool) -> None:
    said, wrong = list[str](), ""
    try:
        content = file.read_bytes()
        said = [*prove_evidence(content), _known_root(content)]
    except WrongError as error:
        wrong = str(error)
    if as_json:
        form: dict[str, Plain] = {"evidence": str(file), "holds": not wrong, "said": [*said], "wrong": wrong}
        click.echo(json.dumps(form, ensure_ascii=False))
    else:
        click.echo(f"DOES NOT HOLD: {wrong}" if wrong else "\n".join(f"holds: {each}" for each in said))
    if wrong:
        raise click.exceptions.Exit(Exit.FINDINGS)


def _known_root(content: bytes) -> str:
    from reelwright.wiring import known_signers  # noqa: PLC0415 --help stays quick

    root = evidence_root(content)
    known = bool(root) and root in known_signers().roots
    return "the signer's root is known here" if known else "together, but nobody here knows the signer's root"


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        mend = "name a file in a folder that you may write to"
        raise ReelError(f"the page cannot be written: {error.strerror or error}", where=str(path), mend=mend) from error


def verdict_form(found: Verification) -> dict[str, Plain]:
    """A verification for programs."""
    verdicts: dict[str, Plain] = {each.question.value: _form(each) for each in found.verdicts}
    return {
        "file": str(found.media),
        "sha256": None if found.digest is None else found.digest.hex,
        "verdicts": verdicts,
        "copies": [_copy_form(each) for each in found.examination.copies.found],
        "unsure": [_copy_form(each) for each in found.examination.copies.unsure],
    }


def _copy_form(found: CopyFound) -> Plain:
    """A stretch in numbers: seconds, and boxes as left, top, right and bottom in shares of a picture."""
    change = found.change
    return {
        "film": found.film,
        "here": [float(found.here.start), float(found.here.end)],
        "there": [float(found.there.start), float(found.there.end)],
        "mirrored": change.mirrored,
        "degrees": round(change.degrees, 1),
        "speed": float(change.speed),
        "seen": _box_form(change.seen),
        "shown": _box_form(change.shown),
        "upstream": found.upstream,
        "pairs": [[float(here), float(there)] for here, there in found.pairs],
    }


def _box_form(box: Box) -> Plain:
    return [round(side, 3) for side in (box.left, box.top, box.right, box.bottom)]


def _form(verdict: Verdict) -> Plain:
    return {
        "answer": verdict.answer,
        "light": verdict.light.value,
        "sentence": verdict.sentence,
        "reasons": [*verdict.reasons],
    }


def _lines(found: Verification) -> list[str]:
    lines = []
    for each in found.verdicts:
        mark, colour = _MARKS[each.light]
        lines.append(
            f"{click.style(mark, fg=colour)} {each.question.value.upper():<7}{click.style(each.answer, bold=True)}"
        )
        lines.append(f"         {each.sentence}")
        lines += [f"         - {reason}" for reason in each.reasons]
    return lines if found.digest is None else [*lines, f"  of the file with SHA-256 {found.digest.hex}"]
