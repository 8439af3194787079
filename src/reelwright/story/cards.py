"""Cast and place cards: TOML in, and a commented card out that a beginner can edit.

Knows every key of a card. Refuses to know how a person is drawn. Names of hair, garments and the
rest are those of the catalogue in room film, so a typo is found here and not on screen.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Final

from reelwright.film import (
    AGES,
    BEARDS,
    BUILDS,
    EARRINGS,
    FACE_SHAPES,
    GARMENTS,
    GLASSES,
    HAIR_STYLES,
    HATS,
    NECKWEAR,
    PATTERNS,
    PLACE_KINDS,
    SourceLine,
    Weather,
)

from .dues import Due, read_card_due
from .errors import CardError
from .model import Look, Person, Place, VoiceCard
from .sheet import Sheet, open_sheet, raise_mistakes

GENDERS: Final = ("female", "male", "neutral")
_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WEATHERS: Final = tuple(str(weather) for weather in Weather)


def read_person(text: str, *, file: str) -> Person:
    """Read a cast card; its id is the file's name without ending.

    Raises:
        CardError: it is not TOML, a key or value is unknown, or the name is missing.
    """
    sheet = open_sheet(text, file=file, error=CardError)
    name = sheet.name("name")
    plain = Person(id=PurePath(file).stem, name=name)
    voice = _read_voice(sheet.table("voice"), plain.voice)
    person = Person(
        id=plain.id,
        name=name,
        names=sheet.texts("names"),
        gender=sheet.choice("gender", GENDERS, plain.gender),
        age=sheet.choice("age", AGES, plain.age),
        build=sheet.choice("build", BUILDS, plain.build),
        face=sheet.choice("face", FACE_SHAPES, plain.face),
        skin=sheet.colour("skin", plain.skin),
        hair=sheet.choice("hair", HAIR_STYLES, plain.hair),
        hair_colour=sheet.colour("hair_colour", plain.hair_colour),
        eyes=sheet.colour("eyes", plain.eyes),
        glasses=sheet.choice("glasses", GLASSES, plain.glasses),
        beard=sheet.choice("beard", BEARDS, plain.beard),
        earrings=sheet.choice("earrings", EARRINGS, plain.earrings),
        freckles=sheet.flag("freckles", default=plain.freckles),
        looks=_read_looks(sheet),
        voice=voice,
        voices=_read_other_voices(sheet.table("voice"), voice),
        source=SourceLine(file, 1),
    )
    read_card_due(sheet, card=person.id, kind="person")  # looked at here for its mistakes
    sheet.refuse_other_keys()
    raise_mistakes(sheet.mistakes, CardError)
    return person


def read_place(text: str, *, file: str) -> Place:
    """Read a place card; its id is the file's name without ending.

    Raises:
        CardError: it is not TOML, a key or value is unknown, or the name is missing.
    """
    sheet = open_sheet(text, file=file, error=CardError)
    plain = Place(id=PurePath(file).stem, name="")
    place = Place(
        id=plain.id,
        name=sheet.name("name"),
        names=sheet.texts("names"),
        kind=sheet.choice("kind", PLACE_KINDS, plain.kind),
        seed=sheet.whole("seed", plain.seed, low=0, high=2**31 - 1),
        sign=sheet.text("sign"),
        tint=sheet.colour("tint", plain.tint),
        weather=Weather(sheet.choice("weather", _WEATHERS, plain.weather)),
        source=SourceLine(file, 1),
    )
    read_card_due(sheet, card=place.id, kind="place")
    sheet.refuse_other_keys()
    raise_mistakes(sheet.mistakes, CardError)
    return place


def read_due(text: str, *, file: str, kind: str) -> Due | None:
    """What the owner of a card asks of every film that uses it; the card was read, so it has no mistakes."""
    return read_card_due(open_sheet(text, file=file, error=CardError), card=PurePath(file).stem, kind=kind)


def _read_looks(sheet: Sheet) -> tuple[Look, ...]:
    looks: dict[str, Look] = {}
    plain = Look()
    for number, table in enumerate(sheet.tables("look")):
        name = table.text("name", plain.name if number == 0 else f"look {number + 1}").strip()
        if name in looks:
            table.wrong("name", f'two looks are called "{name}"', "give each look its own name")
        looks[name] = Look(
            name=name,
            garment=table.choice("garment", GARMENTS, plain.garment),
            colour=table.colour("colour", plain.colour),
            second_colour=table.colour("second_colour", plain.second_colour),
            pattern=table.choice("pattern", PATTERNS, plain.pattern),
            neckwear=table.choice("neckwear", NECKWEAR, plain.neckwear),
            accent=table.colour("accent", plain.accent),
            hat=table.choice("hat", HATS, plain.hat),
        )
        table.refuse_other_keys()
    return tuple(looks.values()) or (plain,)


def _read_other_voices(sheet: Sheet, plain: VoiceCard) -> tuple[tuple[str, VoiceCard], ...]:
    """``[voice.zh]`` and the like: what differs from the card's own voice in another language."""
    for key in ("pitch", "rate", "timbre", "name"):
        sheet.has(key)
    voices = []
    for tag, table in sheet.inner_tables().items():
        if not _TAG.fullmatch(tag):
            sheet.wrong(tag, f'"{tag[:40]}" is no language tag', "write [voice.zh], [voice.es], [voice.pt-BR] …")
        voices.append((tag, _read_voice(table, plain)))
        table.refuse_other_keys()
    sheet.refuse_other_keys()
    return tuple(voices)


def _read_voice(sheet: Sheet, plain: VoiceCard) -> VoiceCard:
    return VoiceCard(
        pitch=sheet.number("pitch", plain.pitch, low=-12, high=12),
        rate=sheet.number("rate", plain.rate, low=0.5, high=2),
        timbre=sheet.number("timbre", plain.timbre, low=0, high=1),
        name=sheet.text("name"),
    )


def print_person(person: Person) -> str:
    """Write a cast card that says beside each key what may stand there."""
    lines = [
        f"# {_one_line(person.name)}: a cast card. Change any value and run `reel check`.",
        _pair("name", person.name, "as subtitles show it"),
        _pair("names", list(person.names), "every way the script writes it"),
        _pair("gender", person.gender, " | ".join(GENDERS)),
        _pair("age", person.age, " | ".join(AGES)),
        _pair("build", person.build, " | ".join(BUILDS)),
        "",
        _pair("face", person.face, " | ".join(FACE_SHAPES)),
        _pair("skin", person.skin, "any #rrggbb colour"),
        *_comment("hair", HAIR_STYLES),
        _pair("hair", person.hair),
        _pair("hair_colour", person.hair_colour),
        _pair("eyes", person.eyes, "their colour"),
        _pair("glasses", person.glasses, " | ".join(GLASSES)),
        _pair("beard", person.beard, " | ".join(BEARDS)),
        _pair("earrings", person.earrings, " | ".join(EARRINGS)),
        _pair("freckles", person.freckles, "true | false"),
        "",
        "[voice]",
        _pair("pitch", person.voice.pitch, "semitones: -12 (deep) to 12 (high)"),
        _pair("rate", person.voice.rate, "0.5 (slow) to 2 (fast)"),
        _pair("timbre", person.voice.timbre, "0 (dark) to 1 (bright)"),
        _pair("name", person.voice.name, 'a voice of the engine, "" to let it choose'),
        "",
        "# The first look is worn unless the script says [[wear: NAME = look]].",
        *_comment("garment", GARMENTS),
    ]
    for number, look in enumerate(person.looks):
        lines += ["", *_print_look(look, explain=number == 0)]
    return "\n".join(lines) + "\n"


def _print_look(look: Look, *, explain: bool) -> list[str]:
    def hint(words: str) -> str:
        return words if explain else ""

    return [
        "[[look]]",
        _pair("name", look.name),
        _pair("garment", look.garment),
        _pair("colour", look.colour),
        _pair("second_colour", look.second_colour, hint("of the pattern or what is worn below")),
        _pair("pattern", look.pattern, hint(" | ".join(PATTERNS))),
        _pair("neckwear", look.neckwear, hint(" | ".join(NECKWEAR))),
        _pair("accent", look.accent, hint("colour of neckwear and hat")),
        _pair("hat", look.hat, hint(" | ".join(HATS))),
    ]


def print_place(place: Place) -> str:
    """Write a place card that says beside each key what may stand there."""
    lines = [
        f"# {_one_line(place.name)}: a place card. Change any value and run `reel check`.",
        _pair("name", place.name),
        _pair("names", list(place.names), "every way the headings write it"),
        *_comment("kind", PLACE_KINDS),
        _pair("kind", place.kind),
        _pair("seed", place.seed, "another number is another place of the same kind"),
        _pair("sign", place.sign, 'words on a sign or wall, "" for none'),
        _pair("tint", place.tint, 'a #rrggbb colour that the dressing leans to, "" for the kind\'s own'),
        _pair("weather", str(place.weather), " | ".join(_WEATHERS)),
    ]
    return "\n".join(lines) + "\n"


def _pair(key: str, value: str | float | bool | list[str], hint: str = "") -> str:  # noqa: FBT001  (a TOML value)
    # JSON's texts, numbers and lists are TOML's too, once the delete character is escaped.
    line = f"{key} = {json.dumps(value, ensure_ascii=False).replace(chr(127), chr(92) + 'u007f')}"
    return f"{line:<28} # {hint}" if hint else line


def _comment(key: str, words: tuple[str, ...]) -> list[str]:
    """The choices of a key as comment lines that fit a screen."""
    lines = [f"# {key}:"]
    for word in words:
        if len(lines[-1]) + len(word) > 110:
            lines.append("#  ")
        lines[-1] += f" {word}"
    return lines


def _one_line(words: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in words)
