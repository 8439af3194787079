"""The verdict on copying: of which registered film a file shows which seconds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from .model import CopyFound, CopyReport, Light, Party, Question, Verdict
from .transform import CROPPED

NOBODY: Final = Party()
_TELLING: Final = Fraction(3)
_SHORT: Final = "; it is too short to say whether the same happens in it"
_TELLING_MORE: Final = "A longer piece of it tells, or the film that it comes from; --report shows both side by side."
_OTHER: Final = ", but other things happen in it; that is no copy"


def judge_copy(report: CopyReport, *, frames: str = "", by: Party = NOBODY) -> Verdict:
    """Say what a search for copies means for the file; no search is no finding.

    Args:
        report: what the search gave.
        frames: the name of the file's own frames, "" when it is not known: a registered film is no copy of itself.
        by: who signed the file. His own films are his to use, if a known root vouches for him: names are free.
    """
    # In his own café the signer may film what he will.
    report = replace(report, unsure=tuple(each for each in report.unsure if not each.registrant.is_same(by)))
    others = [found for found in report.found if not frames or found.frames != frames]
    if report.found and not others:
        return _itself(next((each for each in report.found if not each.registrant.is_same(by)), report.found[0]), by)
    if not others or report.searched is None:
        return _nothing(report)
    films, reasons = _listed(others), (*(_reason(found) for found in others), *_no_copies(report))
    if all(found.registrant.is_same(by) for found in others):
        sentence = f"This file shows pictures of {films}, which its signer registered himself, and of no other film."
        return Verdict(Question.COPY, "own work", Light.GREEN, sentence, reasons)
    stretches = "1 stretch" if len(others) == 1 else f"{len(others)} stretches"
    if all(found.registrant.is_same(by) or _may_be(found, by) for found in others):
        unsaid = _listed([found for found in others if not found.registrant.is_same(by)])
        sentence = (
            f"This file shows {stretches} of {films}. Nothing here shows who registered {unsaid}, so it may be its "
            f"signer's own: if it is yours, take it out (reel films --remove) and register it again under your keys."
        )
        return Verdict(Question.COPY, "copy, owner not shown", Light.AMBER, sentence, reasons)
    return Verdict(Question.COPY, "copy", Light.RED, f"This file shows {stretches} of {films}.", reasons)


def _itself(found: CopyFound, by: Party) -> Verdict:
    """What it means that the file is a registered film: it matters who registered it."""
    film = f"the registered film “{found.title or found.film}” itself, frame by frame"
    if found.registrant.is_same(by):
        sentence = f"This file is {film}; its signer registered it, and it shows no other one."
        return Verdict(Question.COPY, "registered", Light.GREEN, sentence)
    if not found.owner:
        sentence = f"This file is {film}; who registered it is not known here."
        return Verdict(Question.COPY, "registered by somebody", Light.AMBER, sentence)
    signed = f"{by.name} signed" if by.name else "nobody signed"
    same = namesake(found, by.name)
    sentence = f"This file is {film}, which {found.owner}{same} registered; {signed} this file."
    return Verdict(Question.COPY, "registered by another", Light.AMBER, sentence)


def _may_be(found: CopyFound, by: Party) -> bool:
    """A film that nobody vouches for, and for all that is known its registrant is a signer who is known here.

    Whoever signed nothing, or is known to nobody, gets no benefit of such a doubt: names are free.
    """
    return bool(by.root) and not found.root and found.owner in {"", by.name}


def namesake(found: CopyFound, name: str) -> str:
    """What to add to the owner of a film who is called like somebody and is not shown to be him."""
    words = " (only the name is the same: no certificate that is known here shows them to be one)"
    return words if found.owner == name else ""


def _nothing(report: CopyReport) -> Verdict:
    """What it means that nothing was found."""
    if report.unreadable:
        sentence = f"The pictures of this file cannot be looked at, so nobody can say: {report.unreadable.rstrip('.')}."
        return Verdict(Question.COPY, "cannot be said", Light.GREY, sentence)
    if not report.searched:
        sentence = "Nobody searched for copies: no film is registered here to look for."
        return Verdict(Question.COPY, "not searched", Light.GREY, sentence)
    if report.still:
        which = "the film" if report.searched == 1 else f"one of the {report.searched} films"
        sentence = (
            f"This is one picture. Films are told by what moves in them, so whether it is of {which} in the registry "
            "cannot be said."
        )
        return Verdict(Question.COPY, "cannot be said", Light.GREY, sentence)
    films = "the 1 film" if report.searched == 1 else f"any of the {report.searched} films"
    if report.unsure or (report.sets and _is_short(report)):
        return Verdict(Question.COPY, "cannot be said", Light.GREY, _unsure(report, films), _no_copies(report))
    sentence = f"No stretch of this file shows {films} in the registry."
    return Verdict(Question.COPY, "none", Light.GREEN, sentence, _no_copies(report))


def _unsure(report: CopyReport, films: str) -> str:
    """What was seen, and what would tell."""
    if report.unsure:
        stretches = "1 stretch of this file looks" if len(report.unsure) == 1 else "Some stretches of this file look"
        return (
            f"{stretches} like {_listed([*report.unsure])}, and too little happens in so short a time to tell the same "
            f"shot from another one of the same place. {_TELLING_MORE}"
        )
    return (
        f"This file is too short to say whether it shows {films} in the registry: it shows its place or people, "
        f"and whether the same happens there is not seen in so little time. {_TELLING_MORE}"
    )


def _no_copies(report: CopyReport) -> tuple[str, ...]:
    common = (
        f"{_seconds(each.here.start)} to {_seconds(each.here.end)} s of this file show what many films show "
        f"({each.what}); that is no copy."
        for each in report.common
    )
    sets = (
        f"{_seconds(each.here.start)} to {_seconds(each.here.end)} s of this file show the same set as “{each.title}” "
        f"(the same place, people or things){_SHORT if _is_short(report) else _OTHER}."
        for each in report.sets
    )
    unsure = (
        f"{_seconds(each.here.start)} to {_seconds(each.here.end)} s of this file look like "
        f"{_seconds(each.there.start)} to {_seconds(each.there.end)} s of “{each.title or each.film}”"
        f"{_registered(each)}{'; ' + each.transform if each.transform else ''}; that may be a copy."
        for each in report.unsure
    )
    return (*unsure, *common, *sets)


def _is_short(report: CopyReport) -> bool:
    return 0 < report.seconds < _TELLING


def _listed(found: list[CopyFound]) -> str:
    return ", ".join(f"“{title}”" for title in sorted({each.title or each.film for each in found}))


def _reason(found: CopyFound) -> str:
    here = f"{_seconds(found.here.start)} to {_seconds(found.here.end)} s of this file"
    there = f"{_seconds(found.there.start)} to {_seconds(found.there.end)} s of “{found.title or found.film}”"
    changed = f"; {found.transform}" if found.transform else ""
    more = seen_to_be_more(found)
    later = {"film": "this file", "file": "the registered film"}.get(found.upstream, "")
    trace = f"; {more}: a trace that {later} came later" if more else ""
    return f"{here} show {there}{_registered(found)}{changed}{trace}."


def _registered(found: CopyFound) -> str:
    return f", registered by {found.owner}" if found.owner else ""


def seen_to_be_more(found: CopyFound) -> str:
    """Which of the two shows more, and of what: of the picture where one was cropped, else of time; "" if neither.

    An excerpt of a film shows all of its picture: of a crop nothing may be said where there is none.
    """
    part = {"film": found.change.seen, "file": found.change.shown}.get(found.upstream)
    if part is None:
        return ""
    larger, smaller = ("the registered film", "this file")[:: 1 if found.upstream == "film" else -1]
    if part.area < CROPPED:
        return f"{larger} shows more of the picture than {smaller}"
    return f"{larger} shows the same picture and goes on in time where {smaller} begins or ends"


def _seconds(time: Fraction) -> str:
    return f"{float(time):.2f}"
