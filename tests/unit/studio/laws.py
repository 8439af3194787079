"""The laws of film grammar as predicates: each returns what breaks it, and nothing when all is well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from staged import words

from reelwright.film import Line, Shot, ShotKind, ShotList, ShotSize, View
from reelwright.story import Action, Scene, Screenplay, Speech
from reelwright.studio import SAMPLE_RATE, TimedShot, Utterance

SIZES = tuple(ShotSize)


def voiced(shots: ShotList, pace: float = 13.0) -> dict[str, Utterance]:
    """A voice that says every line at so many characters a second."""
    return {line.id: utter(line, pace) for shot in shots.shots for line in shot.lines}


def utter(line: Line, pace: float = 13.0) -> Utterance:
    """One line as silence of the right length."""
    cjk = sum("\u3400" <= c <= "\u9fff" for c in line.text)
    seconds = max(0.3, (len(line.text) - cjk) / pace + cjk * 3 / pace)
    return Utterance(b"\0\0" * int(seconds * SAMPLE_RATE), (), "silence")


def pictured(shots: ShotList) -> list[Shot]:
    """The shots that are no cards."""
    return [shot for shot in shots.shots if shot.card is None]


def faces(shot: Shot) -> set[str]:
    """Whose faces the shot shows."""
    return {f.person for f in shot.figures if f.view is not View.BACK}


def side(turn: float) -> int:
    """-1 to frame left, 1 to frame right, 0 straight ahead."""
    return (turn > 0) - (turn < 0)


def lost_or_doubled_lines(shots: ShotList, play: Screenplay) -> list[str]:
    """People whose words are not said exactly once, in order."""
    said: dict[str, str] = {}
    for shot in shots.shots:
        for line in shot.lines:
            said[line.person] = said.get(line.person, "") + words(line.text)
    written: dict[str, str] = {}
    for speech in (b for s in play.scenes for b in s.beats if isinstance(b, Speech)):
        written[speech.person] = written.get(speech.person, "") + words("".join(x.text for x in speech.lines))
    return sorted(p for p in said.keys() | written.keys() if said.get(p, "") != written.get(p, ""))


def crossed_lines(shots: ShotList) -> Iterator[str]:
    """Pairs that change sides within a scene."""
    order: dict[tuple[int, str, str], int] = {}
    for shot in pictured(shots):
        for a in shot.figures:
            for b in shot.figures:
                if a.person < b.person:
                    now = side(b.x - a.x)
                    if order.setdefault((shot.scene, a.person, b.person), now) != now:
                        yield f"{shot.id}: {a.person} and {b.person} swap sides"


def lost_eyelines(shots: ShotList, play: Screenplay) -> Iterator[str]:
    """In scenes of two: somebody who looks another way than before, or two who do not look at each other."""
    for scene in play.scenes:
        number = scene.number
        if len(_everyone(scene)) > 2:
            continue
        looks: dict[str, set[int]] = {}
        for shot in (s for s in pictured(shots) if s.scene == number):
            for figure in shot.figures:
                if figure.view is View.FACE and figure.turn:
                    looks.setdefault(figure.person, set()).add(side(figure.turn))
        yield from (f"scene {number}: {p} looks both ways" for p, ways in looks.items() if len(ways) > 1)
        if len(looks) == 2 and len(set.union(*looks.values())) < 2:
            yield f"scene {number}: their eyelines do not cross"


def _everyone(scene: Scene) -> set[str]:
    acted = {p for b in scene.beats if isinstance(b, Action) for a in b.acts for p in (a.person, a.toward)}
    named = {p for b in scene.beats if isinstance(b, Action) for p in b.people}
    return (acted | named | {b.person for b in scene.beats if isinstance(b, Speech)}) - {""}


def jump_cuts(shots: ShotList) -> Iterator[str]:
    """Neighbours that show one figure from one angle in nearly one size."""
    for one, two in pairwise(pictured(shots)):
        if faces(one) & faces(two) and one.setting.angle == two.setting.angle:
            step = abs(SIZES.index(one.size) - SIZES.index(two.size))
            if step < 2:
                yield f"{one.id} {one.size} → {two.id} {two.size}"


def monotony(shots: ShotList) -> Iterator[str]:
    """Three equal sizes in a row."""
    found = pictured(shots)
    yield from (b.id for a, b, c in zip(found, found[1:], found[2:], strict=False) if a.size == b.size == c.size)


def dead_lips(shots: ShotList) -> Iterator[str]:
    """Lines said on screen by somebody whose face is not seen."""
    for shot in shots.shots:
        yield from (line.id for line in shot.lines if not line.off_screen and line.person not in faces(shot))


def ghosts(shots: ShotList, play: Screenplay) -> Iterator[str]:
    """People seen before they come in or after they have gone, or who only speak from elsewhere."""
    for scene in play.scenes:
        first, last, heard = _stay(scene)
        for shot in (s for s in pictured(shots) if s.scene == scene.number):
            for figure in shot.figures:
                person, line = figure.person, shot.source.line
                if line < first.get(person, 0) or line > last.get(person, 10**6) or person in heard:
                    yield f"{shot.id}: {person}"


def _stay(scene: Scene) -> tuple[dict[str, int], dict[str, int], set[str]]:
    """By person: the line of the first entrance, the line of the last exit, and who is only heard."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    met: set[str] = set()
    moved: set[str] = set()
    heard: set[str] = set()
    for beat in scene.beats:
        acts = beat.acts if isinstance(beat, Action) else ()
        named = {*beat.people, *(a.toward for a in acts)} if isinstance(beat, Action) else set()
        named |= {beat.person} if isinstance(beat, Speech) else set()
        for act in acts:
            if act.enters is True and act.person not in met | moved:
                first[act.person] = beat.source.line
            if act.enters is not None:
                moved.add(act.person)
            if act.enters is True:
                last.pop(act.person, None)
            if act.enters is False:
                last[act.person] = beat.source.line
        if isinstance(beat, Speech) and (beat.voice_over or beat.off_screen):
            heard |= named - met
        else:
            met |= named
            heard -= named
            for person in named & last.keys():
                if last[person] != beat.source.line:
                    del last[person]  # they are back
    return first, last, heard


def illegal_lengths(timed: Sequence[TimedShot], rate: Fraction = Fraction(30)) -> Iterator[str]:
    """Shots under 0.8 s, or over 8 s, that nobody asked for."""
    for settled in timed:
        seconds = settled.shot.length / rate
        if not Fraction(4, 5) <= seconds <= 8:
            yield f"{settled.shot.id}: {float(seconds):.2f} s"


def hook_seconds(timed: Sequence[TimedShot], rate: Fraction = Fraction(30)) -> Fraction:
    """How long the hook lasts before the title."""
    title = next(t for t in timed if t.shot.kind is ShotKind.TITLE)
    return title.start / rate
