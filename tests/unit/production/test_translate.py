"""Translating a project: catalogues follow the script, and what was paid for is kept."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from reelwright.production import Order, OrderError, TranslationDesk, translate_project
from reelwright.production.adapters.tray import FolderTray
from reelwright.studio import TranslationError, Translator, Unit
from reelwright.studio.adapters.po import PoCatalogue
from reelwright.testing import FakeCraft, FakeTranslator

WORDS = {"Come back.": "Vuelve.", "Why should I?": "¿Por qué?"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of two lines."""
    (tmp_path / "film.txt").write_text("Lin: Come back.\n\nKai: Why should I?", encoding="utf-8")
    return tmp_path


def desk(root: Path, translator: Translator | None = None) -> TranslationDesk:
    """Everything that translating works with, the crafts faked."""
    return TranslationDesk(FakeCraft(), PoCatalogue(), FolderTray(root / "lang"), translator)


def deaf(*_: object) -> None:
    """Hear nothing."""


def test_catalogue_is_laid_for_people(root: Path) -> None:
    """Without a translator the catalogue waits, every unit in it."""
    (made,) = translate_project(root, ["es"], desk(root), deaf)
    assert (root / made.file).is_file()
    assert len(made.catalogue.missing) == len(made.catalogue.entries) > 1


def test_machine_fills_in_what_is_missing_only(root: Path) -> None:
    """What a person wrote is not asked for, and a second run asks for nothing that is there."""
    (made,) = translate_project(root, ["es"], desk(root), deaf)
    unit = next(e.unit for e in made.catalogue.entries if e.unit.text == "Come back.")
    (root / made.file).write_bytes(PoCatalogue().write(made.catalogue.with_words({unit.id: "Regresa."})))
    fake = FakeTranslator(WORDS)
    (again,) = translate_project(root, ["es"], desk(root, fake), deaf)
    assert again.catalogue.words()[unit.id] == "Regresa."
    assert "Come back." not in fake.asked[0]
    later = FakeTranslator(WORDS)
    translate_project(root, ["es"], desk(root, later), deaf)
    assert all("Why should I?" not in asked for asked in later.asked)


def test_rewritten_script_keeps_its_translations(root: Path) -> None:
    """After a line is added the others are still translated."""
    translate_project(root, ["es"], desk(root, FakeTranslator(WORDS)), deaf)
    (root / "film.txt").write_text("Lin: Wait!\n\nLin: Come back.\n\nKai: Why should I?", encoding="utf-8")
    (made,) = translate_project(root, ["es"], desk(root), deaf)
    assert "Vuelve." in made.catalogue.words().values()
    assert [entry.unit.text for entry in made.catalogue.missing if entry.unit.text == "Wait!"] == ["Wait!"]


class Breaking(FakeTranslator):
    """Breaks off at its second batch."""

    def translate(self, units: Sequence[Unit], *, story: Sequence[Unit], source: str, target: str) -> dict[str, str]:
        """Translate, once."""
        if self.asked:
            raise TranslationError("gone")
        return super().translate(units, story=story, source=source, target=target)


def test_what_was_paid_for_is_kept(root: Path) -> None:
    """When the translator breaks off, the batches before it lie in the catalogue."""
    lines = [f"Lin: Line number {n}." for n in range(60)]
    (root / "film.txt").write_text("\n\n".join(lines), encoding="utf-8")
    table = {f"Line number {n}.": f"Línea {n}." for n in range(60)}
    with pytest.raises(TranslationError, match="gone"):
        translate_project(root, ["es"], desk(root, Breaking(table)), deaf)
    kept = PoCatalogue().read((root / "lang/es.po").read_bytes())
    assert 20 <= len(kept.words()) < 60


class Wordy(FakeTranslator):
    """Says everything at length, and shorter when asked again."""

    def translate(self, units: Sequence[Unit], *, story: Sequence[Unit], source: str, target: str) -> dict[str, str]:
        """Translate."""
        del story, source, target
        self.asked.append(tuple(unit.text for unit in units))
        return {unit.id: "palabra " * (20 if len(self.asked) == 1 else 1) for unit in units}


def test_line_that_is_too_long_is_asked_for_again(root: Path) -> None:
    """The translator gets one more chance to fit the shot."""
    wordy = Wordy({})
    (made,) = translate_project(root, ["es"], desk(root, wordy), deaf)
    assert set(wordy.asked[1]) == {"Come back.", "Why should I?"}
    assert made.too_long == ()


@pytest.mark.parametrize("tag", ["", "e", "../x", "en", "en-GB", "spanish language"])
def test_language_that_cannot_be_is_an_error(root: Path, tag: str) -> None:
    """A tag that is none, a path, and the language of the script are refused before anything is laid."""
    with pytest.raises(OrderError):
        translate_project(root, ["es", tag], desk(root), deaf)
    assert not (root / "lang").exists()


def test_order_names_its_language() -> None:
    """An order without a language is for the script's own."""
    assert Order().language == ""
