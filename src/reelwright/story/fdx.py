"""Final Draft's ``.fdx`` in, with a report of what could not be kept.

Knows the paragraph types of Final Draft and the standard library's XML parser. Refuses documents
that declare types or entities: an honest ``.fdx`` has none, and entities can be made to explode.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from reelwright.film import SourceLine

from .errors import ScriptError
from .linekinds import split_cue
from .script import Element, ElementKind, Loss, LossReport, Script, TitleEntry

LARGEST_FDX: Final = 10_000_000
DEEPEST: Final = 60
_KINDS: Final = {
    "Scene Heading": ElementKind.HEADING,
    "Action": ElementKind.ACTION,
    "General": ElementKind.ACTION,
    "Character": ElementKind.CHARACTER,
    "Parenthetical": ElementKind.PARENTHETICAL,
    "Dialogue": ElementKind.DIALOGUE,
    "Lyrics": ElementKind.LYRIC,
    "Singing": ElementKind.LYRIC,
    "Transition": ElementKind.TRANSITION,
    "Shot": ElementKind.ACTION,  # "CLOSE ON THE RING": what is seen in the scene, and no scene of its own
    "New Act": ElementKind.CENTRED,
    "End of Act": ElementKind.CENTRED,
    "Cast List": ElementKind.ACTION,
}
_HOLDERS: Final = frozenset(
    {"FinalDraft", "Content", "Paragraph", "Text", "DualDialogue", "SceneProperties", "TitlePage"}
)
_QUIET: Final = frozenset(
    {"ElementSettings", "HeaderAndFooter", "SpellCheckIgnoreLists", "PageLayout", "WindowState", "TextState", "Macros"}
    | {
        "ScriptNoteDefinitions",
        "SmartType",
        "MoresAndContinueds",
        "LockedPages",
        "Revisions",
        "SplitState",
        "Watermarking",
    }
    | {"AltCollection", "TargetScriptLength", "DisplayBoards", "Actors", "CharacterHighlighting", "ListItems"}
)


def read_fdx(content: bytes, *, file: str = "script.fdx") -> tuple[Script, LossReport]:
    """Read a Final Draft document.

    Returns:
        The script and what could not be kept of the document.

    Raises:
        ScriptError: it is too large, not XML, declares entities, or is no Final Draft document.
    """
    if len(content) > LARGEST_FDX:
        raise ScriptError("the file is larger than 10 MB", where=file, mend="export the screenplay as Fountain")
    root = _parse(content, file)
    if root.tag != "FinalDraft":
        raise ScriptError(
            f"this is XML, but not Final Draft's ({root.tag[:40]})", where=file, mend="save it as .fdx or Fountain"
        )
    return _Translator(file).translate(root)


class _NotPlain(Exception):  # noqa: N818  (never leaves this module)
    """The document declares types or entities, or is nested without end."""


def _parse(content: bytes, file: str) -> ET.Element:
    mend = "open it in Final Draft and save it again, or export it as Fountain"
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _NotPlain("is nested too deeply")
        element = builder.start(tag, attributes)
        element.set("\n", str(parser.CurrentLineNumber))  # no XML attribute can have this name

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def refuse(*_: object) -> None:
        raise _NotPlain("declares types or entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(content, True)  # noqa: FBT003  (expat's own signature)
        return builder.close()
    except _NotPlain as problem:
        raise ScriptError(f"the document {problem}; no screenplay does that", where=file, mend=mend) from None
    except expat.ExpatError as problem:
        where = f"{file}:{problem.lineno}"
        raise ScriptError(f"this is not XML: {expat.ErrorString(problem.code)}", where=where, mend=mend) from None
    except (ValueError, LookupError, AssertionError) as problem:  # an unknown encoding
        raise ScriptError(f"this is not XML that can be read: {problem}", where=file, mend=mend) from None


class _Translator:
    def __init__(self, file: str) -> None:
        self.file = file
        self.elements: list[Element] = []
        self.lost: dict[str, Loss] = {}

    def translate(self, root: ET.Element) -> tuple[Script, LossReport]:
        for part in root:
            if part.tag == "Content":
                for block in part:
                    self._block(block)
            elif part.tag not in _QUIET and part.tag != "TitlePage":
                self._lose(f"<{part.tag}>", part)
        script = Script(titles=self._titles(root), elements=tuple(self.elements), file=self.file)
        return script, LossReport(tuple(self.lost.values()))

    def _where(self, node: ET.Element) -> SourceLine:
        return SourceLine(self.file, int(node.get("\n", "1")))

    def _lose(self, what: str, node: ET.Element) -> None:
        before = self.lost.get(what)
        self.lost[what] = Loss(what, before.count + 1, before.where) if before else Loss(what, 1, self._where(node))

    def _block(self, node: ET.Element) -> None:
        if node.tag != "Paragraph":
            self._lose(f"<{node.tag}>", node)
            return
        dual = node.find("DualDialogue")
        if dual is not None:
            self._dual(dual)
            return
        self._paragraph(node, dual=False)

    def _dual(self, node: ET.Element) -> None:
        speakers = 0
        for paragraph in node.iter("Paragraph"):
            speaks = paragraph.get("Type") == "Character"
            speakers += speaks
            self._paragraph(paragraph, dual=speaks and speakers > 1)

    def _paragraph(self, node: ET.Element, *, dual: bool) -> None:
        kind_name = node.get("Type", "General")
        kind = _KINDS.get(kind_name)
        if kind is None:
            self._lose(f"paragraph type “{kind_name}” (kept as action)", node)
            kind = ElementKind.ACTION
        words = self._words(node)
        if node.find("SceneProperties") is not None:
            self._summary(node)
        if words.strip():
            self._add(kind, words.strip(), node, dual=dual)

    def _add(self, kind: ElementKind, words: str, node: ET.Element, *, dual: bool) -> None:
        source = self._where(node)
        last = self.elements[-1].kind if self.elements else None
        if kind is ElementKind.CHARACTER:
            cue = split_cue(words)
            self.elements.append(
                Element(kind, cue.name, extensions=cue.extensions, dual=dual or cue.dual, source=source)
            )
            return
        speaking = {ElementKind.CHARACTER, ElementKind.DIALOGUE, ElementKind.PARENTHETICAL, ElementKind.LYRIC}
        if kind in (ElementKind.DIALOGUE, ElementKind.PARENTHETICAL) and last not in speaking:
            self._lose(f"{kind.value} that nobody speaks (kept as action)", node)
            kind = ElementKind.ACTION
        if kind is ElementKind.PARENTHETICAL:
            words = words.removeprefix("(").removeprefix("（").removesuffix(")").removesuffix("）").strip()
        if kind is ElementKind.DIALOGUE and last is ElementKind.DIALOGUE:
            before = self.elements.pop()
            self.elements.append(Element(kind, f"{before.text}\n{words}", source=before.source))
            return
        if kind is ElementKind.ACTION:
            words = "\n".join(line for line in words.split("\n") if line.strip())
        if kind not in (ElementKind.ACTION, ElementKind.DIALOGUE, ElementKind.LYRIC):
            words = " ".join(words.split())
        number = node.get("Number", "") if kind is ElementKind.HEADING else ""
        self.elements.append(Element(kind, words, number=number, source=source))

    def _summary(self, node: ET.Element) -> None:
        for summary in node.iter("Summary"):
            words = " ".join("".join(text.itertext()) for text in summary.iter("Text")).split()
            if words:
                self.elements.append(Element(ElementKind.SYNOPSIS, " ".join(words), source=self._where(summary)))

    def _words(self, node: ET.Element) -> str:
        pieces = []
        for child in node:
            if child.tag == "Text":
                pieces.append(self._styled(child))
            elif child.tag == "ScriptNote":
                note = " ".join(" ".join("".join(text.itertext()) for text in child.iter("Text")).split())
                pieces.append(f" [[{note.replace(']]', '] ]')}]]" if note else "")
            elif child.tag not in _HOLDERS:
                self._lose(f"<{child.tag}>", child)
        return "".join(pieces)

    def _styled(self, node: ET.Element) -> str:
        words = "".join(node.itertext()).replace("\r\n", "\n")
        if node.get("AdornmentStyle") or node.get("RevisionID"):
            self._lose("revision marks", node)
        if node.get("Color", "#000000") not in ("#000000", "#000000000000") or node.get("Background"):
            self._lose("colours of words", node)
        style = node.get("Style", "")
        for name in filter(None, style.split("+")):
            mark = {"Bold": "**", "Italic": "*", "Underline": "_"}.get(name)
            if mark is None:
                self._lose(f"style “{name}”", node)
            elif words.strip():
                core = words.strip()
                words = words.replace(core, f"{mark}{core}{mark}", 1)
        return words

    def _titles(self, root: ET.Element) -> tuple[TitleEntry, ...]:
        page = root.find("TitlePage")
        if page is None:
            return ()
        lines = [(words, self._where(node)) for node, words in self._title_lines(page)]
        if not lines:
            return ()
        entries = [TitleEntry("Title", (lines[0][0],), lines[0][1])]
        rest = lines[1:]
        for number, (words, _) in enumerate(rest):
            if words.casefold().rstrip(":") in ("by", "written by", "story by", "screenplay by", "编剧", "作者"):
                entries.append(TitleEntry("Credit", (words,), rest[number][1]))
                if number + 1 < len(rest):
                    entries.append(TitleEntry("Author", (rest[number + 1][0],), rest[number + 1][1]))
                rest = rest[:number] + rest[number + 2 :]
                break
        if rest:
            entries.append(TitleEntry("Contact", tuple(words for words, _ in rest), rest[0][1]))
        return tuple(entries)

    def _title_lines(self, page: ET.Element) -> Iterator[tuple[ET.Element, str]]:
        for paragraph in page.iter("Paragraph"):
            words = " ".join("".join("".join(text.itertext()) for text in paragraph.iter("Text")).split())
            if words:
                yield paragraph, words
