"""A new project folder: a small film that works at once, or a given script with a cast drawn for it.

Knows what a beginner needs to find in the folder. Refuses to write where something is already.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from .cards import print_person, print_place, read_person, read_place
from .casting import cast_script
from .emphasis import plain_text
from .errors import NotWrittenError, ProjectError, ScriptError
from .fountain_text import print_fountain
from .model import Cards
from .project import SETTINGS_FILE, Project, load_project, read_script
from .script import AUTHOR, ElementKind, Script
from .settings import AI_LABELS, LANGUAGES, Settings, print_settings
from .sheet import suggest

IGNORED: Final = "# What can be made again.\n.reel/\nout/\n"
_TITLES: Final = {"en": "The Last Cup", "zh": "第二碗面"}


def new_project(path: Path, *, title: str, language: str = "en") -> Project:
    """Write a small working project: two people, two places, half a minute of film.

    Args:
        path: a folder that does not exist yet or is empty.
        title: of the film; "" for the example's own.
        language: "en" or "zh".

    Raises:
        ProjectError: the folder holds something, or cannot be written, or nobody knows the language.
    """
    if language not in LANGUAGES:
        raise ProjectError(f'there is no first film in "{language[:40]}"', mend=suggest(language[:40], LANGUAGES))
    title = " ".join(title.split()) or _TITLES[language]
    root = resources.files(__package__).joinpath("data", "first_film", language)
    people = [read_person(text, file=file) for file, text in _files(root.joinpath("cast"))]
    places = [read_place(text, file=file) for file, text in _files(root.joinpath("places"))]
    script = root.joinpath("film.fountain").read_text(encoding="utf-8").replace("{title}", title, 1)
    cards = Cards({person.id: person for person in people}, {place.id: place for place in places})
    _write(path, script, cards, Settings(title=title, language=language, label=AI_LABELS[language]))
    return load_project(path)


def cast_project(path: Path, script_file: Path, *, title: str | None = None, language: str | None = None) -> Project:
    """Write a project around a given screenplay, with a card for everybody and everywhere in it.

    Args:
        path: a folder that does not exist yet or is empty.
        script_file: Fountain, or Final Draft ``.fdx``.
        title: of the film; the script's own when None.
        language: "en" or "zh"; what most of the script is written in when None.

    Returns:
        The project, with findings of what could not be kept from the given file.

    Raises:
        ProjectError: the folder holds something or cannot be written, or the script cannot be read.
        ScriptError: the script is no screenplay.
    """
    script, found = read_script(script_file, shown=str(script_file))
    if not any(element.kind is ElementKind.HEADING for element in script.elements):
        raise ScriptError(
            "there is no scene heading in this script",
            where=str(script_file),
            mend="begin each scene with a line such as: INT. CAFE - DAY",
        )
    language = language or guess_language(script)
    if language not in LANGUAGES:
        raise ProjectError(f'there is no casting in "{language[:40]}"', mend=suggest(language[:40], LANGUAGES))
    own = plain_text(script.title("title", "标题", "片名", "剧名"))
    title = " ".join((title or own or script_file.stem).split())
    author = plain_text(script.title(*AUTHOR, between=", "))
    settings = Settings(title=title, language=language, label=AI_LABELS[language], author=author)
    _write(path, print_fountain(script), cast_script(script, language=language), settings)
    project = load_project(path)
    return replace(project, findings=(*found, *project.findings))


def guess_language(script: Script) -> str:
    """The language that most of a script is written in, "en" or "zh"."""
    text = "".join(element.text for element in script.elements)
    han = sum("\u3400" <= letter <= "\u9fff" for letter in text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return "zh" if han * 3 > latin else "en"


def _files(folder: Traversable) -> list[tuple[str, str]]:
    return [
        (each.name, each.read_text(encoding="utf-8")) for each in sorted(folder.iterdir(), key=lambda one: one.name)
    ]


def _write(path: Path, script: str, cards: Cards, settings: Settings) -> None:
    files = {SETTINGS_FILE: print_settings(settings), ".gitignore": IGNORED, "film.fountain": script}
    files |= {f"cast/{person.id}.toml": print_person(person) for person in cards.people.values()}
    files |= {f"places/{place.id}.toml": print_place(place) for place in cards.places.values()}
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ProjectError(
                "there is something here already", where=str(path), mend="give a folder that does not exist yet"
            )
        for name, text in files.items():
            target = path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise NotWrittenError(
            f"the project cannot be written ({error.strerror or error})",
            where=str(path),
            mend="check the path, your right to write there, and the room on the disk",
        ) from error
