"""Doings: how what happens without words is seen.

Knows the setups of entrances, exits, touches, single deeds, things worth a close look, letters and
screens, and of places where nobody does anything.
"""

from __future__ import annotations

from dataclasses import replace

from reelwright.film import Emotion, Gesture, Insert, ShotKind, SourceLine
from reelwright.story import Act, Action, Writing

from .callsheet import ALONE, CallSheet, insert_of
from .deeds import Deed, deeds_of, telling_prop
from .moments import Moment
from .pacing import seconds_to_say
from .setups import Purpose
from .staging import MOST_IN_FRAME


class DoingCoverage:
    """Covers actions and writings on a call sheet."""

    def __init__(self, sheet: CallSheet) -> None:
        self._sheet, self._stage = sheet, sheet.stage

    def cover(self, action: Action, upcoming: Moment | None) -> None:
        """The setups of one action paragraph."""
        begun = len(self._sheet.setups)
        prop = telling_prop(action, self._stage.seen)
        deeds = deeds_of(action, self._stage)
        if len(deeds) > 1 and all(deed.mild for deed in deeds):
            self._all_at_once(deeds, action.source)
        else:
            self._one_by_one(deeds, action.source)
        if not deeds and not prop:
            self._nothing_done(action)
        self._show_prop(prop, action, upcoming)
        self._sound(action, begun)

    def read(self, writing: Writing, star: str, *, ends: bool) -> None:
        """A letter or screen fills the frame; then we see who reads it, unless they go on themselves.

        It is who holds it, who spoke last, or who is alone there; else nobody is known to read it.
        """
        stage = self._stage
        holder = writing.held_by
        stage.seen.add(writing.prop)
        for page in _pages(writing):
            insert = insert_of(writing, page, stage, holder)
            self._sheet.add(ShotKind.INSERT, Purpose.REVEAL, writing.source, insert=insert)
        spoke = [p for p in reversed(stage.spoken) if p in stage.present]
        alone = stage.present if len(stage.present) == 1 else []
        reader = holder if holder in stage.present else next(iter([*spoke, *alone]), "")
        if reader and reader != star and not ends:
            self._sheet.silent(reader, Purpose.REACTION, writing.source, kind=ShotKind.REACTION)

    def _sound(self, action: Action, begun: int) -> None:
        """The sounds of an action go to its first shot, or to the last one when it made none."""
        setups = self._sheet.setups
        at = begun if len(setups) > begun else begun - 1
        if at >= 0:
            known = setups[at]
            setups[at] = replace(known, sounds=(*known.sounds, *action.sounds), props=(*known.props, *action.props))

    def _all_at_once(self, deeds: list[Deed], source: SourceLine) -> None:
        people = list(dict.fromkeys(deed.person for deed in deeds))[:MOST_IN_FRAME]
        acts = tuple(act for deed in deeds for act in deed.acts)
        self._stage.apply(change for act in acts for change in act.changes if change.present is not None)
        kind = ShotKind.GROUP if len(people) > 1 else ShotKind.SINGLE
        self._sheet.frame(kind, Purpose.DEED, source, people, acts=acts)
        self._sheet.perform(acts)

    def _one_by_one(self, deeds: list[Deed], source: SourceLine) -> None:
        """What is told of somebody after they went ("… in tears") brings nobody back."""
        for deed in deeds:
            if deed.person in self._stage.present or deed.comes:
                self._deed(deed, source)
            else:
                self._sheet.perform(deed.acts)

    def _deed(self, deed: Deed, source: SourceLine) -> None:
        stage = self._stage
        self._sheet.heat = deed.heat
        if deed.comes:
            stage.enter(deed.person)
        if deed.comes and deed.moves:
            self._sheet.frame(ShotKind.SINGLE, Purpose.ENTRANCE, source, [deed.person], acts=deed.acts)
        elif deed.goes:
            self._exit(deed, source)
        elif deed.toward in stage.present:
            self._contact(deed, source)
        else:
            self._alone(deed, source)
        self._sheet.perform(deed.acts)

    def _exit(self, deed: Deed, source: SourceLine) -> None:
        player = self._stage.player(deed.person, leaving=True)
        self._sheet.add(ShotKind.SINGLE, Purpose.EXIT, source, players=(player,), acts=deed.acts)
        self._stage.leave(deed.person)

    def _contact(self, deed: Deed, source: SourceLine) -> None:
        """Both are seen; and then, where it hurts, the one who is hit."""
        pair = [deed.person, deed.toward]
        self._sheet.frame(ShotKind.GROUP, Purpose.DEED, source, pair, acts=deed.acts, weight=deed.heat)
        if any(act.gesture is Gesture.SLAP for act in deed.acts):
            before = self._stage.player(deed.toward, toward=deed.person)
            hurt = Act(deed.toward, emotion=Emotion.SURPRISED, intensity=0.9, gesture=Gesture.REST)
            self._stage.perform(hurt)
            parts = {"players": (before,), "acts": (hurt,), "weight": 0.9}
            self._sheet.add(ShotKind.REACTION, Purpose.REACTION, source, **parts)

    def _alone(self, deed: Deed, source: SourceLine) -> None:
        last = self._sheet.last
        same = last is not None and last.lead == deed.person
        fresh = last is not None and not (last.bound or last.deliveries or self._sheet.pending)
        if last is not None and same and fresh and last.kind in ALONE:
            self._sheet.change_last(acts=(*last.acts, *deed.acts))
            return
        others = self._stage.others(deed.person)
        if same and others and deed.heat < 0.6:
            people = [deed.person, *others][:MOST_IN_FRAME]
            self._sheet.frame(ShotKind.GROUP, Purpose.DEED, source, people, acts=deed.acts)
            return
        purpose = Purpose.REACTION if deed.heat >= 0.5 else Purpose.DEED
        self._sheet.frame(ShotKind.SINGLE, purpose, source, [deed.person], acts=deed.acts, weight=deed.heat)

    def _nothing_done(self, action: Action) -> None:
        """An action of nobody: those who are named in it, else the place with everyone who is there."""
        named = [p for p in action.people if p in self._stage.present][:MOST_IN_FRAME]
        if len(named) > 1:
            self._sheet.frame(ShotKind.GROUP, Purpose.DEED, action.source, named)
        elif named:
            self._sheet.silent(named[0], Purpose.DEED, action.source)
        else:
            people = self._stage.in_sight()[:MOST_IN_FRAME]
            self._sheet.frame(ShotKind.ESTABLISHING, Purpose.PLACE, action.source, people)

    def _show_prop(self, prop: str, action: Action, upcoming: Moment | None) -> None:
        """The first sight of a telling thing, unless the next moment shows it anyway."""
        if not prop:
            given = [a.prop for a in action.acts if a.prop and a.gesture is Gesture.OFFER]
            prop = given[0] if given and not self._shown(given[0]) else ""
        read_next = upcoming is not None and isinstance(upcoming.beat, Writing) and upcoming.beat.prop == prop
        if not prop or read_next:
            return
        holder = next((p for p in self._stage.present if self._stage.holds(p) == prop), "")
        self._stage.seen.add(prop)
        insert = Insert(prop, held_by=holder)
        self._sheet.add(ShotKind.INSERT, Purpose.REVEAL, action.source, insert=insert)

    def _shown(self, prop: str) -> bool:
        return any(s.insert is not None and s.insert.prop == prop for s in self._sheet.setups)


def _pages(writing: Writing) -> list[tuple[str, ...]]:
    """A long text in parts that can each be read within one shot."""
    pages: list[list[str]] = [[]]
    for line in writing.lines:
        if pages[-1] and sum(seconds_to_say(x) for x in [*pages[-1], line]) > 6.0:
            pages.append([])
        pages[-1].append(line)
    return [tuple(page) for page in pages]
