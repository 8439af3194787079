"""Ambience: the bed of sound of each place, hour and weather, cross-faded where scenes change.

Layers are loops of some seconds, seamless, tiled as long as needed; which place has which layers is
in ``ambience.toml``. Indoors the weather is heard through walls and panes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from reelwright.film import OUTDOOR_KINDS, WINDOWED_KINDS, FrameRate, Setting, ShotKind, TimeOfDay, Weather
from reelwright.story import Cards
from reelwright.studio.model import SAMPLE_RATE, TimedShot
from reelwright.studio.ports import Stems

from .filters import Samples, band, decibels, shape_spectrum, sine
from .foley import make_sound
from .space import Stereo, lay, pan
from .stems import Stem, find_stem, lay_samples
from .textures import Dice, clock, murmur, noise, ring, slow

_LOOP: Final = 11.0
_SEAM: Final = 1.0
_CROSS: Final = 0.6


def _wide(make: Callable[[], Samples]) -> Stereo:
    """Two unlike channels with something in common: wide, but with a middle."""
    left, right, middle = make(), make(), make()
    return np.stack([0.8 * left + 0.6 * middle, 0.8 * right + 0.6 * middle], axis=1)


def _scatter(seconds: float, dice: Dice, a_second: float, make: Callable[[], Samples]) -> Stereo:
    bus = np.zeros((int(seconds * SAMPLE_RATE), 2), np.float32)
    for _ in range(max(1, int(seconds * a_second))):
        sound = make() * np.float32(dice.uniform(0.25, 1))
        lay(bus, pan(sound, float(dice.uniform(-0.8, 0.8))), int(dice.uniform(0, seconds - 0.5) * SAMPLE_RATE))
    return bus


def _band(low: float, high: float, tilt: float, sway: float) -> Callable[[float, Dice], Stereo]:
    def make(seconds: float, dice: Dice) -> Stereo:
        bed = _wide(lambda: noise(seconds, low, high, dice, tilt=tilt))
        return bed * slow(seconds, dice, 0.35, low=1 - sway)[:, None] if sway else bed

    return make


def _rain(seconds: float, dice: Dice) -> Stereo:
    sheet = _wide(lambda: noise(seconds, 700, 8500, dice, tilt=0.35))
    low = _wide(lambda: noise(seconds, 120, 600, dice, tilt=0.4))

    def drops() -> Samples:
        hits = (dice.random(int(seconds * SAMPLE_RATE)) < 0.003).astype(np.float32) * dice.random(
            int(seconds * SAMPLE_RATE)
        ).astype(np.float32)
        return shape_spectrum(hits, band(1100, 4500, slope=2), taps=255)

    near = np.stack([drops(), drops()], axis=1)
    near /= np.sqrt(np.mean(near**2)) + np.float32(1e-9)
    return np.asarray(0.85 * sheet + 0.45 * low + 0.28 * near, np.float32)


def _city(seconds: float, dice: Dice) -> Stereo:
    return _wide(lambda: noise(seconds, 60, 700, dice, tilt=0.7)) + 0.12 * _wide(
        lambda: noise(seconds, 700, 3000, dice)
    )


def _traffic(seconds: float, dice: Dice) -> Stereo:
    return 0.4 * _city(seconds, dice) + 18 * _scatter(
        seconds, dice, 0.35, lambda: make_sound("car", seed=int(dice.integers(1 << 30)))
    )


def _hum(seconds: float, dice: Dice) -> Stereo:
    time = clock(seconds)
    tone = sum(
        level * np.sin(2 * np.pi * hz * time + dice.uniform(0, 6))
        for hz, level in ((100, 1), (200, 0.5), (300, 0.25), (400, 0.15))
    )
    mono = (np.asarray(tone) + 0.25 * noise(seconds, 90, 900, dice)).astype(np.float32)
    return np.stack([mono, mono], axis=1)


def _engine(seconds: float, dice: Dice) -> Stereo:
    revs = 2 * np.pi * np.cumsum(34 + 1.6 * slow(seconds, dice, 0.4)) / SAMPLE_RATE
    tone = sum(np.sin(k * revs) / k**0.8 for k in (1, 2, 3, 4, 6))
    mono = (0.35 * np.asarray(tone) + 0.3 * noise(seconds, 60, 220, dice)).astype(np.float32)
    return mono[:, None] + 0.45 * _wide(lambda: noise(seconds, 150, 1600, dice, tilt=0.6))


def _surf(seconds: float, dice: Dice) -> Stereo:
    time = clock(seconds)
    waves = sum(np.exp(-np.square((time - at) / 1.5)) for at in (2.2, 5.4, 8.9))
    rush = _wide(lambda: noise(seconds, 400, 6500, dice, tilt=0.4)) * np.asarray(waves, np.float32)[:, None]
    return rush + 0.5 * _wide(lambda: noise(seconds, 70, 500, dice, tilt=0.6))


def _wind(seconds: float, dice: Dice) -> Stereo:
    def gust() -> Samples:
        level = slow(seconds, dice, 0.4, low=0.25)
        return noise(seconds, 120, 700, dice, tilt=0.6) * level + 0.35 * noise(seconds, 700, 2200, dice) * level**3

    return _wide(gust)


def _bird(dice: Dice) -> Samples:
    parts, at = [], 0.0
    base, chirps = dice.uniform(2600, 4800), int(dice.integers(2, 6))
    out = np.zeros(int(1.2 * SAMPLE_RATE), np.float32)
    for _ in range(chirps):
        length = float(dice.uniform(0.05, 0.14))
        time = clock(length)
        pitch = base * (1 + dice.uniform(-0.15, 0.3) * np.sin(np.pi * time / length * dice.uniform(0.6, 2)))
        tone = np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * np.sin(np.pi * time / length)
        parts.append((at, tone))
        at += length + float(dice.uniform(0.02, 0.08))
    for start, tone in parts:
        index = int(start * SAMPLE_RATE)
        piece = tone[: max(0, len(out) - index)]
        out[index : index + len(piece)] += piece.astype(np.float32)
    return out


def _crickets(seconds: float, dice: Dice) -> Stereo:
    time = clock(seconds)
    sides = []
    for _ in range(2):
        out = np.zeros(len(time), np.float32)
        for _ in range(3):
            pitch, rate, start = dice.uniform(3900, 4900), dice.uniform(2.2, 3.1), dice.uniform(0, 1)
            burst = np.clip(np.sin(2 * np.pi * (rate * time + start)), 0, 1) ** 0.5
            trill = np.clip(np.sin(2 * np.pi * 31 * time), 0, 1)
            out += sine(pitch * time.astype(np.float64)) * burst * trill * np.float32(dice.uniform(0.3, 1))
        sides.append(out)
    return np.stack(sides, axis=1) + 0.15 * _wide(lambda: noise(seconds, 3000, 7000, dice))


def _beeps(seconds: float, dice: Dice) -> Stereo:
    bus = np.zeros((int(seconds * SAMPLE_RATE), 2), np.float32)
    beep = ring(0.16, ((980, 1.0, 0.5), (1960, 0.15, 0.3)), dice) * np.hanning(int(0.16 * SAMPLE_RATE)).astype(
        np.float32
    )
    for number in range(int(seconds / 1.1)):
        lay(bus, pan(beep, 0.4), int((0.3 + number * 1.1) * SAMPLE_RATE))
    return bus


def _ticks(seconds: float, dice: Dice) -> Stereo:
    bus = np.zeros((int(seconds * SAMPLE_RATE), 2), np.float32)
    for number in range(int(seconds)):
        tick = ring(0.06, ((2100 if number % 2 else 2450, 1, 0.05), (3900, 0.4, 0.03), (900, 0.5, 0.04)), dice)
        lay(bus, pan(tick, -0.5), int((0.4 + number) * SAMPLE_RATE))
    return bus


def _drip(dice: Dice) -> Samples:
    time = clock(0.12)
    return np.asarray(
        (
            np.sin(2 * np.pi * np.cumsum(dice.uniform(700, 1300) * (1 + 4 * time)) / SAMPLE_RATE)
            * np.exp(-time * 45)
            * np.clip(time / 0.004, 0, 1)
        ).astype(np.float32),
        np.float32,
    )


def _foley_layer(kind: str, a_second: float) -> Callable[[float, Dice], Stereo]:
    return lambda seconds, dice: _scatter(
        seconds, dice, a_second, lambda: make_sound(kind, seed=int(dice.integers(1 << 30)))
    )


_LAYERS: Final[dict[str, Callable[[float, Dice], Stereo]]] = {
    "room": _band(40, 500, 0.7, 0.0),
    "vent": _band(60, 900, 0.6, 0.1),
    "hall": _band(70, 1400, 0.7, 0.3),
    "leaves": _band(1200, 7000, 0.3, 0.6),
    "murmur": murmur,
    "rain": _rain,
    "city": _city,
    "traffic": _traffic,
    "hum": _hum,
    "engine": _engine,
    "surf": _surf,
    "wind": _wind,
    "birds": lambda seconds, dice: _scatter(seconds, dice, 0.9, lambda: _bird(dice)),
    "crickets": _crickets,
    "beeps": _beeps,
    "clock": _ticks,
    "drips": lambda seconds, dice: _scatter(seconds, dice, 0.8, lambda: _drip(dice)),
    "cutlery": _foley_layer("cutlery", 0.7),
    "keyboard": _foley_layer("keyboard", 0.4),
    "sizzle": lambda seconds, dice: _wide(lambda: noise(seconds, 2500, 9000, dice) * slow(seconds, dice, 6, low=0.6)),
}


@dataclass(frozen=True, slots=True)
class Bed:
    """What is to be heard of a place: layers with their level in dBFS and whether they come through a wall."""

    layers: tuple[tuple[str, float, bool], ...]
    thunder: float = 0.0


@cache
def _table() -> dict[str, dict[str, dict[str, float]]]:
    return tomllib.loads(files(__package__).joinpath("ambience.toml").read_text(encoding="utf-8"))


def choose_bed(kind: str, time: TimeOfDay, weather: Weather) -> Bed:
    """The layers of a place kind at an hour in a weather; an unknown kind is a quiet room."""
    table = _table()
    layers: list[tuple[str, float, bool]] = []
    for key, level in table["places"].get(kind, {"room": -52.0}).items():
        hour, _, name = key.rpartition(".")
        if hour in {"", time.value} and not (
            name in {"birds", "crickets"} and weather in {Weather.RAIN, Weather.STORM}
        ):
            layers.append((name, float(level), False))
    outside, window = kind in OUTDOOR_KINDS, kind in WINDOWED_KINDS
    drop = 0.0 if outside else (7.0 if window else 16.0)
    if kind == "car_interior":
        drop = 2.0  # rain on the roof
    layers += [(name, float(level) - drop, not outside) for name, level in table["weather"][weather.value].items()]
    return Bed(tuple(layers), decibels(-drop) if weather is Weather.STORM else 0.0)


def _loop(name: str, seed: int) -> Stereo:
    """A seamless loop of a layer, RMS 1."""
    dice = np.random.default_rng([seed, *name.encode()])
    made = _LAYERS[name](_LOOP + _SEAM, dice)
    seam = int(_SEAM * SAMPLE_RATE)
    fade = np.sqrt(np.linspace(0, 1, seam, dtype=np.float32))[:, None]
    body = made[:-seam].copy()
    body[:seam] = made[:seam] * fade + made[-seam:] * fade[::-1]
    return np.asarray(body / (np.sqrt(np.mean(np.square(body))) + np.float32(1e-9)), np.float32)


def _through_wall(loop: Stereo) -> Stereo:
    """What is left of an outdoor sound indoors: its low half."""
    dull = band(0, 620, slope=1.6)
    twice = np.concatenate([loop, loop])  # filtered twice round, so that the loop stays seamless
    sides = [shape_spectrum(np.ascontiguousarray(twice[:, side]), dull, taps=511) for side in (0, 1)]
    quiet = np.stack(sides, axis=1)[len(loop) // 2 : len(loop) // 2 + len(loop)]
    rolled = np.roll(quiet, len(loop) // 2, axis=0)
    return np.asarray(rolled / (np.sqrt(np.mean(np.square(rolled))) + np.float32(1e-9)), np.float32)


def _loop_stem(name: str, seed: int, stems: Stems | None, *, wall: bool) -> Stem:
    """A layer's loop, as it is heard outside or through a wall."""

    def make() -> Stem:
        return Stem.of(_through_wall(_loop_stem(name, seed, stems, wall=False).sound()) if wall else _loop(name, seed))

    return find_stem(stems, "loop", [name, seed, wall], make)


def _lay_loop(bus: Stereo, loop: Stem, start: int, gain: float) -> None:
    """Fill a bus with an endless loop, from where it would be at ``start``."""
    at, index = 0, start % len(loop.samples)
    while at < len(bus):
        lay_samples(bus, loop.samples[index:], at, gain * loop.unit)
        at, index = at + len(loop.samples) - index, 0


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: float
    end: float
    kind: str
    setting: Setting
    quiet: bool


def _stretches(shots: Sequence[TimedShot], cards: Cards, rate: FrameRate) -> list[_Stretch]:
    out: list[_Stretch] = []
    for timed in shots:
        place = cards.places.get(timed.shot.setting.place)
        kind, setting = (place.kind if place else ""), timed.shot.setting
        quiet = timed.shot.kind in {ShotKind.TITLE, ShotKind.NEXT_TIME}
        start, end = float(rate.seconds(timed.start)), float(rate.seconds(timed.start + timed.shot.length))
        last = out[-1] if out else None
        if last and (last.kind, last.setting.time, last.setting.weather, last.quiet, last.setting.place) == (
            kind, setting.time, setting.weather, quiet, setting.place,
        ):  # fmt: skip
            out[-1] = _Stretch(last.start, end, kind, last.setting, quiet)
        else:
            out.append(_Stretch(start, end, kind, setting, quiet))
    return out


def lay_ambience(
    shots: Sequence[TimedShot],
    *,
    cards: Cards,
    rate: FrameRate,
    seed: int,
    count: int,
    stems: Stems | None = None,
) -> Stereo:
    """The ambience of a whole film: ``count`` samples, left and right."""
    bus = np.zeros((count, 2), np.float32)
    loops: dict[tuple[str, bool], Stem] = {}
    for stretch in _stretches(shots, cards, rate):
        bed = choose_bed(stretch.kind, stretch.setting.time, stretch.setting.weather)
        start = max(0, int((stretch.start - _CROSS / 2) * SAMPLE_RATE))
        end = min(count, int((stretch.end + _CROSS / 2) * SAMPLE_RATE))
        air = np.zeros((max(0, end - start), 2), np.float32)
        for name, level, wall in bed.layers:
            if (name, wall) not in loops:
                loops[name, wall] = _loop_stem(name, seed, stems, wall=wall)
            _lay_loop(air, loops[name, wall], start, decibels(level - (9.0 if stretch.quiet else 0.0)))
        _ramp(air, first=start == 0, last=end == count)
        bus[start:end] += air
        if bed.thunder and not stretch.quiet:
            _lay_thunder(bus, stretch, bed.thunder, seed)
    return bus


def _ramp(air: Stereo, *, first: bool, last: bool) -> None:
    """Let a bed come as the one before goes; at the film's own beginning and end in another time."""
    count = len(air)
    edge = min(int((0.15 if first else _CROSS) * SAMPLE_RATE), count // 2)
    air[:edge] *= np.sqrt(np.linspace(0, 1, edge, dtype=np.float32))[:, None]
    edge = min(int((0.4 if last else _CROSS) * SAMPLE_RATE), count // 2)
    air[count - edge :] *= np.sqrt(np.linspace(1, 0, edge, dtype=np.float32))[:, None]


def _lay_thunder(bus: Stereo, stretch: _Stretch, gain: float, seed: int) -> None:
    dice = np.random.default_rng([seed, int(stretch.start * 1000)])
    at = stretch.start + float(dice.uniform(0.8, 3.0))
    while at < stretch.end - 1.5:
        roll = make_sound("thunder", seed=int(dice.integers(1 << 30)))
        if gain < 0.9:
            roll = shape_spectrum(roll, band(0, 300, slope=2), taps=1023)
        lay(
            bus, pan(roll, float(dice.uniform(-0.5, 0.5))), int(at * SAMPLE_RATE), gain * float(dice.uniform(0.35, 0.8))
        )
        at += float(dice.uniform(6.0, 11.0))


AMBIENT_LAYERS: Final = frozenset(_LAYERS)
