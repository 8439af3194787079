"""Staging: a script and its cards to scenes, beats, feelings and wishes that the board can shoot.

Knows the form of a screenplay. Refuses to raise on odd text: what cannot be understood becomes a
finding, and the film plays without it. Words are understood by ``lexicon.py`` and ``acting.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from reelwright.film import PROP_KINDS, Emotion, Manner, Mood, SourceLine, TimeOfDay, Weather

from .acting import ActionReader, Delivery, Focus
from .emphasis import notes_in, plain_text
from .errors import NoteError
from .headings import find_place, read_heading
from .ledger import NoteResolver, read_ledger_note, word_meant
from .lexicon import Lexicon, Matcher, load_lexicon
from .model import (
    Action,
    Beat,
    Cards,
    CardWish,
    Finding,
    MoodChange,
    Scene,
    Screenplay,
    ShotWish,
    Speech,
    TransitionWish,
    Writing,
)
from .names import NameFinder, fold_name, index_names, one_letter_apart
from .notes import Note, read_columns, read_note, staging_words
from .rulebook import finding
from .script import AUTHOR, Element, ElementKind, Script
from .sheet import nearest, suggest
from .speeches import LineReader, Speaker, extensions_below, fold_extension

_K = ElementKind
_VOICE_OVER: Final = frozenset(
    {"vo", "voiceover", "旁白", "画外音", "内心独白", "心声", "os内心", "onphone", "电话", "phone", "独白"}
)
_OFF_SCREEN: Final = frozenset({"os", "oc", "off", "画外", "offscreen"})
_THOUGHT: Final = frozenset({"内心独白", "心声", "os内心", "独白"})
_ON_PHONE: Final = frozenset({"onphone", "phone", "电话", "viaphone", "filtered"})
_SHEET_LINE = re.compile(r"^\s*(?:出场)?(?:人物|时间|地点|道具)\s*[:：].*$", re.MULTILINE)
"""What Chinese scripts list below a heading; it says who is there and is not action."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_OUT = re.compile(r"\bout\b|出")
_UNSEEN = re.compile(r"\b(?:dark|shadow|gloom|fog|mist|rain|snow|smoke|crowd)|黑暗|阴影|暗处|雨|雾|雪|人群|夜色")
_CAPTION = re.compile(r"\s*([^\W\d_][\w ]{0,19}?)\s*[:：]\s*(\S.*)", re.DOTALL)
_MOOD_OF: Final = {
    Emotion.HAPPY: Mood.WARM, Emotion.TENDER: Mood.ROMANTIC, Emotion.SMUG: Mood.TENSE, Emotion.SAD: Mood.SAD,
    Emotion.ANGRY: Mood.ANGRY, Emotion.AFRAID: Mood.FEARFUL, Emotion.SURPRISED: Mood.SHOCK,
    Emotion.DISGUSTED: Mood.TENSE, Emotion.ASHAMED: Mood.SAD, Emotion.DETERMINED: Mood.TENSE, Emotion.TIRED: Mood.CALM,
}  # fmt: skip


def stage_script(script: Script, cards: Cards, *, language: str) -> tuple[Screenplay, tuple[Finding, ...]]:
    """Understand a script with the help of the project's cards.

    Args:
        script: as it was read.
        cards: everybody and everywhere that the project knows.
        language: chooses the lexicon, "en" or "zh".

    Returns:
        The screenplay, and what could not be understood. A person or place without a card has an
        ERROR finding and appears under the name that the script gives, or "" for a place.
    """
    stager = _Stager(cards, load_lexicon(language))
    scenes = stager.stage(script)
    screenplay = Screenplay(
        title=plain_text(script.title("title", "标题", "片名", "剧名")),
        language=language,
        scenes=scenes,
        episode=script.episode,
        credit=plain_text(script.title("credit")),
        author=plain_text(script.title(*AUTHOR, between=", ")),
        next_time=stager.next_time or plain_text(script.title("next time", "下集预告")),
    )
    return screenplay, tuple(stager.findings)


@dataclass(slots=True)
class _Draft:
    """A scene while its beats are gathered."""

    heading: Element
    place: str
    time: TimeOfDay
    weather: Weather | None
    mood: Mood | None = None
    beats: list[Beat] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    follows: bool = False
    feelings: dict[str, Delivery] = field(default_factory=dict)

    def sees(self, *people: str) -> None:
        """These people are in the scene."""
        self.people += [person for person in dict.fromkeys(people) if person and person not in self.people]


class _Stager:
    def __init__(self, cards: Cards, lexicon: Lexicon) -> None:
        self.cards = cards
        self.lexicon = lexicon
        self.finder = NameFinder(cards, before_short=lexicon.grammar.get("before_short_name", ()))
        self.places = index_names(cards.places)
        self.notes = NoteResolver(cards, self.finder, lexicon, self._report)
        self.findings: list[Finding] = []
        self.next_time = ""
        self.focus = Focus()
        self.actions = ActionReader(cards.people, self.finder, lexicon, self.focus)
        self.scenes: list[_Draft] = []
        self.early = False
        self.lines = LineReader(lexicon, self.finder, self._report, self._note)

    def stage(self, script: Script) -> tuple[Scene, ...]:
        elements = script.elements
        at = 0
        while at < len(elements):
            at = self._element(elements, at)
        return tuple(self._scene(number, draft) for number, draft in enumerate(self.scenes, start=1))

    def _report(self, rule: str, message: str, where: SourceLine, *, expected: str = "", mend: str = "") -> None:
        self.findings.append(finding(rule, message, where, expected=expected, mend=mend))

    def _element(self, elements: tuple[Element, ...], at: int) -> int:
        element = elements[at]
        if element.kind is _K.HEADING:
            self._heading(element)
        elif element.kind is _K.NOTE:
            self._note(element.text, element.source)
        elif self.scenes:
            if element.kind is _K.CHARACTER:
                return self._speech(elements, at)
            self._beat(self.scenes[-1], element)
        elif element.kind in (_K.ACTION, _K.CHARACTER) and not self.early:
            self.early = True
            self._report("S020", "this stands before the first scene heading", element.source)
        return at + 1

    def _beat(self, scene: _Draft, element: Element) -> None:
        text = plain_text(element.text).strip()
        if element.kind is _K.CENTRED:
            scene.beats.append(CardWish(text, element.source))
        elif element.kind is _K.TRANSITION:
            scene.beats.append(TransitionWish(text, element.source))
        elif element.kind in (_K.ACTION, _K.LYRIC, _K.DIALOGUE, _K.PARENTHETICAL):
            for note in notes_in(element.text):
                self._note(note, element.source)
            for number, paragraph in enumerate(text.split("\n") if _HAN.search(text) else [text]):
                # Chinese writers give each line its own paragraph; elsewhere lines are only wrapped.
                self._action(scene, paragraph, SourceLine(element.source.file, element.source.line + number))

    def _action(self, scene: _Draft, text: str, source: SourceLine) -> None:
        caption = _CAPTION.match(text)
        if caption and caption.group(1).strip().casefold() in self.lexicon.grammar.get("caption", ()):
            scene.beats.append(CardWish(caption.group(2).strip().strip("“”\"'"), source))
            return
        for line in _SHEET_LINE.findall(text):
            scene.sees(*(mention.person for mention in self.finder.find(line)))
        text = _SHEET_LINE.sub("", text).strip()
        if not text:
            return
        here = set(scene.people)
        action = self.actions.read(text, source)
        # Who steps out and was here already goes; who was not comes: out of the lift, out of the car.
        acts = tuple(
            replace(act, enters=False) if act.enters and act.person in here and _goes_out(act.text) else act
            for act in action.acts
        )
        action = replace(action, acts=acts)
        scene.beats.append(action)
        scene.sees(*action.people)
        for act in action.acts:
            if act.person and act.emotion:
                scene.feelings[act.person] = Delivery(act.emotion, round(act.intensity * 0.8, 3))

    # --- headings

    def _heading(self, element: Element) -> None:
        words = read_heading(element.text, self.lexicon)
        before = self.scenes[-1] if self.scenes else None
        place = find_place(words, self.places)
        if not place:
            self._unknown_place(element, words.place)
        if words.time is None and not words.follows:
            self._report("S024", "the heading does not say the time of day", element.source)
        time = words.time or (before.time if before else TimeOfDay.DAY)
        weather = words.weather
        if weather is None and words.follows and before and before.place == place:
            weather = before.weather
        self.scenes.append(_Draft(element, place, time, weather, follows=words.follows))
        self.focus.people.clear()
        self.focus.prop = ""

    def _unknown_place(self, element: Element, candidates: tuple[str, ...]) -> None:
        name = candidates[0] if candidates else element.text
        known = sorted(place.name for place in self.cards.places.values())
        near = nearest(name, list(self.places))
        mend = f'did you mean "{self.cards.places[self.places[near]].name}"? Otherwise ' if near else ""
        self._report(
            "S002",
            f'no place card is called "{name[:60]}"',
            element.source,
            expected=f"one of {', '.join(known)}" if known else "a card in places/",
            mend=f"{mend}write a card in places/, or add the name to `names` on the right card",
        )

    # --- speeches

    def _speech(self, elements: tuple[Element, ...], at: int) -> int:
        cue, scene = elements[at], self.scenes[-1]
        end = at + 1
        while end < len(elements) and elements[end].kind in (
            _K.PARENTHETICAL,
            _K.DIALOGUE,
            _K.LYRIC,
            _K.NOTE,
            _K.BONEYARD,
        ):
            if elements[end].kind is _K.NOTE and not _speech_goes_on(elements, end):
                break
            end += 1
        person = self._speaker(cue)
        below, spoken = extensions_below(elements[at + 1 : end])
        marks = {fold_extension(extension) for extension in (*cue.extensions, *below)}
        voice_over, off_screen = not marks.isdisjoint(_VOICE_OVER), not marks.isdisjoint(_OFF_SCREEN)
        base = Manner.THOUGHT if marks & _THOUGHT else Manner.PHONE if marks & _ON_PHONE else None
        lines = self.lines.read(spoken, Speaker(person, base, scene.feelings))
        if not lines:
            self._report("S003", f'"{cue.text[:40]}" has nothing to say here', cue.source)
            return end
        if not any(letter.isalnum() for line in lines for letter in line.text):
            self._report("S004", f'what "{cue.text[:40]}" says holds no word', cue.source)
        scene.beats.append(
            Speech(person, tuple(lines), cue.source, dual=cue.dual, voice_over=voice_over, off_screen=off_screen)
        )
        if not voice_over:
            scene.sees(person)
            self.focus.name(person)
        return end

    def _speaker(self, cue: Element) -> str:
        name = plain_text(cue.text).strip()
        people = self.finder.speakers(name)
        if people:
            return people[0]
        folded = fold_name(name)
        near = [alias for alias in self.finder.index if one_letter_apart(alias, folded)]
        if near:
            card = self.cards.people[self.finder.index[near[0]]]
            self._report(
                "S016",
                f'"{name[:60]}" is nobody, but "{card.name}" has nearly that name',
                cue.source,
                expected=card.name,
                mend=f'write "{card.name}", or write a card for "{name[:60]}"',
            )
        else:
            known = ", ".join(sorted(person.name for person in self.cards.people.values()))
            self._report(
                "S001",
                f'no cast card is called "{name[:60]}"',
                cue.source,
                expected=f"one of {known}" if known else "a card in cast/",
            )
        return folded

    # --- notes

    def _note(self, text: str, source: SourceLine) -> None:
        note = read_note(text)
        if note is None:
            self._ledger_note(text, source)
            return
        if note.word == "next":
            self.next_time = note.value
        elif self.scenes:
            getattr(self, f"_note_{note.word}")(note, source, self.scenes[-1])

    def _ledger_note(self, text: str, source: SourceLine) -> None:
        try:
            happening = read_ledger_note(text, source)
        except NoteError as error:
            self._report("S025", error.what, source, mend=error.mend)
            return
        known = self.notes.resolve(happening) if happening is not None and self.scenes else None
        if known is not None:
            self.scenes[-1].beats.append(known)
        meant = word_meant(text, staging_words()) if happening is None else ""
        if meant:
            self._report(
                "L001", f'"{text.strip()[:40]}" begins with a word that no note has', source, mend=f'write "{meant}"'
            )

    def _note_mood(self, note: Note, source: SourceLine, scene: _Draft) -> None:
        mood = self._word_of(note.value, tuple(Mood), self.lexicon.mood)
        if mood and (scene.mood is None or not scene.beats):
            scene.mood = Mood(mood)
        elif mood:
            scene.beats.append(MoodChange(Mood(mood), source))
        else:
            self._unknown_value(note, tuple(Mood), source)

    def _note_weather(self, note: Note, source: SourceLine, scene: _Draft) -> None:
        weather = self._word_of(note.value, tuple(Weather), self.lexicon.weather)
        if weather:
            scene.weather = Weather(weather)
        else:
            self._unknown_value(note, tuple(Weather), source)

    def _word_of(self, value: str, choices: tuple[str, ...], matcher: Matcher) -> str:
        folded = value.strip().casefold()
        if folded in choices:
            return folded
        found = matcher.find(value)
        return found[0].value if found else ""

    def _unknown_value(self, note: Note, choices: tuple[str, ...], source: SourceLine) -> None:
        words = tuple(str(choice) for choice in choices)
        self._report(
            "S017",
            f'"{note.value[:60]}" is no {note.word}',
            source,
            expected=f"one of {', '.join(words)}",
            mend=suggest(note.value[:60], words),
        )

    def _note_shot(self, note: Note, source: SourceLine, scene: _Draft) -> None:
        scene.beats.append(ShotWish(note.value, source))

    def _note_insert(self, note: Note, source: SourceLine, scene: _Draft) -> None:
        thing, *rest = read_columns(note.value)
        prop = self._prop(thing, source)
        if not prop:
            return
        named = self.finder.find(thing)
        holder = named[0].person if named else ""
        heading = rest[0] if rest else ""
        lines = tuple(line for line in rest[1:] if line)
        last = self.focus.people[-1] if self.focus.people else ""
        scene.beats.append(Writing(prop, source, heading=heading, lines=lines, held_by=holder, named_last=last))

    def _prop(self, thing: str, source: SourceLine) -> str:
        folded = thing.strip().casefold().replace(" ", "_")
        if folded in PROP_KINDS:
            return folded
        found = self.lexicon.props.find(thing)
        if found:
            return found[0].value
        self._report(
            "S011",
            f'"{thing[:60]}" is no prop that can be drawn',
            source,
            expected=f"one of {', '.join(PROP_KINDS)}",
            mend=suggest(thing[:60], PROP_KINDS),
        )
        return ""

    # --- the whole scene

    def _scene(self, number: int, draft: _Draft) -> Scene:
        place = self.cards.places.get(draft.place)
        weather = draft.weather or self._weather_in_action(draft) or (place.weather if place else Weather.CLEAR)
        return Scene(
            number=number,
            heading=plain_text(draft.heading.text),
            place=draft.place,
            source=draft.heading.source,
            time=draft.time,
            weather=weather,
            mood=draft.mood or self._mood(draft),
            beats=tuple(draft.beats),
            people=tuple(draft.people),
            follows=draft.follows,
        )

    def _weather_in_action(self, draft: _Draft) -> Weather | None:
        first = next((beat for beat in draft.beats if isinstance(beat, Action)), None)
        found = self.lexicon.weather_in_action.find(first.text[:300]) if first else []
        return Weather(found[0].value) if found else None

    def _mood(self, draft: _Draft) -> Mood:
        """The mood that most of what is felt and told speaks for; calm when nothing does."""
        votes: Counter[Mood] = Counter()
        for beat in draft.beats:
            if isinstance(beat, Speech):
                for line in beat.lines:
                    _vote(votes, line.emotion, line.intensity)
            elif isinstance(beat, Action):
                for act in beat.acts:
                    _vote(votes, act.emotion, act.intensity)
                for hit in self.lexicon.mood.find(beat.text[:2000]):
                    votes[Mood(hit.value)] += 4
        best = max(votes.values(), default=0)
        return next((mood for mood in votes if votes[mood] == best), Mood.CALM) if best >= 4 else Mood.CALM


def _vote(votes: Counter[Mood], emotion: Emotion | None, intensity: float) -> None:
    """Count a feeling for its mood; a smile weighs less, because people smile in tense scenes too."""
    if emotion in _MOOD_OF:
        votes[_MOOD_OF[emotion]] += round((6 if emotion is Emotion.HAPPY else 10) * intensity)


def _speech_goes_on(elements: tuple[Element, ...], at: int) -> bool:
    """Whether more of a speech follows below a note."""
    while at < len(elements) and elements[at].kind in (_K.NOTE, _K.BONEYARD, _K.LYRIC):
        at += 1
    return at < len(elements) and elements[at].kind in (_K.DIALOGUE, _K.PARENTHETICAL)


def _goes_out(text: str) -> bool:
    """Whether "steps out" takes somebody away; out of the dark it brings them."""
    return bool(_OUT.search(text)) and not _UNSEEN.search(text)
