"""L4 and L5: what a shot must show, compiled from the ledger: words for a prompt, references, questions for a judge.

Everything comes from the shot's figures, which the ledger has dressed. Knows no provider: a renderer that
orders pictures asks here what its order must hold, and a judge's answers are compared here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from reelwright.film import Figure, Shot

from ..lexicon import word_of_prop
from ..model import Cards, Finding
from ..rulebook import finding
from ..tables import load_table


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture that an order must carry.

    Args:
        kind: "look", "prop" or "place"; in this order they matter.
        subject: id of the person or place, or the kind of prop.
        look: name of the look, "" for the card's first.
    """

    kind: str
    subject: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class JudgeQuestion:
    """One thing that must be seen in a take, as a question whose right answer is yes.

    Args:
        id: stable within the film: shot, person and what is asked.
    """

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """What a renderer is about to ask of a model: its words, and which references it attaches."""

    prompt: str
    references: tuple[Reference, ...]


def states_of(shot: Shot, cards: Cards, *, language: str = "en") -> tuple[str, ...]:
    """Every state that must be seen in a shot, one clause each: clothes, things in hand, marks."""
    return tuple(clause for figure in shot.figures for _, clause in _clauses(figure, cards, language))


def references_of(shot: Shot) -> tuple[Reference, ...]:
    """The references of a shot in the order in which they matter: looks, things in hand, the place."""
    looks = [Reference("look", figure.person, figure.look) for figure in shot.figures]
    hands = [figure.holds for figure in shot.figures if figure.holds]
    props = [*hands, *([shot.insert.prop] if shot.insert else [])]
    found = [*looks, *(Reference("prop", prop) for prop in props), Reference("place", shot.setting.place)]
    return tuple(dict.fromkeys(found))


def check_order(
    shot: Shot, cards: Cards, order: PictureOrder, *, most: int, language: str = "en"
) -> tuple[Finding, ...]:
    """Find what an order lacks of what the ledger says must be seen.

    Args:
        shot: as it was directed.
        cards: everybody in it.
        order: what would be asked of the model.
        most: how many references the model takes.
        language: of the prompt.
    """
    found: list[Finding] = []
    for needed in references_of(shot):
        if needed.kind == "look" and needed not in order.references:
            worn = needed.look or "the first look"
            found.append(_told("L401", shot, f"no reference shows {_name(cards, needed.subject)} in {worn}"))
    attached = len(order.references)
    if attached > most:
        found.append(_told("L402", shot, f"{attached} references are attached, and the model takes {most}"))
    text = order.prompt.casefold()
    lacking = [clause for clause in states_of(shot, cards, language=language) if clause.casefold() not in text]
    found += [_told("L403", shot, f"the prompt does not say: {clause}") for clause in lacking]
    return tuple(found)


def questions_of(shot: Shot, cards: Cards, *, language: str = "en") -> tuple[JudgeQuestion, ...]:
    """What a judge of a take is asked: one question for each state, and how many people there are."""
    if shot.card is not None:
        return ()
    words = _words(language)
    asked = [
        (f"{shot.id}/{figure.person}/{what}", clause)
        for figure in shot.figures
        for what, clause in _clauses(figure, cards, language)
    ]
    if shot.insert is None:
        count = len(shot.figures)
        asked.append((f"{shot.id}/people", words[{0: "nobody", 1: "one"}.get(count, "people")].format(count=count)))
    return tuple(JudgeQuestion(key, words["asks"].format(claim=claim)) for key, claim in asked)


def check_answers(shot: Shot, questions: Sequence[JudgeQuestion], answers: Mapping[str, bool]) -> tuple[Finding, ...]:
    """Find what a judge did not see, or was never asked.

    Args:
        shot: whose take was judged.
        questions: those of ``questions_of``.
        answers: by the id of the question; one that is missing counts as not judged.
    """
    unasked = [question for question in questions if question.id not in answers]
    found = [_told("L501", shot, f"the judge says no: {q.text}") for q in questions if answers.get(q.id) is False]
    if unasked and len(unasked) == len(questions):
        return (_told("L502", shot, f"nobody has judged this shot, of which {len(questions)} things must be seen"),)
    return (*found, *(_told("L502", shot, f"nobody has judged: {question.text}") for question in unasked))


def _clauses(figure: Figure, cards: Cards, language: str) -> Iterator[tuple[str, str]]:
    words, name = _words(language), _name(cards, figure.person)
    card = cards.people.get(figure.person)
    look = figure.look or (card.looks[0].name if card else "")
    if look:
        yield "look", words["wears"].format(name=name, look=look)
    if figure.holds:
        yield "hand", words["holds"].format(name=name, thing=_thing(figure.holds, language))
    for mark in sorted(figure.marks):
        yield str(mark), words["marks"].get(mark, words["mark"]).format(name=name, mark=mark)


def _words(language: str) -> dict[str, Any]:
    tables = cast("dict[str, dict[str, Any]]", load_table("states"))
    return tables["zh" if language.startswith("zh") else "en"]


@cache
def _thing(kind: str, language: str) -> str:
    """A kind of prop in a sentence: a letter, flowers, 信."""
    if language.startswith("zh"):
        return word_of_prop(kind, language)
    plain: str = _words("en")["things"].get(kind, f"a {word_of_prop(kind, language)}")
    return plain


def _name(cards: Cards, person: str) -> str:
    card = cards.people.get(person)
    return card.name if card else person


def _told(rule: str, shot: Shot, message: str) -> Finding:
    made = finding(rule, message, shot.source)
    return Finding(made.rule, made.severity, made.message, made.where, mend=made.mend, shot=shot.id)
