"""Checks of a film that is directed: a person's edit of its timeline, and a judge's answers about its takes.

Knows which film of the project is meant. Refuses to judge by itself: the craft knows the laws, the story
what must be seen.
"""

from __future__ import annotations

from pathlib import Path

from reelwright.film import ShotList
from reelwright.story import Finding, Judgement, check_orders, judge_film, read_answers, read_orders

from .errors import OrderError
from .make import chosen_films
from .model import Commission, Order
from .ports import Craft


def check_edit(root: Path, order: Order, craft: Craft, commission: Commission) -> tuple[Finding, ...]:
    """Find where an edited timeline breaks film grammar.

    Args:
        root: the project folder.
        order: names the timeline, and in a series its episode.
        craft: reads it and knows the laws.
        commission: the project as it was read.

    Raises:
        OrderError: there is no such film, or the timeline cannot be read.
        StudioError: the timeline is none of ours.
    """
    return craft.check_cut(_cut(root, order, craft, commission), commission)


def check_takes(root: Path, order: Order, craft: Craft, commission: Commission, *, answers: Path) -> Judgement:
    """Hold a judge's answers about a film's takes against what its ledger says must be seen.

    Args:
        root: the project folder.
        order: names the episode in a series, and the timeline where an edit was filmed.
        craft: directs the film.
        commission: the project as it was read.
        answers: the file of the judge.

    Raises:
        OrderError: there is no such film, or a file cannot be read.
        StoryError: the file holds no answers.
    """
    said = read_answers(_text_of(answers), where=str(answers))
    return judge_film(_cut(root, order, craft, commission), commission.cards, said)


def check_pictures(
    root: Path, order: Order, craft: Craft, commission: Commission, *, orders: Path
) -> tuple[Finding, ...]:
    """Find what the orders for a film's takes lack of what its ledger says must be seen, before they are paid.

    Args:
        root: the project folder.
        order: names the episode in a series, and the timeline where an edit is filmed.
        craft: directs the film.
        commission: the project as it was read.
        orders: the file of what is about to be asked of a picture model.

    Raises:
        OrderError: there is no such film, or a file cannot be read.
        StoryError: the file holds no orders, or one for a shot that is not in the film.
    """
    asked = read_orders(_text_of(orders), where=str(orders))
    return check_orders(_cut(root, order, craft, commission), commission.cards, asked, where=str(orders))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OrderError(
            f"{path.name} cannot be read: {error}", where=str(path), mend="name a file of JSON in UTF-8"
        ) from error


def _cut(root: Path, order: Order, craft: Craft, commission: Commission) -> ShotList:
    """The shots of the one film that is meant: as they are directed, or as a person edited them."""
    films = chosen_films(commission, order, root)
    if len(films) > 1:
        raise OrderError("answers and orders are about one episode", where=str(root), mend="say which with --episode")
    board = craft.direct(films[0], commission, aspect=order.aspect or commission.aspect, rate=commission.rate)
    return craft.read_timeline(Path(order.timeline), board) if order.timeline else board
