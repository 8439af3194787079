"""What happens during a make, as it happens: typed news for a progress display or a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from .model import Stage


@dataclass(frozen=True, slots=True)
class StageStarted:
    """A stage begins with ``total`` items, of which ``reused`` are there from earlier."""

    stage: Stage
    total: int
    reused: int = 0
    episode: int = 0


@dataclass(frozen=True, slots=True)
class ItemDone:
    """An item is there, made now or reused; ``seconds_left`` of the stage, None while unknown."""

    stage: Stage
    label: str
    done: int
    total: int
    reused: bool
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class ItemMoved:
    """An item is under way: ``done`` of ``of`` frames."""

    stage: Stage
    label: str
    done: int
    of: int
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class StageDone:
    """A stage ended: how many items were made and how many reused."""

    stage: Stage
    made: int
    reused: int


@dataclass(frozen=True, slots=True)
class WorkerDied:
    """A process of the crew died over an item; ``again`` says whether the item is tried once more."""

    label: str
    code: int
    again: bool


@dataclass(frozen=True, slots=True)
class PieceDamaged:
    """Something stored was damaged on the disk, was moved aside, and is made again."""

    label: str
    where: str


@dataclass(frozen=True, slots=True)
class NotRegistered:
    """A sealed film could not be entered among those that are looked for; the film is whole and sealed."""

    label: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class TakeLeft:
    """A file was brought as a take for a shot that the film does not have."""

    label: str


Event: TypeAlias = (
    StageStarted | ItemDone | ItemMoved | StageDone | WorkerDied | PieceDamaged | NotRegistered | TakeLeft
)


class Listen(Protocol):
    """Hears events."""

    def __call__(self, event: Event, /) -> None:
        """Something happened."""
