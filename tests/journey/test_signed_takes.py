"""Takes that their provider signed, from the renderer that fetched them to the seal of the film."""

import json
import shutil
from pathlib import Path

import av
import numpy as np
import pytest

from reelwright.seal import Declaration, SourceType
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.story import new_project
from reelwright.testing import FakeSigner

_SCRIPT = """Title: Two Takes

INT. CAFE - NIGHT

Ada sits alone behind a cup of tea.

ADA
Who is this?
"""
_PROVIDER = """
import dataclasses
import tempfile
from pathlib import Path
from reelwright.seal import Declaration, SourceType
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.testing import FakeRenderer, FakeSigner

class Provider:
    recipe = {"name": "provider", "version": 1}

    def shoot(self, job, *, progress=None):
        take = FakeRenderer(size=job.settings.size).shoot(job, progress=progress)
        said = Declaration("a clip", "video/mp4", SourceType.TRAINED, ("a model", "3"))
        with tempfile.TemporaryDirectory() as folder:
            bare, signed = Path(folder) / "bare.mp4", Path(folder) / "signed.mp4"
            bare.write_bytes(take.film)
            C2paCredentials().embed(bare, signed, said, FakeSigner("A model's provider"))
            clip = signed.read_bytes()
        receipt = {"renderer": "provider gen-3", "source_type": "generated"}
        if job.timed.shot.lines:  # one that had to be encoded anew, and the others as they came
            return dataclasses.replace(take, receipt=receipt, original=clip)
        return dataclasses.replace(take, film=clip, receipt=receipt)
"""


@pytest.fixture
def project(reel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A short film whose takes come from a provider."""
    site = tmp_path / "site"
    (site / "reel_provider.py").write_text(_PROVIDER, encoding="utf-8")
    points = site / "reel_fakes-1.dist-info/entry_points.txt"
    head = "[reelwright.renderers]\n"
    points.write_text(points.read_text().replace(head, f"{head}provider = reel_provider:Provider\n"))
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    new_project(reel.project, title="Two Takes", language="en")
    (reel.project / "film.fountain").write_text(_SCRIPT, encoding="utf-8")
    return reel.project


def write_signed_clip(folder: Path, shots: list[str]) -> None:
    """Ten seconds of grey that a camera signed, for each shot."""
    folder.mkdir()
    bare, path = folder / "bare.tmp", folder / f"{shots[0]}.mp4"
    with av.open(bare, "w", format="mp4") as out:
        video = out.add_stream("libx264", rate=12, options={"preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = 360, 640, "yuv420p"
        for shade in range(120):
            out.mux(video.encode(av.VideoFrame.from_ndarray(np.full((640, 360), 60 + shade, np.uint8), "gray")))
        out.mux(video.encode())
    said = Declaration("a clip", "video/mp4", SourceType.CAPTURE, ("a camera", "1"))
    C2paCredentials().embed(bare, path, said, FakeSigner("Somebody's camera"))
    for shot in shots[1:]:
        shutil.copy(path, folder / f"{shot}.mp4")


def test_a_providers_signature_can_be_checked_inside_the_film(reel, project: Path) -> None:
    """Every take of his is an ingredient that keeps his manifest, whole and unbroken, encoded anew or not.

    So do files that somebody brings, signed by whoever made them.
    """
    equipment = ("--renderer", "provider", "--voice", "fake", "--draft", "--until", "seal", "--json")
    made = reel.quick(*equipment)
    assert made.exit_code == 0, made.output
    takes = len(json.loads(made.stdout)["films"][0]["shots"])
    reading = C2paCredentials().read(project / "out/film.mp4", roots=FakeSigner("A model's provider").root)
    assert reading is not None
    signed = [each for each in reading.manifest.ingredients if each.manifest]
    assert (len(signed), takes > 1) == (takes, True)
    assert {reading.manifests[each.manifest].signer for each in signed} == {"A model's provider"}
    assert all(each.failures == () for each in signed)
    assert reading.manifest.source is SourceType.WITH_TRAINED  # the voice speaks by rules
    again = reel.quick(*equipment)
    assert json.loads(again.stdout)["films"][0]["film_sha256"] == json.loads(made.stdout)["films"][0]["film_sha256"]
    shots = [shot["id"] for shot in json.loads(made.stdout)["films"][0]["shots"]]
    write_signed_clip(project / "takes", shots)
    brought = reel.quick(*equipment)
    assert brought.exit_code == 0, brought.output
    reading = C2paCredentials().read(project / "out/film.mp4", roots=FakeSigner("Somebody's camera").root)
    assert reading is not None
    signed = [each for each in reading.manifest.ingredients if each.manifest]
    assert (len(signed), {each.failures for each in signed}) == (len(shots), {()})
    assert {reading.manifests[each.manifest].signer for each in signed} == {"Somebody's camera"}
