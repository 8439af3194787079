"""Bytes of a text file to words, with a clear answer when they are no text.

Knows encodings and sizes. Refuses to know what the words are. People write on many machines:
UTF-8 is the rule, UTF-16 with its mark and GB 18030 are taken with a note.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from reelwright.film import SourceLine

from .errors import ProjectError, ScriptError
from .model import Finding
from .rulebook import finding

LARGEST_TEXT: Final = 10_000_000
"""Bytes of any other text, such as a story told in words; a long novel has three million."""
LARGEST_SCRIPT: Final = 2_000_000
"""Bytes of one screenplay: a feature film has about 300,000, and checking this much takes a quarter of a minute."""
_FOREIGN: Final = {
    b"%PDF": ("a PDF", "export the screenplay as Fountain, or as Final Draft .fdx, from the program that wrote it"),
    b"PK\x03\x04": ("a Word or zipped file", "save the screenplay as plain text (.fountain), UTF-8"),
    b"\xd0\xcf\x11\xe0": ("an old Word file", "save the screenplay as plain text (.fountain), UTF-8"),
    b"{\\rtf": ("a rich text file", "save the screenplay as plain text (.fountain), UTF-8"),
    b"\x89PNG": ("a picture", "give the screenplay itself"),
    b"\xff\xd8\xff": ("a picture", "give the screenplay itself"),
}


def read_bytes(path: Path, *, shown: str, largest: int = LARGEST_TEXT) -> bytes:
    """The bytes of a file that a project needs.

    Raises:
        ProjectError: it is missing, is a folder, or may not be read.
        ScriptError: it is too large to be a text that a person wrote.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(largest + 1)
    except OSError as error:
        raise ProjectError(*_why(error), where=shown, mend=_mend(error)) from error
    if len(content) > largest:
        raise ScriptError(
            f"the file is larger than {largest // 1_000_000} MB",
            where=shown,
            mend="check that it is the screenplay; split a series into episodes/01.fountain, 02.fountain …",
        )
    return content


def read_story_file(path: Path) -> str:
    """The words of a story in a plain text file.

    Raises:
        ProjectError: it cannot be read.
        ScriptError: it is no text, holds no word, or is too large.
    """
    words = decode_text(read_bytes(path, shown=str(path)), file=str(path))[0]
    if not any(letter.isalpha() for letter in words):
        raise ScriptError("there is no word in this story", where=str(path), mend="give the file that the story is in")
    return words


def decode_text(content: bytes, *, file: str) -> tuple[str, tuple[Finding, ...]]:
    """The words in some bytes, and a note when they were not UTF-8.

    Raises:
        ScriptError: they are no text.
    """
    for magic, (what, mend) in _FOREIGN.items():
        if content.startswith(magic):
            raise ScriptError(f"this is {what}, not a text", where=file, mend=mend)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decode_as(content, "utf-16", file)
    if b"\x00" in content:
        raise ScriptError("this is a binary file, not a text", where=file, mend="give a plain text file in UTF-8")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_foreign(content, file, error)
    _refuse_control_characters(text, file)
    return text, ()


def _decode_as(content: bytes, encoding: str, file: str) -> tuple[str, tuple[Finding, ...]]:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ScriptError(
            f"the text says that it is {encoding.upper()} but is not", where=file, mend="save it as UTF-8"
        ) from error
    _refuse_control_characters(text, file)
    return text, (_note(file, encoding.upper()),)


def _decode_foreign(content: bytes, file: str, error: UnicodeDecodeError) -> tuple[str, tuple[Finding, ...]]:
    line = content.count(b"\n", 0, error.start) + 1
    refusal = ScriptError(
        "the text is not UTF-8", where=f"{file}:{line}", mend="save it as UTF-8 (in most editors: Save with encoding)"
    )
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        raise refusal from error
    letters = [letter for letter in text if ord(letter) > 127]
    usual = sum(
        "\u4e00" <= letter <= "\u9fff" or "\u3000" <= letter <= "\u303f" or letter > "\uff00" for letter in letters
    )
    if usual < 0.9 * len(letters):
        raise refusal from error
    _refuse_control_characters(text, file)
    return text, (_note(file, "GB 18030"),)


def _note(file: str, encoding: str) -> Finding:
    return finding(
        "S021",
        f"the text is in {encoding}; it was read as such",
        SourceLine(file, 1),
        expected="UTF-8",
        mend="save it as UTF-8, so that every program reads it alike",
    )


def _refuse_control_characters(text: str, file: str) -> None:
    strange = sum(letter < " " and letter not in "\t\n\r\x0b\x0c\x1b" for letter in text)
    if strange > 2 + len(text) // 200:
        raise ScriptError("this is a binary file, not a text", where=file, mend="give a plain text file in UTF-8")


def _why(error: OSError) -> tuple[str]:
    known = {
        errno.ENOENT: "there is no such file",
        errno.EACCES: "this may not be read",
        errno.EISDIR: "this is a folder, not a file",
        errno.ENOTDIR: "a part of this path is a file, not a folder",
    }
    return (known.get(error.errno or 0, f"this cannot be read ({error.strerror})"),)


def _mend(error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        return "give yourself the right to read it (chmod u+r, and u+rx on its folders)"
    return "check the path"
