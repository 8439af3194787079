"""A project whose film stands on its own chain, without making it: what the verbs of title and money begin with."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from reelwright.chain import (
    Address,
    Hash,
    TitleFile,
    Work,
    anchor_film,
    issue,
    keccak256,
    register_title,
    write_title_file,
)
from reelwright.chain.adapters.keystore import make_key_file
from reelwright.cli import main
from reelwright.wiring import open_registry

SCRIPT = "INT. CAFE - DAY\n\nADA\nHello.\n"


def anchored_film(folder: Path, *, settings: str = "", name: bytes = b"root", money: int = 0) -> Path:
    """Anchor a film in a folder; with money it is registered too, and its author has so many units."""
    (folder / "out").mkdir(parents=True)
    (folder / "reel.toml").write_text(settings, encoding="utf-8")
    (folder / "film.fountain").write_text(SCRIPT, encoding="utf-8")
    with open_registry(folder / ".reel", money=money > 0) as registry:
        anchor = anchor_film(registry, Work(registry.me, Hash(keccak256(name)), 12))
        place = TitleFile(registry.ledger.chain_id, registry.contract("title").address, anchor)
        if money:
            register_title(registry, anchor.work, royalty_bps=500, anchor=anchor)
            issue(registry, "start", registry.me, money)
    (folder / "out" / "title.json").write_bytes(write_title_file(place))
    return folder


def account(folder: Path, name: str) -> Address:
    """Somebody's key file, opened by the words "words"."""
    return make_key_file(folder / f"{name}.json", "words", work=2).address


def run(*words: object) -> Result:
    """The result of a call."""
    return CliRunner().invoke(main, [str(word) for word in words])


def done(*words: object) -> dict[str, object]:
    """The result of a call that goes well, as a program reads it."""
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    form: dict[str, object] = json.loads(result.stdout)
    return form
