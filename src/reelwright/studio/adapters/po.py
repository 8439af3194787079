"""Catalogues as gettext PO files: what translators' programs and services open.

A unit's id is the message context, so that the same words of two people are two messages. What a
translator should know stands in the extracted comment. Refuses to write dates: the same catalogue
gives the same bytes.
"""

from __future__ import annotations

import re
from typing import Any, Final

import polib

from reelwright.film import SourceLine
from reelwright.studio.errors import TranslationError
from reelwright.studio.translation.catalogue import Catalogue, Entry
from reelwright.studio.translation.units import Unit, UnitKind

_SOURCE: Final = "X-Source-Language"
_SECONDS: Final = re.compile(r"at most (\d+(?:\.\d+)?) s")
_BY: Final = "made by "
_LARGEST: Final = 20_000_000
_MEND: Final = "mend the file in an editor for PO files, or take it away and run `reel translate` again"


class PoCatalogue:
    """Reads and writes PO files."""

    def write(self, catalogue: Catalogue, *, title: str = "") -> bytes:
        """The file's bytes; the same catalogue always gives the same ones."""
        po = polib.POFile(wrapwidth=0)
        po.metadata = {
            "Project-Id-Version": " ".join(title.split()) or "film",
            "Language": catalogue.language,
            _SOURCE: catalogue.source,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
        }
        for entry in catalogue.entries:
            po.append(_message(entry))
        for entry in catalogue.gone:
            po.append(_message(entry, obsolete=True))
        return f"{po}\n".encode()

    def read(self, content: bytes, *, where: str = "") -> Catalogue:
        """The catalogue of a file.

        Raises:
            TranslationError: it is no PO file, or something in it cannot be read.
        """
        if len(content) > _LARGEST:
            raise TranslationError("the catalogue is larger than 20 MB", where=where, mend=_MEND)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise TranslationError("the catalogue is not UTF-8", where=where, mend="save it as UTF-8") from error
        if "\n" not in text:  # polib takes a single line for the name of a file
            raise TranslationError("this is no PO file", where=where, mend=_MEND)
        try:
            po = polib.pofile(text)
        except (OSError, ValueError, UnicodeError, IndexError, KeyError) as error:
            raise TranslationError(f"this is no PO file: {_reason(error)}", where=where, mend=_MEND) from error
        language, source = po.metadata.get("Language", "").strip(), po.metadata.get(_SOURCE, "").strip()
        if not language or not source:
            missing = "Language" if not language else _SOURCE
            raise TranslationError(f"the head of the catalogue does not say {missing}", where=where, mend=_MEND)
        entries = tuple(_entry(message, where) for message in po if not message.obsolete)
        gone = tuple(_entry(message, where) for message in po if message.obsolete)
        return Catalogue(source, language, entries, gone)


def _message(entry: Entry, *, obsolete: bool = False) -> Any:  # noqa: ANN401 polib has no types
    unit = entry.unit
    where = [] if unit.where is None or not unit.where.file else [(unit.where.file, str(unit.where.line))]
    return polib.POEntry(
        msgctxt=unit.id,
        msgid=unit.text,
        msgstr=entry.text,
        comment="; ".join(
            filter(None, (unit.speaker, unit.hint, f"at most {unit.seconds:g} s" if unit.seconds else ""))
        ),
        tcomment=f"{_BY}{entry.by}" if entry.by else "",
        occurrences=where,
        flags=["fuzzy"] if entry.doubtful else [],
        obsolete=obsolete,
    )


def _entry(message: Any, where: str) -> Entry:  # noqa: ANN401 polib has no types
    name = message.msgctxt or ""
    kind = name.split(".")[1 if re.match(r"e\d+\.", name) else 0]
    if kind not in set(UnitKind):
        at = f"{where}:{message.linenum}" if message.linenum else where
        raise TranslationError(
            f"the message {message.msgid[:40]!r} has no id of ours as its context", where=at, mend=_MEND
        )
    seconds = _SECONDS.search(message.comment)
    parts = message.comment.split("; ") if message.comment else []
    spoken = kind == UnitKind.LINE and bool(parts)
    place = [SourceLine(file, int(line)) for file, line in message.occurrences if str(line).isdecimal()]
    unit = Unit(
        id=name,
        kind=UnitKind(kind),
        text=message.msgid,
        where=place[0] if place else None,
        speaker=parts[0] if spoken else "",
        hint="; ".join(part for part in parts[spoken:] if not _SECONDS.fullmatch(part)),
        seconds=float(seconds[1]) if seconds else 0.0,
    )
    by = message.tcomment.removeprefix(_BY) if message.tcomment.startswith(_BY) else ""
    return Entry(unit, message.msgstr, doubtful="fuzzy" in message.flags, by=by)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
