"""Films by the drawn renderer that share sets, people and manner but no shot: the hardest strangers.

Each film is a scene of a few random lines between the people of the example, in one of its places.
Pictures go into the fingerprint without a video codec between: what is shared is the same almost to
the pixel, which is the hardest case.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.film import FrameRate, FrameSize
from reelwright.seal import ASKED, REGISTERED, Fingerprint, Picture, fingerprint_v1
from reelwright.story import Cards, load_project, read_fountain, stage_script
from reelwright.studio import PictureSettings, ShootJob, direct_film, time_film
from reelwright.studio.adapters.drawn.renderer import compose_frames
from reelwright.testing import FakeVoice

EXAMPLE = Path(__file__).parents[2] / "examples" / "midnight-rooftop"
RATE = FrameRate(12)
SIZE = FrameSize(216, 384)
WORDS = [
    "rain",
    "night",
    "never",
    "again",
    "the",
    "door",
    "was",
    "open",
    "you",
    "said",
    "nothing",
    "about",
    "money",
    "and",
    "I",
    "waited",
    "for",
    "a",
    "long",
    "time",
    "here",
    "come",
    "back",
    "please",
    "tell",
    "them",
    "what",
    "happened",
    "to",
    "us",
    "tomorrow",
]


def script_of(number: int, cards: Cards) -> str:
    """A scene of its own, in one of the example's places."""
    chance = random.Random(number)
    place = chance.choice(sorted(cards.places.values(), key=lambda one: one.id))
    names = [person.name.upper() for person in sorted(cards.people.values(), key=lambda one: one.id)][:3]
    lines = [f"INT. {place.name.upper()} - NIGHT", f"{' and '.join(name.title() for name in names[:2])} wait."]
    for _ in range(chance.randint(3, 5)):
        said = " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 9)))
        lines.append(f"{chance.choice(names)}\n{said.capitalize()}.")
    # Shots are numbered by scene, and their dust and blinks follow the number: no two films share one.
    scenes = [f"INT. {place.name.upper()} - NIGHT\n\n{names[0].title()} waits."] * (number % 97)
    return "\n\n".join([*scenes, *lines]) + "\n"


def frames_of(number: int, cards: Cards, *, seconds: float = 8.0) -> Iterator[NDArray[np.uint8]]:
    """The brightness of a film's pictures, twelve a second."""
    script = read_fountain(script_of(number, cards), file="bench")
    screenplay, _ = stage_script(script, cards, language="en")
    shots = direct_film(screenplay, cards, aspect="9:16", rate=RATE)
    voice = FakeVoice()
    spoken = {
        line.id: voice.speak(line, cards.people[line.person], language="en")
        for shot in shots.shots
        for line in shot.lines
    }
    count = 0
    scene = shots.shots[-1].id.rpartition("-")[0]
    for timed in (each for each in time_film(shots, spoken) if each.shot.id.rpartition("-")[0] == scene):
        for frame in compose_frames(ShootJob(timed, cards, PictureSettings(SIZE, RATE))):
            yield frame[: SIZE.height].copy()
            count += 1
            if count >= seconds * 12:
                return


def drawn_prints(number: int, cards: Cards, folder: Path) -> tuple[Fingerprint, Fingerprint]:
    """The fingerprints of one of the films, as registered and as asked about; its pictures are kept in a folder.

    Kept as JPEG of good quality, keyframes large and the others small: nothing larger is looked at.
    """
    kept = folder / f"{number}.pkl"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps([_coded(index, luma) for index, luma in enumerate(frames_of(number, cards))]))
    coded = pickle.loads(kept.read_bytes())  # noqa: S301 written by this program
    shown = [cv2.imdecode(np.frombuffer(each, np.uint8), cv2.IMREAD_GRAYSCALE) for each in coded]
    pictures = [
        Picture(Fraction(index, 12), luma.shape[1], luma.shape[0], colour=False, pixels=luma.tobytes())
        for index, luma in enumerate(shown)
    ]
    return fingerprint_v1(pictures[::2], REGISTERED), fingerprint_v1(pictures, ASKED)


def _coded(index: int, luma: NDArray[np.uint8]) -> bytes:
    small = cv2.resize(luma, (SIZE.width * 5 // 12, SIZE.height * 5 // 12), interpolation=cv2.INTER_AREA)
    shown = small if index % ASKED.every else luma
    return bytes(cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, 93])[1])


def example_cards() -> Cards:
    """The people and places of the example film."""
    return load_project(EXAMPLE).cards
