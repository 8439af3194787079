"""``reel seal``: labels, segments and a signed credential for a file of anybody's."""

from __future__ import annotations

import itertools
import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click
from click.core import ParameterSource

from reelwright.film import Plain
from reelwright.seal import DutyAnswer, Profile, Sealed, SealOrder, SourceType, Standing, Use, whom_it_binds

from .display import open_gauge
from .exits import clear_messages
from .make import seal_project

_SOURCES: Final = {
    "received": SourceType.UNKNOWN,
    "drawn": SourceType.ALGORITHMIC,
    "model": SourceType.TRAINED,
    "mixed": SourceType.WITH_TRAINED,
    "camera": SourceType.CAPTURE,
    "hand": SourceType.CREATION,
}
_USES: Final = {"not-allowed": Use.NOT_ALLOWED, "allowed": Use.ALLOWED, "constrained": Use.CONSTRAINED}
_PEM: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_MARKS: Final = {
    Standing.MET: ("✓", "green"),
    Standing.NOT_MET: ("✗", "red"),
    Standing.ELSEWHERE: ("○", "yellow"),
    Standing.NOT_SHOWN: ("?", "yellow"),
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the command line says beside the order."""

    out: Path
    label: str
    cert: Path | None
    key: Path | None
    signer: str
    watermark: str
    as_json: bool


@click.command("seal", short_help="sign a film and label it as the law asks")
@click.argument("file", metavar="FILE|DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--title", default="", metavar="TEXT", help="Name of the work; the file's name if not said.")
@click.option("--source", type=click.Choice(list(_SOURCES)), default="received", help="How it came about.")
@click.option("--system", default="", metavar="TEXT", help="Your system that made it, with its version.")
@click.option(
    "--profile", type=click.Choice([each.value for each in Profile]), default="all", help="Whose law it is sealed for."
)
@click.option("--burn-label", default="", metavar="TEXT", help="Burn this label into the picture first.")
@click.option("--training", type=click.Choice(list(_USES)), default="not-allowed", help="Use of it to train models.")
@click.option("--stamp-url", default="", metavar="URL", help="Time-stamping authority (RFC 3161).")
@click.option("--cert", type=_PEM, metavar="PEM", help="Sign with this chain, not with your own.")
@click.option("--key", type=_PEM, metavar="PEM", help="The key that belongs to it.")
@click.option("--signer", default="", metavar="COMMAND", help="A program that signs, with the chain in --cert.")
@click.option("--watermark", default="", metavar="NAME", help="A watermark model that is installed.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to; beside the file if not said.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def seal_command(  # noqa: PLR0913 one parameter an option
    *,
    file: Path,
    title: str,
    source: str,
    system: str,
    profile: str,
    burn_label: str,
    training: str,
    stamp_url: str,
    cert: Path | None,
    key: Path | None,
    signer: str,
    watermark: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """Sign a film, picture or sound, bind its segments, and say which duties that meets.

    DIR is a project: its film is made as far as it is not, and sealed as reel.toml says.
    FILE stays as it is; a sealed copy is written beside it. A file that bears somebody's signature
    keeps it: yours says that you received it so.
    """
    from reelwright import __version__  # noqa: PLC0415 the same

    if (signer and cert is None) or (key is not None and cert is None) or (signer and key is not None):
        raise click.UsageError("--signer and --key each need --cert, and only one of them signs")
    if stamp_url and urlsplit(stamp_url).scheme not in {"http", "https"}:
        raise click.BadParameter(
            "a time-stamping authority has an address that begins with http", param_hint="--stamp-url"
        )
    if file.is_dir():
        _leave_it_to_the_project()
        seal_project(file, as_json=as_json)
        return
    if _was_said("title") and not title.strip():
        raise click.BadParameter("an empty name; leave it out, and the file's own is taken", param_hint="--title")
    order = SealOrder(
        title=title or file.stem,
        generator=("reelwright", __version__),
        source=_SOURCES[source],
        system=system,
        training=_USES[training],
        profile=Profile(profile),
        stamp_url=stamp_url,
    )
    target = out or file.with_name(f"{file.stem}.sealed{file.suffix}")
    with clear_messages():
        sealed = _seal(file, order, _Choice(target, burn_label, cert, key, signer, watermark, as_json))
        click.echo(json.dumps(sealed_form(sealed), ensure_ascii=False) if as_json else "\n".join(_lines(sealed)))


def _was_said(name: str) -> bool:
    """Whether an option stands on the command line, with whatever value."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def _leave_it_to_the_project() -> None:
    """See that nothing is asked for which the project's own settings say.

    Raises:
        UsageError: an option was given that counts for a single file only.
    """
    for param in seal_command.params:
        name = str(param.name)
        if name not in ("file", "as_json") and _was_said(name):
            raise click.UsageError(
                f"{param.opts[0]} is for a single file; what DIR is sealed with stands in its reel.toml"
            )


def _seal(file: Path, order: SealOrder, choice: _Choice) -> Sealed:
    from reelwright.seal import EvidenceParts, as_received, seal_media, write_evidence  # noqa: PLC0415 --help stays quick
    from reelwright.wiring import SignerChoice, open_labeller, open_seal_tools, open_stamper  # noqa: PLC0415 the same

    if choice.out.resolve() == file.resolve():
        raise click.UsageError("the sealed copy cannot take the place of FILE; name another one with --out")
    tools = open_seal_tools(SignerChoice(choice.cert, choice.key, choice.signer), watermark=choice.watermark)
    order = as_received(file, order, tools)
    with tempfile.TemporaryDirectory(prefix=".seal-", dir=choice.out.parent) as folder:
        media = file
        if choice.label:
            media = Path(folder) / f"{choice.out.stem}.mp4"
            with open_gauge("labelling", silent=choice.as_json) as hear:
                words = open_labeller().burn(file, media, choice.label, hear)
            order = replace(order, label=words, edits=("the AI label was burned into the picture",))
        with open_gauge("sealing", silent=choice.as_json) as hear:
            sealed = seal_media(media, choice.out, order, tools, hear)
    if sealed.tree is not None:
        evidence = EvidenceParts(sealed, order.title)
        target = choice.out.with_name(f"{choice.out.stem}.evidence.zip")
        stamper = open_stamper(order.stamp_url)
        write_evidence(target, evidence, signer=tools.signer, clock=tools.clock, stamper=stamper)
    return sealed


def sealed_form(sealed: Sealed) -> dict[str, Plain]:
    """A sealed file for programs."""
    return {
        "file": str(sealed.file),
        "signer": sealed.signer,
        "signed_at": sealed.signed_at.isoformat(),
        "stamped_at": None if sealed.stamped_at is None else sealed.stamped_at.isoformat(),
        "root": None if sealed.tree is None else sealed.tree.root.hex(),
        "segments": 0 if sealed.tree is None else len(sealed.tree.segments),
        "codes": dict(sealed.codes),
        "aigc": None if sealed.tag is None else json.loads(sealed.tag.write()),
        "duties": [duty_form(each) for each in sealed.duties],
    }


def duty_form(answer: DutyAnswer) -> Plain:
    """One duty for programs."""
    duty = answer.duty
    return {
        "id": duty.id,
        "profile": duty.profile.value,
        "law": duty.law,
        "asks": duty.asks,
        "standing": answer.standing.value,
        "words": answer.words,
    }


def _lines(sealed: Sealed) -> list[str]:
    lines = [f"sealed: {sealed.file}", f"  signed by {sealed.signer}, {sealed.signed_at:%Y-%m-%d %H:%M} UTC"]
    if sealed.stamped_at is not None:
        lines.append(f"  time stamp: {sealed.stamped_at.isoformat()}")
    if sealed.tree is not None:
        lines.append(f"  {len(sealed.tree.segments)} segments, root {sealed.tree.root.hex()}")
        lines.append(f"  evidence: {sealed.file.with_name(f'{sealed.file.stem}.evidence.zip')}")
    lines.append(f"  {sealed.codes['iscc']}")
    if sealed.tree is not None and "content" not in sealed.codes:
        lines.append("  no content code (ISO 24138) in it: REEL_FFMPEG names no FFmpeg that makes video signatures")
    if sealed.duties and sealed.source is SourceType.UNKNOWN:
        lines.append("nobody says how it was made (--source): what follows is asked of it if AI made any part")
    for profile, answers in itertools.groupby(sealed.duties, key=lambda each: each.duty.profile):
        lines.append(f"{profile}  binds {whom_it_binds(profile)}")
        for answer in answers:
            mark, colour = _MARKS[answer.standing]
            lines.append(f"{click.style(mark, fg=colour)} {profile}  {answer.duty.asks}  [{answer.duty.law}]")
            lines.append(f"      {answer.standing}: {answer.words}")
    if not sealed.duties:
        lines.append("no duty of labelling: it is declared to be made without AI")
    return lines
