"""Slots: what a line may name, with the grammar that a sentence asks for."""

from __future__ import annotations


class Slots(dict[str, object]):
    """Names and things by key; some keys are made of others.

    ``{a_craft}`` has its article, ``{Day}`` and ``{day_cap}`` begin a sentence.
    """

    def __missing__(self, key: str) -> object:
        if key.endswith("_cap"):
            return _capital(str(self[key[:1].lower() + key[1:-4]]))
        if key[:1].isupper() and len(key) > 1:
            return _capital(str(self[key[:1].lower() + key[1:]]))
        if key.startswith("a_"):
            word = str(self[key[2:]])
            return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"
        raise KeyError(key)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
