"""A whole small film with everything real: story, board, voices, drawn pictures, score, cut."""

import io
import json
import shutil
from pathlib import Path

import av
import pytest
from click.testing import CliRunner, Result

from reelwright.cli import main
from reelwright.seal import prove_evidence

SCRIPT = """Title: Two Lines

INT. CAFE - DAY

ADA
You came.

BEN
I did.
"""


def run(*words: str) -> Result:
    """A call that must end well."""
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A screenplay of two lines, cast and made as a draft."""
    home = tmp_path_factory.mktemp("first")
    script = home / "two-lines.fountain"
    script.write_text(SCRIPT, encoding="utf-8")
    folder = home / "film"
    run("new", str(folder), "--from", str(script))
    run("make", str(folder), "--draft")
    return folder


def result_of(folder: Path, *words: str) -> dict:
    """What a make of the draft says to programs."""
    return json.loads(run("make", str(folder), "--draft", "--json", *words).stdout)


def test_film_has_pictures_sound_and_words(film: Path) -> None:
    """The master has every frame of every shot in draft size, stereo sound as long, and a soft subtitle track."""
    shots = json.loads((film / "out/receipt.json").read_text(encoding="utf-8"))["shots"]
    with av.open(str(film / "out/film.mp4")) as master:
        pictures = master.streams.video[0]
        assert (pictures.width, pictures.height) == (540, 960)
        assert pictures.frames == sum(shot["frames"] for shot in shots)
        assert {stream.type for stream in master.streams} == {"video", "audio", "subtitle"}
        assert abs(float(master.duration / av.time_base) - pictures.frames / 30) < 0.1


def test_loudness_is_what_platforms_want(film: Path) -> None:
    """The receipt's measured figures: −14 LUFS ± 1 and a true peak of −1 dBTP at most."""
    sound = json.loads((film / "out/receipt.json").read_text(encoding="utf-8"))["sound"]
    assert abs(sound["loudness_lufs"] + 14) <= 1
    assert sound["true_peak_dbtp"] <= -1


def test_words_are_in_both_files(film: Path) -> None:
    """The subtitles say who says what."""
    for name in ("film.en.vtt", "film.en.srt"):
        text = (film / "out" / name).read_text(encoding="utf-8")
        assert "You came." in text
        assert "I did." in text


def test_stills_are_frames_of_the_shots(film: Path) -> None:
    """Every shot has a picture in the report's folder, and no two are alike."""
    stills = sorted((film / "out/frames").glob("*.jpg"))
    assert len(stills) == len(json.loads((film / "out/receipt.json").read_text(encoding="utf-8"))["shots"])
    assert len({still.read_bytes() for still in stills}) == len(stills)
    with av.open(io.BytesIO(stills[0].read_bytes())) as picture:
        assert picture.streams.video[0].height == 640


def test_made_again_nothing_is_made(film: Path) -> None:
    """The same project again: every shot reused, the same master."""
    before = (film / "out/film.mp4").read_bytes()
    again = result_of(film)
    assert again["shots"]["made"] == 0
    assert (film / "out/film.mp4").read_bytes() == before


def test_own_timeline_gives_the_same_film(film: Path) -> None:
    """The timeline that was written, read back unedited, films nothing and is the same cut."""
    before = result_of(film)
    again = result_of(film, "--from-otio", str(film / "out/film.otio"))
    assert again["shots"]["made"] == 0
    assert again["films"][0]["film_sha256"] == before["films"][0]["film_sha256"]


def test_changed_line_makes_one_take(film: Path) -> None:
    """A line changed in words and not in feeling: only its shot is filmed, though the rest moves."""
    script = film / "film.fountain"
    text = script.read_text(encoding="utf-8")
    assert "I did." in text  # after the opening: within it a longer shot also moves the end of the large label
    script.write_text(text.replace("I did.", "I did so."), encoding="utf-8")
    changed = result_of(film)
    script.write_text(text, encoding="utf-8")
    assert changed["shots"]["made"] == 1
    assert result_of(film)["shots"]["made"] == 0


def test_same_project_in_another_folder_is_the_same_film_to_the_byte(film: Path, tmp_path: Path) -> None:
    """Everything real and nothing reused: voices, pictures, score and cut give the same bytes again."""
    other = tmp_path / "elsewhere"
    shutil.copytree(film, other, ignore=shutil.ignore_patterns(".reel", "out"))
    assert result_of(other, "--jobs", "1")["shots"]["reused"] == 0
    for name in ("film.mp4", "film.en.vtt", "board.json"):
        assert (other / "out" / name).read_bytes() == (film / "out" / name).read_bytes()


def test_film_is_sealed_and_nothing_speaks_against_it(film: Path, tmp_path: Path) -> None:
    """Made to its end, the film bears a seal with which all five lights are green, and keeps it to the byte."""
    folder = tmp_path / "film"
    shutil.copytree(film, folder)
    told = result_of(folder, "--until", "title")["films"][0]
    assert told["seal"]["segments"] == len(told["shots"])
    assert "evidence.zip" in told["files"]
    verdicts = json.loads(run("verify", str(folder / "out/film.mp4"), "--json").stdout)["verdicts"]
    assert {name: verdicts[name]["answer"] for name in ("file", "signer", "ai")} == {
        "file": "intact",
        "signer": "known, original maker",
        "ai": "declared",
    }
    assert {name: verdict["light"] for name, verdict in verdicts.items()} == dict.fromkeys(verdicts, "green")
    assert verdicts["copy"]["answer"] == "registered"
    assert verdicts["time"]["answer"].endswith("by your own ledger")
    evidence = (folder / "out/evidence.zip").read_bytes()
    said = "\n".join(prove_evidence(evidence, film=(folder / "out/film.mp4").read_bytes()))
    assert "stands in block" in said
    again = result_of(folder, "--until", "title")["films"][0]
    assert again["film_sha256"] == told["film_sha256"]
    assert (folder / "out/evidence.zip").read_bytes() == evidence
