"""The content code of ISO 24138: made where a program makes video signatures, sealed in, and checked by whoever can."""

import base64
import dataclasses
import importlib.util
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import iscc_lib
import numpy as np
import pytest
from tiny_films import still_picture, tiny_film

from reelwright.seal import (
    CopyReport,
    Declaration,
    Light,
    Picture,
    Question,
    SealError,
    SealOrder,
    SealTools,
    SourceType,
    Verdict,
    VerifyTools,
    seal_media,
    verify_media,
)
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.iscc_codes import IsccCodes
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.seal.adapters.mpeg7_program import Mpeg7Program
from reelwright.testing import FakeClock, FakeCopySearch, FakeKnown, FakeSigner

_PROGRAM = """#!{python}
import sys
asked, fault = sys.argv[1:], {fault!r}
if "-filters" in asked:
    print(" .. signature        N->V       Calculate the MPEG-7 video signature" if fault != "unable" else "none")
    sys.exit(0)
width, height = map(int, asked[asked.index("-s") + 1].split("x"))
rows = []
while len(picture := sys.stdin.buffer.read(width * height)) == width * height:
    rows.append(" ".join(str(picture[at * len(picture) // 380] * 3 // 256) for at in range(380)))
if fault == "fails":
    sys.exit(3)
with open("signature.xml", "w") as file:
    for row in rows[1:] if fault == "forgets one" else rows:
        file.write("<FrameSignature>" + (row[:-4] if fault == "too short" else row) + "</FrameSignature>\\n")
"""


def program(folder: Path, fault: str = "") -> Mpeg7Program:
    """A program that takes three levels of 380 pixels for a signature, or does something else than it should."""
    path = folder / f"program {fault}"
    path.write_text(_PROGRAM.format(python=sys.executable, fault=fault), encoding="utf-8")
    path.chmod(0o755)
    return Mpeg7Program(str(path))


def shown(count: int = 3, size: tuple[int, int] = (32, 18)) -> Iterator[Picture]:
    """Grey pictures, each unlike the others."""
    width, height = size
    for index in range(count):
        pixels = bytes((7 * at * (index + 3)) % 256 for at in range(width * height))
        yield Picture(Fraction(index, 5), width, height, colour=False, pixels=pixels)


def test_each_picture_has_its_numbers(tmp_path: Path) -> None:
    """Three pictures give three rows of 380 numbers, no picture gives none, and the program says that it is able."""
    asked = program(tmp_path)
    assert asked.is_able
    rows = asked.signatures(shown())
    assert [len(row) for row in rows] == [380] * 3
    assert rows[0] != rows[1]
    assert asked.signatures(iter(())) == []


@pytest.mark.parametrize("fault", ["fails", "forgets one", "too short"])
def test_a_program_that_fails_is_told(fault: str, tmp_path: Path) -> None:
    """A program that ends badly, or gives too little, gives no code rather than a wrong one."""
    with pytest.raises(SealError):
        program(tmp_path, fault).signatures(shown())
    film = tmp_path / "film.mp4"
    film.write_bytes(tiny_film())
    codes = IsccCodes(ChildReader(), program(tmp_path, fault)).codes(film, "A film")
    assert set(codes) == {"meta", "data", "instance", "iscc"}


def test_pictures_of_two_sizes_have_no_signature(tmp_path: Path) -> None:
    """A film whose pictures change their size is refused, and the program with it."""
    with pytest.raises(SealError, match="size"):
        program(tmp_path).signatures([*shown(1), *shown(1, (30, 18))])


def test_a_program_that_is_not_able_is_not_asked(tmp_path: Path) -> None:
    """An FFmpeg without the filter, and none at all, are not able."""
    assert not program(tmp_path, "unable").is_able
    assert not Mpeg7Program(str(tmp_path / "none")).is_able


# --- in a seal and in a verdict ------------------------------------------------------------------

LIN, READER, CREDENTIALS = FakeSigner("Lin Studio"), ChildReader(), C2paCredentials()
ORDER = SealOrder("Midnight", ("reelwright", "1"), SourceType.TRAINED)
LIES = Declaration("Mine", "video/mp4", SourceType.CAPTURE, ("camera", "1"))


def verdict(media: Path, coder: IsccCodes | None) -> Verdict:
    """What is said of the file."""
    tools = VerifyTools(READER, CREDENTIALS, FakeCopySearch(CopyReport()), FakeKnown(LIN.root), coder=coder)
    return next(each for each in verify_media(media, tools).verdicts if each.question is Question.FILE)


def test_a_seal_bears_the_content_code_and_the_verdict_checks_it(tmp_path: Path) -> None:
    """With a program the code is in the sum and bound to the film; whoever has none says that nobody checked it."""
    film = tmp_path / "film.mp4"
    film.write_bytes(tiny_film())
    coder = IsccCodes(READER, program(tmp_path))
    tools = SealTools(READER, CREDENTIALS, LIN, coder, FakeClock())
    sealed = seal_media(film, tmp_path / "sealed.mp4", ORDER, tools)
    assert list(sealed.codes) == ["meta", "content", "data", "instance", "iscc"]
    assert sealed.codes["content"] == coder.content(sealed.file)
    plain = IsccCodes().codes(film, "Midnight")
    assert len(sealed.codes["iscc"]) > len(plain["iscc"])
    assert verdict(sealed.file, coder).answer == "intact"
    blind = verdict(sealed.file, IsccCodes())
    assert (blind.answer, blind.light) == ("fingerprint not checked", Light.AMBER)
    assert "REEL_FFMPEG" in blind.sentence


@pytest.mark.parametrize(("seed", "light"), [(1, Light.GREEN), (9, Light.RED)])
def test_trap_code_of_another_film(seed: int, light: Light, tmp_path: Path) -> None:
    """A code that is well-formed and of another film is told as false; that of the film itself stands."""
    film, other = tmp_path / "film.mp4", tmp_path / "other.mp4"
    film.write_bytes(tiny_film())
    other.write_bytes(tiny_film(seed))
    coder = IsccCodes(READER, program(tmp_path))
    lie = dataclasses.replace(LIES, codes={"content": coder.content(other)})
    CREDENTIALS.embed(film, tmp_path / "bound.mp4", lie, LIN)
    found = verdict(tmp_path / "bound.mp4", coder)
    assert found.light is light
    assert found.answer == ("intact" if seed == 1 else "false fingerprint")


def drifting_film() -> bytes:
    """Four seconds in which soft shapes drift, as pictures of cameras do."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        across, down = np.meshgrid(np.arange(160), np.arange(96))
        for index in range(100):
            light = 120 + 60 * np.sin((across + 2 * index) / 23) * np.cos((down - index) / 17) + across / 4
            container.mux(stream.encode(av.VideoFrame.from_ndarray(light.astype(np.uint8), format="gray")))
        container.mux(stream.encode())
    return target.getvalue()


def number(code: str) -> int:
    """A code as a number."""
    text = code.removeprefix("ISCC:")
    return int.from_bytes(base64.b32decode(text + "=" * (-len(text) % 8)))


def test_what_is_no_film_has_no_content_code(tmp_path: Path) -> None:
    """A still has codes of title, data and instance alone."""
    still = tmp_path / "still.png"
    still.write_bytes(still_picture())
    assert IsccCodes(READER, program(tmp_path)).content(still) == ""


@pytest.mark.skipif(importlib.util.find_spec("imageio_ffmpeg") is None, reason="imageio-ffmpeg is not installed")
def test_codes_are_those_that_the_program_gives_of_the_file_itself(tmp_path: Path) -> None:
    """Fed by us with small pictures, it comes within ten of 64 bits of what it says of the file; chance is 32."""
    import imageio_ffmpeg  # noqa: PLC0415 only where it is

    film = tmp_path / "film.mp4"
    film.write_bytes(drifting_film())
    path = imageio_ffmpeg.get_ffmpeg_exe()
    chain = "fps=5,signature=format=xml:filename=s.xml"
    asked = [path, "-loglevel", "error", "-i", "film.mp4", "-an", "-vf", chain, "-f", "null", "-"]
    subprocess.run(asked, check=True, cwd=tmp_path)
    said = re.findall(r"<FrameSignature>([^<]*)<", (tmp_path / "s.xml").read_text())
    whole = iscc_lib.gen_video_code_v0([[int(number) for number in row.split()] for row in said]).iscc
    ours = IsccCodes(READER, Mpeg7Program(path)).content(film)
    assert (number(ours) ^ number(whole)).bit_count() <= 10
