"""The board: a director turns a staged screenplay into a shot list.

Knows the film as a whole: hook, title, the way from scene to scene, button, the next-time card.
Scenes are covered in ``coverage.py``, sizes and cameras settled in ``grammar.py``, frames composed in
``blocking.py``. The same screenplay and cards always give the same list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reelwright.film import (
    ASPECTS,
    Camera,
    CameraMove,
    Card,
    FilmError,
    FrameRate,
    Setting,
    Shot,
    ShotKind,
    ShotList,
    Sound,
    Transition,
)
from reelwright.story import Cards, Scene, Screenplay, record_films

from .blocking import WIDE_ASPECTS, place_figures
from .coverage import SceneCoverage, SceneTask
from .errors import StudioError
from .grammar import camera_for, scene_transition, settle_sizes
from .moments import LineNames, Talk
from .setups import Purpose, Settled, Setup
from .staging import Stage
from .words import board_words

_RATE: Final = FrameRate(30)


@dataclass(frozen=True, slots=True)
class _Covered:
    """A scene with its setups and the transition that it ends with."""

    scene: Scene
    setups: tuple[Setup, ...]
    ending: Transition | None


def direct_film(
    screenplay: Screenplay,
    cards: Cards,
    *,
    aspect: str = "9:16",
    rate: FrameRate = _RATE,
    series: bool = False,
) -> ShotList:
    """Direct a screenplay: every line in a shot, every shot with its people, camera and reason.

    Args:
        screenplay: staged scenes, at least one; where the ledger has not recorded them among all
            episodes, it does so for this one alone.
        cards: people and places; only people with a card are shown.
        rate: the frame grid on which asked lengths lie.
        aspect: a name in ``ASPECTS``; people are placed for that shape.
        series: end with a "to be continued" card even when the script has no next-time text.

    Raises:
        StudioError: there is no scene to direct.
        FilmError: the aspect is unknown.
    """
    if aspect not in ASPECTS:
        raise FilmError(f"unknown aspect {aspect!r}", mend=f"choose one of {', '.join(sorted(ASPECTS))}")
    if not screenplay.scenes:
        raise StudioError(
            f"the screenplay {screenplay.title!r} has no scene",
            mend="begin a scene with a heading such as INT. CAFE - DAY",
        )
    if not screenplay.recorded:
        (screenplay,) = record_films((screenplay,), cards)
    film = _joined(_cover(screenplay, cards), screenplay)
    flat = [(covered.scene, setup) for covered in film for setup in covered.setups]
    settled = list(settle_sizes([setup for _, setup in flat], wide=aspect in WIDE_ASPECTS))
    shots = [_shot(scene, s, aspect, rate) for (scene, _), s in zip(flat, settled, strict=True)]
    for i in range(1, len(shots)):
        if shots[i].transition is Transition.MATCH:
            shots[i] = _matched(shots[i - 1], shots[i], settled[i].setup)
    shots = [*_numbered(shots), *_next_card(screenplay, shots[-1], series=series)]
    return ShotList(screenplay.title, screenplay.language, rate, aspect, tuple(shots), screenplay.episode)


def _cover(screenplay: Screenplay, cards: Cards) -> list[_Covered]:
    covered: list[_Covered] = []
    names = LineNames()
    scenes = screenplay.scenes
    for i, scene in enumerate(scenes):
        before = scenes[i - 1] if i else None
        fresh = before is None or (before.place, before.time) != (scene.place, scene.time)
        stage = Stage(scene, cards)
        task = SceneTask(opens=i == 0, closes=i == len(scenes) - 1, fresh=fresh)
        coverage = SceneCoverage(stage, cards, Talk(names), task)
        setups = tuple(coverage.cover())
        covered.append(_Covered(scene, setups, coverage.ending))
    return covered


# --- from scene to scene ---------------------------------------------------------------------------


def _joined(film: list[_Covered], screenplay: Screenplay) -> list[_Covered]:
    """Scenes with the transitions between them and the title after the hook."""
    first = film[0]
    hooks = sum(setup.hook for setup in first.setups)
    title = _title(screenplay, first.setups[max(0, hooks - 1)])
    after = list(first.setups[hooks:])
    if after and after[0].transition is None:
        after[0] = replace(after[0], transition=Transition.DISSOLVE)
    opened = replace(first, setups=(*first.setups[:hooks], title, *after))
    rest = [_entered(before, covered) for before, covered in pairwise(film)]
    return [opened, *(_whipped(film, i + 1, covered) for i, covered in enumerate(rest))]


def _entered(before: _Covered, covered: _Covered) -> _Covered:
    first = covered.setups[0]
    if first.transition is not None:
        return covered
    chosen = before.ending or scene_transition(_as_it_ends(before), covered.scene)
    if before.ending is None and chosen is Transition.CUT and _matches(before.setups[-1], first):
        chosen = Transition.MATCH
    return replace(covered, setups=(replace(first, transition=chosen), *covered.setups[1:]))


def _as_it_ends(covered: _Covered) -> Scene:
    return replace(covered.scene, mood=covered.setups[-1].mood)


def _matches(last: Setup, first: Setup) -> bool:
    """Whether the figure stays in the middle of the frame while the place changes."""
    alone = {ShotKind.SINGLE, ShotKind.REACTION}
    return bool(last.lead) and last.lead == first.lead and last.kind in alone and first.kind in alone


def _whipped(film: list[_Covered], index: int, covered: _Covered) -> _Covered:
    """Parallel action (back to the place of two scenes ago) whips from one place to the other."""
    back = index >= 2 and film[index - 2].scene.place == covered.scene.place != film[index - 1].scene.place
    tight = covered.setups[0].tension >= 0.4
    if not (back and tight and covered.setups[0].transition is Transition.CUT):
        return covered
    return replace(covered, setups=(replace(covered.setups[0], whip=True), *covered.setups[1:]))


def _title(screenplay: Screenplay, beside: Setup) -> Setup:
    words = _words(screenplay.language)
    under = [words["episode"].format(screenplay.episode)] if screenplay.episode else []
    if screenplay.credit:
        under.append(screenplay.credit)
    elif screenplay.author and not under:
        under.append(words["by"].format(screenplay.author))
    card = Card(screenplay.title, " · ".join(under))
    return Setup(ShotKind.TITLE, Purpose.WORDS, beside.source, card=card, mood=beside.mood, tension=beside.tension)


def _next_card(screenplay: Screenplay, before: Shot, *, series: bool) -> Iterator[Shot]:
    if not (screenplay.next_time or series):
        return
    words, last = _words(screenplay.language), screenplay.scenes[-1]
    heading, under = words["next_time"], screenplay.next_time
    if not under:
        heading, under = words["to_be_continued"], screenplay.title
    card, fade = Card(heading, under), Transition.FADE
    setup = Setup(ShotKind.NEXT_TIME, Purpose.WORDS, last.source, card=card, mood=before.mood, transition=fade)
    (settled,) = settle_sizes([setup], wide=False)
    yield replace(_shot(last, settled, "9:16", _RATE), id="next")


def _words(language: str) -> dict[str, str]:
    cards: dict[str, dict[str, str]] = board_words()["cards"]
    return cards.get(language.split("-", maxsplit=1)[0].lower(), cards["en"])


# --- shots -------------------------------------------------------------------------------------


def _numbered(shots: list[Shot]) -> Iterator[Shot]:
    count: dict[int, int] = {}
    titled = False
    for shot in shots:
        if shot.kind is ShotKind.TITLE and shot.id == "title" and not titled:
            titled = True
            yield shot
            continue
        count[shot.scene] = count.get(shot.scene, 0) + 1
        yield replace(shot, id=f"s{shot.scene:02}-{count[shot.scene]:02}")


def _shot(scene: Scene, settled: Settled, aspect: str, rate: FrameRate) -> Shot:
    setup = settled.setup
    figures = place_figures(setup, aspect, setup.mood, angle=settled.angle)
    wish = setup.wish
    seconds = wish.seconds if wish and wish.seconds else 0.0
    return Shot(
        id="title" if setup.kind is ShotKind.TITLE and setup.wish is None else "",
        scene=scene.number,
        kind=setup.kind,
        size=settled.size,
        setting=Setting(scene.place, scene.time, scene.weather, settled.angle),
        source=setup.source,
        figures=figures,
        lines=tuple(d.line for d in setup.deliveries),
        camera=_camera(setup, scene),
        transition=setup.transition or Transition.CUT,
        mood=setup.mood,
        insert=setup.insert,
        card=setup.card,
        sounds=_sounds(setup.sounds),
        props=_props(setup, [figure.holds for figure in figures]),
        length=max(1, rate.frames(seconds)) if seconds else 0,
        least=rate.frames(setup.least_s),
        hook=setup.hook,
        lead=rate.frames(setup.lead_s),
    )


def _matched(before: Shot, shot: Shot, setup: Setup) -> Shot:
    """A shot that a match cut leads to: its one figure is as large and where the one before was as that shot ended.

    What the script asked for itself stays as asked; which way somebody looks is their scene's.
    """
    if len(before.figures) != 1 or len(shot.figures) != 1 or (setup.wish and (setup.wish.size or setup.wish.move)):
        return shot
    (there,), (here,) = before.figures, shot.figures
    nearer = before.camera.move is CameraMove.PUSH
    camera = replace(before.camera, move=CameraMove.PULL if nearer else CameraMove.SWAY)
    return replace(shot, size=before.size, figures=(replace(here, x=there.x),), camera=camera)


def _camera(setup: Setup, scene: Scene) -> Camera:
    if setup.whip:
        return Camera(CameraMove.WHIP, 0.7)
    return camera_for(setup, setup.mood, scene=scene.number)


def _sounds(kinds: tuple[str, ...]) -> tuple[Sound, ...]:
    """Sounds one after the other through the shot, the first one soon."""
    return tuple(Sound(kind, round(0.1 + 0.7 * i / max(1, len(kinds)), 3)) for i, kind in enumerate(kinds))


def _props(setup: Setup, held: list[str]) -> tuple[str, ...]:
    shown = [*held, setup.insert.prop if setup.insert else "", *setup.props]
    return tuple(dict.fromkeys(prop for prop in shown if prop))
