"""Words on screen that no face has letters for: told with file and line before anything is filmed.

Knows which words of a script, of its cards and of a catalogue come to be drawn. Refuses to know which
letters there are (the port ``Typeface``), and pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reelwright.film import SourceLine
from reelwright.story import Cards, CardWish, Finding, Screenplay, Speech, Writing, finding

from .errors import FontError
from .ports import Typeface
from .translation.catalogue import Catalogue
from .translation.units import UnitKind

_NAMED: Final = 5
_SETTINGS: Final = "reel.toml"
_MEND: Final = "write it with other characters; emoji cannot be drawn yet"
_SPOKEN: Final = frozenset({UnitKind.LINE, UnitKind.NAME})
"""What is drawn only where subtitles are: what is said, and by whom."""


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    where: SourceLine


def check_letters(  # noqa: PLR0913 each of these is drawn, or says what is
    films: Iterable[Screenplay],
    cards: Cards,
    typeface: Typeface,
    *,
    label: str = "",
    subtitles: bool = True,
    catalogue: Catalogue | None = None,
) -> tuple[Finding, ...]:
    """Find every text that will be drawn and cannot be (S033).

    Args:
        films: of the project.
        cards: names of people and signs of places; those of cards that no film uses are left alone.
        typeface: what is drawn with.
        label: that the film is made by AI, as the settings word it.
        subtitles: what is said is drawn too.
        catalogue: the words of the film in the language that it is made in, None for those of the script.
    """
    films = tuple(films)
    drawn = _translated(catalogue, subtitles=subtitles) if catalogue else _written(films, cards, subtitles=subtitles)
    words = (_Words(label, SourceLine(_SETTINGS, 1)), *drawn)
    letters = "".join(dict.fromkeys("".join(each.text for each in words)))
    missing = frozenset(typeface.missing(letters))
    if not missing:
        return ()
    return tuple(
        finding("S033", absent(lacking), each.where, mend=_MEND)
        for each in dict.fromkeys(words)
        if (lacking := "".join(char for char in dict.fromkeys(each.text) if char in missing))
    )


def absent(missing: str) -> str:
    """Say that characters are in no face."""
    named = ", ".join(f"{char} (U+{ord(char):04X})" for char in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return f"no font here has {named}{more}"


def absent_error(missing: str, where: str = "") -> FontError:
    """The same as an error, for whoever meets such a character while drawing."""
    return FontError(absent(missing), where=where, mend=_MEND)


def _written(films: tuple[Screenplay, ...], cards: Cards, *, subtitles: bool) -> Iterator[_Words]:
    """What the films draw in the words of their scripts."""
    for film in films:
        yield from _of_film(film, subtitles=subtitles)
    beats = (beat for film in films for scene in film.scenes for beat in scene.beats)
    speakers = {beat.person for beat in beats if isinstance(beat, Speech)}
    for person in cards.people.values():
        if subtitles and person.id in speakers:
            yield _Words(person.name, person.source or SourceLine(f"cast/{person.id}.toml", 1))
    visited = {scene.place for film in films for scene in film.scenes}
    for place in cards.places.values():
        if place.id in visited:
            yield _Words(place.sign, place.source or SourceLine(f"places/{place.id}.toml", 1))


def _of_film(film: Screenplay, *, subtitles: bool) -> Iterator[_Words]:
    if film.scenes:
        top = SourceLine(film.scenes[0].source.file, 1)
        yield _Words(f"{film.title} {film.credit} {film.author} {film.next_time}", top)
    for beat in (beat for scene in film.scenes for beat in scene.beats):
        match beat:
            case Speech(lines=lines) if subtitles:
                yield from (_Words(line.text, line.source) for line in lines)
            case Writing(heading=heading, lines=lines, source=source):
                yield _Words("\n".join((heading, *lines)), source)
            case CardWish(text=text, source=source):
                yield _Words(text, source)
            case _:
                pass


def _translated(catalogue: Catalogue, *, subtitles: bool) -> Iterator[_Words]:
    """What is drawn of a catalogue; its words stand in its file, wherever their originals stand."""
    file = SourceLine(f"lang/{catalogue.language}.po", 1)
    for entry in catalogue.entries:
        if subtitles or entry.unit.kind not in _SPOKEN:
            yield _Words(entry.text, entry.unit.where or file)
