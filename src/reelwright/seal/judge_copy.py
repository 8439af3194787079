"""The verdict on copying: of which registered film a file shows which seconds."""

from __future__ import annotations

from fractions import Fraction

from .model import CopyFound, CopyReport, Light, Question, Verdict


def judge_copy(report: CopyReport, *, frames: str = "") -> Verdict:
    """Say what a search for copies means for the file; no search is no finding.

    Args:
        report: what the search gave.
        frames: the name of the file's own frames, "" when it is not known: a registered film is no copy of itself.
    """
    if report.searched is None:
        sentence = "Nobody searched for copies: no registry of films is set up here."
        return Verdict(Question.COPY, "not searched", Light.GREY, sentence)
    if not report.found and report.still:
        sentence = (
            f"This is one picture. Films are told by what moves in them, so whether it is of one of the "
            f"{report.searched} films in the registry cannot be said."
        )
        return Verdict(Question.COPY, "cannot be said", Light.GREY, sentence)
    if not report.found:
        sentence = f"No stretch of this file shows any of the {report.searched} films in the registry."
        return Verdict(Question.COPY, "none", Light.GREEN, sentence)
    others = [found for found in report.found if not frames or found.frames != frames]
    if not others:
        title = report.found[0].title or report.found[0].film
        sentence = f"This file is the registered film “{title}” itself, frame by frame; it shows no other one."
        return Verdict(Question.COPY, "registered", Light.GREEN, sentence)
    films = sorted({found.title or found.film for found in others})
    stretches = "1 stretch" if len(others) == 1 else f"{len(others)} stretches"
    sentence = f"This file shows {stretches} of {_listed(films)}."
    return Verdict(Question.COPY, "copy", Light.RED, sentence, tuple(_reason(found) for found in others))


def _listed(films: list[str]) -> str:
    return ", ".join(f"“{film}”" for film in films)


def _reason(found: CopyFound) -> str:
    here = f"{_seconds(found.here.start)} to {_seconds(found.here.end)} s of this file"
    there = f"{_seconds(found.there.start)} to {_seconds(found.there.end)} s of “{found.title or found.film}”"
    owner = f", registered by {found.owner}" if found.owner else ""
    changed = f"; {found.transform}" if found.transform else ""
    more = {
        "film": "; the registered film shows more than this file, so this file is the later one",
        "file": "; this file shows more than the registered film, so the registered film may be the later one",
    }.get(found.upstream, "")
    return f"{here} show {there}{owner}{changed}{more}."


def _seconds(time: Fraction) -> str:
    return f"{float(time):.2f}"
