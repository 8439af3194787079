"""Pages that need no server, no network and no script: how seal and verdicts are shown to people.

Every text in them that somebody else wrote is escaped, and a policy forbids whatever is not of the page.
"""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from importlib import resources

from .media.model import Picture


def page(title: str, body: str) -> bytes:
    """A whole page with our style."""
    style = (resources.files("reelwright.seal") / "pages/verdicts.css").read_text(encoding="utf-8")
    allowed = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{escape(title)}</title>\n<style>{style}</style>\n'
        f"<main>{body}</main>\n</html>\n"
    ).encode("utf-8", "replace")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are HTML already."""
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="scroll"><table><tr>{head}</tr>{lines}</table></div>'


def code(text: str) -> str:
    """A digest or an identifier."""
    return f"<code>{escape(text)}</code>"


def image(picture: Picture | None, words: str, part: tuple[float, float, float, float] | None = None) -> str:
    """A picture inside the page, with words under it.

    Args:
        picture: None when it is not at hand: then there are only the words.
        words: what it shows.
        part: left, top, right and bottom of a part to be outlined, in shares of width and height.
    """
    if picture is not None and part is not None:
        picture = _outlined(picture, part)
    shown = "" if picture is None else f'<img src="data:image/png;base64,{_png(picture)}" alt="{escape(words)}">'
    return f"<figure>{shown}<figcaption>{escape(words)}</figcaption></figure>"


def _outlined(picture: Picture, part: tuple[float, float, float, float]) -> Picture:
    """A picture with a frame around a part of it, light inside and dark outside, so that it is seen on any ground."""
    depth, width, height = 3 if picture.colour else 1, picture.width, picture.height
    pixels = bytearray(picture.pixels)
    for inset, light in enumerate((0, 0, 255, 255)):
        left, right = _within(part[0], width, inset), _within(part[2], width, -inset)
        top, bottom = _within(part[1], height, inset), _within(part[3], height, -inset)
        for row in range(top, bottom + 1):
            columns = range(left, right + 1) if row in {top, bottom} else (left, right)
            for column in columns:
                at = (row * width + column) * depth
                pixels[at : at + depth] = bytes([light]) * depth
    return replace(picture, pixels=bytes(pixels))


def _within(share: float, side: int, inset: int) -> int:
    return min(side - 1, max(0, round(share * side) + inset))


def _png(picture: Picture) -> str:
    """The picture as PNG (ISO/IEC 15948): three chunks, no filter."""
    depth = 3 if picture.colour else 1
    width = picture.width * depth
    lines = b"".join(b"\0" + picture.pixels[at : at + width] for at in range(0, len(picture.pixels), width))
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2 if picture.colour else 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    return base64.b64encode(content).decode("ascii")
