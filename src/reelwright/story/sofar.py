"""So far: what the scripts of a series tell as they stand now, for a writer who goes on.

Knows how to ask the ledger. What a person changed by hand is in the scripts, so it is in here.
"""

from __future__ import annotations

from .check import read_story
from .events import EventKind, Happening
from .model import Speech
from .project import Project
from .writing import SoFar


def tell_so_far(project: Project) -> SoFar:
    """What has happened in a project's scripts, whoever wrote them: by the ledger's replay.

    Args:
        project: the series with all its episodes.
    """
    reading = read_story(project)
    ledger = reading.ledger
    words: dict[str, str] = {}
    spoken: dict[str, None] = {}
    for screenplay in reading.screenplays:
        for scene in screenplay.scenes:
            for beat in scene.beats:
                if isinstance(beat, Speech):
                    spoken[beat.person] = None
                elif isinstance(beat, Happening):
                    asked = (event for event in beat.events if event.kind is EventKind.QUESTION)
                    words |= {event.to: event.what for event in asked}
    promises = ledger.promises
    return SoFar(
        people=tuple(person for person in spoken if person in project.cards.people),
        dead=frozenset(ledger.after.dead),
        known=frozenset(ledger.after.knows),
        asked=tuple(words.get(key, key) for key in promises.asked if key not in promises.answered),
        answered=frozenset(promises.answered),
    )
