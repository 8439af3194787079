"""Foley: one short sound for each kind in the catalogue, made from noise, partials and envelopes.

Each maker takes its own dice, so two doors of one film differ and a film made twice does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelwright.studio.model import SAMPLE_RATE

from .filters import Samples, band, shape_spectrum, sine
from .textures import Dice, clock, decay, murmur, noise, ring


def _place(parts: Sequence[tuple[float, NDArray[np.floating]]]) -> Samples:
    """Several sounds one after another or over each other: (seconds, samples)."""
    out = np.zeros(max(int(at * SAMPLE_RATE) + len(part) for at, part in parts), np.float32)
    for at, part in parts:
        start = int(at * SAMPLE_RATE)
        out[start : start + len(part)] += part
    return out


def _thud(dice: Dice, *, pitch: float = 75.0, weight: float = 1.0) -> Samples:
    time = clock(0.4)
    fall = pitch * (1 + 0.8 * np.exp(-time * 40))
    body = np.sin(2 * np.pi * np.cumsum(fall) / SAMPLE_RATE).astype(np.float32) * decay(0.4, 0.32, attack=0.004)
    knock = noise(0.4, 80, 700, dice) * decay(0.4, 0.12, attack=0.003)
    wood = ring(0.4, ((pitch * 3.1, 0.3, 0.2), (pitch * 5.2, 0.15, 0.12)), dice)
    return np.asarray(weight * body + 0.3 * knock + 0.5 * wood, np.float32)


def _click(dice: Dice, *, bright: float = 2500.0) -> Samples:
    return 0.6 * noise(0.05, bright * 0.6, bright * 2, dice) * decay(0.05, 0.03, attack=0.0008) + ring(
        0.05, ((bright, 0.4, 0.03), (bright * 1.6, 0.2, 0.02)), dice
    )


def _door(dice: Dice) -> Samples:
    creak_time = clock(0.5)
    pitch = 260 + 120 * np.sin(2 * np.pi * 1.3 * creak_time) + 40 * dice.uniform()
    rasp = np.sign(np.sin(2 * np.pi * np.cumsum(pitch / 6) / SAMPLE_RATE)) * 0.2
    creak = shape_spectrum(
        (rasp + 0.2 * noise(0.5, 200, 2000, dice)).astype(np.float32), band(350, 1800, slope=2), taps=511
    )
    swell = np.sin(np.pi * creak_time / 0.5).astype(np.float32) ** 2
    return _place(
        [
            (0, 0.7 * _click(dice, bright=1600)),
            (0.12, 0.35 * creak * swell),
            (0.62, 0.8 * _thud(dice, pitch=90)),
            (0.66, 0.5 * _click(dice)),
        ]
    )


def _door_slam(dice: Dice) -> Samples:
    crack = noise(0.5, 100, 4000, dice) * decay(0.5, 0.22, attack=0.001)
    return _place(
        [
            (0, 1.3 * _thud(dice, pitch=62)),
            (0, 0.5 * crack),
            (0.05, 0.35 * ring(0.5, ((410, 0.3, 0.3), (733, 0.2, 0.25)), dice)),
        ]
    )


def _knock(dice: Dice) -> Samples:
    blow = [
        0.8 * _thud(dice, pitch=170, weight=0.5) + 0.4 * noise(0.4, 400, 2500, dice) * decay(0.4, 0.05)
        for _ in range(3)
    ]
    return _place([(0.0, blow[0]), (0.36, 0.9 * blow[1]), (0.72, blow[2])])


def _step(dice: Dice) -> Samples:
    heel = 0.6 * _thud(dice, pitch=dice.uniform(85, 110), weight=0.7) + 0.25 * noise(0.4, 300, 3000, dice) * decay(
        0.4, 0.05
    )
    sole = 0.18 * noise(0.15, 800, 5000, dice) * decay(0.15, 0.1, attack=0.02)
    return _place([(0, heel), (0.07, sole)])


def _steps(dice: Dice) -> Samples:
    return _place(
        [(n * 0.52 + dice.uniform(-0.015, 0.015) + 0.02, dice.uniform(0.75, 1) * _step(dice)) for n in range(4)]
    )


def _run(dice: Dice) -> Samples:
    return _place([(n * 0.29 + dice.uniform(0, 0.02), dice.uniform(0.8, 1.1) * _step(dice)) for n in range(6)])


def _glass(dice: Dice) -> Samples:
    base = dice.uniform(2100, 2600)
    return ring(
        0.9, ((base, 0.5, 0.8), (base * 1.52, 0.3, 0.5), (base * 2.41, 0.2, 0.35), (base * 3.2, 0.1, 0.2)), dice
    )


def _glass_break(dice: Dice) -> Samples:
    parts = [
        (0.0, 1.2 * noise(0.6, 1500, 9000, dice) * decay(0.6, 0.3, attack=0.0008)),
        (0.0, 0.6 * _thud(dice, pitch=140)),
    ]
    for _ in range(22):
        pitch = dice.uniform(1800, 6500)
        shard = ring(0.35, ((pitch, 0.35, 0.25), (pitch * 1.6, 0.15, 0.15)), dice) * dice.uniform(0.2, 0.9)
        parts.append((float(abs(dice.normal(0.12, 0.25))), shard.astype(np.float32)))
    return _place(parts)


def _phone_buzz(dice: Dice) -> Samples:
    time = clock(0.42)
    hum = np.sin(2 * np.pi * 155 * time) + 0.5 * np.sin(2 * np.pi * 310 * time) + 0.3 * np.sin(2 * np.pi * 465 * time)
    rattle = 0.35 * noise(0.42, 600, 3500, dice) * (0.5 + 0.5 * np.sin(2 * np.pi * 155 * time))
    swell = np.clip(np.minimum(time, 0.42 - time) / 0.03, 0, 1)
    buzz = ((0.5 * hum + rattle) * swell).astype(np.float32)
    return _place([(0, buzz), (0.62, buzz)])


def _phone_ring(dice: Dice) -> Samples:
    chime = [ring(0.7, ((hz, 0.5, 0.6), (hz * 2, 0.2, 0.4), (hz * 3, 0.08, 0.2)), dice) for hz in (784, 988, 1175, 988)]
    return _place(
        [(n * 0.17, part) for n, part in enumerate(chime)] + [(0.9 + n * 0.17, part) for n, part in enumerate(chime)]
    )


def _slap(dice: Dice) -> Samples:
    return (
        1.3 * noise(0.25, 700, 6000, dice) * decay(0.25, 0.07, attack=0.0006)
        + 0.6 * _thud(dice, pitch=180)[: int(0.25 * SAMPLE_RATE)]
    )


def _thunder(dice: Dice) -> Samples:
    length = 5.0
    time = clock(length)
    rolls = np.zeros(len(time), np.float32)
    for _ in range(9):
        at, width = dice.uniform(0.1, 3.0), dice.uniform(0.15, 0.6)
        rolls += np.float32(dice.uniform(0.3, 1)) * np.exp(-np.square((time - at) / width)).astype(np.float32)
    rumble = noise(length, 28, 220, dice, tilt=0.7) * (0.15 + rolls) * decay(length, 5.5, attack=0.03)
    crack = noise(length, 200, 3500, dice) * decay(length, 0.9, attack=0.004) * (0.4 + 0.6 * rolls)
    return np.asarray(rumble + 0.35 * crack, np.float32)


def _car(dice: Dice) -> Samples:
    length = 3.2
    time = clock(length)
    near = np.exp(-np.square((time - 1.5) / 0.65)).astype(np.float32)
    tyres = noise(length, 300, 4000, dice) * near
    revs = 62 * (1 - 0.12 * np.tanh((time - 1.5) * 2.5))
    turn = 2 * np.pi * np.cumsum(revs) / SAMPLE_RATE
    engine = (np.sin(turn) + 0.6 * np.sin(2 * turn) + 0.3 * np.sin(3 * turn)).astype(np.float32) * np.sqrt(near)
    ends = np.clip(np.minimum(time, length - time) / 0.3, 0, 1)
    return np.asarray(((0.6 * tyres + 0.3 * engine) * ends).astype(np.float32), np.float32)


def _horn(dice: Dice) -> Samples:
    time = np.arange(int(0.75 * SAMPLE_RATE)) / SAMPLE_RATE
    out = np.zeros(len(time))
    for base in (415.0, 523.0):
        for k in range(1, 9):
            out += sine(base * k * time) / k**0.9 * (1.4 if k in {3, 4} else 1)
    ends = np.clip(np.minimum(time / 0.02, (0.75 - time) / 0.06), 0, 1)
    return np.asarray((0.22 * out * ends * dice.uniform(0.95, 1)).astype(np.float32), np.float32)


def _lift_bell(dice: Dice) -> Samples:
    one = ring(1.4, ((1318, 0.6, 1.3), (2637, 0.2, 0.7), (3955, 0.06, 0.4)), dice)
    two = ring(1.4, ((1047, 0.6, 1.4), (2094, 0.2, 0.8)), dice)
    return _place([(0, one), (0.34, two)])


def _paper(dice: Dice) -> Samples:
    length = 0.7
    crackle = (dice.random(int(length * SAMPLE_RATE)) < 0.006).astype(np.float32) * dice.uniform(0.5, 2.5)
    rustle = noise(length, 2000, 9000, dice) * np.abs(noise(length, 3, 18, dice)) * 0.5
    crisp = shape_spectrum(crackle, band(1500, 9000, slope=1), taps=255) * 3
    swell = np.sin(np.pi * clock(length) / length).astype(np.float32) ** 1.5
    return np.asarray((0.5 * rustle + crisp) * swell, np.float32)


def _keys(dice: Dice) -> Samples:
    parts = []
    for _ in range(9):
        pitch = dice.uniform(3200, 7000)
        parts.append(
            (
                float(dice.uniform(0, 0.5)),
                (ring(0.3, ((pitch, 0.4, 0.2), (pitch * 1.41, 0.25, 0.15)), dice) * dice.uniform(0.3, 1)).astype(
                    np.float32
                ),
            )
        )
    return _place(parts)


def _switch(dice: Dice) -> Samples:
    return _place([(0, _click(dice, bright=1900)), (0.045, 0.7 * _click(dice, bright=2700))])


def _cloth(dice: Dice) -> Samples:
    swell = np.sin(np.pi * clock(0.5) / 0.5).astype(np.float32)
    return np.asarray(
        0.5 * noise(0.5, 500, 4000, dice) * swell**2 * (0.6 + 0.4 * np.abs(noise(0.5, 4, 25, dice))), np.float32
    )


def _sizzle(dice: Dice) -> Samples:
    length = 2.2
    pops = (dice.random(int(length * SAMPLE_RATE)) < 0.0016).astype(np.float32)
    spit = shape_spectrum(pops, band(1800, 8000, slope=1), taps=255) * 5
    hiss = noise(length, 3000, 10_000, dice) * (0.7 + 0.3 * np.abs(noise(length, 5, 30, dice)))
    ends = np.clip(np.minimum(clock(length) / 0.06, (length - clock(length)) / 0.9), 0, 1)
    return np.asarray(((0.45 * hiss + spit) * ends).astype(np.float32), np.float32)


def _pour(dice: Dice) -> Samples:
    length = 1.8
    time = clock(length)
    stream = noise(length, 700, 5000, dice) * 0.25
    parts = [(0.0, (stream * np.clip(np.minimum(time / 0.1, (length - time) / 0.2), 0, 1)).astype(np.float32))]
    for _ in range(45):
        at = dice.uniform(0.05, length - 0.25)
        pitch = 350 + 500 * at / length + dice.uniform(-80, 200)  # the glass fills: its tone rises
        drop = clock(0.09)
        blip = np.sin(2 * np.pi * np.cumsum(pitch * (1 + 5 * drop)) / SAMPLE_RATE).astype(np.float32) * decay(
            0.09, 0.08, attack=0.006
        )
        parts.append((float(at), np.float32(dice.uniform(0.15, 0.5)) * blip))
    return _place(parts)


def _bell(dice: Dice) -> Samples:
    return ring(
        2.6,
        ((523, 0.3, 2.4), (1046, 0.6, 2.2), (1250, 0.35, 1.8), (1570, 0.2, 1.4), (2090, 0.25, 1.1), (2870, 0.1, 0.7)),
        dice,
    )


def _heartbeat(dice: Dice) -> Samples:
    beat = shape_spectrum(_thud(dice, pitch=52), band(30, 260, slope=2), taps=1023)
    return _place([(0, beat), (0.27, 0.7 * beat), (0.95, beat), (1.22, 0.7 * beat)])


def _whoosh(dice: Dice) -> Samples:
    time = clock(0.7)
    near = np.exp(-np.square((time - 0.36) / 0.13)).astype(np.float32)
    return np.asarray(
        (0.7 * noise(0.7, 250, 1500, dice) + 0.5 * noise(0.7, 1500, 6000, dice) * near) * near, np.float32
    )


def _hit(dice: Dice) -> Samples:
    return 1.2 * _thud(dice, pitch=58) + 0.9 * noise(0.4, 150, 1800, dice) * decay(0.4, 0.14, attack=0.001)


def _camera(dice: Dice) -> Samples:
    return _place(
        [
            (0, _click(dice, bright=3000)),
            (0.035, 0.25 * noise(0.08, 1500, 6000, dice) * decay(0.08, 0.08)),
            (0.11, _click(dice, bright=2200)),
        ]
    )


def _keyboard(dice: Dice) -> Samples:
    parts, at = [], 0.0
    for _ in range(9):
        parts.append(
            (
                at,
                dice.uniform(0.4, 1)
                * (_click(dice, bright=dice.uniform(1500, 2400)) + 0.3 * _thud(dice, pitch=200)[:2400]),
            )
        )
        at += float(dice.uniform(0.08, 0.2))
    return _place(parts)


def _crowd(dice: Dice) -> Samples:
    length = 2.6
    time = clock(length)
    gasp = noise(length, 500, 3000, dice) * np.exp(-np.square((time - 0.35) / 0.22)).astype(np.float32) * 0.35
    swell = np.clip(np.minimum(time / 0.25, (length - time) / 1.2), 0, 1).astype(np.float32)
    return np.asarray((murmur(length, dice, people=14).mean(axis=1) * np.float32(1.6) + gasp) * swell, np.float32)


def _cutlery(dice: Dice) -> Samples:
    parts = []
    for _ in range(4):
        pitch = dice.uniform(2600, 5200)
        clink = ring(0.4, ((pitch, 0.4, 0.3), (pitch * 1.73, 0.25, 0.2), (pitch * 2.4, 0.12, 0.12)), dice)
        parts.append((float(dice.uniform(0, 0.6)), np.float32(dice.uniform(0.3, 1)) * clink))
    return _place(parts)


def _wipe(dice: Dice) -> Samples:
    """A cloth on wood, there and back."""
    strokes = []
    for at, loud in ((0.04, 1.0), (0.62, 0.8)):
        length = dice.uniform(0.44, 0.5)
        time = clock(length)
        swell = np.sin(np.pi * (time / length) ** 0.8).astype(np.float32) ** 1.5
        grain = 0.55 + 0.45 * np.abs(noise(length, 12, 60, dice))
        rub = 0.6 * noise(length, 500, 2600, dice) + 0.25 * noise(length, 2600, 6500, dice)
        strokes.append((at, (loud * rub * swell * grain).astype(np.float32)))
    return _place(strokes)


def _write(dice: Dice) -> Samples:
    """A pen on paper: short strokes, each a little higher or lower than the last, and rests between words."""
    parts, at = [], 0.0
    while at < 1.25:
        length = float(dice.uniform(0.05, 0.15))
        low = dice.uniform(1800, 3200)
        stroke = noise(length, low, low * 2.6, dice) * np.sin(np.pi * clock(length) / length).astype(np.float32)
        parts.append((at, np.float32(dice.uniform(0.4, 1)) * stroke))
        at += length + float(dice.uniform(0.01, 0.05) if dice.random() < 0.8 else dice.uniform(0.12, 0.2))
    return _place(parts)


def _set_down(dice: Dice) -> Samples:
    """Something is put on a table."""
    body = ring(0.3, ((dice.uniform(700, 950), 0.2, 0.08), (dice.uniform(1500, 1900), 0.12, 0.05)), dice)
    return _place([(0, 0.5 * _thud(dice, pitch=170, weight=0.6)), (0, body), (0.035, 0.25 * _click(dice, bright=1500))])


def _taps(dice: Dice) -> Samples:
    """Dancing feet: a heel or a toe every quarter of a second, the first of each bar the loudest."""
    feet = []
    for n in range(8):
        heel = 0.5 * _thud(dice, pitch=dice.uniform(120, 150), weight=0.6)
        tip = np.concatenate([_click(dice, bright=dice.uniform(1700, 2300)), np.zeros(len(heel), np.float32)])
        loud = (1.0, 0.45, 0.7, 0.55)[n % 4] * dice.uniform(0.9, 1.0)
        feet.append((n * 0.25, np.float32(loud) * (heel + 0.8 * tip[: len(heel)]).astype(np.float32)))
    return _place(feet)


_MAKERS: Final[dict[str, tuple[Callable[[Dice], Samples], float]]] = {  # maker, level in dBFS of its loudest 50 ms
    "door": (_door, -24), "door_slam": (_door_slam, -15), "knock": (_knock, -20), "steps": (_steps, -27),
    "run": (_run, -23), "glass": (_glass, -26), "glass_break": (_glass_break, -18), "phone_buzz": (_phone_buzz, -24),
    "phone_ring": (_phone_ring, -23), "slap": (_slap, -14), "thunder": (_thunder, -17), "car": (_car, -27),
    "horn": (_horn, -22), "lift_bell": (_lift_bell, -23), "paper": (_paper, -29), "keys": (_keys, -28),
    "switch": (_switch, -27), "cloth": (_cloth, -33), "thud": (_thud, -19), "sizzle": (_sizzle, -36),
    "pour": (_pour, -31), "bell": (_bell, -22), "heartbeat": (_heartbeat, -18), "whoosh": (_whoosh, -22),
    "hit": (_hit, -14), "camera": (_camera, -24), "keyboard": (_keyboard, -29), "crowd": (_crowd, -29),
    "cutlery": (_cutlery, -29), "wipe": (_wipe, -34), "write": (_write, -37), "set_down": (_set_down, -27),
    "taps": (_taps, -27),
}  # fmt: skip
FOLEY_KINDS: Final = frozenset(_MAKERS)


def make_sound(kind: str, *, seed: int) -> Samples:
    """One sound of a kind, at the level it has in the film.

    Raises:
        KeyError: there is no such kind.
    """
    maker, level = _MAKERS[kind]
    sound = maker(np.random.default_rng([seed, *kind.encode()]))
    window = int(0.05 * SAMPLE_RATE)
    sums = np.cumsum(np.concatenate([np.zeros(1), np.square(sound.astype(np.float64))]))
    loudest = (
        float((sums[window:] - sums[:-window]).max() / window) if len(sound) > window else float(np.mean(sound**2))
    )
    edge = min(96, len(sound) // 2)
    made = sound * np.float32(10 ** (level / 20) / np.sqrt(loudest + 1e-12))
    made[:edge] *= np.linspace(0, 1, edge, dtype=np.float32)
    made[-edge:] *= np.linspace(1, 0, edge, dtype=np.float32)
    return made
