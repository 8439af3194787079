"""What must be seen in every shot, as a file for people and programs; and a judge's answers about it, read back.

Knows the two forms of JSON. Refuses to judge a picture: a person does, or a model that looks at the takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from reelwright.film import Plain, Shot, ShotList

from ..errors import StoryError
from ..model import Cards, Finding
from ..rulebook import finding
from .compiled import Reference, check_answers, questions_of, references_of, states_of
from .documents import read_document
from .scores import Score

STATES_SCHEMA: Final = "reelwright.states"
ANSWERS_SCHEMA: Final = "reelwright.answers"
_VERSION: Final = 1
_MEND: Final = 'write {"schema": "reelwright.answers", "version": 1, "judge": "…", "answers": {"QUESTION": true}}'
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Answers:
    """What a judge says of the takes of one film.

    Args:
        judge: who or what looked.
        said: by the id of the question, whether it is so.
    """

    judge: str
    said: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge's answers come to.

    Args:
        seen: of what was judged, how much is seen as it must be.
        judged: of what must be seen, how much was judged.
    """

    findings: tuple[Finding, ...]
    seen: Score
    judged: Score


def write_states(shot_list: ShotList, cards: Cards) -> str:
    """What must be seen in every shot of a film: words, references, and what a judge is asked, as JSON."""
    told = [_state(shot, cards, shot_list.language) for shot in shot_list.shots if shot.card is None]
    head: dict[str, Plain] = {"schema": STATES_SCHEMA, "version": _VERSION, "language": shot_list.language}
    return json.dumps({**head, "shots": told}, ensure_ascii=False, indent=2) + "\n"


def _state(shot: Shot, cards: Cards, language: str) -> dict[str, Plain]:
    return {
        "id": shot.id,
        "source": str(shot.source),
        "place": shot.setting.place,
        "states": list(states_of(shot, cards, language=language)),
        "references": [_reference(each, cards) for each in references_of(shot)],
        "questions": {each.id: each.text for each in questions_of(shot, cards, language=language)},
    }


def _reference(wanted: Reference, cards: Cards) -> dict[str, Plain]:
    card = cards.people.get(wanted.subject) if wanted.kind == "look" else None
    look = wanted.look or (card.looks[0].name if card else "")
    return {"kind": wanted.kind, "subject": wanted.subject, **({"look": look} if look else {})}


def read_answers(text: str, *, where: str = "") -> Answers:
    """Read a judge's answers.

    Raises:
        StoryError: the text is no such document.
    """
    document = read_document(text, schema=ANSWERS_SCHEMA, version=_VERSION, where=where, mend=_MEND)
    said, judge = document.get("answers"), document.get("judge")
    if not isinstance(judge, str) or not judge.strip():
        raise StoryError("the answers do not say who judged", where=where, mend=_MEND)
    if not isinstance(said, dict) or not all(isinstance(answer, bool) for answer in said.values()):
        raise StoryError("an answer is true or false", where=where, mend=_MEND)
    return Answers(judge, said)


def judge_film(shot_list: ShotList, cards: Cards, answers: Answers) -> Judgement:
    """Hold a judge's answers against what the ledger says must be seen.

    Args:
        shot_list: the film that was judged.
        cards: who is in it.
        answers: what was seen in its takes.
    """
    asked: set[str] = set()
    found: list[Finding] = []
    for shot in shot_list.shots:
        questions = questions_of(shot, cards, language=shot_list.language)
        asked.update(question.id for question in questions)
        found += check_answers(shot, questions, answers.said)
    judged = asked & answers.said.keys()
    seen = sum(answers.said[each] for each in judged)
    return Judgement(
        (*found, *_of_nothing(shot_list, sorted(answers.said.keys() - asked))),
        Score("seen as it must be", seen, len(judged)),
        Score("judged", len(judged), len(asked)),
    )


def _of_nothing(shot_list: ShotList, unknown: list[str]) -> Iterator[Finding]:
    """Answers to questions that the film as it is now does not ask."""
    if not unknown or not shot_list.shots:
        return
    shown = ", ".join(each[:40] for each in unknown[:_SHOWN]) + (" …" if len(unknown) > _SHOWN else "")
    told = finding(
        "L503", f"{len(unknown)} answers are to questions that nobody asks: {shown}", shot_list.shots[0].source
    )
    yield replace(told, found="the film has changed since it was judged, or an id is mistyped")
