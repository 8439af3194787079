"""Coverage: one scene from its first image to its last.

Knows how a scene opens (hook, wide) and ends (button), and hands each moment to those who know it:
``speeches.py`` and ``doings.py``. Refuses to know sizes and frames (``grammar.py``, ``blocking.py``)
and the film around the scene (``board.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reelwright.film import Card, Emotion, Insert, ShotKind, SourceLine
from reelwright.story import Act, Action, Cards, CardWish, Speech, Writing

from .callsheet import ALONE, CallSheet, insert_of
from .deeds import mild, telling_prop
from .doings import DoingCoverage
from .grammar import heat
from .moments import Moment, Talk, moments_of
from .pacing import seconds_to_say, sentences
from .setups import Purpose, Setup
from .speeches import SpeechCoverage
from .staging import MOST_IN_FRAME, Stage

_HOOK_LINE: Final = 2.35
"""Seconds by estimate that a line may take to open the film."""


@dataclass(frozen=True, slots=True)
class SceneTask:
    """What the film asks of one scene.

    Args:
        opens: the film begins with it, so it has a hook.
        closes: the film ends with it, so it has a button.
        fresh: its place or time of day differs from the scene before.
    """

    opens: bool = False
    closes: bool = False
    fresh: bool = True


class SceneCoverage:
    """Covers one scene with setups, in the order of the script."""

    def __init__(self, stage: Stage, cards: Cards, talk: Talk, task: SceneTask) -> None:
        self._stage, self._task = stage, task
        self._moments, self.ending = moments_of(stage.scene, cards)
        self._sheet = CallSheet(stage)
        self._speeches = SpeechCoverage(self._sheet, talk, closes=task.closes)
        self._doings = DoingCoverage(self._sheet)

    def cover(self) -> list[Setup]:
        """All setups of the scene."""
        planned = list(self._moments)
        self._turn(planned[0] if planned else None)
        wished = bool(planned) and planned[0].wish is not None
        if self._task.opens and planned and not wished:
            strongest = self._strongest(planned)
            planned[strongest] = self._hook(planned[strongest])
        moments = [*self._open(planned[0] if planned else None), *planned[1:]]
        moments = [m for m in moments if m.beat is not None or m.wish is not None]
        for i, moment in enumerate(moments):
            self._play(moment, moments[i + 1] if i + 1 < len(moments) else None)
        setups = self._sheet.setups
        if self._task.opens and wished:
            setups[0] = replace(setups[0], hook=True)
        if self._task.opens and _goes_with_insert(setups):
            setups[1] = replace(setups[1], hook=True)
        if self._task.closes:
            self._button()
        return setups

    def _play(self, moment: Moment, upcoming: Moment | None) -> None:
        sheet = self._sheet
        self._turn(moment)
        self._stage.apply(moment.changes)
        sheet.waiting, sheet.share = moment, moment.share
        star = upcoming.star if upcoming else ""
        match moment.beat:
            case Speech() as speech:
                self._speeches.cover(speech, moment, star)
            case Action() as action:
                self._doings.cover(action, upcoming)
            case Writing() as writing:
                self._doings.read(writing, star, ends=upcoming is None and self._task.closes)
            case CardWish() as words:
                sheet.add(ShotKind.TITLE, Purpose.WORDS, words.source, card=Card(words.text))
            case None:
                sheet.silent(sheet.last.lead if sheet.last else "", Purpose.REACTION, moment.source)

    def _turn(self, moment: Moment | None) -> None:
        """The scene's mood from here on."""
        if moment is not None and moment.mood is not None:
            self._stage.mood = moment.mood

    # --- the hook ------------------------------------------------------------------------------

    def _strongest(self, planned: list[Moment]) -> int:
        """Which of the first two moments opens the film: a short line is stronger than people who only stand there."""
        if len(planned) < 2 or planned[1].wish or planned[1].mood or planned[1].changes:
            return 0
        action, speech = planned[0].beat, planned[1].beat
        if not isinstance(action, Action) or not isinstance(speech, Speech) or not self._sayable(planned[1], speech):
            return 0
        plain = all(mild(act, self._stage) and not act.toward for act in action.acts)
        return int(plain and not telling_prop(action, self._stage.seen))

    def _sayable(self, moment: Moment, speech: Speech) -> bool:
        here = speech.person in self._stage.present and not (speech.off_screen or moment.dual)
        return here and _parted(speech) is not None

    def _hook(self, first: Moment) -> Moment:
        """Open on the strongest image of the first moment, within 3 seconds; returns what is left of it."""
        match first.beat:
            case Writing() as writing:
                insert = insert_of(writing, writing.lines[:2], self._stage)
                self._sheet.add(ShotKind.INSERT, Purpose.HOOK, first.source, insert=insert)
            case Speech() as speech:
                first = self._hook_speech(first, speech)
            case Action() as action:
                first = self._hook_action(first, action)
            case _:
                self._sheet.add(ShotKind.ESTABLISHING, Purpose.HOOK, first.source)
        self._sheet.setups[:] = [replace(s, hook=True, bound=True) for s in self._sheet.setups]
        return first

    def _hook_speech(self, first: Moment, speech: Speech) -> Moment:
        """The first sentence, when it is short and its speaker is there; else only a face."""
        parted = _parted(speech) if self._sayable(first, speech) else None
        if parted is None:
            seen = speech.person if speech.person in self._stage.present else next(iter(self._stage.present), "")
            felt = tuple(Act(seen, emotion=x.emotion, intensity=x.intensity) for x in speech.lines[:1])
            self._sheet.silent(seen, Purpose.HOOK, first.source, acts=felt)
            return first
        opening, rest = parted
        self._speeches.hook(opening, speech.person, last=first.last_said and not rest.lines)
        return replace(first, beat=rest if rest.lines else None)

    def _hook_action(self, first: Moment, action: Action) -> Moment:
        stage = self._stage
        prop = telling_prop(action, stage.seen)
        acts = [act for act in action.acts if act.person in stage.present and act.enters is None and not act.toward]
        best = max(acts, key=lambda a: heat(a.emotion or Emotion.NEUTRAL, a.intensity), default=None)
        who = best.person if best else next((p for p in action.people if p in stage.present), "")
        if prop:
            hands = [change.person for act in action.acts for change in act.changes if change.holds == prop]
            holder = next((person for person in hands if person in stage.present), "")
            self._sheet.add(ShotKind.INSERT, Purpose.HOOK, action.source, insert=Insert(prop, held_by=holder))
            stage.seen.add(prop)
        if who or not prop:
            self._sheet.silent(who, Purpose.HOOK, action.source, acts=(best,) if best else ())
        self._sheet.setups[0] = replace(self._sheet.setups[0], sounds=action.sounds[:1])
        if best is None or best.prop:
            return first
        stage.perform(best)
        return replace(first, beat=replace(action, acts=tuple(act for act in action.acts if act is not best)))

    # --- the opening and the button --------------------------------------------------------------

    def _open(self, first: Moment | None) -> list[Moment]:
        """Show where we are and who is there; returns what is left of the first moment."""
        if first is None:
            self._wide(self._stage.scene.source)
            return []
        if first.wish is not None or isinstance(first.beat, CardWish):
            return [first]
        self._sheet.waiting = first
        if isinstance(first.beat, Action):
            return self._open_on(first, first.beat)
        if self._task.fresh:
            self._wide(first.source)
            first = replace(first, transition=None)
        return [first] if first.beat is not None else []

    def _open_on(self, first: Moment, action: Action) -> list[Moment]:
        stage = self._stage
        calm = tuple(a for a in action.acts if a.person in stage.present and mild(a, stage) and not a.prop)
        rest = tuple(a for a in action.acts if a not in calm)
        sounds = action.sounds[1:] if self._sheet.setups else action.sounds
        self._wide(first.source, acts=calm, sounds=sounds, props=action.props)
        self._sheet.perform(calm)
        if not rest and not telling_prop(action, stage.seen):
            return []
        left = replace(action, acts=rest, sounds=(), people=action.people if rest else ())
        return [replace(first, beat=left, transition=None)]

    def _wide(self, source: SourceLine, **parts: object) -> None:
        people = self._stage.in_sight()[:MOST_IN_FRAME]
        kind = ShotKind.GROUP if len(people) > 1 else ShotKind.SINGLE
        if self._task.fresh or not people:
            kind = ShotKind.ESTABLISHING
        self._sheet.frame(kind, Purpose.PLACE, source, people, **parts)

    def _button(self) -> None:
        """Hold on the last image, longer and closing in."""
        last = self._sheet.setups[-1]
        if last.card is not None or (last.wish is not None and last.wish.seconds is not None):
            return
        still = not last.deliveries and (last.insert is not None or last.kind in ALONE) and not last.hook
        if still or not last.players:
            purpose = last.purpose if last.purpose is Purpose.EXIT else Purpose.BUTTON
            self._sheet.change_last(purpose=purpose, least_s=max(last.least_s, 2.4), bound=True)
            return
        here = [p.person for p in last.players if p.person in self._stage.present]
        spoke = last.deliveries[-1].line.person if last.deliveries else ""
        face = self._stage.partner(spoke) or next(iter(here), "")
        if not face:
            self._sheet.change_last(least_s=max(last.least_s, 2.4))
            return
        self._sheet.heat = 1.0
        self._sheet.silent(face, Purpose.BUTTON, last.source, kind=ShotKind.REACTION)
        self._sheet.change_last(least_s=2.2, bound=True)


def _goes_with_insert(setups: Sequence[Setup]) -> bool:
    """Whether a film that opens on a thing has its hook complete only with the short line that follows it close."""
    if len(setups) < 2 or not setups[0].hook or setups[0].insert is None:
        return False
    face = setups[1]
    heard = [delivery.line for delivery in face.deliveries if not delivery.line.off_screen]
    said = sum(seconds_to_say(line.text) for line in heard)
    return face.kind in ALONE and len(heard) == len(face.deliveries) > 0 and said <= _HOOK_LINE


def _parted(speech: Speech) -> tuple[Speech, Speech] | None:
    """A speech as its first sentence and its rest, None when that sentence is too long for a hook."""
    if not speech.lines:
        return None
    line = speech.lines[0]
    first = sentences(line.text)[0].strip() if line.text.strip() else ""
    if not first or seconds_to_say(first) > _HOOK_LINE:
        return None
    left = line.text.strip()[len(first) :].strip()
    rest = (replace(line, text=left), *speech.lines[1:]) if left else speech.lines[1:]
    return replace(speech, lines=(replace(line, text=first),)), replace(speech, lines=rest)
