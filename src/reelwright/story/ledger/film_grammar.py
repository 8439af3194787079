"""L2: film grammar over a shot list: sides of the line, eyelines, jump cuts, monotony.

The board keeps these laws by itself; a human's edit, or another board, may break them. Knows shots.
Refuses to know the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import Final

from reelwright.film import Figure, Shot, ShotKind, ShotList, Transition, View

from ..model import Finding
from ..rulebook import finding

_TURNED: Final = 0.15
"""How far a face is turned at least to look to a side."""
_APART: Final = 0.05
"""How far apart two heads stand at least to have sides, in shares of the frame."""
_SAME: Final = 7
"""Shots of one size in a row that are felt as monotony."""
_WORDLESS: Final = frozenset({ShotKind.INSERT, ShotKind.TITLE, ShotKind.NEXT_TIME, ShotKind.ESTABLISHING})


def check_grammar(shot_list: ShotList) -> tuple[Finding, ...]:
    """Find where a cut breaks film grammar.

    Args:
        shot_list: the shots in the order of the cut.
    """
    found: list[Finding] = []
    for _, group in groupby(shot_list.shots, key=lambda shot: shot.scene):
        shots = [shot for shot in group if shot.card is None]
        found += [*_crossed(shots), *_eyelines(shots), *_jumps(shots), *_monotony(shots)]
    return tuple(found)


def _crossed(shots: Sequence[Shot]) -> Iterator[Finding]:
    """L201: two people change sides without the camera being seen to go round."""
    sides: dict[tuple[str, str], bool] = {}
    for shot in shots:
        for one, other in combinations(sorted(shot.figures, key=lambda figure: figure.person), 2):
            if abs(one.x - other.x) < _APART or shot.setting.angle:
                continue
            pair, left = (one.person, other.person), one.x < other.x
            if sides.setdefault(pair, left) is not left:
                sides[pair] = left
                yield _told("L201", shot, f"{one.person} and {other.person} have changed sides")


def _eyelines(shots: Sequence[Shot]) -> Iterator[Finding]:
    """L202: two people who talk to each other look the same way."""
    people = {figure.person for shot in shots for figure in shot.figures}
    if len(people) != 2:
        return
    for one, other in pairwise(shots):
        first, second = _alone(one), _alone(other)
        if first is None or second is None or first.person == second.person or not (one.lines and other.lines):
            continue
        if first.turn * second.turn > 0 and min(abs(first.turn), abs(second.turn)) >= _TURNED:
            yield _told("L202", other, f"{first.person} and {second.person} both look to the same side")


def _jumps(shots: Sequence[Shot]) -> Iterator[Finding]:
    """L203: two shots of one person from one side in one size are felt as a fault and not as a cut."""
    for one, other in pairwise(shots):
        first, second = _alone(one), _alone(other)
        if first is None or second is None or first.person != second.person or other.transition is not Transition.CUT:
            continue
        same = (one.size, one.setting.angle, first.view) == (other.size, other.setting.angle, second.view)
        if same and abs(first.turn - second.turn) < _TURNED and first.holds == second.holds:
            yield _told("L203", other, f"{first.person} is cut to {first.person} in the same size from the same side")


def _monotony(shots: Sequence[Shot]) -> Iterator[Finding]:
    """L204: many shots of one size in a row."""
    seen = [shot for shot in shots if shot.kind not in _WORDLESS]
    for size, group in groupby(seen, key=lambda shot: shot.size):
        run = list(group)
        if len(run) >= _SAME:
            yield _told("L204", run[_SAME - 1], f"{len(run)} shots in a row are {size}")


def _alone(shot: Shot) -> Figure | None:
    """The only person in a shot, seen from the front."""
    figure = shot.figures[0] if len(shot.figures) == 1 else None
    return figure if figure is not None and figure.view is View.FACE else None


def _told(rule: str, shot: Shot, message: str) -> Finding:
    made = finding(rule, message, shot.source)
    return Finding(made.rule, made.severity, made.message, made.where, mend=made.mend, shot=shot.id)
