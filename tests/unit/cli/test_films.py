"""``reel films`` keeps fingerprints, and ``reel verify`` finds their films in other files."""

import json
from pathlib import Path

import av
import numpy as np
import pytest
from click.testing import CliRunner

from reelwright.cli import main


def write_film(path: Path, seed: int, *, mirrored: bool = False) -> Path:
    """Three seconds of squares that move over furniture."""
    chance = np.random.default_rng(seed)
    room = np.kron(chance.integers(30, 220, (12, 20)), np.ones((12, 12))).astype(np.uint8)
    with av.open(path, "w") as out:
        video = out.add_stream("libx264", rate=12, options={"crf": "20"})
        video.width, video.height, video.pix_fmt = 240, 144, "yuv420p"
        for index in range(36):
            picture = room.copy()
            for thing in range(3):
                x, y = (
                    60 + 70 * thing + 30 * np.sin(seed + index / 3 + thing),
                    60 + 30 * np.cos(index / 4 + thing * seed),
                )
                picture[int(y) : int(y) + 30, int(x) % 200 : int(x) % 200 + 30] = 240 if thing % 2 else 15
            grey = np.ascontiguousarray(picture[:, ::-1] if mirrored else picture)
            out.mux(video.encode(av.VideoFrame.from_ndarray(grey, "gray")))
        out.mux(video.encode())
    return path


def test_registered_film_is_found_by_verify(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mirrored copy of a registered film is named; after the film is removed it is not.

    Whoever registered it before he had keys may use it once he has; whoever else signs it may not.
    """
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    run = CliRunner().invoke
    film, copy = write_film(tmp_path / "film.mp4", 1), write_film(tmp_path / "copy.mp4", 1, mirrored=True)
    assert "looked for from now on: Rain" in run(main, ["films", str(film), "--id", "Rain"]).output
    assert "already" in run(main, ["films", str(film), "--id", "Rain"]).output
    told = run(main, ["verify", str(copy)]).output
    assert "“Rain”" in told
    assert "mirrored" in told
    signed = {}
    for owner in ("home", "thief"):
        monkeypatch.setenv("REEL_HOME", str(tmp_path / owner))
        run(main, ["seal", str(copy), "--source", "model", "--out", str(tmp_path / f"{owner}.mp4")])
        monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
        said = run(main, ["verify", str(tmp_path / f"{owner}.mp4"), "--json"]).stdout
        signed[owner] = json.loads(said)["verdicts"]["copy"]["answer"]
    assert signed == {"home": "own work", "thief": "copy"}
    assert '"films": []' in run(main, ["films", "--remove", "Rain", "--json"]).output
    assert "Rain" not in run(main, ["verify", str(copy)]).output


def test_own_film_is_told_as_itself_and_a_stolen_one_as_re_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The registered film is no copy of itself; a mirrored copy that somebody else signed is told with its owner."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    run = CliRunner().invoke
    film, copy = write_film(tmp_path / "film.mp4", 1), write_film(tmp_path / "copy.mp4", 1, mirrored=True)
    run(main, ["keys", "--owner", "Lin Studio"])
    run(main, ["seal", str(film), "--source", "model", "--title", "Midnight"])
    sealed = film.with_name("film.sealed.mp4")
    assert run(main, ["films", str(sealed), "--id", "midnight"]).exit_code == 0
    told = json.loads(run(main, ["verify", str(sealed), "--json"]).stdout)["verdicts"]
    assert told["copy"]["answer"] == "registered"
    thief = tmp_path / "thief"
    monkeypatch.setenv("REEL_HOME", str(thief))
    run(main, ["keys", "--owner", "A thief"])
    run(main, ["seal", str(copy), "--source", "model"])
    run(main, ["seal", str(film), "--source", "model", "--out", str(tmp_path / "exact.mp4")])
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    exact = json.loads(run(main, ["verify", str(tmp_path / "exact.mp4"), "--json"]).stdout)["verdicts"]
    assert exact["copy"]["answer"] == "registered by another"
    assert "registered by Lin Studio" in exact["signer"]["reasons"][0]
    page = tmp_path / "page.html"
    found = run(main, ["verify", str(copy.with_name("copy.sealed.mp4")), "--report", str(page), "--json"])
    told = json.loads(found.stdout)["verdicts"]
    assert told["copy"]["answer"] == "copy"
    assert "“Midnight”, registered by Lin Studio" in told["copy"]["reasons"][0]
    assert "origin not shown" in told["signer"]["answer"] or "re-signer" in told["signer"]["answer"]
    assert "registered by Lin Studio" in told["signer"]["reasons"][0]
    assert page.read_text(encoding="utf-8").count("data:image/png") >= 2
