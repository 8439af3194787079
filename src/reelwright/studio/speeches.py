"""Speeches: how what is said is seen.

Knows when a line gets a two-shot, a shoulder or a close single, when it plays over the listener, who
listens to a voice from elsewhere, and whose face answers a strong line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reelwright.film import Emotion, Manner, ShotKind
from reelwright.story import Act, Speech

from .callsheet import ALONE, LONGEST_TAKE, NEVER, CallSheet
from .grammar import LIGHT_MOODS, heat
from .moments import Moment, Talk, side_by_side, takes_of
from .setups import Delivery, Purpose
from .staging import MOST_IN_FRAME

_TURNS: Final = 0.45
"""The weight from which a line gets a close single of its own."""
_SHAKES: Final = 0.6
"""The weight from which others are seen taking it."""
_TIGHT: Final = 0.7
"""The tension from which nobody else shares the frame."""
_OWN_SHOT: Final = 0.75
"""The weight from which a line is never told over somebody else or added to another line."""


class SpeechCoverage:
    """Covers speeches on a call sheet."""

    def __init__(self, sheet: CallSheet, talk: Talk, *, closes: bool) -> None:
        self._sheet, self._stage, self._talk = sheet, sheet.stage, talk
        self._closes = closes
        self._comes_out = False
        """Somebody who hid has spoken up and was not seen with the others since."""

    def cover(self, speech: Speech, moment: Moment, star: str) -> None:
        """The setups of one speech; ``star`` carries the moment that follows."""
        felt = self._stage.feelings.get(speech.person, (Emotion.NEUTRAL, 0.0))[0]
        deliveries = self._talk.deliveries(speech, felt, last=moment.last_said)
        self._stage.apply(speech.changes)
        if moment.dual is not None:
            self._stage.apply(moment.dual.changes)
            other = self._talk.deliveries(moment.dual, Emotion.NEUTRAL, last=moment.last_said)
            self._together(side_by_side(deliveries, other), [speech.person, moment.dual.person])
        elif speech.person in self._stage.present and not speech.off_screen:
            if not all(line.manner is Manner.WHISPER for line in speech.lines):
                self._comes_out |= speech.person in self._stage.hidden
                self._stage.speak_up(speech.person)
            self._say(speech.person, deliveries, star)
        else:
            self._hear(speech.person, deliveries)

    def hook(self, speech: Speech, seen: str, *, last: bool) -> None:
        """A short speech, or the beginning of one, close and at once."""
        deliveries = self._talk.deliveries(speech, Emotion.NEUTRAL, last=last)
        parts = {"deliveries": tuple(deliveries), "weight": 0.8}
        self._sheet.frame(ShotKind.SINGLE, Purpose.HOOK, speech.source, [seen], **parts)
        self._remember(deliveries)

    def _say(self, speaker: str, deliveries: list[Delivery], star: str) -> None:
        for i, delivery in enumerate(deliveries):
            self._sheet.heat = heat(delivery.line.emotion, delivery.line.intensity)
            listener = self._stage.partner(speaker)
            if i % 2 == 1 and listener and delivery.weight < _OWN_SHOT:
                self._over_listener(listener, delivery)
            else:
                self._speak(speaker, delivery)
            self._remember([delivery])
        if deliveries:
            self._react(speaker, deliveries[-1], star)

    def _speak(self, speaker: str, delivery: Delivery) -> None:
        if self._joins(speaker, delivery):
            self._sheet.take_in(delivery)
            return
        kind = self._kind(speaker, delivery)
        people = [speaker]
        if kind is ShotKind.GROUP:
            people = [speaker, *self._stage.others(speaker)][:MOST_IN_FRAME]
        self._sheet.frame(
            kind, _purpose(delivery), delivery.line.source, people, deliveries=(delivery,), weight=delivery.weight
        )

    def _kind(self, speaker: str, delivery: Delivery) -> ShotKind:
        """Two-shots to set the axis and to breathe, shoulders as it tightens, singles where it turns."""
        since = self._sheet.since_group()
        if self._comes_out and self._stage.others(speaker):
            self._comes_out = False
            return ShotKind.GROUP
        if not self._stage.partner(speaker) or delivery.weight >= _SHAKES:
            return ShotKind.SINGLE
        if delivery.weight >= _TURNS and since != NEVER:
            return ShotKind.SINGLE
        light = self._stage.mood in LIGHT_MOODS or self._sheet.tension < 0.25
        if since == NEVER or since >= 6 or (since >= 2 and light):
            return ShotKind.GROUP
        if all(s.kind is ShotKind.OVER_SHOULDER for s in self._sheet.setups[-3:]):
            return ShotKind.GROUP if self._sheet.tension < 0.45 else ShotKind.SINGLE
        return ShotKind.OVER_SHOULDER if self._sheet.tension < _TIGHT else ShotKind.SINGLE

    def _joins(self, speaker: str, delivery: Delivery) -> bool:
        """Whether a line goes on in the shot before it, so that no cut is made without a reason."""
        last = self._sheet.last
        if last is None or not self._sheet.has_room(delivery):
            return False
        if last.insert or last.card or last.purpose is Purpose.EXIT:
            return False
        if last.lead == speaker and last.kind in {*ALONE, ShotKind.OVER_SHOULDER}:
            return delivery.weight < _OWN_SHOT or not last.deliveries
        together = last.kind is ShotKind.GROUP and speaker in {p.person for p in last.players}
        return together and len(last.deliveries) < 2 and delivery.weight < _TURNS

    def _over_listener(self, listener: str, delivery: Delivery) -> None:
        heard = replace(delivery, line=replace(delivery.line, off_screen=True))
        parts = {"deliveries": (heard,), "weight": delivery.weight}
        source = delivery.line.source
        self._sheet.frame(ShotKind.REACTION, Purpose.REACTION, source, [listener], toward=delivery.line.person, **parts)

    def _react(self, speaker: str, delivery: Delivery, star: str) -> None:
        """Show how somebody takes a strong line, unless they are about to answer it."""
        recent = any(s.purpose is Purpose.REACTION for s in self._sheet.setups[-2:])
        others = [p for p in self._stage.others(speaker) if p != star]
        ends = delivery.weight >= _TURNS and not star and not self._closes
        if not others or recent or not (delivery.weight >= _SHAKES or ends):
            return
        partner = self._stage.partner(speaker)
        listener = partner if partner in others else others[0]
        before = self._stage.player(listener, toward=speaker)
        self._stage.take_to_heart(listener, delivery.line.emotion, delivery.line.intensity)
        emotion, intensity = self._stage.feelings.get(listener, (Emotion.NEUTRAL, 0.4))
        acts = (Act(listener, emotion=emotion, intensity=intensity),)
        parts = {"players": (before,), "acts": acts, "weight": delivery.weight}
        self._sheet.add(ShotKind.REACTION, Purpose.REACTION, delivery.line.source, **parts)

    def _together(self, deliveries: list[Delivery], people: list[str]) -> None:
        """Dual dialogue: both faces in one frame, as many shots as the speech needs."""
        shown = [p for p in people if p in self._stage.present]
        kind = ShotKind.GROUP if len(shown) > 1 else ShotKind.SINGLE if shown else ShotKind.ESTABLISHING
        for batch in takes_of(deliveries, LONGEST_TAKE):
            self._sheet.frame(kind, Purpose.EXCHANGE, batch[0].line.source, shown, deliveries=tuple(batch))
        self._remember(deliveries)

    def _hear(self, speaker: str, deliveries: list[Delivery]) -> None:
        """A voice from elsewhere: we see who listens, or the place when nobody is there."""
        for delivery in deliveries:
            heard = replace(delivery, line=replace(delivery.line, off_screen=True))
            self._sheet.heat = heat(delivery.line.emotion, delivery.line.intensity)
            listener = self._ear()
            if self._joins(listener, heard) or self._goes_on_over(listener, heard):
                self._sheet.take_in(heard)
            else:
                kind = ShotKind.REACTION if listener else ShotKind.ESTABLISHING
                purpose = Purpose.REACTION if listener else Purpose.PLACE
                parts = {"deliveries": (heard,), "weight": heard.weight}
                self._sheet.frame(kind, purpose, heard.line.source, [listener], **parts)
            if listener:
                self._stage.take_to_heart(listener, heard.line.emotion, heard.line.intensity)
        self._stage.speak(speaker)

    def _goes_on_over(self, listener: str, delivery: Delivery) -> bool:
        """Whether a voice may lie over the wide that has just begun."""
        last = self._sheet.last
        if last is None or last.kind is not ShotKind.ESTABLISHING or not self._sheet.has_room(delivery):
            return False
        return not listener or not last.deliveries

    def _ear(self) -> str:
        """Who hears a voice from elsewhere: whoever has the telephone, else who spoke last."""
        stage = self._stage
        phones = [p for p in stage.present if stage.holds(p) == "phone"]
        spoke = [p for p in reversed(stage.spoken) if p in stage.present]
        return next(iter([*phones, *spoke, *stage.present]), "")

    def _remember(self, deliveries: list[Delivery]) -> None:
        for delivery in deliveries:
            line = delivery.line
            self._stage.feel(line.person, line.emotion, line.intensity)
            self._stage.apply(delivery.changes)
            self._stage.speak(line.person)


def _purpose(delivery: Delivery) -> Purpose:
    return Purpose.TURN if delivery.weight >= _TURNS else Purpose.EXCHANGE
