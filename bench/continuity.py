"""How much of what goes wrong in a story the check finds, and how often it cries wolf.

The stories and the faults are those of ``reelwright.testing``, which know nothing of the checker. A
fault counts as found when the check tells something that it did not tell of the story as it was.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reelwright.story import Finding, Project, Settings, Severity, check_story, read_fountain, read_story
from reelwright.studio import check_grammar, direct_film
from reelwright.testing import DROPPED_EVENTS, STATE_FAULTS, Life, LivedLine

STORIES = 60


@dataclass
class Tally:
    """Of how many faults of a kind how many were found."""

    tried: int = 0
    found: int = 0


def wrong(life: Life, lines: list[LivedLine]) -> list[Finding]:
    """What the check tells of a story, notes apart."""
    script = read_fountain(life.script(lines), file="film.fountain")
    project = Project(Path(), Settings(title="A life"), life.cards, (script,))
    return [each for each in check_story(project) if each.severity is not Severity.NOTE]


def study(stories: int, *, careful: bool) -> tuple[dict[str, Tally], int, int]:
    """Try every kind of fault on many stories.

    Returns:
        Tallies by kind, false alarms on the stories as they were, and how many shots those have.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    alarms = shots = 0
    for number in range(stories):
        life, dice = Life(100_000 + number, careful=careful), random.Random(number)
        before = {(each.rule, each.message) for each in wrong(life, life.lines)}
        alarms += len(before)
        shots += sum(line.kind in ("speech", "action") for line in life.lines)
        for kind, fault in (*STATE_FAULTS.items(), *DROPPED_EVENTS.items()):
            lines = fault(life.lines, dice)
            if lines is not None:
                tallies[kind].tried += 1
                tallies[kind].found += any((each.rule, each.message) not in before for each in wrong(life, lines))
    return tallies, alarms, shots


def measure_continuity() -> Iterator[str]:
    """The study as lines of text."""
    careful, alarms, shots = study(STORIES, careful=True)
    plain, _, _ = study(STORIES, careful=False)
    yield f"  {'fault':<26} found   of   (found where nothing says what must not be seen)"
    for title, kinds, target in (("state faults", STATE_FAULTS, 0.99), ("dropped events", DROPPED_EVENTS, 0.90)):
        for kind in kinds:
            each, bare = careful[kind], plain[kind]
            yield f"  {kind:<26} {share(each)} {each.tried:5}   ({share(bare)})"
        whole = Tally(sum(careful[kind].tried for kind in kinds), sum(careful[kind].found for kind in kinds))
        bare = Tally(sum(plain[kind].tried for kind in kinds), sum(plain[kind].found for kind in kinds))
        mark = "✓" if whole.found >= target * whole.tried else "✗"
        yield f"{mark} {title:<26} {share(whole)} {whole.tried:5}   ({share(bare)})   target {100 * target:.0f} %"
    rate = 1000 * alarms / shots
    yield f"{'✓' if rate <= 1 else '✗'} false alarms: {alarms} in {shots} shots, {rate:.2f} in a thousand (target 1)"
    alarms, shots = cut_alarms(stories=STORIES)
    yield f"{'✗' if alarms else '✓'} film grammar: {alarms} alarms in {shots} shots that our board directed (target 0)"


def cut_alarms(stories: int) -> tuple[int, int]:
    """What the laws of film grammar tell of films that our board directed without shot notes, and how many shots."""
    alarms = shots = 0
    for number in range(stories):
        life = Life(100_000 + number)
        script = read_fountain(life.script(), file="film.fountain")
        for play in read_story(Project(Path(), Settings(title="A life"), life.cards, (script,))).screenplays:
            board = direct_film(play, life.cards)
            alarms += len(check_grammar(board, life.cards))
            shots += len(board.shots)
    return alarms, shots


def share(tally: Tally) -> str:
    """A share in percent."""
    return f"{100 * tally.found / tally.tried:5.1f} %" if tally.tried else "   none"
