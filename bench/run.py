"""Prints how fast the program is, as ratios of things run side by side on this machine.

Everything is CPU time of one thread or of whole processes, so that a busy machine changes little;
what is compared is run in turn, several times, and the median is shown. Nothing here is a test:
a figure that misses its target is printed with a cross and nothing fails.

    python bench/run.py                 all
    python bench/run.py compose         one part: compose, moviepy, pipeline, ledger, continuity, replay
    python bench/run.py pipeline 3      three rounds of the pipeline, each against its own encoder run
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from continuity import measure_continuity
from encoder import encode_ours, encode_stock
from ledger import measure_follow, measure_ledger
from numpy.typing import NDArray
from replay import measure_replay

from reelwright.film import FrameRate, ShotKind, frame_size
from reelwright.story import Cards, load_project, stage_script
from reelwright.studio import PictureSettings, ShootJob, TimedShot, direct_film, time_film
from reelwright.studio.adapters.drawn.renderer import compose_frames
from reelwright.studio.adapters.drawn.set_up import ShotSetUp
from reelwright.studio.adapters.espeak import EspeakVoice

EXAMPLE = Path(__file__).parents[1] / "examples" / "midnight-rooftop"
ROUNDS = 3
FRAMES = 60


def main() -> None:
    """Run the parts that were asked for."""
    cv2.setNumThreads(1)
    parts: dict[str, Callable[[], None]] = {
        "compose": compose,
        "moviepy": moviepy,
        "pipeline": pipeline,
        "ledger": ledger,
        "continuity": continuity,
        "replay": replay,
    }
    asked = [word for word in sys.argv[1:] if word in parts] or list(parts)
    print(f"{processor()}, no graphics card used, load {os.getloadavg()[0]:.1f}")
    print(f"Python {platform.python_version()}, OpenCV {cv2.__version__}, PyAV {av.__version__}")
    for name in asked:
        print(f"\n{name}")
        parts[name]()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"\nthis process, which held the frames of a shot at a time, came to {own / _KILOBYTES:.2f} GB")


_KILOBYTES = 1e9 if sys.platform == "darwin" else 1e6
"""What ``ru_maxrss`` counts in: bytes on macOS, kilobytes elsewhere."""


def processor() -> str:
    """The name of the processor and how many of it this program may use."""
    names = Path("/proc/cpuinfo")
    rows = names.read_text(encoding="utf-8").splitlines() if names.exists() else []
    name = next((row.partition(":")[2].strip() for row in rows if row.startswith("model name")), platform.processor())
    features = [word for word in cv2.getCPUFeaturesLine().split() if word.startswith("*")]
    best = features[-1].lstrip("*") if features else platform.machine()
    return f"{name} ({best}), {os.cpu_count()} cores"


def continuity() -> None:
    """Seeded faults in stories: how many are found, how many are made up."""
    for line in measure_continuity():
        print(line)


def ledger() -> None:
    """The embedded chain."""
    found = measure_ledger()
    row("load the room of the chain, once a process", found["door"], "s of CPU")
    row("load py-evm, once a process", found["machine"], "s of CPU")
    row("start a new chain, all loaded", found["start"], "s of CPU", 0.3)
    row("start a new chain in a new process, and answer", found["cold"], "s of CPU", 0.3)
    row("the same, and execute a contract", found["executing"], "s of CPU")
    row("transactions, one block each", found["rate"], "a second of CPU", 40, at_least=True)
    row("reopen it after 300 blocks", found["reopen"], "s of CPU", 0.05)
    row("on disk, a block", found["bytes"] / 1000, "kB")
    row("events followed into the index", measure_follow(), "a second of CPU", 10_000, at_least=True)


def replay() -> None:
    """The continuity ledger of 100 episodes of 64 shots, already staged."""
    found = measure_replay()
    row(f"full check of {found['shots']:.0f} shots", found["full_ms"], "CPU-ms", 100)
    row(f"check after one edit, median of {found['edits']:.0f} of every kind", found["edit_ms"], "CPU-ms", 20)
    row("the slowest of these", found["edit_worst_ms"], "CPU-ms", 20)
    row(f"a death that {found['death_findings']:.0f} later scenes contradict", found["death_ms"], "CPU-ms")
    row("memory of the kept ledger", found["memory_mb"], "MB", 200)


def row(what: str, value: float, unit: str, target: float | None = None, *, at_least: bool = False) -> None:
    """Print one figure, with its target where there is one."""
    if target is None:
        print(f"  {what:<58}{value:9.2f} {unit}")
        return
    reached = value >= target if at_least else value <= target
    sign = "≥" if at_least else "≤"
    print(f"  {what:<58}{value:9.2f} {unit:<10} target {sign} {target:g} {'✓' if reached else '✗'}")


def voiced_example() -> tuple[tuple[TimedShot, ...], Cards]:
    """The example film, directed and voiced."""
    project = load_project(EXAMPLE)
    screenplay, _ = stage_script(project.scripts[0], project.cards, language=project.settings.language)
    shots = direct_film(screenplay, project.cards, aspect="9:16", rate=FrameRate(30))
    voice = EspeakVoice()
    spoken = {
        line.id: voice.speak(line, project.cards.people[line.person], language=project.settings.language)
        for shot in shots.shots
        for line in shot.lines
    }
    return time_film(shots, spoken), project.cards


def telling_shots(timed: tuple[TimedShot, ...]) -> list[TimedShot]:
    """A few shots that differ most in what they cost: wide, two people, close with speech, insert."""
    chosen: dict[tuple[ShotKind, int], TimedShot] = {}
    for shot in timed:
        if shot.shot.length >= FRAMES:
            chosen.setdefault((shot.shot.kind, len(shot.shot.figures)), shot)
    return list(chosen.values())


def compose() -> None:
    """Composing against encoding, the same frames, in turn."""
    timed, cards = voiced_example()
    settings = PictureSettings(frame_size("9:16"), FrameRate(30))
    ratios, composing, encoding = [], [], []
    for shot in telling_shots(timed):
        job = ShootJob(shot, cards, settings)
        for _ in range(ROUNDS):
            begin = time.process_time()
            frames = [frame.copy() for _, frame in zip(range(FRAMES), compose_frames(job), strict=False)]
            made = time.process_time() - begin
            coded = encode_stock(frames, settings)
            composing.append(made / len(frames) * 1e3)
            encoding.append(coded / len(frames) * 1e3)
            ratios.append(made / coded)
        print(f"    {shot.shot.id:<8} {shot.shot.kind:<14} {len(shot.shot.figures)} people: "
              f"compose {composing[-1]:5.1f}, x264 veryfast {encoding[-1]:5.1f} CPU-ms a frame")  # fmt: skip
    row("composing, set-up of the shot included", statistics.median(composing), "CPU-ms")
    row("x264 veryfast on the same frames (the limit)", statistics.median(encoding), "CPU-ms")
    row("composing : encoding", statistics.median(ratios), "", 0.5)


def moviepy() -> None:
    """Composing the same layers with MoviePy 2: a place, two people, a subtitle, a push-in."""
    try:
        import moviepy as mp  # noqa: PLC0415 - only in the bench environment
    except ImportError:
        print("  MoviePy is not installed: make bench installs it")
        return
    timed, cards = voiced_example()
    shot = max(timed, key=lambda one: (len(one.shot.figures), one.shot.length))
    settings = PictureSettings(frame_size("9:16"), FrameRate(30))
    job = ShootJob(shot, cards, settings)
    place, people = layers_of(ShotSetUp(shot, job))
    count = 20
    ours, theirs = [], []
    for _ in range(ROUNDS):
        set_up = ShotSetUp(shot, job)
        for number in range(count):  # painted once, like the layers that MoviePy is given
            set_up.compose(number)
        begin = time.process_time()
        for number in range(count):
            if not set_up.repeats(number):  # as the renderer does: what nobody could tell apart is not composed
                set_up.compose(number)
                set_up.letter(number)
        ours.append((time.process_time() - begin) / count)
        clips = [mp.ImageClip(place).with_duration(5).resized(lambda t: 1 + 0.02 * t).with_position("center")]
        clips += [
            mp.ImageClip(person).with_duration(5).resized(lambda t: 1 + 0.03 * t).with_position(corner)
            for person, corner in people
        ]
        film = mp.CompositeVideoClip(clips, size=(1080, 1920)).with_duration(5)
        begin = time.process_time()
        for number in range(count // 4):
            film.get_frame(number / 30)
        theirs.append((time.process_time() - begin) / (count // 4))
    row("composing two people in a place, ours", statistics.median(ours) * 1e3, "CPU-ms")
    row("the same layers by MoviePy 2", statistics.median(theirs) * 1e3, "CPU-ms")
    row("MoviePy : ours", statistics.median(theirs) / statistics.median(ours), "×", 20, at_least=True)


def layers_of(set_up: ShotSetUp) -> tuple[NDArray[np.uint8], list[tuple[NDArray[np.uint8], tuple[int, int]]]]:
    """A set-up's place and people as the RGB and RGBA pictures that MoviePy takes."""
    sheet = set_up._backdrop.behind[0].picture  # noqa: SLF001 - the bench looks inside
    place = to_rgb(sheet.luma, sheet.cb, sheet.cr)
    people = []
    for placed in set_up._figures:  # noqa: SLF001
        picture = placed.picture(0)
        colours = to_rgb(picture.luma, picture.cb, picture.cr)
        alpha = picture.alpha if picture.alpha is not None else np.full(colours.shape[:2], 255, np.uint8)
        people.append((np.dstack([colours, alpha]), placed.corner))
    return place, people


def to_rgb(luma: NDArray[np.uint8], cb: NDArray[np.uint8], cr: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Planes of 4:2:0 as RGB."""
    i420 = np.concatenate([luma.reshape(-1), cb.reshape(-1), cr.reshape(-1)]).reshape(-1, luma.shape[1])
    return np.asarray(cv2.cvtColor(i420, cv2.COLOR_YUV2RGB_I420), np.uint8)


def pipeline() -> None:
    """The whole command up to the cut against the encoder alone, in turn; then one changed line, so and sealed."""
    rounds = next((int(word) for word in sys.argv[1:] if word.isdigit()), 1)
    wholes, alones, ours, walls, peaks, seconds = [], [], [], [], [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds):
            project = Path(folder) / f"film-{turn}"
            shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns(".reel", "out"))
            whole, wall, peak = command("reel", "make", str(project), "--until", "cut")
            master = project / "out" / "film.mp4"
            settings = PictureSettings(frame_size("9:16"), FrameRate(30))
            alone, own = encode_stock(frames_of(master), settings), encode_ours(frames_of(master), settings)
            seconds = length_of(master)
            wholes, alones, walls, peaks = [*wholes, whole], [*alones, alone], [*walls, wall], [*peaks, peak]
            ours.append(own)
            if turn:
                print(f"    round {turn}: {wholes[-2]:.1f} against {alones[-2]:.1f} CPU-s")
        row(f"whole pipeline to the cut, {seconds:.0f} s of film", statistics.median(wholes), "CPU-s")
        row("x264 veryfast alone, as it comes, on the same frames", statistics.median(alones), "CPU-s")
        row("our encoder alone on them, told of no repeated frame", statistics.median(ours), "CPU-s")
        ratios = [whole / alone for whole, alone in zip(wholes, alones, strict=True)]
        row("whole pipeline : encoder alone", statistics.median(ratios), "", 1.6)
        row("film seconds made a second, all processors", seconds / min(walls), "", 1.0, at_least=True)
        row("largest process", max(peaks), "GB", 1.5)
        change_a_line(project)
        row_of_change("to the cut", (wholes[-1], walls[-1]), command("reel", "make", str(project), "--until", "cut"))
        sealed = Path(folder) / "film-sealed"
        shutil.copytree(EXAMPLE, sealed, ignore=shutil.ignore_patterns(".reel", "out"))
        os.environ["REEL_HOME"] = str(Path(folder) / "home")
        whole, wall, _ = command("reel", "make", str(sealed))
        row("whole pipeline with seal and title", whole, "CPU-s")
        row("the same by the clock", wall, "s")
        seal_against_decoding(master)
        change_a_line(sealed)
        row_of_change("with seal and title", (whole, wall), command("reel", "make", str(sealed)))


def seal_against_decoding(film: Path) -> None:
    """Print what sealing a film of somebody else's costs, against decoding its pictures once."""
    sealed, _, _ = command("reel", "seal", str(film), "--source", "drawn", "--out", str(film.with_name("foreign.mp4")))
    begin = time.process_time()
    with av.open(str(film)) as container:
        container.streams.video[0].codec_context.thread_count = 1
        for _ in container.decode(video=0):
            pass
    decoding = time.process_time() - begin
    row(f"reel seal of a film of {length_of(film):.0f} s", sealed, "CPU-s")
    row("seal : decoding once", sealed / decoding, "")


def row_of_change(how_far: str, whole: tuple[float, float], again: tuple[float, float, float]) -> None:
    """Print what one changed line costs, and its share of the whole in CPU and by the clock."""
    row(f"one changed line, {how_far}", again[0], "CPU-s")
    row("  by the clock", again[1], "s")
    row("  : whole, CPU", again[0] / whole[0], "", 0.15)
    row("  : whole, by the clock", again[1] / whole[1], "", 0.15)


def frames_of(film: Path) -> Iterator[NDArray[np.uint8]]:
    """The pictures of a film, decoded."""
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="yuv420p")


def length_of(film: Path) -> float:
    """Seconds of its pictures."""
    with av.open(str(film)) as container:
        return container.streams.video[0].frames / 30


def change_a_line(project: Path) -> None:
    """Say one more word in one line of the script."""
    script = project / "film.fountain"
    text = script.read_text(encoding="utf-8")
    timed, _ = voiced_example()
    spoken = max((line.line.text for shot in timed for line in shot.lines), key=len)
    if text.count(spoken) != 1:
        raise SystemExit(f"cannot find the line {spoken!r} in the script")
    script.write_text(text.replace(spoken, f"Listen. {spoken}"), encoding="utf-8")


def command(*words: str) -> tuple[float, float, float]:
    """Run a command; gives the CPU seconds of all its processes, its wall seconds and the largest process in GB."""
    adopt_orphans()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    program = str(Path(sys.executable).parent / words[0])
    # Compiled once, as an installed program is, whatever this shell says of bytecode.
    world = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    subprocess.run([program, *words[1:]], check=True, stdout=quiet, stderr=quiet, env=world)
    wall = time.monotonic() - begin
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()  # what the command left running for a moment counts as well
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, after.ru_maxrss / _KILOBYTES


def adopt_orphans() -> None:
    """Become the parent of processes whose parent ended before them: the system counts what they took as ours."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


_SUBREAPER = 36
"""``PR_SET_CHILD_SUBREAPER`` of prctl(2)."""


if __name__ == "__main__":
    main()
