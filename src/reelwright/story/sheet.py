"""A TOML table read strictly: unknown keys and wrong values are mistakes with a line and a mend.

Knows how to ask for a value, where it stands in the file, and which right word is nearest to a
wrong one. Refuses to know what the keys mean. Mistakes are gathered, so that one run shows all.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reelwright.film import SourceLine

from .errors import StoryError

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]{1,200}?)\s*\]")
_KEY = re.compile(r"\s*([\"']?)([^\"'=\s]{1,100})\1\s*=")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ERROR_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a file."""

    what: str
    where: SourceLine
    mend: str


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that a mistyped word most likely meant, or ""."""
    by_fold = {choice.casefold(): choice for choice in choices}
    plain = word.strip().casefold().replace(" ", "_").replace("-", "_")
    if plain in by_fold:
        return by_fold[plain]
    begins = [choice for choice in by_fold if choice and plain and plain.startswith(choice)]
    if begins:
        return by_fold[max(begins, key=len)]
    close = difflib.get_close_matches(plain, by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else ""


def suggest(word: str, choices: Sequence[str]) -> str:
    """What to write instead of a wrong word, as a sentence."""
    near = nearest(word, choices)
    listed = ", ".join(choices)
    return f'write "{near}"; the choices are {listed}' if near else f"choose one of {listed}"


class Sheet:
    """One table of a TOML file, asked key by key."""

    def __init__(self, table: dict[str, Any], *, file: str, lines: dict[str, int], path: str = "") -> None:
        self._table = table
        self._file = file
        self._lines = lines
        self._path = path
        self._asked: list[str] = []
        self.mistakes: list[Mistake] = []

    def where(self, key: str = "") -> SourceLine:
        """The line of a key, or of the table's header."""
        full = f"{self._path}.{key}" if self._path and key else key or self._path
        return SourceLine(self._file, self._lines.get(full, self._lines.get(self._path, 1)))

    def has(self, key: str) -> bool:
        """Whether the file gives this key."""
        self._asked.append(key)
        return key in self._table

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._get(key, str, "a text in quotes")
        return default if value is None else str(value)

    def name(self, key: str) -> str:
        """A text that must be there and not be empty."""
        value = self.text(key).strip()
        if not value and (not self.has(key) or isinstance(self._table[key], str)):
            self.wrong(
                key, f'"{key}" is missing' if key not in self._table else f'"{key}" is empty', f'write {key} = "…"'
            )
        return value

    def day(self, key: str) -> str:
        """A day that must be there, such as 2026-11-28."""
        self._asked.append(key)
        value = self._table.get(key)
        if isinstance(value, dt.date):
            return value.isoformat()[:10]
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            what = "is no day" if key in self._table else "is missing"
            self.wrong(key, f'"{key}" {what}', f"write {key} = 2026-11-28")
            return ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self._table.get(key)
        self._asked.append(key)
        listed = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(listed, list) or not all(isinstance(part, str) for part in listed):
            self.wrong(key, f'"{key}" must be a list of texts', f'write {key} = ["…", "…"]')
            return ()
        return tuple(part.strip() for part in listed if part.strip())

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """One of the words of a catalogue."""
        value = self.text(key, default)
        if value not in choices:
            self.wrong(key, f'"{key}" cannot be "{_short(value)}"', suggest(value, choices))
            return default
        return value

    def colour(self, key: str, default: str) -> str:
        """A colour such as "#c8384a"."""
        value = self.text(key, default)
        if value != default and not _COLOUR.fullmatch(value):
            self.wrong(
                key, f'"{key}" is not a colour: "{_short(value)}"', 'write six hexadecimal digits, such as "#c8384a"'
            )
            return default
        return value.lower()

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        """A number within bounds."""
        value = self._get(key, (int, float), "a number")
        if value is None:
            return default
        if not low <= value <= high:
            self.wrong(key, f'"{key}" is {_short(value)}', f"write a number from {low:g} to {high:g}")
            return default
        return float(value)

    def whole(self, key: str, default: int, *, low: int, high: int) -> int:
        """A whole number within bounds."""
        value = self._get(key, int, "a whole number")
        if value is None:
            return default
        if not low <= value <= high:
            self.wrong(key, f'"{key}" is {_short(value)}', f"write a whole number from {low} to {high}")
            return default
        return int(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """A value that is true or false."""
        value = self._get(key, bool, "true or false")
        return default if value is None else bool(value)

    def table(self, key: str) -> Sheet:
        """A table inside this one, empty when it is not there."""
        value = self._get(key, dict, f"a table: [{key}]")
        return self._inner(value if isinstance(value, dict) else {}, key)

    def inner_tables(self) -> dict[str, Sheet]:
        """Every table inside this one, by its key; for keys that only the user knows."""
        keys = [key for key, value in self._table.items() if isinstance(value, dict)]
        return {key: self.table(key) for key in keys}

    def tables(self, key: str) -> list[Sheet]:
        """The tables of a list ``[[key]]``."""
        value = self._get(key, list, f"a list of tables: [[{key}]]")
        listed = value if isinstance(value, list) else []
        if not all(isinstance(part, dict) for part in listed):
            self.wrong(key, f'"{key}" must be a list of tables', f"begin each with [[{key}]]")
            return []
        return [self._inner(part, f"{key}#{number}") for number, part in enumerate(listed)]

    def plain(self, key: str) -> dict[str, Any]:
        """A table kept as it is, for somebody else to read."""
        value = self._get(key, dict, f"a table: [{key}]")
        return dict(value) if isinstance(value, dict) else {}

    def wrong(self, key: str, what: str, mend: str) -> None:
        """Add a mistake at a key."""
        self.mistakes.append(Mistake(what, self.where(key), mend))

    def refuse_other_keys(self) -> None:
        """Make a mistake of every key that nobody asked for."""
        known = list(dict.fromkeys(self._asked))
        for key in self._table:
            if key not in known:
                self.wrong(key, f'nobody knows the key "{_short(key)}"', suggest(key, known))

    def _get(self, key: str, kind: type | tuple[type, ...], wanted: str) -> Any:  # noqa: ANN401  (TOML is untyped until here)
        self._asked.append(key)
        value = self._table.get(key)
        if value is None:
            return None
        is_flag = isinstance(value, bool)
        if not isinstance(value, kind) or (is_flag and kind is not bool):
            self.wrong(key, f'"{key}" must be {wanted}', f"write {wanted}")
            return None
        return value

    def _inner(self, table: dict[str, Any], path: str) -> Sheet:
        inner = Sheet(table, file=self._file, lines=self._lines, path=f"{self._path}.{path}" if self._path else path)
        inner.mistakes = self.mistakes
        return inner


def open_sheet(text: str, *, file: str, error: type[StoryError]) -> Sheet:
    """Parse a TOML text.

    Raises:
        StoryError: it is not TOML; of the kind that was asked for.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise error("the brackets are nested too deeply", where=file, mend="write plain tables and lists") from None
    except ValueError as problem:
        found = _ERROR_LINE.search(str(problem))
        line = found.group(1) if found else str(max(1, len(text.splitlines())))  # else "at end of document"
        where = f"{file}:{line}"
        reason = _ERROR_LINE.sub("", str(problem)).replace("(, ", "(").split("(")[0].strip()
        raise error(
            f"this is not valid TOML: {_short(reason)}",
            where=where,
            mend='write one `key = "value"` a line, texts in quotes, headers in [brackets]',
        ) from None
    return Sheet(table, file=file, lines=_locate(text))


_TOLD: Final = 6
"""How many further mistakes are told at once."""


def raise_mistakes(mistakes: list[Mistake], error: type[StoryError]) -> None:
    """Raise one error that tells the first mistakes, if there are any."""
    if not mistakes:
        return
    first, *others = mistakes
    also = [f"{other.where}: {other.what}{brief_mend(other.mend)}" for other in others]
    raise error(first.what, where=str(first.where), mend=and_also(first.mend, also))


def brief_mend(mend: str) -> str:
    """What to do in a few words, for a mistake told beside another; nothing where it takes many."""
    words = mend.partition(";")[0]
    return f" ({words})" if len(words) <= 60 else ""


def and_also(mend: str, also: Sequence[str]) -> str:
    """A mend with further mistakes below it, one a line; of many the first few, and how many more there are."""
    told = [f"also {each}" for each in also[:_TOLD]]
    if len(also) > _TOLD:
        told.append(f"and {len(also) - _TOLD} more like these")
    return "\n  ".join((mend, *told))


def _locate(text: str) -> dict[str, int]:
    """The line of each key and header; keys of a repeated table carry its number."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    path = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            path = header.group(2)
            if header.group(1) == "[[":
                counts[path] = counts.get(path, -1) + 1
                path = f"{path}#{counts[path]}"
            lines.setdefault(path, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{path}.{key.group(2)}" if path else key.group(2), number)
    return lines


def _short(value: object) -> str:
    try:
        words = str(value)
    except ValueError:  # an integer with more digits than Python prints
        return "a very long number"
    return words if len(words) <= 60 else f"{words[:57]}…"
