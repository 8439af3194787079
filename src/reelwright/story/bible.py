"""``bible.toml``: what a series keeps to, for people to read and for writers to go on from.

Knows the file's keys. Refuses to know cards: those have files of their own.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .errors import PremiseError, ProjectError, WritingError
from .textfile import read_bytes
from .writing import Bible, Character, Outline, Premise, Secret

BIBLE_FILE: Final = "bible.toml"


@dataclass(frozen=True, slots=True)
class KeptBible:
    """A bible as it lies in a project: by which writer, with the outlines."""

    writer: str
    bible: Bible
    outlines: tuple[Outline, ...] = ()


def print_bible(kept: KeptBible) -> str:
    """Write ``bible.toml``; the same bible is always the same text."""
    bible = kept.bible
    premise = bible.premise
    lines = [
        "# The bible of this film: who wants what, who hides what, and what happens in each episode.",
        "# Writers go on from the first table; the rest is for you.",
        _pair("title", bible.title),
        _pair("logline", bible.logline),
        "",
        "[made_by]",
        _pair("writer", kept.writer),
        _pair("premise", premise.text),
        _pair("language", premise.language),
        _pair("family", bible.family),
        _pair("asked_family", premise.family),
        _pair("seed", premise.seed),
        _pair("seasons", list(bible.seasons)),
        _pair("kept", list(bible.kept)),
        _pair("left", list(bible.left)),
        _pair("guessed", bible.guessed),
    ]
    for person in bible.characters:
        lines += ["", "[[person]]"]
        for key in ("id", "name", "role", "want", "flaw", "manner"):
            lines.append(_pair(key, getattr(person, key)))
    for secret in bible.secrets:
        lines += ["", "[[secret]]"]
        for key in ("text", "question", "keeper", "opened", "answered"):
            lines.append(_pair(key, getattr(secret, key)))
    for outline in kept.outlines:
        lines += ["", "[[episode]]", _pair("number", outline.number), "scenes = ["]
        lines += [f"  {json.dumps(scene, ensure_ascii=False)}," for scene in outline.scenes]
        lines += ["]", _pair("opens", list(outline.opens)), _pair("answers", list(outline.answers))]
        lines.append(_pair("change", outline.change))
    return "\n".join(lines) + "\n"


def _pair(key: str, value: object) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}".replace(chr(127), "\\u007f")


def read_bible(root: Path) -> KeptBible:
    """Read the bible of a project.

    Raises:
        ProjectError: there is none, or it cannot be read.
        WritingError: it does not say what a writer must know.
    """
    path = root / BIBLE_FILE
    if not path.exists():
        raise ProjectError(
            "there is no bible.toml in this folder", where=str(root), mend='begin a series: reel new "premise" DIR'
        )
    try:
        table = tomllib.loads(read_bytes(path, shown=BIBLE_FILE).decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectError(f"this is not TOML: {error}", where=BIBLE_FILE, mend="mend the line") from error
    try:
        return _bible_of(table)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WritingError(
            f"the bible does not say what a writer must know ({error})", where=BIBLE_FILE, mend="restore [made_by]"
        ) from error
    except PremiseError as error:
        raise WritingError(error.what, where=BIBLE_FILE, mend=error.mend) from error


def _bible_of(table: dict[str, Any]) -> KeptBible:
    made = table["made_by"]
    seasons = tuple(int(number) for number in made["seasons"])
    if not seasons or min(seasons) < 1:
        raise ValueError("seasons")
    premise = Premise(
        str(made["premise"]),
        language=str(made["language"]),
        family=str(made["asked_family"]),
        episodes=sum(seasons),
        seed=int(made["seed"]),
    )
    bible = Bible(
        premise=premise,
        title=str(table["title"]),
        logline=str(table["logline"]),
        family=str(made["family"]),
        seasons=seasons,
        kept=tuple(map(str, made.get("kept", ()))),
        left=tuple(map(str, made.get("left", ()))),
        guessed=made.get("guessed") is True,
        characters=tuple(Character(**person) for person in table.get("person", ())),
        secrets=tuple(Secret(**secret) for secret in table.get("secret", ())),
    )
    return KeptBible(str(made["writer"]), bible, _outlines(table.get("episode", ())))


def _outlines(rows: Sequence[dict[str, Any]]) -> tuple[Outline, ...]:
    return tuple(
        Outline(row["number"], tuple(row["scenes"]), tuple(row["opens"]), tuple(row["answers"]), row["change"])
        for row in rows
    )
