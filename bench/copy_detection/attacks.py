"""The thirty attacks: what thieves do to a film, done with OpenCV and PyAV alone.

An attack changes a list of pictures, their times, or how they are coded. All are seeded by the film.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from copy_detection.clips import Clip, Image


@dataclass(frozen=True)
class Attack:
    """One attack.

    Args:
        change: gives the new clip, and how the film's seconds lie in it: (start in copy, speed).
        crf: how hard the copy is compressed.
        seconds: at most so long a stretch of the film is taken.
        carrier: another film is needed.
    """

    name: str
    change: Callable[[Clip, Clip], Clip]
    crf: int = 26
    seconds: float = 6.0
    speed: float = 1.0
    lead: float = 0.0
    carrier: bool = False


def each(change: Callable[[Image], Image]) -> Callable[[Clip, Clip], Clip]:
    """An attack that treats every picture alike."""
    return lambda clip, _: Clip([change(picture) for picture in clip.pictures], clip.rate, clip.sound)


def same(picture: Image) -> Image:
    """Nothing but new compression."""
    return picture


def scaled(height: int) -> Callable[[Image], Image]:
    """A smaller picture."""

    def change(picture: Image) -> Image:
        share = height / min(picture.shape[:2])
        return cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)

    return change


def cropped(share: float) -> Callable[[Image], Image]:
    """Cut away a share of width and height, more on one side than on the other."""

    def change(picture: Image) -> Image:
        height, width = picture.shape[:2]
        top, left = int(height * share * 0.3), int(width * share * 0.6)
        part = picture[top : top + int(height * (1 - share)), left : left + int(width * (1 - share))]
        return cv2.resize(part, (width, height))

    return change


def upright(picture: Image) -> Image:
    """The middle of the picture, for a telephone; a film that stands already gets the shape of a wide one."""
    height, width = picture.shape[:2]
    if width > height:
        part = picture[:, (width - height * 9 // 16) // 2 :][:, : height * 9 // 16]
    else:
        part = picture[(height - width * 9 // 16) // 2 :][: width * 9 // 16]
    return cv2.resize(part, None, fx=1.5, fy=1.5)


def boxed(picture: Image, *, tall: bool) -> Image:
    """Black bars above and below; many of them for ``tall``."""
    height, width = picture.shape[:2]
    bar = width * 16 // 9 // 2 - height // 2 if tall else height // 6
    padded = cv2.copyMakeBorder(picture, max(bar, 20), max(bar, 20), 0, 0, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    return cv2.resize(padded, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA) if tall else padded


def mirrored(picture: Image) -> Image:
    """Left is right."""
    return picture[:, ::-1]


def turned(picture: Image) -> Image:
    """A quarter turn."""
    return np.rot90(picture)


def marked(picture: Image) -> Image:
    """A logo in the corner and a line of text."""
    picture = picture.copy()
    height, width = picture.shape[:2]
    cv2.circle(picture, (width - 50, 40), 28, (40, 200, 250), -1)
    cv2.putText(picture, "FREE FILMS", (width // 8, height // 2), cv2.FONT_HERSHEY_DUPLEX, 1.2, (255, 255, 255), 3)
    return picture


def captioned(picture: Image) -> Image:
    """A band with two lines of words across the lower third."""
    picture = picture.copy()
    height, width = picture.shape[:2]
    picture[int(height * 0.70) : int(height * 0.94)] = (20, 20, 20)
    for row, words in ((0.79, "you will not believe"), (0.89, "what happens next")):
        cv2.putText(picture, words, (width // 10, int(height * row)), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 240, 255), 2)
    return picture


def graded(picture: Image) -> Image:
    """Brighter, harder, another gamma."""
    light = np.clip((np.arange(256) - 128) * 1.35 + 128 + 22, 0, 255) / 255
    return cv2.LUT(picture, (255 * light**0.8).astype(np.uint8))


def grey(picture: Image) -> Image:
    """No colour."""
    return cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


def noisy(clip: Clip, _: Clip) -> Clip:
    """Strong grain."""
    chance = np.random.default_rng(7)
    grain = [chance.normal(0, 45 / 2, clip.pictures[0].shape).astype(np.int16) for _ in range(4)]
    dirty = [np.clip(p.astype(np.int16) + grain[i % 4], 0, 255).astype(np.uint8) for i, p in enumerate(clip.pictures)]
    return Clip(dirty, clip.rate, clip.sound)


def paced(speed: float) -> Callable[[Clip, Clip], Clip]:
    """Faster or slower; the sound with it."""

    def change(clip: Clip, _: Clip) -> Clip:
        count = int(len(clip.pictures) / speed)
        pictures = [clip.pictures[min(len(clip.pictures) - 1, int(i * speed))] for i in range(count)]
        places = np.arange(0, len(clip.sound) - 1, speed)
        sound = (
            np.interp(places, np.arange(len(clip.sound)), clip.sound).astype(np.int16) if len(places) else clip.sound
        )
        return Clip(pictures, clip.rate, sound)

    return change


def slow_rate(clip: Clip, _: Clip) -> Clip:
    """Ten pictures a second."""
    count = int(len(clip.pictures) / clip.rate * 10)
    return Clip([clip.pictures[int(i * clip.rate / 10)] for i in range(count)], 10.0, clip.sound)


def interlaced(clip: Clip, _: Clip) -> Clip:
    """Each picture's odd lines come from the next one."""
    woven = []
    for now, after in zip(clip.pictures, [*clip.pictures[1:], clip.pictures[-1]], strict=True):
        both = now.copy()
        both[1::2] = after[1::2]
        woven.append(both)
    return Clip(woven, clip.rate, clip.sound)


def spliced(clip: Clip, carrier: Clip) -> Clip:
    """Five seconds in the middle of another film."""
    height, width = clip.pictures[0].shape[:2]
    around = [cv2.resize(picture, (width, height)) for picture in carrier.pictures]
    count = int(4 * clip.rate)
    before, after = (around * 9)[:count], (around * 9)[count : 2 * count]
    quiet = np.zeros(4 * 16000, np.int16)
    sound = np.concatenate([quiet, clip.sound, quiet]) if len(clip.sound) else clip.sound
    return Clip([*before, *clip.pictures, *after], clip.rate, sound)


def inset(share: float) -> Callable[[Clip, Clip], Clip]:
    """Picture in picture: the film in a corner of another."""

    def change(clip: Clip, carrier: Clip) -> Clip:
        height, width = clip.pictures[0].shape[:2]
        small = (int(width * share), int(height * share))
        made = []
        for index, picture in enumerate(clip.pictures):
            whole = cv2.resize(carrier.pictures[index % len(carrier.pictures)], (width, height))
            top, left = height - small[1] - height // 20, width - small[0] - width // 20
            whole[top : top + small[1], left : left + small[0]] = cv2.resize(
                picture, small, interpolation=cv2.INTER_AREA
            )
            made.append(whole)
        return Clip(made, clip.rate, clip.sound)

    return change


def halved(clip: Clip, carrier: Clip) -> Clip:
    """Split screen: the film in one half, another in the other."""
    height, width = clip.pictures[0].shape[:2]
    made = []
    for index, picture in enumerate(clip.pictures):
        other = cv2.resize(carrier.pictures[index % len(carrier.pictures)], (width, height))
        if width >= height:
            halves = [each[:, width // 4 : width // 4 + width // 2] for each in (picture, other)]
            made.append(np.hstack(halves))
        else:
            halves = [each[height // 4 : height // 4 + height // 2] for each in (picture, other)]
            made.append(np.vstack(halves))
    return Clip(made, clip.rate, clip.sound)


def filmed(clip: Clip, _: Clip) -> Clip:
    """Filmed off a screen: aslant, shaking, dim at the edges, a tint, grain, soft."""
    chance = np.random.default_rng(3)
    height, width = clip.pictures[0].shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    aim = np.array([[0.06, 0.09], [0.95, 0.04], [0.92, 0.93], [0.08, 0.97]], np.float32) * [width, height]
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    light = (1.05 - 0.35 * (rows**2 + columns**2) / 2)[..., None] * np.array([0.85, 1.0, 0.95])
    made = []
    for picture in clip.pictures:
        shake = aim + chance.normal(0, 1.0, 2)
        seen = cv2.warpPerspective(
            picture,
            cv2.getPerspectiveTransform(corners, shake.astype(np.float32)),
            (width, height),
            borderValue=(25, 25, 25),
        )
        seen = cv2.GaussianBlur(seen, (0, 0), 1.1) * light + chance.normal(0, 7, (height, width, 1))
        made.append(np.clip(seen, 0, 255).astype(np.uint8))
    return Clip(made, clip.rate, clip.sound)


def everything(clip: Clip, other: Clip) -> Clip:
    """Mirror, crop, 1.1 times as fast, colours, words, portrait with bars."""
    clip = paced(1.1)(clip, other)
    crop = cropped(0.15)
    return each(lambda picture: boxed(marked(graded(crop(mirrored(picture)))), tall=True))(clip, other)


def soft(picture: Image) -> Image:
    """Out of focus."""
    return cv2.GaussianBlur(picture, (0, 0), 4)


ATTACKS = {
    attack.name: attack
    for attack in (
        Attack("recompress crf35", each(same), crf=35),
        Attack("recompress crf40", each(same), crf=40),
        Attack("240p", each(scaled(240)), crf=30),
        Attack("crop 10 %", each(cropped(0.10))),
        Attack("crop 20 %", each(cropped(0.20))),
        Attack("crop 30 %", each(cropped(0.30))),
        Attack("9:16 centre crop", each(upright)),
        Attack("letterbox", each(lambda picture: boxed(picture, tall=False))),
        Attack("portrait pad", each(lambda picture: boxed(picture, tall=True))),
        Attack("mirror", each(mirrored)),
        Attack("rotate 90", each(turned)),
        Attack("logo and text", each(marked)),
        Attack("caption band", each(captioned)),
        Attack("bright, contrast, gamma", each(graded)),
        Attack("grey", each(grey)),
        Attack("blur 4", each(soft)),
        Attack("noise 45", noisy, crf=30),
        Attack("speed 0.8", paced(0.8), speed=0.8),
        Attack("speed 1.25", paced(1.25), speed=1.25),
        Attack("speed 1.5", paced(1.5), speed=1.5),
        Attack("10 pictures a second", slow_rate),
        Attack("interlace", interlaced),
        Attack("5 s excerpt", each(same), seconds=5, crf=28),
        Attack("2 s excerpt", each(same), seconds=2, crf=28),
        Attack("5 s in another film", spliced, seconds=5, lead=4, carrier=True),
        Attack("picture in picture 45 %", inset(0.45), carrier=True),
        Attack("picture in picture 60 %", inset(0.60), carrier=True),
        Attack("split screen", halved, carrier=True),
        Attack("filmed off a screen", filmed, crf=30),
        Attack("all together", everything, crf=30, speed=1.1),
    )
}
