"""Small films to mix: shots with tones for voices, and the places they play in."""

from collections.abc import Sequence

import numpy as np

from reelwright.film import (
    Card,
    Figure,
    Line,
    Manner,
    Mood,
    Setting,
    Shot,
    ShotKind,
    ShotSize,
    Sound,
    SourceLine,
    TimeOfDay,
    Weather,
)
from reelwright.story import Cards, Place
from reelwright.studio import SAMPLE_RATE, MouthShape, TimedLine, TimedPhoneme, TimedShot, Utterance

HERE = SourceLine("film.fountain", 1)


def tone_utterance(seconds: float, hertz: float = 170.0) -> Utterance:
    """Something that is as loud and as long as speech."""
    clock = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = sum(np.sin(2 * np.pi * k * hertz * clock + k * k) / k**0.6 for k in range(1, 20)) * (
        0.6 + 0.4 * np.sin(25 * clock)
    )
    level = 10 ** (-21 / 20) / np.sqrt(np.mean(np.square(wave)))  # the level that voices deliver
    pcm = (level * np.asarray(wave) * 32767).astype("<i2").tobytes()
    return Utterance(pcm, (TimedPhoneme("a", MouthShape.OPEN, 0.0, seconds),), "tone")


class FilmMaker:
    """Writes timed shots one after another."""

    def __init__(self, fps: int = 30) -> None:
        self.fps = fps
        self.shots: list[TimedShot] = []

    def shot(
        self,
        seconds: float,
        *,
        scene: int = 1,
        mood: Mood = Mood.CALM,
        place: str = "room",
        weather: Weather = Weather.CLEAR,
        time: TimeOfDay = TimeOfDay.DAY,
        says: float = 0.0,
        says_at: float = 0.5,
        manner: Manner = Manner.PLAIN,
        x: float = 0.5,
        sounds: Sequence[Sound] = (),
        kind: ShotKind = ShotKind.SINGLE,
        hook: bool = False,
    ) -> "FilmMaker":
        """Add a shot; ``says`` seconds of speech begin ``says_at`` seconds into it."""
        start = self.shots[-1].start + self.shots[-1].shot.length if self.shots else 0
        number = len(self.shots) + 1
        line = Line(f"l{number}", "lin", "Words.", HERE, manner=manner)
        lines = (TimedLine(line, tone_utterance(says), round(says_at * self.fps)),) if says else ()
        shot = Shot(
            f"s{scene:02}-{number:02}", scene, kind, ShotSize.MCU, Setting(place, time, weather), HERE,
            figures=(Figure("lin", x=x),), lines=tuple(timed.line for timed in lines), mood=mood,
            card=Card("Title") if kind in {ShotKind.TITLE, ShotKind.NEXT_TIME} else None,
            sounds=tuple(sounds), length=round(seconds * self.fps), hook=hook,
        )  # fmt: skip
        self.shots.append(TimedShot(shot, lines, start))
        return self


def place_cards() -> Cards:
    """A place of each kind that the films use, named after its kind."""
    kinds = ("street", "rooftop", "cafe", "living_room", "station", "forest", "lift", "palace_hall")
    return Cards({}, {"room": Place("room", "Room", kind="living_room")} | {k: Place(k, k, kind=k) for k in kinds})
