"""The call sheet: the setups of one scene as they are decided, one after the other.

Knows how a setup is made of people on stage, and how a waiting wish or transition goes to the next
one. Refuses to choose: ``coverage.py``, ``speeches.py`` and ``doings.py`` do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from reelwright.film import Insert, ShotKind, SourceLine
from reelwright.story import Act, Writing

from .grammar import tension_at
from .granting import grant_wish, hide_lips
from .moments import Moment
from .pacing import seconds_to_say
from .setups import Delivery, Purpose, Setup
from .staging import Stage

LONGEST_TAKE: Final = 5.4
"""Seconds of speech by estimate that one shot may hold."""
ALONE: Final = frozenset({ShotKind.SINGLE, ShotKind.REACTION})
NEVER: Final = 99


class CallSheet:
    """The setups of a scene so far, and how new ones are made."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.setups: list[Setup] = []
        self.share = 0.0
        """How far the scene has come, 0 to 1."""
        self.heat = 0.0
        """How hot the moment is, 0 to 1."""
        self.waiting: Moment | None = None
        """Whose wish and transition go to the next setup."""

    @property
    def last(self) -> Setup | None:
        """The setup before the next one."""
        return self.setups[-1] if self.setups else None

    @property
    def tension(self) -> float:
        """How tight the scene is now."""
        return tension_at(self.stage.mood, self.share, self.heat)

    @property
    def pending(self) -> bool:
        """Whether a wish, a transition or another mood waits for a new shot."""
        asked = self.waiting
        return asked is not None and any(x is not None for x in (asked.wish, asked.transition, asked.mood))

    def since_group(self) -> int:
        """How many setups ago two people were seen together, ``NEVER`` when they were not."""
        wide = {ShotKind.GROUP, ShotKind.ESTABLISHING}
        back = (i for i, s in enumerate(reversed(self.setups)) if s.kind in wide and len(s.players) > 1)
        return next(back, NEVER)

    def has_room(self, delivery: Delivery) -> bool:
        """Whether the last setup can take in another line."""
        last = self.last
        if last is None or self.pending or last.bound:
            return False
        said = sum(seconds_to_say(d.line.text) + 0.2 for d in last.deliveries)
        return said + seconds_to_say(delivery.line.text) <= LONGEST_TAKE

    def take_in(self, delivery: Delivery) -> None:
        """Let a line go on in the last setup; what was acted there is seen before it is said."""
        last = self.setups[-1]
        lead = last.lead_s
        if last.acts and not last.deliveries:
            lead = min(1.4, 0.6 + 0.3 * len(last.acts))
        weight = max(last.weight, delivery.weight)
        self.setups[-1] = replace(last, deliveries=(*last.deliveries, delivery), weight=weight, lead_s=lead)

    def change_last(self, **parts: object) -> None:
        """Change parts of the last setup."""
        self.setups[-1] = replace(self.setups[-1], **parts)  # type: ignore[arg-type] # names are those of Setup

    def add(self, kind: ShotKind, purpose: Purpose, source: SourceLine, **parts: object) -> None:
        """A new setup of given parts."""
        made = Setup(kind, purpose, source, **parts)  # type: ignore[arg-type] # names are those of Setup
        asked = self.waiting
        made = replace(
            made,
            mood=self.stage.mood,
            tension=self.tension,
            stations=self.stage.stations,
            tabled=self.stage.tabled,
            transition=asked.transition if asked else None,
        )
        if asked is not None and asked.wish is not None:
            made = grant_wish(made, asked.wish, self.stage)
        if made.insert is not None and made.insert.held_by:
            sleeve = self.stage.player(made.insert.held_by).look
            made = replace(made, insert=replace(made.insert, look=sleeve))
        self.waiting = None
        self.setups.append(hide_lips(made))

    def frame(
        self, kind: ShotKind, purpose: Purpose, source: SourceLine, people: Sequence[str], **parts: object
    ) -> None:
        """A new setup of people on stage; those who do not speak or act look at the one who does.

        Args:
            kind: what the shot is for.
            purpose: why it is there.
            source: where the script asks for it.
            people: ids, the subject first; who is not on stage is left out.
            parts: other fields of the setup, and ``toward`` for whom all of them look at.
        """
        stage = self.stage
        toward = str(parts.pop("toward", ""))
        speaker = _star(parts)
        players = [
            stage.player(p, toward=toward or (speaker if p != speaker and speaker in stage.present else ""))
            for p in stage.side_of(people)
        ]
        if kind is ShotKind.OVER_SHOULDER and players:
            parts["back"] = stage.player(players[0].toward, toward=players[0].person)
        self.add(kind, purpose, source, players=tuple(players), **parts)

    def silent(
        self,
        person: str,
        purpose: Purpose,
        source: SourceLine,
        *,
        acts: tuple[Act, ...] = (),
        kind: ShotKind = ShotKind.SINGLE,
    ) -> None:
        """A new setup of one face without words, or of the place when that person is not there."""
        if person in self.stage.present:
            self.frame(kind, purpose, source, [person], acts=acts)
        else:
            self.add(ShotKind.ESTABLISHING, purpose, source)

    def perform(self, acts: Iterable[Act]) -> None:
        """Let acts change the stage."""
        for act in acts:
            self.stage.perform(act)


def _star(parts: dict[str, object]) -> str:
    """Who speaks first in a setup, else who acts first."""
    for delivery in parts.get("deliveries", ()):  # type: ignore[attr-defined] # a tuple of deliveries
        return str(delivery.line.person)
    for act in parts.get("acts", ()):  # type: ignore[attr-defined] # a tuple of acts
        return str(act.person)
    return ""


def insert_of(writing: Writing, lines: tuple[str, ...], stage: Stage, holder: str = "") -> Insert:
    """A piece of writing as an insert; below a photograph stands who is on it."""
    shows = stage.named_in((writing.heading, *lines)) if writing.prop == "photo" else ()
    return Insert(writing.prop, lines, writing.heading, writing.held_by or holder, shows=shows)
