"""Setups: what the director decides before sizes, frames and cameras are settled.

Knows the nouns that staging, coverage, grammar and blocking hand to each other. Refuses to decide
anything itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reelwright.film import (
    Card,
    Emotion,
    Gesture,
    Insert,
    Line,
    Mark,
    Mood,
    Posture,
    ShotKind,
    ShotSize,
    SourceLine,
    Transition,
)
from reelwright.story import Act, Change

from .wishes import Wish


class Purpose(StrEnum):
    """Why a setup is there; camera and size follow it."""

    PLACE = "place"  # shows where we are
    EXCHANGE = "exchange"  # people talk
    TURN = "turn"  # a line that turns the scene
    REACTION = "reaction"  # how somebody takes it
    DEED = "deed"  # somebody does something
    REVEAL = "reveal"  # a thing or a truth is shown
    ENTRANCE = "entrance"
    EXIT = "exit"
    HOOK = "hook"
    BUTTON = "button"  # the last image
    WORDS = "words"  # a card


@dataclass(frozen=True, slots=True)
class Player:
    """One person as they are when a setup begins.

    Args:
        toward: id of the person whom they look at, "" for nobody.
        leaving: they go, and show their back.
        before: kinds of the things that lie on the table before them.
        whose: id of the person whose thing they hold, "" for their own.
        small: they are a child.
    """

    person: str
    look: str = ""
    emotion: Emotion = Emotion.NEUTRAL
    intensity: float = 0.4
    gesture: Gesture = Gesture.REST
    holds: str = ""
    marks: frozenset[Mark] = frozenset()
    toward: str = ""
    leaving: bool = False
    posture: Posture = Posture.STAND
    before: tuple[str, ...] = ()
    whose: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """A line with the gesture that goes with it, how much it turns the scene (0 to 1), and what becomes of people."""

    line: Line
    gesture: Gesture | None = None
    weight: float = 0.0
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """One shot before its size, frame and camera are settled.

    Args:
        players: whose faces are seen, the subject first.
        back: whose back is in the foreground of an over-the-shoulder.
        toward: directions by person: -1 looks to frame left, 1 to frame right.
        stations: where each person stands across the scene, 0 left to 1 right.
        tension: how tight the scene is here, 0 to 1.
        least_s: seconds that it lasts at least, 0 for what its kind asks.
        lead_s: seconds before its first line, 0 for the usual breath.
        bound: it must not take in more lines (a wish or a hook made it).
        tabled: whoever sits there has a table before them.
    """

    kind: ShotKind
    purpose: Purpose
    source: SourceLine
    players: tuple[Player, ...] = ()
    back: Player | None = None
    deliveries: tuple[Delivery, ...] = ()
    acts: tuple[Act, ...] = ()
    mood: Mood = Mood.CALM
    tension: float = 0.3
    weight: float = 0.0
    insert: Insert | None = None
    card: Card | None = None
    sounds: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    least_s: float = 0.0
    lead_s: float = 0.0
    wish: Wish | None = None
    transition: Transition | None = None
    hook: bool = False
    bound: bool = False
    tabled: bool = False
    pov: bool = False
    whip: bool = False
    stations: dict[str, float] = field(default_factory=dict)

    @property
    def lead(self) -> str:
        """Id of the subject, "" for a setup without people."""
        return self.players[0].person if self.players else ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A setup with its size and camera angle."""

    setup: Setup
    size: ShotSize
    angle: int
