"""``reel.toml``: what a whole project says about itself.

Knows its keys. Refuses to know what a share or a licence is worth: those are read strictly enough
to be kept, and used by the rooms that deal in them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from unicodedata import east_asian_width

from reelwright.film import ASPECTS, FrameRate

from .dues import Due, read_uses
from .errors import ProjectError
from .model import Waiver
from .rulebook import all_rules
from .sheet import Sheet, open_sheet, raise_mistakes
from .waivers import may_be_waived

LANGUAGES: Final = ("en", "zh")
FORMS: Final = ("drama",)
FRAME_RATES: Final = (24, 25, 30, 48, 50, 60)
AI_LABELS: Final = {
    "en": "AI-generated", "zh": "AI生成", "de": "KI-generiert", "es": "Generado por IA", "fr": "Généré par IA",
    "id": "Dibuat dengan AI", "it": "Generato con IA", "ja": "AI生成", "ko": "AI 생성", "nl": "AI-gegenereerd",
    "pl": "Wygenerowane przez AI", "pt": "Gerado por IA", "ru": "Создано ИИ", "tr": "Yapay zekâ ile üretildi",
    "vi": "Tạo bởi AI",
}  # fmt: skip
"""What the label on the film says when reel.toml does not say it."""


def label_in(language: str, label: str) -> str:
    """The AI-made label in a language: the usual words there, unless the project chose words of its own."""
    if label not in AI_LABELS.values():
        return label
    return AI_LABELS.get(language.split("-", maxsplit=1)[0].lower(), label)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who made the film, and their share of its income in hundredths of a percent."""

    name: str
    role: str = ""
    share_bps: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class MakeSettings:
    """The ``[make]`` table: how this project likes to be made unless the command says otherwise.

    Args:
        renderer, voice: names of adapters, "" for the default one.
        subtitles: burned into the picture (they are always written as files too).
    """

    renderer: str = ""
    voice: str = ""
    subtitles: bool = True
    music: bool = True
    hls: bool = False
    preset: str = ""
    seed: int = 1


TRAINING_USES: Final = ("not-allowed", "allowed", "constrained")
LAWS: Final = ("all", "cn", "eu", "us")


@dataclass(frozen=True, slots=True)
class SealSettings:
    """The ``[seal]`` table: how this project's films are sealed.

    Args:
        training: what others may do with the film in training and mining, one of ``TRAINING_USES``.
        law: for whose law it is labelled, one of ``LAWS``.
        stamp_url: address of a time-stamping authority, "" for none.
    """

    training: str = "not-allowed"
    law: str = "all"
    stamp_url: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that ``reel.toml`` says.

    Args:
        form: kind of film.
        label: words of the AI-made label.
        next_time: what the "next time" card says after an episode that does not say it itself.
        licence: terms for others, as written.
        waivers: findings that somebody allows.
        dues: what is owed for what the film uses, beside the cards.
    """

    title: str = ""
    language: str = "en"
    form: str = "drama"
    aspect: str = "9:16"
    rate: FrameRate = field(default_factory=FrameRate)
    label: str = AI_LABELS["en"]
    author: str = ""
    credit: str = ""
    next_time: str = ""
    contributors: tuple[Contributor, ...] = ()
    licence: Mapping[str, Any] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    dues: tuple[Due, ...] = ()
    make: MakeSettings = MakeSettings()
    seal: SealSettings = SealSettings()


def read_settings(text: str, *, file: str = "reel.toml") -> Settings:
    """Read ``reel.toml``.

    Raises:
        ProjectError: it is not TOML, or a key or value is unknown.
    """
    sheet = open_sheet(text, file=file, error=ProjectError)
    language = sheet.choice("language", LANGUAGES, "en")
    fps = sheet.whole("fps", 30, low=1, high=120)
    if fps not in FRAME_RATES:
        sheet.wrong("fps", f'"fps" is {fps}', f"choose one of {', '.join(map(str, FRAME_RATES))}")
        fps = 30
    settings = Settings(
        title=sheet.text("title").strip(),
        language=language,
        form=sheet.choice("form", FORMS, "drama"),
        aspect=sheet.choice("aspect", tuple(ASPECTS), "9:16"),
        rate=FrameRate(fps),
        label=sheet.text("label").strip() or AI_LABELS[language],
        author=sheet.text("author").strip(),
        credit=sheet.text("credit").strip(),
        next_time=sheet.text("next_time").strip(),
        contributors=_read_contributors(sheet),
        licence=sheet.plain("licence"),
        waivers=_read_waivers(sheet),
        dues=read_uses(sheet),
        make=_read_make(sheet.table("make")),
        seal=_read_seal(sheet.table("seal")),
    )
    sheet.refuse_other_keys()
    raise_mistakes(sheet.mistakes, ProjectError)
    return settings


def _read_contributors(sheet: Sheet) -> tuple[Contributor, ...]:
    people = []
    for table in sheet.tables("contributor"):
        share = table.number("share", 0, low=0, high=100)
        people.append(Contributor(table.name("name"), table.text("role"), round(share * 100), table.text("address")))
        table.refuse_other_keys()
    whole = sum(person.share_bps for person in people)
    if whole > 10_000:
        sheet.wrong("contributor", f"the shares add up to {whole / 100:g} %", "let them add up to 100 at most")
    return tuple(people)


def _read_waivers(sheet: Sheet) -> tuple[Waiver, ...]:
    waivers = []
    for table in sheet.tables("waiver"):
        rule = table.choice("rule", tuple(all_rules()), "")
        if rule and not may_be_waived(rule):
            table.wrong("rule", f"{rule} cannot be waived", "mend what it finds: the film cannot be made with it")
        waivers.append(
            Waiver(
                rule,
                who=table.name("who"),
                why=table.name("why"),
                when=table.day("when"),
                file=table.text("file"),
                says=table.text("says"),
                source=table.where(),
            )
        )
        table.refuse_other_keys()
    return tuple(waivers)


def _read_make(sheet: Sheet) -> MakeSettings:
    plain = MakeSettings()
    make = MakeSettings(
        renderer=sheet.text("renderer"),
        voice=sheet.text("voice"),
        subtitles=sheet.flag("subtitles", default=plain.subtitles),
        music=sheet.flag("music", default=plain.music),
        hls=sheet.flag("hls", default=plain.hls),
        preset=sheet.text("preset"),
        seed=sheet.whole("seed", plain.seed, low=0, high=2**31 - 1),
    )
    sheet.refuse_other_keys()
    return make


def _read_seal(sheet: Sheet) -> SealSettings:
    seal = SealSettings(
        training=sheet.choice("training", TRAINING_USES, "not-allowed"),
        law=sheet.choice("law", LAWS, "all"),
        stamp_url=sheet.text("stamp_url").strip(),
    )
    if seal.stamp_url and not seal.stamp_url.startswith(("http://", "https://")):
        sheet.wrong(
            "stamp_url", f'"stamp_url" is {seal.stamp_url[:80]!r}', "write an address that begins with https://"
        )
    sheet.refuse_other_keys()
    return seal


def print_settings(settings: Settings) -> str:
    """Write a ``reel.toml`` that says beside each key what may stand there."""

    def pair(key: str, value: str | float, hint: str) -> str:
        said = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        wide = sum(east_asian_width(character) in "WF" for character in said)  # they take two columns
        return said.ljust(40 - wide) + f" # {hint}"

    lines = [
        "# A film project. `reel check` tells what is wrong, `reel make` makes the film.",
        pair("title", settings.title, "as the title card shows it"),
        pair("language", settings.language, " | ".join(LANGUAGES)),
        pair("aspect", settings.aspect, " | ".join(ASPECTS)),
        pair("fps", settings.rate.numerator, " | ".join(map(str, FRAME_RATES))),
        pair("label", settings.label, "the AI-made label at the opening"),
        pair("author", settings.author, "who wrote it"),
        pair("next_time", settings.next_time, 'words of the card after the end, "" for none'),
        "",
        "[make]",
        pair("subtitles", settings.make.subtitles, "burned into the picture: true | false"),
        pair("music", settings.make.music, "true | false"),
        "",
        "# Who shares in the income, in percent. Uncomment and change:",
        "# [[contributor]]",
        '# name = "…"',
        '# role = "writer"',
        "# share = 50",
    ]
    return "\n".join(lines) + "\n"
