"""The laws of film grammar (L2) over any shot list: the line, eyelines, jumps, direction, sizes, length of lines.

The board keeps these laws by itself; a writer's shot note, a person's edit of the timeline or another
board may break them. Knows shots. Refuses to know the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, pairwise
from typing import Final

from reelwright.film import Figure, Line, Shot, ShotKind, ShotList, ShotSize, Transition, View, Way
from reelwright.story import Cards, Finding, finding, seconds_to_say

from .grammar import LEAST_STEP, SIZES

_TURNED: Final = 0.15
"""How far a face is turned at least to look to a side."""
_APART: Final = 0.05
"""How far apart two heads stand at least to have sides, in shares of the frame."""
_SAME: Final = 7
"""Shots of one size in a row that are felt as monotony."""
_HURRIED: Final = 0.85
"""A line said in a hurry takes this share of its plain length; below that, it does not fit."""
_WORDLESS: Final = frozenset({ShotKind.INSERT, ShotKind.TITLE, ShotKind.NEXT_TIME, ShotKind.ESTABLISHING})
_STRAIGHT_ON: Final = frozenset({Transition.CUT, Transition.MATCH})
"""Transitions over which no time passes and a move goes on."""
_HEADING: Final = {Way.LEFT: -1, Way.RIGHT: 1}


def check_grammar(shot_list: ShotList, cards: Cards) -> tuple[Finding, ...]:
    """Find where a cut breaks film grammar.

    Args:
        shot_list: the shots in the order of the cut.
        cards: who is in them.

    Returns:
        Findings with shot and line, by the order of the shots.
    """
    cut = _Cut([shot for shot in shot_list.shots if shot.card is None], cards, shot_list)
    order = {shot.id: number for number, shot in enumerate(shot_list.shots)}
    return tuple(sorted(cut.findings(), key=lambda each: order[each.shot]))


@dataclass(frozen=True, slots=True)
class _Cut:
    shots: Sequence[Shot]
    cards: Cards
    of: ShotList

    def findings(self) -> Iterator[Finding]:
        for _, group in groupby(self.shots, key=lambda shot: shot.scene):
            scene = list(group)
            yield from self._crossed(scene)
            yield from self._looks_back(scene)
            yield from self._eyelines(scene)
            yield from self._jumps(scene)
            yield from _monotony(scene)
        yield from self._directions()
        yield from self._long_lines()

    def _crossed(self, scene: Sequence[Shot]) -> Iterator[Finding]:
        """L201: two people change sides without the camera being seen to go round."""
        sides: dict[tuple[str, str], bool] = {}
        for shot in scene:
            for one, other in combinations(sorted(shot.figures, key=lambda figure: figure.person), 2):
                if abs(one.x - other.x) < _APART or shot.setting.angle:
                    continue
                pair, left = (one.person, other.person), one.x < other.x
                if sides.setdefault(pair, left) is not left:
                    sides[pair] = left
                    yield _told("L201", shot, f"{self._name(one)} and {self._name(other)} have changed sides")

    def _looks_back(self, scene: Sequence[Shot]) -> Iterator[Finding]:
        """L201 in singles: of two people, one alone in the frame looks to the other side than before."""
        if len({figure.person for shot in scene for figure in shot.figures}) != 2:
            return
        ways: dict[str, bool] = {}
        for shot in scene:
            figure = _alone(shot)
            if figure is None or abs(figure.turn) < _TURNED:
                continue
            right = figure.turn > 0
            if ways.setdefault(figure.person, right) is not right:
                ways[figure.person] = right
                side = "right" if right else "left"
                yield _told("L201", shot, f"{self._name(figure)} looks to the {side} now, and did not before")

    def _eyelines(self, scene: Sequence[Shot]) -> Iterator[Finding]:
        """L202: two people who talk to each other look the same way."""
        if len({figure.person for shot in scene for figure in shot.figures}) != 2:
            return
        for one, other in pairwise(scene):
            first, second = _alone(one), _alone(other)
            if first is None or second is None or first.person == second.person or not (one.lines and other.lines):
                continue
            if first.turn * second.turn > 0 and min(abs(first.turn), abs(second.turn)) >= _TURNED:
                said = f"{self._name(first)} and {self._name(second)} both look to the same side"
                yield _told("L202", other, said)

    def _jumps(self, scene: Sequence[Shot]) -> Iterator[Finding]:
        """L203 and L207: one figure from one angle in the same size, or in one that is hardly another."""
        for one, other in pairwise(scene):
            faces = _faces(one)
            if not faces or faces != _faces(other) or other.transition is not Transition.CUT:
                continue
            if one.setting.angle != other.setting.angle or not _alike(one, other):
                continue
            step = abs(SIZES.index(one.size) - SIZES.index(other.size))
            who = " and ".join(self.cards.people[p].name if p in self.cards.people else p for p in sorted(faces))
            if not step:
                yield _sized("L203", other, f"{who} in {other.size} is cut to {who} in {other.size} from the same side")
            elif step < LEAST_STEP:
                yield _sized("L207", other, f"{who} in {one.size} is cut to {who} in {other.size} from the same side")

    def _directions(self) -> Iterator[Finding]:
        """L205: who leaves by one edge of the frame comes into the next shot of the move by the other."""
        going: dict[str, tuple[int, int]] = {}
        for number, shot in enumerate(self.shots):
            if shot.transition not in _STRAIGHT_ON:
                going.clear()  # time passes, and nobody is still on the way
            for figure in shot.figures:
                last, was = going.pop(figure.person, (number, 0))
                heading = -_HEADING.get(figure.comes, 0) or _HEADING.get(figure.goes, 0)
                before = self.shots[last]
                returns = number - last > 1 and before.setting.place == shot.setting.place
                if was and heading == -was and not returns:
                    yield self._turned_round(shot, figure, before)
                if (leaves := _HEADING.get(figure.goes, 0)) != 0:
                    going[figure.person] = (number, leaves)

    def _turned_round(self, shot: Shot, figure: Figure, before: Shot) -> Finding:
        left_by = next(each.goes for each in before.figures if each.person == figure.person)
        name, other = self._name(figure), "left" if left_by is Way.RIGHT else "right"
        told = _told("L205", shot, f"{name} leaves {before.id} by the {left_by} and goes the other way here")
        return replace(told, expected=f"{name} comes in from the {other}", found=f"from the {left_by}")

    def _long_lines(self) -> Iterator[Finding]:
        """L206: what is said takes longer than the shot was asked to last."""
        for shot in self.shots:
            if not (shot.length and shot.lines):
                continue
            needed = sum(map(max, _said_together(shot.lines, self.of.language)))
            asked = float(self.of.rate.seconds(shot.length))
            if needed * _HURRIED > asked:
                said = f"what is said takes about {needed:.1f} s, and the shot is asked to last {asked:.1f} s"
                yield replace(_told("L206", shot, said), expected=f"{needed:.1f} s", found=f"{asked:.1f} s")

    def _name(self, figure: Figure) -> str:
        card = self.cards.people.get(figure.person)
        return card.name if card else figure.person


def _monotony(scene: Sequence[Shot]) -> Iterator[Finding]:
    """L204: many shots of one size in a row."""
    seen = [shot for shot in scene if shot.kind not in _WORDLESS]
    for size, group in groupby(seen, key=lambda shot: shot.size):
        run = list(group)
        if len(run) >= _SAME:
            yield _told("L204", run[_SAME - 1], f"{len(run)} shots in a row are {size}")


def _alike(one: Shot, other: Shot) -> bool:
    """Whether everybody whose face is seen in both is seen from the same side with the same thing in hand."""
    before = {figure.person: figure for figure in one.figures}
    return all(
        abs(figure.turn - before[figure.person].turn) < _TURNED
        and (figure.view, figure.holds) == (before[figure.person].view, before[figure.person].holds)
        for figure in other.figures
        if figure.view is not View.BACK
    )


def _faces(shot: Shot) -> frozenset[str]:
    return frozenset(figure.person for figure in shot.figures if figure.view is not View.BACK)


def _alone(shot: Shot) -> Figure | None:
    """The only person in a shot, seen from the front."""
    figure = shot.figures[0] if len(shot.figures) == 1 else None
    return figure if figure is not None and figure.view is View.FACE else None


def _said_together(lines: Sequence[Line], language: str) -> list[list[float]]:
    """How long each line takes; lines said at the same time are in one list."""
    found: list[list[float]] = []
    for line in lines:
        if not line.together or not found:
            found.append([])
        found[-1].append(seconds_to_say(line.text, language, manner=line.manner))
    return found


def _sized(rule: str, shot: Shot, message: str) -> Finding:
    """A finding that another size mends: which ones would do."""
    at = SIZES.index(shot.size)
    fit: list[ShotSize] = [size for n, size in enumerate(SIZES) if abs(n - at) == LEAST_STEP]
    return replace(_told(rule, shot, message), expected=f"{' or '.join(fit)}, or another angle")


def _told(rule: str, shot: Shot, message: str) -> Finding:
    return replace(finding(rule, message, shot.source), shot=shot.id)
