"""A project folder, read: settings, cards, scripts.

Knows the layout of the folder. Refuses to change anything in it (``newproject.py`` writes one).
File names in sources are relative to the folder, so that the same project gives the same film
wherever it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from .cards import read_due, read_person, read_place
from .dues import Due
from .errors import CardError, ProjectError
from .fdx import LARGEST_FDX, read_fdx
from .fountain import read_fountain
from .model import Cards, Finding, Person, Place
from .rulebook import finding
from .script import Script
from .settings import Settings, read_settings
from .sheet import and_also, brief_mend
from .textfile import LARGEST_SCRIPT, decode_text, read_bytes

SETTINGS_FILE: Final = "reel.toml"
LARGEST_CARD: Final = 1_000_000
_ENDINGS: Final = (".fountain", ".fdx")
_Card = TypeVar("_Card", Person, Place)


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder as it was read.

    Args:
        root: the folder.
        settings: what ``reel.toml`` says.
        cards: everybody in ``cast/`` and everywhere in ``places/``.
        scripts: one for ``film.fountain``, or one for each episode in order; never empty.
        findings: what reading itself found (a foreign encoding, losses from Final Draft).
        card_dues: what the owners of cards ask of films that use them, whether this one does or not.
    """

    root: Path
    settings: Settings
    cards: Cards
    scripts: tuple[Script, ...]
    findings: tuple[Finding, ...] = ()
    card_dues: tuple[Due, ...] = ()


@dataclass(slots=True)
class ScriptsRead:
    """The scripts of a project as they were read last, by the name of the file: the same bytes are the same script."""

    files: dict[str, tuple[bytes, Script, tuple[Finding, ...]]] = field(default_factory=dict)


def load_project(path: Path, known: ScriptsRead | None = None) -> Project:
    """Read a project folder; the path of a file in it (``reel.toml``, ``film.fountain``) will do.

    Args:
        path: of the folder.
        known: the scripts of the time before, which are not read again unless they changed; it is brought up to date.

    Raises:
        ProjectError: the folder, its settings or its script is missing or cannot be read.
        ScriptError: a script is no text, or too large.
        CardError: a card has a mistake in it; the message tells the first ones.
    """
    root = path.parent if path.is_file() else path
    _look_into(root)
    settings_file = root / SETTINGS_FILE
    if not settings_file.exists():
        raise ProjectError(
            "there is no reel.toml in this folder",
            where=str(root),
            mend="give a project folder, or make one: reel new DIR --title … (or --from script.fountain)",
        )
    settings = read_settings(_text(settings_file, SETTINGS_FILE)[0])
    cards = load_cards(root)
    scripts, findings = _read_scripts(root, known or ScriptsRead())
    card_dues = (*_read_dues(root, "cast", "person"), *_read_dues(root, "places", "place"))
    return Project(root, settings, cards, scripts, findings, card_dues)


def load_cards(root: Path) -> Cards:
    """Everybody in ``cast/`` and everywhere in ``places/``.

    Raises:
        CardError: a card has a mistake in it; the message tells the first ones.
    """
    return Cards(
        people=_read_cards(root, "cast", read_person),
        places=_read_cards(root, "places", read_place),
    )


def read_script(path: Path, *, shown: str) -> tuple[Script, tuple[Finding, ...]]:
    """Read one screenplay, Fountain or Final Draft by the file's ending.

    Raises:
        ProjectError: the file cannot be read.
        ScriptError: it is no screenplay, or too large.
    """
    return _script_of(_script_bytes(path, shown), path, shown=shown)


def _script_bytes(path: Path, shown: str) -> bytes:
    written_in_xml = path.suffix.lower() == ".fdx"  # which takes several times the bytes
    return read_bytes(path, shown=shown, largest=LARGEST_FDX if written_in_xml else LARGEST_SCRIPT)


def _script_of(content: bytes, path: Path, *, shown: str) -> tuple[Script, tuple[Finding, ...]]:
    if path.suffix.lower() == ".fdx":
        script, report = read_fdx(content, file=shown)
        lost = [f"{loss.what} ({loss.count} ×)" for loss in report.losses]
        notes = (
            (finding("S026", f"not kept from Final Draft: {', '.join(lost)}", report.losses[0].where),) if lost else ()
        )
        return script, notes
    text, findings = decode_text(content, file=shown)
    return read_fountain(text, file=shown), findings


def _text(path: Path, shown: str) -> tuple[str, tuple[Finding, ...]]:
    return decode_text(read_bytes(path, shown=shown), file=shown)


def _read_scripts(root: Path, known: ScriptsRead) -> tuple[tuple[Script, ...], tuple[Finding, ...]]:
    before, known.files = known.files, {}
    for number, path in _script_files(root):
        shown = path.relative_to(root).as_posix()
        content = _script_bytes(path, shown)
        last = before.get(shown)
        if last is None or last[0] != content:
            script, notes = _script_of(content, path, shown=shown)
            last = content, replace(script, episode=number), notes
        known.files[shown] = last
    scripts = tuple(script for _, script, _ in known.files.values())
    return scripts, tuple(each for _, _, notes in known.files.values() for each in notes)


def _script_files(root: Path) -> list[tuple[int, Path]]:
    """The script of a film, or the scripts of a series with their numbers."""
    for ending in _ENDINGS:
        film = root / f"film{ending}"
        if film.exists():
            return [(0, film)]
    folder = root / "episodes"
    files = [path for path in _listed(folder) if path.suffix.lower() in _ENDINGS] if folder.exists() else []
    if not files:
        raise ProjectError(
            "there is no screenplay in this project",
            where=str(root),
            mend="write film.fountain, or episodes/01.fountain for a series",
        )
    episodes: dict[int, Path] = {}
    for path in files:
        if not (path.stem.isascii() and path.stem.isdigit() and len(path.stem) <= 4 and int(path.stem)):
            raise ProjectError(
                "an episode's file name is its number", where=f"episodes/{path.name}", mend="call it 01.fountain"
            )
        other = episodes.setdefault(int(path.stem), path)
        if other != path:
            raise ProjectError(
                f"two files are episode {int(path.stem)}: {other.name} and {path.name}",
                where="episodes",
                mend="give one of them another number",
            )
    return sorted(episodes.items())


def _read_cards(root: Path, folder: str, read: Callable[..., _Card]) -> dict[str, _Card]:
    cards: dict[str, _Card] = {}
    mistakes: list[CardError] = []
    for shown, text in _card_texts(root, folder):
        try:
            card = read(text, file=shown)
        except CardError as mistake:
            mistakes.append(mistake)
        else:
            cards[card.id] = card
    _raise_first(mistakes)
    return cards


def _read_dues(root: Path, folder: str, kind: str) -> tuple[Due, ...]:
    texts = [(shown, text) for shown, text in _card_texts(root, folder) if "licence" in text]
    return tuple(due for shown, text in texts if (due := read_due(text, file=shown, kind=kind)) is not None)


def _card_texts(root: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Each card of a folder: its name from the project on, and its words."""
    if not (root / folder).exists():
        return
    for path in _listed(root / folder):
        if path.suffix.lower() == ".toml" and not path.name.startswith("."):
            shown = f"{folder}/{path.name}"
            yield shown, decode_text(read_bytes(path, shown=shown, largest=LARGEST_CARD), file=shown)[0]


def _raise_first(mistakes: list[CardError]) -> None:
    """One error for all cards: the first in full, the others as they would have been told."""
    if not mistakes:
        return
    first, *others = mistakes
    mend, *also = first.mend.split("\n  also ")
    for other in others:
        own, *more = other.mend.split("\n  also ")
        also += [f"{other.where}: {other.what}{brief_mend(own)}", *more]
    raise CardError(first.what, where=first.where, mend=and_also(mend, also)) from None


def _look_into(root: Path) -> None:
    if not root.exists():
        raise ProjectError("there is no such folder", where=str(root), mend="make one: reel new DIR --title …")
    _listed(root)


def _listed(folder: Path) -> Iterable[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise ProjectError(
            f"this folder cannot be read ({error.strerror})",
            where=str(folder),
            mend="give yourself the right to read it (chmod u+rx), or give another folder",
        ) from error
