"""A chat model as writer: it plans, outlines and writes; the ledger reads every page that it hands in.

The model answers in data and not in Fountain, so that a scene always has a place that exists and a
line a speaker who was cast; what it gets wrong is told to it and asked again. The premise and a
given story are text to be told, never instructions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeVar

from reelwright.film import AGES, GARMENTS, PLACE_KINDS, PROP_KINDS, Plain
from reelwright.story.casting import Part, card_id, cast_parts
from reelwright.story.chat import Message, Purse, Question, Reply, insist
from reelwright.story.errors import NoteError, WritingError
from reelwright.story.fountain_text import print_fountain
from reelwright.story.ledger import note_kinds, read_ledger_note
from reelwright.story.model import Cards, Finding, Place
from reelwright.story.names import NameFinder
from reelwright.story.ports import ChatModel
from reelwright.story.script import Element, ElementKind, Script, TitleEntry
from reelwright.story.tables import load_table
from reelwright.story.writing import Bible, Character, Episode, Outline, Premise, Secret, WritingProgress
from reelwright.story.young_love import GROW_UP, REFUSED, love_in_plan, love_in_script

_T = TypeVar("_T")
Hear = Callable[[WritingProgress], None]
_K: Final = ElementKind
_TELL_EVERY: Final = 400
"""Letters of an answer after which progress is told."""
_STORY_PIECE: Final = 24_000
"""Letters of a given story that are read at a time."""
_OUTLINES_AT_ONCE: Final = 10
_GENDERS: Final = ("female", "male", "neutral")
_TIMES: Final = {"en": ("DAY", "NIGHT", "DAWN", "DUSK"), "zh": ("日", "夜", "清晨", "黄昏")}
_HEADS: Final = {"en": ("INT.", "EXT."), "zh": ("内景", "外景")}


class ModelWriter:
    """Writes series by asking a chat model.

    Args:
        model: who is asked.
        purse: counts what it costs, and refuses beyond its limit.
    """

    exact = False

    def __init__(self, model: ChatModel, purse: Purse | None = None) -> None:
        self._model = model
        self.purse = purse or Purse()

    def plan(self, premise: Premise, hear: Hear, after: Bible | None = None) -> Bible:
        """Invent the series, or its next season.

        Raises:
            ChatError: the model cannot be asked, or gives no plan that can be read.
        """
        given: dict[str, Plain] = {
            "premise": premise.text,
            "language": premise.language,
            "episodes": premise.episodes,
            "family": premise.family,
        }
        if premise.story:
            given["story"] = self._digest(premise.story, hear)
        if after is not None:
            given["so_far"] = _told_bible(after)
        question = _question("plan", given, _PLAN, seed=premise.seed)
        return self._insist(question, lambda data: _read_bible(data, premise, after), hear, ("plan", 0, 1))

    def outline(self, bible: Bible, hear: Hear) -> tuple[Outline, ...]:
        """Say what happens in each episode.

        Raises:
            ChatError: the model cannot be asked, or gives no outlines that can be read.
        """
        outlines: list[Outline] = []
        for start in range(1, bible.episodes + 1, _OUTLINES_AT_ONCE):
            numbers = tuple(range(start, min(start + _OUTLINES_AT_ONCE, bible.episodes + 1)))
            given: dict[str, Plain] = {
                "bible": _told_bible(bible),
                "outlines_before": [_told_outline(each) for each in outlines],
                "numbers": numbers,
            }
            question = _question("outline", given, _OUTLINES, seed=bible.premise.seed)
            step = ("outline", start, bible.episodes)
            outlines += self._insist(question, partial(_read_outlines, bible=bible, numbers=numbers), hear, step)
        return tuple(outlines)

    def write(self, bible: Bible, outlines: Sequence[Outline], number: int, hear: Hear) -> Episode:
        """Write one episode.

        Raises:
            WritingError: there is no such episode.
            ChatError: the model cannot be asked, or gives no episode that can be read.
        """
        if number not in {each.number for each in outlines}:
            raise WritingError(f"there is no episode {number}", mend=f"choose 1 to {bible.episodes}")
        given: dict[str, Plain] = {
            "bible": _told_bible(bible),
            "outlines": [_told_outline(each) for each in outlines if abs(each.number - number) <= 3],
            "number": number,
        }
        return self._episode("write", given, bible, number, hear)

    def mend(self, bible: Bible, episode: Episode, findings: Sequence[Finding], hear: Hear) -> Episode:
        """Have an episode written again so that what was found wrong is right.

        Raises:
            ChatError: the model cannot be asked, or gives no episode that can be read.
        """
        given: dict[str, Plain] = {
            "bible": _told_bible(bible),
            "number": episode.number,
            "script": _numbered(episode.script),
            "findings": [
                {"line": each.where.line, "rule": each.rule, "what": each.message, "expected": each.expected,
                 "mend": each.mend}
                for each in findings
            ],
        }  # fmt: skip
        return self._episode("mend", given, bible, episode.number, hear)

    def _episode(self, task: str, given: dict[str, Plain], bible: Bible, number: int, hear: Hear) -> Episode:
        question = _question(task, given, _EPISODE, seed=bible.premise.seed, language=bible.premise.language)
        return self._insist(
            question, lambda data: _read_episode(data, bible, number), hear, (task, number, bible.episodes)
        )

    def _insist(self, question: Question, read: Callable[[Plain], _T], hear: Hear, step: tuple[str, int, int]) -> _T:
        def ask(asked: Question) -> Reply:
            self.purse.admit()
            letters = told = 0

            def heard(piece: str) -> None:
                nonlocal letters, told
                letters += len(piece)
                if letters - told >= _TELL_EVERY:
                    told = letters
                    hear(WritingProgress(f"{step[0]}: {letters} letters", step[1], step[2], self.purse.spent))

            reply = self._model.reply(asked, heard)
            self.purse.pay(reply.cost)
            hear(WritingProgress(step[0], step[1], step[2], self.purse.spent))
            return reply

        return insist(ask, question, read)

    def _digest(self, story: str, hear: Hear) -> str:
        """A long story in the model's own short words, piece by piece; a short one as it is."""
        if len(story) <= _STORY_PIECE:
            return story
        pieces = [story[at : at + _STORY_PIECE] for at in range(0, len(story), _STORY_PIECE)]
        told = []
        for number, piece in enumerate(pieces, start=1):
            question = _question("digest", {"part": number, "of": len(pieces), "text": piece}, _DIGEST)
            told.append(self._insist(question, lambda data: _text(data, "told"), hear, ("read", number, len(pieces))))
        return "\n\n".join(told)


# --- what is asked


def _question(
    task: str, given: Mapping[str, Plain], schema: dict[str, Plain], *, seed: int | None = None, language: str = "en"
) -> Question:
    tasks = load_table("model_writer")
    words = [str(tasks["rules"]), str(tasks[task])]
    if task in ("write", "mend"):
        forms = "\n".join(f"{row.example(language)}: {row.about}" for row in note_kinds().values())
        props = ", ".join(PROP_KINDS)
        words += [f"Props that can be shown: {props}.", f"Notes of the continuity ledger:\n{forms}"]
    letter = json.dumps(dict(given), ensure_ascii=False)
    messages = (Message("system", "\n\n".join(words)), Message("user", letter))
    return Question(messages, schema, name=task, temperature=0.9 if task in ("plan", "write") else 0.4, seed=seed)


def _told_bible(bible: Bible) -> Plain:
    return {
        "title": bible.title,
        "logline": bible.logline,
        "language": bible.premise.language,
        "episodes": bible.episodes,
        "people": [
            {"name": each.name, "role": each.role, "want": each.want, "flaw": each.flaw, "manner": each.manner}
            for each in bible.characters
        ],
        "looks": {
            person.name: [look.name for look in person.looks] for person in bible.cards.people.values()
        },
        "places": [{"name": place.name, "kind": place.kind} for place in bible.cards.places.values()],
        "secrets": [
            {"text": each.text, "question": each.question, "keeper": each.keeper, "opened": each.opened,
             "answered": each.answered}
            for each in bible.secrets
        ],
        **_told_so_far(bible),
    }  # fmt: skip


def _told_so_far(bible: Bible) -> dict[str, Plain]:
    """What the scripts tell as they stand now: it counts more than what was planned."""
    so_far = bible.so_far
    if so_far is None:
        return {}
    names = {person.id: person.name for person in bible.cards.people.values()}
    told: dict[str, tuple[Plain, ...]] = {
        "spoke": tuple(names.get(person, person) for person in so_far.people),
        "dead": tuple(sorted(names.get(person, person) for person in so_far.dead)),
        "known": tuple(sorted(f"{names.get(person, person)}: {fact}" for person, fact in so_far.known)),
        "open_questions": so_far.asked,
        "answered_questions": tuple(sorted(so_far.answered)),
    }
    return {"scripts_as_they_stand": dict(told)}


def _told_outline(outline: Outline) -> Plain:
    return {
        "number": outline.number,
        "scenes": list(outline.scenes),
        "opens": list(outline.opens),
        "answers": list(outline.answers),
        "change": outline.change,
    }


def _numbered(script: str) -> str:
    return "\n".join(f"{number}: {line}" for number, line in enumerate(script.splitlines(), start=1))


# --- what is answered


def _read_bible(data: Plain, premise: Premise, after: Bible | None) -> Bible:
    row = _object(data)
    people = _objects(row, "people", least=2, most=8)
    parts = [_part(each) for each in people]
    known = {} if after is None else dict(after.cards.people)
    fresh = [part for part in parts if part.name not in {card.name for card in known.values()}]
    cast = known | cast_parts(fresh, language=premise.language)
    by_name = {card.name: key for key, card in cast.items()}
    places = {} if after is None else dict(after.cards.places)
    for each in _objects(row, "places", least=1, most=10):
        if _text(each, "name") not in {place.name for place in places.values()}:
            place = _place(each, places)
            places[place.id] = place
    characters = tuple(_character(each, by_name) for each in people)
    bible = Bible(
        premise=premise,
        title=_text(row, "title"),
        logline=_text(row, "logline"),
        family=str(row.get("family") or premise.family or "drama"),
        seasons=(premise.episodes,) if after is None else (*after.seasons, premise.episodes - after.episodes),
        characters=characters,
        secrets=tuple(_secret(each, by_name) for each in _objects(row, "secrets", least=0, most=12)),
        cards=Cards(cast, places),
    )
    _be_grown_up(love_in_plan(bible))
    return bible


def _be_grown_up(told: str) -> None:
    """Have a model write again what may not be filmed."""
    if told:
        raise ValueError(f'{REFUSED}: "{told}"; {GROW_UP}')


def _part(row: Mapping[str, Any]) -> Part:
    garment = str(row.get("garment") or "")
    return Part(
        _text(row, "name"),
        _choice(row, "gender", _GENDERS),
        _choice(row, "age", AGES),
        garment if garment in GARMENTS else "",
    )


def _place(row: Mapping[str, Any], taken: Mapping[str, Place]) -> Place:
    name = _text(row, "name")
    sign = _line(str(row.get("sign") or ""))[:24]
    return Place(card_id(name, taken), name, kind=_choice(row, "kind", PLACE_KINDS), seed=1 + len(taken), sign=sign)


def _character(row: Mapping[str, Any], by_name: Mapping[str, str]) -> Character:
    name = _text(row, "name")
    told = {key: _line(str(row.get(key) or "")) for key in ("role", "want", "flaw", "manner")}
    return Character(by_name[name], name, **told)


def _secret(row: Mapping[str, Any], by_name: Mapping[str, str]) -> Secret:
    keeper = _text(row, "keeper")
    if keeper not in by_name:
        raise ValueError(f"the secret's keeper {keeper!r} is none of the people")
    opened, answered = (int(row.get(key) or 0) for key in ("opened", "answered"))
    return Secret(_text(row, "text"), _text(row, "question"), by_name[keeper], opened, answered)


def _read_outlines(data: Plain, bible: Bible, numbers: Sequence[int]) -> list[Outline]:
    rows = _objects(_object(data), "episodes", least=len(numbers), most=len(numbers))
    outlines = []
    for number, row in zip(numbers, rows, strict=True):
        scenes = _texts(row, "scenes")
        if not scenes:
            raise ValueError(f"episode {number} has no scene")
        change = _line(str(row.get("change") or ""))
        outlines.append(Outline(number, scenes, _texts(row, "opens"), _texts(row, "answers"), change))
    _be_grown_up(love_in_plan(bible, outlines))
    return outlines


def _read_episode(data: Plain, bible: Bible, number: int) -> Episode:
    scenes = _objects(_object(data), "scenes", least=1, most=12)
    elements: list[Element] = []
    for scene in scenes:
        elements += _scene(scene, bible)
    script = Script(titles=(TitleEntry("Title", (bible.title,)),), elements=tuple(elements))
    _be_grown_up(love_in_script(script, bible.cards))
    return Episode(number, print_fountain(script))


def _scene(row: Mapping[str, Any], bible: Bible) -> Iterator[Element]:
    language = bible.premise.language
    place = _text(row, "place")
    if place not in {each.name for each in bible.cards.places.values()}:
        known = ", ".join(each.name for each in bible.cards.places.values())
        raise ValueError(f"there is no place {place!r}; the places are {known}")
    time = _choice(row, "time", _TIMES[language])
    head = _HEADS[language][0 if row.get("inside", True) else 1]
    yield Element(_K.HEADING, f"{head} {place.upper() if language == 'en' else place} - {time}")
    for note in _texts(row, "notes"):
        yield _note(note)
    beats = _objects(row, "beats", least=1, most=60)
    for beat in beats:
        yield from _beat(beat, bible)


def _beat(row: Mapping[str, Any], bible: Bible) -> Iterator[Element]:
    kind = _choice(row, "kind", ("action", "line", "note", "insert", "card"))
    if kind == "note":
        yield _note(_text(row, "text"))
    elif kind == "action":
        yield Element(_K.ACTION, _plain(_text(row, "text")))
    elif kind == "card":
        yield Element(_K.CENTRED, _plain(_text(row, "text")))
    elif kind == "insert":
        yield _insert(row)
    else:
        yield from _speech(row, bible)


def _speech(row: Mapping[str, Any], bible: Bible) -> Iterator[Element]:
    name = _text(row, "who")
    finder = NameFinder(bible.cards)
    if not finder.speaker(name):
        known = ", ".join(card.name for card in bible.cards.people.values())
        raise ValueError(f"nobody called {name!r} is in the cast; it is {known}")
    yield Element(_K.CHARACTER, bible.cards.people[finder.speaker(name)].name.upper())
    how = _plain(str(row.get("how") or "")).strip("()（） ")
    if how:
        yield Element(_K.PARENTHETICAL, how)
    yield Element(_K.DIALOGUE, _plain(_text(row, "text")))


def _insert(row: Mapping[str, Any]) -> Element:
    owner, prop = _plain(str(row.get("who") or "")), _choice(row, "prop", PROP_KINDS)
    held = f"{owner}'s {prop}" if owner else prop
    columns = [held, _plain(str(row.get("heading") or "")), *map(_plain, _texts(row, "lines"))]
    return Element(_K.NOTE, "insert: " + " | ".join(column.replace("|", "/") for column in columns))


def _note(text: str) -> Element:
    """A note of the ledger or for the director; a broken one is the model's to mend."""
    words = _line(text).removeprefix("[[").removesuffix("]]").strip()
    if "[[" in words or "]]" in words or not words:
        raise ValueError(f"{text[:60]!r} is more than one note")
    try:
        read_ledger_note(words)
    except NoteError as error:
        raise ValueError(f"the note {words[:60]!r} is not written right: {error.what}; {error.mend}") from error
    return Element(_K.NOTE, words)


# --- reading data


def _object(data: Plain) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise TypeError("the answer is no JSON object")
    return data


def _objects(row: Mapping[str, Any], key: str, *, least: int, most: int) -> list[Mapping[str, Any]]:
    listed = row.get(key, [])
    if not isinstance(listed, list | tuple) or not all(isinstance(each, Mapping) for each in listed):
        raise TypeError(f'"{key}" must be a list of objects')
    if not least <= len(listed) <= most:
        raise ValueError(f'"{key}" has {len(listed)} entries, and must have {least} to {most}')
    return list(listed)


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    listed = row.get(key) or []
    if isinstance(listed, str):
        listed = [listed]
    if not isinstance(listed, list | tuple) or not all(isinstance(each, str) for each in listed):
        raise TypeError(f'"{key}" must be a list of texts')
    return tuple(words for each in listed if (words := _line(each)))


def _text(row: object, key: str) -> str:
    value = row.get(key) if isinstance(row, Mapping) else None
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'"{key}" must be a text')
    return _line(value)


def _choice(row: Mapping[str, Any], key: str, choices: Sequence[str]) -> str:
    value = row.get(key)
    if value not in choices:
        raise ValueError(f'"{key}" is {value!r}, and must be one of {", ".join(choices)}')
    return str(value)


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Words without marks that would begin a note, a boneyard or a page break in Fountain."""
    words = _line(text)
    for mark in ("[[", "]]", "/*", "*/", "==="):
        words = words.replace(mark, " ")
    return _line(words)


def _list_of(items: Plain) -> Plain:
    return {"type": "array", "items": items}


def _record(**fields: Plain) -> dict[str, Plain]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


_TEXT: Final[Plain] = {"type": "string"}
_WHOLE: Final[Plain] = {"type": "integer"}
_DIGEST: Final = _record(told=_TEXT)
_PLAN: Final = _record(
    title=_TEXT,
    logline=_TEXT,
    family=_TEXT,
    people=_list_of(
        _record(
            name=_TEXT,
            role=_TEXT,
            gender={"type": "string", "enum": list(_GENDERS)},
            age={"type": "string", "enum": list(AGES)},
            garment={"type": "string", "enum": list(GARMENTS)},
            want=_TEXT,
            flaw=_TEXT,
            manner=_TEXT,
        )
    ),
    places=_list_of(_record(name=_TEXT, kind={"type": "string", "enum": list(PLACE_KINDS)}, sign=_TEXT)),
    secrets=_list_of(_record(text=_TEXT, question=_TEXT, keeper=_TEXT, opened=_WHOLE, answered=_WHOLE)),
)
_OUTLINES: Final = _record(
    episodes=_list_of(_record(scenes=_list_of(_TEXT), opens=_list_of(_TEXT), answers=_list_of(_TEXT), change=_TEXT))
)
_EPISODE: Final = _record(
    scenes=_list_of(
        _record(
            place=_TEXT,
            inside={"type": "boolean"},
            time=_TEXT,
            notes=_list_of(_TEXT),
            beats=_list_of(
                _record(
                    kind={"type": "string", "enum": ["action", "line", "note", "insert", "card"]},
                    who=_TEXT,
                    how=_TEXT,
                    text=_TEXT,
                    prop=_TEXT,
                    heading=_TEXT,
                    lines=_list_of(_TEXT),
                )
            ),
        )
    )
)
