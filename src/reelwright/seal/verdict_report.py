"""The page of a verification: five answers, what they rest on, and matched frames side by side."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import Final

from .credentials import Manifest, SaidIngredient
from .errors import MediaError
from .media.model import Picture
from .media.ports import MediaReader
from .media.reading import picture_at
from .model import CopyFound, Question, Verdict
from .paper import code, image, page, table
from .transform import Box
from .verifying import Verification

NAMES: Final = {
    Question.FILE: "File",
    Question.SIGNER: "Signer",
    Question.AI: "AI",
    Question.COPY: "Copy",
    Question.TIME: "Time",
}
_STRETCHES: Final = 12
_PAIRS: Final = 4
_NEARLY_ALL: Final = 0.93


def verdict_page(verification: Verification, reader: MediaReader) -> bytes:
    """The page, complete in itself.

    Args:
        verification: what was found.
        reader: opens the file, and the registered films where they are at hand, for the frames.
    """
    digest = f"<p>SHA-256 {code(verification.digest.hex)}</p>" if verification.digest else ""
    about = "Five questions, each with an answer of its own; no score."
    head = f"<h1>{escape(verification.media.name)}</h1><p>{about}</p>{digest}"
    body = "".join(
        (
            f"<header>{head}</header>",
            '<ul class="verdicts">',
            *(_verdict(each) for each in verification.verdicts),
            "</ul>",
            _pairs(verification, reader),
            _statements(verification),
            "<footer>Made by reel verify. All of it can be computed again.</footer>",
        )
    )
    return page(f"{verification.media.name}: verdicts", body)


def _verdict(verdict: Verdict) -> str:
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in verdict.reasons)
    listed = f"<ul>{reasons}</ul>" if reasons else ""
    return (
        f'<li class="{verdict.light.value}"><h3>{NAMES[verdict.question]} <b>{escape(verdict.answer)}</b></h3>'
        f"<p>{escape(verdict.sentence)}</p>{listed}</li>"
    )


def _pairs(verification: Verification, reader: MediaReader) -> str:
    copies = verification.examination.copies
    found = (*copies.found, *copies.unsure)
    if not found:
        return ""
    pairs = "".join(each for one in found[:_STRETCHES] for each in _pairs_of(verification.media, one, reader))
    return f"<h2>Frames side by side</h2>{pairs}"


def _pairs_of(media: Path, found: CopyFound, reader: MediaReader) -> Iterator[str]:
    """Moments of a stretch, each in file and film; the part that both show is outlined where it is not all."""
    title = found.title or found.film
    middle = ((found.here.start + found.here.end) / 2, (found.there.start + found.there.end) / 2)
    source = Path(found.source) if found.source else None
    for here, there in found.pairs[:_PAIRS] or (middle,):
        left = image(_shown(reader, media, here), f"this file at {float(here):.2f} s", _sides(found.change.shown))
        words = f"“{title}” at {float(there):.2f} s{_changes(found)}"
        right = image(_shown(reader, source, there), words, _sides(found.change.seen))
        yield f'<div class="pair">{left}{right}</div>'


def _sides(box: Box) -> tuple[float, float, float, float] | None:
    """The sides of a part of a picture, None for nearly all of it."""
    return (box.left, box.top, box.right, box.bottom) if box.area < _NEARLY_ALL else None


def _changes(found: CopyFound) -> str:
    return f"; the file is {found.transform}" if found.transform else ""


def _shown(reader: MediaReader, media: Path | None, time: Fraction) -> Picture | None:
    if media is None:
        return None
    try:
        return picture_at(reader, media, time)
    except MediaError:
        return None


def _statements(verification: Verification) -> str:
    reading = verification.examination.reading
    if reading is None:
        return ""
    rows = [_row(each, active=each.label == reading.active) for each in reading.manifests.values()]
    parts = [row for each in reading.manifests.values() for row in _parts(each)]
    listed = table(("Work", "Part", "Relation"), parts)
    made = f"<details><summary>What it was made from: {len(parts)} parts</summary>{listed}</details>" if parts else ""
    heads = ("Statement", "Work", "Signed by", "Program", "How it came about")
    return f"<h2>Signed statements in the file</h2>{table(heads, rows)}{made}"


def _row(manifest: Manifest, *, active: bool) -> tuple[str, ...]:
    signer = (
        f"{escape(manifest.signer)}<br>{code('serial ' + manifest.serial)}"
        if manifest.serial
        else escape(manifest.signer)
    )
    about = "about this file" if active else "about a part"
    return (
        f"{about}<br>{code(manifest.label)}",
        escape(manifest.title),
        signer,
        escape(manifest.generator),
        escape(manifest.source.value or "not said"),
    )


def _parts(manifest: Manifest) -> Iterator[tuple[str, ...]]:
    for each in manifest.ingredients:
        yield escape(manifest.title), _part(each), escape(each.relationship)


def _part(ingredient: SaidIngredient) -> str:
    wrong = "".join(f'<br><span class="unmet">{escape(status.code)}</span>' for status in ingredient.failures)
    return f"{escape(ingredient.title)}{wrong}"
