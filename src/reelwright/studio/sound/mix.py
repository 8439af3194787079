"""The mix: dialogue in its rooms, score that makes way for it, ambience, foley; levelled for a phone in a street.

Knows the film's clock and what is more important than what; how each part sounds is known by its
own module. Same shots, cards and seed: same bytes.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.film import OUTDOOR_KINDS, FrameRate, Manner, Plain, ShotKind, ShotSize
from reelwright.story import Cards
from reelwright.studio.model import SAMPLE_RATE, TimedLine, TimedShot
from reelwright.studio.ports import Stems

from .ambience import lay_ambience
from .deeds import heard_in
from .delivery import from_pcm
from .filters import Samples, decibels, smooth, stretch
from .foley import FOLEY_KINDS, make_sound
from .loudness import Limiter, integrated_loudness, true_peak
from .score import perform
from .sheet import Sheet, speech_spans, write_sheet
from .space import ROOMS, Stereo, echo, impulse, lay, pan

SOUND_VERSION: Final = 6
"""Changes whenever the same film would sound different; part of the name of a kept mix."""
LOUDNESS: Final = -14.0
"""Integrated loudness of a finished mix in LUFS, the level that phone apps play at."""
CEILING: Final = -1.0
"""True peak that a finished mix stays under, in dBTP."""

_ROOM_OF: Final = {
    "street": "street", "alley": "street", "rooftop": "open", "park": "open", "forest": "open", "beach": "open",
    "cafe": "small", "restaurant_kitchen": "small", "noodle_shop": "small", "office": "small", "boardroom": "small",
    "hospital_corridor": "large", "ward": "small", "classroom": "large", "living_room": "small", "bedroom": "small",
    "station": "hall", "car_interior": "booth", "courtroom": "large", "palace_hall": "hall", "prison_cell": "large",
    "shop": "small", "stage": "hall", "lift": "booth", "stairwell": "large", "lobby": "large",
    "restaurant": "small",
}  # fmt: skip
_DISTANCE: Final = {ShotSize.ELS: 1.0, ShotSize.LS: 0.8, ShotSize.MLS: 0.6, ShotSize.MS: 0.4, ShotSize.MCU: 0.25}
_SCORE_DUCK: Final = -10.0
_BED_DUCK: Final = -8.0
_LINE_LEVEL: Final = -19.0
"""Loudness in LUFS that every line is brought near before the whole is levelled."""
_EVENED: Final = 0.75
"""Share of a line's distance from that level that is taken away: a whisper stays softer, and is understood."""
_EVENED_MOST_DB: Final = 9.0
_LINE_EDGE: Final = 0.004
"""Seconds in which a line comes and goes: a voice from elsewhere may begin in the middle of a wave."""
_LIMITED: Final = 0.28
"""Decibels that the limiter takes from most films: given beforehand, they need not be measured and given back."""
_SCORE_LEVEL: Final = -1.5
_HEAD_START: Final = 0.16


@dataclass(frozen=True, slots=True)
class Mix:
    """The sound of a film.

    Args:
        samples: signed 16-bit, left and right, exactly as long as the film.
        loudness: integrated, in LUFS (BS.1770-4); minus infinity for silence.
        true_peak: in dBTP.
        receipt: what it was made from, as plain data.
    """

    samples: NDArray[np.int16]
    loudness: float
    true_peak: float
    receipt: dict[str, Plain] = field(default_factory=dict)

    @property
    def pcm(self) -> bytes:
        """Interleaved 16-bit little-endian bytes."""
        return self.samples.astype("<i2").tobytes()

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / SAMPLE_RATE

    def wav(self) -> bytes:
        """The mix as a WAV file."""
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(self.pcm)
        return buffer.getvalue()


@dataclass(slots=True)
class _Desk:
    """What the mix needs of a film, and the room echoes made so far."""

    cards: Cards
    rate: FrameRate
    seed: int
    count: int
    stems: Stems | None = None
    rooms: dict[str, Stereo] = field(default_factory=dict)

    def sample(self, frame: int) -> int:
        return round(self.rate.seconds(frame) * SAMPLE_RATE)

    def room(self, shot: TimedShot) -> str:
        place = self.cards.places.get(shot.shot.setting.place)
        return _ROOM_OF.get(place.kind, "small") if place else "small"

    def response(self, name: str) -> Stereo:
        if name not in self.rooms:
            self.rooms[name] = impulse(ROOMS[name], seed=len(name))
        return self.rooms[name]

    def outdoors(self, shot: TimedShot) -> bool:
        place = self.cards.places.get(shot.shot.setting.place)
        return bool(place and place.kind in OUTDOOR_KINDS)


def _stand(line: TimedLine, shot: TimedShot) -> float:
    """Where a voice comes from, -1 to 1: beside the middle only a little, it is the film's main thing."""
    if line.line.manner in {Manner.THOUGHT, Manner.PHONE}:
        return 0.0
    for figure in shot.shot.figures:
        if figure.person == line.line.person:
            return min(max((figure.x - 0.5) * 0.6, -0.3), 0.3)
    return 0.0


def _even_out(voice: Samples) -> float:
    """The gain that brings a line near the level of all lines, as heard; a cry of 0.4 s or less is left as it is."""
    loud = integrated_loudness(voice)
    if not np.isfinite(loud):
        return 1.0
    return decibels(float(np.clip((_LINE_LEVEL - loud) * _EVENED, -_EVENED_MOST_DB, _EVENED_MOST_DB)))


def _lay_dialogue(desk: _Desk, shots: Sequence[TimedShot]) -> Stereo:
    bus = np.zeros((desk.count, 2), np.float32)
    for timed in shots:
        for line in timed.lines:
            voice = from_pcm(line.utterance.pcm)
            if not voice.any():
                continue
            voice = voice * np.float32(_even_out(voice))
            _soften(voice, first=_LINE_EDGE, last=_LINE_EDGE)
            at = desk.sample(timed.start + line.start)
            thought = line.line.manner is Manner.THOUGHT
            far = 0.15 if line.line.manner is Manner.PHONE else _DISTANCE.get(timed.shot.size, 0.15)
            if line.line.off_screen and not thought:
                far = max(far, 0.5)
            lay(bus, pan(voice, _stand(line, timed)), at, decibels(-2.5 * far))
            name = "head" if thought else desk.room(timed)
            wet = ROOMS[name].wet * (1.0 if thought else 0.55 + 0.9 * far)
            lay(bus, echo(voice, desk.response(name)), at, wet)
    return bus


def _lay_foley(desk: _Desk, shots: Sequence[TimedShot]) -> tuple[Stereo, list[str]]:
    """Every sound cue of every shot; also the kinds that nobody knows how to make."""
    bus, unknown = np.zeros((desk.count, 2), np.float32), []
    for timed in shots:
        dice = np.random.default_rng([desk.seed, *timed.shot.id.encode()])
        for cue in heard_in(timed.shot, desk.rate):
            if cue.kind not in FOLEY_KINDS:
                unknown.append(cue.kind)
                continue
            sound = make_sound(cue.kind, seed=int(dice.integers(1 << 30)))
            at = desk.sample(timed.start) + int(cue.at * float(desk.rate.seconds(timed.shot.length)) * SAMPLE_RATE)
            place = (
                0.0
                if timed.shot.kind is ShotKind.INSERT or cue.kind in {"thunder", "heartbeat"}
                else dice.uniform(-0.45, 0.45)
            )
            lay(bus, pan(sound, float(place)), at)
            name = desk.room(timed)
            lay(bus, echo(sound, desk.response(name)), at, ROOMS[name].wet)
    return bus, unknown


def _duck(spans: Sequence[tuple[float, float]], count: int, depth: float) -> Samples:
    """The gain that makes way for speech: down before it begins, back up after it has ended."""
    step = SAMPLE_RATE // 100
    speech = np.zeros(count // step + 2, np.float32)
    for start, end in spans:
        speech[max(int((start - _HEAD_START) * 100), 0) : int((end + 0.22) * 100)] = 1
    amount = np.clip(smooth(smooth(speech, 24), 24), 0, 1)
    gain = 10 ** (depth * amount / 20)
    return stretch(np.asarray(gain, np.float32), step, count)


def _lay_score(bus: Stereo, desk: _Desk, sheet: Sheet) -> None:
    """The score, making way for speech."""
    played = perform(sheet, seed=desk.seed, stems=desk.stems)
    gain = _duck(sheet.speech, desk.count, _SCORE_DUCK) * np.float32(decibels(_SCORE_LEVEL))
    bus[: len(played)] += played * gain[: len(played), None]


def _lay_beds(bus: Stereo, desk: _Desk, shots: Sequence[TimedShot], spans: Sequence[tuple[float, float]]) -> None:
    """The ambience, making a little way for speech."""
    beds = lay_ambience(shots, cards=desk.cards, rate=desk.rate, seed=desk.seed, count=desk.count, stems=desk.stems)
    beds *= _duck(spans, desk.count, _BED_DUCK)[:, None]
    bus += beds


def _soften(sound: Samples | Stereo, *, first: float, last: float) -> None:
    """Let a sound come out of silence and go into it, in so many seconds: whatever begins or breaks off, clicks."""
    for edge, seconds in ((sound, first), (sound[::-1], last)):
        count = min(int(seconds * SAMPLE_RATE), len(sound) // 2)
        ramp = np.linspace(0, 1, count, dtype=np.float32)
        edge[:count] *= ramp if edge.ndim == 1 else ramp[:, None]


def _finish(mixed: Stereo) -> tuple[Stereo, float]:
    """Bring the mix to its loudness under its ceiling; what the limiter takes away is given back."""
    loud = integrated_loudness(mixed)
    gain, made, limiter = decibels(_LIMITED), mixed, Limiter(mixed)
    for _ in range(3):
        if not np.isfinite(loud):
            break
        gain *= decibels(LOUDNESS - loud)
        made = limiter.raised(gain, CEILING - 0.3)
        loud = integrated_loudness(made)
        if abs(loud - LOUDNESS) < 0.3:
            break
    return made, loud


def mix_film(
    timed_shots: Sequence[TimedShot],
    *,
    cards: Cards,
    language: str,
    rate: FrameRate,
    seed: int = 1,
    music: bool = True,
    stems: Stems | None = None,
) -> Mix:
    """Make the sound of a whole film.

    Args:
        timed_shots: in screen order, their lines voiced.
        cards: tell which kind of place each shot is in.
        language: of the film; chooses some instruments.
        rate: frames per second that the shots count in.
        seed: the same one gives the same music and the same creaks.
        music: False leaves the score out; all else stays.
        stems: where parts are kept from one mix to the next, None for nowhere; the bytes are the same.

    Returns:
        Sound exactly as long as the shots, at -14 LUFS with a true peak under -1 dBTP.
    """
    frames = timed_shots[-1].start + timed_shots[-1].shot.length if timed_shots else 0
    desk = _Desk(cards, rate, seed, round(rate.seconds(frames) * SAMPLE_RATE), stems)
    spans = speech_spans(timed_shots, rate)
    sheet = write_sheet(timed_shots, rate=rate, seed=seed, language=language)
    mixed = _lay_dialogue(desk, timed_shots)
    if desk.count:
        if music:
            _lay_score(mixed, desk, sheet)
        _lay_beds(mixed, desk, timed_shots, spans)
    foley, unknown = _lay_foley(desk, timed_shots)
    mixed += foley
    _soften(mixed, first=0.01, last=0.12)  # so that an app can play films one after another
    finished, loudness = _finish(mixed)
    samples = np.clip(np.rint(finished * 32767), -32768, 32767).astype(np.int16)
    peak = true_peak(samples.astype(np.float32) / np.float32(32768))
    receipt: dict[str, Plain] = {
        "schema": "reelwright.mix/1",
        "version": SOUND_VERSION,
        "seed": seed,
        "loudness_lufs": round(loudness, 2) if np.isfinite(loudness) else None,
        "true_peak_dbtp": round(peak, 2) if np.isfinite(peak) else None,
        "moods": [section.mood.value for section in sheet.sections if not section.card],
        "notes": len(sheet.notes) if music else 0,
        "voices": [*sorted({line.utterance.engine for shot in timed_shots for line in shot.lines})],
        "estimated_lips": any(line.utterance.estimated for shot in timed_shots for line in shot.lines),
        "sounds_left_out": [*sorted(set(unknown))],
    }
    return Mix(samples, loudness, peak, receipt)
