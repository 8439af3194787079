"""Standard identifiers of content (ISCC, ISO 24138) by iscc-lib."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Final

import iscc_lib

from reelwright.seal.errors import MediaError, SealError
from reelwright.seal.media.model import MediaWish, Picture, PictureWish
from reelwright.seal.media.ports import MediaReader

from .mpeg7_program import RATE, Mpeg7Program

_LONG_SIDE: Final = 320


class IsccCodes:
    """Computes the codes of title, data and instance, and that of the pictures where a program makes its ground.

    The content code for video is made of MPEG-7 signatures, for which no library that installs from a wheel has a
    reader; an FFmpeg that the user names makes them. Our own fingerprint finds copies, and these codes name the file.

    Args:
        reader: decodes the pictures; None for no content code.
        program: makes the signatures; None for no content code.
    """

    def __init__(self, reader: MediaReader | None = None, program: Mpeg7Program | None = None) -> None:
        self._reader, self._program = reader, program

    def codes(self, media: Path, title: str, *, content: str | None = None) -> dict[str, str]:
        """Codes of title, pictures where that can be, data and instance, and the one code that is made of them."""
        try:
            with media.open("rb") as file:
                data = iscc_lib.gen_data_code_v0(file).iscc
                file.seek(0)
                instance = iscc_lib.gen_instance_code_v0(file).iscc
        except OSError as error:
            raise MediaError(f"cannot read: {error.strerror or error}", where=str(media)) from error
        content = self.content(media) if content is None else content
        codes = {"meta": iscc_lib.gen_meta_code_v0(title).iscc, **({"content": content} if content else {})}
        codes |= {"data": data, "instance": instance}
        return codes | {"iscc": iscc_lib.gen_iscc_code_v0([*codes.values()]).iscc}

    def content(self, media: Path) -> str:
        """The video code of a film's pictures, five a second; "" for what is no film, or without a program."""
        if self._program is None or self._reader is None:
            return ""
        facts = self._reader.probe(media)
        if facts.still or not facts.seconds:
            return ""
        wish = MediaWish(PictureWish(_LONG_SIDE, Fraction(RATE)))
        return self.content_of(each for each in self._reader.read(media, wish) if isinstance(each, Picture))

    def content_of(self, pictures: Iterable[Picture]) -> str:
        """The video code of pictures that are five a second; "" without a program."""
        if self._program is None:
            return ""
        try:
            rows = self._program.signatures(pictures)
        except SealError:
            return ""  # a film is sealed all the same; that it has no such code is said
        return str(iscc_lib.gen_video_code_v0(rows).iscc) if rows else ""
