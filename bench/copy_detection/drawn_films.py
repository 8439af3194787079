"""Films by the drawn renderer that share sets, people, music and manner but no shot: the hardest strangers.

Each film is a scene of a few random lines between the people of the example, in one of its places, spoken by the
default voice and mixed with the same music. As strangers their pictures go into the fingerprint without a video
codec between: what is shared is the same almost to the pixel. As films to attack they are written as any other.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from copy_detection.clips import Clip, write_clip
from reelwright.film import FrameRate, FrameSize
from reelwright.seal import ASKED, REGISTERED, Fingerprint, Picture, SoundBlock, fingerprint_v1
from reelwright.story import Cards, load_project, read_fountain, stage_script
from reelwright.studio import PictureSettings, ShootJob, TimedShot, direct_film, mix_film, time_film
from reelwright.studio.adapters.drawn.renderer import compose_frames
from reelwright.studio.adapters.espeak import EspeakVoice

EXAMPLE = Path(__file__).parents[2] / "examples" / "midnight-rooftop"
RATE, SIZE = FrameRate(12), FrameSize(216, 384)
ATTACKED_RATE, ATTACKED_SIZE = FrameRate(20), FrameSize(270, 480)
SECONDS = 8
SOUND_RATE = 16_000
WORDS = """
rain night never again the door was open you said nothing about money and I waited for a long time here come back
please tell them what happened to us tomorrow
"""


def script_of(number: int, cards: Cards) -> str:
    """A scene of its own, in one of the example's places."""
    chance = random.Random(number)
    place = chance.choice(sorted(cards.places.values(), key=lambda one: one.id))
    names = [person.name.upper() for person in sorted(cards.people.values(), key=lambda one: one.id)][:3]
    words = WORDS.split()
    lines = [f"INT. {place.name.upper()} - NIGHT", f"{' and '.join(name.title() for name in names[:2])} wait."]
    for _ in range(chance.randint(3, 5)):
        said = " ".join(chance.choice(words) for _ in range(chance.randint(3, 9)))
        lines.append(f"{chance.choice(names)}\n{said.capitalize()}.")
    # The first scene opens with the film's title, which all would share: it is left out.
    first = f"INT. {place.name.upper()} - NIGHT\n\n{names[0].title()} waits."
    return "\n\n".join([first, *lines]) + "\n"


def scene_of(number: int, cards: Cards, rate: FrameRate) -> list[TimedShot]:
    """The shots of a film, its lines spoken."""
    screenplay, _ = stage_script(read_fountain(script_of(number, cards), file="bench"), cards, language="en")
    shots = direct_film(screenplay, cards, aspect="9:16", rate=rate)
    scene = shots.shots[-1].id.rpartition("-")[0]
    voice = EspeakVoice()
    spoken = {
        line.id: voice.speak(line, cards.people[line.person], language="en")
        for shot in shots.shots
        for line in shot.lines
    }
    timed = [each for each in time_film(shots, spoken) if each.shot.id.rpartition("-")[0] == scene]
    # Dust and blinks follow a shot's id: with the same one, two films would share a shot to the bit.
    return [
        replace(each, start=each.start - timed[0].start, shot=replace(each.shot, id=f"{number}-{each.shot.id}"))
        for each in timed
    ]


def pictures_of(shots: list[TimedShot], cards: Cards, rate: FrameRate, size: FrameSize) -> Iterator[NDArray[np.uint8]]:
    """The pictures of the first seconds, as the renderer gives them: brightness above colour at half the size."""
    left = int(SECONDS * rate.ratio)
    for timed in shots:
        for frame in compose_frames(ShootJob(timed, cards, PictureSettings(size, rate))):
            yield frame.copy()
            left -= 1
            if not left:
                return


def sound_of(shots: list[TimedShot], cards: Cards, rate: FrameRate) -> NDArray[np.int16]:
    """The mix of the first seconds in one channel: the words are each film's own, the music is everybody's."""
    ends = [index for index, each in enumerate(shots, 1) if each.start >= SECONDS * rate.ratio]
    mixed = mix_film(shots[: ends[0] if ends else None], cards=cards, language="en", rate=rate, seed=1).samples
    mono = mixed.astype(np.float32).mean(axis=1)[: 48_000 * SECONDS]
    return np.clip(mono[: len(mono) // 3 * 3].reshape(-1, 3).mean(axis=1), -32768, 32767).astype(np.int16)


def quick_sound_of(shots: list[TimedShot], rate: FrameRate) -> NDArray[np.int16]:
    """A film's own words over music and air that all films of its place have, second by second the same.

    Hundreds are made: a mix of each would take longer than its pictures.
    """
    mono = _bed(shots[0].shot.setting.place).copy()
    for timed in shots:
        for line in timed.lines:
            voice = np.frombuffer(line.utterance.pcm, "<i2").astype(np.float32)
            voice = voice[: len(voice) // 3 * 3].reshape(-1, 3).mean(axis=1)
            start = int(float(rate.seconds(timed.start + line.start)) * SOUND_RATE)
            mono[start : start + len(voice)] += voice[: max(0, len(mono) - start)]
    return np.clip(mono, -32768, 32767).astype(np.int16)


@cache
def _bed(place: str) -> NDArray[np.float32]:
    cards = example_cards()
    chosen = next(n for n in range(1000) if scene_of(n, cards, RATE)[0].shot.setting.place == place)
    mute = [replace(each, lines=()) for each in scene_of(chosen, cards, RATE)]
    bed = 0.3 * sound_of(mute, cards, RATE).astype(np.float32)
    return np.pad(bed, (0, max(0, SECONDS * SOUND_RATE - len(bed))), mode="wrap")


def write_drawn(number: int, cards: Cards, path: Path) -> None:
    """Write a film to attack, in colour and with its sound."""
    shots = scene_of(number, cards, ATTACKED_RATE)
    shown = [
        cv2.cvtColor(each, cv2.COLOR_YUV2BGR_I420) for each in pictures_of(shots, cards, ATTACKED_RATE, ATTACKED_SIZE)
    ]
    draft = path.with_suffix(".draft.mp4")
    write_clip(Clip(shown, float(ATTACKED_RATE.ratio), sound_of(shots, cards, ATTACKED_RATE)), draft, crf=20)
    draft.replace(path)


def kept_stranger(number: int, cards: Cards, folder: Path) -> tuple[list[bytes], NDArray[np.int16]]:
    """A stranger's pictures as JPEG and its sound, made once.

    Of good quality, keyframes large and the others small: nothing larger is looked at.
    """
    kept = folder / f"{number}.pkl"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shots = scene_of(number, cards, RATE)
        lumas = (each[: SIZE.height] for each in pictures_of(shots, cards, RATE, SIZE))
        made = [_coded(index, luma) for index, luma in enumerate(lumas)], quick_sound_of(shots, RATE)
        draft = kept.with_suffix(".draft")
        draft.write_bytes(pickle.dumps(made))
        draft.replace(kept)
    read: tuple[list[bytes], NDArray[np.int16]] = pickle.loads(kept.read_bytes())  # noqa: S301 written by this program
    return read


def stranger_print(number: int, cards: Cards, folder: Path, *, asked: bool) -> Fingerprint:
    """The fingerprint of one of the films, as registered or as asked about."""
    coded, sound = kept_stranger(number, cards, folder)
    step, settings = (1, ASKED) if asked else (2, REGISTERED)
    items: list[Picture | SoundBlock] = [SoundBlock(Fraction(0), SOUND_RATE, sound.astype("<i2").tobytes())]
    for index in range(0, len(coded), step):
        luma = np.asarray(cv2.imdecode(np.frombuffer(coded[index], np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)
        height, width = luma.shape
        items.append(Picture(Fraction(index, 12), width, height, colour=False, pixels=luma.tobytes()))
    return fingerprint_v1(items, settings)


def _coded(index: int, luma: NDArray[np.uint8]) -> bytes:
    small = cv2.resize(luma, (SIZE.width * 5 // 12, SIZE.height * 5 // 12), interpolation=cv2.INTER_AREA)
    shown = small if index % ASKED.every else luma
    return bytes(cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, 93])[1])


def example_cards() -> Cards:
    """The people and places of the example film."""
    return load_project(EXAMPLE).cards
