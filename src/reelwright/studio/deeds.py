"""Deeds: the acts of one action paragraph, gathered by who does them.

Knows which acts are mild enough to be seen in a wide, and which things are worth a close look.
Refuses to choose shots.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reelwright.film import Emotion, Gesture
from reelwright.story import Act, Action

from .grammar import heat
from .staging import Stage

TELLING_PROPS: Final = frozenset(
    {"phone", "letter", "envelope", "ring", "key", "knife", "photo", "document", "watch", "necklace", "card", "box",
     "money", "usb_stick", "medicine", "ticket", "toy"}
)  # fmt: skip
"""Things that carry a story, and so are shown close when first seen; a cup is only held."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person does in one go."""

    person: str
    acts: tuple[Act, ...]

    @property
    def moves(self) -> bool:
        """The words tell of coming or going; who comes and goes indeed, the ledger says."""
        return any(act.enters is not None for act in self.acts)

    @property
    def comes(self) -> bool:
        """They are on stage from now on."""
        return self._is_present(here=True)

    @property
    def goes(self) -> bool:
        """They are not on stage any more."""
        return self._is_present(here=False)

    def _is_present(self, *, here: bool) -> bool:
        changes = [change for act in self.acts for change in act.changes]
        return any(change.person == self.person and change.present is here for change in changes)

    @property
    def toward(self) -> str:
        """Whom it is done to, "" for nobody."""
        return next((act.toward for act in self.acts if act.toward and act.toward != self.person), "")

    @property
    def heat(self) -> float:
        """How strong the feeling in it is, 0 to 1."""
        return max((heat(act.emotion or Emotion.NEUTRAL, act.intensity) for act in self.acts), default=0.0)

    @property
    def mild(self) -> bool:
        """Whether a group shot shows it well enough."""
        hides = any(act.hides for act in self.acts)
        return not (self.moves or self.toward or hides or self.heat >= 0.6)


def deeds_of(action: Action, stage: Stage) -> list[Deed]:
    """The deeds of an action, in order, of people who belong to the scene.

    Coming in and going off again are two deeds.
    """
    deeds: list[Deed] = []
    for act in action.acts:
        if act.person not in stage.stations:
            continue
        last = deeds[-1] if deeds else None
        moved = last is not None and last.moves and act.enters is not None
        if last is not None and last.person == act.person and not moved:
            deeds[-1] = Deed(act.person, (*last.acts, act))
        else:
            deeds.append(Deed(act.person, (act,)))
    return deeds


def mild(act: Act, stage: Stage) -> bool:
    """Whether an act can be seen in a wide: no entrance, no exit, no touch, no hiding, no strong feeling."""
    touches = act.toward in stage.present and act.gesture in {Gesture.SLAP, Gesture.OFFER, Gesture.HUG}
    hot = heat(act.emotion or Emotion.NEUTRAL, act.intensity) >= 0.6
    return act.enters is None and not touches and not act.hides and not hot


def telling_prop(action: Action, seen: set[str]) -> str:
    """The first telling thing that is new to the scene, "" for none; a phone at an ear tells nothing."""
    at_ear = {act.prop for act in action.acts if act.gesture is Gesture.PHONE_TO_EAR}
    props = [prop for prop in (*(act.prop for act in action.acts), *action.props) if prop not in at_ear]
    return next((prop for prop in props if prop in TELLING_PROPS and prop not in seen), "")
