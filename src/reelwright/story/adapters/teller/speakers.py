"""Speakers: who says each quotation of a story, and how.

Knows attributions ("said Mara quietly", 林小满低声说), pronouns, and that two who talk take turns. Refuses
to guess a third: where nobody fits, whoever spoke before last goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ...casting import gender_of
from ...lexicon import load_lexicon
from ...tables import load_table, words_in
from .reading import Piece, PlainStory, table_for

_NAME: Final = r"(?:[A-Z][a-zà-ÿ]+(?:['’-][A-Z][a-z]+)?(?:\s[A-Z][a-zà-ÿ]+)?)"
_ROLE: Final = r"(?:(?:the|an?|her|his|my|their)\s(?:[a-z]+\s)?[a-z]+)"
_ADVERB: Final = r"(?:\w+ly\s)?"
_PAST: Final = "ed|t|ew|aw|ame|oke|id|ook|an|ave|ung|ose|ove|old|ound"
"""How English verbs end that tell of what was done."""
_OF_AGE: Final = re.compile(r"^(?:Old|Young|Little|Poor|Big|Dear)\s(?=[A-Z])")
"""What may stand before a name and is no part of it."""
_REACH: Final = 90
_LEAST_DEED: Final = 3
"""Words after an attribution from which they tell of a deed; "at last" does not."""
_UNSEEN: Final = re.compile(r"['’]s voice|^.{0,4}门外|声音")
_HAN: Final = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation: who, how, what, and whether only a voice is heard."""

    who: str
    how: str
    text: str
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of narration without its attributions."""

    text: str


Beat = Said | Told


@dataclass(slots=True)
class SpeakerFinder:
    """Finds speakers through a story, one paragraph after the other."""

    language: str
    people: Sequence[str]
    genders: dict[str, str]
    _named: list[str] = field(default_factory=list)
    _spoke: list[str] = field(default_factory=list)

    def read(self, paragraph: Sequence[Piece]) -> list[Beat]:
        """The beats of a paragraph."""
        beats: list[Beat] = []
        speaker = ""
        for number, piece in enumerate(paragraph):
            if not piece.spoken:
                self._note_names(piece.text)
                continue
            before = paragraph[number - 1].text if number and not paragraph[number - 1].spoken else ""
            after = (
                paragraph[number + 1].text if number + 1 < len(paragraph) and not paragraph[number + 1].spoken else ""
            )
            found = self._after(after) or self._before(before)
            speaker = (found[0] if found else "") or speaker or self._by_deed(before, after) or self._in_turn()
            if found is None and re.match(rf"{re.escape(speaker)}[,.!?，。！？]", piece.text):
                speaker = self._other_than(speaker)
            how = self._manner(found[1] if found else "")
            unseen = found is not None and _UNSEEN.search(found[1]) is not None
            beats.append(Said(speaker, how, piece.text, unseen))
            self._speaks(speaker)
        return self._with_narration(paragraph, beats)

    def _with_narration(self, paragraph: Sequence[Piece], said: list[Beat]) -> list[Beat]:
        beats: list[Beat] = []
        spoken = iter(said)
        for number, piece in enumerate(paragraph):
            if piece.spoken:
                beats.append(next(spoken))
                continue
            text = piece.text
            if number and paragraph[number - 1].spoken:
                text = self._without(self._pattern_after(), text)
            if number + 1 < len(paragraph) and paragraph[number + 1].spoken:
                text = self._without(self._pattern_before(), text)
            if re.search(r"\w", text):
                beats.append(Told(text.strip()))
        return beats

    def _without(self, pattern: re.Pattern[str], text: str) -> str:
        """Narration without the words that only say who speaks; a deed that hangs on them keeps its person."""
        found = pattern.search(text)
        if found is None or not self._resolve(_group(found, "who") or _group(found, "whom")):
            return text
        who = self._resolve(_group(found, "who") or _group(found, "whom"))
        rest = text[found.end() :].strip() if found.start() == 0 else text[: found.start()].strip()
        if self.language == "zh":
            rest = rest.lstrip("，。：、")
            goes_on = found.start() == 0 and found[0].endswith("，") and re.search(r"\w", rest)
            return f"{who}{rest}" if goes_on and not self._begins_with_somebody(rest) else rest
        joined = re.match(r"^(?:[,;]?\s*)(?:and\s+)?(.*)$", rest, re.DOTALL)
        rest = joined[1].strip() if joined else rest
        if found.start() == 0 and len(rest.split()) < _LEAST_DEED and rest[:1].islower():
            return ""
        if found.start() == 0 and rest and rest[0].islower() and re.search(r"\w", rest):
            return f"{who} {rest}" if text[found.end() :].lstrip(", ").startswith("and ") else f"{who}, {rest}"
        return rest.lstrip(",.;: ")

    def _begins_with_somebody(self, text: str) -> bool:
        table = table_for(self.language)
        return text.startswith((*self.people, *words_in(table["she"]), *words_in(table["he"]), *words_in(table["me"])))

    # --- where a speaker stands

    def _pattern_after(self) -> re.Pattern[str]:
        says = _says(self.language)
        if self.language == "zh":
            return re.compile(rf"^[，。]?(?P<who>[{_HAN}]{{1,14}}?)(?:{says})(?=[，。：]|$)[，。：]?")
        who = rf"(?P<who>{_NAME}|{_ROLE}|[Hh]e|[Ss]he|I)"
        whom = rf"(?P<whom>{_NAME}|{_ROLE}|he|she|I)"
        return re.compile(rf"^[,\s]*(?:(?:{says})\s{whom}|{who}\s{_ADVERB}(?:{says})\b)(?:['’]s\svoice)?(?:\s\w+ly)?")

    def _pattern_before(self) -> re.Pattern[str]:
        says = _says(self.language)
        if self.language == "zh":
            who = rf"(?P<who>[{_HAN}]{{1,14}}?)"
            return re.compile(rf"(?:^|(?<=[，。！？；])){who}(?:{says})[：:，]?\s*$")
        who = rf"(?P<who>{_NAME}|{_ROLE}|[Hh]e|[Ss]he|I)"
        return re.compile(rf"{who}\s{_ADVERB}(?:{says})\b[^.!?]{{0,40}}[,:]\s*$")

    def _after(self, text: str) -> tuple[str, str] | None:
        return self._found(self._pattern_after().search(text[:_REACH]), text)

    def _before(self, text: str) -> tuple[str, str] | None:
        return self._found(self._pattern_before().search(text[-_REACH:]), text[-_REACH:])

    def _found(self, hit: re.Match[str] | None, text: str) -> tuple[str, str] | None:
        if hit is None:
            return None
        who = self._resolve(_group(hit, "who") or _group(hit, "whom"))
        return (who, text[: hit.end() + 24] if hit.start() == 0 else hit[0]) if who else None

    def _by_deed(self, before: str, after: str) -> str:
        """Who does something in the same paragraph: "Mara put down the cup." beside what is said."""
        for text in (before, after):
            for name in self._names_in(text):
                return name
        return ""

    def _in_turn(self) -> str:
        others = [name for name in reversed(self._spoke) if name != self._spoke[-1]] if self._spoke else []
        if others:
            return others[0]
        named = [name for name in reversed(self._named) if not self._spoke or name != self._spoke[-1]]
        return next(iter([*named, *self._spoke, *self.people]), "")

    def _other_than(self, called: str) -> str:
        """Who says a line that begins with somebody's name: nobody calls themselves."""
        return next((name for name in (*reversed(self._spoke), *self.people) if name != called), called)

    # --- names and pronouns

    def _resolve(self, words: str) -> str:
        words = words.strip()
        table = table_for(self.language)
        low = words.lower()
        if low in words_in(table["me"]):
            return str(table["narrator"])
        for gender, key in (("female", "she"), ("male", "he")):
            if (low[:1] if self.language == "zh" else low) in words_in(table[key]):
                return self._last_of(gender)
        if self.language == "zh" and low[:1] in words_in(table["me"]):
            return str(table["narrator"])
        return person_named(words, self.people)

    def _last_of(self, gender: str) -> str:
        recent = [*self._spoke[-6:], *self._named[-6:]]
        fits = [name for name in reversed(recent) if self.genders.get(name, "") == gender]
        loose = [name for name in reversed(recent) if not self.genders.get(name)]
        return next(iter([*fits, *loose]), "")

    def _names_in(self, text: str) -> list[str]:
        found = [(hit.start(), name) for name in self.people if (hit := mentions(name).search(text))]
        return [name for _, name in sorted(found)]

    def _note_names(self, text: str) -> None:
        self._named += self._names_in(text)

    def _speaks(self, speaker: str) -> None:
        if speaker:
            self._spoke.append(speaker)

    def _manner(self, words: str) -> str:
        rows = table_for(self.language)["manner"]
        low = words.lower()
        for how, listed in rows.items() if isinstance(rows, dict) else ():
            if any(word in low for word in words_in(listed)):
                return how
        return ""


def _group(hit: re.Match[str], name: str) -> str:
    return (hit.groupdict().get(name) or "").strip()


def _says(language: str) -> str:
    verbs = sorted(words_in(table_for(language)["says"]), key=len, reverse=True)
    return "|".join(map(re.escape, verbs))


def person_named(words: str, people: Iterable[str]) -> str:
    """The person whom some words name, "" for nobody."""
    bare = re.sub(r"^(?:the|an?|her|his|my|their)\s", "", words.strip(), flags=re.IGNORECASE).lower()
    for name in people:
        if name.lower() == bare or (name[:1] > "\u3400" and bare.startswith(name)):
            return name
        if bare and bare in name.lower().split():
            return name
    return ""


def find_people(story: PlainStory, language: str) -> dict[str, str]:
    """Everybody who speaks in a story, by how often they are named, with their gender where the text tells it."""
    told = " ".join(p.text for s in story.stretches for x in s.paragraphs for p in x if not p.spoken)
    counts = _han_people(told) if language == "zh" else _latin_people(told)
    names = [name for name, _ in counts.most_common()]
    return {name: _gender(name, told, language) for name in names}


def _latin_people(told: str) -> Counter[str]:
    says, table = _says("en"), table_for("en")
    barred = set(words_in(table["no_names"]))
    counts: Counter[str] = Counter()
    for hit in re.finditer(rf"(?:{says})\s(?P<a>{_NAME}|{_ROLE})|(?P<b>{_NAME}|{_ROLE})\s{_ADVERB}(?:{says})\b", told):
        words = (hit["a"] or hit["b"]).strip()
        first = words.split()[0]
        if first.lower() in barred and first.lower() not in ("the", "a", "an", "her", "his", "my", "their"):
            continue
        counts[_as_name(words)] += 1
    for hit in re.finditer(rf"(?<=[a-z,] )({_NAME})", told):
        if hit[1].split()[0].lower() not in barred and counts[hit[1].split()[0]]:
            counts[hit[1].split()[0]] += 1
    counts += _latin_doers(told, barred)
    known = [name for name in counts if counts[name]]
    for name in known:  # "Mara Quinn" and "Mara" are one
        short = [other for other in known if other != name and other in name.split()]
        if short:
            counts[short[0]] += counts.pop(name)
    return Counter({name: count for name, count in counts.items() if name and count})


def _latin_doers(told: str, barred: set[str]) -> Counter[str]:
    """Who does something and is never named beside what they say: "Anna put down her keys", "an old woman knocked"."""
    counts: Counter[str] = Counter()
    for hit in re.finditer(
        rf"(?:^|[.!?]\s)(?P<name>{_NAME})(?=\s[a-z]*(?:ed|t|ew|aw|ame|oke|id|ook|an|ave|ung|ose|ove|old|ound)\b)", told
    ):
        if hit["name"].split()[0].lower() not in barred and hit["name"].lower() not in _person_words():
            counts[_OF_AGE.sub("", hit["name"])] += 1
    # One deed may be a month's or a town's; a known first name is somebody's, and who takes or runs.
    counts = Counter(
        {name: count for name, count in counts.items() if count > 1 or _first_name(name) or _acts_once(name, told)}
    )
    counts.update(hit[0] for hit in re.finditer(r"[A-Z][a-z]+\s[A-Z][a-z]+", told) if _first_name(hit[0]))
    for hit in re.finditer(r"\b(?:an?|the|my|her|his)\s((?:old\s|young\s)?[a-z]+)\b(?!['’]s)", told, re.IGNORECASE):
        if hit[1].lower() in _person_words():
            counts[_as_name(hit[1])] += 1
    return counts


def _acts_once(name: str, told: str) -> bool:
    """Whether a name that comes once does what can be drawn, and is nowhere that one goes to."""
    if re.search(rf"\b(?:in|at|to|from|of|near|through|across|over)\s{re.escape(name)}\b", told):
        return False
    found = re.search(rf"\b{re.escape(name)}\s", told)
    return found is not None and any(
        hit.start == found.end() for hit in load_lexicon("en").action.find(told[: found.end() + _REACH])
    )


@cache
def _person_words() -> frozenset[str]:
    """What people are called who have no name: old woman, priest, grandfather."""
    casting, jobs = load_table("casting"), load_table("sketch/premise_en")["job"]
    rows = [casting["roles"], casting["work"], jobs]
    listed = (words_in(words) for table in rows if isinstance(table, dict) for words in table.values())
    return frozenset(word.lower() for words in listed for word in words if word.isascii() and len(word) > 2)


def _first_name(name: str) -> bool:
    rows = load_table("casting")["first_names"]
    first = name.split(maxsplit=1)[0].lower()
    return isinstance(rows, dict) and any(first in words_in(rows[key]) for key in ("female", "male"))


@cache
def mentions(name: str) -> re.Pattern[str]:
    """Where a text names somebody: a name as it is written, "the king" in small letters too."""
    if not name.isascii():
        return re.compile(re.escape(name))
    return re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE if name.lower() in _person_words() else 0)


def _as_name(words: str) -> str:
    bare = re.sub(r"^(?:the|an?|her|his|my|their)\s", "", words, flags=re.IGNORECASE)
    return " ".join(word[:1].upper() + word[1:] for word in bare.split())


def _han_people(told: str) -> Counter[str]:
    says = _says("zh")
    surnames = set(words_in(load_table("sketch/premise_zh")["surnames"]))
    roles = words_in(table_for("zh")["roles"])
    barred = set(words_in(table_for("zh")["no_names"]))
    counts: Counter[str] = Counter()
    for hit in re.finditer(rf"(?:^|[，。！？；\s])(?P<clause>[{_HAN}]{{2,14}}?)(?:{says})(?=[，。：:\s]|$)", told):
        clause = hit["clause"]
        role = next((role for role in roles if clause.startswith(role)), "")
        if role:
            counts[role] += 1
        elif clause.endswith(("的人", "的声音")) or (len(clause) == 2 and clause not in barred):
            counts[clause] += 1
        elif clause[0] in surnames | set("老小阿"):
            counts[_han_name(clause, told, short=clause[0] in "老小阿")] += 1
    return counts + _han_doers(told, counts)


def _han_doers(told: str, speakers: Counter[str]) -> Counter[str]:
    """Who does something and is never named beside what they say: 老周没有抬头, 阿亮拿起信."""
    table = table_for("zh")
    does = "|".join(map(re.escape, sorted(words_in(table["does"]), key=len, reverse=True)))
    surnames = "".join(word for word in words_in(load_table("sketch/premise_zh")["surnames"]) if len(word) == 1)
    roles = "|".join(map(re.escape, words_in(table["roles"])))
    barred = (*words_in(table["no_doers"]), *words_in(table["no_names"]))
    named = rf"[老小阿][{_HAN}]|[{surnames}][{_HAN}]{{1,2}}?|{roles}"
    counts: Counter[str] = Counter()
    for hit in re.finditer(rf"(?:^|[，。！？；：”\s])(?P<name>{named})(?=(?:{does}))", told):
        if not hit["name"].startswith(barred):
            counts[hit["name"]] += 1
    sure = (name for name in counts if name[0] in "老小阿" or counts[name] > 1 or gender_of(name) or name in roles)
    known = {name for name in sure if not any(name.startswith(other) or other.startswith(name) for other in speakers)}
    return Counter({name: counts[name] for name in known})


def _han_name(clause: str, told: str, *, short: bool) -> str:
    """The name at the beginning of a clause: as long as it comes again elsewhere in the story."""
    longest = clause[:2] if short else clause[:3]
    return longest if len(longest) == 2 or told.count(longest) > 1 else clause[:2]


_TITLED: Final = (
    ("male", r"\b(?:Mr|Sir|Lord)\.?\s{}\b", r"{}(?:先生|少爷|大爷)"),
    ("female", r"\b(?:Mrs|Ms|Miss|Madam|Lady)\.?\s{}\b", r"{}(?:太太|小姐|女士|夫人|大妈)"),
)


def _gender(name: str, told: str, language: str) -> str:
    """What the story says of somebody's gender: the title before a name first, then the pronouns after it."""
    for gender, titled, han in _TITLED:
        called = re.escape(name)
        told_by_name = (
            "先生" in name if gender == "male" else any(word in name for word in ("太太", "小姐", "女士", "夫人"))
        )
        if told_by_name or re.search((han if language == "zh" else titled).format(called), told):
            return gender
    she, he = ("她", "他") if language == "zh" else (r"\b(?:she|her)\b", r"\b(?:he|his|him)\b")
    votes: Counter[str] = Counter()
    for hit in re.finditer(re.escape(name), told, re.IGNORECASE):
        said = told[hit.end() : hit.end() + 70].lower()
        first = min(
            ((m.start(), g) for g, p in (("female", she), ("male", he)) for m in re.finditer(p, said)), default=None
        )
        if first:
            votes[first[1]] += 1
    own = gender_of(name)
    if own or votes["female"] == votes["male"]:
        return own
    return max(votes, key=lambda gender: votes[gender])
