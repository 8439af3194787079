"""Language tags as media files want them: three letters of ISO 639-2/T in MP4.

Knows the languages that our own writers and voices meet most. Refuses to guess: an unknown tag
becomes "und", which players show as "unknown".
"""

from __future__ import annotations

from typing import Final

_THREE: Final = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fa": "fas",
    "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn",
    "ko": "kor", "ms": "msa", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus",
    "sv": "swe", "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "vi": "vie", "yue": "yue", "zh": "zho",
}  # fmt: skip
_TWO: Final = {three: two for two, three in _THREE.items() if len(two) == 2}


def three_letters(tag: str) -> str:
    """Give the three letters for a tag such as "en", "zh-Hans" or "eng"; "und" when unknown."""
    main = tag.replace("_", "-").split("-")[0].lower()
    if main in _THREE:
        return _THREE[main]
    return main if len(main) == 3 and main.isascii() and main.isalpha() else "und"


def two_letters(tag: str) -> str:
    """Give the shortest tag for a language, as RFC 5646 wants it in playlists; "und" when unknown."""
    three = three_letters(tag)
    return _TWO.get(three, three)
