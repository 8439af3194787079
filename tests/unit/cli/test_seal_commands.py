"""``reel seal``, ``reel verify`` and ``reel keys`` as a user meets them."""

import json
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reelwright.cli import main
from reelwright.cli.make import _who_signs
from reelwright.seal import certificate_digest, fingerprint_of_looks, look_at_take, sealed_segments, seen_in_looks
from reelwright.seal.adapters.c2pa_credentials import C2paCredentials
from reelwright.seal.adapters.media.reader import ChildReader
from reelwright.wiring import UNNAMED, OwnFilms


def run(*words: object) -> Result:
    """The result of a call in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user folder of this test's own."""
    monkeypatch.setenv("REEL_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("REEL_KEY_PASSPHRASE", raising=False)
    return tmp_path / "home"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film of half a second."""
    import av  # noqa: PLC0415 only here
    import numpy as np  # noqa: PLC0415 the same

    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=8)
        stream.width, stream.height, stream.pix_fmt = 64, 112, "yuv420p"
        for shade in range(4):
            picture = np.full((112, 64, 3), 40 * shade + 20, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def test_a_film_is_sealed_and_verified(film: Path, tmp_path: Path) -> None:
    """Sealing makes keys on first use and a copy beside the film; verifying finds it intact and writes its page.

    That he made it is his word alone, because a film that comes from elsewhere has no log of its making.
    """
    sealed = run("seal", film, "--source", "model", "--title", "Roof")
    assert sealed.exit_code == 0, sealed.output
    assert "AIGC in the container" in sealed.output
    assert "not met: install a watermark model" in sealed.output
    assert film.with_name("film.sealed.evidence.zip").stat().st_size > 10_000
    page = tmp_path / "page.html"
    found = run("verify", film.with_name("film.sealed.mp4"), "--report", page)
    assert found.exit_code == 1, found.output
    assert "intact" in found.output
    assert "known, origin not shown" in found.output
    assert b"Roof" in page.read_bytes()


def test_what_is_found_is_told_by_the_exit_code(film: Path) -> None:
    """A film that was altered ends with 1, one without a credential with 0, a text with 3."""
    run("seal", film, "--source", "camera")
    sealed = film.with_name("film.sealed.mp4")
    told = run("verify", sealed, "--json")
    assert json.loads(told.output)["verdicts"]["signer"]["answer"] == "known, re-signer"  # x264 is no camera
    assert told.exit_code == 1
    assert run("verify", film).exit_code == 0
    text = film.with_name("text.mp4")
    text.write_text("no film", encoding="utf-8")
    assert run("verify", text).exit_code == 3
    assert run("verify", film.with_name("none.mp4")).exit_code == 2


def test_of_a_folder_with_a_film_in_it_the_film_is_named(tmp_path: Path) -> None:
    """Whoever gives his project is told which file to ask of; a folder without a film says what is wanted."""
    film = tmp_path / "out/01/film.mp4"
    film.parent.mkdir(parents=True)
    assert "give a film, or the folder of a streamed one" in run("verify", tmp_path).stderr
    film.touch()
    told = run("verify", tmp_path)
    assert (told.exit_code, f"reel verify {film}" in told.stderr) == (2, True)


def test_a_film_is_not_sealed_over_itself(film: Path) -> None:
    """Naming the film itself as target is wrong usage."""
    before = film.read_bytes()
    assert run("seal", film, "--out", film).exit_code == 2
    assert film.read_bytes() == before


def test_keys_are_made_shown_and_told_without_their_secrets(home: Path, tmp_path: Path) -> None:
    """Keys appear once, a second making is refused, a root is made known, and no secret is printed."""
    assert "no keys yet" in run("keys").output
    made = run("keys", "--owner", "Lin Studio", "--json")
    assert json.loads(made.output)["signer"]["name"] == "Lin Studio"
    assert run("keys", "--owner", "Lin Studio").exit_code == 3
    root = tmp_path / "friend.pem"
    root.write_bytes((home / "keys/root.pem").read_bytes())
    shown = run("keys", "--know", root, "--revoke", home / "keys/chain.pem")
    assert "revoked: certificate" in shown.output
    assert "PRIVATE" not in made.output + shown.output


def test_keys_are_named_after_their_user_and_can_be_made_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git knows is proposed, never a system account's name; new keys leave the old ones beside and known."""
    settings = home.parent / "gitconfig"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    settings.write_text("[user]\n\tname = Lin Wei\n", encoding="utf-8")
    assert "for “Lin Wei”" in run("keys").output
    settings.write_text("", encoding="utf-8")
    monkeypatch.setenv("LOGNAME", "root")
    assert json.loads(run("keys", "--json").output)["proposed"].lower() != "root"
    assert run("keys", "--anew", "--owner", "Lin Studio").exit_code == 3
    run("keys", "--owner", "Lin Wei")
    assert run("keys", "--anew").exit_code == 2
    shown = json.loads(run("keys", "--anew", "--owner", "Lin Studio", "--json").output)
    assert (shown["signer"]["name"], shown["known"]) == ("Lin Studio", 2)
    assert len(list(home.glob("keys-*/leaf*"))) == 1


def test_an_own_film_is_entered_once_and_replaced_at_its_path(film: Path) -> None:
    """One path holds one film; its name is kept from others, and the same film is not looked at again."""
    run("seal", film, "--source", "model")
    sealed = film.with_name("film.sealed.mp4")
    looks: list[bytes] = []

    def look() -> bytes:
        looks.append(fingerprint_of_looks(seen_in_looks([look_at_take(ChildReader(), sealed)], Fraction(8)), []))
        return looks[-1]

    frames = {"frames": OwnFilms().enter(sealed, "roof", {"frames": ""}, look) and frames_of(sealed)}
    assert not OwnFilms().enter(sealed, "roof", frames, look)
    assert len(looks) == 1
    assert OwnFilms().enter(sealed, "roof", {"frames": "another"}, look)
    other = film.with_name("other.mp4")
    other.write_bytes(sealed.read_bytes())
    assert OwnFilms().enter(other, "roof", {"frames": "another"}, look)
    assert json.loads(run("films", "--json").output)["films"] == ["roof", "roof-2"]


def test_an_entry_of_before_owners_had_roots_is_brought_up_to_date(film: Path, home: Path) -> None:
    """An older entry gets its owner's root from the film where that still lies, and else stays without one."""
    run("seal", film, "--source", "model")
    sealed = film.with_name("film.sealed.mp4")
    run("films", sealed, "--id", "roof")
    (page,) = (home / "films").glob("*.json")
    row = json.loads(page.read_bytes())
    assert row["root"] == certificate_digest((home / "keys/root.pem").read_text(encoding="ascii"))
    for owner, light in ((row["owner"], "green"), ("Bo Pictures", "amber")):
        old = {key: row[key] for key in ("film", "title", "source", "frames")} | {"owner": owner}
        page.write_text(json.dumps(old), encoding="utf-8")
        verdicts = json.loads(run("verify", sealed, "--json").output)["verdicts"]
        assert verdicts["copy"]["light"] == light
        assert json.loads(page.read_bytes())["schema"] == "reelwright.registered-film/3"


def frames_of(sealed: Path) -> str:
    """The name of a film's frames as its credential has it."""
    reading = C2paCredentials().read(sealed)
    return "" if reading is None else sealed_segments(reading)[0].film.hex


def test_a_program_signs_where_the_key_lies(film: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--signer`` with ``--cert`` seals with a program; REEL_SIGNER is the standing one; half of it is wrong usage."""
    run("keys", "--owner", "Lin Studio")
    keys = home / "keys"
    text = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reelwright.seal.adapters.local_keys import open_pem_signer\n"
        f"signer = open_pem_signer(Path({str(keys / 'chain.pem')!r}), Path({str(keys / 'leaf.key.pem')!r}))\n"
        "sys.stdout.buffer.write(signer.sign(sys.stdin.buffer.read()))\n"
    )
    (home / "sign.py").write_text(text, encoding="utf-8")
    command = f"{sys.executable} {home / 'sign.py'}"
    sealed = run("seal", film, "--signer", command, "--cert", keys / "chain.pem", "--json")
    assert json.loads(sealed.output)["signer"] == "Lin Studio"
    assert run("seal", film, "--signer", command).exit_code == 2
    assert run("seal", film, "--key", keys / "leaf.key.pem").exit_code == 2
    monkeypatch.setenv("REEL_SIGNER", f"{sys.executable} -c 0")
    monkeypatch.setenv("REEL_SIGNER_CERT", str(keys / "chain.pem"))
    told = run("seal", film)
    assert (told.exit_code, "gave something that is no signature" in told.output + told.stderr) == (3, True)


@pytest.mark.parametrize(
    "words",
    [
        ("seal", "--stamp-url", "time.example"),
        ("seal", "--cert", "none.pem"),
        ("seal", "--profile", "moon"),
        ("seal", "--source", "dream"),
        ("seal", "--title", " "),
        ("keys", "--know", "none.pem"),
        ("keys", "--revoke", "none.pem"),
    ],
)
def test_wrong_values_are_wrong_usage(words: tuple[str, ...], film: Path) -> None:
    """A value that cannot be meant ends with 2, before anything is made."""
    verb, *rest = words
    assert run(verb, *([film] if verb == "seal" else []), *rest).exit_code == 2
    assert not film.with_name("film.sealed.mp4").exists()


@pytest.mark.parametrize("option", ["--title", "--out", "--cert"])
def test_of_a_project_its_own_settings_say_it(option: str, tmp_path: Path) -> None:
    """An option for a single file is refused beside a folder, also an empty one; none is passed over in silence."""
    (tmp_path / "chain.pem").touch()
    told = run("seal", tmp_path, option, tmp_path / "chain.pem" if option == "--cert" else "")
    assert told.exit_code == 2
    assert f"{option} is for a single file" in told.stderr


def test_an_evidence_file_is_proven_or_refuted(film: Path) -> None:
    """Verifying evidence says what holds; one changed bit ends with 1."""
    run("seal", film, "--source", "model")
    evidence = film.with_name("film.sealed.evidence.zip")
    told = run("verify", evidence)
    assert (told.exit_code, told.output.count("holds: ")) == (0, 6)
    content = bytearray(evidence.read_bytes())
    content[2000] ^= 1
    evidence.write_bytes(content)
    told = run("verify", evidence, "--json")
    assert (told.exit_code, json.loads(told.output)["holds"]) == (1, False)


def test_a_signature_without_a_name_says_how_to_get_one() -> None:
    """Who signs as nobody is told what to do; who signs under a name is not."""
    assert "reel keys --anew --owner NAME" in _who_signs(UNNAMED)
    assert _who_signs("Lin Studio") == ""
