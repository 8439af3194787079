"""Subtitles in the languages that a film is not spoken in, timed by what is spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reelwright.film import ShotList
from reelwright.studio import TimedShot

from .model import Commission, Subtitles
from .ports import Craft


def other_subtitles(
    written: ShotList, timed: Sequence[TimedShot], commission: Commission, craft: Craft
) -> tuple[tuple[str, Subtitles], ...]:
    """The further subtitles of a film, by language tag.

    Args:
        written: the board in the words of the script; its lines have the ids of those spoken.
        timed: the film with settled lengths, in the words that are spoken.
        commission: knows the catalogues.
        craft: puts the board into their words.
    """
    told = []
    for catalogue in commission.others:
        board, cards = craft.speak(written, commission.written_cards, catalogue)
        words = {line.id: line.text for shot in board.shots for line in shot.lines}
        shown = tuple(_in_words(shot, words) for shot in timed)
        told.append((catalogue.language, craft.subtitle(shown, shot_list=board, cards=cards)))
    return tuple(told)


def _in_words(timed: TimedShot, words: dict[str, str]) -> TimedShot:
    lines = tuple(
        replace(spoken, line=replace(spoken.line, text=words.get(spoken.line.id, spoken.line.text)))
        for spoken in timed.lines
    )
    return replace(timed, lines=lines)
